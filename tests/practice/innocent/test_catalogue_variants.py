import polars as pl

from kit.practice.ground import Ground
from kit.practice.innocent.catalogue_variants import CatalogueVariants
from kit.practice.market import generate


def test_each_review_is_shown_on_several_products(ground: Ground):
    traces = CatalogueVariants(reviews=50, variants=5, shown=1.0).plant(ground)
    assert traces.products.size == 5
    assert traces.rows.deed.sum() == 5 * traces.accounts.size
    assert len(set(ground.catalogue.brand[traces.products])) == 1


def test_copies_agree_in_all_but_product_and_id():
    market = generate(4, 6_000, {}, {"catalogue_variants": CatalogueVariants(shown=1.0)})
    deeds = market.truth.filter(role="deed").select(review_id="entity_id")
    shown = market.reviews.join(deeds, on="review_id")
    same = pl.exclude("review_id", "product_id")
    assert shown.select(same).n_unique() * 4 == shown.height
    assert shown["product_id"].n_unique() == 4

"""Reviews of one product repeat one another's phrases.

Signal
    Texts written to order, or from one list of points, come back within a product's reviews.
Null
    A text repeats ten or more words of one of the twenty before it (`phrase_repeats`) as often as
    on other products of its category, or of the market where the category has fewer than ten
    products: negative-binomial around the share of the others, with an over-dispersion estimated
    from all products by moments (at least 0.25) and widened where the others repeat seldom. Fewer
    than five texts that repeat are not reported: what is rare comes in small families.
Innocent explanation
    The market asks set questions about this product or for one wording of a disclosure, a slogan
    or a description is quoted, or a household has several accounts. A name or a feature that
    everybody mentions is too short to count.
Source
    ReviewMeta, "Phrase repetition" among its tests of a product (source not verified); the test
    is ours. It belongs to the family of ratings and not of text, as the shape of a product's
    reviews taken together should never name anybody alone.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="phrase_repetition",
    family="rating",
    flags=("product",),
    compares=("product_id",),
    about=__doc__ or "",
    reads={"phrase_repeats": ("product_id", "category", "n_texts", "n_chances", "n_repeats")},
    params={
        "min_reviews": Param(20, low=10, high=1000, unit="reviews"),
        "min_repeats": Param(5, low=2, high=50, unit="texts that repeat"),
    },
    sql="""
with market as (
  select sum(n_chances)::double as n_chances, sum(n_repeats)::double as n_repeats
  from phrase_repeats
),
categories as (
  select
    category,
    sum(n_chances)::double as n_chances,
    sum(n_repeats)::double as n_repeats
  from phrase_repeats
  where category is not null
  group by category
  having count(*) >= 10
),
peers as (
  select
    repeats.*,
    categories.category is not null as within_category,
    coalesce(categories.n_repeats, market.n_repeats) - repeats.n_repeats + 0.5 as n_others,
    coalesce(categories.n_chances, market.n_chances) - repeats.n_chances as n_other_chances
  from phrase_repeats as repeats cross join market left join categories using (category)
),
expectations as materialized (
  select *, n_chances * n_others / n_other_chances as expected
  from peers
  where n_texts >= $min_reviews and n_other_chances > n_chances
),
spread as (
  select
    greatest(sum(pow(n_repeats - expected, 2) - expected) / sum(pow(expected, 2)), 0.25)
      as dispersion,
    count(*) as n_tests
  from expectations
),
tails as (
  select
    *, negbinom_sf(n_repeats, expected, dispersion + 1 / n_others) as p_value
  from expectations cross join spread
  where n_repeats >= $min_repeats
)
select
  product_id as entity_id,
  n_texts as n_reviews,
  n_repeats,
  expected,
  n_repeats / expected as lift,
  case when within_category then 'its category' else 'the whole market' end as compared_with,
  dispersion,
  -log10(greatest(p_value, 1e-300)) as score,
  p_value,
  n_tests
from tails
where p_value <= 0.1
""",
    why="{n_repeats:,} of {n_reviews:,} texts repeat ten or more words of one shortly before, "
    "{expected:,.1f} expected by {compared_with}",
)

import polars as pl
import pytest

from kit.errors import ParameterError
from kit.practice.archetypes import GUILTY, INNOCENT, chosen, default_mix
from kit.practice.guilty.broker_pool import BrokerPool
from kit.practice.market import Market, generate
from kit.practice.seeds import stream
from kit.practice.truth import TRUTH, compound_id


def test_truth_names_rows_that_are_there(market: Market):
    assert market.truth.schema == pl.Schema(TRUTH)
    for kind, column in (
        ("review", "review_id"),
        ("account", "account_id"),
        ("product", "product_id"),
        ("window", "product_id"),
    ):
        named = market.truth.filter(pl.col("entity_kind") == kind)["entity_id"]
        assert named.len() > 0
        assert named.is_in(market.reviews[column].unique().to_list()).all()


def test_every_archetype_is_planted_once(market: Market):
    plans = market.truth.select("plan", "archetype", "guilty").unique()
    assert sorted(plans["archetype"]) == sorted([*GUILTY, *INNOCENT])
    assert set(plans.filter("guilty")["archetype"]) == set(GUILTY)


def test_deeds_are_by_members_on_served_products_in_their_windows(market: Market):
    truth = market.truth.filter(pl.col("guilty"))
    deeds = truth.filter(pl.col("role") == "deed").join(
        market.reviews.select("review_id", "account_id", day=pl.col("posted_at").dt.date()),
        left_on="entity_id",
        right_on="review_id",
    )
    members = truth.filter(pl.col("role") == "member").select("plan", account_id="entity_id")
    assert deeds.join(members, on=["plan", "account_id"], how="anti").is_empty()
    windows = truth.filter(pl.col("role") == "campaign").select(
        "plan", "product_id", start="window_start", end="window_end"
    )
    within = deeds.join(windows, on=["plan", "product_id"])
    assert within.height == deeds.height
    assert within.select((pl.col("day") >= pl.col("start")) & (pl.col("day") < pl.col("end")))[
        "day"
    ].all()


def test_a_group_has_its_members_and_a_hash_of_them(market: Market):
    group = market.truth.filter(
        (pl.col("archetype") == "gig_seller") & (pl.col("entity_kind") == "group")
    ).row(0, named=True)
    assert len(group["members"]) == 6
    pairs = [(m["kind"], m["id"]) for m in group["members"]]
    assert group["entity_id"] == compound_id(reversed(pairs)) != compound_id(pairs[1:])


def test_nothing_asked_for_nothing_planted():
    market = generate(2, 5_000, {}, {}, text=False)
    assert market.truth.is_empty()
    only = generate(2, 5_000, {"broker_pool": BrokerPool(accounts=9)}, {}, text=False).truth
    assert only.filter(pl.col("entity_kind") == "account").height == 9


def test_names_and_numbers_of_archetypes_are_checked():
    lots = stream(1, "lots")
    with pytest.raises(ParameterError, match="no archetype 'brokers'"):
        chosen({"brokers": 1}, GUILTY, 10_000, lots)
    with pytest.raises(ParameterError, match="0 or more"):
        chosen({"broker_pool": -1}, GUILTY, 10_000, lots)
    two = chosen({"broker_pool": [BrokerPool(), BrokerPool(fill=0.2)]}, GUILTY, 10_000, lots)
    assert [name for name, _ in two] == ["broker_pool", "broker_pool"]


@pytest.mark.parametrize(
    ("reviews", "each"), [(100, {0}), (4_000, {0, 1}), (40_000, {1}), (1_000_000, {25})]
)
def test_the_default_mix_grows_with_the_market(reviews: int, each: set[int]):
    assert set(default_mix(INNOCENT, reviews, stream(1, "lots")).values()) == each


def test_small_markets_hold_a_part_of_the_archetypes_by_lot():
    mixes = [default_mix(GUILTY, 10_000, stream(seed, "lots")) for seed in range(40)]
    assert {sum(mix.values()) for mix in mixes} == {round(len(GUILTY) / 4)}
    assert all(any(mix[name] for mix in mixes) for name in GUILTY)


@pytest.mark.parametrize(("reviews", "seeds"), [(4_000, 8), (15_000, 6), (60_000, 2)])
def test_about_a_tenth_is_planted_at_any_size(reviews: int, seeds: int):
    shares = []
    for seed in range(seeds):
        truth = generate(seed, reviews, text=False).truth
        shares.append((truth["entity_kind"] == "review").sum() / reviews)
    assert 0.03 < sum(shares) / len(shares) < 0.12
    assert max(shares) < 0.2

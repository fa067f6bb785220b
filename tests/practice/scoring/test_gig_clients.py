"""Products and reviews counted by hand: found, missed, and named for a namesake."""

from __future__ import annotations

import polars as pl

from kit.market.clients import BOUGHT as REVIEWS
from kit.market.clients import CLIENTS, Clients
from kit.practice.gigs.truth import ACCOUNTS, BOUGHT, LABELS, SELLERS, GigTruth
from kit.practice.scoring.gig_clients import score_clients
from kit.practice.scoring.gig_groups import on_any_site


def test_counts_what_was_bought_and_what_is_named() -> None:
    sold = [
        ("otter", "p1", "r1"),
        ("otter", "p1", "r2"),
        ("otter", "p2", "r3"),
        ("crow", "q", "r4"),
    ]
    truth = GigTruth(
        sellers=pl.DataFrame(schema=SELLERS),
        accounts=pl.DataFrame([("hill", "otter", "x1", None, True)], schema=ACCOUNTS, orient="row"),
        bought=pl.DataFrame([("hill", *row) for row in sold], schema=BOUGHT, orient="row"),
        labels=pl.DataFrame(schema=LABELS),
    )
    named = [
        ("hill", "otter", "p1", "r1"),
        ("hill", "otter", "p9", "r9"),
        ("moor", "otter", "p1", "r1"),
    ]
    columns = ["site", "username", "product_id", "review_id"]
    reviews = pl.DataFrame(named, schema=columns, orient="row")
    served = Clients(
        clients=_whole(reviews.drop("review_id"), CLIENTS),
        reviews=_whole(reviews, REVIEWS),
        cannot_tell=pl.DataFrame(),
    )
    linked = pl.DataFrame(
        [("hill", "otter", "x1", "its name"), ("moor", "otter", "x1", "its name")],
        schema=["site", "username", "account_id", "through"],
        orient="row",
    )
    told = {measure: (hits, of) for measure, hits, of in score_clients(served, linked, truth)}
    assert told == {
        "products bought that are named, of all sellers": (1, 3),
        "products bought that are named, of sellers found": (1, 2),
        "products named that this seller sold": (1, 3),
        "products named that a namesake of this seller sold": (1, 3),
        "products named that some seller sold": (2, 3),
        "products named for sellers found that these sold": (1, 2),
        "reviews bought that are named, of all sellers": (1, 4),
        "reviews bought that are named, of sellers found": (1, 3),
        "reviews named that this seller sold": (1, 3),
        "reviews named that a namesake of this seller sold": (1, 3),
        "reviews named that some seller sold": (2, 3),
        "reviews named for sellers found that these sold": (1, 2),
    }


def test_one_name_on_two_sites_is_right_where_one_of_them_is() -> None:
    bought = pl.DataFrame(
        [("hill", "otter", "p1", "r1"), ("moor", "otter", "p1", "r1")], schema=BOUGHT, orient="row"
    )
    named = pl.DataFrame(
        {
            "site": ["hill or moor", "hill or glen", "glen or fell"],
            "username": ["otter"] * 3,
            "product_id": ["p1"] * 3,
        }
    )
    right = on_any_site(named, bought, "product_id")
    assert right["site"].to_list() == ["hill or moor", "hill or glen"]
    nowhere = named.with_columns(site=pl.lit(None, dtype=pl.String)).head(1)
    assert on_any_site(nowhere, bought, "product_id").is_empty()
    of_none = bought.with_columns(site=pl.lit(None, dtype=pl.String))
    assert on_any_site(nowhere, of_none, "product_id").height == 1


def _whole(frame: pl.DataFrame, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    blank = [pl.lit(None, kind).alias(name) for name, kind in schema.items()]
    return frame.with_columns(one for one in blank if one.meta.output_name() not in frame.columns)

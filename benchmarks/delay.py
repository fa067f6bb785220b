"""How soon after a campaign's first paid review its accounts and products are listed.

    python -m benchmarks.delay [--seeds 1000 1001] [--reviews 100000] [--text]

A practice market is screened as it stood some weeks after each campaign began, and at its end. The
tables show, by how the reviews were sold, the share of all accounts and products of a campaign that
are listed by then; those that wrote later than that cannot be.
"""

from __future__ import annotations

import argparse
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import polars as pl

import kit
from kit.practice.market import Market, generate
from kit.practice.scoring.standing import PAID, planted

KINDS = ("account", "product")
WEEKS = (1, 2, 4, 8, 16)
GRID = 4
"""Days to which looks are rounded up, so that campaigns share them."""


def paid_for(market: Market) -> pl.DataFrame:
    """Return who took part in what: plan, archetype, begun, kind, entity_id."""
    deeds = planted(market.truth, "review").filter(pl.col("standing") == PAID)
    deeds = deeds.select("plan", "archetype", review_id="entity_id")
    paid = market.reviews.join(deeds, on="review_id").with_columns(
        begun=pl.col("posted_at").min().over("plan").dt.date()
    )
    return pl.concat(
        paid.select(
            "plan", "archetype", "begun", kind=pl.lit(kind), entity_id=f"{kind}_id"
        ).unique()
        for kind in KINDS
    )


def listed(market: Market, end: date) -> pl.DataFrame:
    """Return whom the market's screening lists as it stood at the end of a day."""
    known = market.reviews.filter(pl.col("posted_at").dt.date() <= end)
    with (
        tempfile.TemporaryDirectory(prefix="kit-bench-") as place,
        closing(kit.open_case(known, folder=Path(place) / "case")) as case,
    ):
        kit.screen(case)
        return pl.concat(
            kit.suspects(case, of=kind).select("entity_id", kind=pl.lit(kind)) for kind in KINDS
        )


def follow(seed: int, reviews: int, text: bool) -> pl.DataFrame:
    """Return each campaign's share that is listed: plan, archetype, kind, look, share."""
    market = generate(seed, reviews, text=text)
    whole = paid_for(market)
    days = market.reviews["posted_at"].dt.date()
    first, last = days.min(), days.max()
    assert isinstance(first, date)
    assert isinstance(last, date)
    wanted: dict[date, list[tuple[str, str]]] = {}
    for plan, begun in whole.select("plan", "begun").unique().sort("plan").iter_rows():
        for weeks in WEEKS:
            since = (begun - first).days + 7 * weeks
            end = first + timedelta(days=-(-since // GRID) * GRID)
            if end < last:
                wanted.setdefault(end, []).append((plan, f"{weeks} wk"))
        wanted.setdefault(last, []).append((plan, "at the end"))
    shares = []
    for end, asked in sorted(wanted.items()):
        named = listed(market, end).with_columns(listed=pl.lit(1.0))
        of_plan = (
            whole.join(named, on=["kind", "entity_id"], how="left")
            .group_by("plan", "archetype", "kind")
            .agg(share=pl.col("listed").fill_null(0.0).mean())
        )
        looks = pl.DataFrame(asked, schema=["plan", "look"], orient="row")
        shares.append(of_plan.join(looks, on="plan"))
    return pl.concat(shares)


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.delay", description=(__doc__ or "")[:80])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1000])
    parser.add_argument("--reviews", type=int, default=100_000)
    parser.add_argument("--text", action="store_true")
    given = parser.parse_args()
    told = pl.concat(follow(seed, given.reviews, given.text) for seed in given.seeds)
    columns = [*(f"{weeks} wk" for weeks in WEEKS), "at the end"]
    total = told.with_columns(archetype=pl.lit("all"))
    with pl.Config(tbl_rows=-1, tbl_cols=-1, tbl_hide_dataframe_shape=True, float_precision=2):
        for kind in KINDS:
            mine = pl.concat([told, total]).filter(pl.col("kind") == kind)
            wide = mine.pivot("look", index="archetype", values="share", aggregate_function="mean")
            print(f"{kind}s, mean share of a campaign that is listed")
            print(wide.select("archetype", *columns).sort("archetype"))


if __name__ == "__main__":
    main()

"""How much of a screening one day of reviews moves, and what the part that it touches costs.

    python -m benchmarks.touched [--reviews 100000] [--size 100] [--text] [--file reviews.parquet]

The last --size reviews of a practice market, or of a file, are the day. A product or an account is
touched when the day has a review of it. Three things are shown: what share of all reviews those
touched have; how many p-values of a full screening move though nothing in the finding is touched,
because the null is the market's; and what a screening costs of the touched products and accounts
alone, or of all once every derived table is there. Costs are CPU seconds of all threads, as a share
of a full screening in the same run.
"""

from __future__ import annotations

import argparse
import tempfile
from contextlib import closing
from pathlib import Path

import polars as pl

import kit
from benchmarks.daily import cut, cut_file, spent

SHARES = """
with day as (select product_id, account_id from reviews semi join latest using (review_id)),
     of_product as (select 1 from reviews where product_id in (select product_id from day)),
     of_account as (
       select product_id from reviews where account_id in (select account_id from day)
     ),
     near as (select 1 from reviews where product_id in (select product_id from of_account)),
     n as (select count(*) as reviews from reviews)
select 'reviews of the day' as what, (select count(*) from day) / reviews as share from n
union all select 'of touched products', (select count(*) from of_product) / reviews from n
union all select 'of touched accounts', (select count(*) from of_account) / reviews from n
union all select 'of products of touched accounts', (select count(*) from near) / reviews from n
"""

TOUCHED = """
select * from reviews
where product_id in (select product_id from reviews semi join latest using (review_id))
   or account_id in (select account_id from reviews semi join latest using (review_id))
"""

KEYS = ["detector", "entity_kind", "entity_id", "window_start", "window_end"]


def moved(before: pl.DataFrame, after: pl.DataFrame, day: pl.DataFrame) -> pl.DataFrame:
    """Return, for each detector, how p-values of what the day does not touch have moved.

    Parameters
    ----------
    before, after : polars.DataFrame
        Findings without the day and with it.
    day : polars.DataFrame
        Its reviews.

    Returns
    -------
    polars.DataFrame
        detector, untouched (findings of both screenings), moved, by_1_in_100 (share of them whose
        p-value moved at all, and whose logarithm by more than 1 %), changed (findings that only one
        of the two has).
    """
    reached = set(day["product_id"].drop_nulls()) | set(day["account_id"].drop_nulls())
    own = pl.concat_list(
        pl.col("entity_id", "product_id"),
        pl.col("members").list.eval(pl.element().struct.field("id")),
    )
    untouched = (
        own.list.eval(pl.element().is_in(list(reached))).list.any().fill_null(value=False).not_()
    )
    proved = pl.col("p_value").is_not_null()
    old, new = (frame.filter(proved, untouched) for frame in (before, after))
    both = old.join(new, on=KEYS, nulls_equal=True, suffix="_new")
    old_log, new_log = pl.col("p_value").log(), pl.col("p_value_new").log()
    change = ((new_log - old_log) / old_log).abs().fill_nan(0.0)
    told = both.group_by("detector").agg(
        untouched=pl.len(),
        moved=(change > 1e-9).mean(),
        by_1_in_100=(change > 0.01).mean(),
    )
    alone = pl.concat(
        one.join(other, on=KEYS, how="anti", nulls_equal=True)
        for one, other in ((old, new), (new, old))
    )
    return told.join(
        alone.group_by("detector").agg(changed=pl.len()), on="detector", how="left"
    ).sort("detector")


def bench(folder: Path, first: Path, latest: Path) -> None:
    day = pl.read_parquet(latest)
    case = kit.open_case(first, folder=folder / "case")
    before = kit.screen(case)
    case.close()
    case = kit.open_case(latest, folder=folder / "case")
    names = day.select("review_id")
    print("What a day touches, as a share of all reviews")
    for what, share in case.connection.select(SHARES, {}, {"latest": names}).iter_rows():
        print(f"{what:<34}{share:>8.2%}")
    found: list[pl.DataFrame] = []
    full = spent(lambda: found.append(kit.screen(case)))
    print("\nFindings that the day does not touch, and the share whose p-value moved: at all, and")
    print("in its logarithm by more than 1 %")
    print(f"{'detector':<24}{'findings':>9}{'moved':>8}{'> 1 %':>8}{'in or out':>11}")
    for name, *numbers, changed in moved(before, found[0], day).iter_rows():
        shares = "".join(f"{number:>8.1%}" for number in numbers[1:])
        print(f"{name:<24}{numbers[0]:>9,}{shares}{changed or 0:>11,}")
    again = spent(lambda: kit.screen(case, save=False))
    part = case.connection.select(TOUCHED, {}, {"latest": names})
    case.close()
    print(f"\n{'Cost, of a full screening':<34}")
    print(f"{'the touched part alone':<34}{cost_of(part, folder) / full:>8.0%}")
    print(f"{'all, each derived table there':<34}{again / full:>8.0%}")


def cost_of(part: pl.DataFrame, folder: Path) -> float:
    """Return the CPU seconds of a screening of some reviews."""
    path = folder / "part.parquet"
    part.write_parquet(path)
    with closing(kit.open_case(path, folder=folder / "part")) as case:
        return spent(lambda: kit.screen(case))


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.touched", description=(__doc__ or "")[:80])
    parser.add_argument("--reviews", type=int, default=100_000)
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--text", action="store_true")
    parser.add_argument("--file", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kit-bench-") as place:
        folder = Path(place)
        if given.file:
            whole = folder / "whole.parquet"
            with closing(kit.open_case(given.file, folder=folder / "read")) as case:
                case.sql("select * from reviews").write_parquet(whole)
            files = cut_file(folder, whole, given.size, 1)
        else:
            files = cut(folder, given.reviews, given.size, 1, given.text)
        bench(folder, folder / "before.parquet", files[0])


if __name__ == "__main__":
    main()

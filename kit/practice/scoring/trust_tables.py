"""What scored markets say of trusted means: errors, coverage and reliability, as small tables."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from kit.practice.scoring.ordering import summary
from kit.practice.scoring.summary import markdown
from kit.practice.scoring.trusted import BINS, Trusted
from kit.statistics import Array

DRAWS = 2_000
ENDS = (0.025, 0.975)
ROUNDING = 1e-5


def trust_tables(scored: Trusted) -> dict[str, pl.DataFrame]:
    """Summarise scored markets.

    Parameters
    ----------
    scored : Trusted
        As from `kit.practice.scoring.trusted.score_trust`.

    Returns
    -------
    dict of str to polars.DataFrame
        "errors": mean distance from the honest mean in stars, of the shown mean, the trusted mean,
        the rating and the mean without suspects, on products with paid reviews and without; ratio
        is trusted over shown, with the 95 % interval of markets drawn with replacement.
        "archetypes": the same by how the paid reviews came. "coverage": share of 90 % intervals
        that hold what honest people give (expected) and the mean of the honest reviews that are
        there (honest). "reliability": reviews by the probability that they were given. "ordering":
        NDCG@10 of the order of a product's reviews, and the share of products without a paid review
        in the first five places, beside the order shown (`kit.practice.scoring.ordering`).
    """
    products = scored.products.with_columns(
        kind=pl.when(pl.col("paid") > 0).then(pl.lit("paid for")).otherwise(pl.lit("not paid for")),
        **{
            name: (pl.col(column) - pl.col("honest_mean")).abs()
            for name, column in (
                ("shown", "shown_mean"),
                ("trusted", "trusted_mean"),
                ("rated", "rating"),
                ("without_suspects", "drop_suspects"),
            )
        },
        expected=pl.col("expected_mean").is_between("trusted_low", "trusted_high"),
        honest=pl.col("honest_mean").is_between("trusted_low", "trusted_high"),
    )
    of_kind = ["market", "kind"]
    paid = products.filter(pl.col("paid") > 0)
    return {
        "errors": _errors(products, of_kind),
        "archetypes": _errors(paid, ["archetype"]),
        "coverage": products.drop_nulls("trusted_low")
        .group_by(of_kind)
        .agg(
            products=pl.len(),
            expected=pl.col("expected").mean().round(4),
            honest=pl.col("honest").mean().round(4),
            width=(pl.col("trusted_high") - pl.col("trusted_low")).mean().round(3),
        )
        .sort(of_kind),
        "reliability": scored.reliability.group_by("market", "bin")
        .agg(pl.col("reviews", "sum_p", "genuine").sum())
        .filter(pl.col("reviews") > 0)
        .sort("market", "bin")
        .select(
            "market",
            pl.col("bin").replace_strict(dict(enumerate(BINS[:-1]))).alias("p_from"),
            "reviews",
            mean_p=(pl.col("sum_p") / pl.col("reviews")).round(4),
            genuine=(pl.col("genuine") / pl.col("reviews")).round(4),
        ),
        "ordering": _ordering(scored.ordering),
    }


def _ordering(scored: pl.DataFrame) -> pl.DataFrame:
    """Return the measures of both kinds of market; those without products are left out."""
    measured = [
        summary(own).select(pl.lit(market).alias("market"), pl.all())
        for (market,), own in scored.group_by("market", maintain_order=True)
    ]
    table = pl.concat(measured).filter(pl.col("products") > 0).sort("market", maintain_order=True)
    return table.with_columns(pl.col("ordered", "shown").round(4))


def _errors(products: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    rows = []
    for key, own in products.group_by(by):
        of_seed = own.group_by("seed").agg(pl.col("trusted", "shown").sum()).sort("seed")
        errors = own.select("shown", "trusted", "rated", "without_suspects").mean().row(0)
        shown, trusted = errors[:2]
        ratio = low = high = None
        # Where no one paid, the shown mean is the honest one but for rounding.
        if shown > ROUNDING:
            ratio = trusted / shown
            low, high = _ratio_ends(of_seed.select("trusted", "shown").to_numpy())
        rows.append((*key, own.height, *errors, ratio, low, high))
    names = ("shown", "trusted", "rated", "without_suspects", "ratio", "ratio_low", "ratio_high")
    schema = {
        **dict.fromkeys(by, pl.String),
        "products": pl.Int64,
        **dict.fromkeys(names, pl.Float64),
    }
    table = pl.DataFrame(rows, schema=schema, orient="row")
    return table.sort(by).with_columns(pl.col(pl.Float64).round(4))


def _ratio_ends(sums: Array) -> tuple[float, float]:
    """Return the interval of a ratio of sums over markets, shape (markets, 2)."""
    random = np.random.default_rng(0)
    drawn = random.multinomial(len(sums), [1 / len(sums)] * len(sums), size=DRAWS) @ sums
    some = drawn[:, 1] > 0
    low, high = np.quantile(drawn[some, 0] / drawn[some, 1], ENDS)
    return float(low), float(high)


def write_trust(scored: Trusted, folder: Path) -> list[Path]:
    """Write what markets showed: the tables, a summary of them, and each product's figures."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = trust_tables(scored)
    paths = [folder / f"{name}.csv" for name in tables] + [folder / "products.parquet"]
    for path, table in zip(paths, tables.values(), strict=False):
        table.write_csv(path)
    scored.products.write_parquet(paths[-1])
    told = folder / "summary.md"
    said = [f"## {name.capitalize()}\n\n{markdown(table)}\n" for name, table in tables.items()]
    told.write_text("\n".join(said), "utf-8")
    return [told, *paths]

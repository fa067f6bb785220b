"""Which names are alike, and how: those asked about, held against those of a market.

Every name is compared once, whoever has it and however many: accounts come in only where their
names are worth it (`kit.market.candidates`).
"""

from __future__ import annotations

import polars as pl

SAME, ENDS, SLIP = "the same name", "the same but for digits and signs", "one letter apart"
BEGINS = "the same at the beginning"

LEAST_SLIPPED = 6
"""Letters that a base needs before one letter may differ."""

LEAST_BEGUN = 8
"""Letters that two bases need in common at the beginning, where the rest differs."""

PARTS = {SAME: "key", ENDS: "base", SLIP: "base", BEGINS: "begun"}
"""By relation: the part of an account's name that both have, or that is one letter apart."""

ALIKE = {"asked": pl.Int64, "name": pl.Int64, "relation": pl.String, "shared": pl.String}
"""asked and name are row numbers; `shared` is what both names have: for a slip, the market's."""


def begun(names: pl.DataFrame) -> pl.DataFrame:
    """Return names with `begun`, the first letters of a base that is long enough, or null."""
    long = pl.col("base").str.len_bytes() >= LEAST_BEGUN
    return names.with_columns(begun=pl.when(long).then(pl.col("base").str.head(LEAST_BEGUN)))


def alike(asked: pl.DataFrame, there: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of names that are alike, once for each relation.

    Parameters
    ----------
    asked, there : polars.DataFrame
        asked or name (a number), key, base, begun. A part that is null is not compared.

    Returns
    -------
    polars.DataFrame
        Columns of `ALIKE`.
    """
    met = [_joined(asked, there, SAME), _joined(asked, there, ENDS), _slipped(asked, there)]
    begin = _joined(asked, there, BEGINS, pl.col("base") != pl.col("base_right"))
    return pl.concat([*met, begin]).select(pl.col(name).cast(kind) for name, kind in ALIKE.items())


def _joined(
    asked: pl.DataFrame, there: pl.DataFrame, relation: str, only: pl.Expr | None = None
) -> pl.DataFrame:
    """Return pairs that have a part of their names in common."""
    part = PARTS[relation]
    met = asked.drop_nulls(part).join(there.drop_nulls(part), on=part)
    return (met if only is None else met.filter(only)).select(
        "asked", "name", relation=pl.lit(relation), shared=pl.col(part)
    )


def _slipped(asked: pl.DataFrame, there: pl.DataFrame) -> pl.DataFrame:
    """Return pairs whose bases differ in one letter: changed, left out or put in.

    Two such names have a form in common with at most one letter left out (Mor & Fraenkel,
    "A hash code method for detecting and correcting spelling errors", CACM 1982; source not
    verified), so that no name is held against every other.
    """
    sides = [
        side.filter(pl.col("base").str.len_bytes() >= LEAST_SLIPPED).select(name, "base")
        for side, name in ((asked, "asked"), (there, "name"))
    ]
    wanted = _forms(sides[0]["base"].unique())
    known = _forms(sides[1]["base"].unique(), wanted["form"].unique())
    met = (
        wanted.join(known, on="form", suffix="_other")
        .filter(pl.col("base") != pl.col("base_other"))
        # A letter changed leaves the same place out of both; left out or put in, of one.
        .filter(
            (pl.col("at") == pl.col("at_other")) | (pl.col("at") == -1) | (pl.col("at_other") == -1)
        )
        .select("base", "base_other")
        .unique()
    )
    return (
        sides[0]
        .join(met, on="base")
        .join(sides[1].rename({"base": "base_other"}), on="base_other")
        .select("asked", "name", relation=pl.lit(SLIP), shared=pl.col("base_other"))
    )


def _forms(bases: pl.Series, only: pl.Series | None = None) -> pl.DataFrame:
    """Return each name whole (at -1) and with each of its letters left out: base, form, at."""
    frame = pl.DataFrame({"base": bases})
    longest = max(map(len, bases), default=0)
    parts = []
    for at in range(-1, longest):
        form = (
            pl.col("base")
            if at < 0
            else pl.col("base").str.slice(0, at) + pl.col("base").str.slice(at + 1)
        )
        part = (
            frame.lazy()
            .filter(pl.col("base").str.len_bytes() > at)
            .select("base", form=form, at=pl.lit(at))
        )
        if only is not None:
            part = part.join(pl.DataFrame({"form": only}).lazy(), on="form", how="semi")
        parts.append(part.collect())
    return pl.concat(parts) if parts else frame.with_columns(form="base", at=pl.lit(0))

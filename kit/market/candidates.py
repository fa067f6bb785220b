"""Accounts whose names are like a seller's: the pairs worth weighing, and what their names say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from kit.market.handles import NameModel

SAME, ENDS, SLIP = "the same name", "the same but for digits and signs", "one letter apart"
BEGINS = "the same at the beginning"
RELATIONS: dict[str, float] = {SAME: 0.7, ENDS: 1.2, SLIP: 2.3, BEGINS: 2.3}
"""How a name comes back, and what it costs in nats: -ln of how often a hand that reuses its name
does it so. A judgement, of an investigator and not of data; the decoys measure what comes of it."""

COMMON = 200
"""A name that more accounts have says nothing, and is not weighed account by account."""

LEAST_SLIPPED = 6
"""Letters that a base needs before one letter may differ."""

LEAST_BEGUN = 8
"""Letters that two bases need in common at the beginning, where the rest differs."""

PAIRS = {
    "seller": pl.Int64,
    "account": pl.Int64,
    "relation": pl.String,
    "shared": pl.String,
    "name_nats": pl.Float64,
}
"""seller and account are row numbers; `shared` is what both names have."""


@dataclass(frozen=True)
class Names:
    """How rare names are in a market: models of its accounts' keys, bases and bases' beginnings."""

    keys: NameModel
    bases: NameModel
    begun: NameModel

    @classmethod
    def of(cls, accounts: pl.DataFrame) -> Names:
        """Learn from accounts with the columns key and base."""
        begun = accounts["base"].str.head(LEAST_BEGUN)
        return cls(
            NameModel.of(accounts["key"]), NameModel.of(accounts["base"]), NameModel.of(begun)
        )


def candidates(
    sellers: pl.DataFrame,
    accounts: pl.DataFrame,
    names: Names,
    uncounted: pl.Series | None = None,
    taken_from: pl.Series | None = None,
) -> pl.DataFrame:
    """Return pairs of a seller and an account whose names are alike.

    Parameters
    ----------
    sellers, accounts : polars.DataFrame
        key, base: as `kit.market.handles.handles` makes them, a row for each.
    names : Names
        Of the accounts that are counted.
    uncounted : polars.Series of bool, optional
        Accounts that `names` leaves out: an account is always left out where its own name is
        judged, and accounts of one hand must not make its name common.
    taken_from : polars.Series of int, optional
        For decoys: the account that each name was taken from. It is no candidate, and is left out.

    Returns
    -------
    polars.DataFrame
        Columns of `PAIRS`, each pair once, by its strongest relation. `name_nats` is how surprising
        it is that another account has the name, less the relation's cost; for a slip also less ln
        of the names that lie one slip away.
    """
    one = sellers.select("key", "base").with_row_index("seller")
    other = accounts.select("key", "base").with_row_index("account")
    same = _joined(one, other, "key", SAME)
    near = _joined(one, other, "base", ENDS)
    slipped = _slipped(one, other)
    begun = _begun(one, other)
    pairs = pl.concat([same, near, slipped, begun]).filter(
        pl.len().over("shared", "relation") <= COMMON * pl.col("seller").n_unique().over("shared")
    )
    if taken_from is not None:
        pairs = pairs.filter(taken_from.gather(pairs["seller"]) != pairs["account"])
    if pairs.is_empty():
        return pl.DataFrame(schema=PAIRS)
    itself = 1 if uncounted is None else (~uncounted.gather(pairs["account"])).cast(pl.Int64)
    pairs = pairs.with_columns(without=itself + int(taken_from is not None))
    nats = pl.concat(
        [
            _nats(pairs, names.keys, pl.col("relation") == SAME),
            _nats(pairs, names.bases, pl.col("relation").is_in([ENDS, SLIP])),
            _nats(pairs, names.begun, pl.col("relation") == BEGINS),
        ]
    )
    cost = pl.col("relation").replace_strict(RELATIONS, return_dtype=pl.Float64)
    ways = pl.when(pl.col("relation") == SLIP).then(
        (52 * pl.col("shared").str.len_bytes() + 26).log()
    )
    return (
        pairs.join(nats, on=["shared", "relation", "without"])
        .with_columns(name_nats=pl.col("nats") - cost - ways.otherwise(0.0))
        .sort("seller", "account", "name_nats", descending=[False, False, True])
        .unique(["seller", "account"], keep="first", maintain_order=True)
        .select(pl.col(name).cast(kind) for name, kind in PAIRS.items())
    )


def _nats(pairs: pl.DataFrame, model: NameModel, which: pl.Expr) -> pl.DataFrame:
    key = ["shared", "relation", "without"]
    shared = pairs.filter(which).select(key).unique().sort(key)
    return shared.with_columns(
        nats=pl.Series(model.surprisal(shared["shared"], shared["without"].to_numpy()))
    )


def _joined(one: pl.DataFrame, other: pl.DataFrame, part: str, relation: str) -> pl.DataFrame:
    """Return pairs that have a part of their names in common."""
    return (
        one.drop_nulls(part)
        .join(other.drop_nulls(part), on=part)
        .select("seller", "account", shared=pl.col(part), relation=pl.lit(relation))
    )


def _begun(one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Return pairs whose bases begin with the same letters, one of them perhaps with no others."""
    sides = [
        side.filter(pl.col("base").str.len_bytes() >= LEAST_BEGUN).with_columns(
            shared=pl.col("base").str.head(LEAST_BEGUN)
        )
        for side in (one, other)
    ]
    return (
        sides[0]
        .join(sides[1], on="shared")
        .filter(pl.col("base") != pl.col("base_right"))
        .select("seller", "account", "shared", relation=pl.lit(BEGINS))
    )


def _slipped(one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Return pairs whose bases differ in one letter: changed, left out or put in.

    Two such names have a form in common with at most one letter left out (Mor & Fraenkel,
    "A hash code method for detecting and correcting spelling errors", CACM 1982; source not
    verified), so that no name is held against every other.
    """
    sides = [
        side.filter(pl.col("base").str.len_bytes() >= LEAST_SLIPPED).select(name, "base")
        for side, name in ((one, "seller"), (other, "account"))
    ]
    wanted = _forms(sides[0]["base"].unique())
    there = _forms(sides[1]["base"].unique(), wanted["form"].unique())
    met = (
        wanted.join(there, on="form", suffix="_other")
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
        .select("seller", "account", shared=pl.col("base_other"), relation=pl.lit(SLIP))
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


def prior_nats(accounts: int, each: float = 2.0) -> float:
    """Return ln of the odds that an account is a seller's before anything is seen.

    Parameters
    ----------
    accounts : int
        Accounts of the market.
    each : float
        Accounts that a seller is thought to have among them.
    """
    share = min(each / max(accounts, 1), 0.5)
    return float(np.log(share / (1 - share)))

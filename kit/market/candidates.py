"""Accounts whose names are like a seller's: the pairs worth weighing, and what their names say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from kit.market.alike import BEGINS, ENDS, LEAST_BEGUN, PARTS, SAME, SLIP, alike, begun
from kit.market.handles import NameModel

RELATIONS: dict[str, float] = {SAME: 0.7, ENDS: 1.2, SLIP: 2.3, BEGINS: 2.3}
"""How a name comes back, and what it costs in nats: -ln of how often a hand that reuses its name
does it so. A judgement, of an investigator and not of data; the decoys measure what comes of it."""

COMMON = 200
"""A name that more accounts have says nothing, and is not weighed account by account."""

SELLERS, BATCH = 20_000, 500_000
"""Sellers, with decoys, and pairs that are held at once: what bounds the memory."""

EACH = 2.0
"""Accounts that a seller is thought to have, if it has any."""

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
        beginnings = accounts["base"].str.head(LEAST_BEGUN)
        return cls(
            NameModel.of(accounts["key"]), NameModel.of(accounts["base"]), NameModel.of(beginnings)
        )


@dataclass(frozen=True)
class Index:
    """A market's accounts by what they are called: made once, for a roster and all its decoys.

    Parameters
    ----------
    names : polars.DataFrame
        name (a number), key, base, begun, counted: each name once, or twice where both accounts
        have it that count and such that do not. A part that is common is null.
    accounts : polars.DataFrame
        name, account (a row number).
    market : Names
        Of the accounts that count.
    """

    names: pl.DataFrame
    accounts: pl.DataFrame
    market: Names

    @classmethod
    def of(cls, accounts: pl.DataFrame, counted: pl.Series | None = None) -> Index:
        """Sort accounts by their names.

        Parameters
        ----------
        accounts : polars.DataFrame
            key, base: as `kit.market.handles.handles` makes them, a row for each.
        counted : polars.Series of bool, optional
            Accounts that make a name common; all by default. An account is always left out where
            its own name is judged, and accounts of one hand must not make its name common.
        """
        everybody = begun(accounts.select("key", "base")).with_columns(
            counted=pl.lit(True) if counted is None else counted
        )
        named = everybody.with_row_index("account").cast({"account": pl.Int64}).drop_nulls("key")
        parts = list(dict.fromkeys(PARTS.values()))
        numbered = named.with_columns(
            name=pl.struct("key", "base", "counted").rank("dense").cast(pl.Int64)
        )
        rare = [pl.when(pl.len().over(part) <= COMMON).then(part).alias(part) for part in parts]
        names = numbered.with_columns(rare).select("name", *parts, "counted")
        return cls(
            names.unique("name", keep="any").sort("name"),
            numbered.select("name", "account").sort("name", "account"),
            Names.of(everybody.filter("counted")),
        )


def candidates(index: Index, sellers: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield pairs of a seller and an account whose names are alike, some at a time.

    Parameters
    ----------
    index : Index
    sellers : polars.DataFrame
        key, base: as in the index. `taken_from`: for a decoy, the account that its name was taken
        from, which is no candidate and is left out; null for a seller. `needs`, `needs_uncounted`:
        nats that a name must be worth before anything else can make even odds, with an account
        that counts and with another. Names are weighed, and dropped where they fall short of that,
        before the accounts come in that have them.

    Yields
    ------
    polars.DataFrame
        Columns of `PAIRS`, each pair once, by its strongest relation. `name_nats` is how surprising
        it is that another account has the name, less the relation's cost; for a slip also less ln
        of the names that lie one slip away.
    """
    for part in sellers.with_row_index("seller").cast({"seller": pl.Int64}).iter_slices(SELLERS):
        held = _held(index, part)
        sizes = index.accounts.group_by("name").len("n")
        sized = held.join(sizes, on="name", maintain_order="left").with_columns(
            batch=(pl.col("n").cum_sum() - pl.col("n")) // BATCH
        )
        for batch in sized.partition_by("batch", maintain_order=True):
            pairs = batch.join(index.accounts, on="name").filter(
                pl.col("taken_from").ne_missing(pl.col("account"))
            )
            yield pairs.sort("seller", "account").select(
                pl.col(name).cast(kind) for name, kind in PAIRS.items()
            )


def _held(index: Index, sellers: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of a seller and a name that is worth what it needs: its strongest relation."""
    numbered = begun(sellers.drop_nulls("key")).with_columns(
        asked=pl.struct("key", "base").rank("dense").cast(pl.Int64)
    )
    asked = numbered.select("asked", *dict.fromkeys(PARTS.values())).unique("asked", keep="any")
    met = alike(asked, index.names).join(index.names.select("name", "counted"), on="name")
    needed = pl.when("counted").then("needs").otherwise("needs_uncounted")
    without = pl.col("counted").cast(pl.Int64) + pl.col("taken_from").is_not_null().cast(pl.Int64)
    return (
        met.join(
            numbered.select("asked", "seller", "taken_from", "needs", "needs_uncounted"), on="asked"
        )
        .with_columns(without=without)
        .join(_worth(index, met), on=["shared", "relation", "without"])
        .filter(pl.col("name_nats") >= needed)
        .sort("seller", "name", "name_nats", descending=[False, False, True])
        .unique(["seller", "name"], keep="first", maintain_order=True)
    )


def _worth(index: Index, met: pl.DataFrame) -> pl.DataFrame:
    """Return what each shared name is worth: shared, relation, without, name_nats."""
    models = {"key": index.market.keys, "base": index.market.bases, "begun": index.market.begun}
    frames = []
    for relation, part in PARTS.items():
        shared = met.filter(pl.col("relation") == relation)["shared"].unique().sort()
        cost = np.full(shared.len(), RELATIONS[relation])
        if relation == SLIP:
            cost += np.log(52 * shared.str.len_bytes().to_numpy() + 26)
        # Without itself where it counts, and without the account that a decoy was taken from.
        frames += [
            pl.DataFrame(
                {"shared": shared, "name_nats": models[part].surprisal(shared, without) - cost}
            ).with_columns(relation=pl.lit(relation), without=pl.lit(without, pl.Int64))
            for without in range(3)
        ]
    return pl.concat(frames)


def prior_nats(accounts: int) -> float:
    """Return ln of the odds that an account is a seller's who has any, before anything is seen.

    Parameters
    ----------
    accounts : int
        Accounts of the market.
    """
    share = min(EACH / max(accounts, 1), 0.5)
    return float(np.log(share / (1 - share)))

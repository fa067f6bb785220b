"""Names that people choose: what stays of one when it is changed a little, and how rare that is.

`john` says nothing about who wrote: thousands are called so. A name is worth as evidence what it
takes to come upon it by chance in this market: its surprisal, -ln P, under a model of the market's
own account names.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.optimize import minimize

from kit.market.spelling import plain

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]

LONGEST = 64
"""Letters of a name that are looked at; a longer one is its beginning."""

LEAST_BASE = 4
"""A shorter base, such as `jo` of `jo1987`, is not looked for."""

_LEET = (("0", "o"), ("1", "l"), ("3", "e"), ("4", "a"), ("5", "s"), ("7", "t"), ("@", "a"))
_ORDER = 4
_SYMBOLS = 38
"""Letters, digits, one for all others, and one for the ends of a name."""


def handles(names: pl.Series) -> pl.DataFrame:
    """Return what stays of names when they are changed a little.

    Parameters
    ----------
    names : polars.Series of str
        As they are shown: any text, of any length, or null.

    Returns
    -------
    polars.DataFrame
        A row for each name. `key`: letters and digits in plain lower case. `base`: the key without
        digits at its ends and with digits inside read as letters. Null where nothing is left, and
        for a base of fewer than `LEAST_BASE` letters.
    """
    ascii_name = names.str.contains(r"^[ -~]*$")
    others = names.filter(~ascii_name.fill_null(True)).unique()
    folded = {name: plain(name[: 4 * LONGEST], ()).text for name in others}
    shown = names.replace(folded) if folded else names
    keyed = pl.DataFrame({"name": shown}).select(
        key=pl.col("name").str.to_lowercase().str.replace_all(r"[^a-z0-9@]", "").str.head(LONGEST)
    )
    base = pl.col("key").str.replace(r"^[0-9]+", "").str.replace(r"[0-9]+$", "")
    for digit, letter in _LEET:
        base = base.str.replace_all(digit, letter, literal=True)
    return keyed.with_columns(base=base).select(
        key=pl.when(pl.col("key").str.len_bytes() > 0).then("key"),
        base=pl.when(pl.col("base").str.len_bytes() >= LEAST_BASE).then("base"),
    )


@dataclass(frozen=True)
class NameModel:
    """How probable a name is in a market.

    A mixture: how often the market has exactly this name; letters that follow one another as they
    do in its names (Witten-Bell interpolation of orders 1 to 4; Witten & Bell, IEEE Transactions on
    Information Theory 37, 1991; source not verified); and how often a name that is spelled as
    rarely, and that one account has, turns out to have a second (Good, Biometrika 40, 1953; source
    not verified). Letters alone call two plain words in a row far rarer than they are.

    Parameters
    ----------
    counts : tuple of array of float
        By order from 1 to 4: how often each run of symbols occurs, by its number.
    known : polars.DataFrame
        name, n: names that occur, and of how many accounts.
    total : int
        Accounts with a name.
    again : tuple of float
        a, b: of how many accounts more a name is worth that one account has, exp(a - b r) for one
        that is spelled r nats rarely.
    """

    counts: tuple[Floats, ...]
    known: pl.DataFrame
    total: int
    again: tuple[float, float] = (-np.inf, 0.0)

    @classmethod
    def of(cls, names: pl.Series) -> NameModel:
        """Learn from the names of a market's accounts, one for each account; nulls are left out."""
        named = names.drop_nulls()
        symbols, begin = _symbols(named.unique().sort())
        counts = []
        for order in range(1, _ORDER + 1):
            codes = _runs(symbols, order)
            counts.append(np.bincount(codes[begin <= 0], minlength=_SYMBOLS**order).astype(float))
        known = named.value_counts(name="n").rename({named.name: "name"})
        by_letters = cls(tuple(counts), known, named.len())
        again = _again(by_letters.spelled(known["name"]), known["n"].to_numpy())
        return replace(by_letters, again=again)

    def surprisal(self, names: pl.Series, without: int = 0) -> Floats:
        """Return -ln P of each name, in nats; always finite.

        Parameters
        ----------
        names : polars.Series of str
            Keys or bases, without nulls.
        without : int
            Accounts of the name to leave out: 1 asks how rare a name is for everybody else.

        Returns
        -------
        array of float, shape (n,)
        """
        spelled = self.spelled(names)
        seen = (
            pl.DataFrame({"name": names})
            .join(self.known, on="name", how="left", maintain_order="left")["n"]
            .fill_null(0)
            .to_numpy()
        )
        share = np.maximum(seen - without, 0) / max(self.total, 1)
        # A name that is not there yet: as often as names are there once (Good & Turing).
        unseen = (float((self.known["n"] == 1).sum()) + 1) / (self.total + 1)
        again = np.exp(np.minimum(self.again[0] - self.again[1] * spelled, 0)) / (self.total + 1)
        found: Floats = -np.log(share + again + np.exp(np.log(unseen) - spelled))
        return found

    def spelled(self, names: pl.Series) -> Floats:
        """Return -ln P of each name by its letters alone, in nats."""
        symbols, begin = _symbols(names)
        probability = np.full(symbols.size, 1 / _SYMBOLS)
        for order, runs in enumerate(self.counts, 1):
            codes = _runs(symbols, order)
            rows = runs.reshape(-1, _SYMBOLS)
            before = codes // _SYMBOLS
            n, kinds = rows.sum(axis=1)[before], (rows > 0).sum(axis=1)[before]
            seen = np.maximum(n + kinds, 1)
            back = np.where(n > 0, kinds / seen, 1.0)
            probability = runs[codes] / seen + back * probability
        # The blanks before a name are given, its end is not.
        counted = begin <= 0
        owner = np.cumsum(begin == _ORDER - 1) - 1
        logs = np.where(counted, np.log(np.maximum(probability, 1e-300)), 0.0)
        return np.bincount(owner, -logs, names.len()).astype(np.float64)


def _again(rarity: Floats, n: Ints) -> tuple[float, float]:
    """Return a and b: a name of one account, r nats rare, is worth exp(a - b r) accounts more.

    2 N2 / N1 (Good & Turing), smoothly less for rarer names: a Poisson regression of N2. A curve
    that followed the counts more closely would say of a pair of namesakes what it learnt from it.
    """
    few = n <= 2
    once = np.where(n[few] == 1, 1.0, 0.5)
    middle = float(rarity[few].mean()) if few.any() else 0.0
    rows = np.stack([np.ones(once.size), middle - rarity[few]], axis=1)
    pairs = (n[few] == 2).astype(float)

    def loss(at: Floats) -> tuple[float, Floats]:
        """Half a pair more among all, as likely as not: without any, it is not said to be never."""
        mean = once / 2 * np.exp(rows @ at)
        prior = np.array([0.5, 0.0])
        value = mean.sum() - pairs @ (rows @ at) - prior @ at
        return float(value), rows.T @ (mean - pairs) - prior

    start = np.array([np.log((2 * pairs.sum() + 1) / (once.sum() + 1)), 0.1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(-50, 0), (0, 1)]).x
    return float(found[0] + found[1] * middle), float(found[1])


def _symbols(names: pl.Series) -> tuple[Ints, Ints]:
    """Return names as numbers laid end to end, `_ORDER` - 1 ends before each and one after.

    The second array counts down to 0 at each name's first letter, and is negative from there on.
    """
    padded = names.str.head(LONGEST).fill_null("")
    text = "".join("\x00" * (_ORDER - 1) + name + "\x01" for name in padded)
    raw = np.frombuffer(text.encode("ascii", "replace"), np.uint8)
    table = np.full(256, 36, np.int64)
    table[ord("a") : ord("z") + 1] = np.arange(26)
    table[ord("0") : ord("9") + 1] = np.arange(26, 36)
    table[0] = table[1] = 37
    starts = np.flatnonzero(raw == 0)[:: _ORDER - 1]
    place = np.arange(raw.size)
    begin = np.repeat(starts, np.diff(np.append(starts, raw.size)))
    return table[raw], _ORDER - 1 - (place - begin)


def _runs(symbols: Ints, order: int) -> Ints:
    """Return the number of the run of `order` symbols that ends at each place."""
    codes = np.zeros(symbols.size, np.int64)
    for back in range(order - 1, -1, -1):
        shifted = np.full(symbols.size, _SYMBOLS - 1, np.int64)
        shifted[back:] = symbols[: symbols.size - back]
        codes = codes * _SYMBOLS + shifted
    return codes

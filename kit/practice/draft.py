"""A market before it is written out: numbers, and the books that turn them into names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from kit.errors import ParameterError
from kit.practice.archetypes import GUILTY, INNOCENT, Wanted, chosen
from kit.practice.catalogue import Catalogue, make_catalogue, weekly_wheel
from kit.practice.grammar import Subject
from kit.practice.ground import Base, Ground
from kit.practice.honest import honest_rows
from kit.practice.ids import IdBook
from kit.practice.lexicon import CATEGORIES
from kit.practice.names import account_names, brand_names, mix
from kit.practice.people import make_people
from kit.practice.prose import AT_LENGTH, Manner, write
from kit.practice.remarks import remark
from kit.practice.reword import reword
from kit.practice.rows import Rows, join_rows
from kit.practice.season import FIRST_DAY, make_season
from kit.practice.seeds import stream
from kit.practice.truth import Planted, truth_frame
from kit.practice.wheel import Wheel
from kit.schema import REVIEWS

_TYPES: dict[str, pl.DataType] = {
    "VARCHAR": pl.String(),
    "FLOAT": pl.Float32(),
    "TIMESTAMP": pl.Datetime("us"),
    "BOOLEAN": pl.Boolean(),
    "INTEGER": pl.Int32(),
}
# What this market does not record stays unknown.
_CONSTANT = {
    "parent_product_id": None,
    "title": None,
    "text": None,
    "posted_precision": "second",
    "incentivised": None,
    "total_votes": None,
    "source": "practice",
}


@dataclass(frozen=True)
class Draft:
    """Every review of a market as numbers, in order of time, with the names of everything.

    `reviews` writes review ids; the series hold one value for each account or product.
    """

    seed: int
    rows: Rows
    catalogue: Catalogue
    planted: list[Planted]
    reviews: IdBook
    account_ids: pl.Series
    account_names: pl.Series
    product_ids: pl.Series
    brands: pl.Series
    categories: pl.Series

    def truth(self) -> pl.DataFrame:
        """Return the planted truth."""
        at = np.flatnonzero(self.rows.plan >= 0)
        ids = self.reviews.write(at)
        return truth_frame(
            self.planted, self.rows.take(at), ids, self.account_ids, self.product_ids
        )

    def frames(self, text: bool, size: int, manner: Manner = AT_LENGTH) -> Iterator[pl.DataFrame]:
        """Yield the reviews in order, `size` at a time, with the columns of a case's `reviews`.

        `manner` is that of `prose.write`.
        """
        for start in range(0, len(self.rows), size):
            yield self._frame(start, min(start + size, len(self.rows)), text, manner)

    def _frame(self, start: int, end: int, text: bool, manner: Manner) -> pl.DataFrame:
        rows = self.rows.take(slice(start, end))
        epoch = np.datetime64(FIRST_DAY, "us")
        known = {
            "review_id": self.reviews.write(np.arange(start, end)),
            "account_id": self.account_ids.gather(rows.account),
            "product_id": self.product_ids.gather(rows.product),
            "stars": pl.Series(rows.stars).cast(pl.Float32),
            "posted_at": pl.Series(epoch + rows.second * np.timedelta64(1_000_000, "us")),
            "verified": pl.Series(rows.verified),
            "vine": pl.Series(rows.vine) if self.rows.vine.any() else _unknown(len(rows)),
            "helpful_votes": pl.Series(rows.votes).cast(pl.Int32),
            "account_name": self.account_names.gather(rows.account),
            "brand": self.brands.gather(rows.product),
            "category": self.categories.gather(rows.product),
        }
        if text:
            topic = rows.topic.astype(np.int64)
            about = Subject(self.catalogue.category[topic], self.catalogue.noun[topic], topic)
            known["title"], body = write(rows.stars, rows.author, rows.script, about, manner)
            body = remark(body, rows.note, rows.author, rows.script, about)
            hand = mix(rows.account.astype(np.int64) << 32 | rows.product, 37)
            known["text"] = reword(body, rows.edits, hand)
        return pl.DataFrame(known).select(
            pl.lit(_CONSTANT[c.name]).cast(_TYPES[c.type]).alias(c.name)
            if c.name not in known
            else c.name
            for c in REVIEWS.columns
        )


def _unknown(size: int) -> pl.Series:
    """Return a flag that this market does not record."""
    return pl.Series([None], dtype=pl.Boolean).new_from_index(0, size)


def _plant(
    seed: int, base: Base, reviews: int, guilty: Wanted | None, innocent: Wanted | None
) -> tuple[Ground, list[Planted]]:
    """Carry out every plan; return the ground as it is afterwards, and the plans."""
    ground = Ground(base)
    planted: list[Planted] = []
    for wanted, known, is_guilty in ((guilty, GUILTY, True), (innocent, INNOCENT, False)):
        counts: dict[str, int] = {}
        mix_of = stream(seed, "mix", "guilty" if is_guilty else "innocent")
        for archetype, dials in chosen(wanted, known, reviews, mix_of):
            counts[archetype] = number = counts.get(archetype, 0) + 1
            ground.random = stream(seed, "plan", archetype, number)
            planted.append(
                Planted(f"{archetype}-{number}", archetype, is_guilty, dials.plant(ground))
            )
    return ground, planted


def _settle(seed: int, base: Base, planted: list[Planted], reviews: int) -> Rows:
    """Return planted and honest rows together: exactly `reviews`, each pair of account and product
    once, in order of time.
    """
    parts = [
        replace(plan.traces.rows, plan=np.full(len(plan.traces.rows), number, np.int16))
        for number, plan in enumerate(planted)
    ]
    rows = join_rows([*parts, base.rows])
    mine = len(rows) - len(base.rows)
    if mine * 2 > reviews:
        raise ParameterError(
            f"The plans make {mine:,} reviews, too many for a market of {reviews:,}.",
            hint=f"Plant fewer, or ask for at least {2 * mine:,} reviews.",
        )
    random = stream(seed, "settle")
    key = rows.account.astype(np.int64) * (int(rows.product.max()) + 1) + rows.product
    order = np.argsort(key, kind="stable")
    first = np.ones(key.size, np.bool_)
    first[order[1:]] = key[order][1:] != key[order][:-1]
    # Honest reviews make room at random: the market is the same one with and without the plans.
    honest = mine + np.flatnonzero(first[mine:])
    planted_rows = np.flatnonzero(first[:mine])
    surplus = honest.size + planted_rows.size - reviews
    if surplus < 0:
        raise ParameterError(
            f"A market of {reviews:,} reviews is too small to make.", hint="Ask for 100 or more."
        )
    honest = np.delete(honest, random.choice(honest.size, surplus, replace=False))
    keep = random.permutation(np.concatenate((planted_rows, honest)))
    return rows.take(keep[np.argsort(rows.second[keep], kind="stable")])


def make_draft(
    seed: int,
    reviews: int,
    guilty: Wanted | None = None,
    innocent: Wanted | None = None,
    n_products: int | None = None,
) -> Draft:
    """Return a market of exactly `reviews` reviews, before it is written out.

    Raises
    ------
    ParameterError
        On a negative seed, too few reviews, or an unknown archetype.
    """
    if seed < 0 or reviews < 1:
        raise ParameterError(f"seed = {seed}, reviews = {reviews}: both must be positive.")
    catalogue = make_catalogue(stream(seed, "catalogue"), reviews, n_products)
    weeks = weekly_wheel(stream(seed, "weeks"), catalogue)
    season = make_season(stream(seed, "season"))
    surplus = reviews + reviews // 50 + 40
    popularity = Wheel(catalogue.popularity)
    people = make_people(stream(seed, "people"), surplus, len(catalogue), popularity)
    rows = honest_rows(stream(seed, "honest"), season, catalogue, weeks, people)
    base = Base(season, catalogue, weeks, people, rows)
    ground, planted = _plant(seed, base, reviews, guilty, innocent)
    rows = _settle(seed, base, planted, reviews)
    catalogue = ground.catalogue
    names = pl.Series([c.name for c in CATEGORIES])
    accounts = IdBook(stream(seed, "account ids"), "A", ground.accounts)
    products = IdBook(stream(seed, "product ids"), "B0", len(catalogue))
    return Draft(
        seed=seed,
        rows=rows,
        catalogue=catalogue,
        planted=planted,
        reviews=IdBook(stream(seed, "review ids"), "R", reviews),
        account_ids=accounts.write(np.arange(ground.accounts)),
        account_names=account_names(stream(seed, "account names"), ground.accounts),
        product_ids=products.write(np.arange(len(catalogue))),
        brands=brand_names(stream(seed, "brands"), catalogue.brand, catalogue.category == 0),
        categories=names.gather(catalogue.category),
    )

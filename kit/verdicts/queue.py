"""Whom to look at first: what it would do, times how likely it is, over what it costs to look."""

from __future__ import annotations

import hashlib
import hmac
import json

import polars as pl

from kit.case import Case
from kit.errors import ParameterError
from kit.market.links import Leads
from kit.ranking import base_rate, suspects
from kit.ranking.calibration import likest, sentence
from kit.screening import MEMBERS, screening
from kit.verdicts.foils import foils
from kit.verdicts.harm import READ, harm, in_windows
from kit.verdicts.learned import scored
from kit.verdicts.record import named

KINDS = ("account", "product", "link")

LEAST = 0.5
"""Accounts that look paid, where the estimate says none: somebody is listed after all."""

QUEUE: dict[str, pl.DataType | type[pl.DataType]] = {
    "entity_kind": pl.String,
    "entity_id": pl.String,
    "label": pl.String,
    "value": pl.Float64,
    "probability": pl.Float64,
    "leans_on": pl.String,
    "harm": pl.Float64,
    "reviews": pl.Int64,
    "helpful_votes": pl.Int64,
    "stars_moved": pl.Float64,
    "effort": pl.Int64,
    "q_value": pl.Float64,
    "as_high": pl.String,
    "why": pl.String,
    "innocent": pl.String,
    "members": MEMBERS,
}
"""Columns of a queue, and their meaning.

value: harm x probability / effort. probability: that the verdict will be "consistent with paid",
as far as can be told; `leans_on` says from what. harm: reviews + helpful_votes + stars_moved, each
counting one: so many reviews stand there, so many readers said that they were led by them, and so
many stars are there that the others' mean would not have given. effort: reviews to read."""

BLIND = (
    "value", "probability", "leans_on", "harm", "helpful_votes", "stars_moved",
    "q_value", "as_high",
)  # fmt: skip
"""Columns that a blind queue does not have; one of accounts has no word of evidence either, which
foils do not have."""

EVIDENCE = ("why", "innocent")

INNOCENT = (
    "Two people may choose the same name, and an account may be called after somebody else. A "
    "group may work for several sellers. Test buys settle what odds cannot."
)


def queue(
    case: Case,
    of: str = "account",
    *,
    findings: pl.DataFrame | None = None,
    leads: Leads | None = None,
    fdr: float = 0.05,
    score: pl.DataFrame | None = None,
    reviewer: str = "",
    blind: bool = False,
) -> pl.DataFrame:
    """Order suspects or leads by what an hour of reading is likely to bring.

    Parameters
    ----------
    case : Case
    of : {"account", "product", "link"}
        Suspected accounts or products, or leads from sellers to accounts.
    findings : polars.DataFrame, optional
        As from `kit.screen`; the case's screening by default.
    leads : Leads, optional
        As from `kit.market.link`; needed for links.
    fdr : float
        Share of the suspects or leads that may be there by chance.
    score : polars.DataFrame, optional
        account_id, probability: a learned score (`kit.trust.learn.score`) that orders accounts in
        place of the estimate. The accounts that it puts first are queued beside the suspects, for
        what detectors do not know must be looked at to be known. It is no evidence.
    reviewer : str
        Who reviews; a blind queue's order is theirs.
    blind : bool
        Whether to hide every figure that scores, and the order: it is shuffled with the reviewer's
        name as the key, so that it is the same tomorrow and another for somebody else. Among
        accounts stand foils (`kit.verdicts.foils`), and nothing tells which they are.

    Returns
    -------
    polars.DataFrame
        Columns of `QUEUE`, the highest value first; where blind, without those of `hidden`.

    Raises
    ------
    ParameterError
        On another kind, links without leads, a score of what is no account, or a blind queue
        without a name.

    Notes
    -----
    The probability of an account is odds before it is looked at (`kit.base_rate`: what share of the
    market's accounts looks paid, at least half an account) times how much more often paid accounts
    show than innocents score as high: the share of paid accounts of the practice cell that show,
    over `as_high_high`, the upper end of the innocents' share, so that none among so many is not
    taken for never. The grid counts paid accounts at one score, which therefore stands for all.
    Products and links have no such grid: 1 - q-value takes its place, a property of the whole list
    and the same for many. It orders a queue; it is no figure to quote about anybody.
    """
    if of not in KINDS:
        raise ParameterError(f"There is no queue of {of!r}.", available=KINDS)
    if score is not None and of != "account":
        raise ParameterError(f"A learned score orders accounts, not of={of!r}.")
    held = screening(case) if findings is None else findings
    if of == "link":
        listed, reviews = _links(case, leads, fdr)
    elif of == "account":
        listed, reviews = _accounts(case, held, fdr)
        listed = listed if score is None else scored(listed, score)
    else:
        listed, reviews = _products(case, held, fdr)
    told = (
        listed.join(harm(case, reviews), on="entity_id", how="left")
        .with_columns(pl.col("reviews", "helpful_votes", "stars_moved").fill_null(0))
        .with_columns(
            harm=pl.col("reviews") + pl.col("helpful_votes") + pl.col("stars_moved"),
            effort=pl.max_horizontal("reviews", pl.lit(1)),
        )
        .with_columns(
            value=(pl.col("harm") * pl.col("probability") / pl.col("effort")).round_sig_figs(9)
        )
        .sort("value", "q_value", "entity_id", descending=[True, False, False])
        .select(pl.col(name).cast(kind) for name, kind in QUEUE.items())
    )
    if not blind:
        return told
    shown = told.drop(hidden(of))
    return _shuffled(_mixed(case, shown) if of == "account" else shown, named(reviewer))


def hidden(of: str) -> tuple[str, ...]:
    """Return the columns that a blind queue of a kind does not have."""
    return (*BLIND, *EVIDENCE) if of == "account" else BLIND


def link_id(site: str | None, username: str, account: str) -> str:
    """Return the id of a lead: a hash of what it links."""
    both = json.dumps([site, username, account]).encode()
    return hashlib.sha256(both).hexdigest()[:16]


def _accounts(case: Case, findings: pl.DataFrame, fdr: float) -> tuple[pl.DataFrame, pl.DataFrame]:
    found = suspects(case, "account", fdr, findings).with_columns(label=pl.col("entity_id"))
    before, shown = _beforehand(case, findings)
    odds = before / (1 - before) * shown / pl.col("as_high_high")
    leans_on = f"innocents as high; {before:.2%} paid beforehand, {shown:.0%} of paid show"
    told = [sentence(row) for row in found.iter_rows(named=True)]
    listed = found.with_columns(
        as_high=pl.Series(told, dtype=pl.String),
        probability=pl.coalesce(odds / (1 + odds), 1 - pl.col("q_value")),
        leans_on=pl.when(pl.col("innocents").is_null())
        .then(pl.lit("q-value"))
        .otherwise(pl.lit(leans_on)),
    )
    mine = case.connection.select(
        f"{READ} semi join named on named.entity_id = reviews.account_id", frames={"named": listed}
    )
    return listed, mine.with_columns(entity_id=pl.col("account_id"))


def _products(case: Case, findings: pl.DataFrame, fdr: float) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Products, with the reviews in their windows that are of the kind which is meant."""
    listed = suspects(case, "product", fdr, findings).with_columns(
        label=pl.col("entity_id"),
        probability=1 - pl.col("q_value"),
        leans_on=pl.lit("q-value"),
        as_high=pl.lit(""),
    )
    near = findings.filter(pl.col("product_id").is_in(listed["entity_id"].to_list()))
    mine = case.sql(READ).filter(pl.col("review_id").is_in(in_windows(case, near, fdr).implode()))
    return listed, mine.with_columns(entity_id=pl.col("product_id"))


def _links(case: Case, leads: Leads | None, q: float) -> tuple[pl.DataFrame, pl.DataFrame]:
    if leads is None:
        raise ParameterError(
            "A queue of links needs leads.", hint="Give leads=kit.market.link(case, gigs)."
        )
    found = leads.at(q)
    ids = [link_id(*row) for row in found.select("site", "username", "account_id").iter_rows()]
    members = [
        [{"kind": "account", "id": account}, {"kind": "seller", "id": username}]
        for username, account in found.select("username", "account_id").iter_rows()
    ]
    listed = found.with_columns(
        entity_kind=pl.lit("link"),
        entity_id=pl.Series(ids, dtype=pl.String),
        label=pl.format("{} and seller {}", "account_id", "username"),
        probability=1 - pl.col("q_value"),
        leans_on=pl.lit("q-value"),
        as_high=pl.lit(""),
        innocent=pl.lit(INNOCENT),
        members=pl.Series(members, dtype=MEMBERS),
    )
    mine = case.sql(READ).join(listed.select("account_id", "entity_id"), on="account_id")
    return listed, mine


def _beforehand(case: Case, findings: pl.DataFrame) -> tuple[float, float]:
    """Return what share of the accounts looks paid, and what share of paid ones shows."""
    share, there = 0.0, 1
    for row in base_rate(case, findings).filter(pl.col("of") == "account").iter_rows(named=True):
        share, there = row["share"], row["there"]
    paid, showing = (
        float(likest(case).grid.paid[name].to_numpy().sum()) for name in ("accounts", "showing")
    )
    return min(max(share, LEAST / there), 1 - LEAST / there), showing / max(paid, 1.0)


def _mixed(case: Case, listed: pl.DataFrame) -> pl.DataFrame:
    """Put foils among suspected accounts."""
    drawn = foils(case, listed["entity_id"]).with_columns(
        entity_kind=pl.lit("account"), label=pl.col("entity_id"), effort=pl.col("reviews")
    )
    return pl.concat([listed, drawn], how="diagonal")


def _shuffled(told: pl.DataFrame, reviewer: str) -> pl.DataFrame:
    key = reviewer.casefold().encode()
    marks = [
        hmac.new(key, f"{kind}\0{name}".encode(), hashlib.sha256).digest()
        for kind, name in told.select("entity_kind", "entity_id").iter_rows()
    ]
    return told.with_columns(mark=pl.Series(marks, dtype=pl.Binary)).sort("mark").drop("mark")

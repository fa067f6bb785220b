"""`link`: from sellers of reviews to review accounts, with odds built from named evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from kit.case import Case
from kit.errors import ParameterError, check_rate
from kit.market.candidates import Index, prior_nats
from kit.market.claims import share_out
from kit.market.customs import Customs
from kit.market.decoys import decoys, lead_rates
from kit.market.gigs import Gigs
from kit.market.roster import check_roster
from kit.market.sellers import named_accounts, sellers
from kit.market.weighing import EVIDENCE, REAL, weigh
from kit.ranking import suspects

SETS = 20
"""Sets of decoys."""

SEED = 1114

ADDED = (*EVIDENCE, "rivals_nats", "prior_nats")
"""What the odds are the sum of, in nats."""

LEAD: dict[str, Any] = {
    "site": pl.String,
    "sites": pl.List(pl.String),
    "username": pl.String,
    "account_id": pl.String,
    "account_name": pl.String,
    "relation": pl.String,
    **dict.fromkeys(ADDED, pl.Float64),
    "nats": pl.Float64,
    "others": pl.Int64,
    "q_value": pl.Float64,
    "why": pl.String,
}
"""Columns of leads. Evidence is in nats: ln of how much likelier it is for the seller's account
than for any other; `nats` is the sum with the prior, the log odds that the account is its own.
`rivals_nats` is what it takes off that other sellers are called so, too; `others` counts the
seller's other leads. `site` is "one or other" where the name is on both `sites`."""

SENTENCES: dict[str, tuple[str, str]] = {
    "unusual": ("the case's own evidence names it", "the case's own evidence does not name it"),
    "stars": ("it gives the stars promised", "it gives other stars than promised"),
    "verified": ("its reviews are verified, as offered", "its reviews are not verified as offered"),
    "products": ("it reviewed a product that the gig names", ""),
    "timing": (
        "it wrote when the seller's gigs were rated",
        "it wrote when the seller's gigs were not rated",
    ),
    "texts": ("it posted a text that the gig shows as an example", ""),
    "rivals": ("", "other sellers' names are like it, too"),
}
"""What is said of each evidence where it speaks for a lead, and where it speaks against."""

TOLD = 0.5
"""Nats below which evidence is not worth a sentence."""

FEW = 20
"""A name that more accounts have is called common where no lead is found."""


@dataclass(frozen=True)
class Leads:
    """What links sellers to accounts.

    Parameters
    ----------
    leads : polars.DataFrame
        Columns of `LEAD`, the strongest first; every pair whose odds are even or better.
    no_lead : polars.DataFrame
        site, username, reason: sellers about whom nothing can be said, and why.
    decoys : polars.DataFrame
        nats of the decoys' leads, and the set that each is of: what chance shows.
    sellers, accounts : int
        How many were compared.
    sets : int
        Sets of decoys.
    """

    leads: pl.DataFrame
    no_lead: pl.DataFrame
    decoys: pl.DataFrame
    sellers: int
    accounts: int
    sets: int

    def at(self, q: float = 0.05) -> pl.DataFrame:
        """Return the leads whose q-value is at most `q`."""
        check_rate("q", q)
        return self.leads.filter(pl.col("q_value") <= q)


def link(
    case: Case,
    gigs: Gigs | None = None,
    roster: pl.DataFrame | None = None,
    sets: int = SETS,
) -> Leads:
    """Look for the review accounts of sellers.

    Parameters
    ----------
    case : Case
    gigs : Gigs, optional
        Listings: sellers of those that offer reviews, and what they promise.
    roster : polars.DataFrame, optional
        As from `read_roster`.
    sets : int
        Sets of decoys.

    Returns
    -------
    Leads

    Raises
    ------
    ParameterError
        Without sellers of any kind, or with a roster of most of the case's names.

    Notes
    -----
    The odds are a sum of judgements; what they are worth is measured. Every seller's name is
    replaced by that of an account which is as rare, `sets` times; the gigs stay, and the same is
    done again without that account. A lead's q-value is the share of leads as strong that decoys
    show, and never less than its own odds say. Accounts that the case's own evidence names neither
    count where names are called rare or common nor give a decoy its name: several of them may be
    of one hand.

    One hypothesis for each name: a seller on two sites and two people of one name cannot be told
    apart by anything here, so the lead says that the account is of one of them. An account has one
    owner: sellers whose names are like it share the odds. Somebody who only has the name of one
    account is told from an owner by rates of their own for sellers with one account and for others.
    """
    people, offers = sellers(gigs, roster)
    if people.is_empty():
        raise ParameterError(
            "There is no seller to look for.",
            hint="Give gigs that offer reviews, or a roster of usernames.",
        )
    if roster is not None:
        check_roster(case, roster)
    accounts = named_accounts(case)
    unusual = suspects(case, of="account")["entity_id"]
    ordinary = ~accounts["account_id"].is_in(unusual.to_list())
    prior = prior_nats(max(accounts.height, 1))
    random = np.random.default_rng(SEED)
    pool = accounts.with_row_index("account").filter(ordinary)
    asked = _asked(people, decoys(people["key"], pool, sets, random))
    weighed = weigh(
        Customs.of(case, unusual),
        Index.of(accounts, ordinary),
        asked,
        offers,
        accounts["account_id"],
        prior,
    )
    shared = share_out(weighed)
    real, shown = shared.filter(set=REAL), shared.filter(pl.col("set") != REAL)
    q = lead_rates(real, shown, sets)
    leads = _told(real, people, accounts, prior, q)
    return Leads(
        leads=leads,
        no_lead=_without_lead(people, leads, accounts),
        decoys=shown.select("nats", "set"),
        sellers=people.height,
        accounts=accounts.height,
        sets=sets,
    )


def _asked(people: pl.DataFrame, sets: list[pl.DataFrame]) -> pl.DataFrame:
    """Return sellers and their decoys, one below the other: set, person, key, base, taken_from."""
    person = pl.int_range(pl.len(), dtype=pl.Int64)
    own = people.select("key", "base", taken_from=pl.lit(None, pl.Int64))
    others = [one.select("key", "base", taken_from="account") for one in sets]
    return pl.concat(
        one.with_columns(set=pl.lit(number), person=person)
        for number, one in enumerate([own, *others], REAL)
    )


def _told(
    real: pl.DataFrame, people: pl.DataFrame, accounts: pl.DataFrame, prior: float, q: Any
) -> pl.DataFrame:
    """Return leads with names, q-values and a sentence each."""
    named = real.with_columns(
        site=people["site"].gather(real["person"]),
        sites=people["sites"].gather(real["person"]),
        username=people["username"].gather(real["person"]),
        account_name=accounts["account_name"].gather(real["account"]),
        prior_nats=pl.lit(prior),
        q_value=pl.Series(q, dtype=pl.Float64).round_sig_figs(9),
    )
    parts = [
        pl.format(
            "its name is {} (1 in {} would be so by chance)",
            "relation",
            pl.col("name_nats").exp().clip(upper_bound=1e12).round(0).cast(pl.Int64),
        ),
        pl.when(pl.col("sites").list.len() > 1).then(
            pl.format(
                "this name is on {}: which of them it is, if any, cannot be told",
                pl.col("sites").list.join(" and "),
            )
        ),
    ]
    for evidence, words in SENTENCES.items():
        nats = pl.col(f"{evidence}_nats")
        parts.append(
            pl.when(nats.abs() >= TOLD).then(
                pl.when(nats > 0).then(pl.lit(words[0])).otherwise(pl.lit(words[1]))
            )
        )
    why = pl.concat_str(parts, separator="; ", ignore_nulls=True)
    return (
        named.with_columns(why=why)
        .sort("nats", "username", "account_id", descending=[True, False, False])
        .select(pl.col(name).cast(kind) for name, kind in LEAD.items())
    )


def _without_lead(
    people: pl.DataFrame, leads: pl.DataFrame, accounts: pl.DataFrame
) -> pl.DataFrame:
    """Return sellers without a lead, each with the reason."""
    rest = people.join(leads, on=["site", "username"], how="anti", nulls_equal=True)
    if accounts.is_empty():
        reason = pl.lit("the case's accounts have no names")
    else:
        common = accounts.group_by("key").len().filter(pl.col("len") > FEW)["key"].drop_nulls()
        reason = (
            pl.when(pl.col("key").is_null())
            .then(pl.lit("the name holds no letters to look for"))
            .when(pl.col("key").is_in(common.to_list()))
            .then(pl.lit("the name is common: many accounts have it, and it says nothing"))
            .otherwise(pl.lit("no account's name and conduct make even odds"))
        )
    return rest.select("site", "username", reason=reason.cast(pl.String))

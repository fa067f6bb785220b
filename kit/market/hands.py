"""Accounts of one hand: groups of accounts that one person or pool runs, with the evidence."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from kit.case import Case
from kit.market.candidates import Names
from kit.market.parting import parts
from kit.market.sellers import named_accounts
from kit.screening import screening
from kit.statistics import poisson_sf, q_values

FAMILIES = ("ring", "text")
"""Kinds of evidence by which accounts belong together: shared products and times, shared texts."""

MEETINGS = "ring"
"""The family whose chains of meetings may join what belongs to two."""

HANDS: dict[str, Any] = {
    "hand": pl.String,
    "accounts": pl.List(pl.String),
    "n_accounts": pl.Int64,
    "evidence": pl.List(pl.Struct({"kind": pl.String, "accounts": pl.Int64, "why": pl.String})),
    "kinds": pl.List(pl.String),
    "q_value": pl.Float64,
}
"""Columns of groups. `kinds` are "ring", "text" and "names"; `q_value` is the weakest link by which
an account joined: the group holds together at that rate."""

_LINKS = {
    "one": pl.String,
    "other": pl.String,
    "kind": pl.String,
    "q": pl.Float64,
    "why": pl.String,
}


def hands(case: Case, q: float = 0.05) -> pl.DataFrame:
    """Group accounts that proved evidence puts into one hand.

    Parameters
    ----------
    case : Case
    q : float
        Largest q-value of a link.

    Returns
    -------
    polars.DataFrame
        Columns of `HANDS`, the largest group first. Accounts belong together where the case's
        findings say so: pairs and groups of the families in `FAMILIES`. What a chain of meetings
        joined is parted where accounts come on different orders (`kit.market.parting`). A rare name
        in common confirms it, and never joins accounts by itself: people share surnames.

    Notes
    -----
    Names. Under the null the accounts of the market choose names for themselves, so the number of
    others with a base is Poisson: as many as have it outside all groups, and the market's accounts
    times its probability by its letters; Benjamini-Hochberg over all bases that two accounts share.
    """
    links = _behaviour(case, q)
    if links.is_empty():
        return pl.DataFrame(schema=HANDS)
    members = _joined(links)
    told = links.join(members, left_on="one", right_on="account_id")
    named = _shared_names(case, members, q)
    evidence = (
        pl.concat(
            [
                told.group_by("group", "kind", "why")
                .agg(
                    accounts=pl.concat_list("one", "other")
                    .list.explode(keep_nulls=False, empty_as_null=False)
                    .n_unique()
                )
                .select("group", "kind", "accounts", "why"),
                named,
            ]
        )
        .sort("group", "kind", "accounts", "why", descending=[False, False, True, False])
        .group_by("group", maintain_order=True)
        .agg(
            evidence=pl.struct(pl.col("kind"), pl.col("accounts").cast(pl.Int64), pl.col("why")),
            kinds=pl.col("kind").unique().sort(),
        )
    )
    weakest = told.group_by("group").agg(q_value=pl.col("q").max())
    return (
        members.group_by("group")
        .agg(accounts=pl.col("account_id").sort())
        .join(evidence, on="group")
        .join(weakest, on="group")
        .with_columns(
            n_accounts=pl.col("accounts").list.len(),
            hand=pl.col("accounts").list.join("|").hash(0).cast(pl.String),
        )
        .sort(pl.col("n_accounts"), pl.col("accounts").list.first(), descending=[True, False])
        .select(pl.col(name).cast(kind) for name, kind in HANDS.items())
    )


BY_NAME = "its name"
"""How `with_hands` says that an account is linked by what it is called."""


def with_hands(leads: pl.DataFrame, groups: pl.DataFrame, through: str = BY_NAME) -> pl.DataFrame:
    """Return leads with the other accounts of the same hands.

    Parameters
    ----------
    leads : polars.DataFrame
        site, username, account_id, q_value, as from `Leads.at`.
    groups : polars.DataFrame
        As from `hands`.
    through : str
        By what the leads themselves are linked.

    Returns
    -------
    polars.DataFrame
        site, username, account_id, q_value, through: as given for a lead, else the account by
        which it is reached. Such an account is no surer than the lead and the group together:
        their q-values are added.
    """
    direct = leads.select("site", "username", "account_id", "q_value", through=pl.lit(through))
    members = groups.select("hand", "q_value", account="accounts").explode("account")
    reached = (
        leads.join(members, left_on="account_id", right_on="account", suffix="_hand")
        .join(members.select("hand", "account"), on="hand")
        .filter(pl.col("account") != pl.col("account_id"))
        .select(
            "site",
            "username",
            account_id="account",
            q_value=(pl.col("q_value") + pl.col("q_value_hand")).clip(upper_bound=1.0),
            through="account_id",
        )
    )
    return (
        pl.concat([direct, reached])
        .sort(pl.col("through") != through, "q_value", "through")
        .unique(["site", "username", "account_id"], keep="first", maintain_order=True)
    )


def _behaviour(case: Case, q: float) -> pl.DataFrame:
    """Return links between accounts from the case's findings: each member with the first.

    Of the members of a finding about meetings only those of one part are linked: two hands that met
    on one product are a chain too (`kit.market.parting`).
    """
    held = screening(case).filter(
        pl.col("family").is_in(FAMILIES)
        & pl.col("entity_kind").is_in(["pair", "group"])
        & (pl.col("q_value") <= q)
    )
    members = (
        held.select("entity_id", "family", "q_value", "why", "members")
        .explode("members")
        .unnest("members")
        .filter(pl.col("kind") == "account")
        .sort("entity_id", "id")
    )
    met = members.filter(pl.col("family") == MEETINGS)
    held_apart = parts(case, _joined(_linked(met, "entity_id")), q)
    return pl.concat(
        [
            _linked(met.join(held_apart, left_on="id", right_on="account_id"), "entity_id", "part"),
            _linked(members.filter(pl.col("family") != MEETINGS), "entity_id"),
        ]
    )


def _linked(members: pl.DataFrame, *within: str) -> pl.DataFrame:
    """Return links of each member with the first of the same finding."""
    return (
        members.sort("entity_id", "id")
        .with_columns(one=pl.col("id").first().over(within))
        .filter(pl.col("one") != pl.col("id"))
        .select("one", pl.col("id").alias("other"), kind="family", q="q_value", why="why")
        .cast(_LINKS)  # type: ignore[arg-type]
    )


def _joined(links: pl.DataFrame) -> pl.DataFrame:
    """Return account_id, group: which accounts hang together by links."""
    accounts = pl.concat([links["one"], links["other"]]).unique().sort()
    number = {account: place for place, account in enumerate(accounts)}
    one, other = (
        links[side].replace_strict(number, return_dtype=pl.Int64) for side in ("one", "other")
    )
    graph = coo_array(
        (np.ones(links.height), (one.to_numpy(), other.to_numpy())), shape=(len(number),) * 2
    )
    label = connected_components(graph, directed=False)[1]
    return pl.DataFrame({"account_id": accounts, "group": label})


def _shared_names(case: Case, members: pl.DataFrame, q: float) -> pl.DataFrame:
    """Return rare names that accounts of one group share: group, kind, accounts, why."""
    everybody = named_accounts(case)
    empty = {"group": pl.Int32, "kind": pl.String, "accounts": pl.UInt32, "why": pl.String}
    if everybody.is_empty():
        return pl.DataFrame(schema=empty)
    shared = (
        everybody.drop_nulls("base").group_by("base").len("n").filter(pl.col("n") > 1).sort("base")
    )
    if shared.is_empty():
        return pl.DataFrame(schema=empty)
    # A model that had learned the groups' own names would not find them rare.
    others = everybody.join(members, on="account_id", how="anti")
    model = Names.of(others if others.height else everybody).bases
    named_so = others.group_by("base").len("there")
    there = shared.join(named_so, on="base", how="left", maintain_order="left")["there"]
    # By its letters, and as often as it is there: letters do not know that "customer" is usual.
    mean = there.fill_null(0).to_numpy() + model.total * np.exp(-model.spelled(shared["base"]))
    p = poisson_sf(shared["n"].to_numpy().astype(float) - 1, mean)
    rare = shared.filter(pl.Series(q_values(p) <= q, dtype=pl.Boolean))
    return (
        everybody.join(rare, on="base", how="semi")
        .join(members, on="account_id")
        .group_by("group", "base")
        .agg(accounts=pl.len(), name=pl.col("account_name").sort().first())
        .filter(pl.col("accounts") > 1)
        # Polars 2.1 panics where it formats columns of which one is in pieces and another is not.
        .rechunk()
        .select(
            pl.col("group").cast(pl.Int32),
            pl.lit("names").alias("kind"),
            pl.col("accounts").cast(pl.UInt32),
            why=pl.format("{} of its accounts are called {} or alike", "accounts", "name"),
        )
    )

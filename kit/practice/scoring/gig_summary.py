"""A gig market's scoreboard as Markdown: the figures that people ask for first."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kit.practice.scoring.gig_links import LEVEL
from kit.practice.scoring.summary import markdown


def market_summary(about: Mapping[str, object], tables: Mapping[str, pl.DataFrame]) -> str:
    """Return a board as a page of Markdown.

    Parameters
    ----------
    about, tables : mapping
        As in `kit.practice.scoring.gig_market.GigBoard`.
    """
    seeds = about["seeds"]
    assert isinstance(seeds, list)
    fields = {
        name: tables[name].with_columns(pl.selectors.float().fill_nan(None).round(2))
        for name in ("fields", "planted_fields")
    }
    return (
        f"# The gig market\n\nSeeds {seeds[0]} to {seeds[-1]}, {about['reviews']:,} reviews "
        "each. Each seed makes a market whose sellers own accounts, one where none does, and one "
        "without gigs where nobody is paid.\n\n"
        f"## Leads at q {LEVEL}\n\n{markdown(tables['links'])}\n\n"
        "False: not the seller's account. By chance: false, and neither planted as a namesake nor "
        "an owner's. Expected: false leads that the q-values told of. Site share: false "
        "leads where a name on two sites is taken for a lead on each; it says one of them.\n\n"
        f"### False leads by seller and relation\n\n{markdown(tables['false_leads'])}\n\n"
        f"## Owners by name habit\n\n{markdown(tables['owners'])}\n\n"
        "Alike: accounts of found owners that are called after the username.\n\n"
        f"## Accounts of one hand\n\n{markdown(tables['groups'])}\n\n"
        "Low to high: 95 % of the shares of seeds drawn with replacement, here and below. A dash: "
        "all seeds have the same share.\n\n"
        f"## Clients and the reviews they bought\n\n{markdown(tables['clients'])}\n\n"
        "Named for a namesake on another site: the product was bought, but not of that one.\n\n"
        f"## Brokers\n\n{markdown(tables['brokers'])}\n\n"
        f"### What pools are called\n\n{markdown(tables['pools'])}\n\n"
        "Several: of seven or more accounts, and of three or more sellers. Grouped: most of its "
        "accounts are in one group.\n\n"
        f"## Fields of the labelled listings, {about['half']} half\n\n"
        f"{markdown(fields['fields'])}\n\n"
        f"## Fields of the planted listings\n\n{markdown(fields['planted_fields'])}\n"
    )

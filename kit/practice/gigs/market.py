"""`make_gig_market`: a practice case, the gig sites on which some of its reviews were sold, and the
truth of both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kit.case import open_case
from kit.errors import CaseError
from kit.practice.archetypes import GUILTY, Wanted, default_mix
from kit.practice.case import PracticeCase, truth_file
from kit.practice.gigs.captures import captures
from kit.practice.gigs.cast import SITES, GigDials, Seller, everyday, odd_names, others, owners
from kit.practice.gigs.coined import coined
from kit.practice.gigs.files import write_roster, write_scrapes
from kit.practice.gigs.truth import GigTruth, truth_of
from kit.practice.guilty.gig_seller import GigSeller
from kit.practice.market import Market, generate
from kit.practice.seeds import Random, stream

_ARCHETYPE = "gig_seller"
_PER_OWNER = 8_000


@dataclass(frozen=True)
class GigMarket:
    """A case and the gig sites around it.

    Parameters
    ----------
    case : PracticeCase
    scrapes : tuple of Path
        Two captures of each site: read them with `kit.market.read_gigs`.
    roster : Path
        Usernames, one a line: read it with `kit.market.roster.read_roster`.
    truth : GigTruth
    """

    case: PracticeCase
    scrapes: tuple[Path, ...]
    roster: Path
    truth: GigTruth


def make_gig_market(
    seed: int,
    reviews: int,
    folder: str | Path,
    dials: GigDials | None = None,
    innocent: Wanted | None = None,
    text: bool = False,
) -> GigMarket:
    """Make a practice market, and the gig sites on which some of its reviews were sold.

    Parameters
    ----------
    seed, reviews, innocent, text
        As for `kit.practice.generate`. Every other kind of paid reviewing is planted as usual.
    folder : path
        Made here, with ``case``, the case's truth beside it, ``gigs_*.json``, ``gigs_*.csv`` and
        ``exhibit_a.txt`` in it.
    dials : GigDials, optional

    Returns
    -------
    GigMarket

    Raises
    ------
    CaseError
        When the folder exists.
    ParameterError
        On too few reviews, or plans that do not fit.

    Notes
    -----
    The reviews are those of `generate`; only accounts' names are others. What an account is called
    has no bearing on what it does.
    """
    dials = dials or GigDials()
    place = Path(folder).expanduser()
    if place.exists():
        raise CaseError(f"{place} is there already.", hint="Choose another folder.")
    random = stream(seed, "gigs")
    market = generate(seed, reviews, _plans(seed, reviews, dials, random), innocent, text)
    owned = _by_plan(market.truth, "account")
    behind = owners(random, dials, owned, _by_plan(market.truth, "product"))
    names = _names(market, behind, random, dials)
    mine = {account for accounts in owned.values() for account in accounts}
    rare = [name for account, name in names.items() if account not in mine]
    products = market.reviews["product_id"].unique().sort().to_list()
    cast = [*behind, *others(random, dials, behind, everyday(market.reviews), rare, products)]
    captured = captures(random, cast, partial=SITES[0])

    place.mkdir(parents=True)
    renamed = market.reviews.with_columns(
        pl.col("account_id")
        .replace_strict(names, default=pl.col("account_name"), return_dtype=pl.String)
        .alias("account_name")
    )
    open_case(renamed, folder=place / "case").close()
    market.truth.write_parquet(truth_file(place / "case"))
    shown = dict(renamed.select("account_id", "account_name").unique().iter_rows())
    return GigMarket(
        case=PracticeCase(place / "case"),
        scrapes=tuple(write_scrapes(captured, place)),
        roster=write_roster(roster_of(random, cast, dials.roster), place),
        truth=truth_of(cast, captured, shown, market.truth),
    )


def roster_of(random: Random, cast: list[Seller], more: int) -> list[str]:
    """Return usernames in no order: every other seller's, and `more` that no gig is of."""
    listed = sorted({one.username for one in cast})
    kept = [name for name in listed if random.random() < 0.5]
    taken = {name.lower() for name in listed}
    named = [*kept, *(str(handle) for handle in coined(random, more, taken))]
    return [named[int(at)] for at in random.permutation(len(named))]


def _plans(seed: int, reviews: int, dials: GigDials, random: Random) -> Wanted:
    """Return the default mix with owners of several sizes in place of its sellers."""
    count = max(1, reviews // _PER_OWNER) if dials.owners is None else dials.owners
    mix = default_mix(GUILTY, reviews, stream(seed, "mix", "guilty"))
    sellers = [
        GigSeller(accounts=int(random.integers(3, 11)), products=int(random.integers(8, 19)))
        for _ in range(count)
    ]
    return {**mix, _ARCHETYPE: sellers}


def _by_plan(truth: pl.DataFrame, kind: str) -> dict[str, list[str]]:
    """Return the owners' accounts or products by plan."""
    held = truth.filter(archetype=_ARCHETYPE, entity_kind=kind)
    return {
        str(plan): rows["entity_id"].to_list()
        for (plan,), rows in held.group_by("plan", maintain_order=True)
    }


def _names(market: Market, behind: list[Seller], random: Random, dials: GigDials) -> dict[str, str]:
    """Return the accounts that are called otherwise, and how: strangers first, then the owners'."""
    called = {
        account: name
        for one in behind
        for account, name in one.accounts.items()
        if name is not None
    }
    mine = {account for one in behind for account in one.accounts}
    accounts = market.reviews["account_id"].unique().drop_nulls().sort()
    rest = [account for account in accounts if account not in mine]
    return odd_names(random, dials.odd, rest) | called

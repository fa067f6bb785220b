"""The gig market in the case's folder: files, a report, and a line in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kit import journal
from kit.case import Case
from kit.detector import Progress
from kit.exhibit.bundle import Bundle, write_bundle
from kit.exhibit.gig_files import BOUGHT, INFERRED, write_gig_market
from kit.exhibit.gig_market import GigMarket
from kit.exhibit.publishing import described, published, versions

FOLDER = "market"
OURS = tuple(f"{name}.{kind}" for name in (*INFERRED, *BOUGHT) for kind in ("parquet", "csv"))


def write_market_folder(
    case: Case,
    found: GigMarket,
    inputs: Sequence[dict[str, Any]],
    *,
    out: Path | None = None,
    q: float = 0.05,
    progress: Progress | None = None,
) -> tuple[Path, ...]:
    """Write the gig market's files and a report, and say so in the case's journal.

    Parameters
    ----------
    case : Case
    found : GigMarket
    inputs : sequence of dict
        What was read: role, file, sha256, and counts of rows, for the journal.
    out : Path, optional
        Another folder than the case's own `market`. Files of those names in it are replaced.
    q : float
        The rate at which leads and suspects were drawn.
    progress : callable, optional
        Called as `kit.screen` calls it.

    Returns
    -------
    tuple of Path
        Leads, clients, groups, listings, with test buys what these showed; then the bundle.

    Raises
    ------
    CaseError
        When the folder or the journal cannot be written.
    """
    place = case.folder / FOLDER if out is None else out
    with published(place, OURS) as stage:
        bundle: Bundle = write_bundle(case, stage, fdr=q, progress=progress, market=found)
        written = (*write_gig_market(found, stage), *bundle.paths)
        outputs = [described(path) for path in written]
    journal.append(
        case.folder,
        "market",
        evidence=case.evidence_hash,
        written_to=FOLDER if out is None else str(out),
        inputs=list(inputs),
        files=outputs,
        counts=counts(found, q),
        q=q,
        versions=versions(),
    )
    return tuple(place / path.name for path in written)


def counts(found: GigMarket, q: float) -> dict[str, int]:
    """Return how many of each thing were found."""
    trail = found.trail
    told = {
        "listings": found.offers.height,
        "offering": int(found.offers["offers_reviews"].sum()),
        "sellers": found.leads.sellers,
        "accounts": found.leads.accounts,
        "leads": found.leads.at(q).height,
        "sellers_without_a_lead": trail.without.height,
        "groups": trail.hands.height,
        "clients": trail.clients.height,
        "reviews_likely_bought": trail.reviews.height,
    }
    if found.buys is not None:
        told["test_buys"] = found.buys.buys.height
        told["known_accounts"] = found.buys.known.height
    return told

"""Exhibit A: a Jupyter kit for investigating paid product reviews.

The public names, and nothing else. They are imported when first used, so that `kit --help`
answers at once.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kit import charts, market, practice, trust, verdicts, views, widgets
    from kit.case import Case, open_case
    from kit.detector import Detector, Param
    from kit.detectors import DETECTORS
    from kit.errors import KitError
    from kit.notebook import notebook_case, sample_file, sample_gigs
    from kit.ranking import base_rate, rank, suspects
    from kit.screening import screen
    from kit.sources import propose_mapping
    from kit.widgets import (
        AccountBoard,
        BurstBoard,
        CaseReview,
        GigBoard,
        LeadBoard,
        LearnBoard,
        ProductBoard,
        SkewBoard,
        SuspectBoard,
        TrustBoard,
        WatchBoard,
    )

__version__ = "0.1.0"

_HOMES = {
    "Case": "kit.case",
    "open_case": "kit.case",
    "propose_mapping": "kit.sources",
    "Detector": "kit.detector",
    "Param": "kit.detector",
    "DETECTORS": "kit.detectors",
    "KitError": "kit.errors",
    "screen": "kit.screening",
    "base_rate": "kit.ranking",
    "rank": "kit.ranking",
    "suspects": "kit.ranking",
    "BurstBoard": "kit.widgets",
    "CaseReview": "kit.widgets",
    "SkewBoard": "kit.widgets",
    "SuspectBoard": "kit.widgets",
    "GigBoard": "kit.widgets",
    "LeadBoard": "kit.widgets",
    "LearnBoard": "kit.widgets",
    "ProductBoard": "kit.widgets",
    "AccountBoard": "kit.widgets",
    "TrustBoard": "kit.widgets",
    "WatchBoard": "kit.widgets",
    "notebook_case": "kit.notebook",
    "sample_file": "kit.notebook",
    "sample_gigs": "kit.notebook",
}
_ROOMS = ("charts", "market", "practice", "trust", "verdicts", "views", "widgets")

__all__ = [
    "DETECTORS",
    "AccountBoard",
    "BurstBoard",
    "Case",
    "CaseReview",
    "Detector",
    "GigBoard",
    "KitError",
    "LeadBoard",
    "LearnBoard",
    "Param",
    "ProductBoard",
    "SkewBoard",
    "SuspectBoard",
    "TrustBoard",
    "WatchBoard",
    "base_rate",
    "charts",
    "market",
    "notebook_case",
    "open_case",
    "practice",
    "propose_mapping",
    "rank",
    "sample_file",
    "sample_gigs",
    "screen",
    "suspects",
    "trust",
    "verdicts",
    "views",
    "widgets",
]


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return importlib.import_module(f"kit.{name}")
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])

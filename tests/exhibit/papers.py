"""The least content that a case file can have, and one sheet."""

from __future__ import annotations

from typing import Any

CONTENT: dict[str, Any] = {
    "about": {
        "name": "market",
        "edition": "redacted",
        "hashed": "keyed hash",
        "kit": "0.1.0",
        "dated": "2024-03-05T06:07:08+00:00",
        "evidence": "e" * 64,
        "rate": "5%",
        "listed": "1",
        "span": "Reviews posted from 2024-01-01 to 2024-03-01.",
        "figures": [{"name": "Reviews", "value": "12"}],
    },
    "follows": {
        name: {"words": [], "tables": [], "about": ""}
        for name in ("sellers", "clients", "products", "reach", "damages")
    },
    "privacy": {"told": ["It is redacted."], "heading": "Masked", "masked": []},
    "sources": [],
    "rejects": [],
    "not_tested": [],
    "methods": [],
    "error_rates": [],
    "look_alikes": [],
    "journal": [{"number": 1, "at": "2024-03-05T06:07:08+00:00", "kind": "import"}],
}


def sheet(**changes: Any) -> dict[str, Any]:
    """Return a sheet with some values of its own."""
    return {
        "number": 1,
        "file": "sheets/0001.html",
        "name": "ann",
        "label": "",
        "q_value": "0.01",
        "families": ["ring"],
        "one_kind": True,
        "figures": [{"name": "Reviews", "value": "1"}],
        "as_high": "",
        "life": None,
        "resembles": "",
        "carried": "",
        "speaking": {"told": "", "chosen": "", "rows": [], "more": 0},
        "high": "0 of 100",
        "seen": [],
        "more": 0,
        "innocent": [],
        "without": [{"family": "ring", "told": "no longer listed"}],
        "changes": [],
        "reviews": [],
        **changes,
    }


def review(text: str, title: str = "") -> dict[str, Any]:
    """Return a review as a sheet shows it."""
    return {
        "at": "2024-01-02",
        "product": "p1",
        "stars": "5",
        "verified": "",
        "title": title,
        "text": text,
        "found": False,
        "id": "r1",
        "sha256": "f" * 64,
    }


def finding(why: str) -> dict[str, Any]:
    """Return a finding as a sheet shows it."""
    return {
        "family": "ring",
        "detector": "d",
        "title": "",
        "why": why,
        "observed": "3",
        "expected": "1",
        "p_value": "0.1",
        "bars": [100, 33],
    }


def speaking(text: str) -> dict[str, Any]:
    """Return a review that speaks for an account, as a sheet shows it."""
    return {
        "at": "2024-01-02",
        "product": text,
        "stars": "4",
        "points": "long before",
        "text": text,
    }


def listing(*values: str) -> dict[str, Any]:
    """Return a table of names as a page shows it, a row for each."""
    return {
        "name": "sellers",
        "heads": [{"label": "Seller", "right": False}],
        "rows": [[{"value": value, "right": False, "quoted": True}] for value in values],
        "more": 2,
    }


LIFE = {
    "points": [{"x": 0, "y": 5.0, "found": True}, {"x": 1000, "y": 1.0, "found": False}],
    "years": [{"x": 500, "label": "2024"}],
    "told": "2 reviews, by day and stars.",
    "undrawn": 1,
}

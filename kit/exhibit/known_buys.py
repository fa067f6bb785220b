"""Test buys in the report: what was seen, how leads stand to it, and what is inferred from it."""

from __future__ import annotations

from typing import Any

from kit.exhibit.report_table import table
from kit.market.buys import TestBuys
from kit.views.known_buys import buys_told, known_reached, score_told
from kit.views.lead_sellers import Trail

MOST = 40
BUYS = {
    "seller": "Seller",
    "product_id": "Ordered for",
    "ordered_at": "On",
    "account_id": "Account",
    "review_id": "Review",
    "status": "What is known",
}
REACHED = {
    "seller": "Seller",
    "account_id": "Account in one group",
    "through": "With",
    "q_value": "q-value",
}
CLIENTS = {
    "seller": "Seller",
    "product_id": "Client",
    "brand": "Brand",
    "why": "Why",
    "q_value": "q-value",
    "n_reviews": "Reviews",
}


def known_section(buys: TestBuys, known: Trail, inferred: Trail) -> dict[str, Any]:
    """Return what the report says of test buys, apart from what leads say.

    Parameters
    ----------
    buys : TestBuys
    known : Trail
        `kit.views.known_trail`.
    inferred : Trail
        `kit.views.trail`.
    """
    told, reached = buys_told(buys), known_reached(known)
    clients = known.clients.sort("q_value", "product_id", "seller")
    more = [
        f"The {MOST} first are shown; {name}.csv lists them all."
        for name, frame in (
            ("test_buys", told),
            ("seeded_accounts", reached),
            ("seeded_clients", clients),
        )
        if frame.height > MOST
    ]
    return {
        "sentences": [
            "An account is known where it delivered what an investigator ordered. That was seen, "
            "and rests on no name and no odds.",
            score_told(buys, inferred.leads),
        ],
        "tables": [table(told.head(MOST), BUYS)],
        "inferred": "Inferred from the known accounts: others of the same group, and products on "
        "which they met more often than chance explains. No order of ours has shown these. "
        + " ".join(more),
        "inferred_tables": [
            table(reached.head(MOST), REACHED),
            table(clients.head(MOST), CLIENTS),
        ],
    }

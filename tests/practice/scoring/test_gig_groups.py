"""Groups and linked accounts counted by hand, with another pool, an innocent and a namesake."""

from __future__ import annotations

import polars as pl

from kit.practice.gigs.truth import ACCOUNTS, BOUGHT, LABELS, SELLERS, GigTruth
from kit.practice.scoring.gig_groups import score_groups, score_hands

OWNED = [("otter", account) for account in ("x1", "x2", "x3")] + [("crow", "y1"), ("crow", "y2")]
TRUTH = GigTruth(
    sellers=pl.DataFrame(schema=SELLERS),
    accounts=pl.DataFrame(
        [(site, name, account, None, True) for name, account in OWNED for site in ("hill", "dale")],
        schema=ACCOUNTS,
        orient="row",
    ),
    bought=pl.DataFrame(schema=BOUGHT),
    labels=pl.DataFrame(schema=LABELS),
)
GROUPS = pl.DataFrame(
    {"hand": ["1", "2", "3"], "accounts": [["x1", "x2", "z1"], ["y1", "y2", "x3"], ["z2", "z3"]]}
)


def test_counts_pairs_and_accounts() -> None:
    linked = pl.DataFrame(
        [
            ("hill", "otter", "x1", "its name"),
            ("dale", "otter", "x1", "its name"),  # One seller with gigs on two sites.
            ("hill", "otter", "x2", "x1"),
            ("hill", "otter", "z1", "x1"),
            ("moor", "otter", "x1", "its name"),  # A namesake on a third.
        ],
        schema=["site", "username", "account_id", "through"],
        orient="row",
    )
    told = {measure: (hits, of) for measure, hits, of in score_hands(linked, GROUPS, TRUTH)}
    assert told == {
        "pairs in a group that are one seller's": (2, 6),
        "pairs of one seller that are in a group": (2, 4),
        "sellers with an account found by name": (1, 2),
        "accounts of these found by name": (1, 3),
        "accounts of these found with their group": (2, 3),
        "accounts linked to these that are theirs": (2, 3),
    }


def test_counts_groups_in_which_nobody_is_paid() -> None:
    planted = pl.DataFrame(
        {
            "guilty": [True] * 5 + [False],
            "entity_kind": ["account"] * 6,
            "entity_id": ["x1", "x2", "y1", "y2", "x3", "z2"],
        }
    )
    assert [(hits, of) for _, hits, of in score_groups(GROUPS, planted)] == [(3, 8), (1, 3), (1, 1)]
    none = score_groups(GROUPS.clear(), planted)
    assert [(hits, of) for _, hits, of in none] == [(0, 0), (0, 0), (0, 1)]

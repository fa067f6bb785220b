from __future__ import annotations

from typing import Any

import pytest

from kit.errors import ParameterError
from kit.market.captures import captures, changes, returns
from kit.market.gigs import Gigs
from tests.market.people import gigs

WORDS = "I leave kind and detailed words for your shop, each from another town, within a week."
LOGO = "Logo design for small firms, three drafts, quick."
FIRST, SECOND = "2026-01-01", "2026-02-01"


def listing(gig: str, date: str, seller: str = "s", **more: Any) -> dict[str, Any]:
    about = {"gig_id": gig, "captured_at": date, "seller_name": seller, "title": gig,
             "description": None, "listed_price": 5.0, "pictures": None,
             "coverage": "complete"}  # fmt: skip
    return about | more


def status(told: Gigs) -> dict[str, str]:
    return dict(changes(told).select("gig_id", "status").iter_rows())


def test_new_same_changed_and_gone() -> None:
    told = gigs(
        listing("same", FIRST), listing("dearer", FIRST), listing("gone", FIRST),
        listing("same", SECOND), listing("dearer", SECOND, listed_price=9.0),
        listing("new", SECOND),
    )  # fmt: skip
    assert status(told) == {"same": "same", "dearer": "changed", "gone": "gone", "new": "new"}
    assert changes(told).filter(gig_id="dearer")["changed"][0].to_list() == ["listed_price"]


def test_missing_is_not_gone_where_a_capture_was_not_complete() -> None:
    told = gigs(listing("a", FIRST), listing("b", FIRST), listing("a", SECOND, coverage="first_n"))
    assert status(told)["b"] == "missing"
    assert captures(told)["coverage"].to_list() == ["complete", "first_n"]


def test_one_capture_cannot_be_compared() -> None:
    with pytest.raises(ParameterError, match="captured twice"):
        changes(gigs(listing("a", FIRST)))


def test_who_came_back_under_another_name() -> None:
    told = gigs(
        listing("1", FIRST, "otter", description=WORDS, pictures="a/cat.png"),
        listing("2", FIRST, "stays", description=LOGO),
        listing("2", SECOND, "stays", description=LOGO),
        listing("3", SECOND, "weasel", title="1", description=WORDS, pictures="b/cat.png?x=1"),
        listing("4", SECOND, "kestrel", description="I fix bicycles by post."),
    )  # fmt: skip
    found = returns(told)
    assert found.select("gone", "new").rows() == [("otter", "weasel")]
    assert found["pictures"][0].to_list() == ["cat.png"]
    assert "the same" in found["why"][0]


def test_a_template_that_others_use_names_nobody() -> None:
    told = gigs(
        *(listing(name, FIRST, name, description=WORDS) for name in ("otter", "stays")),
        *(listing(name, SECOND, name, description=WORDS) for name in ("weasel", "stays")),
    )  # fmt: skip
    assert returns(told).is_empty()

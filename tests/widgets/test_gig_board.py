from __future__ import annotations

import pytest

import kit
from kit.errors import NotFoundError
from tests.hostile import HOSTILE
from tests.market.people import gigs

GIG = {
    "gig_id": "g1",
    "seller_name": "velvet_otter",
    "title": "I will post 4 reviews",
    "description": "five stars!\nfast",
    "stars_promised": 5,
    "price_per_review": 4.0,
    "currency": "USD",
    "words": {"stars_promised": "five stars"},
}


@pytest.fixture
def board() -> kit.GigBoard:
    return kit.GigBoard(
        gigs(
            GIG,
            {**GIG, "gig_id": "g2", "site": "hill", "stars_promised": None},
            {**GIG, "gig_id": "g3", "offers_reviews": False},
        )
    )


def test_lists_the_gigs_that_offer_reviews(board: kit.GigBoard) -> None:
    assert board.selection["gig"].to_list() == ["gigs.example/g1", "hill/g2"]
    assert board.head.blocks[0]["text"] == "2 of 3 gigs offer reviews, by 2 sellers"
    assert "I will post 4 reviews" in str(board)


def test_a_site_and_an_offer_narrow_the_list(board: kit.GigBoard) -> None:
    board.site = "hill"
    assert board.selection["gig"].to_list() == ["hill/g2"]
    board.site = ""
    board.offer = "stars_promised"
    assert board.selection["gig"].to_list() == ["gigs.example/g1"]
    assert board.offered.chosen == "stars_promised"
    board.chooser.values = {"site": "hill", "offer": ""}
    assert (board.site, board.offer) == ("hill", "")
    board.site = ""
    board.offered.selected = "0"
    assert board.offer == board.offered.frame["field"][0]


def test_a_dot_of_the_chart_lists_its_gigs(board: kit.GigBoard) -> None:
    board.prices.picked = {"spot": ["5 stars|4.0"]}
    assert board.selection["gig"].to_list() == ["gigs.example/g1"]
    board.prices.picked = {}
    assert board.selection.height == 2


def test_a_row_opens_the_listing_in_the_sellers_words(board: kit.GigBoard) -> None:
    board.table.selected = "0"
    assert board.gig == "gigs.example/g1"
    said = [block.get("text") for block in board.listing.blocks]
    assert said[0] == "I will post 4 reviews"
    assert said[-2:] == ["five stars!", "fast"]
    assert board.own_words.frame["words"].to_list() == ["five stars"]
    board.gig = None
    assert board.table.selected == ""
    with pytest.raises(NotFoundError, match="no gig 'nothing'"):
        board.gig = "nothing"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_stay_one_line_of_text(text: str) -> None:
    hostile = {**GIG, "title": text, "description": text, "words": {"stars_promised": text}}
    board = kit.GigBoard(gigs(hostile))
    board.gig = board.selection["gig"][0]
    shown = [block["text"] for block in board.listing.blocks if "text" in block]
    assert all(line.isprintable() and len(line) <= 1_200 for line in shown)
    assert max(map(len, str(board).splitlines())) < 400

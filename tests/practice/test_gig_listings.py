"""The labelled gig listings that ship with the kit: every line is whole and both halves are alike.

Two files, by two hands, held to the same rules. Nothing here prints a listing's text: one half is
held out, and its words are not to be read while a reader of listings is written.
"""

import json
import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

FIRST, SECOND = "gig_listings.jsonl", "gig_listings_second.jsonl"
LISTINGS = {
    name: [
        json.loads(line)
        for line in files("kit.practice").joinpath(name).read_text("utf-8").splitlines()
    ]
    for name in (FIRST, SECOND)
}

NUMBER = (int, float)
NONE = type(None)
FIELDS = {
    "gig_id": (str,),
    "half": (str,),
    "site": (str,),
    "title": (str,),
    "description": (str, NONE),
    "seller_name": (str,),
    "price_i": (*NUMBER, str, NONE),
    "currency": (str, NONE),
    "labels": (dict,),
    "note": (str,),
}
LABEL_FIELDS = {
    "offers_reviews": (bool,),
    "platforms": (list,),
    "n_reviews": (int, NONE),
    "price": (*NUMBER, NONE),
    "currency": (str, NONE),
    "price_per_review": (*NUMBER, NONE),
    "stars_promised": (int, NONE),
    "offers_verified": (bool,),
    "verified_paid_by": (str, NONE),
    "client_supplies_text": (bool,),
    "seller_writes_text": (bool,),
    "accounts_claimed": (int, NONE),
    "drip_feed": (bool,),
    "countries": (list,),
    "addresses_claimed": (bool,),
    "guarantee": (bool,),
    "refill": (bool,),
    "products": (list,),
    "links": (list,),
}
ABOUT_ANY_GIG = {"offers_reviews", "price", "currency", "products", "links"}
HALVES = ("development", "held_out")


@pytest.fixture(params=LISTINGS)
def listings(request: pytest.FixtureRequest) -> list[dict]:
    return LISTINGS[request.param]


def text_of(listing: dict) -> str:
    return f"{listing['title']}\n{listing['description'] or ''}"


def kind_of(listing: dict) -> tuple[bool, bool]:
    """Whether it offers reviews, and whether its writing is odd (the note says so)."""
    odd = listing["note"].startswith("obfuscated: ") or "; odd writing: " in listing["note"]
    return listing["labels"]["offers_reviews"], odd


def wrong_types(record: dict, fields: dict[str, tuple[type, ...]]) -> list[str]:
    """Fields whose type is none of those named; `bool` counts only where it is named itself."""
    return [name for name, types in fields.items() if type(record[name]) not in types]


def folded(listing: dict) -> str:
    """The text as a reader sees it: case, width and spacing do not tell two listings apart."""
    return " ".join(unicodedata.normalize("NFKC", text_of(listing)).casefold().split())


def test_every_line_has_the_same_fields_of_the_right_types(listings):
    for listing in listings:
        labels = listing["labels"]
        assert list(listing) == list(FIELDS), listing["gig_id"]
        assert list(labels) == list(LABEL_FIELDS), listing["gig_id"]
        assert not wrong_types(listing, FIELDS), listing["gig_id"]
        assert not wrong_types(labels, LABEL_FIELDS), listing["gig_id"]


def test_values_are_ones_that_a_label_can_take(listings):
    for listing in listings:
        name, labels = listing["gig_id"], listing["labels"]
        assert listing["half"] in HALVES, name
        assert set(labels["platforms"]) <= {"app_store", "maps", "other", "store"}, name
        assert labels["verified_paid_by"] in {None, "client", "seller"}, name
        assert labels["stars_promised"] in {None, 1, 2, 3, 4, 5}, name
        for count in ("n_reviews", "accounts_claimed"):
            assert labels[count] is None or labels[count] > 0, name
        for code in (listing["currency"], labels["currency"]):
            assert code is None or (len(code) == 3 and code.isupper()), name
        for column in ("platforms", "countries"):
            assert labels[column] == sorted(set(labels[column])), name


def test_labels_agree_with_each_other(listings):
    for listing in listings:
        name, labels = listing["gig_id"], listing["labels"]
        assert (labels["price"] is None) == (labels["currency"] is None), name
        assert labels["offers_verified"] or labels["verified_paid_by"] is None, name
        assert labels["guarantee"] or not labels["refill"], name
        if labels["price"] is not None and labels["n_reviews"] is not None:
            each = labels["price"] / labels["n_reviews"]
            assert labels["price_per_review"] == pytest.approx(each, abs=1e-4), name


def test_products_and_links_stand_in_the_text(listings):
    for listing in listings:
        for named in (*listing["labels"]["products"], *listing["labels"]["links"]):
            assert named in text_of(listing), listing["gig_id"]


def test_a_listing_that_offers_no_reviews_claims_nothing_about_reviews(listings):
    for listing in listings:
        labels = listing["labels"]
        if not labels["offers_reviews"]:
            claims = {name for name, value in labels.items() if value not in (None, False, [])}
            assert claims <= ABOUT_ANY_GIG, listing["gig_id"]


def test_notes_say_what_is_hard(listings):
    for listing in listings:
        offers, odd = kind_of(listing)
        if offers:
            assert bool(listing["note"]) == odd, listing["gig_id"]
        else:
            assert listing["note"] == "" or listing["note"].startswith("hard negative: ")


def test_nothing_is_there_twice_in_the_two_files_together():
    together = [listing for listings in LISTINGS.values() for listing in listings]
    for what in (folded, lambda gig: gig["title"].casefold(), lambda gig: gig["gig_id"]):
        assert max(Counter(map(what, together)).values()) == 1


@pytest.mark.parametrize(
    ("name", "offers", "others", "odd_offers", "odd_others"),
    [(FIRST, 200, 130, 45, 20), (SECOND, 240, 160, 35, 15)],
)
def test_there_are_enough_of_every_kind(name, offers, others, odd_offers, odd_others):
    kinds = Counter(kind_of(listing) for listing in LISTINGS[name])
    assert kinds[True, False] + kinds[True, True] >= offers
    assert kinds[False, False] + kinds[False, True] >= others
    assert kinds[True, True] >= odd_offers
    assert kinds[False, True] >= odd_others
    aimed_at = Counter(
        platform for listing in LISTINGS[name] for platform in listing["labels"]["platforms"]
    )
    assert min(aimed_at[name] for name in ("app_store", "maps", "other", "store")) >= 25


def test_every_label_of_the_second_file_is_carried_by_thirty_offers():
    offers = [gig["labels"] for gig in LISTINGS[SECOND] if gig["labels"]["offers_reviews"]]
    for label in LABEL_FIELDS:
        assert sum(labels[label] not in (None, False, []) for labels in offers) >= 30, label
    assert sum(labels["verified_paid_by"] == "seller" for labels in offers) >= 30


def test_halves_hold_as_many_of_every_kind(listings):
    kinds = {
        half: Counter(kind_of(listing) for listing in listings if listing["half"] == half)
        for half in HALVES
    }
    for kind in {kind_of(listing) for listing in listings}:
        assert abs(kinds["development"][kind] - kinds["held_out"][kind]) <= 1


@pytest.mark.parametrize("name", LISTINGS)
def test_the_files_stay_small(name):
    assert len(files("kit.practice").joinpath(name).read_bytes()) < 600_000

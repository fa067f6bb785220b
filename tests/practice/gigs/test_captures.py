from kit.practice.gigs.captures import DAYS, captures
from kit.practice.gigs.cast import BYSTANDER, OWNER, Seller
from kit.practice.seeds import stream

SELLERS = [
    *(Seller("gigmoor", f"m{n}") for n in range(100)),
    *(Seller("taskpond", f"t{n}") for n in range(90)),
    Seller("taskpond", "other", BYSTANDER),
    Seller("taskpond", "owner", OWNER, products=("B0AB",)),
]
FOUND = captures(stream(1, "captures"), SELLERS, partial="gigmoor")


def by_id(capture):
    return {one.fields["gig_id"]: one for one in capture.listings}


def test_each_site_is_looked_at_twice():
    assert [(one.site, one.captured_at, one.coverage) for one in FOUND] == [
        ("gigmoor", DAYS[0], "complete"),
        ("gigmoor", DAYS[1], "first_n"),
        ("taskpond", DAYS[0], "complete"),
        ("taskpond", DAYS[1], "complete"),
    ]
    for capture in FOUND:
        assert {one.site for one in capture.listings} == {capture.site}
        assert len(by_id(capture)) == len(capture.listings)


def test_some_gigs_go_some_come_and_some_change():
    first, second = by_id(FOUND[2]), by_id(FOUND[3])
    both = first.keys() & second.keys()
    changed = [gig for gig in both if first[gig].labels != second[gig].labels]
    for share in (
        1 - len(both) / len(first),
        1 - len(both) / len(second),
        len(changed) / len(both),
    ):
        assert 0.03 < share < 0.25
    rated = [gig for gig in both if first[gig].fields["buying_review_rating_count"]]
    assert all(
        second[gig].fields["buying_review_rating_count"]
        >= first[gig].fields["buying_review_rating_count"]
        for gig in rated
    )


def test_an_owner_keeps_an_offer_that_names_its_client():
    for capture in FOUND[2:]:
        held = [one for one in capture.listings if one.fields["seller_name"] == "owner"]
        assert any(one.labels["products"] == ["B0AB"] for one in held)


def test_a_bystander_sells_no_reviews():
    for capture in FOUND:
        for one in capture.listings:
            if one.fields["seller_name"] == "other":
                assert not one.labels["offers_reviews"]

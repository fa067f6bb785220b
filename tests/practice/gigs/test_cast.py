import polars as pl

from kit.practice.gigs.cast import (
    BORROWED,
    BYSTANDER,
    COMMON,
    OWNER,
    STRANGER,
    TWIN,
    GigDials,
    everyday,
    odd_names,
    others,
    owners,
)
from kit.practice.gigs.habits import NO_HABIT
from kit.practice.seeds import stream

PLANS = {f"p{plan}": [f"A{plan}{account}" for account in range(5)] for plan in range(200)}
SERVED = {plan: ["B1", "B2"] for plan in PLANS}


def test_three_in_five_owners_reuse_a_habit_in_most_accounts():
    behind = owners(stream(1, "cast"), GigDials(both=0.0), PLANS, SERVED)
    assert [one.plan for one in behind] == list(PLANS)
    reusing = [one for one in behind if one.habit != NO_HABIT]
    assert 0.5 < len(reusing) / len(behind) < 0.7
    for one in behind:
        called = [name for name in one.accounts.values() if name is not None]
        assert bool(called) == (one.habit != NO_HABIT)
        assert list(one.accounts) == PLANS[one.plan]
    alike = sum(name is not None for one in reusing for name in one.accounts.values())
    assert 0.7 < alike / (5 * len(reusing)) < 0.9


def test_an_owner_on_both_sites_is_one_person():
    behind = owners(stream(1, "cast"), GigDials(both=1.0), {"p": ["A1", "A2"]}, {"p": []})
    one, other = behind
    assert one.username == other.username
    assert one.accounts == other.accounts
    assert one.site != other.site


def test_traps_are_planted():
    random = stream(2, "cast")
    behind = owners(random, GigDials(both=0.0), {"p": ["A1"]}, {"p": []})
    dials = GigDials(strangers=20, bystanders=5, common=3, borrowed=2, twins=1)
    cast = others(random, dials, behind, ["anna", "reader12"], ["oddfellow", "b", "c"], ["B1"])
    kinds = [one.kind for one in cast]
    assert (kinds.count(STRANGER), kinds.count(BYSTANDER), kinds.count(TWIN)) == (20, 5, 1)
    assert {one.username for one in cast if one.kind == COMMON} <= {"anna", "reader12"}
    assert {one.username for one in cast if one.kind == BORROWED} <= {"oddfellow", "b", "c"}
    [twin] = [one for one in cast if one.kind == TWIN]
    assert (twin.username, twin.accounts) == (behind[0].username, {})
    assert twin.site != behind[0].site
    assert not any(one.accounts for one in cast)
    assert OWNER not in kinds


def test_everyday_names_are_words_that_several_show():
    reviews = pl.DataFrame(
        {
            "account_id": ["1", "2", "2", "3", "4", "5"],
            "account_name": ["Anna", "Anna", "Anna", "Bo", "Al L.", "Al L."],
        }
    )
    assert everyday(reviews) == ["Anna"]


def test_a_share_of_all_others_has_odd_names():
    accounts = [f"A{number}" for number in range(2_000)]
    assert 0.2 < len(odd_names(stream(1, "odd"), 0.25, accounts)) / 2_000 < 0.3
    assert odd_names(stream(1, "odd"), 0.0, accounts) == {}

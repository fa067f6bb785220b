import pytest

from kit.practice.gigs.coined import Handle
from kit.practice.gigs.habits import HABITS
from kit.practice.seeds import stream

HANDLE = Handle("vorkaten", "77")


def called(habit: str) -> set[str]:
    random = stream(1, "habits", habit)
    return {HABITS[habit](HANDLE, random) for _ in range(60)}


@pytest.mark.parametrize("habit", HABITS)
def test_names_keep_most_of_the_base(habit):
    for name in called(habit):
        assert len(set("vorkaten") & set(name.lower())) >= 5
        assert name


def test_the_same_is_the_same_but_for_a_capital():
    assert called("the same") == {"vorkaten77", "Vorkaten77"}


def test_another_ending_is_another():
    names = called("another ending")
    assert all(name.startswith("vorkaten") for name in names)
    assert "vorkaten77" not in names


def test_a_slip_changes_one_letter():
    for name in called("one slip"):
        assert name.endswith("77")
        assert name != "vorkaten77"
        assert abs(len(name) - len("vorkaten77")) <= 1


def test_leet_is_read_as_the_base():
    for name in called("leet"):
        plain = name.removesuffix("77").translate(str.maketrans("013457", "oleast"))
        assert plain == "vorkaten"
    assert "vorkaten77" not in called("leet")


def test_a_tail_stands_behind_the_base():
    assert all(name.startswith("vorkaten") and len(name) > 10 for name in called("a tail"))

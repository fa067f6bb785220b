import pytest

from kit.practice.gigs.coined import Handle, coined, ending
from kit.practice.seeds import stream


def test_every_handle_is_another_and_none_is_taken():
    first = coined(stream(1, "names"), 500)
    names = {str(handle) for handle in first}
    assert len(names) == 500
    again = coined(stream(1, "names"), 500, taken=[str(first[0]).lower()])
    assert str(first[0]) not in {str(handle) for handle in again}
    assert str(again[0]) == str(first[1])


def test_strangers_share_a_base_now_and_then():
    bases = [handle.base for handle in coined(stream(2, "names"), 3_000)]
    assert 0.02 < 1 - len(set(bases)) / len(bases) < 0.3


def test_an_ending_is_not_the_one_there_was():
    random = stream(3, "names")
    assert "" not in {ending(random, never=("",)) for _ in range(200)}


@pytest.mark.parametrize("handle", [Handle("quiet_otter", "77"), Handle("karomi", "")])
def test_a_handle_is_shown_whole(handle):
    assert str(handle) == handle.base + handle.ending

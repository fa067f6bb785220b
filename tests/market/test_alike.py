from __future__ import annotations

import polars as pl

from kit.market.alike import BEGINS, ENDS, SAME, SLIP, alike, begun
from kit.market.handles import handles


def met(asked: str, *there: str) -> set[tuple[str, str]]:
    names = pl.Series(there)
    one = begun(handles(pl.Series([asked]))).with_row_index("asked")
    other = begun(handles(names)).with_row_index("name")
    pairs = alike(one, other).select("name", "relation").iter_rows()
    return {(names[name], relation) for name, relation in pairs}


def test_the_same_name_in_other_signs() -> None:
    assert met("Silver_Fern", "silverfern") == {("silverfern", SAME), ("silverfern", ENDS)}


def test_letters_left_out_put_in_and_changed() -> None:
    for name in ("ssilverfern", "siverfern", "silberfern"):
        assert met("silverfern", name, "anna") == {(name, SLIP)}


def test_two_slips_are_no_likeness() -> None:
    assert met("solverfarn", "silverfern") == set()


def test_the_same_beginning_and_another_end() -> None:
    assert met("silverfernery", "silverfern9") == {("silverfern9", BEGINS)}
    assert met("silver", "silverfern") == set()

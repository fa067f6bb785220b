"""The redacted edition counts as the sealed one does, and holds no name."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.errors import ParameterError
from kit.exhibit.editions import MEMBERS, edition
from kit.exhibit.pseudonyms import pseudonym

KEY = bytes(range(32))
ACCOUNTS = st.lists(st.sampled_from(["ann", "bob", "Bob", "", "a b", "é", None]), max_size=12)


def frame(**columns: list[str | None]) -> pl.DataFrame:
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


@given(ACCOUNTS, ACCOUNTS)
def test_joins_groups_and_counts_agree(left: list[str | None], right: list[str | None]) -> None:
    counted = []
    for sealed in (True, False):
        reviews = edition(frame(account_id=left), {"account_id": "account"}, key=KEY, sealed=sealed)
        found = edition(
            frame(kind=["account"] * len(right), entity_id=right),
            {"entity_id": "kind"},
            key=KEY,
            sealed=sealed,
        )
        joined = reviews.join(found, left_on="account_id", right_on="entity_id")
        sizes = reviews.group_by("account_id").len()["len"].sort().to_list()
        counted.append((joined.height, sizes, reviews.null_count().row(0)))
    assert counted[0] == counted[1]


def test_keeps_rows_order_and_other_columns() -> None:
    given_frame = frame(account_id=["b", None, "a", "b"], day=["1", "2", "3", "4"])
    told = edition(given_frame, {"account_id": "account"}, key=KEY, sealed=False)
    a, b = (pseudonym(KEY, "account", name) for name in "ab")
    assert told.rows() == [(b, "1"), (None, "2"), (a, "3"), (b, "4")]
    assert edition(given_frame, {"account_id": "account"}, key=KEY, sealed=True) is given_frame


def test_lists_of_names_and_members_keep_their_places() -> None:
    a = pseudonym(KEY, "account", "x")
    p = pseudonym(KEY, "product", "x")
    told = edition(
        pl.DataFrame(
            {
                "accounts": [["x", None, "x"], None, []],
                "members": [
                    [{"kind": "product", "id": "x"}, {"kind": "account", "id": "x"}],
                    [],
                    None,
                ],
            },
            schema={"accounts": pl.List(pl.String), "members": MEMBERS},
        ),
        {"accounts": "account", "members": "kind"},
        key=KEY,
        sealed=False,
    )
    assert told["accounts"].to_list() == [[a, None, a], None, []]
    members = [{"kind": "product", "id": p}, {"kind": "account", "id": a}]
    assert told["members"].to_list() == [members, [], None]


def test_numbers_and_categories_are_names_too() -> None:
    ids = pl.DataFrame({"account_id": [7, 8]}).with_columns(
        brand=pl.Series(["x", "y"], dtype=pl.Categorical)
    )
    told = edition(ids, {"account_id": "account", "brand": "brand"}, key=KEY, sealed=False)
    assert told.row(0) == (pseudonym(KEY, "account", "7"), pseudonym(KEY, "brand", "x"))


def test_empty_frames_stay_empty() -> None:
    assert edition(
        frame(account_id=[]), {"account_id": "account"}, key=KEY, sealed=False
    ).is_empty()


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({}, "leads to a person"),
        ({"account_id": "account", "x": "account"}, "no column 'x'"),
        ({"account_id": "person"}, "no kind of name"),
    ],
)
def test_leaves_no_name_open(sealed: bool, columns: dict[str, str], problem: str) -> None:
    with pytest.raises(ParameterError, match=problem):
        edition(frame(account_id=["ann"]), columns, key=KEY, sealed=sealed)


@pytest.mark.parametrize("column", ["why", "evidence", "account_name", "review_id"])
def test_leaves_no_sentence_about_people_open(column: str) -> None:
    with pytest.raises(ParameterError, match=column):
        edition(frame(**{column: ["ann"]}), {}, key=KEY, sealed=False)


def test_a_row_of_unknown_kind_is_an_error() -> None:
    rows = frame(kind=[None], entity_id=["ann"])
    with pytest.raises(ParameterError, match="no pseudonyms of kind"):
        edition(rows, {"entity_id": "kind"}, key=KEY, sealed=False)


def test_products_may_be_told_and_people_may_not() -> None:
    rows = frame(kind=["product", "account"], entity_id=["p", "a"])
    shown = edition(rows, {"entity_id": "kind"}, key=KEY, sealed=False, told={"product"})
    assert shown["entity_id"].to_list() == ["p", pseudonym(KEY, "account", "a")]
    with pytest.raises(ParameterError, match="kind 'account'"):
        edition(rows, {"entity_id": "kind"}, key=KEY, sealed=False, told={"account"})

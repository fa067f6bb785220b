from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import kit
from kit.errors import ParameterError, SourceError
from kit.market.roster import check_roster, read_roster
from tests.market.people import REUSED, market, review


def test_one_name_a_line(tmp_path: Path) -> None:
    path = tmp_path / "exhibit_a.txt"
    path.write_text(
        "\ufeffvelvet_otter\n\n  quiet kestrel 🙂 \nVELVET_OTTER\n" + "x" * 300, "utf-8"
    )
    told = read_roster(path)
    assert told["username"].to_list() == ["velvet_otter", "quiet kestrel 🙂", "x" * 300]
    assert told["n_listed"].to_list() == [2, 1, 1]
    assert told["base"].to_list()[:2] == ["velvetotter", "quietkestrel"]


def test_a_table_with_markets(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("No,Username,Market\n1,anna,one\n2,Anna,two\n3,,one\n", "utf-8")
    told = read_roster(path)
    assert told.select("username", "market").rows() == [("anna", "one"), ("Anna", "two")]


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_roster_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "r.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(SourceError, match=r"no username|empty"):
        read_roster(path)


def test_a_roster_of_the_whole_market_is_an_error(tmp_path: Path) -> None:
    case = market(tmp_path, REUSED)
    names = case.sql("select distinct account_name from reviews")["account_name"].to_list()
    path = tmp_path / "all.txt"
    path.write_text("\n".join(name.upper() for name in names), "utf-8")
    with pytest.raises(ParameterError, match="most of the market: that somebody is on it says"):
        check_roster(case, read_roster(path))
    path.write_text("\n".join([*names[: len(names) // 2 - 3], "nobody_here"]), "utf-8")
    check_roster(case, read_roster(path))


def test_a_case_of_few_names_is_no_market(tmp_path: Path) -> None:
    rows = [{**review("a", "Ann", "p", 1, 5), "review_id": "r"}]
    path = tmp_path / "all.txt"
    path.write_text("ann\n", "utf-8")
    check_roster(kit.open_case(pl.DataFrame(rows), folder=tmp_path / "few"), read_roster(path))

from __future__ import annotations

from pathlib import Path

import pytest

from kit.errors import SourceError
from kit.market.roster import read_roster


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

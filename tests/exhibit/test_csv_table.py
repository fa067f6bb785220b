from __future__ import annotations

from pathlib import Path

import polars as pl

from kit.exhibit.csv_table import write_csv


def test_every_kind_of_value_is_a_quoted_cell(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "text": ["=1+1", None],
            "number": [0.123456789, None],
            "list": [["a", "-b"], []],
            "members": [[{"kind": "account", "id": "A1"}], None],
            "words": [{"stars": "five", "price": None}, {"stars": None, "price": None}],
        }
    )
    path = write_csv(frame, tmp_path / "frame.csv")
    assert path.read_text("utf-8-sig").splitlines() == [
        '"text","number","list","members","words"',
        '"\'=1+1","0.123457","a, -b","account:A1","stars: five"',
        '"","","","",""',
    ]

"""An export is checked file by file; other people's words are not."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from kit.errors import CaseError
from kit.exhibit.csv_table import write_csv
from kit.exhibit.neutral_check import check_folder

ROWS = {"account_id": ["A-1"], "text": ["a fake"], "why": ["unusual"]}
SAID = ROWS | {"why": ["a fraud"]}


def put(folder: Path, name: str, content: dict[str, list[str]]) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    kind = path.suffix
    if kind == ".csv":
        write_csv(pl.DataFrame(content), path)
    elif kind == ".parquet":
        pl.DataFrame(content).write_parquet(path)
    elif kind in {".json", ".jsonl"}:
        path.write_text(json.dumps(content) + "\n", "utf-8")
    else:
        path.write_text(f"<q>{content['text'][0]}</q> {content['why'][0]}", "utf-8")


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.json", "a.jsonl", "a.html"])
def test_names_file_and_phrase_but_no_quote(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"data/{name}", ROWS)
    assert check_folder(tmp_path) == []
    put(tmp_path, f"data/{name}", SAID)
    (found,) = check_folder(tmp_path)
    assert found.file == f"data/{name}"
    assert found.phrase == "fraud"
    assert "a fraud" in found.where


def test_names_columns_and_nested_fields(tmp_path: Path) -> None:
    pl.DataFrame({"guilty": [1]}).write_parquet(tmp_path / "a.parquet")
    (tmp_path / "b.json").write_text('{"notes": [{"note": "a liar", "quote": "a liar"}]}', "utf-8")
    assert [(found.file, found.phrase) for found in check_folder(tmp_path)] == [
        ("a.parquet", "guilty"),
        ("b.json", "liar"),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"{"),
        ("a.html", b"\xff"),
        ("a.csv", b'"a","b"\n"1"\n'),
        ("a.parquet", b"PAR1"),
    ],
)
def test_what_cannot_be_read_is_an_error(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CaseError, match=name):
        check_folder(tmp_path)


def test_follows_no_links(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("a fake", "utf-8")
    export = tmp_path / "export"
    export.mkdir()
    (export / "link.txt").symlink_to(tmp_path / "outside.txt")
    assert check_folder(export) == []


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_evidence_is_read_field_by_field(tmp_path: Path, name: str) -> None:
    evidence = json.dumps({"account_a": "Fake Guy", "served": [{"product_id": "a scam"}]})
    put(tmp_path, name, {"entity_id": ["bot"], "text": [""], "evidence": [evidence]})
    assert check_folder(tmp_path) == []
    put(tmp_path, name, {"text": [""], "evidence": ['{"who": "three cheats"}']})
    assert [found.phrase for found in check_folder(tmp_path)] == ["cheat"]


def test_metadata_has_its_own_titles(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"title": "All the fraudsters"}', "utf-8")
    assert [found.phrase for found in check_folder(tmp_path)] == ["fraud"]

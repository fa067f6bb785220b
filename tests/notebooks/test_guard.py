"""Notebooks are short, free of code that belongs in the kit, and their outputs are stored."""

from __future__ import annotations

import ast
import re
import tempfile
from pathlib import Path
from typing import Any

import nbformat
import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
NAMED = (
    "00_start_here",
    "01_review_bursts",
    "02_rating_skew",
    "03_suspect_accounts",
    "04_your_own_file",
    "05_write_a_detector",
    "06_can_you_trust_it",
    "07_gig_market",
    "08_exhibit_a",
    "09_case_file",
    "10_trusted_rating",
    "11_the_daily_watch",
    "12_learning",
    "13_how_real_is_practice",
)
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
MOST_CELLS = 20
MOST_LINES = 12
MOST_BYTES = 1_000_000
SQL = re.compile(r"\bselect\b.+\bfrom\b|\bcreate\s+(table|view)\b", re.IGNORECASE | re.DOTALL)
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code_cells(path: Path) -> list[Any]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def defines(source: str) -> bool:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return any(isinstance(node, kinds) for node in ast.walk(ast.parse(source)))


@pytest.mark.parametrize("name", NAMED)
def test_is_there(name: str) -> None:
    assert (FOLDER / f"{name}.ipynb").is_file()


@each
def test_is_short(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    assert len(cells) <= MOST_CELLS
    assert not [cell.source for cell in cells if len(cell.source.splitlines()) > MOST_LINES]


@each
def test_outputs_are_stored(path: Path) -> None:
    """A cleared notebook would pass nbval: with nothing stored there is nothing to compare."""
    cells = code_cells(path)
    assert cells
    assert all(cell.execution_count for cell in cells)
    assert any(cell.outputs for cell in cells)
    assert not [cell.source for cell in cells if ends_in_a_value(cell.source) and not cell.outputs]


def ends_in_a_value(source: str) -> bool:
    """Tell whether a cell's last line shows something: a bare name or attribute, or a print."""
    body = ast.parse(source).body
    last = body[-1] if body and not source.rstrip().endswith(";") else None
    if not isinstance(last, ast.Expr):
        return False
    return isinstance(last.value, ast.Name | ast.Attribute) or (
        isinstance(last.value, ast.Call) and ast.unparse(last.value.func) == "print"
    )


@each
def test_no_error_is_stored(path: Path) -> None:
    outputs = [output for cell in code_cells(path) for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error"]


@each
def test_counts_run_from_one(path: Path) -> None:
    counts = [cell.execution_count for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1))


@each
def test_widget_state_is_not_stored(path: Path) -> None:
    assert "widgets" not in nbformat.read(path, as_version=4).metadata


@each
def test_no_machine_path_is_stored(path: Path) -> None:
    text = path.read_text("utf-8")
    here = (str(FOLDER.parent), tempfile.gettempdir() + "/", str(Path.home()) + "/")
    assert not [folder for folder in here if folder in text]
    assert not re.search(r"/home/|/Users/", text)


@each
def test_is_light(path: Path) -> None:
    assert path.stat().st_size < MOST_BYTES


# 05 writes a detector: it defines one, in SQL.
@pytest.mark.parametrize(
    "path", [p for p in NOTEBOOKS if not p.stem.startswith("05_")], ids=lambda path: path.stem
)
def test_code_lives_in_the_kit(path: Path) -> None:
    for cell in code_cells(path):
        assert not defines(cell.source), cell.source
        assert not SQL.search(cell.source), cell.source

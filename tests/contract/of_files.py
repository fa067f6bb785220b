"""What every detector's file and query must be, before it runs."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

from sqlglot import exp, parse

from kit.detector import SECTIONS, Detector
from kit.schema import CAPTURES, EVIDENCE
from kit.tables import TABLES

# By name, as sqlglot grows new kinds: a statement of any of these changes or reaches something.
FORBIDDEN = (
    exp.DML, exp.DDL, exp.Command, exp.Create, exp.Drop, exp.Alter, exp.TruncateTable, exp.Copy,
    exp.Attach, exp.Detach, exp.Set, exp.Pragma, exp.Use, exp.ReadCSV, exp.ReadParquet,
)  # fmt: skip
READING = (exp.Select, exp.Union, exp.Subquery)


def statement(sql: str) -> exp.Expression:
    """Return the only statement in a query."""
    statements = parse(sql, dialect="duckdb")
    assert len(statements) == 1
    assert statements[0] is not None
    return statements[0]


def name_equals_file(detector: Detector) -> None:
    module = importlib.import_module(f"kit.detectors.{detector.name}")
    assert module.DETECTOR is detector
    assert module.__doc__ == detector.about


def docstring_sections(detector: Detector) -> None:
    headings = re.findall(r"^(\S.*)$", detector.about, re.MULTILINE)
    assert tuple(headings[1:]) == SECTIONS
    assert detector.title.endswith(".")
    assert all(len(detector.section(heading)) > 30 for heading in SECTIONS)


def one_select(detector: Detector) -> None:
    tree = statement(detector.sql)
    assert isinstance(tree, READING)
    changing = [
        type(node).__name__
        for node in tree.walk()
        if isinstance(node, FORBIDDEN) and not isinstance(node, READING)
    ]
    assert changing == []


def parameters(detector: Detector) -> None:
    placeholders = {node.name for node in statement(detector.sql).find_all(exp.Placeholder)}
    assert placeholders == set(detector.params)
    below = {param for table in detector.reads for param in _params(table)}
    assert below <= set(detector.params)


def reads(detector: Detector) -> None:
    tree = statement(detector.sql)
    queues = {cte.alias_or_name for cte in tree.find_all(exp.CTE)}
    tables = {table.name for table in tree.find_all(exp.Table)} - queues
    assert tables <= set(detector.reads)
    for table, columns in detector.reads.items():
        stored = {**EVIDENCE, **CAPTURES}
        known = stored[table].names if table in stored else TABLES[table].columns
        assert set(columns) <= set(known), table


def mirrored_test(detector: Detector) -> None:
    path = Path(__file__).parents[1] / "detectors" / f"test_{detector.name}.py"
    functions = [
        node.name for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    ]  # fmt: skip
    assert any(name.startswith("test_finds_") for name in functions)
    assert any(name.startswith("test_spares_") for name in functions)


def _params(table: str) -> set[str]:
    if table in EVIDENCE or table in CAPTURES:
        return set()
    return set(TABLES[table].params).union(*(_params(name) for name in TABLES[table].reads))


CHECKS = (name_equals_file, docstring_sections, one_select, parameters, reads, mirrored_test)

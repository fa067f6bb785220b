"""What every derived table must be: `{table}:...`."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from sqlglot import exp

from kit.detectors import DETECTORS
from kit.engines.derived import provide
from kit.schema import CAPTURES, EVIDENCE, REVIEWS
from kit.tables import TABLES, Table
from tests.case_rows import empty_case
from tests.contract.of_files import statement

ALL = pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))


def values(table: Table) -> dict[str, float]:
    """Return a default for every parameter of a table and of those below it."""
    names = {*table.params}.union(*(values(TABLES[n]) for n in table.reads if n in TABLES))
    return {n: d.params[n].default for n in names for d in DETECTORS.values() if n in d.params}


@ALL
def test_name_equals_file(table: Table) -> None:
    module = importlib.import_module(f"kit.tables.{table.name}")
    assert module.TABLE is table
    assert module.__doc__ == table.about
    assert (Path(__file__).parent / f"test_{table.name}.py").is_file()


@ALL
def test_one_select_over_what_it_reads(table: Table) -> None:
    tree = statement(table.sql)
    assert isinstance(tree, exp.Select)
    assert not list(tree.find_all(exp.Insert, exp.Update, exp.Delete, exp.Create, exp.Drop))
    queues = {cte.alias_or_name for cte in tree.find_all(exp.CTE)}
    assert {found.name for found in tree.find_all(exp.Table)} - queues == set(table.reads)
    assert set(table.reads) <= {*EVIDENCE, *CAPTURES, *TABLES}
    assert set(table.needs) <= set(REVIEWS.names)


@ALL
def test_parameters_and_columns(table: Table, tmp_path: Path) -> None:
    tree = statement(table.sql)
    bound = {node.name for node in tree.find_all(exp.Placeholder)}
    assert bound == set(table.params if table.binds is None else table.binds)
    case = empty_case(tmp_path)
    provide(case.connection, case.derived, case.evidence_hash, [table.name], values(table))
    rows = case.sql(f"select * from {table.name}")
    assert tuple(rows.columns) == table.columns
    assert rows.is_empty()

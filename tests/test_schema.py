from __future__ import annotations

import duckdb
import pytest

from kit.schema import CAPTURES, EVIDENCE, TableSchema

TABLES = pytest.mark.parametrize(
    "table", [*EVIDENCE.values(), *CAPTURES.values()], ids=lambda table: table.name
)


@TABLES
def test_a_table_is_made_as_it_is_described(table: TableSchema) -> None:
    with duckdb.connect() as connection:
        connection.execute(table.ddl())
        made = connection.table(table.name)
        assert tuple(made.columns) == table.names
        assert [str(kind) for kind in made.types] == [column.type for column in table.columns]


@TABLES
def test_every_column_says_what_it_holds(table: TableSchema) -> None:
    assert table.meaning.endswith(".")
    assert all(len(column.meaning) > 8 for column in table.columns)
    assert len(set(table.names)) == len(table.columns)

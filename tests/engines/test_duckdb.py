from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import kit
from kit.engines.duckdb import Connection
from kit.errors import CaseError, DetectorError
from tests.case_rows import case_of, review


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    rows = [review("a", "p", day, day) for day in range(1, 6)]
    return case_of(rows, tmp_path_factory.mktemp("engine"))


def count(case: kit.Case) -> int:
    return int(case.sql("select count(*) as n from reviews").item())


@pytest.mark.parametrize(
    "query",
    [
        "drop table reviews",
        "delete from reviews",
        "insert into reviews select * from reviews",
        "update reviews set stars = 5",
        "create table mine as select 1",
        "copy reviews to 'out.csv'",
        "attach 'other.duckdb'",
        "install httpfs",
        "set enable_external_access = true",
        "pragma disable_verification",
        "select 1; drop table reviews",
        "select 1; select 2",
        "",
    ],
)
def test_only_a_single_select_runs(case: kit.Case, query: str) -> None:
    with pytest.raises(DetectorError, match=r"Only a single SELECT.*\nHint: "):
        case.sql(query)
    assert count(case) == 5


@pytest.mark.parametrize(
    "query",
    [
        "with gone as (delete from reviews returning *) select * from gone",
        "with made as (insert into reviews select * from reviews returning *) select * from made",
        "select * from read_csv('/etc/hostname')",
        "select * from '/etc/hostname'",
        "select * from read_text('/etc/hostname')",
        "select * from glob('/*')",
        "select * from nowhere",
        "select stars from",
    ],
)
def test_a_refused_query_is_in_its_error(case: kit.Case, query: str) -> None:
    with pytest.raises(DetectorError) as raised:
        case.sql(query)
    assert query in str(raised.value)
    assert count(case) == 5


def test_values_are_bound_and_never_read_as_sql(case: kit.Case) -> None:
    hostile = "p'; drop table reviews; --"
    assert case.sql("select * from reviews where product_id = $id", {"id": hostile}).is_empty()
    assert case.sql("select $id as id", {"id": hostile}).item() == hostile
    assert count(case) == 5


def test_a_query_can_be_explained(case: kit.Case) -> None:
    assert case.sql("explain select * from reviews").height > 0


def test_a_frame_is_a_table_for_one_query_only(case: kit.Case) -> None:
    wanted = pl.DataFrame({"day": [1.0, 2.0]})
    query = "select count(*) as n from reviews where stars in (select day from wanted)"
    assert case.connection.select(query, frames={"wanted": wanted}).item() == 2
    with pytest.raises(DetectorError, match="wanted"):
        case.connection.select("select * from wanted")


def test_python_variables_are_no_tables(case: kit.Case) -> None:
    secret = pl.DataFrame({"word": ["hidden"]})
    with pytest.raises(DetectorError):
        case.sql("select * from secret")
    assert secret.height == 1


def test_limits_come_from_the_environment(case: kit.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIT_THREADS", "1")
    monkeypatch.setenv("KIT_MEMORY", "1GB")
    limited = kit.Case(case.folder)
    asked = (
        "select current_setting('threads') as threads, current_setting('memory_limit') as memory"
    )
    assert limited.sql(asked).row(0) == (1, "953.6 MiB")


def test_two_readers_open_one_case(case: kit.Case) -> None:
    assert count(kit.Case(case.folder)) == count(case) == 5


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "evidence.duckdb").write_text("not a database, but long enough to be read as one")
    with pytest.raises(CaseError, match="cannot be opened"):
        Connection(tmp_path / "evidence.duckdb", tmp_path / "derived")

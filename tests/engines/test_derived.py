from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
import pytest

import kit
from kit.engines.derived import begin, provide
from kit.errors import DetectorError
from kit.tables import TABLES, Table, code_of
from tests.case_rows import case_of, derived, review, steady


@pytest.fixture
def case(tmp_path: Path) -> kit.Case:
    return case_of(steady(products=2, weeks=6), tmp_path)


def kept(case: kit.Case) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in case.derived.glob("*.parquet")}


def test_a_table_is_computed_once(case: kit.Case) -> None:
    first = derived(case, "accounts")
    before = kept(case)
    assert derived(kit.Case(case.folder), "accounts") == first
    assert kept(case) == before
    assert [name.split("-")[0] for name in before] == ["accounts"]


def test_other_parameters_are_another_table(case: kit.Case) -> None:
    weeks = derived(case, "product_windows", {"window_days": 7})
    months = derived(case, "product_windows", {"window_days": 30})
    assert len(months) < len(weeks)
    assert derived(case, "product_windows", {"window_days": 7}) == weeks
    assert sum(name.startswith("product_windows-") for name in kept(case)) == 2


def test_other_evidence_is_another_table(case: kit.Case, tmp_path: Path) -> None:
    derived(case, "accounts")
    other = case_of([review("z", "p", 1)], tmp_path / "other")
    assert [row["account_id"] for row in derived(other, "accounts")] == ["z"]
    assert not set(kept(case)) & set(kept(other))


def test_what_a_table_reads_is_provided_below_it(case: kit.Case) -> None:
    derived(case, "account_deviations")
    names = {name.split("-")[0] for name in kept(case)}
    assert names == {"account_deviations", "accounts", "products"}


def test_an_unknown_table_is_refused(case: kit.Case) -> None:
    with pytest.raises(DetectorError, match=r"There is no table 'nowhere'\.\nAvailable: reviews"):
        provide(case.connection, case.derived, case.evidence_hash, ["nowhere"], {})


def test_a_query_that_fails_leaves_nothing_behind(case: kit.Case) -> None:
    with pytest.raises(DetectorError, match="select nothing from reviews"):
        case.connection.write_table(
            Table("x", "", ("reviews",), (), "select nothing from reviews"),
            {},
            case.derived / "x.parquet",
        )
    assert list(case.derived.glob("x*")) == []


def test_then_makes_a_table_of_the_rows_that_sql_gives(case: kit.Case) -> None:
    """Some of its parameters are for the query, the others for what comes after it."""
    table = Table(
        "long", "", ("reviews",), ("account_id",),
        "select account_id, $low as low from reviews",
        params=("low", "times"),
        binds=("low",),
        then=lambda rows, params: rows.select("account_id", n=pl.col("low") * params["times"]),
    )  # fmt: skip
    case.connection.write_table(table, {"low": 3, "times": 2}, case.derived / "long.parquet")
    assert pl.read_parquet(case.derived / "long.parquet")["n"].to_list() == [6] * 12
    assert list(case.derived.glob("*.partial")) == []


def test_what_keeps_one_core_busy_can_be_begun_and_is_waited_for(case: kit.Case) -> None:
    params = kit.DETECTORS["dense_block"].bind()
    about = (case.connection, case.derived, case.evidence_hash, ["verdicts", "dense_blocks"])
    with ThreadPoolExecutor(1) as pool:
        begin(*about, params, pool)
        begin(*about, params, pool)
        provide(*about, params)
        assert case.sql("select * from dense_blocks").is_empty()
    assert sum(name.startswith("dense_blocks-") for name in kept(case)) == 1
    assert list(case.derived.glob("*.partial")) == []


def test_what_fails_beside_the_queries_fails_where_it_is_needed(case: kit.Case) -> None:
    table = Table(
        "odd", "", ("reviews",), ("no",), "select account_id from reviews",
        then=lambda rows, _: rows.select("no"),
    )  # fmt: skip
    path = case.derived / "odd.parquet"
    with ThreadPoolExecutor(1) as pool:
        case.connection.begin_table(table, {}, path, pool)
        with pytest.raises(pl.exceptions.ColumnNotFoundError):
            case.connection.write_table(table, {}, path)
    assert list(case.derived.glob("odd*")) == []
    # Asked again, it is tried again.
    case.connection.write_table(dataclasses.replace(table, then=None), {}, path)
    assert pl.read_parquet(path).columns == ["account_id"]


def test_what_decides_a_table_is_its_code_and_all_that_it_reads() -> None:
    assert TABLES["accounts"].sql in code_of(["co_reviews"])
    assert TABLES["co_reviews"].code == TABLES["co_reviews"].sql

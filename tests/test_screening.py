from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import kit
from kit.errors import DetectorError, ParameterError
from kit.practice import generate
from kit.screening import FINDINGS, screening
from tests.case_rows import case_of, review, steady

ROWS = steady(products=4, weeks=30) + [review(f"x{n}", "p1", 100 + n % 3) for n in range(30)]
MINE = kit.Detector(
    name="many_stars",
    family="rating",
    flags=("product",),
    about="A product has few stars.\n",
    reads={"reviews": ("product_id", "stars")},
    params={"low": kit.Param(2.5, low=1, high=5, unit="stars")},
    sql="""select product_id as entity_id, avg(stars) as mean, -avg(stars) as score,
      0.5 as p_value, null::bigint as nothing
      from reviews group by product_id having avg(stars) < $low""",
    why="{mean:.1f} stars on average, below {low}; {nothing:,} more",
)


@pytest.fixture
def case(tmp_path: Path) -> kit.Case:
    return case_of(ROWS, tmp_path)


def test_a_screening_is_kept_and_used_again(case: kit.Case) -> None:
    first = kit.screen(case)
    saved = case.folder / "screening" / "findings.parquet"
    written = saved.stat().st_mtime_ns
    assert_frame_equal(screening(case), first)
    kit.rank(case)
    kit.suspects(case)
    assert saved.stat().st_mtime_ns == written
    assert '"screening"' in (case.folder / "journal.jsonl").read_text()


def test_a_slider_keeps_nothing(case: kit.Case) -> None:
    kit.screen(case, params={"review_burst": {"window_days": 14}}, save=False)
    assert not (case.folder / "screening" / "findings.parquet").exists()


def test_other_code_is_screened_again(case: kit.Case) -> None:
    burst = kit.DETECTORS["review_burst"]
    older = dataclasses.replace(burst, sql=burst.sql.replace("0.1", "0.05"))
    others = [detector for detector in kit.DETECTORS.values() if detector is not burst]
    kit.screen(case, [older, *others])
    saved = case.folder / "screening" / "findings.parquet"
    written = saved.stat().st_mtime_ns
    screening(case)
    assert saved.stat().st_mtime_ns != written


def test_columns_and_q_values(case: kit.Case) -> None:
    findings = kit.screen(case, save=False)
    assert dict(findings.schema) == FINDINGS
    tested = findings.filter(pl.col("p_value").is_not_null())
    assert tested.height > 0
    assert (tested["q_value"] >= tested["p_value"]).all()
    assert findings.filter(pl.col("p_value").is_null())["q_value"].null_count() == (
        findings["p_value"].null_count()
    )


def test_one_more_detector_is_added(case: kit.Case) -> None:
    both = kit.screen(case, [*kit.DETECTORS.values(), MINE], {"many_stars": {"low": 5}})
    mine = both.filter(pl.col("detector") == "many_stars")
    assert mine.height == 4
    assert mine["why"].str.contains("stars on average, below 5.0; unknown more").all()
    assert json.loads(mine["evidence"][0]).keys() == {"mean", "nothing"}
    assert set(both["detector"]) >= {"many_stars", "thin_account_burst"}
    assert_frame_equal(screening(case), both)


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"nobody": {}}, "No detector is called nobody.\nAvailable: co_review_pair"),
        ({"review_burst": {"weeks": 1}}, "review_burst has no parameter weeks"),
        ({"review_burst": {"window_days": 99}}, "window_days = 99 is out of range"),
    ],
)
def test_parameters_are_checked_before_anything_runs(
    case: kit.Case, params: dict[str, dict[str, object]], message: str
) -> None:
    with pytest.raises(ParameterError) as raised:
        kit.screen(case, params=params)
    assert str(raised.value).startswith(message)
    assert not (case.folder / "screening" / "findings.parquet").exists()


def test_a_query_that_fails_is_in_the_error(case: kit.Case) -> None:
    broken = dataclasses.replace(MINE, sql="select nowhere from reviews", params={})
    with pytest.raises(DetectorError, match="select nowhere from reviews"):
        kit.screen(case, [broken])


def test_progress_counts_to_the_end(case: kit.Case) -> None:
    seen: list[tuple[str, int, int]] = []
    kit.screen(case, save=False, progress=lambda *step: seen.append(step))
    total = len(kit.DETECTORS)
    assert [name for name, _, _ in seen] == [*kit.DETECTORS, "done"]
    assert [done for _, done, _ in seen] == list(range(total + 1))


def test_neither_threads_nor_row_order_change_the_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = generate(5, 5_000, text=False).reviews
    frames = []
    for threads, name in (("1", "one"), ("2", "two")):
        monkeypatch.setenv("KIT_THREADS", threads)
        shuffled = rows.sample(fraction=1, shuffle=True, seed=int(threads))
        frames.append(kit.screen(kit.open_case(shuffled, folder=tmp_path / name)))
    shown = [name for name in FINDINGS if name != "evidence"]
    assert_frame_equal(frames[0].select(shown), frames[1].select(shown))

"""A labelled market is ranked without its labels, and scored with them."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

import kit
from kit.errors import SourceError
from kit.practice.scoring import labelled
from kit.practice.scoring.labelled import WITHOUT_TOP, filtered, score_labelled
from tests.ranking.market import ordinary, ring

ROWS = [{"review_id": f"r{n:05}", **row} for n, row in enumerate(ordinary() + ring())]
FRAME = pl.DataFrame(ROWS).with_columns(label=pl.col("account_id").str.starts_with("ring"))


@pytest.fixture(scope="module")
def measures() -> pl.DataFrame:
    return score_labelled(FRAME, draws=50)


def test_the_labelled_ring_leads(measures: pl.DataFrame) -> None:
    for kind, labelled_ones in (("review", 32), ("account", 4)):
        found = measures.filter(entity_kind=kind)
        assert found["labelled"].unique().to_list() == [labelled_ones]
        values = dict(found.select("metric", "value").iter_rows())
        assert values["auc"] > 0.99
        assert values["p_at_100"] == labelled_ones / 100
        assert (found["low"] <= found["high"]).drop_nulls().all()


def test_the_screening_never_sees_the_label(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[kit.Case] = []

    def looked(case: kit.Case, *rest: Any, **more: Any) -> pl.DataFrame:
        seen.append(case)
        columns = case.sql("select * from reviews limit 1").columns
        mapping = case.imports["mapping"].to_list()
        assert "label" not in " ".join([*columns, *map(str, mapping)])
        return kit.screen(case, *rest, **more)

    monkeypatch.setattr(labelled, "screen", looked)
    other = score_labelled(FRAME.with_columns(~pl.col("label")), draws=5)
    assert seen
    assert other.filter(entity_kind="review", metric="auc")["value"][0] < 0.01


def test_the_product_that_fills_the_top_is_left_out() -> None:
    """Thirty one-review accounts on one product lead; without it nobody labelled is left."""
    crowd = [
        {**ROWS[0], "review_id": f"c{n}", "account_id": f"crowd{n}", "product_id": "crowded"}
        for n in range(150)
    ]
    frame = pl.DataFrame([*ROWS, *crowd])
    frame = frame.with_columns(label=pl.col("product_id") == "crowded")
    found = score_labelled(frame, draws=5).filter(entity_kind="review")
    values = dict(found.select("metric", "value").iter_rows())
    assert values["p_at_100"] > 0.5
    assert values[WITHOUT_TOP] == 0


@pytest.mark.parametrize(
    "values", [[True, False], [1, 0], [-1, 1], ["Y", "N"], ["-1", "1"], [True, None]]
)
def test_labels_of_the_usual_kinds(values: list[Any]) -> None:
    assert filtered(pl.Series("label", values)).to_list() == [True, False]


def test_other_labels_are_refused() -> None:
    with pytest.raises(SourceError, match="holds no labels"):
        filtered(pl.Series("label", [0.1, 0.2, 0.3]))


def test_a_file_without_labels_is_refused() -> None:
    with pytest.raises(SourceError, match="no column label") as raised:
        score_labelled(FRAME.drop("label"))
    assert "account_id" in str(raised.value)

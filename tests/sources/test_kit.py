"""The kit's own columns come back as they went out, from every kind of file."""

import json
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.case import open_case
from kit.schema import REVIEWS

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
RECORDS = st.lists(st.tuples(st.sampled_from([1.0, 2.5, 5.0]), TEXT, TEXT), min_size=1, max_size=12)


def frame(records: list[tuple[float, str, str]]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "review_id": f"R{number}",
                "account_id": f"A{number % 3}",
                "product_id": "P",
                "stars": stars,
                "posted_at": "2020-01-01 10:00:00",
                "title": title,
                "text": text,
            }
            for number, (stars, title, text) in enumerate(records)
        ]
    )


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl", "parquet"])
@given(records=RECORDS)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_written_comes_back(
    tmp_path_factory: pytest.TempPathFactory, kind: str, records: list[tuple[float, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("case")
    path = folder / f"reviews.{kind}"
    table = frame(records)
    if kind == "csv":
        table.write_csv(path, quote_style="non_numeric")
    elif kind == "tsv":
        table.write_csv(path, separator="\t", quote_style="necessary")
    elif kind == "jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in table.iter_rows(named=True)))
    else:
        table.write_parquet(path)
    case = open_case(path, folder=folder / "case")
    loaded = case.sql("select review_id, stars, title, text from reviews")
    written = sorted(table.select("review_id", "stars", "title", "text").rows())
    assert sorted(loaded.rows()) == written
    case.close()


def test_a_case_written_to_a_file_is_the_same_case(tmp_path: Path) -> None:
    rows = frame([(5.0, "t", "x"), (1.0, "t", "y")])
    first = open_case(rows.drop("review_id"), folder=tmp_path / "one")
    reviews = first.sql("select * from reviews")
    assert reviews.columns == list(REVIEWS.names)
    assert reviews["posted_at"].to_list() == [datetime(2020, 1, 1, 10)] * 2
    second = open_case(reviews, folder=tmp_path / "two").sql("select * from reviews")
    assert second.sort("review_id").equals(reviews.sort("review_id"))

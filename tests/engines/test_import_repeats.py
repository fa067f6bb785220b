"""Every row is accounted for, whatever is repeated, broken or appended."""

from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.case import open_case

HEADER = b"review_id,account_id,product_id,stars,posted_at,text\n"
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["R1", "R2", ""]),
        st.sampled_from(["a", "b"]),
        st.sampled_from(["p", "q"]),
        st.sampled_from(["1", "5", "9", ""]),
        st.sampled_from(["2020-01-01", "1970-01-01"]),
        st.sampled_from(["x", "y"]),
    ),
    min_size=1,
    max_size=20,
)


def expected(rows: list[tuple[str, ...]]) -> tuple[int, int, int]:
    """Return loaded, duplicates and rejects by the rules, said the long way."""
    counts: Counter[str] = Counter()
    first: dict[str, tuple[str, ...]] = {}
    seen = set()
    for row in rows:
        if row[3] == "9" or row[4] < "1995":
            counts["rejects"] += 1
        elif row[0]:
            kept = first.setdefault(row[0], row)
            new = row[0] not in seen
            seen.add(row[0])
            counts["loaded" if new else "duplicates" if kept == row else "rejects"] += 1
        else:
            counts["duplicates" if row in seen else "loaded"] += 1
            seen.add(row)
    return counts["loaded"], counts["duplicates"], counts["rejects"]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@given(rows=ROWS)
@settings(max_examples=20, deadline=None)
def test_the_account_is_what_the_rules_say(
    tmp_path_factory: pytest.TempPathFactory, kind: str, rows: list[tuple[str, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("case")
    path = folder / f"reviews.{kind}"
    frame = pl.DataFrame(rows, schema=HEADER.decode().strip().split(","), orient="row")
    frame.write_csv(path) if kind == "csv" else frame.write_parquet(path)
    case = open_case(path, folder=folder / "case")
    found = case.imports.select("loaded", "duplicates", "rejects").row(0)
    assert found == expected(rows)
    ids = case.sql("select review_id from reviews")["review_id"]
    assert ids.n_unique() == len(ids) == found[0]
    assert case.rejects.height == found[2]
    case.close()


@given(tail=st.binary(max_size=80))
@settings(max_examples=30, deadline=None)
def test_the_account_holds_with_any_bytes_at_the_end(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes
) -> None:
    folder = tmp_path_factory.mktemp("case")
    path = folder / "reviews.csv"
    good = b"".join(b"R%d,a,p,5,2020-01-01,fine\n" % number for number in range(50))
    path.write_bytes(HEADER + good + tail)
    case = open_case(path, folder=folder / "case")
    line = case.imports.row(0, named=True)
    assert line["rows_in"] == line["loaded"] + line["duplicates"] + line["rejects"]
    assert case.rejects.height == line["rejects"]
    kept = case.sql("select count(*) n from reviews where text = 'fine'")["n"][0]
    assert kept == 50
    case.close()


def test_the_order_of_rows_does_not_matter_to_ids(tmp_path: Path) -> None:
    row = {"account_id": "a", "product_id": "p", "stars": 5, "posted_at": "2020-01-01"}
    frame = pl.DataFrame([{**row, "text": text} for text in "cab"])
    query = "select review_id, text from reviews order by all"
    one = open_case(frame, folder=tmp_path / "one").sql(query)
    two = open_case(frame.reverse(), folder=tmp_path / "two").sql(query)
    assert one.equals(two)
    assert one["text"].to_list() == ["a", "b", "c"]

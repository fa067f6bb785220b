"""AWS Customer Reviews: bare quotes in the original, quoting after a spreadsheet."""

from datetime import datetime
from pathlib import Path

import polars as pl

from kit.case import open_case
from tests.sources.imported import rows

HEADER = (
    "marketplace\tcustomer_id\treview_id\tproduct_id\tproduct_parent\tproduct_title\t"
    "product_category\tstar_rating\thelpful_votes\ttotal_votes\tvine\tverified_purchase\t"
    "review_headline\treview_body\treview_date\n"
)
COLUMNS = "review_id, account_id, parent_product_id, stars, title, text, posted_at, vine, verified"


def line(review: str, headline: str, body: str, day: str) -> str:
    known = f"us\t1{review}\t{review}\tB1\t77\tA title\tMusic\t5\t0\t2\tn\tY"
    return f"{known}\t{headline}\t{body}\t{day}\n"


def test_the_original_has_quotes_that_quote_nothing(tmp_path: Path) -> None:
    content = HEADER + line("R1", '"Great"', '5" screen, <br />"ok', "2015-08-31")
    body = '5" screen, <br />"ok'
    day = datetime(2015, 8, 31)
    assert rows(tmp_path, "a.tsv", content, COLUMNS) == [
        ("R1", "1R1", "77", 5.0, '"Great"', body, day, False, True)
    ]


def test_a_spreadsheet_quotes_and_writes_american_dates(tmp_path: Path) -> None:
    content = HEADER + line("R1", "fine", '"It is 5"" wide, they say"', "8/31/2015")
    day = datetime(2015, 8, 31)
    assert rows(tmp_path, "a.tsv", content, "text, posted_at") == [('It is 5" wide, they say', day)]


def test_parquet(tmp_path: Path) -> None:
    values = line("R1", "h", "b", "2015-08-31").rstrip("\n").split("\t")
    frame = pl.DataFrame([dict(zip(HEADER.strip().split("\t"), values, strict=True))])
    typed = frame.with_columns(
        pl.col("star_rating").cast(pl.Int32), pl.col("review_date").str.to_date()
    )
    typed.write_parquet(tmp_path / "part-0000")
    case = open_case(tmp_path / "part-0000", folder=tmp_path / "case")
    found = case.sql("select stars, posted_at, posted_precision, verified from reviews").rows()
    assert found == [(5.0, datetime(2015, 8, 31), "day", True)]
    assert case.sources == ("aws:US",)

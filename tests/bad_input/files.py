"""Small files that an import should take or refuse."""

from pathlib import Path

from kit.case import Case, open_case

HEADER = "review_id,account_id,product_id,stars,posted_at,text\n"
GOOD = "R1,A1,P1,5,2020-01-02,fine\n"


def opened(folder: Path, content: str | bytes, name: str = "reviews.csv") -> Case:
    """Write a file beside a case and import it."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_case(path, folder=folder / "case")


def account(case: Case) -> tuple[int, int, int, int]:
    """Return rows in, loaded, duplicates, rejects of the first import."""
    row = case.imports.row(0, named=True)
    return row["rows_in"], row["loaded"], row["duplicates"], row["rejects"]


def reasons(case: Case) -> list[tuple[int, str]]:
    """Return line and reason of every reject."""
    return [(row["line"], row["reason"]) for row in case.rejects.iter_rows(named=True)]

"""No column of text leaves a case before somebody said what it holds."""

from __future__ import annotations

import polars as pl
import pytest

from kit.errors import CaseError
from kit.exhibit.case_edition import CaseEdition
from kit.exhibit.column_kinds import KNOWN, TOLD, check, figures, is_text
from kit.exhibit.person_names import person_names
from tests.exhibit.conftest import Bundled

EDITION = CaseEdition(bytes(32), False, person_names(["Ann Lee"]))


@pytest.mark.parametrize(
    "column",
    [
        pl.Series("helper_id", ["ann"]),
        pl.Series("helpers", [["ann"]]),
        pl.Series("helpers", [[{"who": "ann", "n": 1}]]),
        pl.Series("helper", ["ann"], dtype=pl.Categorical),
        pl.Series("helper", [b"ann"]),
    ],
    ids=lambda column: str(column.dtype),
)
@pytest.mark.parametrize("sealed", [True, False])
def test_a_new_column_of_text_is_refused(column: pl.Series, sealed: bool) -> None:
    edition = CaseEdition(bytes(32), sealed, person_names([]))
    with pytest.raises(CaseError, match="Nobody said") as raised:
        edition.tables({"helpers": column.to_frame()})
    assert repr(column.name) in str(raised.value)
    assert "'helpers'" in str(raised.value)


def test_a_new_column_of_figures_is_not() -> None:
    frame = pl.DataFrame({"n": [1], "share": [0.5], "day": ["2024-01-02"], "ok": [True]})
    frame = frame.with_columns(pl.col("day").str.to_date(), lots=pl.Series([[1.0]]))
    check("new", frame)
    assert figures("new", frame) == frame.columns
    assert not any(is_text(kind) for kind in frame.dtypes)


def test_a_new_table_with_known_columns_is_redacted() -> None:
    frame = pl.DataFrame(
        {
            "account_id": ["ann"],
            "seller": ["bob"],
            "accounts": [["ann", "cat"]],
            "members": [[{"kind": "account", "id": "ann"}]],
            "text": ["Ann Lee, ann@example.com"],
            "unread": ["cat"],
            "evidence": ['{"account_a":"ann","n":3}'],
            "reviews": [3],
        }
    )
    shown, masked = EDITION.tables({"new": frame})
    assert not {"ann", "bob", "cat"} & set(shown["new"].write_json().replace('"', " ").split())
    assert shown["new"].columns == frame.columns
    assert shown["new"]["text"].item() == "[name], [e-mail]"
    assert shown["new"]["accounts"].item()[0] == shown["new"]["account_id"].item()
    assert dict(masked["what", "masked"].iter_rows()) == {"e-mail": 1, "name": 1, "value": 1}


def test_no_column_is_of_two_kinds(sealed: Bundled) -> None:
    assert not TOLD & (KNOWN - TOLD)
    for path in (sealed.data / "tables").glob("*.parquet"):
        check(path.stem, pl.read_parquet(path))

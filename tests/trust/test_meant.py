from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import kit
from kit.errors import ParameterError
from kit.trust.meant import meant
from tests.case_rows import case_of, review
from tests.ranking.market import ordinary, ring

ROWS = [*ordinary(), *ring()]


def test_accounts_pairs_and_groups_mean_all_their_accounts_wrote(tmp_path: Path) -> None:
    case = case_of(ROWS, tmp_path)
    findings = kit.screen(case, save=False)
    of_two = case.sql(
        "select review_id from reviews where account_id in ('ring0', 'ring1') order by 1"
    )["review_id"]
    accounts = pl.DataFrame({"entity_kind": "account", "entity_id": ["ring0", "ring1"]})
    assert meant(case, accounts, findings, 0.05).equals(of_two)
    pair = pl.DataFrame(
        {
            "entity_kind": ["pair"],
            "entity_id": ["x"],
            "members": [[{"kind": "account", "id": name} for name in ("ring0", "ring1")]],
        }
    )
    assert meant(case, pair, findings, 0.05).equals(of_two)


def test_a_product_means_the_reviews_in_its_windows_of_the_kind_that_is_meant(
    tmp_path: Path,
) -> None:
    burst = [review(f"new{n}", "p1", 400 + n % 3, 1, "b1", "C") for n in range(30)]
    kind = [review(f"kind{n}", "p1", 401, 5, "b1", "C") for n in range(3)]
    case = case_of([*ordinary(), *burst, *kind], tmp_path)
    findings = kit.screen(case, save=False)
    product = kit.suspects(case, "product", findings=findings)
    assert product["entity_id"].to_list() == ["p1"]
    found = meant(case, product, findings, 0.05)
    rows = case.sql("select * from reviews").filter(pl.col("review_id").is_in(found.implode()))
    assert set(rows["product_id"]) == {"p1"}
    assert rows.filter(pl.col("account_id").str.starts_with("new")).height == 30


@pytest.mark.parametrize(
    ("suspects", "says"),
    [
        (pl.DataFrame({"account": ["x"]}), "no column entity_id, entity_kind"),
        (pl.DataFrame({"entity_kind": ["link"], "entity_id": ["x"]}), "kind 'link'"),
    ],
)
def test_says_what_is_no_suspect(tmp_path: Path, suspects: pl.DataFrame, says: str) -> None:
    case = case_of(ordinary(4, 4, 2), tmp_path)
    with pytest.raises(ParameterError, match=says):
        meant(case, suspects, kit.screen(case, [], save=False), 0.05)


def test_nobody_means_nothing(tmp_path: Path) -> None:
    case = case_of(ordinary(4, 4, 2), tmp_path)
    nobody = pl.DataFrame(schema={"entity_kind": pl.String, "entity_id": pl.String})
    assert meant(case, nobody, kit.screen(case, [], save=False), 0.05).is_empty()

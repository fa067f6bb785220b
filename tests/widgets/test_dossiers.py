from __future__ import annotations

import pytest

import kit
from kit.views import reviewer_features


def test_a_product_shows_its_reviews_within_the_period(sample: kit.Case) -> None:
    product = kit.BurstBoard(sample).selection["product_id"][0]
    board = kit.ProductBoard(sample, product)
    whole = board.selection.height
    board.period = ("2021-05-01", "2021-06-01")
    assert 0 < board.selection.height < whole
    assert board.table.frame.height == board.selection.height
    assert str(whole) in str(board.head.blocks[1]["items"])


def test_a_review_opens_its_account_and_another_product_closes_it(sample: kit.Case) -> None:
    first, second = kit.SkewBoard(sample).selection["entity_id"].head(2)
    board = kit.ProductBoard(sample, first)
    board.table.selected = "0"
    assert board.account == board.selection["account_id"][0]
    assert board.dossier is not None
    assert board.dossier.account == board.account
    board.product = second
    assert board.account is None
    assert len(board.children) == len(kit.ProductBoard(sample, second).children)


def test_an_account_without_evidence_says_so(sample: kit.Case) -> None:
    # Detectors that only rank keep their ten thousand strongest: the last has nothing.
    ranked = set(kit.screen(sample, save=False)["entity_id"])
    accounts = sample.sql("select distinct account_id from reviews order by 1")["account_id"]
    quiet = next(name for name in accounts.drop_nulls() if name not in ranked)
    board = kit.AccountBoard(sample, quiet)
    assert "nothing unusual" in board.head.blocks[0]["text"]
    assert board.selection.height > 0


def test_no_subject_says_what_to_do(sample: kit.Case) -> None:
    board = kit.AccountBoard(sample)
    assert board.selection.is_empty()
    assert "board.account" in board.children[0].blocks[1]["text"]
    board.chooser.values = {"account": "nobody"}
    assert "No review" in board.proof.blocks[0]["text"]
    assert board.account is None


@pytest.mark.parametrize("kind", ["product", "account"])
def test_typing_a_name_opens_it(sample: kit.Case, kind: str) -> None:
    board = kit.ProductBoard(sample) if kind == "product" else kit.AccountBoard(sample)
    name = sample.sql(f"select min({kind}_id) as name from reviews")["name"][0]
    board.chooser.values = {kind: name}
    assert getattr(board, kind) == name
    assert board.selection.height > 0


def test_an_account_shows_its_published_features(sample: kit.Case) -> None:
    account = sample.sql("select min(account_id) as name from reviews")["name"][0]
    board = kit.AccountBoard(sample, account)
    (block,) = board.features.blocks
    seen = reviewer_features(sample, account).drop_nulls("value")
    assert block["kind"] == "folded"
    assert [row[0] for row in block["rows"]] == seen["feature"].to_list()
    assert all(len(row) == len(block["columns"]) for row in block["rows"])
    assert "prove nothing" in block["note"]

from __future__ import annotations

import kit


def test_lists_products_and_opens_a_dossier(sample: kit.Case) -> None:
    board = kit.SkewBoard(sample)
    first = board.selection["entity_id"][0]
    board.table.selected = "0"
    assert board.product == first
    assert board.dossier is not None
    assert "rating_skew" in board.dossier.evidence["detector"].to_list()


def test_a_period_keeps_products_reviewed_in_it(sample: kit.Case) -> None:
    board = kit.SkewBoard(sample)
    board.period = ("2021-01-01", "2021-01-03")
    reviewed = sample.sql(
        "select distinct product_id from reviews where posted_at < timestamp '2021-01-03'"
    )["product_id"]
    assert set(board.selection["entity_id"]) == set(board.found["entity_id"]) & set(reviewed)


def test_a_slider_changes_the_list(sample: kit.Case) -> None:
    board = kit.SkewBoard(sample)
    before = set(board.selection["entity_id"])
    board.params = {"min_reviews": 100}
    assert set(board.selection["entity_id"]) < before
    assert "go (" in board.changes.blocks[0]["text"]

from __future__ import annotations

import pytest

import kit
from kit.errors import NotFoundError, ParameterError


@pytest.fixture
def board(sample: kit.Case) -> kit.TrustBoard:
    return kit.TrustBoard(sample)


def test_opens_with_the_product_that_moves_most(board: kit.TrustBoard) -> None:
    assert board.product == board.selection["product_id"][0]
    assert str(board) == board.table.text()
    assert "Product" in repr(board)
    assert board.rating["product_id"].to_list() == [board.product]
    assert board.stars.title.startswith(board.product)


def test_a_row_chosen_shows_the_products_stars_and_reviews(board: kit.TrustBoard) -> None:
    board.table.selected = "4"
    assert board.product == board.selection["product_id"][4]
    shown = kit.trust.order(board.case, board.product)
    assert board.orders.placed["review_id"].to_list() == shown["review_id"].to_list()


def test_a_slider_and_a_cell_do_the_same(board: kit.TrustBoard) -> None:
    before = board.rating["trusted_mean"][0]
    board.sliders.values = {**board.sliders.values, "trust": 0.0, "helpful": 0.0}
    assert board.weights["trust"] == 0.0
    by_hand = board.rating["trusted_mean"][0]
    assert abs(by_hand - before) > 0.01
    board.weights = {"trust": 1.0, "helpful": 0.05}
    assert board.sliders.values["trust"] == 1.0
    assert board.rating["trusted_mean"][0] == before
    board.weights = {"trust": 0.0, "helpful": 0.0}
    assert board.rating["trusted_mean"][0] == by_hand


def test_the_table_follows_the_weights(board: kit.TrustBoard) -> None:
    board.weights = {"trust": 0.0, "helpful": 0.0, "half_life_days": 3_650.0}
    plain = board.selection["difference"].abs().max()
    board.weights = {"trust": 1.0}
    assert board.selection["difference"].abs().max() > plain


def test_weights_of_the_order_move_reviews_and_not_stars(board: kit.TrustBoard) -> None:
    rated, placed = board.rating, board.orders.placed["review_id"].to_list()
    board.placing.values = {**board.placing.values, "recency": 5.0, "half_life": 30.0}
    assert board.order["recency"] == 5.0
    assert board.orders.placed["review_id"].to_list() != placed
    assert board.rating.equals(rated)
    board.placing.values = {**board.placing.values, "recency": 1.0, "half_life": 365.0}
    assert board.orders.placed["review_id"].to_list() == placed


def test_the_button_sets_the_weights_back(board: kit.TrustBoard) -> None:
    first = board.order
    board.order = {"diversity": 0.9}
    board.placing._on_message(None, {"pressed": "first", "values": board.placing.values}, None)
    assert board.order == first == board.placing.values


def test_a_question_brings_its_answers_first(board: kit.TrustBoard) -> None:
    board.question.values = {"query": "works"}
    assert board.query == "works"
    assert board.orders.placed["relevance"].null_count() == 0
    board.query = ""
    assert board.question.values == {"query": ""}
    assert board.orders.placed["relevance"].count() == 0


def test_a_review_chosen_on_one_side_is_chosen_on_the_other(board: kit.TrustBoard) -> None:
    board.orders.before.selected = "0"
    shown_first = board.orders.placed.sort("before")["review_id"][0]
    assert board.orders.review == board.orders.table.chosen == shown_first


def test_unknown_products_and_weights_are_refused(board: kit.TrustBoard) -> None:
    with pytest.raises(NotFoundError, match="There is no product"):
        board.product = "nothing"
    with pytest.raises(ParameterError, match="no weight 'luck'"):
        board.order = {"luck": 1.0}
    with pytest.raises(ParameterError, match="out of range"):
        board.weights = {"prior": 99.0}


def test_no_product_is_chosen(board: kit.TrustBoard) -> None:
    board.product = None
    assert board.orders.placed.is_empty()
    assert "Nothing to show" in board.stars.title

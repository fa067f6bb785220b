from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

from kit.market.conduct import at_most, conduct
from kit.market.customs import CAPS, OFFERS, THEIRS, Customs
from tests.market.people import CLIENTS, REUSED, market

NOTHING = dict.fromkeys(OFFERS)
PROMISES = {"stars_promised": 5, "products": [CLIENTS[0]]}


@pytest.fixture(scope="module")
def customs(tmp_path_factory: pytest.TempPathFactory) -> Customs:
    case = market(tmp_path_factory.mktemp("conduct"), REUSED)
    return Customs.of(case, pl.Series(["x1"]))


def said(customs: Customs, *offers: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Return what is said of an account of the seller and of another, by account."""
    pairs = pl.DataFrame({"person": [0, 0], "account_id": ["x1", "a1"]})
    rows = pl.DataFrame([{**NOTHING, "person": 0, **one} for one in offers], schema=OFFERS)
    told = conduct(customs, pairs, rows).to_dicts()
    return {row["account_id"]: {name: row[f"{name}_nats"] for name in THEIRS} for row in told}


def test_where_nothing_is_promised_only_the_case_itself_speaks(customs: Customs) -> None:
    told = said(customs, {})
    assert told["x1"]["unusual"] > 4
    assert told["a1"]["unusual"] == pytest.approx(np.log(0.5), abs=0.01)
    assert all(told["x1"][name] == 0 for name in THEIRS if name != "unusual")


def test_what_was_promised_and_done_speaks_for_the_account(customs: Customs) -> None:
    told = said(customs, PROMISES)
    assert told["x1"]["stars"] == CAPS["stars"]
    assert told["x1"]["products"] > 3 > told["a1"]["products"]


def test_of_a_name_on_two_sites_each_is_as_likely(customs: Customs) -> None:
    one, both = said(customs, PROMISES)["x1"], said(customs, PROMISES, {})["x1"]
    for name in ("stars", "products"):
        assert both[name] == pytest.approx(np.log((np.exp(one[name]) + 1) / 2))


def test_nothing_is_worth_more_than_is_said_before(customs: Customs) -> None:
    rows = pl.DataFrame([{**NOTHING, "person": 0, **PROMISES}], schema=OFFERS)
    [most] = at_most(customs, rows).to_dicts()
    told = said(customs, PROMISES)
    assert sum(told["x1"].values()) <= most["unusual"]
    assert sum(told["a1"].values()) <= most["usual"]

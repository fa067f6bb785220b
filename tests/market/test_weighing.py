from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from kit.market.candidates import Index, prior_nats
from kit.market.customs import OFFERS, Customs
from kit.market.handles import handles
from kit.market.sellers import named_accounts
from kit.market.weighing import weigh
from kit.ranking import suspects
from tests.market.people import CLIENTS, REUSED, market

NAMES = ("velvet_otter", "Anna", "Gina", "Hugo B.", "maria", "emil9", "nobody_here")
PROMISES = ((5, True, [*CLIENTS]), (None, None, None), (4, False, []), (5, None, ["p1", "p2"]))
"""Stars, verified, products: what gigs may promise."""


@pytest.mark.parametrize("promise", PROMISES)
def test_names_are_dropped_only_where_nothing_can_make_even_odds(
    tmp_path: Path, promise: tuple[object, ...]
) -> None:
    """With a prior at which some of the common names just make it, and others just do not."""
    case = market(tmp_path, REUSED)
    accounts, unusual = named_accounts(case), suspects(case, of="account")["entity_id"]
    customs = Customs.of(case, unusual)
    index = Index.of(accounts, ~accounts["account_id"].is_in(unusual.to_list()))
    person = pl.int_range(pl.len(), dtype=pl.Int64)
    asked = handles(pl.Series(NAMES)).select(
        set=pl.lit(-1), person=person, key="key", base="base", taken_from=pl.lit(None, pl.Int64)
    )
    offers = pl.DataFrame(
        [(n, *promise, None, None) for n in range(len(NAMES))], schema=OFFERS, orient="row"
    )
    counts = set()
    for prior in (prior_nats(accounts.height), -4.0, -2.0, 0.0):
        whole, short = (
            weigh(customs, index, asked, offers, accounts["account_id"], prior, pruned)
            for pruned in (False, True)
        )
        assert_frame_equal(whole, short)
        counts.add(whole.height)
    assert len(counts) > 1

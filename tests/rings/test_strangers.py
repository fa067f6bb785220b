from __future__ import annotations

import numpy as np
import pytest

from kit.rings import strangers
from kit.rings.chance import expected_of
from kit.rings.conduct import Conduct
from kit.rings.growth import Ring, grow, judge
from kit.rings.market import Market
from kit.rings.strangers import Strangers
from kit.rings.windows import Windows
from kit.statistics import poisson_sf
from tests.rings.market import crowd, market, pool

LIMITS = 10.0 ** np.arange(-9, 0.5, 0.5)


def found(seed: int) -> tuple[Market, Ring]:
    ours = market([*crowd(seed), *pool(3000, 12, [3, 40, 77, 90, 120], 0.7, seed=3)])
    windows = Windows(np.array([7, 81]), np.array([200, 220]), np.array([220, 240]))
    return ours, judge(ours, *grow(ours, windows, np.arange(3000, 3006)))


def test_strangers_are_expected_in_no_smaller_number_than_they_show() -> None:
    """Accounts of 20 markets that act for themselves, at the limit at which one or two are seen."""
    shown = expected = 0.0
    for seed in range(20):
        ours, ring = found(seed)
        alone = Strangers.of(ours, [ring])
        shown += float((ring.p[ring.accounts < 3000] <= 0.02).sum())
        expected += alone.at_or_below(np.array([0.02]))[0] * alone.accounts
    assert expected > 1
    assert shown <= expected + 3 * np.sqrt(expected)


def test_fewer_are_expected_than_if_each_could_have_any_p_value() -> None:
    ours, ring = found(3)
    share = Strangers.of(ours, [ring]).at_or_below(LIMITS)
    assert (share <= LIMITS).all()
    assert (np.diff(share) >= 0).all()
    assert share[np.isclose(LIMITS, 1e-5)] < 0.5e-5


def test_one_account_that_could_be_seen_adds_the_chance_of_its_hits() -> None:
    ours, ring = found(3)
    account = np.array([0])
    free = ring.free[None, :]
    mean = expected_of(
        ours, Conduct.of(ours, account), ring.begin, free, (0 * free, 0 * ring.free), ring.days
    )
    two, three = poisson_sf(np.array([2.0, 3.0]), np.repeat(mean, 2))
    step = Strangers(np.array([three, two]), np.array([0, three, two]), accounts=1, rings=1)
    got = step.at_or_below(np.array([three / 2, three, (two + three) / 2, two]))
    assert got == pytest.approx([three / 2, three, three, two])


def test_no_ring_and_two_rings() -> None:
    ours, ring = found(3)
    assert Strangers.of(ours, []).at_or_below(LIMITS) == pytest.approx(0 * LIMITS)
    one, two = (Strangers.of(ours, [ring] * n).at_or_below(LIMITS) for n in (1, 2))
    assert two == pytest.approx(2 * one)


def test_a_draw_of_accounts_tells_what_all_of_them_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, ring = found(3)
    whole = Strangers.of(ours, [ring]).at_or_below(LIMITS)
    monkeypatch.setattr(strangers, "SAMPLE", 1_000)
    drawn = Strangers.of(ours, [ring]).at_or_below(LIMITS)
    told = whole > 1e-7
    assert drawn[told] == pytest.approx(whole[told], rel=0.35)

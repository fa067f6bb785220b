from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kit.market.handles import LEAST_BASE, LONGEST, NameModel, handles

NAMES = pl.Series(["anna", "anna", "anna", "bert", "carla", "annabel", "bertha"] * 20)


def test_case_signs_digits_and_scripts_are_nothing_to_a_base() -> None:
    told = handles(pl.Series(["J0hn_Smith88", "Ann-Marie.1987", "mаriа", "Zoë Ågren", "12"]))
    assert told["key"].to_list() == ["j0hnsmith88", "annmarie1987", "maria", "zoeagren", "12"]
    assert told["base"].to_list() == ["johnsmith", "annmarie", "maria", "zoeagren", None]


def test_a_name_of_nothing_has_no_key() -> None:
    assert handles(pl.Series(["🙂🙂", "   ", None, ""]))["key"].to_list() == [None] * 4


@given(st.lists(st.text(max_size=400), min_size=1, max_size=5))
def test_any_name_is_read(names: list[str]) -> None:
    told = handles(pl.Series(names, dtype=pl.String))
    assert told.height == len(names)
    for key, base in told.iter_rows():
        assert key is None or (key.isascii() and 0 < len(key) <= LONGEST)
        assert base is None or len(base) >= LEAST_BASE


def test_a_name_is_as_rare_as_the_market_has_it() -> None:
    """Sixty of the 140 accounts are called anna; without one of them, 59."""
    model = NameModel.of(NAMES)
    anna = pl.Series(["anna"])
    assert np.isclose(model.surprisal(anna)[0], -np.log(60 / 140), atol=0.02)
    assert np.isclose(model.surprisal(anna, without=1)[0], -np.log(59 / 140), atol=0.02)


def test_a_name_that_nobody_has_is_judged_by_its_letters() -> None:
    others = pl.Series([f"{a}{b}{c}" for a in "bcdf" for b in "aeiou" for c in ("rn", "sk", "lt")])
    model = NameModel.of(pl.concat([NAMES, others]))
    likely, unlikely = model.surprisal(pl.Series(["annab", "qxzvk"]))
    assert likely < unlikely


def test_a_rare_name_is_worth_what_second_accounts_of_such_names_show() -> None:
    """Of 600 names of one kind a third have a second account; of 600 of another kind none."""
    chance = np.random.default_rng(3)

    def words(letters: str, length: int) -> list[str]:
        drawn = {"".join(chance.choice(list(letters), length)) for _ in range(1_200)}
        return [str(name) for name in chance.permutation(sorted(drawn))[:600]]

    shared, alone = words("abcd", 7), words("efgh", 14)
    model = NameModel.of(pl.Series(shared + shared[::3] + alone))
    said = [model.surprisal(pl.Series(one), without=1).mean() for one in (shared[1::3], alone)]
    assert np.isclose(said[0], -np.log(2 * 200 / 400 / 1_400), atol=1.0)
    assert said[1] > said[0] + 3

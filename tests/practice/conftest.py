"""Markets that several tests look at."""

import numpy as np
import pytest

from kit.practice.catalogue import make_catalogue, weekly_wheel
from kit.practice.ground import Base, Ground
from kit.practice.honest import honest_rows
from kit.practice.market import Market, generate
from kit.practice.people import make_people
from kit.practice.season import make_season
from kit.practice.seeds import stream
from kit.practice.wheel import Wheel


@pytest.fixture(scope="session")
def honest_market() -> Market:
    """40,000 reviews with nothing planted, no text."""
    return generate(11, 40_000, {}, {}, text=False)


@pytest.fixture(scope="session")
def market() -> Market:
    """The same market with the default mix."""
    return generate(11, 40_000, text=False)


@pytest.fixture(scope="session")
def base() -> Base:
    catalogue = make_catalogue(stream(4, "catalogue"), 20_000)
    weeks = weekly_wheel(stream(4, "weeks"), catalogue)
    season = make_season(stream(4, "season"))
    people = make_people(
        stream(4, "people"), 20_000, len(catalogue), Wheel(catalogue.popularity.astype(np.float64))
    )
    rows = honest_rows(stream(4, "honest"), season, catalogue, weeks, people)
    return Base(season, catalogue, weeks, people, rows)


@pytest.fixture
def ground(base: Base) -> Ground:
    ground = Ground(base)
    ground.random = stream(4, "plan")
    return ground

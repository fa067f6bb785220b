"""One gig that looks as if it offered reviews, and sells something else."""

from __future__ import annotations

from kit.market.fields import NOTHING
from kit.practice.gigs.offer import Gig
from kit.practice.gigs.words import FILLER, PLATFORMS, SPARED, THINGS, one_of
from kit.practice.seeds import Random


def write_spared(random: Random) -> Gig:
    """Return a gig that offers no reviews: its labels are empty."""
    kind = one_of(random, SPARED)
    platform = one_of(random, list(PLATFORMS))
    title = one_of(random, kind["titles"]).format(
        on=one_of(random, PLATFORMS[platform]), thing=one_of(random, THINGS[platform])
    )
    lines = [*kind["lines"], one_of(random, FILLER)]
    order = random.permutation(len(lines))
    price = float(one_of(random, (5, 10, 15, 20, 35, 50, 80)))
    return Gig(title, tuple(lines[int(at)] for at in order), price, dict(NOTHING))

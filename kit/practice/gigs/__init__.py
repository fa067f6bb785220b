"""A gig market planted beside a practice market: who sells reviews there, and what they own."""

from kit.practice.gigs.cast import GigDials
from kit.practice.gigs.market import GigMarket, make_gig_market

__all__ = ["GigDials", "GigMarket", "make_gig_market"]

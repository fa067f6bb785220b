"""The watch: captures of the same reviews over time, and what they say about takedowns."""

from kit.trust.watch.compare import STATUSES, WATCHED, watch
from kit.trust.watch.coverage import Coverage
from kit.trust.watch.lifetimes import LIFETIMES, flagged_reviews, lifetimes
from kit.trust.watch.lived import LIVED, lived
from kit.trust.watch.store import HELD, add_capture, captures, cards
from kit.trust.watch.survival import CURVES, Survival, survival
from kit.trust.watch.together import CAMPAIGNS, TOGETHER, campaigns, together

__all__ = [
    "CAMPAIGNS",
    "CURVES",
    "HELD",
    "LIFETIMES",
    "LIVED",
    "STATUSES",
    "TOGETHER",
    "WATCHED",
    "Coverage",
    "Survival",
    "add_capture",
    "campaigns",
    "captures",
    "cards",
    "flagged_reviews",
    "lifetimes",
    "lived",
    "survival",
    "together",
    "watch",
]

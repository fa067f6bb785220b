"""The watch: captures of the same reviews over time, and what they say about takedowns."""

from kit.trust.watch.compare import STATUSES, WATCHED, watch
from kit.trust.watch.coverage import Coverage
from kit.trust.watch.store import HELD, add_capture, captures

__all__ = ["HELD", "STATUSES", "WATCHED", "Coverage", "add_capture", "captures", "watch"]

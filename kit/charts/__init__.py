"""Charts: each a function from a frame to a Figure, in a file of its own."""

from kit.charts.figure import Figure
from kit.charts.market_timeline import market_timeline

__all__ = ["Figure", "market_timeline"]

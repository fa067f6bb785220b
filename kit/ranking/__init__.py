"""From findings to people and products: `rank` orders everyone, `suspects` lists the proved."""

from __future__ import annotations

from kit.ranking.order import rank
from kit.ranking.proof import suspects
from kit.ranking.weights import weights

__all__ = ["rank", "suspects", "weights"]

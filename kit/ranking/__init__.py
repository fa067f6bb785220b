"""From findings to people and products: `rank` orders everyone, `suspects` lists the proved,
`base_rate` says what share of all looks paid."""

from __future__ import annotations

from kit.ranking.order import rank
from kit.ranking.prevalence import base_rate
from kit.ranking.proof import suspects
from kit.ranking.weights import weights

__all__ = ["base_rate", "rank", "suspects", "weights"]

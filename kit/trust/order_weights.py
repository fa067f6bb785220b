"""What counts in the order of a product's reviews, and how much."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from kit.detector import Param

PARTS = ("relevance", "information", "recency", "helpfulness")
"""What a review is worth to a reader, each from 0 to 1. Trust multiplies their mean."""

ORDER_PARAMS = {
    "trust": Param(50.0, low=0.0, high=100.0, unit="such reviews, all genuine"),
    "relevance": Param(3.0, low=0.0, high=5.0),
    "information": Param(1.0, low=0.0, high=5.0),
    "recency": Param(1.0, low=0.0, high=5.0),
    "helpfulness": Param(1.0, low=0.0, high=5.0),
    "half_life": Param(365.0, low=7.0, high=3650.0, unit="days"),
    "diversity": Param(0.2, low=0.0, high=1.0),
}


@dataclass(frozen=True)
class Order:
    """Weights of the order of a product's reviews.

    Parameters
    ----------
    trust : float
        Power to which P(genuine) is raised: the chance that so many reviews like it are all
        genuine. High, because among the first reviews one that was paid for is one too many. 0
        leaves trust out.
    relevance, information, recency, helpfulness : float
        Weights of the parts; all 0 leaves trust alone.
    half_life : float
        Days after which a review's recency is half.
    diversity : float
        From 0 (by score alone) to 1 (the first page as unlike as can be).

    Raises
    ------
    ParameterError
        On a value out of range.
    """

    trust: float = float(ORDER_PARAMS["trust"].default)
    relevance: float = float(ORDER_PARAMS["relevance"].default)
    information: float = float(ORDER_PARAMS["information"].default)
    recency: float = float(ORDER_PARAMS["recency"].default)
    helpfulness: float = float(ORDER_PARAMS["helpfulness"].default)
    half_life: float = float(ORDER_PARAMS["half_life"].default)
    diversity: float = float(ORDER_PARAMS["diversity"].default)

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            ORDER_PARAMS[name].check(name, value)

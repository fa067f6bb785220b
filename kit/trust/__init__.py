"""What stars are worth, which reviews to show first, what was taken down, what can be learned."""

from importlib import import_module
from types import ModuleType

from kit.trust.damage import DAMAGE, damage
from kit.trust.genuine import GENUINE, genuine
from kit.trust.order_weights import Order
from kit.trust.ordering import order
from kit.trust.rating import RATING, rating, ratings
from kit.trust.weights import Weights

__all__ = [
    "DAMAGE",
    "GENUINE",
    "RATING",
    "Order",
    "Weights",
    "damage",
    "genuine",
    "order",
    "rating",
    "ratings",
]

_PARTS = ("daily", "learn", "watch")


def __getattr__(name: str) -> ModuleType:
    """Import a part when it is first asked for: learning alone takes scikit-learn and river."""
    if name in _PARTS:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

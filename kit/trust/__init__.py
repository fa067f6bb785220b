"""What stars are worth, which reviews to show first, what was taken down, what can be learned."""

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

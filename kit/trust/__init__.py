"""What stars are worth, which reviews to show first, what was taken down, what can be learned."""

from kit.trust.damage import DAMAGE, damage
from kit.trust.genuine import GENUINE, genuine
from kit.trust.order_weights import Order
from kit.trust.ordering import order

__all__ = ["DAMAGE", "GENUINE", "Order", "damage", "genuine", "order"]

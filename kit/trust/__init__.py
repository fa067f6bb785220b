"""What stars are worth, which reviews to show first, what was taken down, what can be learned."""

from kit.trust.damage import DAMAGE, damage
from kit.trust.genuine import GENUINE, genuine

__all__ = ["DAMAGE", "GENUINE", "damage", "genuine"]

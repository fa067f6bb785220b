"""What a product's stars are worth without the reviews that look unusual."""

from kit.trust.damage import DAMAGE, damage
from kit.trust.genuine import GENUINE, genuine

__all__ = ["DAMAGE", "GENUINE", "damage", "genuine"]

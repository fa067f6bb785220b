"""What a product's stars are worth without the reviews that look unusual."""

from kit.trust.damage import DAMAGE, damage

__all__ = ["DAMAGE", "damage"]

"""One file for each real-world format, and the readers that they share."""

from kit.sources.opening import propose_mapping

__all__ = ["propose_mapping"]

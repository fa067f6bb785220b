"""The heuristics, one file each; found by discovery."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from kit.detector import Detector


def _discover() -> Mapping[str, Detector]:
    found = {}
    for module in pkgutil.iter_modules(__path__):
        detector = importlib.import_module(f"{__name__}.{module.name}").DETECTOR
        found[detector.name] = detector
    return MappingProxyType(found)


DETECTORS: Mapping[str, Detector] = _discover()
"""Every detector by name, in alphabetical order."""

__all__ = ["DETECTORS"]

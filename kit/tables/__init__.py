"""Derived tables: what several detectors read, computed once and cached; one file each."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from kit.tables.table import Table


def _discover() -> Mapping[str, Table]:
    found = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name != "table":
            table = importlib.import_module(f"{__name__}.{module.name}").TABLE
            found[table.name] = table
    return MappingProxyType(found)


TABLES: Mapping[str, Table] = _discover()
"""Every derived table by name."""

__all__ = ["TABLES", "Table"]

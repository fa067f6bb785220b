"""Derived tables: what several detectors read, computed once and cached; one file each."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kit.schema import CAPTURES
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


def code_of(names: Iterable[str]) -> str:
    """Return the code of derived tables and of all that they read, as one text.

    Parameters
    ----------
    names : iterable of str
        Tables; those of the evidence have no code.
    """
    known = [TABLES[name] for name in sorted(names) if name in TABLES]
    return "\0".join(part for table in known for part in (table.code, code_of(table.reads)))


def reads_captures(names: Iterable[str]) -> bool:
    """Return whether any of some tables is of captures, or reads one that is."""
    return any(
        name in CAPTURES or (name in TABLES and reads_captures(TABLES[name].reads))
        for name in names
    )


__all__ = ["TABLES", "Table", "code_of", "reads_captures"]

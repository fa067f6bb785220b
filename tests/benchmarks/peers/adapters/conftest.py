"""Adapters are scripts: their folder is on the path, and a peer's packages are stood in for."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from types import ModuleType

import pytest

from benchmarks.peers.run import ADAPTERS

Load = Callable[..., ModuleType]


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Load:
    """Import an adapter; `load(name, packages)` gives it modules by name, each with attributes."""
    monkeypatch.syspath_prepend(ADAPTERS)

    def of(name: str, packages: dict[str, dict[str, object]] | None = None) -> ModuleType:
        for package, attributes in (packages or {}).items():
            module = ModuleType(package)
            vars(module).update(attributes)
            monkeypatch.setitem(sys.modules, package, module)
        # Whatever an adapter brought along is taken back with the path.
        for own in ADAPTERS.glob("*.py"):
            monkeypatch.delitem(sys.modules, own.stem, raising=False)
        return importlib.import_module(name)

    return of

"""What hints name is there after `import kit`."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("name", ["daily.daily", "learn.fit", "watch.add_capture"])
def test_parts_are_found_without_an_import_of_their_own(name: str) -> None:
    code = f"import kit; assert callable(kit.trust.{name}); assert not hasattr(kit.trust, 'other')"
    subprocess.run([sys.executable, "-c", code], check=True)

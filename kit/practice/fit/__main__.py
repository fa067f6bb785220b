"""Measure the real files again: ``python -m kit.practice.fit DATA [OUT]``."""

from __future__ import annotations

import sys

from kit.practice.fit.real_files import write_real_shapes

if len(sys.argv) not in (2, 3):
    sys.exit("Usage: python -m kit.practice.fit DATA [OUT]")
print(write_real_shapes(*sys.argv[1:]).name)

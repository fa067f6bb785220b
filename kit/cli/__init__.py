"""The `kit` command: every step of an investigation without a notebook.

Heavy modules are imported inside the commands, so that `kit --help` answers at once.
"""

from __future__ import annotations

from collections.abc import Sequence


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit; see `kit.cli.app.main`."""
    from kit.cli.app import main as run

    run(args)

"""Where an investigation happens: the notebooks, and a case's folder by default."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from kit.errors import KitError

PACKAGE = Path(__file__).parents[1]
CASES = Path("cases")
FIRST_NOTEBOOK = "notebooks/00_start_here.ipynb"


def clone() -> Path | None:
    """Return the project's folder where the kit runs from a clone, None where it was installed."""
    root = PACKAGE.parent
    return root if (root / "pyproject.toml").is_file() and (root / "notebooks").is_dir() else None


def is_case(path: Path) -> bool:
    """Tell whether a path is a case's folder."""
    return (path / "evidence.duckdb").is_file()


def default_folder(files: Sequence[Path]) -> Path:
    """Return `cases/<name of the first file>`, in letters that every file system takes."""
    name = files[0].name.split(".")[0]
    return CASES / (re.sub(r"[^A-Za-z0-9_-]+", "_", name)[:60].strip("_") or "case")


def place_notebooks(folder: Path) -> Path:
    """Copy the notebooks that ship with the kit into `folder/notebooks`, sparing those there.

    Returns
    -------
    Path
        The folder that holds `notebooks`: the clone itself where the kit runs from one.

    Raises
    ------
    KitError
        When the installation holds no notebooks.
    """
    root = clone()
    if root:
        return root
    shipped = sorted((PACKAGE / "_notebooks").glob("*.ipynb"))
    if not shipped:
        raise KitError(
            "This installation of the kit holds no notebooks.",
            hint="Install it again: pip install --force-reinstall exhibit-a",
        )
    target = folder / "notebooks"
    target.mkdir(parents=True, exist_ok=True)
    for notebook in shipped:
        if not (target / notebook.name).exists():
            shutil.copyfile(notebook, target / notebook.name)
    return folder

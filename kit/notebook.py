"""What the notebooks are about: a case that you name, or the sample that comes with the kit."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kit.case import Case, open_case
from kit.disk import sha256
from kit.errors import CaseError, SourceError

VARIABLE = "KIT_CASE"
PROJECT = Path(__file__).parents[1]
GIGS = (
    "gigs_gigmoor_2023-11-06.json",
    "gigs_gigmoor_2023-12-18.json",
    "gigs_taskpond_2023-11-06.csv",
    "gigs_taskpond_2023-12-18.csv",
)
FILES = (
    "reviews.parquet",
    "excerpt_odd_columns.csv",
    "excerpt_amazon_2018.jsonl.gz",
    "exhibit_a.txt",
    *GIGS,
)


def notebook_case() -> Case:
    """Open the case that a notebook is about.

    That is the folder which the environment variable ``KIT_CASE`` names (`kit lab` sets it), or
    else the sample, whose case is kept in the folder ``cases``.

    Returns
    -------
    Case

    Raises
    ------
    CaseError
        When ``KIT_CASE`` names no case, or the sample's case cannot be made.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return open_case(folder=named)
    sample = sample_file("reviews.parquet")
    # Named after its bytes: a sample of another version of the kit is another case.
    folder = _home() / "cases" / f"sample-{sha256(sample)[:8]}"
    if not _is_there(folder):
        try:
            return open_case(sample, folder=folder)
        except CaseError:
            # Another notebook, started at the same moment, may have made it first.
            if not _is_there(folder):
                raise
    return open_case(folder=folder)


def sample_file(name: str) -> Path:
    """Return the path of one of the sample's files.

    An installation without a clone does not hold them: there they are made from their seed, once,
    in ``cases/sample_data``.

    Parameters
    ----------
    name : str
        One of `FILES`.

    Returns
    -------
    Path

    Raises
    ------
    SourceError
        On another name.
    """
    if name not in FILES:
        raise SourceError(f"The sample has no file {name!r}.", available=FILES)
    shipped = PROJECT / "sample_data" / name
    if shipped.is_file():
        return shipped
    made = _home() / "cases" / "sample_data"
    if not made.is_dir():
        _make(made)
    return made / name


def sample_gigs() -> list[Path]:
    """Return the paths of the sample's scrapes of gig sites, two captures of each of two sites."""
    return [sample_file(name) for name in GIGS]


def _make(folder: Path) -> None:
    """Make the sample beside its place and move it there, so that it is whole or not at all."""
    from kit.practice.sample import make_sample

    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        fresh = Path(scratch) / folder.name
        make_sample(fresh)
        try:
            fresh.rename(folder)
        except OSError:
            # Another notebook was first: the same seed gives the same files.
            if not folder.is_dir():
                raise


def _home() -> Path:
    """Return the folder that holds `cases`: the clone, or the one beside the notebooks."""
    if (PROJECT / "pyproject.toml").is_file():
        return PROJECT
    here = Path.cwd()
    return here.parent if here.name == "notebooks" else here


def _is_there(folder: Path) -> bool:
    return (folder / "evidence.duckdb").is_file()

"""A case made for practice: an ordinary case, and beside it the truth that was planted."""

from __future__ import annotations

import tempfile
from pathlib import Path

import polars as pl

from kit.case import Case, open_case
from kit.errors import CaseError
from kit.practice.archetypes import Wanted
from kit.practice.market import write_parquet


class PracticeCase(Case):
    """A case whose truth is known.

    Parameters
    ----------
    folder : Path
        A case folder made by `make_case`.
    """

    @property
    def truth_file(self) -> Path:
        """Where the truth lies: beside the folder, never in it."""
        return truth_file(self.folder)

    @property
    def truth(self) -> pl.DataFrame:
        """Who and what was planted; columns of `kit.practice.truth.TRUTH`."""
        return pl.read_parquet(self.truth_file)


def truth_file(folder: Path) -> Path:
    """Return where the truth of a practice case lies: ``<folder>.truth.parquet``."""
    return folder.with_name(folder.name + ".truth.parquet")


def make_case(
    seed: int,
    reviews: int,
    guilty: Wanted | None = None,
    innocent: Wanted | None = None,
    text: bool = True,
    folder: str | Path | None = None,
) -> PracticeCase:
    """Make a market and open it as a case.

    Parameters
    ----------
    seed, reviews, guilty, innocent, text
        As for `kit.practice.generate`.
    folder : str or Path, optional
        Where the case is to lie; the truth goes beside it. None makes a temporary folder, which is
        the caller's to remove.

    Returns
    -------
    PracticeCase
        A case with `.truth`.

    Raises
    ------
    CaseError
        When the folder exists.
    ParameterError
        On an unknown archetype, or plans that do not fit.
    """
    place = Path(tempfile.mkdtemp(prefix="kit-practice-")) / "case" if folder is None else folder
    place = Path(place).expanduser()
    if place.exists():
        raise CaseError(
            f"{place} is there already.",
            hint="Choose another folder: a practice case is made once.",
        )
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".market-") as stage:
        file = Path(stage) / "reviews.parquet"
        truth = write_parquet(file, seed, reviews, guilty, innocent, text)
        open_case(file, folder=place)
    truth.write_parquet(truth_file(place))
    return PracticeCase(place)

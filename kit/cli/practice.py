"""`kit practice`: make a market with planted campaigns, to learn and to measure on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.errors import KitError

REVIEWS = "reviews.parquet"
TRUTH = "planted_truth.parquet"


def practice(
    out: Annotated[Path, typer.Option(help="Folder to write to; made where it is missing.")],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same rows.")] = 1,
    reviews: Annotated[int, typer.Option(min=100, help="Number of reviews.")] = 40_000,
    text: Annotated[bool, typer.Option(help="Whether reviews have titles and texts.")] = True,
) -> None:
    """Make a market with planted campaigns.

    Writes reviews.parquet, and apart from it planted_truth.parquet.
    """
    from kit.practice import write_parquet

    if (out / REVIEWS).exists():
        raise KitError(
            f"{out / REVIEWS} is there already.", hint="Choose another folder with --out."
        )
    out.mkdir(parents=True, exist_ok=True)
    truth = write_parquet(out / REVIEWS, seed, reviews, text=text)
    truth.write_parquet(out / TRUTH)
    plans = truth.unique("plan")
    typer.echo(f"{out / REVIEWS}: {reviews:,} reviews from seed {seed}")
    typer.echo(
        f"{out / TRUTH}: {plans['guilty'].sum()} campaigns and "
        f"{(~plans['guilty']).sum()} innocent look-alikes; open it last"
    )

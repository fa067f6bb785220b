"""`kit evaluate`: what the kit finds, what it misses, and how many innocents it names."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kit.cli.progress import progress
from kit.plain_text import visible

if TYPE_CHECKING:
    from kit.practice.scoring.likeness import Likeness

OUT = Path("out")
SHOWN = 10
MOST_CURVE_SEEDS = 5
"""Curves take a market for each archetype, value and seed."""


def evaluate(
    seeds: Annotated[
        int, typer.Option(min=1, help="Markets of each kind; a seed gives the same one again.")
    ] = 20,
    reviews: Annotated[int, typer.Option(min=4_000, help="Reviews of each market.")] = 100_000,
    first_seed: Annotated[
        int, typer.Option(min=0, help="Seeds below 1000 were used for tuning.")
    ] = 1_000,
    case: Annotated[
        Path | None,
        typer.Option(help="Score the ranks on a labelled file instead: Parquet or CSV."),
    ] = None,
    label: Annotated[str, typer.Option(help="The labelled file's column of labels.")] = "label",
    like: Annotated[
        Path | None,
        typer.Option(help="Measure for this case how often innocents score like its suspects."),
    ] = None,
    grid: Annotated[
        bool, typer.Option("--grid", help="Make the grid that suspects are compared with.")
    ] = False,
    look_alikes: Annotated[
        bool, typer.Option("--look-alikes", help="Measure what is seen of innocents of each kind.")
    ] = False,
    market: Annotated[
        bool, typer.Option("--market", help="Score how gig sellers are read, linked and followed.")
    ] = False,
    learning: Annotated[
        bool, typer.Option("--learning", help="Score a model that learns while sellers adapt.")
    ] = False,
    held_out: Annotated[
        bool,
        typer.Option("--held-out", help="With --market: read the half of the listings kept apart."),
    ] = False,
    trust: Annotated[
        bool, typer.Option("--trust", help="Score trusted means, and the order of reviews.")
    ] = False,
    fit: Annotated[
        bool,
        typer.Option("--fit", help="With --trust: measure the weights of the evidence instead."),
    ] = False,
    curves: Annotated[
        bool, typer.Option("--curves", help="Also draw what is found as plans get harder to find.")
    ] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes.  [default: one for each core]")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where to write.  [default: out/scoreboard]")
    ] = None,
) -> None:
    """Score the kit on markets whose truth is known.

    Makes practice markets, half of them without anyone paid, screens them with every detector, and
    says who was named: innocents by what they look like, paid reviewing by how it was done, and the
    share of false names beside the rate that was asked for. Everything that it makes is deleted.

    --case scores the ranks on a file that somebody labelled; --like makes null markets of one
    case's size; --grid makes markets of many sizes and counts how innocents score in each;
    --look-alikes counts what is seen of innocents of each kind; --market plants gig sellers, and
    scores who is linked to which accounts, their groups, their clients, and which pools are called
    brokers; --trust compares trusted and shown means with honest ones, and the order of a product's
    reviews with the truth's;
    --learning plays 24 months in which sellers change.
    """
    from kit.practice import scoring

    if sum(map(bool, (case, like, grid, look_alikes, market, trust, learning))) > 1:
        raise typer.BadParameter(
            "give one of --case, --like, --grid, --look-alikes, --market, --trust, --learning, "
            "not several"
        )
    if fit and not trust:
        raise typer.BadParameter("--fit goes with --trust")
    if held_out and not market:
        raise typer.BadParameter("--held-out goes with --market")
    processes = workers or scoring.cores()
    if case:
        _labelled(case, label, out or OUT / "labelled")
    elif grid:
        _grid(seeds, first_seed, processes, out or OUT / "grid")
    elif look_alikes:
        _look_alikes(first_seed, processes, out or OUT / "look-alikes")
    elif like:
        _like(like, seeds, first_seed, processes, out or OUT / f"like-{like.resolve().name}")
    elif trust:
        _trust(seeds, reviews, first_seed, fit, processes, out or OUT / "trust")
    elif learning:
        _learning(seeds, reviews, first_seed, processes, out or OUT / "learning")
    elif market:
        _market(seeds, reviews, first_seed, held_out, processes, out or OUT / "market")
    else:
        place = out or OUT / "scoreboard"
        with progress("Evaluating") as report:
            board = scoring.evaluate(seeds, reviews, first_seed, workers=processes, progress=report)
        if curves:
            fewer = min(seeds, MOST_CURVE_SEEDS)
            board.about["curve_seeds"] = list(range(first_seed, first_seed + fewer))
            board.about["curve_reviews"] = reviews
            with progress("Drawing curves") as report:
                board.tables["curves"] = scoring.difficulty_curve(
                    scoring.STEPS, fewer, reviews, first_seed,
                    workers=processes, progress=report,
                )  # fmt: skip
        paths = scoring.write(board, place)
        typer.echo((place / "summary.md").read_text("utf-8"))
        for path in paths:
            typer.echo(path)


def _labelled(file: Path, label: str, out: Path) -> None:
    """Score the ranks on a labelled file; print and save the measures."""
    from kit.practice.scoring import score_labelled
    from kit.practice.scoring.summary import markdown

    typer.echo(f"Importing {visible(file.name, 60)} without its labels", err=True)
    with redirect_stdout(sys.stderr):
        measures = score_labelled(file, label)
    out.mkdir(parents=True, exist_ok=True)
    measures.write_csv(out / "labelled.csv")
    typer.echo(markdown(measures) + f"\n\n{out / 'labelled.csv'}")


def _grid(seeds: int, first_seed: int, workers: int, out: Path) -> None:
    """Measure the calibration grid and save it as the files that the kit ships."""
    from kit.practice.scoring import measure_grid, write_grid

    with progress("Making markets") as report:
        grid = measure_grid(seeds, first_seed, workers, report)
    for path in write_grid(grid, out):
        typer.echo(path)


def _look_alikes(first_seed: int, workers: int, out: Path) -> None:
    """Measure innocents by kind and save the tables that the kit ships."""
    from kit.practice.scoring import measure_look_alikes, write_look_alikes

    with progress("Making markets") as report:
        found = measure_look_alikes(first_seed, workers, report)
    for path in write_look_alikes(found, out):
        typer.echo(path)


def _like(folder: Path, seeds: int, first_seed: int, workers: int, out: Path) -> None:
    """Measure null markets like a case; print the strongest suspects and save all."""
    from kit.case import open_case
    from kit.practice.scoring import measure_like

    case = open_case(folder=folder)
    try:
        with progress("Making null markets") as report:
            found = measure_like(
                case, seeds, first_seed=first_seed, workers=workers, progress=report
            )
    finally:
        case.close()
    out.mkdir(parents=True, exist_ok=True)
    found.suspects.write_parquet(out / "suspects.parquet")
    found.named.write_csv(out / "named.csv")
    typer.echo("\n".join(likeness_lines(found)))
    for path in (out / "suspects.parquet", out / "named.csv"):
        typer.echo(path)


def _market(
    seeds: int, reviews: int, first_seed: int, held_out: bool, workers: int, out: Path
) -> None:
    """Score gig markets; print and save the board."""
    from kit.practice.scoring.gig_market import evaluate_market, write_market

    with progress("Selling reviews") as report:
        board = evaluate_market(
            seeds, reviews, first_seed, held_out, workers=workers, progress=report
        )
    paths = write_market(board, out)
    typer.echo((out / "summary.md").read_text("utf-8"))
    for path in paths:
        typer.echo(path)


def _trust(seeds: int, reviews: int, first_seed: int, fit: bool, workers: int, out: Path) -> None:
    """Score trusted means, or measure the calibration that the kit ships; print and save."""
    from kit.practice.scoring.trust_fit import fit_trust, write_calibration
    from kit.practice.scoring.trust_tables import write_trust
    from kit.practice.scoring.trusted import score_trust

    with progress("Weighing reviews") as report:
        if fit:
            measured = fit_trust(seeds, reviews, first_seed, workers, report)
        else:
            scored = score_trust(seeds, reviews, first_seed, workers=workers, progress=report)
    if fit:
        typer.echo(write_calibration(measured, out))
        return
    paths = write_trust(scored, out)
    typer.echo(paths[0].read_text("utf-8"))
    for path in paths:
        typer.echo(path)


def _learning(seeds: int, reviews: int, first_seed: int, workers: int, out: Path) -> None:
    """Play shifting months; print and save what rules, a frozen and an adapting model find."""
    from kit.practice.scoring.learning_board import evaluate_learning, write_learning

    with progress("Learning") as report:
        board = evaluate_learning(seeds, reviews, first_seed, workers=workers, progress=report)
    paths = write_learning(board, out)
    typer.echo((out / "summary.md").read_text("utf-8"))
    for path in paths:
        typer.echo(path)


def likeness_lines(found: Likeness) -> list[str]:
    """Return what null markets say of a case's suspects, as lines of text."""
    shape, seeds = found.shape, found.seeds
    lines = [
        f"Market{'s' if len(seeds) > 1 else ''} in which no one was paid: {len(seeds):,} of "
        f"{shape.reviews:,} reviews and about {shape.products:,} products, seeds {seeds[0]} to "
        f"{seeds[-1]}."
    ]
    lines += [
        f"Innocents named there at fdr 0.05: {row['named']:,} of kind {row['entity_kind']}, "
        f"in {row['markets_naming']} of {row['markets']} markets."
        for row in found.named.iter_rows(named=True)
    ]
    if found.suspects.is_empty():
        return [*lines, "The case has no suspect accounts."]
    lines += [
        f"Of {row['innocents']:,} accounts that no one paid, {row['as_high']:,} score as high as "
        f"{visible(row['entity_id'], 24)} (95 %: {row['low']:.2g} to {row['high']:.2g})."
        for row in found.suspects.head(SHOWN).iter_rows(named=True)
    ]
    more = found.suspects.height - SHOWN
    return [*lines, f"And {more:,} suspects more."] if more > 0 else lines

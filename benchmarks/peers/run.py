"""Run one peer on one market, in a process of its own, for no longer than a limit."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from benchmarks.peers.environment import NotInstalledError, environment, last_line
from benchmarks.peers.market import Market
from benchmarks.peers.roster import Peer

ROOT = Path(__file__).parents[2]
ADAPTERS = Path(__file__).parent / "adapters"
RAN = "ran"
NAMED = {"kind": pl.String, "id": pl.String}


@dataclass(frozen=True)
class Run:
    """What came of a run.

    Parameters
    ----------
    status : str
        "ran", or why there is no result.
    seconds : float, optional
    scores, named : mapping of kind to polars.DataFrame
        id and score; id. `named` is empty where a peer only orders.
    """

    status: str
    seconds: float | None = None
    scores: dict[str, pl.DataFrame] = field(default_factory=dict)
    named: dict[str, pl.DataFrame] = field(default_factory=dict)


def run(peer: Peer, market: Market, work: Path, limit: float) -> Run:
    """Run a peer.

    Parameters
    ----------
    peer : Peer
    market : Market
    work : Path
        Holds the environments and, for each run, its results.
    limit : float
        Seconds after which the peer is stopped.
    """
    try:
        python = environment(peer.requirements, work / "environments")
    except NotInstalledError as error:
        return Run(f"did not install: {error}")
    results = work / "results" / f"{market.folder.name}-{peer.name}"
    results.mkdir(parents=True)
    script = ADAPTERS / f"{peer.adapter}.py"
    command = [python, script, market.folder, results, *peer.arguments]
    # Only the kit may find this repository; peers must find nothing but their own packages.
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if not peer.requirements:
        surroundings["PYTHONPATH"] = str(ROOT)
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=limit, env=surroundings, check=False
        )
    except subprocess.TimeoutExpired:
        return Run(f"stopped after {limit:,.0f} s")
    if done.returncode:
        return Run(f"failed: {last_line(done.stderr)}")
    return read(results)


def read(results: Path) -> Run:
    """Read what an adapter wrote."""
    scores = pl.read_csv(results / "scores.csv", schema_overrides={"score": pl.Float64})
    file = results / "named.csv"
    named = pl.read_csv(file, schema=NAMED) if file.exists() else None
    kinds = scores["kind"].unique().to_list()
    return Run(
        RAN,
        float((results / "seconds.txt").read_text()),
        {kind: scores.filter(kind=kind).drop("kind") for kind in kinds},
        {} if named is None else {kind: named.filter(kind=kind).drop("kind") for kind in kinds},
    )

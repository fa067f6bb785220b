"""Work on many markets: each in a process of its own, in a folder that is deleted afterwards."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from typing import TypeVar

from kit.detector import Progress

Job = TypeVar("Job")
Result = TypeVar("Result")

_THREADS = ("KIT_THREADS", "POLARS_MAX_THREADS")


def run_all(
    work: Callable[[Job, str], Result],
    jobs: Sequence[Job],
    workers: int = 1,
    progress: Progress | None = None,
) -> list[Result]:
    """Do every job and return the results in order.

    Parameters
    ----------
    work : callable
        Called with a job and a folder to work in; a function of a module, so that another process
        finds it.
    jobs : sequence
        What each is called is what `progress` says.
    workers : int
        Processes; 1 works in this one.
    progress : callable, optional

    Returns
    -------
    list
        What was made in the folder is deleted, also when a job fails or is interrupted.
    """
    results: dict[int, Result] = {}
    with tempfile.TemporaryDirectory(prefix="kit-evaluate-") as folder:
        for number, result in _as_done(work, jobs, min(workers, len(jobs)), folder):
            results[number] = result
            if progress:
                progress(str(jobs[number]), len(results), len(jobs))
    return [results[number] for number in range(len(jobs))]


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _as_done(
    work: Callable[[Job, str], Result], jobs: Sequence[Job], workers: int, folder: str
) -> Iterator[tuple[int, Result]]:
    """Yield each job's number and result, as they come."""
    if workers <= 1:
        for number, job in enumerate(jobs):
            yield number, work(job, folder)
        return
    # Polars and DuckDB have threads of their own, and a forked process would inherit their locks.
    context = multiprocessing.get_context("spawn")
    with _one_share(workers), ProcessPoolExecutor(workers, mp_context=context) as pool:
        running = {pool.submit(work, job, folder): number for number, job in enumerate(jobs)}
        try:
            for done in as_completed(running):
                yield running[done], done.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _one_share(workers: int) -> Iterator[None]:
    """Give each process that is started its share of the cores, unless the user chose one."""
    threads = str(max(1, cores() // workers))
    mine = [name for name in _THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(mine, threads))
    try:
        yield
    finally:
        for name in mine:
            os.environ.pop(name, None)

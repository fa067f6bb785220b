"""Work on many markets: each in a process of its own, in a folder that is deleted afterwards."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from contextlib import contextmanager
from typing import TypeVar

from kit.detector import Progress

Job = TypeVar("Job")
Result = TypeVar("Result")

PATIENCE = 0.5
"""Seconds until Ctrl-C is noticed."""

_THREADS = ("KIT_THREADS", "POLARS_MAX_THREADS", "OMP_NUM_THREADS")


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
    others = set(multiprocessing.active_children())
    with (
        _one_share(workers),
        ProcessPoolExecutor(workers, mp_context=context, initializer=_deaf) as pool,
    ):
        running = {pool.submit(work, job, folder): number for number, job in enumerate(jobs)}
        try:
            under_way = set(running)
            while under_way:
                # Polars' handler of Ctrl-C restarts a wait without end, so it is noticed in turns.
                done, under_way = wait(under_way, timeout=PATIENCE, return_when=FIRST_COMPLETED)
                for future in done:
                    yield running[future], future.result()
        except BaseException:
            # Whoever interrupts does not want to wait for the markets under way.
            pool.shutdown(wait=False, cancel_futures=True)
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
            raise


def _deaf() -> None:
    """Leave Ctrl-C, which reaches every process, to the one that the others work for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


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

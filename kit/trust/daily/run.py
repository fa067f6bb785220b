"""The daily run: today's files in, the case screened, who is new, whom to read first.

A screening is always whole: what is usual is told by the whole market, so that one day's reviews
move the p-values of accounts and products that it does not touch (`docs/daily.md` has figures).
Whoever cannot wait for one each day has it every so many runs; the runs between take the day in,
carry the list on, and say so.

Every step follows from what lies on the disk and can be made again: files that the case holds are
not read again, a screening that matches the evidence is not repeated, the audit slice is drawn from
the evidence and the day, and the journal's line that says "done" is written last. So a run can be
killed at any moment and started again, and the same files given twice change nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

from kit import case_folder, journal
from kit.case import Case, open_case
from kit.detector import Progress
from kit.errors import ParameterError, check_rate
from kit.locking import scratch
from kit.screening import screening
from kit.trust.daily import arrivals, audit, listing, runs
from kit.trust.daily.delivery import Delivery, deliveries, missing
from kit.trust.daily.runs import Day

SLICE = 20
"""Accounts of the audit slice of a day."""


def daily(
    folder: str | Path,
    files: Any,
    *,
    mapping: Mapping[str, str | None] | None = None,
    fdr: float = 0.05,
    audit_size: int = SLICE,
    every: int = 1,
    progress: Progress | None = None,
) -> list[Day]:
    """Take in the files of one day or of several, and say who is listed after each.

    Parameters
    ----------
    folder : path
        A case that is there.
    files : path, glob, or a list of those
        Those whose last review is of the same day are one day; days are run in their order.
    mapping : mapping, optional
        As `kit.open_case` takes it.
    fdr : float
        Share of the list that may be there by chance.
    audit_size : int
        Accounts to draw from those that are not listed.
    every : int
        Runs from one screening to the next. On the others nobody is new or gone: the list of the
        last screening is carried on, with the verdicts that came since.
    progress : callable, optional
        Called as `kit.screen` calls it.

    Returns
    -------
    list of Day
        One for each day given, also where it had been run before.

    Raises
    ------
    SourceError
        When a file is missing, no review file, or cut off; nothing has changed then.
    CaseError
        When there is no case, or another daily run of it goes on.
    ParameterError
        When `fdr`, `audit_size` or `every` is out of range.
    """
    check_rate("fdr", fdr)
    if every < 1:
        raise ParameterError(
            f"every = {every}: from one screening to the next there is one run or more."
        )
    place = Path(folder).expanduser()
    open_case(folder=place).close()
    with _alone(place) as aside:
        with case_folder.stage(place):  # Waits for an import, and clears what a killed one left.
            pass
        case = open_case(folder=place)
        try:
            given = deliveries(files, aside, mapping, runs.days_of_files(case))
            if not runs.lines(case):
                _begin(case, fdr, progress)
            made = []
            for delivery in given:
                before = _made(case, delivery)
                if before is not None:
                    made.append(before)
                    continue
                case = _taken_in(case, delivery, mapping)
                made.append(_run(case, delivery, fdr, audit_size, every, progress))
            return made
        finally:
            case.close()


def _alone(place: Path) -> AbstractContextManager[Path]:
    """Hold the lock of a case's daily run, and give an empty folder that is gone afterwards."""
    beside = place.parent / f".{place.name}.daily"
    return scratch(
        beside,
        beside.with_name(f"{beside.name}.lock"),
        f"The daily run of {place.name}",
        0,
        "The daily run stopped",
        "See that the disk has room and that you may write beside the case.",
    )


def _begin(case: Case, fdr: float, progress: Progress | None) -> None:
    """Note how the case stood before the first day, so that only what changes is new."""
    ends = case.sql("select max(posted_at)::date as day from reviews")["day"][0]
    listed = listing.today(case, screening(case, progress), None, ends, fdr)
    _note(case, 0, Delivery(ends, ()), listed, fdr)


def _made(case: Case, delivery: Delivery) -> Day | None:
    """Return the run of these files, where there was one."""
    for entry in reversed(runs.lines(case)):
        if delivery.keys <= runs.keys(entry):
            return runs.of(case, entry, again=True)
    return None


def _taken_in(case: Case, delivery: Delivery, mapping: Mapping[str, str | None] | None) -> Case:
    """Import what the case does not hold, and return it opened anew."""
    held = set(case.imports["sha256"])
    fresh = [str(f.path) for f in delivery.files if f.reviews and f.sha256 not in held]
    if not fresh:
        return case
    case.close()
    return open_case(fresh, folder=case.folder, mapping=mapping)


def _run(
    case: Case,
    delivery: Delivery,
    fdr: float,
    audit_size: int,
    every: int,
    progress: Progress | None,
) -> Day:
    """Screen or carry on, list, draw, and note the day."""
    before = runs.day(case)
    run, screened = before.run + 1, before.screened
    if run - screened >= every:
        screened = run
        listed = listing.today(case, screening(case, progress), before.list, delivery.day, fdr)
    else:
        listed = listing.carried(case, before.list, delivery.day)
    named = listed.filter(
        listed["entity_kind"] == "account",
        listed["state"].is_in(listing.STANDING),
    )
    drawn = audit.draw(case, named["entity_id"], delivery.day, audit_size)
    rows = listing.slice_rows(drawn.accounts, drawn.probability, delivery.day)
    audit.log(case, drawn, run, delivery.day)
    came = arrivals.of_listed(case, before.list, delivery.days)
    _note(case, run, delivery, listed.vstack(rows), fdr, drawn, screened=screened, by_listed=came)
    return runs.day(case)


def _note(
    case: Case,
    run: int,
    delivery: Delivery,
    listed: Any,
    fdr: float,
    drawn: audit.Slice | None = None,
    **more: Any,
) -> None:
    """Keep the list, and write the line that says that the day is done."""
    earlier = [entry.data for entry in runs.lines(case)]
    known = [date.fromisoformat(data["day"]) for data in earlier if data["day"]]
    imports = {str(row["sha256"]): row for row in case.imports.iter_rows(named=True)}
    told = {file["sha256"] for data in earlier for file in data["files"]}
    told |= {file.sha256 for file in delivery.files}
    held = set(earlier[0]["held"]) if earlier else set(imports)
    gone_by = missing(known, delivery, frozenset(known))
    journal.append(
        case,
        runs.KIND,
        run=run,
        day=delivery.day.isoformat() if delivery.day else None,
        files=[_account(file.path.name, file.sha256, imports) for file in delivery.files],
        held=sorted(imports) if run == 0 else [],
        otherwise=sorted(str(imports[s]["file"]) for s in set(imports) - told - held),
        missing=[day.isoformat() for day in gone_by],
        late=bool(delivery.day and known and delivery.day < max(known)),
        evidence=case.evidence_hash,
        fdr=fdr,
        counts=listing.counts(listed),
        audit={"population": drawn.population, "probability": drawn.probability} if drawn else None,
        list=runs.keep(case, run, listed),
        **more,
    )


def _account(name: str, sha256: str, imports: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return what became of a file's rows; a day without reviews has none."""
    row = imports.get(sha256, {})
    counted = ("rows_in", "loaded", "duplicates", "rejects")
    return {"file": name, "sha256": sha256, **{key: int(row.get(key, 0)) for key in counted}}

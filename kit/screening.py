"""Run detectors over a case: one findings frame, with q-values and a sentence for each finding."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

import polars as pl

from kit import journal
from kit.case import Case
from kit.detector import Detector, Progress, Value
from kit.detectors import DETECTORS
from kit.engines.derived import begin, provide
from kit.errors import ParameterError
from kit.statistics import q_values
from kit.tables import code_of
from kit.testable import reasons_not_to_test

KEPT = 10_000
"""Findings kept of a detector that only ranks, for each entity kind; `rank` orders the others."""

MEMBERS = pl.List(pl.Struct({"kind": pl.String, "id": pl.String}))

FINDINGS: dict[str, pl.DataType | type[pl.DataType]] = {
    "detector": pl.String,
    "family": pl.String,
    "entity_kind": pl.String,
    "entity_id": pl.String,
    "score": pl.Float64,
    "p_value": pl.Float64,
    "q_value": pl.Float64,
    "why": pl.String,
    "members": MEMBERS,
    "product_id": pl.String,
    "window_start": pl.Date,
    "window_end": pl.Date,
    "evidence": pl.String,
}
"""Columns of a findings frame. `evidence` is JSON: every other column of the detector's query."""

NOT_TESTED: dict[str, type[pl.DataType]] = {"detector": pl.String, "reason": pl.String}


def screen(
    case: Case,
    detectors: Iterable[Detector] | None = None,
    params: Mapping[str, Mapping[str, object]] | None = None,
    save: bool = True,
    progress: Progress | None = None,
) -> pl.DataFrame:
    """Run detectors over a case.

    Parameters
    ----------
    case : Case
    detectors : iterable of Detector, optional
        All of `kit.DETECTORS` by default; `[*kit.DETECTORS.values(), mine]` adds one.
    params : mapping of detector name to mapping of parameter to value, optional
        Where they differ from the defaults.
    save : bool
        Keep the result as the case's screening, which `rank` and `suspects` use. Sliders do not.
    progress : callable, optional
        Called with a detector's name, detectors done, and detectors in all.

    Returns
    -------
    pl.DataFrame
        Columns of `FINDINGS`, sorted by detector, kind and strength. Entities that a detector
        found ordinary are left out; they count among the tests behind each q-value.

    Raises
    ------
    ParameterError
        On an unknown detector or parameter, or a value out of range.
    DetectorError
        When a query fails; the message carries it.
    """
    chosen = list(DETECTORS.values() if detectors is None else detectors)
    given = dict(params or {})
    unknown = sorted(set(given) - {detector.name for detector in chosen})
    if unknown:
        raise ParameterError(
            f"No detector is called {', '.join(unknown)}.", available=[d.name for d in chosen]
        )
    bound = {detector.name: detector.bind(given.get(detector.name)) for detector in chosen}
    reasons = reasons_not_to_test(case, chosen)
    frames = []
    # What keeps one core busy goes on while DuckDB answers the next detectors' queries.
    with ThreadPoolExecutor(1, thread_name_prefix="kit-tables") as pool:
        _begin(case, [d for d in chosen if d.name not in reasons], bound, pool)
        for done, detector in enumerate(chosen):
            if progress:
                progress(detector.name, done, len(chosen))
            if detector.name not in reasons:
                frames.append(_run(case, detector, bound[detector.name]))
    if progress:
        progress("done", len(chosen), len(chosen))
    findings = pl.concat([pl.DataFrame(schema=FINDINGS), *frames])
    not_tested = pl.DataFrame(list(reasons.items()), schema=NOT_TESTED, orient="row")
    if save:
        _save(case, findings, not_tested, chosen, bound)
    return findings


def screening(case: Case, progress: Progress | None = None) -> pl.DataFrame:
    """Return the case's saved findings, screening first where none match evidence and code."""
    saved = case.folder / "screening" / "findings.parquet"
    if saved.exists():
        key = pl.read_parquet_metadata(saved).get("key")
        if key and _still_holds(case, json.loads(key)):
            return pl.read_parquet(saved)
    return screen(case, progress=progress)


def _begin(
    case: Case,
    detectors: Iterable[Detector],
    bound: Mapping[str, Mapping[str, Value]],
    pool: Executor,
) -> None:
    """Begin the tables of some detectors that can be worked out beside their queries."""
    for one in detectors:
        begin(case.connection, case.derived, case.evidence_hash, one.reads, bound[one.name], pool)


def _run(case: Case, detector: Detector, bound: Mapping[str, Value]) -> pl.DataFrame:
    provide(case.connection, case.derived, case.evidence_hash, detector.reads, bound)
    if not detector.ranks_only:
        return _findings(detector, bound, case.sql(detector.sql, bound))
    kinds = detector.flags
    frames = []
    for kind in kinds:
        only = f"where entity_kind = '{kind}'" if len(kinds) > 1 else ""
        strongest = (
            f"select * from ({detector.sql}) {only} order by score desc, entity_id limit {KEPT}"
        )
        frames.append(case.sql(strongest, bound))
    return _findings(detector, bound, pl.concat(frames))


def _findings(detector: Detector, bound: Mapping[str, Value], rows: pl.DataFrame) -> pl.DataFrame:
    """Bring a query's rows into the columns of a findings frame."""
    n_tests = int(rows["n_tests"][0]) if "n_tests" in rows.columns and rows.height else None
    if "entity_kind" not in rows.columns:
        rows = rows.with_columns(entity_kind=pl.lit(detector.flags[0]))
    rows = rows.with_columns(pl.col("p_value").cast(pl.Float64))
    proved = rows["p_value"].fill_null(1.0).to_numpy()
    q = q_values(proved, n_tests, dependent=detector.dependent)
    rows = rows.with_columns(
        q_value=pl.when(pl.col("p_value").is_null()).then(None).otherwise(pl.Series(q)),
        why=pl.Series(_sentences(detector, bound, rows), dtype=pl.String),
    )
    for name, kind in FINDINGS.items():
        if name not in rows.columns:
            default = _product_member(rows) if name == "members" else pl.lit(None, kind)
            rows = rows.with_columns(default.alias(name))
    others = [name for name in rows.columns if name not in FINDINGS]
    evidence = pl.struct(others).struct.json_encode() if others else pl.lit("{}")
    rows = rows.with_columns(
        pl.lit(detector.name).alias("detector"),
        pl.lit(detector.family).alias("family"),
        pl.col("entity_id").cast(pl.String),
        pl.col("score", "p_value", "q_value").cast(pl.Float64).round_sig_figs(9),
        evidence.alias("evidence"),
    )
    return rows.select(pl.col(name).cast(kind) for name, kind in FINDINGS.items()).sort(
        "entity_kind",
        "p_value",
        "score",
        "entity_id",
        descending=[False, False, True, False],
        nulls_last=True,
    )


def _product_member(rows: pl.DataFrame) -> pl.Expr:
    """A window is about one product; simple entities have no members."""
    if "product_id" not in rows.columns or "window_start" not in rows.columns:
        return pl.lit(None, MEMBERS)
    return pl.concat_list(pl.struct(kind=pl.lit("product"), id=pl.col("product_id")))


class _Unknown:
    """A missing figure in a sentence, whatever its format."""

    def __format__(self, spec: str) -> str:
        return "unknown"


def _sentences(detector: Detector, bound: Mapping[str, Value], rows: pl.DataFrame) -> list[str]:
    unknown = _Unknown()
    # The kind is there so that a sentence without a figure is told of every row.
    told = [name for name in rows.columns if name == "entity_kind" or name in detector.why]
    return [
        detector.why.format_map(
            {**bound, **{name: unknown if value is None else value for name, value in row.items()}}
        )
        for row in rows.select(told).iter_rows(named=True)
    ]


def _code(detector: Detector) -> str:
    parts = [detector.sql, detector.why, code_of(detector.reads)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _still_holds(case: Case, key: Mapping[str, Any]) -> bool:
    """Say whether a screening is of this evidence, these captures and the detectors' code."""
    recorded = {name: entry["code"] for name, entry in key["detectors"].items()}
    present = {name: _code(detector) for name, detector in DETECTORS.items() if name in recorded}
    return (
        key["evidence"] == case.evidence_hash
        and key.get("captures", "") == case.captures_hash
        and set(DETECTORS) <= set(recorded)
        and all(recorded[name] == code for name, code in present.items())
    )


def _save(
    case: Case,
    findings: pl.DataFrame,
    not_tested: pl.DataFrame,
    chosen: list[Detector],
    bound: Mapping[str, Mapping[str, Value]],
) -> None:
    """Replace the case's screening and note it in the journal."""
    folder = case.folder / "screening"
    folder.mkdir(exist_ok=True)
    detectors = {d.name: {"code": _code(d), "params": dict(bound[d.name])} for d in chosen}
    basis = {"evidence": case.evidence_hash}
    if case.captures_hash:
        basis["captures"] = case.captures_hash
    key = json.dumps({**basis, "detectors": detectors}, sort_keys=True)
    for name, frame in (("not_tested", not_tested), ("findings", findings)):
        partial = folder / f"{name}.{os.getpid()}.partial"
        frame.write_parquet(partial, metadata={"key": key})
        partial.replace(folder / f"{name}.parquet")
    journal.append(
        case.folder,
        "screening",
        **basis,
        detectors=detectors,
        findings=findings.height,
    )

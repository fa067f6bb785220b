"""A model that gets better from the team's own decisions: fit, challenge, choose, score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from kit import journal
from kit.case import Case
from kit.errors import ParameterError
from kit.trust.learning.calibrate import calibration_error, reliability
from kit.trust.learning.champion import Contest, contest
from kit.trust.learning.drift import Drift, drift
from kit.trust.learning.features import features
from kit.trust.learning.fitting import Stretch, learn, recalibrate, rules
from kit.trust.learning.labels import LABELS, labels
from kit.trust.learning.model import Model
from kit.trust.learning.model_folder import CHOSEN, champion, names, save
from kit.trust.learning.snapshots import snapshots
from kit.trust.learning.standing import note_calibration, standing
from kit.trust.learning.unlabelled import attach, judged


@dataclass(frozen=True)
class Fitted:
    """What came of a fit.

    Parameters
    ----------
    model : Model
        The challenger that was fitted.
    contest : Contest
        Against the champion, on the accounts judged of the last stretch.
    reliability : polars.DataFrame
        What the challenger told of these accounts against what people decided; columns of
        `kit.trust.learning.calibrate.RELIABILITY`.
    champion_reliability : polars.DataFrame
        The same of the champion.
    drift : Drift
        Of the champion.
    champion : Model
        Who is champion after the contest, calibrated on what was judged last.
    """

    model: Model
    contest: Contest
    reliability: pl.DataFrame
    champion_reliability: pl.DataFrame
    drift: Drift
    champion: Model

    def curves(self) -> pl.DataFrame:
        """Return both reliability curves, with the column model."""
        return pl.concat(
            [
                self.champion_reliability.with_columns(model=pl.lit("champion")),
                self.reliability.with_columns(model=pl.lit("challenger")),
            ]
        )

    def compared(self) -> pl.DataFrame:
        """Return the contest as a table: measure, champion, challenger, meaning."""
        match = self.contest
        errors = [calibration_error(one) for one in (self.champion_reliability, self.reliability)]
        rows = [
            ("name", match.champion, match.challenger, "before the contest"),
            (
                "average precision",
                f"{match.champion_ap:.3f}",
                f"{match.challenger_ap:.3f}",
                "among the accounts judged later, each standing for those that were not drawn",
            ),
            (
                "difference",
                "",
                f"{match.difference:+.3f} ({match.low:+.3f} to {match.high:+.3f})",
                "95 % interval over accounts drawn with replacement",
            ),
            (
                "calibration error",
                f"{errors[0]:.3f}",
                f"{errors[1]:.3f}",
                "mean distance between what was told and what people found",
            ),
            ("judged later", f"{match.judged:,}", f"{match.judged:,}", "accounts"),
            ("found paid", f"{match.paid:,}", f"{match.paid:,}", "of them"),
        ]
        columns = ("measure", "champion", "challenger", "meaning")
        return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def fit(
    case: Case,
    *,
    known: pl.DataFrame | None = None,
    takedowns: pl.DataFrame | None = None,
    audit: pl.DataFrame | None = None,
    days: Sequence[dt.date] | None = None,
    name: str | None = None,
    keep: bool = True,
    seed: int = 0,
) -> Fitted:
    """Fit a challenger on what people decided and what was taken down, and let it compete.

    Parameters
    ----------
    case : Case
    known : polars.DataFrame, optional
        Labels, as from `kit.trust.learning.labels.labels`, which reads them from the journal where
        left out.
    takedowns, audit : polars.DataFrame, optional
        As for `labels`.
    days : sequence of date, optional
        At which accounts are looked at, three or more: it is fitted on all but the last two,
        calibrated on the last but one, and competes on the last. By default the ends of the last
        quarters.
    name : str, optional
        Of the model; by default from the days and the number of those there are.
    keep : bool
        Whether to save the challenger in the case's folder, and the promotion in its journal.
    seed : int
        Of boosting and bootstrap.

    Returns
    -------
    Fitted

    Raises
    ------
    ParameterError
        Where nothing was judged, too few accounts of one kind are known, or the case is too short.
    CaseError
        Where the champion's folder was edited.

    Notes
    -----
    The first champion are the rules: `kit.rank`, calibrated. Only a challenger that orders the last
    stretch's judged accounts better, with its whole interval, takes the place. Whoever is champion
    is then calibrated on the accounts judged last, and as `kit.trust.learning.level` says.
    """
    found = labels(case, takedowns, audit) if known is None else _checked(known)
    if found.is_empty():
        raise ParameterError(
            "Nobody has judged an account of this case yet, and no takedown is known.",
            hint="Without labels kit.rank(case) orders the queue. Judge its top with "
            "kit.CaseReview(case), and a random slice beside it; then there is something to learn.",
        )
    rows = snapshots(case, days)
    at = sorted(rows["day"].unique().to_list())
    if len(at) < 3:
        raise ParameterError(
            f"{len(at)} days are too few: one to fit on, one to calibrate on, one to test on."
        )
    today = max(found["known_on"].max(), at[-1])
    stretch = Stretch(at[-3], at[-2], today)
    ordered = learn(rows, found, stretch, name or _name(case, at[-1]), seed)
    seen = judged(attach(rows, found, today))
    later = seen.filter(pl.col("day") == at[-1])
    old = standing(case) or rules(rows, found, stretch)
    match = contest(old, ordered, later, seed)
    curve, before = _reliability(ordered, later), _reliability(old, later)
    model = replace(ordered, about={**ordered.about, "metrics": _metrics(match, curve)})
    changed = drift(
        old,
        seen,
        rows.filter(pl.col("day") < at[-1]),
        rows.filter(pl.col("day") == at[-1]),
    )
    waiting = rows.filter(pl.col("day") == at[-1]).join(found, on="account_id", how="anti")
    chosen = recalibrate(model if match.promoted else old, rows, found, today, told=waiting)
    if keep:
        save(case, model)
        if match.promoted:
            journal.append(case, CHOSEN, name=model.name, instead_of=old.name, why=match.why)
        if chosen.name == champion(case):
            note_calibration(case, chosen)
    return Fitted(model, match, curve, before, changed, chosen)


def score(case: Case, model: Model | None = None) -> pl.DataFrame:
    """Score every account of a case, for `kit.verdicts.queue(case, score=...)`.

    Parameters
    ----------
    case : Case
    model : Model, optional
        By default the case's champion.

    Returns
    -------
    polars.DataFrame
        account_id, score, probability; the highest first. It orders a queue and proves nothing.

    Raises
    ------
    ParameterError
        Where no model was given, and none was ever chosen.
    """
    if model is None:
        model = standing(case)
        if model is None:
            raise ParameterError(
                "No model of this case has won against the rules yet.",
                hint="kit.rank(case) orders all; kit.trust.learn.fit(case) challenges it.",
            )
    return model.score(features(case))


def _checked(known: pl.DataFrame) -> pl.DataFrame:
    missing = [name for name in LABELS if name not in known.columns]
    if missing:
        raise ParameterError(f"Labels have no {', '.join(missing)}.", available=known.columns)
    return known.select(list(LABELS))


def _name(case: Case, day: dt.date) -> str:
    return f"model-{len(names(case)) + 1:03d}-{day}"


def _reliability(model: Model, later: pl.DataFrame) -> pl.DataFrame:
    told = model.calibration(model.margin(later)) if later.height else np.zeros(0)
    paid = later["paid"].to_numpy().astype(np.bool_)
    return reliability(told, paid, later["weight"].to_numpy().astype(np.float64))


def _metrics(match: Contest, curve: pl.DataFrame) -> dict[str, object]:
    return {
        "tested_against": match.champion,
        "ap": match.challenger_ap,
        "ap_of_champion": match.champion_ap,
        "difference": match.difference,
        "low": match.low,
        "high": match.high,
        "judged": match.judged,
        "paid": match.paid,
        "promoted": match.promoted,
        "calibration_error": calibration_error(curve),
    }

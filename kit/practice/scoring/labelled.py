"""Score the ranks on a market whose reviews somebody has labelled."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import polars as pl

from kit.case import Case, open_case
from kit.errors import SourceError
from kit.practice.scoring.metrics import METRICS, TOP, best_first, measure, over_products
from kit.practice.scoring.one_market import spread
from kit.practice.scoring.tables import INTERVAL
from kit.ranking import rank
from kit.screening import screen

LABEL, REVIEW = "label", "review_id"
WITHOUT_TOP = "p_at_100_without_top_product"


def score_labelled(
    file: str | Path | pl.DataFrame, label: str = LABEL, draws: int = 1_000, seed: int = 0
) -> pl.DataFrame:
    """Rank a labelled market without its labels, then say how well the ranks agree with them.

    Parameters
    ----------
    file : path or polars.DataFrame
        Parquet or CSV with a column review_id and one of labels: true, 1 or "Y" for a review that
        was filtered; -1 where the others are 1, as the Yelp sets have it.
    label : str
        The column of labels. It is taken out before the import; the screening never sees it.
    draws : int
        Bootstrap draws over products.
    seed : int
        Breaks ties, and draws.

    Returns
    -------
    polars.DataFrame
        entity_kind (review, account), metric, value, low, high, entities, labelled. An account is
        labelled where one of its reviews is. `p_at_100_without_top_product` leaves out whoever
        reviewed the product on which most of the first 100 are.

    Raises
    ------
    SourceError
        Without those columns, or where labels are of no known kind.
    """
    with unlabelled(file, label) as (case, labels):
        return _score(case, labels, draws, seed)


@contextmanager
def unlabelled(
    file: str | Path | pl.DataFrame, label: str = LABEL
) -> Iterator[tuple[Case, pl.DataFrame]]:
    """Open a labelled market as a case that lacks the labels, for as long as it is needed.

    Parameters
    ----------
    file, label
        As for `score_labelled`.

    Yields
    ------
    Case
    polars.DataFrame
        review_id, label (true: filtered).

    Raises
    ------
    SourceError
        As for `score_labelled`.
    """
    frame = file if isinstance(file, pl.DataFrame) else _read(Path(file))
    missing = [name for name in (REVIEW, label) if name not in frame.columns]
    if missing:
        raise SourceError(
            f"The labelled file has no column {', '.join(missing)}.",
            available=frame.columns,
            hint="Labels are joined to reviews by review_id; --label names their column.",
        )
    labels = frame.select(
        pl.col(REVIEW).cast(pl.String).alias("review_id"), filtered(frame[label]).alias("label")
    )
    with tempfile.TemporaryDirectory(prefix="kit-labelled-") as folder:
        case = open_case(frame.drop(label), folder=Path(folder) / "case")
        try:
            yield case, labels
        finally:
            case.close()


def filtered(labels: pl.Series) -> pl.Series:
    """Return labels as true for filtered reviews.

    Raises
    ------
    SourceError
        Where the column holds anything but booleans, 0 and 1, -1 and 1, or Y and N.
    """
    values = set(labels.drop_nulls().unique().to_list())
    if labels.dtype == pl.Boolean:
        return labels.fill_null(False)
    for yes, no in ((1, 0), (-1, 1), ("Y", "N"), ("1", "0"), ("-1", "1")):
        if values and values <= {yes, no}:
            return (labels == yes).fill_null(False)
    raise SourceError(
        f"The column {labels.name} holds no labels: it has {len(values):,} values.",
        hint="Labels are true and false, 1 and 0, Y and N, or -1 for filtered and 1 for the rest.",
    )


def _read(path: Path) -> pl.DataFrame:
    if not path.is_file():
        raise SourceError(f"There is no file {path}.")
    try:
        return pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path)
    except pl.exceptions.PolarsError as error:
        raise SourceError(
            f"{path.name} cannot be read: {error}", hint="Give Parquet, or CSV with a header."
        ) from error


def _score(case: Case, labels: pl.DataFrame, draws: int, seed: int) -> pl.DataFrame:
    findings = screen(case, save=False)
    ids = case.sql("select review_id, account_id, product_id from reviews")
    known = ids.join(labels, on="review_id", how="left").with_columns(
        pl.col("label").fill_null(False)
    )
    frames = []
    for kind in ("review", "account"):
        truth = known.group_by(pl.col(f"{kind}_id").alias("entity_id")).agg(pl.col("label").any())
        ranked = (
            rank(case, kind, findings).select("entity_id", "score").join(truth, on="entity_id")
        ).sort("entity_id")
        ranked = ranked[best_first(ranked["score"].cast(pl.Float64).to_numpy(), seed)]
        is_labelled = ranked["label"].to_numpy()
        shares = spread(ids, kind, ranked["entity_id"])
        drawn = np.concatenate(list(over_products(is_labelled, shares, draws, seed)), axis=1)
        low, high = np.nanquantile(drawn, INTERVAL, axis=1)
        measures = pl.DataFrame(
            {"metric": METRICS, "value": measure(is_labelled)[:, 0], "low": low, "high": high}
        )
        rest = without_top_product(ranked, ids, kind)["label"].head(TOP)
        precision = float(rest.to_numpy().mean()) if len(rest) else float("nan")
        frames.append(
            pl.concat(
                [measures, pl.DataFrame({"metric": [WITHOUT_TOP], "value": [precision]})],
                how="diagonal",
            ).select(
                pl.lit(kind).alias("entity_kind"),
                "metric",
                pl.col("value", "low", "high").fill_nan(None).round(4),
                entities=pl.lit(ranked.height),
                labelled=pl.lit(int(is_labelled.sum())),
            )
        )
    return pl.concat(frames)


def without_top_product(ranked: pl.DataFrame, ids: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Leave out whoever reviewed the product on which most of the first 100 are.

    Parameters
    ----------
    ranked : polars.DataFrame
        entity_id and what else is known, the first in order first.
    ids : polars.DataFrame
        review_id, account_id, product_id.
    kind : {"review", "account"}

    Returns
    -------
    polars.DataFrame
        The rest of `ranked`, in its order.
    """
    theirs = ids.select(entity_id=f"{kind}_id", product="product_id").unique()
    first = ranked.head(TOP).join(theirs, on="entity_id")
    crowd = first.group_by("product").len().sort("len", "product", descending=[True, False])
    on_it = theirs.filter(pl.col("product") == crowd["product"][0])
    return ranked.join(on_it, on="entity_id", how="anti", maintain_order="left")

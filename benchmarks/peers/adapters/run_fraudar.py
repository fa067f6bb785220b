"""UGFraud's FRAUDAR: names accounts and products of the densest block of the graph."""

from __future__ import annotations

from pathlib import Path

from exchange import Named, Scores, main, read_reviews
from UGFraud.Detector.Fraudar import listToSparseMatrix, logWeightedAveDegree


def find(folder: Path) -> tuple[Scores, Named]:
    rows: dict[str, int] = {}
    columns: dict[str, int] = {}
    places = [
        (
            rows.setdefault(review.account, len(rows)),
            columns.setdefault(review.product, len(columns)),
        )
        for review in read_reviews(folder)
    ]
    matrix = listToSparseMatrix([row for row, _ in places], [column for _, column in places])
    (in_rows, in_columns), _ = logWeightedAveDegree(matrix)
    scores = {
        "account": {name: float(row in in_rows) for name, row in rows.items()},
        "product": {name: float(column in in_columns) for name, column in columns.items()},
    }
    named = {kind: [name for name in found if found[name]] for kind, found in scores.items()}
    return scores, named


if __name__ == "__main__":
    main(find)

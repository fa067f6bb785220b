from __future__ import annotations

from pathlib import Path

import numpy as np

from kit.tables.review_words import runs
from kit.tables.text_sketches import KEPT, RUN
from tests.case_rows import case_of, derived, review

LONG = " ".join(f"word{n}" for n in range(400))


def test_a_run_is_the_same_wherever_it_stands() -> None:
    one, other = np.array([1, 2, 3, 4, 5], np.uint32), np.array([9, 2, 3, 4, 5, 7], np.uint32)
    assert set(runs(one, RUN)) & set(runs(other, RUN)) == {runs(one, RUN)[1]}
    assert runs(one, RUN).size == one.size - RUN + 1


def test_some_runs_of_each_text_are_kept_and_sorted(tmp_path: Path) -> None:
    texts = [LONG, "Four words are kept", "too short", None]
    rows = [{**review(f"a{n}", "p", n), "text": text} for n, text in enumerate(texts)]
    found = derived(case_of(rows, tmp_path), "text_sketches")
    assert [row["run"] for row in found] == sorted(row["run"] for row in found)
    of = [row["review_id"] for row in found]
    assert of.count("r00001") == 1
    assert KEPT / 3 < of.count("r00000") < KEPT * 3
    assert set(of) == {"r00000", "r00001"}

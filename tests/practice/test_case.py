import pytest
from polars.testing import assert_frame_equal

from kit.errors import CaseError
from kit.practice.case import make_case
from kit.practice.market import generate


def test_the_truth_lies_beside_the_case_and_never_in_it(tmp_path):
    case = make_case(3, 5_000, text=False, folder=tmp_path / "market")
    assert case.sql("select count(*) n from reviews")["n"].item() == 5_000
    assert case.truth_file == tmp_path / "market.truth.parquet"
    assert not [path for path in case.folder.rglob("*") if "truth" in path.name]
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")) == [
        "market",
        "market.truth.parquet",
    ]
    assert_frame_equal(case.truth, generate(3, 5_000, text=False).truth)


def test_the_case_has_the_rows_of_the_market(tmp_path):
    case = make_case(3, 2_000, {}, {}, folder=tmp_path / "c")
    market = generate(3, 2_000, {}, {}).reviews.sort("review_id")
    rows = case.sql("select * from reviews order by review_id").select(market.columns)
    assert_frame_equal(rows.drop("source"), market.drop("source"))
    assert case.truth.is_empty()


def test_a_folder_that_is_there_is_left_alone(tmp_path):
    (tmp_path / "c").mkdir()
    with pytest.raises(CaseError, match="there already"):
        make_case(3, 100, folder=tmp_path / "c")

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from kit.practice.sample import make_sample

COMMITTED = Path(__file__).parents[2] / "sample_data"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    make_sample(folder)
    return folder


def test_the_committed_sample_is_what_the_command_makes(made: Path):
    names = {path.name for path in COMMITTED.iterdir()}
    assert names == {path.name for path in made.iterdir()} | {"README.md"}
    for name in names - {"README.md", "reviews.parquet", "excerpt_amazon_2018.jsonl.gz"}:
        assert (made / name).read_bytes() == (COMMITTED / name).read_bytes(), name
    # Compression can differ between versions of a library; what is compressed must not.
    for read, name in (
        (pl.read_parquet, "reviews.parquet"),
        (pl.read_ndjson, "excerpt_amazon_2018.jsonl.gz"),
    ):
        assert_frame_equal(read(made / name), read(COMMITTED / name))


def test_the_sample_is_small(made: Path):
    for path in [*COMMITTED.iterdir(), *made.iterdir()]:
        assert path.stat().st_size < 1_000_000, path.name


def test_excerpts_hold_whole_products_of_the_sample(made: Path):
    reviews = pl.read_parquet(made / "reviews.parquet")
    amazon = pl.read_ndjson(made / "excerpt_amazon_2018.jsonl.gz")
    odd = pl.read_csv(made / "excerpt_odd_columns.csv")
    for excerpt, column in ((amazon, "asin"), (odd, "SKU")):
        assert 2_000 < excerpt.height < 4_000
        inside = reviews.filter(pl.col("product_id").is_in(excerpt[column].unique().to_list()))
        assert inside.height == excerpt.height
    assert set(amazon["asin"]).isdisjoint(odd["SKU"])
    assert (amazon["unixReviewTime"] % 86_400 == 0).all()

"""All formats are found, and each is known by its content alone."""

import importlib
import inspect
from pathlib import Path

import pytest

from kit.errors import SourceError
from kit.schema import REVIEWS
from kit.sources.reading.blocks import Original
from kit.sources.reading.sniff import sniff
from kit.sources.registry import formats, plan_for
from kit.sources.source import fields_of

HERE = Path(__file__).parent


def test_the_formats_of_the_plan_are_there() -> None:
    assert list(formats())[-1] == "table"
    assert set(formats()) >= {
        "amazon_2014",
        "amazon_2018",
        "amazon_2023",
        "app_store",
        "aws",
        "google_local",
        "google_play",
        "google_play_console",
        "kit",
        "trustpilot",
        "yelp_chi",
        "yelp_open",
    }


@pytest.mark.parametrize("name", formats())
def test_a_format_is_one_file_with_its_test(name: str) -> None:
    source = formats()[name]
    module = importlib.import_module(f"kit.sources.{name}")
    assert source.about == inspect.getmodule(module).__doc__
    assert set(source.columns) <= set(REVIEWS.names)
    assert (HERE / f"test_{name}.py").is_file()


@pytest.mark.parametrize("name", ["reviews.json", "reviews.parquet", "reviews", "x.csv.gz"])
def test_a_name_says_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("review_id,user_id,business_id,stars,date\nr,u,b,5,2020-01-01\n")
    plan, _ = plan_for(name, sniff(Original(path)))
    assert plan.source == "yelp_open"
    assert plan.columns["stars"] == '"stars"'


def test_a_product_goes_by_the_name_of_its_file_where_nothing_else_names_it(tmp_path: Path) -> None:
    path = tmp_path / "o'clock.csv.gz"
    path.write_text("user,rating\nu,5\n")
    plan, _ = plan_for(path.name, sniff(Original(path)))
    assert plan.columns["product_id"] == "'o''clock'"
    with pytest.raises(SourceError, match="no column for stars and none for text"):
        plan_for(path.name, sniff(Original(path)), {"stars": None})


def test_fields_are_found_in_expressions() -> None:
    expressions = {"a": """coalesce("it's", 'not "this"')""", "b": '"say ""hi"""'}
    assert fields_of(expressions) == ("it's", 'say "hi"')

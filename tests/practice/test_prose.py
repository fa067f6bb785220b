import numpy as np
import polars as pl
import pytest

from kit.practice.grammar import Subject
from kit.practice.lexicon import CATEGORIES
from kit.practice.market import generate
from kit.practice.prose import write


def say(stars: int, author: int, scripts: list[int], products: list[int]):
    n = len(scripts)
    product = np.array(products)
    about = Subject(product % len(CATEGORIES), product % 8, product)
    return write(
        np.full(n, stars, np.int8),
        np.full(n, author, np.int32),
        np.array(scripts, np.uint64),
        about,
    )


def test_one_script_of_one_author_says_the_same():
    scripts = list(range(1_000, 1_060))
    assert say(5, 7, scripts, [3] * 60)[1].equals(say(5, 7, scripts, [3] * 60)[1])
    assert say(5, 7, scripts, [3] * 60)[1].n_unique() > 40


def test_one_script_for_two_products_shares_words_but_not_nouns():
    scripts = list(range(1_000, 1_300))
    here, there = (say(5, 7, scripts, [p] * 300)[1] for p in (1, 2))
    assert not here.equals(there)
    assert sum(a == b for a, b in zip(here, there, strict=True)) < 150


def test_moods_follow_the_stars():
    scripts = list(range(500))
    good = say(5, 1, scripts, [2] * 500)[1].drop_nulls()
    bad = say(1, 1, scripts, [2] * 500)[1].drop_nulls()
    complaint = "|".join(CATEGORIES[2].fault + CATEGORIES[2].fails)
    assert good.str.contains(complaint).mean() < 0.2 < bad.str.contains(complaint).mean()


@pytest.fixture(scope="module")
def reviews() -> pl.DataFrame:
    return generate(9, 20_000, {}, {}).reviews


def test_short_texts_repeat_and_long_ones_do_not(reviews: pl.DataFrame):
    words = reviews["text"].str.count_matches(r"\S+")
    assert 8 <= words.median() <= 20
    assert words.quantile(0.99) > 50
    assert 0.15 < float((words <= 4).mean()) < 0.35
    short, long = reviews.filter(words <= 3)["text"], reviews.filter(words >= 8)["text"]
    assert short.n_unique() < 0.2 * short.len()
    assert long.is_duplicated().mean() < 0.001


def test_strangers_hardly_share_a_run_of_words(reviews: pl.DataFrame):
    words = pl.col("text").str.to_lowercase().str.extract_all(r"[a-z']+")
    said = reviews.select("account_id", "review_id", word=words).explode("word", empty_as_null=True)
    run = said.with_columns(
        run=pl.concat_str(
            [pl.col("word").shift(-step).over("review_id") for step in range(8)], separator=" "
        )
    ).drop_nulls("run")
    hands = run.group_by("run").agg(pl.col("account_id").n_unique())
    assert (hands["account_id"] > 1).mean() < 0.05


def test_nothing_is_left_of_the_grammar(reviews: pl.DataFrame):
    for column in ("title", "text"):
        assert not reviews[column].str.contains(r"[{}<>]|null|None").any()
        assert not reviews[column].str.contains(r"^[\s]|\s\s").any()

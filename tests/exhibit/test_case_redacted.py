"""Whatever people are called, a redacted bundle names none of them; the sealed one agrees."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kit import journal
from kit.case import Case
from kit.exhibit.case_bundle import CaseBundle, write_case_bundle
from kit.exhibit.column_kinds import figures
from kit.exhibit.edition_check import against_case, against_sealed
from kit.exhibit.key_file import key_path, read_key
from kit.exhibit.reproducing import reproduce
from kit.exhibit.unseal import unseal
from kit.exhibit.verifying import verify
from tests.exhibit.hostile_case import DRESSES, MARK, hostile_case, names_in
from tests.exhibit.test_case_bundle import files


@dataclass(frozen=True)
class Editions:
    case: Case
    redacted: CaseBundle
    sealed: CaseBundle
    place: Path

    @property
    def source(self) -> Path:
        (path,) = self.place.glob("from *")
        return path


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editions]:
    place = tmp_path_factory.mktemp("editions")
    case = hostile_case(place, DRESSES)
    sealed = write_case_bundle(case, place / "sealed", sealed=True)
    yield Editions(case, write_case_bundle(case, place / "redacted"), sealed, place)
    case.close()


def test_no_real_name_is_in_any_byte(editions: Editions) -> None:
    assert list(names_in(editions.redacted.path)) == []
    found = set(names_in(editions.sealed.path))
    assert {"data/index.html", "data/tables/reviews.parquet", "data/exhibit_a.pdf"} <= found


# A bundle for each example: one that fails is told as it is, and not made shorter.
@settings(
    max_examples=2, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None
)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0{}"), max_size=40).map(
            lambda text: f"{text}.{{}}.{text}"
        ),
        min_size=3,
        max_size=9,
    )
)
def test_no_real_name_is_in_any_byte_whatever_they_are(
    tmp_path_factory: pytest.TempPathFactory, dresses: list[str]
) -> None:
    place = tmp_path_factory.mktemp("any")
    case = hostile_case(place, dresses)
    bundle = write_case_bundle(case, place / "redacted")
    case.close()
    assert bundle.listed
    assert list(names_in(bundle.path)) == []
    shutil.rmtree(place)


def test_the_key_is_in_neither(editions: Editions) -> None:
    key = read_key(editions.case.folder)
    for bundle in (editions.redacted, editions.sealed):
        held = files(bundle.path)
        assert not any(key.hex().encode() in text or key in text for text in held.values())
        assert not any(name.endswith(".key") for name in held)


def test_their_numbers_agree(editions: Editions) -> None:
    tables = [bundle.path / "data" / "tables" for bundle in (editions.redacted, editions.sealed)]
    names = [sorted(path.name for path in folder.glob("*.parquet")) for folder in tables]
    assert names[0] == names[1]
    for name in names[0]:
        redacted, sealed = (pl.read_parquet(folder / name) for folder in tables)
        assert redacted.schema == sealed.schema
        same = figures(name.removesuffix(".parquet"), redacted)
        assert redacted.select(same).equals(sealed.select(same)), name
        numbers = [column for column in redacted.columns if redacted[column].dtype.is_numeric()]
        assert set(numbers) <= set(same)
        nulls = [frame.null_count().row(0) for frame in (redacted, sealed)]
        assert nulls[0] == nulls[1], name


def test_what_was_masked_is_counted_in_both(editions: Editions) -> None:
    rows = [
        pl.read_parquet(bundle.path / "data" / "tables" / "masked.parquet")
        for bundle in (editions.redacted, editions.sealed)
    ]
    assert rows[0].equals(rows[1])
    counts = dict(rows[0].filter(pl.col("table") == "reviews")["what", "masked"].iter_rows())
    reviews = pl.read_parquet(editions.redacted.path / "data" / "tables" / "reviews.parquet")
    assert counts["e-mail"] == counts["phone"] == reviews["text"].drop_nulls().len()
    assert counts["name"] >= reviews["text"].drop_nulls().len()
    page = (editions.redacted.path / "data" / "index.html").read_text()
    assert f'<td>e-mail addresses</td><td>reviews</td><td class="n">{counts["e-mail"]:,}' in page


def test_the_same_case_and_key_give_the_same_bytes(editions: Editions, tmp_path: Path) -> None:
    again = write_case_bundle(editions.case, tmp_path / "again")
    assert files(again.path) == files(editions.redacted.path)


def test_each_edition_is_checked(editions: Editions) -> None:
    for bundle in (editions.redacted, editions.sealed):
        assert verify(bundle.path, [editions.source], editions.case.folder) == []
    assert against_sealed(editions.redacted.path, editions.sealed.path) == []
    assert against_case(editions.redacted.path, editions.case.folder) == []


def test_each_edition_is_made_again(editions: Editions) -> None:
    key = read_key(editions.case.folder)
    for path, with_key in ((editions.sealed.path, None), (editions.redacted.path, key)):
        compared = reproduce(path, [editions.source], key=with_key)
        assert [one for one in compared if not one.equal] == []
        assert not any("need the key" in one.told for one in compared)


def test_without_the_key_every_figure_is_compared(editions: Editions) -> None:
    compared = {o.name: o for o in reproduce(editions.redacted.path, [editions.source])}
    assert all(one.equal for one in compared.values())
    partly = {name for name, one in compared.items() if "need the key" in one.told}
    assert partly == {
        "exhibit_a", "findings", "left_out", "look_alikes", "reviews", "seen", "speaking_for",
    }  # fmt: skip


def test_a_pseudonym_leads_back_and_the_journal_says_so(editions: Editions, tmp_path: Path) -> None:
    place = Path(shutil.copytree(editions.case.folder, tmp_path / "case"))
    shutil.copy(key_path(editions.case.folder), key_path(place))
    tables = [bundle.path / "data" / "tables" for bundle in (editions.redacted, editions.sealed)]
    shown, real = (pl.read_parquet(folder / "exhibit_a.parquet") for folder in tables)
    case = Case(place)
    for column in ("account_id", "account_name"):
        behind = unseal(case, shown[column][0], "Ada Example", f"asked for by {MARK}")
        assert behind == real[column][0]
    # A case whose journal tells of it has no name in its next bundle either.
    bundle = write_case_bundle(case, tmp_path / "next")
    assert [one.kind for one in journal.read(bundle.path / "data")].count("unseal") == 2
    case.close()

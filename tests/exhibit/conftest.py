"""A case in which everybody's name is hostile, screened, and its report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

import kit
from kit.case import Case
from kit.detectors import DETECTORS
from kit.exhibit import drawings
from kit.exhibit.case_bundle import CaseBundle, write_case_bundle
from kit.exhibit.report import write_report
from tests.exhibit.bundled import small_case
from tests.hostile import HOSTILE, hostile_reviews


@dataclass(frozen=True)
class Reported:
    case: Case
    findings: pl.DataFrame
    path: Path

    @property
    def page(self) -> str:
        return self.path.read_text("utf-8")


def named(kind: str, names: list[str]) -> pl.DataFrame:
    """Return suspects of these names: every hostile name is accused of something hostile."""
    rows = [
        {
            "entity_kind": kind,
            "entity_id": name,
            "q_value": 0.001 * (at + 1),
            "families": ["ring"],
            "why": f"{name} {HOSTILE['script_tag']}.",
            "innocent": f"A family. {HOSTILE['image_error']}",
            "members": None,
        }
        for at, name in enumerate(names)
    ]
    return pl.DataFrame(rows, schema=kit.ranking.proof.SUSPECTS)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reported]:
    place = tmp_path_factory.mktemp("hostile")
    case = kit.open_case(hostile_reviews(), folder=place / "<img src=x onerror=alert(1)>")
    findings = kit.screen(case)
    accounts = case.sql("select distinct account_id as id from reviews order by id")["id"]
    products = case.sql("select distinct product_id as id from reviews order by id")["id"]
    accused = named("account", accounts.to_list()), named("product", products.to_list())
    path = write_report(
        case,
        place / "report.html",
        findings=findings,
        accounts=accused[0],
        products=accused[1],
        detectors=DETECTORS,
        of_market=drawings.of_market(case, findings, accused[0], 0.5),
        of_products=drawings.of_products(case, findings, accused[1], 0.5),
        fdr=0.5,
    )
    yield Reported(case, findings, path)
    case.close()


@dataclass(frozen=True)
class Bundled:
    case: Case
    bundle: CaseBundle

    @property
    def path(self) -> Path:
        return self.bundle.path

    @property
    def data(self) -> Path:
        return self.bundle.path / "data"


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bundled]:
    """A small case and its bundle; tests that change a bundle copy it first."""
    place = tmp_path_factory.mktemp("bundled")
    case = small_case(place)
    yield Bundled(case, write_case_bundle(case, place / "bundle"))
    case.close()


@pytest.fixture(scope="session")
def sealed(bundled: Bundled, tmp_path_factory: pytest.TempPathFactory) -> Bundled:
    """The sealed edition of the same case, with names as they are."""
    place = tmp_path_factory.mktemp("sealed")
    return Bundled(bundled.case, write_case_bundle(bundled.case, place / "bundle", sealed=True))

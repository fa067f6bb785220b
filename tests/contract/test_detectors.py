"""One contract over every detector: `{detector}:{check}`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.detector import Detector
from kit.detectors import DETECTORS
from tests.contract import of_files, of_findings
from tests.contract.ground import Ground


def _cases(checks: tuple[Callable[..., None], ...]) -> list[object]:
    return [
        pytest.param(detector, check, id=f"{name}:{check.__name__}")
        for name, detector in DETECTORS.items()
        for check in checks
    ]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(tmp_path_factory.mktemp("contract"))


@pytest.mark.parametrize(("detector", "check"), _cases(of_files.CHECKS))
def test_file(detector: Detector, check: Callable[[Detector], None]) -> None:
    check(detector)


@pytest.mark.parametrize(("detector", "check"), _cases(of_findings.CHECKS))
def test_findings(
    detector: Detector, check: Callable[[Detector, Ground], None], ground: Ground
) -> None:
    check(detector, ground)


@pytest.mark.parametrize(
    "sql",
    [
        "with gone as (delete from reviews returning *) select * from gone",
        "insert into reviews select * from reviews",
        "select 1; select 2",
        "create table t as select 1",
    ],
)
def test_the_contract_refuses_what_changes_something(sql: str) -> None:
    thin = DETECTORS["thin_account"]
    changed = Detector(thin.name, thin.family, thin.flags, thin.about, thin.reads, sql, thin.why)
    with pytest.raises(AssertionError):
        of_files.one_select(changed)

from __future__ import annotations

import re

import pytest

from benchmarks.peers.roster import PEERS, Peer
from benchmarks.peers.run import ADAPTERS, ROOT


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_has_an_adapter_and_pinned_packages(peer: Peer) -> None:
    assert (ADAPTERS / f"{peer.adapter}.py").is_file()
    assert all(re.fullmatch(r"[\w-]+==[\d.]+", wanted) for wanted in peer.requirements)


def test_every_adapter_is_used() -> None:
    assert {path.stem for path in ADAPTERS.glob("run_*.py")} == {peer.adapter for peer in PEERS}


def test_names_are_those_of_the_page() -> None:
    page = " ".join((ROOT / "docs" / "peers.md").read_text(encoding="utf-8").split())
    for peer in PEERS:
        assert f"| {peer.name} |" in page
        assert all(wanted.replace("==", " ") in page for wanted in peer.requirements)


def test_the_kit_needs_none_of_them() -> None:
    packages = "|".join({"UGFraud", "fraud_eagle", "ria", "rsd", "fraudar"})
    importing = re.compile(rf"^\s*(import|from) ({packages})\b", re.MULTILINE)
    for path in (ROOT / "kit").rglob("*.py"):
        assert not importing.search(path.read_text(encoding="utf-8")), path

"""A folder becomes a bag that other tools accept, in one form only."""

from __future__ import annotations

import hashlib
from pathlib import Path

import bagit

from kit.exhibit import bag
from kit.exhibit.verifying import verify
from tests.exhibit.conftest import Bundled


def sealed(place: Path) -> Path:
    (place / "data" / "b").mkdir(parents=True)
    (place / "data" / "b" / "two.txt").write_bytes(b"2")
    (place / "data" / "one.txt").write_bytes(b"one")
    bag.seal(place, {"Bagging-Date": "2024-01-02", "External-Description": "a\nB: c"})
    return place


def test_another_tool_accepts_it(tmp_path: Path, bundled: Bundled) -> None:
    for folder in (sealed(tmp_path / "bag"), bundled.path):
        found = bagit.Bag(str(folder))
        found.validate()
        assert found.algorithms == ["sha256"]


def test_a_manifest_is_sorted_and_in_lower_case(tmp_path: Path) -> None:
    folder = sealed(tmp_path / "bag")
    hashes = [hashlib.sha256(text).hexdigest() for text in (b"2", b"one")]
    expected = f"{hashes[0]}  data/b/two.txt\n{hashes[1]}  data/one.txt\n"
    assert (folder / bag.MANIFEST).read_text() == expected


def test_a_value_cannot_forge_a_line(tmp_path: Path) -> None:
    folder = sealed(tmp_path / "bag")
    assert (folder / bag.INFO).read_text().splitlines() == [
        "Bagging-Date: 2024-01-02",
        "External-Description: a B: c",
        "Payload-Oxum: 4.2",
    ]


def test_a_name_cannot_forge_a_line() -> None:
    assert bag.manifest({"data/a\nb%": "0" * 64}) == b"0" * 64 + b"  data/a%0Ab%25\n"


def test_what_a_killed_export_left_is_no_bundle_and_is_cleared(tmp_path: Path) -> None:
    left = tmp_path / ".bundle.bundle"
    (left / "data").mkdir(parents=True)
    (left / "data" / "half.txt").write_text("half")
    assert {problem.what for problem in verify(left)} == {"missing"}
    with bag.stage(tmp_path / "bundle") as folder:
        (folder / "data" / "whole.txt").write_text("whole")
        bag.seal(folder, {})
    assert [path.name for path in tmp_path.iterdir()] == ["bundle"]
    assert list(bag.payload(tmp_path / "bundle")) == ["data/whole.txt"]
    assert verify(tmp_path / "bundle") == []

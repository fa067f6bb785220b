"""Whatever is done to a bundle is named, and nothing in it is followed or unpacked."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import bagit
import pytest

from kit.disk import sha256
from kit.errors import KitError
from kit.exhibit import bag
from kit.exhibit.verifying import verify
from tests.exhibit.bundled import small_file
from tests.exhibit.changing import change
from tests.exhibit.conftest import Bundled

CHANGES = 120


@pytest.fixture
def copy(bundled: Bundled, tmp_path: Path) -> Path:
    return Path(shutil.copytree(bundled.path, tmp_path / "bundle"))


def named(bundle: Path) -> list[tuple[str, str]]:
    return [(problem.what, problem.path) for problem in verify(bundle)]


def test_an_untouched_bundle_has_no_problem(copy: Path) -> None:
    assert verify(copy) == []


def test_every_changed_byte_is_named(copy: Path) -> None:
    hand = random.Random(7)
    assert [missed for turn in range(CHANGES) if (missed := change(copy, hand, turn))] == []
    assert verify(copy) == []


@pytest.mark.parametrize(
    ("old", "new"), [(b"a", b"A"), (b"  ", b" \t"), (b"\n", b"\r\n"), (b"  ", b" *")]
)
@pytest.mark.parametrize("name", [bag.TAG_MANIFEST, bag.MANIFEST])
def test_another_form_of_a_manifest_is_a_change(
    name: str, old: bytes, new: bytes, copy: Path
) -> None:
    held = (copy / name).read_bytes()
    assert old in held
    (copy / name).write_bytes(held.replace(old, new, 1))
    assert ("form", name) in named(copy)


def test_a_change_in_the_tag_manifest_is_laid_at_one_of_two_doors(copy: Path) -> None:
    held = (copy / bag.TAG_MANIFEST).read_bytes()
    (copy / bag.TAG_MANIFEST).write_bytes((b"1" if held[:1] == b"0" else b"0") + held[1:])
    (problem,) = verify(copy)
    assert bag.TAG_MANIFEST in problem.told
    assert "one of the two" in problem.told


def test_missing_and_added_files_are_named(copy: Path) -> None:
    (copy / "data" / "index.html").unlink()
    (copy / "data" / "more.zip").write_bytes(b"PK\x05\x06" + b"\0" * 18)
    (copy / "notes.txt").write_text("x")
    (copy / "data" / "hollow").mkdir()
    assert named(copy) == [
        ("added", "data/hollow"),
        ("missing", "data/index.html"),
        ("added", "data/more.zip"),
        ("added", "notes.txt"),
    ]
    with pytest.raises(bagit.BagError):
        bagit.Bag(str(copy)).validate()


def test_links_and_pipes_are_not_opened(copy: Path, tmp_path: Path) -> None:
    page = copy / "data" / "index.html"
    shutil.copy(page, tmp_path / "index.html")
    page.unlink()
    page.symlink_to(tmp_path / "index.html")
    (copy / "data" / "round").symlink_to(copy)
    os.mkfifo(copy / "data" / "pipe")
    assert named(copy) == [
        ("link", "data/index.html"),
        ("missing", "data/index.html"),
        ("odd", "data/pipe"),
        ("link", "data/round"),
    ]


def test_a_path_out_of_the_bundle_is_only_a_missing_file(copy: Path) -> None:
    (copy.parent / "outside").write_bytes(b"")
    empty = sha256(copy.parent / "outside")
    with (copy / bag.MANIFEST).open("a") as file:
        file.write(f"{empty}  ../outside\n{empty}  data/../../outside\n{empty}  /etc/hostname\n")
    missing = [path for what, path in named(copy) if what == "missing"]
    assert missing == ["../outside", "/etc/hostname", "data/../../outside"]


def test_a_broken_journal_is_named_though_the_manifests_agree(copy: Path) -> None:
    held = (copy / "data" / "journal.jsonl").read_bytes()
    (copy / "data" / "journal.jsonl").write_bytes(held.replace(b'"loaded":1', b'"loaded":2', 1))
    (copy / bag.INFO).unlink()
    bag.seal(copy, {})
    (problem,) = verify(copy)
    assert (problem.what, problem.path) == ("journal", "data/journal.jsonl")
    assert "broken at line 2" in problem.told


def test_a_bundle_written_anew_is_not_the_one_that_the_case_notes(
    bundled: Bundled, copy: Path
) -> None:
    assert verify(copy, case=bundled.case.folder) == []
    (copy / "data" / "index.html").write_text("another page")
    bag.seal(copy, {"Bagging-Date": "2024-01-02"})
    assert verify(copy) == []
    (problem,) = verify(copy, case=bundled.case.folder)
    assert (problem.what, problem.path) == ("journal", bag.TAG_MANIFEST)


def test_a_source_that_changed_is_named(copy: Path, tmp_path: Path) -> None:
    source = small_file(tmp_path)
    assert verify(copy, [source]) == []
    source.write_bytes(source.read_bytes() + b"\0")
    assert [problem.what for problem in verify(copy, [source])] == ["source", "source"]


def test_something_else_is_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(KitError, match="no bundle"):
        verify(tmp_path / "absent")
    assert {problem.what for problem in verify(tmp_path)} == {"missing"}

"""A bundle made to harm whoever verifies it: nothing is unpacked, filled, followed or written."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kit import journal
from kit.cli.verify import verify as command
from kit.errors import KitError
from kit.exhibit import bag, recipe, verifying
from kit.exhibit.verifying import verify
from tests.exhibit.test_bag import sealed

TERABYTE = 2**40

# Whatever is opened for writing, made, moved or taken away while a bundle is verified.
WATCHED = """
import os, sys
from pathlib import Path
from kit.exhibit.signing import signed_with
from kit.exhibit.verifying import verify
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
bundle, seen = Path(sys.argv[1]), []
def hook(event, args):
    if event == "open" and isinstance(args[2], int) and args[2] & WRITES:
        seen.append(args[0])
    elif event in {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink"}:
        seen.append(args[0])
sys.addaudithook(hook)
problems = verify(bundle)
print([str(path) for path in seen if str(path) != os.devnull], problems)
"""


def test_a_zip_bomb_is_a_file_like_any_other(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("zeros", bytes(50_000_000))
    folder = sealed(tmp_path / "bundle")
    (folder / "data" / "bomb.zip").write_bytes(inner.getvalue())
    assert [(one.what, one.path) for one in verify(folder)] == [("added", "data/bomb.zip")]
    bag.seal(folder, {})
    assert verify(folder) == []
    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == [
        "bag-info.txt", "bagit.txt", "bomb.zip", "manifest-sha256.txt", "one.txt",
        "tagmanifest-sha256.txt", "two.txt",
    ]  # fmt: skip


def test_no_file_fills_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A file of a terabyte that takes no room on the disk; its hash would take an hour.
    monkeypatch.setattr(verifying, "sha256", lambda path: "0" * 64)
    monkeypatch.setattr(verifying, "LONGEST_MANIFEST", 10_000)
    folder = sealed(tmp_path / "bundle")
    for name in (*bag.TAGGED, bag.TAG_MANIFEST, f"{bag.PAYLOAD}/{journal.NAME}"):
        with (folder / name).open("wb") as file:
            file.truncate(TERABYTE)
    told = {problem.path: problem.told for problem in verify(folder)}
    assert "was not read" in told["data/journal.jsonl"]
    assert {bag.DECLARATION, bag.TAG_MANIFEST, bag.MANIFEST} <= told.keys()


def test_names_that_are_no_text_are_named(tmp_path: Path) -> None:
    folder = sealed(tmp_path / "bundle")
    (folder / "data" / os.fsdecode(b"\xff\xfe")).write_text("")
    (folder / "data" / "\u202etxt.exe\n").write_text("")
    with pytest.raises(Exception, match="1"):
        command(folder)
    assert [problem.what for problem in verify(folder)] == ["added", "added"]


def test_nothing_is_written_so_a_disk_may_be_read_only(tmp_path: Path) -> None:
    folder = sealed(tmp_path / "bundle")
    ran = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, str(folder)], capture_output=True, text=True
    )
    assert ran.stdout.strip() == "[] []", ran.stderr


DEEP = "[" * 100_000
RECIPE = '{"files": %s, "detectors": {}, "results": {}, "fdr": 0.05, "kit": "1"}'


@pytest.mark.parametrize(
    "text", [DEEP, RECIPE % "{}", RECIPE % "[1]", RECIPE % "[{}]", RECIPE % '[{"file": "a"}]']
)
def test_a_recipe_of_another_shape_is_refused(text: str, tmp_path: Path) -> None:
    folder = sealed(tmp_path / "bundle")
    (folder / "data" / recipe.NAME).write_text(text)
    with pytest.raises(KitError, match="no bundle that can be run again"):
        verify(folder, [folder / "bagit.txt"])

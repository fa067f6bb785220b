"""Whose signature a bundle has can be checked, and plain BagIt tools do not mind it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import bagit
import pytest

from kit.errors import KitError
from kit.exhibit import bag
from kit.exhibit.case_bundle import write_case_bundle
from kit.exhibit.signing import NAMESPACE, SIGNATURE, Signer, sign, signed_with, try_key
from kit.exhibit.verifying import verify
from tests.exhibit.conftest import Bundled
from tests.exhibit.test_bag import sealed

pytestmark = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="there is no ssh-keygen (openssh-client)"
)


def keygen(*options: object, content: bytes = b"") -> bytes:
    command = ["ssh-keygen", *map(str, options)]
    return subprocess.run(command, input=content, check=True, capture_output=True).stdout


def key(place: Path, kind: str = "ed25519", passphrase: str = "") -> Path:
    path = place / f"key_{kind}"
    keygen("-q", "-t", kind, "-N", passphrase, "-C", "", "-f", path)
    return path


def allowed(place: Path, *lines: tuple[str, Path]) -> Path:
    path = place / "allowed"
    path.write_text("".join(f"{who} {k.with_suffix('.pub').read_text()}" for who, k in lines))
    return path


@pytest.fixture
def anna(tmp_path: Path) -> Path:
    return key(tmp_path)


@pytest.fixture
def bundle(tmp_path: Path, anna: Path) -> Path:
    folder = sealed(tmp_path / "bundle")
    sign(folder, anna)
    return folder


def told(bundle: Path, signer: Signer | None = None) -> list[str]:
    return [f"{one.what} {one.path} {one.told}" for one in verify(bundle, signer=signer)]


def test_the_signer_is_found_and_another_tool_accepts_the_bag(
    bundle: Path, anna: Path, tmp_path: Path
) -> None:
    assert told(bundle) == []
    assert told(bundle, Signer("anna", allowed(tmp_path, ("anna", anna)))) == []
    assert str(signed_with(bundle)).startswith("ED25519 key SHA256:")
    bagit.Bag(str(bundle)).validate()


def test_the_same_key_gives_the_same_bytes(bundle: Path, anna: Path) -> None:
    before = (bundle / SIGNATURE).read_bytes()
    sign(bundle, anna)
    assert (bundle / SIGNATURE).read_bytes() == before


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_other_kinds_of_keys_will_do(kind: str, tmp_path: Path) -> None:
    folder, theirs = sealed(tmp_path / "bundle"), key(tmp_path, kind)
    sign(folder, theirs)
    assert told(folder, Signer("ben", allowed(tmp_path, ("ben", theirs)))) == []


def test_a_bundle_whose_manifests_were_made_anew_is_caught(bundle: Path) -> None:
    (bundle / "data" / "one.txt").write_text("two")
    bag.seal(bundle, {"Bagging-Date": "2024-01-02"})
    (problem,) = told(bundle)
    assert problem.startswith(f"signature {SIGNATURE} does not fit tagmanifest-sha256.txt")


def test_another_s_signature_is_caught_where_a_signer_is_asked_for(
    bundle: Path, anna: Path, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    sign(bundle, key(tmp_path / "other"))
    assert told(bundle) == []
    (problem,) = told(bundle, Signer("anna", allowed(tmp_path, ("anna", anna))))
    assert "which allowed does not allow for anna" in problem
    (bundle / SIGNATURE).unlink()
    assert told(bundle) == []
    (problem,) = told(bundle, Signer("anna", tmp_path / "allowed"))
    assert "nobody signed" in problem


def test_a_signature_for_something_else_does_not_count(bundle: Path, anna: Path) -> None:
    content = (bundle / bag.TAG_MANIFEST).read_bytes()
    made = keygen("-Y", "sign", "-n", "git", "-f", anna, content=content)
    assert NAMESPACE != "git"
    (bundle / SIGNATURE).write_bytes(made)
    (problem,) = told(bundle)
    assert "does not fit" in problem


def test_every_changed_byte_of_a_signature_is_named(bundle: Path) -> None:
    before = (bundle / SIGNATURE).read_bytes()
    for at in range(0, len(before), 5):
        after = before[:at] + bytes([before[at] ^ (1 << at % 8)]) + before[at + 1 :]
        (bundle / SIGNATURE).write_bytes(after)
        assert told(bundle), at
    for after in (before + b"\n", before.replace(b"\n", b"\r\n"), b"", b"x" * 100_000):
        (bundle / SIGNATURE).write_bytes(after)
        assert "not in the form" in " ".join(told(bundle))


def test_a_link_is_no_signature(bundle: Path, tmp_path: Path, anna: Path) -> None:
    (bundle / SIGNATURE).rename(tmp_path / "elsewhere")
    (bundle / SIGNATURE).symlink_to(tmp_path / "elsewhere")
    signer = Signer("anna", allowed(tmp_path, ("anna", anna)))
    assert [one.what for one in verify(bundle, signer=signer)] == ["link", "signature"]


def test_what_cannot_sign_is_told(tmp_path: Path, anna: Path) -> None:
    with pytest.raises(KitError, match="There is no key"):
        try_key(tmp_path / "absent")
    (tmp_path / "letter").write_text("Dear Sir")
    with pytest.raises(KitError, match="no key that ssh-keygen can sign with"):
        try_key(tmp_path / "letter")
    (tmp_path / "locked").mkdir()
    with pytest.raises(KitError, match="asks for a passphrase") as raised:
        try_key(key(tmp_path / "locked", passphrase="correct horse"))
    assert "ssh-add" in str(raised.value)
    anna.chmod(0o644)
    with pytest.raises(KitError, match="can be read by others"):
        try_key(anna)


def test_a_file_of_allowed_signers_must_be_there(bundle: Path, tmp_path: Path) -> None:
    with pytest.raises(KitError, match="no file of allowed signers"):
        verify(bundle, signer=Signer("anna", tmp_path / "absent"))
    (tmp_path / "empty").write_text("")
    assert "does not allow for anna" in " ".join(told(bundle, Signer("anna", tmp_path / "empty")))
    with pytest.raises(KitError, match="needs a name"):
        verify(bundle, signer=Signer("", tmp_path / "empty"))


def test_without_ssh_keygen_only_what_needs_it_is_refused(
    bundle: Path, anna: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert told(bundle) == []
    assert signed_with(bundle) is None
    with pytest.raises(KitError, match="need ssh-keygen"):
        verify(bundle, signer=Signer("anna", anna))
    with pytest.raises(KitError, match="need ssh-keygen"):
        sign(bundle, anna)


def test_an_export_is_signed_and_is_the_same_but_for_that(
    bundled: Bundled, anna: Path, tmp_path: Path
) -> None:
    again = write_case_bundle(bundled.case, tmp_path / "signed", sign_with=anna)
    assert again.sha256 == bundled.bundle.sha256
    signer = Signer("anna", allowed(tmp_path, ("anna", anna)))
    assert verify(again.path, case=bundled.case.folder, signer=signer) == []
    with pytest.raises(KitError, match="There is no key"):
        write_case_bundle(bundled.case, tmp_path / "not", sign_with=tmp_path / "absent")
    assert not (tmp_path / "not").exists()

"""Who stands for a bundle: a signature with the user's own SSH key, made and checked by ssh-keygen.

What is signed is the tag manifest, which stands for the whole bundle. The signature lies beside it
as one more tag file, which the BagIt format (RFC 8493) allows and lists nowhere: it cannot hold its
own hash. Nothing here is cryptography; `ssh-keygen -Y` is (OpenSSH, PROTOCOL.sshsig).
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kit.errors import KitError
from kit.exhibit import bag
from kit.plain_text import visible

SIGNATURE = f"{bag.TAG_MANIFEST}.sig"
NAMESPACE = "exhibit-a"
"""What the signature is for: one that was made for a mail or a commit does not count here."""

PROGRAM = "ssh-keygen"
WAIT = 120
"""Seconds for a program that may wait until somebody touches a security key."""

LONGEST = 65_536
"""Bytes of a signature that are read; one of a key of 16,384 bits has 6,000."""

LINE = 70
"""Letters in a line of a signature."""

_ARMOUR = re.compile(
    rb"-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\n"
)
_KEY = re.compile(r" with (\S+ key \S+)$", re.MULTILINE)


@dataclass(frozen=True)
class Signer:
    """Whose signature a bundle must have.

    Parameters
    ----------
    name : str
        As the file of allowed signers names the person.
    allowed : Path
        That file: a name and a public key in each line (`man ssh-keygen`, ALLOWED SIGNERS). It
        must come from elsewhere than the bundle.
    """

    name: str
    allowed: Path


def sign(folder: Path, key: Path) -> None:
    """Sign a sealed bag.

    Parameters
    ----------
    folder : Path
    key : Path
        A private key; or a public one whose private half the SSH agent holds.

    Raises
    ------
    KitError
        As `try_key`.
    """
    (folder / SIGNATURE).write_bytes(_signed(_tagged(folder), key))


def try_key(key: Path) -> None:
    """Sign nothing, so that a key that cannot sign is told before an hour of work and not after.

    Raises
    ------
    KitError
        When ssh-keygen is missing, or the file is no key, or one that asks for a passphrase, or one
        that others may read.
    """
    _signed(b"", key)


def told_wrong(bundle: Path, signer: Signer | None = None) -> str | None:
    """Return what is wrong with a bundle's signature, if anything is.

    Parameters
    ----------
    bundle : Path
        Its tag manifest is a plain file.
    signer : Signer, optional
        Whose signature it must be. Without one, a signature that is there must fit the tag
        manifest, whoever made it; where there is no ssh-keygen, only its form is looked at.

    Raises
    ------
    KitError
        With a signer, when ssh-keygen or the file of allowed signers is missing.
    """
    if signer is not None:
        _check_signer(signer)
    if not (bundle / SIGNATURE).is_file() or (bundle / SIGNATURE).is_symlink():
        return "is missing: nobody signed this bundle" if signer is not None else None
    if not _in_form(bundle / SIGNATURE):
        return "is not in the form in which ssh-keygen writes it"
    if signer is None and shutil.which(PROGRAM) is None:
        return None
    key = signed_with(bundle)
    if key is None:
        return f"does not fit {bag.TAG_MANIFEST}: one of the two was changed"
    if signer is None:
        return None
    allowed, signature = str(signer.allowed), str(bundle / SIGNATURE)
    ran = _run(_tagged(bundle), "verify", "-f", allowed, "-I", signer.name, "-s", signature)
    if ran.returncode == 0:
        return None
    who, where = visible(signer.name, 60), visible(signer.allowed.name, 60)
    return f"is by the {key}, which {where} does not allow for {who}"


def signed_with(bundle: Path) -> str | None:
    """Return the kind and the fingerprint of the key that signed a bundle.

    None where the signature does not fit the tag manifest, or cannot be checked here. Whose key it
    is, this does not say.
    """
    if shutil.which(PROGRAM) is None:
        return None
    ran = _run(_tagged(bundle), "check-novalidate", "-s", str(bundle / SIGNATURE))
    found = _KEY.search(ran.stdout.decode("utf-8", "replace"))
    return visible(found[1], 200) if ran.returncode == 0 and found else None


def _signed(content: bytes, key: Path) -> bytes:
    if not key.is_file():
        raise KitError(f"There is no key {key}.", hint="Make one: ssh-keygen -t ed25519")
    ran = _run(content, "sign", "-f", str(key))
    if ran.returncode == 0:
        return ran.stdout
    said = ran.stderr.decode("utf-8", "replace")
    if "passphrase" in said:
        raise KitError(
            f"The key {key} asks for a passphrase, which the kit does not take.",
            hint=f"Give it to the SSH agent first: ssh-add {key}",
        )
    if "UNPROTECTED" in said:
        raise KitError(
            f"The key {key} can be read by others, so ssh-keygen does not use it.",
            hint=f"chmod 600 {key}",
        )
    last = visible((said.strip().splitlines() or ["nothing was said"])[-1], 200)
    raise KitError(
        f"{key} is no key that ssh-keygen can sign with: {last}",
        hint="Give a private key with its .pub beside it, or a .pub whose key the agent holds.",
    )


def _tagged(folder: Path) -> bytes:
    """Return what is signed: a few lines, and no more of a hostile file than `LONGEST` bytes."""
    with (folder / bag.TAG_MANIFEST).open("rb") as file:
        return file.read(LONGEST)


def _check_signer(signer: Signer) -> None:
    _program()
    if not signer.allowed.is_file():
        raise KitError(
            f"There is no file of allowed signers {signer.allowed}.",
            hint='Each of its lines is a name and a public key: "anna ssh-ed25519 AAAA..."',
        )
    if not signer.name or "\0" in signer.name:
        raise KitError("A signer needs a name.", hint="Give the name that the file of keys has.")


def _in_form(path: Path) -> bool:
    """Tell whether a signature is written as ssh-keygen writes it: its readers forgive more."""
    with path.open("rb") as file:
        content = file.read(LONGEST + 1)
    found = _ARMOUR.fullmatch(content) if len(content) <= LONGEST else None
    if found is None:
        return False
    try:
        raw = base64.b64decode(found[1].replace(b"\n", b""), validate=True)
    except binascii.Error:
        return False
    letters = base64.b64encode(raw)
    lines = [letters[at : at + LINE] for at in range(0, len(letters), LINE)]
    return b"\n".join(lines) == found[1]


def _program() -> str:
    found = shutil.which(PROGRAM)
    if found is None:
        raise KitError(
            "Signatures need ssh-keygen, which is not here.",
            hint="Install OpenSSH's client (on Debian: apt install openssh-client).",
        )
    return found


def _run(content: bytes, action: str, *options: str) -> subprocess.CompletedProcess[bytes]:
    """Run `ssh-keygen -Y` over some bytes."""
    command = [_program(), "-Y", action, "-n", NAMESPACE, *options]
    try:
        return subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=WAIT,
            check=False,
            # No terminal and no window: a program that asks would stand still in a notebook.
            start_new_session=True,
            env={**os.environ, "SSH_ASKPASS_REQUIRE": "never", "LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired as error:
        raise KitError(f"ssh-keygen did not answer within {WAIT} seconds.") from error

"""The bytes of a file, block by block: decompressed, hashed, and the same from start to end."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import zstandard

from kit.errors import SourceError

BLOCK = 1 << 20
MAGIC = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}


class Original:
    """A file as it was when we first looked at it.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    SourceError
        When there is no such file, or it may not be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._digest: str | None = None
        self._stat = self._look()
        self.size = self._stat.st_size

    def blocks(self, compression: str) -> Iterator[bytes]:
        """Yield the decompressed bytes in blocks, and learn the hash of the file on the way.

        Raises
        ------
        SourceError
            When the archive is cut off or damaged, or the file changed while it was read.
        """
        digest = hashlib.sha256()
        with self.path.open("rb") as handle:
            raw = _hashed(iter(lambda: handle.read(BLOCK), b""), digest)
            yield from _inflate(raw, compression, self.path.name) if compression else raw
        self._digest = digest.hexdigest()
        self.check()

    def sha256(self) -> str:
        """Return the hash of the file's bytes, reading them where that has not been done."""
        if self._digest is None:
            with self.path.open("rb") as handle:
                self._digest = hashlib.file_digest(handle, "sha256").hexdigest()
            self.check()
        return self._digest

    def check(self) -> None:
        """Raise a `SourceError` when the file is no longer what it was."""
        now = self._look()
        if _identity(now) != _identity(self._stat):
            raise SourceError(
                f"{self.path.name} changed while it was read.",
                hint="Wait until it has been written, or import a copy of it.",
            )

    def _look(self) -> os.stat_result:
        try:
            return self.path.stat()
        except OSError as error:
            raise SourceError(f"{self.path} cannot be read: {error.strerror}.") from error


def compression_of(head: bytes) -> str:
    """Return "gzip", "zstd" or "", from a file's first bytes."""
    return next((name for magic, name in MAGIC.items() if head.startswith(magic)), "")


def _identity(stat: os.stat_result) -> tuple[int, int, int]:
    return stat.st_size, stat.st_mtime_ns, stat.st_ino


def _hashed(blocks: Iterator[bytes], digest: Any) -> Iterator[bytes]:
    for block in blocks:
        digest.update(block)
        yield block


def _inflate(blocks: Iterator[bytes], compression: str, name: str) -> Iterator[bytes]:
    """Decompress any number of members or frames, one after the other."""
    member: Any = None
    produced = 0
    try:
        for block in blocks:
            rest = block
            while rest:
                if member is None:
                    rest = rest.lstrip(b"\0") if produced else rest  # Padding between members.
                    if not rest:
                        break
                    member = _member(compression)
                for piece in _pieces(member, rest, compression):
                    produced += len(piece)
                    yield piece
                rest = member.unused_data if member.eof else b""
                member = None if member.eof else member
    except (zlib.error, zstandard.ZstdError) as error:
        raise SourceError(
            f"{name} is damaged: its {compression} data cannot be read after {produced:,} bytes.",
            hint="Get the file again; nothing of it was imported.",
        ) from error
    if member is not None:
        raise SourceError(
            f"{name} ends early: its {compression} data is cut off after {produced:,} bytes.",
            hint="The download was probably interrupted. Get the file again; nothing of it was "
            "imported.",
        )


def _member(compression: str) -> Any:
    if compression == "gzip":
        return zlib.decompressobj(wbits=31)
    return zstandard.ZstdDecompressor().decompressobj()


def _pieces(member: Any, data: bytes, compression: str) -> Iterator[bytes]:
    """Yield what `data` expands to; in bounded pieces for gzip, where a bomb is easily made."""
    if compression == "zstd":
        yield member.decompress(data)
        return
    while data:
        yield member.decompress(data, 8 * BLOCK)
        data = b"" if member.eof else member.unconsumed_tail

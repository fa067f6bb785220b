"""Compressed files in any number of parts; what is cut off is said, never half read."""

import gzip
import hashlib
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.errors import SourceError
from kit.sources.reading.blocks import Original, compression_of

PACKED = {"gzip": gzip.compress, "zstd": zstandard.compress}


@pytest.mark.parametrize("kind", PACKED)
@given(parts=st.lists(st.binary(max_size=2000), min_size=1, max_size=4))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_members_follow_each_other(tmp_path: Path, kind: str, parts: list[bytes]) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"".join(map(PACKED[kind], parts)))
    original = Original(path)
    assert compression_of(path.read_bytes()) == kind
    assert b"".join(original.blocks(kind)) == b"".join(parts)
    assert original.sha256() == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("kind", PACKED)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_cut_at_any_place_is_an_error(tmp_path: Path, kind: str, share: float) -> None:
    whole = PACKED[kind](bytes(range(256)) * 4000)
    path = tmp_path / "file"
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(SourceError, match="ends early"):
        list(Original(path).blocks(kind))


def test_a_file_that_grew_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"a")
    original = Original(path)
    path.write_bytes(b"ab")
    with pytest.raises(SourceError, match="changed while it was read"):
        original.check()

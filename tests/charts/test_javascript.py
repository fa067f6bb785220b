from __future__ import annotations

from pathlib import Path

import pytest

from kit.charts import javascript


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "exhibit-a"


def test_is_a_module_with_one_export(cache: Path) -> None:
    assert javascript.javascript().rstrip(b";\n").endswith(b" as vegaEmbed}")


def test_is_put_together_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = javascript.javascript()
    assert [path.read_bytes() for path in cache.iterdir()] == [first]
    monkeypatch.delattr(javascript.vl_convert, "javascript_bundle")
    assert javascript.javascript() == first


def test_a_home_that_cannot_be_written_to_does_no_harm(cache: Path) -> None:
    cache.write_text("a file where the folder would be")
    assert len(javascript.javascript()) > 100_000

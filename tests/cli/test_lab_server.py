"""JupyterLab starts on this machine only, and says what is wrong when it cannot."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from kit.cli.lab_server import options, serving
from kit.errors import KitError


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "RUNTIME"):
        monkeypatch.setenv(f"JUPYTER_{name}_DIR", str(tmp_path / name))


def test_asks_nothing_of_any_other_machine() -> None:
    given = options(Path("here"), 9999)
    assert "--ServerApp.ip=127.0.0.1" in given
    assert "--LabApp.news_url=None" in given
    assert "--LabApp.extension_manager=readonly" in given
    assert "--ServerApp.port=9999" in given
    assert "--ServerApp.root_dir=here" in given


def test_serves_with_a_token_and_a_policy(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text("{}")
    with serving(tmp_path, environment={"KIT_CASE": "x"}) as server:
        address = server.address("a.ipynb")
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address, timeout=20) as answer:
            policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(f"{server.url}api/contents", timeout=20)
        process = server.process
    assert process.returncode is not None


def test_a_port_that_is_taken_is_an_error(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = serving(tmp_path, taken.getsockname()[1])
        with pytest.raises(KitError, match="did not start") as error:
            server.__enter__()
    assert "--port" in str(error.value)

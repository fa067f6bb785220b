"""JupyterLab as the kit serves it: on this machine only, asking nothing of any other."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kit.errors import KitError

PATIENCE = 90.0

# A review or a chart cannot make the page fetch anything: every address but ours is refused.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws://127.0.0.1:* ws://localhost:*; worker-src 'self' blob:"
)
QUIET = (
    "--no-browser",
    "-y",
    "--ServerApp.ip=127.0.0.1",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)


@dataclass(frozen=True)
class Server:
    """A running JupyterLab.

    Parameters
    ----------
    process : subprocess.Popen
    url, token : str
        Address of the server, ending in a slash, and what it asks of a visitor.
    """

    process: subprocess.Popen[bytes]
    url: str
    token: str

    def address(self, notebook: str) -> str:
        """Return the address that opens a notebook, its path below the server's folder."""
        return f"{self.url}lab/tree/{notebook}?token={self.token}"


def options(folder: Path, port: int | None = None) -> list[str]:
    """Return JupyterLab's options for serving a folder.

    Parameters
    ----------
    folder : Path
        What the file browser shows.
    port : int, optional
        This port or none; by default the first free one from 8888.
    """
    headers = {"headers": {"Content-Security-Policy": POLICY}}
    chosen = [*QUIET, f"--ServerApp.root_dir={folder}", f"--ServerApp.tornado_settings={headers}"]
    if port is not None:
        chosen += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        chosen.append("--allow-root")
    return chosen


@contextmanager
def serving(
    folder: Path, port: int | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Serve a folder until the block ends.

    Raises
    ------
    KitError
        When JupyterLab does not start; the message ends with what it said.
    """
    from jupyter_core.paths import jupyter_runtime_dir

    runtime = Path(jupyter_runtime_dir())
    runtime.mkdir(parents=True, exist_ok=True)
    log = runtime / "kit-lab.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options(folder, port)],
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield _started(process, runtime, log)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def _started(process: subprocess.Popen[bytes], runtime: Path, log: Path) -> Server:
    """Wait for the file in which a server writes its address; it is named after the process."""
    written = runtime / f"jpserver-{process.pid}.json"
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if written.is_file():
            try:
                said = json.loads(written.read_text("utf-8"))
            except json.JSONDecodeError:
                said = {}
            if said.get("port") and _listens(said["port"]):
                return Server(process, said["url"], said["token"])
        time.sleep(0.1)
    tail = "\n".join(log.read_text("utf-8", errors="replace").splitlines()[-6:])
    raise KitError(
        f"JupyterLab did not start. It said:\n{tail}",
        hint="Choose another port with --port, or look at the whole log with: cat " + str(log),
    )


def _listens(port: int) -> bool:
    """Tell whether the server answers yet: it writes its address a moment before."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0

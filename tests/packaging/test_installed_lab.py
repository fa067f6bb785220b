"""`kit lab` without a clone: the notebooks of the wheel are copied and served."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.packaging.conftest import Installed

pytestmark = pytest.mark.slow


def test_serves_the_notebooks_of_the_wheel(
    root: Path, installed: Installed, tmp_path: Path
) -> None:
    # The lab's own files lie in the environment that lends the packages.
    lent = Path(sys.prefix) / "share" / "jupyter"
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "KIT_"))}
    variables |= {
        "JUPYTERLAB_DIR": str(lent / "lab"),
        "JUPYTER_PATH": str(lent),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "PYTHONUNBUFFERED": "1",
    }
    sample = root / "sample_data" / "reviews.parquet"
    process = subprocess.Popen(
        [installed.command("kit"), "lab", sample, "--no-browser"],
        cwd=tmp_path,
        env=variables,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith("JupyterLab: "):
            break
    try:
        assert said[-1].startswith("JupyterLab: "), said
        assert said[0].startswith("The 10 strongest of ")
        address, _, token = said[-1].split()[1].partition("?token=")
        server = address.partition("lab/tree/")[0]
        notebook = f"{server}api/contents/notebooks/00_start_here.ipynb?token={token}"
        with urllib.request.urlopen(notebook, timeout=20) as answer:
            assert answer.status == 200
        assert (tmp_path / "notebooks" / "00_start_here.ipynb").is_file()
        assert (tmp_path / "cases" / "reviews" / "evidence.duckdb").is_file()
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(30)
    assert code == 0

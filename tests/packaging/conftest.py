"""The wheel, built once and installed into an environment that has the kit from nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Installed:
    """An environment: its dependencies are those of the tests' own, the kit is the wheel's."""

    wheel: Path
    environment: Path

    def command(self, name: str) -> Path:
        return self.environment / ("Scripts" if os.name == "nt" else "bin") / name

    def run(self, *args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
        variables = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "KIT_"))}
        command = [str(self.command(str(args[0]))), *map(str, args[1:])]
        return subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True)


@pytest.fixture(scope="session")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    place = tmp_path_factory.mktemp("packaging")
    python = sys.executable
    build = [python, "-m", "build", "--wheel", "--no-isolation", "--outdir", place, root]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = place.glob("*.whl")
    environment = place / "environment"
    venv.create(environment)
    # A line in a .pth file lends the packages; files of that kind in there are not followed, so an
    # editable install of the kit is not lent.
    packages = sysconfig.get_path("purelib")
    own = sysconfig.get_path("purelib", vars={"base": str(environment)})
    (Path(own) / "lent.pth").write_text(packages)
    pip = [python, "-m", "pip", "--python", environment, "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--no-deps", "--no-index", wheel], check=True, capture_output=True)
    return Installed(wheel, environment)

"""A project as small as can be, that run.py makes an environment for without any network."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

RUN = Path(__file__).parent.parent.parent / "run.py"
BASE = getattr(sys, "_base_executable", sys.executable)

PYPROJECT = """
[build-system]
requires = ["sample-backend"]
build-backend = "sample_backend"
[project]
name = "improvement-tracker"
version = "1"
dependencies = ["sample-part"]
[project.optional-dependencies]
test = ["sample-tests"]
absent = ["sample-absent"]
"""
BACKEND = """
import pathlib
from zipfile import ZipFile

def build_editable(folder, config_settings=None, metadata_directory=None):
    with ZipFile(pathlib.Path(folder, "improvement_tracker-1-py3-none-any.whl"), "w") as wheel:
        wheel.writestr("improvement_tracker.pth", str(pathlib.Path.cwd()))
        info = "improvement_tracker-1.dist-info/"
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: improvement-tracker\\nVersion: 1\\n")
        said = "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
        wheel.writestr(info + "WHEEL", said)
        wheel.writestr(info + "RECORD", "")
    return "improvement_tracker-1-py3-none-any.whl"
"""
PROGRAM = """
import json, os, sys
print(json.dumps([os.getcwd(), *sys.argv[1:]]))
"""


def _heed_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


class SmallProject:
    """A folder with run.py, a program that says where it stands and what it was given, and its packages in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.packages = folder.parent / "packages"
        self.packages.mkdir(parents=True)
        (folder / "tracker").mkdir(parents=True)
        shutil.copy(RUN, folder)
        for name, text in {"pyproject.toml": PYPROJECT, "constraints.txt": "",
                           "tracker/__main__.py": PROGRAM, "tracker/__init__.py": ""}.items():  # fmt: skip
            (folder / name).write_text(text, encoding="utf-8")
        for name, text in {"sample_backend": BACKEND, "sample_part": "", "sample_tests": ""}.items():
            self._wheel(name, text)

    def _wheel(self, name: str, text: str) -> None:
        info = f"{name}-1.dist-info"
        with zipfile.ZipFile(self.packages / f"{name}-1-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{name}.py", text)
            wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: 1\n")
            said = "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            wheel.writestr(f"{info}/WHEEL", said)
            wheel.writestr(f"{info}/RECORD", "")

    @property
    def stamp(self) -> Path:
        return self.folder / ".venv" / "whole.json"

    def start(self, *words: str, place: Path | None = None) -> subprocess.Popen[str]:
        """run.py with these words, begun."""
        own = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": self.packages.as_uri(), "PIP_CONFIG_FILE": os.devnull}
        return subprocess.Popen(
            [BASE, str(self.folder / "run.py"), *words], cwd=place or self.folder, env=os.environ | own, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            preexec_fn=_heed_ctrl_c,  # noqa: PLW1509 - a job in the background would not see it
        )  # fmt: skip

    def run(self, *words: str, place: Path | None = None) -> tuple[int, str, str]:
        """Its status, what it said, and what it complained of."""
        with self.start(*words, place=place) as program:
            said, complained = program.communicate(timeout=300)
        return program.returncode, said, complained

    def moved(self, folder: Path) -> None:
        """Moves the project to another folder."""
        self.folder = self.folder.rename(folder)

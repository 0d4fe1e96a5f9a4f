#!/usr/bin/env python3
"""Makes the environment when need be, and runs the project: the app, the demo, the tests, the checks, the benchmarks.

    python3 run.py                      opens the app
    python3 run.py demo [DIR]           the main job on the bundled letter, without a window
    python3 run.py test [ARGS]          the tests (ARGS go to pytest)
    python3 run.py check                ruff, format, mypy, import-linter, guards, the house measured
    python3 run.py bench [NAME] [--json FILE]
    python3 run.py gallery [DIR]        every screen drawn, light and dark, at 100 % and 150 %
    python3 run.py build                the stand-alone program, then its self-test
    python3 run.py setup                the environment only

Standard library only; Python 3.11 or newer. The environment is `.venv` beside this file.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

WINDOW_LIBRARIES = {
    "libEGL.so.1": "libegl1", "libGL.so.1": "libgl1", "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0", "libdbus-1.so.3": "libdbus-1-3", "libglib-2.0.so.0": "libglib2.0-0",
}  # fmt: skip
SCREEN_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0", "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4", "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1", "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0", "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}  # fmt: skip


def main(words: list[str]) -> int:
    """The exit status of the command named by the first word."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the machine may have an older one
        return fail("Python 3.11 or newer is needed.", f"this is Python {sys.version.split()[0]}")
    verb, rest = (words[0], words[1:]) if words else ("app", [])
    commands = {
        "app": app, "demo": demo, "test": test, "check": check, "bench": bench,
        "gallery": gallery, "build": build, "setup": setup,
    }  # fmt: skip
    if verb in ("-h", "--help", "help"):
        print(__doc__)
        return 0
    if verb not in commands:
        return fail(f"There is no command '{verb}'.", "one of: " + ", ".join(commands), status=2)
    return commands[verb](rest)


def app(rest: list[str]) -> int:
    """Opens the app."""
    return prepare() or missing(WINDOW_LIBRARIES | SCREEN_LIBRARIES) or call([PYTHON, "-m", "tracker", *rest])


def demo(rest: list[str]) -> int:
    """Does the main job on the bundled letter."""
    return prepare() or call([PYTHON, "-m", "tracker.demo", *rest])


def test(rest: list[str]) -> int:
    """Runs the tests on as many processes as there are processors; with arguments, runs what they say."""
    ready = prepare("test") or missing(WINDOW_LIBRARIES)
    chosen = rest or ["-n", "auto", "--dist", "worksteal", "--cov", "--cov-report=term"]
    return ready or call([PYTHON, "-m", "pytest", *chosen])


def check(_rest: list[str]) -> int:
    """Runs every check and fails where any does."""
    ready = prepare("test", "check")
    if ready:
        return ready
    places = ["tracker", "tests", "benchmarks", "run.py"]
    steps: list[list[str | Path]] = [
        [PYTHON, "-m", "ruff", "check", *places],
        [PYTHON, "-m", "ruff", "format", "--check", *places],
        [PYTHON, "-m", "mypy"],
        [BIN / "lint-imports"],
        [PYTHON, "tests/guards.py"],
        [PYTHON, "tests/house.py"],
    ]
    return max(call(step) for step in steps)


def bench(rest: list[str]) -> int:
    """Runs one benchmark or all of them, peers in the same run."""
    return prepare("test", "bench") or missing(WINDOW_LIBRARIES) or call([PYTHON, "-m", "benchmarks", *rest])


def gallery(rest: list[str]) -> int:
    """Draws every screen."""
    ready = prepare("test") or missing(WINDOW_LIBRARIES)
    return ready or call([PYTHON, "-m", "benchmarks.gallery", *(rest or ["out/gallery"])])


def build(_rest: list[str]) -> int:
    """Builds the stand-alone program and lets it test itself."""
    ready = prepare("build") or missing(WINDOW_LIBRARIES)
    if ready:
        return ready
    separator = os.pathsep
    made = call([
        PYTHON, "-m", "PyInstaller", "--noconfirm", "--onedir", "--windowed", "--name", "tracker",
        "--distpath", ROOT / "dist", "--workpath", ROOT / "build", "--specpath", ROOT / "build",
        "--add-data", f"{ROOT / 'resources'}{separator}resources",
        "--add-data", f"{ROOT / 'tracker' / 'db' / 'migrations'}{separator}tracker/db/migrations",
        "--collect-all", "pypdfium2_raw", "--collect-submodules", "tracker", ROOT / "tracker" / "__main__.py",
    ])  # fmt: skip
    program = ROOT / "dist" / "tracker" / ("tracker.exe" if os.name == "nt" else "tracker")
    return made or call([program, "--self-test"], {"QT_QPA_PLATFORM": "offscreen"})


def setup(_rest: list[str]) -> int:
    """Makes the environment only."""
    return prepare()


def prepare(*extras: str) -> int:
    """Makes the environment and installs what is pinned, unless that is already so."""
    recipe = b"".join((ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt"))
    wanted = hashlib.sha256(recipe + str(ROOT).encode()).hexdigest()
    absent = [extra for extra in ("", *extras) if not stamped(extra, wanted)]
    if not absent:
        return 0
    if not PYTHON.exists():
        print("Making the environment in .venv ...", flush=True)
        try:
            venv.create(ENVIRONMENT, with_pip=True)
        except (OSError, subprocess.CalledProcessError):
            return fail("The environment could not be made.", "install Python's venv module (Debian: python3-venv)")
    names = [extra for extra in absent if extra]
    what = f".[{','.join(names)}]" if names else "."
    print("Installing the pinned packages ...", flush=True)
    installing = [
        PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--constraint", "constraints.txt", "--editable", what,
    ]  # fmt: skip
    if call(installing):
        return fail("The packages could not be installed.", "check the network, or the package index pip is set to")
    # Compiled now, the program starts faster from the first time on, also where Python may not write beside it later.
    call([PYTHON, "-m", "compileall", "-q", "tracker"])
    for extra in absent:
        stamp_file(extra).write_text(wanted, encoding="ascii")
    return 0


def stamp_file(extra: str) -> Path:
    """Where it is noted what was installed."""
    return ENVIRONMENT / f".installed-{extra or 'app'}"


def stamped(extra: str, wanted: str) -> bool:
    """Whether just this recipe was installed."""
    note = stamp_file(extra)
    return PYTHON.exists() and note.is_file() and note.read_text(encoding="ascii") == wanted


def missing(libraries: dict[str, str]) -> int:
    """Names the system libraries that Qt needs and this machine lacks."""
    if not sys.platform.startswith("linux"):
        return 0
    absent = [package for name, package in libraries.items() if not loads(name)]
    if not absent:
        return 0
    return fail("Qt needs system libraries that are not here.", f"sudo apt-get install -y {' '.join(absent)}")


def loads(name: str) -> bool:
    """Whether the system has this shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def call(command: list[str | Path], more: dict[str, str] | None = None) -> int:
    """The exit status of a command run in the project's folder."""
    surroundings = os.environ | {"PYTHONUTF8": "1"} | (more or {})
    try:
        return subprocess.run([str(word) for word in command], cwd=ROOT, env=surroundings, check=False).returncode
    except KeyboardInterrupt:
        return 130


def fail(message: str, hint: str, status: int = 1) -> int:
    """Says what is wrong and what to do."""
    print(message, file=sys.stderr)
    print(f"hint: {hint}", file=sys.stderr)
    return status


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

#!/usr/bin/env python3
"""Makes the environment when need be, and runs the project: the app, the demo, the tests, the checks, the benchmarks.

    python3 run.py [PLAN]               opens the app, on a plan where one is named
    python3 run.py demo [DIR]           the main job on the bundled letter, without a window
    python3 run.py test [ARGS]          the tests (ARGS go to pytest)
    python3 run.py check                ruff, format, mypy, import-linter, guards, the house measured
    python3 run.py bench [NAME] [--json FILE]
    python3 run.py gallery [DIR]        every screen drawn, light and dark, as small screens show it
    python3 run.py build [--installer]  the stand-alone program, its self-test, and what installs it
    python3 run.py setup [EXTRA...]     the environment only
    python3 run.py packages [MANAGER]   the system packages the window needs (apt-get, dnf, pacman)

On Windows: py run.py. Standard library only; Python 3.11 or newer. The environment is `.venv` beside this file.
"""

from __future__ import annotations

import signal
import sys


def stop(_signal: int, _frame: object) -> None:
    """Ends with a line at Ctrl-C, whatever is being done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise SystemExit(stopped())


def stopped() -> int:
    """Says that a person stopped this; the exit status of that."""
    print("Stopped.", file=sys.stderr)
    print("hint: give the same command again; what was left half made is made anew", file=sys.stderr)
    return 130


if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
    # Before the other imports: they take long enough to be interrupted.
    signal.signal(signal.SIGINT, stop)

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = ENVIRONMENT / "whole.json"
"""Stands in an environment that was made to the end, and says by which Python, from what and where."""
VENV = "import sys, sysconfig; print(sys.implementation.name, *sys.version_info[:2], sysconfig.get_platform())"

MANAGERS = {"apt-get": "apt-get install -y", "dnf": "dnf install -y", "pacman": "pacman -S --needed"}
WINDOW_LIBRARIES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
}
SCREEN_LIBRARIES = {
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb"),
}
OBJDUMP = ("binutils", "binutils", "binutils")
PYTHON_LIBRARY = ("libpython{0}.{1}", "python3-libs", "python")
VENV_MODULE = ("python{0}.{1}-venv", "python3-libs", "python")


def main(words: list[str]) -> int:
    """The exit status of the command named by the first word; a plan's name opens the app on it."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the machine may have an older one
        return fail("Python 3.11 or newer is needed.", f"this is Python {sys.version.split()[0]}")
    commands = {
        "app": app, "demo": demo, "test": test, "check": check, "bench": bench,
        "gallery": gallery, "build": build, "setup": setup, "packages": packages,
    }  # fmt: skip
    if words[:1] and words[0] in ("-h", "--help", "help"):
        print(__doc__)
        return 0
    if not words or is_for_the_app(words[0]):
        return app(words)
    if words[0] not in commands:
        return fail(f"There is no command '{words[0]}'.", "one of: " + ", ".join(commands), status=2)
    return commands[words[0]](words[1:])


def is_for_the_app(word: str) -> bool:
    """Whether a first word is no command but an option of the app, or a plan to open."""
    return word.startswith("-") or "://" in word or word.endswith(".plan") or os.sep in word or "/" in word


def app(rest: list[str]) -> int:
    """Opens the app; an address of a database asks for the package that speaks to it."""
    on_server = any(word.startswith(("postgresql:", "postgres:")) for word in rest)
    ready = prepare(*(["server"] if on_server else [])) or missing(WINDOW_LIBRARIES | SCREEN_LIBRARIES)
    return ready or call([PYTHON, "-P", "-m", "tracker", *rest], Path.cwd())


def demo(rest: list[str]) -> int:
    """Does the main job on the bundled letter."""
    return prepare() or call([PYTHON, "-P", "-m", "tracker", "--demo", *rest], Path.cwd())


def test(rest: list[str]) -> int:
    """Runs the tests on as many processes as there are processors; with arguments, runs what they say."""
    ready = prepare("test") or missing(WINDOW_LIBRARIES)
    chosen = [from_here(word) for word in rest]
    whole = ["-n", "auto", "--dist", "worksteal", "-rs"]
    # Compiled files are kept, also where a machine is set to keep none: each process would compile all tests anew.
    return ready or call([PYTHON, "-m", "pytest", *(chosen or whole)], PYTHONDONTWRITEBYTECODE="")


def from_here(word: str) -> str:
    """A word that names a file or folder where the person stands, as a whole path; any other word as it is."""
    name, mark, part = word.partition("::")
    return f"{Path(name).resolve()}{mark}{part}" if name and Path(name).exists() else word


def check(_rest: list[str]) -> int:
    """Runs every check and fails where any does."""
    ready = prepare("test", "check")
    if ready:
        return ready
    places = ["tracker", "tests", "benchmarks", "installers", "run.py"]
    walls = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    steps: list[list[str | Path]] = [
        [PYTHON, "-m", "ruff", "check", *places],
        [PYTHON, "-m", "ruff", "format", "--check", *places],
        [PYTHON, "-m", "mypy"],
        [PYTHON, "-c", walls],
        [PYTHON, "tests/guards.py"],
        [PYTHON, "tests/house.py"],
    ]
    return max(call(step) for step in steps)


def bench(rest: list[str]) -> int:
    """Runs one benchmark or all of them, peers in the same run."""
    chosen = [str(Path(word).resolve()) if before == "--json" else word for before, word in zip(["", *rest], rest)]  # noqa: B905
    return prepare("test", "bench") or missing(WINDOW_LIBRARIES) or call([PYTHON, "-m", "benchmarks", *chosen])


def gallery(rest: list[str]) -> int:
    """Draws every screen."""
    ready = prepare("test") or missing(WINDOW_LIBRARIES)
    folder = Path(rest[0]).resolve() if rest else ROOT / "out" / "gallery"
    return ready or call([PYTHON, "-m", "benchmarks.gallery", folder, *rest[1:]])


def build(rest: list[str]) -> int:
    """Builds the stand-alone program and lets it test itself; with --installer, also what installs it here."""
    ready = prepare("build") or missing(WINDOW_LIBRARIES) or missing_for_building()
    return ready or call([PYTHON, "installers/build.py", *rest])


def setup(rest: list[str]) -> int:
    """Makes the environment only, with the extras that are named."""
    return prepare(*rest)


def packages(rest: list[str]) -> int:
    """Prints the names of the system packages that the window needs, for one package manager."""
    manager = rest[0] if rest else "apt-get"
    if manager not in MANAGERS:
        return fail(f"'{manager}' is not known.", "one of: " + ", ".join(MANAGERS), status=2)
    print(" ".join(names(manager, (WINDOW_LIBRARIES | SCREEN_LIBRARIES).values())))
    return 0


# The environment


def prepare(*extras: str) -> int:
    """Makes the environment whole: by this Python, from what is pinned, here; nothing where it is so already."""
    wanted = {"app", *extras}
    if is_whole(wanted):
        return 0
    try:
        with alone():
            return 0 if is_whole(wanted) else make(wanted)
    except OSError as error:
        return fail(f"The environment could not be made: {error}.", "make room, or copy it where you may write")


def is_whole(wanted: set[str]) -> bool:
    """Whether the environment holds all this, was made here from just this recipe, and has the same Python still."""
    found = stamp()
    same = (found.get("recipe"), found.get("place")) == (recipe(), str(ROOT))
    return same and wanted <= set(found["extras"]) and found["python"] == python_of(PYTHON)


def make(wanted: set[str]) -> int:
    """Makes what is wanting. What is fetched is fetched first, so that no fault of the network leaves a half."""
    found = stamp()
    usable = bool(found) and found["python"] == python_of(PYTHON)
    have = set(found["extras"]) if usable and found["recipe"] == recipe() else set()
    if not usable and (status := make_empty(started=ENVIRONMENT.exists())):
        return status
    wheels = ENVIRONMENT / "wheels"
    try:
        if (fresh := sorted(wanted - have)) and (status := install(requirements(fresh), wheels)):
            return status
    finally:
        shutil.rmtree(wheels, ignore_errors=True)
    STAMP.unlink(missing_ok=True)
    if "app" not in have or found["place"] != str(ROOT):
        itself = ["--no-index", "--no-deps", "--no-build-isolation", "--editable", "."]
        if pip("install", *itself):
            return fail("The project could not be installed into its environment.", "copy it where you may write")
        # Compiled now, the program starts faster from the first time on, also where nothing can be written later.
        quietly([PYTHON, "-m", "compileall", "-q", "tracker"])
    whole = {"python": python_of(PYTHON), "recipe": recipe(), "place": str(ROOT), "extras": sorted(have | wanted)}
    written = STAMP.with_suffix(".new")
    written.write_text(json.dumps(whole), encoding="utf-8")
    written.replace(STAMP)
    return 0


def make_empty(*, started: bool) -> int:
    """Makes the environment anew, with nothing in it but pip."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        return fail("Python's venv module is not here.", install_line([VENV_MODULE], "install it beside Python"))
    print("Making the environment in .venv anew ..." if started else "Making the environment in .venv ...", flush=True)
    STAMP.unlink(missing_ok=True)
    # Asked from inside the environment that is to be made anew, the Python it was made by makes it.
    by = getattr(sys, "_base_executable", sys.executable)
    if quietly([by, "-m", "venv", "--clear", ENVIRONMENT]):
        return fail("The environment could not be made.", f"see what this says: {by} -m venv {ENVIRONMENT}")
    return 0


def requirements(extras: Iterable[str]) -> list[str]:
    """What the project asks for with these extras, as pyproject.toml says it."""
    import tomllib

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    optional = declared["project"]["optional-dependencies"]
    own = [*declared["build-system"]["requires"], *declared["project"]["dependencies"]]
    return [one for extra in extras for one in (own if extra == "app" else optional[extra])]


def install(wanted: Sequence[str], wheels: Path) -> int:
    """Fetches the pinned packages, then installs them without the network."""
    print("Installing the pinned packages; the first time this takes a minute or two ...", flush=True)
    pinned = ["--constraint", "constraints.txt"]
    if pip("wheel", "--wheel-dir", wheels, *pinned, *wanted):
        return fail("The packages could not be fetched.", "check the network, or the package index pip is set to")
    STAMP.unlink(missing_ok=True)
    if pip("install", "--no-index", "--find-links", wheels, *pinned, *wanted):
        return fail("The packages could not be installed.", f"make room on the disk of {ROOT}, then try again")
    return 0


def pip(verb: str, *words: str | Path) -> int:
    """The exit status of pip in the environment; what it says of errors is shown."""
    return quietly([PYTHON, "-m", "pip", "--disable-pip-version-check", verb, "--quiet", *words])


def quietly(command: Sequence[str | Path]) -> int:
    """The exit status of a step of the making. It does not see Ctrl-C itself: who stops this program ends it too."""
    child = subprocess.Popen(
        [str(word) for word in command], cwd=ROOT, env=surroundings(), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
        start_new_session=True, pass_fds=() if WINDOWS else tuple(LOCKED),
    )  # fmt: skip
    try:
        _, said = child.communicate()
    except BaseException:
        child.kill() if WINDOWS else os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        raise
    if child.returncode:
        print("\n".join(line for line in said.splitlines() if "WARNING" not in line), file=sys.stderr)
    return child.returncode


LOCKED: list[int] = []


@contextmanager
def alone() -> Iterator[None]:
    """A block for one start at a time. Its children hold the lock too, since they outlive a start that is killed."""
    with (ROOT / ".venv.lock").open("a", encoding="ascii") as file:
        waiting = False
        while not locked(file.fileno()):
            if not waiting:
                print("Another start is making the environment: waiting for it ...", flush=True)
            waiting = True
            time.sleep(0.2)
        LOCKED.append(file.fileno())
        try:
            yield
        finally:
            LOCKED.clear()


def locked(file: int) -> bool:
    """Whether this program now holds the lock on a file."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def stamp() -> dict[str, Any]:
    """What the environment says of how it was made; nothing where it was not made to the end."""
    try:
        found: dict[str, Any] = json.loads(STAMP.read_text(encoding="utf-8"))
        return found if {"python", "recipe", "place", "extras"} <= set(found) else {}
    except (OSError, ValueError, TypeError):
        return {}


def recipe() -> str:
    """What the environment is made from, in short."""
    declared = b"".join((ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt"))
    return hashlib.sha256(declared).hexdigest()


def python_of(program: Path) -> str:
    """Which Python a program is; "" where it does not run: taken off the machine, or another one in its place."""
    try:
        asked = subprocess.run([program, "-I", "-S", "-c", VENV], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return asked.stdout.strip()


# The machine


def missing(libraries: dict[str, tuple[str, str, str]]) -> int:
    """Names the system libraries that Qt needs and this machine lacks."""
    absent = [name for name in libraries if not loads(name)] if sys.platform.startswith("linux") else []
    if not absent:
        return 0
    holding = f"install the packages that hold {' '.join(absent)}"
    return fail("Qt needs system libraries that are not here.", install_line([libraries[n] for n in absent], holding))


def missing_for_building() -> int:
    """Names what the builder needs of the system, before it starts."""
    if not sys.platform.startswith("linux"):
        return 0
    asked = "import sysconfig; print(sysconfig.get_config_var('LIBDIR')); print(sysconfig.get_config_var('INSTSONAME'))"
    folder, name = subprocess.check_output([PYTHON, "-c", asked], text=True).split()
    absent = {} if shutil.which("objdump") else {"the program objdump": OBJDUMP}
    if not name.endswith(".a") and not (loads(name) or (Path(folder) / name).exists()):
        absent["Python's shared library"] = PYTHON_LIBRARY
    elif name.endswith(".a"):
        return fail("This Python has no shared library.", "build it with --enable-shared, or use the system's own")
    if not absent:
        return 0
    said = " and ".join(absent)
    return fail(f"Building needs {said}.", install_line(absent.values(), f"install {said}"))


def names(manager: str, wanted: Iterable[tuple[str, str, str]]) -> list[str]:
    """What one package manager calls these packages, each once."""
    at = list(MANAGERS).index(manager)
    return list(dict.fromkeys(one[at].format(*sys.version_info[:2]) for one in wanted))


def install_line(wanted: Iterable[tuple[str, str, str]], otherwise: str) -> str:
    """The command that installs system packages on this machine, as the person who is asked may give it."""
    manager = next((one for one in MANAGERS if shutil.which(one)), None)
    if manager is None:
        return otherwise
    line = f"{MANAGERS[manager]} {' '.join(names(manager, wanted))}"
    if os.geteuid() == 0:
        return line
    return f"sudo {line}" if shutil.which("sudo") else f"su -c '{line}'"


def loads(name: str) -> bool:
    """Whether the system has this shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def surroundings() -> dict[str, str]:
    """The environment variables of whatever is called."""
    return os.environ | {"PYTHONUTF8": "1"}


def call(command: Sequence[str | Path], place: Path = ROOT, **variables: str) -> int:
    """The exit status of a command run in a folder; Ctrl-C is for the command, which knows what to save."""
    child = subprocess.Popen([str(word) for word in command], cwd=place, env=surroundings() | variables)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        status = child.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    return stopped() if status in (130, -signal.SIGINT) else status


def fail(message: str, hint: str, status: int = 1) -> int:
    """Says what is wrong and what to do."""
    print(message, file=sys.stderr)
    print(f"hint: {hint}", file=sys.stderr)
    return status


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

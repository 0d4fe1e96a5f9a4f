"""What is different where the program runs built: one folder that holds its Python, its libraries and two programs.

One program opens the window and, on Windows, has no standard output; the other is for the command line and for the
processes that the program starts of itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

CONSOLE = "tracker"
FROM_SOURCE = Path(__file__).resolve().parent.parent
CLOSED: set[str] = set()
"""The standard streams that were closed when the program was started."""
LIBRARY_PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


def is_built() -> bool:
    """Whether this is the built program."""
    return bool(getattr(sys, "frozen", False))


def root() -> Path:
    """The folder that holds `resources`."""
    bundled = getattr(sys, "_MEIPASS", None)
    return Path(bundled) if bundled else FROM_SOURCE


def console_program() -> Path:
    """The built program for the command line, beside the one that runs."""
    here = Path(sys.executable)
    return here.with_name(CONSOLE + here.suffix)


def settle() -> None:
    """Called first of all: makes what is printed go somewhere, and spares other programs this one's libraries."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            CLOSED.add(name)
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end
    if is_built():
        give_back_library_paths(os.environ)


def give_back_library_paths(variables: MutableMapping[str, str]) -> None:
    """Undoes what the built program set for itself, or the programs it starts would load its libraries."""
    for name in LIBRARY_PATHS:
        variables.pop(name, None)
        before = variables.pop(f"{name}_ORIG", None)
        if before is not None:
            variables[name] = before

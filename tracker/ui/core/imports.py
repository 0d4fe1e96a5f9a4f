"""Reading modules: Python's own way, which Qt's Python replaces as it is loaded; and a little at a time."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer  # it is this that replaces it

BENEATH = (
    "tracker.domain.lists.filters", "tracker.domain.work.in_the_way", "tracker.domain.work.my_work",
    "tracker.services.context",
)  # fmt: skip
"""What the window's modules stand on, which knows nothing of Qt."""
SHOWN_WITH_A_PLAN = (
    "tracker.ui.core.hub", "tracker.ui.copies.watch", "tracker.ui.shell.workspace", "tracker.ui.shell.kept_views",
    "tracker.ui.my_work.my_work_view", "tracker.ui.people.who_kept", "tracker.ui.people.whom_meant",
)  # fmt: skip
"""The modules that a plan is shown with."""


def use_own_import() -> None:
    """Puts Python's `import` back; does nothing where Qt's Python left it alone.

    Qt's reads the source of every module again, to see whether the module may have asked for Qt's functions under
    other names (`from __feature__ import snake_case`). Nobody here asks; a plan that opens reads hundreds of modules.
    """
    own = getattr(builtins, "__orig_import__", None)
    if own is not None:
        builtins.__import__ = own


def read_beneath() -> None:
    """Reads what the modules of the window stand on, on any thread."""
    for module in BENEATH:
        import_module(module)


def read_in_turn(modules: Sequence[str], window: QObject) -> None:
    """Reads modules of the window, one a turn of its thread, for as long as it is there.

    Never on another thread: before Python 3.12, Qt's Python keeps its classes in one table without a lock, which is
    asked whenever something is painted. A class that was made beside it ended the program now and then.
    """
    if modules:
        QTimer.singleShot(0, window, partial(_read_first, modules, window))


def _read_first(modules: Sequence[str], window: QObject) -> None:
    import_module(modules[0])
    read_in_turn(modules[1:], window)

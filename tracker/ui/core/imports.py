"""Python's own way of reading modules, which Qt's Python replaces as it is loaded."""

from __future__ import annotations

import builtins

from PySide6 import QtCore  # noqa: F401 - it is this that replaces it


def use_own_import() -> None:
    """Puts Python's `import` back; does nothing where Qt's Python left it alone.

    Qt's reads the source of every module again, to see whether the module may have asked for Qt's functions under
    other names (`from __feature__ import snake_case`). Nobody here asks; a plan that opens reads hundreds of modules.
    """
    own = getattr(builtins, "__orig_import__", None)
    if own is not None:
        builtins.__import__ = own

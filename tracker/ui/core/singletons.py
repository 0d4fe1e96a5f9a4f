"""Keeps Python's None, True and False alive under Qt for Python.

The Qt packages are built against headers by which these objects live for ever, as they do from Python 3.12 on: every
time Qt calls back into Python and is given None, one reference to it is dropped that was never taken. On Python 3.11
the count reaches nought after some minutes' work, and the interpreter stops with "deallocating None". Counting them
up once to a number that is never used up makes 3.11 behave as 3.12 does.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

FOR_EVER: Final = 1 << 60
SINGLETONS: Final = (None, True, False, NotImplemented, Ellipsis)


def hold_singletons() -> None:
    """Makes the singletons immortal where this Python does not do so itself; does nothing anywhere else."""
    counted_first = not hasattr(sys, "getobjects")  # debugging builds keep other things before the count
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12) or not counted_first:
        return
    for single in SINGLETONS:
        ctypes.c_ssize_t.from_address(id(single)).value = FOR_EVER

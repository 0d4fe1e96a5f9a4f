"""Collects Python's garbage on the main thread only.

Left to itself Python collects on whichever thread happens to make the next object. Where that is a pool thread, what is
left of windows and icons is taken apart beside Qt's back, and the program can stop.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 400
PATIENCE = 50
"""So many times in a row it waits for what is under way; then it collects whatever is."""


def _idle() -> bool:
    return False


class Collector(QObject):
    """Takes collecting over from Python for as long as it lives; `stop` gives it back.

    While `busy` says that something is under way it waits: a plan that is being read makes nothing but what stays.
    """

    def __init__(self, parent: QObject | None = None, busy: Callable[[], bool] = _idle) -> None:
        super().__init__(parent)
        self._busy, self._waited, self._kept = busy, 0, False
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collects the oldest generation that has as much in it as Python would wait for."""
        if self._busy() and self._waited < PATIENCE:
            self._waited += 1
            return
        self._waited = 0
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    @Slot()
    def keep(self) -> None:
        """Passes over what there is now whenever garbage is looked for: a plan that was just read is none."""
        if self._kept:
            gc.unfreeze()
            gc.collect()  # what is left of the plan before
        self._kept = True
        gc.freeze()

    def stop(self) -> None:
        """Lets Python collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()


FOR_EVER: Final = 1 << 60
SINGLETONS: Final = (None, True, False, NotImplemented, Ellipsis)


def hold_singletons() -> None:
    """Makes the singletons immortal where this Python does not do so itself; does nothing anywhere else."""
    counted_first = not hasattr(sys, "getobjects")  # debugging builds keep other things before the count
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12) or not counted_first:
        return
    import ctypes

    for single in SINGLETONS:
        ctypes.c_ssize_t.from_address(id(single)).value = FOR_EVER

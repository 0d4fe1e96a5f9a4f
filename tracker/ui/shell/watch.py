"""Looking at a plan once it is on screen: whether it is whole and as new as it was, and what is done where not."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import UserError
from tracker.ui.core.commands import Do
from tracker.ui.core.jobs import Lane
from tracker.ui.core.notice import Step

if TYPE_CHECKING:
    from tracker.domain.log.copies import Alarm
    from tracker.ui.shell.main_window import MainWindow


def look_at(window: MainWindow) -> None:
    """Looks at the plan on screen beside the work, and says what is wrong with it."""
    hub = window.plan

    def looked(alarm: Alarm | None) -> None:
        if window.hub is not hub:
            return
        if alarm is not None:
            sound_alarm(window, alarm)
        hub.settle_copies()

    hub.jobs.run(hub.session.copies.look, looked, window.notice.fail, lane=Lane.FILES)


def sound_alarm(window: MainWindow, alarm: Alarm) -> None:
    """Says what is wrong with the plan on screen; a broken one is shown for reading only."""
    if alarm.broken:
        window.lock(alarm.message)
    copies = Step(window.tr("Copies of this plan"), partial(window.do, Do.COPIES))
    window.notice.warn(alarm.message, (copies,), alarm.hint)


def show_copies(window: MainWindow) -> None:
    """Opens the list of the plan's copies."""
    from tracker.ui.copies.copies_sheet import CopiesSheet

    CopiesSheet(window.context(), window.files.bring_back).open()


def offer_copy(window: MainWindow, error: object, address: str) -> None:
    """Says why a plan was not opened, and offers its last good copy where it is damaged and there is one."""
    window.notice.fail(error)
    if not isinstance(error, UserError):
        return

    def found(copy: Path | None) -> None:
        if copy is not None and not Path(address).is_dir():
            bring = Step(window.tr("Bring the last good copy back…"), partial(window.files.bring_back, copy))
            window.notice.warn(error.message, (bring,), error.window)

    window.jobs.run(partial(window.gateway.last_copy, address), found, window.notice.fail, lane=Lane.FILES)

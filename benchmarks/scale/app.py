"""One whole process of the real window on a real plan file, worked by keys, wheel and clicks: prints its figures.

A further measurement is a function of `Session` in PHASES; what it returns stands in the result under its name.
"""

from __future__ import annotations

import functools
import json
import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.heartbeat import Beat, Painted, Took, memory_mb, rest, rest_until, scroll_through, spread, type_key
from benchmarks.large_plan import ACTIONS, DAY, LEAD
from benchmarks.scale.places import calendar_edit, timeline_edit, timeline_scroll, timeline_typing, workload_edit
from benchmarks.scale.session import WORDS, Session, fold, key, retitle, retitle_some, same_at_once, typed_through
from tracker.app import AppGateway
from tracker.settings import Settings
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import WindowAsker
from tracker.ui.core.garbage import Collector
from tracker.ui.core.jobs import Jobs
from tracker.ui.filters.chips import NO_OWNER
from tracker.ui.look.theme import Theme, make_application
from tracker.ui.my_work.my_work_view import MyWorkView
from tracker.ui.shell.main_window import MainWindow

CHIPS = ("overdue", NO_OWNER, "no evidence", "mine")
COLUMNS = ("title", "owner", "due")
BURST_MS = 45
SIZE = (1440, 860)


def main(address: str) -> int:
    """0 where every measurement was made."""
    app = make_application()
    sys.excepthook = _stop
    theme = Theme("light", app)
    theme.apply(app)
    jobs, beat, found = Jobs(), Beat(), {}
    collector = Collector(app, lambda: jobs.busy)  # as the program does
    window = MainWindow(AppGateway(LEAD, DAY), jobs, Settings(), WindowAsker(theme), theme)
    window.files.opened.connect(collector.keep)
    window.resize(*SIZE)
    window.show()
    rest(300)
    found["open"] = opened(window, beat, address)
    session, found["list"] = listed(window, jobs, beat)
    for phase in PHASES:
        session.settle()
        found[phase.__name__] = phase(session)
        print(phase.__name__, json.dumps(found[phase.__name__]), flush=True)
    found["memory"] = {"open_mb": found["list"].pop("mb"), "end_mb": memory_mb()}
    window.close()
    jobs.close()
    print(json.dumps(found))
    return 0


def _stop(kind: Any, error: Any, trace: Any) -> None:
    """An exception in a slot ends the measurement: what follows would count for nothing."""
    sys.__excepthook__(kind, error, trace)
    sys.stderr.flush()
    QApplication.exit(1)
    raise SystemExit(1)


def opened(window: MainWindow, beat: Beat, address: str) -> dict[str, Any]:
    """From asking for the plan to the first rows of My work, where it opens, by this process's clock."""
    told: dict[str, Any] = {}

    def stands() -> bool:
        place = window.workspace.nav.view if window.workspace is not None else None
        return isinstance(place, MyWorkView) and bool(place.rows())

    with beat.watch(told):
        started = time.perf_counter()
        window.files.open_plan(address)
        rest_until(stands, "the plan was not opened")
        rest(0)
        told["rows_ms"] = (time.perf_counter() - started) * 1000
        told["since_start"] = time.monotonic()
        rest(400)
    return told


def listed(window: MainWindow, jobs: Jobs, beat: Beat) -> tuple[Session, dict[str, Any]]:
    """From there to the painted list, which is what is measured from now on."""
    told: dict[str, Any] = {}
    with beat.watch(told):
        started = time.perf_counter()
        window.do(Do.RECOMMENDATIONS)
        assert window.workspace is not None
        view = window.workspace.nav.plan_view
        painted = Painted(view.tree)
        view.model.counted.connect(painted.tell)
        view.model.layoutChanged.connect(painted.tell)
        painted.tell()
        told["rows_ms"] = painted.wait(started).clock
    session = Session(window, jobs, beat, painted)
    session.settle()
    return session, told | {"mb": memory_mb()}


def typing(session: Session) -> dict[str, Any]:
    """Words typed into the filter and taken back, key by key: from each key to the painted rows."""
    return typed_through(session)


def typing_flat(session: Session) -> dict[str, Any]:
    """The same in the flat list."""
    session.view.flat.click()
    session.settle()
    found = typed_through(session)
    session.view.grouped.click()
    return found


def typing_fast(session: Session) -> dict[str, Any]:
    """Words typed without waiting for answers: from the last key to the rows that belong to it."""
    view, told = session.view, {}
    last: list[Took] = []
    view.focus_filter()
    for word in WORDS:
        part: dict[str, Any] = {}
        with session.beat.watch(part):
            for letter in word[:-1]:
                type_key(view.search, letter)
                rest(BURST_MS)
            last.append(key(session, word[-1]))
            rest(300)
        fold(told, part)
        same_at_once(session, word, view.model.listed())
    return spread(last) | told


def chips(session: Session) -> dict[str, Any]:
    """Filters pressed and let go: from the click to the painted rows."""
    took: list[Took] = []
    told: dict[str, Any] = {}
    with session.beat.watch(told):
        for term in CHIPS:
            for _ in range(2):
                since = session.painted.expect()
                session.view.chips.button(term).click()
                took.append(session.painted.wait(since))
                rest(100)
    return spread(took) | told


def sort(session: Session) -> dict[str, Any]:
    """Headings clicked: up, down and back to the plan's own order."""
    took: list[Took] = []
    told: dict[str, Any] = {}
    header = session.view.tree.header()
    with session.beat.watch(told):
        for key in COLUMNS:
            section = session.view.model.column_of(key)
            place = QPoint(header.sectionViewportPosition(section) + 12, header.height() // 2)
            for _ in range(3):
                since = session.painted.expect()
                QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
                took.append(session.painted.wait(since))
                rest(100)
    return spread(took) | told


def scroll(session: Session) -> dict[str, Any]:
    """All actions in one flat list, by wheel, by page and by its bar; each page puts another action in the panel."""
    session.view.flat.click()
    session.settle()
    told = scroll_grouped(session)
    session.view.grouped.click()
    return told


def scroll_grouped(session: Session) -> dict[str, Any]:
    """The list as the plan opens, recommendations and what is unfolded under them."""
    told: dict[str, Any] = {}
    with session.beat.watch(told):
        told |= scroll_through(session.view.tree)
    return told


def edit(session: Session) -> dict[str, Any]:
    """Titles changed: from asking to the kept changeset, and until every view has followed."""
    return retitle_some(session)


def edit_then_type(session: Session) -> dict[str, Any]:
    """A letter typed into the filter as soon as an edit is shown: what a write left to be worked out is paid here."""
    hub, told = session.hub, {}
    changed: list[object] = []
    took: list[Took] = []
    hub.changed.connect(changed.append)
    chosen = hub.snapshot.actions[5 :: ACTIONS // 6]
    session.view.focus_filter()
    with session.beat.watch(told):
        for action in chosen:
            changed.clear()
            hub.write(functools.partial(retitle, action.ref, f"{action.title}, once more"))
            rest_until(lambda: bool(changed), "an edit")
            took.append(key(session, "t"))
            key(session, "\b")
    hub.changed.disconnect(changed.append)
    return spread(took) | told


PHASES: tuple[Callable[[Session], dict[str, Any]], ...] = (
    typing, typing_flat, typing_fast, chips, sort, scroll, scroll_grouped, edit, edit_then_type,
    timeline_typing, timeline_scroll, timeline_edit, calendar_edit, workload_edit,
)  # fmt: skip

if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

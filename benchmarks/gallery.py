"""Every screen drawn for people to look at, light and dark, on small screens: `python3 run.py gallery [DIR]`.

Each look is drawn by a process of its own, since Qt takes the scale from its surroundings once.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parent.parent / "tests"
SCREENS = {100: (1366, 728), 125: (1280, 720), 150: (1280, 720)}
"""What a window has on a cheap laptop, on a small one, and on 1920 x 1080 at 150 %, in its own pixels, by scale."""
LOOKS = tuple((mode, scale) for scale in SCREENS for mode in ("light", "dark"))
LONGEST = 5.0
"""So many seconds a screen is waited for until it stands still."""
TWO_YEARS = "GALLERY_PLAN"
"""The environment variable that names the large plan, which is made once for all looks."""


def main() -> int:
    """0 where every screen was drawn; their names go to standard output."""
    parser = argparse.ArgumentParser(prog="run.py gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--look", nargs=2, metavar=("MODE", "SCALE"), help="one look only, drawn by this process")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    if arguments.look:
        return draw(arguments.folder, arguments.look[0], int(arguments.look[1]))
    with tempfile.TemporaryDirectory() as kept:
        plan = make_two_years(Path(kept) / "two years.plan")
        return max(_apart(arguments.folder, mode, scale, plan) for mode, scale in LOOKS)


def _apart(folder: Path, mode: str, scale: int, plan: Path) -> int:
    surroundings = os.environ | {
        TWO_YEARS: str(plan),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "QT_SCALE_FACTOR": str(scale / 100),
        "QT_LOGGING_RULES": "qt.qpa.*=false",
        "TRACKER_HOME": tempfile.mkdtemp(prefix="gallery-"),
    }
    command = [sys.executable, "-m", "benchmarks.gallery", str(folder), "--look", mode, str(scale)]
    return subprocess.run(command, env=surroundings, check=False).returncode


def draw(folder: Path, mode: str, scale: int) -> int:
    """Draws one look of every screen."""
    sys.path.insert(0, str(TESTS))
    from tracker.ui.core.garbage import Collector
    from tracker.ui.look.theme import Theme, make_application

    app = make_application()
    Collector(app)  # as the program does: garbage is no affair of pool threads
    theme = Theme(mode, app)
    theme.apply(app)
    artist = Artist(folder, mode, scale)
    draw_window(artist, theme)
    draw_parts(artist)
    draw_two_years(artist, theme, folder)
    return 0


class Artist:
    """Saves pictures under one look's name."""

    def __init__(self, folder: Path, mode: str, scale: int) -> None:
        self.folder, self.size = folder, SCREENS[scale]
        self.look = f"{mode}-{self.size[0]}x{self.size[1]}-{scale}"

    def save(self, widget: Any, name: str) -> None:
        target = self.folder / f"{name.replace(' ', '-')}-{self.look}.png"
        if not _at_rest(widget).save(str(target)):
            raise OSError(f"{target} was not written")
        print(target, flush=True)


def _at_rest(widget: Any) -> Any:
    """The picture of a widget once it stands still: parts of a page arrive one by one."""
    before, after = None, widget.grab().toImage()
    until = time.monotonic() + LONGEST
    while after != before and time.monotonic() < until:
        _pass(0.15)
        before, after = after, widget.grab().toImage()
    return after


def draw_window(artist: Artist, theme: Any) -> None:
    """The window on every place, with the real sample plan."""
    from support.gateway import ScriptedAsker
    from tracker.app import AppGateway
    from tracker.settings import Settings
    from tracker.ui.core.commands import Do
    from tracker.ui.core.jobs import Jobs
    from tracker.ui.shell.main_window import MainWindow
    from tracker.ui.shell.side_bar import PLACES

    jobs, settings = Jobs(), Settings()
    settings.set(_recent(), [str(Path(tempfile.gettempdir()) / "Answer to the letter.plan")])
    window = MainWindow(AppGateway("Improvement Lead", None), jobs, settings, ScriptedAsker(), theme)
    window.resize(*artist.size)
    window.show()
    settle(jobs)
    artist.save(window, "01-start")
    window.do(Do.OPEN_SAMPLE)
    wait(lambda: window.workspace is not None)
    settle(jobs)
    work = window.workspace
    assert work is not None
    for number, place in enumerate(PLACES, start=2):
        window.do(place)
        if place is Do.RECOMMENDATIONS:
            work.nav.plan_view.show_record(work.hub.snapshot.actions[1].id)
        settle(jobs)
        artist.save(window, f"{number:02d}-{place.value.removeprefix('place ')}")
    draw_moments(artist, window, jobs)
    draw_sheets(artist, window, jobs)
    draw_returns(artist, window, jobs)
    draw_dialogs(artist, window, jobs)
    window.close()
    settle(jobs)
    jobs.close()


def _recent() -> Any:
    from tracker.settings import RECENT

    return RECENT


def draw_moments(artist: Artist, window: Any, jobs: Any) -> None:
    """What is on screen only for a moment: filters, editors, the palette, messages, empty lists."""
    from tracker.errors import UserError
    from tracker.ui.core.commands import Do

    work = window.workspace
    window.do(Do.RECOMMENDATIONS)
    plan = work.nav.plan_view
    moments: tuple[tuple[str, Callable[[], object]], ...] = (
        ("filtered", lambda: plan.set_filter(("overdue", "gone quiet"))),
        ("nothing-matches", lambda: plan.set_filter(("no owner",), "no such words")),
        ("new-action", lambda: (plan.clear_filters(), plan.show_record(work.hub.snapshot.recommendations[1].id),
                                plan.add_action())),
        ("palette", lambda: (plan.show_record(work.hub.snapshot.actions[5].id), window.open_palette(),
                             window.palette_list.line.setText("rep"),
                             window.palette_list.line.textEdited.emit("rep"))),
        ("message", lambda: (window.palette_list.shut(), window.do(Do.COMPLETE))),
        ("fault", lambda: window.notice.fail(UserError("the plan file is on a full disk", "free some room"))),
        ("page", lambda: (window.notice.hide(), plan.show_record(work.hub.snapshot.recommendations[2].id),
                          work.nav.open_page())),
        ("thread", lambda: (work.nav.come_back(), plan.show_record(work.hub.snapshot.recommendations[2].id),
                            window.do(Do.THREAD))),
        ("search", lambda: (window.do(Do.SEARCH), work.pages.search_view.line.setText("evaluation"))),
    )  # fmt: skip
    for number, (name, arrange) in enumerate(moments, start=20):
        plan.tree.setFocus()
        settle(jobs)
        arrange()
        settle(jobs)
        if name == "page":
            wait(lambda: work.pages.on_page)
            settle(jobs)
        artist.save(window, f"{number:02d}-{name}")
    draw_dates(artist, window, jobs)


def draw_dates(artist: Artist, window: Any, jobs: Any) -> None:
    """The checks of an action that was closed."""
    from tracker.ui.core.commands import Do

    work = window.workspace
    closed = next(action for action in work.hub.snapshot.actions if action.delivery == "closed")
    window.do(Do.RECOMMENDATIONS)
    work.nav.plan_view.show_record(closed.id)
    settle(jobs)
    window.do(Do.CHECK)
    settle(jobs)
    artist.save(window, "17-checks")


def draw_sheets(artist: Artist, window: Any, jobs: Any) -> None:
    """The list in a key of its own, and with all its columns."""
    from tracker.services.plan.key import use_preset
    from tracker.ui.core.commands import Do

    work = window.workspace
    work.hub.write(lambda uow, act: use_preset(uow, act, "BRAG, Blue = done"))
    window.do(Do.RECOMMENDATIONS)
    work.nav.plan_view.show_record(work.hub.snapshot.actions[2].id)
    settle(jobs)
    artist.save(window, "17-own-key")
    columns = work.nav.plan_view.tree.columns
    columns.show([key for key, _heading, _on in columns.choices()])
    settle(jobs)
    artist.save(window, "16-all-columns")
    columns.show_usual()


def draw_dialogs(artist: Artist, window: Any, jobs: Any) -> None:
    """Every dialog there is."""
    from PySide6.QtWidgets import QDialog

    from support.screens.sheets import openers

    hand = Hand(window, jobs)
    for name, opener in openers().items():
        opener(hand)
        settle(jobs)
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                artist.save(dialog, f"50-{name}")
                dialog.close()
        settle(jobs)


class Hand:
    """Works the window as `support.window.Opened` does in tests."""

    def __init__(self, window: Any, jobs: Any) -> None:
        self.window, self.work, self._jobs = window, window.workspace, jobs

    def do(self, do: Any) -> None:
        """Does a command."""
        self.window.do(do)
        self.settle()

    def settle(self) -> None:
        """Waits until nothing is under way."""
        settle(self._jobs)


def draw_returns(artist: Artist, window: Any, jobs: Any) -> None:
    """Sending workbooks while a round is open, and a folder of them that came home."""
    from PySide6.QtWidgets import QDialog

    from support.gallery_panels import a_folder_of_returns
    from tracker.services.meetings.rounds import ask_round
    from tracker.ui.core.commands import Do

    hub = window.workspace.hub
    hub.write(lambda uow, act: ask_round(uow, act, act.today))
    settle(jobs)
    window.do(Do.SEND_WORKBOOKS)
    settle(jobs)
    sheet = next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
    artist.save(sheet, "41-send-workbooks")
    sheet.close()
    with tempfile.TemporaryDirectory() as folder:
        window.files.bring_home([a_folder_of_returns(hub, Path(folder))])
        settle(jobs)
        artist.save(window, "41-bring-home")
        window._cover.finished.emit()
    window.do(Do.ROUNDS)
    settle(jobs)
    artist.save(window, "41-rounds")


def draw_parts(artist: Artist) -> None:
    """The import, merge and record screens."""
    from PySide6.QtCore import QSize

    from support.gallery_panels import screens

    for name, build in screens().items():
        widget = build()
        widget.resize(widget.size().boundedTo(QSize(*artist.size)))
        artist.save(widget, f"40-{name}")
        widget.close()
        widget.deleteLater()


def make_two_years(target: Path) -> Path:
    """The plan of ten reports and 300 actions after two years, from the labelled reports where they are at hand."""
    sys.path.insert(0, str(TESTS))
    from support.two_years.plan import two_years
    from support.two_years.sources import bundled, labelled
    from tracker.db.store import create_store

    shared = TESTS.parent.parent / "shared"
    sources = labelled(shared) if shared.is_dir() else bundled(TESTS.parent / "resources" / "samples")
    two_years(lambda plan, act: create_store(str(target), plan, act), sources).close()
    return target


def draw_two_years(artist: Artist, theme: Any, folder: Path) -> None:
    """The window on every place of a large plan, its filtered list, and the panel on what was worked on most."""
    from support.clocks import FixedClock
    from support.gateway import ScriptedAsker
    from support.keyboard import StillGateway
    from support.two_years.plan import LAST
    from tracker.settings import Settings
    from tracker.ui.core.jobs import Jobs
    from tracker.ui.shell.main_window import MainWindow
    from tracker.ui.shell.side_bar import PLACES

    plan = Path(os.environ.get(TWO_YEARS) or make_two_years(folder / "two years.plan"))
    clock = FixedClock()
    clock.moment = clock.moment.replace(year=LAST.year, month=LAST.month, day=LAST.day)
    jobs = Jobs()
    window = MainWindow(StillGateway("Improvement Lead", clock), jobs, Settings(), ScriptedAsker(), theme)
    window.resize(*artist.size)
    window.show()
    window.files.open_plan(str(plan))
    wait(lambda: window.workspace is not None)
    settle(jobs)
    for place in PLACES:
        window.do(place)
        settle(jobs)
        artist.save(window, f"30-{place.value.removeprefix('place ').replace(' ', '-')}")
    draw_long_story(artist, window, jobs)
    window.close()
    settle(jobs)
    jobs.close()


def draw_long_story(artist: Artist, window: Any, jobs: Any) -> None:
    """Lists filtered several ways, and each section of the action of which there is most to say, in the whole width."""
    from tracker.ui.core.commands import Do

    work = window.workspace
    plan, snapshot = work.nav.plan_view, work.hub.snapshot
    window.do(Do.ACTIONS)
    for name, terms in (("slipped-twice", ("slipped twice",)), ("overdue-and-quiet", ("overdue", "gone quiet"))):
        plan.set_filter(terms)
        settle(jobs)
        artist.save(window, f"30-list-{name}")
    plan.clear_filters()
    most = max(snapshot.actions, key=lambda action: _told_of(snapshot, action))
    work.nav.jump(most.id)
    settle(jobs)
    artist.save(window, "30-panel")
    work.nav.widen(True)
    page = work.panes.panel.view
    for name in page.sections.opened():
        page.sections[name].open(False)
    for number, name in enumerate(page.sections.names(), start=1):
        page.sections[name].open(True)
        settle(jobs)
        page.show_part(page.sections[name])
        artist.save(window, f"30-wide-{number}-{name.lower()}")
        page.sections[name].open(False)
    work.nav.widen(False)


def _told_of(snapshot: Any, action: Any) -> int:
    about = (snapshot.updates_for, snapshot.extensions_of, snapshot.evidence_for, snapshot.verifications_of)
    return sum(len(found(action.id)) * (3 if place else 1) for place, found in enumerate(about))


def settle(jobs: Any, seconds: float = 30.0) -> None:
    """Lets everything under way come to rest and be painted."""
    wait(lambda: not jobs.busy, seconds)
    _pass(0.15)
    wait(lambda: not jobs.busy, seconds)


def _pass(seconds: float) -> None:
    """Lets some time go by, with the window alive."""
    until = time.monotonic() + seconds
    wait(lambda: time.monotonic() > until)


def wait(done: Callable[[], bool], seconds: float = 30.0) -> None:
    """Keeps the window alive until something is so."""
    from PySide6.QtWidgets import QApplication

    until = time.monotonic() + seconds
    QApplication.processEvents()
    while not done():
        if time.monotonic() > until:
            raise TimeoutError("a screen did not come to rest")
        QApplication.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    sys.exit(main())

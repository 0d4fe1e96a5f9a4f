"""What every measurement of the real window works with: the window in a place, typing in it, and changing titles."""

from __future__ import annotations

import functools
import time
from dataclasses import dataclass
from typing import Any

from benchmarks.heartbeat import Beat, Painted, Took, rest, rest_until, spread, type_key
from benchmarks.large_plan import ACTIONS
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import set_fields
from tracker.ui.core.commands import Do
from tracker.ui.core.jobs import Jobs
from tracker.ui.shell.main_window import MainWindow

WORDS = ("timeliness", "escalation", "placement")
EDITS = 25
CHECKED_MS = 300_000
"""So long a plan of this size may take to be walked whole, which is done when a computer first opens it."""
BETWEEN_KEYS_MS = 120


@dataclass
class Session:
    """The window on the plan, with its beat and what tells of painted rows."""

    window: MainWindow
    jobs: Jobs
    beat: Beat
    painted: Painted
    place: Any = None

    @property
    def view(self) -> Any:
        """The place that is measured: the plan list unless told."""
        assert self.window.workspace is not None
        return self.place or self.window.workspace.nav.plan_view

    def at(self, do: Do) -> Session:
        """The same window in another place."""
        work = self.window.workspace
        assert work is not None
        work.nav.go(do)
        self.settle()
        place, painted = work.nav.view, self.painted
        tree = getattr(place, "tree", None)
        if tree is not None:
            painted = Painted(tree)
            tree.records.counted.connect(painted.tell)
        return Session(self.window, self.jobs, self.beat, painted, place)

    @property
    def hub(self) -> Any:
        assert self.window.hub is not None
        return self.window.hub

    def settle(self) -> None:
        """Waits until nothing is under way."""
        rest(50)
        rest_until(lambda: not self.jobs.busy, "work under way", CHECKED_MS)
        rest(50)


def typed_through(session: Session) -> dict[str, Any]:
    """Words typed into the filter of a list and taken back, key by key: from each key to the painted rows."""
    view, told = session.view, {}
    keys: list[Took] = []
    view.focus_filter()
    for word in WORDS:
        part: dict[str, Any] = {}
        with session.beat.watch(part):
            keys += [key(session, letter) for letter in word]
            typed = view.model.listed()
            keys += [key(session, "\b") for _ in word]
        fold(told, part)
        same_at_once(session, word, typed)
    return spread(keys) | told


def key(session: Session, letter: str) -> Took:
    """One key typed into the filter: until its rows were painted."""
    view = session.view
    text = view.search.text()
    wanted = tuple((text[:-1] if letter == "\b" else text + letter).split())
    since = session.painted.expect(lambda: view.model.words == wanted)
    type_key(view.search, letter)
    took = session.painted.wait(since)
    rest(max(BETWEEN_KEYS_MS - took.clock, 10))
    return took


def same_at_once(session: Session, word: str, typed: list[Any]) -> None:
    """What was found key by key must be what is found at once."""
    for text in ("", word, "") if session.view.search.text() else (word, ""):
        since = session.painted.expect()
        session.view.set_filter((), text)
        session.painted.wait(since)
        if text and (session.view.model.listed() != typed or not typed):
            raise SystemExit(f"typing {word} listed {len(typed)} rows, at once {len(session.view.model.listed())}")
    session.view.focus_filter()


def retitle_some(session: Session, edits: int = EDITS) -> dict[str, Any]:
    """Titles changed: from asking to the kept changeset, and until every view has followed."""
    hub, marks, told = session.hub, {}, {}

    def saved(saving: bool) -> None:
        if not saving:
            marks["committed"] = (time.perf_counter(), time.process_time())

    def shown(_changes: object) -> None:
        marks["shown"] = (time.perf_counter(), time.process_time())

    hub.saving.connect(saved)
    hub.changed.connect(shown)
    took: dict[str, list[Took]] = {"committed": [], "shown": []}
    # Chosen beforehand: what the plan works out when it is asked would count as the window's.
    chosen = hub.snapshot.actions[:: ACTIONS // edits]
    with session.beat.watch(told):
        for action in chosen:
            marks.clear()
            since, used = time.perf_counter(), time.process_time()
            hub.write(functools.partial(retitle, action.ref, f"{action.title}, again"))
            rest_until(lambda: "shown" in marks, "an edit")
            for name, times in took.items():
                times.append(Took((marks[name][0] - since) * 1000, (marks[name][1] - used) * 1000))
            rest(100)
    hub.saving.disconnect(saved)
    hub.changed.disconnect(shown)
    shown_too = {f"shown_{name}": figure for name, figure in spread(took["shown"]).items() if name != "times"}
    return spread(took["committed"]) | shown_too | told


def fold(told: dict[str, Any], part: dict[str, Any]) -> None:
    """Keeps the largest of each, and the sum of the long ones."""
    stalls = told.get("stalls", 0) + part["stalls"]
    told.update({name: max(value, told.get(name, 0.0)) for name, value in part.items()}, stalls=stalls)


def retitle(ref: str, title: str, uow: UnitOfWork, act: Act) -> Any:
    """A command that changes one title."""
    return set_fields(uow, act, (ref,), {"title": title})

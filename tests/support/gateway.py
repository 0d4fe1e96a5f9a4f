"""The rest of the program in memory, for tests of the window: plans, documents and pages without files."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from support.builders import a_plan, a_plan_store, a_reading
from support.clocks import FixedClock, an_act
from support.memory import MemoryStore
from tracker.db.copies.folder import plan_called
from tracker.domain.dates import dates
from tracker.domain.foreign.grid import GridFile
from tracker.domain.foreign.understand import is_kept_plan
from tracker.domain.log.copies import GOOD, NEW, Alarm, Copy
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.reading.reading import Box, Reading
from tracker.errors import UserError
from tracker.papers.contents import titles_of
from tracker.reporting import read_logo
from tracker.services.foreign.bring_in import Source
from tracker.services.foreign.looked import Theirs
from tracker.services.joining.copy import OtherCopy
from tracker.services.log.take_back import Difference, differences, take_back
from tracker.services.meetings.wanted import Material, Wanted
from tracker.services.plan.guard import cleared
from tracker.services.ports import Act, Fault, Store, UnitOfWork, Verdict
from tracker.services.steps import unwatched, watched
from tracker.ui.core.gateway import ChartPicture, ChartRegion, PagePicture, PaperMade, ReadReport, Refreshed
from tracker.ui.core.jobs import Lane

T = TypeVar("T")
A_PAGE = (595.0, 842.0)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60" width="300" height="60">'
    '<rect x="0" y="10" width="200" height="40" fill="#2469BE"/>'
    '<rect x="200" y="10" width="100" height="40" fill="#C9292F"/></svg>'
)


class FakeCopies:
    """The copies of a plan in memory: each a snapshot that a test puts into `made`."""

    folder = Path("copies")

    def __init__(self, session: FakeSession) -> None:
        self._session = session
        self.made: list[tuple[Copy, Snapshot]] = []
        self.alarm: Alarm | None = None
        self.looks_long = False
        self.standing = ""
        self.held = 0
        self.faults: list[Fault] = []

    def keep(self, day: date, *, good: bool = True) -> Copy:
        """A copy of the plan as it stands."""
        now = self._session.store.snapshot()
        copy = Copy(f"{day}", day, now.number, now.head, 1_200_000, made=day.isoformat(), state=GOOD if good else NEW)
        self.made.append((copy, now))
        return copy

    def look(self, stop: Callable[[], bool] = bool) -> Alarm | None:
        while self.looks_long and not stop():
            time.sleep(0.01)
        return self.alarm

    def verify(self) -> Verdict:
        return Verdict(self._session.store.snapshot().number, 0, tuple(self.faults))

    def settle(self, pause: Callable[[], object] = bool) -> str:
        pause()
        return self.standing

    def listed(self) -> list[Copy]:
        return [copy for copy, _ in self.made][::-1]

    def since(self, copy: Copy, snapshot: Snapshot) -> Sequence[Difference]:
        return differences(dict(self.made)[copy], snapshot)

    def make_now(self) -> str:
        if self._session.refuse is not None:
            raise self._session.refuse
        self.keep(self._session.clock.today())
        return ""

    def take_back(self, copy: Copy, ref: str) -> Callable[[UnitOfWork, Act], Any]:
        return lambda uow, act: take_back(uow, act, dict(self.made)[copy], ref, of=copy.day)

    def as_plan(self, copy: Copy, target: Path) -> None:
        self._session.asked.append(("as plan", target))

    def holding(self) -> int:
        return self.held

    def rewrite(self) -> tuple[int, int]:
        held, self.held = self.held, 0
        return held, 0


class FakeSession:
    """An open plan in memory. What was asked of it outside the plan stands in `asked`."""

    def __init__(self, store: MemoryStore, who: str = "Improvement Lead", clock: FixedClock | None = None) -> None:
        self.store = store
        self.address = "memory.plan"
        self.read_only = False
        self.who = who
        self.clock = clock or FixedClock()
        self.as_at: date | None = None
        self.asked: list[tuple[str, Any]] = []
        self.refuse: UserError | None = None
        self.works_long = False
        """Whether papers and packs take until they are stopped."""
        self.broken: UserError | None = None
        """What is wrong with the plan, where it does not pass its check."""
        self.proposal: Any = None
        self.closed = False
        self.copies = FakeCopies(self)
        self.copied = False
        self.copied_before = ""
        """The verb of the last write, where it changes much at once."""

    def lock(self, why: str) -> None:
        self.read_only = True
        self.asked.append(("lock", why))

    def act(self) -> Act:
        return an_act(self.who, self.clock, self.as_at)

    def act_as(self, who: str) -> None:
        self.who = who

    def judge_at(self, day: date | None) -> None:
        self.as_at = day

    def snapshot(self) -> Snapshot:
        return self._own.snapshot()

    def write(
        self, command: Callable[[UnitOfWork, Act], Any], act: Act, old: Snapshot, *, before: str = ""
    ) -> Refreshed:
        if self.refuse is not None:
            raise self.refuse
        self.copied_before = before
        with self._own.begin(before=before) as uow:
            done = command(uow, act)
        return replace(self.refresh(old), remarks=getattr(done, "remarks", ()), copied=self.copied)

    def read(self, question: Callable[[UnitOfWork, Act], T], act: Act) -> T:
        with self._own.begin(writing=False) as uow:
            return question(uow, act)

    def refresh(self, old: Snapshot) -> Refreshed:
        snapshot, changes = self._own.refresh(old)
        return Refreshed(snapshot, changes)

    def file(self, sha256: str) -> bytes:
        return self._own.read_file(sha256)

    def propose(self, returned: Any, act: Act) -> Any:
        from tracker.services.workbook.workbook import plan_merge

        return self.proposal or self.read(lambda uow, acting: plan_merge(uow, acting, returned), act)

    def backup(self, target: Path) -> None:
        self.write_file("backup", target, None)

    def must_be_whole(self) -> None:
        if self.broken is not None:
            raise self.broken

    def evidence_pack(
        self, target: Path, act: Act, ref: str | None, progress: Any, cancelled: Callable[[], bool]
    ) -> tuple[int, int]:
        cleared(self._own.snapshot(), act.today)
        self.in_steps(progress, cancelled)
        self.write_file("pack", target, ref)
        return 2, 1

    def in_steps(self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
        """Takes one step of two again and again while the work is long and nobody stops it, and then the other."""
        progress(1, 2)
        while self.works_long and not cancelled():
            time.sleep(0.02)
            progress(1, 2)
        watched(progress, cancelled)(2, 2)

    def close(self) -> None:
        self.closed = True

    @property
    def _own(self) -> MemoryStore:
        """The store, which the files' lane must leave alone."""
        assert not threading.current_thread().name.startswith(Lane.FILES.value), "the plan was asked on another lane"
        return self.store

    def write_file(self, what: str, target: Path, more: object) -> None:
        if self.refuse is not None:
            raise self.refuse
        self.asked.append((what, (target, more)))
        target.write_bytes(what.encode())


class FakeGateway:
    """Plans and documents in memory. `plans` are opened by address, `readings` by file name."""

    def __init__(self, clock: FixedClock | None = None) -> None:
        self.clock = clock or FixedClock()
        self.plans: dict[str, MemoryStore] = {}
        self.readings: dict[str, Reading] = {}
        self.link_faults: dict[str, str] = {}
        self.sessions: list[FakeSession] = []
        self.refused: dict[str, UserError] = {}
        self.kept_copy: Path | None = None
        self.who = "Improvement Lead"
        self.texts: dict[str, tuple[str, ...]] = {}
        self.unreadable: set[str] = set()
        self.theirs: dict[str, GridFile] = {}
        self.other_copies: dict[str, Store] = {}
        """Plans of others by file name; any other workbook is one that came home."""
        self.remarks: tuple[str, ...] = ()
        """What the making of a paper has to say."""

    def last_copy(self, address: str) -> Path | None:
        return self.kept_copy

    def plan_of_copy(self, copy: Path) -> str:
        return plan_called(copy)

    def restore(self, copy: Path, target: Path) -> None:
        self.plans[str(target)] = a_plan_store(self.clock)

    def open_plan(self, address: str, *, upgrade: bool = False) -> FakeSession:
        if address in self.refused and not upgrade:
            raise self.refused[address]
        if address not in self.plans:
            raise UserError(f"there is no plan at {Path(address).name}", "choose another file")
        return self._session(self.plans[address], address)

    def create_plan(self, address: str, title: str) -> FakeSession:
        if address in self.plans:
            raise UserError(f"{Path(address).name} exists already", "choose another name")
        self.plans[address] = MemoryStore(a_plan(title), an_act(clock=self.clock))
        return self._session(self.plans[address], address)

    def create_sample(self) -> FakeSession:
        return self._session(a_plan_store(self.clock), "sample.plan")

    def read_report(self, path: Path) -> ReadReport:
        if path.name not in self.readings and path.suffix.lower() not in (".pdf", ".docx"):
            raise UserError(f"{path.name} is not a report this program can read", "give it the PDF as published")
        data = path.read_bytes() if path.is_file() else b"%PDF-1.7 in memory"
        return ReadReport(path, data, self.readings.get(path.name) or a_reading(file=path.name))

    def read_reports(
        self, paths: Sequence[Path], progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Sequence[Any]:
        found = []
        for number, path in enumerate(paths):
            if cancelled():
                break
            progress(number, len(paths))
            found.append(self.read_report(path))
        return found

    def repeated(self, readings: Sequence[Reading]) -> Sequence[tuple[int, int]]:
        alike = [(reading.document_type, reading.area, reading.recommendations) for reading in readings]
        return [(place, alike.index(one)) for place, one in enumerate(alike) if alike.index(one) < place]

    def page_picture(self, data: bytes, number: int, scale: float) -> PagePicture:
        width, height = round(A_PAGE[0] * scale), round(A_PAGE[1] * scale)
        return PagePicture(number, width, height, width * 4, b"\xff" * (width * height * 4), *A_PAGE)

    def words_in(self, data: bytes, area: Box) -> tuple[str, tuple[Box, ...]]:
        return "Words of the page.", (area,)

    def page_words(self, data: bytes, number: int) -> Sequence[tuple[str, Box]]:
        said = " ".join(self.texts.get("letter.pdf", ("", "Plans are not always specific enough."))[number - 1 :][:1])
        return [(word, Box(number, 60 + 50 * n, 700, 100 + 50 * n, 712)) for n, word in enumerate(said.split())]

    def check_links(
        self, addresses: Sequence[str], progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Mapping[str, str]:
        return {one: self.link_faults.get(one, "") for one in addresses}

    def charts(self, snapshot: Snapshot, today: date, dark: bool = False) -> Sequence[ChartPicture]:
        region = ChartRegion(2 / 3, 0.1, 1.0, 0.9, "Overdue", ("A2",))
        return (ChartPicture("Profile of the plan", SVG, 300.0, 60.0, "4 in progress, 1 overdue", (region,)),)

    def measure_chart(
        self, snapshot: Snapshot, measure_id: RecordId, today: date, dark: bool = False, width: float = 511.0
    ) -> ChartPicture | None:
        if not snapshot.points_of(measure_id):
            return None
        region = ChartRegion(0.1, 0.1, 0.3, 0.9, "A1 begins, 15 Jan 2024", ("A1",))
        return ChartPicture("Plans rated good", SVG, 300.0, 60.0, "from 41% to 52%", (region,))

    def close(self) -> None:
        """Nothing runs beside it."""

    def document_text(self, data: bytes, name: str) -> tuple[str, ...]:
        if name in self.unreadable:
            raise UserError(f"{name} could not be read", "save it again as PDF")
        return self.texts.get(name, ("A letter to the partnership.", "Plans are not always specific enough."))

    def make_paper(
        self, act: Act, wanted: Wanted, of: Material, progress: Any = unwatched, cancelled: Callable[[], bool] = bool
    ) -> PaperMade:
        session = self.sessions[-1]
        cleared(of.snapshot, act.today, public=wanted.public)
        if session.refuse is not None:
            raise session.refuse
        session.in_steps(progress, cancelled)
        session.asked.append(("paper", (wanted, of)))
        return PaperMade(f"%PDF-1.7 {wanted} {of.snapshot.number}".encode(), 3, self.remarks)

    def paper_sections(self, paper: str) -> Sequence[str]:
        return titles_of(paper)

    def read_logo(self, path: Path) -> bytes:
        return read_logo(path)

    def export_workbook(self, target: Path, snapshot: Snapshot, act: Act, *, for_name: str | None = None) -> None:
        self.sessions[-1].write_file("export", target, for_name)

    def export_calendar(self, target: Path, snapshot: Snapshot, act: Act, *, for_name: str | None = None) -> None:
        self.sessions[-1].write_file("calendar", target, for_name)

    def read_workbook(self, path: Path) -> Any:
        if path.name in self.theirs:
            raise UserError(f"{path.name} was not made by this program", "bring it in as a plan")
        self.sessions[-1].asked.append(("merge", path))
        return path

    def read_returns(self, paths: Sequence[Path], progress: Any, cancelled: Any) -> Sequence[Any]:
        from tracker.workbook.gather import read_returns

        return read_returns(paths, progress, cancelled)

    def other_copy(self, path: Path) -> OtherCopy:
        if path.name not in self.other_copies:
            raise UserError(f"{path.name} is no plan")
        return OtherCopy(path.name, partial(self.other_copies[path.name].begin, writing=False))

    def is_return(self, path: Path) -> bool:
        return path.name not in self.theirs and path.suffix != ".csv"

    def read_their_plan(self, path: Path, cancelled: Any = None) -> Theirs:
        if path.name in self.unreadable:
            raise UserError(f"{path.name} could not be read", "save it again as .xlsx")
        tables = self.theirs[path.name]
        return Theirs(tables, Source(path.name, path.name.encode(), tables.sha256))

    def is_kept_plan(self, path: Path) -> bool:
        return path.name in self.theirs and is_kept_plan(self.theirs[path.name], self.today())

    def write_list(self, target: Path, snapshot: Snapshot, act: Act, table: Any) -> None:
        from tracker.workbook.listed import write_list

        write_list(table(cleared(snapshot, act.today)), target)

    def write_pack(self, folder: Path, snapshot: Snapshot, act: Act, pack: Any) -> None:
        from tracker.app import write_pack

        write_pack(snapshot, folder, act, pack)

    def today(self) -> date:
        return self.clock.today()

    def _session(self, store: MemoryStore, address: str) -> FakeSession:
        session = FakeSession(store, self.who, self.clock)
        session.address = address
        self.sessions.append(session)
        return session


class ScriptedAsker:
    """Answers every question from a list given beforehand, and keeps what was asked."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, str]] = []
        self.questions: list[str] = []
        self.suggested = Path()

    def open_files(
        self, parent: object, title: str, filters: str, answer: Callable[[Any], object], *, many: bool = False
    ) -> None:
        self._answer("open", title, answer)

    def save_file(
        self, parent: object, title: str, suggested: Path, filters: str, answer: Callable[[Any], object]
    ) -> None:
        self.suggested = suggested
        self._answer("save", title, answer)

    def folder(self, parent: object, title: str, answer: Callable[[Any], object], *, start: Path | None = None) -> None:
        self._answer("folder", title, answer)

    def printer(self, parent: object, name: str, pages: int, answer: Callable[[Any], object]) -> None:
        self._answer("print", name, answer)

    def text(
        self,
        parent: object,
        title: str,
        label: str,
        answer: Callable[[Any], object],
        *,
        initial: str = "",
        lines: bool = False,
        go: str = "",
    ) -> None:
        self._answer("text", title, answer)

    def secret(self, parent: object, title: str, label: str, answer: Callable[[Any], object]) -> None:
        self.questions.append(label)
        self._answer("secret", title, answer)

    def day(
        self,
        parent: object,
        title: str,
        label: str,
        answer: Callable[[Any], object],
        *,
        initial: date,
        go: str = "",
        empty: bool = False,
    ) -> None:
        self._answer("day", title, lambda said: answer(dates.parse(said)))

    def choose(
        self, parent: object, title: str, question: str, choices: Sequence[str], answer: Callable[[Any], object]
    ) -> None:
        self.questions.append(question)
        self._answer("choose", title, answer)

    def colour(self, parent: object, title: str, answer: Callable[[Any], object], *, initial: str = "") -> None:
        self._answer("colour", title, answer)

    def keep_in(self, drafts: object) -> None:
        self.drafts = drafts

    def _answer(self, how: str, title: str, answer: Callable[[Any], object]) -> None:
        self.asked.append((how, title))
        if self.answers:
            value = self.answers.pop(0)
            if value is not None:
                answer(value)

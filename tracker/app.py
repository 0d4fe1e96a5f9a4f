"""The composition root: joins plan files, readers, workbooks and papers, and opens the window on them.

The one module that knows every layer. It imports each only where it is used: the window is painted before the plan's
records, the database or any reader is loaded, and the command line never loads Qt.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TypeVar

from tracker.errors import UserError
from tracker.paths import OTHER_FILES, home, whole_address
from tracker.pictures import charts, measure_chart
from tracker.saving import write_whole
from tracker.services.steps import Step, unwatched, watched

if TYPE_CHECKING:
    from tracker.domain.plan.ids import RecordId
    from tracker.domain.plan.snapshot import Snapshot
    from tracker.domain.reading.reading import Box, Reading
    from tracker.reading.pages import Pages
    from tracker.services.ports import Act, Store, UnitOfWork
    from tracker.ui.core.gateway import ChartPicture, PagePicture, PaperMade, ReadReport, Refreshed

T = TypeVar("T")


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(tz=UTC)

    def today(self) -> date:
        """The present day where the user is."""
        return self.now().astimezone().date()


def make_act(who: str | None, as_at: date | None) -> Act:
    """Who is acting (the system user where no name is given), on the machine's clock."""
    from tracker.services.ports import Act, system_user

    user = system_user()
    return Act(who=(who or "").strip() or user, system_user=user, clock=SystemClock(), as_at=as_at)


def create_plan(address: str, title: str, act: Act) -> Store:
    """A new, empty plan. Raises UserError where it cannot be made."""
    from tracker.db.sqlite_file import is_server
    from tracker.db.store import create_store
    from tracker.domain.plan.ids import random_ids
    from tracker.domain.plan.records import Plan

    if not title.strip():
        raise UserError("A plan needs a title.", "give it one, such as 'JTAI action plan'")
    ending = PurePath(address).suffix
    if not is_server(address) and ending.casefold() in OTHER_FILES:
        raise UserError(f"A plan is no {ending} file.", f"call it {PurePath(address).stem}.plan")
    return create_store(address, Plan(id=random_ids(act.clock.now)(), title=title.strip()), act)


def open_plan(address: str, *, upgrade: bool = False) -> Store:
    """An existing plan, for reading only where its folder may not be written. Raises UserError for any other fault.

    An older one in a shared folder is brought up to date only where `upgrade` says so.
    """
    from tracker.db.copies.keeper import before_upgrade
    from tracker.db.file_plan import Upgrade
    from tracker.db.sqlite_file import is_server, writable
    from tracker.db.store import open_store
    from tracker.watching import copies_place

    fixed = not is_server(address) and Path(address).is_file() and not writable(Path(address))
    upgrading = Upgrade(before_upgrade(copies_place()), agreed=upgrade)
    return open_store(address, read_only=fixed, upgrade=upgrading)


def export_workbook(snapshot: Snapshot, target: Path, act: Act, *, for_name: str | None = None) -> None:
    """Writes the workbook that comes home.

    Raises UserError where nobody has that name, an identifier in it is not decided on, or it cannot be written.
    """
    from tracker.services.plan.guard import cleared
    from tracker.workbook.out import write_workbook

    write_workbook(cleared(snapshot, act.today), target, as_at=act.today, for_name=for_name)


def write_pack(snapshot: Snapshot, folder: Path, act: Act, pack: Any) -> None:
    """Writes a folder of returns with their drafts.

    Raises UserError where an identifier in them is not decided on, or the folder holds a pack or cannot be written.
    """
    from tracker.services.plan.guard import cleared
    from tracker.workbook.pack import write_pack as write

    write(cleared(snapshot, act.today), folder, pack, act)


def write_calendar(
    snapshot: Snapshot, target: Path, act: Act, *, for_name: str | None = None, alarm_days: int | None = None
) -> int:
    """Writes the dates still to be kept as a calendar file; how many there are.

    Raises UserError where nobody has that name, an identifier is not decided on, or the file cannot be written.
    """
    from tracker.services.dates.calendar_file import calendar_text
    from tracker.services.plan.guard import cleared

    text, count = calendar_text(cleared(snapshot, act.today), act, for_name=for_name, alarm_days=alarm_days)
    write_whole(target, text.encode(), what="calendar")
    return count


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample plan, the reading it was seeded from, and what seeding warned of."""

    store: Store
    reading: Reading
    warnings: tuple[str, ...]


def make_sample(address: str) -> Sample:
    """A sample plan in mid-life from the bundled letter, written afresh."""
    from tracker.paths import resource
    from tracker.reading.reader import read_file
    from tracker.services.plan.sample import SAMPLE_LETTER, fill_sample, first_act
    from tracker.services.ports import system_user

    letter = resource("samples", SAMPLE_LETTER)
    act = first_act(SystemClock().today(), system_user())
    reading = read_file(letter)
    store = create_plan(address, "Serious youth violence: partnership action plan (sample)", act)
    return Sample(store, reading, fill_sample(store, reading, letter.read_bytes(), act).warnings)


def document_text(data: bytes, name: str, reader: Any) -> tuple[str, ...]:
    """The words of a document, page by page, read by a reading process. Raises UserError where it cannot be read."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="tracker-") as folder:
        path = Path(folder) / (Path(name).name or "document")
        path.write_bytes(data)
        pages: tuple[str, ...] = reader.text(path)
    return pages


def their_plan(path: Path, reader: Any, cancelled: Callable[[], bool] | None = None) -> Any:
    """The tables of somebody's own plan, read by a reading process, with the file they stand in.

    Raises UserError where it cannot be read.
    """
    from tracker.services.foreign.bring_in import Source
    from tracker.services.foreign.looked import Theirs

    tables = reader.tables(path, cancelled)
    return Theirs(tables, Source(path.name, path.read_bytes(), tables.sha256))


@dataclass
class AppSession:
    """An open plan, as the window asks for it. Who acts is told on the main thread; the store has its own."""

    store: Store
    acting: Act

    def __post_init__(self) -> None:
        self.address = self.store.address
        self.read_only = bool(getattr(self.store, "read_only", False))
        from tracker.watching import Watching

        self.copies = Watching(self.store)

    def lock(self, why: str) -> None:
        """Takes no more writes."""
        self.store.lock(why)
        self.read_only = True

    def act(self) -> Act:
        """Who is acting."""
        return self.acting

    def act_as(self, who: str) -> None:
        """Signs what follows with another name."""
        self.acting = replace(self.acting, who=who.strip() or self.acting.system_user)

    def judge_at(self, day: date | None) -> None:
        """Judges dates by another day from now on."""
        self.acting = replace(self.acting, as_at=day)

    def snapshot(self) -> Snapshot:
        """The whole plan. Its records live as long as it is open: the search for garbage need not walk them."""
        found = self.store.snapshot().warm()
        gc.freeze()
        return found

    def write(
        self, command: Callable[[UnitOfWork, Act], Any], act: Act, old: Snapshot, *, before: str = ""
    ) -> Refreshed:
        """Runs a service as one changeset and brings `old` up to date."""
        with self.store.begin(before=before) as uow:
            done = command(uow, act)
        copied = self.copies.touched
        return replace(self.refresh(old), remarks=getattr(done, "remarks", ()), copied=copied)

    def read(self, question: Callable[[UnitOfWork, Act], T], act: Act) -> T:
        """The answer to a question that needs the log."""
        with self.store.begin(writing=False) as uow:
            return question(uow, act)

    def refresh(self, old: Snapshot) -> Refreshed:
        """`old` brought up to date."""
        from tracker.ui.core.gateway import Refreshed

        snapshot, changes = self.store.refresh(old)
        return Refreshed(snapshot.warm(), changes)

    def file(self, sha256: str) -> bytes:
        """A kept file's bytes."""
        return self.store.read_file(sha256)

    def propose(self, returned: Any, act: Act) -> Any:
        """What merging a returned workbook would do."""
        from tracker.services.workbook.workbook import plan_merge

        return self.read(lambda uow, acting: plan_merge(uow, acting, returned), act)

    def backup(self, target: Path) -> None:
        """Writes a checked copy of the plan."""
        self.store.backup(str(target))

    def must_be_whole(self) -> None:
        """Raises UserError where the plan does not pass its check."""
        self.copies.must_be_whole()

    def evidence_pack(
        self, target: Path, act: Act, ref: str | None, progress: Step, cancelled: Callable[[], bool]
    ) -> tuple[int, int]:
        """Writes the evidence pack."""
        from tracker.reporting import write_evidence_pack

        return write_evidence_pack(self.store, target, act, ref, watched(progress, cancelled))

    def close(self) -> None:
        """Lets go of the plan."""
        self.copies.note()
        self.store.close()
        gc.unfreeze()


class AppGateway:
    """The window's way to plans and documents. Who is acting is asked of the system when it first matters."""

    def __init__(self, who: str | None, as_at: date | None) -> None:
        self._who, self._as_at = who, as_at
        self._reader: Any = None

    @cached_property
    def _acting(self) -> Act:
        return make_act(self._who, self._as_at)

    def today(self) -> date:
        """The reporting day."""
        return self._acting.today

    def open_plan(self, address: str, *, upgrade: bool = False) -> AppSession:
        """An existing plan."""
        return AppSession(open_plan(whole_address(address), upgrade=upgrade), self._acting)

    def last_copy(self, address: str) -> Path | None:
        """The last good copy of a plan that cannot be opened; None for none."""
        from tracker.watching import last_copy_of

        return last_copy_of(address)

    def plan_of_copy(self, copy: Path) -> str:
        """What the plan of a copy's file is called."""
        from tracker.db.copies.folder import plan_called

        return plan_called(copy)

    def restore(self, copy: Path, target: Path) -> None:
        """Makes a plan file of a copy."""
        from tracker.db.restore import restore

        restore(str(copy), str(target))

    def create_plan(self, address: str, title: str) -> AppSession:
        """A new, empty plan."""
        return AppSession(create_plan(whole_address(address), title, self._acting), self._acting)

    def create_sample(self) -> AppSession:
        """The sample plan, made afresh in the user's own folder under a name that is free."""
        folder = home() / "samples"
        folder.mkdir(exist_ok=True)
        number = 1
        while (folder / f"Sample plan {number}.plan").exists():
            number += 1
        return AppSession(make_sample(str(folder / f"Sample plan {number}.plan")).store, self._acting)

    def read_report(self, path: Path) -> ReadReport:
        """What the reader takes out of one document, read in a process of its own."""
        from tracker.ui.core.gateway import ReadReport

        reading = self._worker().read(path)
        return ReadReport(path, path.read_bytes(), reading)

    def read_reports(
        self, paths: Sequence[Path], progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Sequence[Any]:
        """Several documents at once."""
        outcomes: Sequence[Any] = self._worker().read_many(list(paths), progress, cancelled)
        return outcomes

    def repeated(self, readings: Sequence[Reading]) -> Sequence[tuple[int, int]]:
        """Which of these hold the same report as an earlier one, as places."""
        from tracker.reading.files.duplicates import find

        # By place: files of several folders may share a name.
        numbered = [replace(reading, file=str(place)) for place, reading in enumerate(readings)]
        return [(int(twin.second), int(twin.first)) for twin in find(numbered)]

    def page_picture(self, data: bytes, number: int, scale: float) -> PagePicture:
        """A page of a PDF drawn."""
        from tracker.ui.core.gateway import PagePicture

        image = self._pages.picture(data, number, scale)
        return PagePicture(
            image.number, image.width, image.height, image.stride, image.data, image.page_width, image.page_height
        )

    def words_in(self, data: bytes, area: Box) -> tuple[str, tuple[Box, ...]]:
        """The words inside a rectangle of a page."""
        return self._pages.words_in(data, area.page, (area.x0, area.y0, area.x1, area.y1))

    def page_words(self, data: bytes, number: int) -> Sequence[tuple[str, Box]]:
        """The words printed on a page, each with its box."""
        return [(word.text, word.box) for word in self._pages.words(data, number)]

    def check_links(
        self, addresses: Sequence[str], progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> dict[str, str]:
        """What is wrong with each address, asked over the network and on this machine's folders."""
        from tracker.links import WebLinks

        return WebLinks().check(addresses, progress, cancelled)

    def charts(self, snapshot: Snapshot, today: date, dark: bool = False) -> Sequence[ChartPicture]:
        """The overview's charts."""
        return charts(snapshot, today, dark=dark)

    def measure_chart(
        self, snapshot: Snapshot, measure_id: RecordId, today: date, dark: bool = False, width: float = 511.0
    ) -> ChartPicture | None:
        """A measure over time with the days of its actions."""
        return measure_chart(snapshot, measure_id, today, dark=dark, width=width)

    def document_text(self, data: bytes, name: str) -> tuple[str, ...]:
        """The words of a document, page by page."""
        return document_text(data, name, self._worker())

    def make_paper(
        self, act: Act, wanted: Any, of: Any, progress: Step = unwatched, cancelled: Callable[[], bool] = bool
    ) -> PaperMade:
        """A paper as the bytes of its file."""
        from tracker.reporting import make_paper
        from tracker.ui.core.gateway import PaperMade

        data, remarks = make_paper(act, wanted, of, watched(progress, cancelled))
        pages = self._pages.count(data) if wanted.ending == ".pdf" else 0
        return PaperMade(data, pages, remarks)

    def paper_sections(self, paper: str) -> Sequence[str]:
        """What the sections of a paper are called."""
        from tracker.papers.contents import titles_of

        return titles_of(paper)

    def read_logo(self, path: Path) -> bytes:
        """A picture's file."""
        from tracker.reporting import read_logo

        return read_logo(path)

    def export_workbook(self, target: Path, snapshot: Snapshot, act: Act, *, for_name: str | None = None) -> None:
        """Writes the workbook that comes home."""
        export_workbook(snapshot, target, act, for_name=for_name)

    def write_pack(self, folder: Path, snapshot: Snapshot, act: Act, pack: Any) -> None:
        """Writes a workbook and a draft e-mail for each who is sent one."""
        write_pack(snapshot, folder, act, pack)

    def write_list(self, target: Path, snapshot: Snapshot, act: Act, table: Callable[[Snapshot], Any]) -> None:
        """Writes a list as it stands on screen, made of the plan as it may leave."""
        from tracker.services.plan.guard import cleared
        from tracker.workbook.listed import write_list

        write_list(table(cleared(snapshot, act.today)), target)

    def export_calendar(self, target: Path, snapshot: Snapshot, act: Act, *, for_name: str | None = None) -> None:
        """Writes the dates still to be kept as a calendar file."""
        write_calendar(snapshot, target, act, for_name=for_name)

    def read_workbook(self, path: Path) -> Any:
        """What stands in a returned workbook."""
        from tracker.workbook.home import read_workbook

        return read_workbook(path)

    def read_returns(
        self, paths: Sequence[Path], progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Sequence[Any]:
        """What stands in each workbook among files, folders and messages."""
        from tracker.workbook.gather import read_returns

        return read_returns(paths, progress, cancelled)

    def is_return(self, path: Path) -> bool:
        """Whether a file is a workbook that went out from a plan."""
        from tracker.workbook.home import is_return

        return is_return(path)

    def other_copy(self, path: Path) -> Any:
        """Another copy of a plan to be joined."""
        from tracker.joining import other_copy

        return other_copy(path)

    def read_their_plan(self, path: Path, cancelled: Callable[[], bool] | None = None) -> Any:
        """The tables of somebody's own plan."""
        return their_plan(path, self._worker(), cancelled)

    def is_kept_plan(self, path: Path) -> bool:
        """Whether a document holds an action plan that is kept up."""
        from tracker.domain.foreign.understand import is_kept_plan

        try:
            return is_kept_plan(self._worker().tables(path), self.today())
        except UserError:
            return False

    def close(self) -> None:
        """Ends the reading processes for good, whatever they are in the middle of."""
        self._worker().close()
        self._pages.close()

    @cached_property
    def _pages(self) -> Pages:
        from tracker.reading.pages import Pages

        return Pages()

    def _worker(self) -> Any:
        if self._reader is None:
            from tracker.reading.sandbox import Reader

            self._reader = Reader()
        return self._reader


def run_window(
    address: str | None, who: str | None, as_at: date | None, painted: Callable[[], None] | None = None
) -> int:
    """Opens the window, on a plan where one is named; the exit status when it closes.

    `painted` is called once, after the first paint.
    """
    _refuse_without_display()
    try:
        from tracker.ui.shell.start import run
    except ImportError as error:
        raise UserError(
            f"The window cannot be opened: {error}.", "python3 run.py names the system libraries that are missing"
        ) from error
    gateway = AppGateway(who, as_at)
    try:
        return run(gateway, address, painted)
    finally:
        gateway.close()


def _refuse_without_display() -> None:
    """Raises UserError where a Linux machine has no display: Qt would end the program without a word of its own."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in named):
        raise UserError(
            "The window cannot be opened: there is no display.",
            "start it on a desktop, or use a verb: tracker --help lists them",
        )

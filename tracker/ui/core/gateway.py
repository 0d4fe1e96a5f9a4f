"""What the window asks of the rest of the program. `tracker.app` answers; tests script a small answerer.

Every method blocks and is called on a pool thread by `jobs`, never on the main thread. Each raises UserError for what
the world did.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.reading.reading import Box, Reading
from tracker.services.ports import Act, UnitOfWork, Verdict

if TYPE_CHECKING:
    from tracker.domain.lists.listed_table import ListedTable
    from tracker.domain.log.copies import Alarm, Copy
    from tracker.domain.workbook.returned import Returned
    from tracker.services.foreign.looked import Theirs
    from tracker.services.joining.copy import OtherCopy
    from tracker.services.log.take_back import Difference
    from tracker.services.meetings.wanted import Material, Wanted
    from tracker.services.workbook.homecoming import ReturnedFile
    from tracker.services.workbook.pack import Pack
    from tracker.services.workbook.proposal import MergeProposal

T = TypeVar("T")
Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page drawn: `pixels` is BGRX, `stride` bytes a row; page size in points."""

    number: int
    width: int
    height: int
    stride: int
    pixels: bytes
    page_width: float
    page_height: float


@dataclass(frozen=True, slots=True)
class ChartRegion:
    """A part of a chart that a click opens: its edges as shares of the picture's width and height, 0 to 1.

    `name` is what the figure counts, `refs` the records it counts.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    name: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """One of the papers' charts as SVG, `width` by `height` points; `words` says the same for who cannot see it."""

    title: str
    svg: str
    width: float
    height: float
    words: str = ""
    regions: tuple[ChartRegion, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperMade:
    """A paper that was made: its file's bytes, how many pages it has (0 where it has none), what its maker is told."""

    data: bytes
    pages: int
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A document that was read: its bytes and what was taken out of it."""

    path: Path
    data: bytes
    reading: Reading


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The plan after a write, what changed, and what a person should look at of it."""

    snapshot: Snapshot
    changes: Changes
    remarks: tuple[str, ...] = ()
    copied: bool = False
    """A copy of the plan was made before the write, or could not be: it waits to be finished."""


class Copies(Protocol):
    """The copies that an open plan keeps by itself. Asked on the copies' lane, where nothing else is said."""

    @property
    def folder(self) -> Path:
        """Where they lie."""
        ...

    def look(self, stop: Callable[[], bool] = bool) -> Alarm | None:
        """What is wrong with the plan that was opened: damaged, altered, or older than it was seen here.

        It asks `stop` again and again. None, too, where that said that nobody wants to know any more.
        """
        ...

    def verify(self) -> Verdict:
        """Everything there is to check of the plan: every change, what they make together, and every file."""
        ...

    def settle(self, pause: Callable[[], object] = bool) -> str:
        """Finishes the copies that were made; what is wrong with them in a sentence, "" for nothing.

        It calls `pause` again and again, which may take its time.
        """
        ...

    def listed(self) -> Sequence[Copy]:
        """Every copy, the latest first."""
        ...

    def since(self, copy: Copy, snapshot: Snapshot) -> Sequence[Difference]:
        """What has changed since a copy was made."""
        ...

    def make_now(self) -> str:
        """Makes a copy of the plan as it stands; answers as `settle` does."""
        ...

    def take_back(self, copy: Copy, ref: str) -> Callable[[UnitOfWork, Act], Any]:
        """The command that writes a record as a copy has it."""
        ...

    def as_plan(self, copy: Copy, target: Path) -> None:
        """Makes a plan file of a copy."""
        ...

    def holding(self) -> int:
        """How many copies still hold what was erased from the plan. On the plan's own lane."""
        ...

    def rewrite(self) -> tuple[int, int]:
        """Takes what was erased out of the copies: how many were rewritten, how many went. On the plan's own lane."""
        ...


class Session(Protocol):
    """An open plan. Who acts is told and asked on the main thread; all else belongs to the plan's own thread."""

    address: str
    read_only: bool

    @property
    def copies(self) -> Copies:
        """The copies it keeps by itself."""
        ...

    def lock(self, why: str) -> None:
        """Takes no more writes; `why` says what is wrong with the plan."""
        ...

    def act(self) -> Act:
        """Who is acting now, and the reporting day."""
        ...

    def act_as(self, who: str) -> None:
        """Signs what follows with another name."""
        ...

    def judge_at(self, day: date | None) -> None:
        """Judges dates by another day from now on (None: by the clock's)."""
        ...

    def snapshot(self) -> Snapshot:
        """The whole plan."""
        ...

    def write(
        self, command: Callable[[UnitOfWork, Act], Any], act: Act, old: Snapshot, *, before: str = ""
    ) -> Refreshed:
        """Runs a service as one changeset, signed by whoever acted when it was asked for; brings `old` up to date.

        `before` is the verb of what changes much at once: a copy is made first.
        """
        ...

    def read(self, question: Callable[[UnitOfWork, Act], T], act: Act) -> T:
        """The answer to a question that needs the log (history, what can be undone)."""
        ...

    def refresh(self, old: Snapshot) -> Refreshed:
        """`old` brought up to date with what others wrote."""
        ...

    def file(self, sha256: str) -> bytes:
        """A kept file's bytes."""
        ...

    def propose(self, returned: Returned, act: Act) -> MergeProposal:
        """What merging a returned workbook would do."""
        ...

    def backup(self, target: Path) -> None:
        """Writes a checked copy of the plan."""
        ...

    def must_be_whole(self) -> None:
        """Raises UserError where the plan does not pass its check."""
        ...

    def evidence_pack(
        self, target: Path, act: Act, ref: str | None, progress: Progress, cancelled: Cancelled
    ) -> tuple[int, int]:
        """Writes the evidence pack, of one recommendation where one is named; how many files and links it holds."""
        ...

    def close(self) -> None:
        """Lets go of the plan."""
        ...


class Gateway(Protocol):
    """The way to plans and documents. What is made of a plan is made of a snapshot of it, beside its own thread."""

    def open_plan(self, address: str, *, upgrade: bool = False) -> Session:
        """An existing plan; raises OlderPlan where it lies in a shared folder and an upgrade is not agreed."""
        ...

    def create_plan(self, address: str, title: str) -> Session:
        """A new, empty plan."""
        ...

    def last_copy(self, address: str) -> Path | None:
        """The last good copy of a plan that cannot be opened; None for none."""
        ...

    def plan_of_copy(self, copy: Path) -> str:
        """What the plan of a copy's file is called; "" where its folder does not say."""
        ...

    def restore(self, copy: Path, target: Path) -> None:
        """Makes a plan file of a copy."""
        ...

    def create_sample(self) -> Session:
        """The sample plan in mid-life, written afresh to the user's own folder."""
        ...

    def read_report(self, path: Path) -> ReadReport:
        """What the reader takes out of one document; nothing is written."""
        ...

    def read_reports(self, paths: Sequence[Path], progress: Progress, cancelled: Cancelled) -> Sequence[Any]:
        """Several documents at once: one outcome each (`path`, `reading` or None, `problem` or None)."""
        ...

    def repeated(self, readings: Sequence[Reading]) -> Sequence[tuple[int, int]]:
        """Which of these hold the same report as an earlier one, maybe in another file: (place, earlier place)."""
        ...

    def page_picture(self, data: bytes, number: int, scale: float) -> PagePicture:
        """A page of a PDF drawn at `scale` pixels a point."""
        ...

    def words_in(self, data: bytes, area: Box) -> tuple[str, tuple[Box, ...]]:
        """The words inside a rectangle of a PDF page, and their boxes."""
        ...

    def page_words(self, data: bytes, number: int) -> Sequence[tuple[str, Box]]:
        """The words printed on a PDF page in reading order, each with its box."""
        ...

    def check_links(self, addresses: Sequence[str], progress: Progress, cancelled: Cancelled) -> Mapping[str, str]:
        """What is wrong with each address in a few words, "" where nothing is."""
        ...

    def charts(self, snapshot: Snapshot, today: date, dark: bool = False) -> Sequence[ChartPicture]:
        """The board paper's charts of this plan; `dark` where they stand on a dark ground."""
        ...

    def measure_chart(
        self, snapshot: Snapshot, measure_id: RecordId, today: date, dark: bool = False, width: float = 511.0
    ) -> ChartPicture | None:
        """A measure over time with the days of its actions; None where there is nothing to draw yet."""
        ...

    def document_text(self, data: bytes, name: str) -> tuple[str, ...]:
        """The words of a document, page by page, read in a process of its own."""
        ...

    def close(self) -> None:
        """Ends the processes that read documents, whatever they are in the middle of."""
        ...

    def make_paper(
        self, act: Act, wanted: Wanted, of: Material, progress: Progress = ..., cancelled: Cancelled = ...
    ) -> PaperMade:
        """A paper as the bytes of its file. Raises Undecided where an identifier in it waits for a decision."""
        ...

    def paper_sections(self, paper: str) -> Sequence[str]:
        """What the sections of a paper are called."""
        ...

    def read_logo(self, path: Path) -> bytes:
        """A picture's file. Raises UserError where it is none that a paper can show."""
        ...

    def export_workbook(self, target: Path, snapshot: Snapshot, act: Act, *, for_name: str | None = None) -> None:
        """Writes the workbook that comes home, whole or one owner's or agency's return."""
        ...

    def write_pack(self, folder: Path, snapshot: Snapshot, act: Act, pack: Pack) -> None:
        """Writes a workbook and a draft e-mail for each who is sent one, and the list of them."""
        ...

    def write_list(self, target: Path, snapshot: Snapshot, act: Act, table: Callable[[Snapshot], ListedTable]) -> None:
        """Writes a list as it stands on screen (.xlsx or .csv), made of the plan as it may leave."""
        ...

    def export_calendar(self, target: Path, snapshot: Snapshot, act: Act, *, for_name: str | None = None) -> None:
        """Writes the dates still to be kept as a calendar file (.ics), whole or one person's or agency's."""
        ...

    def read_workbook(self, path: Path) -> Returned:
        """What stands in a returned workbook."""
        ...

    def read_returns(self, paths: Sequence[Path], progress: Progress, cancelled: Cancelled) -> Sequence[ReturnedFile]:
        """What stands in each workbook among files, folders and messages, or why it cannot be read."""
        ...

    def is_return(self, path: Path) -> bool:
        """Whether a file is a workbook that went out from a plan, this one or another."""
        ...

    def other_copy(self, path: Path) -> OtherCopy:
        """Another copy of a plan, found whole, to be joined. Raises UserError where it is damaged or no plan."""
        ...

    def read_their_plan(self, path: Path, cancelled: Cancelled | None = None) -> Theirs:
        """The tables of somebody's own plan, whatever kind of file it is; given up once `cancelled` says so."""
        ...

    def is_kept_plan(self, path: Path) -> bool:
        """Whether a document holds an action plan that is kept up, rather than a report."""
        ...

    def today(self) -> date:
        """The reporting day."""
        ...

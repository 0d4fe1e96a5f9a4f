"""Papers as files: joins a plan's figures with whatever writes the format asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.meetings.papers import (
    FORMATS,
    MINUTES,
    PDF,
    PUBLIC_PAGE,
    WEB,
    WORD,
    has_appendices,
    is_compared,
    made_as,
    may_be_public,
)
from tracker.errors import UserError
from tracker.services.steps import unwatched

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.domain.board.board import BoardData
    from tracker.domain.board.board_changes import Since
    from tracker.domain.board.board_threads import History
    from tracker.domain.meetings.minutes import Sitting
    from tracker.domain.people.signed import Accounts
    from tracker.domain.plan.fields import PaperTemplate
    from tracker.domain.plan.records import Meeting
    from tracker.domain.plan.snapshot import Snapshot
    from tracker.services.meetings.wanted import Material, Wanted
    from tracker.services.ports import Act, Store
    from tracker.services.steps import Step


def write_report(
    snapshot: Snapshot, target: Path, act: Act, *, paper: str = "board", public: bool = False,
    since: Since | None = None, meeting: Meeting | None = None, appendices: bool = True, least: int | None = None,
    accounts: Accounts | None = None, template: PaperTemplate | None = None,
    read_file: Callable[[str], bytes] | None = None, history: History | None = None, step: Step = unwatched,
) -> tuple[str, ...]:  # fmt: skip
    """Writes a paper (.pdf, .docx, .html) or the reading workbook (.xlsx), compared with `since` where that is given.

    A public one tells no number of people under `least`. Accounts of the computer stand beside names in the dossier
    alone, and neither in public nor in a workbook; the dossier tells the `history` that it is given. A template, with
    what reads the plan's files, dresses the paper. `step` is told how far it is. What comes back are sentences for
    whoever makes it. Raises UserError for another ending, where an identifier in it is not decided on, or where the
    file cannot be written.
    """
    from tracker.domain.board.board import board_data
    from tracker.domain.board.dressing import dressed
    from tracker.domain.board.dressing import left_out as left_out_of
    from tracker.domain.guard.leaving import leaving
    from tracker.domain.guard.publishing import LEAST, left_out, summed, wording
    from tracker.services.plan.guard import cleared

    ending = _ending(target)
    public = public or paper == PUBLIC_PAGE
    least = LEAST if least is None else least
    if template and template.paper != paper:
        raise UserError(f"the template {template.name} is of the {template.paper} paper", f"ask for {template.paper}")
    _refuse_what_is_not_made(ending, paper, public=public, since=since, appendices=appendices)
    since = replace(since, state=leaving(since.state, snapshot, act.today)) if since else None
    snapshot = cleared(snapshot, act.today, public=public)
    beside = accounts if paper == "dossier" and not public and ending != ".xlsx" else None
    data = board_data(
        snapshot, act.today, since=since, public=public, made_on=act.clock.today(), meeting=meeting, author=act.who,
        least=least, accounts=beside, history=(history or {}) if paper == "dossier" else None,
    )  # fmt: skip
    unsaid: tuple[str, ...] = ()
    if template and read_file:
        states = (snapshot, since.state) if since else (snapshot,)
        data = dressed(data, template, read_file, wording(states, least) if public else str)
        unsaid = tuple(one.heading for one in left_out_of(template)) if public else ()
    if ending == ".xlsx":
        _write_sheets(snapshot, data, target, act, paper, step=step)
        remarks: tuple[str, ...] = ()
    else:
        made = made_as(paper, ending, public=public, dressed=template is not None)
        remarks = _write_paper(data, target, made, public=public, appendices=appendices, step=step)
    if unsaid:
        remarks = (*remarks, f"a public paper leaves out what the template says under: {'; '.join(unsaid)}")
    said = summed(left_out(snapshot, least)) if public else ""
    return (*remarks, said) if said else remarks


def write_minutes(
    snapshot: Snapshot, sitting: Sitting, target: Path, act: Act, step: Step = unwatched
) -> tuple[str, ...]:
    """Writes draft minutes (.pdf, .docx, .html); what comes back are sentences for whoever makes them.

    `snapshot` is the plan as it stands, by which is judged what may leave. Raises UserError as `write_report` does.
    """
    from tracker.domain.board.board import board_data
    from tracker.domain.board.board_minutes import minutes_rows
    from tracker.domain.board.board_rows import View
    from tracker.domain.guard.leaving import leaving
    from tracker.services.plan.guard import cleared

    if _ending(target) not in (PDF, WORD, WEB):
        raise UserError(f"Minutes cannot be written as '{target.suffix}'.", "end the name in .docx, .pdf or .html")
    cleared(snapshot, act.today)
    state = leaving(sitting.state, snapshot, act.today)
    data = board_data(state, sitting.closed, made_on=sitting.closed, meeting=sitting.meeting)
    rows = minutes_rows(View(state, sitting.closed), sitting)
    return _write_paper(replace(data, minutes=rows), target, MINUTES, public=False, appendices=True, step=step)


def _write_paper(
    data: BoardData, target: Path, paper: str, *, public: bool, appendices: bool, step: Step
) -> tuple[str, ...]:
    ending = _ending(target)
    if ending == ".pdf":
        from tracker.papers.board_pdf import write_board_pdf

        return write_board_pdf(data, target, paper=paper, public=public, appendices=appendices, step=step)
    if ending == ".docx":
        from tracker.papers.word import write_board_docx

        write_board_docx(data, target, png_of, paper=paper, public=public, appendices=appendices, step=step)
    else:
        from tracker.papers.web.page import write_board_html

        write_board_html(data, target, paper=paper, public=public, appendices=appendices, step=step)
    return ()


def _ending(target: Path) -> str:
    """How a file's name ends, in the way that this program writes it."""
    ending = target.suffix.casefold()
    return WEB if ending == ".htm" else ending


def write_wanted(target: Path, act: Act, wanted: Wanted, of: Material, step: Step = unwatched) -> tuple[str, ...]:
    """Writes a paper as it is asked for; answers and raises as `write_report` does."""
    if of.sitting is not None:
        return write_minutes(of.snapshot, of.sitting, target, act, step)
    return write_report(
        of.snapshot, target, act, paper=wanted.paper, public=wanted.public, since=of.since, meeting=of.meeting,
        appendices=wanted.appendices, least=wanted.least, accounts=of.accounts, template=wanted.template,
        read_file=lambda _sha256: of.logo, history=of.history, step=step,
    )  # fmt: skip


def make_paper(act: Act, wanted: Wanted, of: Material, step: Step = unwatched) -> tuple[bytes, tuple[str, ...]]:
    """A paper as the bytes of its file, and sentences for whoever makes it. Raises UserError as `write_report` does."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="tracker-") as folder:
        target = Path(folder) / f"paper{wanted.ending}"
        remarks = write_wanted(target, act, wanted, of, step)
        return target.read_bytes(), remarks


def write_evidence_pack(
    store: Store, target: Path, act: Act, ref: str | None = None, step: Step = unwatched
) -> tuple[int, int]:
    """Writes the evidence pack of the plan, or of one recommendation; how many files and links it holds.

    `step` is told how many files are in it. Raises UserError where there is no such recommendation, an identifier in
    it is not decided on, or the pack cannot be written.
    """
    from tracker.domain.board.board import board_data
    from tracker.papers.evidence_pack import write_evidence_pack as write
    from tracker.services.evidence.pack import only, subject_named
    from tracker.services.log.told import told
    from tracker.services.plan.guard import cleared

    with store.begin(writing=False) as uow:
        history = told(uow)
    snapshot = cleared(store.snapshot(), act.today)
    if ref is not None:
        snapshot = only(snapshot, subject_named(snapshot, ref))
    return write(snapshot, board_data(snapshot, act.today, history=history), target, store.read_file, step)


def _refuse_what_is_not_made(ending: str, paper: str, *, public: bool, since: Since | None, appendices: bool) -> None:
    """Raises UserError where a paper or a format cannot honour what was asked of it."""
    if ending not in FORMATS:
        raise UserError(f"A report cannot be written as '{ending}'.", "end the name in .pdf, .docx, .html or .xlsx")
    if public and not may_be_public(paper, ending):
        what = (
            "minutes name who decided and asked" if paper == MINUTES else "the reading workbook holds names and notes"
        )
        hint = "make them for the partnership alone" if paper == MINUTES else "end the name in .pdf, .docx or .html"
        raise UserError(f"There is no public version: {what}.", hint)
    if not appendices and not has_appendices(paper, ending, public=public):
        said = "Only the board paper as .pdf, .docx or .html has appendices to leave out."
        raise UserError(said, "leave --appendices out")
    if since and not is_compared(paper):
        raise UserError(
            f"The {paper} paper shows the plan as it stands and compares it with nothing.", "leave --since out"
        )


def _write_sheets(snapshot: Snapshot, data: BoardData, target: Path, act: Act, paper: str, *, step: Step) -> None:
    """The reading workbook: flat tables of the plan for the board paper, the very sections of any other."""
    if paper == "board":
        from tracker.workbook.papers.progress import write_progress

        write_progress(snapshot, target, as_at=act.today, data=data, step=step)
        return
    from tracker.papers.charts import LIGHT
    from tracker.papers.contents import write
    from tracker.workbook.papers.paper_sheets import PaperSheets

    sheets = PaperSheets(data, LIGHT)
    write(sheets, data, paper, step=step)
    sheets.save(target)


def read_logo(path: Path) -> bytes:
    """A picture's file. Raises UserError where it cannot be read, or is no picture that a paper can show."""
    from tracker.papers.logos import size_of

    try:
        data = path.read_bytes()
    except OSError as fault:
        raise UserError(f"{path.name} cannot be read: {fault.strerror}", "choose a picture that is there") from fault
    size_of(data)
    return data


PIXELS_A_POINT = 2.5


def png_of(pdf: bytes) -> bytes:
    """The first page of a PDF of our own as a picture (PNG)."""
    from io import BytesIO

    from PIL import Image

    from tracker.reading.files.render import render_page

    page = render_page(pdf, 1, PIXELS_A_POINT)
    picture = Image.frombuffer("RGBA", (page.width, page.height), page.data, "raw", "BGRA", page.stride, 1)
    sheet = BytesIO()
    picture.convert("RGB").save(sheet, "PNG", optimize=True)
    return sheet.getvalue()

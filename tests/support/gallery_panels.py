"""The import, merge and record screens, built for people to look at."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QWidget

from support.clocks import FixedClock
from support.foreign.plans import BY_PARAGRAPH
from support.gateway import FakeGateway, ScriptedAsker
from tracker.domain.reading.reading import Box
from tracker.errors import UserError
from tracker.ui.bring_in.import_view import ImportView
from tracker.ui.core.drafts import Drafts
from tracker.ui.core.gateway import PagePicture, ReadReport
from tracker.ui.core.hub import Hub
from tracker.ui.core.jobs import Jobs
from tracker.ui.foreign.foreign_view import ForeignView
from tracker.ui.look.theme import Theme
from tracker.ui.merge.merge_view import MergeView
from tracker.ui.record.panel import RecordPanel

SAMPLES = Path(__file__).parent.parent.parent / "resources" / "samples"
LETTER = SAMPLES / "manchester-jtai-2023-11-30.pdf"
REPORT = SAMPLES / "manchester-ilacs-2025-11-11.pdf"


@dataclass
class Unread:
    """A file that was not read, and why."""

    path: Path
    reading: None
    problem: str


class RealDocuments(FakeGateway):
    """Plans in memory, documents and pages through the real readers."""

    def read_report(self, path: Path) -> ReadReport:
        from tracker.reading.reader import read_file

        reading = read_file(path)
        return ReadReport(path, path.read_bytes(), reading)

    def read_reports(self, paths: Any, progress: Any, cancelled: Any) -> list[Any]:
        found: list[Any] = []
        for number, path in enumerate(paths):
            progress(number, len(paths))
            try:
                found.append(self.read_report(path))
            except UserError as fault:
                found.append(Unread(path, None, fault.message))
        return found

    def repeated(self, readings: Any) -> Any:
        from tracker.app import AppGateway

        return AppGateway("Improvement Lead", None).repeated(readings)

    def measure_chart(self, *asked: Any) -> Any:
        from tracker.app import AppGateway

        return AppGateway("Improvement Lead", None).measure_chart(*asked)

    def page_picture(self, data: bytes, number: int, scale: float) -> PagePicture:
        from tracker.reading.files.render import render_page

        page = render_page(data, number, scale)
        return PagePicture(
            page.number, page.width, page.height, page.stride, page.data, page.page_width, page.page_height
        )

    def words_in(self, data: bytes, area: Box) -> tuple[str, tuple[Box, ...]]:
        from tracker.reading.files.render import words_in

        return words_in(data, area.page, (area.x0, area.y0, area.x1, area.y1))


def settle(jobs: Jobs, seconds: float = 20.0) -> None:
    """Lets everything that is under way come to rest."""
    until = time.monotonic() + seconds
    quiet = 0
    while quiet < 5 and time.monotonic() < until:
        QCoreApplication.processEvents()
        time.sleep(0.01)
        quiet = 0 if jobs.busy else quiet + 1


def a_theme() -> Theme:
    """The theme in force, made once for the application."""
    app = QApplication.instance()
    found = app.findChild(Theme) if isinstance(app, QObject) else None
    return found or Theme("light", app)


def _import_view(*paths: Path) -> ImportView:
    jobs = Jobs(QApplication.instance())
    asker: Any = ScriptedAsker()
    view = ImportView(RealDocuments(FixedClock()), jobs, asker, a_theme(), drafts=Drafts("", str, jobs))
    view.resize(1440, 860)
    view.show()
    view.start(paths)
    settle(jobs)
    return view


def _import_letter() -> QWidget:
    return _import_view(LETTER)


def _import_facts() -> QWidget:
    view = _import_view(LETTER)
    view.facts.open(True)
    view.review.list.take_in_hand(3)
    settle(view.review.page.jobs)
    return view


def _import_findings() -> QWidget:
    view = _import_view(LETTER)
    view.review.show_section(1)
    settle(view.review.page.jobs)
    return view


def _import_several() -> QWidget:
    return _import_view(LETTER, REPORT, LETTER, Path("minutes of the board.xyz"))


def _import_fault() -> QWidget:
    return _import_view(Path("holiday photo.jpg"))


def a_hub(who: str = "Improvement Lead") -> Hub:
    """A plan in mid-life, open."""
    gateway = FakeGateway(FixedClock())
    gateway.who = who
    session: Any = gateway.create_sample()
    return Hub(session, session.snapshot(), Jobs(QApplication.instance()), QApplication.instance())


def _panel(ref: str, tab: int = 0, width: int = 360) -> RecordPanel:
    hub = a_hub()
    gateway: Any = FakeGateway(FixedClock())
    asker: Any = ScriptedAsker()
    panel = RecordPanel(hub, gateway, asker, a_theme())
    panel.resize(width, 640)
    panel.show()
    record = hub.snapshot.by_ref(ref)
    panel.show_record(record.id if record else None)
    view = panel.view
    if view is not None:
        name = view.sections.names()[tab]
        view.sections[name].open(True)
        view.show_part(view.sections[name].body)
    settle(hub.jobs)
    return panel


PANELS = {
    "panel-recommendation": ("R1", 0), "panel-recommendation-empty": ("R6", 0),
    "panel-recommendation-details": ("R1", 4),
    "panel-action-updates": ("A1", 0), "panel-action-evidence": ("A3", 1), "panel-action-details": ("A1", 3),
    "panel-action-deadline": ("A1", 2), "panel-action-history": ("A1", 6),
    "panel-action-milestones": ("A1", 5), "panel-measures": ("R1", 3),
    "panel-evidence": ("E1", 0), "panel-person": ("P1", 0), "panel-meeting": ("T1", 0), "panel-inspection": ("I1", 0),
    "panel-empty": ("", 0),
}  # fmt: skip


class WorkbookGateway(FakeGateway):
    """Reads real workbooks."""

    def read_workbook(self, path: Path) -> Any:
        from tracker.workbook.home import read_workbook

        return read_workbook(path)


def type_into(path: Path, changes: dict[str, dict[str, Any]]) -> None:
    """Edits a workbook as a person would: values by reference and heading."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows())
        head = next((i for i, row in enumerate(rows) if any(str(c.value) == "Ref" for c in row)), None)
        if head is None:
            continue
        names = {str(cell.value): place for place, cell in enumerate(rows[head]) if cell.value}
        for row in rows[head + 1 :]:
            for heading, value in changes.get(str(row[names["Ref"]].value), {}).items():
                if heading in names:
                    row[names[heading]].value = value
    book.save(path)


def a_merge(folder: Path, theirs: dict[str, dict[str, Any]], ours: dict[str, dict[str, Any]]) -> tuple[Hub, Path]:
    """A plan and its workbook, each edited since it went out."""
    from tracker.services.records.editing import set_fields
    from tracker.workbook.out import write_workbook

    hub = a_hub()
    session: Any = hub.session
    hub.gateway = WorkbookGateway()
    path = folder / "return.xlsx"
    write_workbook(session.snapshot(), path, as_at=hub.today)
    type_into(path, theirs)
    for ref, fields in ours.items():
        with session.store.begin() as uow:
            set_fields(uow, session.act(), [ref], fields)
    hub.snapshot = session.snapshot()
    return hub, path


def a_folder_of_returns(hub: Hub, folder: Path) -> Path:
    """A pack of every owner's workbook that came home: most filled in, one with a slip, one twice, two not in."""
    from tracker.services.workbook.pack import Pack, returns_to_send
    from tracker.workbook.pack import write_pack

    pack = folder / "returns"
    rows = returns_to_send(hub.snapshot, hub.today)
    write_pack(hub.snapshot, pack, Pack(rows), hub.session.act())
    (pack / "sent.csv").unlink()
    for number, one in enumerate(rows):
        path = pack / f"{one.file}.xlsx"
        (pack / f"{one.file}.eml").unlink()
        ref = one.actions[0].ref
        if number in (1, 2):
            path.unlink()
        elif number == 3:
            type_into(path, {ref: {"Owner": "Head of Erly Help", "New update": "Handed to Early Help."}})
        elif number != 4:
            slip = {"Start": "soon"} if number == 5 else {}
            type_into(path, {ref: {"New update": "Two sites are left.", **slip}})
    (pack / "Copy of it.xlsx").write_bytes((pack / f"{rows[0].file}.xlsx").read_bytes())
    (pack / "scan.xlsx").write_bytes(b"PK not a workbook")
    return pack


THEIRS: dict[str, dict[str, Any]] = {
    "A1": {"Title": "Agree one plan template with health and police", "Owner": "Head of Early Help and Prevention"},
    "A4": {"Title": "Health joins every strategy meeting by phone or in person", "Owner": "Designated Nurse"},
    "R1": {"What we will do": "One template, agreed by all three partners, in use from June."},
    "A2": {"Due": "sometime soon", "Description": "Thirty plans, ten from each agency."},
}
OURS: dict[str, dict[str, Any]] = {
    "A1": {"title": "Agree one plan template for all agencies"},
    "A4": {"title": "Health is present at every strategy meeting"},
}


def _merge_view(theirs: dict[str, dict[str, Any]], ours: dict[str, dict[str, Any]]) -> MergeView:
    hub, path = a_merge(Path(tempfile.mkdtemp()), theirs, ours)
    asker: Any = ScriptedAsker()
    view = MergeView(hub, asker, a_theme())
    view.resize(1240, 760)
    view.show()
    view.start(path)
    settle(hub.jobs)
    return view


def _foreign_view() -> ForeignView:
    """Somebody's own plan before it comes in, with what is asked of it."""
    from tracker.app import their_plan
    from tracker.reading.sandbox import Reader

    jobs = Jobs()
    gateway: Any = FakeGateway(FixedClock())
    session: Any = gateway.create_sample()
    hub = Hub(session, session.snapshot(), jobs, jobs)
    path = BY_PARAGRAPH.write(Path(tempfile.mkdtemp()), "xlsx")
    view = ForeignView(hub, a_theme())
    view.resize(1366, 728)
    view.show()
    with Reader() as reader:
        view.look_at(path, their_plan(path, reader))
    settle(jobs)
    return view


def screens() -> dict[str, Callable[[], QWidget]]:
    """Each screen by its name, built on call and at rest."""
    panels = {name: partial(_panel, *given) for name, given in PANELS.items()}
    return {
        **panels,
        "merge": partial(_merge_view, THEIRS, OURS),
        "merge-untouched": partial(_merge_view, {}, {}),
        "foreign": _foreign_view,
        "import-letter": _import_letter,
        "import-facts": _import_facts,
        "import-findings": _import_findings,
        "import-several": _import_several,
        "import-fault": _import_fault,
    }

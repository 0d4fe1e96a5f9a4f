"""Getting a plan on screen: opened, begun empty or from reports, or the sample; and bringing documents into one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tracker import settings as options
from tracker.domain.text.words import how_many
from tracker.errors import OlderPlan, PasswordWanted, UserError
from tracker.settings import Settings
from tracker.ui.core.file_kinds import REPORT_FILTER, is_return, is_table, reports_in
from tracker.ui.core.folders import last_folder, usual_folders
from tracker.ui.core.imports import SHOWN_WITH_A_PLAN, read_beneath, read_in_turn
from tracker.ui.core.jobs import Jobs, Lane, Ticket
from tracker.ui.core.notice import Step
from tracker.ui.core.password import ask_password
from tracker.ui.look.note import said
from tracker.ui.look.theme import Theme

if TYPE_CHECKING:
    from tracker.domain.log.changes import Changes
    from tracker.domain.plan.snapshot import Snapshot
    from tracker.drafts import Draft
    from tracker.services.foreign.looked import Theirs
    from tracker.ui.bring_in.documents import Accepted, Document
    from tracker.ui.bring_in.import_view import ImportView
    from tracker.ui.core.dialogs import Asker
    from tracker.ui.core.drafts import Drafts
    from tracker.ui.core.gateway import Gateway, Session
    from tracker.ui.core.hub import Hub
    from tracker.ui.merge.merge_view import MergeView

PLAN_FILTER = "Plans (*.plan);;All files (*)"
OPEN_FILTER = "Plans and their copies (*.plan *.copy);;All files (*)"
COPY_ENDING = ".copy"
THEIRS_FILTER = "Plans (*.xlsx *.xlsm *.csv *.docx *.pdf *.html *.htm);;All files (*)"
DOCUMENT_ENDINGS = (".docx", ".pdf", ".html", ".htm")
RETURN_FILTER = "Workbooks and messages (*.xlsx *.xlsm *.eml *.csv *.ods *.xls);;All files (*)"
UNSAFE = '\\/:*?"<>|'


class PlanFiles(QObject):
    """`opened` carries (session, snapshot); `covered` a view to show in place of the plan, None to take it away."""

    opened = Signal(object, object)
    covered = Signal(object)
    failed = Signal(object)
    warned = Signal(str, object, str)
    """What is wrong, the steps that are offered, and a hint."""
    said = Signal(str)
    brought = Signal(object)
    """The id of the first record that an accepted report brought into the plan."""
    dayless = Signal(object)
    """An inspection just taken in that prints no day from which its period to answer could be counted."""

    def __init__(
        self, gateway: Gateway, jobs: Jobs, settings: Settings, asker: Asker, theme: Theme, *, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._gateway, self._jobs, self._settings, self._asker = gateway, jobs, settings, asker
        self._theme, self._window = theme, parent
        self.hub: Hub | None = None
        self._importing: ImportView | None = None
        self._accepted: Sequence[Accepted] = ()
        self._theirs: tuple[Path, Theirs] | None = None
        """Somebody's own plan for which a plan is being begun."""

    @cached_property
    def imports(self) -> Drafts:
        """Documents whose checking was begun and not finished."""
        from tracker.ui.core.drafts import Drafts

        made = Drafts("", str, self)
        made.failed.connect(self.failed)
        return made

    @property
    def _plan(self) -> Hub:
        assert self.hub is not None
        return self.hub

    # Opening

    def ask_for_plan(self) -> None:
        """Asks which plan, and opens it."""
        self._ask_for(self.tr("Open plan"), OPEN_FILTER, self._open_file)

    def _ask_for(self, title: str, filters: str, then: Callable[[Any], object], *, many: bool = False) -> None:
        def answered(paths: Sequence[Path]) -> None:
            if paths:
                then(paths if many else paths[0])

        self._asker.open_files(self._window, title, filters, answered, many=many)

    def _open_file(self, path: Path) -> None:
        self.open_plan(str(path))

    @Slot(str)
    def open_plan(self, address: str) -> None:
        """Opens the plan at an address; a copy is first made a plan of, where the person says."""
        if address.lower().endswith(COPY_ENDING):
            self.bring_back(Path(address))
        else:
            self._open_at(address, upgrade=False)

    def _open_at(self, address: str, *, upgrade: bool) -> None:
        def failed(error: object) -> None:
            if isinstance(error, OlderPlan):
                self._ask_to_upgrade(error, address)
            elif isinstance(error, PasswordWanted):
                ask_password(self._window, self._asker, error, address, self.open_plan)
            else:
                self._not_opened(error, address)

        make = partial(self._gateway.open_plan, address, upgrade=upgrade)
        self._open(make, self.tr("Opening the plan"), failed)

    def _ask_to_upgrade(self, error: OlderPlan, address: str) -> None:
        question = said(error)
        yes = self.tr("Bring it up to date")

        def answered(_choice: str) -> None:
            self._open_at(address, upgrade=True)

        self._asker.choose(self._window, self.tr("An older plan"), question, [yes], answered)

    def _not_opened(self, error: object, address: str) -> None:
        """Says why a plan was not opened, and offers its last good copy where there is one."""

        def found(copy: Path | None) -> None:
            if copy is None or not isinstance(error, UserError):
                self.failed.emit(error)
                return
            bring = Step(self.tr("Bring the last good copy back…"), partial(self.bring_back, copy))
            self.warned.emit(error.message, (bring,), error.window)

        self._jobs.run(partial(self._gateway.last_copy, address), found, self.failed.emit, lane=Lane.FILES)

    def bring_back(self, copy: Path, make: Callable[[Path], object] | None = None) -> None:
        """Asks where, makes a plan of a copy there, and opens it."""

        def answered(target: Path) -> None:
            def work() -> Session:
                (make or partial(self._gateway.restore, copy))(target)
                return self._gateway.open_plan(str(target))

            self._open(work, self.tr("Bringing the copy back"), self.failed.emit)

        called = self._gateway.plan_of_copy(copy)
        name = f"{called}, {copy.stem[: len('2026-11-30')]}" if called else copy.stem
        suggested = usual_folders()[0] / f"{name}.plan"  # never beside the copies, where the last file was chosen
        self._asker.save_file(self._window, self.tr("Where to put the plan"), suggested, PLAN_FILTER, answered)

    def open_sample(self) -> None:
        """Makes the sample plan afresh and opens it."""
        self._open(self._gateway.create_sample, self.tr("Making the sample plan"), self.failed.emit)

    def _open(self, make: Callable[[], Session], what: str, failed: Callable[[Any], object]) -> None:
        def work() -> tuple[Session, Snapshot]:
            session = make()
            return session, session.snapshot()

        # Read first, so that the window answers meanwhile: it wants them as soon as the plan is there.
        self._jobs.run(read_beneath, self._read_rest, failed)
        self._jobs.run(work, self._opened, failed, what=what)

    @Slot(object)
    def _read_rest(self, _read: object) -> None:
        read_in_turn(SHOWN_WITH_A_PLAN, self)

    def begin_empty(self) -> None:
        """Asks for a title and a place, and begins an empty plan."""
        words = self.tr("What the plan is called, on screen and on every paper")
        go = self.tr("Choose where to keep it…")
        self._asker.text(self._window, self.tr("New plan"), words, self._ask_where, go=go)

    def _ask_where(self, title: str, theirs: tuple[Path, Theirs] | None = None) -> None:
        def answered(target: Path) -> None:
            self._theirs = theirs
            self._settings.set(options.LAST_FOLDER, str(target.parent))
            making = partial(self._gateway.create_plan, str(target), title)
            self._open(making, self.tr("Beginning the plan"), self._not_created)

        name = " ".join("".join(" " if letter in UNSAFE else letter for letter in title).split())[:80].strip() or "Plan"
        folder = last_folder(self._settings)
        suggested = folder / f"{name}.plan"
        self._asker.save_file(self._window, self.tr("Where to keep the plan"), suggested, PLAN_FILTER, answered)

    @Slot(object)
    def _not_created(self, error: object) -> None:
        self._accepted, self._theirs = (), None
        self.failed.emit(error)

    @Slot(object)
    def _opened(self, found: tuple[Session, Snapshot]) -> None:
        accepted, self._accepted = self._accepted, ()
        theirs, self._theirs = self._theirs, None
        self.covered.emit(None)
        self.opened.emit(*found)
        self._accepted = accepted
        if theirs is not None:
            self._cover_with_their_plan(*theirs)
        if self._plan.named:
            self.seed_accepted()

    @Slot()
    def seed_accepted(self) -> None:
        """Adds the reports that a new plan begins with; their names are signed by a person, who was asked first."""
        accepted, self._accepted = self._accepted, ()
        if accepted:
            self._seed(accepted)

    # Reports

    def ask_for_reports(self) -> None:
        """Asks which reports a new plan begins with."""
        self._ask_for_documents(self.begin_from)

    def ask_for_reports_here(self) -> None:
        """Asks which reports to take into the plan on screen."""
        self._ask_for_documents(self.import_here)

    def _ask_for_documents(self, then: Callable[[Sequence[Path]], object]) -> None:
        self._ask_for(self.tr("Which report?"), REPORT_FILTER, then, many=True)

    def begin_from(self, paths: Sequence[Path]) -> None:
        """Reads reports to begin a new plan with."""
        self._start_import(paths, self._begin_accepted)

    def import_here(self, paths: Sequence[Path]) -> None:
        """Reads reports to take into the plan on screen."""
        snapshot = self._plan.snapshot
        known = [source.sha256 for source in snapshot.inspections if source.sha256]
        self._start_import(paths, self._import_accepted, known, snapshot)

    def begun(self) -> tuple[Draft, ...]:
        """The documents whose checking was begun for the plan on screen, or for a new one where none is."""
        plan = self.hub.snapshot.plan.id if self.hub is not None else ""
        return tuple(draft for draft in self.imports.all if draft.words.get("plan", "") == plan)

    def unsaved(self) -> tuple[str, ...]:
        """The documents under review whose checking would end with the window, by name; it is kept by asking."""
        if self._importing is None or not isValid(self._importing) or not self._importing.isVisible():
            return ()
        self._importing.kept.note()
        self.imports.write()
        return self.imports.names

    def go_on(self, draft: Draft) -> None:
        """Reads a document again and takes up what was begun; where the file is gone, what was begun goes too."""
        path = Path(draft.words["path"])
        if path.is_file():
            (self.begin_from if self.hub is None else self.import_here)([path])
            return
        self.imports.forget(*draft.key)
        said = self.tr("{0} is not there any more, so its import cannot be gone on with.").format(path)
        self.failed.emit(UserError(said, self.tr("Import the report again from where it is now.")))

    def _start_import(
        self,
        paths: Sequence[Path],
        accepted: Callable[[Sequence[Accepted]], object],
        known: Sequence[str] = (),
        earlier: Snapshot | None = None,
    ) -> None:
        from tracker.ui.bring_in.import_view import ImportView

        view = ImportView(self._gateway, self._jobs, self._asker, self._theme, drafts=self.imports, parent=self._window)
        view.taken_up.connect(self.said)
        self._importing = view
        view.accepted.connect(accepted)
        view.cancelled.connect(self._uncover)
        view.looked_over.connect(self._look_for_plan)
        self.covered.emit(view)
        view.start(list(paths), known, earlier)

    @Slot(object)
    def _begin_accepted(self, accepted: Sequence[Accepted]) -> None:
        self._accepted = accepted
        reading = accepted[0].reading
        area = f"{reading.area}: " if reading.area else ""
        kind = f"{reading.document_type} " if reading.document_type not in ("", "other") else ""
        self._ask_where(f"{area}{kind}action plan"[:1].upper() + f"{area}{kind}action plan"[1:])

    @Slot(object)
    def _import_accepted(self, accepted: Sequence[Accepted]) -> None:
        self._uncover()
        self._seed(accepted)

    def _seed(self, accepted: Sequence[Accepted]) -> None:
        from tracker.services.plan.seed import seed
        from tracker.ui.bring_in.import_kept import place_by

        for document in accepted:
            self.imports.forget(place_by(document.reading.sha256), "")
            adding = self.tr("Adding {0}").format(document.path.name)
            command = partial(
                seed, reading=document.reading, data=document.data, file_name=document.path.name, choice=document.choice
            )
            self._plan.write(command, self._added, what=adding)
        items = how_many(sum(len(document.choice.recommendations) for document in accepted), "recommendation")
        few = len(accepted) <= 3
        names = ", ".join(document.path.name for document in accepted) if few else f"{len(accepted)} documents"
        self.said.emit(self.tr("{0} from {1}. Press N on one to add its first action.").format(items, names))

    @Slot(object)
    def _added(self, changes: Changes) -> None:
        """Puts the first of what a report brought in hand, so that N adds its action."""
        from tracker.domain.dates.statutory import lacks_first_day
        from tracker.domain.plan.records import Kind  # not at the start of the program: records take a while to declare

        new = {one for kind in (Kind.RECOMMENDATION, Kind.FINDING) for one in changes.ids.get(kind, ())}
        snapshot = self._plan.snapshot
        first = next((item.id for item in snapshot.subjects if item.id in new), None)
        if first is not None:
            self.brought.emit(first)
        kinds = {item.kind for item in snapshot.recommendations if item.id in new}
        sources = (snapshot.get(one) for one in changes.ids.get(Kind.INSPECTION, ()))
        dayless = next((one for one in sources if one is not None and lacks_first_day(one, kinds)), None)
        if dayless is not None:
            self.dayless.emit(dayless)

    # The plan that somebody has already

    def ask_for_their_plan(self) -> None:
        """Asks in which file it stands, and shows what it would become."""
        self._ask_for(self.tr("Which plan?"), THEIRS_FILTER, self.bring_in_plan)

    def bring_in_plan(self, path: Path) -> None:
        """Shows what somebody's own plan would become; where no plan is open, one is begun for it."""
        if self.hub is not None:
            self._cover_with_their_plan(path)
            return

        def read(theirs: Theirs) -> None:
            if any(grid.last_row for grid in theirs.tables.grids):
                self._ask_where(path.stem.replace("_", " "), (path, theirs))
            else:
                self.failed.emit(UserError(f"{path.name} is empty", "choose the file that holds the plan"))

        # Read first, so that no plan is begun for a file that cannot be read.
        def work(ticket: Ticket) -> Theirs:
            return self._gateway.read_their_plan(path, ticket.cancelled)

        what = self.tr("Reading {0}").format(path.name)
        self._jobs.run_with_ticket(work, read, self.failed.emit, lane=Lane.FILES, what=what)

    def _cover_with_their_plan(self, path: Path, theirs: Theirs | None = None) -> None:
        from tracker.ui.foreign.foreign_view import ForeignView

        view = ForeignView(self._plan, self._theme, self._window, self._settings.get(options.HEADINGS))
        view.learnt.connect(partial(options.remember_headings, self._settings))
        view.finished.connect(self._uncover)
        view.brought.connect(self.brought)
        view.report_asked.connect(self._import_instead)
        self.covered.emit(view)
        if theirs is None:
            view.start(path)
        else:
            view.look_at(path, theirs)

    @Slot(object)
    def _import_instead(self, path: Path) -> None:
        self.import_here([path])

    @Slot(object)
    def _look_for_plan(self, documents: Sequence[Document]) -> None:
        """Looks whether a document that is no known report is somebody's plan, and offers to bring it in as one."""
        if len(documents) != 1 or documents[0].path.suffix.lower() not in DOCUMENT_ENDINGS:
            return
        view, path, draft = self._importing, documents[0].path, documents[0].draft
        if draft is not None and draft.reading.document_type != "other":
            return

        def found(is_plan: bool) -> None:
            if is_plan and view is not None and isValid(view) and view.isVisible():
                self._offer_as_plan(path, self.tr("This looks like an action plan, not a report: {0}"))

        self._jobs.run(partial(self._gateway.is_kept_plan, path), found, self.failed.emit, lane=Lane.FILES)

    def _offer_as_plan(self, path: Path, words: str) -> None:
        step = Step(self.tr("Bring it in as a plan"), partial(self._bring_in_instead, path))
        self.warned.emit(words.format(path.name), (step,), self.tr("Its actions, owners and dates come in too."))

    def _bring_in_instead(self, path: Path) -> None:
        if self._importing is not None and isValid(self._importing):
            self._importing.cancel()
        self.bring_in_plan(path)

    def _sort_out(self, path: Path) -> None:
        """Brings a workbook home where it went out from a plan, and in as somebody's own plan where it did not."""

        def told(is_return: bool) -> None:
            if not is_return:
                self.bring_in_plan(path)
            elif self.hub is not None:
                self.bring_home([path])
            else:
                said = self.tr("{0} is a workbook that went out from a plan.").format(path.name)
                self.failed.emit(UserError(said, self.tr("Open that plan, then drop the workbook on it.")))

        self._jobs.run(partial(self._gateway.is_return, path), told, self.failed.emit, lane=Lane.FILES)

    # Workbooks

    def ask_for_workbooks(self) -> None:
        """Asks which workbooks, or messages with one attached, came home."""
        self._ask_for(self.tr("Which workbooks came back?"), RETURN_FILTER, self.bring_home, many=True)

    def ask_for_folder(self) -> None:
        """Asks in which folder the workbooks lie that came home."""

        def answered(folder: Path) -> None:
            self.bring_home([folder])

        self._asker.folder(self._window, self.tr("In which folder are the workbooks that came back?"), answered)

    def ask_for_copy(self) -> None:
        """Asks which other copy of this plan is to be joined."""
        self._ask_for(self.tr("Which other copy of this plan?"), PLAN_FILTER, self.join_copy)

    def join_copy(self, path: Path) -> None:
        """Shows what another copy of the plan would bring."""
        self._merge_screen().start_copy(path)

    def bring_home(self, paths: Sequence[Path]) -> None:
        """Shows what one returned workbook would change, or how several stand, person by person."""
        if len(paths) == 1 and paths[0].suffix.lower() == ".xlsx":
            self._cover_with_merge(paths[0])
            return
        from tracker.ui.returns.home_view import HomeView

        view = HomeView(self._plan, self._asker, self._theme, self._window)
        view.finished.connect(self._uncover)
        self.covered.emit(view)
        view.start(paths)

    def _merge_screen(self) -> MergeView:
        from tracker.ui.merge.merge_view import MergeView, tell_taken

        view = MergeView(self._plan, self._asker, self._theme, self._window)
        view.merged.connect(partial(tell_taken, self._plan))
        view.finished.connect(self._uncover)
        self.covered.emit(view)
        return view

    def _cover_with_merge(self, path: Path) -> None:
        view = self._merge_screen()
        view.start(path)

        def told(is_return: bool) -> None:
            if not is_return and isValid(view) and view.isVisible():
                self._offer_as_plan(path, self.tr("This workbook did not go out from a plan: {0}"))

        self._jobs.run(partial(self._gateway.is_return, path), told, self.failed.emit, lane=Lane.FILES)

    @Slot()
    def _uncover(self) -> None:
        self.covered.emit(None)

    # Files dropped on the window

    def take(self, paths: Sequence[Path]) -> bool:
        """Does what the sort of file asks for and names what was left; False where none was meant for the window."""
        taken = self._take(paths)
        left = [path.name for path in paths if path not in taken]
        if taken and left:
            from tracker.domain.text.words import listed

            those = self.tr("it") if len(left) == 1 else self.tr("each sort")
            self.said.emit(self.tr("Not taken: {0}. Drop {1} by itself.").format(listed(left), those))
        return bool(taken)

    def _take(self, paths: Sequence[Path]) -> Sequence[Path]:
        """The files that were taken: those of one sort."""
        plans = [path for path in paths if path.suffix.lower() in (".plan", COPY_ENDING)]
        books = [path for path in paths if is_return(path)]
        reports = {path: found for path in paths if (found := reports_in(path))}
        if plans:
            self.open_plan(str(plans[0]))
            return plans[:1]
        if len(paths) == 1 and is_table(paths[0]):
            self._sort_out(paths[0])
            return paths
        if books and self.hub is not None:
            self.bring_home(books)
            return books
        if reports:
            read = [path for found in reports.values() for path in found]
            (self.begin_from if self.hub is None else self.import_here)(read)
        return list(reports)

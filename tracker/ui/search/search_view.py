"""Searching everything: a line to type in, and what was found in records, evidence names and the reports' pages."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QStackedLayout, QWidget
from typing_extensions import override

from tracker.domain.lists.search import DocumentText, Hit, Results, SearchIndex, document_text, search_all
from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Inspection
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.hub import Hub
from tracker.ui.core.jobs import Lane
from tracker.ui.filters.filter_line import TYPING_MS
from tracker.ui.look.empty import EmptyState
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme
from tracker.ui.search.search_list import FoundDelegate, FoundModel

MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SearchView(QWidget):
    """Searches while words are typed. `record_wanted` carries a record's id, `page_wanted` an inspection's and a page.

    One search is under way at a time, off the main thread; what is typed meanwhile is searched for next.
    """

    left = Signal()
    record_wanted = Signal(object)
    page_wanted = Signal(object, object)

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._theme = hub, theme
        self._index = SearchIndex()
        self._documents: dict[str, DocumentText] = {}
        self._asked_for: set[str] = set()
        self._reading = 0
        self._faults: list[str] = []
        self._busy = self._again = False
        self.results: Results | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._search)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        self.setFocusProxy(self.line)
        hub.changed.connect(self._changed)

    def _build(self) -> None:
        theme = self._theme
        head = QFrame(self)
        head.setProperty("line", "bottom")
        back = button(self.tr("Back"), "", head, tip=self.tr("Where you were before (Esc)"))
        back.setIcon(theme.icon("arrow-left", "text"))
        back.clicked.connect(self.left)
        self.line = QLineEdit(head)
        self.line.setPlaceholderText(self.tr("Words, or “words that stand together”"))
        self.line.setAccessibleName(self.tr("Search everything"))
        self.line.setClearButtonEnabled(True)
        self.line.setMaximumWidth(theme.space(150))
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.state = label("", "quiet", head)
        in_row(theme, back, (self.line, 1), self.state, None, on=head, gap=3, margins=(4, 2))
        self.model = FoundModel(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(FoundDelegate(theme, self.list))
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self.list.installEventFilter(self)
        self.empty = EmptyState(theme, "search", self)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        in_column(theme, head, (self._stack, 1), on=self, gap=0, margins=0)
        self._show(None)

    def open_up(self, words: str = "") -> None:
        """Gets ready for typing, searching for these words where any are given; reads the reports once."""
        if words:
            self.line.setText(words)
        self.line.selectAll()
        self._read_reports()
        self._search()

    # The reports' own words

    def _read_reports(self) -> None:
        gateway = self._hub.gateway
        for source in self._hub.snapshot.inspections:
            if gateway is not None and source.sha256 and source.sha256 not in self._asked_for:
                self._asked_for.add(source.sha256)
                self._reading += 1
                missed = partial(self._miss, source.file or source.ref)
                self._hub.fetch_file(source.sha256, partial(self._read, gateway, source), missed)

    def _read(self, gateway: Gateway, source: Inspection, data: bytes) -> None:
        """Reads a report's words, once its bytes have come, in a process of its own."""
        sha256, name = source.sha256 or "", source.file or source.ref

        def work() -> DocumentText:
            return document_text(sha256, gateway.document_text(data, name))

        self._hub.jobs.run(work, self._take, partial(self._miss, name), lane=Lane.FILES)

    @Slot(object)
    def _take(self, document: DocumentText) -> None:
        self._reading -= 1
        self._documents[document.sha256] = document
        self._search()

    def _miss(self, name: str, _error: object) -> None:
        """Says that a document's pages are not searched."""
        self._reading -= 1
        self._faults.append(name)
        self._tell()

    # Searching

    @Slot()
    def _typed(self) -> None:
        self._typing.start()

    @Slot(object)
    def _changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self._read_reports()
            self._search()

    @Slot()
    def _search(self) -> None:
        if self._busy:
            self._again = True
            return
        text = self.line.text()
        if not text.strip():
            self._show(None)
            return
        self._busy, self._again = True, False
        work = partial(search_all, self._index, self._hub.snapshot, tuple(self._documents.values()), text)
        self._hub.jobs.run(work, self._answered, self._failed, lane=Lane.DATABASE)

    @Slot(object)
    def _answered(self, results: Results) -> None:
        self._busy = False
        if self.line.text().strip():
            self._show(results)
        if self._again:
            self._search()

    @Slot(object)
    def _failed(self, error: object) -> None:
        self._busy = False
        self._hub.failed.emit(error)

    def _show(self, results: Results | None) -> None:
        held = self.held
        self.results = results
        self.model.show_results(results)
        found = results is not None and results.count > 0
        self._stack.setCurrentWidget(self.list if found else self.empty)
        if found:
            again = next((n for n, row in enumerate(self.model.rows) if row == held), None)
            self._choose(again if again is not None else self.model.step(-1, 1))
        elif results is not None:
            hint = self.tr("All the words must be there. Try fewer, or only the beginning of one.")
            self.empty.say(self.tr("Nothing holds “{0}”").format(results.words), hint, icon="search")
        else:
            hint = self.tr(
                "Every record is searched, with updates, answers and the names of evidence, and every page of the "
                "reports. “Quotation marks” keep words together."
            )
            self.empty.say(self.tr("Type a few words"), hint, icon="search")
        self._tell()

    def _tell(self) -> None:
        parts = []
        if self.results is not None and self.results.count:
            parts.append(self.tr("{0} found").format(self.results.count))
        if self._reading:
            parts.append(self.tr("reading the reports…"))
        if self._faults:
            parts.append(self.tr("without the pages of {0}").format(", ".join(self._faults)))
        self.state.setText("  ·  ".join(parts))

    # Going to what was found

    @property
    def looked_for(self) -> str:
        """The words that what is listed was found by."""
        return self.results.words if self.results is not None else ""

    def text_of(self, inspection: RecordId, page: int) -> str:
        """The words of a document's page, as they were searched; "" where they are not known."""
        source = self._hub.snapshot.get(inspection)
        document = self._documents.get(source.sha256 or "") if isinstance(source, Inspection) else None
        return document.pages[page - 1] if document is not None and 1 <= page <= len(document.pages) else ""

    @property
    def held(self) -> Hit | None:
        """What is chosen among what was found."""
        row = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return row if isinstance(row, Hit) else None

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
            # The heading over the first find is seen with it.
            above = self.model.index(row - 1)
            if row and not isinstance(self.model.rows[row - 1], Hit):
                self.list.scrollTo(above)
            self.list.scrollTo(self.model.index(row))

    @Slot(QModelIndex)
    def _open(self, _index: QModelIndex) -> None:
        hit = self.held
        if hit is None:
            return
        if hit.page is not None:
            self.page_wanted.emit(hit.id, hit.page)
        else:
            self.record_wanted.emit(hit.id)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key()))
        return False

    def _key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in MOVES:
            self._choose(self.model.step(self.list.currentIndex().row(), MOVES[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.list.currentIndex())
        else:
            return False
        return True

"""The import screen: what was read from documents, checked beside their pages, before any of it is in the plan."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.reading.draft import set_fact
from tracker.domain.reading.earlier import Earlier
from tracker.domain.text.words import how_many, listed
from tracker.ui.bring_in.document_review import ImportReview
from tracker.ui.bring_in.documents import Document, accepted, adding_words, read_documents, summary
from tracker.ui.bring_in.facts_strip import FactsStrip
from tracker.ui.bring_in.import_kept import ImportKept
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.drafts import Drafts
from tracker.ui.core.file_kinds import REPORT_FILTER
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.jobs import Jobs, Lane, Ticket
from tracker.ui.core.screen_keys import KeyedScreen
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import IconLabel, button, label
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme


class ImportView(KeyedScreen):
    """`accepted` carries a tuple of `documents.Accepted`, a document each; `cancelled` that nothing is wanted."""

    accepted = Signal(object)
    cancelled = Signal()
    looked_over = Signal(object)
    """The documents, once they were read."""
    taken_up = Signal(str)
    """A sentence: which documents are as they were left."""

    def __init__(
        self, gateway: Gateway, jobs: Jobs, asker: Asker, theme: Theme, *, drafts: Drafts,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._gateway = gateway
        self._jobs = jobs
        self._asker = asker
        self._theme = theme
        self._documents: tuple[Document, ...] = ()
        self._ticket: Ticket | None = None
        self._known: Collection[str] = ()
        self._plan: Snapshot | None = None
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.review = ImportReview(gateway, jobs, theme, self)
        self.facts = FactsStrip(theme, gateway.today(), self)
        self.facts.fact_changed.connect(self._fact_changed)
        self.facts.typing.connect(self._fact_typed)
        self.facts.unfolded.connect(self.review.give_room)
        self.review.changed.connect(self._tell)
        self.kept = ImportKept(drafts, self.review.in_hand, self)
        self.review.changed.connect(self.kept.later)
        self.review.editor.words.textChanged.connect(self.kept.later)
        self._build()

    @property
    def documents(self) -> tuple[Document, ...]:
        """What is under review."""
        return self._documents

    @property
    def document(self) -> Document | None:
        """The document in hand."""
        row = self._list.currentRow()
        return self._documents[row] if 0 <= row < len(self._documents) else None

    def start(self, paths: Sequence[Path], known: Collection[str] = (), earlier: Snapshot | None = None) -> None:
        """Reads documents and shows what was found.

        `known` are the SHA-256 of files the plan holds already; `earlier` is that plan: new items may repeat its own.
        """
        self._known = known
        self._plan = earlier
        self.kept.plan = earlier.plan.id if earlier is not None else ""
        asked = Earlier(earlier, self._gateway.today())
        self.review.set_earlier(asked)
        self._documents = ()
        self._wait(paths)
        if not paths:
            return
        self._ticket = self._jobs.run_with_ticket(
            _reading(self._gateway, tuple(paths), known, asked, earlier), self._read, self._failed, lane=Lane.FILES,
            what=self.tr("Reading {0}").format(how_many(len(paths), "document")),
        )  # fmt: skip
        self._ticket.progressed.connect(self._progressed)

    @Slot()
    def cancel(self) -> None:
        """Stops reading, or leaves without adding anything."""
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None
        self.kept.forget(self._documents)
        self._documents = ()
        self.cancelled.emit()

    @Slot()
    def accept(self) -> None:
        """Hands over what is to be added."""
        self.review.list.setFocus()  # a field being typed in is taken in as it is left
        chosen = accepted(self._documents)
        if chosen:
            self.accepted.emit(chosen)

    def _build(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._waiting_page())
        self._stack.addWidget(self._review_page())
        self._stack.addWidget(self._fault_page())
        in_column(self._theme, self._stack, on=self, margins=0)

    def _waiting_page(self) -> QWidget:
        page = QWidget(self)
        self._doing = label("", "heading", page)
        self._doing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._progress = QProgressBar(page)
        self._progress.setAccessibleName(self.tr("How far the reading is"))
        self._progress.setFixedWidth(self._theme.space(80))
        stop = button(self.tr("Cancel"), "", page, tip=self.tr("Stop reading (Esc)"))
        stop.clicked.connect(self.cancel)
        return self._centred(page, self._doing, self._progress, stop)

    def _fault_page(self) -> QWidget:
        page = QWidget(self)
        sign = IconLabel(self._theme, "file-search", "quiet", 10, page)
        self._fault = label("", "heading", page, wrap=True)
        self._fault.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._fault_hint = label("", "quiet", page, wrap=True)
        self._fault_hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for words in (self._fault, self._fault_hint):
            words.setFixedWidth(self._theme.space(130))
        other = button(self.tr("Choose another file…"), "primary", page)
        other.clicked.connect(self._choose)
        back = button(self.tr("Back"), "", page)
        back.clicked.connect(self.cancel)
        return self._centred(page, sign, self._fault, self._fault_hint, other, back)

    def _centred(self, page: QWidget, *widgets: QWidget) -> QWidget:
        column = QVBoxLayout(page)
        column.setSpacing(self._theme.space(3))
        column.addStretch(2)
        for widget in widgets:
            # Centred by space beside it: what is aligned is not asked how high its lines are.
            column.addLayout(in_row(self._theme, None, widget, None, margins=0))
        column.addStretch(3)
        return page

    def _review_page(self) -> QWidget:
        page = QWidget(self)
        self._list = QListWidget(page)
        self._list.setAccessibleName(self.tr("Documents"))
        self._list.setProperty("framed", "true")
        self._list.setWordWrap(True)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentRowChanged.connect(self._take)
        self._list.itemChanged.connect(self._wanted_changed)
        self._summary = label("", "quiet", page, wrap=True)
        self._summary.setMargin(self._theme.space(2))
        self._unread = label("", "quiet", page, wrap=True)
        self._unread.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._unread.setMargin(self._theme.space(10))
        review = QWidget(page)
        in_column(self._theme, self.facts, (self.review, 1), on=review, gap=0, margins=0)
        self._one = QStackedWidget(page)
        self._one.addWidget(review)
        self._one.addWidget(self._unread)
        splitter = QSplitter(Qt.Orientation.Horizontal, page)
        splitter.addWidget(self._left_side(page))
        splitter.addWidget(self._one)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([self._theme.space(80), 1000])
        in_column(self._theme, self._bar(page), (splitter, 1), on=page, gap=0, margins=0)
        return page

    def _left_side(self, page: QWidget) -> QWidget:
        self._left = QWidget(page)
        self._left.setProperty("ground", "surface")
        self._left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        in_column(self._theme, self._summary, (self._list, 1), on=self._left, gap=0, margins=0)
        return self._left

    def _bar(self, page: QWidget) -> QWidget:
        bar = QWidget(page)
        bar.setProperty("ground", "surface")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        space = self._theme.space
        row.setContentsMargins(space(3), space(2), space(3), space(0.5))
        row.setSpacing(space(2))
        self._title = label("", "title", bar, wrap=True)
        self._undo = button(self.tr("Undo"), "quiet", bar, tip=self.tr("Take the last step back (Ctrl+Z)"))
        self._undo.clicked.connect(self.review.undo)
        self._redo = button(self.tr("Redo"), "quiet", bar, tip=self.tr("Take it again (Ctrl+Shift+Z)"))
        self._redo.clicked.connect(self.review.redo)
        leave = button(self.tr("Cancel"), "", bar, tip=self.tr("Leave without adding anything (Esc)"))
        leave.clicked.connect(self.cancel)
        self.add_button = button("", "primary", bar, tip=self.tr("Ctrl+Enter"))
        self.add_button.clicked.connect(self.accept)
        row.addWidget(self._title, 1)
        for widget in (self._undo, self._redo, leave, self.add_button):
            row.addWidget(widget)
        return bar

    def _wait(self, paths: Sequence[Path]) -> None:
        name = paths[0].name if len(paths) == 1 else how_many(len(paths), "document")
        self._doing.setText(self.tr("Reading {0}…").format(name))
        self._progress.setRange(0, 0 if len(paths) == 1 else len(paths))
        self._stack.setCurrentIndex(0)

    @Slot(object)
    def _progressed(self, step: tuple[int, int]) -> None:
        done, total = step
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._doing.setText(self.tr("Reading document {0} of {1}…").format(min(done + 1, total), total))

    @Slot(object)
    def _read(self, documents: tuple[Document, ...]) -> None:
        if self._ticket is None or self._ticket.cancelled():
            return
        self._ticket = None
        self._documents = documents
        self.looked_over.emit(documents)
        readable = [place for place, document in enumerate(documents) if document.steps]
        if not readable:
            self._show_fault(documents)
            return
        names = self.kept.take_up(documents)
        if names:
            said = self.tr("{0}: taken up as you left it. Undo goes back to what was read.").format(listed(names))
            self.taken_up.emit(said)
        self._fill_list()
        self._stack.setCurrentIndex(1)
        self._list.setCurrentRow(readable[0])
        self._tell()

    def _show_fault(self, documents: Sequence[Document]) -> None:
        one = len(documents) == 1
        names = documents[0].path.name if one else how_many(len(documents), "document")
        self._fault.setText(self.tr("{0} could not be read").format(names))
        shown = [document.problem if one else f"{document.path.name}: {document.problem}" for document in documents[:8]]
        self._fault_hint.setText("\n".join(shown))
        self._stack.setCurrentIndex(2)

    @Slot(object)
    def _failed(self, error: Any) -> None:
        self._ticket = None
        self._fault.setText(self.tr("The documents could not be read"))
        self._fault_hint.setText(f"{getattr(error, 'message', '')} {getattr(error, 'hint', '')}".strip())
        self._stack.setCurrentIndex(2)

    def _fill_list(self) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        for document in self._documents:
            item = QListWidgetItem(self._list)
            if document.steps is not None and not document.twin:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if document.wanted else Qt.CheckState.Unchecked)
        self._list.blockSignals(False)
        self._summary.setText(summary(self._documents))
        self._left.setVisible(len(self._documents) > 1)

    @Slot(int)
    def _take(self, _row: int) -> None:
        document = self.document
        if document is None:
            return
        if document.draft is None or document.twin:
            self._unread.setText(f"{document.path.name}\n\n{document.state()}")
            self._one.setCurrentIndex(1)
        else:
            self._one.setCurrentIndex(0)
            self.facts.take_up(document.begun)
            self.review.show_document(document)
        self._tell()

    @Slot(QListWidgetItem)
    def _wanted_changed(self, item: QListWidgetItem) -> None:
        document = self._documents[self._list.row(item)]
        document.wanted = item.checkState() == Qt.CheckState.Checked or document.steps is None
        self._tell()

    @Slot()
    def _tell(self) -> None:
        document = self.document
        draft = document.draft if document else None
        if draft is not None and document is not None and document.steps is not None:
            self._title.setText(draft.reading.title or document.path.name)
            self.facts.show_draft(draft)
            self._undo.setEnabled(bool(document.steps.past))
            self._redo.setEnabled(bool(document.steps.future))
        self.add_button.setText(adding_words(self._documents, self._plan.plan.title if self._plan is not None else ""))
        self.add_button.setEnabled(any(one.taken for one in self._documents))
        self._list.blockSignals(True)
        for row, one in enumerate(self._documents):
            self._list.item(row).setText(f"{one.path.name}\n{one.state()}")
            self._list.item(row).setToolTip(plain_tip(f"{one.path}\n{one.state()}"))
        self._list.blockSignals(False)

    @Slot()
    def _fact_typed(self) -> None:
        document = self.document
        if document is not None:
            document.begun = self.facts.begun
            self.kept.later()

    @Slot(object)
    def _fact_changed(self, change: tuple[str, Any]) -> None:
        draft = self.review.draft
        if draft is not None:
            self.review.step(set_fact(draft, *change))

    @Slot()
    def _choose(self) -> None:
        self._asker.open_files(self, self.tr("Choose a report"), REPORT_FILTER, self._chosen, many=True)

    def _chosen(self, paths: Sequence[Path]) -> None:
        self.start(paths, self._known, self._plan)

    @override
    def _key(self, event: QKeyEvent) -> Callable[[], None] | None:
        if self._stack.currentIndex() == 1:
            if event.matches(QKeySequence.StandardKey.Undo):
                return self.review.undo
            if event.matches(QKeySequence.StandardKey.Redo):
                return self.review.redo
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self.accept
        elif event.key() == Qt.Key.Key_Escape:
            return self.cancel
        return None


def _reading(
    gateway: Gateway, paths: tuple[Path, ...], known: Collection[str], earlier: Earlier, plan: Snapshot | None
) -> Callable[[Ticket], tuple[Document, ...]]:
    def work(ticket: Ticket) -> tuple[Document, ...]:
        found = read_documents(gateway, paths, known, ticket, plan)
        for document in found:
            if document.draft is not None:
                earlier.compare(document.draft.items)
        return found

    return work

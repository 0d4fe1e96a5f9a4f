"""One document under review: its page on the left, its items on the right, and what the keys do to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSplitter, QTabBar, QWidget
from typing_extensions import override

from tracker.domain.reading import draft as drafts
from tracker.domain.reading.draft import ImportDraft, Item, Section, Steps
from tracker.domain.reading.earlier import Earlier
from tracker.ui.bring_in.documents import Document
from tracker.ui.bring_in.item_editor import ItemEditor
from tracker.ui.bring_in.items_list import ItemsList
from tracker.ui.bring_in.items_model import facts_of
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.jobs import Jobs
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.note import Note
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme
from tracker.ui.page.page_view import Marked, PageView, is_pdf

TABS = (Section.FORMAL, Section.FINDINGS, Section.STRENGTHS, Section.REPORTED, Section.LISTED)
ONLY_TICKED = Section.LISTED
"""What is taken or left as the document lists it, without words of its own to edit."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something a key or a button does to the item in hand."""

    words: str
    keys: str
    act: Callable[[], None]


class ImportReview(QWidget):
    """Edits one `Document`; `changed` is emitted after every step."""

    changed = Signal()

    def __init__(self, gateway: Gateway, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._document: Document | None = None
        self._shown: tuple[str, int | None] = ("", None)
        self.page = PageView(gateway, jobs, theme, self)
        self.page.set_markable(True)
        self.page.marked.connect(self._marked)
        self.list = ItemsList(theme, self)
        self.list.items_model.tick_wanted.connect(self._tick)
        self.list.current_key_changed.connect(self._in_hand)
        self.list.edit_wanted.connect(self.edit_words)
        self.editor = ItemEditor(theme, self)
        self.editor.edited.connect(self._edited)
        self._room_given = False
        self._earlier = Earlier(None, gateway.today())
        self._commands = self._all_commands()
        self._build()

    @property
    def section(self) -> Section:
        """The tab in front."""
        return TABS[self._tabs.currentIndex()]

    @property
    def draft(self) -> ImportDraft | None:
        """What is under review."""
        return self._document.draft if self._document else None

    def in_hand(self) -> tuple[Document, ImportDraft] | None:
        """The document and its draft, with what is being typed taken in; None for none."""
        found = self._with_words()
        draft = found[0] if found is not None else self.draft
        return (self._document, draft) if self._document is not None and draft is not None else None

    def set_earlier(self, earlier: Earlier) -> None:
        """Takes what the plan's earlier items are asked of."""
        self._earlier = earlier
        self.list.items_model.set_mark(earlier.mark)

    def show_document(self, document: Document) -> None:
        """Takes a document in hand."""
        self._document = document
        self._shown = ("", None)
        self._more.setChecked(False)
        first = next((tab for tab in TABS if document.draft and document.draft.of(tab)), Section.FORMAL)
        self._tabs.setCurrentIndex(TABS.index(first))
        self.refresh()
        self.list.setFocus()

    def show_section(self, place: int) -> None:
        """Brings a tab to the front."""
        self._tabs.setCurrentIndex(place)

    def step(self, draft: ImportDraft, key: int | None = None) -> None:
        """Takes a step to another draft; `key` names the item to have in hand then."""
        document = self._document
        if document is None or document.steps is None:
            return
        document.steps = document.steps.went(draft)
        self.refresh(key)
        self.changed.emit()

    def refresh(self, key: int | None = None) -> None:
        """Shows the draft as it stands, the item in hand kept."""
        draft = self.draft
        if draft is None:
            return
        wanted = key if key is not None else self.list.current_key
        row = self.list.currentIndex().row()
        sections = (Section.FINDINGS, Section.MORE) if self._with_more() else (self.section,)
        items = tuple(item for section in sections for item in draft.of(section))
        self.list.items_model.show(items)
        kept = wanted if any(item.key == wanted for item in items) else None
        if kept is None and items:
            kept = items[min(max(row, 0), len(items) - 1)].key
        self.list.take_in_hand(kept)
        self._in_hand(kept)
        self._label_tabs(draft)
        self._empty.setVisible(not items)
        self._empty.setText(self._why_empty())
        self.list.setVisible(bool(items))
        self.give_room(self._room_given)

    @Slot(bool)
    def give_room(self, given: bool) -> None:
        """Puts the words of the item in hand away while something else wants their room."""
        self._room_given = given
        items = self.list.items_model.rowCount() > 0
        self.editor.setVisible(items and self.section is not ONLY_TICKED and not given)

    @Slot()
    def edit_words(self) -> None:
        """Puts the cursor into the words of the item in hand."""
        self.give_room(False)
        self.editor.words.setFocus()

    def handles(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What this key does here, or None."""
        if self.section is ONLY_TICKED:
            return None
        pressed = event.keyCombination()
        for command in self._commands.values():
            if any(key == QKeySequence(pressed) for key in QKeySequence.listFromString(command.keys)):
                return command.act
        return None

    def _all_commands(self) -> dict[str, Command]:
        return {
            "join": Command(self.tr("Join with next"), "Ctrl+J", self.join),
            "split": Command(self.tr("Split at cursor"), "Ctrl+Shift+S", self.split),
            "up": Command(self.tr("Up"), "Alt+Up", self.move_up),
            "down": Command(self.tr("Down"), "Alt+Down", self.move_down),
            "add": Command(self.tr("Add by hand"), "Ctrl+Shift+N", self.add),
        }

    def _build(self) -> None:
        self._tabs = QTabBar(self)
        self._tabs.setAccessibleName(self.tr("What was found"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        for section in TABS:
            self._tabs.addTab(section.value)
        self._tabs.currentChanged.connect(self._tab_changed)
        self._said = Note(self._theme, "active", self)
        self._said.setContentsMargins(self._theme.space(3), 0, self._theme.space(3), self._theme.space(1))
        self._empty = label("", "quiet", self, wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        right = QWidget(self)
        right.setProperty("ground", "surface")
        in_column(
            self._theme, self._tabs, self._tools(), self._said, (self.list, 1), (self._empty, 1), self.editor,
            on=right, gap=0, margins=0,
        )  # fmt: skip
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(self.page)
        splitter.addWidget(right)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(0, 5)
        splitter.setStretchFactor(1, 6)
        splitter.setSizes([500, 600])
        in_column(self._theme, splitter, on=self, margins=0)

    def _tools(self) -> QHBoxLayout:
        self._all = QCheckBox(self.tr("All"), self)
        self._all.setTristate(True)
        self._all.setToolTip(self.tr("Take in, or leave out, everything in this tab"))
        self._all.clicked.connect(self._tick_all)
        self._more = QCheckBox("", self)
        self._more.toggled.connect(self._more_toggled)
        row = in_row(self._theme, self._all, self._more, None, gap=0.5, margins=(2, 1))
        self.tools: dict[str, QPushButton] = {}
        for name, command in self._commands.items():
            keys = QKeySequence(command.keys).toString(QKeySequence.SequenceFormat.NativeText)
            made = button(command.words, "quiet", self, tip=f"{command.words} ({keys})")
            made.clicked.connect(command.act)
            self.tools[name] = made
            row.addWidget(made)
        return row

    def _with_more(self) -> bool:
        return self.section is Section.FINDINGS and self._more.isChecked()

    def _label_tabs(self, draft: ImportDraft) -> None:
        for place, section in enumerate(TABS):
            sections = (section, Section.MORE) if section is Section.FINDINGS else (section,)
            there = sum(len(draft.of(one)) for one in sections)
            words = self.tr("{0} {1}/{2}").format(section.value, draft.ticked(*sections), there)
            self._tabs.setTabText(place, words if there else section.value)
            self._tabs.setTabVisible(place, section is not ONLY_TICKED or there > 0)
        here = draft.of(self.section)
        ticked = draft.ticked(self.section)
        state = Qt.CheckState.PartiallyChecked if ticked else Qt.CheckState.Unchecked
        self._all.setCheckState(Qt.CheckState.Checked if here and ticked == len(here) else state)
        self._all.setVisible(bool(here))
        more = len(draft.of(Section.MORE))
        self._more.setVisible(self.section is Section.FINDINGS and more > 0)
        self._more.setText(self.tr("Show {0} less certain").format(more))
        offered = {
            Section.FINDINGS: self.tr("Sentences that say what is not working. Tick what the plan should take up."),
            Section.STRENGTHS: self.tr("Sentences that say what works well. Tick what is worth keeping in the plan."),
            Section.REPORTED: self.tr("What the document says is done already or planned. Tick what to keep."),
            Section.LISTED: self.tr("Inspections this document lists. Tick those to keep among the plan's sources."),
        }
        self._said.say(offered.get(self.section, "") if here else "")

    def _why_empty(self) -> str:
        if self.section is Section.FORMAL:
            return self.tr(
                "No formal list was found in this document.\n\nDrag over words on the page to add a recommendation, "
                "press Ctrl+Shift+N to type one, or tick findings in the next tab."
            )
        return self.tr("None were found. Drag over words on the page to add one.")

    @Slot(object)
    def _in_hand(self, key: int | None) -> None:
        draft = self.draft
        item = draft.item(key) if draft is not None and key is not None else None
        self.editor.show_item(item)
        self.editor.earlier.show_earlier(self._earlier.like(item) if item else ())
        for name in ("join", "split", "up", "down"):
            self.tools[name].setEnabled(item is not None and item.section is not ONLY_TICKED)
        self.tools["add"].setEnabled(self.section is not ONLY_TICKED)
        self.page.set_markable(self.section is not ONLY_TICKED)
        self._show_place(item)

    def _show_place(self, item: Item | None) -> None:
        document, draft = self._document, self.draft
        if document is None or draft is None:
            return
        if not is_pdf(document.data):
            facts = f"\n{facts_of(item)}" if item and item.section is ONLY_TICKED else ""
            self.page.show_text(f"{item.text}{facts}" if item else "")
            return
        page = item.page if item and item.page else self.page.page
        self.page.show_place(document.data, page, item.boxes if item else (), draft.reading.pages)

    @Slot(int)
    def _tab_changed(self, _place: int) -> None:
        self.list.take_in_hand(None)
        self.refresh()

    @Slot(bool)
    def _more_toggled(self, _shown: bool) -> None:
        self.refresh()

    @Slot()
    def _tick_all(self) -> None:
        draft = self.draft
        if draft is not None:
            everything = draft.ticked(self.section) < len(draft.of(self.section))
            self.step(drafts.tick_all(draft, self.section, everything))

    @Slot(object)
    def _tick(self, wanted: tuple[int, bool]) -> None:
        if self.draft is not None:
            self.step(drafts.tick(self.draft, *wanted))

    @Slot(object)
    def _edited(self, change: tuple[int, str, Any]) -> None:
        key, name, value = change
        if self.draft is not None:
            self.step(drafts.edit(self.draft, key, **{name: value}))

    @Slot(object)
    def _marked(self, marked: Marked) -> None:
        draft = self.draft
        if draft is not None:
            section = Section.FINDINGS if self.section is Section.MORE else self.section
            there = drafts.same_words(draft, section, marked.text)
            if there is not None:
                self.step(drafts.tick(draft, there.key, True), there.key)
                return
            self.step(drafts.add_by_hand(draft, section, marked.text, marked.page, marked.boxes), draft.next_key)

    def _with_words(self) -> tuple[ImportDraft, int] | None:
        """The draft with what is being typed taken in, and the key of the item in hand."""
        draft, key = self.draft, self.list.current_key
        if draft is None or key is None:
            return None
        typed = self.editor.words.value()
        return (drafts.edit(draft, key, text=typed) if typed and self.editor.key == key else draft), key

    @Slot()
    def join(self) -> None:
        """Joins the item in hand with the next."""
        found = self._with_words()
        if found is not None:
            self.step(drafts.join(*found), found[1])

    @Slot()
    def split(self) -> None:
        """Cuts the item in hand in two where the cursor stands in its words."""
        found = self._with_words()
        if found is None:
            return
        draft, key = found
        after = drafts.split(draft, key, self.editor.cursor_in_words())
        if after is draft:
            self._said.say(self.tr("Put the cursor in the words, where the second item begins, then split."), "warning")
            self.edit_words()
            return
        self.step(after, draft.next_key)

    @Slot()
    def move_up(self) -> None:
        """Moves the item in hand one up."""
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        """Moves the item in hand one down."""
        self._move(1)

    def _move(self, step: int) -> None:
        found = self._with_words()
        if found is not None:
            self.step(drafts.move(*found, step), found[1])

    @Slot()
    def add(self) -> None:
        """Adds an item to be typed."""
        draft = self.draft
        if draft is not None:
            self.step(drafts.add_blank(draft, self.section, self.page.page), draft.next_key)
            self.edit_words()

    def undo(self) -> None:
        """Takes the last step back."""
        self._travel(Steps.undone)

    def redo(self) -> None:
        """Takes an undone step again."""
        self._travel(Steps.redone)

    def _travel(self, way: Callable[[Steps], Steps]) -> None:
        document = self._document
        if document is not None and document.steps is not None:
            document.steps = way(document.steps)
            self.refresh()
            self.changed.emit()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.handles(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self.handles(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()
            event.accept()

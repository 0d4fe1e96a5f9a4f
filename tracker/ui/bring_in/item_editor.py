"""The item in hand in the import screen: its words and facts, each editable."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from tracker.domain.reading.draft import KINDS, Item, Section
from tracker.ui.bring_in.earlier_pane import EarlierPane
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.line import Line
from tracker.ui.look.parts import label
from tracker.ui.look.status_picker import StatusPicker
from tracker.ui.look.theme import Theme


class ItemEditor(QFrame):
    """`edited` carries (key, field, value) when a field was changed and left."""

    edited = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._item: Item | None = None
        self.setProperty("line", "top")
        self.words = GrowingText(self.tr("Words of the item"), lines=3, most=7, enter_commits=True, parent=self)
        self.words.setToolTip(self.tr("Ctrl+Shift+S splits at the cursor; Enter goes back to the list"))
        self.words.setPlaceholderText(self.tr("Type its words as they stand in the document"))
        self.earlier = EarlierPane(theme, self)
        self._kind = StatusPicker(theme, self.tr("Kind"), [], self)
        self._theme_line = Line(self.tr("Theme"), self)
        self._body = Line(self.tr("Responsible body"), self)
        self._page = Line(self.tr("Page"), self)
        self._fields = (self._theme_line, self._body, self._page)
        self._lay_out()
        self.words.committed.connect(self._words_left)
        self._kind.committed.connect(self._kind_chosen)
        self._theme_line.committed.connect(self._theme_left)
        self._body.committed.connect(self._body_left)
        self._page.committed.connect(self._page_left)
        self.show_item(None)

    def _lay_out(self) -> None:
        gap = self._theme.space(2)
        heading = label(self.tr("Words of the item in hand"), "small", self)
        heading.setBuddy(self.words)
        grid = QGridLayout()
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(self._theme.space(0.5))
        named: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Kind"), self._kind),
            (self.tr("Theme"), self._theme_line),
            (self.tr("Responsible body"), self._body),
            (self.tr("Page"), self._page),
        )
        for column, (words, field) in enumerate(named):
            name = label(words, "small", self)
            name.setBuddy(field)
            grid.addWidget(name, 0, column)
            grid.addWidget(field, 1, column)
        widest = max(self.fontMetrics().horizontalAdvance(kind) for kinds in KINDS.values() for kind in kinds)
        self._kind.setMinimumWidth(widest + self._theme.space(14))
        for column, share in enumerate((1, 4, 3, 1)):
            grid.setColumnStretch(column, share)
        layout = in_column(self._theme, on=self, gap=1, margins=(3, 2))
        mine = in_column(self._theme, heading, self.words, None, gap=1)
        side_by_side = in_row(self._theme, (mine, 1), (self.earlier, 1), gap=3)
        layout.addLayout(side_by_side)
        layout.addLayout(grid)

    @property
    def key(self) -> int | None:
        """The key of the item in hand."""
        return self._item.key if self._item else None

    def show_item(self, item: Item | None) -> None:
        """Shows an item; what is being typed about the same item stays."""
        same = self._item is not None and item is not None and item.key == self._item.key
        was = self._item
        self._item = item
        self.setEnabled(item is not None)
        if item is None:
            self.words.set_value(None)
            for field in self._fields:
                field.set_value(None)
            return
        if not same or was is None or was.text != item.text:
            self.words.set_value(item.text)
        self._kind.set_choices([(kind, kind.capitalize()) for kind in KINDS[item.section]])
        self._kind.set_value(item.kind)
        self._body.setEnabled(item.section is Section.FORMAL)
        self._theme_line.set_value(item.theme)
        self._body.set_value(item.responsible_body)
        self._page.set_value(str(item.page) if item.page else None)

    def cursor_in_words(self) -> int:
        """Where the cursor stands, counted in the words as they are kept (white space folded)."""
        before = self.words.toPlainText()[: self.words.textCursor().position()]
        return len(" ".join(before.split()))

    def _say(self, name: str, value: object) -> None:
        if self._item is not None:
            self.edited.emit((self._item.key, name, value))

    @Slot(object)
    def _words_left(self, words: str | None) -> None:
        if words:
            self._say("text", words)
        else:
            self.words.put_back()

    @Slot(object)
    def _kind_chosen(self, kind: str) -> None:
        self._say("kind", kind)

    @Slot(object)
    def _theme_left(self, words: str | None) -> None:
        self._say("theme", words)

    @Slot(object)
    def _body_left(self, words: str | None) -> None:
        self._say("responsible_body", words)

    @Slot(object)
    def _page_left(self, words: str | None) -> None:
        if words is None or words.isdecimal():
            self._say("page", int(words) if words else None)
        else:
            self._page.put_back()

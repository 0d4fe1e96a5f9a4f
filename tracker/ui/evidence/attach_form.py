"""Attaching evidence: a file or a link, what kind it is, what it shows and its own date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFormLayout, QFrame, QWidget

from tracker.domain.actions.evidence import KINDS
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Evidence
from tracker.errors import UserError
from tracker.services.evidence.evidence import About, attach_file, attach_link
from tracker.services.ports import Act, UnitOfWork
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.drafts import Typed
from tracker.ui.core.hub import Hub
from tracker.ui.forms.section import ErrorNote
from tracker.ui.look.date_field import DateField
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.line import Line
from tracker.ui.look.parts import button, card, label
from tracker.ui.look.person_field import NameField
from tracker.ui.look.theme import Theme


class AttachForm(QWidget):
    """Two buttons that open a short form. `opened` says that it opened, `attached` that something was attached."""

    opened = Signal()
    attached = Signal()

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._asker = asker
        self._record: RecordId | None = None
        self._files: tuple[Path, ...] = ()
        self._replaced: Evidence | None = None
        self._waiting = 0
        self.setAcceptDrops(False)
        self._attach = button(self.tr("Attach a file…"), "", self, tip=self.tr("Choose a file (V), or drop it here"))
        self._attach.clicked.connect(self.choose)
        self._link = button(self.tr("Add a link"), "quiet", self, tip=self.tr("Point to a page or a shared file"))
        self._link.clicked.connect(self.start_link)
        self.form = self._build_form(theme)
        typed: dict[str, Typed] = {"address": self.address, "kind": self.kind, "shows": self.shows, "dated": self.dated}
        words = self.tr("Evidence to attach")
        self._draft = hub.drafts.join(self, "attach", typed, lambda: words, self._chosen_files)
        row = in_row(theme, self._attach, self._link, None)
        in_column(theme, row, self.form, on=self, gap=2, margins=0)
        self.form.hide()

    def _build_form(self, theme: Theme) -> QFrame:
        frame = card(self)
        self._what = label("", "strong", frame, wrap=True)
        self.address = Line(self.tr("Link"), frame)
        self.address.setPlaceholderText("https://")
        self.kind = NameField(
            self.tr("Kind of evidence"), KINDS, frame, nobody=self.tr("for example Multi-agency audit")
        )
        self.shows = GrowingText(self.tr("What it shows"), lines=2, parent=frame)
        self.dated = DateField(theme, self.tr("Date of the evidence itself"), self._hub.today, frame)
        self.restricted = QCheckBox(self.tr("Restricted: stays out of every public paper"), frame)
        self.note = ErrorNote(theme, frame)
        self.dated.refused.connect(self.note.fail)
        for typed in (self.address, self.kind, self.shows, self.dated.line):
            typed.textChanged.connect(self._mended)
        form = QFormLayout(frame)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(theme.space(1))
        form.addRow(self._what)
        self._address_row = label(self.tr("Link"), "small", frame)
        form.addRow(self._address_row, self.address)
        named = ((self.tr("Kind"), self.kind), (self.tr("What it shows"), self.shows), (self.tr("Dated"), self.dated))
        for words, field in named:
            heading = label(words, "small", frame)
            heading.setBuddy(field)
            form.addRow(heading, field)
        form.addRow(self.restricted)
        form.addRow(self.note)
        row = in_row(theme, None, gap=2)
        leave = button(self.tr("Cancel"), "", frame)
        leave.clicked.connect(self.close_form)
        self.send = button(self.tr("Attach"), "primary", frame, tip=self.tr("Ctrl+Enter"))
        self.send.clicked.connect(self._send)
        enter = QShortcut(QKeySequence("Ctrl+Return"), frame, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        enter.activated.connect(self._send)
        self.shows.entered.connect(self._send)
        row.addWidget(leave)
        row.addWidget(self.send)
        form.addRow(row)
        return frame

    def show_record(self, record: Any) -> None:
        """Attaches to this record from now on."""
        if record.id != self._record:
            self._record = record.id
            kept = self._draft.show(record.id, self.close_form)
            if kept:
                self._files = tuple(Path(one) for one in kept.get("files", "").splitlines())
                self._what.setText(self._named() if self._files else self.tr("A link"))
                self._open(link=not self._files)

    @Slot()
    def choose(self) -> None:
        """Asks which files, then what they show."""
        self._asker.open_files(self, self.tr("Attach evidence"), self.tr("All files (*)"), self.take, many=True)

    def take(self, paths: Sequence[Path]) -> None:
        """Opens the form for these files."""
        if paths and self._record is not None:
            self._files = tuple(paths)
            self._what.setText(self._named())
            self._open(link=False)
            self.kind.setFocus()

    @Slot()
    def start_link(self) -> None:
        """Opens the form for a link."""
        self._files = ()
        self._what.setText(self.tr("A link"))
        self._open(link=True)
        self.address.setFocus()

    def _named(self) -> str:
        return ", ".join(path.name for path in self._files)

    def _chosen_files(self) -> dict[str, str]:
        return {"files": "\n".join(map(str, self._files))}

    def start_newer(self, item: Evidence) -> None:
        """Begins what takes an item's place: a link for a link, else a file; kind and words are taken over."""
        self.close_form()
        self._replaced = item
        if item.url:
            self.start_link()
            self._fill_from(item)
        else:
            self._asker.open_files(self, self.tr("Newer version of {0}").format(item.ref), self.tr("All files (*)"),
                                   self._take_newer)  # fmt: skip

    def _take_newer(self, paths: Sequence[Path]) -> None:
        item = self._replaced
        self.take(paths[:1])
        if item is not None:
            self._fill_from(item)

    def _fill_from(self, item: Evidence) -> None:
        self._what.setText(self.tr("{0}, in the place of {1}").format(self._what.text(), item.ref))
        self.kind.set_value(item.kind)
        self.shows.set_value(item.shows)
        self.restricted.setChecked(item.restricted == "yes")

    def _open(self, *, link: bool) -> None:
        self.address.setVisible(link)
        self._address_row.setVisible(link)
        self.note.say("")
        self.form.show()
        self.opened.emit()

    @Slot()
    def _mended(self) -> None:
        """What was wrong is being put right: the fault is said again where it still is."""
        self.note.say("")

    @Slot()
    def close_form(self) -> None:
        """Puts the form away, emptied."""
        self._files = ()
        self._replaced = None
        for field in (self.address, self.kind, self.shows):
            field.set_value(None)
        self.dated.set_value(None)
        self.restricted.setChecked(False)
        self.note.say("")
        self.form.hide()

    @Slot()
    def _send(self) -> None:
        if self._record is None:
            return
        try:
            about = self._about()
        except UserError as fault:
            self.note.fail(fault)
            return
        self.note.say("")
        self.send.setEnabled(False)
        serves = [*self._replaced.targets] if self._replaced is not None else [self._record]
        commands = [partial(_attach_file, refs=serves, path=path, about=about) for path in self._files]
        commands = commands or [partial(attach_link, refs=serves, url=self.address.value() or "", about=about)]
        self._waiting = len(commands)
        for command in commands:
            self._hub.write(command, self._attached, self._refused, what=self.tr("Attaching evidence"))

    def _about(self) -> About:
        day: date | None = self.dated.typed()
        if not self._files and not self.address.value():
            raise UserError(self.tr("A link is needed."), self.tr("Paste the address of the page or file."))
        if not self.kind.value():
            raise UserError(self.tr("Say what kind of evidence it is."))
        if not self.shows.value():
            raise UserError(self.tr("Say what it shows, in a sentence a board could read."))
        replaces = self._replaced.ref if self._replaced is not None else None
        return About(
            self.kind.value() or "", self.shows.value() or "", dated=day, replaces=replaces,
            restricted=self.restricted.isChecked(),
        )  # fmt: skip

    @Slot(object)
    def _attached(self, _changes: object) -> None:
        self._waiting -= 1
        self.send.setEnabled(True)
        if self._waiting <= 0 and not self.note.text:
            self.close_form()
            self.attached.emit()

    @Slot(object)
    def _refused(self, error: Any) -> None:
        self._waiting -= 1
        self.send.setEnabled(True)
        self.note.fail(error)


def _attach_file(uow: UnitOfWork, act: Act, refs: Sequence[RecordId], path: Path, about: About) -> Any:
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise UserError(f"{path.name} cannot be read: {fault.strerror}", "check that the file is there") from fault
    return attach_file(uow, act, refs, data, path.name, about=about)

"""Sending workbooks: who has how many open actions and who has no e-mail; a workbook and a draft for each ticked."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget
from typing_extensions import override

from tracker.domain.dates.dates import show
from tracker.domain.meetings.rounds import open_rounds
from tracker.domain.people.people import find_person
from tracker.domain.plan.records import Round
from tracker.domain.text.words import how_many
from tracker.services.plan.guard import Undecided
from tracker.services.records.editing import set_fields
from tracker.services.workbook.pack import By, Outgoing, Pack, mark_sent, returns_to_send
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.hub import Hub
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.guard.identifier_sheet import IdentifierSheet
from tracker.ui.lists.fact_list import Fact, FactList, Heading
from tracker.ui.look.layouts import in_row
from tracker.ui.look.line import Line
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme

WORDS = SheetWords(
    "Send workbooks",
    "Each gets a workbook of their own open actions and a draft e-mail with it attached, in a folder. Open a draft in "
    "your mail program, read it, and send it.",
    "Make workbooks…",
)
HEADINGS = (
    Heading("To", 80), Heading("Open actions", 24), Heading("Overdue", 20), Heading("E-mail"),
)  # fmt: skip
LIST_STEPS = 60


class SendSheet(Sheet):
    """`sent` carries the folder once the pack is in it, and how many workbooks it holds."""

    sent = Signal(object, int)

    def __init__(self, hub: Hub, gateway: Gateway, asker: Asker, theme: Theme, parent: QWidget) -> None:
        super().__init__(hub, theme, WORDS, parent)
        self.gateway, self.asker = gateway, asker
        self._rows: tuple[Outgoing, ...] = ()
        self._going: tuple[Path, Pack] | None = None
        running = open_rounds(hub.snapshot)
        self.round: Round | None = running[-1] if running else None
        self.by = QComboBox(self)
        self.by.setAccessibleName(self.tr("A workbook for each"))
        self.by.addItem(self.tr("Owner"), "owner")
        self.by.addItem(self.tr("Agency"), "agency")
        self.asked_only = QCheckBox(self._round_words(), self)
        self.asked_only.setChecked(self.round is not None)
        self.asked_only.setVisible(self.round is not None)
        self.dates = QCheckBox(self.tr("With each one's dates for their calendar (.ics)"), self)
        self.list = FactList(theme, HEADINGS, self.tr("Who is sent a workbook"), self, ticks=True)
        self.list.setMinimumHeight(theme.space(LIST_STEPS))
        self.address = Line(self.tr("E-mail"), self)
        self.address.setPlaceholderText(self.tr("their address; it joins the register"))
        self._addressed = label("", "", self)
        self._addressed.setBuddy(self.address)
        self.summary = label("", "strong", self)
        self.all = button(self.tr("Tick all or none"), "link", self)
        self._build()
        self.by.currentIndexChanged.connect(self._look)
        self.asked_only.toggled.connect(self._look)
        self.all.clicked.connect(self._tick_all)
        self.list.rows.ticks_changed.connect(self._count)
        self.list.in_hand.connect(self._offer_address)
        self.address.committed.connect(self._write_address)
        self._look()
        self.list.setFocus()
        self.resize(theme.space(205), self.sizeHint().height())

    def _round_words(self) -> str:
        if self.round is None:
            return ""
        by = self.tr(", answers by {0}").format(show(self.round.due)) if self.round.due else ""
        return self.tr("Only those asked in {0}{1}; the round notes that workbooks went out").format(self.round.ref, by)

    def _build(self) -> None:
        named = label(self.tr("A workbook for each"), "", self)
        named.setBuddy(self.by)
        self.body.addLayout(in_row(self.theme, named, self.by, self.asked_only, None, gap=2))
        self.body.addWidget(self.list, 1)
        self.body.addLayout(in_row(self.theme, self._addressed, (self.address, 1), gap=2))
        self.body.addLayout(in_row(self.theme, self.summary, self.all, None, self.dates, gap=3))

    @property
    def _asked(self) -> Round | None:
        return self.round if self.asked_only.isChecked() else None

    @property
    def ticked(self) -> tuple[Outgoing, ...]:
        """Those who are sent a workbook, as ticked."""
        return tuple(one for one in self._rows if one.name in (self.list.rows.ticked or ()))

    @Slot()
    def _look(self) -> None:
        """Lists who owns open actions; all are ticked."""
        self._list_them()
        self.list.rows.tick(one.name for one in self._rows)

    def _list_them(self) -> None:
        by: By = "agency" if self.by.currentData() == "agency" else "owner"
        self._rows = returns_to_send(self.hub.snapshot, self.hub.today, by=by, asked=self._asked)
        self.list.show_facts(
            Fact(one.name, (one.name, str(len(one.actions)), str(len(one.late) or ""),
                            "; ".join(one.addresses) or one.why_none))
            for one in self._rows
        )  # fmt: skip
        self._offer_address(self.list.key)

    @Slot(object)
    def _offer_address(self, name: object) -> None:
        """Asks for the address of the one in hand, where the register has none."""
        lacking = any(one.name == name and not one.addresses for one in self._rows)
        person = find_person(self.hub.snapshot, str(name)) if lacking else None
        for one in (self.address, self._addressed):
            one.setVisible(person is not None and not self.hub.session.read_only)
        if person is not None and person.name != self.address.property("of"):
            self.address.setProperty("of", person.name)
            self._addressed.setText(self.tr("E-mail of {0}").format(person.name))
            self.address.set_value(person.email)

    @Slot(object)
    def _write_address(self, said: str | None) -> None:
        person = find_person(self.hub.snapshot, str(self.address.property("of")))
        if person is not None and said:
            command = partial(set_fields, refs=[person.ref], fields={"email": said})
            self.hub.write(command, self._address_written, self._refused, what=self.windowTitle())

    @Slot(object)
    def _address_written(self, _changes: object) -> None:
        ticked = self.list.rows.ticked or ()
        self._list_them()
        self.list.rows.tick(ticked)

    @Slot()
    def _tick_all(self) -> None:
        everyone = {one.name for one in self._rows}
        self.list.rows.tick(() if self.list.rows.ticked == everyone else everyone)

    @Slot()
    def _count(self) -> None:
        chosen = self.ticked
        without = sum(not one.addresses for one in chosen)
        said = how_many(len(chosen), "workbook")
        self.summary.setText(self.tr("{0}, {1} without an e-mail").format(said, without) if without else said)
        self.save.setText(self.tr("Make {0}…").format(said))
        self.save.setEnabled(bool(chosen))

    @override
    @Slot()
    def send(self) -> None:
        """Asks for a folder and makes the pack in a new one inside it."""
        if self.save.isEnabled() and self.save.isVisibleTo(self):
            self.asker.folder(self, self.tr("Where to put the workbooks"), self._make)

    def _make(self, within: Path) -> None:
        pack = Pack(self.ticked, self.round, self.dates.isChecked())
        folder = new_folder(within, self.hub.today)
        self._going = (folder, pack)
        self.note.clear()
        self.save.setEnabled(False)
        what = self.tr("Making {0}").format(how_many(len(pack.rows), "workbook"))
        work = partial(self.gateway.write_pack, folder, pack=pack)
        self.hub.hand_out(work, self._made, self._stopped, what=what)

    @Slot(object)
    def _stopped(self, fault: object) -> None:
        """Says why nothing was made; where identifiers are to be decided first, asks, and makes the workbooks then."""
        self._refused(fault)
        if isinstance(fault, Undecided):
            sheet = IdentifierSheet(self.hub, self.theme, self)
            sheet.accepted.connect(self._make_again)
            sheet.open()

    @Slot()
    def _make_again(self) -> None:
        assert self._going is not None
        self._make(self._going[0].parent)

    @Slot(object)
    def _made(self, _nothing: object) -> None:
        """Marks the round that asked for them, where it did, and closes."""
        assert self._going is not None
        folder, pack = self._going
        self.sent.emit(folder, len(pack.rows))
        if self._asked is not None:
            mark = partial(mark_sent, ref=self._asked.ref, count=len(pack.rows))
            self.hub.write(mark, self._written, self._refused, what=self.windowTitle())
        else:
            self.accept()


def new_folder(within: Path, today: date) -> Path:
    """A folder that is not there yet, called by the day."""
    name = f"Workbooks {show(today)}"
    number = 1
    while (within / (name if number == 1 else f"{name} ({number})")).exists():
        number += 1
    return within / (name if number == 1 else f"{name} ({number})")

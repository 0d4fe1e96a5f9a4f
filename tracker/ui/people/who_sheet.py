"""Who sits at the window: a name from the register or a new one, role and agency, and whether they lead the plan."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from tracker.domain.people.people import called, find_person, is_active, tidy
from tracker.services.people.people import introduce
from tracker.ui.core.hub import Hub
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.line import Line
from tracker.ui.look.parts import button
from tracker.ui.look.person_field import NameField
from tracker.ui.look.theme import Theme
from tracker.ui.people.who_kept import Somebody

WORDS = SheetWords(
    "Who are you?",
    "Your name signs your changes and says what waits for you. It is kept on this machine; it is no lock.",
    "This is me",
)


class WhoSheet(Sheet):
    """`said` carries Somebody once it is settled; the register has them by then, where the plan may be written."""

    said = Signal(object)

    def __init__(self, hub: Hub, theme: Theme, known: Somebody, parent: QWidget) -> None:
        super().__init__(hub, theme, WORDS, parent)
        snapshot = hub.snapshot
        names = [called(snapshot, person) for person in snapshot.people if is_active(person, hub.today)]
        self.name = NameField(self.tr("Your name"), names, self, nobody=self.tr("as colleagues write it"))
        self.role = Line(self.tr("Your role"), self)
        self.role.setPlaceholderText(self.tr("for example Service Manager, Early Help"))
        self.agency = NameField(self.tr("Your agency"), [one.name for one in snapshot.agencies], self)
        self.leads = QCheckBox(self.tr("I lead this plan: show what stands in the way of its next meeting"), self)
        for field in (self.name, self.role, self.agency):
            self.field(field)
        register = button(self.tr("Choose from the register…"), "link", self, tip=self.tr("Alt+Down in the name"))
        register.clicked.connect(self.name.show_all)
        register.setVisible(bool(names))
        self.body.insertWidget(1, register, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.leads)
        self.body.addStretch(1)
        self._before = hub.who
        self.name.set_value(known.name)
        self.role.set_value(known.role)
        self.agency.set_value(known.agency)
        self.leads.setChecked(known.leads or not (snapshot.people or hub.session.read_only))
        self.name.textChanged.connect(self._look)
        self.name.returnPressed.connect(self._entered)
        self.role.returnPressed.connect(self.agency.setFocus)
        self.agency.returnPressed.connect(self.send)
        self.save.show()
        self._look()
        self.resize(theme.space(130), self.sizeHint().height())
        self.name.setFocus()

    @Slot()
    def _look(self) -> None:
        """Shows what the register says of the name, and whether there is one."""
        person = find_person(self.hub.snapshot, self.name.text()) if tidy(self.name.text()) else None
        for field, said in (
            (self.role, person.role if person is not None else None),
            (self.agency, self.hub.snapshot.name_of(person.agency) if person is not None else None),
        ):
            if said:
                field.set_value(said)
            field.setReadOnly(bool(said))
        self.save.setEnabled(bool(tidy(self.name.text())))

    @Slot()
    def _entered(self) -> None:
        """Enter in the name: it is enough where the register says the rest; else the role is asked."""
        if self.role.text() or self.agency.text():
            self.send()
        else:
            self.role.setFocus()

    @Slot()
    @override
    def send(self) -> None:
        """Signs with the name from now on, and puts it into the register where it is not there."""
        name = tidy(self.name.text())
        if not name or not self.save.isEnabled():
            return
        self.hub.session.act_as(name)
        if self.hub.session.read_only:
            self._written(None)
            return
        self.save.setEnabled(False)
        command = partial(introduce, name=name, role=self.role.text(), agency=self.agency.text())
        self.hub.write(command, self._written, self._refused)

    @Slot(object)
    @override
    def _written(self, changes: object) -> None:
        somebody = Somebody(
            tidy(self.name.text()), tidy(self.role.text()), tidy(self.agency.text()), self.leads.isChecked()
        )
        self.said.emit(somebody)
        super()._written(changes)

    @Slot(object)
    @override
    def _refused(self, error: object) -> None:
        self.hub.session.act_as(self._before)
        super()._refused(error)

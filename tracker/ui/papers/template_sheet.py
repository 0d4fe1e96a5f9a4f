"""How a paper is made again: its sections and columns, what stands on its cover, and what it says beside the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QPushButton, QWidget
from typing_extensions import override

from tracker.domain.board.dressing import COLUMNS, HEADINGS
from tracker.domain.meetings.papers import UNTAKEN, name_of
from tracker.domain.people.people import fold
from tracker.domain.plan.fields import PaperTemplate, PaperText
from tracker.errors import UserError
from tracker.services.meetings.templates import keep_template, tidy
from tracker.ui.core.context import Context
from tracker.ui.core.hub import Command
from tracker.ui.core.jobs import Lane
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.layouts import in_row
from tracker.ui.look.line import Line
from tracker.ui.look.parts import button, label

LINES = {
    "marking": "Protective marking", "report_number": "Report number", "recipients": "To (several parted by ;)",
    "cleared": "Cleared by (several parted by ;)", "lead_officer": "Lead officer", "cabinet_member": "Cabinet member",
    "exempt": "Not for publication by virtue of",
}  # fmt: skip
"""What is said on a cover, by the field of a template."""
SEVERAL = ("recipients", "cleared")
ACROSS = 3
"""So many boxes stand beside each other."""


class TemplateSheet(Sheet):
    """Keeps a template under its name, or hands it over for one paper alone: `kept` carries its name, `used` itself."""

    kept = Signal(str)
    used = Signal(object)

    def __init__(self, context: Context, of: PaperTemplate, parent: QWidget) -> None:
        paper = name_of(of.paper)
        title = self.tr("Template {0}").format(of.name) if of.name else self.tr("What stands in the paper")
        said = self.tr("{0}: what is ticked and said here stands in it. Kept under a name, it is made so again.")
        words = SheetWords(title, said.format(paper), self.tr("Keep as template"))
        super().__init__(context.hub, context.theme, words, parent)
        self._context, self._of = context, of
        self._logo: bytes | None = None
        self.name = Line(self.tr("Name of the template"), self)
        self.name.setPlaceholderText(self.tr("such as Scrutiny, or Board in public"))
        self.name.set_value(of.name)
        sections = context.gateway.paper_sections(of.paper)
        self.sections = {one: self._box(one, not of.sections or one in of.sections) for one in sections}
        columns = COLUMNS if self._takes("columns") else ()
        self.columns = {one: self._box(one, not of.columns or one in of.columns) for one in columns}
        self.lines = {name: self._line(name, words) for name, words in LINES.items() if self._takes(name)}
        self.logo = label("", "", self)
        self.none: dict[str, QPushButton] = {}
        """What unticks all of a sort."""
        self.texts = {one: self._text(one) for one in self._headings()}
        self.once = button(
            self.tr("For this paper alone"), "", self, tip=self.tr("Make the paper so, and keep nothing")
        )
        self.once.clicked.connect(self._use)
        self.foot.insertWidget(1, self.once)
        self._lay_out()
        self._tell_logo("")
        self.resize(self.theme.space(190), self.theme.space(150))
        self.name.setFocus()

    def _takes(self, name: str) -> bool:
        """Whether the paper has a place for this of a template."""
        return name not in UNTAKEN.get(self._of.paper, ())

    def _line(self, name: str, words: str) -> Line:
        kept = getattr(self._of, name)
        made = Line(self.tr(words), self)
        made.set_value("; ".join(kept) if name in SEVERAL else kept)
        return made

    def _box(self, words: str, ticked: bool) -> QCheckBox:
        made = QCheckBox(words, self)
        made.setChecked(ticked)
        return made

    def _headings(self) -> tuple[str, ...]:
        """The usual headings and those of its own; none for a paper without room for texts."""
        if not self._takes("texts"):
            return ()
        return tuple(dict.fromkeys([*HEADINGS, *(one.heading for one in self._of.texts)]))

    def _text(self, heading: str) -> GrowingText:
        made = self.box(heading, 1)
        made.set_value(next((one.text for one in self._of.texts if one.heading == heading), None))
        return made

    def _lay_out(self) -> None:
        self.field(self.name)
        self._boxes("sections", self.tr("Sections"), tuple(self.sections.values()))
        self._boxes("columns", self.tr("What is shown of an action"), tuple(self.columns.values()))
        self.body.addWidget(label(self.tr("On its cover"), "heading", self))
        lines = list(self.lines.values())
        for place in range(0, len(lines), 2):
            self.field(*lines[place : place + 2])
        choose = button(self.tr("Choose a logo…"), "", self, tip=self.tr("A picture: .png or .jpg"))
        choose.setObjectName("logo")
        choose.clicked.connect(self._choose_logo)
        self.no_logo = button(self.tr("Without"), "quiet", self, tip=self.tr("Print no logo"))
        self.no_logo.clicked.connect(self._drop_logo)
        self.body.addLayout(in_row(self.theme, choose, self.no_logo, self.logo, None, gap=2))
        if self.texts:
            self.body.addWidget(label(self.tr("Said beside the plan, under headings of their own"), "heading", self))
        for text in self.texts.values():
            self.field(text)

    def _boxes(self, key: str, name: str, boxes: Sequence[QCheckBox]) -> None:
        if not boxes:
            return
        grid = QGridLayout()
        grid.setVerticalSpacing(self.theme.space(1))
        for place, box in enumerate(boxes):
            grid.addWidget(box, place // ACROSS, place % ACROSS)
        every = button(self.tr("All"), "link", self, tip=self.tr("Tick all: {0}").format(name))
        none = button(self.tr("None"), "link", self, tip=self.tr("Tick none: {0}").format(name))
        self.none[key] = none
        before = boxes[0].previousInFocusChain()
        if before is not None:
            QWidget.setTabOrder(before, every)
        QWidget.setTabOrder(every, none)
        for one, on in ((every, True), (none, False)):
            one.setAccessibleName(one.toolTip())
            one.clicked.connect(partial(_tick, boxes, on))
        self.body.addLayout(in_row(self.theme, label(name, "heading", self), every, none, None, gap=2))
        self.body.addLayout(grid)

    @Slot()
    def _choose_logo(self) -> None:
        def chosen(paths: Sequence[Path]) -> None:
            work = partial(self._context.gateway.read_logo, paths[0])
            self.hub.jobs.run(work, partial(self._take_logo, paths[0].name), self.note.fail, lane=Lane.FILES)

        self._context.asker.open_files(self, self.tr("Choose a logo"), self.tr("Pictures (*.png *.jpg *.jpeg)"), chosen)

    def _take_logo(self, name: str, data: bytes) -> None:
        self._logo = data
        self.note.clear()
        self._tell_logo(name)

    @Slot()
    def _drop_logo(self) -> None:
        self._logo = None
        self._of = replace(self._of, logo="")
        self._tell_logo("")

    def _tell_logo(self, name: str) -> None:
        said = name or (self.tr("its logo as kept") if self._of.logo else self.tr("no logo"))
        self.logo.setText(said)
        self.no_logo.setEnabled(bool(name or self._of.logo))

    @property
    def template(self) -> PaperTemplate:
        """The template as it stands in the sheet. Raises UserError where nothing is ticked."""
        said: dict[str, Any] = {
            name: _parted(line) if name in SEVERAL else line.text() for name, line in self.lines.items()
        }
        return replace(
            self._of, name=self.name.text().strip(), sections=self._ticked(self.sections),
            columns=self._ticked(self.columns), **said,
            texts=tuple(PaperText(heading, text.value() or "") for heading, text in self.texts.items()),
        )  # fmt: skip

    def _ticked(self, boxes: dict[str, QCheckBox]) -> tuple[str, ...]:
        """What is ticked; () where all is, so that what the program learns later is in it too."""
        ticked = tuple(name for name, box in boxes.items() if box.isChecked())
        if boxes and not ticked:
            raise UserError(self.tr("Nothing would stand in the paper."), self.tr("tick a section and a column"))
        return () if len(ticked) == len(boxes) else ticked

    @override
    def command(self) -> Command | None:
        made = self.template
        if not made.name:
            self.name.setFocus()
            raise UserError(self.tr("Give the template a name."), self.tr("or make this paper alone so"))
        kept = next((one.name for one in self.hub.snapshot.plan.templates if fold(one.name) == fold(made.name)), "")
        if kept and not self._of.name:
            raise UserError(
                self.tr("There is a template called “{0}” already.").format(kept),
                self.tr("choose another name, or change that one"),
            )
        return partial(keep_template, template=made, logo=self._logo, was=self._of.name)

    @override
    @Slot(object)
    def _written(self, changes: object) -> None:
        self.kept.emit(self.name.text().strip())
        super()._written(changes)

    @Slot()
    def _use(self) -> None:
        try:
            if self._logo is not None:
                raise UserError(self.tr("A new logo is kept with a template."), self.tr("give it a name, and keep it"))
            made = tidy(replace(self.template, name=""), self.hub.today)
        except UserError as fault:
            self.note.fail(fault)
            return
        self.used.emit(made)
        QDialog.accept(self)


def _tick(boxes: Sequence[QCheckBox], on: bool, _checked: bool = False) -> None:
    for box in boxes:
        box.setChecked(on)


def _parted(line: Line) -> tuple[str, ...]:
    """What stands between semicolons."""
    return tuple(part.strip() for part in line.text().split(";") if part.strip())

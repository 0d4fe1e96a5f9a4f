"""Templates of papers on the sheet: kept, changed, deleted, taken, and what is set for one paper alone."""

from email import message_from_bytes, policy
from functools import partial

from PIL import Image
from PySide6.QtWidgets import QCheckBox, QPushButton

from support.names import nameless
from support.screens.report_desk import Desk
from tracker.domain.board.dressing import COLUMNS
from tracker.domain.meetings.papers import PUBLIC_PAGE
from tracker.domain.plan.fields import PaperTemplate, PaperText
from tracker.papers.contents import titles_of
from tracker.services.meetings.templates import keep_template
from tracker.services.meetings.wanted import Wanted
from tracker.services.records.editing import set_fields
from tracker.ui.core.commands import Do
from tracker.ui.papers.template_sheet import TemplateSheet


def test_a_paper_is_made_by_a_template_of_the_plan(desk: Desk) -> None:
    assert not desk.open().choices.template.isVisible()
    desk.sheet.close()
    scrutiny = PaperTemplate("Scrutiny", "exceptions", marking="For scrutiny")
    desk.write(partial(keep_template, template=scrutiny))
    choices = desk.open().choices
    assert choices.wanted.template is None
    desk.choose(choices.template, "Scrutiny")
    assert desk.made[-1] == Wanted("exceptions", template=scrutiny)
    desk.write(partial(set_fields, refs=["A1"], fields={"title": "Corrected"}))
    assert choices.wanted.template == scrutiny
    desk.choose(choices.paper, "dossier")
    assert choices.template.currentText() == "No template"
    assert choices.wanted == Wanted("dossier")


def boxes(ticks: dict[str, QCheckBox]) -> set[str]:
    return {name for name, box in ticks.items() if box.isChecked()}


def template_sheet(desk: Desk) -> TemplateSheet:
    desk.press(desk.sheet.choices.stands)
    return next(one for one in desk.on_plan.window.findChildren(TemplateSheet) if one.isVisible())


def kept(desk: Desk) -> tuple[PaperTemplate, ...]:
    return desk.on_plan.session.snapshot().plan.templates


def test_a_template_is_kept_changed_and_deleted_on_the_sheet(desk: Desk) -> None:
    choices = desk.open().choices
    sheet = template_sheet(desk)
    assert boxes(sheet.sections) == set(titles_of("board"))
    assert boxes(sheet.columns) == set(COLUMNS)
    assert not nameless(sheet)
    desk.press(sheet.save)
    assert "Give the template a name" in sheet.note.text
    sheet.name.setText("Scrutiny")
    desk.press(next(one for one in sheet.findChildren(QPushButton) if one.text() == "None"))
    assert boxes(sheet.sections) == set()
    for name in ("Headlines", "Decisions"):
        sheet.sections[name].setChecked(True)
    sheet.columns["Start"].setChecked(False)
    sheet.lines["marking"].setText("OFFICIAL")
    sheet.lines["recipients"].setText("Scrutiny committee; chair@example.org")
    sheet.texts["Risks"].setPlainText("None new.")
    picture = desk.folder / "logo.png"
    Image.new("RGB", (40, 20)).save(picture)
    desk.asker.answers = [[picture]]
    desk.press(sheet.findChild(QPushButton, "logo"))
    assert sheet.logo.text() == "logo.png"
    desk.press(sheet.save)
    (one,) = kept(desk)
    assert (one.name, one.paper, one.sections, one.marking) == (
        "Scrutiny", "board", ("Headlines", "Decisions"), "OFFICIAL",
    )  # fmt: skip
    assert one.recipients == ("Scrutiny committee", "chair@example.org")
    assert set(COLUMNS) - set(one.columns) == {"Start"}
    assert (one.texts, desk.on_plan.session.file(one.logo)) == (
        (PaperText("Risks", "None new."),),
        picture.read_bytes(),
    )
    assert choices.wanted.template == one
    assert desk.made[-1].template == one
    sheet = template_sheet(desk)
    assert boxes(sheet.sections) == {"Headlines", "Decisions"}
    sheet.name.setText("Full council")
    desk.press(sheet.no_logo)
    desk.press(sheet.save)
    (one,) = kept(desk)
    assert (one.name, one.logo, choices.template.currentText()) == ("Full council", "", "Full council")
    desk.asker.answers = [desk.folder / "Draft.eml"]
    desk.press(desk.sheet.mail)
    message = message_from_bytes((desk.folder / "Draft.eml").read_bytes(), policy=policy.default)
    assert message["To"] == "chair@example.org"
    desk.press(choices.drop)
    assert kept(desk) == ()
    assert "Full council is taken out" in desk.sheet.outcome.words
    assert choices.wanted.template is None
    desk.sheet.close()
    desk.on_plan.do(Do.UNDO)
    desk.settle()
    assert kept(desk) == (one,)


def test_what_stands_in_a_paper_is_set_for_it_alone(desk: Desk) -> None:
    desk.write(partial(keep_template, template=PaperTemplate("Scrutiny")))
    choices = desk.open().choices
    sheet = template_sheet(desk)
    sheet.name.setText("SCRUTINY")
    desk.press(sheet.save)
    assert "There is a template called “Scrutiny” already" in sheet.note.text
    for box in sheet.sections.values():
        box.setChecked(False)
    desk.press(sheet.once)
    assert "Nothing would stand in the paper" in sheet.note.text
    sheet.sections["Decisions"].setChecked(True)
    sheet._take_logo("new.png", b"a new one")
    desk.press(sheet.once)
    assert "kept with a template" in sheet.note.text
    desk.press(sheet.no_logo)
    desk.press(sheet.once)
    own = PaperTemplate("", sections=("Decisions",))
    assert choices.template.currentText() == "As set for this paper alone"
    assert desk.made[-1].template == own
    assert kept(desk) == (PaperTemplate("Scrutiny"),)
    assert boxes(template_sheet(desk).sections) == {"Decisions"}
    desk.on_plan.window.findChildren(TemplateSheet)[-1].close()
    desk.choose(choices.paper, "dossier")
    assert choices.wanted.template is None
    desk.choose(choices.paper, "minutes")
    assert not choices.stands.isVisible()


def test_the_plan_on_a_page_has_no_room_for_words_and_a_picture_must_be_one(desk: Desk) -> None:
    desk.choose(desk.open().choices.paper, "plan-on-a-page")
    sheet = template_sheet(desk)
    assert (sheet.sections, sheet.columns, sheet.texts) == ({}, {}, {})
    (desk.folder / "logo.png").write_bytes(b"no picture")
    for picture in (desk.folder / "logo.png", desk.folder / "gone.png"):
        desk.asker.answers = [[picture]]
        desk.press(sheet.findChild(QPushButton, "logo"))
        assert "picture" in sheet.note.text
    assert sheet.logo.text() == "no logo"
    sheet.close()
    desk.choose(desk.sheet.choices.paper, PUBLIC_PAGE)
    sheet = template_sheet(desk)
    assert list(sheet.lines) == ["report_number"]
    desk.press(sheet.once)
    assert desk.made[-1].template == PaperTemplate("", PUBLIC_PAGE)

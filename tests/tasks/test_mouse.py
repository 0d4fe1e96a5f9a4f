"""Tasks by mouse alone: every press is counted, and words are typed where words are wanted."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from support.screens.mouse import Begin
from tracker.domain.plan.records import Kind
from tracker.domain.work.my_work import Step
from tracker.paths import resource
from tracker.services.plan.sample import SAMPLE_LETTER
from tracker.services.records.editing import set_fields
from tracker.ui.activity.activity_view import ActivityView
from tracker.ui.bring_in.import_view import ImportView
from tracker.ui.copies.copies_sheet import CopiesSheet
from tracker.ui.core.commands import Do
from tracker.ui.look.date_field import DateField
from tracker.ui.look.person_field import NameField
from tracker.ui.people.hand_over_sheet import HandOverSheet
from tracker.ui.plan_list.paste_sheet import PasteSheet
from tracker.ui.questions.question_sheets import AnswerSheet
from tracker.ui.record.type_in_sheet import TypeInSheet


def test_two_late_actions_are_updated(begin: Begin) -> None:
    """My two late actions updated, as the head of youth justice"""
    mouse = begin("Head of Youth Justice")
    late = [row.job.ref for row in mouse.my_work.parts["late"].rows.values()]
    for ref in late[:2]:
        row = mouse.row(ref, Step.UPDATE)
        mouse.click(row.buttons[Step.UPDATE])
        mouse.keys.type("Begun.")
        mouse.click(row.form.send)
    assert [one.text for one in mouse.keys.kept().of(Kind.UPDATE)[-2:]] == ["Begun.", "Begun."]
    assert mouse.presses == 4


def test_a_new_date_is_approved(begin: Begin) -> None:
    """A new date approved, as the improvement lead"""
    mouse = begin("Improvement Lead")
    row = next(row for row in mouse.my_work.rows() if Step.APPROVE in row.buttons)
    mouse.click(row.buttons[Step.APPROVE])
    assert not [one for one in mouse.keys.kept().of(Kind.EXTENSION) if one.state == "pending"]
    assert mouse.presses == 1


def test_a_question_is_answered(begin: Begin) -> None:
    """A board's question answered, as the improvement lead"""
    mouse = begin("Improvement Lead")
    mouse.click(mouse.row("C1", Step.ANSWER).buttons[Step.ANSWER])
    sheet = next(one for one in mouse.keys.window.findChildren(AnswerSheet) if one.isVisible())
    mouse.keys.type("Waits fell from 14 to 9 weeks for the children in the hub.")
    mouse.click(sheet.save)
    assert mouse.keys.kept().by_ref("C1").state == "answered"
    assert mouse.presses == 2


def test_two_days_are_compared(begin: Begin) -> None:
    """Two days compared, as the improvement lead"""
    mouse = begin("Improvement Lead")
    mouse.go(Do.ACTIVITY)
    view = mouse.keys.work.nav.view
    assert isinstance(view, ActivityView)
    mouse.click(view.first.line)
    mouse.keys.type("1 Mar 2024")
    mouse.click(view.last.line)
    mouse.keys.type("12 Mar 2024")
    mouse.click(view.compare)
    assert "differ between the end of 1 Mar 2024 and the end of 12 Mar 2024" in view.words.text()
    assert mouse.presses == 4


def test_a_report_becomes_a_plan_with_its_first_action(begin: Begin, tmp_path: Path) -> None:
    """A report in, and its first action with owner and date, as the improvement lead"""
    mouse = begin("Improvement Lead")
    mouse.keys.window.close_plan()
    mouse.keys.settle()
    mouse.click(mouse.keys.window.start.report)
    mouse.file(resource("samples", SAMPLE_LETTER))
    mouse.keys.wait_until(lambda: bool(mouse.sheet(ImportView).documents))
    mouse.click(mouse.sheet(ImportView).add_button)
    mouse.save_as(tmp_path / "Answer.plan")
    mouse.keys.wait_until(lambda: mouse.keys.window.workspace is not None)
    mouse.keys.settle()
    mouse.click(mouse.plan_view.new)
    mouse.keys.type("Agree one framework")
    mouse.click(*mouse.place_of("R1", "status"))
    mouse.click_row("A1")
    details = mouse.keys.work.panes.panel
    owner = next(one for one in details.findChildren(NameField) if one.accessibleName() == "Owner")
    mouse.click(owner)
    mouse.keys.type("Improvement Lead")
    due = next(one for one in details.findChildren(DateField) if one.line.accessibleName() == "Due")
    mouse.click(due.line)
    mouse.keys.type("28 Jun 2024")
    mouse.click(*mouse.place_of("A1"))
    plan = mouse.keys.kept()
    made = plan.by_ref("A1")
    assert (made.title, plan.name_of(made.owner), made.due) == (
        "Agree one framework", "Improvement Lead", date(2024, 6, 28),
    )  # fmt: skip
    assert mouse.presses <= 14


def test_a_new_date_is_asked_and_approved(begin: Begin) -> None:
    """A new date asked, as the head of youth justice, and approved, as the improvement lead"""
    mouse = begin("Head of Youth Justice")
    row = next(row for row in mouse.my_work.rows() if Step.ASK_DATE in row.buttons)
    ref = row.job.ref
    mouse.click(row.buttons[Step.ASK_DATE])
    mouse.keys.type("28 Jun 2024")
    mouse.click(row.form.reason)
    mouse.keys.type("Two partners sign in June")
    mouse.click(row.form.send)
    mouse.be("Improvement Lead")
    mouse.click(mouse.row(ref, Step.APPROVE).buttons[Step.APPROVE])
    assert mouse.keys.kept().by_ref(ref).due == date(2024, 6, 28)
    assert mouse.presses == 8


def test_evidence_is_attached_and_checked(begin: Begin, tmp_path: Path) -> None:
    """Evidence attached, as the head of youth justice, and accepted, as the improvement lead"""
    file = tmp_path / "Sessions.txt"
    file.write_text("Fourteen children.", encoding="utf-8")
    mouse = begin("Head of Youth Justice")
    row = next(row for row in mouse.my_work.rows() if Step.ATTACH in row.buttons)
    ref = row.job.ref
    mouse.click(row.buttons[Step.ATTACH])
    mouse.file(file)
    mouse.click(row.form.kind)
    mouse.pick(row.form.kind, "Children's or care leavers' feedback")
    mouse.click(row.form.shows)
    mouse.keys.type("What fourteen children said")
    mouse.click(row.form.send)
    made = mouse.keys.kept().evidence_for(mouse.keys.kept().by_ref(ref).id)[-1]
    mouse.be("Improvement Lead")
    mouse.click(mouse.row(made.ref, Step.ACCEPT).buttons[Step.ACCEPT])
    assert mouse.keys.kept().by_ref(made.ref).review == "accepted"
    assert mouse.presses == 12


def test_a_leaver_is_handed_over(begin: Begin) -> None:
    """Everything of a leaver handed over, as the improvement lead"""
    mouse = begin("Improvement Lead")
    mouse.go(Do.PEOPLE)
    leaver = next(one for one in mouse.keys.plan.people if one.name == "Head of Youth Justice")
    mouse.click_row(leaver.ref)
    mouse.click(mouse.button(mouse.keys.work.panes.panel, "Is leaving"))
    sheet = mouse.sheet(HandOverSheet)
    mouse.click(sheet.to)
    mouse.pick(sheet.to, "Head of Early Help")
    mouse.click(sheet.save)
    plan = mouse.keys.kept()
    owned = [one for one in plan.actions if one.owner == leaver.id and one.delivery not in ("closed", "verified")]
    assert (owned, mouse.presses) == ([], 6)


def test_a_recommendation_is_typed_in(begin: Begin) -> None:
    """A recommendation of a peer review typed in, as the improvement lead"""
    mouse = begin("Improvement Lead")
    before = len(mouse.keys.plan.recommendations)
    mouse.go(Do.RECOMMENDATIONS)
    mouse.drop_down(mouse.plan_view.more, Do.NEW_RECOMMENDATION)
    mouse.keys.type("Make one front door for families")
    sheet = mouse.sheet(TypeInSheet)
    mouse.click(sheet.title)
    mouse.keys.type("Peer review of early help")
    mouse.click(sheet.save)
    made = mouse.keys.kept().recommendations
    assert (len(made), made[-1].text) == (before + 1, "Make one front door for families")
    assert mouse.presses == 5


def test_a_block_from_excel_is_pasted(begin: Begin) -> None:
    """A block of three rows pasted from Excel, as the improvement lead"""
    mouse = begin("Improvement Lead")
    before = len(mouse.keys.plan.actions)
    rows = ("Action\tOwner\tDue", *(f"Step {n}\tHead of Early Help\t{n} May 2024" for n in (1, 2, 3)))
    mouse.go(Do.RECOMMENDATIONS)
    mouse.click_row("R2")
    QGuiApplication.clipboard().setText("\n".join(rows))
    mouse.drop_down(mouse.plan_view.more, Do.PASTE)
    mouse.click(mouse.sheet(PasteSheet).save)
    made = mouse.keys.kept().actions[before:]
    assert [one.title for one in made] == ["Step 1", "Step 2", "Step 3"]
    assert mouse.presses == 5


def test_three_rows_are_dragged(begin: Begin) -> None:
    """Three rows dragged under another recommendation, as the improvement lead"""
    mouse = begin("Improvement Lead")
    mouse.go(Do.RECOMMENDATIONS)
    mouse.click_row("A1")
    mouse.click_row("A3", shift=True)
    mouse.drag_rows("R2")
    plan = mouse.keys.kept()
    assert [plan.refs_of(plan.by_ref(ref).targets) for ref in ("A1", "A2", "A3")] == [("R2",)] * 3
    assert mouse.presses == 4


def test_one_record_is_taken_back_from_a_copy(begin: Begin) -> None:
    """One record taken back from a copy, as the improvement lead"""
    mouse = begin("Improvement Lead")
    title = mouse.keys.plan.by_ref("A3").title
    hub = mouse.keys.work.hub
    hub.write(lambda uow, act: set_fields(uow, act, ["A3"], {"title": "Spoiled"}))
    mouse.keys.settle()
    mouse.in_menu(Do.COPIES)
    sheet = mouse.sheet(CopiesSheet)
    mouse.keys.wait_until(lambda: sheet.record is not None)
    mouse.click(sheet.one)
    assert mouse.keys.kept().by_ref("A3").title == title
    assert mouse.presses == 3


def test_a_column_is_added(begin: Begin) -> None:
    """A column added to the list, as the improvement lead"""
    mouse = begin("Improvement Lead")
    mouse.go(Do.ACTIONS)
    tree = mouse.plan_view.tree
    mouse.click(tree.header().viewport(), QPoint(tree.header().sectionViewportPosition(1) + 20, 8), right=True)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entry = next(one for one in menu.actions() if one.text() == "Priority")
    mouse.click(menu, menu.actionGeometry(entry).center())
    assert not tree.isColumnHidden(tree.records.column_of("priority"))
    assert mouse.presses == 3

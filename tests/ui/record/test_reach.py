"""What had to be done by command before: typing in, agreeing with a look first, erasing, and a day to count from."""

from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from support.builders import a_reading, an_id, put_into
from support.clocks import an_act
from support.gateway import FakeGateway, ScriptedAsker
from support.window import Opened
from tracker.domain.plan.records import Action, Kind
from tracker.services.plan.seed import ImportChoice, seed
from tracker.ui.core.commands import Do
from tracker.ui.plan_rules.agree_sheet import AgreeSheet
from tracker.ui.record.erase_sheet import EraseSheet
from tracker.ui.record.type_in_sheet import NEW, NONE, TypeInSheet
from tracker.ui.statement.received_sheet import ReceivedSheet

S = TypeVar("S", bound=QDialog)


def sheet_of(opened: Opened, kind: type[S]) -> S:
    return next(one for one in opened.window.findChildren(kind) if one.isVisible())


def test_a_recommendation_is_typed_in_with_a_new_source(on_plan: Opened) -> None:
    on_plan.do(Do.NEW_RECOMMENDATION)
    sheet = sheet_of(on_plan, TypeInSheet)
    assert sheet.source.currentData() == NEW
    sheet.send()
    on_plan.settle()
    assert "what was said is needed" in sheet.note.text.casefold()
    sheet.text.setPlainText("Publish a threshold document.")
    sheet.title.setText("Peer review of the front door")
    sheet.page.setText("4")
    sheet.send()
    on_plan.settle()
    made = on_plan.work.hub.snapshot.recommendations[-1]
    assert (made.text, made.page, made.kind) == ("Publish a threshold document.", 4, "recommendation")
    assert on_plan.work.hub.snapshot.get(made.inspection).title == "Peer review of the front door"
    assert on_plan.work.nav.current_id() == made.id


def test_a_finding_is_typed_in_for_the_source_in_hand(on_plan: Opened) -> None:
    on_plan.do(Do.SOURCES)
    on_plan.work.nav.view.show_record(an_id(300))
    on_plan.do(Do.NEW_FINDING)
    sheet = sheet_of(on_plan, TypeInSheet)
    assert sheet.source.currentData() == "I1"
    assert not sheet.title.isEnabled()
    sheet.source.setCurrentIndex(sheet.source.findData(NONE))
    sheet.text.setPlainText("Files are not signed.")
    sheet.send()
    on_plan.settle()
    assert on_plan.work.hub.snapshot.findings[-1].inspection is None


def test_agreeing_lists_what_is_lacking_and_opens_it(on_plan: Opened) -> None:
    put_into(on_plan.session.store, (Action(id=an_id(510), ref="A9", title="Hold a meeting"),))
    on_plan.work.hub.refresh()
    on_plan.settle()
    on_plan.do(Do.AGREE)
    sheet = sheet_of(on_plan, AgreeSheet)
    assert sheet.windowTitle() == "The plan is agreed"
    assert sheet.save.text() == "Agree these too"
    owner = next(one for one in sheet.figures if one.accessibleName() == "No owner: 2")
    on_plan.qtbot.mouseClick(owner, Qt.MouseButton.LeftButton)
    on_plan.settle()
    assert on_plan.work.nav.place is Do.ACTIONS
    assert on_plan.work.nav.plan_view.model.count() == 2
    on_plan.do(Do.AGREE)
    sheet_of(on_plan, AgreeSheet).send()
    on_plan.settle()
    assert on_plan.session.store.snapshot().by_ref("A9").agreed is not None


def test_an_agreement_is_withdrawn_from_where_it_is_shown(on_plan: Opened, asker: ScriptedAsker) -> None:
    from tracker.services.dates.agree import agree

    with on_plan.session.store.begin() as uow:
        agree(uow, an_act(clock=on_plan.session.clock), ()) if uow.snapshot().plan.agreed is None else None
    on_plan.do(Do.AGREE)
    sheet = sheet_of(on_plan, AgreeSheet)
    asker.answers = ["Agreed too early"]
    back = next(one for one in sheet.findChildren(QPushButton) if one.text().startswith("Withdraw"))
    back.click()
    on_plan.settle()
    assert on_plan.session.store.snapshot().plan.agreed is None
    assert "withdrawn" in on_plan.window.notice.words


def test_words_are_erased_by_somebody_who_did_not_add_them(on_plan: Opened, gateway: FakeGateway) -> None:
    on_plan.work.nav.plan_view.show_record(an_id(504))
    on_plan.do(Do.ERASE)
    sheet = sheet_of(on_plan, EraseSheet)
    on_plan.settle()
    assert "title" in sheet.ticks
    assert "Decided by Improvement Lead" in sheet.decides.text()
    sheet.reason.setPlainText("A name that must not be there")
    sheet.send()
    on_plan.settle()
    assert "is erased by someone else" in sheet.note.text
    on_plan.session.act_as("Board Chair")
    for tick in sheet.ticks.values():
        tick.setChecked(False)
    sheet.send()
    assert sheet.note.text == "Tick what is to go."
    sheet.ticks["title"].setChecked(True)
    sheet.send()
    on_plan.settle()
    assert on_plan.session.store.snapshot().by_ref("A4").title == ""
    assert on_plan.session.copied_before == "erase"


def test_a_report_without_a_day_asks_when_it_was_received(on_plan: Opened) -> None:
    reading = a_reading(document_type="JTAI", published=None, respond_by=None, answer_periods=())
    choice = ImportChoice(reading.recommendations, registers=True)
    on_plan.work.hub.write(
        lambda uow, act: seed(uow, act, reading, b"other", "other.pdf", choice=choice), on_plan.window.files._added
    )
    on_plan.settle()
    sheet = sheet_of(on_plan, ReceivedSheet)
    sheet.send()
    assert "A day is needed" in sheet.note.text
    sheet.day.line.setText("1 Mar 2024")
    sheet.send()
    on_plan.settle()
    snapshot = on_plan.session.store.snapshot()
    assert snapshot.inspections[-1].received == date(2024, 3, 1)
    assert "is due" in on_plan.window.notice.words
    assert [one.name for one in snapshot.of(Kind.PERSON)][-1] == "A Person"

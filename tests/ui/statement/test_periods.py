"""The period to answer an inspection: found by words and key, its rule in words, changed and taken back."""

from contextlib import nullcontext
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from support.builders import an_id, put_into
from support.clocks import FixedClock, an_act
from support.window import Opened
from tracker.domain.dates.statement_steps import statement
from tracker.domain.plan.records import Inspection
from tracker.errors import UserError
from tracker.services.dates.periods import set_periods
from tracker.services.records.editing import set_fields
from tracker.ui.core.commands import Do
from tracker.ui.plan_rules.periods_sheet import PeriodsSheet
from tracker.ui.statement.statement_view import StatementWindow

SECOND = Inspection(
    id=an_id(990), ref="I2", title="Second letter", document_type="Scrutiny report", received=date(2024, 3, 1)
)


@pytest.fixture
def opened(on_plan: Opened) -> Opened:
    put_into(on_plan.session.store, (SECOND,))
    on_plan.work.hub.refresh()
    on_plan.settle()
    return on_plan


def the_sheet(opened: Opened) -> PeriodsSheet:
    opened.settle()
    found = opened.window.findChild(PeriodsSheet)
    assert isinstance(found, PeriodsSheet)
    return found


def test_each_inspection_says_its_rule_and_where_it_stands_written(opened: Opened) -> None:
    opened.do(Do.PERIOD)
    sheet = the_sheet(opened)
    first, second = sheet.rows
    assert first.rule.text() == (
        "Multi-agency written statement of proposed action, to the address given in the letter: 70 working days from "
        "receipt. Source: Children Act 2004 s20; SI 2015/1792 regulation 4."
    )
    assert "Local Government Act 2000 s9FE. Certainty: medium, so check it." in second.rule.text()
    assert (first.days.placeholderText(), second.days.placeholderText()) == ("70", "by rule")
    assert second.outcome.text().startswith("Due 1 May 2024, counted from the day it was received (1 Mar 2024)")
    assert sheet.focusWidget() is first.days


def test_a_period_is_typed_saved_and_taken_back(opened: Opened) -> None:
    opened.do(Do.SOURCES)
    opened.work.nav.jump(SECOND.id)
    opened.settle()
    opened.do(Do.PERIOD)
    sheet = the_sheet(opened)
    row = sheet.rows[1]
    assert sheet.focusWidget() is row.days
    opened.qtbot.keyClicks(row.days, "20")
    assert row.outcome.text().startswith("Due 2 Apr 2024")
    opened.qtbot.keyClick(row.days, Qt.Key.Key_Return)
    opened.settle()
    hub = opened.work.hub
    assert hub.snapshot.get(SECOND.id).working_days == 20
    opened.do(Do.UNDO)
    opened.settle()
    assert hub.snapshot.get(SECOND.id).working_days is None


def test_the_statement_leads_to_the_periods_and_follows_them(opened: Opened) -> None:
    opened.do(Do.STATEMENT)
    window = opened.work.findChild(StatementWindow)
    assert isinstance(window, StatementWindow)
    button = next(one for one in window.findChildren(QPushButton) if "period" in one.text())
    opened.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    sheet = PeriodsSheet
    found = [one for one in opened.window.findChildren(sheet) + window.findChildren(sheet) if one.isVisible()]
    found[0].rows[0].days.setText("60")
    opened.qtbot.mouseClick(found[0].save, Qt.MouseButton.LeftButton)
    opened.settle()
    assert "60 working days, as typed" in window.facts.text()
    owed = statement(opened.work.hub.snapshot, opened.work.hub.today)
    assert owed.duty is not None
    assert "as typed for this inspection; the rule says 70" in owed.duty.rule.source


def test_a_number_that_cannot_be_counted_is_refused(opened: Opened) -> None:
    with opened.session.store.begin() as uow, pytest.raises(UserError, match="cannot be counted for I2"):
        set_periods(uow, an_act("Improvement Lead", FixedClock()), {"I2": 0})


def test_a_period_a_colleague_typed_meanwhile_is_not_written_over(opened: Opened) -> None:
    opened.do(Do.PERIOD)
    sheet = the_sheet(opened)
    first, second = sheet.rows
    first.days.setText("60")
    opened.work.hub.write(lambda uow, act: set_periods(uow, act, {"I1": 50, "I2": 30}))
    opened.settle()
    opened.qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    opened.settle()
    assert "of I1 says “50” by now, set by" in sheet.note.text
    first.days.setText("50")
    second.days.setText("")
    opened.qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    opened.settle()
    plan = opened.work.hub.snapshot
    assert [one.working_days for one in plan.inspections] == [50, 30]


def test_a_period_has_one_limit_wherever_it_is_typed(opened: Opened) -> None:
    act = an_act("Improvement Lead", FixedClock())
    for days, fits in ((520, True), (521, False)):
        for typed in (
            lambda uow, days=days: set_periods(uow, act, {"I2": days}),
            lambda uow, days=days: set_fields(uow, act, ["I2"], {"working_days": str(days)}),
        ):
            with opened.session.store.begin() as uow, nullcontext() if fits else pytest.raises(UserError):
                typed(uow)

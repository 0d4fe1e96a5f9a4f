"""Update rounds as a lead works them: asking, seeing who answered, reminding, nil returns, closing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from support.gateway import ScriptedAsker
from support.window import Opened
from tracker.domain.meetings.rounds import RETURNS, returns
from tracker.domain.plan.records import Kind
from tracker.ui.core.commands import Do
from tracker.ui.rounds.round_section import RoundSection


def asked(on_plan: Opened, asker: ScriptedAsker) -> RoundSection:
    asker.answers.append("20 Mar 2024")
    on_plan.do(Do.ASK_ROUND)
    section: RoundSection = on_plan.work.panes.panel.view.part("round")
    return section


def words(view: RoundSection) -> str:
    return "\n".join(one.text() for one in view.list.findChildren(QLabel) if one.isVisibleTo(view))


def press(on_plan: Opened, view: RoundSection, name: str) -> None:
    found = [one for one in view.findChildren(QPushButton) if (one.accessibleName() or one.text()).startswith(name)]
    assert found, name
    on_plan.qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
    on_plan.settle()


def test_a_round_is_asked_by_key_and_shown(on_plan: Opened, asker: ScriptedAsker) -> None:
    view = asked(on_plan, asker)
    assert on_plan.work.nav.place is Do.ROUNDS
    assert on_plan.work.side.buttons[Do.ROUNDS].count == 1
    snapshot = on_plan.work.hub.snapshot
    found = returns(snapshot, snapshot.of(Kind.ROUND)[0], on_plan.work.hub.today)
    assert view.progress.text() == f"0 of {len(found)} in"
    for one in found:
        assert one.name in words(view)


def test_a_nil_return_by_key_is_for_the_owner_in_hand(on_plan: Opened, asker: ScriptedAsker) -> None:
    asked(on_plan, asker)
    action = next(a for a in on_plan.work.hub.snapshot.actions if a.owner and a.delivery == "in progress")
    name = on_plan.work.hub.snapshot.name_of(action.owner)
    on_plan.work.nav.jump(action.id)
    on_plan.settle()
    asker.answers.append(name)
    on_plan.do(Do.NIL_RETURN)
    snapshot = on_plan.work.hub.snapshot
    states = {one.name: one.state for one in returns(snapshot, snapshot.of(Kind.ROUND)[0], on_plan.work.hub.today)}
    assert states[name] == "nil return"


def test_a_person_is_reminded_listed_and_returned_from_the_round(on_plan: Opened, asker: ScriptedAsker) -> None:
    view = asked(on_plan, asker)
    press(on_plan, view, "Copy reminder")
    assert "an update is wanted by 20 Mar 2024" in QGuiApplication.clipboard().text()
    press(on_plan, view, "Nil return")
    assert RETURNS["nil return"].word in words(view)
    press(on_plan, view, "List")
    assert on_plan.work.nav.place is Do.ACTIONS
    assert "Awaited from" in on_plan.work.nav.plan_view.only.text()


def test_closing_ends_the_round(on_plan: Opened, asker: ScriptedAsker) -> None:
    view = asked(on_plan, asker)
    press(on_plan, view, "Close the round")
    assert not view.close_round.isVisibleTo(view)
    assert on_plan.work.hub.snapshot.of(Kind.ROUND)[0].closed_on == on_plan.work.hub.today
    assert "Nil return" not in words(view)
    on_plan.do(Do.UNDO)
    assert view.close_round.isVisibleTo(view)
    press(on_plan, view, "Copy all reminders")
    assert QGuiApplication.clipboard().text().count("an update is wanted") >= 2

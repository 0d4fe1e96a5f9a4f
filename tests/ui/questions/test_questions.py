"""A board's question from the moment it is asked until the asker is content, in the real window."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QDialog, QPushButton
from shiboken6 import isValid

from support.builders import an_id
from support.on_screen import row_text, visible_words
from support.record_page import Shown
from support.window import Opened
from tracker.domain.lists.filters import chosen, parse
from tracker.domain.plan.records import Kind
from tracker.services.meetings import questions
from tracker.services.records import editing
from tracker.ui.core.commands import Do
from tracker.ui.questions.question_sheets import AnswerSheet, AskSheet, ContentSheet, ReopenSheet
from tracker.ui.shell.palette import matches

A1, R1 = an_id(501), an_id(401)
CHAIR = "Board Chair"


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Dialogs that a test closed are gone before the next."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def in_hand(on_plan: Opened, ref: str) -> Any:
    """Shows a record where it is listed, and in the panel."""
    on_plan.work.nav.jump(on_plan.work.hub.snapshot.by_ref(ref).id)
    on_plan.settle()
    return Shown(on_plan.work.panes.panel.view)


def write(on_plan: Opened, service: Any, *given: Any, **named: Any) -> None:
    on_plan.work.hub.write(lambda uow, act: service(uow, act, *given, **named))
    on_plan.settle()


def sheet(on_plan: Opened, do: Do, kind: type[Any]) -> Any:
    """The sheet that a Do opens."""
    on_plan.do(do)
    return front(on_plan, kind)


def front(on_plan: Opened, kind: type[Any]) -> Any:
    return next(one for one in on_plan.window.findChildren(kind) if one.isVisible())


def saved(on_plan: Opened, dialog: QDialog) -> None:
    """Presses Ctrl+Enter and waits until the sheet has gone."""
    on_plan.qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    on_plan.settle()
    assert not isValid(dialog) or not dialog.isVisible(), dialog.note.text


def question(on_plan: Opened) -> Any:
    return on_plan.work.hub.snapshot.by_ref("C1")


def asked(on_plan: Opened, *, answer: str = "", by: str = "Head of Early Help") -> None:
    """A question of the chair's about A1, and its answer."""
    write(on_plan, questions.ask, "How do children know about it?", asked_by=CHAIR, at="T1", about=["A1"])
    if answer:
        write(on_plan, questions.answer, "C1", answer, answered_by=by, evidence=["E1"])


def test_a_question_stays_open_until_its_asker_is_content(on_plan: Opened) -> None:
    hub = on_plan.work.hub
    in_hand(on_plan, "A1")
    ask = sheet(on_plan, Do.QUESTION, AskSheet)
    assert ask.about.value() == ("A1",)
    assert "A1  " in ask.about.words.text()
    ask.question.setPlainText("How do children know about it?")
    ask.asker.setText(CHAIR)
    saved(on_plan, ask)
    made = on_plan.work.nav.current()
    assert (made.question, made.asked_by, hub.snapshot.refs_of(made.targets)) == (
        "How do children know about it?", CHAIR, ("A1",),
    )  # fmt: skip
    about = parse("asked about", Kind.ACTION)
    assert A1 in {one.id for one in chosen(hub.snapshot, hub.snapshot.actions, about, hub.today)}
    on_plan.do(Do.CONTENT)
    assert "no answer yet" in on_plan.window.notice.words

    answer = sheet(on_plan, Do.ANSWER, AnswerSheet)
    assert answer.by.text() == hub.who
    answer.answer.setPlainText("By a leaflet they wrote.")
    answer.evidence.tags.line.setText("E1")
    saved(on_plan, answer)
    assert (question(on_plan).state, question(on_plan).answered_by) == ("answered", hub.who)
    assert hub.snapshot.refs_of(question(on_plan).evidence) == ("E1",)

    settle = sheet(on_plan, Do.CONTENT, ContentSheet)
    assert settle.by.text() == CHAIR
    saved(on_plan, settle)
    settled = on_plan.work.nav.current()
    assert (settled.state, settled.content_by, settled.content_on) == ("content", CHAIR, hub.today)
    assert A1 not in {one.id for one in chosen(hub.snapshot, hub.snapshot.actions, about, hub.today)}


def test_who_asked_is_seen_and_never_guessed(on_plan: Opened) -> None:
    in_hand(on_plan, "A1")
    ask = sheet(on_plan, Do.QUESTION, AskSheet)
    assert ask.asker.text() == ""
    assert not ask.save.isEnabled()
    ask.question.setPlainText("Why?")
    saved(on_plan, ask)
    assert question(on_plan).asked_by is None
    assert "nobody named as asking" in row_text(on_plan.work.nav.view.tree, on_plan.work.nav.view.tree.currentIndex())


def test_a_question_is_asked_at_a_meeting_that_may_be_new(on_plan: Opened) -> None:
    hub = on_plan.work.hub
    ask = sheet(on_plan, Do.QUESTION, AskSheet)
    held = hub.snapshot.by_ref("T1")
    ask.meeting.setText(held.name)
    assert not ask.new_meeting.isVisible()
    ask.meeting.setText("Scrutiny committee")
    assert "“Scrutiny committee” is new" in ask.new_meeting.text
    ask.question.setPlainText("Why?")
    ask.day.line.setText("1 Mar 2024")
    saved(on_plan, ask)
    meeting = hub.snapshot.get(question(on_plan).meeting)
    assert (meeting.name, meeting.held_on) == ("Scrutiny committee", question(on_plan).asked_on)
    assert meeting.held_on.isoformat() == "2024-03-01"


def test_a_meeting_offers_itself_and_its_day(on_plan: Opened) -> None:
    write(on_plan, editing.set_fields, ["T1"], {"held_on": "2024-02-06"})
    view = in_hand(on_plan, "T1")
    view.questions.ask.click()
    ask = front(on_plan, AskSheet)
    assert ask.meeting.text().startswith("T1  ")
    assert ask.day.line.text() == "6 Feb 2024"
    assert ask.about.value() == ()
    ask.question.setPlainText("What changed?")
    saved(on_plan, ask)
    view = in_hand(on_plan, "T1")
    assert [one.words for one in view.questions.questions.buttons] == ["C1  What changed?"]
    view.questions.questions.buttons[0].click()
    on_plan.settle()
    assert on_plan.work.panes.panel.record == question(on_plan).id


def test_a_reference_that_is_none_is_refused_in_the_sheet(on_plan: Opened) -> None:
    ask = sheet(on_plan, Do.QUESTION, AskSheet)
    ask.question.setPlainText("Why?")
    ask.about.tags.line.setText("A99")
    ask.send()
    on_plan.settle()
    assert ask.isVisible()
    assert "A99" in ask.note.text
    assert not on_plan.work.hub.snapshot.challenges
    ask.reject()


def test_the_panel_says_all_there_is_about_a_question(on_plan: Opened) -> None:
    asked(on_plan, answer="By a leaflet they wrote.")
    view = in_hand(on_plan, "C1")
    words = visible_words()
    for said in ("Answered", "By a leaflet they wrote.", "Answered by Head of Early Help on 12 Mar 2024", "E1"):
        assert any(said in one for one in words), said
    assert view.form.fields["question"].editor.toPlainText() == "How do children know about it?"
    assert view.form.fields["asked_by"].editor.text() == CHAIR
    links = [one.accessibleName() for one in view.findChildren(QPushButton) if one.isVisible()]
    assert any(one.startswith("For A1 ") for one in links)
    assert any(one.startswith("Asked at T1 ") for one in links)
    assert "Details of E1" in links
    next(one for one in view.findChildren(QPushButton) if one.accessibleName() == "Details of E1").click()
    on_plan.settle()
    assert on_plan.work.nav.current().ref == "E1"


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("open", [Do.ANSWER]),
        ("answered", [Do.CONTENT, Do.REOPEN, Do.ANSWER]),
        ("content", [Do.REOPEN]),
    ],
)
def test_a_question_offers_what_its_state_allows(on_plan: Opened, state: str, offered: list[Do]) -> None:
    asked(on_plan, answer="" if state == "open" else "So.")
    if state == "content":
        write(on_plan, questions.content, "C1", CHAIR)
    view = in_hand(on_plan, "C1")
    assert [do for do, made in view.buttons.items() if made.isVisible()] == offered
    assert all(made.focusPolicy() & Qt.FocusPolicy.TabFocus for made in view.buttons.values())


def test_whoever_answered_is_not_the_one_who_is_content(on_plan: Opened) -> None:
    asked(on_plan, answer="So.", by=CHAIR)
    view = in_hand(on_plan, "C1")
    view.buttons[Do.CONTENT].click()
    settle = front(on_plan, ContentSheet)
    assert (settle.by.text(), settle.save.isEnabled()) == ("", False)
    settle.by.setText("board  chair")
    assert not settle.save.isEnabled()
    assert "answered it" in settle.whose.text
    settle.by.setText("Board Clerk")
    assert "said for Board Chair" in settle.whose.text
    saved(on_plan, settle)
    assert question(on_plan).content_by == "Board Clerk"
    assert any("said by Board Clerk" in one and "for Board Chair" in one for one in visible_words())


def test_a_question_that_will_not_do_is_opened_again(on_plan: Opened) -> None:
    asked(on_plan, answer="So.")
    write(on_plan, questions.content, "C1", CHAIR)
    in_hand(on_plan, "C1")
    on_plan.do(Do.ANSWER)
    assert "content already" in on_plan.window.notice.words
    again = sheet(on_plan, Do.REOPEN, ReopenSheet)
    assert not again.save.isEnabled()
    again.why.setPlainText("Three visits were late last week")
    saved(on_plan, again)
    assert (question(on_plan).state, question(on_plan).content_by) == ("open", None)
    view = Shown(on_plan.work.panes.panel.view)
    assert view.buttons[Do.ANSWER].text() == "Answer better…"
    view.bring("history")
    on_plan.settle()
    assert "Three visits were late last week" in view.history.list.item(0).text()
    on_plan.do(Do.REOPEN)
    assert "waits for an answer" in on_plan.window.notice.words


def test_content_by_the_answerers_word_is_pointed_at(on_plan: Opened) -> None:
    asked(on_plan, answer="So.", by=CHAIR)
    write(on_plan, editing.set_fields, ["C1"], {"state": "content"})
    view = in_hand(on_plan, "C1")
    assert "recorded content by the person who answered it" in view.state.hint.text


def test_open_questions_stand_on_what_they_are_about(on_plan: Opened) -> None:
    for number in range(5):
        write(on_plan, questions.ask, f"Question {number}?", about=["A1"])
    view = in_hand(on_plan, "A1")
    assert len(view.asked.buttons) == 3
    view.asked.more.click()
    assert len(view.asked.buttons) == 5
    assert "Open, asked today" in view.asked.buttons[0].accessibleName()
    target = on_plan.work.hub.snapshot.refs_of(on_plan.work.hub.snapshot.get(A1).targets)[0]
    assert in_hand(on_plan, target).asked.isVisible()
    view = in_hand(on_plan, "A1")
    view.asked.buttons[0].click()
    on_plan.settle()
    assert on_plan.work.nav.current().ref == "C1"
    assert not in_hand(on_plan, "A3").asked.isVisible()


def test_the_words_of_a_question_stand_on_every_record_it_is_about(on_plan: Opened) -> None:
    write(on_plan, questions.ask, "Who was there?", about=["A1"])
    write(on_plan, questions.ask, "Who pays for it?", about=["A2"])
    for ref, said in (("A1", "C1  Who was there?"), ("A2", "C2  Who pays for it?"), ("A1", "C1  Who was there?")):
        shown = in_hand(on_plan, ref).asked.buttons[0].text()
        assert shown == said


def test_the_list_says_how_long_a_question_is_open(on_plan: Opened) -> None:
    asked(on_plan)
    write(on_plan, editing.set_fields, ["C1"], {"asked_on": "2024-03-01"})
    in_hand(on_plan, "C1")
    tree = on_plan.work.nav.view.tree
    assert "11 days open" in row_text(tree, tree.currentIndex())


def test_questions_are_found_by_reference_and_done_by_name(on_plan: Opened) -> None:
    asked(on_plan)
    plan = on_plan.work.hub.snapshot
    assert matches("C1", plan, lambda _do: True, letters=True)[0].target == question(on_plan).id
    for do in (Do.ANSWER, Do.CONTENT, Do.REOPEN):
        words = do.spec.text.rstrip("…")
        assert matches(words, plan, lambda _do: True, letters=True)[0].target == do


def test_the_list_asks_for_a_new_question(on_plan: Opened) -> None:
    on_plan.do(Do.MEETINGS)
    view = on_plan.work.nav.view
    next(one for one in view.findChildren(QPushButton) if one.text().strip() == "New question…").click()
    ask = front(on_plan, AskSheet)
    assert ask.focusWidget() is ask.question
    on_plan.qtbot.keyClick(ask.question, Qt.Key.Key_Escape)
    assert not isValid(ask) or not ask.isVisible()
    assert not on_plan.work.hub.snapshot.challenges


def test_a_plan_that_is_only_read_offers_nothing_to_do(on_plan: Opened) -> None:
    asked(on_plan, answer="So.")
    on_plan.session.read_only = True
    view = in_hand(on_plan, "C1")
    assert not any(made.isVisible() for made in view.buttons.values())


def test_content_needs_a_question_in_hand(on_plan: Opened) -> None:
    in_hand(on_plan, "A1")
    for do in (Do.CONTENT, Do.ANSWER, Do.REOPEN):
        on_plan.do(do)
        assert "Choose a question first" in on_plan.window.notice.words


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"evidence": ["E1"]}, "“E1” by now"),
        ({"answered_by": "Lead Nurse"}, "“Lead Nurse” by now"),
        ({"answered_on": "2024-03-10"}, "“2024-03-10” by now"),
    ],
)
def test_what_a_colleague_said_meanwhile_is_not_written_over(
    on_plan: Opened, fields: dict[str, Any], named: str
) -> None:
    asked(on_plan, answer="So.")
    write(on_plan, editing.set_fields, ["C1"], {"evidence": []})
    in_hand(on_plan, "C1")
    answer = sheet(on_plan, Do.ANSWER, AnswerSheet)
    write(on_plan, editing.set_fields, ["C1"], fields)
    answer.answer.setPlainText("By a leaflet.")
    answer.send()
    on_plan.settle()
    assert answer.isVisible()
    assert named in answer.note.text
    assert question(on_plan).answer == "So."
    answer.reject()


def test_a_question_just_settled_can_be_opened_again_from_its_notice(on_plan: Opened) -> None:
    asked(on_plan, answer="So.")
    in_hand(on_plan, "C1")
    saved(on_plan, sheet(on_plan, Do.CONTENT, ContentSheet))
    notice = on_plan.window.notice
    assert "C1 is settled" in notice.words
    undo = next(one for one in notice.findChildren(QPushButton) if one.text() == "Undo" and one.isVisible())
    undo.click()
    on_plan.settle()
    assert question(on_plan).state == "answered"

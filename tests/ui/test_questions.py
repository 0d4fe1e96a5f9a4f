"""A board's question from the moment it is asked until the asker is content."""

from support.builders import an_id
from support.gateway import ScriptedAsker
from support.window import Opened
from tracker.domain.filters import chosen, parse
from tracker.domain.records import Kind
from tracker.services import records
from tracker.ui.commands import Do

A1 = an_id(501)


def test_a_question_stays_open_until_its_asker_is_content(on_plan: Opened, asker: ScriptedAsker) -> None:
    work, hub = on_plan.work, on_plan.work.hub
    work.jump(A1)
    on_plan.settle()
    asker.answers.append("How do children know about it?")
    on_plan.do(Do.QUESTION)
    asked = work.current()
    assert (asked.question, hub.snapshot.refs_of(asked.targets)) == ("How do children know about it?", ("A1",))
    about = parse("asked about", Kind.ACTION)
    assert A1 in {one.id for one in chosen(hub.snapshot, hub.snapshot.actions, about, hub.today)}
    on_plan.do(Do.CONTENT)
    assert "no answer yet" in on_plan.window.notice.words
    said = {"answer": "By a leaflet they wrote.", "asked_by": "Board Chair"}
    hub.write(lambda uow, act: records.set_fields(uow, act, [asked.ref], said))
    on_plan.settle()
    assert work.current().state == "answered"
    asker.answers.append("Board Chair")
    on_plan.do(Do.CONTENT)
    settled = work.current()
    assert (settled.state, settled.content_by, settled.content_on) == ("content", "Board Chair", hub.today)
    assert A1 not in {one.id for one in chosen(hub.snapshot, hub.snapshot.actions, about, hub.today)}


def test_content_needs_a_question_in_hand(on_plan: Opened) -> None:
    on_plan.work.jump(A1)
    on_plan.settle()
    on_plan.do(Do.CONTENT)
    assert "Choose a question first" in on_plan.window.notice.words

"""What stands in the way of the next meeting, and who leads a plan."""

from dataclasses import replace
from datetime import date

from support.builders import a_plan_store, an_id, put_into
from support.clocks import an_act
from tracker.domain.plan.records import Action, Meeting, Round
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.work.before_agreeing import lacking, not_agreed
from tracker.domain.work.in_the_way import in_the_way, leads_plan, next_meeting

TODAY = date(2024, 3, 12)


def test_each_figure_holds_what_it_counts() -> None:
    found = in_the_way(a_plan_store().snapshot(), TODAY)
    counted = {one.name: one.refs for one in found.obstacles}
    assert counted == {
        "No action yet": ("R5", "R6"), "No owner": ("A4",), "Overdue": ("A2",), "Gone quiet": ("A2", "A4"),
    }  # fmt: skip
    assert found.words.startswith("No meeting is set yet.")
    assert found.meeting is None


def with_meetings() -> Snapshot:
    store = a_plan_store()
    put_into(store, (
        Meeting(id=an_id(652), ref="T2", name="Partnership board", held_on=date(2024, 3, 21)),
        Meeting(id=an_id(653), ref="T3", name="Scrutiny", held_on=date(2024, 4, 21)),
        Meeting(id=an_id(654), ref="T4", name="Some day"),
    ))  # fmt: skip
    return store.snapshot()


def test_the_next_meeting_is_named_with_its_days() -> None:
    found = in_the_way(with_meetings(), TODAY)
    assert found.words == "Partnership board meets on 21 Mar 2024, in 9 days."
    meeting = next_meeting(with_meetings(), date(2024, 3, 22))
    assert meeting is not None
    assert meeting.ref == "T3"


def test_a_plan_in_order_says_so() -> None:
    store = a_plan_store()
    with store.begin() as uow:
        for record in uow.snapshot().actions:
            uow.put(replace(record, delivery="closed"))
        for record in uow.snapshot().recommendations:
            uow.put(replace(record, delivery="not adopted"))
        uow.add(Meeting(id=an_id(652), ref="T2", name="Board", held_on=TODAY))
        uow.commit(an_act().stamp())
    assert in_the_way(store.snapshot(), TODAY).words == "Board meets on 12 Mar 2024, today. Nothing stands in its way."


def test_who_agreed_the_plan_or_asked_for_updates_leads_it() -> None:
    store = a_plan_store()
    assert leads_plan(store.snapshot(), "improvement lead")
    assert not leads_plan(store.snapshot(), "Designated Nurse")
    put_into(store, (Round(id=an_id(901), ref="Q1", name="March", asked_by="Designated Nurse"),))
    assert leads_plan(store.snapshot(), "Designated Nurse")


def test_what_a_plan_lacks_before_it_is_agreed() -> None:
    store = a_plan_store()
    counted = {one.name: one.refs for one in lacking(store.snapshot(), TODAY)}
    assert counted["No action"] == ("R5", "R6")
    assert counted["No owner"] == ("A4",)
    assert "No date" not in counted
    put_into(store, (Action(id=an_id(510), ref="A9", title="Hold a meeting", owner=an_id(201)),))
    after = {one.name: one.refs for one in lacking(store.snapshot(), TODAY)}
    assert after["No date"] == ("A9",)
    assert "A9" in after["Activity only"]
    assert not_agreed(store.snapshot()) == ("A9",)

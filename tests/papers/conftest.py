"""Plans of several sizes for the papers: mid-life, empty, large, and one with everything that breaks a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from support.builders import AGENCIES, ITEMS, PEOPLE, a_plan, a_plan_store, an_id
from support.on_paper.comparing import since
from tracker.domain.board.board import BoardData, board_data
from tracker.domain.board.board_minutes import minutes_rows
from tracker.domain.board.board_rows import View
from tracker.domain.board.board_threads import Told
from tracker.domain.meetings.minutes import Noted, Sitting
from tracker.domain.plan.fields import KeyEntry
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import (
    DELIVERY,
    Action,
    Agency,
    Challenge,
    Evidence,
    Extension,
    Finding,
    Inspection,
    Kind,
    Measure,
    Meeting,
    Milestone,
    Person,
    Plan,
    Point,
    Recommendation,
    Record,
    Update,
    Verification,
    kind_of,
)
from tracker.domain.plan.snapshot import Snapshot

TODAY = date(2026, 3, 12)
TASKS = (
    "Agree one plan template across the partnership, with a measurable outcome for every child",
    "Audit thirty plans each month and report what the audits find to the delivery group",
    "Train the front door in recording the reasons for decisions",
    "Health attends every strategy meeting, or the meeting is put off within the day",
    "Ask children what changed for them, and show their words to the board",
)
SAID = (
    (
        "The template went to the delivery group on 4 March. Police and health have signed; education asked for one "
        "more week because the designated leads meet on the 19th."
    ),
    (
        "Twenty-two of thirty audits were done. Eight were put off because two auditors are on leave; they will be "
        "done by the end of the month."
    ),
    "No change since the last meeting.",
)


def snapshot_of(plan: Plan, *records: Record, number: int = 57) -> Snapshot:
    """A snapshot that holds these records."""
    tables: dict[Any, dict[RecordId, Record]] = {}
    for record in records:
        tables.setdefault(kind_of(record), {})[record.id] = record
    return Snapshot(plan, tables, number, "a1b2c3d4e5f60718" + "0" * 48)


def registers() -> tuple[Record, ...]:
    agencies = tuple(Agency(id=an_id(100 + n), ref=f"G{n}", name=name) for n, name in enumerate(AGENCIES, start=1))
    people = tuple(
        Person(id=an_id(200 + n), ref=f"P{n}", name=name, role=name, agency=an_id(100 + min(n, 4)))
        for n, name in enumerate(PEOPLE, start=1)
    )
    return (*agencies, *people)


def subjects(count: int) -> tuple[Record, ...]:
    inspection = Inspection(
        id=an_id(300), ref="I1", title="Joint targeted area inspection of Sampleton", document_type="JTAI",
        area="Sampleton", inspection_start=date(2025, 10, 6), inspection_end=date(2025, 10, 10),
        published=date(2025, 11, 28), respond_by=date(2026, 3, 14), pages=17, file="letter.pdf",
        principal_authority="Sampleton City Council",
    )  # fmt: skip
    items = (
        Recommendation(
            id=an_id(400 + n), ref=f"R{n}", kind="needs to improve", text=ITEMS[(n - 1) % len(ITEMS)], page=2,
            paragraph=str(n), inspection=an_id(300), position=n, agency=an_id(101 + n % 4),
            response="One standard for all agencies, checked by audit every month." if n % 3 == 1 else None,
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    return (inspection, *items)


def action(number: int, count: int) -> Action:
    """One of many actions; its state follows from its number."""
    original = TODAY + timedelta(days=(number * 37) % 300 - 130)
    late = number % 5 == 0
    due = original + timedelta(days=61) if late else original
    token = DELIVERY[(number * 3) % 7] if number % 4 == 0 else DELIVERY[number % 3]
    finished = token in ("complete", "verified", "closed")
    return Action(
        id=an_id(5000 + number), ref=f"A{number}", targets=(an_id(401 + number % count),),
        title=TASKS[number % len(TASKS)], owner=None if number % 11 == 0 else an_id(201 + number % 5),
        agency=None if number % 13 == 0 else an_id(101 + number % 4), due=None if number % 17 == 0 else due,
        original_due=None if number % 17 == 0 else original, delivery=token, start=date(2025, 12, 15),
        agreed=date(2025, 12, 15), done=TODAY - timedelta(days=number) if finished else None, position=number,
        assurance=("done", "evidenced", "impact shown")[number % 3] if finished else "none",
        forecast=None if finished else ("green", "amber", "red")[number % 3],
        forecast_reason="Two agencies have still to sign." if number % 2 else None,
        forecast_due=due + timedelta(days=30) if number % 4 == 1 else None,
    )  # fmt: skip


def beside(number: int) -> tuple[Record, ...]:
    """The updates and extensions of one of many actions."""
    found: list[Record] = []
    if number % 2:
        found.append(
            Update(
                id=an_id(20000 + number), ref=f"U{number}", target=an_id(5000 + number), text=SAID[number % 3],
                dated=TODAY - timedelta(days=number % 70), author=PEOPLE[number % 5],
            )
        )  # fmt: skip
    moves = 2 if number % 15 == 0 else 1 if number % 5 == 0 else 0
    return (
        *found,
        *(
            Extension(
                id=an_id(30000 + 10 * number + n), ref=f"X{10 * number + n}", action=an_id(5000 + number),
                reason="Partners need longer", state="approved", new_due=TODAY,
            )
            for n in range(moves)
        ),
    )  # fmt: skip


def board_records() -> tuple[Record, ...]:
    return (
        Evidence(id=an_id(631), ref="E1", targets=(an_id(5001),), kind="Multi-agency audit", shows="Thirty plans read",
                 dated=date(2026, 2, 5), added_by="Designated Nurse"),
        Evidence(id=an_id(632), ref="E2", targets=(an_id(5004),), kind="Dip sample", review="accepted",
                 reviewed_by="Scrutineer", dated=date(2026, 2, 9), added_by="Head of Early Help"),
        Measure(id=an_id(641), ref="M1", targets=(an_id(401),), name="Plans rated good or better by audit", unit="%",
                baseline=41.0, baseline_on=date(2025, 12, 1), target=75.0, target_by=date(2026, 9, 30)),
        Point(id=an_id(642), ref="D1", measure=an_id(641), dated=date(2026, 2, 1), value=52.0),
        Measure(id=an_id(643), ref="M2", targets=(an_id(403),), name="Strategy meetings held within a working day",
                unit="days", baseline=3.5, target=1.0, direction="down"),
        Challenge(id=an_id(651), ref="C1", question="How do you know that children notice the difference?",
                  asked_by="Independent scrutineer", asked_on=date(2026, 1, 16), targets=(an_id(405),)),
        Extension(id=an_id(640), ref="X9999", action=an_id(5007), new_due=date(2026, 8, 1), reason="More time",
                  asked_by="Designated Nurse", asked_on=date(2026, 3, 2)),
        Meeting(id=an_id(661), ref="T1", name="Improvement board", held_on=date(2026, 2, 6), frozen_at=41),
        Meeting(id=an_id(662), ref="T2", name="Improvement board", held_on=date(2026, 3, 20)),
    )  # fmt: skip


def large(actions: int = 30, recommendations: int = 6, **plan: Any) -> Snapshot:
    """A plan in mid-life with so many actions over so many recommendations."""
    fields = {"area": "Sampleton", "agreed": date(2025, 12, 15), "respond_by": date(2026, 3, 14), **plan}
    made = [action(n, recommendations) for n in range(1, actions + 1)]
    more = [record for n in range(1, actions + 1) for record in beside(n)]
    return snapshot_of(a_plan(**fields), *registers(), *subjects(recommendations), *made, *more, *board_records())


def before(snapshot: Snapshot) -> Snapshot:
    """The plan some weeks earlier: fewer actions, some finished ones open, one finished that was re-opened since."""
    changed = []
    for entry in snapshot.actions:
        number = int(entry.ref[1:])
        if number % 9 == 0:
            changed.append((kind_of(entry), entry.id, None))
        elif entry.done and number % 2:
            changed.append((kind_of(entry), entry.id, replace(entry, delivery="in progress", done=None)))
        elif number == 1:
            changed.append((kind_of(entry), entry.id, replace(entry, delivery="complete")))
        elif entry.original_due != entry.due:
            changed.append((kind_of(entry), entry.id, replace(entry, due=entry.original_due)))
    return snapshot.with_records(changed, 41, "0" * 64)


def awkward() -> Snapshot:
    """Long words and titles, no owner, strange characters, mark-up in texts, an update longer than a page."""
    word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3
    strange = "Łódź, Ωmega ≥ 95 % ✓ <b>bold</b> & “quotes” 中文 محمد ḥaqq 🙂 x\u200by\u00adz"
    plan = a_plan(
        title=f"Response to the joint inspection of services for children & families: {strange} " + "very long " * 12,
        marking="OFFICIAL-SENSITIVE", area="Łódź & Sampleton", summary="First line.\nSecond <i>line</i>.",
        key=(KeyEntry("delivery", "complete", "Blue: done", "#0000ff", "Done & dusted."),
             KeyEntry("delivery", "overdue", "Late", "#ffff99")),
    )  # fmt: skip
    people = Person(id=an_id(201), ref="P1", name=word, role=None)
    agency = Agency(
        id=an_id(101), ref="G1", name="The Very Long Name of a Trust for Health & Care in Three Counties " * 2
    )
    actions = (
        Action(id=an_id(5001), ref="A1", targets=(an_id(401),), title=word, owner=an_id(201), agency=an_id(101),
               due=date(2025, 1, 1), original_due=date(2024, 1, 1), delivery="in progress"),
        Action(id=an_id(5002), ref="A2", targets=(an_id(401),), title=strange * 12, delivery="complete"),
        Action(id=an_id(5003), ref="A3", title="", forecast="red", forecast_reason=strange, due=date(2031, 1, 1)),
        Action(id=an_id(5004), ref="A4", targets=(an_id(401),), title="Not taken on", delivery="not adopted",
               delivery_reason="A matter for another board."),
    )  # fmt: skip
    text = " ".join(f"Sentence number {n} of an update that never ends." for n in range(300))
    update = Update(id=an_id(701), ref="U1", target=an_id(5001), text=text, dated=TODAY, author=word)
    item = Recommendation(id=an_id(401), ref="R1", text=f"{strange} " + "Long words of the inspectors. " * 250)
    return snapshot_of(plan, people, agency, item, *actions, update)


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def mid_life() -> Snapshot:
    return large()


@pytest.fixture(scope="session")
def few() -> Snapshot:
    """A small plan that has a record of nearly every kind."""
    return large(2, 1)


@pytest.fixture(scope="session")
def mid_life_data(mid_life: Snapshot) -> BoardData:
    return board_data(
        mid_life,
        TODAY,
        since=since(before(mid_life), mid_life, date(2026, 2, 6), "the Improvement board of 6 Feb 2026"),
        history={an_id(5001): (Told(date(2026, 1, 5), "Head of Early Help", "A1 Priority: nothing → high"),)},
    )


@pytest.fixture(scope="session")
def awkward_data() -> BoardData:
    return board_data(awkward(), TODAY, history={})


@pytest.fixture(scope="session")
def bare_data() -> BoardData:
    """A plan with recommendations and no actions yet."""
    return board_data(snapshot_of(a_plan(area="Sampleton"), *registers(), *subjects(6)), TODAY, history={})


@pytest.fixture(scope="session")
def empty_data() -> BoardData:
    """A plan with nothing in it at all."""
    return board_data(snapshot_of(a_plan(title="")), TODAY, history={})


@pytest.fixture(scope="session")
def large_plan() -> Callable[..., Snapshot]:
    return large


@pytest.fixture(scope="session")
def small_data() -> BoardData:
    """The plan that the other tests share."""
    return board_data(a_plan_store().snapshot(), date(2024, 3, 12), history={})


@pytest.fixture(scope="session")
def whole(large_plan: Callable[..., Snapshot], today: date) -> Snapshot:
    """A plan that has every kind of record, each field of which is filled, and whose actions are open."""
    plan = large_plan(8, 2)
    first, second = plan.actions[1], plan.actions[5]
    more: tuple[Record, ...] = (
        Verification(id=an_id(9001), ref="V1", action=first.id, months=3, outcome="passed", done=today),
        Milestone(id=an_id(9002), ref="S1", action=first.id, due=today),
        Finding(id=an_id(9003), ref="F1", inspection=an_id(300), kind="weakness"),
        Update(id=an_id(9004), ref="U900", target=second.id, dated=today, forecast="amber"),
        Update(id=an_id(9008), ref="U901", target=plan.recommendations[0].id, dated=today, author="Ann"),
        Extension(id=an_id(9005), ref="X900", action=first.id, state="refused", new_due=today),
        Evidence(id=an_id(9006), ref="E9", targets=(first.id,), review="returned", reviewed_on=today, added_on=today),
        Challenge(
            id=an_id(9007), ref="C9", targets=(first.id,), state="content", answered_on=today, content_on=today
        ),
    )  # fmt: skip
    return plan.with_records([(kind_of(one), one.id, one) for one in more], plan.number, plan.head)


@pytest.fixture(scope="session")
def minutes_data(mid_life: Snapshot, today: date) -> BoardData:
    extension = next(one for one in mid_life.of(Kind.EXTENSION) if one.asked_by)
    meeting = mid_life.meetings[0]
    decided = replace(extension, old_due=today, state="refused", decided_by="Independent chair", decided_at=meeting.id,
                      decision_note="It was moved before")  # fmt: skip
    asked = mid_life.challenges[0]
    answered = replace(asked, answer="By audit", answered_by="Designated Nurse")
    records: tuple[Any, ...] = (decided, answered)
    state = mid_life.with_records([(kind_of(one), one.id, one) for one in records], mid_life.number, mid_life.head)
    noted = [Noted(one.id, "Independent chair", today) for one in (decided, answered, mid_life.actions[2])]
    sitting = Sitting(
        meeting, state, today, "its paper B1, change 41", *((one,) for one in (noted[0], noted[1], noted[1]))
    )
    sitting = replace(sitting, added=(noted[2],))
    return replace(board_data(state, today, meeting=meeting), minutes=minutes_rows(View(state, today), sitting))

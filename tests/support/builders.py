"""A plan like the one a real letter seeds: six recommendations, actions in several states, people who are roles."""

from __future__ import annotations

from datetime import date
from typing import Any

from support.clocks import FixedClock, an_act
from support.memory import MemoryStore
from tracker.domain.plan.ids import RecordId, uuid7
from tracker.domain.plan.records import (
    Action,
    Agency,
    Evidence,
    Extension,
    Finding,
    Inspection,
    Measure,
    Meeting,
    Milestone,
    Person,
    Plan,
    Point,
    Recommendation,
    Record,
    Update,
)
from tracker.domain.reading.reading import Addressee, Box, Judgement, ReadFinding, Reading, ReadRecommendation

ITEMS = (
    "The specificity and measurability of plans, so that families know what must change and by when.",
    "How effectively the arrangements for monitoring practice tell leaders about impact.",
    "The timeliness of strategy meetings and the presence of health in them.",
    "The recording of the reasons for decisions at the front door.",
    "The consistency with which children's own words shape their plans.",
    "The sharing of information about children at risk outside the home.",
)
PEOPLE = (
    "Head of Early Help",
    "Detective Superintendent",
    "Designated Nurse",
    "Youth Justice Lead",
    "Improvement Lead",
)
AGENCIES = ("Children's Services", "Police", "Integrated Care Board", "Youth Justice Service")


def an_id(number: int) -> RecordId:
    """A fixed id for the number."""
    return uuid7(1_600_000_000_000 + number, number)


def a_plan(title: str = "Response to the joint inspection", **fields: Any) -> Plan:
    """A plan record."""
    return Plan(id=an_id(1), title=title, **fields)


def an_action(number: int = 1, **fields: Any) -> Action:
    """An action with a fixed id that is not yet in any plan."""
    given: dict[str, Any] = {"id": an_id(5000 + number), "ref": f"A{number}", "title": f"Task {number}", **fields}
    return Action(**given)


def a_reading(**fields: Any) -> Reading:
    """What the reader takes out of a letter like the bundled one."""
    given: dict[str, Any] = {
        "id": "letter",
        "file": "letter.pdf",
        "sha256": "0" * 64,
        "pages": 17,
        "document_type": "JTAI",
        "family": "jtai-2022",
        "area": "Sampleton",
        "title": "Joint targeted area inspection of Sampleton",
        "inspection_start": date(2023, 10, 9),
        "inspection_end": date(2023, 10, 13),
        "published": date(2023, 11, 30),
        "respond_by": date(2024, 3, 9),
        "respond_to": "ProtectionOfChildren@example.org",
        "principal_authority": "Sampleton City Council",
        "addressees": (Addressee("A Person", "Director of Children's Services", "Sampleton City Council"),),
        "judgements": (Judgement("Overall", "none"),),
        "recommendations": tuple(
            ReadRecommendation(
                "needs to improve", text, page=2, paragraph=None, boxes=(Box(2, 72.0, 100.0 + n, 520.0, 112.0 + n),),
                national_framework=("outcome 3",) if n == 0 else (),
            )
            for n, text in enumerate(ITEMS)
        ),
        "findings": (
            ReadFinding("weakness", "Plans are not always specific.", page=5, paragraph="12", cues=("not always",)),
        ),
        **fields,
    }  # fmt: skip
    return Reading(**given)


def an_empty_store(clock: FixedClock | None = None) -> MemoryStore:
    """A store with an empty plan."""
    return MemoryStore(a_plan(), an_act(clock=clock))


def a_plan_store(clock: FixedClock | None = None) -> MemoryStore:
    """A store with a plan in mid-life on 12 Mar 2024: some done, some late, one re-dated twice."""
    plan = a_plan(agreed=date(2024, 1, 15), agreed_by="Improvement Lead", respond_by=date(2024, 3, 9))
    store = MemoryStore(plan, an_act(clock=clock))
    put_into(store, plan_records(), clock)
    return store


def put_into(store: Any, records: tuple[Record, ...], clock: FixedClock | None = None) -> None:
    """Adds records to any store as one changeset."""
    with store.begin() as uow:
        for record in records:
            uow.add(record)
        uow.commit(an_act(clock=clock).stamp("seed"))


def plan_records() -> tuple[Record, ...]:
    """The records of the plan in mid-life."""
    return (*_registers(), *_subjects(), *_actions(), *_beside_them())


def _registers() -> tuple[Record, ...]:
    agencies = tuple(Agency(id=an_id(100 + n), ref=f"G{n}", name=name) for n, name in enumerate(AGENCIES, start=1))
    people = tuple(
        Person(id=an_id(200 + n), ref=f"P{n}", name=name, role=name, agency=an_id(100 + min(n, 4)))
        for n, name in enumerate(PEOPLE, start=1)
    )
    return (*agencies, *people)


def _subjects() -> tuple[Record, ...]:
    reading = a_reading()
    inspection = Inspection(
        id=an_id(300), ref="I1", title=reading.title, document_type="JTAI", area=reading.area,
        inspection_start=reading.inspection_start, inspection_end=reading.inspection_end,
        published=reading.published, respond_by=reading.respond_by, pages=17, file="letter.pdf", sha256="0" * 64,
    )  # fmt: skip
    items = tuple(
        Recommendation(
            id=an_id(400 + n), ref=f"R{n}", kind="needs to improve", text=text, page=2, inspection=an_id(300),
            position=n, boxes=(Box(2, 72.0, 100.0, 520.0, 112.0),),
            national_framework=("outcome 3",) if n == 1 else (),
        )
        for n, text in enumerate(ITEMS, start=1)
    )  # fmt: skip
    finding = Finding(
        id=an_id(450), ref="F1", text="Plans are not always specific.", page=5, paragraph="12",
        inspection=an_id(300), position=1,
    )  # fmt: skip
    return (inspection, *items, finding)


def _actions() -> tuple[Action, ...]:
    day = date(2024, 1, 15)
    common: dict[str, Any] = {"agreed": day, "start": day}
    return (
        Action(
            id=an_id(501), ref="A1", targets=(an_id(401),), title="Agree one plan template", owner=an_id(201),
            agency=an_id(101), due=date(2024, 5, 28), original_due=date(2024, 2, 28), delivery="in progress",
            forecast="amber", forecast_reason="Two agencies still to sign", position=1, **common,
        ),
        Action(
            id=an_id(502), ref="A2", targets=(an_id(401), an_id(402)), title="Audit thirty plans", owner=an_id(202),
            agency=an_id(102), supporting=(an_id(101),), due=date(2024, 3, 1), original_due=date(2024, 3, 1),
            delivery="in progress", position=2, **common,
        ),
        Action(
            id=an_id(503), ref="A3", targets=(an_id(402),), title="Report impact to the board", owner=an_id(203),
            agency=an_id(103), due=date(2024, 2, 1), original_due=date(2024, 2, 1), done=date(2024, 1, 30),
            delivery="complete", assurance="done", position=3, **common,
        ),
        Action(
            id=an_id(504), ref="A4", targets=(an_id(403),), title="Health attends every strategy meeting",
            due=date(2024, 4, 2), original_due=date(2024, 4, 2), position=4, **common,
        ),
        Action(
            id=an_id(505), ref="A5", targets=(an_id(404),), title="Train the front door", owner=an_id(201),
            agency=an_id(101), due=date(2024, 12, 1), original_due=date(2024, 12, 1), delivery="superseded",
            delivery_reason="Replaced by A4", position=5, **common,
        ),
    )  # fmt: skip


def _beside_them() -> tuple[Record, ...]:
    return (
        Milestone(id=an_id(601), ref="S1", action=an_id(501), title="Draft shared", due=date(2024, 2, 1), position=1),
        Extension(
            id=an_id(611), ref="X1", action=an_id(501), old_due=date(2024, 2, 28), new_due=date(2024, 3, 28),
            reason="Partners need longer", asked_by="Head of Early Help", asked_on=date(2024, 2, 20),
            state="approved", decided_by="Improvement Lead", decided_on=date(2024, 2, 21),
        ),
        Extension(
            id=an_id(612), ref="X2", action=an_id(501), old_due=date(2024, 3, 28), new_due=date(2024, 5, 28),
            reason="The template goes to the board in May", asked_by="Head of Early Help",
            asked_on=date(2024, 3, 4), state="approved", decided_by="Improvement Lead", decided_on=date(2024, 3, 5),
        ),
        Update(
            id=an_id(621), ref="U1", target=an_id(501), text="Template shared with partners.",
            dated=date(2024, 3, 4), author="Head of Early Help", forecast="amber", forecast_reason="Two to sign",
        ),
        Evidence(
            id=an_id(631), ref="E1", targets=(an_id(503),), kind="Multi-agency audit", shows="Thirty plans read",
            dated=date(2024, 2, 5), added_by="Designated Nurse", added_on=date(2024, 2, 6),
            url="https://example.org/audit",
        ),
        Measure(
            id=an_id(641), ref="M1", targets=(an_id(401),), name="Plans rated good", unit="%", baseline=41.0,
            baseline_on=date(2023, 12, 1), target=75.0, target_by=date(2024, 9, 30),
        ),
        Point(id=an_id(642), ref="D1", measure=an_id(641), dated=date(2024, 2, 1), value=52.0),
        Meeting(id=an_id(651), ref="T1", name="Safeguarding board", held_on=date(2024, 3, 8)),
    )  # fmt: skip

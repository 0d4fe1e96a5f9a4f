"""Whatever is typed, a person gets a sentence or a record, never a crash."""

import json
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from support.builders import a_plan_store
from support.clocks import FixedClock
from support.team import LEAD, Team
from tracker.domain.dates import dates
from tracker.domain.lists.filters import chosen, parse
from tracker.domain.plan.external import by_external
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.log.history import since_number
from tracker.services.records.editing import add, set_fields
from tracker.services.records.listing import rows, show

TODAY = date(2024, 3, 12)
ANYTHING = st.text(max_size=40) | st.sampled_from(
    (
        "",
        " ",
        ";",
        "R1",
        "R1;R2",
        "P1",
        "A1, A2",
        "12/03/2024",
        "-1",
        "1e400",
        "nan",
        "=1+1",
        "\ud800",
        "\x00",
        "0" * 30,
    )
)
NAMES = st.sampled_from(sorted({name for kind in Kind for name in by_external(kind)})) | st.text(max_size=12)
SNAPSHOT = a_plan_store().snapshot()


def is_an_answer(fault: UserError) -> None:
    assert fault.message
    assert fault.hint


def says_the_same(before: Snapshot, after: Snapshot) -> None:
    assert after == before


@given(
    st.sampled_from([kind for kind, said in KINDS.items() if said.addable]),
    st.dictionaries(NAMES, ANYTHING, max_size=4),
    ANYTHING,
)
def test_anything_may_be_typed_into_a_new_record(kind: Kind, fields: dict[str, str], reason: str) -> None:
    team = Team(a_plan_store(), FixedClock())
    before = team.now
    try:
        team.do(LEAD, add, kind, fields, reason)
    except UserError as fault:
        is_an_answer(fault)
        says_the_same(before, team.now)
        return
    listed = rows(team.now, kind, today=TODAY)
    assert json.loads(json.dumps(listed)) == listed
    assert json.dumps(listed, ensure_ascii=False).encode()
    assert team.store.verify().faults == ()


@given(
    st.sampled_from(("R1", "F1", "A1", "A3", "S1", "E1", "M1", "D1", "T1", "P1", "G1", "I1", "", "U1", "X1")),
    NAMES,
    ANYTHING,
)
@example("A1", "page", "-1")
def test_anything_may_be_typed_over_an_old_record(ref: str, name: str, text: str) -> None:
    team = Team(a_plan_store(), FixedClock())
    before = team.now
    try:
        team.do(LEAD, set_fields, [ref], {name: text}, reason="So it is")
    except UserError as fault:
        is_an_answer(fault)
        says_the_same(before, team.now)
        return
    shown = team.do(LEAD, show, ref)
    assert json.loads(json.dumps(shown)) == shown
    assert team.store.verify().faults == ()


@given(st.sampled_from(list(Kind)), st.text(max_size=60))
@example(Kind.ACTION, 'owner="')
@example(Kind.ACTION, "due<")
@example(Kind.ACTION, "no ")
@example(Kind.ACTION, "due in 9999 weeks")
def test_any_filter_is_understood_or_answered(kind: Kind, text: str) -> None:
    try:
        test = parse(text, kind, LEAD)
    except UserError as fault:
        is_an_answer(fault)
        return
    chosen(SNAPSHOT, SNAPSHOT.of(kind), test, TODAY)


@given(NAMES, st.sampled_from(("=", "!=", "<", "<=", ">", ">=", "~")), ANYTHING, st.sampled_from(list(Kind)))
def test_any_comparison_is_understood_or_answered(name: str, sign: str, value: str, kind: Kind) -> None:
    try:
        test = parse(f"{name}{sign}{value}", kind)
    except UserError:
        return
    chosen(SNAPSHOT, SNAPSHOT.of(kind), test, TODAY)


@given(ANYTHING)
def test_any_date_is_read_or_answered(text: str) -> None:
    try:
        assert isinstance(dates.parse(text), date)
    except UserError as fault:
        is_an_answer(fault)


@given(ANYTHING)
def test_any_since_is_understood_or_answered(text: str) -> None:
    with a_plan_store().begin() as uow:
        try:
            assert 0 <= since_number(uow, text) <= 2
        except UserError as fault:
            is_an_answer(fault)


@given(ANYTHING, ANYTHING)
def test_any_name_and_reason_can_be_signed(who: str, why: str) -> None:
    team = Team(a_plan_store(), FixedClock())
    try:
        team.do(who, set_fields, ["A1"], {"priority": "high"}, reason=why)
    except UserError as fault:
        is_an_answer(fault)
        return
    assert json.dumps(team.do(LEAD, show, "A1"), ensure_ascii=False).encode()
    assert team.store.verify().faults == ()

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.builders import a_plan_store, an_action, an_id, plan_records
from support.clocks import FixedClock
from tracker.domain.log import changes as c
from tracker.domain.log.chain import canonical
from tracker.domain.log.merge import Merged, merge_value, same_value
from tracker.domain.plan.as_json import encode
from tracker.domain.plan.fields import (
    ClockStep,
    EvidenceRule,
    FieldType,
    IdentifierDecision,
    KeyEntry,
    OpenQuestion,
    PaperTemplate,
    PaperText,
    Spec,
    decode,
)
from tracker.domain.plan.ids import RecordId, random_ids, uuid7
from tracker.domain.plan.records import RECORD_TYPES, Action, Kind, Milestone, Plan, Record, kind_of, specs, values
from tracker.domain.reading.reading import Addressee, AnswerPeriod, Box, Judgement

TEXTS = st.text(max_size=20)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32)
MANY = st.lists(TEXTS, max_size=2).map(tuple)
PARTS: dict[Any, st.SearchStrategy[Any]] = {
    PaperTemplate: st.builds(
        PaperTemplate,
        TEXTS,
        TEXTS,
        MANY,
        MANY,
        TEXTS,
        MANY,
        TEXTS,
        TEXTS,
        TEXTS,
        TEXTS,
        TEXTS,
        MANY,
        st.lists(st.builds(PaperText, TEXTS, TEXTS), max_size=2).map(tuple),
    ),
    Box: st.builds(Box, st.integers(1, 99), NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    Addressee: st.builds(Addressee, TEXTS, st.none() | TEXTS, st.none() | TEXTS),
    Judgement: st.builds(Judgement, TEXTS, TEXTS),
    OpenQuestion: st.builds(OpenQuestion, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, st.lists(TEXTS, max_size=2).map(tuple)),
    IdentifierDecision: st.builds(IdentifierDecision, TEXTS, TEXTS, TEXTS, TEXTS),
    KeyEntry: st.builds(KeyEntry, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS),
    ClockStep: st.builds(ClockStep, TEXTS, st.integers(0, 70), st.none() | DAYS, st.none() | DAYS),
    EvidenceRule: st.builds(EvidenceRule, TEXTS, st.booleans(), st.integers(0, 5)),
    AnswerPeriod: st.builds(
        AnswerPeriod, TEXTS, st.none() | st.integers(1, 99), st.none() | DAYS, st.none() | st.integers(1, 99)
    ),
    tuple: st.tuples(DAYS, DAYS),
}
IDS = st.integers(1, 9).map(an_id)


def value_of(spec: Spec, blank: Any) -> st.SearchStrategy[Any]:
    """Values a field may hold: the one it starts with, or another of its type."""
    ways: dict[FieldType, st.SearchStrategy[Any]] = {
        FieldType.TEXT: TEXTS, FieldType.NOTE: TEXTS, FieldType.DATE: DAYS, FieldType.WHOLE: st.integers(0, 999),
        FieldType.NUMBER: NUMBERS, FieldType.TOKEN: st.sampled_from(spec.tokens or ("x",)), FieldType.LINK: IDS,
        FieldType.LINKS: st.lists(IDS, max_size=3, unique=True).map(lambda ids: tuple(sorted(ids))),
        FieldType.WORDS: st.lists(TEXTS, max_size=3).map(tuple),
    }  # fmt: skip
    if spec.type is FieldType.PARTS:
        return st.lists(PARTS[spec.part], max_size=2).map(tuple)
    return st.just(blank) | ways[spec.type]


@st.composite
def records(draw: st.DrawFn, kind: Kind | None = None) -> Record:
    """Any record with any values."""
    kind = kind or draw(st.sampled_from(list(Kind)))
    blank = RECORD_TYPES[kind](id=an_id(1), ref="A1")
    given_values = {name: draw(value_of(spec, getattr(blank, name))) for name, spec in specs(kind).items()}
    return replace(blank, **given_values)


def replayed(*steps: tuple[c.Change, ...]) -> Record | None:
    logged: dict[str, Any] = {}
    kind = steps[0][0].kind
    for step in steps:
        logged |= {change.field: change.new for change in step}
    return c.build(kind, an_id(1), logged)


@given(records())
def test_every_value_survives_being_written_down(record: Record) -> None:
    for name, value in values(record).items():
        assert decode(specs(kind_of(record))[name], encode(value)) == value


@given(records())
def test_a_record_is_built_again_from_its_changes(record: Record) -> None:
    assert replayed(c.diff(None, record)) == record


@given(st.sampled_from(list(Kind)).flatmap(lambda kind: st.tuples(records(kind), records(kind))))
def test_a_difference_leads_from_one_to_the_other_and_back(pair: tuple[Record, Record]) -> None:
    old, new = pair
    forth = c.diff(old, new)
    assert (forth == ()) == (old == new)
    assert replayed(c.diff(None, old), forth) == new
    assert replayed(c.diff(None, old), forth, c.invert(forth)) == old
    changed = {change.field: change for change in forth}
    assert replace(old, **c.rewritten(old, changed)) == new


@given(records())
def test_what_goes_leaves_nothing(record: Record) -> None:
    assert replayed(c.diff(None, record), c.diff(record, None)) is None


def test_nothing_differs_from_nothing() -> None:
    assert c.diff(None, None) == ()


def a_changeset(number: int, *changes: c.Change) -> c.Changeset:
    clock = FixedClock()
    return c.Changeset(number, "", "", c.Stamp("A", "a", clock.now()), changes)


def test_net_change_is_first_old_and_last_new() -> None:
    def change(field: str, old: str | None, new: str | None) -> c.Change:
        return c.Change(an_id(1), Kind.ACTION, field, old, new)

    one = a_changeset(1, change("title", "a", "b"), change("impact", None, "x"))
    two = a_changeset(2, change("title", "b", "c"), change("impact", "x", None))
    assert c.net([one, two]) == (change("title", "a", "c"),)


def test_changes_are_grouped_by_record_and_field() -> None:
    old, new = an_action(), an_action(title="Other", priority="high")
    groups = c.by_record(c.diff(old, new))
    assert list(groups) == [(Kind.ACTION, old.id)]
    assert set(groups[Kind.ACTION, old.id]) == {"title", "priority"}


def test_erased_values_count_as_empty() -> None:
    logged: dict[str, Any] = {
        c.EXISTS: True,
        c.REF: "A1",
        "title": c.ERASED,
        "impact": c.ERASED,
        "delivery": "complete",
    }
    built = c.build(Kind.ACTION, an_id(1), logged)
    assert built == Action(id=an_id(1), ref="A1", delivery="complete")


def test_a_change_of_the_reference_alone_rewrites_no_field() -> None:
    change = c.Change(an_id(1), Kind.ACTION, c.REF, "A1", "A2")
    assert c.rewritten(an_action(), {c.REF: change}) == {}


def test_changes_that_wrote_nothing_say_so() -> None:
    assert c.Changes().nothing
    assert not c.Changes(3).nothing


@pytest.mark.parametrize("damaged", [[1], ["no"], [{"unknown": "x"}], [{"axis": "forecast"}]])
def test_a_part_that_is_none_is_not_taken(damaged: list[Any]) -> None:
    with pytest.raises((TypeError, ValueError)):
        decode(specs(Kind.PLAN)["key"], damaged)


def test_a_list_that_was_never_filled_is_empty() -> None:
    assert decode(specs(Kind.PLAN)["key"], None) == ()
    assert decode(specs(Kind.ACTION)["targets"], None) == ()


def test_moments_and_other_values_are_written_plainly() -> None:
    clock = FixedClock()
    assert encode(clock.now()) == "2024-03-12T09:00:00+00:00"
    assert encode([Kind.ACTION, True, 3]) == ["action", True, 3]


def test_ids_are_version_seven_and_sort_by_time() -> None:
    clock = FixedClock()
    make = random_ids(clock.now)
    first, twin = make(), make()
    clock.forward(seconds=1)
    later = make()
    assert first != twin
    assert first[14] == "7"
    assert first[19] in "89ab"
    assert max(first, twin) < later
    assert uuid7(0x017F22E279B0, 0) == RecordId("017f22e2-79b0-7000-8000-000000000000")


def test_versions_take_no_part_in_equality() -> None:
    assert replace(an_action(), version=3) == an_action()


def test_a_snapshot_finds_what_belongs_together() -> None:
    snapshot = a_plan_store().snapshot()
    action, measure = snapshot.actions[0], snapshot.measures[0]
    assert [r.ref for r in snapshot.actions_for(snapshot.recommendations[0].id)] == ["A1", "A2"]
    assert [p.ref for p in snapshot.points_of(measure.id)] == ["D1"]
    assert [m.ref for m in snapshot.milestones_of(action.id)] == ["S1"]
    assert [e.ref for e in snapshot.evidence_for(snapshot.actions[2].id)] == ["E1"]
    assert [m.ref for m in snapshot.measures_for(snapshot.recommendations[0].id)] == ["M1"]
    assert snapshot.verifications_of(action.id) == ()
    assert snapshot.challenges_for(action.id) == ()
    assert snapshot.challenges == ()
    assert [i.ref for i in snapshot.inspections] == ["I1"]
    assert snapshot.refs_of([snapshot.actions[3].id, action.id, an_id(1234)]) == ("A1", "A4")
    assert snapshot.name_of(None) == ""


def test_a_snapshot_knows_former_references_whatever_their_case() -> None:
    store = a_plan_store()
    snapshot = replace(store.snapshot(), aliases={"A77": "A1"})
    found = snapshot.by_ref(" a77 ")
    assert found is not None
    assert found.ref == "A1"
    assert snapshot.by_ref("A78") is None


def test_a_snapshot_with_records_replaced_leaves_the_old_one_alone() -> None:
    old = a_plan_store().snapshot()
    action, person = old.actions[0], old.people[0]
    plan = replace(old.plan, title="Other")
    new = old.with_records(
        [
            (Kind.ACTION, action.id, replace(action, title="Other")),
            (Kind.ACTION, old.actions[1].id, None),
            (Kind.PERSON, person.id, None),
            (Kind.PLAN, plan.id, plan),
            (Kind.PLAN, plan.id, None),
        ],
        9,
        "abc",
    )
    assert (new.plan.title, new.number, new.head) == ("Other", 9, "abc")
    assert [a.ref for a in new.actions] == ["A1", "A3", "A4", "A5"]
    assert new.get(person.id) is None
    assert old.get(person.id) == person
    assert old.actions[0].title == "Agree one plan template"


def test_what_hangs_from_nothing_is_passed_over() -> None:
    snapshot = a_plan_store().snapshot()
    loose = Milestone(id=an_id(810), ref="S9")
    new = snapshot.with_records([(Kind.MILESTONE, loose.id, loose)], 1, "")
    assert [m.ref for m in new.milestones_of(snapshot.actions[0].id)] == ["S1"]


def test_records_without_position_stand_by_number() -> None:
    snapshot = a_plan_store().snapshot()
    more = tuple(replace(snapshot.people[0], id=an_id(800 + n), ref=ref) for n, ref in enumerate(("P10", "P9", "P?")))
    new = snapshot.with_records([(Kind.PERSON, person.id, person) for person in more], 1, "")
    assert [person.ref for person in new.people] == ["P?", "P1", "P2", "P3", "P4", "P5", "P9", "P10"]


def test_every_kind_has_a_record_type_and_the_plan_says_what_it_is() -> None:
    assert {kind_of(record) for record in plan_records()} <= set(Kind)
    assert kind_of(Plan(id=an_id(1))) is Kind.PLAN


def test_links_have_no_order_in_a_merge() -> None:
    spec = specs(Kind.ACTION)["targets"]
    one, other, third = an_id(401), an_id(402), an_id(403)
    assert same_value(spec, (one, other), (other, one))
    assert merge_value(spec, (one, other), (one, other), (other, one)) == Merged((one, other))
    assert merge_value(spec, (one,), (one, other), (third, one)) == Merged(tuple(sorted((one, other, third))))
    words = specs(Kind.PLAN)["closure_days"]
    assert not same_value(words, ("a", "b"), ("b", "a"))


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_has_no_canonical_form(number: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical(number)

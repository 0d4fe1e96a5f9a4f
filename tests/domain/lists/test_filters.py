from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.builders import a_plan_store, an_id, put_into
from tracker.domain.lists.filters import chosen, known_words, parse
from tracker.domain.people.people import posts_of
from tracker.domain.plan.records import Challenge, Extension, Kind, Person, Verification, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError

TODAY = date(2024, 3, 12)


def the_plan() -> Snapshot:
    store = a_plan_store()
    waiting = Extension(
        id=an_id(950), ref="X3", action=an_id(502), old_due=date(2024, 3, 1), new_due=date(2024, 4, 1), asked_by="A"
    )
    asked = Challenge(id=an_id(951), ref="C1", question="What changed?")
    content = Challenge(id=an_id(952), ref="C2", question="When?", state="content")
    check = Verification(id=an_id(953), ref="V1", action=an_id(503), due=date(2024, 3, 1))
    put_into(store, (waiting, asked, content, check))
    snapshot: Snapshot = store.snapshot()
    return snapshot


SNAPSHOT = the_plan()


def refs(expression: str, kind: Kind = Kind.ACTION, who: str = "Head of Early Help") -> list[str]:
    found = chosen(SNAPSHOT, SNAPSHOT.of(kind), parse(expression, kind, who), TODAY)
    return [record.ref for record in found]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("", ["A1", "A2", "A3", "A4", "A5"]),
        ("overdue", ["A2"]),
        ("OVERDUE , ", ["A2"]),
        ("open", ["A1", "A2", "A4"]),
        ("in progress", ["A1", "A2"]),
        ("delivery=In  Progress", ["A1", "A2"]),
        ("delivery!=in progress", ["A3", "A4", "A5"]),
        ("owner=head of early help", ["A1", "A5"]),
        ("owner=P1", ["A1", "A5"]),
        ("owner = \"Head of Early Help\", open", ["A1"]),
        ("mine", ["A1", "A5"]),
        ("no owner", ["A4"]),
        ("owner=", ["A4"]),
        ("owner!=", ["A1", "A2", "A3", "A5"]),
        ("no evidence", ["A1", "A2", "A4", "A5"]),
        ("no date", []),
        ("no forecast", ["A2", "A3", "A4", "A5"]),
        ("quiet", ["A2", "A4"]),
        ("gone quiet, delivery=not started", ["A4"]),
        ("slipped", ["A1"]),
        ("slipped twice", ["A1"]),
        ("late against original", ["A1", "A2"]),
        ("waiting for approval", ["A2"]),
        ("due in 4 weeks", ["A4"]),
        ("due within 21 days", ["A4"]),
        ("due in 1 day", []),
        ("due<2024-03-01", ["A3"]),
        ("due<=1 Mar 2024", ["A2", "A3"]),
        ("due=01/03/2024", ["A2"]),
        ("due>2024-05-01", ["A1", "A5"]),
        ("due>=2024-05-28", ["A1", "A5"]),
        ("done<2030-01-01", ["A3"]),
        ("agency=police", ["A2"]),
        ("supporting=Children's Services", ["A2"]),
        ("supporting=G1", ["A2"]),
        ("for=R1", ["A1", "A2"]),
        ("recommendation=r2", ["A2", "A3"]),
        ("framework=outcome 3", ["A1", "A2"]),
        ("inspection=I1, due<2024-02-02", ["A3"]),
        ("forecast=amber", ["A1"]),
        ("times_moved>=2", ["A1"]),
        ("days slipped>30", ["A1"]),
        ("overdue=yes", ["A2"]),
        ("overdue=no", ["A1", "A3", "A4", "A5"]),
        ("title~PLAN", ["A1", "A2"]),
        ("text~strategy meeting", ["A4"]),
        ("status=overdue", ["A2"]),
    ],
)  # fmt: skip
def test_actions_are_found(expression: str, expected: Sequence[str]) -> None:
    assert refs(expression) == expected


def test_who_holds_a_role_or_is_of_a_team_finds_its_actions_as_theirs() -> None:
    jo = Person(id=an_id(961), ref="P61", name="Jo Example")
    team = Person(id=an_id(962), ref="P62", name="Front Door Team", sort="team", held_by=(jo.id,))
    head = replace(SNAPSHOT.by_ref("P1"), sort="role", held_by=(team.id,))
    plan = SNAPSHOT.with_records([(Kind.PERSON, one.id, one) for one in (jo, team, head)], 99, "head")
    own = [one.ref for one in chosen(plan, plan.actions, parse("mine", Kind.ACTION, "jo  EXAMPLE"), TODAY)]
    assert own == refs("mine")
    assert chosen(plan, plan.actions, parse("owner=Jo Example", Kind.ACTION), TODAY) == ()
    assert [one.ref for one in posts_of(plan, "Jo Example")] == ["P1", "P61", "P62"]
    assert posts_of(plan, "") == ()


@pytest.mark.parametrize(
    ("kind", "expression", "expected"),
    [
        (Kind.RECOMMENDATION, "overdue", ["R1", "R2"]),
        (Kind.RECOMMENDATION, "no actions", ["R5", "R6"]),
        (Kind.RECOMMENDATION, "slipped twice", ["R1"]),
        (Kind.RECOMMENDATION, "waiting for approval", ["R1", "R2"]),
        (Kind.RECOMMENDATION, "quiet", ["R1", "R2", "R3"]),
        (Kind.RECOMMENDATION, "open", ["R1", "R2", "R3", "R5", "R6"]),
        (Kind.RECOMMENDATION, "no evidence", ["R1", "R3", "R4", "R5", "R6"]),
        (Kind.RECOMMENDATION, "no owner, text~meetings", ["R3"]),
        (Kind.RECOMMENDATION, "national_framework=outcome 3", ["R1"]),
        (Kind.RECOMMENDATION, "page=2, due in 4 weeks", ["R3"]),
        (Kind.FINDING, "no actions", ["F1"]),
        (Kind.MILESTONE, "overdue, open", ["S1"]),
        (Kind.VERIFICATION, "overdue", ["V1"]),
        (Kind.VERIFICATION, "open", ["V1"]),
        (Kind.EXTENSION, "waiting for approval", ["X3"]),
        (Kind.EXTENSION, "state=approved", ["X1", "X2"]),
        (Kind.EVIDENCE, "not reviewed", ["E1"]),
        (Kind.EVIDENCE, "out of date", []),
        (Kind.CHALLENGE, "open", ["C1"]),
        (Kind.MEASURE, "title=plans rated good", ["M1"]),
        (Kind.MEASURE, "baseline<50", ["M1"]),
        (Kind.MEETING, "mine", []),
    ],
)
def test_other_records_are_found(kind: Kind, expression: str, expected: Sequence[str]) -> None:
    assert refs(expression, kind) == expected


@pytest.mark.parametrize(
    ("expression", "fault", "hint"),
    [
        ("overdu", "does not know “overdu”", "overdue, open"),
        ("foo=1", "no field “foo”", "known are: ref, for"),
        ("no foo", "no field “foo”", "known are"),
        ("delivery=done", "delivery is never “done”", "complete"),
        ("due<soon", "is not a date", "12 Mar 2026"),
        ("times_moved>often", "is not a number", "times_moved>=2"),
        ("days_slipped>=nan", "is not a number", "days_slipped>=2"),
        ("overdue=maybe", "is yes or no", "overdue=yes"),
        ("owner<B", "has no order", "owner="),
        ('owner="Head', "not closed", "Name, with comma"),
        ("not reviewed", "does not know", "overdue"),
    ],
)
def test_what_is_not_understood_is_said_with_what_is(expression: str, fault: str, hint: str) -> None:
    with pytest.raises(UserError, match=fault) as caught:
        parse(expression, Kind.ACTION)
    assert hint in caught.value.hint


def test_a_filter_for_any_kind_passes_over_records_without_the_field() -> None:
    test = parse("overdue")
    assert not test(SNAPSHOT, SNAPSHOT.people[0], TODAY)
    assert parse("theme=plans")(SNAPSHOT, SNAPSHOT.people[0], TODAY) is False
    assert parse("no theme")(SNAPSHOT, SNAPSHOT.people[0], TODAY) is False
    with pytest.raises(UserError):
        parse("nonsense=1")


def test_every_known_word_can_be_asked() -> None:
    for kind in Kind:
        for word in known_words(kind):
            parse(word, kind)
    for word in known_words():
        parse(word)


@given(st.integers(-200, 300))
def test_overdue_and_a_date_before_today_with_open_are_the_same(days: int) -> None:
    today = TODAY + timedelta(days=days)
    actions = SNAPSHOT.actions
    late = chosen(SNAPSHOT, actions, parse("overdue"), today)
    assert late == chosen(SNAPSHOT, actions, parse(f"open, due<{today.isoformat()}"), today)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("owner=zoe lodz", ["A1"]),
        ("owner~lodz", ["A1"]),
        ("owner=Zoë Łódź", ["A1"]),
        ("owner=Jose", ["A2"]),
        ("owner=José", ["A3"]),
        ("title~cafe", ["A1"]),
        ("title=a cafe for parents", ["A1"]),
    ],
)
def test_names_are_found_without_their_accents_and_one_spelled_so_goes_first(
    expression: str, expected: list[str]
) -> None:
    plan = a_plan_store().snapshot()
    names = enumerate(("Zoë Łódź", "Jose", "José"))
    people = [Person(id=an_id(960 + n), ref=f"P{60 + n}", name=name) for n, name in names]
    owned = [replace(one, owner=person.id) for one, person in zip(plan.actions, people, strict=False)]
    owned[0] = replace(owned[0], title="A Café for parents")
    now = plan.with_records([(kind_of(one), one.id, one) for one in (*people, *owned)], plan.number + 1, "x")
    assert [one.ref for one in chosen(now, now.actions, parse(expression, Kind.ACTION), TODAY)] == expected

"""What may be published: every field decided, names replaced, small numbers not told, all that is left out listed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from support.builders import a_plan_store, an_id
from tracker.domain.guard.published_words import UNNAMED, Wording, forms_of, is_small, reworded
from tracker.domain.guard.publishing import (
    IN_NO_PAPER,
    NAMES,
    SHOWN,
    LeftOut,
    left_out,
    notes_of,
    published_name,
    summed,
    told,
    wording,
)
from tracker.domain.people.roles import is_role
from tracker.domain.plan.records import RECORD_TYPES, Agency, Kind, Measure, Person, Point, Update, kind_of, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.reading.reading import Addressee


def put(snapshot: Snapshot, *records: Any) -> Snapshot:
    return snapshot.with_records([(kind_of(one), one.id, one) for one in records], snapshot.number, snapshot.head)


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_all_words_are_left_out_but_those_decided_once(kind: Kind) -> None:
    decided = [name for table in (SHOWN, NAMES, IN_NO_PAPER) for name in table.get(kind, "").split()]
    words = [name for name, spec in specs(kind).items() if spec.type in ("text", "note", "words")]
    assert sorted((*decided, *notes_of(kind))) == sorted(words)


@pytest.mark.parametrize(
    ("kind", "notes"),
    [(Kind.UPDATE, "text forecast_reason"), (Kind.EVIDENCE, "shows review_note file url link_fault"),
     (Kind.PERSON, "email"), (Kind.AGENCY, "")],
)  # fmt: skip
def test_words_that_nobody_decided_on_are_left_out_as_notes(kind: Kind, notes: str) -> None:
    assert list(notes_of(kind)) == notes.split()


@pytest.mark.parametrize(
    ("name", "sort", "role", "expected"),
    [
        ("Head of Early Help", None, None, True),
        ("Detective Superintendent, Vulnerability", None, None, True),
        ("Youth Justice Lead", None, None, True),
        ("Designated Nurse for Safeguarding", None, None, True),
        ("MASH", "team", None, True),
        ("Ann Lee", "role", None, True),
        ("Analyst", None, "analyst", True),
        ("Ann Lee", None, None, False),
        ("Ann Lee", None, "Head of Early Help", False),
        ("Head of Early Help", "person", None, False),
        ("Safeguarding", None, None, False),
        ("Officer Dibble", None, None, False),
        ("", None, None, False),
    ],
)
def test_a_role_is_told_from_a_person(name: str, sort: str | None, role: str | None, expected: bool) -> None:
    assert is_role(Person(id=an_id(1), name=name, sort=sort, role=role)) is expected


def test_a_person_is_called_by_role_else_organisation() -> None:
    snapshot = put(a_plan_store().snapshot(), Agency(id=an_id(900), ref="G90", name="Police"))
    person = Person(id=an_id(901), name="Ann Lee", role="Head of Help", agency=an_id(900))
    assert published_name(snapshot, person) == "Head of Help"
    assert published_name(snapshot, replace(person, role=None)) == "Police"
    assert published_name(snapshot, replace(person, role=None, agency=None)) == UNNAMED
    assert published_name(snapshot, replace(person, sort="team")) == "Ann Lee"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee and ANN  LEE's plan", "Head of Help and Head of Help's plan"),
        ("Lee, Ann or A. Lee or A Lee", "Head of Help or Head of Help or Head of Help"),
        ("a lee shore, Annie Lee, Lee Ann", "a lee shore, Annie Lee, Lee Ann"),
        ("Dr Grey-Green O’Neill agrees with Cllr T. Brown", "a named person agrees with a named person"),
        ("see the 4 children and two care leavers", "see the fewer than 5 children and fewer than 5 care leavers"),
        ("12 children in 3 weeks, 0 pupils", "12 children in 3 weeks, 0 pupils"),
        ("one plan for every child", "one plan for every child"),
        ("the inspectors' 3 children and Ann Lee", "the inspectors' 3 children and Ann Lee"),
    ],
)
def test_words_are_published_without_names_and_small_numbers(text: str, expected: str) -> None:
    names = dict.fromkeys(forms_of("Ann Lee"), "Head of Help")
    said = Wording(names, 5, frozenset({"the inspectors' 3 children and Ann Lee"}))
    assert said(text) == expected
    assert Wording({}, 0)("4 children") == "4 children"


def test_one_word_or_a_number_is_no_name_to_be_looked_for() -> None:
    assert [*forms_of("root"), *forms_of("Mrs Lee"), *forms_of("Team 7")] == []
    assert list(forms_of("Dr Ann May Lee"))[:3] == ["Ann May Lee", "Lee, Ann", "Ann Lee"]


def test_a_first_or_last_name_alone_is_replaced_where_it_is_no_word_and_no_place() -> None:
    snapshot = a_plan_store().snapshot()
    people = (
        Person(id=an_id(901), ref="P90", name="Tamsin Quillfeather", role="Head of Help"),
        Person(id=an_id(902), ref="P91", name="Tamsin Sampleton", role="Team Manager"),
        Person(id=an_id(903), ref="P92", name="Will Framework"),
        Person(id=an_id(904), ref="P93", name="Priya", role="Analyst"),
        Person(id=an_id(905), ref="P94", name="Dr Xi O’Neill-Grey", role="Doctor"),
    )
    snapshot = put(snapshot, *people, replace(snapshot.actions[0], title="Agree one framework"))
    said = wording((snapshot,))
    assert said("Quillfeather asks, quillfeather not") == "Head of Help asks, quillfeather not"
    assert said("Tamsin Quillfeather and Tamsin") == f"Head of Help and {UNNAMED}"
    assert said("Sampleton City Council") == "Sampleton City Council"
    assert said("Will the Framework hold?") == "Will the Framework hold?"
    assert said("Priya, then O’Neill-Grey; Xi") == "Analyst, then Doctor; Xi"


def test_every_text_of_a_value_is_worded_and_what_is_said_twice_is_made_once() -> None:
    said = Wording(dict.fromkeys(forms_of("Ann Lee"), "Lead"), 5)
    update = Update(id=an_id(1), text="by Ann Lee")
    one, other = reworded((update, update), said)
    assert one.text == "by Lead"
    assert one is other
    assert reworded((3, None, Update), said) == (3, None, Update)


@pytest.mark.parametrize(
    ("name", "unit", "value", "expected"),
    [
        ("Children missing", "children", 4.0, True), ("Children missing", None, 4.0, True),
        ("Children missing", None, 0.0, False), ("Children missing", None, None, False),
        ("Children missing", None, 5.0, False), ("Children missing", None, 4.5, False),
        ("Plans rated good", "%", 4.0, False), ("Time to a meeting", "working days", 3.0, False),
        ("Rate of referrals", None, 3.0, False),
    ],
)  # fmt: skip
def test_a_small_number_of_people_is_told_from_shares_and_spans(
    name: str, unit: str | None, value: float | None, expected: bool
) -> None:
    assert is_small(name, unit, value, 5) is expected


def test_what_is_left_out_is_listed_in_order_and_summed_up() -> None:
    snapshot = put(
        a_plan_store().snapshot(),
        Person(id=an_id(901), ref="P90", name="Ann Lee", role="Head of Help"),
        Measure(id=an_id(902), ref="M90", name="Children missing", baseline=3.0, target=0.0),
        Point(id=an_id(903), ref="D90", measure=an_id(902), value=2.0),
        *(Update(id=an_id(910 + n), ref=f"U{90 + n}", text="free words", author="Ann Lee") for n in range(10)),
    )
    snapshot = put(snapshot, replace(snapshot.actions[0], title="Ann Lee asks"))
    before = left_out(a_plan_store().snapshot())
    new = [one for one in left_out(snapshot) if one not in before]
    assert LeftOut("A1", Kind.ACTION, "title", "Title", "name or small number in its words") in new
    assert LeftOut("M90", Kind.MEASURE, "baseline", "Baseline", "small number") in new
    assert LeftOut("D90", Kind.POINT, "value", "Value", "small number") in new
    assert LeftOut("P90", Kind.PERSON, "name", "Name", "name") in new
    assert summed(new) == ("the public version leaves out 10 notes, 11 names, 1 reworded field and 2 small numbers")
    lines = told(new)
    assert "Update: update (U90, U91, U92, U93, U94, U95, U96, U97 and 2 more)" in lines
    assert "Action: title, name or small number in its words (A1)" in lines
    assert (summed(()), told(())) == ("", ())


def test_names_of_earlier_states_count_and_roles_and_organisations_do_not() -> None:
    now = a_plan_store().snapshot()
    now = put(now, replace(now.inspections[0], addressees=(Addressee("Eve Head", "Director"),)))
    then = put(
        now, Update(id=an_id(920), ref="U90", author="Zoe Old"), Update(id=an_id(921), ref="U91", author="Police")
    )
    said = wording((now, then))
    assert said("Zoe Old left the Police") == f"{UNNAMED} left the Police"
    assert said("for Eve Head") == f"for {UNNAMED}"

"""Who is sent a return of their own, under what name, and the letter that goes with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from support.builders import an_action, an_empty_store, an_id, put_into
from support.memory import MemoryStore
from tracker.domain.plan.records import Agency, Person, Record, Round
from tracker.errors import UserError
from tracker.services.workbook.pack import letter, of_nobody, returns_to_send, round_of, sent_csv, subject_of

TODAY = date(2024, 3, 12)
ANN, BOB, ROLE, TEAM = (an_id(200 + n) for n in range(1, 5))


def a_store(*records: Record) -> MemoryStore:
    store = an_empty_store()
    put_into(store, records)
    return store


def a_person(number: int, name: str, **fields: object) -> Person:
    return replace(Person(id=an_id(200 + number), ref=f"P{number}", name=name), **fields)  # type: ignore[arg-type]


def test_a_role_goes_to_its_holders_and_an_empty_one_to_itself() -> None:
    store = a_store(
        a_person(1, "Ann Lee", email="ann@example.org"), a_person(2, "Bob Day", active_to=date(2024, 1, 31)),
        a_person(3, "Head of Service", sort="role", held_by=(ANN,)),
        a_person(4, "Board", sort="team", held_by=(BOB, TEAM)),
        an_action(1, owner=ROLE), an_action(2, owner=TEAM), an_action(3, owner=BOB), an_action(4),
        an_action(5, owner=ANN, delivery="closed"),
    )  # fmt: skip
    found = returns_to_send(store.snapshot(), TODAY)
    assert [(one.name, [a.ref for a in one.actions], one.addresses, one.why_none) for one in found] == [
        ("Ann Lee", ["A1"], ("ann@example.org",), ""), ("Board", ["A2"], (), "nobody holds it since 31 Jan 2024"),
        ("Bob Day", ["A3"], (), "left 31 Jan 2024"),
    ]  # fmt: skip


def test_files_have_names_that_every_system_can_keep_apart() -> None:
    store = a_store(
        a_person(1, "A/B"), a_person(2, "a:b"), a_person(3, "..."), an_action(1, owner=ANN), an_action(2, owner=BOB),
        an_action(3, owner=ROLE),
    )  # fmt: skip
    files = {one.name: one.file for one in returns_to_send(store.snapshot(), TODAY)}
    assert files == {"...": "return", "A/B": "A B", "a:b": "a b (2)"}


def test_an_agencys_actions_are_its_own_or_its_owners() -> None:
    store = a_store(
        Agency(id=an_id(101), ref="G1", name="Police"), a_person(1, "Ann Lee", agency=an_id(101), email="ann@x.org"),
        an_action(1, agency=an_id(101), owner=ANN), an_action(2, owner=ANN), an_action(3),
    )  # fmt: skip
    (one,) = returns_to_send(store.snapshot(), TODAY, by="agency")
    assert (one.name, len(one.actions), one.addresses, one.why_none) == ("Police", 2, ("ann@x.org",), "")
    assert [action.ref for action in of_nobody(store.snapshot(), TODAY, "agency")] == ["A3"]
    assert [action.ref for action in of_nobody(store.snapshot(), TODAY, "owner")] == ["A3"]


def test_a_letter_names_what_is_late_up_to_ten() -> None:
    late = [an_action(n, owner=ANN, due=date(2024, 3, 1)) for n in range(1, 13)]
    asked = Round(id=an_id(900), ref="Q1", name="March", asked_on=TODAY, due=date(2024, 3, 29), people=(ANN,))
    store = a_store(a_person(1, "Ann Lee"), asked, *late, an_action(13, owner=ANN))
    (one,) = returns_to_send(store.snapshot(), TODAY, asked=asked)
    words = letter(store.snapshot(), one, asked, "Lead", TODAY)
    assert "13 open actions of yours, 12 of them overdue" in words
    assert "stands by 29 Mar 2024" in words
    assert "and 2 more, in the workbook" in words
    assert subject_of(store.snapshot(), one, asked, TODAY).endswith("please answer by 29 Mar 2024 (13 actions)")
    after = date(2024, 3, 30)
    said = "your update, answers were wanted by 29 Mar 2024 (13 actions)"
    assert subject_of(store.snapshot(), one, asked, after).endswith(said)
    assert "29 Mar" not in letter(store.snapshot(), one, asked, "Lead", after)
    few = replace(one, late=one.late[:2])
    assert "more, in the workbook" not in letter(store.snapshot(), few, None, "Lead", TODAY)


def test_a_list_never_holds_a_formula() -> None:
    store = a_store(a_person(1, "=cmd()"), an_action(1, owner=ANN))
    assert sent_csv(returns_to_send(store.snapshot(), TODAY)).splitlines()[1].startswith("'=cmd(),'=cmd().xlsx")


def test_the_round_is_the_named_one_or_the_open_one() -> None:
    closed = Round(id=an_id(901), ref="Q1", name="February", closed_on=date(2024, 3, 1))
    running = Round(id=an_id(902), ref="Q2", name="March", asked_on=TODAY)
    plan = a_store(a_person(1, "Ann Lee"), closed, running).snapshot()
    assert round_of(plan, None) == running
    assert round_of(plan, "Q2") == running
    assert round_of(a_store(a_person(1, "Ann Lee")).snapshot(), None) is None
    for ref, said in (("Q1", "was closed"), ("P1", "no round P1")):
        with pytest.raises(UserError, match=said):
            round_of(plan, ref)

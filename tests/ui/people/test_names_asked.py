"""A typed name that is new and like a known one is asked about in the window; an unlike one is made and said."""

from functools import partial
from typing import Any

import pytest

from support.gateway import ScriptedAsker
from support.window import Opened
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.records.editing import add, set_fields
from tracker.ui.forms.fields_edit import FieldRow

LIKE = "Designated Nurze"
KNOWN = "Designated Nurse"


def owner(on_plan: Opened) -> str:
    snapshot = on_plan.work.hub.snapshot
    return snapshot.name_of(snapshot.by_ref("A4").owner)


def give(on_plan: Opened, name: str) -> list[Any]:
    """Gives A4 to a name, as a field, a paste or a sheet does; what came of it."""
    came: list[Any] = []
    command = partial(set_fields, refs=["A4"], fields={"owner": name})
    on_plan.work.hub.write(command, came.append, came.append)
    on_plan.settle()
    on_plan.settle()
    return came


def test_the_known_one_is_taken_where_that_is_meant(on_plan: Opened, asker: ScriptedAsker) -> None:
    asker.answers = [KNOWN]
    refused, _done = give(on_plan, LIKE)
    assert isinstance(refused, UserError)
    assert asker.questions == [f"“{LIKE}” is not in the register of people, and is like {KNOWN}."]
    assert owner(on_plan) == KNOWN
    assert LIKE not in [person.name for person in on_plan.work.hub.snapshot.people]


def test_somebody_new_is_made_and_said(on_plan: Opened, asker: ScriptedAsker) -> None:
    asker.answers = ["Somebody new"]
    give(on_plan, LIKE)
    assert owner(on_plan) == LIKE
    assert f"“{LIKE}” is new in the register of people" in on_plan.window.notice.words
    give(on_plan, "Passing Visitor")
    assert len(asker.questions) == 1
    assert owner(on_plan) == "Passing Visitor"


def test_where_nobody_answers_nothing_is_written(on_plan: Opened, asker: ScriptedAsker) -> None:
    before = on_plan.work.hub.snapshot.number
    (refused,) = give(on_plan, LIKE)
    assert isinstance(refused, UserError)
    assert on_plan.work.hub.snapshot.number == before


def test_each_name_of_a_paste_is_asked_about_once(on_plan: Opened, asker: ScriptedAsker) -> None:
    hub = on_plan.work.hub
    agency = hub.snapshot.agencies[0].name
    asker.answers = [KNOWN, "A new one"]
    hub.write(partial(_named, agency + "x"))
    for _ in range(3):
        on_plan.settle()
    made = hub.snapshot.actions[-1]
    assert hub.snapshot.name_of(made.owner) == KNOWN
    assert hub.snapshot.name_of(made.agency) == agency + "x"
    assert [title for _, title in asker.asked] == ["Whom do you mean?"] * 2


def _named(agency: str, uow: Any, act: Any) -> Any:
    return add(uow, act, Kind.ACTION, {"title": "One", "owner": LIKE, "agency": agency})


@pytest.mark.parametrize("name", [KNOWN, KNOWN.upper(), f" {KNOWN} "])
def test_a_name_that_is_known_is_not_asked_about(on_plan: Opened, asker: ScriptedAsker, name: str) -> None:
    give(on_plan, name)
    assert (owner(on_plan), asker.questions) == (KNOWN, [])


def test_the_field_shows_the_name_that_is_meant(on_plan: Opened, asker: ScriptedAsker) -> None:
    on_plan.work.nav.jump(on_plan.work.hub.snapshot.by_ref("A4").id)
    on_plan.settle()
    row = next(one for one in on_plan.work.findChildren(FieldRow) if one.spec.name == "owner" and one.isVisible())
    asker.answers = [KNOWN]
    row.editor.setFocus()
    row.editor.setText(LIKE)
    row.editor.commit()
    on_plan.settle()
    on_plan.settle()
    assert (owner(on_plan), row.editor.text()) == (KNOWN, KNOWN)
    assert row.note.text == ""
    assert on_plan.work.hub.drafts.names == ()
    row.editor.setText(LIKE)
    row.editor.commit()
    on_plan.settle()
    assert row.editor.text() == LIKE
    assert "is like Designated Nurse" in row.note.text
    assert len(on_plan.work.hub.drafts.names) == 1
    row.editor.put_back()

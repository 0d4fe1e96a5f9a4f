"""The edges of what may be typed into a field."""

from dataclasses import replace
from datetime import date

import pytest

from support.team import CHAIR, LEAD, Team
from tracker.domain.plan.fields import FieldType, Spec
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import Kind, specs
from tracker.errors import NameAsked, UserError
from tracker.services.context import context_of
from tracker.services.records.editing import add, set_fields
from tracker.services.records.typed import typed

TODAY = date(2024, 3, 12)
WHOLE = [(kind, spec) for kind in KINDS for spec in specs(kind).values() if spec.type is FieldType.WHOLE]


@pytest.mark.parametrize(("kind", "spec"), WHOLE, ids=lambda one: getattr(one, "name", one))
def test_a_whole_number_is_taken_from_its_least_to_its_most(team: Team, kind: Kind, spec: Spec) -> None:
    least, most = spec.within
    with team.store.begin(writing=False) as uow:
        context = context_of(uow, team.act(LEAD))
        for number in (least, most):
            assert typed(context, kind, spec, str(number)) == typed(context, kind, spec, number) == number
        for number in (least - 1, most + 1):
            with pytest.raises(UserError, match="is never") as caught:
                typed(context, kind, spec, str(number))
            assert caught.value.hint == f"write a number from {least} to {most:,}"
        with pytest.raises(UserError, match="is a whole number"):
            typed(context, kind, spec, f"{least}.5")


@pytest.mark.parametrize(
    ("field", "typed_in", "register", "like"),
    [("owner", "Head of Erly Help", "people", "Head of Early Help"), ("agency", "Polise", "agencies", "Police")],
)
def test_whose_name_is_meant_is_asked_of_its_register(
    team: Team, field: str, typed_in: str, register: str, like: str
) -> None:
    with team.store.begin() as uow, pytest.raises(NameAsked) as caught:
        set_fields(uow, replace(team.act(LEAD), names={}), ["A1"], {field: typed_in})
    assert (caught.value.name, caught.value.register, caught.value.like) == (typed_in, register, (like,))


@pytest.mark.parametrize("field", ["checked_by", "done"])
def test_a_check_with_an_outcome_says_who_made_it_and_when(team: Team, field: str) -> None:
    team.do(LEAD, add, Kind.VERIFICATION, {"for": "A3", "due": "2024-03-12"})
    team.do(CHAIR, set_fields, ["V1"], {field: ""})
    team.do(CHAIR, set_fields, ["V1"], {"outcome": "passed", field: ""})
    assert (team.get("V1").checked_by, team.get("V1").done) == (CHAIR, TODAY)
    with pytest.raises(UserError, match="V1 has an outcome, so it says"):
        team.do(CHAIR, set_fields, ["V1"], {field: ""})

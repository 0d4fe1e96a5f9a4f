"""What is said of a record by the declaration of its kind."""

from support.builders import a_plan_store, an_action
from tracker.domain.plan.kinds import KINDS, parents_of, title_of
from tracker.domain.plan.records import Kind


def test_a_record_is_known_by_the_first_of_its_titles_that_is_filled_in() -> None:
    snapshot = a_plan_store().snapshot()
    assert title_of(snapshot.by_ref("A1")) == "Agree one plan template"
    assert title_of(an_action(title="")) == ""


def test_a_record_names_what_it_belongs_to() -> None:
    snapshot = a_plan_store().snapshot()
    assert parents_of(snapshot.by_ref("A1")) == snapshot.by_ref("A1").targets
    assert parents_of(snapshot.by_ref("S1")) == (snapshot.by_ref("A1").id,)
    assert parents_of(snapshot.by_ref("P1")) == ()
    assert parents_of(an_action()) == ()


def test_names_begin_with_a_capital_in_headings() -> None:
    said = KINDS[Kind.EXTENSION]
    assert (said.name, said.heading, said.addable) == ("New date", "New dates", False)

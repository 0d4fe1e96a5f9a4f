"""What would leave a plan: where identifiers are looked for, what is exempt, and what blanking does."""

from dataclasses import replace
from datetime import date
from typing import Any

from support.builders import a_plan_store, an_id
from tracker.domain.guard.leaving import BLANK, BLANKED, KEPT, decision_on, leaving, sightings, undecided
from tracker.domain.plan.fields import FieldType
from tracker.domain.plan.records import RECORD_TYPES, Kind, Person, kind_of, specs
from tracker.domain.plan.snapshot import Snapshot

TODAY = date(2026, 11, 30)
NHS = "943 476 5919"
TEXT = f"Audit case of T, NHS {NHS}; mail ann@example.org"


def a_snapshot() -> Snapshot:
    return a_plan_store().snapshot()


def with_words(snapshot: Snapshot, ref: str, **words: Any) -> Snapshot:
    record = snapshot.plan if ref == "plan" else snapshot.by_ref(ref)
    assert record is not None
    return changed(snapshot, replace(record, **words))


def changed(snapshot: Snapshot, record: Any) -> Snapshot:
    return snapshot.with_records([(kind_of(record), record.id, record)], snapshot.number + 1, snapshot.head)


def decided(snapshot: Snapshot, ref: str, field: str, decision: str) -> Snapshot:
    record = snapshot.by_ref(ref)
    assert record is not None
    identifiers = (*snapshot.plan.identifiers, decision_on(record, field, decision))
    return changed(snapshot, replace(snapshot.plan, identifiers=identifiers))


def test_every_text_field_of_every_kind_is_looked_at_but_for_those_that_are_exempt() -> None:
    missed = set()
    for kind, record_type in RECORD_TYPES.items():
        for name, field in specs(kind).items():
            if field.type in (FieldType.TEXT, FieldType.NOTE, FieldType.WORDS):
                value: Any = (NHS,) if field.type is FieldType.WORDS else NHS
                record = record_type(id=an_id(9000), ref="Z9", **{name: value})
                snapshot = changed(a_snapshot(), record)
                if not sightings(snapshot, TODAY):
                    missed.add(f"{kind}.{name}")
    assert missed == {
        "person.email", "evidence.sha256", "evidence.url", "inspection.sha256", "inspection.family",
        "inspection.document_type", "inspection.inspectorate", "inspection.framework", "inspection.area",
        "inspection.lead_inspector", "inspection.respond_to", "inspection.principal_authority", "inspection.outcome",
    }  # fmt: skip


def test_the_published_reports_own_words_are_exempt_and_words_typed_by_hand_are_not() -> None:
    snapshot = with_words(a_snapshot(), "R1", text=TEXT)
    assert snapshot.recommendations[0].inspection is not None
    assert sightings(snapshot, TODAY) == ()
    typed = with_words(snapshot, "R1", inspection=None)
    assert [one.place for one in sightings(typed, TODAY)] == ["R1.text", "R1.text"]


def test_a_sighting_says_where_it_is_and_shows_it_in_context() -> None:
    snapshot = with_words(a_snapshot(), "A1", description=f"{'x ' * 60}{TEXT}")
    first, second = sightings(snapshot, TODAY)
    assert (first.ref, first.field, first.text, first.decision) == ("A1", "description", NHS, None)
    assert first.context.endswith(f"NHS {NHS}; mail ann@example.org")
    assert first.context.startswith("x x")
    assert len(first.context) < 100
    assert second.text == "ann@example.org"
    in_plan = sightings(with_words(a_snapshot(), "plan", title=NHS), TODAY)
    assert [one.place for one in in_plan] == ["plan.title"]


def test_ways_to_reach_somebody_stop_a_public_paper_only() -> None:
    snapshot = with_words(a_snapshot(), "A1", description="mail ann@example.org")
    assert undecided(snapshot, TODAY) == ()
    assert len(undecided(snapshot, TODAY, public=True)) == 1


def test_a_decision_holds_until_the_words_change() -> None:
    snapshot = decided(with_words(a_snapshot(), "A1", description=TEXT), "A1", "description", KEPT)
    assert undecided(snapshot, TODAY, public=True) == ()
    assert {one.decision for one in sightings(snapshot, TODAY)} == {KEPT}
    assert len(undecided(with_words(snapshot, "A1", description=TEXT + "."), TODAY)) == 1


def test_what_is_kept_leaves_and_what_is_blanked_does_not() -> None:
    snapshot = with_words(a_snapshot(), "A1", description=TEXT)
    kept = decided(snapshot, "A1", "description", KEPT)
    assert leaving(kept, kept, TODAY) is kept
    blanked = decided(snapshot, "A1", "description", BLANKED)
    out = leaving(blanked, blanked, TODAY)
    assert out.actions[0].description == f"Audit case of T, NHS {BLANK}; mail {BLANK}"
    assert blanked.actions[0].description == TEXT
    assert (out.number, out.head) == (blanked.number, blanked.head)


def test_a_list_of_words_is_blanked_word_by_word() -> None:
    person = Person(id=an_id(9000), ref="P90", name="Nurse")
    snapshot = with_words(changed(a_snapshot(), person), "G1", aliases=("ICB", f"ICB {NHS}"))
    blanked = decided(snapshot, "G1", "aliases", BLANKED)
    assert leaving(blanked, blanked, TODAY).agencies[0].aliases == ("ICB", f"ICB {BLANK}")


def test_of_the_plan_as_it_was_only_what_somebody_kept_names_one_person() -> None:
    earlier = with_words(a_snapshot(), "A1", description=TEXT)
    now = with_words(earlier, "A1", description="Audit a case")
    out = leaving(earlier, now, TODAY)
    assert out.actions[0].description == f"Audit case of T, NHS {BLANK}; mail ann@example.org"
    kept = decided(earlier, "A1", "description", KEPT)
    assert leaving(earlier, kept, TODAY) is earlier


def test_a_plan_without_identifiers_leaves_as_it_is() -> None:
    snapshot = a_snapshot()
    assert leaving(snapshot, snapshot, TODAY) is snapshot
    assert [one for one in sightings(snapshot, TODAY) if one.record.ref.startswith(str(Kind.PLAN))] == []

"""Whatever is done to a plan, its chain is whole, its tables are its log, and all of it can be taken back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from support.builders import a_plan, an_id, plan_records, put_into
from support.clocks import FixedClock, an_act
from tracker.db.mapping import as_kept
from tracker.db.store import PlanStore, create_store, open_store
from tracker.domain.log.changes import EXISTS, Change, Changeset, build, by_record, invert, rewritten
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
)
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import RECORD_TYPES, Kind, Record, kind_of, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.reading.reading import Addressee, AnswerPeriod, Box, Judgement
from tracker.errors import Conflict

WORDS = st.text(max_size=12)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
NUMBERS = st.floats(-9e18, 9e18)
PARTS: dict[Any, st.SearchStrategy[Any]] = {
    Box: st.builds(Box, st.integers(1, 99), NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    Addressee: st.builds(Addressee, WORDS, st.none() | WORDS, st.none() | WORDS),
    Judgement: st.builds(Judgement, WORDS, WORDS),
    OpenQuestion: st.builds(OpenQuestion, WORDS, WORDS, WORDS, WORDS, WORDS, st.lists(WORDS, max_size=2).map(tuple)),
    KeyEntry: st.builds(KeyEntry, WORDS, WORDS, WORDS, WORDS, WORDS),
    IdentifierDecision: st.builds(IdentifierDecision, WORDS, WORDS, WORDS, WORDS),
    ClockStep: st.builds(ClockStep, WORDS, st.integers(0, 70), st.none() | DAYS, st.none() | DAYS),
    EvidenceRule: st.builds(EvidenceRule, WORDS, st.booleans(), st.integers(0, 5)),
    AnswerPeriod: st.builds(
        AnswerPeriod, WORDS, st.none() | st.integers(1, 99), st.none() | DAYS, st.none() | st.integers(1, 99)
    ),
    tuple: st.tuples(DAYS, DAYS),
}
TEXTS = ("", "plain", "Łódź 😀", "two\nlines", 'it\'s "quoted"', "=1+1", "erased")
EXAMPLES: dict[Any, list[Any]] = {
    Box: [Box(2, 72.0, 100.5, 520.0, 112.0), Box(3, 0.0, 0.0, 1.0, 1.0)],
    Addressee: [Addressee("A Person", "Director", "Council"), Addressee("B Person")],
    Judgement: [Judgement("Overall", "good")],
    OpenQuestion: [OpenQuestion("plan.xlsx", "Plan!F9", "Ongoing", "due", "no day", ("A1", "A2"))],
    IdentifierDecision: [IdentifierDecision("a", "description", "kept", "0a1b2")],
    KeyEntry: [KeyEntry("delivery", "complete", "Done", "#00ff00", "it is done")],
    ClockStep: [ClockStep("Cabinet", 10), ClockStep("Submit", 0, date(2024, 3, 8), date(2024, 3, 7))],
    EvidenceRule: [EvidenceRule("mixed kinds", False, 3)],
    AnswerPeriod: [AnswerPeriod("action plan", 70, page=5), AnswerPeriod("draft action plan", by=date(2024, 1, 2))],
    PaperTemplate: [
        PaperTemplate("Board", marking="Official", recipients=("A Person",)),
        PaperTemplate("All", exempt="2", cleared=("A Person",), texts=(PaperText("Risks", "None."),)),
    ],
    tuple: [(date(2023, 10, 9), date(2023, 10, 13))],
}
IDS = {kind: [an_id(2000 + 10 * place + n) for n in range(4)] for place, kind in enumerate(Kind)}


def value_of(field: Spec, alive: dict[Kind, set[RecordId]]) -> st.SearchStrategy[Any]:
    """Any value the field may have; links lead to records that are there."""
    targets = sorted(record for kind in field.links for record in alive.get(Kind(kind), ()))
    link = st.sampled_from(targets) if targets else st.nothing()
    one: dict[FieldType, st.SearchStrategy[Any]] = {
        FieldType.TEXT: WORDS,
        FieldType.NOTE: WORDS,
        FieldType.DATE: DAYS,
        FieldType.WHOLE: st.integers(-(2**63) + 1, 2**63 - 1),
        FieldType.NUMBER: NUMBERS,
        FieldType.TOKEN: st.sampled_from(field.tokens or ("",)),
        FieldType.LINK: link,
        FieldType.LINKS: st.lists(link, max_size=3 if targets else 0).map(tuple),
        FieldType.WORDS: st.lists(WORDS, max_size=3).map(tuple),
        FieldType.PARTS: st.lists(PARTS.get(field.part, st.nothing()), max_size=3).map(tuple),
    }
    return one[field.type]


def any_record(draw: Any, kind: Kind, record: RecordId, alive: dict[Kind, set[RecordId]]) -> Record:
    """A record of the kind with some of its fields set."""
    blank = RECORD_TYPES[kind](id=record)
    fields = specs(kind)
    chosen = draw(st.lists(st.sampled_from(sorted(fields)), max_size=6, unique=True))
    given_values = {}
    for name in chosen:
        value = value_of(fields[name], alive)
        optional = getattr(blank, name) is None
        given_values[name] = draw(st.none() | value if optional else value)
    return replace(blank, **given_values)


@contextmanager
def a_store() -> Iterator[PlanStore]:
    """A plan in a folder of its own."""
    folder = Path(tempfile.mkdtemp())
    store = create_store(str(folder / "x.plan"), a_plan(), an_act())
    assert isinstance(store, PlanStore)
    try:
        yield store
    finally:
        store.close()
        shutil.rmtree(folder)


def random_value(rng: Random, field: Spec, alive: dict[Kind, set[RecordId]]) -> Any:
    """Some value the field may have; links lead to records that are there."""
    targets = sorted(record for kind in field.links for record in alive.get(Kind(kind), ()))
    some = rng.randrange(3)
    one: dict[FieldType, Callable[[], Any]] = {
        FieldType.DATE: lambda: date(2024, 1, 1) + timedelta(days=rng.randrange(900)),
        FieldType.WHOLE: lambda: rng.randrange(50),
        FieldType.NUMBER: lambda: rng.choice([0.1, 41, -7.25]),
        FieldType.TOKEN: lambda: rng.choice(field.tokens),
        FieldType.LINK: lambda: rng.choice(targets) if targets else None,
        FieldType.LINKS: lambda: tuple(rng.sample(targets, min(some, len(targets)))),
        FieldType.WORDS: lambda: tuple(rng.choices(TEXTS, k=some)),
        FieldType.PARTS: lambda: tuple(rng.choices(EXAMPLES[field.part], k=some)),
    }
    return one.get(field.type, lambda: rng.choice(TEXTS))()


def random_record(rng: Random, blank: Record, alive: dict[Kind, set[RecordId]]) -> Record:
    """The record with some of its fields set anew."""
    fields = specs(kind_of(blank))
    chosen = rng.sample(sorted(fields), rng.randrange(1, min(6, len(fields))))
    return replace(blank, **{name: random_value(rng, fields[name], alive) for name in chosen})


def one_edit(rng: Random, store: PlanStore) -> None:
    """A changeset of up to three records added, changed or taken out; one that would leave a loose link is refused."""
    with store.begin() as uow:
        for _ in range(rng.randrange(1, 4)):
            snapshot = uow.snapshot()
            alive = {kind: set(snapshot.records.get(kind, {})) for kind in Kind}
            kind = rng.choice(list(Kind))
            record_id = an_id(1) if kind is Kind.PLAN else rng.choice(IDS[kind])
            current = snapshot.get(record_id)
            if current is None:
                uow.add(random_record(rng, RECORD_TYPES[kind](id=record_id), alive))
            elif kind is not Kind.PLAN and rng.randrange(4) == 0:
                uow.remove(kind, record_id)
            else:
                uow.put(random_record(rng, current, alive))
        with suppress(Conflict):
            uow.commit(an_act(rng.choice(["Kate", "Ali"])).stamp(why=rng.choice(TEXTS)))


@given(st.integers(0, 2**32))
@settings(max_examples=2, phases=[Phase.generate])
def test_after_two_hundred_edits_the_chain_is_whole_and_the_tables_are_the_log(seed: int) -> None:
    rng = Random(seed)
    with a_store() as store:
        kept: list[Snapshot] = []
        for number in range(200):
            one_edit(rng, store)
            if number % 40 == 0:
                kept.append(store.snapshot())
        faults = [fault for fault in store.verify().faults if fault.message != "the file is missing from the plan"]
        assert faults == []
        kept.append(store.snapshot())
        fresh = open_store(store.address)
        assert fresh.snapshot() == kept[-1]
        assert fresh.refresh(kept[0])[0] == kept[-1]
        with fresh.begin() as uow:
            for snapshot in kept:
                past = uow.as_of(snapshot.number)
                assert (past.plan, filled(past), past.head) == (snapshot.plan, filled(snapshot), snapshot.head)
        fresh.close()


def filled(snapshot: Snapshot) -> dict[Kind, Any]:
    """The records of a snapshot, kinds without any left out."""
    return {kind: records for kind, records in snapshot.records.items() if records}


def undo(store: PlanStore, changeset: Changeset) -> None:
    """Applies the inverse of a changeset as an ordinary write."""
    with store.begin() as uow:
        for (kind, record_id), changes in by_record(invert(changeset.changes)).items():
            current = uow.snapshot().get(record_id)
            if EXISTS not in changes:
                uow.put(replace(current, **rewritten(current, changes)))
            elif changes[EXISTS].new:
                back = build(kind, record_id, {name: change.new for name, change in changes.items()})
                assert back is not None
                uow.add(back)
            else:
                uow.remove(kind, record_id)
        uow.commit(an_act().stamp("undo", undoes=changeset.number))


@given(st.integers(0, 2**32))
@settings(max_examples=4, phases=[Phase.generate])
def test_every_edit_can_be_taken_back_one_by_one(seed: int) -> None:
    rng = Random(seed)
    with a_store() as store:
        put_into(store, plan_records())
        start = store.snapshot()
        for _ in range(12):
            one_edit(rng, store)
        with store.begin() as uow:
            written = uow.changesets(start.number)
        for changeset in reversed(written):
            undo(store, changeset)
        end = store.snapshot()
        assert (end.plan, filled(end)) == (start.plan, filled(start))
        assert [f.where for f in store.verify().faults] == ["I1 letter.pdf"]


@given(st.data())
@settings(max_examples=20)
def test_any_record_comes_back_as_it_was_kept(data: st.DataObject) -> None:
    with a_store() as store:
        kind = data.draw(st.sampled_from([kind for kind in Kind if kind is not Kind.PLAN]))
        given_record = any_record(data.draw, kind, IDS[kind][0], {})
        with store.begin() as uow:
            added = uow.add(given_record)
            uow.commit(an_act(clock=FixedClock()).stamp("add"))
        fresh = open_store(store.address)
        found = fresh.snapshot().get(added.id)
        fresh.close()
        assert found == added == replace(as_kept(given_record), ref=added.ref)
        assert kind_of(found) is kind


def test_inverse_changes_name_the_values_they_bring_back() -> None:
    change = Change(an_id(1), Kind.ACTION, "title", "old", "new")
    assert invert([change]) == (Change(an_id(1), Kind.ACTION, "title", "new", "old"),)

"""Every table keyed by kind against the one declaration: whoever adds a kind is told of each that lacks it."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

import tracker
from tracker.domain.plan.external import by_external, columns
from tracker.domain.plan.fields import Shown
from tracker.domain.plan.kinds import KINDS, Declaration
from tracker.domain.plan.records import RECORD_TYPES, Kind, Record, specs
from tracker.paths import resource
from tracker.ui.core.commands import Do
from tracker.ui.forms.record_form import all_rows

Test = Callable[[Kind, Declaration], bool]


def _linked(to: str) -> Test:
    return lambda kind, _said: any(to in spec.links for spec in specs(kind).values())


def _has(field: str) -> Test:
    return lambda kind, _said: field in specs(kind)


def _dated(kind: Kind, said: Declaration) -> bool:
    """What stands in the calendar under its own name; an inspection's and the plan's days stand there as duties."""
    own = bool(said.working_days) and kind not in (Kind.PLAN, Kind.INSPECTION)
    return own or "refresh_by" in specs(kind)


WHICH: dict[str, Test] = {
    "domain.plan.kinds.KINDS": lambda kind, said: True,
    "domain.plan.kinds.PREFIXES": lambda kind, said: kind is not Kind.PLAN,
    "domain.plan.records.RECORD_TYPES": lambda kind, said: True,
    "db.tables.KINDS": lambda kind, said: True,
    "db.tables.LINKS": lambda kind, said: True,
    "db.mapping.COLUMNS": lambda kind, said: True,
    "db.checks.records.HOLDERS": _has("sha256"),
    "domain.dates.agenda.KINDS": _dated,
    "ui.record.pages.PAGES": lambda kind, said: True,
    "domain.dates.agenda._ORDER": _dated,
    "domain.dates.agenda._SHAPES": _dated,
    "services.dates.calendar_file._CALLED": _dated,
    "ui.calendar.calendar_view.CHIP_NAMES": lambda kind, said: True,
    "domain.plan.snapshot_index.WAYS": lambda kind, said: bool(said.parent),
    "domain.people.handover.OWNED": _has("owner"),
    "domain.people.handover.NOUNS": lambda kind, said: _has("owner")(kind, said) or kind in (Kind.PERSON, Kind.ROUND),
    "services.people.agencies.NAMING": _linked("agency"),
    "ui.lists.affected_rows.NAMING": lambda kind, said: _linked("person")(kind, said) or _linked("agency")(kind, said),
    "domain.plan.scope.KINDS": lambda kind, said: bool(said.sheet),
    "services.workbook.matching.WORDS": lambda kind, said: bool(said.sheet),
    "services.workbook.new_rows.ARRIVAL": lambda kind, said: bool(said.sheet) and kind is not Kind.UPDATE,
}
"""The kinds that each table must name, neither more nor fewer."""
BY_CHOICE = {
    "domain.plan.records.SUBJECTS": "what actions answer",
    "domain.plan.records.SERVED": "what updates, evidence, measures and questions are about",
    "domain.dates.timeline.DATED": "what moves a bar",
    "domain.guard.leaving._EXEMPT": "a kind may hold nothing that is public or no text",
    "domain.guard.publishing.SHOWN": "a kind may hold no words that are public; a test of its own walks all fields",
    "domain.guard.publishing.NAMES": "a kind may name nobody",
    "domain.guard.publishing.IN_NO_PAPER": "a kind may hold nothing that the program keeps for itself",
    "domain.people.signed.SIGNED": "kinds in which somebody signs what somebody else may decide",
    "domain.plan.invariants.DONE_ON": "days on which something was done",
    "domain.plan.invariants._OF_KIND": "a kind may have nothing that holds of it in every plan",
    "services.workbook.new_rows._WORDS": "what an earlier merge of the same row may have added",
    "domain.workbook.cells.COMPOSED": "cells that are made of more than one field",
    "workbook.columns.OPTIONAL": "sheets that a plan may do without",
    "domain.lists.filter_words.WORDS": "a kind may have no filter word of its own",
    "domain.plan.external.COMPUTED": "a kind may have nothing that is worked out",
    "services.evidence.pack._EVERYWHERE": "registers and meetings, which belong to no one recommendation",
    "services.evidence.pack._OF_SUBJECTS": "what a pack can be of",
    "services.gate.rules.RULES": "a kind may have no rule of its own",
    "services.records.typed._ALSO": "a kind's fields may have no other names",
    "ui.lists.affected_rows.ANSWERS": "what answers to a round are counted by",
    "ui.lists.affected_rows.EVERYWHERE": "what every row is judged by",
    "ui.lists.affected_rows.NAMES": "what is shown by its name wherever it is linked",
    "ui.record.subject.DETAILS": "two kinds share a view",
    "ui.record.panel.USUAL": "what is looked at all the time",
}
"""Tables that name some kinds as they please."""


def tables() -> Iterator[tuple[str, Any]]:
    """Every table or list of kinds of the program by the name it was made under."""
    found: dict[int, tuple[str, Any]] = {}
    for module in pkgutil.walk_packages(tracker.__path__, "tracker."):
        if "migrations" in module.name or module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            kinds = [key for key in value if isinstance(key, Kind)] if _holds(value) else []
            if kinds:
                key = f"{module.name.removeprefix('tracker.')}.{name}"
                found[id(value)] = min(found.get(id(value), (key, value)), (key, value), key=_made_there)
    yield from found.values()


def _holds(value: Any) -> bool:
    return isinstance(value, Mapping | tuple | list | set | frozenset)


def _made_there(found: tuple[str, Any]) -> bool:
    """The name that is declared sorts before those that are imported."""
    return found[0] not in WHICH and found[0] not in BY_CHOICE


def test_every_table_names_the_kinds_that_it_must() -> None:
    found = dict(tables())
    assert found.keys() - WHICH.keys() - BY_CHOICE.keys() == set(), "keyed by kind and compared with nothing"
    assert found.keys() == WHICH.keys() | BY_CHOICE.keys()
    for name, must in WHICH.items():
        wanted = {kind for kind, said in KINDS.items() if must(kind, said)}
        assert {key for key in found[name] if isinstance(key, Kind)} == wanted, name


@pytest.mark.parametrize("kind", Kind)
def test_what_is_declared_is_there(kind: Kind) -> None:
    said, blank = KINDS[kind], RECORD_TYPES[kind]
    fields = set(specs(kind))
    assert {*said.title, *said.required, *said.working_days, *filter(None, [said.parent])} <= fields
    assert set(said.columns) <= set(columns(kind))
    assert said.title
    assert issubclass(blank, Record)
    assert not said.place or Do(f"place {said.place}")
    assert not said.icon or resource("icons", f"{said.icon}.svg").is_file()
    assert bool(said.icon) == bool(said.place)


def test_names_and_prefixes_are_used_once() -> None:
    prefixes = [said.prefix for said in KINDS.values()]
    names = [said.one for said in KINDS.values()]
    assert len(set(prefixes)) == len(set(names)) == len(Kind)


def placed_at(place: str) -> set[Kind]:
    return {kind for kind, said in KINDS.items() if said.place == place}


def test_places_list_the_kinds_that_are_declared_to_stand_there() -> None:
    from tracker.ui.registers.register_columns import REGISTERS
    from tracker.ui.shell.side_bar import COUNTED

    for place, (kinds, _) in REGISTERS.items():
        assert set(kinds) == placed_at(place)
    for do, kinds in COUNTED.items():
        listed = placed_at(do.value.removeprefix("place "))
        assert set(kinds) == (listed - {Kind.ACTION} or {Kind.ACTION})


def test_the_workbook_has_the_sheets_that_are_declared() -> None:
    from tracker.workbook.columns import SHEETS

    assert {sheet.kind: sheet.title for sheet in SHEETS} == {k: said.sheet for k, said in KINDS.items() if said.sheet}


def test_other_names_of_fields_lead_to_fields() -> None:
    from tracker.services.records.typed import _ALSO

    for kind, also in _ALSO.items():
        assert set(also.values()) <= set(by_external(kind))


def test_every_field_stands_in_a_form_or_says_where_else() -> None:
    from tracker.ui.questions.question_sections import ROWS
    from tracker.ui.record.pages import ACTION_ROWS
    from tracker.ui.record.subject import DETAILS

    first = {Kind.ACTION: ACTION_ROWS, Kind.CHALLENGE: ROWS, **DETAILS}
    for kind in Kind:
        rows = [name for row in all_rows(kind, first.get(kind, ())) for name in row]
        assert len(set(rows)) == len(rows)
        assert not [name for name in rows if specs(kind)[name].shown is not Shown.FORM]


def test_a_field_that_asks_for_a_column_gets_one() -> None:
    from tracker.ui.plan_list.action_columns import MORE_COLUMNS
    from tracker.workbook.columns import SHEETS

    for sheet in SHEETS:
        asked = {name for name, spec in specs(sheet.kind).items() if spec.workbook}
        assert asked <= {column.name for column in sheet.columns}
    asked = {name for name, spec in specs(Kind.ACTION).items() if spec.listed}
    assert asked <= {column.key for column in MORE_COLUMNS}
    assert not [kind for kind in Kind if not KINDS[kind].sheet and any(one.workbook for one in specs(kind).values())]


@pytest.mark.parametrize("kind", Kind)
def test_a_page_has_the_sections_that_it_speaks_of(kind: Kind) -> None:
    from tracker.ui.record.pages import PAGES

    page = PAGES[kind]
    below = (part for parts in page.sections.values() for part in parts)
    names = [part.name for part in (*page.head, *page.top, *below)]
    assert len(set(names)) == len(names)
    assert {*page.focus, page.edit} <= set(names)
    if KINDS[kind].part:
        parents = specs(kind)[KINDS[kind].parent].links
        every = [PAGES[Kind(parent)] for parent in parents]
        assert all(KINDS[kind].part in str(one) for one in every)

"""A plan in which every text field holds one sort of difficult text, each with a word of its own to be found again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tracker.domain.plan.fields import FieldType, Spec
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Record, kind_of, specs
from tracker.domain.plan.snapshot import Snapshot

Filler = Callable[[str], str]
SCRIPTS = "Łódź ḥaqq Ωmega Привет 中文字 नमस्ते שלום محمد 😀"
FILLERS: dict[str, Filler] = {
    "one-letter lines": lambda mark: f"{mark}\n" + "\n".join("x" for _ in range(70)),
    "unbroken letters": lambda mark: f"{mark} " + "w" * 900,
    "sentences": lambda mark: f"{mark} " + " ".join(f"This is sentence {number}." for number in range(100)),
    "six scripts": lambda mark: f"{mark} {SCRIPTS}",
}


def marker(record: Record, name: str) -> str:
    """The word by which a field's text is found again."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in record.ref[1:] or "0")
    return f"q{kind_of(record).value}{letters}{name.replace('_', '')}q"


def filled(snapshot: Snapshot, filler: Filler) -> Snapshot:
    """The plan with every text field filled in."""
    records = [(kind, record.id, _filled(record, filler)) for kind in snapshot.records for record in snapshot.of(kind)]
    records.append((Kind.PLAN, snapshot.plan.id, _filled(snapshot.plan, filler)))
    return snapshot.with_records(records, snapshot.number, snapshot.head)


def _filled(record: Record, filler: Filler) -> Record:
    return replace(record, **{name: filler(marker(record, name)) for name in texts_of(record)})


def in_every_state(snapshot: Snapshot, day: date) -> Snapshot:
    """The plan with its records spread over every word of every field, and every empty date, number and text filled."""
    records: list[tuple[Kind, RecordId, Record | None]] = []
    for kind in (*snapshot.records, Kind.PLAN):
        for n, record in enumerate((snapshot.plan,) if kind is Kind.PLAN else snapshot.of(kind)):
            values = {name: _some(spec, getattr(record, name), n + place, day, f"{record.ref} {name}")
                      for place, (name, spec) in enumerate(specs(kind).items())}  # fmt: skip
            records.append((kind, record.id, replace(record, **values)))
    return snapshot.with_records(records, snapshot.number, snapshot.head)


def _some(spec: Spec, value: Any, n: int, day: date, words: str) -> Any:
    if spec.type is FieldType.TOKEN and spec.tokens:
        return spec.tokens[n % len(spec.tokens)]
    if spec.type is FieldType.FLAG:
        return n % 2 == 0
    if value is not None and value != "":
        return value
    filled_in: dict[FieldType, Any] = {
        FieldType.DATE: day + timedelta(days=7 * (n % 12 - 6)), FieldType.WHOLE: n % 12 + 1, FieldType.NUMBER: 5.0 * n,
        FieldType.TEXT: words, FieldType.NOTE: words,
    }  # fmt: skip
    return filled_in.get(spec.type, value)


def texts_of(record: Record) -> Iterator[str]:
    """The fields of a record that hold a person's words."""
    for name, spec in specs(kind_of(record)).items():
        if spec.type in (FieldType.TEXT, FieldType.NOTE) and name not in ("sha256", "family", "document_type", "url"):
            yield name


def words_of(record: Any, *names: str) -> Iterator[str]:
    """The markers of some fields."""
    for name in names:
        yield marker(record, name)

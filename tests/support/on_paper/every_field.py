"""A plan in which every text field holds one sort of difficult text, each with a word of its own to be found again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tracker.domain.plan.fields import FieldType
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


def texts_of(record: Record) -> Iterator[str]:
    """The fields of a record that hold a person's words."""
    for name, spec in specs(kind_of(record)).items():
        if spec.type in (FieldType.TEXT, FieldType.NOTE) and name not in ("sha256", "family", "document_type", "url"):
            yield name


def words_of(record: Any, *names: str) -> Iterator[str]:
    """The markers of some fields."""
    for name in names:
        yield marker(record, name)

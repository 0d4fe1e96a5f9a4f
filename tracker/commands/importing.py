"""The verb that brings in a plan that somebody has already: import."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tracker.commands.context import Context, emit, read_bytes, say
from tracker.domain.foreign.grid import GridFile
from tracker.errors import UserError
from tracker.paths import is_plan

LEFT_TO_A_PERSON: Final = 3


def import_(words: Namespace, context: Context) -> int:
    """Brings a plan in; exit status 3 while questions are left."""
    from tracker.domain.foreign.understand import understand
    from tracker.services.foreign.answer import as_json, told
    from tracker.services.foreign.bring_in import Source, bring_in

    path = Path(words.file)
    mapping, answers = (
        _by_words(words.map, "map", '{"By when": "due"}'),
        _by_words(words.answers, "answers", '{"F9": "2027-03-31"}'),
    )
    if is_plan(path):
        hint = "open it; a workbook of this plan, or another copy of it, comes home with merge"
        raise UserError(f"{path.name} is a plan of this program", hint)
    data = read_bytes(path)
    with context.plan(words.plan) as store:
        file = tables_of(path)
        draft = understand(
            file, context.today, preset=words.preset or "", mapping=mapping, answers=answers, sheets=words.sheet
        )
        with store.begin(writing=not words.dry_run, before="import") as uow:
            brought = bring_in(
                uow, context.act, draft, Source(path.name, data, file.sha256), answers, write=not words.dry_run
            )
            answer = as_json(brought, written=brought.changes is not None)
    emit(answer, words.json)
    if words.json != "-":
        for line in told(answer, draft):
            say(line)
    return LEFT_TO_A_PERSON if answer["questions"] else 0


def tables_of(path: Path) -> GridFile:
    """The tables of a file, read by a process of its own. Raises UserError where it cannot be read."""
    from tracker.reading.sandbox import Reader

    with Reader() as reader:
        return reader.tables(path)


def _by_words(file: str | None, what: str, example: str) -> Mapping[str, str]:
    """A file of JSON that says something for headings or cells."""
    if file is None:
        return {}
    try:
        said: Any = json.loads(Path(file).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as fault:
        raise UserError(f"the {what} in {file} cannot be read", f"give a file of JSON such as {example}") from fault
    if not isinstance(said, dict) or any(isinstance(value, dict | list) for value in said.values()):
        raise UserError(f"the {what} in {file} are not words by name", f"write {example}")
    return {str(name): "leave" if value is None else str(value) for name, value in said.items()}

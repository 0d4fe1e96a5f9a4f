"""A paper as a template of the plan dresses it: marking, recipients, logo, which sections and which columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.domain.people.people import fold
from tracker.domain.plan.fields import PaperTemplate
from tracker.errors import UserError

if TYPE_CHECKING:
    from tracker.domain.board.board import BoardData

COLUMNS = (
    "Owner", "Due", "State", "Description", "Accountable", "Supporting", "Start", "Priority", "Waits for",
    "Success measure", "Evidence needed", "Milestones", "Evidence", "So what", "Assurance", "Last update", "Forecast",
    "Reason",
)  # fmt: skip
"""What may be shown of an action beside its reference and title."""


def dressed(data: BoardData, template: PaperTemplate, read_file: Callable[[str], bytes]) -> BoardData:
    """The data of a paper with what the template says; a public paper keeps no recipients and no marking of it."""
    logo = read_file(template.logo) if template.logo else b""
    title = replace(data.title, logo=logo)
    if not data.title.public:
        title = replace(title, marking=template.marking or title.marking, recipients=template.recipients)
    return replace(data, title=title, sections=template.sections, columns=template.columns)


def named(templates: Iterable[PaperTemplate], name: str) -> PaperTemplate:
    """The template of this name. Raises UserError, with those there are, for any other."""
    every = tuple(templates)
    found = next((one for one in every if fold(one.name) == fold(name)), None)
    if found is None:
        there = f"there are: {'; '.join(one.name for one in every)}" if every else ""
        hint = there or "keep one: tracker template PLAN NAME"
        raise UserError(f"there is no template called “{name.strip()}”", hint, window=there)
    return found


def known(given: Iterable[str], names: Iterable[str], what: str) -> tuple[str, ...]:
    """What was given, as it is written, each once and in the order of `names`. Raises UserError for any other."""
    by_fold = {fold(name): name for name in names}
    wanted = [by_fold.get(fold(one)) for one in given]
    strange = [one for one, found in zip(given, wanted, strict=True) if found is None]
    if strange:
        raise UserError(f"there is no {what} called “{strange[0]}”", f"there are: {'; '.join(by_fold.values())}")
    return tuple(name for name in by_fold.values() if name in wanted)

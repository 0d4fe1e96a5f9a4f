"""A paper as a template of the plan dresses it: marking, recipients, logo, which sections and which columns, and words
that its maker says beside what is in the plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tracker.domain.people.people import fold
from tracker.domain.plan.fields import PaperTemplate, PaperText
from tracker.domain.text.words import one_line
from tracker.errors import UserError

if TYPE_CHECKING:
    from tracker.domain.board.board import BoardData

COLUMNS = (
    "Owner", "Due", "State", "Description", "Accountable", "Supporting", "Start", "Priority", "Waits for",
    "Success measure", "Evidence needed", "Milestones", "Evidence", "So what", "Assurance", "Last update", "Forecast",
    "Reason",
)  # fmt: skip
"""What may be shown of an action beside its reference and title."""


BACKGROUND: Final = "Background papers"
HEADINGS: Final = (
    "Options considered", "Consultation", "Financial implications", "Legal implications", "Equality implications",
    "Data protection implications", "Climate implications", "Risks", BACKGROUND,
)  # fmt: skip
"""What council papers say beside the plan, in the order in which they do; any other heading stands before the last."""
SAID_BESIDE: Final = "Implications and background"
"""What they stand under together."""
NOT_FOR_PUBLICATION: Final = "Not for publication"
_PARAGRAPHS = re.compile(r"(?i)(?:paragraphs? )?([1-7](?:(?:, | and |, and )[1-7])*)")
_SAID_WHOLE = re.compile(r"(?i)(not for publication|exempt|confidential)\b")


def dressed(
    data: BoardData, template: PaperTemplate, read_file: Callable[[str], bytes], said: Callable[[str], str] = str
) -> BoardData:
    """The data of a paper with what the template says.

    A public paper keeps its number and background papers alone, with its words as `said` makes them: the rest is notes
    and names of staff, or speaks of the paper that is not public.
    """
    logo = read_file(template.logo) if template.logo else b""
    title = replace(data.title, logo=logo, number_given=template.report_number)
    texts = template.texts
    if data.title.public:
        texts = tuple(replace(one, text=said(one.text)) for one in texts if one not in left_out(template))
    else:
        exempt = exempt_words(template.exempt)
        marking = template.marking or title.marking or (NOT_FOR_PUBLICATION if exempt else "")
        title = replace(
            title, marking=marking, recipients=template.recipients, exempt=exempt, cleared=template.cleared,
            lead_officer=template.lead_officer, cabinet_member=template.cabinet_member,
        )  # fmt: skip
    return replace(data, title=title, sections=template.sections, columns=template.columns, texts=texts)


def left_out(template: PaperTemplate) -> tuple[PaperText, ...]:
    """The texts of a template that no public paper shows."""
    return tuple(one for one in template.texts if one.heading != BACKGROUND)


def exempt_words(reason: str) -> str:
    """Why a paper is not for publication, as a sentence; the number of a paragraph alone is one of Schedule 12A.

    Source: Local Government Act 1972, Schedule 12A, Part 1, paragraphs 1 to 7.
    """
    if not reason:
        return ""
    alone = _PARAGRAPHS.fullmatch(reason)
    if alone:
        some = "paragraphs" if len(alone[1]) > 1 else "paragraph"
        reason = f"{some} {alone[1]} of Part 1 of Schedule 12A to the Local Government Act 1972"
    whole = reason if _SAID_WHOLE.match(reason) else f"{NOT_FOR_PUBLICATION} by virtue of {reason}"
    return f"{whole.rstrip('.')}."


def in_order(texts: Iterable[PaperText]) -> tuple[PaperText, ...]:
    """Texts as a council paper orders them, those under a usual heading by its usual name; none that is empty."""
    usual = {fold(name): name for name in HEADINGS}
    places = {name: place for place, name in enumerate(HEADINGS)}
    named = (PaperText(usual.get(fold(one.heading), one_line(one.heading)), one.text.strip()) for one in texts)
    other = places[BACKGROUND] - 0.5
    return tuple(sorted((one for one in named if one.text), key=lambda one: places.get(one.heading, other)))


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
        there = f"there are: {'; '.join(by_fold.values())}" if by_fold else "there is none to choose: leave it out"
        raise UserError(f"there is no {what} called “{strange[0]}”", there)
    return tuple(name for name in by_fold.values() if name in wanted)

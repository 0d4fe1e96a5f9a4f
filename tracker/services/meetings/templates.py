"""Templates of papers: how a paper of this plan is made again, kept in the plan under a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.domain.board.dressing import HEADINGS, in_order, named
from tracker.domain.guard.parts import refuse_identifiers
from tracker.domain.meetings.papers import UNTAKEN, name_of
from tracker.domain.people.people import fold
from tracker.domain.plan.fields import PaperTemplate
from tracker.domain.text.words import one_line
from tracker.errors import UserError
from tracker.services.context import Done, context_of, needed
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork

PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How a logo's file begins: PNG and JPEG."""
LARGEST = 2_000_000


def keep_template(uow: UnitOfWork, act: Act, template: PaperTemplate, logo: bytes | None = None, was: str = "") -> Done:
    """Keeps a template in place of one of the same name, or of what it `was` called, with its logo where one is given.

    Raises UserError for one without a name or with another's, for a logo that is no picture a paper can show, and for
    words that no paper of it could show or that name one person by a number.
    """
    context = context_of(uow, act)
    plan = context.snapshot.plan
    name = one_line(needed(template.name, "a name for the template"))
    sha256 = uow.add_file(_picture(logo)) if logo is not None else template.logo
    made = tidy(replace(template, name=name, logo=sha256), act.today)
    names = [fold(one.name) for one in plan.templates]
    if was and fold(was) != fold(name) and fold(name) in names:
        raise UserError(f"there is another template called “{name}”", "choose another name")
    kept, place = list(plan.templates), fold(was or name)
    if place in names:
        kept[names.index(place)] = made
    else:
        kept.append(made)
    uow.put(replace(plan, templates=tuple(kept)))
    return Done(commit(context, "edit"))


def tidy(template: PaperTemplate, today: date) -> PaperTemplate:
    """A template as it is kept. Raises UserError for words that no paper could show or that name one person."""
    made = replace(
        template, texts=in_order(template.texts), marking=one_line(template.marking),
        report_number=one_line(template.report_number), exempt=one_line(template.exempt),
        lead_officer=one_line(template.lead_officer), cabinet_member=one_line(template.cabinet_member),
        recipients=_lines(template.recipients), cleared=_lines(template.cleared),
    )  # fmt: skip
    unheaded = [one.text for one in made.texts if not one.heading]
    if unheaded:
        raise UserError(f"“{unheaded[0][:60]}” stands under no heading", f"give one: {'; '.join(HEADINGS)}")
    for name in UNTAKEN.get(made.paper, ()):
        if getattr(made, name):
            said = f"“{name_of(made.paper)}” has no room for {name.replace('_', ' ')} of its own"
            raise UserError(said, "leave it out, or keep it for another paper")
    refuse_identifiers(made, today, "every paper of the template")
    return made


def _lines(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one_line(one) for one in words if one.strip())


def drop_template(uow: UnitOfWork, act: Act, name: str) -> Done:
    """Takes a template out of the plan. Raises UserError where there is none of this name."""
    context = context_of(uow, act)
    plan = context.snapshot.plan
    gone = named(plan.templates, name)
    uow.put(replace(plan, templates=tuple(one for one in plan.templates if one != gone)))
    return Done(commit(context, "edit"))


def _picture(data: bytes) -> bytes:
    if not data.startswith(PICTURES):
        raise UserError("the logo is neither a PNG nor a JPEG picture", "save it as .png and try again")
    if len(data) > LARGEST:
        raise UserError("the logo is larger than 2 MB", "make it smaller: it is printed some centimetres wide")
    return data

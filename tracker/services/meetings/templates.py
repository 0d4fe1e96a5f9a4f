"""Templates of papers: how a paper of this plan is made again, kept in the plan under a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.domain.board.dressing import HEADINGS, in_order, named
from tracker.domain.guard.identifiers import identifiers
from tracker.domain.meetings.papers import WITHOUT_TEXTS
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


def keep_template(uow: UnitOfWork, act: Act, template: PaperTemplate, logo: bytes | None = None) -> Done:
    """Keeps a template in place of one of the same name, with its logo where one is given.

    Raises UserError for one without a name, for a logo that is no picture a paper can show, and for words that no paper
    of it could show or that name one person by a number.
    """
    context = context_of(uow, act)
    plan = context.snapshot.plan
    name = one_line(needed(template.name, "a name for the template"))
    sha256 = uow.add_file(_picture(logo)) if logo is not None else template.logo
    tidy = _tidy(replace(template, name=name, logo=sha256), act.today)
    names = [fold(one.name) for one in plan.templates]
    kept = list(plan.templates)
    if fold(name) in names:
        kept[names.index(fold(name))] = tidy
    else:
        kept.append(tidy)
    uow.put(replace(plan, templates=tuple(kept)))
    return Done(commit(context, "edit"))


def _tidy(template: PaperTemplate, today: date) -> PaperTemplate:
    lines = ("marking", "report_number", "exempt", "lead_officer", "cabinet_member")
    lists = ("recipients", "cleared")
    made = replace(
        template, texts=in_order(template.texts), **{name: one_line(getattr(template, name)) for name in lines},
        **{name: tuple(one_line(one) for one in getattr(template, name) if one.strip()) for name in lists},
    )  # fmt: skip
    unheaded = [one.text for one in made.texts if not one.heading]
    if unheaded:
        raise UserError(f"“{unheaded[0][:60]}” stands under no heading", f"give one: {'; '.join(HEADINGS)}")
    if made.texts and made.paper in WITHOUT_TEXTS:
        raise UserError(f"the {made.paper} paper has no room for texts of its own", "keep them for another paper")
    _refuse_identifiers(made, today)
    return made


def _refuse_identifiers(template: PaperTemplate, today: date) -> None:
    """A template's words go into every paper made by it: what names one person is not let in."""
    words = (template.exempt, *template.cleared, *(one.text for one in template.texts))
    found = ((text, one) for text in words for one in identifiers(text, today) if one.kind.names_one_person)
    for text, one in found:
        said = f"“{text[one.start : one.end]}” may be somebody's {one.kind}"
        raise UserError(f"{said}, and would stand in every paper of the template", "say it without")


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

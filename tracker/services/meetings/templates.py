"""Templates of papers: how a paper of this plan is made again, kept in the plan under a name."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.board.dressing import named
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

    Raises UserError for one without a name, and for a logo that is no picture a paper can show.
    """
    context = context_of(uow, act)
    plan = context.snapshot.plan
    name = one_line(needed(template.name, "a name for the template"))
    sha256 = uow.add_file(_picture(logo)) if logo is not None else template.logo
    tidy = replace(
        template, name=name, logo=sha256, marking=one_line(template.marking),
        recipients=tuple(one_line(one) for one in template.recipients if one.strip()),
    )  # fmt: skip
    names = [fold(one.name) for one in plan.templates]
    kept = list(plan.templates)
    if fold(name) in names:
        kept[names.index(fold(name))] = tidy
    else:
        kept.append(tidy)
    uow.put(replace(plan, templates=tuple(kept)))
    return Done(commit(context, "edit"))


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

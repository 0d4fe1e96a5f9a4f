"""Agencies under the names they used to have: which kind a former name means, and what it is called in a plan today.

Clinical commissioning groups became integrated care boards (Health and Care Act 2022), local safeguarding children
boards became safeguarding children partnerships (Children and Social Work Act 2017), youth offending teams are called
youth justice services, and the national probation service and the community rehabilitation companies became the
probation service (June 2021).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.domain.plan.records import Agency


@dataclass(frozen=True, slots=True)
class Lineage:
    """One kind of agency: the names it had, those it has, and whether each still serves the place it served."""

    former: re.Pattern[str]
    present: re.Pattern[str]
    keeps_place: bool


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b", re.IGNORECASE)


LINEAGES = (
    Lineage(
        _words(r"clinical commissioning groups?", r"ccgs?", r"primary care trusts?", r"pcts?"),
        _words(r"integrated care boards?", r"icbs?"),
        keeps_place=False,
    ),
    Lineage(
        _words(r"(?:local )?safeguarding children(?:['’]?s)? boards?", r"lscbs?"),
        _words(r"safeguarding children(?:['’]?s)? partnerships?", r"safeguarding partnerships?", r"lscps?", r"scps?"),
        keeps_place=True,
    ),
    Lineage(
        _words(r"youth offending (?:teams?|services?)", r"yots?", r"yos"),
        _words(r"youth justice (?:services?|teams?)", r"yjs", r"yjt"),
        keeps_place=True,
    ),
    Lineage(
        _words(r"national probation service", r"nps", r"community rehabilitation (?:company|companies)", r"crcs?"),
        _words(r"probation service", r"probation"),
        keeps_place=False,
    ),
)
_NO_PLACE = frozenset((
    "a", "and", "area", "board", "for", "in", "joint", "local", "nhs", "of", "service", "services", "team", "teams",
    "the",
))  # fmt: skip


def is_former(name: str) -> bool:
    """Whether this is a name that agencies of its kind no longer bear."""
    return _lineage(name) is not None


def present_agency(agencies: Iterable[Agency], name: str) -> Agency | None:
    """The one agency of a plan that a former name means today; None where none fits, or more than one does."""
    lineage = _lineage(name)
    if lineage is None:
        return None
    fitting = [one for one in agencies if _fits(lineage, one, name)]
    return fitting[0] if len(fitting) == 1 else None


def joined_aliases(gone: Agency, into: Agency) -> tuple[str, ...]:
    """The other names of an agency once another has been joined with it, each once."""
    names = {name.casefold(): name for name in (*into.aliases, gone.name, *gone.aliases) if name}
    names.pop(into.name.casefold(), None)
    return tuple(names.values())


def _lineage(name: str) -> Lineage | None:
    return next((one for one in LINEAGES if one.former.search(name)), None)


def _fits(lineage: Lineage, agency: Agency, name: str) -> bool:
    if agency.active_to is not None or is_former(agency.name) or not lineage.present.search(agency.name):
        return False
    there, here = _place(lineage.former, name), _place(lineage.present, agency.name)
    return not (lineage.keeps_place and there and here) or not there.isdisjoint(here)


def _place(kind: re.Pattern[str], name: str) -> frozenset[str]:
    """The words of a name that say where it is, rather than what."""
    return frozenset(re.findall(r"\w+", kind.sub(" ", name).casefold())) - _NO_PLACE

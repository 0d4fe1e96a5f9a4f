"""Whether an entry of the register is a role or team, which may be named in public, or a person, who may not."""

from __future__ import annotations

import re

from tracker.domain.people.people import fold
from tracker.domain.plan.records import Person

_JOBS = re.compile(
    r"adviser|advisor|analyst|assistant|auditor|board|chair|chief|clerk|commissioner|constable|consultant"
    r"|coordinator|co-ordinator|councillor|counsel|deputy|director|doctor|executive|governor|group|head"
    r"|headteacher|hub|inspector|lead|leaders?|managers?|member|midwife|nurses?|officers?|partner|partnership"
    r"|practitioner|principal|psychologist|representative|scrutineer|secretary|sergeant|services?|solicitor"
    r"|sponsor|superintendent|supervisor|teams?|teacher|therapist|trainer|unit|workers?"
)
_FIELDS = re.compile(
    r"access|acting|adults?|area|associate|audit|business|care|case|change|child|children's|childrens|children"
    r"|clinical|commissioning|communications|community|complex|corporate|crime|data|delivery|designated"
    r"|detective|digital|early|education|edge|exploitation|family|families|finance|first|fostering|governance|gp"
    r"|health|help|housing|human|improvement|inclusion|independent|information|integrated|interim|intervention"
    r"|joint|justice|learning|legal|local|looked|mash|medical|mental|monitoring|multi-agency|named|operational"
    r"|operations|paediatric|participation|partnerships|performance|permanence|plan|planning|police|policy"
    r"|practice|probation|programme|project|protection|public|quality|regional|relations|residential|resources"
    r"|reviewing|safeguarding|safety|schools?|senior|social|specialist|standards|strategic|strategy|support"
    r"|targeted|training|transformation|transport|virtual|voice|vulnerability|welfare|wellbeing|workforce|young"
    r"|youth|assurance|attendance|engagement|front|door|send|senco|iro|lado|yjs|yot|ics|ehc|icb|nhs|hr|it"
)
_AND = ("and", "&", "/", "of", "for", "the", "-", "to")


def is_role(person: Person) -> bool:
    """Whether it is a role or team: said to be one, of the same name as its role, or made of nothing but job words."""
    if person.sort is not None:
        return person.sort != "person"
    return bool(person.name) and (fold(person.name) == fold(person.role) or is_role_name(person.name))


def is_role_name(name: str) -> bool:
    """Whether a name is made of job words alone ("Head of Early Help", "Youth Justice Lead")."""
    words = [word for word in re.split(r"[\s,()]+", fold(name)) if word and word not in _AND]
    return any(map(_JOBS.fullmatch, words)) and all(_JOBS.fullmatch(word) or _FIELDS.fullmatch(word) for word in words)

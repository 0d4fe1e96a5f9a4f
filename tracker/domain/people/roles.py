"""Whether an entry of the register is a role or team, which may be named in public, or a person, who may not."""

from __future__ import annotations

import re

from tracker.domain.people.people import fold
from tracker.domain.plan.records import Person

_JOBS = frozenset(
    """adviser advisor analyst assistant auditor board chair chief clerk commissioner constable consultant coordinator
    co-ordinator councillor counsel deputy director doctor executive governor group head headteacher hub inspector lead
    leader leaders leads manager managers member midwife nurse nurses officer officers partner partnership practitioner
    principal psychologist representative scrutineer secretary sergeant service services solicitor sponsor
    superintendent supervisor team teams teacher therapist trainer unit worker workers""".split()
)  # fmt: skip
_FIELDS = frozenset(
    """access acting adult adults area associate audit business care case change child children's childrens children
    clinical commissioning communications community complex corporate crime data delivery designated detective digital
    early education edge exploitation families family finance first fostering governance gp group health help housing
    human improvement inclusion independent information integrated interim intervention joint justice learning legal
    local looked mash medical mental monitoring multi-agency named officer operational operations paediatric
    participation partnership partnerships performance permanence plan planning police policy practice probation
    programme project protection public quality regional relations residential resources reviewing safeguarding
    safety school schools senior social specialist standards strategic strategy support targeted training
    transformation transport virtual voice vulnerability welfare wellbeing workforce young youth assurance attendance
    engagement front door send senco iro lado yjs yot ics ehc icb nhs hr it""".split()
)  # fmt: skip
_AND = ("and", "&", "/", "of", "for", "the", "-", "to")


def is_role(person: Person) -> bool:
    """Whether it is a role or team: said to be one, of the same name as its role, or made of nothing but job words."""
    if person.sort is not None:
        return person.sort != "person"
    return bool(person.name) and (fold(person.name) == fold(person.role) or is_role_name(person.name))


def is_role_name(name: str) -> bool:
    """Whether a name is made of job words alone ("Head of Early Help", "Youth Justice Lead")."""
    words = [word for word in re.split(r"[\s,()]+", fold(name)) if word and word not in _AND]
    return any(word in _JOBS for word in words) and all(word in _JOBS or word in _FIELDS for word in words)

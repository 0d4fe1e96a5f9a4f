"""The people a letter is addressed to: name, role and organisation apart."""

from __future__ import annotations

import re

from tracker.domain.reading.reading import Addressee
from tracker.reading.page.document import Line

_HONOURS = r"QPM|CBE|OBE|MBE|DBE|KBE|BEM|CB|DL|JP|MP|PhD|MSc|BSc|FRCPCH|FRCP|RGN|KCB|LVO|CVO|QGM|KPM|FCIPD|Prof|SOM"
_POST_NOMINAL = re.compile(rf"^(?:{_HONOURS})(?:\s+(?:{_HONOURS}))*$")
_TRAILING = re.compile(rf"\s+(?:{_HONOURS})(?:[\s,]+(?:{_HONOURS}))*$")
ROLE = re.compile(
    r"(?i)\b(?:director|deputy|chief|headteacher|officer|commissioner|head|manager|chair|leader|lead|scrutineer|executive|mayor|"
    r"accountable|assistant|interim|acting|superintendent|constable|nurse|ceo|dcs|inspector|member|president|partner|"
    r"principal|convener|coordinator|adviser|designated|independent|strategic|corporate|co-chair|secretary|councillor)\b"
)
_ORGANISATION = re.compile(
    r"(?i)\b(?:council|police|constabulary|nhs|ccg|icb|ics|trust|board|partnership|authority|borough|commissioning|company|"
    r"crc|lscb|service|services|foundation|team|county|hospital|health|agency|care board|group|city of|office|krscp|"
    r"probation|safeguarding|ltd|combined|wmca|gmca|mopac)\b"
)
_COURTESY = re.compile(r"^(?:Mr|Mrs|Ms|Miss)\.? ")
_ADDRESSED = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Cllr|Councillor|Professor|Prof|Rt Hon|Lord|Lady)\.? ")
_NAME_AND_ROLE = re.compile(r"^((?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame) )?[A-Z][\w’'-]+ [A-Z][\w’'-]+) (.+)$")
_ROLE_STARTS = re.compile(
    r"(?:(?:Police|Fire|Youth|Regional|Executive|Statutory|Divisional|Managing|Clinical|Public|Associate|Group|Senior"
    r"|Service|Joint|Local|Borough|Independent|and|Crime|Police,) )+(?=\w)"
)
_OFFICE_FIRST = re.compile(
    r"^((?:(?:T/|Temporary |Acting |Deputy |Assistant |Interim )*(?:Chief Constable|Chief Superintendent|Commander"
    r"|Chief Superintendent)))\s+([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2})$"
)
_RUN_ON_ROLE = re.compile(
    r"(?i)^(.*\b(?:[Dd]irector (?:(?:of|for) )?Children(?:['’]?s)?(?:(?:,| and| &) (?:Famil(?:y|ies)|Young People"
    r"|Education|Adults|Learning|Skills))*(?: Social Care)?(?: Services?)?|Chair(?:person|man|woman)?|[Ss]crutineer"
    r"|Chief Executive(?: Officer)?|Chief (?:Operating |Nursing )?Officer|Chief Nurse|Accountable Officer"
    r"|Managing Director))"
    r",?\s+(?:of |for |at )?(?:the )?(?!and |&|of )((?-i:[A-Z]).*\b(?:council|partnerships?|boards?|police|constabulary"
    r"|trust|ccgs?|icb|ics|lscb|lscp|groups?|borough of [\w ]+)(?: \(\w+\))?)$"
)
_CONSTABLE = re.compile(
    r"^((?:Deputy |Assistant |Interim |Acting |Temporary |T/)*Chief Constable)\s+(?:of\s+)?(?:the\s+)?(.+)$"
)
_PLACED = re.compile(
    r"(?i)^(.*\b(?:chair|scrutineer|manager|head|director|commissioner)\b) (?:of|for) (?:the )?"
    r"(.*(?:lscb|lscp|\bscp\b|board|partnership|council|ccg|icb|trust).*)$"
)


def split_addressee(text: str) -> Addressee:
    """The name, role and organisation in one printed address line."""
    words = re.sub(r"\s+", " ", text).strip(" ,;.")
    parts = [part.strip() for part in re.split(r",\s+|\s+[–—-]\s+", words) if part.strip()]
    name = _COURTESY.sub("", _TRAILING.sub("", parts[0]) if parts else words)
    rest = [part for part in parts[1:] if not _POST_NOMINAL.match(part)]
    office = _OFFICE_FIRST.match(name)
    if office:
        name, rest = office.group(2), [office.group(1), *rest]
    run_on = _NAME_AND_ROLE.match(name)
    if run_on and ROLE.match(_ROLE_STARTS.sub("", run_on.group(2), count=1)):
        name, rest = run_on.group(1), [run_on.group(2), *rest]
    if not rest:
        return Addressee(name)
    health = re.search(r"(?:\s(?:for|of|at)|,)?\s+(NHS\s.+)$", ", ".join(rest))
    if health and health.start():
        return Addressee(name, ", ".join(rest)[: health.start()], health.group(1))
    if len(rest) > 1 and ROLE.search(rest[-1]) and _ORGANISATION.search(rest[0]) and not ROLE.search(rest[0]):
        rest = [rest[-1], *rest[:-1]]
    if len(rest) == 1:
        return _one_part(name, rest[0])
    cut = _organisation_from(rest)
    role = ", ".join(rest[:cut]) or None
    organisation = ", ".join(rest[cut:]) or None
    if organisation is None and role:
        return _one_part(name, role)
    return Addressee(name, role, organisation)


def _one_part(name: str, words: str) -> Addressee:
    for pattern in (_CONSTABLE, _RUN_ON_ROLE, _PLACED):
        found = pattern.match(words)
        if found:
            return Addressee(name, found.group(1), found.group(2))
    if ROLE.search(words) or not _ORGANISATION.search(words):
        return Addressee(name, words)
    return Addressee(name, None, words)


def _organisation_from(parts: list[str]) -> int:
    """The place of the part where the organisation starts: the last part that is one, with those that belong to it."""
    for place in range(1, len(parts)):
        if not ROLE.search(parts[place]) and (_ORGANISATION.search(parts[place]) or place == len(parts) - 1):
            return place
    if _ORGANISATION.search(parts[-1]) and not re.match(r"(?i)(head|director|manager|chief|deputy)\b", parts[-1]):
        return len(parts) - 1
    return len(parts)


def addressees(lines: list[Line]) -> tuple[Addressee, ...]:
    """The people of an address block, given its lines in order; a line that runs on is joined to the one before."""
    edge = max((line.box.x1 for line in lines if line.box), default=0.0)
    people: list[str] = []
    for place, line in enumerate(lines):
        text = line.text.strip()
        ended = place > 0 and _stops_short(lines[place - 1], edge)
        if people and not _starts_person(text, people[-1], ended=ended):
            people[-1] = f"{people[-1]} {text}"
        elif text:
            people.append(text)
    return tuple(split_addressee(person) for person in people)


def _stops_short(line: Line, edge: float) -> bool:
    """Whether an address line ends well before the longest does, so that the next one is no part of it."""
    return line.box is not None and line.box.x1 < edge - 110


def _starts_person(text: str, before: str, *, ended: bool) -> bool:
    """Whether an address line names a new person: two or three capitalised words, then a comma."""
    if before.rstrip().endswith((",", "&", " and", "-", "–")) or _open_bracket(before):
        return False
    first = re.split(r",|\s[–—-]\s", text)[0]
    if _OFFICE_FIRST.match(first):
        return True
    first = _TRAILING.sub("", without_courtesy(first))
    words = first.split()
    if ended and _NAME_AND_ROLE.match(text) and not _ORGANISATION.search(" ".join(words[:2])):
        return True
    if not 2 <= len(words) <= 4 or not ("," in text or re.search(r"\s[–—-]\s", text)):
        return len(words) in (2, 3) and not _ORGANISATION.search(text) and not ROLE.search(text) and _capital(words)
    return _capital(words) and not _ORGANISATION.search(first) and not ROLE.search(first)


def starts_with_name(text: str) -> bool:
    """Whether an address line starts with a person's name."""
    first = _TRAILING.sub("", without_courtesy(re.split(r",|\s[–—-]\s", text)[0]))
    words = first.split()
    return 2 <= len(words) <= 4 and _capital(words) and not _ORGANISATION.search(first) and not ROLE.search(first)


def without_courtesy(name: str) -> str:
    """A name without "Ms", "Councillor" and the like before it."""
    return _ADDRESSED.sub("", name)


def _capital(words: list[str]) -> bool:
    return all(word[0].isupper() or word[0] in "’'" or word in ("de", "van", "der", "le", "la", "du") for word in words)


def _open_bracket(text: str) -> bool:
    return text.count("(") > text.count(")")

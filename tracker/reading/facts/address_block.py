"""The addressees of a letter that prints each as a block: name, role and organisation in lines, then the address."""

from __future__ import annotations

import re

from tracker.domain.reading.reading import Addressee
from tracker.reading.facts.addressees import ROLE, starts_with_name, without_courtesy
from tracker.reading.facts.areas import area_name
from tracker.reading.page.document import Line

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\W*$")
_ADDRESS = re.compile(
    r"(?i)\d|\b(?:house|hall|centre|offices?|buildings?|floor|street|st|road|rd|lane|avenue|way|square|place|park|quays?"
    r"|gate|gateway|drive|close|crescent|terrace|row|hill|wharf|court|broadway|green|parade|campus|headquarters"
    r"|address|po box)\W*$"
)
_BODY = re.compile(
    r"(?i)\b(?:council|borough|authority|trust|partnership|board|constabulary|police|nhs|icb|company|limited|ltd|school|academy|college)\b"
    r"|^\w+ (?:for|first) (?:children|families)\b"
)
_OPEN = re.compile(r"(?i)(?:,|&|/|\b(?:and|of|for|the|to))$")
_GOES_ON = re.compile(r"^(?:and\b|&|of\b|for\b|\(|[a-z])")
_PLACED = re.compile(r"(?i)\b(?:of|for|and|services?|children|people)\b|&|:|-")


def is_address_block(lines: list[Line]) -> bool:
    """Whether the lines are blocks of one person each: a postcode ends one, or a name stands alone above a role."""
    words = [line.text.strip(" ,;.") for line in lines if line.text.strip(" ,;.")]
    if any(_POSTCODE.search(text) for text in words):
        return True
    return len(words) > 1 and "," not in words[0] and starts_with_name(words[0]) and bool(ROLE.match(words[1]))


def block_people(lines: list[Line], area: str | None) -> tuple[Addressee, ...]:
    """The person of each block, without street and postcode; one printed twice only once, as fully as printed."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        text = re.sub(r"\s+", " ", line.text).strip(" ,;.")
        if text:
            blocks[-1].append(text)
        if _POSTCODE.search(text):
            blocks.append([])
    people: dict[str, Addressee] = {}
    for block in blocks:
        named = bool(block) and starts_with_name(block[0]) and not _ADDRESS.search(block[0])
        person = _person(block, area) if named else None
        if person and (person.name not in people or person.role):
            people[person.name] = person
    return tuple(people.values())


def _person(block: list[str], area: str | None) -> Addressee:
    name, *rest = re.split(r",\s+|\s+[–—-]\s+", without_courtesy(block[0]), maxsplit=1)
    role = body = ""
    for text in [*rest, *block[1:]]:
        if role and not body and (_OPEN.search(role) or _GOES_ON.match(text)):
            role = f"{role} {text}"
        elif _ADDRESS.search(text) and not ROLE.search(text):
            break
        elif _BODY.search(text) and not ROLE.search(text):
            if body:
                break
            body = text
        elif ROLE.search(text):
            role = f"{role}, {text}" if role else text
        elif area is not None and area_name(text) == area:
            body = body or text
        elif role and not body and not _PLACED.search(role):
            role = f"{role} {text}"
        else:
            break
    role, body = _apart(role, body, area)
    return Addressee(name, role or None, body or None)


def _apart(role: str, body: str, area: str | None) -> tuple[str, str]:
    """A role that names its council in one line parted from it."""
    found = re.match(r"^(.*\w),\s+(.+)$", role) if not body else None
    if found and _BODY.search(found.group(2)) and not ROLE.search(found.group(2)):
        return found.group(1), found.group(2)
    if not body and area and role.endswith(f" {area}"):
        return role.removesuffix(area).rstrip(" ,"), area
    return role, body

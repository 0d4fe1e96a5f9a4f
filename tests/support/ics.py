"""Reads calendar files (iCalendar, RFC 5545) as a calendar program would."""

from __future__ import annotations


def parsed(text: str) -> list[dict[str, str]]:
    """The events of a calendar file: lines unfolded, names apart from parameters, text taken out of its marks."""
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    events: list[dict[str, str]] = []
    inside: dict[str, str] | None = None
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            inside = {}
        elif line == "END:VEVENT":
            assert inside is not None
            events.append(inside)
            inside = None
        elif inside is not None and name not in inside:
            inside[name] = unmarked(value)
    return events


def unmarked(value: str) -> str:
    said, letters = "", iter(value)
    for letter in letters:
        after = next(letters) if letter == "\\" else ""
        said += {"n": "\n", "": letter}.get(after, after)
    return said

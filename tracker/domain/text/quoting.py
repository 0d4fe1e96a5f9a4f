"""The inspectors' words as they may be quoted: in quotation marks only while nobody has changed them."""

from __future__ import annotations

from tracker.domain.plan.records import Subject


def quoted(subject: Subject) -> str:
    """The words of a recommendation or finding, in quotation marks where they are the report's own."""
    return subject.text if subject.printed is not None else f"“{subject.text}”"


def reworded(subject: Subject) -> str:
    """What to say beside words that were edited; "" where they are the report's own."""
    return f"Reworded here; as read from the report: “{subject.printed}”" if subject.printed is not None else ""

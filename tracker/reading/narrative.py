"""What a document offers beyond its formal list: findings, strengths, reported actions, listed inspections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.reading import ListedInspection, ReadFinding, ReportedAction
from tracker.reading.document import Document


@dataclass(frozen=True, slots=True)
class Narrative:
    """Everything offered, never added unasked, from the sentences of one document.

    `findings` are those right about three times in four or better; `more_findings` widen the net.
    """

    findings: tuple[ReadFinding, ...] = ()
    more_findings: tuple[ReadFinding, ...] = ()
    strengths: tuple[ReadFinding, ...] = ()
    reported_actions: tuple[ReportedAction, ...] = ()
    inspections_listed: tuple[ListedInspection, ...] = ()
    problems: tuple[str, ...] = ()


def narrative(document: Document, family: str, formal_texts: Sequence[str]) -> Narrative:
    """The document's candidate findings and the rest; `formal_texts` are the items already read from its list."""
    del document, family, formal_texts
    return Narrative()

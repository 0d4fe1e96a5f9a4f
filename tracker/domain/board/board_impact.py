"""Whether it made a difference: measures, accepted evidence and what came of finished actions, by recommendation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tracker.domain.actions.evidence import accepted
from tracker.domain.board.board_measures import MeasureRow, measure_row
from tracker.domain.board.board_rows import EvidenceRow, View, evidence_rows
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Evidence, Measure

VOICES = ("feedback", "voice", "lived experience", "participation", "compliment", "complaint")
"""Words in the kind of evidence that is what children, families or staff say themselves."""
FAMILIES = ("child", "care leaver", "parent", "carer", "famil", "young", "lived")


@dataclass(frozen=True, slots=True)
class SoWhat:
    """What difference a finished action made, in its owner's words."""

    ref: str
    title: str
    impact: str


@dataclass(frozen=True, slots=True)
class ImpactRow:
    """A recommendation (or what stands under none) with all that shows whether things are better."""

    ref: str
    text: str
    impact: str
    measures: tuple[MeasureRow, ...]
    evidence: tuple[EvidenceRow, ...]
    closed: tuple[SoWhat, ...]

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.measures or self.evidence or self.closed or self.impact)


def is_voice(kind: str) -> bool:
    """Whether evidence of this kind is what children and families say."""
    said = kind.casefold()
    return any(word in said for word in VOICES) and any(word in said for word in FAMILIES)


def impact_rows(view: View, finished: tuple[RecordId, ...]) -> tuple[ImpactRow, ...]:
    """What there is to show, recommendation by recommendation; each measure, evidence and action stands once.

    `finished` are the actions whose difference is told: those finished since the last paper.
    """
    told: set[RecordId] = set()
    snapshot, rows = view.snapshot, []
    for subject in snapshot.subjects:
        actions = snapshot.actions_for(subject.id)
        impact = view.note(getattr(subject, "impact", None))
        ids = (subject.id, *(action.id for action in actions))
        rows.append(_row(view, (subject.ref, subject.text, impact), ids, told, finished))
    loose = tuple(record.id for record in (*snapshot.actions, *(m for m in snapshot.measures if not m.targets)))
    rows.append(_row(view, ("", "", ""), loose, told, finished))
    return tuple(row for row in rows if not row.nothing)


def _row(
    view: View, about: tuple[str, str, str], ids: tuple[RecordId, ...], told: set[RecordId],
    finished: tuple[RecordId, ...],
) -> ImpactRow:  # fmt: skip
    snapshot, ended = view.snapshot, set(finished)
    records = [snapshot.get(one) for one in ids]
    measures = [m for one in ids for m in snapshot.measures_for(one)] + [r for r in records if isinstance(r, Measure)]
    evidence = [item for one in ids for item in accepted(snapshot.evidence_for(one), view.today)]
    closed = [r for r in records if isinstance(r, Action) and r.id in ended and view.note(r.impact)]
    return ImpactRow(
        *about,
        measures=tuple(measure_row(view, measure) for measure in _fresh(measures, told)),
        evidence=evidence_rows(view, _fresh(evidence, told)),
        closed=tuple(SoWhat(a.ref, a.title, view.note(a.impact)) for a in _fresh(closed, told)),
    )


def _fresh(records: Iterable[Any], told: set[RecordId]) -> list[Any]:
    """Those that were not told yet."""
    new = [record for record in dict.fromkeys(records) if record.id not in told]
    told.update(record.id for record in new)
    return new


def voices(view: View) -> tuple[EvidenceRow, ...]:
    """The accepted evidence that is what children and families say."""
    found: list[Evidence] = [item for item in accepted(view.snapshot.evidence, view.today) if is_voice(item.kind or "")]
    return evidence_rows(view, found)

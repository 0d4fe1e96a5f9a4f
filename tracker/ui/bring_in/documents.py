"""The documents of one import: what was read, what was not, which are there twice."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from tracker.domain.plan.records import Inspection
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.reading.draft import ImportDraft, Section, Steps, accepted_reading, draft_of
from tracker.domain.reading.reading import ReadFinding, Reading, ReadRecommendation, ReportedAction
from tracker.domain.text.words import how_many, shortened
from tracker.errors import UserError
from tracker.services.plan.seed import ImportChoice
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.jobs import Ticket

NAMED = 40
"""So many letters of a plan's title stand on the button."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """One document as it is to be added: `reading` holds the facts as edited and only what was ticked."""

    path: Path
    data: bytes
    reading: Reading
    received: date | None = None

    @property
    def choice(self) -> ImportChoice:
        """What was chosen, as `services.seed.seed` takes it: strengths and reported actions are kept as findings."""
        reading = self.reading
        reported = tuple(map(_as_finding, reading.reported_actions))
        facts = {"received": self.received} if self.received else {}
        findings = (*reading.findings, *reading.strengths, *reported)
        return ImportChoice(reading.recommendations, findings, facts, reading.inspections_listed, registers=True)


def _as_finding(reported: ReportedAction) -> ReadFinding:
    kind = "strength" if reported.status == "done" else "mixed"
    section = f"Reported as {reported.status}" + (f", {reported.dated}" if reported.dated else "")
    return ReadFinding(kind, reported.text, reported.page, reported.paragraph, section, boxes=reported.boxes)


@dataclass(slots=True)
class Document:
    """One document under review.

    `problem` says why it was not read, `twin` which file is the same file, `copy` which one holds the same report.
    """

    path: Path
    data: bytes = b""
    steps: Steps | None = None
    problem: str = ""
    twin: str = ""
    copy: str = ""
    wanted: bool = field(default=True)
    begun: dict[str, str] = field(default_factory=dict)
    """What is typed of its facts and counts not yet, by fact."""

    @property
    def draft(self) -> ImportDraft | None:
        """What is under review."""
        return self.steps.now if self.steps else None

    @property
    def taken(self) -> bool:
        """Whether it will be added."""
        return self.steps is not None and self.wanted and not self.twin

    def state(self) -> str:
        """What became of it, in words."""
        if self.problem:
            return self.problem
        if self.twin:
            return f"The same file as {self.twin}"
        if self.copy:
            return f"The same report as {self.copy}, in another file"
        draft = self.draft
        count = draft.ticked(Section.FORMAL) if draft else 0
        area = (draft.reading.area if draft else None) or "area not found"
        return f"{area}: {how_many(count, 'recommendation')}"


def read_documents(
    gateway: Gateway, paths: Sequence[Path], known: Collection[str], ticket: Ticket, plan: Snapshot | None = None
) -> tuple[Document, ...]:
    """Every document read or with why it was not; `known` are the SHA-256 of files that `plan` holds already."""
    found = [_read_one(gateway, paths[0])] if len(paths) == 1 else _read_many(gateway, paths, ticket)
    held = [source for source in plan.inspections if source.file] if plan else []
    names = {source.sha256: f"{source.ref} of the plan" for source in held if source.sha256}
    for document in found:
        sha256 = document.draft.reading.sha256 if document.draft else ""
        if sha256 and (sha256 in names or sha256 in known):
            document.twin = names.get(sha256, "one already in the plan")
        names.setdefault(sha256, document.path.name)
    if not ticket.cancelled():
        _tell_copies(gateway, found, plan, held)
    return tuple(found)


def _tell_copies(
    gateway: Gateway, documents: Sequence[Document], plan: Snapshot | None, held: Sequence[Inspection]
) -> None:
    """Says of each document whether the plan or an earlier document holds the same report in another file."""
    fresh = [document for document in documents if document.steps is not None and not document.twin]
    earlier = [_as_reading(plan, source) for source in held] if plan else []
    names = [f"{source.ref} of the plan" for source in held] + [document.path.name for document in fresh]
    readings = [*earlier, *(document.draft.reading for document in fresh if document.draft)]
    for place, first in gateway.repeated(readings) if len(readings) > 1 else ():
        if place < len(earlier):
            continue
        document = fresh[place - len(earlier)]
        document.copy = names[first]
        document.wanted = len(documents) == 1
        draft = document.draft
        if draft is not None:
            said = f"This looks like the same report as {document.copy}, in another file."
            document.steps = Steps(
                replace(draft, reading=replace(draft.reading, problems=(*draft.reading.problems, said)))
            )


def _as_reading(plan: Snapshot, source: Inspection) -> Reading:
    """A source of the plan as it was read, as far as it takes to know it again."""
    items = [item for item in plan.recommendations if item.inspection == source.id]
    return Reading(
        source.id, source.file or "", source.sha256 or "", source.pages or 0,
        document_type=source.document_type or "other", area=source.area,
        inspection_start=source.inspection_start, inspection_end=source.inspection_end,
        recommendations=tuple(ReadRecommendation(item.kind, item.text) for item in items),
    )  # fmt: skip


def summary(documents: Sequence[Document]) -> str:
    """What came of several documents, in words."""
    read = [document for document in documents if document.steps is not None]
    bare = [one for one in read if not one.twin and not (one.draft and one.draft.of(Section.FORMAL))]
    parts = [f"{len(read)} of {how_many(len(documents), 'document')} read"]
    for count, words in (
        (len(documents) - len(read), "not read"),
        (sum(bool(one.twin) for one in read), "there already as the same file"),
        (sum(bool(one.copy) for one in read), "the same report in another file"),
        (len(bare), "without a list of recommendations"),
    ):
        if count:
            parts.append(f"{count} {words}")
    return "; ".join(parts) + "."


def _read_one(gateway: Gateway, path: Path) -> Document:
    try:
        report = gateway.read_report(path)
    except UserError as fault:
        return Document(path, problem=f"{fault.message} {fault.window}".strip())
    return Document(path, report.data, Steps(draft_of(report.reading)))


def _read_many(gateway: Gateway, paths: Sequence[Path], ticket: Ticket) -> list[Document]:
    found = []
    for outcome in gateway.read_reports(paths, ticket.step, ticket.cancelled):
        reading = getattr(outcome, "reading", None)
        if reading is None:
            found.append(Document(outcome.path, problem=outcome.problem or "It could not be read."))
            continue
        try:
            data = getattr(outcome, "data", None) or outcome.path.read_bytes()
        except OSError as fault:
            found.append(Document(outcome.path, problem=f"It cannot be read any more: {fault.strerror}."))
            continue
        found.append(Document(outcome.path, data, Steps(draft_of(reading))))
    return found


def accepted(documents: Sequence[Document]) -> tuple[Accepted, ...]:
    """What is to be added, a document each."""
    found = []
    for document in documents:
        draft = document.draft
        if document.taken and draft is not None:
            found.append(Accepted(document.path, document.data, accepted_reading(draft), draft.received))
    return tuple(found)


def adding_words(documents: Sequence[Document], plan: str = "") -> str:
    """What the button that accepts says: "Add 6 recommendations and 2 findings to Our plan"; without one, to a new."""
    drafts = [document.draft for document in documents if document.taken and document.draft]

    def count(*sections: Section) -> int:
        return sum(draft.ticked(*sections) for draft in drafts)

    parts = []
    for words, sections in (
        ("recommendation", (Section.FORMAL,)),
        ("finding", (Section.FINDINGS, Section.MORE)),
        ("strength", (Section.STRENGTHS,)),
        ("reported action", (Section.REPORTED,)),
        ("listed inspection", (Section.LISTED,)),
    ):
        if count(*sections):
            parts.append(how_many(count(*sections), words))
    if not any(count(section) for section in Section):
        return "Add the document without items" if len(drafts) <= 1 else f"Add {len(drafts)} documents without items"
    listed = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    from_where = f" from {len(drafts)} documents" if len(drafts) > 1 else ""
    return f"Add {listed}{from_where} to {shortened(plan, NAMED) if plan else 'a new plan'}"

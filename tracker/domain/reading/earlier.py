"""What inspectors said before that is much like an item of the new document, and what has become of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.actions.status import Status, progress, recommendation_status, status_words
from tracker.domain.plan.records import Inspection, Subject
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.reading.draft import Item, Section
from tracker.domain.reading.repeats import repeats

COMPARED = (Section.FORMAL, Section.FINDINGS, Section.MORE)
"""What is compared: what inspectors want better. Praise and reported actions repeat no finding."""


@dataclass(frozen=True, slots=True)
class EarlierAction:
    """One action that answered an earlier item, with its state."""

    words: str
    status: Status


@dataclass(frozen=True, slots=True)
class EarlierItem:
    """An earlier item: `name` is "R2 of the 2023 JTAI", `page` where its report says it."""

    name: str
    text: str
    status: Status
    done: str
    actions: tuple[EarlierAction, ...]
    page: int | None


class Earlier:
    """The plan's earlier items, asked about texts; what was worked out once is kept."""

    def __init__(self, snapshot: Snapshot | None, today: date) -> None:
        self._snapshot = snapshot
        self._today = today
        self._known: dict[str, tuple[EarlierItem, ...]] = {}

    def compare(self, items: Sequence[Item]) -> None:
        """Works out all these items at once: for a pool thread, before they are shown."""
        self._work_out([item.text for item in items if item.section in COMPARED])

    def like(self, item: Item) -> tuple[EarlierItem, ...]:
        """The earlier items that this one is much like."""
        if self._snapshot is None or item.section not in COMPARED:
            return ()
        if item.text not in self._known:
            self._work_out([item.text])
        return self._known[item.text]

    def mark(self, item: Item) -> str:
        """What stands under an item in the list: "Much like R2 of the 2023 JTAI"; "" where it is new."""
        found = self.like(item)
        return f"Much like {found[0].name}" if found else ""

    def _work_out(self, texts: Sequence[str]) -> None:
        snapshot = self._snapshot
        wanted = [text for text in dict.fromkeys(texts) if text not in self._known]
        if snapshot is None or not wanted:
            return
        for text, found in zip(wanted, repeats(snapshot, wanted), strict=True):
            said = [one.item for one in found if getattr(one.item, "kind", "") != "strength"]
            self._known[text] = tuple(_as_known(snapshot, one, self._today) for one in said)


def _as_known(snapshot: Snapshot, item: Subject, today: date) -> EarlierItem:
    actions = snapshot.actions_for(item.id)
    key = snapshot.plan.key
    done, all_of_them = progress(actions)
    return EarlierItem(
        named(snapshot, item),
        item.text,
        recommendation_status(snapshot, item, today),
        f"{done} of {all_of_them} actions finished" if all_of_them else "",
        tuple(EarlierAction(f"{one.ref}  {one.title}", status_words(one, today, key)) for one in actions),
        item.page,
    )


def named(snapshot: Snapshot, item: Subject) -> str:
    """An item and where it was said: "R2 of the 2023 JTAI"."""
    return f"{item.ref}{_source(snapshot.get(item.inspection))}"


def _source(inspection: Inspection | None) -> str:
    if inspection is None:
        return ""
    day = inspection.published or inspection.inspection_end or inspection.inspection_start
    kind = inspection.document_type if inspection.document_type not in (None, "", "other") else None
    if kind is None:
        return f" of {inspection.title or inspection.file or inspection.ref}"
    return f" of the {day.year} {kind}" if day else f" of the {kind}"

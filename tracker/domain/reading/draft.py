"""What a person does to a reading before it is accepted, as pure functions over an immutable draft.

No words are lost: a split cuts between words, a join puts them back, and nothing unticked is forgotten.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tracker.domain.plan.records import FINDING_KINDS, RECOMMENDATION_KINDS
from tracker.domain.reading.reading import (
    Box,
    ListedInspection,
    ReadFinding,
    Reading,
    ReadRecommendation,
    ReportedAction,
)

SURE = 0.8
"""Below this confidence a person is asked to look."""


class Section(StrEnum):
    """Where an item stands in the import screen; the value is its tab's name."""

    FORMAL = "Recommendations"
    FINDINGS = "Findings"
    MORE = "More findings"
    STRENGTHS = "Strengths"
    REPORTED = "Reported actions"
    LISTED = "Inspections listed"


REPORTED_KINDS = ("done", "in progress", "planned")

KINDS: dict[Section, tuple[str, ...]] = {
    Section.FORMAL: RECOMMENDATION_KINDS,
    Section.FINDINGS: FINDING_KINDS,
    Section.MORE: FINDING_KINDS,
    Section.STRENGTHS: FINDING_KINDS,
    Section.REPORTED: REPORTED_KINDS,
    Section.LISTED: (),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be taken into the plan. `key` is its name for as long as the draft lives."""

    key: int
    section: Section
    kind: str
    text: str
    ticked: bool = False
    page: int | None = None
    paragraph: str | None = None
    boxes: tuple[Box, ...] = ()
    theme: str | None = None
    responsible_body: str | None = None
    timescale: str | None = None
    national_framework: tuple[str, ...] = ()
    confidence: float = 1.0
    dated: str | None = None
    published: str | None = None
    cues: tuple[str, ...] = ()
    tier: int = 1
    by_hand: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether the reader was unsure of it."""
        return self.confidence < SURE


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """A reading under review. `reading` carries the document's facts as edited; `items` everything offered."""

    reading: Reading
    items: tuple[Item, ...]
    received: date | None = None
    next_key: int = 1

    def of(self, section: Section) -> tuple[Item, ...]:
        """The items of one tab, in order."""
        return tuple(item for item in self.items if item.section is section)

    def item(self, key: int) -> Item | None:
        """The item with this key, or None."""
        return next((item for item in self.items if item.key == key), None)

    def ticked(self, *sections: Section) -> int:
        """How many items will be added, in all or in these tabs."""
        return sum(item.ticked for item in self.items if not sections or item.section in sections)


def draft_of(reading: Reading) -> ImportDraft:
    """A draft with the formal recommendations ticked and everything else offered."""
    items = [_from_recommendation(0, read) for read in reading.recommendations]
    for section, found in (
        (Section.FINDINGS, reading.findings),
        (Section.MORE, reading.more_findings),
        (Section.STRENGTHS, reading.strengths),
    ):
        items += [_from_finding(section, read) for read in found]
    items += [_from_reported(read) for read in reading.reported_actions]
    items += [_from_listed(read) for read in reading.inspections_listed]
    numbered = tuple(dataclasses.replace(item, key=key) for key, item in enumerate(items, start=1))
    return ImportDraft(reading, numbered, next_key=len(numbered) + 1)


def accepted_reading(draft: ImportDraft) -> Reading:
    """The reading with the facts as edited and only what was ticked, in the order shown."""
    kept = [item for item in draft.items if item.ticked and item.text.strip()]

    def of(*sections: Section) -> list[Item]:
        return [item for item in kept if item.section in sections]

    return dataclasses.replace(
        draft.reading,
        recommendations=tuple(map(_to_recommendation, of(Section.FORMAL))),
        findings=tuple(map(_to_finding, of(Section.FINDINGS, Section.MORE))),
        strengths=tuple(map(_to_finding, of(Section.STRENGTHS))),
        reported_actions=tuple(map(_to_reported, of(Section.REPORTED))),
        more_findings=(),
        inspections_listed=tuple(map(_to_listed, of(Section.LISTED))),
    )


def tick(draft: ImportDraft, key: int, ticked: bool) -> ImportDraft:
    """The draft with one item taken in or left out."""
    return _mapped(draft, lambda item: item.key == key and bool(item.text), ticked=ticked)


def tick_all(draft: ImportDraft, section: Section, ticked: bool) -> ImportDraft:
    """The draft with a whole tab taken in or left out."""
    return _mapped(draft, lambda item: item.section is section and bool(item.text), ticked=ticked)


def edit(draft: ImportDraft, key: int, **fields: Any) -> ImportDraft:
    """The draft with some fields of one item set; an empty text is refused by leaving the draft as it was."""
    if "text" in fields:
        fields["text"] = _folded(fields["text"])
        if not fields["text"]:
            return draft
        item = draft.item(key)
        if item is not None and not item.text:
            fields["ticked"] = True
    return _mapped(draft, lambda item: item.key == key, **fields)


def set_fact(draft: ImportDraft, name: str, value: Any) -> ImportDraft:
    """The draft with one fact of the document set (a field of Reading, or `received`)."""
    if name == "received":
        return dataclasses.replace(draft, received=value)
    changes: dict[str, Any] = {name: value}
    return dataclasses.replace(draft, reading=dataclasses.replace(draft.reading, **changes))


def split(draft: ImportDraft, key: int, cursor: int) -> ImportDraft:
    """The draft with one item cut in two at the space nearest to `cursor`; unchanged where a part would be empty."""
    item = draft.item(key)
    if item is None:
        return draft
    cut = _nearest_gap(item.text, cursor)
    first, second = item.text[:cut].strip(), item.text[cut:].strip()
    if not first or not second:
        return draft
    share = len(first) / (len(first) + len(second))
    before, after = split_boxes(item.boxes, share)
    one = dataclasses.replace(
        item, text=first, boxes=before, national_framework=_tags_in(item.national_framework, first)
    )
    two = dataclasses.replace(
        item,
        key=draft.next_key,
        text=second,
        boxes=after,
        page=after[0].page if after else item.page,
        national_framework=tuple(t for t in item.national_framework if t not in one.national_framework),
    )
    place = draft.items.index(item)
    items = (*draft.items[:place], one, two, *draft.items[place + 1 :])
    return dataclasses.replace(draft, items=items, next_key=draft.next_key + 1)


def join(draft: ImportDraft, key: int) -> ImportDraft:
    """The draft with an item and the next of its tab made one; unchanged where there is no next."""
    item = draft.item(key)
    following = _neighbour(draft, key, 1)
    if item is None or following is None:
        return draft
    tags = (*item.national_framework, *(t for t in following.national_framework if t not in item.national_framework))
    joined = dataclasses.replace(
        item,
        text=_folded(f"{item.text} {following.text}"),
        ticked=item.ticked or following.ticked,
        boxes=item.boxes + following.boxes,
        page=item.page or following.page,
        national_framework=tags,
        confidence=min(item.confidence, following.confidence),
        cues=item.cues + following.cues,
    )
    items = tuple(joined if other is item else other for other in draft.items if other is not following)
    return dataclasses.replace(draft, items=items)


def move(draft: ImportDraft, key: int, step: int) -> ImportDraft:
    """The draft with an item moved `step` (-1 or 1) places within its tab; unchanged at the ends."""
    item, other = draft.item(key), _neighbour(draft, key, step)
    if item is None or other is None:
        return draft
    items = list(draft.items)
    here, there = items.index(item), items.index(other)
    items[here], items[there] = other, item
    return dataclasses.replace(draft, items=tuple(items))


def add_blank(draft: ImportDraft, section: Section, page: int | None = None) -> ImportDraft:
    """The draft with an item whose words are still to be typed: until they are, it is left out."""
    item = Item(draft.next_key, section, usual_kind(draft, section), "", page=page, by_hand=True)
    return dataclasses.replace(draft, items=(*draft.items, item), next_key=draft.next_key + 1)


def same_words(draft: ImportDraft, section: Section, text: str) -> Item | None:
    """The item of a tab that says just this already, or None."""
    return next((item for item in draft.of(section) if item.text.casefold() == _folded(text).casefold()), None)


def add_by_hand(
    draft: ImportDraft, section: Section, text: str, page: int | None = None, boxes: tuple[Box, ...] = ()
) -> ImportDraft:
    """The draft with a passage that a person marked or typed, ticked, in reading order by its place."""
    words = _folded(text)
    if not words:
        return draft
    item = Item(
        draft.next_key, section, usual_kind(draft, section), words, ticked=True, page=page, boxes=boxes, by_hand=True
    )
    place = _place_for(draft, item)
    items = (*draft.items[:place], item, *draft.items[place:])
    return dataclasses.replace(draft, items=items, next_key=draft.next_key + 1)


def remove(draft: ImportDraft, key: int) -> ImportDraft:
    """The draft without an item that was added by hand; what the reader found is only unticked."""
    item = draft.item(key)
    if item is None:
        return draft
    if not item.by_hand:
        return tick(draft, key, False)
    return dataclasses.replace(draft, items=tuple(other for other in draft.items if other is not item))


def usual_kind(draft: ImportDraft, section: Section) -> str:
    """The kind a new item of this tab gets: what most of its neighbours are."""
    kinds = [item.kind for item in draft.of(section)]
    if kinds:
        return max(sorted(set(kinds)), key=kinds.count)
    if section is Section.FORMAL:
        return "recommendation"
    return "strength" if section is Section.STRENGTHS else KINDS[section][0]


def split_boxes(boxes: tuple[Box, ...], share: float) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """The boxes of the first `share` of the words (by printed width) and of the rest; one box may be cut."""
    total = sum(box.x1 - box.x0 for box in boxes)
    left = total * share
    before: list[Box] = []
    after: list[Box] = []
    for box in boxes:
        width = box.x1 - box.x0
        if left >= width:
            before.append(box)
        elif left <= 0:
            after.append(box)
        else:
            middle = box.x0 + left
            before.append(dataclasses.replace(box, x1=middle))
            after.append(dataclasses.replace(box, x0=middle))
        left -= width
    return tuple(before), tuple(after)


@dataclass(frozen=True, slots=True)
class Steps:
    """A draft with the way back and forth: `past` and `future` are earlier and undone drafts, nearest last."""

    now: ImportDraft
    past: tuple[ImportDraft, ...] = ()
    future: tuple[ImportDraft, ...] = ()

    def went(self, draft: ImportDraft) -> Steps:
        """One step on; the same draft is no step."""
        return self if draft == self.now else Steps(draft, (*self.past, self.now))

    def undone(self) -> Steps:
        """One step back, where there is one."""
        return Steps(self.past[-1], self.past[:-1], (*self.future, self.now)) if self.past else self

    def redone(self) -> Steps:
        """One undone step taken again."""
        return Steps(self.future[-1], (*self.past, self.now), self.future[:-1]) if self.future else self


def _mapped(draft: ImportDraft, which: Callable[[Item], bool], **fields: Any) -> ImportDraft:
    items = tuple(dataclasses.replace(item, **fields) if which(item) else item for item in draft.items)
    return dataclasses.replace(draft, items=items)


def _neighbour(draft: ImportDraft, key: int, step: int) -> Item | None:
    item = draft.item(key)
    if item is None:
        return None
    siblings = draft.of(item.section)
    place = siblings.index(item) + step
    return siblings[place] if 0 <= place < len(siblings) else None


def _nearest_gap(text: str, cursor: int) -> int:
    gaps = [place for place, letter in enumerate(text) if letter.isspace()]
    return min(gaps, key=lambda place: abs(place - cursor), default=0) if 0 < cursor < len(text) else 0


def _tags_in(tags: Iterable[str], words: str) -> tuple[str, ...]:
    folded = words.casefold()
    return tuple(tag for tag in tags if tag.casefold() in folded)


def _place_for(draft: ImportDraft, item: Item) -> int:
    """Where a marked passage goes: before the first of its tab that stands later on the paper, else last."""
    if item.boxes:
        here = (item.boxes[0].page, item.boxes[0].y0)
        for place, other in enumerate(draft.items):
            if other.section is item.section and other.boxes and (other.boxes[0].page, other.boxes[0].y0) > here:
                return place
    return len(draft.items)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _from_recommendation(key: int, read: ReadRecommendation) -> Item:
    return Item(
        key, Section.FORMAL, read.kind, read.text, ticked=True, page=read.page, paragraph=read.paragraph,
        boxes=read.boxes, theme=read.theme, responsible_body=read.responsible_body, timescale=read.timescale,
        national_framework=read.national_framework, confidence=read.confidence,
    )  # fmt: skip


def _from_finding(section: Section, read: ReadFinding) -> Item:
    return Item(
        0, section, read.kind, read.text, page=read.page, paragraph=read.paragraph, boxes=read.boxes,
        theme=read.section, cues=read.cues, tier=read.tier,
    )  # fmt: skip


def _from_reported(read: ReportedAction) -> Item:
    return Item(
        0, Section.REPORTED, read.status, read.text, page=read.page, paragraph=read.paragraph, boxes=read.boxes,
        dated=read.dated,
    )  # fmt: skip


def _to_recommendation(item: Item) -> ReadRecommendation:
    return ReadRecommendation(
        kind=item.kind, text=item.text, responsible_body=item.responsible_body, timescale=item.timescale,
        theme=item.theme, national_framework=item.national_framework, page=item.page, paragraph=item.paragraph,
        boxes=item.boxes, confidence=item.confidence,
    )  # fmt: skip


def _to_finding(item: Item) -> ReadFinding:
    return ReadFinding(
        kind=item.kind, text=item.text, page=item.page, paragraph=item.paragraph, section=item.theme,
        cues=item.cues, tier=item.tier, boxes=item.boxes,
    )  # fmt: skip


def _to_reported(item: Item) -> ReportedAction:
    return ReportedAction(
        text=item.text, status=item.kind, page=item.page, paragraph=item.paragraph, dated=item.dated, boxes=item.boxes
    )


def _from_listed(read: ListedInspection) -> Item:
    return Item(
        0, Section.LISTED, read.kind, read.area, page=read.page, dated=read.dates, published=read.published
    )  # fmt: skip


def _to_listed(item: Item) -> ListedInspection:
    return ListedInspection(
        area=item.text, kind=item.kind, dates=item.dated, published=item.published, page=item.page
    )  # fmt: skip

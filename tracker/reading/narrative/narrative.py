"""What a document offers beyond its formal list: findings, strengths, reported actions, listed inspections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.domain.reading.reading import Box, ListedInspection, ReadFinding, ReportedAction
from tracker.reading.facts.listed import count_problem, inspections_listed
from tracker.reading.narrative.cues import fold
from tracker.reading.narrative.scales import Scale, Scales, scales
from tracker.reading.narrative.signs import KEPT_UP, SHOWS_WEAKNESS, TURN, Weighed, weighed
from tracker.reading.page.document import Document
from tracker.reading.page.sections import BACKGROUND, OUT, STRENGTHS, kind_of
from tracker.reading.page.sentences import Sentence, sentences

DONE = "done"
IN_PROGRESS = "in progress"
PLANNED = "planned"
PLANNED_SIGNS = frozenset(("will be done", "leaders: will"))
PLANNED_WORDS = frozenset(("planned", "planning", "intend", "intends", "intention"))
OFFERED = 2
"""Tiers up to this one are right about three times in four or better: they are offered by default."""
FEWEST_WORDS = 3
OURSELVES = frozenset(("we", "our", "us"))
FEWEST_OF_OURSELVES = 4
SENTENCES_A_WE = 15

_BOILERPLATE_START = re.compile(
    r"(?:inspectors (?:looked|spoke|met|considered|visited|reviewed|evaluated|carried)|(?:ofsted|hmci|cqc"
    r"|his majesty's|her majesty's)"
    r"|the (?:judgement|grade) (?:is|was|for)|(?:in )?an? (?:\w+ )?(?:local authority|lscb) that)\b"
)
_BOILERPLATE = re.compile(
    r"www\.|https?:|\bcrown copyright\b|\bcarried out (?:by|under)\b|\bsection \d+ of\b|\bnot yet (?:judged"
    r"|delivering good)\b"
    r"|inconsistent experiences and outcomes|widespread and/or systemic failings|\b(?:are|is) judged\b"
)
_BOILERPLATE_WORDS = frozenset(
    ("www", "http", "https", "copyright", "carried", "section", "judged", "delivering", "experiences", "widespread")
)


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


@dataclass(slots=True)
class _Finding:
    """A finding being put together: its sentence and, at most, the consequence attached to it."""

    parts: list[Weighed]
    tier: int


def narrative(document: Document, family: str, formal_texts: Sequence[str], scale: Scales | None = None) -> Narrative:
    """The document's candidate findings and the rest; `formal_texts` are the items already read from its list.

    `family` is not needed to read a narrative: what a sentence says decides. It is taken so that a family with
    habits of its own can be told apart here. `scale` takes the place of the program's own weights.
    """
    del family
    scale = scale or scales()
    items = weighed_narrative(document, formal_texts)
    found = list(_findings(items, scale.finding))
    findings = _once(_read(one, scale.finding) for one in found)
    offered = {id(part) for one in found for part in one.parts}
    listed = inspections_listed(document)
    problem = count_problem(document, len(listed))
    return Narrative(
        tuple(finding for finding in findings if finding.tier <= OFFERED),
        tuple(finding for finding in findings if finding.tier > OFFERED),
        tuple(_strength(item) for item in items if _is_strength(item, offered=id(item) in offered)),
        tuple(_actions(items, scale, own=own_voice(items))),
        listed,
        (problem,) if problem else (),
    )


def weighed_narrative(document: Document, formal_texts: Sequence[str]) -> list[Weighed]:
    """The narrative's sentences with their signs, without lists, contents, boilerplate and the formal items."""
    formal = "\n".join(" ".join(fold(text)[0].split()) for text in formal_texts)
    return weighed(list(_running_text(document, formal)))


def _running_text(document: Document, formal: str) -> Iterator[tuple[Sentence, str, list[str]]]:
    for sentence in sentences(document):
        if kind_of(sentence.section.title) == OUT or not _is_sentence(sentence):
            continue
        folded, tokens = fold(sentence.text)
        if not _is_boilerplate(folded, tokens) and folded not in formal:
            yield sentence, folded, tokens


def _is_boilerplate(folded: str, tokens: Sequence[str]) -> bool:
    if _BOILERPLATE_START.match(folded) or "@" in folded:
        return True
    return not _BOILERPLATE_WORDS.isdisjoint(tokens) and bool(_BOILERPLATE.search(folded))


def _is_sentence(sentence: Sentence) -> bool:
    text = sentence.text
    if text.endswith("?") or text.count(" ") < FEWEST_WORDS - 1:
        return False
    return bool(sentence.bullet) or text.rstrip("'’”\")0123456789 ")[-1:] in (".", "!", ";", ":")


def _findings(items: Sequence[Weighed], scale: Scale) -> Iterator[_Finding]:
    """The findings in order: a sentence with the consequence that follows it in its paragraph."""
    for _, block in groupby(items, key=_block):
        current: _Finding | None = None
        for item in block:
            tier = _tier(item, scale)
            follows = current is not None and item.consequence and (item.lacking or tier)
            if current is not None and follows and len(current.parts) == 1 and _is_shorter(item, current):
                current.parts.append(item)
                continue
            if current is not None:
                yield current
            if follows and current is not None:
                tier = min(tier or current.tier, current.tier)
            current = _Finding([item], tier) if tier else None
        if current is not None:
            yield current


def _block(item: Weighed) -> int:
    return item.sentence.block


def _is_shorter(item: Weighed, current: _Finding) -> bool:
    """A consequence that says more than its finding stands beside it as the next one."""
    return len(item.sentence.text) <= len(current.parts[0].sentence.text)


def _tier(item: Weighed, scale: Scale) -> int:
    """1 to 3, or 0 where the sentence's signs do not weigh enough to show a weakness."""
    weight = scale.weigh(item)
    if weight < scale.wide:
        return 0
    if item.kind == BACKGROUND or weight < scale.offered or SHOWS_WEAKNESS.isdisjoint(item.signs):
        return OFFERED + 1
    return 1 if weight >= scale.sure else OFFERED


def _once(findings: Iterable[ReadFinding]) -> list[ReadFinding]:
    """The findings without repeats of the same words: a summary often says again what the report says."""
    unique: dict[str, ReadFinding] = {}
    for finding in findings:
        unique.setdefault(finding.text, finding)
    return list(unique.values())


def _read(found: _Finding, scale: Scale) -> ReadFinding:
    first = found.parts[0].sentence
    phrases = [hit.cue for part in found.parts for hit in part.weaknesses]
    mixed = any(part.strengths and TURN in part.signs for part in found.parts)
    return ReadFinding(
        "mixed" if mixed else "weakness",
        " ".join(part.sentence.text for part in found.parts),
        first.page,
        first.paragraph,
        first.section.title or None,
        tuple(dict.fromkeys(phrases)) or scale.reasons(found.parts[0]),
        found.tier,
        _boxes(found.parts),
    )


def _boxes(parts: Sequence[Weighed]) -> tuple[Box, ...]:
    if len(parts) == 1:
        return parts[0].sentence.boxes()
    return tuple(dict.fromkeys(box for part in parts for box in part.sentence.boxes()))


def _is_strength(item: Weighed, *, offered: bool) -> bool:
    if item.kind == BACKGROUND or not (item.strengths or item.kind == STRENGTHS):
        return False
    return _is_listed_strength(item) or (sum(hit.weight for hit in item.strengths) >= 2 and not offered)


def _is_listed_strength(item: Weighed) -> bool:
    return item.kind == STRENGTHS and bool(item.sentence.bullet)


def _strength(item: Weighed) -> ReadFinding:
    sentence = item.sentence
    weight = sum(hit.weight for hit in item.strengths)
    return ReadFinding(
        "strength",
        sentence.text,
        sentence.page,
        sentence.paragraph,
        sentence.section.title or None,
        tuple(hit.cue for hit in item.strengths),
        1 if _is_listed_strength(item) or weight >= 3 else 2,
        sentence.boxes(),
    )


def own_voice(items: Sequence[Weighed]) -> bool:
    """Whether a document is written by those who act ("we have", "our"), not by those who inspect them."""
    spoken = sum(not OURSELVES.isdisjoint(item.words) for item in items)
    return spoken >= FEWEST_OF_OURSELVES and spoken * SENTENCES_A_WE >= len(items)


def _actions(items: Iterable[Weighed], scale: Scales, *, own: bool) -> Iterator[ReportedAction]:
    """What was reported; a body that writes of itself mostly says what it does, so that less is asked of it."""
    least = (scale.action.wide + scale.action.offered) // 2 if own else scale.action.offered
    for item in items:
        kept_up = own and KEPT_UP in item.signs
        if item.kind == BACKGROUND or not (kept_up or scale.action.weigh(item) >= least):
            continue
        sentence = item.sentence
        yield ReportedAction(
            sentence.text,
            status_of(item, scale),
            sentence.page,
            sentence.paragraph,
            item.dated,
            sentence.boxes(),
            scale.action.reasons(item),
        )


def status_of(item: Weighed, scale: Scales) -> str:
    """Whether what the sentence reports was done, is being done or is planned: by plain words, or by its signs."""
    if not (PLANNED_SIGNS.isdisjoint(item.signs) and PLANNED_WORDS.isdisjoint(item.words)):
        return PLANNED
    planned, in_progress = scale.planned.weigh(item), scale.in_progress.weigh(item)
    if max(planned, in_progress) < 0:
        return DONE
    return PLANNED if planned > in_progress else IN_PROGRESS

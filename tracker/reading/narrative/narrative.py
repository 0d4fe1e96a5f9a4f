"""What a document offers beyond its formal list: findings, strengths, reported actions, listed inspections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from tracker.domain.reading.reading import Box, ListedInspection, ReadFinding, ReportedAction
from tracker.reading.facts.listed import count_problem, inspections_listed
from tracker.reading.narrative.cues import Hit, books, fold
from tracker.reading.narrative.reported import Report, own_voice, report_of
from tracker.reading.page.document import Document
from tracker.reading.page.sections import BACKGROUND, OUT, STRENGTHS, kind_of
from tracker.reading.page.sentences import Sentence, sentences

SUREST = 2
"""Tiers up to this one are right about three times in four or better: they are offered by default."""
LONGEST = 3
"""A finding holds at most this many sentences: its own, a consequence and an acknowledgement."""
FEWEST_WORDS = 5

_LINK = (
    r"(?:however, |therefore, |in turn, |at the time of the inspection, )?(?:this|these|that|it|such)(?: also"
    r"| then| in turn,?|,)*"
)
_CONSEQUENCE = re.compile(
    rf"^(?:(?:{_LINK} (?:means?|meant|can|could|may|might|leads?|led|limit\w*|results?|resulted|leaves?|left"
    rf"|risks?|impact\w*"
    r"|has (?:led|resulted|meant|an?|impacted|left|contributed|caused|affected|hindered|limited|created|delayed)"
    r"|do(?:es)? (?:not|mean)"
    r"|did not|hinder\w*|hamper\w*|affects?|affected|reduces?|delays?|prevents?|makes?|creates?|adds?"
    r"|undermin\w+|compromis\w+"
    r"|places?|puts?|weakens?|increases?|lack\w*|gaps?|inconsisten\w+|variab\w+|shortfalls?|weakness\w*"
    r"|under-?represent\w+"
    r"|is (?:particularly|especially|also|having|not)|are (?:particularly|especially)|in turn))"
    r"|(?:and )?as a (?:result|consequence)|consequently|the (?:impact|consequence|result|effect) of (?:this|these)"
    r"|for these (?:children|young people))\b"
)
_ACKNOWLEDGEMENT = re.compile(
    r"^(?:(?:senior |local |area )?(?:leaders|managers|partners|agencies)|the (?:\w+ ){0,4}(?:partnership"
    r"|partners|authority"
    r"|council|service|leaders|team|trust|police)|they)\b.{0,50}\b(?:aware of (?:this|these|the|it)"
    r"|recognis\w+ (?:this|these|the)"
    r"|recognis\w+ that (?:this|these|more)|acknowledg\w+ (?:this|these|that)|know (?:this|that (?:this|more)))"
    r"|^(?:this|these)\b.{0,40}\b(?:recognised|acknowledged|known|understood|identified|being addressed"
    r"|priority) (?:by|as|for|through|in|and)\b"
)
_NEGATIVE = re.compile(
    r"\b(?:not|no|risks?|harm|without|delay\w*|limit\w*|inappropriate\w*|less|difficult\w*|unable|lack\w*|too"
    r"|wait\w*|only|gaps?|low|lower|few|poor\w*|weak\w*|declin\w+"
    r"|miss\w*|unsuitable|under-?represent\w+|vulnerable|cannot|negativ\w+|confus\w+|undermin\w+|hinder\w*|hamper\w*)\b"
)
_REMEDIED = re.compile(
    r"\b(?:been|is|are) (?:now |since |largely |fully |mostly |swiftly |quickly )*(?:remedied|resolved"
    r"|rectified)\b|\bno longer\b|\bpreviously\b"
    r"|\b(?:at|since) the (?:time of the )?(?:last|previous) (?:inspection|visit|ilacs)\b|\bhistorically\b"
)
_TURN = re.compile(r"(?:^|, )(?:while|whilst|though|despite)\b|\b(?:but|however|although|whereas|albeit)\b|;")
"""Praise and blame in one sentence are turned from one to the other by one of these."""
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
class _Judged:
    """A sentence with all that its words give away."""

    sentence: Sentence
    folded: str
    kind: str
    weaknesses: list[Hit]
    strengths: list[Hit]
    report: Report | None
    tier: int

    @property
    def consequence(self) -> bool:
        return bool(_CONSEQUENCE.match(self.folded))


@dataclass(slots=True)
class _Gathering:
    """A finding being put together from its sentence and what belongs to it."""

    parts: list[_Judged]
    tier: int
    cues: list[str] = field(default_factory=list)


def narrative(document: Document, family: str, formal_texts: Sequence[str]) -> Narrative:
    """The document's candidate findings and the rest; `formal_texts` are the items already read from its list.

    `family` is not needed to read a narrative: what a sentence says decides, and whether its writers speak of
    themselves. It is taken so that a family with habits of its own can be told apart here.
    """
    del family
    formal = _fold_all(formal_texts)
    own = own_voice(document)
    judged = list(_judged(document, formal, own=own))
    gathered = [found for _, block in groupby(judged, key=_block) for found in _gather(list(block))]
    listed = inspections_listed(document)
    problem = count_problem(document, len(listed))
    findings = _once(map(_finding, gathered))
    return Narrative(
        tuple(finding for finding in findings if finding.tier <= SUREST),
        tuple(finding for finding in findings if finding.tier > SUREST),
        tuple(_strengths(judged)),
        tuple(_actions(judged)),
        listed,
        (problem,) if problem else (),
    )


def _once(findings: Iterable[ReadFinding]) -> list[ReadFinding]:
    """The findings without repeats of the same words: a summary often says again what the report says."""
    unique: dict[str, ReadFinding] = {}
    for finding in findings:
        unique.setdefault(finding.text, finding)
    return list(unique.values())


def _block(judged: _Judged) -> int:
    return judged.sentence.block


def _fold_all(texts: Iterable[str]) -> str:
    return "\n".join(" ".join(fold(text)[0].split()) for text in texts)


def _judged(document: Document, formal: str, *, own: bool) -> Iterator[_Judged]:
    """The narrative's sentences, each weighed by its words."""
    weak, strong = books()
    for sentence in sentences(document):
        kind = kind_of(sentence.section.title)
        if kind == OUT or not _is_sentence(sentence):
            continue
        folded, words = fold(sentence.text)
        weaknesses = weak.hits(folded, words)
        strengths = strong.hits(folded, words)
        report = report_of(sentence.text, folded, words, own=own)
        if (weaknesses or strengths or report) and (folded in formal or _is_boilerplate(folded, words)):
            continue
        tier = _tier(weaknesses, folded, kind, praised=bool(strengths or report), own=own)
        yield _Judged(sentence, folded, kind, weaknesses, strengths, report, tier)


def _is_boilerplate(folded: str, words: frozenset[str]) -> bool:
    if _BOILERPLATE_START.match(folded) or "@" in folded:
        return True
    return not words.isdisjoint(_BOILERPLATE_WORDS) and bool(_BOILERPLATE.search(folded))


def _is_sentence(sentence: Sentence) -> bool:
    text = sentence.text
    if text.endswith("?") or text.count(" ") < FEWEST_WORDS - 1:
        return False
    return bool(sentence.bullet) or text.rstrip("'’”\")0123456789 ")[-1:] in (".", "!", ";", ":")


def _tier(hits: list[Hit], folded: str, kind: str, *, praised: bool, own: bool) -> int:
    """1 to 3, or 0 where nothing in the sentence shows a weakness."""
    if not hits:
        return 0
    tier = hits[0].weight
    if tier > SUREST and len(hits) > 1:
        tier = SUREST
    turned = len(hits) == 1 and hits[0].cue == "however"
    if turned and (own or (praised and not _NEGATIVE.search(folded))):
        tier = 3
    if _REMEDIED.search(folded):
        tier += 1
    if kind == BACKGROUND or (kind == STRENGTHS and tier > 1):
        tier = 3
    return min(tier, 3)


def _gather(block: list[_Judged]) -> Iterator[_Gathering]:
    """The findings of one paragraph: a sentence with the consequence and acknowledgement that follow it."""
    current: _Gathering | None = None
    previous: _Judged | None = None
    for judged in block:
        if current is not None and len(current.parts) < LONGEST and _belongs(judged):
            _attach(current, judged)
        elif judged.tier:
            if current is not None:
                yield current
            current = _opened(judged, previous)
        elif current is not None:
            yield current
            current = None
        previous = judged
    if current is not None:
        yield current


def _belongs(judged: _Judged) -> bool:
    if _ACKNOWLEDGEMENT.match(judged.folded):
        return True
    return judged.consequence and bool(judged.tier or _NEGATIVE.search(judged.folded))


def _attach(current: _Gathering, judged: _Judged) -> None:
    current.parts.append(judged)
    current.cues += [hit.cue for hit in judged.weaknesses if hit.cue not in current.cues]
    if judged.tier:
        current.tier = min(current.tier, judged.tier)


def _opened(judged: _Judged, previous: _Judged | None) -> _Gathering:
    """A new finding; a consequence whose cause was not offered takes that cause along, so that "this" is clear."""
    cues = [hit.cue for hit in judged.weaknesses]
    if judged.consequence and previous is not None and not previous.tier:
        return _Gathering([previous, judged], judged.tier, cues)
    return _Gathering([judged], judged.tier, cues)


def _finding(found: _Gathering) -> ReadFinding:
    first = found.parts[0].sentence
    mixed = any(part.strengths and _TURN.search(part.folded) for part in found.parts if part.weaknesses)
    return ReadFinding(
        "mixed" if mixed else "weakness",
        " ".join(part.sentence.text for part in found.parts),
        first.page,
        first.paragraph,
        first.section.title or None,
        tuple(found.cues),
        found.tier,
        _boxes(found.parts),
    )


def _boxes(parts: Iterable[_Judged]) -> tuple[Box, ...]:
    return tuple(dict.fromkeys(box for part in parts for box in part.sentence.boxes()))


def _strengths(judged: Iterable[_Judged]) -> Iterator[ReadFinding]:
    for item in judged:
        weight = sum(hit.weight for hit in item.strengths)
        formal = item.kind == STRENGTHS and bool(item.sentence.bullet)
        if item.kind == BACKGROUND or not (formal or (weight >= 2 and not item.tier)):
            continue
        sentence = item.sentence
        yield ReadFinding(
            "strength",
            sentence.text,
            sentence.page,
            sentence.paragraph,
            sentence.section.title or None,
            tuple(hit.cue for hit in item.strengths),
            1 if formal or weight >= 3 else 2,
            sentence.boxes(),
        )


def _actions(judged: Iterable[_Judged]) -> Iterator[ReportedAction]:
    for item in judged:
        if item.report is None or item.kind == BACKGROUND:
            continue
        sentence = item.sentence
        yield ReportedAction(
            sentence.text, item.report.status, sentence.page, sentence.paragraph, item.report.dated, sentence.boxes()
        )

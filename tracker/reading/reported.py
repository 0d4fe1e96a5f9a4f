"""Sentences that report an action: something done, being done, or planned."""

from __future__ import annotations

import re
from dataclasses import dataclass

DONE = "done"
IN_PROGRESS = "in progress"
PLANNED = "planned"

_DONE_VERBS = (
    "introduced|implemented|developed|established|commissioned|appointed|recruited|created|launched|invested|expanded"
    "|embedded|agreed|secured|revised|redesigned|restructured|reviewed|strengthened|increased|piloted|adopted|refreshed"
    "|updated|relaunched|delivered|trained|built|accelerated|produced|published|allocated|funded|co-located|colocated"
    "|re-established|extended|prioritised|rolled out|put in place|set up|taken|responded|moved|committed|reconfigured"
    "|improved|addressed|remedied|resolved|rectified|completed|undertaken|carried out|brought|made|provided|enhanced"
    "|ensured|reduced|simplified|streamlined|clarified|reintroduced|replaced|opened|formed|acted|initiated|refocused"
)
_DOING_VERBS = (
    "working (?:to|on|with|towards|closely)|developing|implementing|undertaking|introducing|reviewing|recruiting"
    "|taking (?:steps|action|forward|place)|rolling out|piloting|trialling|building|strengthening|addressing"
    "|responding|seeking|establishing|creating|exploring|in the process of|focused on (?:driving|improving|addressing)"
    "|driving|investing|commissioning|expanding|increasing|making (?:changes|improvements|progress)|actively"
)
_BEING = (
    "developed|implemented|introduced|reviewed|rolled out|addressed|taken|strengthened|established|recruited|redesigned"
    "|piloted|trialled|updated|undertaken|explored|put|created|delivered|embedded|made|progressed|commissioned|revised"
)
_BODIES = (
    "leaders?|managers?|partnerships?|partners?|agencies|agency|authority|authorities|council|services?|police|boards?"
    "|teams?|trust|icb|director|directors|department|we|it|they|who|schools?|hub|hubs|panel|sub-?group|office"
    "|officers|leadership|cabinet|members|councillors|force|providers?|commissioners|csp|msp|vru|staff|workforce"
)
_ADVERB = r"(?:(?:also|already|now|since|recently|successfully|further|both|all|been|jointly|\w+ly) )*"
_THING = (
    r"(?:restructur\w+|appointment|introduction|creation|implementation|establishment|launch|recruitment|investment"
    r"|redesign|commissioning|expansion|development|roll-?out)"
)

_STARTED = re.compile(
    rf"\b(?:has|have|had) {_ADVERB}(?:begun|started|commenced|embarked)\b|\bwork (?:is|has|was) {_ADVERB}(?:under ?way|begun|started)"
    r"|\b(?:is|are) (?:now |already |well )?under ?way\b"
)
_DOING = re.compile(
    rf"\b(?:{_BODIES}|work|meetings|plans|steps|action)\b[^.]{{0,90}}?\b(?:is|are) {_ADVERB}(?:{_DOING_VERBS})\b"
    rf"|\b(?:is|are) {_ADVERB}being {_ADVERB}(?:{_BEING})\b|\b(?:is|are) {_ADVERB}in the process of\b"
)
_DONE_BY = re.compile(rf"\b(?:{_BODIES})\b[^.;]{{0,110}}?\b(?:has|have) {_ADVERB}(?:{_DONE_VERBS})\b")
_DONE_TO = re.compile(
    rf"\b(?:has|have) {_ADVERB}been {_ADVERB}(?:{_DONE_VERBS})\b|\b(?:was|were) {_ADVERB}(?:introduced|launched"
    r"|commissioned|established|carried out|undertaken|completed|appointed|set up|implemented|created|piloted|put in place)\b"
    rf"|\b{_THING} of\b[^.]{{0,140}}\b(?:has|have|is|are|means)\b|\brecent(?:ly)? (?:improvements?|investment|appoint\w+)\b"
    r"|\badditional (?:staff|staffing|resources?|capacity|funding|posts|investment)\b"
    r"|\bnow (?:takes?|taking|in place|routinely|received|well established)\b|\b(?:is|are) now (?:\w+ )?(?:in place|embedded)\b"
)
_PLANNED = re.compile(
    rf"\b(?:plans? (?:are in place |is in place )?to|(?:is|are) (?:also |being |currently )*planned|planning to|intends? to"
    rf"|(?:is|are) (?:due|set|going|scheduled|expected) to|(?:{_BODIES}|programme|strategy|review|assessment|plan|work)"
    r" will\b|will (?:now |also |soon |then )*be (?:\w+ly )?(?:introduced|implemented|launched|widened|undertaken|rolled out"
    r"|established|reviewed|extended|developed|delivered|appointed|recruited|held|published|completed|expanded|addressed))"
)
_OWN_VOICE = re.compile(
    r"\b(?:is|are) (?:\w+ ){0,4}(?:delivered|reviewed|reported|held|offered|provided|received|audited|monitored)\b"
    r"|\b(?:was|were) (?:\w+ ){0,2}(?:offered|attended|delivered|held|targeted|piloted|used|repeated)\b|\bwell established\b"
    r"|\b(?:on a |takes? place |held |delivered )(?:\w+ )?(?:quarterly|monthly|weekly|fortnightly|annual|regular)(?:ly)?\b"
    r"|\brepresent(?:s|ed) a milestone\b|\b(?:piloted|launched|introduced|holds?) (?:a|an|the|work|our)\b"
)
_NOT_AN_ACTION = re.compile(
    r"\b(?:has|have|had|is|are|was|were|will) not\b|\bnot (?:yet )?been\b|\b(?:yet to|needs? to|should|must)\b|^(?:children|parents|families|many children"
    r"|most children|young people|care leavers|some children|when children|this inspection|inspectors)\b"
)
_DATE = re.compile(
    r"\b(?:(?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December) (?:and \w+ )?\d{4}|(?:early |late |mid-?|the end of |spring |summer |autumn |winter )+(?:of )?20\d\d"
    r"|20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?)\b"
)
_TRIGGERS = frozenset(
    "will plan plans planned planning intends intend due set going scheduled under underway begun started commenced"
    " being now recent recently additional process focused taking meetings well quarterly monthly weekly annual milestone"
    " embarked holds piloted attended offered targeted held repeated received audited monitored reported".split()
) | frozenset(re.findall(r"[a-z]+", f"{_DONE_VERBS} {_DOING_VERBS} {_THING}"))


@dataclass(frozen=True, slots=True)
class Report:
    """What a sentence reports: its status, and its date as printed where it names one."""

    status: str
    dated: str | None


def own_voice(text: str) -> bool:
    """Whether a document is written by those who act ("we have", "our"), not by those who inspect them."""
    spoken = len(re.findall(r"\b(?:we (?:have|are|will|know|need|continue)|our)\b", text, re.IGNORECASE))
    return spoken >= 5 and spoken * 2500 >= len(text)


def report_of(text: str, folded: str, words: frozenset[str], *, own: bool) -> Report | None:
    """What the sentence reports as an action, or None; `own` widens the net for a body writing of itself."""
    if words.isdisjoint(_TRIGGERS):
        return None
    status = _status(folded, own=own)
    if status is None:
        return None
    date = _DATE.search(text)
    return Report(status, date.group() if date else None)


def _status(folded: str, *, own: bool) -> str | None:
    if _NOT_AN_ACTION.search(folded):
        return None
    found = [
        (match.start(), status)
        for status, pattern in ((IN_PROGRESS, _STARTED), (DONE, _DONE_BY), (DONE, _DONE_TO), (IN_PROGRESS, _DOING))
        if (match := pattern.search(folded))
    ]
    planned = _PLANNED.search(folded)
    if planned and (not found or own):
        return PLANNED
    if found:
        return IN_PROGRESS if _STARTED.search(folded) else min(found)[1]
    return DONE if own and _OWN_VOICE.search(folded) else None

"""Sentences that report an action: something done, being done, or planned."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.reading.page.document import Document

FEWEST_WORDS_OF_OUR_OWN = 5

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
    "(?:leaders?|managers?|partnerships?|partners?|agencies|agency|authority|authorities|council|services?"
    "|police|boards?"
    "|teams?|trust|icb|director|directors|department|we|it|they|who|schools?|hub|hubs|panel|sub-?group|office"
    "|officers|leadership|cabinet|members|councillors|force|providers?|commissioners|csp|msp|vru|staff|workforce)"
)
_ADVERB = r"(?:(?:also|already|now|since|recently|successfully|further|both|all|been|jointly|\w+ly) )*"
_THING = (
    r"(?:restructur\w+|appointment|introduction|creation|implementation|establishment|launch|recruitment|investment"
    r"|redesign|commissioning|expansion|development|roll-?out)"
)

_STARTED = re.compile(
    rf"\b(?:has|have|had) {_ADVERB}(?:begun|started|commenced|embarked)\b|\bbegun to\b|\bwork (?:is|has"
    rf"|was) {_ADVERB}(?:under ?way|begun|started)"
    r"|\b(?:is|are) (?:now |already |well )?under ?way\b"
)
_BODY = re.compile(rf"\b(?:{_BODIES}|work|meetings|plans|steps|action)\b")
_REACH = 120
_DOING = re.compile(rf"(?:is|are) {_ADVERB}(?:{_DOING_VERBS})\b")
_BEING_DONE = re.compile(rf"(?:is|are) {_ADVERB}(?:being {_ADVERB}(?:{_BEING})|in the process of)\b")
_DONE_BY = re.compile(rf"ha(?:s|ve) {_ADVERB}(?:{_DONE_VERBS})\b")
_DONE_TO = re.compile(
    rf"(?:has|have) {_ADVERB}been {_ADVERB}(?:{_DONE_VERBS})\b|w(?:as|ere) {_ADVERB}(?:introduced|launched"
    r"|commissioned|established|carried out|undertaken|completed|appointed|set up|implemented|created|piloted"
    r"|put in place)\b"
)
_CAME_TO_BE = re.compile(
    rf"\b{_THING} of\b[^.]{{0,140}}\b(?:has|have|is|are|means)\b|\brecent(?:ly)? (?:improvements?|investment"
    r"|appoint\w+|established|introduced|launched|implemented)\b|\badditional (?:staff|staffing|resources?"
    r"|capacity|funding|posts|investment)\b"
    r"|\b(?:has|have) (?:\w+ )?taken place\b|\bnow (?:takes?|taking|in place|routinely|received|well established)\b"
    r"|\b(?:is|are) now (?:\w+ )?(?:in place|embedded)\b"
)
_PLANNED = re.compile(
    rf"\b(?:(?:has|have|there (?:is|are)|{_BODIES}) (?:a |clear )?plans? to|plans? (?:is|are) in place to"
    rf"|{_BODIES} plan to\b"
    r"|(?<!what )(?:is|are) (?:also |being |currently )*(?:planned(?! for)|planning to)|intends? to"
    rf"|(?:is|are) (?:due|set|going|scheduled|expected) to|(?:{_BODIES}|programme|strategy|review|assessment|plan|work)"
    r"(?<!who) will\b|will (?:now |also |soon |then )*be (?:\w+ly )?(?:introduced|implemented|launched|widened"
    r"|undertaken|rolled out"
    r"|established|reviewed|extended|developed|delivered|appointed|recruited|held|published|completed|expanded"
    r"|addressed))"
)
_OWN_VOICE = re.compile(
    r"\b(?:is|are) (?:\w+ ){0,4}(?:delivered|reviewed|reported|held|offered|provided|received|audited|monitored)\b"
    r"|\b(?:was|were) (?:\w+ ){0,2}(?:offered|attended|delivered|held|targeted|piloted|used|repeated)\b"
    r"|\bwell established\b"
    r"|\b(?:on a |takes? place |held |delivered )(?:\w+ )?(?:quarterly|monthly|weekly|fortnightly|annual"
    r"|regular)(?:ly)?\b"
    r"|\brepresent(?:s|ed) a milestone\b|\b(?:piloted|launched|introduced|holds?) (?:a|an|the|work|our)\b"
)
_NOT_AN_ACTION = re.compile(
    r"\b(?:has|have|had|is|are|was|were|will|do|does) not\b|\bno (?:clear|evidence|plans?)\b|\bwhat is\b"
    r"|\bnot (?:yet )?been\b|\b(?:yet to|needs? to|should|must)\b|^(?:children|parents|families|many children"
    r"|most children|young people|care leavers|some children|when children|this inspection|inspectors)\b"
)
_DATE = re.compile(
    r"\b(?:(?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December) (?:and \w+ )?\d{4}|(?:early |late |mid-?|the end of |spring |summer |autumn |winter )+(?:of )?20\d\d"
    r"|20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?)\b"
)


def _words(pattern: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{2,}", pattern))


_STARTED_WORDS = frozenset(("begun", "started", "commenced", "embarked", "underway", "way"))
_DOING_WORDS = _words(_DOING_VERBS) | {"being"}
_DONE_WORDS = _words(_DONE_VERBS)
_THING_WORDS = _words(_THING) | {
    "now",
    "place",
    "recent",
    "recently",
    "additional",
    "restructure",
    "restructuring",
    "rollout",
}
_AUXILIARIES = frozenset(("has", "have", "was", "were"))
_PLANNED_WORDS = _words("will plan plans planned planning intends intend due set going scheduled expected")
_OWN_WORDS = _words(
    "delivered reviewed reported held offered provided received audited monitored attended targeted piloted used"
    " repeated"
    " well quarterly monthly weekly fortnightly annual annually regular milestone launched introduced holds hold"
)


@dataclass(frozen=True, slots=True)
class Report:
    """What a sentence reports: its status, and its date as printed where it names one."""

    status: str
    dated: str | None


def own_voice(document: Document) -> bool:
    """Whether a document is written by those who act ("we have", "our"), not by those who inspect them."""
    text = " ".join(line.text for line in document.body)
    spoken = sum(text.count(word) for word in (" we ", " our ", "We ", "Our "))
    return spoken >= FEWEST_WORDS_OF_OUR_OWN and spoken * 2500 >= len(text)


def report_of(text: str, folded: str, words: frozenset[str], *, own: bool) -> Report | None:
    """What the sentence reports as an action, or None; `own` widens the net for a body writing of itself."""
    status = _status(folded, words, own=own)
    if status is None or _NOT_AN_ACTION.search(folded):
        return None
    date = _DATE.search(text)
    return Report(status, date.group() if date else None)


def _status(folded: str, words: frozenset[str], *, own: bool) -> str | None:
    if not words.isdisjoint(_STARTED_WORDS) and _STARTED.search(folded):
        return IN_PROGRESS
    found = []
    if not words.isdisjoint(_AUXILIARIES) and not words.isdisjoint(_DONE_WORDS):
        found += [(start, DONE) for start in (_by_a_body(_DONE_BY, folded), _at(_DONE_TO, folded)) if start >= 0]
    if not words.isdisjoint(_THING_WORDS) and (start := _at(_CAME_TO_BE, folded)) >= 0:
        found.append((start, DONE))
    if not words.isdisjoint(_DOING_WORDS):
        doing = (_by_a_body(_DOING, folded), _at(_BEING_DONE, folded))
        found += [(start, IN_PROGRESS) for start in doing if start >= 0]
    if (own or not found) and not words.isdisjoint(_PLANNED_WORDS) and _PLANNED.search(folded):
        return PLANNED
    if found:
        return min(found)[1]
    return DONE if own and not words.isdisjoint(_OWN_WORDS) and _OWN_VOICE.search(folded) else None


def _at(pattern: re.Pattern[str], folded: str) -> int:
    match = pattern.search(folded)
    return match.start() if match else -1


def _by_a_body(pattern: re.Pattern[str], folded: str) -> int:
    """Where the pattern holds with somebody who can act shortly before it, or -1."""
    for match in pattern.finditer(folded):
        if _BODY.search(folded, max(0, match.start() - _REACH), match.start()):
            return match.start()
    return -1

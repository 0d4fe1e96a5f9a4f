"""Whether wording says only that something is done, or what is to be different for it.

The words of an action are read sentence by sentence. Some words say an effect wherever they stand ("so that",
"falls", "audits show"). A level ("90%", "within five days", "every child") says one only where it measures something
that touches children or practice: how many were trained, and that a document was approved, are activity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tracker.domain.text.pattern import Pattern

_FEW: Final = r"(?:[\w'’-]+\s+)"
_NUMBER: Final = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twenty|half|all)"
_PAPER: Final = (
    r"(?:polic(?:y|ies)|strateg(?:y(?! (?:meeting|discussion))|ies)|protocols?|procedures?|guidance|guides?|"
    r"pathways?(?! plan)|toolkits?|templates?|documents?|leaflets?|posters?|director(?:y|ies)|newsletters?|"
    r"checklists?|terms of reference|offer|(?:action|improvement|communications?|delivery) plans?|frameworks?|"
    r"programmes?|campaigns?|standards?|websites?|web ?pages?|learning|registers?)"
)
"""What is written and handed round."""
_TAUGHT: Final = (
    r"(?:training|workshops?|briefings?|seminars?|webinars?|courses?|modules?|e-?learning|events?|sessions?|"
    r"(?<!protection )(?<!group )(?<!case )conferences?)"
)
"""What is taught or attended."""
_MET: Final = r"(?:meetings?|working groups?|task and finish groups?|boards?|forums?|networks?)"
"""Where people sit together."""
_CASE_MEETING: Final = (
    r"(?!(?:[^.]{0,30}\b)?(?:strategy|core group|family group|child protection|child in need|network|care team|review|"
    r"family network|legal planning|case)\s+(?:meetings?|discussions?|conferences?|groups?)\b)"
)
"""Meetings about one child's case are practice, not activity beside it."""
_STAFF: Final = (
    r"(?:staff|practitioners?|professionals?|social workers?|managers?|supervisors?|chairs|officers?|"
    r"(?<!family )members|governors?|teachers?|head ?teachers|health visitors|foster carers|workforce|partners?|"
    r"agencies|schools?|settings?|surger(?:y|ies)|gps|teams?|leads?|workers|delegates|councillors)"
)
_LEAD_IN: Final = (
    r"^(?:we will |to |continue to |ensure (?:that )?|jointly |formally |work with [^.]{0,40}? to )*"
    r"(?:\w+(?:,| and| &) ){0,2}(?:re-?)?"
)
_WRITE: Final = (
    r"(?:write|draft|develop|co-?produce|produce|publish|launch|circulate|issue|update|refresh|review|revise|"
    r"create|agree|share|distribute|finalise|complete|promote|present|design|implement|prepare|disseminate|"
    r"undertake|carry out|conduct)"
)
_HOLD: Final = (
    r"(?:deliver|provide|run|commission|roll ?out|arrange|organise|hold|attend|host|convene|schedule|set up|"
    r"establish|offer|refresh|develop|design|undertake|facilitate|book|plan)"
)
_DONE_TO_IT: Final = (
    r"(?:written|drafted|developed|published|launched|issued|circulated|updated|refreshed|reviewed|revised|created|"
    r"agreed|approved|ratified|adopted|signed|shared|distributed|disseminated|finalised|completed?|presented|received|"
    r"displayed|available|in place|in use|on the|delivered|provided|held|run|ran|rolled out|attend\w*|established|"
    r"set up|sent|read|copied|logged|collected|meets?)"
)
_ACTIVITY: Final = Pattern(
    rf"{_LEAD_IN}(?:{_WRITE}\b[^.]{{0,60}}\b{_PAPER}\b"
    rf"|{_HOLD}\b{_CASE_MEETING}[^.]{{0,60}}\b(?:{_TAUGHT}|{_MET})\b"
    r"|(?:train|brief|remind|discuss|circulate|disseminate|raise (?:the )?awareness|meet(?! the (?:needs?|standards?))|"
    r"present)\b)"
    rf"|^(?:all |every |each )?{_FEW}{{0,3}}{_STAFF}\s+(?:to|will|must|should)\s+"
    rf"(?:attend|complete|undertake|receive)\b[^.]{{0,60}}\b{_TAUGHT}\b"
    rf"|^{_FEW}{{0,4}}(?:{_PAPER}|{_TAUGHT})\b[^.]{{0,50}}\b(?:to be|will be|is|are|has been|have been)?\s*"
    rf"{_DONE_TO_IT}\b",
    re.IGNORECASE,
)
"""How an action begins that says only that something is done."""
_HEAD_COUNT: Final = Pattern(
    rf"\b{_STAFF}\b[^.]{{0,50}}\b(?:trained|briefed|attend(?:s|ed|ing)?(?=\W*$)|attend\w*[^.]{{0,40}}\b{_TAUGHT}|"
    rf"(?:signed|read|received|complet\w+)\b[^.]{{0,40}}\b(?:copy|{_PAPER}|{_TAUGHT}))\b"
    rf"|\b(?:{_PAPER}|{_TAUGHT}|e-?mail|copy)\b[^.]{{0,50}}\b{_DONE_TO_IT}\b"
    rf"|^{_DONE_TO_IT}\s+(?:at|by|to|with)\b|\b(?:attendance|take-?up)\b[^.]{{0,30}}\b{_TAUGHT}\b"
    rf"|^{_CASE_MEETING}{_FEW}{{0,2}}{_NUMBER}\s+{_FEW}{{0,2}}(?:{_PAPER}|{_TAUGHT}|{_MET})\b",
    re.IGNORECASE,
)
"""A sentence that counts those who were taught, or says that a paper was made or a meeting held."""

_TOPIC: Final = r"(?<!\bon )(?<!\bfor )(?<!\babout )(?<!\bof )"
"""A word that names what a paper or a course is about promises nothing."""
_CHILDREN: Final = (
    r"(?:children|young people|babies|care leavers|families|parents|mothers|fathers|carers|siblings|pupils|learners)"
)
_CASEWORK: Final = (
    r"(?:plans?|assessments?|records?|referrals?|contacts?|visits?|reviews?|decisions?|placements?|chronolog(?:y|ies)|"
    r"case files?|files|cases|interviews?|conferences?|core groups?|strategy (?:meetings?|discussions?)|supervisions?)"
)
_CHANGE: Final = Pattern(
    r"\b(?:so that|in order to|so (?:children|families|young|practitioners|staff)|leading to|resulting in|"
    rf"{_TOPIC}(?:reduc(?:e[sd]?|ing|tions?)|decreas\w+|improv(?:e[sd]?|ing)|increas\w+(?! {_FEW}?awareness))|"
    r"improvements? (?:in|to|of)|falls?|fell|rises?|risen|halv\w+|doubl\w+|"
    rf"fewer|(?:more|less) {_CHILDREN}|"
    r"(?:is|are) (?:used|followed|heard|seen|safer|known|kept to|acted on|noticed)|"
    r"audit(?:s|ed)?\b(?! (?:framework|tool|programme|template|schedule|policy|guidance|training|procedure))|"
    r"(?:check|test|sampl)(?:s|ed|ing)?|dip[- ]?sampl\w*|evaluat(?:e[sd]?|ing)|observ\w+|survey\w*|"
    r"measur(?:e[sd]?|ing)|ask(?:s|ed|ing)?|experiences? of (?!training)|(?<!childhood )experience (?:is|of)|"
    r"outcomes? for|(?:used|tested|applied) in)\b"
    rf"|\b{_CHILDREN}(?:['’] views)?\s+(?:\w+ly\s+)?(?:tell|say|said|report|feel|felt|know|understand|can|are|is|have|"
    r"has|get|receive|wait|live|stay|see|move|remain|achieve|return|meet|do|no longer|need|start)\b"
    rf"|(?:\d\s?%|\d per ?cent) of (?:the )?{_FEW}{{0,3}}(?:{_CASEWORK}|{_CHILDREN})\b"
    rf"|\b(?:every|each|no)\s+{_FEW}{{0,3}}(?:child|young person|care leaver|family|baby|parent|carer)\s+"
    r"(?:is|has|gets|receives|waits|lives|stays|sees|moves|knows|feels|can)\b",
    re.IGNORECASE,
)
"""Words by which a sentence says what is to be different, or how anybody will know, wherever they stand."""
_LEVEL: Final = Pattern(
    r"\d\s?%|\bper ?cent(?:age)?s?\b"
    rf"|\b{_NUMBER} (?:in|of|out of) (?:every )?(?:the )?{_NUMBER}\b"
    rf"|\b(?:half|third|thirds|quarters?|most|all|each|every|none|zero|no|nil) (?:of )?(?:all )?(?:the )?{_FEW}{{0,3}}"
    rf"(?:{_CASEWORK}|{_CHILDREN}|child|young person|family|care leaver|contacts)\b"
    rf"|\b(?:within|in under|under|below|over|above|at least|at most|(?:no|not) more than|fewer than|less than|"
    rf"more than|(?:mini|maxi)mum of|average(?:\s+{_FEW}?of)?|down to|up to)\s+{_NUMBER}\b"
    rf"|\bfrom {_NUMBER}\S* (?:%|per ?cent )?to {_NUMBER}\b|\b{_NUMBER} or (?:fewer|less|more|above|below|lower)\b"
    r"|\b(?:up[- ]to[- ]date|on time|in time|in timescales?|timely|promptly|same day|without (?:delay|drift)|on target|"
    r"good or (?:better|above)|(?:graded|rated|judged|is|are) good|sooner|earlier|quicker|faster|shorter|lower|higher|"
    r"better|stable|stability|safer)\b",
    re.IGNORECASE,
)
"""Words that give a level. They say an effect where the sentence does not count heads or papers."""
_ENDS: Final = re.compile(r"(?:[.;]\s+|[\n•])")
_CLAUSES: Final = re.compile(r"[.;:]\s+|\s[–—-]\s|[\n•]")
_IN_NAMES: Final = Pattern(
    r"\b(?:improvement (?:plans?|boards?|partners?|partnership|strateg(?:y|ies)|journey|programmes?)|"
    r"(?:violence|harm) reduction(?: unit| partnership)?|adverse childhood experiences?)\b",
    re.IGNORECASE,
)
"""Names that hold a word of change and promise none."""


def is_activity(title: str, beside: Iterable[str | None]) -> bool:
    """Whether a title says that something is done, and neither it nor what stands beside it says an effect."""
    first, *rest = _CLAUSES.split(title.strip())
    if not _ACTIVITY.match(first):
        return False
    return not (_changes(first) or any(says_effect(text) for text in (*rest, *beside) if text))


def says_effect(text: str) -> bool:
    """Whether any sentence of a text says what is to be different, or at what level something is to be kept."""
    return any(_is_effect(sentence) for sentence in _ENDS.split(text) if sentence)


def _is_effect(sentence: str) -> bool:
    return _changes(sentence) or bool(_LEVEL.search(sentence) and not _HEAD_COUNT.search(sentence))


def _changes(sentence: str) -> bool:
    return _CHANGE.search(_IN_NAMES.sub("", sentence)) is not None

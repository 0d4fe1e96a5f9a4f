"""What is taken from a formal list: its items, and what was said beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tracker.domain.dates.dates import LONG_MONTHS
from tracker.domain.reading.reading import Box, ReadRecommendation, ReportedAction
from tracker.reading.facts.framework_tags import framework_tags
from tracker.reading.page.layout import Block, joined
from tracker.reading.page.marks import is_sign

SURE = 0.98
UNMARKED = 0.7
"""The confidence of an item that no bullet or number marks."""

_VERBS = (
    r"accelerate|achieve|act|address|adopt|agree|align|amend|analyse|apply|appoint|arrange|articulate|assess"
    r"|audit|bring|build|capture|cease|challenge|champion|check|clarify|close|collate|collect|commission"
    r"|communicate|complete|conduct|confirm|consider|consult|continue|convene|coordinate|co-ordinate|create"
    r"|deepen|define|deliver|demonstrate|determine|develop|disseminate|drive|embed|empower|enable|encourage"
    r"|engage|enhance|ensure|equip|establish|evaluate|evidence|examine|exercise|expand|expedite|explore|extend"
    r"|finalise|focus|formalise|fulfil|further|gather|give|help|hold|identify|implement|improve|include"
    r"|increase|influence|inform|instigate|intensify|introduce|invest|investigate|involve|issue|keep|launch"
    r"|lead|learn|liaise|link|listen|maintain|make|maximise|measure|meet|minimise|monitor|move|offer|oversee"
    r"|persist|place|plan|prepare|prioritise|produce|progress|promote|provide|publish|pursue|put"
    r"|quality-assure|raise|re-align|reach|realign|recognise|record|recruit|rectify|reduce|refine|refocus"
    r"|refresh|reinforce|remove|replace|report|request|require|resolve|respond|restore|retain|review|revise"
    r"|roll|scope|scrutinise|secure|seek|set|share|simplify|source|speed|stabilise|stop|streamline|strengthen"
    r"|submit|support|sustain|tackle|take|target|test|tighten|track|train|undertake|understand|update|use"
    r"|utilise|verify|widen|work"
)
_IMPERATIVE = re.compile(
    r"(?i)^(?:(?:[\w’'-]+ly|fully|also|further|risk|quality|as a [^,]{2,30}|as corporate parents?"
    r"|(?:together )?with [^,]{2,60}|in [^,]{2,60}|through [^,]{2,60}|when [^,]{2,90}|where [^,]{2,90})[,\s]+){0,2}"
    r"(?:" + _VERBS + r")\b"
)
_OBLIGES = re.compile(r"(?i)\b(?:should|must|needs? to)\b")
_BODY = re.compile(r"(?i)^(?:the\s+)?([^.:;]{3,120}?)\s+(?:should|must|needs? to|is to|are to|will)\b[^.]{0,300}[:.]?$")
_RECOMMENDED_TO = re.compile(r"(?i:recommend(?:s|ed|ations?)) to (?:the )?([A-Z][\w’'& -]{1,60}?)(?: that)?:$")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_OFFICE_WORDS = (
    r"Director|Head|Chief|Cabinet|Executive|Leader|Chair|Portfolio Holder|Commissioner|Governors|Trustees|Manager"
    r"|Officer|Lead|Nurse|Doctor"
)
_OFFICE = re.compile(rf"\b(?:{_OFFICE_WORDS})\b|\b[Aa]gencies\b|\b[Pp]artners\b|\b(?:Social Care|Health|Police)\b")
_AGENCIES = re.compile(r"(?i)\b(?:social care|schools|colleges|agencies|partners|partnership|services?)$")
_LONGEST_NAME = 8
_OWN_BODY = re.compile(
    r"(?:That )?(?:[Tt]he )?([^.:;,]{3,80}?),? "
    r"(?:(?:should|must|needs? to)\b|be (?:asked|requested|invited|required|recommended) to\b"
    r"|to (?=[a-z]+ (?:a|an|the)\b))"
)
_OWN_OFFICE = re.compile(
    rf"(?:That (?:the )?|the )((?:[A-Z][\w’'&-]* )*?(?:{_OFFICE_WORDS})"
    r"(?:(?: (?:of|for|and|the|&))*(?: [A-Z][\w’'-]*))*)(?=:| [a-z])"
)
_CLAUSE = re.compile(r"(?i)\b(?:is|are|was|were|has|have|that|which)\b")
_REQUIRED_BY = re.compile(
    r"(?i)\baction (?:is|was|are)? ?(?:urgently )?(?:required|needed|necessary)[^.:]{0,20}? (?:by|from|for)\s+"
    r"(?:the\s+)?([A-Z][^.:;]{2,120}?)(?=\s+(?:to|in|so|that|and (?:its|their)|with)\b|[.:;,])"
)
_ORGANISATION = re.compile(
    r"(?i)\b(?:trust|council|police|constabulary|icb|ccg|board|partnership|authority|service|probation|nhs|company"
    r"|team|school|academy|college|force|hospital|provider|cabinet|executive|committee|panel|governors)\b"
)
_MONTHS = "|".join(LONG_MONTHS)
_TIME = (
    r"(?:immediately|with immediate effect|as soon as possible"
    r"|within (?:the next )?[\w-]+(?: working)? (?:days?|weeks?|months?|years?)"
    r"(?: (?:of|from|after) (?:the )?(?:(?:final )?decision|(?:date|receipt) of|inspection|publication"
    r"|this (?:report|letter))[^.:,]{0,40})?|by (?:the end of )?(?:\d{1,2} )?"
    rf"(?:{_MONTHS}) 20\d\d"
    r"|(?:in the )?(?:short|medium|long(?:er)?)[ -]term|for immediate action"
    r"|for action (?:in|within|over) (?:the next )?[\w-]+ (?:weeks?|months?)"
    r"|in the next [\w-]+ (?:weeks?|months?))"
)
_DATED = rf"(?:(?:\d{{1,2}} )?(?:{_MONTHS}) 20\d\d|\d{{1,2}} (?:{_MONTHS}) (?:each|every) year)"
_OWN_TIME = re.compile(
    rf"(?:(?:by|before|no later than|beginning in) (?:the end of )?{_DATED}"
    r"|(?:(?<=, )|(?<=^))within (?:the next )?[\w-]+(?: working)? (?:days?|weeks?|months?|years?)(?=,|\.?$))",
    re.IGNORECASE,
)
"""A number of weeks is a limit on the whole only where commas set it apart: "plans issued within 20 weeks" is none."""
_TIMESCALE = re.compile(rf"(?i){_TIME}(?=\W|$)")
_FIRST_TIME = re.compile(rf"(?i)^{_TIME},?\s+")
_TIMED = re.compile(rf"(?i)^({_TIME}),?\s+(?:the\s+)?([^.:;]{{3,120}}?)\s+(?:should|must)\s+\w[^:]*\.$")
_TIMED_LEAD = re.compile(rf"(?i)^({_TIME}),?\s+(?:the\s+)?([^.:;]{{3,120}}?)\s+(?:should|must)\s+\w[^:]*\.\s[^:]*:$")
_WHOSE = re.compile(r"(?:Recommendations? )?(?:[Ff]or|[Tt]o) (?:the )?(.{3,80})")
_TIME_HEADING = re.compile(
    rf"(?i)((?:{_TIME}|by (?:the end of )?[A-Z][a-z]+ 20\d\d|(?:to be )?(?:actioned|completed) {_TIME}"
    r"|immediate(?= )))(?: (?:recommendations?|actions?))?\s*[:.]?"
)
_RECOMMENDS = re.compile(r"(?:We|I|HMI\w*|Inspectors|The (?:review|panel|inspectorates?)) recommend(?:s|ed)?\b.*\.$")


@dataclass(slots=True)
class Item:
    """One item as it grows block by block; `group` is whom the lead-in above it speaks to, `host` the heading over a
    list that has none of its own.
    """

    kind: str
    blocks: list[Block]
    body: str | None = None
    group: str | None = None
    theme: str | None = None
    host: str | None = None
    timescale: str | None = None
    confidence: float = SURE
    paragraph: str | None = None

    @property
    def text(self) -> str:
        """The item's words, sub-bullets joined to them by a space."""
        return joined([block.text for block in self.blocks])

    def recommendation(self) -> ReadRecommendation:
        """The item as it is handed on."""
        text = self.text
        first = self.blocks[0]
        boxes: tuple[Box, ...] = tuple(box for block in self.blocks for box in block.boxes)
        number = first.marker.strip("().") if first.marker and not is_sign(first.marker) else self.paragraph
        return ReadRecommendation(
            self.kind, text, self.body, self.timescale, self.theme, framework_tags(text), first.page, number,
            boxes, round(self.confidence, 2),
        )  # fmt: skip


@dataclass(slots=True)
class Taken:
    """What was taken from a document's formal lists, and which of its words only point to an earlier list."""

    items: list[Item] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    lead_ins: list[str] = field(default_factory=list)
    actions: list[ReportedAction] = field(default_factory=list)
    pointers: list[str] = field(default_factory=list)
    empty: bool = False

    @property
    def recommendations(self) -> tuple[ReadRecommendation, ...]:
        """The items as recommendations in printed order, one that is printed twice only once."""
        found: dict[tuple[str, str], ReadRecommendation] = {}
        for item in self.items:
            read = item.recommendation()
            key = re.sub(r"\W+", "", read.text.casefold())
            if key:
                found.setdefault((key, read.responsible_body or ""), read)
        return tuple(found.values())


def directs(text: str) -> bool:
    """Whether a text tells someone to do something, as the items of older lists do and findings do not."""
    return instructs(text) or bool(_OBLIGES.search(text[:160]))


def instructs(text: str) -> bool:
    """Whether a text is an instruction by its verb ("Ensure that ...")."""
    return bool(_IMPERATIVE.search(text[:160]))


def time_heading(text: str) -> str | None:
    """The timescale a heading consists of ("Within three months:"), or None."""
    found = _TIME_HEADING.fullmatch(text.strip())
    return found.group(1) if found else None


def timescale_in(text: str) -> str | None:
    """The timescale a list's lead-in names, as printed, or None."""
    found = _TIMESCALE.search(text)
    return found.group(0) if found else None


def group_of(lead_in: str) -> str | None:
    """Whom a list's lead-in speaks to ("The management board should:", "recommended to Cabinet that:"), or None."""
    text = last_sentence(lead_in)
    to = _RECOMMENDED_TO.search(text)
    if to:
        return to.group(1)
    found = _BODY.match(_FIRST_TIME.sub("", text))
    return found.group(1) if found and not instructs(text) and not _CLAUSE.search(found.group(1)) else None


def last_sentence(text: str) -> str:
    """The words after a paragraph's last full stop: those that lead to what stands under it."""
    return _SENTENCE_ENDS.split(text.strip())[-1]


def own_body(text: str) -> str | None:
    """The organisation or office that an item itself says should act ("The Partnership should ..."), or None."""
    found = _OWN_BODY.match(text) or _OWN_OFFICE.match(text)
    body = found.group(1) if found else ""
    named = _ORGANISATION.search(body) or _OFFICE.search(body)
    return body if named and not _CLAUSE.search(body) and not instructs(text) else None


def names_body(heading: str) -> bool:
    """Whether a sub-heading is nothing but the name of those whose items stand under it."""
    last = " ".join(heading.split()[-1:])
    named = _ORGANISATION.fullmatch(last) or _AGENCIES.search(heading)
    return bool(named) and len(heading.split()) <= _LONGEST_NAME and not _CLAUSE.search(heading)


def own_timescale(text: str) -> str | None:
    """By when an item itself says that it should be done, as printed, or None."""
    found = _OWN_TIME.search(text)
    return found.group(0) if found else None


def timed(text: str) -> tuple[str, str] | None:
    """The timescale and the body of a paragraph such as "Within six months, the force should improve ...", or None."""
    found = _TIMED.match(text.strip())
    return (found.group(1), found.group(2)) if found else None


def timed_lead(text: str) -> tuple[str, str] | None:
    """The same of a paragraph that goes on in bullets: they are parts of it and say nothing without it."""
    found = _TIMED_LEAD.match(text.strip())
    return (found.group(1), found.group(2)) if found else None


def recommends(text: str) -> bool:
    """Whether a paragraph is one recommendation whole ("We recommend that the force reviews ...")."""
    return bool(_RECOMMENDS.match(text.strip()))


def tells(lead_in: str, first: str) -> bool:
    """Whether a lead-in tells a body by when, or which organisation in an instruction's words, to do what follows."""
    body = group_of(lead_in)
    if body is None or not lead_in.rstrip().endswith(":"):
        return False
    return bool(_FIRST_TIME.match(lead_in)) or bool(_ORGANISATION.search(body) and instructs(first))


def whose(heading: str) -> str | None:
    """The body whose recommendations stand under a sub-heading ("For the management board"), or None."""
    found = _WHOSE.fullmatch(heading.strip(" :"))
    return found.group(1) if found and _ORGANISATION.search(found.group(1)) else None


def required_of(lead_in: str) -> str | None:
    """The body a lead-in requires action of ("Urgent action is required by the X Trust to ..."), or None."""
    found = _REQUIRED_BY.search(lead_in)
    return found.group(1).strip() if found and _ORGANISATION.search(found.group(1)) else None

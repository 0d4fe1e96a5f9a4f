"""What the columns of other people's plans are called: words, questions and slips of the pen, and what they mean.

The layouts are those of published plans: Herefordshire 2015, Torbay 2017, South Gloucestershire 2018, Bath and North
East Somerset 2003, SEND plans and written statements of action; beside them the risk and remediation plans of
neighbouring fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from tracker.domain.dates.dates import MONTH_WORD
from tracker.domain.foreign.headings import by_words, in_parts
from tracker.domain.workbook.meanings import heading_words

RECOMMENDATION, TITLE, NUMBER, EXTRA, UPDATE = "recommendation", "title", "number", "extra", "update"
REVISED, SPAN, QUARTER, MILESTONES, LEAD_AGENCY = "revised", "start and due", "quarter", "milestones", "lead or agency"

MEANINGS: Final[Mapping[str, str]] = {
    NUMBER: "Number", RECOMMENDATION: "Recommendation", "paragraph": "Paragraph", "theme": "Theme",
    TITLE: "Action", "description": "Description", "owner": "Owner", "accountable": "Accountable", "agency": "Agency",
    LEAD_AGENCY: "Owner or agency", "supporting": "Supporting agencies", "start": "Start", "due": "Due",
    REVISED: "New due date", SPAN: "Start and due", "done": "Done", "delivery": "Delivery", "forecast": "Forecast",
    "forecast_reason": "Reason for forecast", "priority": "Priority", "success_measure": "Success measure",
    "evidence_needed": "Evidence needed", "impact": "So what", MILESTONES: "Milestones", UPDATE: "Updates",
    QUARTER: "Quarter", "baseline": "Baseline", "target": "Target", EXTRA: "Kept in the description",
}  # fmt: skip
"""What a column may be, and how the window calls it."""

MANY: Final = frozenset(
    {UPDATE, EXTRA, QUARTER, "evidence_needed", "impact", "success_measure", "supporting", MILESTONES}
)
"""What several columns of one table may be."""

_SYNONYMS: Final[Mapping[str, str]] = {
    NUMBER: (
        "no|nos|number|ref|ref no|reference|reference number|id|item|item no|item number|#|action no|"
        "action number|action ref|action id|action reference|task no|rec no|rec ref|recommendation no|"
        "recommendation number|recommendation ref|row|serial no|s no|line|plan ref|risk id|poam id|"
        "vulnerability id|plan id|milestone id|unique id|sr no|num|wsoa ref|order|nr"
    ),
    RECOMMENDATION: (
        "recommendation|recommendations|for recommendation|answers|ofsted recommendation|ofsted recommendations|"
        "inspection recommendation|area for improvement|areas for improvement|ofsted area for improvement|"
        "ofsted areas for improvement|area for priority action|areas for priority action|what needs to improve|"
        "what ofsted said|what inspectors said|inspectors said|inspection finding|finding|findings|"
        "finding description|ofsted finding|ofsted findings|objective|objectives|improvement objective|standard|"
        "area of weakness|weakness|weakness description|significant weakness|area of significant weakness|issue|"
        "issues|issue identified|required improvement|improvement required|improvement needed|"
        "area for development|areas for development|priority area|improvement priority|priority for improvement|"
        "improvement area|aim|aims|goal|goals|strategic objective|risk description|what the report said|"
        "what the inspection found|what did inspectors say|key line of enquiry|priority action area|concern|"
        "key issue|you said|report recommendation|requirement|improvement theme and recommendation|"
        "inspection recommendations|jtai recommendation|what do we need to improve|what do we need to do better|"
        "what we need to improve|recommendation text|recommendation wording|ofsted said|what did ofsted say|"
        "recommendation from report|recommendation area for improvement|weakness name|areas of weakness|"
        "inspection outcome|improvement point|areas identified for improvement|observation"
    ),
    "paragraph": (
        "para|paragraph|para no|paragraph no|paragraph number|ofsted para no|ofsted para|ofsted paragraph|"
        "report paragraph|paragraph reference|para ref|report ref|page|page no|page ref|report para|"
        "source paragraph|paragraph of report|paras|paragraphs"
    ),
    "theme": (
        "theme|workstream|work stream|strand|domain|section|category|priority theme|improvement theme|programme|"
        "pillar|topic|area|work area|service area|theme area|subject|workstrand"
    ),
    TITLE: (
        "action|actions|action required|actions required|action to be taken|actions to be taken|what|"
        "what will be done|what we will do|what are we going to do|what will we do|what do we need to do|"
        "what needs to be done|what needs to happen|proposed action|proposed actions|agreed action|agreed actions|"
        "planned action|planned actions|key action|key actions|improvement action|improvement actions|task|tasks|"
        "activity|activities|key activities|how|how will we do it|how we will do it|how will we achieve this|"
        "how will this be achieved|how will we get there|our response|response|management response|we did|we will|"
        "action description|description of action|task description|steps|steps to be taken|remedial action|"
        "action point|title|mitigation plan|overall remediation plan|mitigating controls|action taken|"
        "action we will take|actions we will take|what we are doing|actions planned|actions needed|action needed|"
        "specific action|specific actions|smart action|smart actions|deliverable|deliverables|intervention|"
        "interventions|what are we doing|action details|detailed action|detailed actions|action plan|"
        "corrective action|how will we improve"
    ),
    "description": "description|details|detail|further detail|additional detail|notes on action",
    "owner": (
        "owner|lead|lead officer|lead officers|lead person|lead name|responsible|responsible officer|"
        "responsible person|responsible lead|person responsible|persons responsible|officer responsible|who|"
        "who will do it|who is responsible|who will lead|who is leading|who will do this|by whom|assigned to|"
        "officer|action lead|action owner|named lead|named officer|lead responsible|lead manager|accountable lead|"
        "responsibility|lead professional|operational lead|delivery lead|task owner|risk owner|responsible party|"
        "point of contact|allocated to|leads|owners|lead responsibility|lead role|owned by|lead and role|"
        "manager responsible|lead by|led by"
    ),
    "accountable": (
        "accountable|accountable officer|accountable person|sponsor|senior responsible officer|sro|executive lead|"
        "strategic lead|accountable director|senior lead|executive sponsor|responsible director|accountability|"
        "director|lead director|senior responsible owner"
    ),
    "agency": (
        "agency|lead agency|organisation|organization|partner|lead organisation|lead partner|responsible agency|"
        "responsible body|body|department|lead department|directorate|organisations|"
        "lead agencies|responsible organisation|partner agency|"
        "agency responsible|lead body"
    ),
    LEAD_AGENCY: (
        "lead agency officer|lead officer agency|agency lead|lead and agency|lead agency and officer|"
        "responsible agency officer|owner agency|lead organisation officer|lead officer and agency|"
        "agency and lead officer|agency and lead|agency lead officer"
    ),
    "supporting": (
        "supporting|supporting agencies|support|supported by|other agencies|partners|partner agencies|agencies|"
        "agencies involved|partners involved|contributors|supporting partners|support from|key partners|"
        "who else is involved|with support from|other partners|supporting officers"
    ),
    "start": (
        "start|action from date|from date|start date|started|date started|from|commencement|commencement date|"
        "begin|start by|begins"
    ),
    "due": (
        "due|due date|deadline|target date|by when|date due|when|when by|end date|timescale|timescales|time scale|"
        "time frame|timeframe|completion date|target completion date|when will it be done|when will it be done by|"
        "when will it be completed|planned completion date|scheduled completion date|date for completion|"
        "to be completed by|complete by|completed by|target|end|finish|finish date|due by|date to be completed|"
        "implementation date|original due date|original date|original deadline|original target date|"
        "original timescale|expected completion|expected completion date|when will it happen|timeline|by date|"
        "planned end date|delivery date|completion due|when will we do it by|when will we do it|"
        "when will this be done"
    ),
    REVISED: (
        "revised date|revised due date|revised deadline|revised target date|revised|rev|new date|new deadline|"
        "revised completion date|revised timescale|rev date|extended date|extended to|new due date|extension date|"
        "new target date|current due date|current deadline|amended date"
    ),
    SPAN: (
        "start rev end|start end|start and end|start date end date|start and end date|start and end dates|dates|"
        "start finish|start revised end|from to|start to finish|date from to"
    ),
    "done": (
        "date done|date completed|completed on|date of completion|actual completion date|completed date|"
        "date closed|closed date|closure date|closed on|actual date|actual completion|date achieved|achieved on|"
        "date complete|actual end date|date signed off"
    ),
    "delivery": (
        "status|state|progress status|delivery status|delivery state|action status|current state|"
        "implementation status|complete|completed|position|stage|completed y n|complete y n|closed|open closed|"
        "% complete|percentage complete|percent complete|progress %|task status|completion status"
    ),
    "forecast": (
        "rag|rag rating|rag status|r a g|brag|brag rating|brag status|b r a g|rating|current rag|rag score|"
        "rag this month|this month rag|latest rag|colour|forecast|traffic light|rag current|progress rag|"
        "action rag|delivery rag|confidence|current rating|bragg|b rag"
    ),
    "forecast_reason": (
        "rag reason|reason for rag|forecast reason|reason for rating|rag commentary|rag narrative|"
        "reason for rag rating|rag rationale"
    ),
    "priority": (
        "priority|priority rating|priority level|urgency|importance|priority h m l|high medium low|risk level|"
        "risk rating|inherent risk level|original risk rating"
    ),
    "success_measure": (
        "success measure|success measures|measure of success|measures of success|success criteria|measure|"
        "measures|how will we know|how we will know|how will we know it has worked|"
        "how will we know it has made a difference|how will we know we have succeeded|what will success look like|"
        "what does success look like|what does good look like|what will good look like|outcome|outcomes|"
        "intended outcome|intended outcomes|desired outcome|desired outcomes|expected outcome|expected outcomes|"
        "outcome measure|outcome measures|impact measure|impact measures|kpi|kpis|performance measure|"
        "performance measures|performance indicator|performance indicators|success indicator|success indicators|"
        "planned outcome|outcome required|target outcome|how will we measure success|how will success be measured|"
        "how will we measure impact|key performance indicator|outcome for children|outcomes for children|"
        "intended impact|what difference will it make|what difference will this make|expected impact|"
        "how will we know we have made a difference|success looks like|what success looks like"
    ),
    "evidence_needed": (
        "evidence|evidence needed|evidence required|evidence of completion|how will we evidence it|"
        "evidence of impact required|monitoring|monitoring and evaluation|monitoring arrangements|"
        "how will we evidence|supporting evidence|supporting documents|evidence source|assurance|"
        "assurance required|source of evidence|sources of evidence|evidence of success|evidence to be provided|"
        "how will it be monitored|how will this be monitored|evidence base|quality assurance"
    ),
    "impact": (
        "impact|impact to date|evaluation|evaluation impact|evaluation of impact|impact evidence|so what|"
        "difference made|what difference has it made|outcome achieved|impact so far|impact achieved|"
        "impact on children|what has been the impact|evidence of impact"
    ),
    MILESTONES: (
        "milestones|milestone|key milestones|planned milestones|interim milestones|steps and dates|key steps|"
        "interim steps|key milestones and dates|milestones and dates|interim milestone"
    ),
    UPDATE: (
        "update|updates|progress|progress update|progress updates|progress to date|progress made|current status|"
        "current position|comments|comment|commentary|this month|latest news|latest update|latest position|"
        "progress notes|notes|progress report|progress summary|position statement|update this period|"
        "status update|monthly update|quarterly update|outcome report|progress and impact|progress comments|"
        "narrative|update on progress|what have we done|what has been done|progress since last report|"
        "milestone changes|notes resources questions|notes questions|latest progress|progress narrative|"
        "actions to date|action taken to date|highlight report|update and comments|summary of progress|"
        "progress against action|remarks"
    ),
    "baseline": "baseline|starting point|baseline position|baseline data|current performance",
    "target": "target value|target performance|target figure|target level|performance target|target measure",
    EXTRA: (
        "task and finish group|benchmarking|benchmark|resources|resources required|resource|resource implications|"
        "cost|costs|budget|funding|risk|risks|barriers|barriers and risks|risks and barriers|risk and mitigation|"
        "dependencies|governance|governance board|board|reporting to|source|escalation|sign off|signed off by|"
        "monitored by|links|linked to|asset identifier|controls|days slipped|document|inspection|inspection date|"
        "source document|phase"
    ),
}  # fmt: skip

_FORMS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (QUARTER, (
        r"(?:q(?:tr|uarter)? ?[1-4]|quarter [1-4])\b.*|(?:performance|actual|reading|result|data) q[1-4]\b.*",
        rf"{MONTH_WORD} (?:20)?\d\d(?: (?:actual|reading|result))?",
    )),
    (RECOMMENDATION, (
        r"(?:ofsted|inspect\w+|report|jtai|ilacs|send|wsoa|cqc)\b.*\b(?:recommendation|improvement|finding|said)s?\b.*",
        r"what (?:do|did|does|have|has)? ?(?:the |our )?(?:inspect\w+|ofsted|report|cqc|hmi\w*|reviewers?|peers?)\b.*",
        r"recommendations?\b.*",
    )),
    (UPDATE, (
        r"where (?:are|is) (?:we|it|this)\b.*", r"what (?:progress|has been|have we)\b.*",
        r"outcome report (?:for )?.*",
        r"(?:progress|update|position|comments?)s? (?:as )?(?:at|to|for|in|on|since)\b.*",
        rf"{MONTH_WORD}(?: 20\d\d)? (?:update|progress|position|comments?)",
    )),
    ("forecast", (
        r"(?:current |latest |this (?:month|quarter)s? |overall |delivery |\d+ )?b?rag\b.*",
        r".* b?rag(?: rating| status)?",
    )),
    ("success_measure", (
        r"how (?:will|do|would|can) (?:we|you|i) (?:know|measure|tell|see)\b.*",
        r"what will (?:be different|success|good)\b.*",
    )),
    ("evidence_needed", (
        r"how (?:will|do|can) (?:we|it|this) (?:be )?(?:evidenced?|monitor(?:ed)?|prove[nd]?)\b.*",
        r"what evidence\b.*",
    )),
    ("due", (
        r"(?:by )?when\b.*", r"(?:target|due|end|completion|finish|planned)\b.* dates?(?: .*)?", r"deadline\b.*",
        r"timescales?\b.*",
    )),
    ("owner", (
        r"(?:by )?who(?:m|se)?\b.*",
        r"(?:lead|responsible|named|accountable) (?:officer|person|manager|individual|name)s?\b.*",
    )),
    (TITLE, (
        r"what (?:will|are|do|must|should|actions?|needs?|steps?)\b.*", r"how (?:will|do|are) we\b.*",
        r"actions? (?:we|to|that|required|needed|planned|agreed)\b.*",
    )),
)  # fmt: skip
"""What headings look like that are said in many ways, by what they mean."""
_FORM_PATTERNS = tuple((name, re.compile(pattern)) for name, patterns in _FORMS for pattern in patterns)
_KNOWN: Final[Mapping[str, str]] = {
    word: name for name, words in reversed(list(_SYNONYMS.items())) for word in words.split("|")
}
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_COUNTED = re.compile(r"(?:#|№|n°)\s*$|^\s*(?:#|№)")
_CLOSE, _SHORTEST = 0.86, 4
_LONGEST = 90
"""Characters: a longer cell is no heading."""

PRESETS: Final[Mapping[str, Mapping[str, str]]] = {
    "herefordshire": {
        "no": NUMBER, "ofsted para no": "paragraph", "ofsted area for improvement": RECOMMENDATION, "lead": "owner",
        "action": TITLE, "by when": "due", "progress": UPDATE, "r a g": "forecast",
        "monitoring and evaluation": "evidence_needed",
    },
    "torbay": {
        "nos": NUMBER, "what": RECOMMENDATION, "who": "owner", "how": TITLE, "when": "due",
        "success measures": "success_measure", "current status": UPDATE, "outcome": UPDATE,
    },
    "brag": {"brag": "forecast", "recommendation": RECOMMENDATION, "action": TITLE, "update": UPDATE},
    "send": {
        "ref": NUMBER, "objective": RECOMMENDATION, "action": TITLE, "task and finish group": EXTRA,
        "lead person": "owner", "start": "start", "rev": REVISED, "end": "due", "start rev end": SPAN,
        "benchmarking": EXTRA, "success measure": "success_measure", "monitoring": "evidence_needed",
        "evaluation": "impact", "evaluation impact": "impact",
    },
    "standards": {
        "standard": RECOMMENDATION, "actions required": TITLE, "lead officer s": "owner", "lead officer": "owner",
        "when": "due", "progress to date": UPDATE, "action from date": "start",
    },
    "poam": {
        "poam id": NUMBER, "weakness name": RECOMMENDATION, "weakness description": EXTRA, "point of contact": "owner",
        "overall remediation plan": TITLE, "original detection date": "start", "scheduled completion date": "due",
        "planned milestones": MILESTONES, "milestone changes": UPDATE, "comments": UPDATE,
        "original risk rating": "priority",
    },
}  # fmt: skip
"""Layouts by the name that `--preset` takes: a heading as it is compared, and what stands under it."""


def words_of(heading: str) -> str:
    """A heading as it is compared, without what stands in brackets."""
    return heading_words(_BRACKETS.sub(" ", heading)) or heading_words(heading)


@lru_cache(maxsize=4096)
def meaning_of(heading: str, *, slips: bool = True) -> tuple[str, float]:
    """What a heading says of its column, and how surely from 0 to 1; ("", 0) for a heading that says nothing known.

    Looking for slips of the pen takes long: for words that may be no heading at all it is left out.
    """
    if not heading.strip() or len(heading) > _LONGEST:
        return "", 0.0
    if _COUNTED.search(heading):
        return NUMBER, 0.95
    heading = heading.replace("_", " ")
    whole, bare = heading_words(heading), words_of(heading)
    if whole in _KNOWN:
        return _KNOWN[whole], 1.0
    for words, sure in ((whole, 0.95), (bare, 0.9)):
        if words == bare and bare in _KNOWN:
            return _KNOWN[bare], 0.98
        for name, pattern in _FORM_PATTERNS:
            if pattern.fullmatch(words):
                return name, sure
    return _guessed(heading, bare) if slips else ("", 0.0)


def _guessed(heading: str, bare: str) -> tuple[str, float]:
    """What a heading means that no list knows: by its parts, as a slip of the pen, by the words that carry it."""
    parts = in_parts(_BRACKETS.sub(" ", heading), _known)
    if parts:
        return parts, 0.8
    like = _likest(bare)
    if like[0]:
        return like
    carried = by_words(bare)
    return (carried, 0.7) if carried else ("", 0.0)


def _known(heading: str) -> str:
    return meaning_of(heading, slips=False)[0]


def _likest(words: str) -> tuple[str, float]:
    """The meaning of the known heading that differs by a slip: letters changed, a plural, two words exchanged."""
    if len(words) < _SHORTEST:
        return "", 0.0
    best = max(
        ((_ratio(words, known), known) for known in _KNOWN if abs(len(known) - len(words)) < 4), default=(0.0, "")
    )
    return (_KNOWN[best[1]], best[0] * 0.9) if best[0] >= _CLOSE else ("", 0.0)


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _CLOSE and matcher.quick_ratio() >= _CLOSE else 0.0


def field_headed(heading: str) -> str | None:
    """The field of a returned workbook that people's own plans call so, where one of their headings is just that."""
    name = _KNOWN.get(words_of(heading)) if heading.strip() else None
    return _FIELDS.get(name, name) if name is not None else None


_FIELDS: Final[Mapping[str, str]] = {NUMBER: "ref", RECOMMENDATION: "targets", UPDATE: "new_update"}
"""What a returned workbook calls columns that have another name here."""


def named(name: str) -> str | None:
    """The column that a person's word for one means, as in a mapping file: "due", "Due", "text", "for", "rag"."""
    words = heading_words(name)
    spoken = {heading_words(label): known for known, label in MEANINGS.items()}
    own = {heading_words(known): known for known in MEANINGS}
    also = {"text": RECOMMENDATION, "for": RECOMMENDATION, "ref": NUMBER, "new update": UPDATE, "updates": UPDATE,
            "skip": "", "ignore": "", "none": ""}  # fmt: skip
    found = own.get(words, spoken.get(words, also.get(words)))
    return found if found is not None else meaning_of(name)[0] or None

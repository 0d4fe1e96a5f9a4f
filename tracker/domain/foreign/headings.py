"""What a heading means that no list knows: its parts, and the words that carry it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_PARTS = re.compile(r"\s*(?:/|&|\||:|–|—|\band\b|\bor\b)\s*", re.IGNORECASE)
_FIRST: Final = ("title", "recommendation", "update")
"""What a heading of two parts is above all: “Priority / action” heads the actions."""
_MOST_WORDS: Final = 14

_CARRIED: Final[tuple[tuple[str, str], ...]] = (
    ("forecast", r".*\bb?rag\b.*|.*\btraffic light\b.*"),
    ("skip key", r"(?:key|legend)\b.*"),
    ("recommendation", (
        r".*\brecommend(?:ation|ed)\w*\b(?! (?:no|ref|number|id|status|owner)\b).*|"
        r".*\b(?:areas?|cause|causes) (?:for|of) (?:\w+ )?(?:improvement|concern|development|priority action)\b.*|"
        r".*\b(?:inspectors?|inspectorate|ofsted|cqc|hmi\w*|auditors?|reviewers?|regulator|report|peers?|panel) "
        r"(?:\w+ )?(?:told|said|asked|found|required|requires|identified|wants?|want(?:ed)?)\b.*|"
        r"(?:what )?(?:\w+ )?(?:told|asked) us\b.*|.*\b(?:must|should) (?:do|dos|improve)\b.*"
    )),
    ("due", r".*\b(?:deadlines?|timescales?|by when|target date|due date|implementation date|end date)\b.*"),
    ("update", (
        r"(?:latest|current|recent|most recent|this (?:month|quarter|period)) "
        r"(?:position|progress|update|news|comments?)\b.*"
    )),
    ("evidence_needed", r".*\b(?:evidence|assurance|monitor(?:ed|ing)?)\b.*"),
    ("success_measure", (
        r".*\b(?:success|outcomes?|kpis?|indicators?|difference|benefits?|what good looks like)\b.*"
    )),
    ("milestones", r".*\bmilestones?\b.*"),
    ("number", r".*\b(?:no|nos|ref|reference|id|number|code)"),
    ("accountable", (
        r"(?:exec(?:utive)?|strategic|senior|accountable|corporate|director|chief officer|board|slt|smt|political|"
        r"gold|cabinet|head teacher|lead member)\b.*"
        r"\b(?:leads?|owners?|sponsors?|officers?|directors?|members?)|sponsor.*"
    )),
    ("owner", (
        r"(?:.*\b)?(?:leads?|owners?|officers?|managers?|responsib\w+|accountable|assigned|personnel|staff member|"
        r"named person)"
    )),
    ("agency", (
        r"(?:.*\b)?(?:organi[sz]ations?|agency|agencies|partners?|body|bodies|departments?|directorates?|divisions?|"
        r"service areas?|provider)"
    )),
    ("delivery", r".*\b(?:status|complete\??|state|implemented\??)"),
    ("update", r".*\b(?:updates?|progress|comments?|commentary|position|narrative|remarks)\b.*"),
    ("title", (
        r".*\b(?:actions?|response|steps?|task|tasks|activity|activities|intervention|interventions|"
        r"(?:will|to|going to|are|be) (?:do|be done|doing)|do about it|deliverables?)\b.*"
    )),
    ("priority", r".*\b(?:priority|urgency)\b.*"),
    ("paragraph", r".*\b(?:para|paragraph|page)s?\b.*"),
    ("impact", r".*\bimpact\b.*"),
    ("theme", r".*\b(?:theme|work ?stream|strand|pillar)s?\b.*"),
)  # fmt: skip
"""The words that carry a heading, by what it means then; the first that fits holds."""
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _CARRIED)
_DATE = re.compile(r".*\bdates?\b.*|(?!.*\bstatus\b).*\b(?:start|end|finish|completion|deadline)")
_DATED: Final = (
    ("start", re.compile(r".*\b(?:start\w*|from|beg[aiu]n\w*|commence\w*)\b.*")),
    ("revised", re.compile(r".*\b(?:revised?|current|new|extended|amended|forecast|latest|expected|rebaselined?)\b.*")),
    ("done", re.compile(r".*\b(?:completed|closed|closure|actual|achieved|done|signed)\b.*")),
    (
        "extra",
        re.compile(
            r".*\b(?:review(?:ed)?|update[ds]?|report(?:ed|ing)?|inspection|publication|meeting|last|"
            r"raised|identif\w*|detect\w*|logged|opened|created|added|found|agreed by)\b.*"
        ),
    ),
)


def in_parts(heading: str, meaning: Callable[[str], str]) -> str:
    """What a heading of two parts means: “Priority / action”, “Area for improvement / cause of concern”; else ""."""
    parts = [part for part in _PARTS.split(heading) if part.strip()]
    if len(parts) < 2:
        return ""
    known = [name for name in map(meaning, parts) if name]
    return next((name for name in _FIRST if name in known), known[0] if known else "")


def by_words(words: str) -> str:
    """What a heading (as compared) means by the words that carry it: “Force response”, “Exec lead”; else ""."""
    if not words or len(words.split()) > _MOST_WORDS:
        return ""
    if _DATE.fullmatch(words):
        return next((name for name, pattern in _DATED if pattern.fullmatch(words)), "due")
    found = next((name for name, pattern in _PATTERNS if pattern.fullmatch(words)), "")
    return "extra" if found == "skip key" else found

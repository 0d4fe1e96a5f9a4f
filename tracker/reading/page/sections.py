"""What kind of section a heading opens: which sentences count as narrative and which are left out."""

from __future__ import annotations

import re
from functools import lru_cache

NARRATIVE = "narrative"
BACKGROUND = "background"
"""Introductions, summaries for children and practice studies: never offered by default."""
STRENGTHS = "strengths"
OUT = "out"
"""Formal lists, contents pages, boilerplate, next steps: not narrative at all."""

_OUT_TITLES = (
    r"contents|table of contents|what needs? to improve(?: in this area of social work practice)?|recommendations?"
    r"|areas? for (?:priority action|improvement)|priority and immediate action|priority actions?"
    r"|what does the (?:local authority|lscb|local safeguarding children board|council) need to improve"
    r"|what the (?:\w+ ){0,5}judge?ments? means?.*|the local authority|the lscb|judgements?"
    r"|inspection judgements?|next steps|yours sincerely"
    r"|(?:information )?about (?:this|the|our|your) (?:joint )?(?:inspection|visit|review|report|letter|judgements?)s?"
    r"|(?:the )?inspection (?:team|outcome|dates|framework)|inspectors?|lead inspector|local area partnership details"
    r"|annex(?:e)? .*|appendix .*|glossary|(?:report )?(?:of|to|from|subject|date|meeting)"
    r"|information about (?:this|the) local .*|(?:the )?local authority'?s? (?:details|area)|background papers.*"
    r"|wards affected.*|contact officers?.*|(?:financial|legal|revenue|capital|risk|equal).{0,20}consequences.*"
    r"|care quality commission|(?:.* )?integrated care board|ofsted|service information|judge?ment grade"
    r"|(?:equal opportunities|risk management|legal considerations)|methodology|terms of reference"
)
_BACKGROUND_TITLES = (
    r"(?:background|introduction|context|scope|purpose|summary for children.*|preface|foreword)"
    r"|(?:children|child|young people|other|information)\b.{0,60} (?:in|about) this area.*|(?:previous|other) ofsted .*"
    r"|local leadership|(?:case|practice) stud(?:y|ies).*|.*highly effective practice.*|places and spaces.*"
    r"|case example.*"
)
_KINDS = (
    (OUT, _OUT_TITLES),
    (BACKGROUND, _BACKGROUND_TITLES),
    (STRENGTHS, r"(?:key |early help |area )?strengths?(?: include)?|what (?:is|are) .{0,60} (?:effective|well)"),
)
_PATTERNS = tuple((kind, re.compile(rf"(?:\d+\.?\s*|[a-z]\.\s+)?(?:{pattern})[\s?:.\d]*")) for kind, pattern in _KINDS)

_FACT = re.compile(
    r"(?:report (?:of|to|from|by|author)|(?:meeting|committee)(?: date)?|date(?: of meeting)?|subject"
    r"|contact officers?|wards? affected|author|lead officer|(?:cabinet member|portfolio holder)[^:]{0,40}"
    r"|agenda item(?: (?:no\.?|number))?|classification|decision type)\s*:\s*\S.*"
)


def tells_fact(title: str) -> bool:
    """Whether a line in a heading's place is a label with its value ("Contact officer: ..."), which opens nothing."""
    return bool(_FACT.fullmatch(title.lower()))


@lru_cache(maxsize=2048)
def kind_of(title: str) -> str:
    """The kind of section under the heading `title`."""
    folded = " ".join(title.replace("’", "'").lower().split())
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(folded)), NARRATIVE)

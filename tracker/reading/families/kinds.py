"""What kind of report a document is, judged by its first words and headings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tracker.reading.page.layout import Block


@dataclass(frozen=True, slots=True)
class Kind:
    """A document's type, in the tokens the rest of the program knows, and the family of layouts that reads it."""

    document_type: str
    family: str


@dataclass(frozen=True, slots=True)
class Opening:
    """The words kinds are judged by: headings on the first pages, lines that can be titles, the opening text, all
    headings.
    """

    titles: str
    lines: tuple[str, ...]
    start: str
    headings: str


GENERIC = Kind("other", "generic")
FOCUSED = Kind("ILACS focused visit", "focused-visit")
MONITORING = Kind("ILACS monitoring visit", "monitoring-visit")
SEND_MONITORING = Kind("Area SEND monitoring", "area-send-monitoring")
JTAI = Kind("JTAI", "jtai-2022")
LONGEST_TITLE = 260
"""Characters: a longer paragraph is no title."""

_TITLES = (
    (re.compile(r"(?:ofsted )?(?:area send )?monitoring (?:inspection|visit)\b.*\b(?:send|local area)\b"
                r"|area send monitoring"), SEND_MONITORING),
    (re.compile(r"(?:ofsted )?(?:ilacs )?focus+ed visit (?:to|of)\b|.{3,60} focus+ed visit$"), FOCUSED),
    (re.compile(r"(?:ofsted )?(?:ilacs )?(?:\w+ )?monitoring visit (?:to|of)\b|.{3,60} monitoring visit$"), MONITORING),
    (re.compile(r"joint targeted area inspection (?:of|in)\b"), JTAI),
)  # fmt: skip

_MINUTES = re.compile(r"\W*(?:draft |confirmed )?minutes(?: of\b.*|\s*[,:–—-].*|)$")
_SIF = re.compile(r"inspection of services for children in need of help and protection")
_JTAI = re.compile(r"joint targeted area inspection")
_ILACS = re.compile(
    r"inspection of [^.]{2,90}?(?:children['’]?s services|children and families trust|children['’]?s trust)"
    r"|inspection of children['’]?s social care services"
)
_ILACS_ROWS = re.compile(
    r"(?:the )?impact of leaders on (?:social work )?practice|experiences and progress of children"
)
_SEND = re.compile(r"area send (?:full )?inspection|area send monitoring|local area partnership report")


def recognise(blocks: list[Block]) -> Kind:
    """The kind of the document the blocks make up; GENERIC where nothing is known of it."""
    opening = _opening(blocks)
    paper = next((kind for test, kind in _PAPERS if test(opening)), None)
    return paper or _titled(opening) or next((kind for test, kind in _TESTS if test(opening)), GENERIC)


def _opening(blocks: list[Block]) -> Opening:
    first = blocks[0].page if blocks else 1
    start, titles, lines = "", "", []
    for block in blocks[:60]:
        start += block.text + "\n"
        ended = block.text.endswith(".") and not block.heading
        if len(block.text) < LONGEST_TITLE and not ended and not block.marker:
            lines.append(" ".join(block.text.casefold().split()))
        if block.heading and block.page <= first + 1 and block.table is None:
            titles += block.text + "\n"
        if len(start) > 3500:
            break
    headings = "\n".join(block.text for block in blocks if block.heading or len(block.text) < 90)
    return Opening(titles.casefold(), tuple(lines), start.casefold(), headings.casefold())


def _titled(opening: Opening) -> Kind | None:
    """The kind that the document's own title names: the first of its opening lines that is the title of one."""
    for line in opening.lines:
        for pattern, kind in _TITLES:
            if pattern.match(line):
                return _jtai_kind(opening) if kind is JTAI else kind
    return None


def _jtai_kind(opening: Opening) -> Kind:
    return JTAI if _jtai_2022(opening) else Kind("JTAI", "jtai-2016")


def _jtai_2022(opening: Opening) -> bool:
    years = [int(year) for year in re.findall(r"\b(20[12]\d)\b", opening.start)]
    improve = re.search(r"(?m)^what needs to improve", opening.headings)
    return bool(improve) or (bool(years) and years[0] >= 2021)


def _jtai(opening: Opening) -> bool:
    near = opening.start[:2600]
    return bool(_JTAI.search(near)) and bool(re.search(r"(?m)^dear |this letter|jtai", near))


def _council_paper(opening: Opening) -> bool:
    labels = (
        r"(?m)^\W*(?:report (?:to|of|from|for)|subject|meeting|meeting date|date|contact officers?|wards affected)\s*:"
    )
    return len(re.findall(labels, opening.start[:2500])) >= 2


def _send(opening: Opening) -> bool:
    return bool(_SEND.search(opening.titles or opening.start[:600]) or _SEND.search(opening.start[:400]))


def _ilacs(opening: Opening) -> bool:
    near = re.sub(r"\s+", " ", opening.start[:1800])
    return bool(_ILACS.search(near)) and bool(_ILACS_ROWS.search(opening.start))


def _older(opening: Opening) -> bool:
    return bool(
        re.search(
            r"inspection of (?:local authority )?"
            r"(?:safeguarding|looked after|adoption|fostering|progress made|arrangements for the protection)"
            r"|safeguarding and looked after children|record of main findings|joint area review",
            opening.start + opening.titles,
        )
    )


def _has(*words: str, within: int = 2500) -> Callable[[Opening], bool]:
    patterns = [re.compile(word) for word in words]

    def test(opening: Opening) -> bool:
        return all(pattern.search(opening.start[:within]) for pattern in patterns)

    return test


def _overview(opening: Opening) -> bool:
    near = opening.titles + opening.start[:400]
    return bool(
        re.search(
            r"summary of (?:the )?findings from|overview of (?:inspections|findings)|thematic (?:review|report)", near
        )
    )


_Tests = tuple[tuple[Callable[[Opening], bool], Kind], ...]
_PAPERS: _Tests = (
    (lambda o: _council_paper(o) and "peer review" in o.start, Kind("other", "peer-review")),
    (lambda o: _council_paper(o) and "assurance statement" in o.start, Kind("other", "assurance")),
    (_council_paper, Kind("other", "scrutiny")),
    (lambda o: any(_MINUTES.match(line) for line in o.lines[:10]), Kind("other", "scrutiny")),
    (_overview, Kind("other", "overview")),
)
_TESTS: _Tests = (
    (lambda o: _jtai(o) and _jtai_2022(o), JTAI),
    (_jtai, Kind("JTAI", "jtai-2016")),
    (lambda o: _send(o) and "monitoring inspection" in (o.titles or o.start[:400]), SEND_MONITORING),
    (_send, Kind("Area SEND inspection", "area-send")),
    (lambda o: bool(_SIF.search(re.sub(r"\s+", " ", o.start))), Kind("SIF inspection", "sif")),
    (_ilacs, Kind("ILACS inspection", "ilacs")),
    (_has(r"inspectorate of probation|hmi probation", r"youth (?:justice|offending)"), Kind("other", "hmi-probation")),
    (_has(r"hmicfrs|inspectorate of constabulary", r"child protection|police"), Kind("other", "hmicfrs")),
    (_older, Kind("other", "older")),
    (
        _has(
            r"(?m)^(?:full )?school report|what (?:does )?the (?:school|academy|college) (?:needs?|should|must)\b"
            r"|inspection of .{3,60}(?:school|academy)",
            within=3500,
        ),
        Kind("other", "school"),
    ),
    (_has(r"internal audit|audit report"), Kind("other", "audit")),
    (_has(r"peer (?:review|challenge)"), Kind("other", "peer-challenge")),
    (_has(r"assurance statement"), Kind("other", "assurance")),
    (_has(r"scrutiny (?:committee|report|panel)", within=800), Kind("other", "scrutiny")),
)

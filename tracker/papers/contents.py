"""Which sections each paper is made of, and which paper may be published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from string import ascii_uppercase

from tracker.domain.board.board import BoardData
from tracker.domain.meetings.papers import MINUTES, PUBLIC_PAGE
from tracker.errors import UserError
from tracker.papers import body, dossier, front, minutes, public_page, sections, shorter
from tracker.papers.paper import Paper, Stepped
from tracker.services.steps import Step, unwatched

Write = Callable[[Paper, BoardData], None]


@dataclass(frozen=True)
class Section:
    """One section: its heading, and what writes what stands under it."""

    title: str
    write: Write


@dataclass(frozen=True)
class Contents:
    """What a paper calls itself, what opens it, its sections, and its appendices."""

    lead: str
    opening: tuple[Write, ...]
    sections: tuple[Section, ...]
    appendices: tuple[Section, ...] = ()


PLAN = Section("The plan by recommendation", sections.recommendations)
EVIDENCE = Section("Evidence", sections.evidence)
FIGURES = Section("Figures and charts", front.all_figures)
KEY = Section("Key", sections.key)
WORDS = Section("Words and short forms", sections.glossary)
SOURCES = Section("Sources", sections.sources)
IMPACT = Section("Impact", body.impact)
QUESTIONS = Section("Questions still open", body.challenges)
ON_A_PAGE = Section("", shorter.on_a_page)
DATES = Section("Dates ahead", body.dates)

PAPERS: dict[str, Contents] = {
    "board": Contents(
        "Progress report",
        (front.cover, front.asked, front.contents),
        (
            Section("Headlines", front.headlines), Section("What has changed", body.changes),
            Section("Decisions", body.decisions), Section("Slippage", body.slippage),
            Section("Exceptions", body.exceptions), IMPACT, QUESTIONS, DATES,
        ),
        (PLAN, EVIDENCE, FIGURES, KEY, WORDS, SOURCES),
    ),
    "exceptions": Contents(
        "Exception report",
        (front.short_cover,),
        (Section("Exceptions", body.all_exceptions), Section("", sections.state)),
    ),
    "statement": Contents(
        "Written statement of action",
        (front.statement_cover,),
        (Section("The actions we propose", shorter.statement), WORDS, SOURCES),
    ),
    "dossier": Contents(
        "Dossier of the plan and its evidence",
        (front.cover, front.contents),
        (Section("Each recommendation whole", dossier.threads), DATES, KEY, WORDS, SOURCES),
    ),
    PUBLIC_PAGE: Contents(
        "Progress for the public",
        (front.public_cover,),
        (
            Section("What inspectors told us", public_page.told_us), Section("What we have done", public_page.done),
            Section("What has changed", public_page.changed), Section("What happens next", public_page.next_steps),
            WORDS,
        ),
    ),
    MINUTES: Contents(
        "Draft minutes",
        (minutes.cover,),
        (
            Section("Dates decided", minutes.dates), Section("Questions asked and answered", minutes.questions),
            Section("Actions added", minutes.actions), Section("Also", minutes.other),
        ),
    ),
    "plan-on-a-page": Contents("Plan on a page", (front.bare_cover,), (ON_A_PAGE,)),
}  # fmt: skip
"""Each paper by its name."""


def write(story: Paper, data: BoardData, paper: str, *, appendices: bool = True, step: Step = unwatched) -> None:
    """Puts a whole paper together, with the sections that are wanted; `step` is told how many of them are written."""
    wanted = contents_of(paper)
    first, behind = _wanted(data, wanted.sections), _wanted(data, wanted.appendices if appendices else ())
    told = Stepped(story, step, len(first) + len(behind))
    data = replace(data, whole=PLAN in behind)
    for opening in wanted.opening:
        opening(told, data)
    for section in first:
        if section.title:
            told.heading(2, section.title)
        section.write(told, data)
        told.section_done()
    sections.texts(told, data)
    for letter, section in zip(ascii_uppercase, behind, strict=False):
        if letter == "A":
            told.page_break()
        told.heading(2, f"Appendix {letter}: {section.title}")
        section.write(told, data)
        told.section_done()


def _wanted(data: BoardData, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    return tuple(one for one in sections if not data.sections or not one.title or one.title in data.sections)


def titles_of(paper: str) -> tuple[str, ...]:
    """What the sections of a paper are called. Raises UserError for a paper that is not known."""
    wanted = contents_of(paper)
    return tuple(one.title for one in (*wanted.sections, *wanted.appendices) if one.title)


def contents_of(paper: str) -> Contents:
    """What a paper is made of. Raises UserError for a paper that is not known."""
    if paper not in PAPERS:
        raise UserError(f"there is no paper called “{paper}”", f"ask for one of: {', '.join(PAPERS)}")
    return PAPERS[paper]


def public_only(data: BoardData, public: bool) -> None:
    """Raises UserError where a public paper is asked of data that holds names and notes."""
    if public and not data.title.public:
        raise UserError("this paper holds names and notes that are not for publication", "make the public data first")

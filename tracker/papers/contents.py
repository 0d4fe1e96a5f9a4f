"""Which sections each paper is made of, and which paper may be published."""

from __future__ import annotations

from collections.abc import Callable

from tracker.domain.board.board import BoardData
from tracker.errors import UserError
from tracker.papers import front, sections, shorter
from tracker.papers.paper import Paper

Section = Callable[[Paper, BoardData], None]

PAPERS: dict[str, tuple[str, tuple[Section, ...]]] = {
    "board": (
        "Progress report",
        (
            front.in_brief, front.contents, front.figures, sections.what_changed, front.charts, sections.exceptions,
            sections.completed, sections.measures, sections.challenges, sections.dates, sections.recommendations,
            sections.key, sections.glossary, sections.sources,
        ),
    ),
    "exceptions": (
        "Exception report",
        (
            front.in_brief, sections.what_changed, sections.exceptions, sections.dates, sections.key,
            sections.sources,
        ),
    ),
    "statement": (
        "Written statement of action",
        (shorter.statement, sections.glossary, sections.sources),
    ),
    "dossier": (
        "Dossier of the plan and its evidence",
        (
            front.in_brief, front.contents, sections.recommendations, sections.evidence, sections.measures,
            sections.challenges, sections.dates, sections.key, sections.glossary, sections.sources,
        ),
    ),
    "plan-on-a-page": ("Plan on a page", (shorter.on_a_page,)),
}  # fmt: skip
"""Each paper's name with what its title page calls it and its sections in order."""


def sections_of(paper: str) -> tuple[str, tuple[Section, ...]]:
    """What a paper's title page calls it and its sections. Raises UserError for a paper that is not known."""
    if paper not in PAPERS:
        raise UserError(f"there is no paper called “{paper}”", f"ask for one of: {', '.join(PAPERS)}")
    return PAPERS[paper]


def public_only(data: BoardData, public: bool) -> None:
    """Raises UserError where a public paper is asked of data that holds names and notes."""
    if public and not data.title.public:
        raise UserError("this paper holds names and notes that are not for publication", "make the public data first")

"""The papers by name: what each is called, in which formats it is made, and which choices it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BOARD: Final = "board"
PUBLIC_PAGE: Final = "public-page"
"""The paper that is only made for the public."""
MINUTES: Final = "minutes"
"""The paper that is made of one meeting."""
DOSSIER: Final = "dossier"
NAMES: Final[Mapping[str, str]] = {
    BOARD: "Board paper",
    "exceptions": "Exception report",
    "statement": "Written statement of action",
    DOSSIER: "Dossier of the plan and its evidence",
    "plan-on-a-page": "Plan on a page",
    PUBLIC_PAGE: "Progress for the public",
    MINUTES: "Minutes in draft",
}
"""Each paper by the name that commands give it, in the order in which they are offered."""
PDF, WORD, EXCEL, WEB = ".pdf", ".docx", ".xlsx", ".html"
FORMATS: Final[Mapping[str, str]] = {
    PDF: "PDF", WORD: "Word document", WEB: "Web page", EXCEL: "Excel workbook for reading",
}  # fmt: skip
"""What a paper may be made as, by the ending of its name."""
_COMPARED: Final = (BOARD, PUBLIC_PAGE)
_FIXED: Final = ("columns",)
UNTAKEN: Final[Mapping[str, tuple[str, ...]]] = {
    "exceptions": _FIXED, "statement": _FIXED, DOSSIER: _FIXED, "plan-on-a-page": (*_FIXED, "texts"),
    PUBLIC_PAGE: (*_FIXED, "marking", "recipients", "exempt", "lead_officer", "cabinet_member", "cleared"),
}  # fmt: skip
"""What of a template has no place in a paper: columns are the board paper's to choose, a page has room for nothing but
the plan, and what is published bears no marking and no names.
"""


def name_of(paper: str | None) -> str:
    """What a paper is called; one that this program does not know by the name it was given."""
    return NAMES.get(paper or "", paper or "Paper")


def is_compared(paper: str) -> bool:
    """Whether a paper says what has changed since an earlier one."""
    return paper in _COMPARED


def has_appendices(paper: str, ending: str, *, public: bool = False) -> bool:
    """Whether a paper has appendices that may be left out."""
    return made_as(paper, ending, public=public) == BOARD and ending != EXCEL


def may_be_public(paper: str, ending: str) -> bool:
    """Whether a paper may be made for the public: the reading workbook of a plan holds names and notes."""
    return paper != MINUTES and not (paper == BOARD and ending == EXCEL)


def made_as(paper: str, ending: str, *, public: bool, dressed: bool = False) -> str:
    """The paper that is made: what boards read and what a council publishes are two, where it is a web page.

    One that a template of the plan dresses is made as the template says.
    """
    return PUBLIC_PAGE if public and ending == WEB and paper == BOARD and not dressed else paper

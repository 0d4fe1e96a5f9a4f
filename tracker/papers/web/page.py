"""The papers as web pages: one file without script, readable on a phone and printable, with the same content."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from reportlab.graphics.shapes import Drawing

from tracker.domain.actions.status import Status
from tracker.domain.board.board import BoardData
from tracker.domain.dates.dates import show
from tracker.papers.charts import LIGHT, Chart, Palette, as_svg, status_colour
from tracker.papers.contents import contents_of, public_only, write
from tracker.papers.logos import size_of
from tracker.papers.paper import Cell, Row, markup
from tracker.papers.shapes import shape
from tracker.papers.web.look import CSS
from tracker.saving import write_whole
from tracker.services.steps import Step, unwatched

SHAPE_SIZE = 12.0
FACTS = "About this paper"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_AROUND = re.compile(r"^.*?<svg[^>]*>|</svg>.*$| id=\"group\"|\s*\n\s*", re.DOTALL)


def write_board_html(
    data: BoardData, path: Path, *, paper: str = "board", public: bool = False, appendices: bool = True,
    step: Step = unwatched,
) -> None:  # fmt: skip
    """Writes a paper as a web page, whole or not at all.

    Raises UserError for a paper that is not known, for a public paper of data that is not, and where the file cannot
    be written.
    """
    page = board_html(data, paper=paper, public=public, appendices=appendices, step=step)
    write_whole(Path(path), page.encode(), what="paper")


def board_html(
    data: BoardData, *, paper: str = "board", public: bool = False, appendices: bool = True, step: Step = unwatched
) -> str:
    """A paper as the text of a web page."""
    lead = contents_of(paper).lead
    public_only(data, public)
    story = WebStory(data, lead)
    write(story, data, paper, appendices=appendices, step=step)
    return story.page()


@dataclass
class _Section:
    """One part of the page: what it is called, its id, and what stands in it."""

    title: str
    key: str
    parts: list[str] = field(default_factory=list)


class WebStory:
    """A web page in the making: what stands before the first section is its head."""

    def __init__(self, data: BoardData, lead: str) -> None:
        self.palette: Palette = LIGHT
        self._data, self._lead = data, lead
        self._head: list[str] = []
        self._sections: list[_Section] = []
        self._under = FACTS
        self._listed = False
        self._marks: dict[tuple[str, str], str] = {}

    def heading(self, level: int, text: str, *, bookmark: bool = True) -> None:
        """A heading; one of the second level begins a section."""
        self._under = text
        if level == 2:
            self._sections.append(_Section(text, f"section-{len(self._sections) + 1}"))
        else:
            self._put(f"<h{level}>{_set(markup(text))}</h{level}>")

    def text(self, words: str, name: str = "body", *, keep: bool = False) -> None:
        """A paragraph; the inspectors' words are a quotation."""
        if name == "quote":
            self._put(f"<blockquote><p>{_set(words)}</p></blockquote>")
        else:
            self._put(f'<p class="{name}">{_set(words)}</p>' if name != "body" else f"<p>{_set(words)}</p>")

    def items(self, lines: Sequence[str]) -> None:
        """A bulleted list."""
        if lines:
            self._put(f"<ul>{''.join(f'<li>{_set(line)}</li>' for line in lines)}</ul>")

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Row]) -> None:
        """A table with a caption and scopes; its roles are named, so that they hold where a phone shows cards."""
        if heads and not self._sections:
            self._sections.append(_Section(self._lead, "section-1"))
        columns = "".join(f'<col style="width:{100 * width / sum(widths):.1f}%">' for width in widths)
        cells = "".join(f'<th scope="col" role="columnheader">{_set(markup(words))}</th>' for words in heads)
        head = f'<thead role="rowgroup"><tr role="row">{cells}</tr></thead>' if heads else ""
        body = "".join(self._row(row, heads, len(widths)) for row in rows)
        name = "" if heads else ' class="facts"'
        self._put(
            f'<table role="table"{name}><caption>{_set(markup(self._under))}</caption><colgroup>{columns}</colgroup>'
            f'{head}<tbody role="rowgroup">{body}</tbody></table>'
        )

    def picture(self, chart: Chart) -> None:
        """A chart with what it says in words; its numbers as a table stand in its place on a phone."""
        drawn = _svg(chart.drawing, f'role="img" aria-label="{escape(chart.title)}"')
        self._put(f'<figure>{drawn}<figcaption>{_set(markup(chart.alt))}</figcaption><div class="numbers">')
        rows = [Row(tuple(_number(words, place) for place, words in enumerate(row))) for row in chart.rows]
        self.table(chart.heads, [1.0] * len(chart.heads), rows)
        self._put("</div></figure>")

    def contents(self) -> None:
        """The list of the sections."""
        self._listed = True

    def page_break(self) -> None:
        """Nothing: a page has no end, and in print each section stays together where it can."""

    def page(self) -> str:
        """The whole page."""
        title = self._data.title
        name = f"{title.plan}: {self._lead.lower()} as at {show(title.as_at)}"
        marked = f'<p class="marking">{_set(markup(title.marking))}</p>' if title.marking else ""
        main = "".join(_section(section) for section in self._sections)
        symbols = "".join(self._marks.values())
        defined = f'<svg class="symbols" aria-hidden="true">{symbols}</svg>' if symbols else ""
        foot = f"{title.day} · {title.seal}"
        return (
            '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="generator" content="Improvement Tracker">\n'
            f"<title>{_set(markup(name.replace(chr(10), ' ')))}</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n"
            f'<a class="skip" href="#main">Skip to the content</a>\n{defined}'
            f"<header>{_logo(title.logo)}{marked}{''.join(self._head)}</header>\n{self._contents()}"
            f'<main id="main">\n{main}</main>\n<footer>{marked}<p>{_set(markup(foot))}</p></footer>\n</body>\n</html>\n'
        )

    def _contents(self) -> str:
        if not self._listed:
            return ""
        lines = "".join(f'<li><a href="#{one.key}">{_set(markup(one.title))}</a></li>' for one in self._sections)
        return f'<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ol>{lines}</ol></nav>\n'

    def _put(self, part: str) -> None:
        (self._sections[-1].parts if self._sections else self._head).append(part)

    def _row(self, row: Row, heads: Sequence[str], columns: int) -> str:
        name = "joined" if row.joined else "continued" if row.continued else ""
        spread = columns if len(row.cells) == 1 else 1
        labels = [*heads, *("" for _ in row.cells)]
        cells = "".join(self._cell(cell, labels[place], spread) for place, cell in enumerate(row.cells))
        return f'<tr role="row"{_class(name)}>{cells}</tr>'

    def _cell(self, cell: Cell, head: str, columns: int) -> str:
        mark = self._mark(cell.status, cell.colour) if cell.status else ""
        parts = [_set(words) for words in cell.paragraphs]
        words = parts[0] if len(parts) == 1 else "".join(f"<p>{part}</p>" for part in parts)
        words = words.replace("<p>", f"<p>{mark}", 1) if mark and len(parts) > 1 else f"{mark}{words}"
        if cell.header:
            return f'<th scope="row" role="rowheader">{words}</th>'
        spread = f' colspan="{columns}"' if columns > 1 else ""
        label = f' data-label="{escape(head)}"' if head and columns == 1 else ""
        name = cell.style if cell.style != "cell" else ""
        return f'<td role="cell"{spread}{label}{_class(name)}>{words}</td>'

    def _mark(self, status: Status, own: str | None) -> str:
        """The shape of a status, drawn once for the page; the word stands beside it."""
        colour = status_colour(status, own, self.palette)
        key = f"mark-{status.shape}-{colour[1:]}".replace(" ", "-")
        if (status.shape, colour) not in self._marks:
            drawing = Drawing(SHAPE_SIZE, SHAPE_SIZE)
            drawing.add(shape(status.shape, 0, 0, SHAPE_SIZE, colour))
            self._marks[status.shape, colour] = _svg(drawing, f'id="{key}"', "symbol")
        return f'<svg class="mark" aria-hidden="true"><use href="#{key}"></use></svg>'


def _section(section: _Section) -> str:
    head = f'<h2 id="{section.key}">{_set(markup(section.title))}</h2>' if section.parts or section.title else ""
    return f'<section aria-labelledby="{section.key}">{head}{"".join(section.parts)}</section>\n'


def _logo(data: bytes) -> str:
    """The logo as part of the page; the title beside it says whose paper it is."""
    if not data:
        return ""
    width, height = size_of(data)
    kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
    source = f"data:image/{kind};base64,{b64encode(data).decode()}"
    return f'<img class="logo" src="{source}" alt="" width="{width * 4 / 3:.0f}" height="{height * 4 / 3:.0f}">'


def _number(words: str, place: int) -> Cell:
    """A cell of a chart's numbers; a phone passes over what is nought."""
    return Cell((markup(words),), style="nil" if words == "0" else "cell", header=not place)


def _set(words: str) -> str:
    """Markup as a web page has it."""
    return words.replace("<strike>", "<s>").replace("</strike>", "</s>").replace("<br/>", "<br>")


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _svg(drawing: Drawing, attributes: str, tag: str = "svg") -> str:
    """A drawing as part of a page: as wide as there is room."""
    inner = _AROUND.sub("", as_svg(drawing))
    return f'<{tag} {attributes} viewBox="0 0 {drawing.width:g} {drawing.height:g}">{inner}</{tag}>'

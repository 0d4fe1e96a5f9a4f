"""Recommendations that stand in a table: one item a row, with whom it is for, by when and under which reference.

Only a table whose own titles say so is read; any other table gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tracker.domain.reading.reading import ReportedAction
from tracker.reading.families.columns import Row, rows_of
from tracker.reading.families.items import SURE, Item, Taken
from tracker.reading.families.unruled import unruled_tables
from tracker.reading.page.layout import Block

_NOUN = (
    r"(?:body|bodies|persons?|officers?|leads?|owners?|agency|agencies|organisations?|directors?|managers?|partners?"
    r"|department|providers?|authority|authorities)"
)
_TITLES: dict[str, str] = {
    "text": (
        r"(?:(?:no|ref)\.?\s+)?(?:(?:key|main|final|proposed|agreed|audit|inspection|report|review|summary of|the)\s+)*"
        r"recommendations?(?: made)?"
        r"|(?:key )?areas? for (?:priority action|(?:further )?improvement|development)|areas? of weakness"
        r"|what (?:needs to|must|should) (?:improve|change)|(?:required )?improvements?(?: (?:needed|required))?"
        r"|recommended actions?|(?:(?:no|ref)\.?\s+)?(?:what )?we recommend\b.*"
    ),
    "number": r"(?:no|num(?:ber)?|ref(?:erence)?|#|item|id|rec(?:ommendation)?s?\.? ?(?:no|ref|number|#))(?:\.? no)?",
    "body": (
        rf"(?:(?:responsible|accountable|lead|named|nominated|owning|action) )?{_NOUN}(?: responsible)?"
        r"(?: ?(?:/|and|&).*)?"
        r"|responsib(?:le|ility)(?: for .*)?|by whom|who(?: is responsible| should act)?|for whom|action by"
        r"|directed (?:to|at)|addressed to"
    ),
    "time": (
        r"(?:(?:target|due|completion|implementation|agreed|planned|end|proposed|action) )*"
        r"(?:dates?|deadlines?|time ?scales?|time ?frames?|time limits?|timing|completion)(?: for \w+)?"
        r"|by when|when|due(?: by)?|(?:to be )?(?:completed?|done|implement(?:ed)?|actioned|delivered|in place) by"
    ),
    "response": (
        r"(?:(?:agreed|proposed|planned|management|council|trust|service|our)(?:['’]s)? )*"
        r"(?:responses?|actions?|comments?)(?: (?:agreed|to be taken|and .*))?"
    ),
    "theme": r"themes?|areas?|sections?|subjects?|standards?|domains?",
    "other": r"priority|(?:risk )?(?:rating|grade)|category|risk|findings?|progress|status|rag(?: rating)?",
}
_PATTERNS = tuple((name, re.compile(rf"(?i)(?:the )?(?:{pattern})(?: \(.*\))?")) for name, pattern in _TITLES.items())
_HEADS_TABLE = re.compile(
    r"(?i)^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:[\w’']+ ){0,4}(?:recommendations|areas for (?:improvement|development))\b"
)
"""The heading of a table whose column of recommendations may have any title."""
_AGREED = re.compile(r"(?i)^(?:partially |fully )?(?:agreed|accepted)\b[\s.,:;–—-]*")
_REFUSED = re.compile(r"(?i)^(?:not (?:agreed|accepted)|rejected|noted\W*$|n/?a\W*$)")
_NUMBER = re.compile(r"((?:R|Rec )?\d{1,3}(?:\.\d{1,2})?[a-z]?)[.)]?\s+")
_NO_DATE = re.compile(r"(?i)(?:n/?a|not applicable|none|[–—-]+)\.?")
_FEWEST_WORDS = 3
"""Words from which on a response says what will be done."""
LONGEST_LABEL = 40
"""Characters: more words before a colon are no label."""
_UNFINISHED = re.compile(r"(?:[^.!?:;]|,)$")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what; `kind` is that of its items, `numbered` says that their texts start with
    their numbers, `last` is the table's last column.
    """

    places: dict[str, int]
    kind: str
    numbered: bool = False
    last: int = 0

    def text(self, row: Row, name: str) -> str | None:
        """The words a row holds under a title, None where it has none."""
        return (row.text(self.places[name]).strip() or None) if name in self.places else None


def title_of(text: str) -> str | None:
    """What a column with this title holds ("text", "body", "time", ...), or None where the title is not known."""
    plain = " ".join(re.sub(r"[\s?:.*–—-]*\d{0,2}[\s?:.*–—-]*$", "", text).split())
    return next((name for name, pattern in _PATTERNS if plain and pattern.fullmatch(plain)), None)


def columns_of(row: Row, heading: str = "") -> Columns | None:
    """The columns that a title row names; None where it is no title row of a table of recommendations.

    Under a heading of recommendations the one column whose title is not known beside those of who and when holds them.
    """
    named = {column: title_of(row.text(column)) for column in sorted(row.cells)}
    places: dict[str, int] = {}
    for column, name in named.items():
        if name:
            places.setdefault(name, column)
    title = row.text(places["text"]) if "text" in places else heading
    unknown = [column for column, name in named.items() if name is None]
    if _HEADS_TABLE.search(heading) and len(unknown) == 1 and {"body", "time"} & places.keys():
        places.setdefault("text", unknown[0])
    counted = any(re.search(r"\d", row.text(column)) for column in unknown)
    if "text" not in places or counted or 2 * sum(map(bool, named.values())) < len(named):
        return None
    return Columns(places, kind_of(title), numbered=bool(re.match(r"(?i)(?:no|ref)\b", title)), last=max(named))


def kind_of(title: str) -> str:
    """The kind of the items under a title or announced by a sentence."""
    folded = title.casefold()
    if "priority action" in folded:
        return "area for priority action"
    if "needs to improve" in folded:
        return "needs to improve"
    areas = re.search(r"areas? (?:for|of) (?:weakness|(?:further )?improvement|development|concern)", folded)
    return "area for improvement" if areas else "recommendation"


def take_tables(blocks: list[Block]) -> tuple[Taken, list[Block]]:
    """The items of the tables of recommendations, and the blocks that stand in no table of two columns or more."""
    taken = Taken()
    columns: Columns | None = None
    spread = {block.table for block in blocks if block.first.cell and block.first.cell[1] > 0}
    rest: list[Block] = []
    cells: list[Block] = []
    heading = ""
    for block in [*blocks, None]:
        if block is not None and block.table is not None and block.table in spread:
            cells.append(block)
            continue
        if cells:
            columns = _take(rows_of(cells), columns, taken, heading)
            cells = []
        if block is not None:
            rest.append(block)
            columns = None
            heading = block.text if block.heading else ""
    tables, rest = unruled_tables(rest, columns_of)
    for rows in tables:
        _take(rows, None, taken)
    return taken, rest


def with_tables(reader: Callable[[list[Block]], Taken], blocks: list[Block]) -> Taken:
    """What a family's reader takes, and before it the rows of tables of recommendations where there are any."""
    taken, rest = take_tables(blocks)
    if not taken.items:
        return reader(blocks)
    listed = reader(rest)
    listed.items[:0] = taken.items
    listed.headings[:0] = taken.headings
    listed.actions[:0] = taken.actions
    return listed


def _take(rows: list[Row], columns: Columns | None, taken: Taken, heading: str = "") -> Columns | None:
    """Takes the rows of tables that follow one another; a table without titles goes on with the columns before it."""
    records = list(_records(rows))
    if records:
        for record, named in records:
            _take_row(record, named, taken, None)
        return None
    theme: str | None = None
    table: int | None = None
    for row in rows:
        if row.table != table:
            table, fresh = row.table, True
            width = max(max(other.cells) for other in rows if other.table == table)
            columns = columns if columns and columns.last == width else None
        titles = columns_of(row, heading if fresh else "")
        if titles:
            columns, theme = titles, None
            taken.headings.append(row.text(titles.places["text"]))
        elif columns and _is_section(row, columns):
            theme = row.text(min(row.cells)).strip(" :")
        elif columns and not _goes_on(row, columns, taken, fresh=fresh):
            theme = columns.text(row, "theme") or theme
            _take_row(row, columns, taken, theme)
        fresh = False
    return columns


def _records(rows: list[Row]) -> Iterator[tuple[Row, Columns]]:
    """The records of a table whose titles stand in its first column, one under the other."""
    record: dict[int, list[Block]] = {}
    places: dict[str, int] = {}
    kind = ""
    for row in rows:
        title = title_of(row.text(0)) if row.cells.keys() <= {0, 1} and 1 in row.cells else None
        if title is None or title_of(row.text(1)):
            continue
        if title == "text" and "text" in places:
            yield Row(row.table, row.row, record), Columns(places, kind)
            record, places = {}, {}
        kind = kind_of(row.text(0)) if title == "text" else kind
        places.setdefault(title, len(places))
        record[places[title]] = row.cells[1]
    if "text" in places and len(places) > 1:
        yield Row(None, 0, record), Columns(places, kind)


def _is_section(row: Row, columns: Columns) -> bool:
    """Whether a row is a heading over the rows under it: one short cell, or the same words in every cell."""
    texts = {row.text(column) for column in row.cells}
    if len(texts) != 1 or len(columns.places) < 2:
        return False
    text = texts.pop()
    whole = len(row.cells) > 1 or columns.places["text"] not in row.cells
    return len(text) < 110 and not re.search(r"[.;]$", text) and (whole or row.cells[min(row.cells)][0].heading > 0)


def _goes_on(row: Row, columns: Columns, taken: Taken, *, fresh: bool) -> bool:
    """Whether a row is the rest of the one before it, which a page broke off or which names one more action for it."""
    place = columns.places["text"]
    last = taken.items[-1] if taken.items else None
    words = row.cells.get(place)
    if last is None or words is None:
        return last is not None or words is None
    if columns.text(row, "number") in (None, last.paragraph) and row.text(place) == last.text:
        bodies = dict.fromkeys(filter(None, (last.body, columns.text(row, "body"))))
        last.body = "; ".join(bodies) or None
        _respond(row, columns, taken, last)
        return True
    if (
        fresh
        and columns.text(row, "number") is None
        and _UNFINISHED.search(last.text)
        and row.text(place)[:1].islower()
    ):
        last.blocks += words
        return True
    return False


def _take_row(row: Row, columns: Columns, taken: Taken, theme: str | None) -> None:
    words = row.cells.get(columns.places["text"], [])
    if not re.search(r"[^\W\d_]{2}", row.text(columns.places["text"])):
        return
    number = _NUMBER.match(words[0].first.text) if columns.numbered else None
    if number:
        first = replace(words[0].first, text=words[0].first.text[number.end() :], bullet=number.group(1))
        words = [Block([first, *words[0].lines[1:]]), *words[1:]]
    item = Item(
        columns.kind,
        words,
        body=columns.text(row, "body"),
        theme=theme or columns.text(row, "theme"),
        timescale=_timescale(columns.text(row, "time")),
        confidence=SURE,
        paragraph=(columns.text(row, "number") or "").strip("().") or None,
    )
    taken.items.append(item)
    _respond(row, columns, taken, item)


def _timescale(printed: str | None) -> str | None:
    """The words of a column of dates, None where they only say that there is none."""
    return None if printed is None or _NO_DATE.fullmatch(printed) else printed


def _respond(row: Row, columns: Columns, taken: Taken, item: Item) -> None:
    said = columns.text(row, "response")
    if said:
        tell(item, "response", said, row.cells[columns.places["response"]][0].page, taken)


def beside_item(block: Block) -> tuple[str, str] | None:
    """What a paragraph such as "Target date: May 2027" says of the item above it: a title's meaning and the words."""
    label, colon, words = block.text.partition(":")
    name = title_of(label) if colon and words.strip() and len(label) < LONGEST_LABEL else None
    return (name, words.strip()) if name in ("body", "time", "response", "other") else None


def tell(item: Item, name: str, words: str, page: int, taken: Taken) -> None:
    """Gives an item its body or timescale; an answer that says what will be done is offered as a reported action."""
    if name == "body":
        item.body = words
    elif name == "time":
        item.timescale = words
    elif name == "response":
        done = _AGREED.sub("", words)
        if not _REFUSED.search(words) and len(done.split()) >= _FEWEST_WORDS:
            taken.actions.append(ReportedAction(done, "planned", page, item.paragraph, item.timescale))

"""Finding words in everything a plan holds: every text of every record, evidence names, and the reports' own pages.

Words are compared with case and accents folded and punctuation as spaces. All words must be there, each as the
beginning of a word; words in quotation marks must stand together and be whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

from tracker.domain.plan.fields import FieldType
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS, title_of
from tracker.domain.plan.records import Inspection, Kind, Record, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import as_looked_for

SHOWN = 40
"""How many of a kind are shown at once; the rest are counted."""
AROUND = 70
"""How many letters of context stand before and after what was found."""

PAGES = "Pages of the reports"

_WORD = re.compile(r"[^\W_]+")
_GAPS = re.compile(r"[\W_]+")
_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()}
_LEFT_OUT = ("sha256", "family")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: the record `id` to open (or the page of an inspection), and the words round it.

    `marks` are the places of the found words in `snippet`, as start and end.
    """

    id: RecordId
    ref: str
    title: str
    where: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: its heading, how many there are, and the best of them."""

    name: str
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, grouped; `words` are what was looked for."""

    words: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """How many things were found."""
        return sum(group.count for group in self.groups)


@dataclass(frozen=True, slots=True)
class Query:
    """Folded words to look for: each must be found after a space in a folded text."""

    terms: tuple[str, ...]
    words: frozenset[str]
    whole: str
    """All words joined, as a reference would be typed."""


@dataclass(frozen=True, slots=True)
class _Entry:
    record: Record
    ref: str
    kind: Kind
    hay: str
    title: str


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The pages of an inspection's original file, in words."""

    sha256: str
    pages: tuple[str, ...]
    hays: tuple[str, ...]


def fold(text: str) -> str:
    """The text as it is compared: a space before and after every word, case, accents and punctuation gone."""
    if text.isascii():
        return " " + " ".join(text.lower().translate(_ASCII).split()) + " "
    return " " + " ".join(_GAPS.sub(" ", as_looked_for(text)).split()) + " "


def query_of(text: str) -> Query:
    """What is looked for: words by their beginnings, words in quotation marks as they stand."""
    terms: list[str] = []
    words: set[str] = set()
    for place, part in enumerate(re.split(r"[\"“”]", text)):
        quoted = place % 2 == 1
        pieces = [fold(part)] if quoted else [fold(piece).rstrip(" ") for piece in part.split()]
        terms += [piece for piece in pieces if piece.strip()]
        words.update(word for piece in pieces for word in piece.split())
    return Query(tuple(dict.fromkeys(terms)), frozenset(words), fold(text).strip())


class SearchIndex:
    """Every record's words, kept ready; `follow` brings it up to date and reads only records that changed."""

    def __init__(self) -> None:
        self._entries: dict[RecordId, _Entry] = {}
        self._newest: dict[Kind, tuple[_Entry, ...]] = {}
        self._number: tuple[int, str] | None = None

    def follow(self, snapshot: Snapshot) -> None:
        """Brings the index up to a snapshot."""
        if self._number == (snapshot.number, snapshot.head):
            return
        before = self._entries
        entries: dict[RecordId, _Entry] = {}
        self._newest = {}
        for kind in KINDS:
            own = {}
            for record in (snapshot.plan,) if kind is Kind.PLAN else snapshot.of(kind):
                kept = before.get(record.id)
                own[record.id] = kept if kept is not None and kept.record is record else _entry(kind, record)
            entries.update(own)
            self._newest[kind] = tuple(sorted(own.values(), key=_number_of, reverse=True))
        self._entries = entries
        self._number = (snapshot.number, snapshot.head)

    def search(self, query: Query, shown: int = SHOWN) -> tuple[Group, ...]:
        """The records that hold every word, by kind; best first: the reference, then titles, then newest."""
        if not query.terms:
            return ()
        found = ((said.heading, _matching(self._newest.get(kind, ()), query)) for kind, said in KINDS.items())
        return tuple(
            Group(name, len(entries), tuple(_hit(entry, query) for entry in entries[:shown]))
            for name, entries in found
            if entries
        )


def _number_of(entry: _Entry) -> int:
    """References are counted up as records are made."""
    digits = entry.ref[1:]
    return int(digits) if digits.isdecimal() else 0


def _matching(entries: Sequence[_Entry], query: Query) -> Sequence[_Entry]:
    """Those that hold every word, best first. One pass a word: of twenty thousand, each is only looked through."""
    found = entries
    for term in query.terms:
        found = [entry for entry in found if term in entry.hay]
    titled = found
    for term in query.terms:
        titled = [entry for entry in titled if term in entry.title]
    whole = query.whole.upper()
    exact = [entry for entry in found if entry.ref == whole]
    ahead = {entry.record.id for entry in (*exact, *titled)}
    in_front = exact + [entry for entry in titled if entry.ref != whole]
    return in_front if len(ahead) == len(found) else in_front + [e for e in found if e.record.id not in ahead]


def _entry(kind: Kind, record: Record) -> _Entry:
    texts = (text for _, _, text in texts_of(kind, record))
    title = fold(title_of(record))
    return _Entry(record, record.ref, kind, fold(" ".join((record.ref, *texts))), title)


def texts_of(kind: Kind, record: Record) -> Iterator[tuple[str, str, str]]:
    """Every text of a record with its field's name and label."""
    for name, spec in specs(kind).items():
        value = getattr(record, name)
        if not value or name in _LEFT_OUT:
            continue
        if spec.type in (FieldType.TEXT, FieldType.NOTE):
            yield name, spec.label, value
        elif spec.type is FieldType.WORDS:
            yield name, spec.label, "; ".join(value)
        elif spec.type is FieldType.PARTS:
            said = "; ".join(words for words in map(_part_words, value) if words)
            if said:
                yield name, spec.label, said


def _part_words(part: object) -> str:
    """The texts of a small structured value ("Director, Children's Services"); "" for one of numbers."""
    if not is_dataclass(part):
        return ""
    values = (getattr(part, item.name) for item in fields(part))
    return ", ".join(value for value in values if isinstance(value, str) and value)


def _hit(entry: _Entry, query: Query) -> Hit:
    record, kind = entry.record, entry.kind
    title = title_of(record)
    best = max(texts_of(kind, record), key=_Found(query).count, default=("", "", ""))
    snippet, marks = snippet_of(best[2], query)
    return Hit(record.id, record.ref, title, best[1], snippet, marks)


@dataclass(frozen=True, slots=True)
class _Found:
    """Counts how many different words of a query a text holds."""

    query: Query

    def count(self, labelled: tuple[str, str, str]) -> int:
        hay = fold(labelled[2])
        return sum(term in hay for term in self.query.terms)


def snippet_of(text: str, query: Query) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The part of a text round the first word that was found, and the places of all found words in it."""
    line = " ".join(text.split())
    wanted = tuple(query.words)
    places: list[tuple[int, int]] = []
    for match in _WORD.finditer(line):
        if places and match.start() > places[0][0] + 3 * AROUND:
            break
        if _is_wanted(match[0], wanted):
            places.append(match.span())
    middle = places[0][0] if places else 0
    start = _word_start(line, middle - AROUND) if middle > AROUND + 20 else 0
    end = len(line) if len(line) <= start + 3 * AROUND else _word_start(line, start + 3 * AROUND)
    before, after = "… " if start else "", " …" if end < len(line) else ""
    shown = f"{before}{line[start:end].strip()}{after}"
    shift = len(before) - start
    return shown, tuple((one + shift, other + shift) for one, other in places if other <= end)


def _word_start(line: str, at: int) -> int:
    """The beginning of the next word at or after a place."""
    space = line.find(" ", at)
    return space + 1 if space >= 0 else at


def _is_wanted(word: str, wanted: tuple[str, ...]) -> bool:
    if word.isascii():
        return word.lower().startswith(wanted)
    return any(part.startswith(wanted) for part in fold(word).split())


def document_text(sha256: str, pages: Sequence[str]) -> DocumentText:
    """A document's pages made ready to be searched."""
    return DocumentText(sha256, tuple(pages), tuple(fold(page) for page in pages))


def search_pages(snapshot: Snapshot, documents: Iterable[DocumentText], query: Query, shown: int) -> Group:
    """The pages that hold every word, in the order of sources and pages."""
    held = {document.sha256: document for document in documents}
    found = [
        (source, held[source.sha256], number)
        for source in (snapshot.inspections if query.terms else ())
        if source.sha256 in held
        for number, hay in enumerate(held[source.sha256].hays)
        if all(term in hay for term in query.terms)
    ]
    return Group(PAGES, len(found), tuple(_page_hit(*place, query) for place in found[:shown]))


def _page_hit(source: Inspection, document: DocumentText, number: int, query: Query) -> Hit:
    snippet, marks = snippet_of(document.pages[number], query)
    title = title_of(source)
    return Hit(source.id, source.ref, title, f"page {number + 1}", snippet, marks, number + 1)


def search_all(
    index: SearchIndex, snapshot: Snapshot, documents: Iterable[DocumentText], text: str, shown: int = SHOWN
) -> Results:
    """Everything found for what was typed: records by kind, then pages of the reports."""
    query = query_of(text)
    index.follow(snapshot)
    pages = search_pages(snapshot, documents, query, shown)
    return Results(text.strip(), (*index.search(query, shown), *((pages,) if pages.count else ())))

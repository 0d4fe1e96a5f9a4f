"""The filter language of lists: `overdue, owner=Head of Early Help, due<2024-05-01`; all terms must hold.

A term is a word the list below knows, `no FIELD`, `due in 4 weeks`, or a field compared with a value. Dates are read
as people write them, names and words folded for case and space, and where no
name is spelled so for accents too. A value that holds a comma stands in quotes.
Several values with `|` between them are alternatives: `agency="Police"|"Probation"`.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache, reduce
from typing import Any

from tracker.domain.dates import dates
from tracker.domain.dates.deadlines import is_due_within
from tracker.domain.lists.filter_words import WORDS, Test, actions_of
from tracker.domain.people.people import fold, posts_of
from tracker.domain.plan.external import by_external, columns, reader
from tracker.domain.plan.fields import FieldType
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import DELIVERY, Action, Agency, Kind, Person, Record, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import as_looked_for
from tracker.errors import UserError

Predicate = Callable[[Snapshot, Record, date], bool]

_TERM = re.compile(r"([A-Za-z][A-Za-z_ ]*?)\s*(<=|>=|!=|=|<|>|~)\s*(.*)", re.DOTALL)
_DUE_IN = re.compile(r"due (?:in|within) (\d{1,4}) (day|week)s?", re.ASCII)
_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_THROUGH = ("national_framework", "theme", "themes", "inspection", "responsible_body")
"""Fields of a recommendation that an action is also found by."""
_ALSO = {"framework": "national_framework", "recommendation": "for", "text": "title", "title": "name"}
"""What a field is called where the kind has none of the given name."""


def known_words(kind: Kind | None = None) -> tuple[str, ...]:
    """The words that may stand in a filter of this kind, or of any."""
    kinds = (kind,) if kind is not None else tuple(WORDS)
    words = dict.fromkeys(word for one in kinds for word in WORDS.get(one, {}))
    always = ("mine", "no owner", "due in 4 weeks", *DELIVERY) if kind in (None, Kind.ACTION) else ()
    return (*words, *(word for word in always if word not in words))


def parse(expression: str, kind: Kind | None = None, who: str = "") -> Predicate:
    """The test that a filter expression makes of (snapshot, record, today); an empty one lets everything through.

    `who` is the person that `mine` means. Raises UserError, with the words known, for a word that is not.
    """
    tests = [_term(term, kind, who) for term in _terms(expression)]
    return reduce(_both, tests) if tests else _any


def _both(one: Test, other: Test) -> Test:
    return lambda snapshot, record, today: one(snapshot, record, today) and other(snapshot, record, today)


def _any(_snapshot: Snapshot, _record: Record, _today: date) -> bool:
    return True


def chosen(snapshot: Snapshot, records: Iterable[Record], test: Predicate, today: date) -> tuple[Any, ...]:
    """The records for which the test holds, in their order."""
    return tuple(record for record in records if test(snapshot, record, today))


def _terms(expression: str) -> list[str]:
    """The comma-separated terms; commas inside double quotes part nothing."""
    return [part.strip() for part in _parted(expression, ",") if part.strip()]


def _parted(text: str, mark: str) -> list[str]:
    """The parts of a text between marks that do not stand inside double quotes."""
    parts, current, quoted = [], "", False
    for letter in text:
        if letter == '"':
            quoted = not quoted
        if letter == mark and not quoted:
            parts.append(current)
            current = ""
        else:
            current += letter
    if quoted:
        raise UserError("a quotation mark in the filter is not closed", 'write owner="Name, with comma"')
    return [*parts, current]


def _alternatives(name: str, sign: str, wanted: Iterable[str], kind: Kind | None) -> Test:
    tests = [_comparison(name, "=", value, kind) for value in wanted]

    def holds(snapshot: Snapshot, record: Record, today: date) -> bool:
        return any(test(snapshot, record, today) for test in tests)

    return holds if sign == "=" else _negated(holds)


def _term(term: str, kind: Kind | None, who: str) -> Test:
    match = _TERM.fullmatch(term)
    if match:
        name, sign = fold(match[1]).replace(" ", "_"), match[2]
        wanted = [value.strip().strip('"').strip() for value in _parted(match[3], "|")]
        if len(wanted) > 1 and sign in ("=", "!="):
            return _alternatives(name, sign, wanted, kind)
        return _comparison(name, sign, match[3].strip().strip('"').strip(), kind)
    word = fold(term.strip('"'))
    if word == "mine":
        return _mine(who)
    if word.startswith("no ") and word not in known_words(kind):
        return _without(word[3:].replace(" ", "_"), kind)
    if word in DELIVERY and kind in (None, Kind.ACTION):
        return _comparison("delivery", "=", word, kind)
    within = _DUE_IN.fullmatch(word)
    return _due_in(int(within[1]) * (7 if within[2] == "week" else 1)) if within else _word(word, kind)


def _word(word: str, kind: Kind | None) -> Test:
    if word == "no owner":
        return _without("owner", kind)
    if word not in known_words(kind):
        fields = ", ".join(_known_names(kind))
        known = ", ".join(known_words(kind)) or f"no words, only fields ({fields}), each with a value"
        raise UserError(f"the filter does not know “{word}”", f"known are: {known}")
    if kind is not None:
        return WORDS[kind][word]

    def holds(snapshot: Snapshot, record: Record, today: date) -> bool:
        test = WORDS.get(kind_of(record), {}).get(word)
        return test is not None and test(snapshot, record, today)

    return holds


class _Meant:
    """The records that a name or reference means, looked up once for a plan and not once for each record."""

    def __init__(self, name: str, *, posts: bool = False) -> None:
        self._name, self._posts = fold(name), posts
        self._snapshot: Snapshot | None = None
        self._ids: frozenset[RecordId] = frozenset()

    def ids(self, snapshot: Snapshot) -> frozenset[RecordId]:
        """The ids of the records that are meant."""
        if snapshot is not self._snapshot:
            self._snapshot, self._ids = snapshot, frozenset(self._found(snapshot))
        return self._ids

    def _found(self, snapshot: Snapshot) -> Iterator[RecordId]:
        known = snapshot.by_ref(self._name)
        if known is not None:
            yield known.id
        yield from self._named(snapshot, fold) or self._named(snapshot, _looked_for)
        if self._posts:
            yield from (post.id for post in posts_of(snapshot, self._name))

    def _named(self, snapshot: Snapshot, folded: Callable[[str], str]) -> list[RecordId]:
        """Who is called so in the registers, where both names are folded like this."""
        wanted = folded(self._name)
        registers: tuple[Person | Agency, ...] = (*snapshot.people, *snapshot.agencies) if wanted else ()
        return [one.id for one in registers if wanted in map(folded, (one.name, *getattr(one, "aliases", ())))]


def _looked_for(words: str) -> str:
    return as_looked_for(fold(words))


def _mine(who: str) -> Test:
    """What somebody of this name owns or answers for, also as who holds a role or belongs to a team."""
    meant = _Meant(who, posts=True)

    def holds(snapshot: Snapshot, record: Record, _today: date) -> bool:
        own = (getattr(record, name, None) for name in ("owner", "accountable"))
        return any(one in meant.ids(snapshot) for one in own)

    return holds


def _due_in(days: int) -> Test:
    def holds(snapshot: Snapshot, record: Record, today: date) -> bool:
        return any(is_due_within(action, today, days) for action in actions_of(snapshot, record))

    return holds


def _without(name: str, kind: Kind | None) -> Test:
    _known_field(name, kind)

    def holds(snapshot: Snapshot, record: Record, today: date) -> bool:
        linked = _linked(record, name)
        if linked is not None:
            return all(snapshot.get(one) is None for one in linked)
        found = _values(snapshot, record, name, today)
        return found is not None and not any(item not in (None, "", False) for item in found)

    return holds


def _comparison(name: str, sign: str, wanted: str, kind: Kind | None) -> Test:
    field_type = _known_field(name, kind)
    _known_token(name, wanted, sign, kind)
    if sign == "~":
        return _contains(name, wanted)
    if sign in ("=", "!=") and wanted == "":
        return _without(name, kind) if sign == "=" else _negated(_without(name, kind))
    target = _target(field_type, name, wanted)
    if sign in ("=", "!="):
        same = _equal(name, target)
        return same if sign == "=" else _negated(same)
    return _ordered(name, _COMPARE[sign], target, field_type)


def _negated(test: Test) -> Test:
    def holds(snapshot: Snapshot, record: Record, today: date) -> bool:
        return not test(snapshot, record, today)

    return holds


def _contains(name: str, wanted: str) -> Test:
    folded = _looked_for(wanted)

    def holds(snapshot: Snapshot, record: Record, today: date) -> bool:
        return any(folded in _looked_for(str(item)) for item in _values(snapshot, record, name, today) or () if item)

    return holds


def _equal(name: str, target: Any) -> Test:
    meant = _Meant(target) if isinstance(target, str) else None

    def holds(snapshot: Snapshot, record: Record, today: date) -> bool:
        linked = _linked(record, name) if meant is not None else None
        if meant is not None and linked is not None:
            return any(one in meant.ids(snapshot) for one in linked)
        return any(_same(item, target) for item in _values(snapshot, record, name, today) or ())

    return holds


def _ordered(name: str, compare: Callable[[Any, Any], bool], target: Any, field_type: FieldType) -> Test:
    if field_type not in (FieldType.DATE, FieldType.WHOLE, FieldType.NUMBER):
        raise UserError(f"“{name}” has no order, so < and > say nothing of it", f"write {name}=… or {name}~…")

    def holds(snapshot: Snapshot, record: Record, today: date) -> bool:
        found = _values(snapshot, record, name, today) or ()
        return any(compare(item, target) for item in found if item is not None)

    return holds


def _same(item: Any, target: Any) -> bool:
    return _looked_for(item) == _looked_for(target) if isinstance(item, str) else bool(item == target)


def _linked(record: Record, name: str) -> tuple[RecordId, ...] | None:
    """The ids in a field that links to other records; None for any other field."""
    field = _link_field(kind_of(record), name)
    if field is None:
        return None
    kept = getattr(record, field)
    return kept if isinstance(kept, tuple) else (kept,)


@lru_cache(maxsize=1024)
def _link_field(kind: Kind, name: str) -> str | None:
    """What a field that links to other records is called on its kind; None for any other."""
    spec = by_external(kind).get(_real_name(name, kind) or "")
    return spec.name if spec is not None and spec.type in (FieldType.LINK, FieldType.LINKS) else None


def _target(field_type: FieldType, name: str, wanted: str) -> Any:
    if field_type is FieldType.DATE:
        return dates.parse(wanted)
    if field_type in (FieldType.WHOLE, FieldType.NUMBER):
        number = _number(wanted)
        if number is None:
            raise UserError(f"“{wanted}” is not a number, which {name} is", f"write {name}>=2")
        return number
    if field_type is FieldType.FLAG:
        if fold(wanted) not in (*_YES, *_NO):
            raise UserError(f"{name} is yes or no, never “{wanted}”", f"write {name}=yes or {name}=no")
        return fold(wanted) in _YES
    return fold(wanted)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _known_field(name: str, kind: Kind | None) -> FieldType:
    for one in (kind,) if kind is not None else tuple(Kind):
        real = _real_name(name, one)
        if real is not None:
            return columns(one)[real]
        if one is Kind.ACTION and _ALSO.get(name, name) in _THROUGH:
            return columns(Kind.RECOMMENDATION)[_ALSO.get(name, name)]
    raise UserError(f"the filter knows no field “{name}”", "known are: " + ", ".join(_known_names(kind)))


def _known_names(kind: Kind | None) -> tuple[str, ...]:
    return tuple(columns(kind if kind is not None else Kind.ACTION))


def _known_token(name: str, wanted: str, sign: str, kind: Kind | None) -> None:
    tokens = {t for one in ((kind,) if kind else tuple(Kind)) for t in _tokens(name, one)}
    if tokens and wanted and sign in ("=", "!=") and fold(wanted) not in tokens:
        raise UserError(f"{name} is never “{wanted}”", "it is one of: " + ", ".join(sorted(tokens)))


def _tokens(name: str, kind: Kind) -> tuple[str, ...]:
    spec = by_external(kind).get(name)
    return spec.tokens if spec is not None else ()


def _real_name(name: str, kind: Kind) -> str | None:
    if name in columns(kind):
        return name
    other = _ALSO.get(name, "")
    return other if other in columns(kind) else None


def _values(snapshot: Snapshot, record: Record, name: str, today: date) -> list[Any] | None:
    """The record's values of that name, an action's also through what it is for; None where it can have none."""
    read = _reader(kind_of(record), name)
    if read is not None:
        found = read(snapshot, record, today)
        return found if isinstance(found, list) else [found]
    through = _ALSO.get(name, name)
    if not isinstance(record, Action) or through not in _THROUGH:
        return None
    subjects = [snapshot.get(target) for target in record.targets]
    return [item for subject in subjects if subject for item in _values(snapshot, subject, through, today) or ()]


@lru_cache(maxsize=1024)
def _reader(kind: Kind, name: str) -> Callable[[Snapshot, Record, date], Any] | None:
    real = _real_name(name, kind)
    return reader(kind, real) if real is not None else None

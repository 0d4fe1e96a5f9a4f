"""The table of judgements and grades that inspection reports print on their first page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.domain.reading import Judgement
from tracker.reading.document import Document, Line

GRADE = re.compile(
    r"(?i)\b(outstanding|good|requires? improvement(?: to be good)?|inadequate|adequate)\b(?:\s*\(?grade \d\)?)?"
)
_GRADE_CELL = re.compile(
    r"(?i)(outstanding|good|requires? improvement(?: to be(?: good)?)?|inadequate|adequate|to be good|be good|improvement"
    r"(?: to be good)?|requires|satisfactory|excellent)\s*\d?"
)
_TAIL = re.compile(r"(?i)^(.*\S)\s+(outstanding|good|requires? improvement(?: to be(?: good)?)?|inadequate|adequate)$")
_HEADER = re.compile(r"(?i)judge?ments?(?: area)?\s*(?:grade)?|grade|area of judge?ment|judge?ments on areas.*")
_ROW_START = re.compile(
    r"(?i)^(?:the\s+)?(?:impact of leaders|(?:experiences? and )?progress of|experiences|overall|effectiveness)|^\d(?:\.\d)?\.?\s"
    r"|^(?:children (?:who need|looked after)|adoption perf|experiences and progress|leadership)"
)
_OVERALL = re.compile(
    r"(?i)(?:overall judge?ment is(?: that)?|children['’]?s (?:social care )?services in [^.]{2,60}?|children['’]?s services)\s*"
    r"(?:that\s+)?(?:children['’]?s services\s+)?(?:are|is|requires?|require)?\s*"
    r"(outstanding|good|requires? improvement(?: to be good)?|improvement(?: to be good)?|inadequate)\b"
)


def ilacs_judgements(document: Document) -> tuple[Judgement, ...]:
    """The rows of the table headed "Judgement | Grade", as printed; () where there is none."""
    lines = list(document.body)
    start = next((i for i, line in enumerate(lines[:80]) if re.match(r"(?i)judge?ment\b", line.text)), None)
    if start is None:
        return ()
    return table_rows(lines[start:])


def table_rows(lines: list[Line]) -> tuple[Judgement, ...]:
    """The rows of a two-column table of names and grades that starts with these lines."""
    rows: list[tuple[list[Line], list[Line]]] = []
    cells: list[tuple[bool, Line]] = []
    for line in _split_tails(lines):
        if _HEADER.fullmatch(line.text):
            continue
        if _GRADE_CELL.fullmatch(line.text):
            cells.append((True, line))
        elif _is_name(line, cells):
            cells.append((False, line))
        else:
            break
    for is_grade, line in cells:
        if not is_grade and _opens_row(line, rows):
            rows.append(([line], []))
        elif rows:
            (rows[-1][1] if is_grade else rows[-1][0]).append(line)
    _regrade(rows, [line for is_grade, line in cells if is_grade])
    return tuple(Judgement(_text(names), _text(grades)) for names, grades in rows if grades)


def _text(lines: Iterable[Line]) -> str:
    return re.sub(r"\s+", " ", " ".join(line.text for line in lines)).strip()


def _split_tails(lines: list[Line]) -> Iterable[Line]:
    """The lines, a grade that ends a name's line as a line of its own."""
    import dataclasses

    for line in lines:
        tail = _TAIL.match(line.text)
        if tail and len(line.text) < 110 and not line.text.endswith("."):
            yield dataclasses.replace(line, text=tail.group(1))
            yield dataclasses.replace(line, text=tail.group(2))
        else:
            yield line


def _is_name(line: Line, cells: list[tuple[bool, Line]]) -> bool:
    """Whether a line goes on with the names' column: it opens a row, or runs on in a row that is open."""
    if _ROW_START.match(line.text) or _ROW_START.match(f"{line.bullet} {line.text}"):
        return len(line.text) < 110
    names = [cell for is_grade, cell in cells if not is_grade]
    if not names or len(line.text) > 70:
        return False
    last = names[-1]
    if last.box is None or line.box is None:
        return False
    return line.page == last.page and abs(line.box.x0 - last.indent) < 8 and line.box.y0 - last.box.y1 < 8


def _opens_row(line: Line, rows: list[tuple[list[Line], list[Line]]]) -> bool:
    return not rows or bool(_ROW_START.match(line.text) or _ROW_START.match(f"{line.bullet} {line.text}"))


def _regrade(rows: list[tuple[list[Line], list[Line]]], grades: list[Line]) -> None:
    """Gives each grade to the row it stands beside on the page, where places are known."""
    tops = [names[0].box.y0 for names, _ in rows if names[0].box]
    if len(tops) != len(rows) or any(line.box is None for line in grades) or len({g.page for g in grades}) > 1:
        return
    if any(a >= b for a, b in zip(tops, tops[1:], strict=False)):
        return
    found: list[list[Line]] = [[] for _ in rows]
    for line in sorted(grades, key=_top):
        middle = (line.box.y0 + line.box.y1) / 2 if line.box else 0
        place = max((i for i, top in enumerate(tops) if top - 9 <= middle), default=0)
        found[place].append(line)
    if all(found):
        for (_, old), new in zip(rows, found, strict=True):
            old[:] = new


def _top(line: Line) -> float:
    return line.box.y0 if line.box else 0.0


def overall_sentence(text: str) -> Judgement | None:
    """The overall judgement where it is printed as a sentence ("Children's services in X are inadequate")."""
    found = _OVERALL.search(text)
    if not found:
        return None
    grade = found.group(1)
    if grade.casefold().startswith("improvement"):
        grade = "Requires " + grade
    grade = re.sub(r"(?i)^require\b", "Requires", grade)
    return Judgement("Overall effectiveness", grade[0].upper() + grade[1:])

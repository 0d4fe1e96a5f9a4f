"""The table of judgements and grades that inspection reports print on their first page or in their last table."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from tracker.domain.reading.reading import Judgement
from tracker.reading.page.document import Document, Line

_GRADE = r"(?:outstanding|good|requires? improvement(?: to be good)?|inadequate|adequate|satisfactory)"
_GRADE_CELL = re.compile(rf"(?i){_GRADE}(?:\s*\(?grade \d\)?)?\d?\.?")
_GRADE_PART = re.compile(
    rf"(?i){_GRADE}|requires?|requires? improvement to be|(?:improvement )?to be good|be good|improvement"
)
_TAIL = re.compile(rf"(?i)^(.*\S)\s+({_GRADE}|requires? improvement to be)$")
_HEADER = re.compile(r"(?i)judge?ments?(?: area)?(?:\s*grade)?|grade|area of judge?ment|judge?ments on areas.*")
_ROW_START = re.compile(
    r"(?i)^(?:\d(?:\.\d)?\.?\s+)?(?:the\s+)?(?:impact of leaders|experiences? (?:and|of)|overall|"
    r"effectiveness|children who|children looked|adoption|leadership|capacity to|outcomes for|quality of|behaviour"
    r"|personal|early years|sixth[- ]form|teaching)"
)
_SENTENCE = re.compile(r"\b(?:is|are)\b|.{140}")
_OVERALL = re.compile(
    rf"(?i)(?:overall judge?ment is(?: that)?|children['’]?s (?:social care )?services in .{{2,60}}?"
    rf"|children['’]?s services)\s*(?:that\s+)?(?:children['’]?s services(?: in .{{2,60}}?)?\s+)?"
    rf"(?:are|is|requires?|require)?\s*({_GRADE}|improvement(?: to be good)?)\b"
)


def judgements(document: Document, pages: Iterable[int]) -> tuple[Judgement, ...]:
    """The rows of the tables of names and grades on these pages, as printed, a grade that cannot be read as "".

    () where there is none.
    """
    wanted = set(pages)
    lines = [line for line in document.body if line.page in wanted and line.text]
    rows: list[Judgement] = []
    for table in dict.fromkeys(line.table for line in lines if line.table is not None):
        cells = [line for line in lines if line.table == table]
        rows += _cell_rows(cells) or _rows_beside(cells, lines)
    if len(rows) >= 2:
        return tuple(rows)
    for start, line in enumerate(lines):
        if _HEADER.fullmatch(line.text) or _ROW_START.match(line.text):
            found = table_rows(lines[start:])
            if len(found) >= 2:
                return found
    return ()


def _cell_rows(lines: list[Line]) -> tuple[Judgement, ...]:
    """The rows of a table whose cells are known: those whose last cell is a grade and, beside them, those named
    as such rows are whose grade cannot be read.
    """
    cells: dict[int, dict[int, list[str]]] = {}
    for line in lines:
        row, column = line.cell or (0, 0)
        words = f"{line.bullet} {line.text}" if line.bullet and line.bullet[0].isdigit() else line.text
        cells.setdefault(row, {}).setdefault(column, []).append(words)
    found = []
    for row in sorted(cells):
        last = max(cells[row])
        grade = _words(cells[row][last])
        name = _words(words for column in sorted(cells[row]) if column < last for words in cells[row][column])
        if last > 0 and name and _GRADE_CELL.fullmatch(grade):
            found.append(Judgement(name, grade))
        elif _ROW_START.match(name or grade) and not (_SENTENCE.search(name or grade) or _HEADER.fullmatch(grade)):
            found.append(Judgement(name or grade, ""))
    return tuple(found) if any(row.grade for row in found) else ()


def _rows_beside(cells: list[Line], lines: list[Line]) -> tuple[Judgement, ...]:
    """The rows of a table whose grid holds the grades alone, their names standing left of it, each at its grade."""
    grades = [line for line in cells if line.box and _GRADE_CELL.fullmatch(line.text)]
    if len(grades) < 2:
        return ()
    names: dict[int, list[Line]] = {}
    for line in lines:
        if line.table is not None or line.box is None or line.page != grades[0].page or _HEADER.fullmatch(line.text):
            continue
        near = min(range(len(grades)), key=lambda place: abs(_middle(grades[place]) - _middle(line)))
        beside = abs(_middle(grades[near]) - _middle(line)) < 2.2 * max(line.size, 8)
        if beside and line.box.x1 <= min(grade.box.x0 for grade in grades if grade.box):
            names.setdefault(near, []).append(line)
    return tuple(Judgement(_text(names[place]), grade.text) for place, grade in enumerate(grades) if place in names)


def _middle(line: Line) -> float:
    return (line.box.y0 + line.box.y1) / 2 if line.box else 0.0


def _words(texts: Iterable[str]) -> str:
    return re.sub(r"\s+", " ", " ".join(texts)).strip()


def table_rows(lines: list[Line]) -> tuple[Judgement, ...]:
    """The rows of a table without rules that starts with these lines: a name runs on until a grade, or a gap."""
    rows: list[tuple[list[Line], list[Line]]] = []
    for line in _split_tails(lines):
        if _HEADER.fullmatch(line.text):
            continue
        if rows and _GRADE_PART.fullmatch(line.text):
            rows[-1][1].append(line)
        elif rows and _same_name(rows[-1], line):
            rows[-1][0].append(line)
        elif _ROW_START.match(line.text) and len(line.text) < 110:
            rows.append(([line], []))
        elif not (rows and not rows[-1][1] and _is_beside(rows[-1][0], line)):
            break
    graded = sum(bool(grades) for _, grades in rows)
    found = [Judgement(_text(names), _text(grades)) for names, grades in rows if grades or graded >= 2]
    found = [row for row in found if not row.name.endswith((" is", " are", " that"))]
    return tuple(row for row in found if row.grade or not _SENTENCE.search(row.name))


def _is_beside(names: list[Line], line: Line) -> bool:
    """Whether words stand right of a row's name: a grade that cannot be read."""
    first, last = names[0].box, names[-1].box
    if first is None or last is None or line.box is None:
        return False
    return line.box.x0 > max(first.x1, last.x1) and first.y0 - 3 < line.box.y1 < last.y1 + 12


def _text(lines: list[Line]) -> str:
    return _words(line.text for line in lines)


def _same_name(row: tuple[list[Line], list[Line]], line: Line) -> bool:
    """Whether a line goes on with a row's name: it has no grade yet, or stands close under the name's last line."""
    names, grades = row
    last = names[-1]
    if len(line.text) > 70 or len(names) > 3:
        return False
    if last.box is None or line.box is None:
        return not grades and not _ROW_START.match(line.text)
    close = -2 < line.box.y0 - last.box.y1 < 7 and abs(line.box.x0 - names[0].indent - names[0].moved) < 8
    return close and line.page == last.page


def _split_tails(lines: list[Line]) -> Iterable[Line]:
    """The lines, a grade that ends a name's line as a line of its own."""
    for line in lines:
        tail = _TAIL.match(line.text)
        if tail and len(line.text) < 110 and not _GRADE_PART.fullmatch(line.text):
            yield dataclasses.replace(line, text=tail.group(1))
            yield dataclasses.replace(line, text=tail.group(2))
        else:
            yield line


def overall_sentence(texts: Iterable[str]) -> Judgement | None:
    """The overall judgement where it is printed as a sentence ("Children's services in X are inadequate")."""
    for text in texts:
        found = _OVERALL.search(text) if len(text) < 160 else None
        if found:
            grade = found.group(1)
            if grade.casefold().startswith("improvement"):
                grade = "Requires " + grade
            grade = re.sub(r"(?i)^require\b", "Requires", grade)
            return Judgement("Overall effectiveness", grade[0].upper() + grade[1:])
    return None

"""What is read out of plans as other people lay them out, against what was read and approved.

Their words for days, states, columns, people and numbers one by one, then whole sheets, and what a plan takes of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

import pytest

from support.builders import a_plan_store
from support.clocks import an_act
from support.foreign.plans import BY_PARAGRAPH, TODAY, a_file, a_grid
from support.memory import MemoryStore
from support.readings import approve, lines_of
from tracker.domain.foreign.columns import _KNOWN, field_headed, meaning_of, named
from tracker.domain.foreign.days import dated_start, day_of, is_dated, is_day, said_sentence
from tracker.domain.foreign.grid import Grid, GridCell, cell_name
from tracker.domain.foreign.keys import is_key_entry, key_in
from tracker.domain.foreign.parts import (
    agencies_in,
    agency_headed,
    comments_in,
    is_agency,
    is_lead_in,
    is_nobody,
    is_person,
    listed,
    names_in,
    steps_in,
    without_number,
)
from tracker.domain.foreign.row_kinds import priority_of
from tracker.domain.foreign.states import _WORDS, colour_of, is_key, standing_of
from tracker.domain.foreign.understand import is_kept_plan, understand
from tracker.domain.foreign.wire import tables_as_json, tables_from_json
from tracker.services.foreign.answer import as_json, told
from tracker.services.foreign.bring_in import Source, bring_in

MONTHS = ("Feb", "September")
ORDER = ("{d}/{m}/{y}", "{d}.{m}.{y}", "{y}-{m}-{d}", "{m}/{d}/{y}", "{d} {n} {y}", "{n} {y}")
AMONG = (
    "{}", "by {}", "by end of {}", "w/c {}", "from {}", "{} (was 1/2/26)", "TBC - {}", "{} to 31 March 2027",
)  # fmt: skip
DAYS = (
    "", "TBC", "ongoing", "Q3 2026/27", "Q1 2026", "Q2", "quarter 4 2025-26", "end of term", "Spring 2027", "2027",
    "31/02/2026", "within 3 months", "6 weeks", "12 months", "monthly", "immediate", "asap", "end of month",
    "mid May 2026", "Early June", "late Dec 26", "1st Oct", "30 Nov", "1 Dec", "29/2", "29 Feb 2028", "December",
    "november 2026", "w/c 7 Dec", "Week ending 4/12/2026", "2026/27", "by 1/12/26 and 1/2/27", "31/3/27; 30/6/27",
    "45000", "13/13/2026", "12/11/26", "30-11-2026", "20261130", "Mar-27", "03/2027", "Autumn term 2026",
    "End of Q4", "completed 3/4/26",
)  # fmt: skip
NAMES = (
    "Ann Poole (Head of Service)", "Ann Poole / Tom Reed", "Police", "DSL & SENCo", "Head of Early Help", "TBC",
    "All", "A. Poole; T. Reed", "Ann Poole and Tom Reed", "Poole, Ann", "ICB / Police", "Ann",
    "Service Manager, Early Help", "vacant", "n/a", "Board", "Dr Ann Poole", "Ann Poole, Head of Service",
    "ann.poole@example.org", "Team (Ann Poole)", "Director and Head of Service", "Schools and police",
    "Ann Poole\nTom Reed", "Lead: Ann Poole", "1", "NHS Trust (lead)",
)  # fmt: skip
LISTS = (
    "1. Write it 2. Sign it", "1. Write it\n2. Sign it by 3 May 2027", "a) one\nb) two", "• one\n• two\n\nthree",
    "one; two", "We will:\n- write it\n- sign it", "- Done: one\n- two (12/3/26)", "1.1 Write it", "A3 Write it",
    "R2: Write it", "(2) Write it", "12/02/26: Drafted.\n05/03/26 Agreed by all.\nMore words",
    "Update 3 Mar 2026 - drafted", "Write it", "Mar 26: begun", "i. one ii. two", "1) one, 2) two", "2026 plan",
    "5 audits", "1.", "one\ntwo", "3/4/26", "RAG: 5/6/26 red",
)  # fmt: skip
STATES = (
    "Complete - see minutes", "Done 3/4/26", "80%", "100 %", "0%", "Green (on track)", "B", "blue", "Amber/Red",
    "On track", "Complete?", "not done", "no longer needed as merged", "G", "Overdue", "Started in May", "x",
    "Nearly there", "RAG", "in progress, delayed", "Closed 4", "Complete and evidenced in audit",
    "awaiting sign off", "50", "101%", "1.0",
)  # fmt: skip
FILLS = (
    "FF0000", "ff0000", "00B050", "92D050", "FFC000", "FFFF00", "0070C0", "FFFFFF", "D9D9D9", "000000", "7030A0",
    "C6EFCE", "", "red", "F8CBAD", "FFEB9C", "FFC7CE", "808080", "1F4E78",
)  # fmt: skip
HEADINGS = (
    "", " ", "x" * 80, "x" * 300, f"Action ({'x' * 81})", f"Action ({'x' * 82})",
    "RAG", "Lead/Agency", "Owner (role)", "Progress March 2026", "Q1", "Quarter 2",
    "2026/27", "Recomendation", "Responsble officer", "By_when", "What will we do?", "How will we know it worked",
    "Comments 1", "Action No.", "Number of audits", "% complete", "Target date (revised)", "Start - end",
    "Evidence of impact", "Police lead",
)  # fmt: skip


def _days() -> Iterator[tuple[str, Any]]:
    spelt = [one.format(d="07", m="03", y="2026", n=month) for one, month in product(ORDER, MONTHS)]
    for text in dict.fromkeys([*DAYS, *(way.format(one) for one, way in product(spelt, AMONG))]):
        said = day_of(text, TODAY)
        yield text, [said, said_sentence(said, text), [str(is_dated(text)), str(is_day(text))], list(dated_start(text))]


def _words() -> Iterator[tuple[str, Any]]:
    for text in dict.fromkeys([*HEADINGS, *_KNOWN, *(f"{one[:-2]}{one[-1:]}" for one in list(_KNOWN)[::5])]):
        name, sure = meaning_of(text)
        yield f"heading {text}", [name, f"{sure:.3f}", field_headed(text) or "-", named(text) or "-"]
    for text in (*STATES, *_WORDS):
        yield f"state {text}", [standing_of(text), standing_of(text, percent=True), str(is_key(text))]
    for fill in FILLS:
        yield f"fill {fill}", colour_of(fill)
    for text in ("High", "h", "1", "3", "P1", "Urgent", "low priority", "medium/high", "none", ""):
        yield f"priority {text}", priority_of(text)


def _parts() -> Iterator[tuple[str, Any]]:
    for text in NAMES:
        is_what = [str(test(text)) for test in (is_nobody, is_agency, is_person)]
        yield text, [names_in(text), list(agencies_in(text)), agency_headed(text), is_what]
    for text in LISTS:
        intro, items = listed(text)
        parts = [intro, *items, "|", *without_number(text), str(is_lead_in(text))]
        yield text, [parts, comments_in(text, TODAY), steps_in(text, TODAY)]


HEAD = (
    "Ref", "Recommendation", "Action", "Lead", "Agency", "Start", "By when", "Status", "RAG", "Progress", "Priority",
)  # fmt: skip
ROWS: tuple[tuple[Any, ...], ...] = (
    ("Plan of the partnership",), (), HEAD,
    ("", "Theme 1: Front door"),
    ("1.1", "Improve the front door.", "Write the threshold guide", "Ann Poole", "Police", date(2026, 1, 5),
     date(2026, 3, 31), "Completed", GridCell("", None, "00B050"), "12/02/26: Drafted.\n05/03/26: Agreed.", "High"),
    ("1.2", "", "Train all referrers in it", "Tom Reed / Ann Poole", "ICB", "", "end of May 2026", "Ongoing", "A",
     "Booked", "2"),
    ("", "", "and publish the guide", "", "", "", "", "", "", "", ""),
    ("2.1", "Plans are too vague.", "1. Agree a template\n2. Audit thirty plans by 4 May 2027", "TBC", "", "",
     "Q4 2026/27", "50%", GridCell("", None, "FFC000"), "", "L"),
    ("Total", "", "", "", "", "", "", "3", "", "", ""),
    ("2.2", "Plans are too vague.", "Signed off by the board", "Board", "", date(2027, 1, 1), date(2026, 12, 1),
     "Not started", "Blue", "=", ""),
    (), ("Key", "Green", "On track"), ("", "Amber", "Some delay"),
)  # fmt: skip
BROKEN = (
    (("3.1", "Plans are too", "Write it", "Ann Poole"), ("", "vague.", "", "")),
    (("3.1", "Plans are too", "", ""), ("", "vague.", "", "")),
    (("3.1", "Plans are too", "Write it", "Ann Poole"), ("", "", "and sign it", "")),
    (("3.1", "Plans are too.", "Write it.", "Ann Poole"), ("", "Vague.", "", "")),
    (("3.1", "Plans are too", "Write it", ""), ("", "", "Sign it", "Ann Poole")),
    (("3.1", "Plans are too", "Write it", ""), ("3.2", "Vague.", "Sign it", "")),
    (("3.1", "", "Write", ""), ("", "", "", "Ann Poole")),
)
SHEETS: Mapping[str, tuple[Grid, ...]] = {
    "table": (a_grid(ROWS, wide={4: 6}), a_grid((("Version", "9"), ("Owner", "Ann")), "Cover")),
    "published": (a_grid([BY_PARAGRAPH.headings, *BY_PARAGRAPH.rows]),),
    "forms": (a_grid([pair for n in (1, 2) for pair in (
        ("Action", f"Write guide {n}"), ("Lead", "Ann Poole"), ("Due date", f"{n}/5/2026"), ("Status", "Open"), ())]),),
    "pages": (a_grid([HEAD, *ROWS[4:6]], "Page 1", page=1),
              a_grid([HEAD, *ROWS[7:10]], "Page 2", page=2, above=("Theme 2: Plans",))),
    "words above": (a_grid([HEAD[2:7], ROWS[4][2:7]], "t1", above=("Recommendation 1: Improve the front door.",)),
                    a_grid([HEAD[2:7], ROWS[5][2:7]], "t2", above=("Recommendation 2:", "Improve plans."))),
    "painted": (a_grid([HEAD[:7], *((*row[:7], GridCell("", None, fill)) for row, fill in zip(
        ROWS[4:6], ("00B050", "FF0000"), strict=True))]),),
    "hidden": (a_grid(ROWS, hidden_rows=frozenset({6}), hidden_columns=frozenset({5})),
               a_grid(ROWS, "Old", is_hidden=True)),
}  # fmt: skip


def _sheets() -> Iterator[tuple[str, Any]]:
    for name, grids in SHEETS.items():
        file = tables_from_json(tables_as_json(a_file(*grids)))
        draft = understand(file, TODAY)
        yield (
            name,
            [
                draft.sheets,
                draft.wanted,
                draft.planned,
                draft.outcomes,
                draft.questions,
                str(is_kept_plan(file, TODAY)),
            ],
        )
        cells = [grid.seen(row, column) for grid in grids for row in (11, 12, 13) for column in (1, 2, 3)]
        yield f"{name} key", [key_in(grids, {}), [str(is_key_entry(cells[n : n + 2])) for n in range(0, len(cells), 2)]]
    for upper, lower in BROKEN:
        pages = (a_grid([HEAD, *ROWS[4:6], upper], "1", page=1), a_grid([HEAD, lower, ROWS[9]], "2", page=2))
        draft = understand(a_file(*pages), TODAY)
        yield f"{upper} over {lower}", [[one.text for one in draft.wanted], [one.title for one in draft.planned]]
    yield "named", [cell_name(row, column) for row, column in ((1, 1), (3, 26), (4, 27), (9, 52), (9, 703))]


def _taken() -> Iterator[tuple[str, Any]]:
    for name, grids in SHEETS.items():
        store: MemoryStore = a_plan_store()
        draft, act = understand(a_file(*grids), TODAY), an_act(as_at=TODAY)
        for turn in ("first", "again"):
            with store.begin() as uow:
                brought = bring_in(uow, act, draft, Source("theirs.xlsx", b"theirs", "0" * 64))
                answer = as_json(brought, written=True)
            yield f"{name} {turn}", [answer, [[line] for line in told(answer, draft)]]


READERS: Mapping[str, Callable[[], Iterator[tuple[str, Any]]]] = {
    "days": _days, "words": _words, "parts": _parts, "sheets": _sheets, "taken": _taken,
}  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_their_words_are_read_as_they_were(name: str) -> None:
    approve(f"foreign-{name}", lines_of(dict(READERS[name]())))

"""The workbook for reading: its figures are the board paper's, and it says that it does not come home."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from support.builders import an_empty_store
from support.on_paper.comparing import since
from tracker.domain.board.board import board_data
from tracker.domain.plan.fields import KeyEntry
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.workbook.papers.progress import write_progress
from tracker.workbook.papers.progress_summary import listed, shortened
from tracker.workbook.tables import TONES, ink_on

DAY = dt.date(2024, 3, 12)


FLAT = ["Actions", "Measures", "Changes", "Questions"]


def written(store: Any, folder: Path, **more: Any) -> Any:
    return openpyxl.load_workbook(write_progress(store.snapshot(), folder / "progress.xlsx", as_at=DAY, **more))


def rows_of(ws: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in ws.iter_rows()]


def words_of(ws: Any) -> str:
    return "\n".join(str(value) for row in rows_of(ws) for value in row if value is not None)


def test_the_figures_are_those_of_the_board_paper(desktop: Any) -> None:
    data = board_data(desktop.store.snapshot(), DAY)
    rows = rows_of(written(desktop.store, desktop.folder)["Summary"])
    for figure in (*data.figures, *(one.figure for one in data.exceptions)):
        assert any(row[:2] == [figure.label, figure.count] for row in rows), figure.key
        assert any(row[0] == figure.label and (row[3] or "") == "; ".join(figure.refs) for row in rows), figure.key
    for figure in data.profile:
        assert any(str(row[0]).endswith(figure.label) and row[1] == figure.count for row in rows), figure.key
    for part in data.by_agency:
        counts = [figure.count or None for figure in part.figures]
        assert [part.label, *counts, part.count] in rows
    for line in data.headlines:
        assert [line, *[None] * 9] in rows


def test_the_sheets_and_what_they_say_of_themselves(desktop: Any) -> None:
    book = written(desktop.store, desktop.folder)
    assert book.sheetnames == ["Summary", "Plan", "Overdue", "Evidence", *FLAT, "Key"]
    words = words_of(book["Summary"])
    assert "Progress as at 12 Mar 2024, change 2" in words
    assert "does not go back into the plan" in words
    assert "9 Mar 2024 is a Saturday" in words
    assert len(book["Summary"]._charts) == 1


def test_the_plan_stands_under_the_inspectors_words(desktop: Any) -> None:
    ws = written(desktop.store, desktop.folder)["Plan"]
    refs = [row[0] for row in rows_of(ws)[1:]]
    assert refs == ["R1", "A1", "A2", "R2", "A2", "A3", "R3", "A4", "R4", "A5", "R5", "R6", "F1"]
    first, action = rows_of(ws)[1:3]
    assert first[2].startswith("The specificity and measurability of plans")
    assert first[2].endswith("(page 2)")
    assert first[8] == "▲ Overdue"
    assert action[5:9] == [
        dt.datetime(2024, 5, 28),
        dt.datetime(2024, 2, 28),
        "2nd extension, +90 days",
        "◐ In progress",
    ]
    assert action[9] == "◆ Amber"
    assert action[12] == "4 Mar 2024, Head of Early Help: Template shared with partners."
    assert ws["F3"].number_format == "dd mmm yyyy"
    assert (ws.freeze_panes, ws.auto_filter.ref, ws.print_title_rows) == ("D2", "A1:M14", "$1:$1")


def test_overdue_actions_and_evidence_are_listed(desktop: Any) -> None:
    book = written(desktop.store, desktop.folder)
    late = rows_of(book["Overdue"])[1]
    assert late[:7] == [
        "A2",
        "R1; R2",
        "Audit thirty plans",
        "Detective Superintendent",
        "Police",
        dt.datetime(2024, 3, 1),
        11,
    ]
    evidence = rows_of(book["Evidence"])[1]
    assert evidence[:6] == [
        "E1", "A3", "Multi-agency audit", "Thirty plans read", dt.datetime(2024, 2, 5), "https://example.org/audit",
    ]  # fmt: skip


def test_a_public_paper_names_nobody_and_no_file(desktop: Any) -> None:
    public = board_data(desktop.store.snapshot(), DAY, public=True)
    book = written(desktop.store, desktop.folder, data=public)
    assert rows_of(book["Evidence"])[1][5:7] == [None, None]
    assert "https://example.org/audit" not in words_of(book["Evidence"])


def test_an_empty_plan_says_what_it_lacks(tmp_path: Path) -> None:
    book = written(an_empty_store(), tmp_path)
    assert "no recommendations and no actions" in words_of(book["Plan"])
    assert "Nothing is overdue on 12 Mar 2024" in words_of(book["Overdue"])
    assert "No evidence" in words_of(book["Evidence"])


def test_the_plans_own_key_names_and_colours_the_states(desktop: Any) -> None:
    own = (KeyEntry("delivery", "complete", "Blue", "#1f4e9e", "Done and embedded"),)
    with desktop.store.begin() as uow:
        uow.put(dataclasses.replace(uow.snapshot().plan, key=own, marking="OFFICIAL"))
        uow.commit(desktop.act().stamp())
    book = written(desktop.store, desktop.folder)
    cell = next(row[0] for row in book["Key"].iter_rows() if "Blue" in str(row[0].value))
    assert (cell.value, cell.fill.fgColor.rgb, cell.font.color.rgb) == ("✓ Blue", "001F4E9E", "00FFFFFF")
    assert book["Summary"]["A1"].value == "OFFICIAL"
    assert book["Plan"].oddFooter.left.text == "OFFICIAL"


def test_an_action_that_answers_nothing_is_still_in_the_plan(desktop: Any) -> None:
    desktop.set("A4", **{"for": "", "description": "With a named deputy"})
    last = rows_of(written(desktop.store, desktop.folder)["Plan"])[-1]
    assert last[:3] == ["A4", None, "Health attends every strategy meeting\nWith a named deputy"]


def test_figures_of_the_last_meeting_stand_beside(desktop: Any) -> None:
    before = desktop.store.snapshot()
    desktop.set("A4", delivery="complete")
    now = desktop.store.snapshot()
    data = board_data(now, DAY, since=since(before, now, dt.date(2024, 3, 8)))
    rows = rows_of(written(desktop.store, desktop.folder, data=data)["Summary"])
    assert any(row[:3] == ["Finished", 2, 1] for row in rows)
    assert any(row[2] == "Before" for row in rows)


def test_hostile_words_stay_words(desktop: Any) -> None:
    desktop.set("A2", title="=HYPERLINK(1)")
    ws = written(desktop.store, desktop.folder)["Overdue"]
    assert (ws["C2"].value, ws["C2"].data_type) == ("=HYPERLINK(1)", "s")


def test_it_is_not_written_where_it_cannot_be(desktop: Any) -> None:
    with pytest.raises(UserError, match="no folder"):
        write_progress(desktop.store.snapshot(), desktop.folder / "none" / "p.xlsx", as_at=DAY)


def test_long_lists_and_texts_are_shortened() -> None:
    assert listed([f"A{n}" for n in range(1, 43)]).endswith("A40; and 2 more")
    assert shortened("One two three", 9) == "One two …"
    assert shortened("One two", 9) == "One two"


def test_every_tone_can_be_read() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for ground, ink in (*TONES.values(), ("FFFF00", ink_on("FFFF00")), ("000080", ink_on("000080"))):
        bright, dark = sorted((light(ground), light(ink)), reverse=True)
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, (ground, ink)


def records_of(ws: Any) -> list[dict[str, Any]]:
    heads, *rows = rows_of(ws)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_a_figure_that_is_filtered_is_the_papers_figure(desktop: Any) -> None:
    data = board_data(desktop.store.snapshot(), DAY)
    rows = records_of(written(desktop.store, desktop.folder)["Actions"])
    assert [row["Ref"] for row in rows] == [action.ref for action in desktop.store.snapshot().actions]
    figures = (*data.figures, *(entry.figure for entry in data.exceptions))
    for figure in figures:
        if figure.key not in ("bare", "met"):
            assert tuple(row["Ref"] for row in rows if row[figure.label] == "yes") == figure.refs, figure.key
    by_state = [str(row["State"]) for row in rows]
    for figure in data.profile:
        assert sum(state.endswith(figure.label) for state in by_state) == figure.count


def test_flat_tables_hold_what_the_plan_holds_with_real_dates(desktop: Any) -> None:
    now = desktop.store.snapshot()
    book = written(desktop.store, desktop.folder)
    for row in records_of(book["Actions"]):
        action = now.by_ref(row["Ref"])
        days = {"Due": action.due, "First agreed": action.original_due, "Start": action.start, "Done": action.done}
        assert {name: row[name] and row[name].date() for name in days} == days
        assert (row["Action"], row["Owner"] or "") == (action.title, now.name_of(action.owner))
        assert row["For"] == "; ".join(now.refs_of(action.targets))
    readings = {
        (measure.ref, point.value, point.dated) for measure in now.measures for point in now.points_of(measure.id)
    }
    rows = records_of(book["Measures"])
    assert {
        (row["Ref"], row["Reading"], row["Read on"].date()) for row in rows if row["Reading"] is not None
    } == readings
    assert {row["Ref"] for row in rows} == {measure.ref for measure in now.measures}
    assert [row["Ref"] for row in records_of(book["Questions"]) if row["Ref"]] == [
        c.ref for c in now.challenges if c.state != "content"
    ]
    assert "compared with none" in words_of(book["Changes"])


def test_what_changed_is_a_table_too(desktop: Any) -> None:
    now = desktop.store.snapshot()
    first = now.actions[0]
    older = now.with_records([(Kind.ACTION, first.id, None)], now.number - 1, "")
    data = board_data(now, DAY, since=since(older, now, DAY))
    assert data.changed is not None
    rows = records_of(written(desktop.store, desktop.folder, data=data)["Changes"])
    told = [(group.label, item.ref, item.words) for group in data.changed.groups for item in group.items]
    assert [(row["Change"], row["Ref"], row["What happened"]) for row in rows] == told
    assert ("New", first.ref) in [(label, ref) for label, ref, _ in told]


def test_a_template_leaves_out_sheets_and_columns(desktop: Any) -> None:
    data = board_data(desktop.store.snapshot(), DAY)
    sections = ("The plan by recommendation", "Key")
    some = dataclasses.replace(
        data, sections=sections, columns=("Due",), title=dataclasses.replace(data.title, item="7")
    )
    book = written(desktop.store, desktop.folder, data=some)
    assert book.sheetnames == ["Summary", "Plan", "Actions", "Key"]
    heads = [cell.value for cell in book["Actions"][1]]
    assert heads[:5] == ["Ref", "For", "Action", "Due", "First agreed"]
    assert "Owner" not in heads
    assert "Agenda item: 7" in words_of(book["Summary"])
    book = written(desktop.store, desktop.folder, data=dataclasses.replace(data, sections=("Decisions",)))
    assert book.sheetnames == ["Summary"]


def test_the_chart_has_a_title_and_words_for_who_does_not_see_it(desktop: Any) -> None:
    import zipfile

    path = write_progress(desktop.store.snapshot(), desktop.folder / "a.xlsx", as_at=DAY)
    with zipfile.ZipFile(path) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
        chart = package.read("xl/charts/chart1.xml").decode()
    data = board_data(desktop.store.snapshot(), DAY)
    said = ", ".join(f"{figure.label} {figure.count}" for figure in data.profile if figure.count)
    assert f'descr="Bar chart of actions by state: {said}."' in drawing
    assert "Actions by state" in chart

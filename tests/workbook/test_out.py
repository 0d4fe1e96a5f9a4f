"""The workbook that goes out: what is in it, how it is laid out, and what happens where it cannot be written."""

from __future__ import annotations

import dataclasses
import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tracker.domain.plan.records import Kind
from tracker.domain.workbook.cells import CELL_LIMIT, CUT_MARK, fit
from tracker.errors import UserError
from tracker.workbook.files import cell_words
from tracker.workbook.out import write_workbook

DAY = dt.date(2024, 3, 12)


def opened(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def put(desktop: Any, ref: str, **fields: Any) -> None:
    """Changes a record under the rules' radar, as an import might."""
    with desktop.store.begin() as uow:
        record = uow.snapshot().by_ref(ref)
        uow.put(dataclasses.replace(record, **fields))
        uow.commit(desktop.act().stamp())


def test_the_sheets_stand_in_order_and_the_first_says_what_to_do(desktop: Any) -> None:
    book = opened(desktop.export())
    assert book.sheetnames == [
        "Read me", "Recommendations", "Findings", "Actions", "Milestones", "Measures", "Updates",
        "Evidence", "People", "_tracker",
    ]  # fmt: skip
    words = " ".join(str(cell.value) for row in book["Read me"].iter_rows() for cell in row if cell.value)
    assert "Response to the joint inspection" in words
    assert "12 Mar 2024" in words
    assert "New update" in words
    assert f"change 2, {desktop.store.snapshot().head[:8]}" in words
    assert book.active.title == "Read me"
    assert book["_tracker"].sheet_state == "hidden"


def test_the_origin_is_kept_twice_and_as_strings(desktop: Any) -> None:
    book = opened(desktop.export(for_name="police"))
    properties = {one.name: one.value for one in book.custom_doc_props.props}
    snapshot = desktop.store.snapshot()
    assert properties == {
        "TrackerPlan": snapshot.plan.id, "TrackerSchema": "1", "TrackerChange": "2", "TrackerHead": snapshot.head,
        "TrackerAsAt": "2024-03-12", "TrackerFor": "Police",
    }  # fmt: skip
    hidden = book["_tracker"]
    assert {hidden.cell(row, 1).value: hidden.cell(row, 2).value for row in range(2, 8)} == properties


def test_dates_are_dates_and_ids_are_hidden(desktop: Any, hands: Any) -> None:
    ws = opened(desktop.export())["Actions"]
    due = hands.cell(ws, "A2", "Due")
    assert (due.value, due.number_format) == (dt.datetime(2024, 3, 1), "dd mmm yyyy")
    assert ws.cell(1, 1).value == "Action id"
    assert ws.cell(3, 1).value == desktop.record("A2").id
    assert ws.column_dimensions["A"].hidden
    assert ws.column_dimensions["B"].hidden


def test_headings_are_the_labels_of_the_fields(desktop: Any) -> None:
    ws = opened(desktop.export())["Actions"]
    labels = {ws.cell(1, at).value for at in range(3, ws.max_column + 1)}
    assert {
        "Ref", "For", "Title", "Description", "Owner", "Accountable", "Agency", "Supporting", "Start", "Due",
        "Original due", "Forecast date", "Done", "Delivery", "Forecast", "Reason for forecast", "Assurance",
        "Priority", "Success measure", "Evidence needed", "Overdue", "Times moved", "Days slipped",
    } <= labels  # fmt: skip


def test_lists_drop_down_and_wrong_words_are_stopped(desktop: Any, hands: Any) -> None:
    ws = opened(desktop.export())["Actions"]
    rules = {str(rule.sqref).split("2:")[0]: rule for rule in ws.data_validations.dataValidation}
    by_heading = {ws[f"{letter}1"].value: rule for letter, rule in rules.items()}
    assert by_heading["Delivery"].formula1.strip('"').split(",")[0] == "not started"
    assert by_heading["Forecast"].formula1 == '"green,amber,red"'
    assert by_heading["Owner"].formula1 == "'_tracker'!$D$1:$D$5"
    assert by_heading["Agency"].formula1 == "'_tracker'!$E$1:$E$4"
    assert by_heading["Due"].type == "date"
    assert all(rule.showErrorMessage == (rule.error is not None) for rule in rules.values())
    assert by_heading["New update"].prompt.startswith("What has happened since the last update?")
    assert by_heading["Delivery"].errorStyle in (None, "stop")
    assert by_heading["Owner"].errorStyle == "warning", "a new name may be kept"
    assert "Overdue" not in by_heading


def test_it_can_be_read_filtered_and_printed(desktop: Any) -> None:
    ws = opened(desktop.export())["Actions"]
    assert ws.freeze_panes == "E2"
    assert ws.tables["Actions"].ref == f"A1:{ws.cell(36, ws.max_column).coordinate}"
    assert (ws.page_setup.orientation, ws.page_setup.paperSize, ws.page_setup.fitToWidth) == ("landscape", 9, 1)
    assert ws.page_setup.fitToHeight == 0
    assert ws.sheet_properties.pageSetUpPr.fitToPage
    assert ws.print_title_rows == "$1:$1"
    assert ws.oddFooter.center.text == "Page &P of &N"
    assert "As at 12 Mar 2024" in ws.oddFooter.right.text
    assert ws["D2"].alignment.wrap_text


def test_the_answers_stand_on_one_screen_and_one_page_and_the_rest_is_folded_away(desktop: Any) -> None:
    ws = opened(desktop.export())["Actions"]
    shown = [at for at in range(3, ws.max_column + 1) if not _of(ws, at).hidden]
    assert [ws.cell(1, at).value for at in shown] == [
        "Ref", "Title", "Due", "New update", "Delivery", "Forecast", "Reason for forecast",
    ]  # fmt: skip
    assert sum(_of(ws, at).width * 7 + 5 for at in shown) + 40 <= 1366, "pixels, with the column of row numbers"
    assert all(_of(ws, at).outlineLevel == 1 for at in range(10, ws.max_column + 1))
    assert ws.print_area == "'Actions'!$C$1:$I$6"
    assert [one.activeCell for one in ws.sheet_view.selection if one.pane == "bottomRight"] == ["F2"]
    assert not ws.merged_cells.ranges


def _of(ws: Any, at: int) -> Any:
    """The column's dimensions; openpyxl folds like neighbours into the first of them."""
    return next(one for one in ws.column_dimensions.values() if (one.min or 0) <= at <= (one.max or 0))


def test_a_return_is_locked_where_nothing_is_to_be_typed_without_a_password(desktop: Any, hands: Any) -> None:
    book = opened(desktop.export(for_name="Police"))
    ws = book["Actions"]
    assert ws.protection.sheet
    assert ws.protection.password is None
    assert not any((ws.protection.sort, ws.protection.autoFilter, ws.protection.formatColumns))
    for ref, heading, locked in (
        ("A2", "New update", False), ("A2", "Ref", True), ("A2", "Overdue", True), ("A+", "Title", False),
    ):  # fmt: skip
        assert hands.cell(ws, ref, heading).protection.locked is locked
    updates = book["Updates"]
    assert not updates.cell(2, 7).protection.locked, "an empty row waits for what is new"
    assert not opened(desktop.export())["Actions"].protection.sheet


def test_the_first_sheet_begins_with_the_persons_own_line(desktop: Any) -> None:
    from tracker.services.meetings.rounds import ask_round

    assert opened(desktop.export(for_name="Police"))["Read me"]["B1"].value == "Police: 1 open action, 1 overdue"
    with desktop.store.begin() as uow:
        ask_round(uow, desktop.act(), dt.date(2024, 3, 29))
    sheet = opened(desktop.export(for_name="Police"))["Read me"]
    assert sheet["B1"].value == "Police: 1 open action, 1 overdue; please answer by 29 Mar 2024"
    assert not sheet.merged_cells.ranges


def test_the_marking_stands_on_the_first_sheet_and_every_foot(desktop: Any) -> None:
    with desktop.store.begin() as uow:
        uow.put(dataclasses.replace(uow.snapshot().plan, marking="OFFICIAL & SENSITIVE"))
        uow.commit(desktop.act().stamp())
    book = opened(desktop.export())
    assert book["Read me"]["B1"].value == "OFFICIAL & SENSITIVE"
    assert all(
        ws.oddFooter.left.text == "OFFICIAL && SENSITIVE" for ws in book.worksheets if ws.sheet_state == "visible"
    )


def test_there_is_room_for_new_actions_and_only_white_cells_ask_for_words(desktop: Any, hands: Any) -> None:
    ws = opened(desktop.export())["Actions"]
    title, overdue = hands.cell(ws, "A+", "Title"), hands.cell(ws, "A+", "Overdue")
    assert title.has_style
    assert title.fill.fgColor.rgb != overdue.fill.fgColor.rgb
    assert hands.cell(ws, "A+", "Due").number_format == "dd mmm yyyy"
    assert ws.max_row == 1 + 5 + 30


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 161 496 0000", "-1", "@SUM(A1)", "00123", "1-2", "#N/A", '=HYPERLINK("x")']
)
def test_text_stays_text(desktop: Any, hands: Any, text: str) -> None:
    put(desktop, "A2", title=text)
    cell = hands.cell(opened(desktop.export())["Actions"], "A2", "Title")
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@"))
    assert desktop.plan(desktop.export()).nothing


def test_what_no_workbook_can_hold_is_cleaned_and_is_no_edit(desktop: Any, hands: Any) -> None:
    put(desktop, "A2", description="One\x0btwo\x00three\r\nfour\uffff")
    path = desktop.export()
    assert hands.cell(opened(path)["Actions"], "A2", "Description").value == "One\ntwothree\nfour"
    assert desktop.plan(path).nothing


@pytest.mark.parametrize("text", ["x" * (CELL_LIMIT + 1), "😀" * 20_000, "é\n" * 20_000])
def test_a_text_too_long_for_a_cell_is_cut_with_a_mark_and_never_comes_home(
    desktop: Any, hands: Any, text: str
) -> None:
    put(desktop, "A2", description=text)
    path = desktop.export()
    cell = hands.cell(opened(path)["Actions"], "A2", "Description")
    assert cell.value.endswith(CUT_MARK)
    assert len(cell.value.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert desktop.plan(path).nothing
    desktop.edit(path, A2_Description=cell.value.replace("é", "e").replace("x", "y").replace("😀", "x"))
    proposal = desktop.plan(path)
    assert proposal.nothing
    assert "cut" in proposal.problems[0].message
    assert desktop.record("A2").description == text


def test_a_text_that_just_fits_is_whole() -> None:
    assert fit("x" * CELL_LIMIT) == "x" * CELL_LIMIT


def test_a_return_holds_what_its_agency_answers_for(desktop: Any) -> None:
    written = write_workbook(desktop.store.snapshot(), desktop.folder / "out.xlsx", as_at=DAY, for_name="police")
    assert written.counts[Kind.ACTION] == 1
    book = opened(written.path)
    assert [book["Actions"].cell(row, 3).value for row in range(2, 4)] == ["A2", None]
    assert [book["Recommendations"].cell(row, 3).value for row in range(2, 5)] == ["R1", "R2", None]
    assert "Findings" not in book.sheetnames
    assert [book["People"].cell(row, 4).value for row in range(2, 4)] == ["Detective Superintendent", None]
    words = " ".join(str(cell.value) for row in book["Read me"].iter_rows() for cell in row if cell.value)
    assert "The return of Police" in words


def test_a_return_of_an_owner_holds_their_actions_updates_and_evidence(desktop: Any) -> None:
    path = desktop.folder / "out.xlsx"
    written = write_workbook(desktop.store.snapshot(), path, as_at=DAY, for_name="designated nurse")
    assert {kind: count for kind, count in written.counts.items() if count} == {
        Kind.ACTION: 1, Kind.RECOMMENDATION: 1, Kind.EVIDENCE: 1, Kind.PERSON: 1,
    }  # fmt: skip
    written = write_workbook(desktop.store.snapshot(), path, as_at=DAY, for_name="G1")
    assert [written.counts[kind] for kind in (Kind.ACTION, Kind.UPDATE)] == [3, 1]


def test_a_lead_without_actions_gets_their_recommendation(desktop: Any) -> None:
    desktop.set("R6", owner="Youth Justice Lead")
    written = write_workbook(
        desktop.store.snapshot(), desktop.folder / "o.xlsx", as_at=DAY, for_name="Youth Justice Lead"
    )
    assert (written.counts[Kind.RECOMMENDATION], written.counts[Kind.ACTION]) == (1, 0)


def test_nobody_of_that_name(desktop: Any) -> None:
    with pytest.raises(UserError, match="nobody in this plan is called “Nobody”"):
        desktop.export(for_name=" Nobody ")


def test_an_empty_plan_can_be_sent_out(tmp_path: Path) -> None:
    from support.builders import an_empty_store

    path = tmp_path / "out.xlsx"
    write_workbook(an_empty_store().snapshot(), path, as_at=DAY)
    assert opened(path)["Actions"].max_row == 31


def test_a_workbook_that_is_open_elsewhere_is_not_overwritten(desktop: Any) -> None:
    for mark in ("~$out.xlsx", ".~lock.out.xlsx#"):
        (desktop.folder / mark).write_text("someone")
        with pytest.raises(UserError, match="open in another program") as caught:
            desktop.export(afresh=True)
        assert mark in caught.value.hint
        (desktop.folder / mark).unlink()
    assert list(desktop.folder.iterdir()) == []


def test_a_failed_write_leaves_the_old_file_and_no_rubbish(desktop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desktop.export(afresh=True)
    before = path.read_bytes()

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError, match="could not be written"):
        desktop.export(afresh=True)
    assert path.read_bytes() == before
    assert [one.name for one in desktop.folder.iterdir()] == ["out.xlsx"]


def test_a_full_disk_is_said(desktop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError, match="disk is full"):
        desktop.export(afresh=True)


@pytest.mark.parametrize(("name", "said"), [("none/out.xlsx", "no folder"), ("out.xls", "not a workbook's name")])
def test_a_place_that_cannot_be_written(desktop: Any, name: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        desktop.export(name, afresh=True)


def test_a_folder_in_the_place_of_the_file(desktop: Any) -> None:
    (desktop.folder / "out.xlsx").mkdir()
    with pytest.raises(UserError, match="is a folder"):
        desktop.export(afresh=True)


def test_openpyxl_is_not_loaded_until_a_workbook_is_written_or_read() -> None:
    names = "out, home, columns, layout, origin, files, looks, readme, tables"
    papers = "flat, paper_sheets, progress, progress_summary"
    loads = f"import sys; from tracker.workbook import {names}; from tracker.workbook.papers import {papers}"
    code = f"{loads}; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_each_sort_of_value_is_written_as_what_it_is() -> None:
    values = (None, "", True, 3, 2.5, DAY, " a < b ")
    assert [cell_words("B2", value) for value in values] == [
        '<c r="B2"/>',
        '<c r="B2"/>',
        '<c r="B2" t="b"><v>1</v></c>',
        '<c r="B2"><v>3</v></c>',
        '<c r="B2"><v>2.5</v></c>',
        '<c r="B2"><v>45363</v></c>',
        '<c r="B2" t="inlineStr"><is><t xml:space="preserve"> a &lt; b </t></is></c>',
    ]
    assert cell_words("B2", 3, style=4) == '<c r="B2" s="4"><v>3</v></c>'

"""Returned workbooks on the command line: folders, questions, answers and exit statuses."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from support.cli import Tracker
from tracker.app import make_act, open_plan
from tracker.commands.context import Context
from tracker.commands.returns import Merging, merge_one
from tracker.services.records.editing import set_fields


@pytest.fixture
def out(tracker: Tracker, plan: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "returns"
    folder.mkdir()
    path = folder / "one.xlsx"
    assert tracker("export", plan, path).status == 0
    return path


def _type(path: Path, **cells: Any) -> Path:
    """Types into the sheet of actions, given as REF_HEADING."""
    book = openpyxl.load_workbook(path)
    ws = book["Actions"]
    at = {str(cell.value): cell.column for cell in ws[1]}
    rows = {str(ws.cell(row, at["Ref"]).value): row for row in range(2, ws.max_row + 1)}
    for address, value in cells.items():
        ref, heading = address.split("_", 1)
        ws.cell(rows[ref], at[heading.replace("_", " ")]).value = value
    book.save(path)
    return path


def test_a_question_holds_the_file_up_until_it_is_answered(
    tracker: Tracker, plan: Path, out: Path, tmp_path: Path
) -> None:
    _type(out, A1_Owner="Analist", A2_Title="Train every referrer")
    asked = tracker("merge", plan, out, "--json", "-")
    assert (asked.status, asked.json["written"]) == (3, False)
    (question,) = (one for one in asked.json["problems"] if one["kind"] == "question")
    assert question["message"].startswith("“Analist” is not in the plan: is it Analyst?")
    assert tracker("show", plan, "A2", "--json", "-").json["title"] == "Train referrers"
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({question["cell"]: "Analyst"}), encoding="utf-8")
    done = tracker("merge", plan, out, "--answers", answers, "--json", "-")
    assert (done.status, done.json["written"]) == (0, True)
    assert len(tracker("list", plan, "people", "--json", "-").json) == 1
    assert tracker("show", plan, "A2", "--json", "-").json["title"] == "Train every referrer"


def test_questions_are_said_first(tracker: Tracker, plan: Path, out: Path) -> None:
    _type(out, A1_Owner="Analist", A3_Due="end of May")
    said = tracker("merge", plan, out)
    assert (said.status, "1 question" in said.first, said.out.splitlines()[1][:4]) == (3, True, "  ? ")


@pytest.mark.parametrize(("owner", "written"), [("Analyst", True), ("Somebody", False)])
def test_what_others_write_while_a_return_is_weighed_is_weighed_too(
    plan: Path, out: Path, owner: str, written: bool
) -> None:
    act = make_act("Lead", None)
    store, other = open_plan(str(plan)), open_plan(str(plan))

    def somebody_writes(_verb: str) -> None:
        with other.begin() as uow:
            set_fields(uow, act, ["A1"], {"title": "One framework", "owner": owner})

    store.before_turn = somebody_writes  # type: ignore[attr-defined]
    merging = Merging(store, Context(act), False, None, {}, [])
    with closing(store), closing(other):
        answer = merge_one(_type(out, A1_Owner="Bina Shah", A2_Title="Train every referrer"), merging)
        now = store.snapshot().by_ref("A2")
    assert (answer["written"], [one["ref"] for one in answer["conflicts"]]) == (written, [] if written else ["A1"])
    assert merging.left == ([] if written else ["one.xlsx"])
    assert now.title == ("Train every referrer" if written else "Train referrers")


def test_answers_may_be_given_file_by_file_and_nothing_is_leave(
    tracker: Tracker, plan: Path, out: Path, tmp_path: Path
) -> None:
    _type(out, A1_Owner="Analist")
    cell = tracker("merge", plan, out, "--json", "-").json["problems"][0]["cell"]
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"one.xlsx": {cell: None}, "two.xlsx": {cell: "take"}}), encoding="utf-8")
    done = tracker("merge", plan, out, "--answers", answers, "--json", "-")
    assert (done.status, done.json["applied"]) == (0, [])


@pytest.mark.parametrize("words", ["", "[1]", "{"])
def test_answers_that_cannot_be_read_are_refused(
    tracker: Tracker, plan: Path, out: Path, tmp_path: Path, words: str
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(words, encoding="utf-8")
    assert tracker("merge", plan, out, "--answers", answers).status == 1


def test_a_folder_is_merged_file_by_file(tracker: Tracker, plan: Path, out: Path) -> None:
    two = out.with_name("two.xlsx")
    two.write_bytes(out.read_bytes())
    _type(out, A1_Title="First")
    _type(two, A1_Title="Second", A2_Title="Beside it")
    (out.parent / "notes.txt").write_text("not a workbook", encoding="utf-8")
    (out.parent / "~$one.xlsx").write_bytes(b"lock")
    (out.parent / "three.csv").write_text("Ref,Title", encoding="utf-8")
    done = tracker("merge", plan, out.parent, "--json", "-")
    assert done.status == 3
    assert [(one["file"], one["written"]) for one in done.json] == [
        ("one.xlsx", True), ("three.csv", False), ("two.xlsx", False),
    ]  # fmt: skip
    assert "one sheet" in done.json[1]["problems"][0]["message"]
    assert tracker("show", plan, "A2", "--json", "-").json["title"] == "Train referrers"


def test_one_bad_file_does_not_stop_a_good_one(tracker: Tracker, plan: Path, out: Path) -> None:
    bad = out.with_name("bad.xlsx")
    bad.write_bytes(b"")
    _type(out, A1_Title="Another")
    done = tracker("merge", plan, bad, out, "--json", "-")
    assert (done.status, [one["written"] for one in done.json]) == (0, [False, True])
    assert done.json[0]["problems"][0]["kind"] == "refused"


def test_what_is_not_taken_is_counted_in_the_first_line(tracker: Tracker, plan: Path, out: Path) -> None:
    _type(out, A1_Title="Another", A2_Due="some day")
    done = tracker("merge", plan, out)
    assert done.status == 0
    assert done.first.startswith("one.xlsx: 1 change, ")
    assert ", 1 not taken; written" in done.first


def test_a_folder_without_workbooks_is_refused(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    done = tracker("merge", plan, empty)
    assert (done.status, "no workbook" in done.err) == (1, True)


def test_rows_that_are_gone_are_told_and_a_dry_run_writes_nothing(tracker: Tracker, plan: Path, out: Path) -> None:
    book = openpyxl.load_workbook(out)
    book["Actions"].delete_rows(3)
    book.save(out)
    _type(out, A1_Title="Another")
    done = tracker("merge", plan, out, "--dry-run")
    assert (done.status, "kept as they are: A2" in done.out, "nothing written" in done.out) == (0, True, True)
    assert tracker("show", plan, "A1", "--json", "-").json["title"] == "Agree one framework"


def test_a_workbook_without_any_sheet_of_the_plan_is_refused(tracker: Tracker, plan: Path, out: Path) -> None:
    book = openpyxl.load_workbook(out)
    for name in book.sheetnames:
        if name not in ("Read me", "_tracker"):
            del book[name]
    book.save(out)
    assert tracker("merge", plan, out).status == 1

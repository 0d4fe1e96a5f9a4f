"""The main job from end to end through the command line, on the real letter."""

from pathlib import Path

import openpyxl
import pytest

from support.cli import Tracker

FIRST = (
    "How effectively the arrangements for the monitoring and evaluation of serious youth violence support the "
    "partnership in implementing its strategy."
)


def test_the_letter_is_read_whole(tracker: Tracker, letter: Path) -> None:
    done = tracker("read", letter, "--json", "-")
    assert done.status == 0
    (reading,) = done.json
    assert [item["page"] for item in reading["recommendations"]] == [2, 2, 2, 2, 2, 3]
    assert reading["recommendations"][0]["text"] == FIRST
    assert reading["respond_by"] == "2024-03-09"
    people = {person["name"]: (person["role"], person["organisation"]) for person in reading["addressees"]}
    assert len(people) == 6
    assert people["Stephen Watson"] == ("Chief Constable", "Greater Manchester Police")


def test_seeding_warns_of_a_saturday_and_offers_the_day_before(tracker: Tracker, tmp_path: Path, letter: Path) -> None:
    plan = tmp_path / "a.plan"
    tracker("new", plan, "--title", "Plan")
    done = tracker("seed", plan, letter)
    assert done.status == 0
    assert "9 Mar 2024" in done.err
    assert "Saturday" in done.err
    assert "8 Mar 2024" in done.err
    listed = tracker("list", plan, "recommendations", "--json", "-").json
    assert [row["ref"] for row in listed] == ["R1", "R2", "R3", "R4", "R5", "R6"]
    assert listed[0]["text"] == FIRST


def test_the_same_letter_twice_is_refused_by_name(tracker: Tracker, plan: Path, letter: Path) -> None:
    done = tracker("seed", plan, letter)
    assert done.status == 1
    assert letter.name in done.err
    assert "hint:" in done.err
    assert len(tracker("list", plan, "recommendation", "--json", "-").json) == 6


def test_one_bad_document_does_not_stop_the_others(tracker: Tracker, tmp_path: Path, letter: Path) -> None:
    plan = tmp_path / "a.plan"
    tracker("new", plan, "--title", "Plan")
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    done = tracker("seed", plan, empty, letter, "--json", "-")
    assert done.status == 0
    assert done.json[0]["problems"]
    assert len(done.json[1]["refs"]) == 6


def test_edit_update_attach_and_show(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    assert tracker("set", plan, "A1", "A2", "owner=Head of Early Help", "priority=high").status == 0
    assert tracker("update", plan, "A1", "--text", "Draft shared", "--forecast", "green").first == "U1"
    evidence = tmp_path / "minutes.txt"
    evidence.write_text("what was agreed", encoding="utf-8")
    attached = tracker("attach", plan, "A1", "A2", evidence, "--kind", "Minutes or decision record",
                       "--shows", "The framework was agreed", "--dated", "2024-03-01")  # fmt: skip
    assert attached.first == "E1"
    shown = tracker("show", plan, "A1", "--json", "-").json
    assert shown["owner"] == "Head of Early Help"
    assert shown["updates"][0]["text"] == "Draft shared"
    assert shown["evidence"][0]["file"] == "minutes.txt"
    assert set(shown["sufficiency"]) == {"level", "reasons"}
    assert shown["history"]
    assert tracker("list", plan, "action", "--filter", "owner=Head of Early Help", "--json", "-").json[0]["ref"] == "A1"


def test_deadlines_move_by_extension_only_once_agreed(tracker: Tracker, plan: Path) -> None:
    assert tracker("--as", "Chair", "agree", plan).status == 0
    refused = tracker("set", plan, "A1", "due=2024-09-30")
    assert refused.status == 1
    assert "extend" in refused.err
    asked = tracker("--as", "Analyst", "extend", plan, "A1", "--to", "2024-09-30", "--reason", "Data came late")
    assert asked.first == "X1"
    assert tracker("--as", "Analyst", "approve", plan, "A1").status == 1
    assert tracker("--as", "Chair", "approve", plan, "A1").status == 0
    row = tracker("--as-at", "2024-08-01", "list", plan, "action", "--filter", "for=R1", "--json", "-").json[0]
    assert (row["original_due"], row["due"]) == ("2024-06-28", "2024-09-30")
    assert (row["times_moved"], row["days_slipped"], row["overdue"]) == (1, 94, False)


def test_undo_and_redo_walk_through_one_persons_changes(tracker: Tracker, plan: Path) -> None:
    tracker("--as", "Kate", "set", plan, "A1", "title=One")
    tracker("--as", "Lead", "set", plan, "A2", "title=Two")
    assert tracker("--as", "Kate", "undo", plan).status == 0
    titles = {row["ref"]: row["title"] for row in tracker("list", plan, "action", "--json", "-").json}
    assert titles == {"A1": "Agree one framework", "A2": "Two", "A3": "Audit plans"}
    assert tracker("--as", "Kate", "redo", plan).status == 0
    assert tracker("show", plan, "A1", "--json", "-").json["title"] == "One"


def test_history_tells_who_changed_what(tracker: Tracker, plan: Path) -> None:
    tracker("--as", "Kate", "set", plan, "A1", "title=Another title", "--reason", "Clearer")
    rows = tracker("history", plan, "A1", "--json", "-").json
    assert "Another title" in str(rows)
    assert "Kate" in str(rows)
    assert "Clearer" in str(rows)


def test_erased_words_are_nowhere_in_the_file(tracker: Tracker, plan: Path) -> None:
    tracker("--as", "Kate", "update", plan, "A1", "--text", "Zebediah Quux went missing")
    assert b"Zebediah Quux" in plan.read_bytes()
    assert tracker("--as", "Kate", "erase", plan, "U1", "--reason", "Names a child").status == 1
    assert tracker("--as", "Lead", "erase", plan, "U1", "--reason", "Names a child").status == 0
    for path in plan.parent.glob(plan.name + "*"):
        assert b"Zebediah" not in path.read_bytes()
    assert tracker("verify", plan).status == 0


def test_a_returned_workbook_is_merged_once(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "return.xlsx"
    assert tracker("export", plan, out).status == 0
    untouched = tracker("merge", plan, out, "--json", "-").json
    assert (untouched["applied"], untouched["conflicts"]) == ([], [])
    _edit(out, "A2", "Title", "Train every referrer")
    first = tracker("merge", plan, out, "--json", "-").json
    assert [(one["ref"], one["field"], one["now"]) for one in first["applied"]] == [
        ("A2", "title", "Train every referrer")
    ]
    assert first["written"]
    assert tracker("merge", plan, out, "--json", "-").json["applied"] == []
    assert tracker("show", plan, "A2", "--json", "-").json["title"] == "Train every referrer"


def test_both_sides_changed_is_left_to_a_person(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "return.xlsx"
    tracker("export", plan, out)
    _edit(out, "A1", "Title", "Theirs")
    _edit(out, "A3", "Title", "Also theirs")
    tracker("set", plan, "A1", "title=Ours")
    done = tracker("merge", plan, out, "--json", "-")
    assert done.status == 3
    (conflict,) = done.json["conflicts"]
    assert (conflict["ours"], conflict["theirs"]) == ("Ours", "Theirs")
    assert not done.json["written"]
    assert tracker("show", plan, "A3", "--json", "-").json["title"] == "Audit plans"
    taken = tracker("merge", plan, out, "--prefer", "theirs", "--json", "-")
    assert taken.status == 0
    assert {one["ref"] for one in taken.json["applied"]} == {"A1", "A3"}
    assert "nothing to write" in tracker("merge", plan, out).out
    assert tracker("show", plan, "A1", "--json", "-").json["title"] == "Theirs"


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".docx"])
def test_reports_are_written_and_the_plan_is_not_touched(
    tracker: Tracker, plan: Path, tmp_path: Path, ending: str
) -> None:
    before = len(tracker("list", plan, "changesets", "--json", "-").json)
    target = tmp_path / f"board{ending}"
    assert tracker("--as-at", "2024-08-01", "report", plan, target).status == 0
    assert target.stat().st_size > 5000
    assert len(tracker("list", plan, "changesets", "--json", "-").json) == before


def _edit(path: Path, ref: str, heading: str, value: str) -> None:
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        cells = {str(cell.value): cell for row in sheet.iter_rows(max_row=12) for cell in row if cell.value is not None}
        if "Ref" in cells and heading in cells:
            column = cells[heading].column
            for row in sheet.iter_rows(min_row=cells["Ref"].row + 1):
                if row[cells["Ref"].column - 1].value == ref:
                    row[column - 1].value = value
                    book.save(path)
                    return
    raise AssertionError(f"{ref} {heading} is not in {path.name}")


def test_what_was_said_before_is_pointed_out(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    again = tmp_path / "later.md"
    again.write_text(
        "# Recommendations\n\n- The consistency with which key information is recorded and shared between partners.\n"
        "- The provision of bicycles to inspectors.\n",
        encoding="utf-8",
    )
    done = tracker("seed", plan, again, "--json", "-")
    assert done.json[0]["repeats"] == {"R7": ["R5"]}
    assert "R7 is much like R5 of the 2023 JTAI" in done.err


def test_history_says_what_was_erased(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    file = tmp_path / "register.txt"
    file.write_text("names", encoding="utf-8")
    tracker("--as", "Kate", "attach", plan, "A1", file, "--kind", "Other", "--shows", "Who came")
    tracker("--as", "Kate", "set", plan, "E1", "shows=Who attended", "--reason", "Zebediah asked")
    assert tracker("--as", "Lead", "erase", plan, "E1", "--reason", "Sent in error").status == 0
    told = tracker("history", plan)
    assert told.status == 0
    assert "Sent in error" in told.out
    assert "Reason of change" in told.out
    assert "E1 File: " in told.out
    assert "Zebediah" not in told.out
    assert tracker("history", plan, "E1", "--json", "-").json[-1]["verb"] == "erase"
    assert tracker("history", plan, "--net").status == 0

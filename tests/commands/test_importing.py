"""The verb import: somebody's own plan, in every kind of file, with one truth."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from support.cli import Tracker
from support.foreign.plans import BY_PARAGRAPH


@pytest.fixture
def empty(tmp_path: Path, tracker: Tracker) -> Path:
    path = tmp_path / "mine.plan"
    assert tracker("new", path, "--title", "Response").status == 0
    return path


def brought(tracker: Tracker, plan: Path, file: Path, *more: str | Path) -> tuple[int, Any]:
    done = tracker("--as", "Ann Poole", "--as-at", "2026-11-30", "import", plan, file, "--json", "-", *more)
    assert done.out, done.err
    return done.status, done.json


def answers_in(folder: Path, said: dict[str, Any]) -> Path:
    path = folder / "answers.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", ["xlsx", "docx", "pdf", "html", "csv"])
def test_one_layout_says_the_same_in_every_kind_of_file(
    tracker: Tracker, empty: Path, tmp_path: Path, ending: str
) -> None:
    file = BY_PARAGRAPH.write(tmp_path, ending)
    status, answer = brought(tracker, empty, file)
    assert status == 3
    first, second, third, fourth, fifth = answer["actions"]
    assert [one["title"] for one in answer["actions"]] == [
        "Introduce an assessment framework.",
        "Train all social workers in risk analysis.",
        "Commission a provider",
        "Agree a protocol",
        "Launch the supervision policy",
    ]
    assert (first["owner"], first["due"], first["forecast"], first["for"]) == (
        "Ann Poole",
        "2024-03-31",
        "green",
        ["R1"],
    )
    assert [one["dated"] for one in first["updates"]] == ["2024-02-12", "2024-03-05"]
    assert (second["owner"], second["due"], second["forecast"], second["for"]) == (
        "Tom Reed",
        "2024-05-31",
        "amber",
        ["R1"],
    )
    assert (third["owner"], third["agency"], third["due"], fourth["for"]) == ("Ann Poole", "Police", None, ["R2"])
    assert third["forecast"] == (None if ending == "csv" else "red")
    assert (fifth["delivery"], fifth["assurance"], fifth["owner"]) == ("complete", "none", None)
    assert [one["text"] for one in fifth["updates"]] == ["=Done well"]
    assert [one["text"] for one in answer["recommendations"]] == [row[2] for row in BY_PARAGRAPH.rows if row[2]]
    assert [one["paragraph"] for one in answer["recommendations"]] == ["17, 57", "61", None]
    asked = [(one["about"], one["text"]) for one in answer["questions"]]
    assert sorted(asked) == [("assurance", "Blue"), ("due", "Ongoing"), ("due", "Q2 2024/25"), ("owner", "TBC")]
    assert answer["imported"] + len(answer["skipped"]) + answer["asked"] == answer["rows"] == 5


def test_the_same_file_twice_adds_nothing_and_one_undo_takes_it_back(
    tracker: Tracker, empty: Path, tmp_path: Path
) -> None:
    file = BY_PARAGRAPH.write(tmp_path, "xlsx")
    brought(tracker, empty, file)
    before = tracker("list", empty, "changesets", "--json", "-").json
    status, answer = brought(tracker, empty, file)
    assert status == 3
    assert not any(one["new"] for one in (*answer["actions"], *answer["recommendations"]))
    assert tracker("list", empty, "changesets", "--json", "-").json == before
    assert len(tracker("list", empty, "actions", "--json", "-").json) == 5
    assert tracker("verify", empty).out.startswith("verified 2 changesets, 1 file")
    assert tracker("--as", "Ann Poole", "undo", empty).status == 0
    assert tracker("list", empty, "actions", "--json", "-").json == []
    assert tracker("list", empty, "people", "--json", "-").json == []


def test_answers_fill_what_was_asked_and_lint_tells_what_is_left(tracker: Tracker, empty: Path, tmp_path: Path) -> None:
    file = BY_PARAGRAPH.write(tmp_path, "xlsx")
    _, answer = brought(tracker, empty, file)
    asked = {one["about"] + one["text"]: one["cell"] for one in answer["questions"]}
    told = [
        one["sentence"] for one in tracker("lint", empty, "--json", "-").json if one["kind"] == "question of an import"
    ]
    assert len(told) == 4
    assert any("Ongoing" in one for one in told)
    given = answers_in(
        tmp_path,
        {
            asked["dueOngoing"]: "2027-03-31",
            asked["dueQ2 2024/25"]: "30 Sep 2024",
            asked["ownerTBC"]: None,
            asked["assuranceBlue"]: "embedded",
        },
    )
    status, answer = brought(tracker, empty, file, "--answers", given)
    assert (status, answer["questions"]) == (0, [])
    assert [one["due"] for one in answer["actions"]][2:] == ["2027-03-31", "2027-03-31", "2024-09-30"]
    assert answer["actions"][4]["assurance"] == "embedded"
    assert not [o for o in tracker("lint", empty, "--json", "-").json if o["kind"] == "question of an import"]


def test_a_dry_run_tells_the_same_and_writes_nothing(tracker: Tracker, empty: Path, tmp_path: Path) -> None:
    file = BY_PARAGRAPH.write(tmp_path, "docx")
    with closing(sqlite3.connect(empty)) as writer:
        writer.execute("BEGIN IMMEDIATE")  # nobody who writes is waited for, or kept waiting
        _, dry = brought(tracker, empty, file, "--dry-run")
    assert dry["written"] is False
    assert tracker("list", empty, "actions", "--json", "-").json == []
    _, wet = brought(tracker, empty, file)
    assert wet["written"] is True
    assert {**dry, "written": True} == wet


def test_it_is_told_in_lines_for_a_person(tracker: Tracker, empty: Path, tmp_path: Path) -> None:
    file = BY_PARAGRAPH.write(tmp_path, "xlsx")
    done = tracker("import", empty, file)
    assert done.status == 3
    assert "5 rows; 3 new recommendations, 5 new actions" in done.out
    assert "1 row left out: section heading" in done.out
    assert "new people: Ann Poole, Tom Reed" in done.out
    assert "? F7 due: “Ongoing”." in done.out


def test_a_mapping_says_what_headings_stand_for(tracker: Tracker, empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "theirs.csv"
    file.write_text("Thing to do,Zuständig,Until\nWrite it,Ann Poole,31/03/2024\n", encoding="utf-8")
    assert tracker("import", empty, file).status == 1
    said = tmp_path / "map.json"
    said.write_text(json.dumps({"Thing to do": "title", "Zuständig": "owner", "Until": "due"}), encoding="utf-8")
    status, answer = brought(tracker, empty, file, "--map", said)
    assert (status, answer["actions"][0]["owner"], answer["actions"][0]["due"]) == (0, "Ann Poole", "2024-03-31")
    assert answer["sheets"][0]["mapping"]["Until"] == "due"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--preset", "nowhere"), "there is no preset"),
        (("--map", "missing.json"), "cannot be read"),
        (("--answers", "missing.json"), "cannot be read"),
    ],
)
def test_what_makes_no_sense_is_refused(
    tracker: Tracker, empty: Path, tmp_path: Path, words: tuple[str, str], said: str
) -> None:
    done = tracker("import", empty, BY_PARAGRAPH.write(tmp_path, "csv"), *words)
    assert (done.status, said in done.err) == (1, True)


def test_answers_that_are_no_answers_are_refused(tracker: Tracker, empty: Path, tmp_path: Path) -> None:
    file = BY_PARAGRAPH.write(tmp_path, "xlsx")
    for said, why in (
        ({"F7": "soon"}, "is not a date"),
        ({"F7": {"x": 1}}, "are not words"),
        ({"H5": "perhaps"}, "is not a state"),
    ):
        done = tracker("import", empty, file, "--answers", answers_in(tmp_path, said))
        assert (done.status, why in done.err) == (1, True)
    assert tracker("list", empty, "actions", "--json", "-").json == []


def test_a_file_without_rows_is_empty_and_no_error(tracker: Tracker, empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "theirs.csv"
    file.write_text("Ref,Action,Lead,By when\n", encoding="utf-8")
    done = tracker("import", empty, file)
    assert (done.status, "is empty" in done.out) == (0, True)
    assert len(tracker("list", empty, "changesets", "--json", "-").json) == 1


def test_what_is_no_plan_is_refused_with_what_to_do(
    tracker: Tracker, empty: Path, tmp_path: Path, letter: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Just some words, and no table at all.\n", encoding="utf-8")
    picture = tmp_path / "plan.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 200)
    for file in (notes, picture, letter, tmp_path / "missing.xlsx", tmp_path):
        done = tracker("import", empty, file)
        assert done.status == 1
        assert "hint:" in done.err


def test_a_plan_given_as_a_report_is_told_and_the_other_way_round(
    tracker: Tracker, empty: Path, tmp_path: Path, letter: Path
) -> None:
    file = BY_PARAGRAPH.write(tmp_path, "docx")
    done = tracker("seed", empty, file)
    assert (done.status, "is an action plan, not a report" in done.err, "tracker import" in done.err) == (1, True, True)
    assert tracker("list", empty, "inspections", "--json", "-").json == []
    words = tmp_path / "words.docx"
    from docx import Document

    document = Document()
    document.add_heading("Recommendations")
    document.add_paragraph("The board should agree one way of working with families.", style="List Bullet")
    table = document.add_table(rows=0, cols=4)
    for row in (("Action", "Lead", "By when", "RAG"), ("Write the guide", "Ann Poole", "May 2024", "Green")):
        for cell, said in zip(table.add_row().cells, row, strict=True):
            cell.text = said
    document.save(str(words))
    assert "holds an action plan" in tracker("seed", empty, words).err
    notes = tmp_path / "notes.txt"
    notes.write_text(
        "Recommendations\n\n- The board should agree one way of working with all families.\n", encoding="utf-8"
    )
    assert tracker("seed", empty, notes).status == 0
    refused = tracker("import", empty, letter)
    assert (refused.status, "seed" in refused.err) == (1, True)
    assert "is a plan of this program" in tracker("import", empty, empty).err


def test_a_sheet_that_is_not_there_is_refused(tracker: Tracker, empty: Path, tmp_path: Path) -> None:
    done = tracker("import", empty, BY_PARAGRAPH.write(tmp_path, "xlsx"), "--sheet", "Nowhere")
    assert (done.status, "there are Action plan" in done.err) == (1, True)

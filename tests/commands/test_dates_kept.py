"""The verbs clock, calendar and check."""

from pathlib import Path

from support.cli import Tracker


def test_the_clock_is_told_and_its_steps_are_set(tracker: Tracker, plan: Path) -> None:
    told = tracker("--as-at", "2024-01-15", "clock", plan)
    assert told.status == 0
    assert told.first == "written statement due: Sat 9 Mar 2024 (stated in the document)"
    assert "SI 2015/1792 regulation 4; certainty: high" in told.out
    assert "9 Mar 2024 is a Saturday; the working day before it is Fri 8 Mar 2024." in told.out
    assert "Draft:  Mon 8 Jan 2024  (45 working days before)  late" in told.out
    done = tracker("--as-at", "2024-01-15", "clock", plan, "--set", "Cabinet=7", "--set", "Board=2024-02-05",
                   "--done", "Draft", "--remove", "Scrutiny papers out", "--json", "-")  # fmt: skip
    steps = {step["name"]: step for step in done.json["steps"]}
    assert (steps["Cabinet"]["due"], steps["Board"]["due"], steps["Board"]["typed"]) == (
        "2024-02-29",
        "2024-02-05",
        True,
    )
    assert steps["Draft"]["done"] == "2024-01-15"
    assert "Scrutiny papers out" not in steps
    assert tracker("--as-at", "2024-01-15", "clock", plan, "--done", "Submit").out.count("submitted 15 Jan 2024") == 1
    back = tracker("clock", plan, "--restore", "--undone", "Draft", "--undone", "Submit", "--json", "-").json
    assert [step["done"] for step in back["steps"]] == [None] * 7


def test_a_clock_that_cannot_be_set_says_why(tracker: Tracker, plan: Path) -> None:
    assert tracker("clock", plan, "--set", "Cabinet").status == 2
    assert tracker("clock", plan, "--set", "=5").status == 2
    wrong = tracker("clock", plan, "--set", "Cabinet=soon")
    assert (wrong.status, "not a date" in wrong.err) == (1, True)
    assert tracker("clock", plan, "--done", "Vote").status == 1


def test_a_plan_without_a_date_says_what_to_type(tracker: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "empty.plan"
    tracker("new", path, "--title", "Empty")
    assert tracker("clock", path).first == "written statement due: no date is known"


def test_a_calendar_file_is_written_whole_or_for_one(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "dates.ics"
    assert tracker("calendar", plan, out).out.endswith("dates.ics: 11 dates\n")
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert tracker("calendar", plan, out, "--for", "Analyst", "--alarm", "7").out.endswith(": 3 dates\n")
    assert out.read_text(encoding="utf-8").count("TRIGGER:-P7D") == 3
    assert tracker("calendar", plan, out, "--for", "Nobody").status == 1
    assert tracker("calendar", plan, tmp_path).status == 1
    empty = tmp_path / "empty.plan"
    tracker("new", empty, "--title", "Empty")
    assert "the calendar is empty" in tracker("calendar", empty, out).err


def test_a_check_is_recorded_and_a_failed_one_reopens(tracker: Tracker, plan: Path) -> None:
    tracker("set", plan, "A1", "delivery=closed", "--reason", "The board is content")
    assert [row["months"] for row in tracker("list", plan, "verifications", "--json", "-").json] == [3, 6, 12]
    assert tracker("--as", "Reviewer", "check", plan, "V1", "--passed", "--note", "Ten plans read").first == "V1"
    failed = tracker("--as", "Reviewer", "check", plan, "A1", "--failed", "--note", "No dates in two plans")
    assert failed.out.splitlines() == ["V2", "A1 is in progress again, and its assurance is “done” at most"]
    assert tracker("show", plan, "A1", "--json", "-").json["delivery"] == "in progress"
    assert tracker("--as", "Reviewer", "check", plan, "A1", "--failed").status == 1
    assert tracker("check", plan, "A1").status == 2
    assert tracker("--as", "Analyst", "check", plan, "A1", "--passed").status == 1


def test_a_reminder_comes_before_its_date_within_a_year(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    for days in ("-1", "366", "99999999999"):
        refused = tracker("calendar", plan, tmp_path / "dates.ics", "--alarm", days)
        assert (refused.status, "0 to 365 days" in refused.err) == (1, True)
    assert tracker("calendar", plan, tmp_path / "dates.ics", "--alarm", "0").status == 0

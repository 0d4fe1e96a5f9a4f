"""Every cell of every table against the figures it was made of."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from support.builders import an_id
from support.on_paper.recorder import Recorder, recorded
from tracker.domain.board.board import BoardData, board_data, overview_data
from tracker.domain.board.board_rows import ActionRow
from tracker.domain.dates.dates import show
from tracker.domain.plan.records import Record, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.papers.board_pdf import ACROSS
from tracker.papers.cells import cut
from tracker.papers.contents import PAPERS
from tracker.papers.front import LEADING
from tracker.papers.styles import MARGIN, PAGE
from tracker.workbook.papers.progress import write_progress


@pytest.fixture(scope="module")
def board(mid_life_data: BoardData) -> Recorder:
    return recorded(mid_life_data, "board")


def test_the_figures_of_the_headlines(board: Recorder, mid_life_data: BoardData) -> None:
    shown = [figure for figure in mid_life_data.figures if figure.key in LEADING]
    assert [row[:3] for row in board.under("Figures")] == [
        (figure.label, str(figure.count), str(figure.before)) for figure in shown
    ]
    for row, figure in zip(board.under("Figures"), shown, strict=True):
        assert figure.before is not None
        by = figure.count - figure.before
        assert row[3] == ("no change" if not by else f"up {by}" if by > 0 else f"down {-by}")
    counted = board.under("Appendix C: Figures and charts")
    assert counted == [(figure.label, str(figure.count), figure.meaning) for figure in mid_life_data.figures]


def test_the_recommendations_of_the_headlines(board: Recorder, mid_life_data: BoardData) -> None:
    rows = {row[0]: row[1:] for row in board.under("Recommendations")}
    assert set(rows) == {subject.ref for subject in mid_life_data.subjects}
    for subject in mid_life_data.subjects:
        done = f"{subject.finished} of {subject.in_force}" if subject.in_force else "no action"
        assert rows[subject.ref] == (cut(subject.text, 170), done, subject.status.word)


def test_what_has_changed(board: Recorder, mid_life_data: BoardData) -> None:
    assert mid_life_data.changed is not None
    groups = [group for group in mid_life_data.changed.groups if group.items]
    rows = board.under("What has changed")
    assert [row[0] for row in rows] == [f"{group.label} ({len(group.items)})" for group in groups]
    for (_, said), group in zip(rows, groups, strict=True):
        lines = said.split("\n")
        for line, item in zip(lines, group.items[:12], strict=False):
            assert line == f"{item.ref} {cut(item.title, 150)}: {item.words}"


def test_dates_that_wait_and_those_that_moved(board: Recorder, mid_life_data: BoardData) -> None:
    rows = board.under(f"New dates that wait ({len(mid_life_data.waiting)})")
    assert [(row[0], row[1], row[2], row[5]) for row in rows] == [
        (one.ref, cut(one.title, 150), show(one.old), one.decides) for one in mid_life_data.waiting[:12]
    ]
    assert all(show(one.new) in row[3] for one, row in zip(mid_life_data.waiting, rows, strict=False))
    assert all(one.reason in row[4] for one, row in zip(mid_life_data.waiting, rows, strict=False))
    slips = board.under("Slippage")
    assert [row[0] for row in slips] == [one.ref for one in mid_life_data.slipped[:12]]
    for row, slip in zip(slips, mid_life_data.slipped, strict=False):
        assert row[1] == f"{cut(slip.title, 150)}\n{slip.owner or 'No owner'}"
        assert row[2] == show(slip.first)
        assert row[3] == f"{show(slip.due)}\n{slip.days:+d} days"
        assert len(row[4].split("\n")) == max(1, len(slip.moves))


def test_the_exceptions(board: Recorder, mid_life_data: BoardData) -> None:
    rows = [row for row in board.under("Exceptions") if len(row) > 1]
    for row, alarm in zip(rows, mid_life_data.alarms, strict=True):
        assert row[0] == alarm.row.ref
        assert row[1].startswith(alarm.row.title)
        assert row[2].startswith(show(alarm.row.due) or "No date")
        assert row[3].startswith(f"{'; '.join(alarm.reasons)}.")
        late = f"ate by {alarm.row.days_overdue} day"
        assert (late in row[3]) == bool(alarm.row.days_overdue)
    notes = [row[0] for row in board.under("Exceptions") if len(row) == 1]
    assert len(notes) == sum(bool(one.row.update or one.row.forecast_reason or one.row.reason) for one in
                             mid_life_data.alarms)  # fmt: skip


def test_each_measure_goes_by_its_name_and_numbers(board: Recorder, mid_life_data: BoardData) -> None:
    lines = [words for words in board.texts if re.match(r"M\d+ ", words)]
    measures = [measure for row in mid_life_data.impact for measure in row.measures]
    assert len(lines) == len(measures) > 1
    for words, measure in zip(lines, measures, strict=True):
        assert measure.name
        assert words.startswith(f"{measure.ref} {measure.name}: ")
        for value in (measure.baseline, measure.latest, measure.target):
            assert not value or value in words
        assert measure.status.word in words
    unnamed = [replace(measure, name="") for measure in measures]
    data = replace(mid_life_data, impact=(replace(mid_life_data.impact[0], measures=tuple(unnamed)),))
    assert sum("No name" in words for words in recorded(data, "board").texts) == len(unnamed)


def test_the_plan_by_recommendation(board: Recorder, mid_life_data: BoardData) -> None:
    for subject in mid_life_data.subjects:
        done = f"{subject.finished} of {subject.in_force} finished" if subject.in_force else ""
        heading = " · ".join(part for part in (subject.ref, subject.status.word, done) if part)
        rows = [row for row in board.under(heading) if len(row) > 1]
        assert [row[0] for row in rows] == [action.ref for action in subject.actions]
        for row, action in zip(rows, subject.actions, strict=True):
            _is_told(row, action)


def _is_told(row: tuple[str, ...], action: ActionRow) -> None:
    """Holds a row of five cells against its action."""
    assert row[1].startswith(action.title)
    assert row[2].split("\n")[0] == (action.owner or "No owner")
    assert row[3].split("\n")[0] == (show(action.due) or "No date")
    assert (f"first {show(action.original_due)}" in row[3]) == bool(action.original_due)
    assert row[4].split("\n")[0] == action.status.word
    assert (f"by {action.days_overdue} day" in row[4]) == bool(action.days_overdue)
    assert not action.done or show(action.done) in row[4]
    assert (f"assurance: {action.assurance.word.lower()}" in row[4]) == action.assured


def test_questions_dates_evidence_key_and_words(board: Recorder, mid_life_data: BoardData) -> None:
    assert board.under("Questions still open") == [
        (one.ref, one.question, ", ".join((one.asked_by, show(one.asked_on))), one.answer or "No answer yet.")
        for one in mid_life_data.challenges
    ]
    dates = board.under("Dates ahead")
    assert [row[0] for row in dates] == [
        show(day)
        for day in (*(one.on for one in mid_life_data.statutory), *(m.held_on for m in mid_life_data.meetings))
    ]
    assert [row[2] for row in dates] == [one.words for one in (*mid_life_data.statutory, *mid_life_data.meetings)]
    assert board.under("Appendix B: Evidence") == [
        (one.ref, "\n".join(words for words in (one.kind, one.shows) if words), show(one.dated), ", ".join(one.targets),
         one.checked)
        for one in mid_life_data.evidence
    ]  # fmt: skip
    for axis in ("Delivery", "Forecast", "Assurance"):
        rows = [row for row in mid_life_data.key if row.axis == axis.lower()]
        assert board.under(axis) == [(row.status.word, row.meaning) for row in rows]
        (table,) = [table for table in board.tables if table.under == axis]
        assert [shapes[0] for shapes in table.shapes] == [row.status.shape for row in rows]
    assert board.under("Appendix E: Words and short forms") == [
        (one.term, one.meaning) for one in mid_life_data.glossary
    ]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_table_is_as_wide_as_the_text_of_its_page(mid_life_data: BoardData, paper: str) -> None:
    room = (PAGE[1] if paper in ACROSS else PAGE[0]) - 2 * MARGIN
    for table in recorded(mid_life_data, paper).tables:
        assert abs(sum(table.widths) - room) < 0.5, table.heads or table.rows
        assert {len(row) for row in table.rows} <= {1, len(table.widths)}


def changed_records(plan: Snapshot, today: date) -> dict[str, tuple[Record, str]]:
    """For each kind of record that figures depend on, one that changes, and the figure that moves with it."""
    late = next(one for one in plan.actions if one.delivery == "in progress" and one.due and one.due > today)
    done = next(one for one in plan.actions if one.delivery == "complete")
    measure = plan.measures[0]
    (point,) = plan.points_of(measure.id)
    return {
        "action": (replace(late, due=date(2026, 1, 5), original_due=date(2026, 1, 5)), "overdue now"),
        "evidence": (replace(plan.evidence[1], targets=(done.id,), url="https://example.org"), "evidenced"),
        "recommendation": (replace(plan.recommendations[0], id=an_id(9300), ref="R99"), "bare"),
        "measure": (replace(measure, target=50.0), "met"),
        "point": (replace(point, value=80.0), "met"),
    }


@pytest.mark.parametrize("kind", ["action", "evidence", "recommendation", "measure", "point"])
def test_screen_papers_and_workbook_change_alike_when_one_record_does(
    mid_life: Snapshot, today: date, tmp_path: Path, kind: str
) -> None:
    record, key = changed_records(mid_life, today)[kind]
    after = mid_life.with_records([(kind_of(record), record.id, record)], mid_life.number, mid_life.head)
    moved = []
    for snapshot in (mid_life, after):
        data = board_data(snapshot, today)
        screen = [(figure.label, figure.count) for figure in overview_data(snapshot, today).figures]
        paper = recorded(data, "board").under("Appendix C: Figures and charts")
        assert [(row[0], int(row[1])) for row in paper] == screen
        book = openpyxl.load_workbook(write_progress(snapshot, tmp_path / "a.xlsx", as_at=today, data=data))
        summary = [(row[0].value, row[1].value) for row in book["Summary"].iter_rows()]
        assert set(screen) <= set(summary)
        moved.append(data.figure(key).count)
    assert moved[1] == moved[0] + 1

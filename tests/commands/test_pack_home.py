"""A pack of twelve returns, filled in as people do, that comes home as one folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment

from support.cli import Tracker
from support.returned.office import Book, libre

FIRST = ("Ann", "Bob", "Cas", "Dev")
LAST = ("Hartley", "Okafor", "Pemberton")
OWNERS = [f"{first} {last}" for last in LAST for first in FIRST]
WORDS = "Two sites are left."


@pytest.fixture
def team(tracker: Tracker, tmp_path: Path) -> Path:
    """A plan of twelve owners, each with two actions."""
    plan = tmp_path / "team.plan"
    tracker("new", plan, "--title", "Many owners")
    tracker("add", "recommendation", plan, "text=Supervision is not always good enough.")
    for name in OWNERS:
        tracker("add", "person", plan, f"name={name}")
        for n in (1, 2):
            tracker("add", "action", plan, f"title=Task {n} of {name}", "for=R1", f"owner={name}", "due=2027-03-31")
    return plan


def fill(path: Path, how: Callable[[Book, str], Any] | None = None) -> None:
    """Types an update on the first action, and whatever else."""
    book = Book(path)
    ref = str(book.actions.cell(2, book.column("Ref")).value)
    book[ref, "New update"] = f"{WORDS} Said on {ref}."
    if how is not None:
        how(book, ref)
    book.save()


def vague_date(book: Book, ref: str) -> None:
    book[ref, "Due"] = "sometime soon"


def wrong_owner(book: Book, ref: str) -> None:
    book[ref, "Owner"] = "Bob Hartly"


def comment(book: Book, ref: str) -> None:
    book.cell(ref, "Title").comment = Comment("Is this still needed?", "An owner")


def actions(tracker: Tracker, plan: Path) -> dict[str, Any]:
    return {one["ref"]: one for one in tracker("list", plan, "actions", "--json", "-").json}


def test_nothing_is_lost_and_nobody_elses_record_is_touched(tracker: Tracker, team: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    assert tracker("export", team, pack).status == 0
    assert len(list(pack.glob("*.xlsx"))) == len(list(pack.glob("*.eml"))) == len(OWNERS)
    (pack / "sent.csv").unlink()
    for draft in pack.glob("*.eml"):
        draft.unlink()
    before = actions(tracker, team)
    careless = {OWNERS[1]: vague_date, OWNERS[2]: wrong_owner, OWNERS[3]: comment}
    for name in OWNERS:
        fill(pack / f"{name}.xlsx", careless.get(name))
    if shutil.which("soffice") is not None:
        saved = libre(pack / f"{OWNERS[5]}.xlsx", tmp_path / "office", "xlsx")
        shutil.copy(saved, pack / f"{OWNERS[5]}.xlsx")
    shutil.copy(pack / f"{OWNERS[0]}.xlsx", pack / f"{OWNERS[0]} (1).xlsx")
    other = tmp_path / "other.plan"
    tracker("new", other, "--title", "Another plan")
    tracker("add", "person", other, "name=Eve")
    tracker("add", "action", other, "title=Elsewhere", "owner=Eve")
    assert tracker("export", other, pack / "wrong.xlsx", "--for", "Eve").status == 0

    came = tracker("merge", team, pack, "--json", "-")
    assert came.status == 3
    answers = {one["file"]: one for one in came.json}
    assert sorted(answers) == sorted(path.name for path in pack.glob("*.xlsx"))
    assert "belongs to another plan" in answers["wrong.xlsx"]["problems"][0]["message"]
    assert not answers[f"{OWNERS[2]}.xlsx"]["written"]
    assert any(one["kind"] == "question" for one in answers[f"{OWNERS[2]}.xlsx"]["problems"])
    assert any("sometime soon" in one["message"] for one in answers[f"{OWNERS[1]}.xlsx"]["problems"])
    assert any(one["kind"] == "unread" for one in answers[f"{OWNERS[3]}.xlsx"]["problems"])
    assert sum(bool(one["added"]) and one["written"] for one in answers.values()) == len(OWNERS) - 1, (
        "the copy brings nothing more"
    )

    assert actions(tracker, team) == before, "updates edit no action, and what is asked about is not written"
    for at, name in enumerate(OWNERS):
        ref = f"A{2 * at + 1}"
        said = [(one["text"], one["author"]) for one in tracker("show", team, ref, "--json", "-").json["updates"]]
        assert said == ([] if name == OWNERS[2] else [(f"{WORDS} Said on {ref}.", name)])
    cell = next(one["cell"] for one in answers[f"{OWNERS[2]}.xlsx"]["problems"] if one["kind"] == "question")
    replies = tmp_path / "replies.json"
    replies.write_text(f'{{"{cell}": "leave"}}')
    settled = tracker("merge", team, pack / f"{OWNERS[2]}.xlsx", "--answers", replies, "--json", "-")
    assert (settled.status, settled.json["written"]) == (0, True)
    again = tracker("merge", team, pack, "--json", "-")
    assert not any(one["added"] or one["applied"] for one in again.json if one["file"] != f"{OWNERS[2]}.xlsx")

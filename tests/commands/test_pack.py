"""A folder of returns with their drafts: who gets one, what the draft holds, and bringing the folder home."""

from __future__ import annotations

import csv
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from support.cli import Tracker
from tracker.workbook.files import check


@pytest.fixture
def owned(tracker: Tracker, plan: Path) -> Path:
    """The plan with three owners: one with an e-mail, one a role with a holder, one without an e-mail."""
    for words in (
        ("name=Ann Lee", "email=ann@example.org"), ("name=Bob Day", "email=bob@example.org"), ("name=Cas =Odd/Name",),
    ):  # fmt: skip
        tracker("add", "person", plan, *words)
    tracker("add", "person", plan, "name=Head of Service", "sort=role", "held_by=Bob Day")
    tracker("set", plan, "A1", "owner=Ann Lee")
    tracker("set", plan, "A2", "owner=Head of Service")
    tracker("set", plan, "A3", "owner=Cas =Odd/Name")
    return plan


def listed(folder: Path) -> list[dict[str, str]]:
    with (folder / "sent.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def draft(path: Path) -> EmailMessage:
    found: Any = BytesParser(policy=default).parsebytes(path.read_bytes())
    return found  # type: ignore[no-any-return]


def test_each_owner_gets_a_workbook_and_a_draft(tracker: Tracker, owned: Path, tmp_path: Path) -> None:
    out = tmp_path / "pack"
    done = tracker("--as-at", "2024-08-01", "export", owned, out)
    assert done.status == 0
    assert "without an address: Cas =Odd/Name" in done.out
    keys = ("name", "open actions", "overdue", "e-mail", "why none")
    assert [tuple(one[key] for key in keys) for one in listed(out)] == [
        ("Ann Lee", "1", "1", "ann@example.org", ""), ("Bob Day", "1", "1", "bob@example.org", ""),
        ("Cas =Odd/Name", "1", "1", "", "no e-mail in the register"),
    ]  # fmt: skip
    assert sorted(path.name for path in out.iterdir()) == [
        "Ann Lee.eml", "Ann Lee.xlsx", "Bob Day.eml", "Bob Day.xlsx", "Cas =Odd Name.eml", "Cas =Odd Name.xlsx",
        "sent.csv",
    ]  # fmt: skip
    message = draft(out / "Ann Lee.eml")
    assert (message["To"], message["X-Unsent"]) == ("ann@example.org", "1")
    assert message["Subject"] == "JTAI action plan: your update (1 action)"
    text = message.get_body()
    assert text is not None
    assert "Dear Ann Lee" in text.get_content()
    assert "A1  Agree one framework, due 28 Jun 2024" in text.get_content()
    (attached,) = message.iter_attachments()
    assert attached.get_payload(decode=True) == (out / "Ann Lee.xlsx").read_bytes()
    check(out / "Ann Lee.xlsx")
    assert draft(out / "Cas =Odd Name.eml")["To"] is None


def test_a_rounds_pack_goes_to_whom_it_asks_and_marks_it(tracker: Tracker, owned: Path, tmp_path: Path) -> None:
    out = tmp_path / "pack"
    tracker("--as-at", "2024-06-01", "round", owned, "--ask", "2024-06-14", "--to", "Ann Lee")
    assert tracker("--as-at", "2024-06-01", "export", owned, out, "--round", "Q1", "--calendar").status == 0
    assert [one["name"] for one in listed(out)] == ["Ann Lee"]
    message = draft(out / "Ann Lee.eml")
    assert message["Subject"] == "JTAI action plan: your update, please answer by 14 Jun 2024 (1 action)"
    assert [part.get_content_type() for part in message.iter_attachments()][1] == "text/calendar"
    assert tracker("list", owned, "rounds", "--json", "-").json[0]["note"] == "1 workbook went out on 1 Jun 2024."
    again = tmp_path / "again"
    tracker("--as-at", "2024-06-02", "export", owned, again, "--round", "Q1")
    assert tracker("list", owned, "rounds", "--json", "-").json[0]["note"].count("went out") == 2
    assert openpyxl.load_workbook(out / "Ann Lee.xlsx")["Read me"]["B1"].value == (
        "Ann Lee: 1 open action; please answer by 14 Jun 2024"
    )


def test_an_agencys_return_goes_to_its_owners(tracker: Tracker, owned: Path, tmp_path: Path) -> None:
    for ref, agency in (("A1", "Police"), ("A2", "Health")):
        tracker("set", owned, ref, f"agency={agency}")
    tracker("set", owned, "P2", "agency=Police")
    tracker("set", owned, "P4", "agency=Schools")
    out = tmp_path / "pack"
    assert tracker("export", owned, out, "--by", "agency").status == 0
    assert [(one["name"], one["e-mail"], one["why none"]) for one in listed(out)] == [
        ("Health", "", "no owner of the agency has an e-mail in the register"), ("Police", "ann@example.org", ""),
        ("Schools", "", "no owner of the agency has an e-mail in the register"),
    ]  # fmt: skip


def test_what_cannot_be_sent_is_refused(tracker: Tracker, owned: Path, tmp_path: Path) -> None:
    out = tmp_path / "pack"
    assert tracker("export", owned, out).status == 0
    assert "holds a pack already" in tracker("export", owned, out).err
    assert tracker("export", owned, tmp_path / "b", "--round", "A1").status == 1
    assert tracker("export", owned, tmp_path / "b", "--for", "Ann Lee").status == 2
    tracker("round", owned, "--ask", "2099-01-01")
    tracker("round", owned, "Q1", "--close")
    assert "was closed" in tracker("export", owned, tmp_path / "b", "--round", "Q1").err
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert "cannot be written" in tracker("export", owned, tmp_path / "file" / "b").err
    tracker("set", owned, "A1", "A2", "A3", "owner=")
    assert "nobody owns" in tracker("export", owned, tmp_path / "c").err


def test_returns_come_home_from_their_messages(tracker: Tracker, owned: Path, tmp_path: Path) -> None:
    out, back = tmp_path / "pack", tmp_path / "back"
    tracker("export", owned, out)
    back.mkdir()
    for name, said in (("Ann Lee", "Half done."), ("Bob Day", "All done.")):
        book = openpyxl.load_workbook(out / f"{name}.xlsx")
        ws = book["Actions"]
        at = next(cell.column for cell in ws[1] if cell.value == "New update")
        ws.cell(2, at).value = said
        book.save(out / f"{name}.xlsx")
        message = EmailMessage()
        message.set_content("Here it is.")
        data = (out / f"{name}.xlsx").read_bytes()
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{name}.xlsx")
        message.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png")
        (back / f"{name}.eml").write_bytes(bytes(message))
    done = tracker("--as", "Clerk", "merge", owned, back, "--json", "-")
    assert done.status == 0
    assert [one["file"] for one in done.json] == ["Ann Lee.xlsx", "Bob Day.xlsx"]
    updates = tracker("list", owned, "updates", "--json", "-").json
    assert [(one["author"], one["text"]) for one in updates] == [("Ann Lee", "Half done."), ("Bob Day", "All done.")]
    bare = EmailMessage()
    bare.set_content("I forgot the file.")
    (tmp_path / "bare.eml").write_bytes(bytes(bare))
    mixed = tracker("merge", owned, tmp_path / "bare.eml", back / "Ann Lee.eml", "--json", "-")
    assert (mixed.status, "no workbook attached" in mixed.err) == (0, True)
    assert tracker("merge", owned, tmp_path / "none.eml").status == 1


def test_actions_that_stand_in_no_return_are_named(tracker: Tracker, owned: Path, tmp_path: Path) -> None:
    whole = tracker("export", owned, tmp_path / "a")
    open_ones = {row["ref"] for row in tracker("list", owned, "actions", "--filter", "open", "--json", "-").json}
    left = sorted(open_ones - {"A1", "A2", "A3"}, key=lambda ref: int(ref[1:]))
    assert ("in no return, for want of an owner: " + ", ".join(left) in whole.out) == bool(left)
    tracker("add", "agency", owned, "name=Police")
    tracker("set", owned, "A1", "agency=Police")
    by_agency = tracker("export", owned, tmp_path / "b", "--by", "agency")
    rest = sorted(open_ones - {"A1"}, key=lambda ref: int(ref[1:]))
    assert f"in no return, for want of an agency: {', '.join(rest)}" in by_agency.out

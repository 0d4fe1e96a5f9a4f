"""What is stored is printed: the fields of every record, walked against the papers that are to hold them."""

from __future__ import annotations

import re
from datetime import date

import pypdfium2
import pytest

from support.builders import an_id
from support.on_paper.every_field import filled, marker, texts_of
from support.on_paper.pdf_pages import text_of
from tracker.domain.board.board import board_data
from tracker.domain.board.board_threads import Told
from tracker.domain.plan.records import (
    Evidence,
    Record,
    kind_of,
)
from tracker.domain.plan.snapshot import Snapshot
from tracker.papers.board_pdf import board_pdf

REGISTERS = {"person.email", "person.role", "agency.email"}
"""Contacts belong to no paper."""
OF_MEETINGS = {"meeting.name", "meeting.board", "meeting.note", "meeting.item"}
"""The paper names the meeting that it is for and those ahead."""
SEALED = {
    "extension.asked_by", "extension.decided_by", "extension.decision_note", "extension.reason",
    "evidence.added_by", "evidence.file", "evidence.link_fault", "evidence.review_note", "evidence.reviewed_by",
    "verification.checked_by", "verification.note", "challenge.answered_by", "challenge.content_by", "point.note",
    "measure.source", "update.forecast_reason",
}  # fmt: skip
"""The board paper tells these of what is open, and of finished actions only the dossier does."""
INSIDE = {
    "action.assurance_reason", "action.delivery_reason", "action.evidence_needed", "action.forecast_reason",
    "action.impact", "challenge.answer", "challenge.asked_by", "challenge.question", "evidence.kind", "evidence.shows",
    "milestone.title", "measure.name", "measure.unit", "update.author", "update.text",
}  # fmt: skip
"""A statement to an inspectorate proposes; how it went is for the board."""
LEFT_OUT = {"dossier": OF_MEETINGS, "board": OF_MEETINGS | SEALED, "statement": OF_MEETINGS | SEALED | INSIDE}


def letters(data: bytes) -> str:
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    return re.sub(r"[\s\ufffe\x02-]", "", "".join(pages))


def is_moot(plan: Snapshot, record: Record, name: str, paper: str) -> bool:
    """Whether what a field says has no bearing any more, or none yet."""
    field = f"{kind_of(record)}.{name}"
    action = record if field.startswith("action.") else None
    if field == "action.forecast_reason":
        return getattr(record, "delivery", "") not in ("not started", "in progress")
    if paper == "board" and field.startswith("challenge."):
        return getattr(record, "state", "") == "content"
    if paper == "statement" and action is not None:
        return getattr(record, "delivery", "") in ("superseded", "not adopted")
    shown = [a for a in plan.actions if paper != "statement" or a.delivery not in ("superseded", "not adopted")]
    used = {one for a in shown for one in (a.owner, a.agency, a.accountable)}
    return {
        "evidence.reviewed_by": getattr(record, "review", "") == "none",
        "update.forecast_reason": getattr(record, "forecast", None) is None,
        "challenge.content_by": getattr(record, "state", "") != "content",
        "person.name": record.id not in used, "agency.name": record.id not in used,
        "measure.unit": paper == "board" and not plan.points_of(record.id),
        "measure.name": paper == "board" and not plan.points_of(record.id),
        "extension.decided_by": getattr(record, "state", "") == "pending",
    }.get(field, False)  # fmt: skip


@pytest.mark.parametrize("paper", LEFT_OUT)
def test_every_field_stands_in_its_paper(whole: Snapshot, today: date, paper: str) -> None:
    plan = filled(whole, lambda mark: mark)
    words = letters(board_pdf(board_data(plan, today, history={}), paper=paper))
    records = [plan.plan, *(record for kind in plan.records for record in plan.of(kind))]
    missing = {
        f"{kind_of(record)}.{name} of {record.ref}"
        for record in records
        for name in texts_of(record)
        if f"{kind_of(record)}.{name}" not in LEFT_OUT[paper] | REGISTERS
        and not is_moot(plan, record, name, paper)
        and marker(record, name) not in words
    }
    assert missing == set()


def test_the_dossier_says_who_accepted_and_what_was_sent_back(whole: Snapshot, today: date) -> None:
    plan = whole.with_records(
        [
            (kind_of(one), one.id, one)
            for one in (
                Evidence(id=an_id(9006), ref="E9", targets=(whole.actions[1].id,), kind="Audit", review="returned",
                         reviewed_by="Scrutineer", reviewed_on=today, review_note="Too few plans", added_by="Ann"),
            )
        ],
        whole.number, whole.head,
    )  # fmt: skip
    told = {whole.actions[1].id: [Told(today, "Ann", "A2 Delivery: not started → in progress")]}
    words = text_of(board_pdf(board_data(plan, today, history=told), paper="dossier"))
    assert "returned by Scrutineer, 12 Mar 2026 Too few plans" in words
    assert "accepted by Scrutineer" in words
    assert words.index("accepted by Scrutineer") < words.index("E1 Multi-agency audit")
    assert "12 Mar 2026 Ann A2 Delivery: not started → in progress" in words
    assert "Check V1, 3 months after: passed on 12 Mar 2026" in words
    assert "History" in words
    assert "History" not in text_of(board_pdf(board_data(plan, today, history={}), paper="dossier"))

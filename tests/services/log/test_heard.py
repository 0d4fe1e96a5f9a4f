"""What others changed is told of the actions it is about, in words."""

from collections.abc import Callable
from typing import Any

import pytest

from support.team import CHAIR, LEAD, OWNER, Team
from tracker.domain.plan.records import Kind
from tracker.services.dates import extend
from tracker.services.evidence.evidence import About, attach_link, review
from tracker.services.log.heard import heard_words, subject_of
from tracker.services.log.history import log
from tracker.services.meetings.updates import add_update
from tracker.services.records.editing import add, set_fields


def heard(team: Team) -> tuple[str, tuple[str, ...]]:
    """What the last change is about, and what is said of it."""
    with team.store.begin(writing=False) as uow:
        entry = log(uow)[-1]
        return subject_of(entry, uow.snapshot()), heard_words(entry, uow.snapshot(), 3)


def asked(team: Team) -> str:
    return str(team.do(LEAD, extend.ask, "A2", "2024-07-01", "Staff are ill").refs[0])


def sent_back(team: Team) -> None:
    team.do(CHAIR, review, "E1", accept=False, note="Which plans?")


@pytest.mark.parametrize(("write", "about", "said"), [
    (lambda team: team.do(OWNER, add_update, "A1", "Half is done.", forecast="amber", reason="Late"), "A1",
     "A1 has an update: Half is done."),
    (asked, "A2", "A new date is asked for A2, 1 Jul 2024: Staff are ill"),
    (lambda team: team.do(CHAIR, extend.approve, asked(team)), "A2", "The new date of A2, 1 Jul 2024, is approved"),
    (lambda team: team.do(LEAD, attach_link, ["A1"], "https://example.org", about=About("Audit", "Ten plans read")),
     "A1", "A1 has evidence E2: Ten plans read"),
    (lambda team: team.do(CHAIR, review, "E1", accept=True), "A3", "Evidence E1 of A3 is accepted"),
    (sent_back, "A3", "Evidence E1 of A3 is returned: Which plans?"),
    (lambda team: team.do(LEAD, set_fields, ["A3"], {"title": "Another"}), "A3", "A3 Title: "),
    (lambda team: team.do(LEAD, add, Kind.ACTION, {"title": "New thing"}), "A6", "A6 was added: New thing"),
    (lambda team: team.do(LEAD, set_fields, ["plan"], {"title": "Other"}), "", "Title: "),
])  # fmt: skip
def test_a_change_is_told_of_what_it_is_about(team: Team, write: Callable[[Team], Any], about: str, said: str) -> None:
    write(team)
    subject, words = heard(team)
    assert subject == about
    assert words[0].startswith(said)


def test_what_is_left_over_is_counted(team: Team) -> None:
    team.do(LEAD, set_fields, ["A1", "A2", "A3", "A4"], {"priority": "high"})
    assert heard(team)[1][3:] == ("and 1 more",)

"""The rows of a board paper: nothing left to look up, and nothing in a public paper that is not for the public."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from support.builders import an_action, an_id
from support.on_paper.comparing import since
from tracker.domain.actions.measures import movement
from tracker.domain.board.board import UNTITLED, BoardData, board_data
from tracker.domain.board.board_measures import marks_of, value_words
from tracker.domain.board.board_rows import ActionRow
from tracker.domain.guard.published_words import UNNAMED
from tracker.domain.plan.fields import KeyEntry
from tracker.domain.plan.records import (
    Action,
    Challenge,
    Evidence,
    Extension,
    Inspection,
    Measure,
    Person,
    Point,
    Update,
)
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.reading.reading import Addressee, Judgement

Changer = Callable[..., Snapshot]


def row(data: BoardData, ref: str) -> ActionRow:
    rows = (*(action for subject in data.subjects for action in subject.actions), *data.loose)
    return next(action for action in rows if action.ref == ref)


def texts(value: Any) -> Iterator[str]:
    """Every text anywhere in the data."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for item in fields(value):
            yield from texts(getattr(value, item.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)


def test_an_action_shows_how_its_date_moved(plan: Snapshot, today: date) -> None:
    moved = row(board_data(plan, today), "A1")
    assert (moved.due, moved.original_due) == (date(2024, 5, 28), date(2024, 2, 28))
    assert moved.slippage == "2nd extension, +90 days"
    assert (moved.times_moved, moved.days_overdue, moved.pending) == (2, 0, "")
    still = row(board_data(plan, today), "A2")
    assert (still.original_due, still.slippage, still.days_overdue) == (None, "", 11)


def test_a_new_date_that_is_only_asked_for_is_said_so(plan: Snapshot, today: date, put: Changer) -> None:
    asked = Extension(id=an_id(690), ref="X9", action=an_id(504), new_due=date(2024, 6, 1), state="pending")
    assert row(board_data(put(plan, asked), today), "A4").pending == "1 Jun 2024 asked for, not yet agreed"
    undated = replace(asked, new_due=None)
    assert row(board_data(put(plan, undated), today), "A4").pending == ""


def test_an_action_names_its_people_its_agencies_and_its_latest_update(
    plan: Snapshot, today: date, put: Changer, edit: Changer
) -> None:
    older = Update(id=an_id(690), ref="U9", target=an_id(501), text="Older", dated=date(2024, 1, 1))
    undated = Update(id=an_id(691), ref="U10", target=an_id(501), text="Undated")
    found = row(board_data(put(plan, older, undated), today), "A1")
    assert (found.owner, found.agency) == ("Head of Early Help", "Children's Services")
    assert found.update is not None
    assert (found.update.dated, found.update.text) == (date(2024, 3, 4), "Template shared with partners.")
    assert found.forecast is not None
    assert (found.forecast.word, found.forecast_reason) == ("Amber", "Two agencies still to sign")
    assert row(board_data(plan, today), "A2").supporting == ("Children's Services",)
    assert row(board_data(plan, today), "A2").targets == ("R1", "R2")
    bare = row(board_data(plan, today), "A4")
    assert (bare.owner, bare.agency, bare.update, bare.forecast) == ("", "", None, None)
    assert row(board_data(edit(plan, "A4", accountable=an_id(205)), today), "A4").accountable == "Improvement Lead"


def test_assurance_and_evidence_stand_beside_the_state(plan: Snapshot, today: date) -> None:
    done = row(board_data(plan, today), "A3")
    assert (done.status.word, done.assurance.word, done.assured, done.evidence) == ("Complete", "Done", True, ("E1",))
    assert not row(board_data(plan, today), "A1").assured
    assert row(board_data(plan, today), "A5").reason == "Replaced by A4"


def test_a_recommendation_keeps_the_inspectors_words_and_their_place(plan: Snapshot, today: date) -> None:
    first = board_data(plan, today).subjects[0]
    assert first.text.startswith("The specificity and measurability of plans")
    assert (first.ref, first.kind, first.page, first.national_framework) == (
        "R1",
        "needs to improve",
        2,
        ("outcome 3",),
    )
    assert (first.status.word, first.finished, first.in_force) == ("Overdue", 0, 2)
    assert [action.ref for action in first.actions] == ["A1", "A2"]
    finding = board_data(plan, today).subjects[-1]
    assert (finding.ref, finding.kind, finding.paragraph, finding.impact) == ("F1", "finding: weakness", "12", "")


def test_who_leads_is_the_body_the_inspectors_named_else_the_agency(plan: Snapshot, today: date, edit: Changer) -> None:
    def lead(snapshot: Snapshot) -> str:
        return board_data(snapshot, today).subjects[0].responsible

    assert lead(plan) == ""
    led = edit(plan, "R1", agency=an_id(102), owner=an_id(202))
    assert lead(led) == "Police, Detective Superintendent"
    assert lead(edit(led, "R1", responsible_body="The ICB")) == "The ICB, Detective Superintendent"
    finding = board_data(edit(plan, "F1", agency=an_id(102)), today).subjects[-1]
    assert finding.responsible == "Police"


def test_the_source_is_named_at_a_recommendation_only_where_there_are_several(
    plan: Snapshot, today: date, put: Changer
) -> None:
    assert board_data(plan, today).subjects[0].source == ""
    second = Inspection(id=an_id(301), ref="I2", document_type="ILACS inspection", inspection_end=date(2024, 1, 9))
    several = board_data(put(plan, second), today)
    assert several.subjects[0].source == "Joint targeted area inspection of Sampleton"
    assert [(source.title, source.fieldwork) for source in several.sources] == [
        ("Joint targeted area inspection of Sampleton", "9 to 13 Oct 2023"),
        ("ILACS inspection", "9 Jan 2024"),
    ]


def test_a_source_gives_its_facts(plan: Snapshot, today: date, edit: Changer) -> None:
    people = (Addressee("A Person", "Director", "Council"), Addressee("B Person", None, "Police"))
    known = edit(
        plan, "I1", addressees=people, judgements=(Judgement("Overall", "good"),), principal_authority="Council",
        inspectorate="Ofsted", framework="JTAI 2022", area="Anyshire", lead_inspector="C Person", outcome="Mixed",
        received=date(2023, 12, 1), respond_by=date(2024, 3, 9), respond_to="ProtectionOfChildren",
        submitted_by="D Person", note="In two parts", inspection_start=date(2023, 10, 9),
        inspection_end=date(2023, 10, 13),
    )  # fmt: skip
    source = board_data(known, today).sources[0]
    assert source.addressees == ("A Person, Director, Council", "B Person, Police")
    assert source.judgements == (("Overall", "good"),)
    assert (source.principal_authority, source.pages, source.file) == ("Council", 17, "letter.pdf")
    assert source.facts == (
        "Inspectorate: Ofsted", "Framework: JTAI 2022", "Area: Anyshire", "Lead inspector: C Person",
        "Outcome: Mixed", "Judgements: Overall good", "Received: 1 Dec 2023", "Respond by: 9 Mar 2024",
        "Respond to: ProtectionOfChildren", "Submitted by: D Person", "Note: In two parts",
    )  # fmt: skip
    assert source.fieldwork == "9 to 13 Oct 2023"


def test_the_title_says_what_of_when_and_which_state(plan: Snapshot, today: date, edit: Changer) -> None:
    title = board_data(plan, today).title
    assert (title.plan, title.area, title.as_at) == ("Response to the joint inspection", "Sampleton", today)
    assert title.seal == f"change 2 · {plan.head[:8]}"
    assert board_data(edit(plan, "", area="Elsewhere"), today).title.area == "Elsewhere"
    assert board_data(edit(plan, "", title=" "), today).title.plan == UNTITLED


def test_questions_stay_until_the_asker_is_content(plan: Snapshot, today: date, put: Changer) -> None:
    asked = Challenge(id=an_id(690), ref="C1", question="Why?", asked_by="Chair", targets=(an_id(401),))
    answered = Challenge(id=an_id(691), ref="C2", question="How?", answer="So.", state="answered")
    content = Challenge(id=an_id(692), ref="C3", question="When?", state="content")
    rows = board_data(put(plan, asked, answered, content), today).challenges
    assert [(c.ref, c.question, c.answer, c.targets) for c in rows] == [
        ("C1", "Why?", "", ("R1",)), ("C2", "How?", "So.", ()),
    ]  # fmt: skip


def test_evidence_waits_until_someone_reviewed_it(plan: Snapshot, today: date, put: Changer, edit: Changer) -> None:
    waiting = board_data(plan, today).awaiting_review
    assert [(e.ref, e.kind, e.shows, e.targets) for e in waiting] == [
        ("E1", "Multi-agency audit", "Thirty plans read", ("A3",))
    ]
    assert board_data(edit(plan, "E1", review="accepted"), today).awaiting_review == ()
    sent = board_data(edit(plan, "E1", review="returned", reviewed_by="Chair", reviewed_on=today), today).evidence[0]
    assert sent.checked == "returned by Chair, 12 Mar 2024"
    assert waiting[0].checked == "not checked yet"
    unnamed = board_data(put(plan, Evidence(id=an_id(690), ref="E9", file="x.pdf")), today).awaiting_review[-1]
    assert (unnamed.kind, unnamed.shows, unnamed.dated) == ("", "", None)
    erased = put(plan, Evidence(id=an_id(691), ref="E8"))
    assert "E8" not in [one.ref for one in board_data(erased, today).awaiting_review]


@pytest.mark.parametrize(
    ("direction", "latest", "tolerance", "state"),
    [
        ("up", None, None, "unread"),
        ("up", 75.0, None, "met"),
        ("up", 80.0, None, "met"),
        ("up", 50.0, None, "better"),
        ("up", 41.0, None, "same"),
        ("up", 43.0, 2.0, "same"),
        ("up", 30.0, None, "worse"),
        ("down", 75.0, None, "met"),
        ("down", 90.0, None, "worse"),
    ],
)
def test_a_measure_says_where_it_is_going(
    direction: str, latest: float | None, tolerance: float | None, state: str
) -> None:
    measure = Measure(id=an_id(1), baseline=41.0 if direction == "up" else 85.0, target=75.0, direction=direction,
                      tolerance=tolerance)  # fmt: skip
    assert movement(measure, latest) == state


def test_a_measure_without_baseline_or_target_is_neither_better_nor_worse() -> None:
    assert movement(Measure(id=an_id(1)), 12.0) == "unjudged"


def test_a_measure_shows_its_latest_reading_by_date(plan: Snapshot, today: date, put: Changer) -> None:
    points = (
        Point(id=an_id(690), ref="D2", measure=an_id(641), dated=date(2024, 3, 1), value=60.0),
        Point(id=an_id(691), ref="D3", measure=an_id(641), dated=date(2024, 3, 1), value=75.5),
        Point(id=an_id(692), ref="D4", measure=an_id(641), dated=date(2024, 2, 9), value=10.0),
        Point(id=an_id(693), ref="D5", measure=an_id(641), dated=date(2024, 3, 9)),
        Point(id=an_id(694), ref="D6", measure=an_id(641), value=1.0),
    )
    shown = board_data(put(plan, *points), today).measures[0]
    assert (shown.baseline, shown.latest, shown.latest_on, shown.target) == ("41%", "75.5%", date(2024, 3, 1), "75%")
    assert shown.status.word == "Target met"
    assert [value for _, value in shown.readings] == [52.0, 10.0, 60.0, 75.5]
    assert board_data(put(plan, *points), today).figure("met").refs == ("M1",)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(None, "%", ""), (12.5, "days", "12.5 days"), (1234.0, "", "1,234"), (0.0, "%", "0%"), (100.0, "", "100"),
     (0.005, "", "0.005"), (0.01, "", "0.01"), (0.0001, "", "0.0001"), (0.00005, "", "0"), (-0.0001, "", "-0.0001"),
     (-0.00001, "", "0"), (12.345, "%", "12.35%")],
)  # fmt: skip
def test_numbers_are_printed_short_with_their_unit(value: float | None, unit: str, words: str) -> None:
    assert value_words(value, unit) == words


def test_a_public_paper_names_roles_and_leaves_out_notes(
    plan: Snapshot, today: date, put: Changer, edit: Changer
) -> None:
    secret = "A Named Officer"
    people = (
        Person(id=an_id(201), ref="P1", name=secret, role="Head of Early Help", agency=an_id(101)),
        Person(id=an_id(202), ref="P2", name=secret, agency=an_id(102)),
        Person(id=an_id(203), ref="P3", name=secret),
    )
    notes = "Free words about a family"
    marked = edit(put(plan, *people), "", marking="OFFICIAL-SENSITIVE", summary=notes)
    marked = edit(marked, "A1", description=notes, forecast_reason=notes, delivery_reason=notes, accountable=an_id(203))
    marked = edit(marked, "R1", response=notes, impact=notes, delivery_reason=notes, owner=an_id(201))
    marked = put(
        marked,
        Update(id=an_id(621), ref="U1", target=an_id(501), text=notes, dated=date(2024, 3, 4), author=secret),
        Evidence(
            id=an_id(631),
            ref="E1",
            targets=(an_id(503),),
            kind="Audit",
            shows=notes,
            added_by=secret,
            review="accepted",
            reviewed_by=secret,
        ),
        Challenge(id=an_id(690), ref="C1", question=notes, asked_by=secret, answer=notes),
    )
    assert any(notes in text for text in texts(board_data(marked, today)))
    public = board_data(marked, today, since=since(plan, marked, today), public=True)
    assert not any(notes in text or secret in text for text in texts(public))
    assert [row(public, ref).owner for ref in ("A1", "A2", "A3")] == ["Head of Early Help", "Police", UNNAMED]
    assert (public.title.public, public.title.marking) == (True, "Public version")
    assert board_data(marked, today).title.marking == "OFFICIAL-SENSITIVE"
    update = row(public, "A1").update
    assert update is not None
    assert (update.dated, update.text, update.author) == (date(2024, 3, 4), "", "")
    assert row(public, "A4").owner == ""
    assert public.evidence[0].checked == "accepted"
    assert [f.count for f in public.figures] == [f.count for f in board_data(marked, today).figures]


def test_the_plans_own_key_names_explains_and_colours(plan: Snapshot, today: date, edit: Changer) -> None:
    own = (
        KeyEntry("delivery", "complete", "Blue: done", "#0000ff", "Done, whatever else."),
        KeyEntry("delivery", "overdue", "Late", "#aa0000"),
        KeyEntry("forecast", "amber", "Amber!", ""),
        KeyEntry("assurance", "done", "", "", "The task happened."),
    )
    data = board_data(edit(plan, "", key=own), today)
    rows = {(entry.axis, entry.token): entry for entry in data.key}
    assert len(rows) == len(data.key) == 16
    blue = rows["delivery", "complete"]
    assert (blue.status.word, blue.meaning, blue.colour) == ("Blue: done", "Done, whatever else.", "#0000ff")
    late = rows["delivery", "overdue"]
    assert (late.status.word, late.meaning.startswith("Still open"), late.colour) == ("Late", True, "#aa0000")
    assert (rows["forecast", "amber"].status.word, rows["forecast", "amber"].colour) == ("Amber!", None)
    assert rows["assurance", "done"].meaning == "The task happened."
    assert rows["delivery", "closed"].status.word == "Closed"
    figure = data.figure("status:overdue")
    assert (figure.label, figure.colour, figure.refs) == ("Late", "#aa0000", ("A2",))
    assert row(data, "A2").status.word == "Late"


def test_short_forms_are_explained_only_where_they_occur(plan: Snapshot, today: date, edit: Changer) -> None:
    spelt = edit(plan, "A1", title="MASH and the ICBs answer; mash potatoes do not")
    terms = [term.term for term in board_data(spelt, today).glossary]
    assert {"MASH", "ICB", "JTAI", "Extension"} <= set(terms)
    assert "CAMHS" not in terms
    assert terms == sorted(terms, key=str.casefold)


def test_the_glossary_reads_every_text_of_the_paper(plan: Snapshot, today: date, put: Changer, edit: Changer) -> None:
    full = put(
        edit(plan, "U1", text="SEND"),
        Challenge(id=an_id(690), ref="C1", question="LADO?", answer="IRO"),
        an_action(20, title="KPI"),
    )
    full = edit(edit(full, "E1", shows="NRM"), "M1", name="NEET")
    found = {term.term for term in board_data(full, today).glossary}
    assert {"SEND", "LADO", "IRO", "KPI", "NRM", "NEET"} <= found
    assert isinstance(full.by_ref("A20"), Action)


@pytest.mark.parametrize(("day", "what"), [(11, "overdue"), (12, "due"), (13, "due")])
def test_a_day_drawn_beside_a_measure_is_overdue_once_it_has_passed(
    plan: Snapshot, edit: Changer, today: date, day: int, what: str
) -> None:
    now = edit(plan, "A1", due=date(2024, 3, day), done=None, delivery="in progress", start=None)
    (mark,) = marks_of(now, replace(now.measures[0], targets=(now.by_ref("A1").id,)), today)  # type: ignore[union-attr]
    assert (mark.day, mark.words) == (date(2024, 3, day), f"A1 {what}")


def test_an_action_that_is_done_is_drawn_on_the_day_it_was(plan: Snapshot, edit: Changer, today: date) -> None:
    days = {"start": date(2024, 1, 2), "due": date(2024, 3, 1), "done": date(2024, 2, 20)}
    now = edit(plan, "A1", delivery="complete", **days)
    measure = replace(now.measures[0], targets=(now.by_ref("A1").id,))  # type: ignore[union-attr]
    assert [one.words for one in marks_of(now, measure, today)] == ["A1 begins", "A1 done"]

"""Templates of papers are kept in the plan, by name, and dress a paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.team import LEAD, Team
from tracker.domain.board.board import board_data
from tracker.domain.board.dressing import COLUMNS, dressed, exempt_words, known, named
from tracker.domain.plan.fields import PaperTemplate, PaperText
from tracker.errors import UserError
from tracker.services.log.undo import undo
from tracker.services.meetings.templates import LARGEST, drop_template, keep_template

OF_THE_ACT = "of Part 1 of Schedule 12A to the Local Government Act 1972."
PNG = b"\x89PNG\r\n\x1a\n and a picture"
SCRUTINY = PaperTemplate(
    " Scrutiny ", "board", ("Headlines",), ("Owner",), " OFFICIAL ", ("Scrutiny committee", " ", "DfE  adviser")
)


def test_a_template_is_kept_changed_and_taken_out(team: Team) -> None:
    team.do(LEAD, keep_template, SCRUTINY, PNG)
    (kept,) = team.now.plan.templates
    assert (kept.name, kept.marking, kept.recipients) == ("Scrutiny", "OFFICIAL", ("Scrutiny committee", "DfE adviser"))
    assert team.store.read_file(kept.logo) == PNG
    team.do(LEAD, keep_template, PaperTemplate("Board"))
    team.do(LEAD, keep_template, PaperTemplate("SCRUTINY", "dossier"))
    assert [(one.name, one.paper, one.logo) for one in team.now.plan.templates] == [
        ("SCRUTINY", "dossier", ""), ("Board", "board", ""),
    ]  # fmt: skip
    team.do(LEAD, drop_template, "scrutiny")
    assert [one.name for one in team.now.plan.templates] == ["Board"]
    team.do(LEAD, undo)
    assert [one.name for one in team.now.plan.templates] == ["SCRUTINY", "Board"]


@pytest.mark.parametrize(
    ("template", "logo", "fault"),
    [
        (PaperTemplate("  "), None, "a name for the template"),
        (PaperTemplate("A"), b"GIF89a", "neither a PNG nor a JPEG"),
        (PaperTemplate("A"), PNG + bytes(LARGEST), "larger than 2 MB"),
    ],
)
def test_what_no_paper_could_show_is_refused(
    team: Team, template: PaperTemplate, logo: bytes | None, fault: str
) -> None:
    with pytest.raises(UserError, match=fault):
        team.do(LEAD, keep_template, template, logo)
    assert team.now.plan.templates == ()


def test_what_a_paper_says_beside_the_plan_is_kept_in_the_order_of_council_papers(team: Team) -> None:
    said = {
        "background PAPERS": "Letter",
        "Wards affected": "All",
        "risks": " That nobody signs. ",
        "Consultation": " ",
    }
    texts = tuple(PaperText(heading, text) for heading, text in said.items())
    team.do(LEAD, keep_template, PaperTemplate("Board", exempt=" 2 ", cleared=("Finance,  3 Mar", " "), texts=texts))
    (kept,) = team.now.plan.templates
    assert (kept.exempt, kept.cleared) == ("2", ("Finance, 3 Mar",))
    assert kept.texts == (
        PaperText("Risks", "That nobody signs."), PaperText("Wards affected", "All"),
        PaperText("Background papers", "Letter"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        (PaperTemplate("A", texts=(PaperText(" ", "Words"),)), "“Words” stands under no heading"),
        (PaperTemplate("A", "plan-on-a-page", texts=(PaperText("Risks", "Some"),)), "no room for texts"),
        (PaperTemplate("A", texts=(PaperText("Risks", "NHS 943 476 5919"),)), "“943 476 5919” may be somebody's NHS"),
        (PaperTemplate("A", exempt="NHS number 943 476 5919"), "would stand in every paper"),
    ],
)
def test_words_that_no_paper_may_say_are_refused(team: Team, template: PaperTemplate, fault: str) -> None:
    with pytest.raises(UserError, match=fault):
        team.do(LEAD, keep_template, template)
    assert team.now.plan.templates == ()


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("", ""),
        (
            "2",
            f"Not for publication by virtue of paragraph 2 {OF_THE_ACT}",
        ),
        (
            "paragraphs 1 and 2",
            f"Not for publication by virtue of paragraphs 1 and 2 {OF_THE_ACT}",
        ),
        ("an embargo until 3 May.", "Not for publication by virtue of an embargo until 3 May."),
        ("NOT FOR PUBLICATION: embargo", "NOT FOR PUBLICATION: embargo."),
        ("8", "Not for publication by virtue of 8."),
    ],
)
def test_why_a_paper_is_not_for_publication(reason: str, said: str) -> None:
    assert exempt_words(reason) == said


def test_a_public_paper_keeps_of_a_template_its_number_and_background_papers_alone(team: Team) -> None:
    template = PaperTemplate(
        "A", report_number="CS/26/14", exempt="2", lead_officer="Ann Lee", cabinet_member="Cllr Brown",
        cleared=("Finance",),
        texts=(PaperText("Risks", "Ann Lee is ill"), PaperText("Background papers", "Of Ann Lee")),
    )  # fmt: skip
    day = team.clock.today()
    inside = dressed(board_data(team.now, day), template, team.store.read_file)
    assert inside.texts == template.texts
    assert inside.title.marking == (team.now.plan.marking or "Not for publication")
    assert [label for label, _ in inside.title.given] == [
        "Report number", "Lead officer", "Cabinet member", "Cleared by",
    ]  # fmt: skip
    public = dressed(board_data(team.now, day, public=True), template, team.store.read_file, str.upper)
    assert public.texts == (PaperText("Background papers", "OF ANN LEE"),)
    assert (public.title.given, public.title.exempt) == ((("Report number", ("CS/26/14",)),), "")


def test_a_template_is_called_otherwise_but_not_as_another(team: Team) -> None:
    for name in ("Board", "Scrutiny"):
        team.do(LEAD, keep_template, PaperTemplate(name))
    team.do(LEAD, keep_template, PaperTemplate("Full board", "dossier"), was="Board")
    assert [(one.name, one.paper) for one in team.now.plan.templates] == [
        ("Full board", "dossier"), ("Scrutiny", "board"),
    ]  # fmt: skip
    with pytest.raises(UserError, match="another template called “scrutiny”"):
        team.do(LEAD, keep_template, PaperTemplate("scrutiny"), was="Full board")
    team.do(LEAD, keep_template, PaperTemplate("SCRUTINY"), was="Scrutiny")
    team.do(LEAD, keep_template, PaperTemplate("New"), was="gone")
    assert [one.name for one in team.now.plan.templates] == ["Full board", "SCRUTINY", "New"]


@pytest.mark.parametrize("where", ["name", "marking", "report_number", "lead_officer", "cabinet_member", "exempt"])
def test_no_word_of_a_template_names_a_person_by_a_number(team: Team, where: str) -> None:
    with pytest.raises(UserError, match="would stand in every paper"):
        team.do(LEAD, keep_template, replace(PaperTemplate("A"), **{where: "NHS 943 476 5919"}))


def test_a_template_that_is_not_there_names_those_that_are(team: Team) -> None:
    with pytest.raises(UserError, match="no template called “nope”") as fault:
        team.do(LEAD, drop_template, " nope ")
    assert "tracker template PLAN NAME" in fault.value.hint
    team.do(LEAD, keep_template, PaperTemplate("Board"))
    with pytest.raises(UserError) as fault:
        named(team.now.plan.templates, "nope")
    assert fault.value.hint == "there are: Board"


def test_sections_and_columns_are_known_by_their_names() -> None:
    assert known(["state", "OWNER", "state"], COLUMNS, "column") == ("Owner", "State")
    with pytest.raises(UserError, match="there is no column called “Colour”") as fault:
        known(["Colour"], COLUMNS, "column")
    assert fault.value.hint.startswith("there are: Owner; Due")


def test_a_template_dresses_a_paper_and_says_nothing_of_recipients_in_public(team: Team) -> None:
    team.do(LEAD, keep_template, SCRUTINY, PNG)
    (kept,) = team.now.plan.templates
    data = dressed(board_data(team.now, team.clock.today()), kept, team.store.read_file)
    assert (data.title.marking, data.title.recipients) == ("OFFICIAL", ("Scrutiny committee", "DfE adviser"))
    assert (data.title.logo, data.sections, data.columns) == (PNG, ("Headlines",), ("Owner",))
    public = dressed(board_data(team.now, team.clock.today(), public=True), kept, team.store.read_file)
    assert (public.title.marking, public.title.recipients, public.title.logo) == (
        "Public version", (), PNG,
    )  # fmt: skip
    plain = dressed(board_data(team.now, team.clock.today()), PaperTemplate("Plain"), team.store.read_file)
    assert (plain.title.logo, plain.title.marking) == (b"", team.now.plan.marking or "")

"""The board paper as PDF: the same figures as the data, tagged throughout, nothing clipped, stranded or joined."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import page as validator
import pypdfium2
import pytest

from support.builders import an_id
from support.on_paper.comparing import since
from support.on_paper.pdf_pages import Words, filled_of, links_of, pages_of, runs_of, tags_of, text_of
from support.on_paper.recorder import Recorder
from tracker.domain.board.board import BoardData, board_data
from tracker.domain.plan.fields import KeyEntry
from tracker.domain.plan.records import Action, Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.papers.board_pdf import ACROSS, board_pdf, write_board_pdf
from tracker.papers.contents import PAPERS, write
from tracker.papers.front import LEADING
from tracker.papers.styles import BOTTOM, MARGIN, PAGE, TOP

CASES = ("small_data", "mid_life_data", "bare_data", "empty_data", "awkward_data")


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The papers made so far, by the name of their data."""
    return {}


@pytest.fixture
def paper(request: pytest.FixtureRequest, made: dict[str, bytes]) -> bytes:
    if request.param not in made:
        made[request.param] = board_pdf(request.getfixturevalue(request.param))
    return made[request.param]


@pytest.fixture(scope="module")
def mid_life_paper(mid_life_data: BoardData) -> bytes:
    return board_pdf(mid_life_data)


@pytest.mark.parametrize("paper", CASES, indirect=True)
def test_the_paper_keeps_every_rule_of_pdf_ua(paper: bytes) -> None:
    report = validator.validate_pdf_bytes(paper)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant
    assert report.rules.passed == report.rules.total == 104


@pytest.mark.parametrize("paper", CASES, indirect=True)
def test_no_text_runs_off_the_page(paper: bytes) -> None:
    for run in runs_of(paper):
        assert run.left >= MARGIN - 1, run
        assert run.right <= PAGE[0] - MARGIN + 1.5, run
        assert run.bottom >= 10, run
        assert run.top <= PAGE[1] - 10, run


@pytest.mark.parametrize("paper", CASES, indirect=True)
def test_no_heading_is_stranded_at_the_foot_of_a_page(paper: bytes) -> None:
    lowest: dict[int, Words] = {}
    for run in runs_of(paper):
        known = lowest.get(run.page)
        if run.bottom > BOTTOM - 4 and run.text.strip() and (known is None or run.bottom < known.bottom):
            lowest[run.page] = run
    assert lowest
    assert [run for run in lowest.values() if run.size > 11.5] == []


def test_no_page_but_the_last_is_nearly_empty(mid_life_paper: bytes) -> None:
    assert [len(text) > 250 for text in pages_of(mid_life_paper)[:-1]].count(False) == 0


def test_the_figures_of_the_paper_are_the_figures_of_the_data(mid_life_data: BoardData, mid_life_paper: bytes) -> None:
    words = text_of(mid_life_paper)
    for figure in mid_life_data.figures:
        assert f"{figure.label} {figure.count} {figure.meaning}" in words
        if figure.key in LEADING:
            assert f"{figure.label} {figure.count} {figure.before} " in words
    assert mid_life_data.changed is not None
    for group in mid_life_data.changed.groups:
        assert (f"{group.label} ({len(group.items)})" in words) == bool(group.items)
    for line in (*mid_life_data.headlines, *mid_life_data.asks):
        assert line in words


def test_the_profile_among_the_figures_shows_each_count(mid_life_data: BoardData, mid_life_paper: bytes) -> None:
    part = text_of(mid_life_paper).split("Actions by status")[1].split("Actions by recommendation")[0]
    for figure in mid_life_data.profile:
        if figure.count:
            assert figure.label in part
    counts = re.findall(r"\d+", part)
    assert sorted(map(int, counts)) == sorted(figure.count for figure in mid_life_data.profile if figure.count)


def test_each_exception_has_one_row_with_every_reason(mid_life_data: BoardData) -> None:
    words = text_of(board_pdf(mid_life_data, paper="exceptions"))
    places = []
    for alarm in mid_life_data.alarms:
        found = re.findall(rf"\b{alarm.row.ref} {re.escape(alarm.row.title)}", words)
        assert len(found) == 1, alarm.row.ref
        places.append(words.index(found[0]))
        assert "; ".join(alarm.reasons) in words[places[-1] :]
    assert places == sorted(places)


@pytest.mark.parametrize("collects", [True, False])
def test_garbage_is_looked_for_afterwards_as_it_was_before(few: Snapshot, today: date, collects: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        board_pdf(board_data(few, today), paper="plan-on-a-page")
        assert gc.isenabled() is collects
    finally:
        (gc.enable if was else gc.disable)()


def test_the_body_of_a_large_plan_stays_short(large_plan: Callable[..., Snapshot], today: date) -> None:
    data = board_data(large_plan(300, 20), today)
    whole, alone = board_pdf(data), board_pdf(data, appendices=False)
    first = next(number for number, words in enumerate(pages_of(whole)[2:], start=2) if "Appendix A:" in words)
    assert first < 20
    assert len(pages_of(alone)) < 20
    assert "Appendix" not in text_of(alone)


def test_every_recommendation_stands_in_the_inspectors_words_with_its_page(
    mid_life_data: BoardData, mid_life_paper: bytes
) -> None:
    words = text_of(mid_life_paper)
    for subject in mid_life_data.subjects:
        assert f"“{subject.text}” Needs to improve · page 2, paragraph {subject.paragraph}" in words
        assert f"{subject.ref} · {subject.status.word} · {subject.finished} of {subject.in_force} finished" in words


def test_a_moved_date_shows_what_it_was_struck_through_and_how_far(small_data: BoardData) -> None:
    words = text_of(board_pdf(small_data))
    assert "28 May 2024 first 28 Feb 2024 2nd extension, +90 days" in words


def test_a_new_date_that_is_only_asked_for_stands_beside_the_agreed_one(mid_life_paper: bytes) -> None:
    assert "19 Jul 2026 1 Aug 2026 asked for, not yet agreed" in text_of(mid_life_paper)


def test_wrapped_lines_do_not_join_words(mid_life_data: BoardData, mid_life_paper: bytes) -> None:
    words = text_of(mid_life_paper)
    for action in (action for subject in mid_life_data.subjects for action in subject.actions):
        assert action.title in words
        if action.update:
            assert action.update.text in words


def test_every_page_says_what_of_when_and_which_of_how_many(mid_life_data: BoardData, mid_life_paper: bytes) -> None:
    pages = pages_of(mid_life_paper)
    for number, words in enumerate(pages, start=1):
        assert f"As at 12 Mar 2026 · {mid_life_data.title.seal} Page {number} of {len(pages)}" in words
        assert ("Response to the joint inspection: progress report" in words) == (number > 1)


def test_the_title_page_gives_the_statement_date_with_its_warning(mid_life_paper: bytes) -> None:
    first = pages_of(mid_life_paper)[0]
    assert "Statement due Sat 14 Mar 2026, in 1 working day" in first
    assert "14 Mar 2026 is a Saturday; the working day before it is Fri 13 Mar 2026." in first
    assert "Compared with the Improvement board of 6 Feb 2026" in first
    assert "Data as at 12 Mar 2026, change 57 · a1b2c3d4" in first
    assert "Meeting Improvement board, 20 Mar 2026" in first
    assert "Purpose for decision" in first


def test_the_structure_has_headings_lists_tables_and_figures(mid_life_paper: bytes) -> None:
    tags = tags_of(mid_life_paper)
    assert tags.count("H1") == 1
    for role in ("H2", "H3", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD", "Figure"):
        assert tags.count(role) > 1, role


def test_a_heading_row_that_is_drawn_again_is_read_once(large_plan: Callable[..., Snapshot], today: date) -> None:
    paper = board_pdf(board_data(large_plan(40, 1), today))
    drawn = sum(page.count("Ref Action Owner Due State") for page in pages_of(paper))
    plan = board_data(large_plan(40, 1), today)
    tables = len([subject for subject in plan.subjects if subject.actions]) + bool(plan.loose)
    heads = [run.marks for run in runs_of(paper) if run.text.strip() == "Owner"]
    assert drawn == len(heads) > tables
    assert heads.count(("TH",)) == tables
    assert heads.count(("Artifact",)) == drawn - tables


def test_every_text_is_either_claimed_once_or_furniture(mid_life_paper: bytes) -> None:
    for run in runs_of(mid_life_paper):
        assert len(run.marks) == 1, run
        in_margin = run.bottom < BOTTOM - 6 or run.top > PAGE[1] - TOP + 8
        assert not in_margin or run.marks == ("Artifact",), run
    claimed = {mark for run in runs_of(mid_life_paper) for mark in run.marks}
    assert claimed == {"Artifact", "H1", "H2", "H3", "P", "LBody", "Link", "TH", "TD", "Figure"}


def test_the_document_names_its_title_and_language(mid_life_paper: bytes) -> None:
    document = pypdfium2.PdfDocument(mid_life_paper)
    title = "Response to the joint inspection: progress report as at 12 Mar 2026"
    assert document.get_metadata_value("Title") == title
    assert b"en-GB" in mid_life_paper
    names = [item.get_title() for item in document.get_toc()]
    assert names[0] == "Response to the joint inspection"
    assert {"Headlines", "Decisions", "Slippage", "Exceptions", "Impact", "Appendix F: Sources"} <= set(names)


def test_strange_texts_are_printed_and_never_taken_for_mark_up(awkward_data: BoardData) -> None:
    words = text_of(board_pdf(awkward_data))
    assert "Łódź, Ωmega ≥ 95 % ✓ <b>bold</b> & “quotes”" in words
    assert "Second <i>line</i>." in words
    assert "ḥaqq" in words
    assert "xyz" in words
    assert "Sentence number 299 of an update that never ends." in words
    assert "OFFICIAL-SENSITIVE" in words


@pytest.mark.parametrize("name", ["bare_data", "empty_data"])
def test_an_empty_section_says_so_in_words(request: pytest.FixtureRequest, name: str) -> None:
    words = text_of(board_pdf(request.getfixturevalue(name)))
    for said in (
        "Exceptions None: no open action is overdue",
        "Decisions None: no new date",
        "Slippage None: no open action has had its date moved.",
        "Impact Nothing yet: no measure is set",
        "Evidence None.",
        "Questions still open None.",
    ):
        assert said in words


def test_closing_without_proof_is_printed_with_the_reason(mid_life: Snapshot, today: date) -> None:
    action = mid_life.by_ref("A3")
    assert isinstance(action, Action)
    closed = replace(action, delivery="closed", impact=None, delivery_reason="The service has ended")
    after = mid_life.with_records([(Kind.ACTION, closed.id, closed)], mid_life.number, mid_life.head)
    words = text_of(board_pdf(board_data(after, today), paper="exceptions"))
    assert "Closed with something lacking" in words
    assert "Reason: The service has ended" in words


def test_a_plan_with_nothing_says_that_too(empty_data: BoardData, bare_data: BoardData) -> None:
    empty = text_of(board_pdf(empty_data))
    assert "The plan holds no recommendations yet." in empty
    assert "No source document is kept in the plan." in empty
    assert "None: nothing is to be handed in, and no meeting is entered." in empty
    assert text_of(board_pdf(bare_data)).count("No action yet.") == 6


def test_nothing_changed_is_said_in_words(mid_life: Snapshot, today: date) -> None:
    words = text_of(board_pdf(board_data(mid_life, today, since=since(mid_life, mid_life, today, "change 57"))))
    assert "What has changed Nothing has changed." in words


def test_the_same_data_gives_the_same_bytes(mid_life_data: BoardData, mid_life_paper: bytes) -> None:
    assert board_pdf(mid_life_data) == mid_life_paper


def test_a_public_paper_says_so_and_holds_no_notes(mid_life: Snapshot, today: date) -> None:
    data = board_data(mid_life, today, public=True)
    words = text_of(board_pdf(data, public=True))
    assert "Public version" in words
    assert "leaves out free-text notes and the names of staff" in words
    assert "still to sign" not in words
    assert "Twenty-two of thirty" not in words
    assert "Questions still open 1 question to be answered." in words


def test_a_public_paper_is_not_made_of_data_with_names(mid_life_data: BoardData) -> None:
    with pytest.raises(UserError, match="not for publication"):
        board_pdf(mid_life_data, public=True)


def test_the_contents_give_each_section_its_page(mid_life_paper: bytes) -> None:
    pages = pages_of(mid_life_paper)
    contents = text_of(mid_life_paper).split("Contents ")[1].split(" Appendix F: Sources ")[0]
    board = PAPERS["board"]
    titles = [section.title for section in board.sections]
    titles += [
        f"Appendix {letter}: {section.title}" for letter, section in zip("ABCDE", board.appendices, strict=False)
    ]
    for title in titles:
        number = re.search(rf"{re.escape(title)} (\d+)", contents)
        assert number, title
        assert title in pages[int(number[1]) - 1]
    assert b"(Exceptions, page " in mid_life_paper


def test_a_line_of_the_contents_leads_to_its_page(mid_life_paper: bytes) -> None:
    leads = list(links_of(mid_life_paper))
    tagged = dict(re.findall(rb"/ActualText ?\(([^()]*), page (\d+)\)", mid_life_paper))
    assert [page + 1 for page in leads] == [int(page) for page in tagged.values()]
    assert len(leads) == len(PAPERS["board"].sections) + len(PAPERS["board"].appendices)
    assert tags_of(mid_life_paper).count("Link") == len(leads)
    (key,) = re.findall(rb"/ParentTreeNextKey (\d+)", mid_life_paper)
    assert int(key) == len(pages_of(mid_life_paper)) + 1 + len(leads)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("actions", "subjects"), [(3, 1), (23, 6), (40, 14), (60, 30)])
def test_no_page_but_the_last_is_under_half_full(
    large_plan: Callable[..., Snapshot], today: date, paper: str, actions: int, subjects: int
) -> None:
    data = board_data(large_plan(actions, subjects), today, history={})
    fills = filled_of(board_pdf(data, paper=paper), TOP, BOTTOM)
    assert [round(fill, 2) for fill in fills[:-1] if fill < 0.5] == []


@pytest.mark.parametrize("name", [name for name in PAPERS if name != "board"])
@pytest.mark.parametrize("case", ["mid_life_data", "empty_data", "awkward_data"])
def test_every_paper_keeps_the_rules_and_the_margins(request: pytest.FixtureRequest, name: str, case: str) -> None:
    paper = board_pdf(request.getfixturevalue(case), paper=name)
    assert validator.validate_pdf_bytes(paper).failures == []
    width = PAGE[1] if name in ACROSS else PAGE[0]
    assert all(run.left >= MARGIN - 1 and run.right <= width - MARGIN + 1.5 for run in runs_of(paper))


def test_a_statement_proposes_actions_with_who_and_by_when(mid_life_data: BoardData) -> None:
    words = text_of(board_pdf(mid_life_data, paper="statement"))
    assert "Written statement of action" in words
    assert "Ref Action Who By when" in words
    assert "date to be set" in words
    assert "Overdue" not in words
    dropped = [a.ref for s in mid_life_data.subjects for a in s.actions if a.delivery in ("superseded", "not adopted")]
    assert dropped
    assert not any(re.search(rf"\b{ref}\b", words) for ref in dropped)


def test_a_statement_shows_actions_under_no_recommendation_too(mid_life: Snapshot, today: date) -> None:
    loose = replace(mid_life.actions[0], targets=(), delivery="in progress", done=None, title="Answers no item")
    data = board_data(mid_life.with_records([(Kind.ACTION, loose.id, loose)], 58, mid_life.head), today)
    assert "Actions not under a recommendation Ref Action Who By when A1 Answers no item" in text_of(
        board_pdf(data, paper="statement")
    )


def test_lists_that_are_cut_lead_to_the_whole_plan_only_where_it_stands(
    large_plan: Callable[..., Snapshot], today: date
) -> None:
    data = board_data(large_plan(60, 14), today)
    where = "; the plan by recommendation shows them"
    whole, body = Recorder(), Recorder()
    write(whole, data, "board")
    write(body, data, "board", appendices=False)
    assert f"And 2 more{where}." in whole.texts
    assert "And 2 more." in body.texts
    assert not [text for text in body.texts if where in text]


def test_recommendations_among_the_headlines_begin_with_the_latest(mid_life_data: BoardData) -> None:
    story = Recorder()
    write(story, mid_life_data, "board")
    order = [row[0] for row in story.under("Recommendations")]
    by_ref = {one.ref: one for one in mid_life_data.subjects}
    late = [max((a.days_overdue for a in by_ref[ref].actions), default=0) for ref in order]
    open_ones = [n for n, ref in zip(late, order, strict=True) if by_ref[ref].finished < by_ref[ref].in_force]
    assert open_ones == sorted(open_ones, reverse=True)


def test_many_reports_stand_on_the_cover_in_a_line_each(mid_life: Snapshot, today: date) -> None:
    first = mid_life.inspections[0]
    more = [
        replace(first, id=an_id(3000 + n), ref=f"I{n}", title=f"Inspection {n}", area="Sampleton", respond_by=None)
        for n in range(2, 6)
    ]
    plan = mid_life.with_records([(Kind.INSPECTION, one.id, one) for one in more], 58, mid_life.head)
    words = pages_of(board_pdf(board_data(plan, today)))[0]
    assert "I2 Inspection 2, Sampleton, 2025 I3 Inspection 3, Sampleton, 2025" in words
    assert "fieldwork" not in words


def test_a_statement_says_where_nothing_is_proposed_yet(bare_data: BoardData) -> None:
    assert text_of(board_pdf(bare_data, paper="statement")).count("· no action is proposed yet") == 6


def test_a_plan_on_a_page_is_one_page(mid_life_data: BoardData, bare_data: BoardData) -> None:
    paper = board_pdf(mid_life_data, paper="plan-on-a-page")
    [words] = pages_of(paper)
    assert "Key." not in words
    for subject in mid_life_data.subjects:
        assert f"{subject.ref} {subject.text} {subject.responsible} {subject.finished} of {subject.in_force}" in words
    assert "no action none No actions" in text_of(board_pdf(bare_data, paper="plan-on-a-page"))


def test_a_plan_on_a_page_explains_the_plans_own_words(mid_life: Snapshot, today: date) -> None:
    key = (KeyEntry("delivery", "overdue", "Late", "#aa0000", "Past its date"),)
    own = mid_life.with_records(
        [(Kind.PLAN, mid_life.plan.id, replace(mid_life.plan, key=key))], mid_life.number, mid_life.head
    )
    assert "Key. Late: Past its date." in text_of(board_pdf(board_data(own, today), paper="plan-on-a-page"))


def test_a_dossier_lists_all_evidence_with_its_check(mid_life_data: BoardData) -> None:
    words = text_of(board_pdf(mid_life_data, paper="dossier"))
    assert "E1 Multi-agency audit Thirty plans read Added by Designated Nurse 5 Feb 2026 A1 not checked yet" in words
    assert "E2 Dip sample Added by Head of Early Help 9 Feb 2026 A4 accepted by Scrutineer" in words


def test_the_exception_report_is_the_shorter_paper(mid_life_data: BoardData, mid_life_paper: bytes) -> None:
    short = board_pdf(mid_life_data, paper="exceptions")
    assert validator.validate_pdf_bytes(short).is_compliant
    assert "Exception report" in pages_of(short)[0]
    assert len(pages_of(short)) < len(pages_of(mid_life_paper))
    assert "The plan, recommendation by recommendation" not in text_of(short)


def test_an_unknown_paper_is_refused_with_the_known_ones(mid_life_data: BoardData, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no paper called “nonsense”") as fault:
        write_board_pdf(mid_life_data, tmp_path / "out.pdf", paper="nonsense")
    assert "board" in fault.value.hint
    assert list(tmp_path.iterdir()) == []


def test_the_paper_is_written_whole(small_data: BoardData, tmp_path: Path) -> None:
    target = tmp_path / "board.pdf"
    target.write_bytes(b"old")
    write_board_pdf(small_data, target)
    assert target.read_bytes() == board_pdf(small_data)
    assert [item.name for item in tmp_path.iterdir()] == ["board.pdf"]


def test_three_hundred_actions_make_a_paper_that_shows_each(large_plan: Callable[..., Snapshot], today: date) -> None:
    data = board_data(large_plan(300, 42), today)
    paper = board_pdf(data)
    assert validator.validate_pdf_bytes(paper).is_compliant
    plan = text_of(paper).split("Appendix A: The plan by recommendation")[2]
    assert {f"A{number}" for number in range(1, 301)} <= set(re.findall(r"\bA\d+\b", plan))
    assert f"Of {data.figure('actions').count} actions" in " ".join(pages_of(paper)[:3])

"""Recommendations in other shapes than a headed list: tables, lists that a sentence announces, groups, labels."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.domain.reading.reading import Reading, ReportedAction
from tracker.errors import UserError
from tracker.reading.files.pdf import open_pdf
from tracker.reading.reader import read_document, read_file

Make = Callable[..., Any]
FILLER = "Social workers know the children they work with and visit them often enough to see how they are. " * 4
ROWS = [
    ["No", "Recommendation", "Lead", "By when"],
    ["1", "Improve the quality of assessments so that risk is understood", "Head of Service", "March 2027"],
    ["2", "Ensure plans are reviewed on time", "QA manager", "June 2027"],
]
READ = [
    ("1", ROWS[1][1], "Head of Service", "March 2027", None),
    ("2", ROWS[2][1], "QA manager", "June 2027", None),
]


def rows(reading: Reading) -> list[tuple[str | None, str, str | None, str | None, str | None]]:
    items = reading.recommendations
    return [(item.paragraph, item.text, item.responsible_body, item.timescale, item.theme) for item in items]


def html_table(cells: list[list[str]]) -> str:
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
        + "</table>"
    )


def test_a_table_in_a_web_page_gives_one_item_a_row(page: Callable[[str], Reading]) -> None:
    other = html_table([["Agency", "Attendance"], ["Police", "90 per cent"]])
    assert rows(page(f"<h2>Recommendations</h2>{html_table(ROWS)}<h2>Next steps</h2>{other}")) == READ


def test_a_table_in_word_gives_one_item_a_row_and_a_merged_cell_holds_for_each(tmp_path: Path) -> None:
    from docx import Document as Word

    word = Word()
    word.add_heading("Peer review of Anytown children’s services", 0)
    table = word.add_table(rows=0, cols=4)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    table.cell(2, 2).text = ""
    table.cell(1, 2).merge(table.cell(2, 2))
    word.save(str(tmp_path / "table.docx"))
    reading = read_file(tmp_path / "table.docx")
    assert rows(reading) == [READ[0], (*READ[1][:2], "Head of Service", *READ[1][3:])]
    assert not [problem for problem in reading.problems if "bullets" in problem]


@pytest.mark.parametrize("rules", [True, False])
def test_a_table_in_a_pdf_gives_one_item_a_row(sheet: Make, rules: bool) -> None:
    drawn = sheet().heading("Peer review of Anytown children’s services", 20).heading("Recommendations", 14)
    drawn.table(ROWS, [40, 230, 100, 80], rules).heading("Next steps", 14).text(FILLER)
    assert rows(read_document(open_pdf(drawn.pdf(), "drawn.pdf"))) == READ


def test_an_unruled_table_of_single_lines_ends_at_the_paragraph_under_it(sheet: Make) -> None:
    drawn = sheet().heading("Review of fostering", 20)
    drawn.table(
        [ROWS[0], ["1", "Plan sooner", "Head", "May"], ["2", "Visit more", "Lead", "June"]], [60, 200, 90, 80], False
    )
    reading = read_document(open_pdf(drawn.text(FILLER).pdf(), "drawn.pdf"))
    assert [row[1:4] for row in rows(reading)] == [("Plan sooner", "Head", "May"), ("Visit more", "Lead", "June")]


def test_an_unruled_table_goes_on_over_the_page_under_its_titles_again(sheet: Make) -> None:
    drawn = sheet().heading("Review of fostering", 20)
    for number in (1, 3):
        first = [str(number), f"Plan sooner for every child who waits, case {number}", "Head", "May"]
        second = [str(number + 1), f"Visit more often, {number}", "Lead", "June"]
        drawn.table([ROWS[0], first, second], [60, 200, 90, 80], False)
        drawn.turn()
    reading = read_document(open_pdf(drawn.heading("Next steps", 14).text(FILLER).pdf(), "drawn.pdf"))
    assert [row[0] for row in rows(reading)] == ["1", "2", "3", "4"]


def test_section_rows_are_themes_and_spanned_cells_hold_for_each_row(page: Callable[[str], Reading]) -> None:
    reading = page(
        "<table><tr><th>Recommendation</th><th>Responsible body</th><th>Timescale</th></tr>"
        "<tr><td colspan=3><b>Working together</b></td></tr>"
        "<tr><td>Hold joint supervision.</td><td rowspan=2>All agencies</td><td>Immediately</td></tr>"
        "<tr><td>Agree one policy.</td><td>Within six months</td></tr>"
        "<tr><td>Neglect</td><td>Neglect</td><td>Neglect</td></tr>"
        "<tr><td>Use the toolkit.</td><td>Council</td><td></td></tr></table>"
    )
    assert [row[1:] for row in rows(reading)] == [
        ("Hold joint supervision.", "All agencies", "Immediately", "Working together"),
        ("Agree one policy.", "All agencies", "Within six months", "Working together"),
        ("Use the toolkit.", "Council", None, "Neglect"),
    ]


def test_one_recommendation_with_several_owners_is_one(page: Callable[[str], Reading]) -> None:
    reading = page(
        "<table><tr><th>Recommendation</th><th>Owner</th></tr><tr><td rowspan=2>Hold joint supervision.</td>"
        "<td>Police</td></tr><tr><td>Council</td></tr><tr><td></td><td>Nobody</td></tr></table>"
    )
    assert [row[1:3] for row in rows(reading)] == [("Hold joint supervision.", "Police; Council")]


def test_a_row_that_a_page_broke_is_put_together(page: Callable[[str], Reading]) -> None:
    first = html_table([["Area for improvement", "Owner"], ["The quality of plans for children who", "Council"]])
    rest = html_table([["wait.", ""], ["The pace of change.", "Police"]])
    assert [row[1:3] for row in rows(page(first + rest))] == [
        ("The quality of plans for children who wait.", "Council"),
        ("The pace of change.", "Police"),
    ]


def test_an_audits_response_is_offered_as_an_action(page: Callable[[str], Reading]) -> None:
    titles = [
        "Ref",
        "Finding",
        "Recommendation",
        "Priority",
        "Management response",
        "Responsible officer",
        "Target date",
    ]
    reading = page(
        html_table([
            titles,
            ["1.1", "Notes are late.", "Notes should be written at once.", "High",
             "Agreed. Managers will check weekly.", "Head of Service", "30 April 2026"],
            ["1.2", "None.", "A sample should be read.", "Low", "Accepted", "QA manager", "May 2026"],
            ["1.3", "None.", "Staff should be trained.", "Low", "Not agreed, as it costs too much.", "QA manager", ""],
        ])
    )  # fmt: skip
    assert [row[:4] for row in rows(reading)] == [
        ("1.1", "Notes should be written at once.", "Head of Service", "30 April 2026"),
        ("1.2", "A sample should be read.", "QA manager", "May 2026"),
        ("1.3", "Staff should be trained.", "QA manager", None),
    ]
    assert reading.reported_actions == (
        ReportedAction("Managers will check weekly.", "planned", 1, "1.1", "30 April 2026"),
    )


def test_an_audits_record_stands_in_two_columns_or_in_labelled_paragraphs(page: Callable[[str], Reading]) -> None:
    record = [["Recommendation", "Check the accounts."], ["Responsible officer", "Head"], ["Target date", "May 2026"]]
    reading = page(html_table([*record, ["Recommendation", "Publish the policy."], ["Priority", "Low"]]))
    assert [row[1:4] for row in rows(reading)] == [
        ("Check the accounts.", "Head", "May 2026"),
        ("Publish the policy.", None, None),
    ]
    reading = page(
        "<h2>Recommendation 1</h2><p>Check the accounts.</p><p>Priority: High</p><p>Responsible officer: Head</p>"
        "<p>Management response: We will check them monthly.</p><p>Target date: May 2026</p><p>Other words.</p>"
    )
    assert rows(reading) == [("1", "Check the accounts.", "Head", "May 2026", None)]
    assert [action.text for action in reading.reported_actions] == ["We will check them monthly."]


def test_a_plan_of_actions_is_no_list_of_recommendations(page: Callable[[str], Reading]) -> None:
    assert rows(page(html_table([["Action", "Owner", "By when"], ["Train staff", "Head", "May"]]))) == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The report made the following three recommendations:", "recommendation"),
        ("The inspectors made two recommendations.", "recommendation"),
        ("Ofsted and the CQC also identified three areas of weakness:", "area for improvement"),
        ("There are areas for priority action:", "area for priority action"),
        ("RESOLVED: That", "recommendation"),
        ("The board needs to improve:", "needs to improve"),
    ],
)
def test_a_sentence_announces_a_list(page: Callable[[str], Reading], sentence: str, kind: str) -> None:
    reading = page(
        f"<p>{sentence}</p><ul><li>Plan sooner.</li><li>Visit more often.</li></ul><p>The board noted it.</p>"
    )
    assert [(item.kind, item.text) for item in reading.recommendations] == [
        (kind, "Plan sooner."),
        (kind, "Visit more often."),
    ]


@pytest.mark.parametrize(
    "sentence", ["Good progress was made with the recommendations of the last review:", "The team found:", "We met:"]
)
def test_other_sentences_announce_none(page: Callable[[str], Reading], sentence: str) -> None:
    assert rows(page(f"<p>{sentence}</p><ul><li>Training is done.</li></ul>")) == []


def test_lettered_resolutions_end_where_the_minutes_numbers_go_on(tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    words = (
        "Scrutiny committee\n\n12. The visit\n\nRESOLVED that:\n\na) the report be noted; and\n\n"
        "b) a further one be brought in June.\n\n13. Date of next meeting\n\n4 June 2026.\n"
    )
    path.write_text(words, encoding="utf-8")
    assert [row[:2] for row in rows(read_file(path))] == [
        ("a", "the report be noted; and"),
        ("b", "a further one be brought in June."),
    ]


def test_groups_give_body_and_timescale(page: Callable[[str], Reading]) -> None:
    reading = page(
        "<h2>Recommendations</h2><p>Immediately, Anyshire Police should:</p><ul><li>review risk;</li></ul>"
        "<p>Within three months, Anyshire Police should:</p><ul><li>train its staff.</li></ul>"
    )
    assert [row[1:4] for row in rows(reading)] == [
        ("review risk;", "Anyshire Police", "Immediately"),
        ("train its staff.", "Anyshire Police", "Within three months"),
    ]


def test_nested_groups_and_numbers_in_parts(page: Callable[[str], Reading], tmp_path: Path) -> None:
    reading = page(
        "<p>The report made the following recommendations:</p><ul><li>The service manager should:<ul>"
        "<li>plan sooner.</li><li>visit more.</li></ul></li><li>The management board should:<ul>"
        "<li>find the money.</li></ul></li></ul>"
    )
    assert [row[1:3] for row in rows(reading)] == [
        ("plan sooner.", "service manager"),
        ("visit more.", "service manager"),
        ("find the money.", "management board"),
    ]
    path = tmp_path / "review.txt"
    words = (
        "Recommendations\n\n1. Anytown CCG should:\n\n1.1 Keep records.\n\n1.2 Train staff.\n\n"
        "2. Anytown Trust should:\n\n2.1 Attend meetings.\n\nNext steps\n\nA plan is due.\n"
    )
    path.write_text(words, encoding="utf-8")
    assert [row[:3] for row in rows(read_file(path))] == [
        ("1.1", "Keep records.", "Anytown CCG"),
        ("1.2", "Train staff.", "Anytown CCG"),
        ("2.1", "Attend meetings.", "Anytown Trust"),
    ]


def test_paragraphs_that_say_they_are_recommendations(page: Callable[[str], Reading]) -> None:
    reading = page(
        "<p>Recommendation 1 of the earlier review was not met.</p><p><b>Recommendation 1:</b> Plan by:</p>"
        "<ul><li>asking.</li></ul><p>Carers told us more.</p><p>R2. Visit more. Visit often.</p><p>We thank all.</p>"
    )
    assert [row[:2] for row in rows(reading)] == [("1", "Plan by: asking."), ("2", "Visit more. Visit often.")]


def test_a_school_report(tmp_path: Path) -> None:
    path = tmp_path / "school.txt"
    path.write_text(
        "Inspection of Anytown School\n\nInspection dates: 9–10 November 2026\n\n"
        "Overall effectiveness\tRequires improvement\nThe quality of education\tUnclear\nPersonal development\tGood\n"
        "Behaviour and attitudes\tGood\n\nWhat does the school need to do to improve further?\n\n"
        "• Make sure that safeguarding is effective by:\n  – keeping to the policy\n  – assessing risks regularly.\n"
        "• Improve attendance.\n\nInspection judgements\n", encoding="utf-8")  # fmt: skip
    reading = read_file(path)
    assert [row[1] for row in rows(reading)] == [
        "Make sure that safeguarding is effective by: keeping to the policy assessing risks regularly.",
        "Improve attendance.",
    ]
    assert [row.grade for row in reading.judgements] == ["Requires improvement", "Good", "Good"]
    assert "The grade of “The quality of education” could not be read: type it in." in reading.problems


@pytest.mark.parametrize("rules", [True, False])
def test_a_grade_that_cannot_be_read_is_said(sheet: Make, rules: bool) -> None:
    table = [
        ["Judgement", "Grade"],
        ["The impact of leaders on social work practice with children and families", "Good"],
        ["The experiences and progress of children who need help and protection", "Ciood"],
        ["The experiences and progress of children in care", "Outstanding"],
        ["Overall effectiveness", "Good"],
    ]
    drawn = (
        sheet()
        .heading("Inspection of Anyshire local authority children’s services", 26)
        .table(table, [220, 220], rules)
    )
    reading = read_document(open_pdf(drawn.text(FILLER).pdf(), "drawn.pdf"))
    assert [row.grade for row in reading.judgements] == ["Good", "Outstanding", "Good"]
    assert f"The grade of “{table[2][0]}” could not be read: type it in." in reading.problems


def test_names_that_stand_beside_the_grid_of_grades(sheet: Make) -> None:
    from reportlab.pdfgen.canvas import Canvas

    names = ["The impact of leaders on practice", "The experiences of care leavers", "Overall effectiveness"]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setFont("Helvetica", 20)
    canvas.drawString(72, 780, "Inspection of Anyshire children’s services")
    canvas.setFont("Helvetica", 12)
    for place, name in enumerate(names):
        y = 700 - 30 * place
        canvas.drawString(72, y, name)
        canvas.drawString(330, y, "Good")
        for edges in ((320, y - 8, 470, y - 8), (320, y + 22, 470, y + 22), (320, y - 8, 320, y + 22)):
            canvas.line(*edges)
        canvas.line(470, y - 8, 470, y + 22)
    canvas.drawString(72, 560, FILLER[:70])
    canvas.save()
    reading = read_document(open_pdf(buffer.getvalue(), "drawn.pdf"))
    assert [(row.name, row.grade) for row in reading.judgements] == [(name, "Good") for name in names]


def test_a_word_is_no_report_and_another_language_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "hello.txt").write_text("hello", encoding="utf-8")
    with pytest.raises(UserError, match="is not a report: it holds 1 word"):
        read_file(tmp_path / "hello.txt")
    words = "Les inspecteurs ont constaté que les plans ne sont pas toujours revus et certains enfants attendent. " * 5
    (tmp_path / "rapport.txt").write_text(f"Recommandations\n\n1. Agir.\n\n{words}", encoding="utf-8")
    reading = read_file(tmp_path / "rapport.txt")
    assert reading.problems == ("This is not a report in English: nothing was taken from it.",)
    assert reading.recommendations == reading.findings == ()


def jtai(sheet: Make) -> Any:
    return (
        sheet().text("10 March 2018").lines("Jo Bloggs, Director of People, Anyshire Council").text("Dear Jo")
        .heading("Joint targeted area inspection of the response to neglect in Anyshire", 14)
        .text("Between 5 and 9 February 2018, inspectorates undertook an inspection.")
        .heading("Areas for improvement", 14)
    )  # fmt: skip


def test_sub_headings_as_large_as_the_lists_own_are_themes(sheet: Make) -> None:
    drawn = (
        jtai(sheet).bullet("There is no chronology.").heading("Leadership", 14).bullet("The board does not challenge.")
    )
    drawn.heading("Health services", 14).bullet("Notes are missing.").heading("Next steps", 14).bullet(
        "Send a statement."
    )
    assert [(row[1], row[4]) for row in rows(read_document(open_pdf(drawn.pdf(), "drawn.pdf")))] == [
        ("There is no chronology.", None),
        ("The board does not challenge.", "Leadership"),
        ("Notes are missing.", "Health services"),
    ]


def test_bullets_under_short_headings_lead_to_the_section_that_ends_lists(sheet: Make) -> None:
    drawn = sheet().text("10 March 2020").text("Dear Jo").heading("Focused visit to Anyshire children’s services", 12)
    drawn.text(FILLER).heading("What needs to improve in this area of social work practice?", 12)
    drawn.bullet("The quality of plans.").heading("Leadership", 12).bullet("The pace of change.")
    drawn.heading("Main findings", 12).bullet("Plans are good.")
    assert [(row[1], row[4]) for row in rows(read_document(open_pdf(drawn.pdf(), "drawn.pdf")))] == [
        ("The quality of plans.", None),
        ("The pace of change.", "Leadership"),
    ]


def test_numbering_goes_on_under_the_name_of_a_later_section(sheet: Make) -> None:
    title = "Inspection of services for children in need of help and protection, children looked after and care leavers"
    drawn = sheet().heading("Anyshire", 26).heading(title, 16).heading("Recommendations", 16)
    drawn.number(1, "Ensure that thresholds are understood.").heading("Children who need help and protection", 14)
    drawn.number(2, "Strengthen supervision.").heading("Summary of findings", 16).number(
        3, "Leaders know their service."
    )
    assert [(row[0], row[4]) for row in rows(read_document(open_pdf(drawn.pdf(), "drawn.pdf")))] == [
        ("1", None),
        ("2", "Children who need help and protection"),
    ]


def test_a_case_study_in_the_middle_of_a_list_does_not_end_it(sheet: Make) -> None:
    drawn = jtai(sheet).bullet("There is no chronology.").heading("Case study: effective practice", 12).text(FILLER)
    drawn.bullet("Notes are missing.").heading("Next steps", 14).text("Send a statement.")
    assert [row[1] for row in rows(read_document(open_pdf(drawn.pdf(), "drawn.pdf")))] == [
        "There is no chronology.",
        "Notes are missing.",
    ]


def test_paragraphs_before_the_bullets_of_a_list_are_no_items(sheet: Make) -> None:
    drawn = jtai(sheet).text("Leaders know that more has to be done.").text("In health services, much is left.")
    drawn.bullet("Notes are missing.").heading("Next steps", 14).text("Send a statement.")
    assert [row[1] for row in rows(read_document(open_pdf(drawn.pdf(), "drawn.pdf")))] == ["Notes are missing."]


def test_a_list_whose_items_are_all_in_bold(sheet: Make) -> None:
    title = "Inspection of services for children in need of help and protection, children looked after and care leavers"
    drawn = sheet().heading("Anyshire", 26).heading(title, 16).heading("Recommendations", 16)
    drawn.heading("1. Ensure that thresholds are understood.", 12).heading("2. The quality of plans.", 12)
    drawn.heading("Summary of findings", 16).text(FILLER)
    assert [row[:2] for row in rows(read_document(open_pdf(drawn.pdf(), "drawn.pdf")))] == [
        ("1", "Ensure that thresholds are understood."),
        ("2", "The quality of plans."),
    ]


def send(sheet: Make, *cells: str) -> Reading:
    drawn = sheet().heading("Area SEND inspection of Anyshire Local Area Partnership", 24, bold=False).text(FILLER)
    drawn.heading("Areas for improvement", 16).table([["Areas for improvement"], *([cell] for cell in cells)], [450])
    return read_document(open_pdf(drawn.heading("Local area partnership details", 16).pdf(), "drawn.pdf"))


def test_each_row_of_a_ruled_column_is_an_item(sheet: Make) -> None:
    cells = ("Leaders should act sooner.", "Health services are slow. Leaders should make sure that they are quicker.")
    assert [row[1] for row in rows(send(sheet, *cells))] == list(cells)


def test_a_paragraph_that_says_by_when_who_should_act_is_an_item_among_bullets(page: Callable[[str], Reading]) -> None:
    alone = "Within six months, Anyshire Police should improve how it records what children say."
    reading = page(
        "<h2>Recommendations</h2><p>Within three months, Anyshire Police should:</p><ul><li>review risk.</li></ul>"
        f"<p>{alone}</p><h2>Next steps</h2>"
    )
    assert [row[1:4] for row in rows(reading)] == [
        ("review risk.", "Anyshire Police", "Within three months"),
        (alone, "Anyshire Police", "Within six months"),
    ]


def test_a_sub_heading_says_whose_the_recommendations_are(page: Callable[[str], Reading]) -> None:
    reading = page(
        "<h2>Recommendations</h2><h3>For the Youth Justice Board</h3><ol><li>Publish guidance.</li></ol>"
        "<h3>For the council</h3><ol start=2><li>Provide housing.</li></ol>"
    )
    assert [row[:3] for row in rows(reading)] == [
        ("1", "Publish guidance.", "Youth Justice Board"),
        ("2", "Provide housing.", "council"),
    ]


def test_a_narrower_table_is_not_the_rest_of_the_one_before(page: Callable[[str], Reading]) -> None:
    first = html_table(
        [["Area for improvement", "Why", "Lead agency"], ["Timeliness of plans", "Families wait.", "ICB"]]
    )
    assert [row[1] for row in rows(page(first + html_table([["Measure", "Target"], ["On time", "90 per cent"]])))] == [
        "Timeliness of plans"
    ]

"""Lists as other bodies write them: resolutions, parts under an item, groups with a time, themes by chapter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.domain.reading.reading import Reading
from tracker.reading.reader import read_file

FILLER = "Staff know the children they work with and visit them often enough to see how they are. " * 4
Page = Callable[[str], Reading]


def told(reading: Reading) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(item.text, item.responsible_body, item.timescale, item.theme) for item in reading.recommendations]


def bullets(*items: str) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_parts_in_small_romans_belong_to_their_letter(page: Page) -> None:
    reading = page(
        "<h2>26. School places</h2>"
        + paragraphs(
            "RESOLVED that:",
            "(a) the progress made be noted;",
            "(b) the Board be asked to provide, by 31 January 2027, figures for:",
            "(i) assessment; and",
            "(ii) therapy; and",
            "(c) two members join the group.",
        )
        + "<h2>27. School transport</h2>"
        + paragraphs(
            "RECOMMENDED to Cabinet that:", "1. the appeals process be moved forward;", "2. training be offered."
        )
    )
    assert told(reading) == [
        ("the progress made be noted;", None, None, "School places"),
        (
            "the Board be asked to provide, by 31 January 2027, figures for: assessment; and therapy; and",
            "Board",
            "by 31 January 2027",
            "School places",
        ),
        ("two members join the group.", None, None, "School places"),
        ("the appeals process be moved forward;", "Cabinet", None, "School transport"),
        ("training be offered.", "Cabinet", None, "School transport"),
    ]


def test_a_theme_may_stand_between_the_announcement_and_its_list(tmp_path: Path) -> None:
    from docx import Document as Word

    word = Word()
    word.add_heading("Leaving care review", 1)
    word.add_paragraph(FILLER)
    word.add_heading("3 Conclusions", 2)
    word.add_paragraph("3.1 The task group made three recommendations to the Executive:")
    ready = ("1. That the plan be rewritten.", "2. That every young person has an account.")
    well = ("3. That the Director of Housing end the use of hotels.",)
    for theme, items in {"Getting ready": ready, "Staying well": well}.items():
        word.add_heading(theme, 3)
        for item in items:
            word.add_paragraph(item)
    word.add_paragraph("3.2 The Executive is required to respond within two months.")
    word.save(str(tmp_path / "review.docx"))
    assert told(read_file(tmp_path / "review.docx")) == [
        ("That the plan be rewritten.", "Executive", None, "Getting ready"),
        ("That every young person has an account.", "Executive", None, "Getting ready"),
        ("That the Director of Housing end the use of hotels.", "Director of Housing", None, "Staying well"),
    ]


def test_a_timed_paragraph_keeps_the_parts_that_say_nothing_without_it(page: Page) -> None:
    whole = (
        "Within six months, Norland Constabulary should review how it detains children. "
        "The review should include how well the force:"
    )
    reading = page(
        "<h2>Recommendations: custody</h2>"
        + paragraphs(whole)
        + bullets("finds other homes; and", "records its reasons.")
        + "<h2>Recommendations: first contact</h2>"
        + paragraphs("Immediately, Norland Constabulary should:")
        + bullets("review decisions to delay attendance.")
    )
    assert told(reading) == [
        ("review decisions to delay attendance.", "Norland Constabulary", "Immediately", "First contact"),
        (
            f"{whole} finds other homes; and records its reasons.",
            "Norland Constabulary",
            "Within six months",
            "Custody",
        ),
    ]


def test_labelled_paragraphs_take_their_bullets_body_time_and_chapter(page: Page) -> None:
    reading = page(
        "<h3>Theme 1: Men in the household</h3>"
        + paragraphs(
            FILLER, "Recommendation 1: The Partnership should report by the end of June 2027 on what is known."
        )
        + "<h3>Theme 2: Bruising</h3>"
        + paragraphs(FILLER, "Recommendation 2: All agencies should know the protocol. As a minimum, this means:")
        + bullets("a page on every desktop;", "a question in each audit.")
        + paragraphs(FILLER, "Recommendation 3: Health and the Police should agree, within six months, how to share.")
    )
    assert [item[1:] for item in told(reading)] == [
        ("Partnership", "by the end of June 2027", "Theme 1: Men in the household"),
        ("All agencies", None, "Theme 2: Bruising"),
        ("Health and the Police", "within six months", "Theme 2: Bruising"),
    ]
    assert reading.recommendations[1].text.endswith("means: a page on every desktop; a question in each audit.")


@pytest.mark.parametrize(
    "words",
    [
        "Publish the number of plans issued within 20 weeks.",
        "Keep the records of children seen within three days of birth and act on them.",
    ],
)
def test_a_number_of_weeks_inside_a_measure_is_no_timescale(page: Page, words: str) -> None:
    assert told(page(f"<h2>Recommendations</h2>{bullets(words)}")) == [(words, None, None, None)]


def test_weaknesses_beside_strengths_are_findings_of_a_report_that_recommends(page: Page) -> None:
    weighed = "<h3>Strengths:</h3>" + bullets("The workforce is stable.") + "<h3>Areas for improvement:</h3>"
    chapter = weighed + bullets("Data on education is not used to plan services.")
    listed = "<h2>Recommendations</h2><p>The Youth Justice Board should:</p>" + bullets("use its data.")
    assert [item.text for item in page(listed + chapter).recommendations] == ["use its data."]
    assert [item.text for item in page(chapter).recommendations] == ["Data on education is not used to plan services."]


def test_a_count_of_recommendations_in_a_summary_is_no_title_of_a_table(page: Page) -> None:
    summary = (
        "<table><tr><td>Overall opinion</td><td>Limited</td></tr><tr><td>Recommendations made</td><td>High 2 Low 1</td>"
        "</tr><tr><td>Previous audit</td><td>Reasonable assurance</td></tr></table>"
    )
    assert page(f"{summary}<p>{FILLER}</p>").recommendations == ()


def test_words_in_brackets_under_a_heading_are_no_theme(page: Page) -> None:
    reading = page("<h2>What does the school need to do to improve?</h2><h3>(Information for the school)</h3>"
                   + bullets("Targets are not precise.", "Trustees do not ask enough questions."))  # fmt: skip
    assert told(reading) == [
        ("Targets are not precise.", None, None, None),
        ("Trustees do not ask enough questions.", None, None, None),
    ]


def test_a_letter_in_word_has_one_addressee_a_line(tmp_path: Path) -> None:
    from docx import Document as Word

    word = Word()
    word.add_paragraph("22 January 2027")
    people = word.add_paragraph("Mary Tennant, Director of Children’s Services, Anytown Council")
    for line in ("Chief Constable Ann Stroud, Anyshire Police", "Dr Bea Lock, Chief Nurse, NHS Anyshire Trust"):
        people.add_run().add_break()
        people.add_run(line)
    word.add_paragraph("Dear Anytown Local Safeguarding Partnership")
    word.add_heading("Joint targeted area inspection of Anytown", 2)
    word.add_paragraph(FILLER)
    word.save(str(tmp_path / "letter.docx"))
    found = read_file(tmp_path / "letter.docx").addressees
    assert [(person.name, person.role, person.organisation) for person in found] == [
        ("Mary Tennant", "Director of Children’s Services", "Anytown Council"),
        ("Ann Stroud", "Chief Constable", "Anyshire Police"),
        ("Dr Bea Lock", "Chief Nurse", "NHS Anyshire Trust"),
    ]


def test_a_paper_tells_its_own_dates_and_area(tmp_path: Path) -> None:
    path = tmp_path / "paper.html"
    path.write_text(
        "<p>Wexshire Safeguarding Children Partnership<br>Final report: 17 July 2027</p><h1>Internal audit report</h1>"
        f"<p>Fieldwork was carried out between 7 and 24 May 2027.</p><p>{FILLER}</p>"
        "<h2>Recommendations</h2><ul><li>Review the procedure.</li></ul>",
        encoding="utf-8",
    )
    reading = read_file(path)
    assert reading.area == "Wexshire"
    assert [str(day) for day in (reading.inspection_start, reading.inspection_end, reading.published)] == [
        "2027-05-07", "2027-05-24", "2027-07-17",
    ]  # fmt: skip


def test_a_health_review_sets_a_time_for_its_answer(tmp_path: Path) -> None:
    path = tmp_path / "review.html"
    path.write_text(
        "<h1>Review of health services for safeguarding and looked after children in Anytown</h1>"
        f"<p>Date of publication: 30 September 2027</p><p>{FILLER}</p><h2>Next steps</h2>"
        "<p>An action plan addressing the recommendations above "
        "is required from the trust within 20 working days of receipt of this report.</p>",
        encoding="utf-8",
    )
    reading = read_file(path)
    assert [(period.what, period.working_days) for period in reading.answer_periods] == [("action plan", 20)]
    assert (reading.area, str(reading.published)) == ("Anytown", "2027-09-30")


def test_a_resolution_may_stand_in_one_paragraph(page: Page) -> None:
    reading = page(
        "<h3>Minutes</h3>"
        + paragraphs("RESOLVED – That the minutes of the last meeting be confirmed as a correct record.")
        + "<h3>Information for parents</h3>"
        + paragraphs(
            FILLER, "RESOLVED – That the Head of Transport be asked to give families five days’ notice of changes."
        )
        + "<h3>Independence</h3>"
        + paragraphs(
            FILLER, "RESOLVED – That the Cabinet be recommended to publish, by the end of July 2027, a policy."
        )
    )
    assert [item[1:] for item in told(reading)] == [
        ("Head of Transport", None, "Information for parents"),
        ("Cabinet", "by the end of July 2027", "Independence"),
    ]


def test_sub_headings_that_are_agencies_say_who_should_act(page: Page) -> None:
    reading = page(
        "<h2>3 Conclusions and recommendations</h2>"
        "<p>The review makes three recommendations, set out for each agency.</p>"
        "<h3>Anytown Children’s Social Care</h3><ol><li>Share chronologies before every conference.</li></ol>"
        "<h3>Anyshire Police</h3><ol start=2><li>Provide the address history of adults.</li></ol>"
        "<h3>Schools and colleges</h3><ol start=3><li>Include the procedure in the induction.</li></ol>"
    )
    assert [(text, body) for text, body, _, _ in told(reading)] == [
        ("Share chronologies before every conference.", "Anytown Children’s Social Care"),
        ("Provide the address history of adults.", "Anyshire Police"),
        ("Include the procedure in the induction.", "Schools and colleges"),
    ]


def test_a_date_that_does_not_apply_is_no_timescale(page: Page) -> None:
    table = (
        "<table><tr><td>Recommendation</td><td>Owner</td><td>Target date</td></tr>"
        "<tr><td>Withdraw cards that nobody uses.</td><td>Finance Manager</td><td>N/A</td></tr></table>"
    )
    assert told(page(table)) == [("Withdraw cards that nobody uses.", "Finance Manager", None, None)]

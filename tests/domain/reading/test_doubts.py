"""What is doubtful about a document's facts, in words."""

from dataclasses import replace
from datetime import date

import pytest

from support.builders import a_reading
from tracker.domain.reading.doubts import NO_AREA, clock_of, doubts
from tracker.domain.reading.draft import draft_of
from tracker.domain.reading.reading import Addressee, Topic


def words(**facts: object) -> list[str]:
    return [doubt.words for doubt in doubts(draft_of(a_reading(**facts)))]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"area": None}, "The document does not say the area."),
        ({"principal_authority": None}, "This letter usually names the principal authority; none was found."),
        ({"inspection_end": date(2023, 10, 1)}, "The fieldwork ends before it begins."),
        ({"published": date(2023, 10, 10)}, "The document was published before the fieldwork ended."),
        ({"respond_by": date(2023, 11, 1)}, "The date to respond by is before the day of publication."),
        ({"addressees": (Addressee("A Person", None, "City"),)}, "A Person: no role was found."),
        ({"problems": ("Page 3 cannot be read.",)}, "Page 3 cannot be read."),
        (
            {"recommendations": ()},
            "No formal list of recommendations was found. Mark them on the page, or take up findings.",
        ),
    ],
)
def test_each_doubt_is_said(facts: dict[str, object], said: str) -> None:
    assert said in words(**facts)
    assert said not in words()


def test_that_there_is_no_list_is_said_once_and_only_where_one_was_to_be_expected() -> None:
    said = "No formal list (such as “Recommendations”) was found: mark its items on the page."
    assert [word for word in words(recommendations=(), problems=(said,)) if "formal list" in word] == [said]
    assert not any("list" in word for word in words(recommendations=(), document_type="ILACS monitoring visit"))


def test_a_missing_area_is_said_once_and_no_longer_where_it_is_typed() -> None:
    said = [word for word in words(area=None, problems=(NO_AREA,)) if "area" in word]
    assert said == ["The document does not say the area."]
    assert not any("area" in word for word in words(area="Anyshire", problems=(NO_AREA,)))


def test_another_kind_of_document_is_no_doubt() -> None:
    assert not any("type of document" in word for word in words(document_type="other"))
    assert "The document does not say the type of document." in words(document_type=None)


def test_what_was_hard_to_read_is_counted() -> None:
    one, two, *rest = a_reading().recommendations
    unsure = replace(one, confidence=0.4), replace(two, confidence=0.4)
    assert "1 recommendation was hard to read: look for the sign beside them." in words(
        recommendations=(unsure[0], two, *rest)
    )
    assert "2 recommendations were hard to read: look for the sign beside them." in words(
        recommendations=(*unsure, *rest)
    )


def test_the_duty_to_answer_is_explained_where_the_document_states_no_day() -> None:
    draft = draft_of(a_reading(respond_by=None))
    clock = clock_of(draft)
    assert clock is not None
    assert any(doubt.words.startswith("Usual for this duty: ") for doubt in doubts(draft))


def test_a_document_without_a_duty_has_no_clock() -> None:
    draft = draft_of(a_reading(document_type="other", respond_by=None, respond_to=None))
    assert clock_of(draft) is None
    assert not [doubt for doubt in doubts(draft) if doubt.fact == "respond_by"]


def test_a_day_that_the_document_states_needs_no_explanation() -> None:
    draft = draft_of(a_reading(document_type="other"))
    clock = clock_of(draft)
    assert clock is None or clock.rule.id == "stated"
    assert not any(doubt.words.startswith("Usual for this duty") for doubt in doubts(draft))


def test_what_a_visit_covered_is_said_as_the_letter_lists_it() -> None:
    assert "The visit covered: The front door; children in need." in words(
        topics=(Topic("The front door"), Topic("children in need"))
    )

"""What the import screen says of a visit letter's stated period and of what the visit covered."""

from dataclasses import replace

from support.builders import a_reading
from tracker.domain.reading.doubts import doubts
from tracker.domain.reading.draft import draft_of
from tracker.domain.reading.reading import AnswerPeriod, Topic


def test_a_stated_period_and_the_topics_are_said() -> None:
    visit = a_reading(document_type="ILACS focused visit", respond_by=None, topics=(Topic("care leavers"),))
    stated = replace(visit, answer_periods=(AnswerPeriod("action plan", 60, page=3),))
    said = [doubt.words for doubt in doubts(draft_of(stated))]
    assert any(words.startswith("Stated in the document: 60 working days") for words in said)
    assert "The visit covered: care leavers." in said

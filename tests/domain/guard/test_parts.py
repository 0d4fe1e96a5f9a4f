"""Words in the parts of a plan: its key, its steps, its templates."""

from datetime import date

import pytest

from tracker.domain.guard.parts import refuse_identifiers, words_in
from tracker.domain.plan.fields import ClockStep, KeyEntry, PaperTemplate, PaperText
from tracker.errors import UserError

TODAY = date(2024, 3, 12)
NHS = "943 476 5919"


@pytest.mark.parametrize(
    "part",
    [
        KeyEntry("delivery", "complete", "Blue", "#1F5FB3", f"As in case {NHS}"),
        ClockStep(f"Case {NHS}", 5),
        PaperTemplate("Board", cleared=("Director", f"Nurse, {NHS}")),
        PaperTemplate("Board", texts=(PaperText("Risks", f"The case of {NHS}"),)),
    ],
)
def test_a_childs_number_is_found_wherever_it_stands_in_a_part(part: object) -> None:
    with pytest.raises(UserError, match="NHS number, and would stand in every paper"):
        refuse_identifiers((part,), TODAY, "every paper")
    refuse_identifiers((part,), TODAY, "every paper", known=set(words_in((part,))))


def test_the_digest_of_a_picture_is_no_text() -> None:
    assert "9434765919" not in "".join(words_in(PaperTemplate("Board", logo="9434765919" * 6)))
    refuse_identifiers((PaperTemplate("Board", logo="9434765919" * 6),), TODAY, "every paper")

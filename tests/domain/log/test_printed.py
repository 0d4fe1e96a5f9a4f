from tracker.domain.log.printed import Printed, printed_in


def test_the_state_is_found_as_papers_and_workbooks_print_it() -> None:
    text = "As at 1 Mar 2026 · change 41 · 1a2b3c4d\nPlan stands at change 41, 1A2B3C4D; change 7 (00ff00ff00)"
    assert printed_in(text) == (Printed(41, "1a2b3c4d"), Printed(7, "00ff00ff00"))
    assert str(Printed(41, "1a2b3c4d5e")) == "change 41 (1a2b3c4d)"


def test_other_words_about_changes_are_no_state() -> None:
    assert printed_in("change 41 of the plan; change 41 · short; exchange 3 · 1a2b3c4d") == ()

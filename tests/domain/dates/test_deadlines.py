from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from support.builders import a_plan_store, an_action, an_id
from tracker.domain.dates import deadlines
from tracker.domain.dates.deadlines import quiet_words
from tracker.domain.plan.records import DELIVERY, Extension, Meeting, Milestone, Update

TODAY = date(2024, 3, 12)
YESTERDAY = TODAY - timedelta(days=1)


def an_extension(number: int = 1, state: str = "approved", **fields: object) -> Extension:
    return Extension(id=an_id(7000 + number), action=an_action().id, state=state, **fields)  # type: ignore[arg-type]


def test_an_open_action_is_overdue_the_day_after_its_date() -> None:
    assert deadlines.is_overdue(an_action(due=YESTERDAY), TODAY)
    assert not deadlines.is_overdue(an_action(due=TODAY), TODAY)
    assert not deadlines.is_overdue(an_action(), TODAY)


def test_nothing_that_is_finished_or_dropped_is_overdue() -> None:
    late = [state for state in DELIVERY if deadlines.is_overdue(an_action(due=YESTERDAY, delivery=state), TODAY)]
    assert late == ["not started", "in progress"]


def test_overdue_is_judged_by_the_last_approved_date_and_lateness_by_the_first() -> None:
    moved = an_action(due=TODAY + timedelta(days=30), original_due=YESTERDAY, agreed=YESTERDAY)
    assert not deadlines.is_overdue(moved, TODAY)
    assert deadlines.late_against_original(moved, TODAY)


def test_lateness_stays_after_the_work_is_done() -> None:
    done_late = an_action(delivery="complete", original_due=YESTERDAY, done=TODAY)
    assert deadlines.late_against_original(done_late, TODAY + timedelta(days=90))
    assert not deadlines.late_against_original(an_action(delivery="complete", original_due=TODAY, done=TODAY), TODAY)
    assert not deadlines.late_against_original(an_action(delivery="closed", original_due=YESTERDAY), TODAY)
    assert not deadlines.late_against_original(an_action(), TODAY)


def test_what_went_out_of_force_missed_no_date() -> None:
    day = date(2024, 3, 1)
    for delivery in ("superseded", "not adopted"):
        action = an_action(delivery=delivery, original_due=day, due=day, done=day + timedelta(days=9))
        assert not deadlines.late_against_original(action, day + timedelta(days=30))


def test_due_within_counts_today_and_the_last_day() -> None:
    assert deadlines.is_due_within(an_action(due=TODAY), TODAY, 28)
    assert deadlines.is_due_within(an_action(due=TODAY + timedelta(days=28)), TODAY, 28)
    assert not deadlines.is_due_within(an_action(due=TODAY + timedelta(days=29)), TODAY, 28)
    assert not deadlines.is_due_within(an_action(due=YESTERDAY), TODAY, 28)
    assert not deadlines.is_due_within(an_action(due=TODAY, delivery="complete"), TODAY, 28)
    assert not deadlines.is_due_within(an_action(), TODAY, 28)


def test_only_approved_extensions_of_the_action_count_as_moves() -> None:
    others = Extension(id=an_id(7100), action=an_id(1), state="approved")
    asked = [an_extension(n, state) for n, state in enumerate(("approved", "refused", "approved", "pending"))]
    assert deadlines.times_moved(an_action(), [*asked, others]) == 2
    waiting = deadlines.pending_extension(an_action(), asked)
    assert waiting is not None
    assert waiting.state == "pending"
    assert deadlines.pending_extension(an_action(), asked[:3]) is None


def test_slippage_is_told_in_words() -> None:
    slipped = an_action(original_due=TODAY, due=TODAY + timedelta(days=61))
    assert deadlines.days_slipped(slipped) == 61
    assert deadlines.slippage_words(slipped, [an_extension(1), an_extension(2)]) == "2nd extension, +61 days"
    brought_forward = an_action(original_due=TODAY, due=YESTERDAY)
    assert deadlines.slippage_words(brought_forward, [an_extension(1)]) == "1st extension, -1 day"
    assert deadlines.slippage_words(an_action(due=TODAY), []) == ""
    assert deadlines.days_slipped(an_action(due=TODAY)) == 0


def test_a_date_set_without_an_extension_counts_as_moved() -> None:
    """While an agreement is withdrawn dates can be set: what was first agreed, or approved last, is still known."""
    later = an_action(original_due=TODAY, due=TODAY + timedelta(days=365))
    assert deadlines.times_moved(later, []) == 1
    assert deadlines.slippage_words(later, []) == "set anew, +365 days"
    approved = an_extension(new_due=TODAY + timedelta(days=30))
    assert deadlines.times_moved(later, [approved]) == 2
    assert deadlines.slippage_words(later, [approved]) == "1st extension, then set anew, +365 days"
    as_approved = an_action(original_due=TODAY, due=TODAY + timedelta(days=30))
    assert deadlines.times_moved(as_approved, [approved]) == 1


def test_a_date_taken_out_counts_as_moved() -> None:
    emptied = an_action(original_due=TODAY)
    assert deadlines.times_moved(emptied, []) == 1
    assert deadlines.slippage_words(emptied, []) == "date taken out"
    assert deadlines.times_moved(an_action(due=TODAY), []) == 0


def test_extensions_stay_in_the_words_once_a_date_is_set_anew() -> None:
    approved = [an_extension(1), an_extension(2, new_due=TODAY + timedelta(days=30))]
    later = an_action(original_due=TODAY, due=TODAY + timedelta(days=123))
    back, emptied = replace(later, due=TODAY), replace(later, due=None)
    assert [deadlines.slippage_words(one, approved) for one in (later, back, emptied)] == [
        "2nd extension, then set anew, +123 days",
        "2nd extension, then set anew, back to the first date",
        "2nd extension, then date taken out",
    ]
    assert [deadlines.slippage_short(one, approved) for one in (later, back, emptied)] == [
        "2nd extension, set anew", "2nd extension, set anew", "2nd extension, taken out",
    ]  # fmt: skip
    for one, extensions in ((later, []), (replace(later, due=approved[1].new_due), approved)):
        assert deadlines.slippage_short(one, extensions) == deadlines.slippage_words(one, extensions)


def test_ordinals_are_english() -> None:
    said = [deadlines.ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)]
    assert said == ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th"]


def test_days_overdue_are_counted_for_overdue_actions_only() -> None:
    assert deadlines.days_overdue(an_action(due=TODAY - timedelta(days=9)), TODAY) == 9
    assert deadlines.days_overdue(an_action(due=TODAY), TODAY) == 0


def test_quiet_is_counted_from_the_latest_update() -> None:
    started = an_action(start=TODAY - timedelta(weeks=30))
    old = Update(id=an_id(7200), dated=TODAY - timedelta(weeks=7))
    new = Update(id=an_id(7201), dated=TODAY - timedelta(weeks=2))
    assert deadlines.is_quiet(started, [], TODAY)
    assert deadlines.is_quiet(started, [old], TODAY)
    assert not deadlines.is_quiet(started, [old, new], TODAY)
    assert deadlines.is_quiet(started, [old, new], TODAY, weeks=2)
    assert not deadlines.is_quiet(started, [old], TODAY, weeks=8)


def test_quiet_needs_something_to_count_from_and_something_to_do() -> None:
    assert not deadlines.is_quiet(an_action(), [], TODAY)
    assert not deadlines.is_quiet(an_action(start=TODAY + timedelta(days=90)), [], TODAY)
    assert not deadlines.is_quiet(an_action(start=date(2020, 1, 1), delivery="complete"), [], TODAY)
    assert deadlines.is_quiet(an_action(agreed=date(2023, 1, 1)), [], TODAY)


def test_a_new_date_asked_for_shortly_before_a_meeting_is_remarked_upon() -> None:
    meeting = Meeting(id=an_id(7300), held_on=date(2024, 3, 22))
    after = Meeting(id=an_id(7301), held_on=date(2024, 3, 1))
    undated = Meeting(id=an_id(7302))
    near = an_extension(asked_on=date(2024, 3, 8))
    assert deadlines.moved_before_a_meeting(near, [undated, after, meeting]) == meeting
    assert deadlines.moved_before_a_meeting(an_extension(asked_on=date(2024, 3, 7)), [meeting]) is None
    assert deadlines.moved_before_a_meeting(an_extension(), [meeting]) is None


def test_a_milestone_is_late_until_it_is_done() -> None:
    milestone = Milestone(id=an_id(7400), due=YESTERDAY)
    assert deadlines.is_milestone_late(milestone, TODAY)
    assert not deadlines.is_milestone_late(Milestone(id=an_id(7401), due=YESTERDAY, done=TODAY), TODAY)
    assert not deadlines.is_milestone_late(Milestone(id=an_id(7402)), TODAY)


@given(st.dates(date(2020, 1, 1), date(2029, 1, 1)), st.sampled_from(DELIVERY), st.integers(-400, 400))
def test_overdue_means_open_and_past(day: date, delivery: str, days: int) -> None:
    action = an_action(due=day, delivery=delivery)
    today = day + timedelta(days=days)
    assert deadlines.is_overdue(action, today) == (deadlines.is_open(action) and days > 0)


def test_the_plan_in_mid_life_has_one_of_each() -> None:
    snapshot = a_plan_store().snapshot()
    late = [a.ref for a in snapshot.actions if deadlines.is_overdue(a, TODAY)]
    moved = {a.ref: deadlines.times_moved(a, snapshot.extensions_of(a.id)) for a in snapshot.actions}
    assert late == ["A2"]
    assert moved == {"A1": 2, "A2": 0, "A3": 0, "A4": 0, "A5": 0}


def test_silence_and_a_nil_return_are_told_in_one_sentence() -> None:
    action = an_action(start=date(2026, 1, 5))
    heard = Update(id=an_id(1), target=action.id, dated=date(2026, 4, 29), text="Begun.")
    nil = Update(
        id=an_id(2), target=action.id, dated=date(2026, 11, 27), text="Nothing to report.", answer="nil return"
    )
    assert quiet_words(action, (heard,)) == "No update since 29 Apr 2026"
    assert quiet_words(action, (heard, nil)) == "No news since 29 Apr 2026; “nothing to report” on 27 Nov 2026"
    assert quiet_words(an_action(), (nil,)) == "No news; “nothing to report” on 27 Nov 2026"
    assert quiet_words(an_action(), ()) == "No update"
    early = replace(nil, dated=date(2026, 4, 28))
    assert quiet_words(action, (heard, early)) == "No update since 29 Apr 2026"

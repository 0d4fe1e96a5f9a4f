"""Rules about an action's dates: overdue, moved, slipped, quiet. Each is a function of records and a day.

`due` is the last approved date; `original_due` is fixed when the action is first agreed and never changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from tracker.domain.dates.dates import show
from tracker.domain.dates.working_days import working_days_between
from tracker.domain.plan.records import FINISHED_DELIVERY, OPEN_DELIVERY, Action, Extension, Meeting, Milestone, Update
from tracker.domain.plan.snapshot import Snapshot

QUIET_WEEKS = 6
"""Weeks without an update after which an open action counts as gone quiet, where the plan says nothing else."""
NEAR_A_MEETING = 10
"""Working days before a meeting within which a new date is remarked upon."""
_NEVER_NEARER = timedelta(days=4 * NEAR_A_MEETING)
"""Ten working days never span more days than this, so that meetings far off need no counting."""


def is_open(action: Action) -> bool:
    """Whether work is still to be done: not started or in progress."""
    return action.delivery in OPEN_DELIVERY


def is_fixed(action: Action) -> bool:
    """Whether an action's original date is fixed, so that its deadline moves by extension only."""
    return action.agreed is not None and action.original_due is not None


def is_overdue(action: Action, today: date) -> bool:
    """Whether the last approved date has passed and the action is still open; the day itself is not late."""
    return action.due is not None and action.due < today and is_open(action)


def is_due_within(action: Action, today: date, days: int) -> bool:
    """Whether an open action falls due from today up to and including `days` days ahead."""
    return action.due is not None and is_open(action) and today <= action.due <= today + timedelta(days=days)


def late_against_original(action: Action, today: date) -> bool:
    """Whether the date first agreed was missed: still open after it, or done after it, whatever was agreed since.

    What went out of force misses nothing, though it may have been finished before.
    """
    if action.original_due is None:
        return False
    if is_open(action):
        return action.original_due < today
    return action.delivery in FINISHED_DELIVERY and action.done is not None and action.original_due < action.done


def times_moved(action: Action, extensions: Iterable[Extension]) -> int:
    """How often the date first agreed has been moved: once for each approved extension.

    And once more where the date is another than was approved last: set, or taken out, while no agreement stood.
    """
    approved = approved_extensions(action, extensions)
    return len(approved) + _is_set_anew(action, approved)


def approved_extensions(action: Action, extensions: Iterable[Extension]) -> tuple[Extension, ...]:
    """The approved extensions of the action, in the order given."""
    return tuple(e for e in extensions if e.action == action.id and e.state == "approved")


def last_approved(action: Action, extensions: Iterable[Extension]) -> date | None:
    """The date that was approved last: the last approved extension's, else the one first agreed; None before."""
    approved = approved_extensions(action, extensions)
    return approved[-1].new_due if approved else action.original_due


def is_set_anew(action: Action, extensions: Iterable[Extension]) -> bool:
    """Whether the date is another than was approved last, so that it was moved without an extension."""
    return _is_set_anew(action, approved_extensions(action, extensions))


def _is_set_anew(action: Action, approved: Sequence[Extension]) -> bool:
    last = approved[-1].new_due if approved else action.original_due
    return action.original_due is not None and last is not None and action.due != last


def pending_extension(action: Action, extensions: Iterable[Extension]) -> Extension | None:
    """The new deadline that was asked for and waits for someone's answer, or None."""
    waiting = [e for e in extensions if e.action == action.id and e.state == "pending"]
    return waiting[-1] if waiting else None


def days_slipped(action: Action) -> int:
    """Days from the original to the last approved date; negative where it was brought forward, 0 before agreement."""
    if action.due is None or action.original_due is None:
        return 0
    return (action.due - action.original_due).days


def days_overdue(action: Action, today: date) -> int:
    """Days since the last approved date of an overdue action; 0 for any other."""
    return (today - action.due).days if action.due is not None and is_overdue(action, today) else 0


def last_sign_of_life(action: Action, updates: Iterable[Update]) -> date | None:
    """The day of the latest update, else the later of start and agreement; None where nothing says.

    A nil return answers whoever asked, but tells a board nothing: it is no sign of life.
    """
    dated = [update.dated for update in updates if update.dated is not None and update.answer is None]
    if dated:
        return max(dated)
    return max((day for day in (action.start, action.agreed) if day is not None), default=None)


NIL_RETURN_SAID = "“nothing to report”"
"""How a nil return is told among what is known of an action that has gone quiet."""


def quiet_words(action: Action, updates: Collection[Update]) -> str:
    """Since when nobody has told anything of an action, and when it was said that there is nothing to tell."""
    last = last_sign_of_life(action, updates)
    nil = max((one.dated for one in updates if one.answer is not None and one.dated is not None), default=None)
    heard = f" since {show(last)}" if last else ""
    if nil is None or (last is not None and nil < last):
        return f"No update{heard}"
    return f"No news{heard}; {NIL_RETURN_SAID} on {show(nil)}"


def is_quiet(action: Action, updates: Iterable[Update], today: date, weeks: int | None = None) -> bool:
    """Whether nobody has said anything about an open action for `weeks` weeks.

    Counted from its latest update; without any, from its start or agreement, whichever is later and not ahead.
    """
    if not is_open(action):
        return False
    last = last_sign_of_life(action, updates)
    return last is not None and (today - last).days >= 7 * (QUIET_WEEKS if weeks is None else weeks)


def moved_before_a_meeting(extension: Extension, meetings: Iterable[Meeting]) -> Meeting | None:
    """The meeting shortly before which this new date was asked for (within 10 working days), or None."""
    asked = extension.asked_on
    if asked is None:
        return None
    for meeting in meetings:
        held = meeting.held_on
        if held is not None and asked <= held <= asked + _NEVER_NEARER and _is_near(asked, held):
            return meeting
    return None


@lru_cache(maxsize=4096)
def _is_near(asked: date, held: date) -> bool:
    """Whether so few working days lie between; kept, since a long list asks the same few days again and again."""
    return working_days_between(asked, held) <= NEAR_A_MEETING


def redated_before_a_meeting(extensions: Iterable[Extension], meetings: Collection[Meeting]) -> Meeting | None:
    """The meeting shortly before which an approved new date of an action was asked for, the latest one; None for none.

    Boards complain of dates that are moved just in time to look on track.
    """
    found = None
    for extension in extensions:
        if extension.state == "approved":
            found = moved_before_a_meeting(extension, meetings) or found
    return found


def is_forecast_late(action: Action) -> bool:
    """Whether the owner of an open action expects it after its last approved date."""
    expected, due = action.forecast_due, action.due
    return is_open(action) and expected is not None and due is not None and expected > due


def is_milestone_late(milestone: Milestone, today: date) -> bool:
    """Whether a milestone's date has passed and it is not done."""
    return milestone.due is not None and milestone.done is None and milestone.due < today


def milestone_moved_words(milestone: Milestone) -> str:
    """How a milestone's date differs from its first one ("first 1 Apr 2024, +30 days"); "" where it does not."""
    first, due = milestone.original_due, milestone.due
    if first is None or first == due:
        return ""
    return f"first {show(first)}, {day_words((due - first).days)}" if due else f"first {show(first)}, date taken out"


def day_words(days: int) -> str:
    """A move of a date in days: "+61 days", "-1 day"."""
    return f"{days:+d} day" + ("" if abs(days) == 1 else "s")


def ordinal(number: int) -> str:
    """A number as an order in words of one piece: 1st, 2nd, 3rd, 11th."""
    if 10 <= number % 100 <= 13:
        return f"{number}th"
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{endings.get(number % 10, 'th')}"


def slippage_words(action: Action, extensions: Iterable[Extension]) -> str:
    """The movement of a deadline in words ("2nd extension, +61 days"); "" for one that never moved.

    "set anew" says that the date is none that was approved: it was set while the agreement was withdrawn. The
    extensions before stay in the words ("2nd extension, then set anew, +123 days").
    """
    approved = approved_extensions(action, extensions)
    extended = f"{ordinal(len(approved))} extension" if approved else ""
    if not _is_set_anew(action, approved):
        return f"{extended}, {day_words(days_slipped(action))}" if approved else ""
    before = f"{extended}, then " if approved else ""
    if action.due is None:
        return f"{before}date taken out"
    days = days_slipped(action)
    return f"{before}set anew, {day_words(days) if days else 'back to the first date'}"


def decided_words(snapshot: Snapshot, extension: Extension, by: str = "") -> str:
    """Who or what decided a new date: "by Ann Lead", or "at T3 (Board), recorded by Ann Lead"; "" before.

    `by` is how whoever decided is to be named, where that is not the bare name.
    """
    by = by or extension.decided_by or ""
    if not by:
        return ""
    meeting = snapshot.get(extension.decided_at)
    if meeting is None:
        return f"by {by}"
    return f"at {meeting.ref} ({meeting.name}), recorded by {by}"


def moved_words(snapshot: Snapshot, action: Action) -> str:
    """The movement of a deadline as `slippage_words`, with the meeting that decided the last one, where one did."""
    extensions = snapshot.extensions_of(action.id)
    approved = approved_extensions(action, extensions)
    words = slippage_words(action, extensions)
    if not words or not approved or approved[-1].decided_at is None:
        return words
    return f"{words}; decided {decided_words(snapshot, approved[-1])}"


def slippage_short(action: Action, extensions: Iterable[Extension]) -> str:
    """The movement of a deadline for a narrow place: as `slippage_words`, but shorter where both moved it.

    There it says that the date was set anew and after which extension ("2nd extension, set anew"), without the days.
    """
    approved = approved_extensions(action, extensions)
    if not approved or not _is_set_anew(action, approved):
        return slippage_words(action, approved)
    how = "set anew" if action.due is not None else "taken out"
    return f"{ordinal(len(approved))} extension, {how}"

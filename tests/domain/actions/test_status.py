from dataclasses import replace
from datetime import date

import pytest

from support.builders import a_plan, a_plan_store, an_action, an_id
from tracker.domain.actions import status
from tracker.domain.plan.fields import KeyEntry
from tracker.domain.plan.records import ASSURANCE, DELIVERY, FORECAST, Action, Evidence, Kind, Recommendation
from tracker.domain.plan.snapshot import Snapshot

TODAY = date(2024, 3, 12)
R = Recommendation(id=an_id(1), text="The quality of plans.")


def a_snapshot(actions: list[Action], *evidence: Evidence) -> Snapshot:
    """A plan whose actions serve the one recommendation."""
    serving = {one.id: replace(one, targets=(R.id,)) for one in actions}
    tables = {Kind.RECOMMENDATION: {R.id: R}, Kind.ACTION: serving, Kind.EVIDENCE: {one.id: one for one in evidence}}
    return Snapshot(a_plan(), tables)


def test_every_state_has_a_shape_a_word_and_a_tone_of_its_own() -> None:
    drawn = [status.status_words(an_action(delivery=state), TODAY) for state in DELIVERY]
    assert [one.word.casefold() for one in drawn] == list(DELIVERY)
    assert len({one.shape for one in drawn}) == len(DELIVERY)
    assert all(status.forecast_words(token).word.casefold() == token for token in FORECAST)
    assert len({status.forecast_words(token).shape for token in FORECAST}) == 3
    assert len({status.assurance_words(token).word for token in ASSURANCE}) == len(ASSURANCE)


def test_overdue_is_said_before_the_delivery_state() -> None:
    assert status.status_words(an_action(due=date(2024, 3, 11), delivery="in progress"), TODAY) == status.OVERDUE
    assert status.status_words(an_action(due=date(2024, 3, 11), delivery="complete"), TODAY).word == "Complete"


def test_no_forecast_is_said_as_such() -> None:
    assert status.forecast_words(None).word == "No forecast"


def test_the_plans_own_words_win_and_keep_shape_and_tone() -> None:
    key = (
        KeyEntry("delivery", "complete", "Blue: done", "#0000ff"),
        KeyEntry("delivery", "overdue", "Red: late", "#ff0000"),
        KeyEntry("forecast", "green", "", "#00ff00"),
    )
    done = status.status_words(an_action(delivery="complete"), TODAY, key)
    assert done == replace(status.DELIVERY_STATUS["complete"], word="Blue: done", colour="#0000ff")
    assert status.status_words(an_action(due=date(2024, 1, 1)), TODAY, key).word == "Red: late"
    assert status.forecast_words("green", key).word == "Green"


@pytest.mark.parametrize(
    ("deliveries", "word"),
    [
        ([], "No actions"),
        (["superseded", "not adopted"], "No actions"),
        (["not started", "not started"], "Not started"),
        (["not started", "complete"], "In progress"),
        (["in progress"], "In progress"),
        (["complete", "closed"], "Actions complete"),
        (["verified", "closed"], "Actions complete"),
        (["verified", "superseded"], "Actions verified"),
    ],
)
def test_a_recommendation_is_as_far_as_its_actions(deliveries: list[str], word: str) -> None:
    actions = [an_action(n, delivery=state) for n, state in enumerate(deliveries)]
    assert status.recommendation_status(a_snapshot(actions), R, TODAY).word == word


def test_actions_are_verified_only_where_closing_lacked_nothing() -> None:
    closed = an_action(1, delivery="closed", targets=(R.id,))
    assert status.recommendation_status(a_snapshot([closed]), R, TODAY).word == "Actions complete"
    shown = replace(closed, impact="Plans are read by the board each month.")
    proof = Evidence(
        id=an_id(9), targets=(closed.id,), shows="The audit", kind="Audit", dated=date(2024, 3, 1), review="accepted",
        added_by="Ann Lee", reviewed_by="Bob Day", url="https://example.org/audit",
    )  # fmt: skip
    assert status.recommendation_status(a_snapshot([shown], proof), R, TODAY).word == "Actions verified"


def test_a_recommendation_is_late_when_one_action_is() -> None:
    actions = [an_action(1, delivery="complete"), an_action(2, due=date(2024, 1, 1))]
    assert status.recommendation_status(a_snapshot(actions), R, TODAY) == status.OVERDUE


def test_a_decision_about_the_recommendation_stands_above_its_actions() -> None:
    dropped = replace(R, delivery="not adopted", delivery_reason="Duty passed to the board")
    assert (
        status.recommendation_status(a_snapshot([an_action(due=date(2024, 1, 1))]), dropped, TODAY).word
        == "Not adopted"
    )


def test_assurance_is_the_least_of_the_actions_in_force() -> None:
    actions = [an_action(1, assurance="embedded"), an_action(2, assurance="evidenced")]
    assert status.recommendation_assurance(actions) == "evidenced"
    assert status.recommendation_assurance([*actions, an_action(3, delivery="superseded")]) == "evidenced"
    assert status.recommendation_assurance([]) == "none"


def test_progress_counts_the_actions_in_force() -> None:
    snapshot = a_plan_store().snapshot()
    assert status.progress(snapshot.actions) == (1, 4)

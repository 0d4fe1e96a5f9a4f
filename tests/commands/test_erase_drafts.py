"""Erasing names what was begun on this computer about the record, or with its words, and not saved."""

from pathlib import Path

from support.cli import Tracker
from tracker import drafts
from tracker.drafts import Draft


def test_erase_names_what_was_begun_here(tracker: Tracker, plan: Path) -> None:
    from tracker.app import open_plan

    assert tracker("--as", "Kate", "update", plan, "A1", "--text", "Sam Ex was moved").first == "U1"
    store = open_plan(str(plan))
    snapshot = store.snapshot()
    store.close()
    update, action = snapshot.by_ref("U1"), snapshot.by_ref("A2")
    assert update is not None
    assert action is not None
    drafts.keep(Draft(snapshot.plan.id, "update", action.id, "New update", {"words": "As before: sam ex was moved."}))
    drafts.keep(Draft(snapshot.plan.id, "field text", update.id, "Text", {"words": "Another"}))
    drafts.keep(Draft(snapshot.plan.id, "sheet", "", "New question", {"words": "Nothing of the kind"}))
    said = tracker("--as", "Lead", "erase", plan, "U1", "--reason", "Names a child")
    assert said.status == 0
    assert "New update of A2" in said.err
    assert "Text of U1" in said.err
    assert "New question" not in said.err

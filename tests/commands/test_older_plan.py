"""A plan with all that the program once allowed: it opens, says what is off, and works."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from support.builders import an_id
from support.cli import Tracker
from support.clocks import an_act
from tracker.db.store import open_store
from tracker.domain.plan.records import Extension, Person


@pytest.fixture
def older(plan: Path) -> Path:
    """The plan after writes that no rule has seen, each its own change."""
    store = open_store(str(plan))

    def write(*records: object) -> None:
        with store.begin() as uow:
            known = uow.snapshot()
            for record in records:
                (uow.put if known.get(record.id) is not None else uow.add)(record)  # type: ignore[attr-defined, arg-type]
            uow.commit(an_act().stamp())

    now = store.snapshot()
    action = now.actions[0]
    write(Person(id=an_id(9001), name="Bo Owner"), Person(id=an_id(9002), name="bo  owner"))
    write(Person(id=an_id(9003), name="Ann Lead"))
    write(replace(store.snapshot().get(action.id), owner=an_id(9003), agreed=date(2024, 1, 1), original_due=action.due))
    asked = Extension(
        id=an_id(9004), action=action.id, old_due=action.due, new_due=date(2027, 1, 29), reason="More time",
        asked_by="A Clerk", asked_on=date(2024, 2, 1),
    )  # fmt: skip
    write(asked)
    decided = {"state": "approved", "decided_by": "Ann Lead", "decided_on": date(2024, 2, 2)}
    write(
        replace(store.snapshot().get(asked.id), **decided), replace(store.snapshot().get(action.id), due=asked.new_due)
    )
    write(replace(asked, id=an_id(9005)), replace(asked, id=an_id(9006), asked_by="Another"))
    store.close()
    return plan


def test_what_is_off_is_said_and_nothing_is_held_up(tracker: Tracker, older: Path) -> None:
    tracker("attach", older, "A1", "https://example.org/a", "--kind", "Dip sample", "--shows", "Ten plans")
    store = open_store(str(older))
    with store.begin() as uow:
        uow.put(replace(uow.snapshot().evidence[0], url="file:///etc/passwd"))
        uow.commit(an_act().stamp())
    store.close()

    told = [one for one in tracker("lint", older, "--json", "-").json if one["kind"] == "rule broken"]
    said = {one["ref"]: one["sentence"] for one in told}
    assert said["X1"] == "It was approved by Ann Lead, who owned the action."
    assert "already asks for 29 Jan 2027" in said["X2"]
    assert said["E1"] == "“file:///etc/passwd” is not a link."
    assert sum("is in the plan already" in one["sentence"] for one in told) == 2
    assert tracker("verify", older).status == 0

    assert tracker("set", older, "A1", "priority=high").status == 0
    assert tracker("set", older, "E1", "shows=Ten plans again").status == 0
    assert tracker("show", older, "E1").status == 0
    assert tracker("set", older, "A1", "owner=Bo Owner").status == 1
    reference = next(one["ref"] for one in told if "already, as" in one["sentence"])
    assert tracker("set", older, "A1", f"owner={reference}").status == 0
    told = [one for one in tracker("lint", older, "--json", "-").json if one["ref"] == "X1"]
    assert told, "who decided then is judged by who owned it then"
    assert tracker("--as", "Cy Chair", "approve", older, "X2").status == 1
    assert tracker("--as", "Cy Chair", "approve", older, "X2", "--refuse", "--note", "One is enough").status == 0
    assert tracker("undo", older).status == 0

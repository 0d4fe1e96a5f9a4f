"""A plan of 20,000 actions and 200,000 changes, made once by the plan's own unit of work and kept for later runs."""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ACTIONS, UPDATES, EVIDENCE, EXTENSIONS = 20_000, 10_000, 6_000, 2_500
PEOPLE, AGENCIES, RECOMMENDATIONS = 200, 30, 60
BATCH = 500
DAY = date(2024, 3, 12)
SEED = 20
WORDS = (
    "Agree a shared template for {} and test it in every locality",
    "Audit forty plans about {} with the partners each quarter",
    "Hear what children say about {} and report it to the board",
    "Write down who decides about {} out of hours",
    "Train supervisors to check {} in each supervision",
)
SUBJECTS = (
    "risk assessment", "return home interviews", "neglect", "strategy meetings", "exploitation", "life-story work",
    "early help", "pathway plans", "information sharing", "education plans", "placement stability", "referrals",
)  # fmt: skip


def large_plan() -> Path:
    """The path of the plan, made on first use; measured runs work on copies."""
    kept = Path(tempfile.gettempdir()) / "improvement-tracker-benchmarks" / f"large-{ACTIONS}-2.plan"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
            draft = Path(folder) / "draft.plan"
            _make(draft)
            draft.replace(kept)
    return kept


def a_copy(folder: Path) -> Path:
    """A copy of the plan in a folder, to be worked on."""
    return Path(shutil.copy(large_plan(), folder / "large.plan"))


def _make(path: Path) -> None:
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    from support.builders import a_plan
    from support.clocks import an_act
    from tracker.db.store import create_store

    act = an_act("Improvement Lead")
    store = create_store(str(path), a_plan(), act)
    try:
        for batch in _batches(list(_records(random.Random(SEED)))):
            with store.begin() as uow:
                for record in batch:
                    uow.add(record)
                uow.commit(act.stamp("add"))
    finally:
        store.close()


def _batches(records: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(records), BATCH):
        yield records[start : start + BATCH]


def _records(rng: random.Random) -> Iterator[Any]:
    from support.builders import an_id
    from tracker.domain.records import Agency, Person, Recommendation

    agencies = [Agency(id=an_id(100_000 + n), name=f"Agency {n}") for n in range(AGENCIES)]
    people = [
        Person(id=an_id(110_000 + n), name=f"Head of Service {n}", agency=agencies[n % AGENCIES].id)
        for n in range(PEOPLE)
    ]
    subjects = [
        Recommendation(
            id=an_id(120_000 + n), kind="needs to improve", position=n, national_framework=(f"outcome {n % 4 + 1}",),
            text=f"The quality and timeliness of work on {SUBJECTS[n % len(SUBJECTS)]} in locality {n}.",
        )
        for n in range(RECOMMENDATIONS)
    ]  # fmt: skip
    yield from (*agencies, *people, *subjects)
    actions = [_action(rng, n, people, agencies, subjects) for n in range(ACTIONS)]
    yield from actions
    yield from _beside(rng, actions)


def _action(rng: random.Random, n: int, people: list[Any], agencies: list[Any], subjects: list[Any]) -> Any:
    from support.builders import an_id
    from tracker.domain.records import Action

    due = DAY + timedelta(days=rng.randrange(-200, 500))
    delivery = rng.choice(("not started", "in progress", "in progress", "complete", "verified"))
    return Action(
        id=an_id(200_000 + n), targets=(subjects[n * RECOMMENDATIONS // ACTIONS].id,), position=n,
        title=rng.choice(WORDS).format(rng.choice(SUBJECTS)) + f", step {n}",
        description="Line one says what is done.\nLine two says who is asked and by when.",
        owner=rng.choice(people).id if rng.random() > 0.03 else None, agency=rng.choice(agencies).id,
        start=due - timedelta(days=120), due=due, original_due=due - timedelta(days=rng.choice((0, 0, 0, 40))),
        agreed=DAY - timedelta(days=150), delivery=delivery, done=due if delivery in ("complete", "verified") else None,
        forecast=rng.choice((None, "green", "green", "amber")), forecast_reason="Two agencies are still to sign",
        success_measure="Nine plans in ten are rated good",
    )  # fmt: skip


def _beside(rng: random.Random, actions: list[Any]) -> Iterator[Any]:
    from support.builders import an_id
    from tracker.domain.records import Evidence, Extension, Update

    for n in range(UPDATES):
        told = DAY - timedelta(days=rng.randrange(150))
        yield Update(id=an_id(300_000 + n), target=rng.choice(actions).id, text=f"Step {n} goes on.", dated=told,
                     author="Head of Service 1")  # fmt: skip
    for n in range(EVIDENCE):
        yield Evidence(id=an_id(400_000 + n), targets=(rng.choice(actions).id,), kind="Dip sample",
                       shows=f"Ten plans of week {n % 52}", dated=DAY, added_by="Head of Service 1",
                       url=f"https://example.org/{n}")  # fmt: skip
    for n in range(EXTENSIONS):
        action = rng.choice(actions)
        yield Extension(id=an_id(500_000 + n), action=action.id, old_due=action.original_due, new_due=action.due,
                        reason="It takes longer", asked_by="Head of Service 2", asked_on=DAY - timedelta(days=60),
                        state="approved", decided_by="Board Chair", decided_on=DAY - timedelta(days=50))  # fmt: skip

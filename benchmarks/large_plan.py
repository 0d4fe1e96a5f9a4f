"""A plan file of 20,000 actions with two years of history behind it: `python3 -m benchmarks.large_plan [FILE]`.

It is written through the plan file's own unit of work, so that its chain verifies, in some four hundred changesets.
The same records come out every time. `large_plan()` keeps one in the temporary folder until what makes it changes.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from tracker.db import migrations
from tracker.db.store import create_store, open_store
from tracker.domain.plan.ids import RecordId, uuid7
from tracker.domain.plan.records import (
    Action,
    Agency,
    Evidence,
    Extension,
    Inspection,
    Kind,
    Measure,
    Meeting,
    Person,
    Plan,
    Point,
    Recommendation,
    Record,
    Update,
)
from tracker.services.plan.sample import MovedClock
from tracker.services.ports import Act, Store

DAY: Final = date(2026, 3, 12)
"""The day the plan is looked at."""
BEGUN: Final = DAY - timedelta(days=730)
ACTIONS, UPDATES, EVIDENCE, EXTENSIONS = 20_000, 8_000, 6_000, 2_500
PEOPLE, AGENCIES, RECOMMENDATIONS = 200, 30, 60
REPEATED: Final = 500
"""So many actions have their date moved twice."""
CHANGES: Final = 200_000
"""At least so many changed fields stand in the log."""
BATCH: Final = 250
WEEKS: Final = 76
LEAD: Final = "Head of Service, Early Help, North"

VERBS = (
    "Agree", "Audit", "Test", "Publish", "Review", "Rewrite", "Train staff in", "Sample", "Brief partners on",
    "Measure", "Embed", "Refresh", "Report on", "Map", "Pilot", "Commission", "Evaluate", "Simplify",
)  # fmt: skip
THINGS = (
    "the chronology template", "strategy meeting attendance", "return home interviews", "the neglect toolkit",
    "supervision records", "the escalation policy", "pathway plans", "life-story work", "the threshold document",
    "timeliness of assessments", "the multi-agency risk panel", "private fostering checks", "the local offer",
    "independent reviewing oversight", "case recording at the front door", "child protection plans",
    "health information at strategy meetings", "the children's own words in plans", "exploitation screening",
    "placement sufficiency", "education, health and care plans", "transition at eighteen", "missing episodes",
    "domestic abuse notifications", "the quality assurance framework", "permanence planning",
)  # fmt: skip
PLACES = (
    "with every partner", "in the front door", "across the three localities", "for children under five",
    "for care leavers", "with schools", "with the police", "with health visitors", "before the board meets",
    "in each locality", "for disabled children", "at first assessment", "out of hours", "in every team",
)  # fmt: skip
ROLES = (
    "Head of Service", "Service Manager", "Team Manager", "Practice Lead", "Detective Inspector", "Designated Nurse",
    "Quality Assurance Lead", "Commissioning Lead", "Virtual School Lead", "Data Lead",
)  # fmt: skip
SERVICES = ("Early Help", "Safeguarding", "Children in Care", "Front Door", "Youth Justice")
AREAS = ("North", "South", "East", "West")
BODIES = ("Children's Services", "Police", "Integrated Care Board", "Hospital Trust", "Probation", "Housing")
SAID = (
    "Template shared with partners; two still to sign.", "Dip sample of ten plans read, seven were good.",
    "Training booked for every team before the end of term.", "Waiting for the health data to be agreed.",
    "Presented to the board, who asked for more on impact.", "Nothing has moved since the last round.",
)  # fmt: skip
KINDS = ("Multi-agency audit", "Minutes", "Data report", "Policy", "Feedback from families", "Training record")


@dataclass(frozen=True)
class Size:
    """How much a plan holds."""

    actions: int = ACTIONS
    updates: int = UPDATES
    evidence: int = EVIDENCE
    moved: int = EXTENSIONS - REPEATED
    repeated: int = REPEATED

    @classmethod
    def of(cls, actions: int) -> Size:
        """A plan of so many actions, with as much beside each as the large one has."""
        part = actions / ACTIONS
        return cls(actions, *(round(part * n) for n in (UPDATES, EVIDENCE, EXTENSIONS - REPEATED, REPEATED)))


@dataclass
class Maker:
    """What one plan is made with: the same dice, ids and registers every time."""

    size: Size = field(default_factory=Size)
    dice: random.Random = field(default_factory=lambda: random.Random(20_000))
    made: int = 0
    people: list[Person] = field(default_factory=list)
    agencies: list[Agency] = field(default_factory=list)
    subjects: list[Recommendation] = field(default_factory=list)
    actions: list[RecordId] = field(default_factory=list)

    def new_id(self) -> RecordId:
        self.made += 1
        return uuid7(1_700_000_000_000 + self.made, self.dice.getrandbits(74))

    def pick(self, some: Any) -> Any:
        return some[int(self.dice.random() * len(some))]


def main() -> int:
    """0 where a plan was written and verifies."""
    parser = argparse.ArgumentParser(prog="benchmarks.large_plan", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    target = parser.parse_args().file
    started = time.perf_counter()
    path = large_plan() if target is None else target
    if target is not None:
        make(target)
    print(f"{path}: {time.perf_counter() - started:.1f} s, {path.stat().st_size / 1e6:.0f} MB, {counts(path)}")
    store = open_store(str(path))
    try:
        verdict = store.verify()
    finally:
        store.close()
    print(f"verified {verdict.changesets} changesets, {verdict.files} files, {len(verdict.faults)} faults")
    return 1 if verdict.faults else 0


def large_plan() -> Path:
    """A plan file that is not to be written to: copy it first. Made once for each version of this and the layout."""
    recipe = Path(__file__).read_bytes() + str(migrations.latest()).encode()
    folder = Path(tempfile.gettempdir()) / "improvement-tracker-bench"
    folder.mkdir(exist_ok=True)
    kept = folder / f"large-{hashlib.sha256(recipe).hexdigest()[:12]}.plan"
    if not kept.exists():
        with tempfile.TemporaryDirectory(dir=folder) as apart:
            make(Path(apart) / "large.plan")
            (Path(apart) / "large.plan").replace(kept)
    return kept


def counts(path: Path) -> dict[str, int]:
    """How many rows stand in the file's main tables."""
    with sqlite3.connect(path) as connection:
        names = ("action", "update", "evidence", "extension", "person", "agency", "change", "changeset")
        rows = {name: f'SELECT count(*) FROM "{name}"' for name in names}
        return {name: connection.execute(row).fetchone()[0] for name, row in rows.items()}


def make(path: Path, size: Size | None = None) -> None:
    """Writes the plan to a new file."""
    maker = Maker(size or Size())
    plan = Plan(
        id=maker.new_id(), title="Partnership improvement plan", area="Sampleton", quiet_weeks=6,
        agreed=BEGUN + timedelta(days=60), agreed_by=LEAD, respond_by=BEGUN + timedelta(days=98),
    )  # fmt: skip
    store = create_store(str(path), plan, acting(BEGUN))
    try:
        write(store, BEGUN, "add", registers(maker))
        write(store, BEGUN + timedelta(days=1), "seed", subjects(maker))
        write_actions(store, maker)
        write_weeks(store, maker)
    finally:
        store.close()


def acting(day: date, who: str = LEAD) -> Act:
    """Someone acting on a day."""
    return Act(who=who, system_user="bench", clock=MovedClock(day))


def write(store: Store, day: date, verb: str, records: Iterable[Record], who: str = LEAD) -> None:
    """Adds these records as one changeset; those that are in the plan already are replaced."""
    with store.begin() as uow:
        for record in records:
            if record.version:
                uow.put(record)
            else:
                uow.add(record)
        uow.commit(acting(day, who).stamp(verb))


def registers(maker: Maker) -> Iterator[Record]:
    """Agencies and people."""
    for n in range(AGENCIES):
        name = f"{BODIES[n % len(BODIES)]}, {('Sampleton', 'Norbury', 'Easton', 'Westford', 'Southam')[n // 6]}"
        maker.agencies.append(Agency(id=maker.new_id(), name=name))
    for n in range(PEOPLE):
        role, service, area = ROLES[n % 10], SERVICES[n // 10 % 5], AREAS[n // 50]
        agency = maker.agencies[n % AGENCIES].id
        name = f"{role}, {service}, {area}"
        maker.people.append(Person(id=maker.new_id(), name=name, sort="role", role=role, agency=agency))
    return iter((*maker.agencies, *maker.people))


def subjects(maker: Maker) -> Iterator[Record]:
    """Three inspections with twenty recommendations each, and a measure with its readings for every one."""
    for n in range(RECOMMENDATIONS):
        if n % 20 == 0:
            source = Inspection(id=maker.new_id(), title=f"Inspection {n // 20 + 1} of Sampleton", document_type="JTAI",
                                inspection_start=BEGUN - timedelta(days=60), published=BEGUN)  # fmt: skip
            yield source
        text = f"The quality of {THINGS[n % len(THINGS)].removeprefix('the ')} {PLACES[n % len(PLACES)]}."
        item = Recommendation(
            id=maker.new_id(), kind="needs to improve", text=text, page=2 + n % 9, inspection=source.id,
            position=n + 1, national_framework=(f"outcome {n % 4 + 1}",),
        )  # fmt: skip
        maker.subjects.append(item)
        yield item
        measure = Measure(id=maker.new_id(), targets=(item.id,), name=f"Measure of item {n + 1}", unit="%",
                          baseline=40.0, baseline_on=BEGUN, target=80.0, target_by=DAY)  # fmt: skip
        yield measure
        for month in range(8):
            on = BEGUN + timedelta(days=90 * month)
            yield Point(id=maker.new_id(), measure=measure.id, dated=on, value=40.0 + 4 * month)


def write_actions(store: Store, maker: Maker) -> None:
    """All actions, in changesets of a few hundred over the first months."""
    most = maker.size.actions
    for first in range(0, most, BATCH):
        day = BEGUN + timedelta(days=2 + first * 180 // most)
        batch = [an_action(maker, n, day) for n in range(first, min(first + BATCH, most))]
        maker.actions += [action.id for action in batch]
        write(store, day, "add", batch)


def an_action(maker: Maker, n: int, day: date) -> Action:
    """One action as it is first written."""
    dice = maker.dice
    due = day + timedelta(days=60 + int(dice.random() * 700))
    title = f"{maker.pick(VERBS)} {maker.pick(THINGS)} {maker.pick(PLACES)}"
    noted = n % 2 == 0
    return Action(
        id=maker.new_id(), targets=(maker.subjects[n % RECOMMENDATIONS].id,), title=title, position=n + 1,
        description=f"{maker.pick(SAID)} Ask {maker.pick(ROLES)} about {maker.pick(THINGS)}." if noted else None,
        owner=None if n % 29 == 0 else maker.pick(maker.people).id, agency=maker.pick(maker.agencies).id,
        due=due, original_due=due, agreed=day, priority=("high", "medium", "low")[n % 3] if noted else None,
    )  # fmt: skip


def write_weeks(store: Store, maker: Maker) -> None:
    """Week by week: dates moved, work begun and finished, updates and evidence."""
    size = maker.size
    moved = maker.dice.sample(maker.actions, size.moved)
    moved += moved[: size.repeated]
    for week in range(WEEKS):
        day = BEGUN + timedelta(days=190 + 7 * week)
        who = maker.pick(maker.people).name
        here = store.snapshot().records[Kind.ACTION]
        write(store, day, "extend", new_dates(maker, here, share(moved, week), day))
        here = store.snapshot().records[Kind.ACTION]
        write(store, day, "edit", progress(here, share(maker.actions[: size.actions // 2], week), day), who)
        write(store, day, "update", updates(maker, share(range(size.updates), week), day), who)
        write_evidence(store, maker, share(range(size.evidence), week), day)
        if week % 6 == 0:
            number = store.snapshot().number
            write(store, day, "add", [Meeting(id=maker.new_id(), name="Board", held_on=day, frozen_at=number)])


def share(some: Any, week: int) -> Any:
    """This week's part of all there is."""
    return some[len(some) * week // WEEKS : len(some) * (week + 1) // WEEKS]


def new_dates(maker: Maker, here: Any, ids: Iterable[RecordId], day: date) -> Iterator[Record]:
    """Extensions, most of them approved and so with their action's new date."""
    asker, other = maker.people[3].name, maker.people[7].name
    for n, action in enumerate(here[one] for one in dict.fromkeys(ids)):
        state = ("approved", "approved", "approved", "pending", "refused")[n % 5]
        decided = {} if state == "pending" else {"decided_by": other, "decided_on": day}
        later = action.due + timedelta(days=14 + n % 90)
        yield Extension(id=maker.new_id(), action=action.id, old_due=action.due, new_due=later, asked_by=asker,
                        reason="Partners need longer", asked_on=day, state=state, **decided)  # fmt: skip
        if state == "approved":
            yield replace(action, due=later)


def progress(here: Any, ids: Iterable[RecordId], day: date) -> Iterator[Record]:
    """Actions begun or finished."""
    for n, action in enumerate(here[one] for one in ids):
        if n % 5 < 2:
            yield replace(action, delivery="complete", done=day, assurance="done")
        else:
            forecast = ("green", "amber", "red")[n % 3]
            yield replace(action, delivery="in progress", start=day, forecast=forecast,
                          forecast_reason=None if forecast == "green" else "Two agencies still to sign")  # fmt: skip


def updates(maker: Maker, numbers: Iterable[int], day: date) -> Iterator[Record]:
    """Dated, signed words on actions."""
    for _ in numbers:
        author = maker.pick(maker.people).name
        target = maker.pick(maker.actions)
        yield Update(id=maker.new_id(), target=target, text=maker.pick(SAID), dated=day, author=author)


def write_evidence(store: Store, maker: Maker, numbers: Iterable[int], day: date) -> None:
    """Evidence, mostly links; every twentieth is a small file."""
    adder, reviewer = maker.people[5].name, maker.people[9].name
    with store.begin() as uow:
        for n in numbers:
            place: dict[str, Any] = {"url": f"https://example.org/evidence/{n}"}
            if n % 20 == 0:
                data = f"Evidence {n}\n{maker.pick(SAID) * 40}".encode()
                place = {"file": f"evidence-{n}.txt", "size": len(data), "sha256": uow.add_file(data)}
            seen = {"review": "accepted", "reviewed_by": reviewer, "reviewed_on": day} if n % 2 else {}
            record = Evidence(
                id=maker.new_id(), targets=(maker.pick(maker.actions),), kind=maker.pick(KINDS),
                shows=maker.pick(SAID), dated=day, added_by=adder, added_on=day, **place, **seen,
            )  # fmt: skip
            uow.add(record)
        uow.commit(acting(day, adder).stamp("attach"))


if __name__ == "__main__":
    sys.exit(main())

"""The verbs that begin a plan: read, new, seed, sample."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.app import create_plan, make_sample
from tracker.commands.context import Context, emit, read_bytes, say, warn
from tracker.domain.plan.as_json import encoded
from tracker.domain.reading.reading import Reading
from tracker.errors import UserError
from tracker.services.ports import Store

if TYPE_CHECKING:
    from tracker.services.plan.seed import Seeded

MANY = 3
"""From this many documents on, they are read by worker processes side by side."""


def read(words: Namespace, context: Context) -> int:
    """What the reader takes out of documents; exit status 1 only where none could be read."""
    paths = [Path(name) for name in words.documents]
    results = [(path, *_outcome(path)) for path in paths] if len(paths) < MANY else _many(paths)
    objects: list[dict[str, Any]] = []
    for path, reading, fault in results:
        if reading is not None:
            objects.append(encoded(reading))
        elif fault is not None:
            objects.append(_unread(path, fault))
    _say_faults(results)
    emit(objects, words.json)
    if words.json != "-":
        for _path, reading, _fault in results:
            if reading is not None:
                _describe(reading)
    return 0 if any(reading is not None for _, reading, _ in results) else 1


def _unread(path: Path, fault: UserError) -> dict[str, Any]:
    """What stands for a document that could not be read: the keys of a reading, with nothing in them but the fault."""
    empty = Reading(path.stem, path.name, sha256="", pages=0, problems=(str(fault),))
    return {**encoded(empty), "sha256": None, "pages": None}


def new(words: Namespace, context: Context) -> int:
    """An empty plan."""
    create_plan(words.plan, words.title, context.act).close()
    say(f"made {words.plan}")
    return 0


def sample(words: Namespace, context: Context) -> int:
    """A sample plan in mid-life."""
    make_sample(words.plan).store.close()
    say(f"made {words.plan}")
    return 0


def seed(words: Namespace, context: Context) -> int:
    """Adds documents with their recommendations and original files; the rest go on when one fails."""
    objects: list[dict[str, Any]] = []
    faults: list[tuple[Path, UserError]] = []
    with context.plan(words.plan) as store:
        for name in words.documents:
            try:
                objects.append(_seed_one(store, Path(name), context, words.json))
            except UserError as error:
                faults.append((Path(name), error))
                objects.append(_answer(Path(name).name, problems=[str(error)]))
    from tracker.commands.context import complain

    for path, fault in faults:
        complain(fault, path if len(words.documents) > 1 else None)
    emit(objects, words.json)
    return 1 if len(faults) == len(words.documents) else 0


def _seed_one(store: Store, path: Path, context: Context, json_target: str | None) -> dict[str, Any]:
    from tracker.services.plan.seed import seed as add_document

    data = read_bytes(path)
    reading = _read(path)
    _look_for_plan(path, reading, context)
    with store.begin() as uow:
        seeded = add_document(uow, context.act, reading, data, path.name)
    for warning in seeded.warnings:
        warn(warning)
    again = _said_before(store, seeded)
    for ref, others in again.items():
        warn(f"{ref} is much like {', '.join(others.values())}")
    if json_target != "-":
        say(f"{seeded.inspection_ref}: {reading.title or path.name}")
        for ref, item in zip(seeded.refs, reading.recommendations, strict=False):
            say(f"{ref} (page {item.page or '–'}) {item.text}")
    return _answer(
        path.name, inspection=seeded.inspection_ref, refs=list(seeded.refs), warnings=list(seeded.warnings),
        problems=list(reading.problems), repeats={ref: list(others) for ref, others in again.items()},
    )  # fmt: skip


def _look_for_plan(path: Path, reading: Reading, context: Context) -> None:
    """Says where a document that is no known report is an action plan. Raises UserError where it is nothing else."""
    if reading.document_type != "other":
        return
    from tracker.commands.importing import tables_of
    from tracker.domain.foreign.understand import is_kept_plan

    try:
        found = is_kept_plan(tables_of(path), context.today)
    except UserError:
        return
    if found and not reading.recommendations:
        hint = f"bring it in as one: tracker import PLAN {path.name}"
        raise UserError(f"{path.name} is an action plan, not a report", hint)
    if found:
        warn(f"{path.name} holds an action plan: `tracker import` takes its actions, owners and dates too")


def _answer(file: str, **told: Any) -> dict[str, Any]:
    """One document's object, with every key also where the document was refused."""
    empty: dict[str, Any] = {
        "file": file,
        "inspection": None,
        "refs": [],
        "warnings": [],
        "problems": [],
        "repeats": {},
    }
    return {**empty, **told}


def _said_before(store: Store, seeded: Seeded) -> dict[str, dict[str, str]]:
    """By reference of each new recommendation, those of other reports that it likely repeats, each with its report."""
    from tracker.domain.reading.earlier import named
    from tracker.domain.reading.repeats import repeats

    snapshot = store.snapshot()
    inspection = snapshot.by_ref(seeded.inspection_ref)
    added = [item for item in snapshot.recommendations if item.ref in seeded.refs]
    found = repeats(snapshot, [item.text for item in added], leaving_out=inspection.id if inspection else None)
    return {
        item.ref: {one.item.ref: named(snapshot, one.item) for one in likely}
        for item, likely in zip(added, found, strict=True)
        if likely
    }


def _read(path: Path) -> Reading:
    """What one document says, read by a process of its own, so that a hostile file is refused and not waited for."""
    from tracker.reading.sandbox import Reader

    with Reader() as reader:
        return reader.read(path)


def _outcome(path: Path) -> tuple[Reading | None, UserError | None]:
    try:
        return _read(path), None
    except UserError as error:
        return None, error


def _many(paths: list[Path]) -> list[tuple[Path, Reading | None, UserError | None]]:
    from tracker.reading.sandbox import Reader

    with Reader() as reader:
        outcomes = reader.read_many(paths, _quietly, _never)
    return [(o.path, o.reading, UserError(o.problem) if o.problem else None) for o in outcomes]


def _quietly(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def _never() -> bool:
    return False


def _say_faults(results: list[tuple[Path, Reading | None, UserError | None]]) -> None:
    from tracker.commands.context import complain

    for path, _reading, fault in results:
        if fault is not None:
            complain(fault, path if len(results) > 1 else None)


def _describe(reading: Reading) -> None:
    from tracker.domain.dates.dates import show
    from tracker.domain.text.words import how_many

    pages = how_many(reading.pages, "page")
    say(f"{reading.file}: {reading.document_type}, {reading.area or 'area not found'}, {pages}")
    if reading.respond_by:
        say(f"  respond by {show(reading.respond_by)} to {reading.respond_to or 'an address not found'}")
    for item in reading.recommendations:
        say(f"  page {item.page or '–'}  {item.text}")
    say(f"  {len(reading.findings)} findings offered, {len(reading.more_findings)} more, "
        f"{len(reading.strengths)} strengths, {len(reading.reported_actions)} reported actions")  # fmt: skip
    for problem in reading.problems:
        warn(problem)

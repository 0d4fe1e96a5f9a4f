"""Another copy of a plan, opened beside the plan that it is joined to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from tracker.services.joining.copy import OtherCopy
from tracker.services.ports import UnitOfWork


@contextmanager
def opened_copy(path: Path) -> Iterator[UnitOfWork]:
    """A copy to be read on this thread."""
    from tracker.db.store import open_store

    with closing(open_store(str(path), read_only=True)) as store, store.begin(writing=False) as uow:
        yield uow


def other_copy(path: Path) -> OtherCopy:
    """A copy that was found whole. Raises UserError where it is damaged or no plan."""
    from tracker.db.checks.verdict import refuse_broken
    from tracker.db.store import open_store

    with closing(open_store(str(path), read_only=True)) as store:
        refuse_broken(store.verify().faults, path.name)
    return OtherCopy(path.name, partial(opened_copy, path))

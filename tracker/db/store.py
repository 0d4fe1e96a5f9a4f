"""Making and opening plans: a file `name.plan`, or the address of a PostgreSQL database."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from tracker.db import migrations, tables
from tracker.db.backend import Backend
from tracker.db.checks.files import Whole, is_whole
from tracker.db.checks.verdict import refuse_broken, verify
from tracker.db.file_plan import Upgrade, create_file, open_file
from tracker.db.opened import OpenPlan
from tracker.db.server import create_server, open_server
from tracker.db.sqlite_file import is_server
from tracker.db.work import SqlUnitOfWork
from tracker.domain.log.chain import GENESIS
from tracker.domain.plan.ids import IdFactory, random_ids
from tracker.domain.plan.records import Plan
from tracker.paths import without_password
from tracker.services.ports import Act, Store, Verdict


class PlanStore(OpenPlan):
    """A Store over a plan file or a database. All but `verify` is for the thread that opened it."""

    def __init__(self, address: str, backend: Backend, ids: IdFactory) -> None:
        super().__init__(backend, ids)
        self.address = without_password(address)

    @property
    def notice(self) -> str:
        """Why the plan is open for reading only where that was not asked for. "" otherwise."""
        return self.backend.notice.message if self.backend.notice is not None else ""

    def begin(self, *, writing: bool = True, before: str = "") -> SqlUnitOfWork:
        """A unit of work, to be used as a context manager on one thread. It waits for other writers, 30 s at most.

        `before` is the verb of a write that changes much at once: a copy is made before it takes its turn.
        """
        return SqlUnitOfWork(self, writing=writing, before=before)

    def verify(self, whole: Whole = is_whole) -> Verdict:
        """Walks the chain, replays it against the tables and checks every file's hash, beside whatever is written."""
        return verify(self.backend, whole)

    def backup(self, target: str) -> None:
        """Writes a checked copy of the whole plan to a new file. Raises UserError where it cannot, or is not whole."""
        self.must_be_whole()
        with self.reading():
            self.backend.backup(self.connection, target)

    def must_be_whole(self) -> None:
        """Raises UserError where the plan does not pass the check."""
        refuse_broken(self.verify().faults, self.backend.name)

    def close(self) -> None:
        """Lets go of the plan. Closing twice does nothing."""
        if self.connection.closed:
            return
        self.connection.rollback()
        self.abandon()
        self.backend.after_close()

    def abandon(self) -> None:
        """Closes the connection and does nothing else."""
        self.connection.close()
        self.backend.engine.dispose()

    def found(self, plan: Plan, act: Act) -> None:
        """Makes the tables and writes the first changeset, in one transaction."""
        self.start(writing=True)
        with self.in_words():
            tables.metadata.create_all(self.connection)
            first = {"id": 1, "number": 0, "hash": GENESIS, "schema": migrations.latest()}
            self.connection.execute(sa.insert(tables.head), first)
            self.backend.mark(self.connection)
        work = SqlUnitOfWork(self)
        work.add(plan)
        work.commit(act.stamp("new"))
        with self.in_words():
            self.backend.settle(self.connection)


def create_store(address: str, plan: Plan, act: Act) -> Store:
    """A new plan at this address, with one changeset that says who made it.

    Raises UserError where something is there already or nothing can be made there; then nothing is left behind.
    """
    backend = create_server(address) if is_server(address) else create_file(Path(address))
    store = PlanStore(address, backend, random_ids(act.clock.now))
    try:
        store.found(plan, act)
    except BaseException:
        store.abandon()
        backend.discard()
        raise
    return store


def open_store(address: str, *, read_only: bool = False, upgrade: Upgrade = Upgrade()) -> Store:  # noqa: B008 - frozen
    """The plan at this address. One written by an older version is brought up to date, after a copy was made.

    Raises UserError where it is not there, not a plan, damaged, locked, not permitted, or from a newer version, and
    OlderPlan where it lies in a shared folder and `upgrade` is not agreed.
    A plan on a shared folder that someone else is changing, and one that holds what this program did not make, are
    opened for reading only; its `notice` says why.
    """
    backend = open_server(address, read_only) if is_server(address) else open_file(Path(address), read_only, upgrade)
    return PlanStore(address, backend, random_ids(_now))


def _now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)

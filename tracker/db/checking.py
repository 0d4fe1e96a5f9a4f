"""Verification: the chain, the tables against a replay of the log, every file, and the database itself.

Everything is read as it lies, without trusting any of it: a damaged value is to be named, not stumbled over.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from tracker.db import tables
from tracker.db.check_chain import Walk, walk
from tracker.db.check_files import file_faults
from tracker.db.check_tables import table_faults
from tracker.services.ports import Fault, Verdict


def verdict(connection: sa.Connection, own: Iterable[Fault]) -> Verdict:
    """What was walked and everything that is broken. `own` is what the database itself finds."""
    found: Walk = walk(connection)
    faults = [*found.faults(), *table_faults(connection, found), *file_faults(connection, found), *own]
    changesets = connection.execute(sa.select(sa.func.count()).select_from(tables.changeset)).scalar_one()
    kept = sa.select(sa.func.count()).where(tables.blob.c.erased.is_(None))
    return Verdict(changesets, connection.execute(kept).scalar_one(), tuple(dict.fromkeys(faults)))

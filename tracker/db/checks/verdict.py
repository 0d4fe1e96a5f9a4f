"""Verification: the chain, the tables against a replay of the log, every file, and the database itself.

Everything is read as it lies, without trusting any of it: a damaged value is to be named, not stumbled over. It is
read in slices, through a connection of its own and on whatever thread asks: others may write meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sqlalchemy as sa

from tracker.db.backend import Backend
from tracker.db.checks.chain import walk
from tracker.db.checks.files import Whole, file_faults, is_whole, kept
from tracker.db.checks.records import counter_faults, record_faults
from tracker.db.checks.slices import Slices
from tracker.db.faults import ERRORS, in_words, is_damage
from tracker.errors import UserError
from tracker.services.ports import Fault, Verdict


def verify(backend: Backend, whole: Whole = is_whole) -> Verdict:
    """What was walked and everything that is broken. Raises UserError where the plan cannot be reached."""
    own: list[Fault] = []
    remarks: list[str] = []
    with in_words(backend.name):
        try:
            with backend.checking() as connection:
                own.extend(backend.faults(connection, remarks.append))
                return verdict(connection, own, remarks, whole)
        except ERRORS as error:
            if not is_damage(error):
                raise
            unreadable = Fault(backend.name, "the database is damaged: it cannot be read")
            return Verdict(0, 0, (*own, unreadable), tuple(remarks))


def verdict(
    connection: sa.Connection,
    own: list[Fault],
    remarks: list[str],
    whole: Whole,
    stop: Callable[[], bool] = bool,
) -> Verdict:
    """What reading the log, the tables and the files through a connection finds, with what was found before.

    Raises Stopped soon after `stop` says so.
    """
    slices = Slices(connection, stop)
    found = walk(slices)
    named: dict[str, str] = {}
    faults = [
        *found.faults(slices), *record_faults(Slices(connection, stop), found, named), *counter_faults(slices, found),
        *file_faults(slices, found, named, whole), *own,
    ]  # fmt: skip
    return Verdict(found.changesets, kept(slices), tuple(dict.fromkeys(faults)), tuple(remarks))


def refuse_broken(faults: Sequence[Fault], name: str) -> None:
    """Raises UserError where a check found the plan broken."""
    if faults:
        first, more = faults[0], len(faults) - 1
        others = f", and {more} more" if more else ""
        said = f"{name} does not verify: {first.where}: {first.message}{others}".encode("utf-8", "replace").decode()
        raise UserError(said, "`tracker backup PLAN --list` shows its copies, `tracker verify PLAN` all that is wrong",
                        window="bring a good copy back: Copies of this plan")  # fmt: skip

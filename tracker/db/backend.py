"""What a store asks of the database it stands on; a plan file and a server each answer in their own way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

import sqlalchemy as sa

from tracker.errors import UserError
from tracker.services.ports import Fault


class Backend(Protocol):
    """One open database with a plan in it."""

    name: str
    """What the plan is called in messages; never with a password."""
    read_only: bool
    notice: UserError | None
    """Why it is open for reading only where that was not asked for."""
    engine: sa.Engine

    def mark(self, connection: sa.Connection) -> None:
        """Stamps a new plan with the present layout, in the transaction that makes its tables."""
        ...

    def settle(self, connection: sa.Connection) -> None:
        """Whatever is to be set once a new plan has been made."""
        ...

    def discard(self) -> None:
        """Leaves nothing of a plan whose making failed. The connection is closed."""
        ...

    def fold(self, connection: sa.Connection) -> None:
        """Clears the spare room where erased words could still stand. No transaction is open."""
        ...

    def checking(self) -> AbstractContextManager[sa.Connection]:
        """A connection of its own for reading, on any thread, that takes damaged text as it is instead of failing."""
        ...

    def faults(self, connection: sa.Connection, remark: Callable[[str], object]) -> Iterator[Fault]:
        """What the database itself finds broken: pages, indexes, links to nothing. `remark` hears what was left out."""
        ...

    def quick_faults(self, connection: sa.Connection) -> Iterator[str]:
        """What a quick look at the pages of each table finds, the files' own left out."""
        ...

    def backup(self, connection: sa.Connection, target: str) -> None:
        """Writes a checked copy to a new file."""
        ...

    def clear(self, connection: sa.Connection) -> None:
        """Ends a transaction that a failed commit left open."""
        ...

    def after_close(self) -> None:
        """Lets go of whatever else is held."""
        ...

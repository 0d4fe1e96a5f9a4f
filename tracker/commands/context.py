"""What every verb stands on: who is acting, the open plan, and how answers are printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.app import make_act, open_plan
from tracker.built import CLOSED
from tracker.domain.log.copies import Alarm
from tracker.errors import UserError
from tracker.paths import must_be_file
from tracker.saving import write_whole
from tracker.services.ports import Act, Store
from tracker.watching import Watching

if TYPE_CHECKING:
    from tracker.db.copies.keeper import Keeper


@dataclass(frozen=True, slots=True)
class Context:
    """Who acts, and on what reporting day."""

    act: Act

    @property
    def today(self) -> date:
        """The day that rules are judged by."""
        return self.act.today

    @contextmanager
    def plan(self, address: str) -> Iterator[Store]:
        """An open plan, closed at the end. Raises UserError where it cannot be opened."""
        store = open_plan(address)
        try:
            watching = Watching(store)
            _warn_of(watching.recall())
            try:
                yield store
            finally:
                # What failed before is said; that this fails after it, as on a full disk, adds nothing.
                with suppress(UserError):
                    _settle(watching.keeper)
                    watching.note()
        finally:
            store.close()


def damage_of(address: str) -> UserError | None:
    """What is wrong with a plan, with the way on; None where it is whole."""
    try:
        store = open_plan(address)
        try:
            Watching(store).must_be_whole()
        finally:
            store.close()
    except UserError as fault:
        return fault
    return None


def _warn_of(told: Alarm | None) -> None:
    if told is not None:
        warn(f"{told.message}; {told.hint}")


def _settle(keeper: Keeper) -> None:
    """Finishes the copies that were made meanwhile, and says what came of it where that is not well."""
    if keeper.pending:
        keeper.settle()
    elif not keeper.problem:
        return
    for said in filter(None, [keeper.standing(), *keeper.notes]):
        warn(said[:1].lower() + said[1:])


def make_context(who: str | None, as_at: date | None) -> Context:
    """A context on the machine's clock; a past reporting date is accepted with a warning."""
    act = make_act(who, as_at)
    if as_at is not None and as_at < act.clock.today():
        from tracker.domain.dates.dates import show

        warn(f"figures are judged as at {show(as_at)}; the records are today's")
    return Context(act)


def say(text: str) -> None:
    """One line for the person."""
    sys.stdout.write(text + "\n")


def warn(text: str) -> None:
    """One line of warning."""
    sys.stderr.write(f"warning: {text}\n")


def complain(error: UserError, file: Path | None = None) -> None:
    """A fault of the input or the world: one line, then a hint; `file` is named where it was one of several."""
    named = f"{file.name}: " if file is not None and file.name not in error.message else ""
    sys.stderr.write(f"{named}{error.message}\n")
    if error.hint:
        sys.stderr.write(f"hint: {error.hint}\n")


def emit(value: Any, target: str | None) -> None:
    """Writes JSON to standard output ("-") or a file; nothing where no target was given."""
    if target is None:
        return
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    if target == "-":
        if "stdout" in CLOSED:
            raise UserError("the answer could not be written: standard output is closed", "send it to a file")
        sys.stdout.write(text)
        return
    write_whole(Path(target), text.encode(), what="JSON")


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises UserError where it is missing, a folder, a pipe or not readable."""
    must_be_file(path)
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(f"{path} is not there.", "check the name and the folder") from error
    except IsADirectoryError as error:
        raise UserError(f"{path} is a folder.", "name one file") from error
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.", "check that you may read it") from error

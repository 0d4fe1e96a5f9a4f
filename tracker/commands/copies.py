"""The verbs about copies: backup, restore, upgrade."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker import settings
from tracker.app import open_plan
from tracker.commands.context import Context, emit, say
from tracker.domain.log.copies import in_megabytes, in_order, room, said
from tracker.domain.text.words import how_many
from tracker.errors import UserError
from tracker.watching import Watching

if TYPE_CHECKING:
    from tracker.db.copies.keeper import Keeper
    from tracker.domain.log.copies import Copy


def backup(words: Namespace, context: Context) -> int:
    """A checked copy of the whole plan, beside the automatic ones where no file is named, or what to do about those."""
    asked = (words.list, words.folder is not None, words.limit is not None, words.rewrite)
    if words.folder is not None or words.limit is not None:
        _choose(words.folder, words.limit)
    with context.plan(words.plan) as store:
        if words.out is not None:
            store.backup(words.out)
            say(f"wrote {words.out}")
        watching = Watching(store)
        keeper = watching.keeper
        if words.out is None and not any(asked):
            keeper.make_now()
            keeper.settle()
            made = in_order(keeper.copies())[-1]
            if not made.good:
                raise UserError(f"the copy does not verify: {made.fault}", "`tracker verify PLAN` says what is wrong")
            say(f"wrote {keeper.folder.file_of(made)}")
        if words.rewrite:
            done, gone = watching.rewrite()
            say(f"{done} {'copy' if done == 1 else 'copies'} rewritten, {gone} let go")
        if words.list:
            _list(keeper, store.snapshot().number, words.json)
    return 0


def _choose(folder: str | None, limit: int | None) -> None:
    kept = settings.Settings()
    if folder is not None:
        chosen = Path(folder).absolute()
        if not chosen.is_dir():
            raise UserError(f"there is no folder {chosen}", "make the folder first, or choose another")
        kept.set(settings.COPIES_FOLDER, str(chosen))
        say(f"copies are kept in {chosen} from now on")
    if limit is not None:
        if limit < 1:
            raise UserError("the copies of a plan need room", "give a number of megabytes such as 5000")
        kept.set(settings.COPIES_LIMIT, limit)
        say(f"the copies of a plan may take {limit} MB")
    if kept.problem:
        raise UserError(kept.problem, "see that there is room and that you may write there")


def _list(keeper: Keeper, number: int, target: str | None) -> None:
    copies = in_order(keeper.copies())[::-1]
    if target is not None:
        emit([_as_json(keeper, copy) for copy in copies], target)
    if target == "-":
        return
    for copy in copies:
        since = f", {how_many(number - copy.number, 'change')} since" if number >= copy.number else ""
        say(f"{said(copy)}{since}\n  {keeper.folder.file_of(copy)}")
    taken = in_megabytes(room(copies, keeper.folder.sizes()))
    say(f"{len(copies)} in {keeper.folder.path}, {taken}" if copies else f"no copies yet in {keeper.folder.path}")


def _as_json(keeper: Keeper, copy: Copy) -> dict[str, Any]:
    return {
        "file": str(keeper.folder.file_of(copy)), "day": copy.day.isoformat(), "made": copy.made or None,
        "before": copy.why or None, "change": copy.number, "head": copy.head, "size": copy.size, "state": copy.state,
        "fault": copy.fault or None, "files": len(copy.files),
    }  # fmt: skip


def restore(words: Namespace, context: Context) -> int:
    """A plan from a backup, an existing one never overwritten; or one record of it, taken back into the plan."""
    if words.ref:
        return _take_back(words, context)
    from tracker.db.restore import restore as bring_back

    bring_back(words.backup, words.plan)
    say(f"restored {words.plan}")
    return 0


def _take_back(words: Namespace, context: Context) -> int:
    from tracker.db.copies.bringing_back import looked_into
    from tracker.services.log.take_back import take_back

    with looked_into(Path(words.backup)) as (then, day, file), context.plan(words.plan) as store:
        if then.plan.id != store.snapshot().plan.id:
            raise UserError(f"{Path(words.backup).name} is a copy of another plan", "name a copy of this one")
        with store.begin() as uow:
            done = take_back(uow, context.act, then, words.ref, of=day, file=file)
    say(f"{', '.join(done.refs)} taken back")
    return 0


def upgrade(words: Namespace, _context: Context) -> int:
    """Brings a plan up to date that an older version wrote, after a copy of it."""
    store = open_plan(words.plan, upgrade=True)
    Watching(store).keeper.settle()
    store.close()
    say(f"{words.plan} is up to date")
    return 0

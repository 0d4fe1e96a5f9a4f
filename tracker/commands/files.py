"""The verbs about files: export, report, verify."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from tracker.app import as_it_was, export_workbook, write_report
from tracker.commands.context import Context, say, warn
from tracker.commands.pack import send
from tracker.errors import UsageError


def export(words: Namespace, context: Context) -> int:
    """The workbook that comes home, or a folder of returns with their drafts."""
    target = Path(words.out)
    with context.plan(words.plan) as store:
        if target.is_dir() or not target.suffix:
            if words.for_name:
                raise UsageError("--for makes one return", "end its name in .xlsx")
            return send(store, target, context, by=words.by, ref=words.round, calendar=words.calendar)
        export_workbook(store.snapshot(), Path(words.out), context.act, for_name=words.for_name)
    say(f"wrote {words.out}")
    return 0


def report(words: Namespace, context: Context) -> int:
    """A board paper or a workbook for reading; the plan is touched only by --issue."""
    target = Path(words.out)
    from tracker.db.store import refuse_broken
    from tracker.services.meetings.meetings import issue, unissued

    with context.plan(words.plan) as store:
        if words.issue:
            refuse_broken(store.verify(), Path(words.plan).name)
            with store.begin() as uow:
                unissued(uow, context.act, words.issue)
        since = as_it_was(store, words.since) if words.since else None
        write_report(store.snapshot(), target, context.act, paper=words.paper, public=words.public, since=since)
        if words.issue:
            with store.begin() as uow:
                issue(uow, context.act, words.issue)
    say(f"wrote {words.out}")
    return 0


def verify(words: Namespace, context: Context) -> int:
    """Walks the chain, replays it and checks every file; exit status 1 where something is broken."""
    with context.plan(words.plan) as store:
        verdict = store.verify()
    for remark in verdict.remarks:
        warn(remark)
    for fault in verdict.faults:
        sys.stderr.write(f"{fault.where}: {fault.message}\n")
    if verdict.faults:
        sys.stderr.write("hint: restore a backup, and keep this file for whoever looks into it\n")
        return 1
    say(f"verified {verdict.changesets} changesets, {verdict.files} files")
    return 0

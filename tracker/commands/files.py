"""The verbs about files: export, pack, verify and salvage."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from tracker.app import export_workbook
from tracker.commands.context import Context, say, warn
from tracker.commands.guard import let_go
from tracker.commands.pack import send
from tracker.domain.text.words import how_many
from tracker.errors import UsageError, UserError
from tracker.reporting import write_evidence_pack


def export(words: Namespace, context: Context) -> int:
    """The workbook that comes home, or a folder of returns with their drafts."""
    target = Path(words.out)
    with context.plan(words.plan) as store:
        let_go(store, context, words)
        if target.is_dir() or not target.suffix:
            if words.for_name:
                raise UsageError("--for makes one return", "end its name in .xlsx")
            return send(store, target, context, by=words.by, ref=words.round, calendar=words.calendar)
        if words.round or words.calendar:
            raise UsageError("--round and --calendar make a folder of returns", "name a folder instead of a workbook")
        export_workbook(store.snapshot(), Path(words.out), context.act, for_name=words.for_name)
    say(f"wrote {words.out}")
    return 0


def pack(words: Namespace, context: Context) -> int:
    """The evidence pack: the dossier, the accepted files and their index."""
    target = Path(words.out)
    if target.suffix.casefold() != ".zip":
        raise UserError(f"{target.name} is no name for a pack", "end it in .zip")
    with context.plan(words.plan) as store:
        let_go(store, context, words)
        files, links = write_evidence_pack(store, target, context.act, words.for_ref)
    held = [how_many(files, "file"), *([how_many(links, "link")] if links else [])]
    say(f"wrote {words.out}: the dossier, {' and '.join(held)} of accepted evidence")
    return 0


def verify(words: Namespace, context: Context) -> int:
    """Walks the chain, replays it and checks every file; exit status 1 where something is broken.

    With a paper, a workbook or a copy: whether the state printed there is in this plan's chain, too.
    """
    from tracker.commands.against import compare

    with context.plan(words.plan) as store:
        verdict = store.verify()
        found = compare(store, Path(words.against)) if words.against and not verdict.faults else ()
    for remark in verdict.remarks:
        warn(remark)
    for fault in verdict.faults:
        sys.stderr.write(f"{fault.where}: {fault.message}\n")
    if verdict.faults:
        sys.stderr.write("hint: restore a backup, and keep this file for whoever looks into it\n")
        return 1
    for state in found:
        say(f"{state}, printed in {Path(words.against).name}, is in this plan's chain")
    say(f"verified {verdict.changesets} changesets, {verdict.files} files")
    return 0


def salvage(words: Namespace, context: Context) -> int:
    """A new plan of what can be had of a damaged one, and a list of what is missing."""
    from tracker.db.salvage import salvage as save

    found = save(words.damaged, words.out, context.act)
    held = [how_many(found.changesets, "change"), how_many(found.records, "record"), how_many(found.files, "file")]
    say(f"salvaged {words.out}: {', '.join(held)}")
    for sentence in dict.fromkeys(found.missing):
        say(f"missing: {sentence}")
    return 0

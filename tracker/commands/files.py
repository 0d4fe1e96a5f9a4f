"""The verbs about files: export, merge, report, verify, backup, restore."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from tracker.app import as_it_was, export_workbook, write_report
from tracker.commands.context import Context, complain, emit, say, warn
from tracker.domain.text.words import how_many
from tracker.errors import UserError
from tracker.paths import is_plan
from tracker.services.ports import Store

CONFLICTS = 3


def export(words: Namespace, context: Context) -> int:
    """The workbook that comes home."""
    with context.plan(words.plan) as store:
        export_workbook(store.snapshot(), Path(words.out), context.act, for_name=words.for_name)
    say(f"wrote {words.out}")
    return 0


def merge(words: Namespace, context: Context) -> int:
    """Brings edits back from workbooks; conflicts without --prefer leave everything as it was."""
    answers: list[dict[str, Any]] = []
    faults = 0
    with context.plan(words.plan) as store:
        for name in words.others:
            try:
                answers.append(_merge_one(store, Path(name), words, context))
            except UserError as error:
                faults += 1
                complain(error)
                answers.append(_nothing(Path(name), str(error)))
    emit(answers if len(answers) > 1 else answers[0], words.json)
    if words.json != "-":
        for answer in answers:
            _describe(answer)
    if faults == len(words.others):
        return 1
    return CONFLICTS if any(answer["conflicts"] and not answer["written"] for answer in answers) else 0


def _merge_one(store: Store, path: Path, words: Namespace, context: Context) -> dict[str, Any]:
    from tracker.services.workbook.proposal import as_json
    from tracker.services.workbook.workbook import apply_merge, plan_merge, prefer
    from tracker.workbook.home import read_workbook

    if is_plan(path):
        raise UserError(
            f"{path.name} is a plan, and plans are not joined yet",
            "export a workbook from it, or type its news into this plan",
        )
    returned = read_workbook(path)
    with store.begin() as uow:
        proposal = plan_merge(uow, context.act, returned)
        decisions = prefer(proposal, words.prefer) if words.prefer else {}
        written = not words.dry_run and (not proposal.conflicts or bool(words.prefer))
        if written:
            apply_merge(uow, context.act, proposal, decisions)
        return as_json(proposal, written=written)


def _nothing(path: Path, problem: str) -> dict[str, Any]:
    return {
        "file": path.name, "written": False, "base": None, "applied": [], "conflicts": [], "added": [],
        "missing": [], "problems": [{"cell": None, "message": problem}], "unchanged": 0,
    }  # fmt: skip


def _describe(answer: dict[str, Any]) -> None:
    did = "written" if answer["written"] else "nothing written"
    counts = (
        (len(answer["applied"]), "change"), (len(answer["added"]), "new row"), (len(answer["conflicts"]), "conflict"),
        (answer["unchanged"], "unchanged row"),
    )  # fmt: skip
    said = ", ".join(how_many(count, words) for count, words in counts)
    say(f"{answer['file']}: {said}; {did}")
    for conflict in answer["conflicts"]:
        say(f"  {conflict['ref']} {conflict['field']}: was {conflict['base']!r}, "
            f"here {conflict['ours']!r}, in the workbook {conflict['theirs']!r} ({conflict['cell']})")  # fmt: skip
    for problem in answer["problems"]:
        say(f"  {problem['cell'] or ''} {problem['message']}".rstrip())


def report(words: Namespace, context: Context) -> int:
    """A board paper or a workbook for reading; the plan is touched only by --issue."""
    target = Path(words.out)
    from tracker.services.meetings.meetings import issue, unissued

    with context.plan(words.plan) as store:
        if words.issue:
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


def backup(words: Namespace, context: Context) -> int:
    """A checked copy of the whole plan."""
    with context.plan(words.plan) as store:
        store.backup(words.out)
    say(f"wrote {words.out}")
    return 0


def restore(words: Namespace, context: Context) -> int:
    """A plan from a backup; an existing plan is never overwritten."""
    from tracker.db.restore import restore as bring_back

    bring_back(words.backup, words.plan)
    say(f"restored {words.plan}")
    return 0

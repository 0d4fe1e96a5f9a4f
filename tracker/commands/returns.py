"""The verb that brings returned workbooks home: one, several, or a folder of them."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from tracker.commands.context import Context, complain, emit, say
from tracker.domain.text.words import how_many
from tracker.errors import UserError
from tracker.paths import is_plan
from tracker.services.ports import Store

if TYPE_CHECKING:
    from tracker.services.workbook.workbook import Decisions, MergeProposal

LEFT_TO_A_PERSON: Final = 3


@dataclass(frozen=True, slots=True)
class Merging:
    """What one command asks of every file."""

    store: Store
    context: Context
    dry_run: bool
    prefer: Any
    answers: Mapping[str, Any]
    left: list[str]
    """The files in which something is left for a person."""


def merge(words: Namespace, context: Context) -> int:
    """Brings edits back; a file with conflicts or questions left leaves the plan as it was."""
    from tracker.workbook.gather import gathered

    found: list[dict[str, Any]] = []
    faults = 0
    answers = _answers(words.answers)
    with TemporaryDirectory() as unpacked, context.plan(words.plan) as store:
        named = [Path(name) for name in words.others]
        files = gathered(named, Path(unpacked))
        many = len(named) > 1 or named[0].is_dir() or len(files) > 1
        merging = Merging(store, context, words.dry_run, words.prefer, answers, [])
        for path in files:
            try:
                found.append(merge_one(path, merging))
            except UserError as error:
                faults += 1
                complain(error, path if many else None)
                found.append(_nothing(path, error))
    emit(found if many else found[0], words.json)
    if words.json != "-":
        for answer in found:
            _describe(answer)
    if faults == len(files):
        return 1
    return LEFT_TO_A_PERSON if merging.left else 0


def _answers(file: str | None) -> Mapping[str, Any]:
    if file is None:
        return {}
    try:
        said = json.loads(Path(file).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as fault:
        raise UserError(f"the answers in {file} cannot be read", "give a file of JSON by cell") from fault
    if not isinstance(said, dict):
        raise UserError(f"the answers in {file} are not given by cell", 'write {"Actions!F12": "2027-03-31"}')
    return said


def _answers_for(path: Path, answers: Mapping[str, Any]) -> dict[str, str]:
    """The answers for one file: those under its name, else those under no file's."""
    own = answers.get(path.name)
    said = own if isinstance(own, dict) else answers
    return {cell: "leave" if one is None else str(one) for cell, one in said.items() if not isinstance(one, dict)}


def merge_one(path: Path, merging: Merging) -> dict[str, Any]:
    """What one file came to. It is read and weighed while others may write, and weighed again where they did."""
    from tracker.services.workbook.proposal import as_json
    from tracker.services.workbook.workbook import apply_merge, plan_merge
    from tracker.workbook.home import read_workbook

    answers = _answers_for(path, merging.answers)
    if is_plan(path):
        return _join_one(path, merging, answers)
    returned = read_workbook(path, answers)
    act = merging.context.act
    with merging.store.begin(writing=False) as uow:
        proposal = plan_merge(uow, act, returned, answers)
    decisions = _decisions(proposal, merging, answers)
    if decisions is not None and not merging.dry_run:
        with merging.store.begin(before="merge") as uow:
            if uow.snapshot().number != proposal.at:
                proposal = plan_merge(uow, act, returned, answers)
                decisions = _decisions(proposal, merging, answers)
            if decisions is not None:
                apply_merge(uow, act, proposal, decisions)
    if decisions is None:
        merging.left.append(path.name)
    return as_json(proposal, written=decisions is not None and not merging.dry_run, decisions=decisions)


def _join_one(path: Path, merging: Merging, answers: Mapping[str, str]) -> dict[str, Any]:
    """What another copy of the plan came to, weighed and written as a workbook is."""
    from tracker.joining import other_copy
    from tracker.services.joining.join import commit_join, join
    from tracker.services.joining.parted import parted
    from tracker.services.workbook.proposal import as_json

    if Path(merging.store.address).exists() and path.samefile(merging.store.address):
        raise UserError(f"{path.name} is this plan itself", "name another copy of it")
    store, act = merging.store, merging.context.act
    with other_copy(path).opened() as other:
        with store.begin(writing=False) as uow:
            since = parted(uow, other, path.name)
            proposal = join(uow, act, other, since).proposal
        decisions = _decisions(proposal, merging, answers)
        writes = decisions is not None and not merging.dry_run and not proposal.nothing
        with store.begin(writing=writes, before="join") as uow:
            work = join(uow, act, other, since, decisions)
            proposal = work.proposal
            decisions = _decisions(proposal, merging, answers)
            if decisions is not None and writes:
                commit_join(work, other)
    if decisions is None:
        merging.left.append(path.name)
    written = decisions is not None and not merging.dry_run
    return {**as_json(proposal, written=written, decisions=decisions), "joined": True}


def _decisions(proposal: MergeProposal, merging: Merging, answers: Mapping[str, str]) -> Decisions | None:
    """What settles every conflict; None where something is left for a person."""
    from tracker.services.workbook.workbook import decided_by, prefer

    preferred = prefer(proposal, merging.prefer) if merging.prefer else {}
    decisions = {**preferred, **decided_by(proposal, answers)}
    return decisions if len(decisions) == len(proposal.conflicts) and not proposal.questions else None


def _nothing(path: Path, fault: UserError) -> dict[str, Any]:
    said = f"{fault.message}. Hint: {fault.hint}" if fault.hint else fault.message
    return {
        "file": path.name, "written": False, "base": None, "applied": [], "conflicts": [], "added": [],
        "missing": [], "problems": [{"kind": "refused", "cell": None, "message": said}], "unchanged": 0,
    }  # fmt: skip


def _questions(answer: Mapping[str, Any]) -> list[Any]:
    return [problem for problem in answer["problems"] if problem["kind"] == "question"]


def _describe(answer: Mapping[str, Any]) -> None:
    news = answer["applied"] or answer["added"]
    did = ("written" if news else "nothing to write") if answer["written"] else "nothing written"
    counts = (
        (len(answer["applied"]), "change"), (len(answer["added"]), "new row"), (len(answer["conflicts"]), "conflict"),
        (len(_questions(answer)), "question"), (answer["unchanged"], "unchanged row"),
    )  # fmt: skip
    said = [how_many(count, words) for count, words in counts if count or words != "question"]
    if answer["conflicts"] and answer["written"]:
        said[2] += " settled"
    refused = sum(problem["kind"] == "refused" for problem in answer["problems"])
    said += [f"{refused} not taken"] if refused else []
    say(f"{answer['file']}: {', '.join(said)}; {did}")
    for line in _lines(answer):
        say(f"  {line}")


def _lines(answer: Mapping[str, Any]) -> Iterator[str]:
    there = "the other copy" if answer.get("joined") else "the workbook"
    for conflict in answer["conflicts"]:
        yield (
            f"{conflict['ref']} {conflict['field']}: was {_said(conflict['base'])}, here {_said(conflict['ours'])}, "
            f"in {there} {_said(conflict['theirs'])} ({conflict['cell']})"
        )
    for problem in sorted(answer["problems"], key=_questions_first):
        mark = "? " if problem["kind"] == "question" else ""
        yield f"{mark}{problem['cell'] or ''} {problem['message']}".strip()
    if answer["missing"]:
        yield f"Not in {there} any more, and kept as they are: " + ", ".join(answer["missing"])


def _said(value: Any) -> str:
    if value in (None, "", []):
        return "nothing"
    return "; ".join(map(str, value)) if isinstance(value, list) else f"“{value}”"


def _questions_first(problem: Mapping[str, Any]) -> bool:
    return bool(problem["kind"] != "question")

"""The main job on the bundled letter without a window: `python3 run.py demo [DIR]`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tracker.app import Sample, export_workbook, make_act, make_sample
from tracker.commands.context import complain, say, warn
from tracker.domain.dates.dates import show
from tracker.errors import UserError
from tracker.paths import command
from tracker.reporting import write_report

MADE = ("demo.plan", "board.pdf", "progress.xlsx")


def main(words: Sequence[str]) -> int:
    """0 where plan, paper and workbook stand in the folder; what an earlier demo left there is replaced."""
    try:
        _run(Path(words[0] if words else "out"))
    except UserError as error:
        complain(error)
        return 1
    return 0


def _run(folder: Path) -> None:
    plan, paper, workbook = (folder / name for name in MADE)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        plan.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(f"{folder} cannot be written: {error.strerror}.", "name a folder you may write to") from error
    sample = make_sample(str(plan))
    act = make_act(None, None)
    try:
        _describe(sample)
        write_report(sample.store.snapshot(), paper, act)
        export_workbook(sample.store.snapshot(), workbook, act)
        verdict = sample.store.verify()
    finally:
        sample.store.close()
    say(f"verified {verdict.changesets} changesets, {verdict.files} files")
    say("")
    say(f"Open {paper}: the paper a board reads.")
    say(f"Open {workbook}: change a cell on the Actions sheet, save it, then bring it home with")
    say(f"  {command('merge', plan, workbook)}")
    say(f"Open the plan itself with  {command(plan)}")


def _describe(sample: Sample) -> None:
    reading = sample.reading
    say(f"{reading.title} ({reading.pages} pages, letter of {show(reading.published)})")
    say(f"Respond by {show(reading.respond_by)} to {reading.respond_to}; principal authority: "
        f"{reading.principal_authority}")  # fmt: skip
    for warning in sample.warnings:
        warn(warning)
    say("Addressed to:")
    for person in reading.addressees:
        say(f"  {person.name}: {person.role or '–'}; {person.organisation or '–'}")
    say("What needs to improve:")
    for number, item in enumerate(reading.recommendations, 1):
        say(f"  R{number} (page {item.page}) {item.text}")
    snapshot = sample.store.snapshot()
    say(f"The plan that answers it (invented): {len(snapshot.actions)} actions, {len(snapshot.people)} owners, "
        f"{len(snapshot.evidence)} pieces of evidence.")  # fmt: skip

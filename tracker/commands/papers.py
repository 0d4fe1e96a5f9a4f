"""The verbs about papers: report, template and issued."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tracker.commands.context import Context, emit, read_bytes, say, warn
from tracker.commands.guard import let_go
from tracker.domain.board.dressing import COLUMNS, known, named
from tracker.domain.guard.publishing import LEAST, LeftOut, left_out
from tracker.domain.meetings.papers import BOARD, PUBLIC_PAGE
from tracker.domain.people.people import fold
from tracker.domain.plan.as_json import encode
from tracker.domain.plan.fields import PaperTemplate, PaperText
from tracker.errors import UsageError
from tracker.reporting import read_logo, write_wanted
from tracker.services.meetings.meetings import issue, issued, the_very_file
from tracker.services.meetings.templates import drop_template, keep_template
from tracker.services.meetings.wanted import Wanted, made_of, material
from tracker.services.ports import UnitOfWork
from tracker.watching import Watching

MOST_SMALL = 99


def report(words: Namespace, context: Context) -> int:
    """A board paper or a workbook for reading; the plan is touched only by --issue and --allow-identifiers."""
    target = Path(words.out)
    _refuse(words)
    with context.plan(words.plan) as store:
        wanted = _wanted(words, target, store.snapshot().plan.templates)
        let_go(store, context, words)
        with store.begin(writing=False) as uow:
            of = material(uow, context.act, wanted)
        if words.issue:
            Watching(store).must_be_whole()
        remarks = write_wanted(target, context.act, wanted, of)
        if words.left_out:
            emit([_left(one) for one in left_out(of.snapshot, words.small_numbers)], words.left_out)
        kept = ""
        if words.issue:
            made = made_of(wanted, of, target.name, read_bytes(target), context.today)
            with store.begin() as uow:
                kept = f", issued as {issue(uow, context.act, words.issue, made).refs[0]}"
    for remark in remarks:
        warn(remark)
    say(f"wrote {words.out}{kept}")
    return 0


def _wanted(words: Namespace, target: Path, templates: tuple[PaperTemplate, ...]) -> Wanted:
    """The paper that is asked for. What it does not take is refused when it is made, not left out."""
    template = named(templates, words.template) if words.template else None
    paper = words.paper or (template.paper if template else BOARD)
    return Wanted(
        paper, target.suffix.casefold(), words.since or "", words.issue or "", words.public or paper == PUBLIC_PAGE,
        words.appendices == "all", words.small_numbers, template,
    )  # fmt: skip


def _refuse(words: Namespace) -> None:
    """Raises UsageError where a choice of the public paper is given without one."""
    if not 0 <= words.small_numbers <= MOST_SMALL:
        raise UsageError(f"{words.small_numbers} is no small number", f"give 0 to {MOST_SMALL}, as --small-numbers 5")
    if not (words.public or words.paper == PUBLIC_PAGE) and (words.left_out or words.small_numbers != LEAST):
        raise UsageError("only a public paper leaves something out", "give --public too")


def _left(one: LeftOut) -> dict[str, str]:
    return {"ref": one.ref, "kind": one.kind.value, "field": one.field, "what": one.what}


def template(words: Namespace, context: Context) -> int:
    """The plan's templates of papers; with a name, one is kept, changed or taken out."""
    with context.plan(words.plan) as store:
        if words.name:
            with store.begin() as uow:
                if words.remove:
                    drop_template(uow, context.act, words.name)
                else:
                    _keep(uow, context, words)
        found = [encode(one) for one in store.snapshot().plan.templates]
    emit(found, words.json)
    for one in found if words.json != "-" else ():
        assert isinstance(one, dict)
        say(_template_line(one))
    if not found and words.json != "-":
        say("no template of papers is kept")
    return 0


def _template_line(template: dict[str, Any]) -> str:
    """A template in a line; of its texts the headings."""
    said = {**template, "texts": [text["heading"] for text in template["texts"]]}
    return ", ".join(
        f"{key.replace('_', ' ')}: {'; '.join(words) if isinstance(words, list) else words}"
        for key, words in said.items() if words
    )  # fmt: skip


def _keep(uow: UnitOfWork, context: Context, words: Namespace) -> None:
    """Keeps a template: what is not named stays as it was in one of the same name."""
    from tracker.papers.contents import titles_of

    every = uow.snapshot().plan.templates
    old = next((one for one in every if fold(one.name) == fold(words.name)), PaperTemplate(words.name))
    paper = words.paper or old.paper
    sections = old.sections if words.sections is None else listed(words.sections)
    columns = old.columns if words.columns is None else listed(words.columns)
    logo = read_logo(Path(words.logo)) if words.logo else None
    lines = ("marking", "report_number", "exempt", "lead_officer", "cabinet_member")
    lists = ("recipients", "cleared")
    said = {name: getattr(words, name) for name in lines}
    said |= {name: listed(getattr(words, name)) for name in lists if getattr(words, name) is not None}
    made = replace(
        old, paper=paper, sections=known(sections, titles_of(paper), f"section of the {paper} paper"),
        columns=known(columns, COLUMNS, "column"), texts=_texts(old.texts, words.text),
        **{name: value for name, value in said.items() if value is not None},
    )  # fmt: skip
    keep_template(uow, context.act, made, logo)


def _texts(old: tuple[PaperText, ...], given: Sequence[str]) -> tuple[PaperText, ...]:
    """The texts that were there with those that are given in place of what stood under the same headings."""
    kept = {fold(one.heading): one for one in old}
    for one in given:
        heading, parted, text = one.partition("=")
        if not parted:
            raise UsageError(f"“{one}” says no heading", "say it as --text HEADING=WORDS")
        kept[fold(heading)] = PaperText(heading, text.replace("\\n", "\n"))
    return tuple(kept.values())


def listed(words: str) -> tuple[str, ...]:
    """What stands between semicolons."""
    return tuple(part.strip() for part in words.split(";") if part.strip())


def issued_(words: Namespace, context: Context) -> int:
    """The papers that were issued; with a paper's reference and a name, the very file again."""
    if words.paper and not words.out:
        raise UsageError("the file needs a name", "tracker issued PLAN B1 OUT")
    with context.plan(words.plan) as store:
        if words.paper:
            from tracker.saving import write_whole

            with store.begin(writing=False) as uow:
                data = the_very_file(uow, context.act, words.paper)
            write_whole(Path(words.out), data, what="paper")
            say(f"wrote {words.out}")
            return 0
        found = issued(store.snapshot())
    for paper in found if words.json != "-" else ():
        say(_line(paper))
    if not found and words.json != "-":
        say("no paper has been issued")
    emit(list(found), words.json)
    return 0


def _line(paper: dict[str, Any]) -> str:
    """One paper in a line."""
    parts = (
        f"{paper['ref'] or '-'}  {paper['meeting']} {paper['name']}",
        f"issued {paper['day']} by {paper['issued_by']}" if paper["day"] else "issued before files were kept",
        f"as at {paper['as_at']}" if paper["as_at"] else "",
        f"{paper['kind']} ({'; '.join(paper['options']) or 'no options'})" if paper["kind"] else "",
        f"change {paper['changeset']}", paper["file"], f"SHA-256 {paper['sha256']}" if paper["sha256"] else "",
    )  # fmt: skip
    return ", ".join(part for part in parts if part)

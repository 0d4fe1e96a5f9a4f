"""Whether the state printed on a paper, in a workbook or in a copy is one that a plan went through."""

from __future__ import annotations

import html
import re
import zipfile
from pathlib import Path
from typing import Final

from tracker.domain.log.printed import Printed, printed_in
from tracker.errors import UserError
from tracker.services.ports import Store

OFFICE: Final = (".docx", ".xlsx", ".xlsm", ".odt", ".ods", ".zip")
MOST = 50_000_000
"""So many bytes of a document's parts are read."""
_TAG = re.compile(r"<[^>]*>")


def compare(store: Store, file: Path) -> tuple[Printed, ...]:
    """The states printed in a file, all of which are in the plan's chain. Raises UserError where one is not."""
    found = printed(file)
    if not found:
        hint = "name a paper, a workbook or a copy that this program made"
        raise UserError(f"{file.name} says of no plan how it stood", hint)
    with store.begin(writing=False) as uow:
        last = uow.snapshot().number
        for state in found:
            if state.number > last:
                said = f"{file.name} was made at {state}, and this plan ends at change {last}"
                raise UserError(said, "this plan is older than the file, was cut short, or is another plan")
            own = uow.changesets(after=state.number - 1, up_to=state.number)
            if not own or not own[0].hash.startswith(state.hash):
                said = f"{file.name} was made at {state}, and change {state.number} of this plan is another"
                raise UserError(said, "the file is of another plan, or the past of one of the two was altered")
    return found


def printed(file: Path) -> tuple[Printed, ...]:
    """The states printed in a file. Raises UserError where it cannot be read."""
    from tracker.db.copies.making import is_copy
    from tracker.paths import is_plan

    if not file.is_file():
        raise UserError(f"{file} is not a file", "name a paper, a workbook or a copy of the plan")
    if is_plan(file) or is_copy(file):
        from tracker.db.copies.bringing_back import looked_into

        with looked_into(file) as (then, _, _):
            return (Printed(then.number, then.head),)
    return printed_in(_text(file))


def _text(file: Path) -> str:
    ending = file.suffix.casefold()
    if ending in OFFICE:
        return _office(file)
    if ending != ".pdf":
        with file.open("rb") as handle:
            return _words(handle.read(MOST).decode("utf-8", "replace"))
    from contextlib import closing

    from tracker.reading.sandbox import Reader

    with closing(Reader()) as reader:
        return "\n".join(reader.text(file))


def _words(marked_up: str) -> str:
    return html.unescape(_TAG.sub("", marked_up))


def _office(file: Path) -> str:
    """The words of a document's parts, without their mark-up."""
    texts, left = [], MOST
    try:
        with zipfile.ZipFile(file) as parts:
            for name in sorted(parts.namelist()):
                if name.endswith((".xml", ".csv", ".txt")) and left > 0:
                    with parts.open(name) as part:
                        data = part.read(left)
                    left -= len(data)
                    texts.append(_words(re.sub(r"</(?:si|w:p|text:p)>", "\n", data.decode("utf-8", "replace"))))
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise UserError(f"{file.name} cannot be read", "open it in its own program, and save it again") from error
    return "\n".join(texts)

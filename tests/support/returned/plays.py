"""What becomes of whole files on their way, and of several that come home: renamed, saved anew, twice, in dispute."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from support.returned.hands import EDIT, LONG, Hand, both, put
from support.returned.office import Book, Came, Office


def _rewritten(path: Path, part: str, how: Callable[[str], str]) -> Path:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = how(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def custom_property(value: str) -> Callable[[Office], Came]:
    space = ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
    fmtid = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
    one = f'<property fmtid="{fmtid}" pid="90" name="Theirs"{space}>{value}</property>'

    def play(office: Office) -> Came:
        path = office.fill(EDIT)
        return office.home(
            _rewritten(path, "docProps/custom.xml", lambda xml: xml.replace("</Properties>", f"{one}</Properties>"))
        )

    return play


def entities(office: Office) -> Came:
    said = '<!DOCTYPE x [<!ENTITY a "b">]>'
    path = office.fill(EDIT)
    return office.home(_rewritten(path, "xl/workbook.xml", lambda xml: xml.replace("<workbook", f"{said}<workbook", 1)))


def bomb(part: str) -> Callable[[Office], Came]:
    def play(office: Office) -> Came:
        path = office.fill(EDIT)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package, package.open(part, "w") as opened:
            for _ in range(150):
                opened.write(b" " * 1024 * 1024)
        return office.home(path)

    return play


def renamed(name: str) -> Callable[[Office], Came]:
    def play(office: Office) -> Came:
        path = office.fill(EDIT)
        return office.home(path.rename(path.with_name(name)))

    return play


def renamed_twice(office: Office) -> list[Came]:
    return [renamed("return.zip")(office), renamed("return")(office)]


def locked(office: Office) -> Came:
    path = office.folder / "locked.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    return office.home(path)


def for_reading(office: Office) -> Came:
    path = office.folder / "progress.xlsx"
    office.run("report", office.plan, path)
    return office.home(path)


def through(*endings: str, how: Hand | None = None) -> Callable[[Office], Came]:
    """Saved by LibreOffice as each of these in turn."""

    def play(office: Office) -> Came:
        path = office.fill(how or (lambda _book: None))
        for number, ending in enumerate(endings):
            path = office.libre(path, office.folder / f"{number}", ending)
        return office.home(path)

    return play


def as_csv(office: Office) -> Came:
    path = office.fill(both(EDIT, put(("A2", "New update", "Said in a list."))))
    rows = openpyxl.load_workbook(path)["Actions"].iter_rows(values_only=True)
    said = (",".join(f'"{_in_list(value)}"' for value in row) for row in rows)
    target = office.folder / "return.csv"
    target.write_text("\r\n".join(said), encoding="utf-8-sig")
    return office.home(target)


def _in_list(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    return "" if value is None else str(value).replace('"', '""')


def twice_at_once(office: Office) -> Came:
    path = office.fill(put(("A1", "Title", "Another title"), ("A2", "New update", "Said.")))
    return office.home(path, path)


def two(one: Hand, other: Hand, *, turned: bool = False) -> Callable[[Office], Came]:
    """Two returns of one plan, brought home by one command."""

    def play(office: Office) -> Came:
        paths = [office.fill(one, name="one.xlsx"), office.fill(other, name="two.xlsx")]
        return office.home(*(reversed(paths) if turned else paths))

    return play


def disputed(side: str = "") -> Callable[[Office], list[Came]]:
    def play(office: Office) -> list[Came]:
        path = office.fill(put(("A1", "Title", "Theirs"), ("A2", "Priority", "high")))
        office.run("set", office.plan, "A1", "title=Ours")
        if not side:
            return [office.home(path)]
        return [office.home(path, "--prefer", side), office.home(path)]

    return play


def month_under_month(office: Office) -> list[Came]:
    path = office.fill(put(("A1", "New update", "First month.")))
    first = office.home(path)
    again = shutil.copy(path, office.folder / "month2.xlsx")
    book = Book(Path(again))
    book["A1", "New update"] = "First month.\nSecond month."
    book.save()
    return [first, office.home(Path(again))]


def since(*words: Any, how: Hand) -> Callable[[Office], Came]:
    """The lead edits the plan after the workbook went out."""

    def play(office: Office) -> Came:
        path = office.fill(how)
        office.run("set", office.plan, *words)
        return office.home(path)

    return play


def good_and_bad(office: Office) -> Came:
    bad = office.folder / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 no workbook")
    return office.home(bad, office.fill(EDIT))


def folder_of_two(office: Office) -> Came:
    within = office.folder / "in"
    within.mkdir()
    office.fill(EDIT).rename(within / "one.xlsx")
    office.fill(put(("A2", "New update", "Said.")), name="two.xlsx").rename(within / "two.xlsx")
    return office.home(within)


def a_plan(office: Office) -> Came:
    other = Path(shutil.copy(office.plan, office.folder / "copy.plan"))
    return office.home(other)


def long_words(edit: bool) -> Callable[[Office], Came]:
    def play(office: Office) -> Came:
        words = office.folder / "long.txt"
        words.write_text(LONG)
        office.run("set", office.plan, "A1", f"description={LONG}")
        path = office.export()
        if edit:
            book = Book(path)
            book["A1", "Description"] = LONG[:20_000]
            book.save()
        return office.home(path)

    return play


def owners_return(how: Hand) -> Callable[[Office], Came]:
    def play(office: Office) -> Came:
        path = office.export("--for", "Ann Lee")
        book = Book(path)
        how(book)
        book.save()
        return office.home(path)

    return play


def for_name(name: str) -> Callable[[Office], Came]:
    return lambda office: office.home(office.export("--for", name))

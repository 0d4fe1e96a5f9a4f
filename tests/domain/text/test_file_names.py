"""Names of files from outside: shown plainly, cleaned, and what opening one would start."""

import pytest

from tracker.domain.text.file_names import (
    DISK,
    LONGEST,
    MACROS,
    PAGE,
    PROGRAM,
    SCRIPT,
    SHORTCUT,
    clean_name,
    shown_name,
    what_it_starts,
)


def test_a_name_that_turns_round_is_shown_in_the_order_of_its_letters() -> None:
    assert shown_name("minutes\u202efdp.exe") == "minutesfdp.exe"
    assert shown_name("minutes\u200b.pdf") == "minutes.pdf"


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("minutes\u202efdp.exe", "minutesfdp.exe"),
        ("../../etc/passwd", "etc passwd"),
        ('a:b*c?"d.txt', "a b c d.txt"),
        ("CON.txt", "_CON.txt"),
        ("notes.exe. ", "notes.exe"),
        ("", "file"),
        (".profile", "profile"),
        ("plain", "plain"),
    ],
)
def test_a_name_is_cleaned_to_be_written(name: str, cleaned: str) -> None:
    assert clean_name(name) == cleaned


def test_a_long_name_keeps_its_ending() -> None:
    cleaned = clean_name("m" * 400 + ".docx")
    assert cleaned.endswith("m.docx")
    assert len(cleaned) == LONGEST


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("minutes.pdf", b"%PDF-1.7", ""),
        ("minutes.docx", b"PK\x03\x04 word/document.xml", ""),
        ("minutes.docx", b"PK\x03\x04 word/vbaProject.bin", MACROS),
        ("minutes.odt", b"PK\x03\x04 Basic/script-lc.xml", MACROS),
        ("x.exe", b"", PROGRAM),
        ("x.pdf", b"MZ\x90", PROGRAM),
        ("x", b"\x7fELF", PROGRAM),
        ("X.BAT", b"", SCRIPT),
        ("x.ps1", b"", SCRIPT),
        ("notes.txt", b"#!/bin/sh", SCRIPT),
        ("minutes.desktop", b"", SHORTCUT),
        ("minutes.txt", b"\n[Desktop Entry]", SHORTCUT),
        ("minutes.lnk", b"", SHORTCUT),
        ("setup.msi", b"\xd0\xcf\x11\xe0", DISK),
        ("plan.xlsm", b"PK", MACROS),
        ("plan.docm", b"PK", MACROS),
        ("old.doc", b"\xd0\xcf\x11\xe0", MACROS),
        ("page.html", b"<html>", PAGE),
        ("drawing.svg", b"<svg>", PAGE),
        ("minutes.pdf\u202e.exe ", b"", PROGRAM),
        ("sheet.csv", b"a,b", ""),
        ("photo.jpg", b"\xff\xd8", ""),
    ],
)
def test_what_opening_a_file_starts(name: str, data: bytes, kind: str) -> None:
    assert what_it_starts(name, data) == kind


def test_an_ending_is_cut_after_twenty_characters_and_its_name_to_what_is_left() -> None:
    assert clean_name(f"a.{'b' * 30}") == f"a.{'b' * 19}"
    assert clean_name(f"a.{'b' * 19}") == f"a.{'b' * 19}"
    assert clean_name(f"{'a' * 30}.pdf", 12) == f"{'a' * 8}.pdf"

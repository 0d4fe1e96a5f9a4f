"""Texts on their way to paper: what can be printed, what is cut, and files that cannot be written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from tracker.domain.plan.records import Kind
from tracker.domain.text.words import how_many
from tracker.papers.cells import cut
from tracker.papers.fonts import character_map, font_for, other_scripts, plain, printable, undrawn
from tracker.papers.paper import markup


def test_text_is_never_taken_for_mark_up() -> None:
    assert markup(' a <b> & "c"\n d ') == 'a &lt;b&gt; &amp; "c"<br/> d'
    assert markup("bell\x07 and \x00 null") == "bell and  null"


def test_characters_of_the_family_are_set_in_it_and_others_in_the_stand_in() -> None:
    assert printable("Łódź ≥ Ω ✓ 5 × 3") == "Łódź ≥ Ω ✓ 5 × 3"
    assert printable("<b>ḥaqq</b>") == '<b><font name="DejaVuSans">ḥ</font>aqq</b>'


def test_what_no_font_can_draw_is_told_and_stays_in_the_text() -> None:
    assert plain("中文") == "中文"
    assert undrawn("Łódź ḥaqq \U0010fffd") == {"\U0010fffd"}
    assert plain("x\u200by\u00adz") == "xyz"
    assert plain("a\ufe00b\ufe0fc") == "abc"
    assert plain("e\u0301") == "é"
    assert plain("line\nend\ttab") == "line\nend\ttab"
    assert plain("a\u00a0b\u2003c") == "a b c"


def test_a_label_is_set_in_the_stand_in_where_a_character_is_missing() -> None:
    assert font_for("Police") == "IBMPlexSans"
    assert font_for("ḥaqq") == "DejaVuSans"


def test_the_map_of_an_embedded_font_names_only_real_characters() -> None:
    text = character_map("AAAAAA+Font", [0, 0, *range(32, 128), 0x141, 0x1F642])
    assert "<00>" not in text.replace("<00> <FF>", "")
    assert "<7F>" not in text.split("endcodespacerange")[1].split("<62>")[0]
    assert "<0141>" in text
    assert "<D83DDE42>" in text
    assert "97 beginbfchar" in text


def test_a_long_map_is_written_in_blocks() -> None:
    assert character_map("F", list(range(32, 127)) + list(range(0xA0, 0x180))).count("beginbfchar") == 4


def test_cutting_leaves_whole_words_and_a_mark() -> None:
    assert cut("short", 10) == "short"
    assert cut("several words too many", 12) == "several …"
    assert cut("one two three four", 18) == "one two three four"
    assert cut("one two three four", 17) == "one two three …"


def test_counts_agree_with_their_noun() -> None:
    counts = [how_many(count, "day") for count in (-1, 0, 1, 2)]
    assert counts == ["-1 day", "0 days", "1 day", "2 days"]


def test_whoever_makes_a_paper_is_told_what_cannot_be_drawn(tmp_path: Path) -> None:
    from support.builders import a_plan_store
    from tracker.domain.board.board import board_data
    from tracker.papers.board_pdf import write_board_pdf

    plan = a_plan_store().snapshot()
    today = date(2024, 3, 12)
    assert write_board_pdf(board_data(plan, today), tmp_path / "a.pdf", paper="statement") == ()
    strange = replace(plan.recommendations[0], text="\U0010fffd here")
    odd = plan.with_records([(Kind.RECOMMENDATION, strange.id, strange)], 3, plan.head)
    (said,) = write_board_pdf(board_data(odd, today), tmp_path / "b.pdf", paper="statement")
    assert "no font of this machine draws 1 character (\U0010fffd)" in said


def test_fonts_for_other_scripts_are_found_by_name(tmp_path: Path) -> None:
    for name in ("FreeSans.ttf", "Other.ttf", "NotoSans-Regular.ttf"):
        (tmp_path / name).write_bytes(b"")
    assert [file.name for file in other_scripts([tmp_path])] == ["NotoSans-Regular.ttf", "FreeSans.ttf"]

"""The verbs about papers: report and issued."""

import hashlib
import html
import json
import re
import zipfile
from pathlib import Path

from PIL import Image

from support.cli import Tracker
from support.on_paper.pdf_pages import text_of
from tracker.services.ports import system_user


def words_in(file: Path) -> str:
    """All that a paper says, whatever its format: in one line."""
    if file.suffix == ".pdf":
        return text_of(file.read_bytes())
    if file.suffix == ".html":
        said = [file.read_text(encoding="utf-8")]
    else:
        with zipfile.ZipFile(file) as parts:
            said = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", " ".join(said))).split())


def issue_one(tracker: Tracker, plan: Path, out: Path, *words: str) -> str:
    done = tracker("report", plan, out, "--issue", "T1", *words)
    assert done.status == 0, done.err
    return done.first.rpartition("issued as ")[2]


def test_the_very_file_comes_back(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    assert tracker("add", "meeting", plan, "name=Board", "held_on=2024-04-12").first == "T1"
    assert "no paper has been issued" in tracker("issued", plan).out
    first, second = tmp_path / "a.pdf", tmp_path / "b.docx"
    refs = [issue_one(tracker, plan, first), issue_one(tracker, plan, second, "--paper", "exceptions", "--public")]
    listed = tracker("issued", plan, "--json", "-").json
    assert [one["ref"] for one in listed] == refs
    assert [one["kind"] for one in listed] == ["board", "exceptions"]
    assert [one["options"] for one in listed] == [[], ["public"]]
    assert {one["meeting"] for one in listed} == {"T1"}
    for one, file in zip(listed, (first, second), strict=True):
        assert one["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
        again = tmp_path / f"again-{file.name}"
        assert tracker("issued", plan, one["ref"], again).status == 0
        assert again.read_bytes() == file.read_bytes()
    out = tracker("issued", plan).out
    assert "exceptions (public)" in out
    assert f"SHA-256 {listed[0]['sha256']}" in out
    assert "verified" in tracker("verify", plan).out


def test_accounts_stand_in_the_internal_dossier_alone(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    tracker("--as", "Ann Lee", "attach", plan, "A1", "https://example.org", "--kind", "audit", "--shows", "Ten cases")
    tracker("--as", "Bob Day", "review", plan, "E1", "--accept", "--note", "Read")
    made = {}
    for paper, ending, *more in (
        ("dossier", ".pdf"), ("dossier", ".docx"), ("dossier", ".pdf", "--public"), ("board", ".pdf"),
        ("dossier", ".xlsx"), ("board", ".xlsx"),
    ):  # fmt: skip
        out = tmp_path / f"{len(made)}{ending}"
        assert tracker("report", plan, out, "--paper", paper, *more).status == 0
        made[paper, ending, *more] = words_of(out)
    told = f"added by Ann Lee (account {system_user()}); accepted by Bob Day (account {system_user()})"
    assert told in made.pop(("dossier", ".pdf"))
    assert told in made.pop(("dossier", ".docx"))
    assert [paper for paper, words in made.items() if "(account" in words] == []


def words_of(path: Path) -> str:
    if path.suffix == ".pdf":
        return text_of(path.read_bytes())
    with zipfile.ZipFile(path) as packed:
        parts = [packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")]
    return re.sub(r"<[^>]+>", "", " ".join(parts))


def test_issued_refuses_what_is_not_there(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    assert tracker("issued", plan, "B1").status == 2
    done = tracker("issued", plan, "B1", tmp_path / "x.pdf")
    assert done.status == 1
    assert "there is no B1" in done.err
    assert not (tmp_path / "x.pdf").exists()


def test_a_plan_that_does_not_verify_issues_nothing(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    import sqlite3

    tracker("add", "meeting", plan, "name=Board", "held_on=2024-04-12")
    with sqlite3.connect(plan) as connection:
        connection.execute("UPDATE action SET title = 'altered' WHERE title LIKE 'Train%'")
    done = tracker("report", plan, tmp_path / "a.pdf", "--issue", "T1")
    assert done.status == 1
    assert "does not verify" in done.err
    assert not (tmp_path / "a.pdf").exists()


def test_every_paper_is_made_in_every_format_or_refused_in_words(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    for paper in ("exceptions", "statement", "plan-on-a-page"):
        for ending in ("docx", "xlsx"):
            out = tmp_path / f"{paper}.{ending}"
            assert tracker("report", plan, out, "--paper", paper, "--public").status == 0
            assert out.stat().st_size
    done = tracker("report", plan, tmp_path / "x.xlsx", "--appendices", "none")
    assert done.status == 1
    assert "has appendices to leave out" in done.err
    assert tracker("report", plan, tmp_path / "x.pdf", "--appendices", "none").status == 0


def test_a_paper_is_made_again_by_its_template(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (60, 20), "navy").save(logo)
    tracker("add", "meeting", plan, "name=Board", "held_on=2099-04-12", "item=7(b)")
    assert "no template of papers is kept" in tracker("template", plan).out
    given = ("--sections", "key; headlines", "--columns", "due", "--marking", "RESTRICTED", "--recipients", "A; B")
    done = tracker("template", plan, "Scrutiny", *given, "--logo", logo)
    assert done.status == 0, done.err
    assert "sections: Headlines; Key, columns: Due, marking: RESTRICTED, recipients: A; B, logo: " in done.out
    assert tracker("template", plan, "scrutiny", "--columns", "").status == 0
    (kept,) = tracker("template", plan, "--json", "-").json
    assert (kept["name"], kept["sections"], kept["columns"]) == ("Scrutiny", ["Headlines", "Key"], [])
    for ending in ("pdf", "docx", "xlsx"):
        out = tmp_path / f"a.{ending}"
        made = tracker("report", plan, out, "--template", "scrutiny", "--issue", "T1")
        assert made.status == 0, made.err
    words = text_of((tmp_path / "a.pdf").read_bytes())
    assert "Agenda item 7(b) To A B Author" in words
    assert "RESTRICTED" in words
    assert "Appendix A: Key" in words
    assert "Decisions" not in words
    assert [one["options"] for one in tracker("issued", plan, "--json", "-").json] == [["template Scrutiny"]] * 3
    assert tracker("template", plan, "Scrutiny", "--remove").status == 0
    assert tracker("report", plan, tmp_path / "b.pdf", "--template", "Scrutiny").status == 1


def test_what_is_said_beside_the_plan_stands_in_every_format_and_paper(
    tracker: Tracker, plan: Path, tmp_path: Path
) -> None:
    said = {
        "--report-number": "CS/26/14", "--exempt": "2", "--lead-officer": "Director of Children's Services",
        "--cabinet-member": "Cllr Brown", "--cleared": "Finance, 3 Mar 2026; Legal, 4 Mar 2026",
    }  # fmt: skip
    texts = ("risks=That nobody signs.", "Background papers=Letter of Ofsted\nPlan of March")
    given = [word for pair in said.items() for word in pair] + [word for text in texts for word in ("--text", text)]
    expected = (
        "CS/26/14", "paragraph 2 of Part 1 of Schedule 12A", "Director of Children's Services", "Cllr Brown",
        "Legal, 4 Mar 2026", "Risks", "That nobody signs.", "Plan of March",
    )  # fmt: skip
    for paper in ("board", "exceptions", "statement", "dossier"):
        assert tracker("template", plan, paper, "--paper", paper, *given).status == 0
    for paper, ending in (
        ("board", "pdf"), ("board", "docx"), ("board", "xlsx"), ("board", "html"), ("exceptions", "xlsx"),
        ("statement", "docx"), ("dossier", "html"),
    ):  # fmt: skip
        out = tmp_path / f"{paper}.{ending}"
        assert tracker("report", plan, out, "--template", paper).status == 0
        words = words_in(out)
        assert [one for one in expected if one not in words] == [], out.name
    done = tracker("report", plan, tmp_path / "p.pdf", "--template", "board", "--public")
    assert "a public paper leaves out what the template says under: Risks" in done.err
    words = text_of((tmp_path / "p.pdf").read_bytes())
    assert [one for one in expected if one in words] == ["CS/26/14", "Plan of March"]
    done = tracker("template", plan, "board", "--text", "Risks=")
    assert "texts: Background papers" in done.out
    assert tracker("template", plan, "board", "--text", "Risks").status == 2


def test_a_plan_on_a_page_says_its_number_in_a_line(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    done = tracker("template", plan, "Page", "--paper", "plan-on-a-page", "--text", "Risks=Some")
    assert (done.status, "no room for texts" in done.err) == (1, True)
    given = ("--paper", "plan-on-a-page", "--report-number", "7", "--recipients", "A; B")
    assert tracker("template", plan, "Page", *given).status == 0
    assert tracker("report", plan, tmp_path / "page.pdf", "--template", "Page").status == 0
    assert "Report number: 7. To: A; B" in text_of((tmp_path / "page.pdf").read_bytes())


def test_a_template_refuses_what_it_could_not_do(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(30))
    for words, fault in (
        (("--sections", "Weather"), "no section of the board paper called “Weather”"),
        (("--columns", "Colour"), "no column called “Colour”"), (("--logo", bad), "cannot be read as a picture"),
        (("--remove",), "no template called “A”"),
    ):  # fmt: skip
        done = tracker("template", plan, "A", *words)
        assert done.status == 1
        assert fault in done.err
    tracker("template", plan, "A", "--paper", "dossier")
    done = tracker("report", plan, tmp_path / "a.pdf", "--template", "A", "--paper", "board")
    assert done.status == 1
    assert "the template A is of the dossier paper" in done.err
    assert tracker("report", plan, tmp_path / "a.pdf", "--template", "A").status == 0


def test_a_web_page_is_made_of_every_paper_and_is_known_again(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    for paper in ("board", "exceptions", "statement", "dossier", "plan-on-a-page", "public-page"):
        out = tmp_path / f"{paper}.html"
        assert tracker("report", plan, out, "--paper", paper).status == 0
        assert tracker("verify", plan, "--against", out).status == 0
    assert tracker("report", plan, tmp_path / "p.htm", "--public").status == 0
    assert "What happens next" in (tmp_path / "p.htm").read_text()
    done = tracker("report", plan, tmp_path / "p.html", "--public", "--appendices", "none")
    assert (done.status, "has appendices to leave out" in done.err) == (1, True)


def test_what_a_public_paper_leaves_out_is_told_and_listed(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    tracker("update", plan, "A1", "--text", "Free words about a family")
    done = tracker("report", plan, tmp_path / "a.pdf", "--public", "--left-out", tmp_path / "left.json")
    assert "warning: the public version leaves out" in done.err
    left = json.loads((tmp_path / "left.json").read_text())
    assert {"ref": "U1", "kind": "update", "field": "text", "what": "note"} in left
    for words in (("--left-out", tmp_path / "x"), ("--small-numbers", "3"), ("--public", "--small-numbers", "-1")):
        assert tracker("report", plan, tmp_path / "b.pdf", *words).status == 2
    assert not (tmp_path / "b.pdf").exists()


def test_small_numbers_are_told_where_whoever_makes_the_paper_says_so(
    tracker: Tracker, plan: Path, tmp_path: Path
) -> None:
    tracker("add", "measure", plan, "name=Children missing", "baseline=4", "for=R1")
    out = tmp_path / "a.html"
    assert tracker("report", plan, out, "--public").status == 0
    assert "baseline fewer than 5" in out.read_text()
    assert tracker("report", plan, out, "--public", "--small-numbers", "0").status == 0
    assert "baseline 4" in out.read_text()

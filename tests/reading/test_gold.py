"""The two published samples whole, and the labelled reports beside the project where they are at hand."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from tracker.domain.plan.as_json import encode
from tracker.domain.reading.reading import Reading
from tracker.reading.reader import read_file

_FURNITURE = re.compile(
    r"(?i)inspection report: |^\d+$|page \d+ of \d+|crown copyright|\bInspection of .* services \d+ to"
)


def fold(text: str) -> str:
    return re.sub(r"[^a-z0-9£%&]+", "", unicodedata.normalize("NFKC", text).casefold())


def words_at(path: Path, reading: Reading) -> list[tuple[str, str]]:
    """Each item's text beside the words that stand in its boxes on the page."""
    import pypdfium2

    found = []
    pdf = pypdfium2.PdfDocument(path)
    for item in reading.recommendations:
        words = ""
        for box in item.boxes:
            page = pdf[box.page - 1]
            text = page.get_textpage()
            height = page.get_height()
            words += text.get_text_bounded(box.x0 - 1, height - box.y1 - 1, box.x1 + 1, height - box.y0 + 1)
            text.close()
            page.close()
        found.append((item.text, words))
    pdf.close()
    return found


@pytest.fixture(scope="module")
def letter(samples: Path) -> Reading:
    return read_file(samples / "manchester-jtai-2023-11-30.pdf")


def test_the_letters_six_items_stand_on_pages_two_and_three(letter: Reading) -> None:
    assert [item.page for item in letter.recommendations] == [2, 2, 2, 2, 2, 3]
    assert {item.kind for item in letter.recommendations} == {"needs to improve"}
    assert letter.recommendations[0].text == (
        "How effectively the arrangements for the monitoring and evaluation of serious youth violence support the "
        "partnership in implementing its strategy."
    )
    assert letter.recommendations[5].text.endswith("core child and adolescent mental health services (CAMHS).")


def test_the_letters_facts(letter: Reading) -> None:
    assert (letter.document_type, letter.family, letter.area) == ("JTAI", "jtai-2022", "Manchester")
    assert letter.title == "Joint targeted area inspection of Manchester"
    assert (letter.inspection_start, letter.inspection_end) == (date(2023, 10, 9), date(2023, 10, 13))
    assert (letter.published, letter.respond_by) == (date(2023, 11, 30), date(2024, 3, 9))
    assert letter.principal_authority == "Manchester local authority"
    assert letter.submitted_by == "Manchester local authority"
    assert letter.respond_to == "ProtectionOfChildren@ofsted.gov.uk"
    assert [(person.name, person.role, person.organisation) for person in letter.addressees] == [
        ("Paul Marshall", "Strategic Director Children and Education Directorate Services", "Manchester City Council"),
        ("Tom Hinchcliffe", "Deputy Place Lead", "Manchester Heath and Care Commissioning"),
        ("Kate Green", "Greater Manchester Deputy Mayor", None),
        ("Stephen Watson", "Chief Constable", "Greater Manchester Police"),
        ("Thomas Lang", "Youth Justice Head of Service", "Manchester City Council"),
        ("Beate Wagner", "Independent Scrutineer", "Manchester Safeguarding Partnership"),
    ]


def test_the_sample_inspection_report(samples: Path) -> None:
    reading = read_file(samples / "manchester-ilacs-2025-11-11.pdf")
    assert (reading.document_type, reading.area, reading.lead_inspector) == (
        "ILACS inspection", "Manchester", "Sophie Wales",
    )  # fmt: skip
    assert (reading.inspection_start, reading.inspection_end) == (date(2025, 9, 22), date(2025, 10, 3))
    assert [(item.text, item.page, item.national_framework) for item in reading.recommendations] == [
        ("The identification and response to neglect. (outcome 3: national framework)", 2, ("outcome 3",))
    ]
    assert [row.grade for row in reading.judgements] == [
        "Outstanding", "Good", "Outstanding", "Outstanding", "Outstanding",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["manchester-jtai-2023-11-30.pdf", "manchester-ilacs-2025-11-11.pdf"])
def test_a_samples_words_stand_in_their_boxes(samples: Path, name: str) -> None:
    for text, words in words_at(samples / name, read_file(samples / name)):
        assert fold(text) in fold(words)


@pytest.fixture(scope="module")
def gold(shared: Path) -> Path:
    return shared / "gold"


@pytest.fixture(scope="module")
def readings(gold: Path) -> dict[str, Reading]:
    return {path.stem: read_file(path) for path in sorted((gold / "reports").glob("*.pdf"))}


@pytest.mark.gold
def test_the_labelled_reports_score(gold: Path, readings: dict[str, Reading], tmp_path: Path) -> None:
    predicted = tmp_path / "out.json"
    predicted.write_text(json.dumps([encode(reading) for reading in readings.values()]), encoding="utf-8")
    command = [sys.executable, str(gold / "score.py"), str(gold / "gold.json"), str(predicted)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    figures = {line.split(":")[0]: float(re.split(r"[= ]", line)[-1]) for line in lines if "=" in line or "F1" in line}
    assert figures["recommendations"] >= 0.99
    assert figures["reports whose whole list is right"] >= 0.96
    for name in ("recommendation responsible_body", "recommendation theme"):
        assert figures[name] >= 0.95
    for name, figure in figures.items():
        if name.startswith("recommendation ") and not name.endswith(("body", "theme")):
            assert figure >= 0.98, name
    for name in ("document_type", "area", "inspection_start", "inspection_end", "published", "lead_inspector",
                 "respond_by", "judgements"):  # fmt: skip
        assert figures[name] >= 0.98, name


@pytest.mark.gold
def test_every_labelled_items_words_stand_in_its_boxes_and_none_is_furniture(
    gold: Path, readings: dict[str, Reading]
) -> None:
    for name, reading in readings.items():
        for text, words in words_at(gold / "reports" / f"{name}.pdf", reading):
            assert fold(text) in fold(words), (name, text)
            assert not _FURNITURE.search(text), (name, text)
            assert reading.recommendations


@pytest.mark.gold
def test_a_surely_read_item_says_so(readings: dict[str, Reading]) -> None:
    items = [item for reading in readings.values() for item in reading.recommendations]
    assert sum(item.confidence >= 0.8 for item in items) / len(items) > 0.9


@pytest.mark.parametrize(
    ("seed", "family", "area", "items"),
    [
        ("000", "overview", "Greater Manchester", 4),
        ("001", "peer-review", "Manchester", 2),
        ("002", "jtai-2022", "Manchester", 6),
        ("003", "ilacs", "Manchester", 1),
        ("004", "assurance", "Bury", 0),
    ],
)
@pytest.mark.gold
def test_the_seeds_formal_items(shared: Path, seed: str, family: str, area: str, items: int) -> None:
    path = next((shared / "seeds").glob(f"{seed}_*.txt"))
    reading = read_file(path)
    assert (reading.family, reading.area, len(reading.recommendations)) == (family, area, items)
    expected = json.loads((shared / "seeds" / "expected.json").read_text(encoding="utf-8"))["seeds"]
    for label in expected.get(seed, {}).get("formal_recommendations", []):
        assert fold(label["text"]) in {fold(item.text) for item in reading.recommendations}
    if seed == "000":
        assert {item.paragraph for item in reading.recommendations} == {"20"}


@pytest.mark.gold
def test_the_labelled_letters_score(gold: Path, tmp_path: Path) -> None:
    readings = {path.stem: read_file(path) for path in sorted((gold / "focused" / "letters").glob("*.pdf"))}
    predicted = tmp_path / "out.json"
    predicted.write_text(json.dumps([encode(reading) for reading in readings.values()]), encoding="utf-8")
    command = [sys.executable, str(gold / "score.py"), str(gold / "focused" / "gold.json"), str(predicted)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    figures = {line.split(":")[0]: float(re.split(r"[= ]", line)[-1]) for line in lines if "=" in line or "F1" in line}
    assert min(figures.values()) >= 0.98, figures
    extra = json.loads((gold / "focused" / "extra.json").read_text(encoding="utf-8"))
    people = [
        [(p["name"], p["role"], p["organisation"]) for p in label["addressees"]]
        == [(p.name, p.role, p.organisation) for p in readings[label["id"]].addressees]
        for label in extra
    ]
    assert sum(people) >= 0.95 * len(extra)
    for label in extra:
        stated = sorted((period["for_"], int(period["printed"].split()[0])) for period in label["stated_periods"])
        assert stated == sorted((p.what, p.working_days) for p in readings[label["id"]].answer_periods)

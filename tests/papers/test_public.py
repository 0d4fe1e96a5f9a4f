"""The public version: nothing that is planted in a plan stands in any paper of any format, and that is told."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from support.builders import an_id
from support.clocks import an_act
from support.on_paper.every_field import marker
from support.on_paper.pdf_pages import pages_of
from tracker.domain.board.board_changes import Since
from tracker.domain.guard.publishing import NAMES, RESTRICTED, SHOWN, left_out, summed
from tracker.domain.meetings.papers import may_be_public
from tracker.domain.plan.fields import FieldType
from tracker.domain.plan.records import (
    Evidence,
    Finding,
    Kind,
    Milestone,
    Paper,
    Person,
    Record,
    Round,
    Update,
    Verification,
    kind_of,
    specs,
)
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.reading.reading import Addressee
from tracker.papers.contents import PAPERS
from tracker.reporting import write_report

ENDINGS = (".pdf", ".docx", ".html", ".xlsx")
WORDS = (FieldType.TEXT, FieldType.NOTE, FieldType.WORDS)
FIRST = ("Zorah", "Quentin", "Maribel", "Osric", "Tamsin", "Ulric", "Wilhelmina", "Ysolde", "Barnaby", "Clemency")
LAST = ("Quillfeather", "Thistlewood", "Ravenscroft", "Merriweather")
PEOPLE = tuple(f"{first} {last}" for first in FIRST for last in LAST)


@pytest.fixture(scope="module")
def whole(few: Snapshot) -> Snapshot:
    """A plan with a record of every kind."""
    day = date(2026, 3, 1)
    more: tuple[Record, ...] = (
        Finding(id=an_id(471), ref="F1", text="x", inspection=an_id(300)),
        Milestone(id=an_id(472), ref="S1", action=an_id(5001), title="x", due=day),
        Verification(id=an_id(473), ref="V1", action=an_id(5002), months=3, due=day),
        Paper(id=an_id(474), ref="B1", meeting=an_id(661), day=day, changeset=41, as_at=day, sha256="0" * 64),
        Round(id=an_id(475), ref="Q1", name="x", asked_on=day),
        Update(id=an_id(476), ref="U90", target=an_id(5002), text="x", dated=day),
        Person(id=an_id(299), ref="P99", name="Head of Early Help", sort="role"),
    )
    return put(few, *more)


def put(snapshot: Snapshot, *records: Any) -> Snapshot:
    return snapshot.with_records([(kind_of(one), one.id, one) for one in records], snapshot.number, snapshot.head)


def every(snapshot: Snapshot) -> Iterator[Record]:
    yield snapshot.plan
    for kind in Kind:
        if kind is not Kind.PLAN:
            yield from snapshot.of(kind)


def with_words(record: Record, kinds: tuple[FieldType, ...], words: Any) -> Record:
    """The record with every text of these types replaced; the kind of evidence stays one that is known."""
    fields = {name: spec for name, spec in specs(kind_of(record)).items() if spec.type in kinds}
    news = {name: words(name) for name in fields if (kind_of(record), name) != (Kind.PAPER, "kind")}
    return replace(record, **{n: (v,) if fields[n].type is FieldType.WORDS else v for n, v in news.items()})


def papers(snapshot: Snapshot, folder: Path, day: date, **options: Any) -> Iterator[tuple[str, str]]:
    """Every paper in every format that has a public version, with all letters that stand in the file."""
    since = Since(snapshot, day, "the meeting of before", ())
    for paper in PAPERS:
        for ending in ENDINGS:
            if may_be_public(paper, ending):
                target = folder / f"{paper}{ending}"
                given = {"since": since} if paper in ("board", "public-page") else {}
                write_report(snapshot, target, an_act("Ann Maker", day), paper=paper, public=True, **given, **options)
                yield target.name, re.sub(r"\s", "", all_words(target))


def all_words(file: Path) -> str:
    if file.suffix == ".pdf":
        return "".join(pages_of(file.read_bytes())) + file.read_bytes().decode("latin-1")
    if file.suffix == ".html":
        return unescape(file.read_text())
    with zipfile.ZipFile(file) as parts:
        texts = [parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels"))]
    return unescape(re.sub(r"<[^>]*>", "", "".join(texts)) + "".join(texts))


def test_a_field_that_is_not_shown_stands_in_no_paper(whole: Snapshot, today: date, tmp_path: Path) -> None:
    filled = put(whole, *(with_words(one, WORDS, lambda name, one=one: marker(one, name)) for one in every(whole)))
    secret = {
        marker(one, name): (kind_of(one), name)
        for one in every(filled)
        for name, spec in specs(kind_of(one)).items()
        if spec.type in WORDS
        and name not in SHOWN.get(kind_of(one), "").split()
        and not (name == "name" and one.ref == "P99")
    }
    assert len(secret) > 50
    shown = set()
    for name, words in papers(filled, tmp_path, today):
        assert [where for text, where in secret.items() if text in words] == [], name
        shown |= {one.ref for one in filled.actions if marker(one, "title") in words}
    assert shown == {one.ref for one in filled.actions}
    left = {(one.kind, one.field) for one in left_out(filled)}
    external = {(kind, specs(kind)[name].external) for kind, name in secret.values()}
    kept = {("plan", "kept_choices"), ("inspection", "sha256"), ("evidence", "sha256"), ("paper", "sha256")}
    assert {(kind.value, field) for kind, field in external} - {(k.value, f) for k, f in left} == kept


def test_restricted_evidence_stands_in_no_public_paper(whole: Snapshot, today: date, tmp_path: Path) -> None:
    item = whole.by_ref("E2")
    assert isinstance(item, Evidence)
    secret = replace(item, ref="E9731", kind="What children say", restricted="yes", targets=(*item.targets, an_id(401)))
    kept = put(whole, secret)
    counted = []
    for name, words in papers(kept, tmp_path, today):
        assert "E9731" not in words, name
        counted.append("Whatchildrensay" in words)
    assert not any(counted)
    internal = tmp_path / "internal.html"
    write_report(kept, internal, an_act("Ann Maker", today), paper="dossier")
    assert "E9731" in internal.read_text()
    assert [one.what for one in left_out(kept) if one.ref == "E9731"] == [RESTRICTED]
    assert "1 restricted piece of evidence" in summed(left_out(kept))


def test_two_hundred_names_stand_in_no_paper(whole: Snapshot, today: date, tmp_path: Path) -> None:
    people = [Person(id=an_id(8000 + n), ref=f"P{500 + n}", name=name, role="Team Manager" if n % 2 else None,
                     sort="person") for n, name in enumerate(PEOPLE)]  # fmt: skip
    forms = [f for n in PEOPLE for f in (n, n.upper(), ", ".join(reversed(n.split())), f"{n[0]}. {n.split()[1]}",
                                         f"Mrs {n.split()[1]}")]  # fmt: skip
    assert len(forms) == 200
    saying = "; ".join(f"task for {form}'s team" for form in forms)
    planted = put(whole, *people)
    said = [with_words(one, WORDS, lambda _name: saying) for one in every(planted)
            if kind_of(one) not in (Kind.PERSON, Kind.INSPECTION, Kind.PAPER)]  # fmt: skip
    signed = [
        replace(one, **dict.fromkeys(NAMES[kind_of(one)].split(), PEOPLE[0])) for one in said if kind_of(one) in NAMES
    ]
    planted = put(planted, *said, *signed)
    owned = [replace(one, owner=people[0].id, accountable=people[1].id) for one in planted.actions]
    inspections = [
        replace(one, addressees=(Addressee(PEOPLE[3], "Director", "Council"),)) for one in planted.inspections
    ]
    subjects = [replace(one, text="Plans are not always specific.")  # the report's own words stay as they are
                for one in (*planted.recommendations, *planted.findings)]  # fmt: skip
    planted = put(planted, *owned, *inspections, *subjects)
    squeezed = [re.sub(r"\s", "", form) for form in forms]
    for name, words in papers(planted, tmp_path, today):
        folded = words.casefold()
        assert [form for form in squeezed if form.casefold() in folded] == [], name
        assert not any(last.casefold() in folded for last in LAST), name


def test_the_figures_are_those_of_the_internal_paper(whole: Snapshot, today: date) -> None:
    from tracker.domain.board.board import board_data

    public, internal = board_data(whole, today, public=True), board_data(whole, today)
    assert [(one.key, one.refs) for one in public.figures] == [(one.key, one.refs) for one in internal.figures]
    assert [one.figure.refs for one in public.exceptions] == [one.figure.refs for one in internal.exceptions]


@pytest.mark.parametrize(("least", "told"), [(5, "fewer than 5"), (3, "latest 4 children"), (0, "latest 4 children")])
def test_a_small_number_of_people_is_not_told(
    whole: Snapshot, today: date, tmp_path: Path, least: int, told: str
) -> None:
    measure, point = whole.measures[0], whole.of(Kind.POINT)[0]
    planted = put(
        whole, replace(measure, name="Children missing education", unit="children", baseline=12.0, target=0.0),
        replace(point, value=4.0), replace(whole.actions[0], title="See the four children at risk within 3 days"),
    )  # fmt: skip
    pressed = told.replace(" ", "")
    for name, words in papers(planted, tmp_path, today, least=least):
        if name.split(".")[0] in ("board", "public-page", "dossier"):
            assert pressed in words, name
        if least == 5:
            assert "4children" not in words, name
            assert "fourchildren" not in words, name
            assert "withinfewer" not in words, name


def test_the_public_page_tells_what_was_told_done_changed_and_comes_next(
    whole: Snapshot, today: date, tmp_path: Path
) -> None:
    target = tmp_path / "page.html"
    said = write_report(whole, target, an_act("Ann", today), public=True)
    heads = re.findall(r"<h2[^>]*>(.*?)</h2>", target.read_text())
    assert heads[:4] == ["What inspectors told us", "What we have done", "What has changed", "What happens next"]
    assert said[-1].startswith("the public version leaves out ")


def test_a_plan_with_nothing_in_it_has_a_public_page(few: Snapshot, today: date, tmp_path: Path) -> None:
    empty = few.with_records([(kind_of(one), one.id, None) for one in every(few) if one is not few.plan], 1, few.head)
    words = next(text for name, text in papers(empty, tmp_path, today) if name == "public-page.html")
    for said in ("holdsnorecommendationsyet", "Nothingisfinishedyet", "Nothingismeasured", "Noactionisopen"):
        assert said in words

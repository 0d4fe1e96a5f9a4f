import hashlib
import json
from dataclasses import replace
from datetime import date

from support.builders import a_reading, an_id
from support.clocks import FixedClock
from tracker.domain.log import chain
from tracker.domain.log.changes import Stamp
from tracker.domain.plan.as_json import JsonValue, encoded
from tracker.domain.plan.records import Kind
from tracker.domain.reading.reading import ListedInspection, ReadFinding, ReadRecommendation, ReportedAction


def test_what_nobody_doubts_is_of_the_surest_tier() -> None:
    assert (ReadFinding("weakness", "Plans vary.").tier, ReadRecommendation("recommendation", "Plan.").confidence) == (
        1, 1.0,
    )  # fmt: skip


def test_a_reading_has_the_promised_shape() -> None:
    reading = a_reading(
        fieldwork_periods=((date(2023, 10, 9), date(2023, 10, 13)),),
        reported_actions=(ReportedAction("A plan was made.", "done", page=7),),
        inspections_listed=(ListedInspection("Kent", "JTAI"),),
    )
    told = encoded(reading)
    assert json.loads(json.dumps(told)) == told
    assert told["inspection_start"] == "2023-10-09"
    assert told["fieldwork_periods"] == [["2023-10-09", "2023-10-13"]]
    recommendations = told["recommendations"]
    assert isinstance(recommendations, list)
    assert recommendations[0]["boxes"] == [[2, 72.0, 100.0, 520.0, 112.0]]
    assert recommendations[0]["national_framework"] == ["outcome 3"]


def a_stamp() -> Stamp:
    return Stamp("A", "a", FixedClock().now(), why="because")


def a_link(**changed: object) -> str:
    salt = "00" * 16
    digests = chain.digest(salt, None), chain.digest(salt, "x")
    change = chain.SealedChange(an_id(1), Kind.ACTION, "title", *digests)
    given = {"number": 1, "parent": chain.GENESIS, "stamp": a_stamp(), "why": "w", "change": change, **changed}
    return chain.link(given["number"], given["parent"], given["stamp"], given["why"], [given["change"]])  # type: ignore[arg-type,list-item]


def test_the_same_changeset_has_the_same_hash() -> None:
    assert a_link() == a_link()
    assert len(a_link()) == 64


def test_anything_that_is_altered_alters_the_hash() -> None:
    salt = "00" * 16
    forged = chain.SealedChange(an_id(1), Kind.ACTION, "title", chain.digest(salt, None), chain.digest(salt, "y"))
    others = [
        a_link(number=2), a_link(parent="1" * 64), a_link(why="v"), a_link(change=forged),
        a_link(stamp=replace(a_stamp(), who="B")), a_link(stamp=replace(a_stamp(), verb="undo", undoes=1)),
    ]  # fmt: skip
    assert a_link() not in others
    assert len(set(others)) == len(others)


def test_the_hash_is_that_of_the_whole_changeset_in_canonical_form() -> None:
    sealed = [
        chain.SealedChange(an_id(n), Kind.ACTION, '"changes":[ “é”', chain.digest("00", n), chain.digest("01", n))
        for n in range(3)
    ]
    body: JsonValue = {
        "number": 1, "parent": chain.GENESIS, "who": "A", "system_user": "a", "at": a_stamp().at.isoformat(),
        "verb": "edit", "why": "w", "undoes": None, "redoes": None, "joined": None,
        "changes": [[one.record, one.kind.value, one.field, one.old_digest, one.new_digest] for one in sealed],
    }  # fmt: skip
    whole = hashlib.sha256(chain.canonical(body)).hexdigest()
    assert chain.link(1, chain.GENESIS, a_stamp(), "w", iter(sealed)) == whole


def test_a_digest_hides_its_value_behind_a_salt() -> None:
    assert chain.digest(chain.new_salt(), "x") != chain.digest(chain.new_salt(), "x")


def test_a_value_is_written_one_way_only() -> None:
    assert chain.canonical({"b": 1, "a": ["é", None]}) == '{"a":["é",null],"b":1}'.encode()

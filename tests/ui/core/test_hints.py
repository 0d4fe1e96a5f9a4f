"""A refusal says what to do in both wordings: the command line's, and the window's."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import tracker
from support.builders import a_plan_store
from support.clocks import FixedClock
from support.team import CHAIR, LEAD, NURSE, OWNER, Team
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.dates import extend
from tracker.services.dates.agree import agree, withdraw_agreement
from tracker.services.evidence.evidence import About, attach_link, review
from tracker.services.log.erase import erase
from tracker.services.meetings.rounds import ask_round, close_round, nil_return
from tracker.services.meetings.updates import add_update
from tracker.services.people.agencies import join_agencies
from tracker.services.people.people import hand_over
from tracker.services.records.editing import add, set_fields
from tracker.ui.look.note import said

FOR_COMMANDS = re.compile(r"(?:^|\s)--[a-z]|\btracker [a-z]+ [A-Z]{4}|`tracker |\badd \S+=…")
LAYERS = ("services", "db", "domain", "workbook", "reading", "papers")


@pytest.fixture
def team() -> Team:
    clock = FixedClock()
    return Team(a_plan_store(clock), clock)


def words_of(node: ast.AST) -> str:
    """A text of the code, its variable parts as {}."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def one_sided() -> Iterator[str]:
    """Functions that hold a hint about commands and give no other wording with any refusal."""
    for layer in LAYERS:
        for path in sorted((Path(tracker.__file__).parent / layer).rglob("*.py")):
            for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(function, ast.FunctionDef):
                    nodes = list(ast.walk(function))
                    notes = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
                    hints = [node for node in nodes if id(node) not in notes and FOR_COMMANDS.search(words_of(node))]
                    calls = [node for node in nodes if isinstance(node, ast.Call)]
                    worded = sum(_is_worded(call) for call in calls)
                    if len({node.lineno for node in hints}) > worded and not path.name.startswith(("ocr", "sandbox")):
                        yield f"{path.name}: {function.name}"


def _is_worded(call: ast.Call) -> bool:
    named = any(keyword.arg == "window" for keyword in call.keywords)
    return named or (getattr(call.func, "id", "") == "Broken" and len(call.args) > 2)


def test_every_hint_about_commands_comes_with_words_for_the_window() -> None:
    assert list(one_sided()) == []


def ask_twice(team: Team) -> None:
    team.do(OWNER, extend.ask, "A2", "2024-06-28", "Auditor is ill")
    team.do(OWNER, extend.approve, "A2")


def open_round_twice(team: Team) -> None:
    for _ in range(2):
        team.do(LEAD, ask_round, "2024-04-02")


def not_in_the_round(team: Team) -> None:
    team.do(LEAD, ask_round, "2024-04-02", people=["P1"])
    team.do(NURSE, nil_return, "P3")


def own_evidence(team: Team) -> None:
    team.do(NURSE, attach_link, ["A1"], "https://example.org", about=About("Audit", "Ten plans"))
    team.do(NURSE, review, "E2", accept=True)


def agreed_by_who_set_it(team: Team) -> None:
    team.do(CHAIR, withdraw_agreement, "Too early", ["A2"])
    team.do(LEAD, set_fields, ["A2"], {"due": "2024-08-01"})
    team.do(LEAD, agree, ["A2"])


def not_agreed(team: Team) -> None:
    team.do(CHAIR, withdraw_agreement, "Too early")
    team.do(OWNER, extend.ask, "A2", "2024-06-28", "Auditor is ill")


REFUSED: tuple[tuple[Callable[[Team], Any], str, str], ...] = (
    (lambda t: t.do(LEAD, set_fields, ["A2"], {"due": "2024-08-01"}), "tracker extend PLAN A2", "Deadline (D)"),
    (lambda t: t.do(LEAD, extend.approve, "A2"), "tracker extend PLAN A2", "under Deadline (D)"),
    (ask_twice, "--as NAME; a meeting may too, with --meeting", "may decide; a meeting may too"),
    (not_agreed, "tracker set PLAN A2 due=2024-06-28", "into the field Due"),
    (agreed_by_who_set_it, "--as NAME", "let a colleague agree it"),
    (own_evidence, "--as NAME", "let a colleague review it"),
    (lambda t: t.do(LEAD, set_fields, ["A2"], {"forecast": "red"}), "--reason", "say why in a sentence"),
    (lambda t: t.do(LEAD, add_update, "A2", "Late.", forecast="red"), "--reason", "say why in a sentence"),
    (lambda t: t.do(LEAD, set_fields, ["A2"], {"delivery": "superseded"}), "--reason", "say why in a sentence"),
    (lambda t: t.do(LEAD, set_fields, ["A2"], {"delivery": "closed"}), "--reason", "with a reason, which boards"),
    (lambda t: t.do(LEAD, set_fields, ["A99"], {"title": "x"}), "`tracker list`", "redo brings it back"),
    (lambda t: t.do(" ", set_fields, ["A1"], {"title": "x"}), "--as NAME", "in the settings"),
    (lambda t: t.do(LEAD, hand_over, "Nobody", "P1"), "`tracker list PLAN people`", "People shows who is"),
    (lambda t: t.do(LEAD, join_agencies, "None", "G1"), "`tracker list PLAN agencies`", "People shows the agencies"),
    (open_round_twice, "tracker round PLAN", "under Update rounds"),
    (not_in_the_round, "`tracker round PLAN`", "Update rounds shows"),
    (lambda t: t.do(LEAD, close_round), "tracker round PLAN --ask", "Ctrl+Shift+U"),
    (lambda t: t.do(NURSE, erase, "E1", "Sent in error"), "--as NAME", "let a colleague do it"),
    (lambda t: t.do(LEAD, add, Kind.MILESTONE, {"title": "x"}), "add for=…", ""),
)


@pytest.mark.parametrize(("refused", "typed", "shown"), REFUSED)
def test_a_refusal_tells_either_reader_what_to_do(
    team: Team, refused: Callable[[Team], Any], typed: str, shown: str
) -> None:
    with pytest.raises(UserError) as caught:
        refused(team)
    fault = caught.value
    assert typed in fault.hint
    assert shown.casefold() in said(fault).casefold()
    assert not FOR_COMMANDS.search(fault.window)


@pytest.mark.parametrize("hint", ["write owner=… or owner~…", "it was made by a newer tracker", "give it a name"])
def test_one_wording_is_said_to_both(hint: str) -> None:
    assert UserError("No", hint).window == hint
    assert UserError("No", hint, window="").window == ""

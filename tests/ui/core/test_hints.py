"""What the window says where a refusal's hint is worded for the command line."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import tracker
from tracker.errors import UserError
from tracker.ui.core.hints import WINDOW_HINTS, is_for_commands, window_hint
from tracker.ui.forms.fields_edit import said

FIELD_NAMES = "add {}=…"
"""What is lacking in a record that is added: the window never adds one without it."""


def hints() -> Iterator[str]:
    """Every hint given with a refusal in the layers the window calls, its variable parts as {}."""
    for layer in ("services", "db", "domain", "workbook", "reading", "papers"):
        for path in sorted((Path(tracker.__file__).parent / layer).rglob("*.py")):
            nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
            notes = {node.value for node in nodes if isinstance(node, ast.Expr)}
            for node in nodes:
                if node in notes:
                    continue
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value:
                    yield node.value
                elif isinstance(node, ast.JoinedStr):
                    yield "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)


def pieces() -> set[str]:
    """The beginnings of f-strings stand alone in the tree too: only whole hints count."""
    found = set(hints())
    return {hint for hint in found if not any(other != hint and other.startswith(f"{hint}{{}}") for other in found)}


def test_every_hint_about_commands_has_words_for_the_window() -> None:
    worded = [hint for hint in pieces() if is_for_commands(hint) and not hint.startswith((" ", "--"))]
    assert len(worded) > 15
    starts = tuple(start for start, _words in WINDOW_HINTS)
    lacking = [hint for hint in worded if not hint.startswith(starts) and hint != FIELD_NAMES]
    assert lacking == []


@pytest.mark.parametrize("words", [words for _start, words in WINDOW_HINTS])
def test_what_the_window_says_speaks_of_no_command(words: str) -> None:
    assert not is_for_commands(words)


def test_a_refusal_says_where_to_go_in_the_window() -> None:
    refusal = UserError("A1's date is agreed", "ask for a new one: tracker extend PLAN A1 --to DATE --reason WHY")
    assert said(refusal) == "A1's date is agreed. Ask for a new date under Deadline (D)."
    assert said(UserError("closing needs evidence", "add what is lacking, or close it with --reason, which boards see"))
    assert said(UserError("No", "a hint the table does not know, with --force")) == "No."


@pytest.mark.parametrize("hint", ["write owner=… or owner~…", "it was made by a newer tracker", "give it a name"])
def test_other_hints_are_said_as_they_are(hint: str) -> None:
    assert window_hint(UserError("No", hint)) == hint

"""Hints as the window says them: the services word theirs for whoever types commands too."""

from __future__ import annotations

import re
from typing import Any

WINDOW_HINTS: tuple[tuple[str, str], ...] = (
    ("ask for a new one: tracker extend", "ask for a new date under Deadline (D)"),
    ("ask for a new deadline: tracker extend", "ask for a new date under Deadline (D)"),
    ("ask for one first: tracker extend", "ask for a new date first, under Deadline (D)"),
    ("until it is agreed, set it: tracker set", "until it is agreed, write the new date into the field Due"),
    ("let a colleague decide, with --as", "let a colleague decide; to take it back, withdraw it"),
    ("let a colleague agree it, with --as", "let a colleague agree it"),
    ("let a colleague review it, with --as", "let a colleague review it"),
    ("let someone review it who does not own the action, with", "let someone review it who does not own the action"),
    ("let a colleague do it, with --as", "let a colleague do it"),
    ("say who you are, with --as", "say who you are in the settings"),
    ("join that copy with this one first", "that copy has to be joined with this one first"),
    ("add --reason", ""),
    ("add forecast_reason=… or --reason", ""),
    ("add delivery_reason=… or --reason", ""),
    (
        "add what is lacking, or close it with --reason",
        "add what is lacking, or close it with a reason, which boards will see",
    ),
    ("give it with --title", "type one, for example “Response to the joint inspection”"),
    ("`tracker list PLAN people`", "People shows who is"),
    ("close it first: tracker round", "close that round first, under Update rounds"),
    ("ask for updates first: tracker round", "ask for updates first (Ctrl+Shift+U)"),
    ("`tracker round PLAN` shows", "Update rounds shows who was asked"),
    ("`tracker list PLAN rounds`", "Update rounds shows those there are"),
    ("ask for updates: tracker round", "ask for updates first (Ctrl+Shift+U)"),
    ("`tracker list PLAN agencies` shows", "People shows the agencies"),
    ("`tracker list` shows", "it may have been taken back by an undo: redo brings it back"),
    ("name a person or an agency of the plan", "name a person or an agency of the plan: People shows them"),
    ("look at it with `tracker show`", "look at it in the plan first"),
    ("tracker verify", "open a backup of the plan, and have this file looked at"),
    ("tracker list PLAN changesets", "History shows the changes it has"),
    ("tracker list PLAN evidence", "Evidence shows what it holds"),
    ("restore it from a backup", "open a backup of it"),
    ("check the name, or make a plan", "check the name, or begin a new plan"),
    ("make one: tracker new", "check the address, or begin a new plan"),
    ("export one with `tracker export`", "export one from the plan, and type what is new into that"),
)
"""How a hint begins, and what the window says in its place ("" where the message has said it)."""

_FOR_COMMANDS = re.compile(r"(?:^|\s)--[a-z]|\btracker [a-z]+ [A-Z]{4}|`tracker |\badd \w+=…")


def window_hint(error: Any) -> str:
    """The hint of a refusal in words for the window; "" where it adds nothing but how to type a command."""
    hint = str(getattr(error, "hint", "") or "")
    if not is_for_commands(hint):
        return hint
    return next((words for start, words in WINDOW_HINTS if hint.startswith(start)), "")


def is_for_commands(hint: str) -> bool:
    """Whether a hint speaks of commands and their options."""
    return bool(_FOR_COMMANDS.search(hint))

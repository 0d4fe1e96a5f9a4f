"""Long work told step by step, and given up between two of them."""

from __future__ import annotations

from collections.abc import Callable

from tracker.errors import UserError

Step = Callable[[int, int], None]
"""Told how far a work is, as done of total. Raises Stopped where it is to go no further."""


class Stopped(UserError):  # noqa: N818 - what became of the work
    """The work was given up on request: nothing was written."""

    def __init__(self) -> None:
        super().__init__("it was stopped, and nothing was written")


def unwatched(_done: int, _total: int) -> None:
    """Nobody asks how far it is."""


def watched(progress: Step, cancelled: Callable[[], bool]) -> Step:
    """A step that stops the work once `cancelled` says so, and tells `progress` of every hundredth part."""
    told = -1

    def step(done: int, total: int) -> None:
        nonlocal told
        if cancelled():
            raise Stopped
        part = done * 100 // total if total else 0
        if part != told:
            told = part
            progress(done, total)

    return step


def leg(step: Step, number: int, legs: int) -> Step:
    """The steps of one of so many legs of a way, as steps of the whole way."""

    def part(done: int, total: int) -> None:
        step(number * total + done, legs * total)

    return part

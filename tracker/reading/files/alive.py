"""How a long reading tells whoever waits for it that it goes on."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

page_read: ContextVar[Callable[[], None] | None] = ContextVar("page_read", default=None)
"""Called after each page that takes long to read."""


def say_alive() -> None:
    """Tells that a page is read."""
    heard = page_read.get()
    if heard is not None:
        heard()

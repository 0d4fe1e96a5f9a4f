"""What the link of a piece of evidence is: an address that may be opened, a place in words, or only words.

Whatever is handed to the operating system starts a program there, so that few kinds of address are taken. Drives and
shares are places that a person may know and another machine may not; opening one is asked about first, since a share
is told who asks for it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import urlsplit


class LinkKind(StrEnum):
    """How far a link is trusted."""

    ADDRESS = "address"
    """A web page or an e-mail address: opened when it is pressed."""
    PLACE = "place"
    """A path on a drive or a share: kept as it was typed, opened only after asking."""
    WORDS = "words"
    """Anything else, such as what an older plan holds: shown, never opened, and not taken anew."""


_WEB = re.compile(r"https?://[^\s/?#\\]\S*", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@?&]+@[^\s@]+", re.IGNORECASE)
_PLACE = re.compile(r"(?:[a-z]:[\\/]|\\\\[^\s\\/.?][^\\/]*[\\/])[^\x00-\x1f]*", re.IGNORECASE)


def link_kind(link: str) -> LinkKind:
    """What a link is; its ends are expected to be free of white space."""
    if _MAIL.fullmatch(link) or (_WEB.fullmatch(link) and _has_host(link)):
        return LinkKind.ADDRESS
    return LinkKind.PLACE if _PLACE.fullmatch(link) else LinkKind.WORDS


def _has_host(link: str) -> bool:
    try:
        return bool(urlsplit(link).hostname)
    except ValueError:
        return False

"""Colours as `#rrggbb`: how far two stand apart, and how one is moved until it can be read.

Relative luminance and contrast ratio as the Web Content Accessibility Guidelines 2.2 define them; criteria 1.4.3
(text, 4.5 to 1) and 1.4.11 (marks, 3 to 1) say how much is enough.
"""

from __future__ import annotations

import re

MARK_CONTRAST = 3.0
"""What a shape needs against its ground (WCAG 2.2, 1.4.11)."""
TEXT_CONTRAST = 4.5
"""What words need against their ground (WCAG 2.2, 1.4.3)."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(text: str) -> bool:
    """Whether a text is a colour written `#rrggbb`."""
    return bool(_COLOUR.fullmatch(text))


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`, 0 for black to 1 for white (WCAG 2.2)."""
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb` colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, ground: str, at_least: float = TEXT_CONTRAST) -> str:
    """`colour`, moved towards black or white no further than it takes to stand out from `ground`."""
    if contrast(colour, ground) >= at_least:
        return colour
    towards = "#000000" if luminance(ground) > 0.18 else "#FFFFFF"
    mixes = (mix(colour, towards, step / 20) for step in range(1, 21))
    return next((mixed for mixed in mixes if contrast(mixed, ground) >= at_least), towards)


def mix(one: str, other: str, share: float) -> str:
    """The colour `share` of the way from one to the other."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def distance(one: str, other: str) -> float:
    """How unlike two colours look, 0 for the same to about 765: a weighted distance of their channels."""
    (r1, g1, b1), (r2, g2, b2) = channels(one), channels(other)
    red = (r1 + r2) / 2
    weighed = (2 + red / 256) * (r1 - r2) ** 2 + 4 * (g1 - g2) ** 2 + (2 + (255 - red) / 256) * (b1 - b2) ** 2
    return float(weighed**0.5)


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255 each."""
    digits = colour.lstrip("#")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

"""The colours of the window by name, light and dark, and the rule that they can be read.

Text stands out from every ground it is drawn on by at least 4.5 to 1, marks and the edges of controls by 3 to 1
(WCAG 2.2, criteria 1.4.3 and 1.4.11); tests/ui/look/test_theme.py holds them to it.
"""

from __future__ import annotations

from dataclasses import dataclass

GROUNDS = ("window", "surface", "sunken", "raised", "hover", "selection", "selection quiet")
TEXTS = ("text", "quiet", "accent text")

LIGHT: dict[str, str] = {
    "window": "#F4F6F8",
    "surface": "#FFFFFF",
    "sunken": "#EDF0F4",
    "raised": "#FFFFFF",
    "hover": "#EDF2F8",
    "selection": "#DCE9FA",
    "selection quiet": "#E6EBF1",
    "border": "#D9DFE6",
    "edge": "#77838F",
    "scroll": "#B3BDC8",
    "text": "#17202A",
    "quiet": "#51606E",
    "disabled": "#8B97A3",
    "accent": "#1E5FB3",
    "accent hover": "#174E97",
    "accent text": "#17559F",
    "on accent": "#FFFFFF",
    "focus": "#1E5FB3",
    "highlight": "#FFE08A",
    "shadow": "#17202A",
}

DARK: dict[str, str] = {
    "window": "#14181D",
    "surface": "#1B2026",
    "sunken": "#12161A",
    "raised": "#232A32",
    "hover": "#242B33",
    "selection": "#223A57",
    "selection quiet": "#2A313A",
    "border": "#303842",
    "edge": "#7E8B99",
    "scroll": "#4B5763",
    "text": "#E8ECF1",
    "quiet": "#A9B5C1",
    "disabled": "#6C7885",
    "accent": "#6FAEF5",
    "accent hover": "#93C3F8",
    "accent text": "#8CC0FA",
    "on accent": "#0B1B2D",
    "focus": "#8CC0FA",
    "highlight": "#6B5A1E",
    "shadow": "#000000",
}


@dataclass(frozen=True, slots=True)
class ToneHex:
    """One tone: `ink` for words, `fill` for the ground of a chip, `mark` for shapes."""

    ink: str
    fill: str
    mark: str


LIGHT_TONES: dict[str, ToneHex] = {
    "neutral": ToneHex("#4A5866", "#EAEEF2", "#697786"),
    "active": ToneHex("#17559F", "#E2EDFA", "#2469BE"),
    "good": ToneHex("#1A6235", "#E0F2E6", "#2A8049"),
    "done": ToneHex("#0E5F69", "#DDF1F3", "#157A86"),
    "warning": ToneHex("#7D4A00", "#FCEFD5", "#AD6800"),
    "bad": ToneHex("#A01C22", "#FCE6E6", "#C9292F"),
    "muted": ToneHex("#56636F", "#EEF0F3", "#75818D"),
}

DARK_TONES: dict[str, ToneHex] = {
    "neutral": ToneHex("#B7C2CE", "#2B333C", "#8D9AA8"),
    "active": ToneHex("#8CC0FA", "#1E3450", "#6FAEF5"),
    "good": ToneHex("#86D7A2", "#1B3A28", "#56BF7C"),
    "done": ToneHex("#7FD3DC", "#16393E", "#4CB9C5"),
    "warning": ToneHex("#F1C274", "#40300F", "#E3A33B"),
    "bad": ToneHex("#FFA8A4", "#4A2225", "#F2706F"),
    "muted": ToneHex("#A4B0BC", "#272E36", "#84919E"),
}

OTHER_NAMES = {
    "grey": "neutral",
    "blue": "active",
    "green": "good",
    "teal": "done",
    "amber": "warning",
    "red": "bad",
}


def chart_palette(dark: bool) -> dict[str, str]:
    """The colours of charts on screen: ground, ink, quiet, line and a mark for every tone."""
    colours, tones = (DARK, DARK_TONES) if dark else (LIGHT, LIGHT_TONES)
    marks = {name: tone.mark for name, tone in tones.items()}
    plain = {"ground": colours["surface"], "ink": colours["text"], "quiet": colours["quiet"], "line": colours["edge"]}
    return {**plain, **marks}

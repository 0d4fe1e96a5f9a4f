"""Which words differ between two texts, for showing them side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

MOST_WORDS = 3000
"""Beyond this many words no difference is worked out: it would take longer than a person waits."""
_WORDS = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words, and whether the other text does not have it there."""

    text: str
    differs: bool


def runs(text: str, other: str) -> tuple[Run, ...]:
    """`text` in stretches, those marked that `other` has not."""
    ours, theirs = _WORDS.findall(text), _WORDS.findall(other)
    if len(ours) + len(theirs) > MOST_WORDS:
        return (Run(text, text != other),) if text else ()
    found: list[Run] = []
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for how, first, last, _, _ in matcher.get_opcodes():
        words = "".join(ours[first:last])
        if words:
            found.append(Run(words, how != "equal"))
    return tuple(found)


def as_html(text: str, other: str, ink: str, fill: str, tag: str) -> str:
    """`text` as rich text, what differs from `other` in these colours and inside this tag (u for new, s for gone)."""
    parts = []
    for run in runs(text, other):
        words = escape(run.text).replace("\n", "<br>")
        if run.differs and run.text.strip():
            words = f'<{tag}><span style="color:{ink}; background-color:{fill}">{words}</span></{tag}>'
        parts.append(words)
    return "".join(parts)

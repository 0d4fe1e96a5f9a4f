"""Lists that no heading announces but a sentence does, and paragraphs that say themselves that they recommend."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.reading.families.items import last_sentence, tells
from tracker.reading.page.layout import Block
from tracker.reading.page.marks import is_sign

LONGEST = 400
"""Characters: a longer paragraph announces nothing."""
_NOUN = (
    r"(?:recommendations?|areas? (?:of|for|requiring) (?:\w+ )?(?:weakness|improvement|development|concern|action)"
    r"|priority actions?|weaknesses)"
)
_ANNOUNCES = re.compile(
    rf"(?i)(?:\b{_NOUN}\b|\brecommend(?:s|ed)?\b|\bneeds? to improve\b|\bresolved\b)[^.]{{0,120}}:$"
    rf"|\b(?:makes?|made|identif\w+|agreed|sets? out|gave)\b[^.:]{{0,30}}\b{_NOUN}\b[^.:]{{0,60}}\.?$"
    r"|^(?:it was |the \w+ )?(?:also |unanimously |then )?(?:resolved|agreed|decided)\b[^.]{0,60}$"
)
_NOT_THESE = re.compile(
    r"(?i)\b(?:progress|update|response)s?\b[^.]{0,20}\b(?:against|on|with|to|in)\b|\bno recommendations\b"
)
_COUNTED = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_LABEL = re.compile(
    rf"(?i)^(?:recommendation|rec\.?|r)\s?(?:no\.? ?|number )?(\d{{1,3}}[a-z]?|{'|'.join(reversed(_COUNTED))})"
    r"\s*(?:[:.)–—-]\s*|$)"
)


_RESOLVED = re.compile(r"(?:RESOLVED|RECOMMENDED|AGREED)(?: unanimously)?\s*[–—:-]?\s*(?=[Tt]hat\b.{20,}\.$)")
_FORMAL = re.compile(
    r"(?i)\b(?:minutes|record|apologies)\b.{0,80}\b(?:confirmed|approved|agreed|signed|received|accepted)\b"
)
"""What every meeting resolves of its own papers."""


def announces(blocks: list[Block], index: int) -> bool:
    """Whether a paragraph says that the marked paragraphs after it are recommendations or areas for improvement."""
    block = blocks[index]
    after = _first_under(blocks, index)
    text = last_sentence(block.text)
    if after is None or not after.marker or len(text) > LONGEST or (block.marker and is_sign(block.marker)):
        return False
    if (
        block.marker
        and not is_sign(after.marker)
        and after.marker[-1:] == block.marker[-1:]
        and after is blocks[index + 1]
    ):
        return False
    return (bool(_ANNOUNCES.search(text)) and not _NOT_THESE.search(text)) or tells(text, after.text)


def _first_under(blocks: list[Block], index: int) -> Block | None:
    """What stands under a paragraph, a short heading between the two passed over."""
    first, second = (blocks[place] if place < len(blocks) else None for place in (index + 1, index + 2))
    themed = first is not None and first.heading and not blocks[index].heading and blocks[index].text.endswith(":")
    return second if themed and second is not None and first is not None and _smaller(first, blocks, index) else first


def _smaller(heading: Block, blocks: list[Block], index: int) -> bool:
    """Whether a heading is printed smaller than the one that the paragraph before it stands under."""
    above = next((block for block in reversed(blocks[:index]) if block.heading), None)
    return above is None or heading.heading > above.heading or heading.first.size < above.first.size


def labelled(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks, "Recommendation 3:" taken off as their number, and those it was taken off."""
    found: list[Block] = []
    marked: list[Block] = []
    number = ""
    for block in blocks:
        resolved = _RESOLVED.match(block.text) if not _FORMAL.search(block.text) else None
        if resolved:
            first, *others = block.lines
            marked.append(Block([replace(first, text=first.text[resolved.end() :]), *others]))
            found.append(marked[-1])
            continue
        label = _LABEL.match(block.first.text)
        if label and not block.text[label.end() :].strip():
            number = _figure(label.group(1))
            continue
        if label or number:
            numbered = _numbered(block, _figure(label.group(1)) if label else number, label.end() if label else 0)
            marked.append(numbered)
            found.append(numbered)
            number = ""
        else:
            found.append(block)
    return found, marked


def _figure(number: str) -> str:
    """A label's number in figures."""
    word = number.casefold()
    return str(_COUNTED.index(word) + 1) if word in _COUNTED else number


def _numbered(block: Block, number: str, label: int) -> Block:
    """The block as an item with this number, the characters of its label taken off."""
    first, *others = (replace(line, heading=0) for line in block.lines)
    return Block([replace(first, text=first.text[label:], bullet=f"{number}."), *others])

"""What in a sentence speaks for offering it, or against: signs, each with a name a person can read.

A sign is a phrase, a group of words, who acts and in which tense, a turn from praise to blame, the place in the
document, or what stands in the sentences beside it. What each is worth stands in `narrative_weights.json`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tracker.reading.narrative.cues import ACTION, WEAKNESS, Book, Hit, book
from tracker.reading.page.sections import NARRATIVE, kind_of
from tracker.reading.page.sentences import Sentence

SURE, LIKELY, POSSIBLE = "a sure weakness phrase", "a likely weakness phrase", "a possible weakness phrase"
_TIERS = {1: SURE, 2: LIKELY, 3: POSSIBLE}
LACK, TURN, TURNS_TO_LACK = "a word of lack", "a turn", "a turn to a word of lack"
PRAISE, CONSEQUENCE = "praise", "a consequence"
KEPT_UP = "kept up at set times"
SHOWS_WEAKNESS = frozenset(
    (SURE, LIKELY, POSSIBLE, LACK, TURN, "needs", "more is needed", "before a consequence that lacks")
)
"""A finding is offered by default only where one of these stands in it or what follows says so."""
_SHORT, _LONG = 9, 32
_SUBJECT = 8
"""Who a sentence speaks of stands in its first words."""
_OPENING = 0.1
"""The first tenth of a narrative sums it up."""

_LINK = (
    r"(?:however, |therefore, |in turn, |at the time of the inspection, )?(?:this|these|that|it|such)(?: also"
    r"| then| in turn,?|,)*"
)
_CONSEQUENCE = re.compile(
    rf"^(?:(?:{_LINK} (?:means?|meant|can|could|may|might|leads?|led|limit\w*|results?|resulted|leaves?|left"
    rf"|risks?|impact\w*"
    r"|has (?:led|resulted|meant|an?|impacted|left|contributed|caused|affected|hindered|limited|created|delayed)"
    r"|do(?:es)? (?:not|mean)"
    r"|did not|hinder\w*|hamper\w*|affects?|affected|reduces?|delays?|prevents?|makes?|creates?|adds?"
    r"|undermin\w+|compromis\w+"
    r"|places?|puts?|weakens?|increases?|lack\w*|gaps?|inconsisten\w+|variab\w+|shortfalls?|weakness\w*"
    r"|under-?represent\w+"
    r"|is (?:particularly|especially|also|having|not)|are (?:particularly|especially)|in turn))"
    r"|(?:and )?as a (?:result|consequence)|consequently|the (?:impact|consequence|result|effect) of (?:this|these)"
    r"|for these (?:children|young people))\b"
)
_CONSEQUENCE_WORDS = frozenset(("this", "these", "that", "it", "such", "result", "consequence", "consequently"))
_DATE = re.compile(
    r"\b(?:(?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December) (?:and \w+ )?\d{4}|(?:early |late |mid-?|the end of |spring |summer |autumn |winter )+(?:of )?20\d\d"
    r"|20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?)\b"
)
_LEADERSHIP = re.compile(r"leader|strateg|governance|management", re.IGNORECASE)

_TURNS = frozenset(("but", "however", "although", "though", "whereas", "albeit", "while", "despite", "nevertheless"))
_AUXILIARY_VERBS = """
has have had is are was were will would do does did need needs needed required should must can could may might
"""
_AUXILIARIES = frozenset(_AUXILIARY_VERBS.split())
_ADVERBS = """
also already now since recently both all been not always yet still well often too more
"""
_BETWEEN = frozenset(_ADVERBS.split())
_BETWEEN_OF_BEING = _BETWEEN | {"being", "be"}
_IRREGULAR_PARTICIPLES = """
taken made begun set put brought built led held given seen shown grown become had written sought found kept
driven undertaken overseen met known understood learnt spent lost done left got felt told said
"""
_PARTICIPLES = frozenset(_IRREGULAR_PARTICIPLES.split())
_IRREGULAR_PAST = """
took made began set put brought built led held gave acted grew became sought found drove undertook met spent
oversaw went came saw
"""
_PAST = frozenset(_IRREGULAR_PAST.split())


@dataclass(slots=True)
class Weighed:
    """A sentence of the narrative with all that its words give away."""

    sentence: Sentence
    folded: str
    words: frozenset[str]
    kind: str
    who: str
    weaknesses: list[Hit]
    strengths: list[Hit]
    consequence: bool
    dated: str | None
    signs: set[str]

    @property
    def lacking(self) -> bool:
        """Whether a word of lack or harm stands in it."""
        return LACK in self.signs


def weighed(sentences: Sequence[tuple[Sentence, str, list[str]]]) -> list[Weighed]:
    """The sentences, each with its folded text and words, with their signs and those of the sentences beside them."""
    lexicon = book()
    found = [_alone(sentence, folded, tokens, lexicon) for sentence, folded, tokens in sentences]
    beside = [_seen_from_beside(item) for item in found]
    last = len(found) - 1
    for place, item in enumerate(found):
        block = item.sentence.block
        if place and found[place - 1].sentence.block == block:
            item.signs.update(beside[place - 1][0])
        else:
            item.signs.add("first of its paragraph")
        if place < last and found[place + 1].sentence.block == block:
            item.signs.update(beside[place + 1][1])
        else:
            item.signs.add("last of its paragraph")
        if place < _OPENING * len(found):
            item.signs.add("in the opening")
    return found


def _alone(sentence: Sentence, folded: str, tokens: Sequence[str], lexicon: Book) -> Weighed:
    words = frozenset(tokens)
    actors, groups = lexicon.actors, lexicon.groups
    who = next((actors[word] for word in tokens[:_SUBJECT] if word in actors), "something")
    signs = {who}
    weaknesses: list[Hit] = []
    strengths: list[Hit] = []
    for hit in lexicon.phrases.hits(folded, words):
        if hit.shows == ACTION:
            signs.add(hit.cue)
        else:
            (weaknesses if hit.shows == WEAKNESS else strengths).append(hit)
    kind = kind_of(sentence.section.title)
    _add_phrases(signs, weaknesses, strengths)
    _add_place(signs, sentence, kind)
    _add_form(signs, tokens, lexicon.lack.grouped(words))
    if not words.isdisjoint(_AUXILIARIES):
        for tense in _tenses(tokens):
            signs.update((tense, f"{who}: {tense}"))
    for word in groups.grouped(words):
        signs.update(groups.of(word))
    if who == "leaders" and _acted(tokens, actors):
        signs.add("leaders did")
    consequence = not words.isdisjoint(_CONSEQUENCE_WORDS) and bool(_CONSEQUENCE.match(folded))
    if consequence:
        signs.add(CONSEQUENCE)
    date = _DATE.search(sentence.text) if "20" in folded or "19" in folded else None
    if date:
        signs.add("a date")
    return Weighed(
        sentence, folded, words, kind, who, weaknesses, strengths, consequence, date.group() if date else None, signs
    )


def _add_phrases(signs: set[str], weaknesses: Sequence[Hit], strengths: Sequence[Hit]) -> None:
    if weaknesses:
        signs.add(_TIERS[weaknesses[0].weight])
        if len(weaknesses) > 1:
            signs.add("two weakness phrases")
    if strengths:
        signs.add(PRAISE)
        if len(strengths) > 1:
            signs.add("praise twice")


def _add_place(signs: set[str], sentence: Sentence, kind: str) -> None:
    if kind != NARRATIVE:
        signs.add(f"in {kind}")
    if _of_leadership(sentence.section.title):
        signs.add("under leadership")
    if sentence.bullet and sentence.paragraph != sentence.bullet.strip("()."):
        signs.add("in a list")


@lru_cache(maxsize=2048)
def _of_leadership(title: str) -> bool:
    return bool(_LEADERSHIP.search(title))


def _add_form(signs: set[str], tokens: Sequence[str], lack: set[str]) -> None:
    if len(tokens) <= _SHORT:
        signs.add("short")
    elif len(tokens) >= _LONG:
        signs.add("long")
    lacks = [place for place, word in enumerate(tokens) if word in lack] if lack else []
    if lacks:
        signs.add(LACK)
        if len(lacks) > 1:
            signs.add("two words of lack")
    if _TURNS.isdisjoint(tokens):
        return
    turn = next(place for place, word in enumerate(tokens) if word in _TURNS)
    signs.add(TURN)
    if turn == 0 and tokens[0] != "however":
        signs.add("begins with a turn")
    elif lacks and lacks[-1] > turn:
        signs.add(TURNS_TO_LACK)


def _acted(tokens: Sequence[str], actors: Mapping[str, str]) -> bool:
    """Whether somebody who leads did something, in the simple past."""
    opening = tokens[: _SUBJECT + 2]
    return any(
        actors.get(word) == "leaders" and (after.endswith("ed") or after in _PAST) for word, after in pairwise(opening)
    )


def _tenses(tokens: Sequence[str]) -> set[str]:
    """What the sentence's auxiliary verbs say: "has done", "not is being done", "will" and so on."""
    return {_tense(word, tokens[place + 1 : place + 6]) for place, word in enumerate(tokens) if word in _AUXILIARIES}


def _tense(word: str, following: Sequence[str]) -> str:
    between: list[str] = []
    verb = ""
    for token in following:
        if token not in _BETWEEN_OF_BEING and not token.endswith("ly"):
            verb = token
            break
        between.append(token)
    said = _said(word, verb, between)
    return f"not {said}" if "not" in between and said != "does not" else said


_HAVING = frozenset(("has", "have"))
_BEING = frozenset(("is", "are"))
_PLAIN_TENSES = {"will": "will", "would": "will", "can": "can", "could": "can", "may": "can", "might": "can"}


def _said(word: str, verb: str, between: Sequence[str]) -> str:
    done = verb.endswith("ed") or verb in _PARTICIPLES
    if word in _HAVING:
        return ("has been" if "been" in between else "has") + (" done" if done else "")
    if word in _BEING:
        return "is being done" if "being" in between else _is(verb, done=done)
    if word in ("was", "were", "had"):
        return "was done" if done else "was"
    if word == "will" and "be" in between:
        return "will be done" if done else "will"
    if word in ("do", "does", "did"):
        return "does not" if "not" in between else "does"
    return _PLAIN_TENSES.get(word, "needs")


def _is(verb: str, *, done: bool) -> str:
    if verb.endswith("ing"):
        return "is doing"
    if done:
        return "is done"
    return "is to" if verb == "to" else "is"


_TOLD_BESIDE = (
    SURE,
    LIKELY,
    POSSIBLE,
    LACK,
    TURN,
    CONSEQUENCE,
    "leaders did",
    "in answer",
    "something new",
    "made better",
    "ahead",
    "knows it",
    "known to need more",
    "newly set up",
    "under way",
    "action on it",
)


_AFTER = {sign: f"after {sign}" for sign in _TOLD_BESIDE}
_BEFORE = {sign: f"before {sign}" for sign in _TOLD_BESIDE}
_TOLD = frozenset(_TOLD_BESIDE)


def _seen_from_beside(item: Weighed) -> tuple[list[str], list[str]]:
    """What the sentence after it, and the one before it, take from this one."""
    told = _TOLD & item.signs
    after = [_AFTER[sign] for sign in told]
    before = [_BEFORE[sign] for sign in told]
    after.append(f"after {item.who}")
    before.append(f"before {item.who}")
    if item.consequence and item.lacking:
        after.append("after a consequence that lacks")
        before.append("before a consequence that lacks")
    return after, before

"""The key and the glossary that stand in every paper: what each word and short form means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.domain.actions.status import Status, assurance_words, delivery_status, forecast_words, overdue_words
from tracker.domain.plan.fields import KeyEntry
from tracker.domain.plan.records import ASSURANCE, DELIVERY, FORECAST

OVERDUE_TOKEN = "overdue"  # noqa: S105 - a word of the key, not a secret
STATUS_TOKENS = (OVERDUE_TOKEN, *DELIVERY)
"""What an action can be shown as, in the order of the chart by status: overdue first, since it asks for an answer."""

MEANINGS: dict[tuple[str, str], str] = {
    ("delivery", "overdue"): "Still open after its last agreed date. Worked out by the program; nobody can type it.",
    ("delivery", "not started"): "Work has not begun.",
    ("delivery", "in progress"): "Work has begun and is not finished.",
    ("delivery", "complete"): "The owner says that the task is done. It may still lack evidence.",
    ("delivery", "verified"): "Someone other than the owner has checked that it is done.",
    ("delivery", "closed"): "Signed off; no more work or reports are asked for.",
    ("delivery", "superseded"): "Replaced by another action, for the reason given.",
    ("delivery", "not adopted"): "Decided against, for the reason given.",
    ("forecast", "green"): "The owner expects to finish in time.",
    ("forecast", "amber"): "At risk of missing its date or its aim; the reason and a recovery date are given.",
    ("forecast", "red"): "Will miss its date or its aim unless someone steps in.",
    ("assurance", "none"): "Nothing is claimed yet.",
    ("assurance", "done"): "The task was done.",
    ("assurance", "evidenced"): "Someone other than the owner accepted evidence that it was done.",
    ("assurance", "impact shown"): "A measure, an audit or what children say shows a difference.",
    ("assurance", "embedded"): "A later check found that the difference has lasted.",
}

TERMS = {
    "Action": "What someone will do about a recommendation, by a date.",
    "Assurance": "How sure the partnership can be: done, evidenced, impact shown, embedded.",
    "Extension": "A new date that one person asked for and another agreed. The first date stays on the record.",
    "Forecast": "The owner's own view of whether the date and the aim will be met.",
    "Gone quiet": "An open action that nobody has reported on for several weeks.",
    "Recommendation": "One item of the inspectors' own list, in their words.",
}

SHORT_FORMS = {
    "ADCS": "Association of Directors of Children's Services",
    "CAMHS": "child and adolescent mental health services",
    "CIN": "child in need",
    "CP": "child protection",
    "CQC": "Care Quality Commission",
    "CSE": "child sexual exploitation",
    "CSP": "community safety partnership",
    "DCS": "director of children's services",
    "DfE": "Department for Education",
    "EHCP": "education, health and care plan",
    "EHE": "elective home education",
    "GMP": "Greater Manchester Police",
    "GP": "general practitioner",
    "HMCI": "His Majesty's Chief Inspector",
    "HMI": "His Majesty's Inspector",
    "HMICFRS": "His Majesty's Inspectorate of Constabulary and Fire & Rescue Services",
    "ICB": "integrated care board",
    "ICPC": "initial child protection conference",
    "ILACS": "inspection of local authority children's services",
    "IRO": "independent reviewing officer",
    "JTAI": "joint targeted area inspection",
    "KPI": "key performance indicator",
    "LADO": "local authority designated officer",
    "LGA": "Local Government Association",
    "LSCB": "local safeguarding children board",
    "MACE": "multi-agency child exploitation panel",
    "MASH": "multi-agency safeguarding hub",
    "NEET": "not in education, employment or training",
    "NHS": "National Health Service",
    "NRM": "National Referral Mechanism",
    "PCC": "police and crime commissioner",
    "PLO": "public law outline",
    "QA": "quality assurance",
    "RAG": "red, amber, green",
    "SEND": "special educational needs and disabilities",
    "SENCO": "special educational needs co-ordinator",
    "SIF": "single inspection framework",
    "SMART": "specific, measurable, achievable, relevant and time-bound",
    "UASC": "unaccompanied asylum-seeking children",
    "VRU": "violence reduction unit",
    "YJS": "youth justice service",
    "YOT": "youth offending team",
}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the key. `colour` is the plan's own (#rrggbb), None where the theme decides."""

    axis: str
    token: str
    status: Status
    meaning: str
    colour: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """A word or short form with what it means."""

    term: str
    meaning: str


def key_rows(key: Iterable[KeyEntry]) -> tuple[KeyRow, ...]:
    """The whole key: delivery, forecast and assurance, with the plan's own labels, meanings and colours."""
    entries = tuple(key)
    own = {(entry.axis, entry.token): entry for entry in entries}
    rows = []
    for axis, token in _places():
        entry = own.get((axis, token))
        meaning = (entry.meaning if entry else "") or MEANINGS[axis, token]
        status = _status(axis, token, entries)
        rows.append(KeyRow(axis, token, status, meaning, status.colour or None))
    return tuple(rows)


def _places() -> tuple[tuple[str, str], ...]:
    return (
        *(("delivery", token) for token in STATUS_TOKENS),
        *(("forecast", token) for token in FORECAST),
        *(("assurance", token) for token in ASSURANCE),
    )


def _status(axis: str, token: str, key: tuple[KeyEntry, ...]) -> Status:
    if axis == "forecast":
        return forecast_words(token, key)
    if axis == "assurance":
        return assurance_words(token, key)
    return overdue_words(key) if token == OVERDUE_TOKEN else delivery_status(token, key)


def glossary(texts: Iterable[str]) -> tuple[Term, ...]:
    """The paper's own words, and the short forms that occur in `texts`, in alphabetical order."""
    words = set(re.findall(r"[A-Za-z]{2,}", " ".join(texts)))
    singular = {word[:-1] for word in words if word.endswith("s")}
    found = {short: meaning for short, meaning in SHORT_FORMS.items() if short in words | singular}
    terms = {**TERMS, **found}
    return tuple(Term(term, terms[term]) for term in sorted(terms, key=str.casefold))

"""Each word of the filter language again, as plain SQL on a plan file's tables: written by hand, sharing no code.

A new word of `tracker.domain.lists.filter_words` needs its line here, by kind: a condition on the row called `x` (and
its row `r` in the register of records). `:today`, `:who` and `:soon` (28 days on) are at hand, and the pieces below.
What cannot be said in SQL stands in EXEMPT with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping

from tracker.domain.plan.records import Kind

OPEN = "{0}.delivery IN ('not started', 'in progress')"
WEEKS = "7 * coalesce((SELECT quiet_weeks FROM plan), 6)"
LAST_LIFE = (
    'coalesce((SELECT max(u.dated) FROM "update" u WHERE u.target = {0}.id AND u.answer IS NULL),'
    " max(coalesce({0}.start, {0}.agreed), coalesce({0}.agreed, {0}.start)))"
)
APPROVED = "FROM extension e WHERE e.action = {0}.id AND e.state = 'approved'"
LAST_APPROVED = (
    f"CASE WHEN EXISTS (SELECT 1 {APPROVED}) THEN (SELECT e.new_due {APPROVED} ORDER BY e.id DESC LIMIT 1)"
    " ELSE {0}.original_due END"
)
MOVED = (
    f"((SELECT count(*) {APPROVED}) + coalesce({{0}}.original_due IS NOT NULL AND ({LAST_APPROVED}) IS NOT NULL"
    f" AND {{0}}.due IS NOT ({LAST_APPROVED}), 0))"
)
"""How often a date (of an action) moved: approved extensions, and one more where it is not what was approved last."""
PENDING = "EXISTS (SELECT 1 FROM extension e WHERE e.action = {0}.id AND e.state = 'pending')"
SHOWN = "EXISTS (SELECT 1 FROM evidence_targets t WHERE t.target = {0}.id)"
CHECKED = (
    "EXISTS (SELECT 1 FROM evidence_targets t JOIN evidence e ON e.id = t.source WHERE t.target = {0}.id"
    " AND e.review = 'accepted' AND e.reviewed_by != '' AND lower(e.reviewed_by) != lower(coalesce(e.added_by, ''))"
    " AND coalesce(e.refresh_by, :today) >= :today AND coalesce(e.file, '') || coalesce(e.url, '') != ''"
    " AND NOT EXISTS (SELECT 1 FROM evidence_targets u JOIN evidence n ON n.id = u.source"
    " WHERE u.target = {0}.id AND n.replaces = e.id))"
)
ANSWERED = (
    'EXISTS (SELECT 1 FROM "update" u WHERE u.target = {0}.id AND (u.round = {1}.id'
    " OR (u.dated >= {1}.asked_on AND u.dated <= coalesce({1}.closed_on, u.dated))))"
)
"""Whether an action (0) has an update that answers a round (1)."""
ME = (
    "(WITH RECURSIVE me (id) AS (SELECT p.id FROM person p WHERE lower(p.name) = lower(:who)"
    " UNION SELECT h.source FROM person_held_by h JOIN me ON h.target = me.id) SELECT id FROM me)"
)

WORKING_DAYS = """
CREATE TEMP TABLE closed (day TEXT);
INSERT INTO closed VALUES ('2024-01-01'), ('2024-03-29'), ('2024-04-01'), ('2024-05-06'), ('2024-05-27'),
('2024-08-26'), ('2024-12-25'), ('2024-12-26'), ('2025-01-01'), ('2025-04-18'), ('2025-04-21'), ('2025-05-05'),
('2025-05-26'), ('2025-08-25'), ('2025-12-25'), ('2025-12-26'), ('2026-01-01');
CREATE TEMP TABLE working AS
WITH RECURSIVE days (day) AS (
SELECT '2024-01-01' UNION ALL SELECT date(day, '+1 day') FROM days WHERE day < '2026-03-31')
SELECT day FROM days WHERE strftime('%w', day) NOT IN ('0', '6') AND day NOT IN (SELECT day FROM closed);
"""
"""A table of the working days of these two years, bank holidays of England and Wales left out."""
NEAR_A_MEETING = (
    "{0}.state = 'approved' AND EXISTS (SELECT 1 FROM meeting m WHERE {0}.asked_on <= m.held_on"
    " AND (SELECT count(*) FROM working w WHERE w.day > {0}.asked_on AND w.day <= m.held_on) <= 10)"
)
FINISHED = "{0}.delivery IN ('complete', 'verified', 'closed')"

_ON_ACTION: dict[str, str] = {
    "overdue": f"{{0}}.due < :today AND {OPEN}",
    "open": OPEN,
    "quiet": f"{OPEN} AND julianday(:today) - julianday({LAST_LIFE}) >= {WEEKS}",
    "slipped": f"{MOVED} >= 1",
    "slipped twice": f"{MOVED} >= 2",
    "late against original": f"({OPEN} AND {{0}}.original_due < :today)"
    f" OR ({FINISHED} AND {{0}}.original_due < {{0}}.done)",
    "waiting for approval": PENDING,
    "no evidence": f"NOT {SHOWN}",
    "no date": "{0}.due IS NULL",
    "no owner": "{0}.owner IS NULL",
    "mine": f"{{0}}.owner IN {ME} OR {{0}}.accountable IN {ME}",
    "re-dated before a meeting": "EXISTS (SELECT 1 FROM extension e WHERE e.action = {0}.id"
    f" AND {NEAR_A_MEETING.format('e')})",
    "forecast late": f"{OPEN} AND {{0}}.forecast_due > {{0}}.due",
    "blocked": f"{OPEN} AND EXISTS (SELECT 1 FROM action_waits_for w JOIN action o ON o.id = w.target"
    f" WHERE w.source = {{0}}.id AND {OPEN.format('o')})",
    "owner has left": f"{OPEN} AND EXISTS (SELECT 1 FROM person p WHERE p.id = {{0}}.owner AND (p.active_to < :today"
    " OR (p.sort IN ('role', 'team') AND EXISTS (SELECT 1 FROM person_held_by h WHERE h.source = p.id)"
    " AND NOT EXISTS (SELECT 1 FROM person_held_by h JOIN person q ON q.id = h.target WHERE h.source = p.id"
    " AND (q.active_to IS NULL OR q.active_to >= :today)))))",
    "asked about": "EXISTS (SELECT 1 FROM challenge c JOIN challenge_targets l ON l.source = c.id"
    " WHERE l.target = {0}.id AND c.state != 'content')",
    "check due": f"{FINISHED} AND EXISTS (SELECT 1 FROM verification v WHERE v.action = {{0}}.id"
    " AND v.outcome IS NULL AND v.done IS NULL AND v.due <= :today)",
    "closed without evidence": f"{{0}}.delivery = 'closed' AND (NOT {CHECKED} OR {{0}}.impact IS NULL"
    " OR {0}.impact NOT GLOB '*[a-zA-Z0-9]*')",
    "update awaited": f"{OPEN} AND EXISTS (SELECT 1 FROM round q JOIN round_people m ON m.source = q.id"
    f" WHERE m.target = {{0}}.owner AND q.closed_on IS NULL AND NOT {ANSWERED.format('{0}', 'q')})",
    "due in 4 weeks": f"{OPEN} AND {{0}}.due BETWEEN :today AND :soon",
}
_ON_ACTION["gone quiet"] = _ON_ACTION["quiet"]
for _state in ("not started", "in progress", "complete", "verified", "closed", "superseded", "not adopted"):
    _ON_ACTION[_state] = f"{{0}}.delivery = '{_state}'"


def on_action(word: str, row: str = "x") -> str:
    """A word's condition on a row of the action table that is called so."""
    return f"({_ON_ACTION[word].format(row)})"


def _any_action(condition: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM action_targets h JOIN action a ON a.id = h.source"
        f" WHERE h.target = x.id AND {condition})"
    )


_NO_ACTIONS = "NOT EXISTS (SELECT 1 FROM action_targets h WHERE h.target = x.id)"
_ON_SUBJECT: dict[str, str] = {
    word: _any_action(on_action(word, "a"))
    for word in ("overdue", "quiet", "gone quiet", "slipped", "slipped twice", "waiting for approval",
                 "late against original", "due in 4 weeks", "re-dated before a meeting", "forecast late", "blocked",
                 "check due")
} | {
    "open": f"x.delivery IS NULL AND ({_NO_ACTIONS} OR {_any_action(on_action('open', 'a'))})",
    "no evidence": f"NOT {SHOWN.format('x')} AND NOT {_any_action(SHOWN.format('a'))}",
    "no actions": _NO_ACTIONS,
    "asked about": f"{on_action('asked about', 'x')} OR {_any_action(on_action('asked about', 'a'))}",
    "no owner": "x.owner IS NULL",
    "mine": f"x.owner IN {ME}",
}  # fmt: skip

_WAITS = (
    "x.done IS NULL AND x.outcome IS NULL"
    f" AND EXISTS (SELECT 1 FROM action a WHERE a.id = x.action AND {FINISHED.format('a')})"
)
SQL: Mapping[Kind, Mapping[str, str]] = {
    Kind.ACTION: {word: on_action(word) for word in _ON_ACTION},
    Kind.RECOMMENDATION: _ON_SUBJECT,
    Kind.FINDING: _ON_SUBJECT,
    Kind.MILESTONE: {
        "overdue": "x.due < :today AND x.done IS NULL",
        "open": "x.done IS NULL",
    },
    Kind.VERIFICATION: {
        "overdue": f"x.due < :today AND {_WAITS}",
        "due": f"x.due <= :today AND {_WAITS}",
        "open": "x.done IS NULL",
    },
    Kind.EXTENSION: {
        "waiting for approval": "x.state = 'pending'",
        "re-dated before a meeting": NEAR_A_MEETING.format("x"),
        "slipped twice": f"EXISTS (SELECT 1 FROM action a WHERE a.id = x.action AND {MOVED.format('a')} >= 2)",
    },
    Kind.EVIDENCE: {
        "not reviewed": "x.review = 'none'",
        "out of date": "x.refresh_by < :today",
        "broken link": "x.link_fault != ''",
    },
    Kind.ROUND: {
        "open": "x.closed_on IS NULL",
        "overdue": "x.due < coalesce(x.closed_on, :today) AND EXISTS (SELECT 1 FROM round_people m"
        " JOIN action a ON a.owner = m.target WHERE m.source = x.id"
        " AND NOT (x.closed_on IS NOT NULL AND a.agreed IS NOT NULL AND a.agreed > x.closed_on)"
        f" AND ({OPEN.format('a')} OR a.done >= x.asked_on) AND NOT {ANSWERED.format('a', 'x')})",
    },
    Kind.CHALLENGE: {"open": "x.state != 'content'", "answered": "x.state = 'answered'"},
}
"""The condition of each word, by kind."""

EXEMPT: Mapping[str, str] = {
    "worth a look": "it rests on how things are worded",
    "activity only": "it rests on how actions are worded",
    "no measure": "it rests on how recommendations are worded",
    "dates to check": "bank holidays and closure days are worked out, not kept in a table",
    "differs from rules": "the rules weigh kinds of evidence, dates and measures against one another",
    "differs without reason": "as “differs from rules”",
}
"""Words that plain SQL cannot say, each with the reason: those that rest on how an action is worded, for example."""

CLICKED: Mapping[str, str] = {
    "agency=Police": "x.agency IN (SELECT g.id FROM agency g WHERE g.name = 'Police')",
    "agency=CCG": "x.agency IN (SELECT g.id FROM agency g WHERE g.name = 'Integrated Care Board')",
    "owner=Head of Safeguarding": "x.owner IN (SELECT p.id FROM person p WHERE p.name = 'Head of Safeguarding')",
    "for=R3": "EXISTS (SELECT 1 FROM action_targets h JOIN record s ON s.id = h.target"
    " WHERE h.source = x.id AND s.ref = 'R3')",
    "framework=outcome 3": "EXISTS (SELECT 1 FROM action_targets h JOIN recommendation s ON s.id = h.target,"
    " json_each(s.national_framework) tag WHERE h.source = x.id AND lower(tag.value) = 'outcome 3')",
    "inspection=I2": "EXISTS (SELECT 1 FROM action_targets h JOIN recommendation s ON s.id = h.target"
    " JOIN record i ON i.id = s.inspection WHERE h.source = x.id AND i.ref = 'I2')",
    "priority=high": "x.priority = 'high'",
    "forecast=red": "x.forecast = 'red'",
    "assurance!=none": "x.assurance != 'none'",
    "times_moved>=3": f"{MOVED.format('x')} >= 3",
    "due<2025-06-01": "x.due < '2025-06-01'",
    "days_slipped>60": "julianday(x.due) - julianday(x.original_due) > 60",
    "overdue, agency=Police": "x.due < :today AND x.delivery IN ('not started', 'in progress')"
    " AND x.agency IN (SELECT g.id FROM agency g WHERE g.name = 'Police')",
    "slipped twice, late against original, open": " AND ".join(
        on_action(word) for word in ("slipped twice", "late against original", "open")
    ),
    "title~supervision": "lower(x.title) LIKE '%supervision%'",
}
"""What a click on a figure, a recommendation, an agency or a chart filters the actions by, and several at once."""

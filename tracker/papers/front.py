"""The opening of a paper: its cover, what the board is asked to do, headlines, figures and charts."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.board.board import BoardData
from tracker.domain.board.board_dates import DeadlineRow
from tracker.domain.board.board_decisions import count_words
from tracker.domain.board.board_figures import Figure
from tracker.domain.board.board_rows import SubjectRow
from tracker.domain.board.board_sources import SourceRow
from tracker.domain.dates.dates import show, show_with_weekday
from tracker.papers.body import left
from tracker.papers.cells import cut, day, listed
from tracker.papers.charts import parts_chart, profile_chart, timeline_chart
from tracker.papers.paper import Cell, Paper, Row, markup
from tracker.papers.trend_chart import trend_chart

PARTS_A_CHART = 12
"""How many bars one chart holds, so that it takes less than half a page."""
SHORT_TEXT, MOST_SUBJECTS, MOST_SOURCES = 170, 12, 3
LEADING = ("actions", "finished", "evidenced", "open", "overdue now", "late at first", "moved")
"""The figures among the headlines; what each counts, and the others, stand among the figures and charts."""
PUBLIC_NOTE = "This public version leaves out free-text notes and the names of staff; roles and organisations stand."
SMALL_NOTE = "Numbers of people under {0} are not told."


def cover(story: Paper, data: BoardData) -> None:
    """What this is, for which meeting, by whom, of which day and state."""
    _cover(story, data, "Progress report" if data.asks else "", facts(data))


def short_cover(story: Paper, data: BoardData) -> None:
    """The same in a few lines."""
    rows = [*_for_whom(data), *given(data), fact("Data as at", *_state(data))]
    _cover(story, data, "Exception report", rows, summary=False)


def statement_cover(story: Paper, data: BoardData) -> None:
    """Whom the statement is for, by when, and what is still wanting in it."""
    rows = [*given(data), fact("Data as at", f"<b>{day(data.title.made_on)}</b>", *_judged_by(data))]
    rows += _answers(data)
    rows += [fact("Addressed to", *(markup(one) for one in source.addressees)) for source in data.sources
             if source.addressees]  # fmt: skip
    rows += [fact("To be answered by", *_due_lines(row)) for row in data.statutory if row.answers]
    rows.append(_agreed(data))
    _cover(story, data, "Written statement of action", rows)
    wanting = [
        (entry.figure.count, entry.figure.refs, words)
        for key, words in (("no owner", "no owner yet"), ("no date", "no date yet"))
        for entry in data.exceptions
        if entry.figure.key == key and entry.figure.count
    ]
    for amount, refs, words in wanting:
        story.text(f"<b>Still wanting:</b> {markup(count_words(amount, 'action', refs))} with {words}.")


def public_cover(story: Paper, data: BoardData) -> None:
    """What the published page answers, and of which day it is."""
    rows = [*given(data), fact("Data as at", f"<b>{day(data.title.made_on)}</b>", *_judged_by(data))]
    rows += _answers(data)
    _cover(story, data, "What we are doing about what inspectors told us", rows)


def draft_cover(story: Paper, data: BoardData, rows: Sequence[Row]) -> None:
    """The cover of draft minutes."""
    story.heading(1, data.title.plan)
    story.text(markup(listed(("Draft minutes", data.title.area))), "lead")
    story.table((), (120, 391), rows)


def bare_cover(story: Paper, data: BoardData) -> None:
    """The title, and in a line what its maker says of it."""
    _cover(story, data, f"Plan on a page. {data.title.day}", [], summary=False)
    said = [f"{label}: {'; '.join(lines)}" for label, lines in data.title.given]
    if said:
        story.text(markup(". ".join(said)), "quiet")


def _cover(story: Paper, data: BoardData, lead: str, rows: Sequence[Row], *, summary: bool = True) -> None:
    title = data.title
    story.heading(1, title.plan)
    story.text(markup(listed((lead, title.area))) or " ", "lead")
    if title.exempt:
        story.text(f"<b>{markup(title.exempt)}</b>")
    if rows:
        story.table((), (120, 391), rows)
    if title.summary and summary:
        story.text(markup(title.summary))
    if title.public:
        small = f" {SMALL_NOTE.format(title.least)}" if title.least > 1 else ""
        story.text(markup(f"{PUBLIC_NOTE}{small}"), "quiet")


def asked(story: Paper, data: BoardData) -> None:
    """What the board is asked to do."""
    story.heading(2, "The board is asked to")
    story.items([markup(line) for line in data.asks])


def contents(story: Paper, data: BoardData) -> None:
    """The paper's sections with their pages."""
    story.contents()
    story.page_break()


def headlines(story: Paper, data: BoardData) -> None:
    """Where the plan stands in a few sentences and figures, and each recommendation in words."""
    story.items([markup(line) for line in data.headlines])
    story.heading(3, "Figures", bookmark=False)
    figures(story, data)
    if data.trend:
        story.heading(3, "Planned, re-dated and actual finish", bookmark=False)
        story.picture(trend_chart(data.trend, story.palette))
    if data.subjects:
        story.heading(3, "Recommendations", bookmark=False)
        _subjects(story, data)


def _subjects(story: Paper, data: BoardData) -> None:
    """Each recommendation in words with its state; of many, those that are furthest from done."""
    order = sorted(data.subjects, key=_furthest_from_done)
    rows = [
        Row((
            Cell((markup(one.ref),), header=True), Cell((markup(cut(one.text, SHORT_TEXT) or "No words yet"),)),
            Cell((f"{one.finished} of {one.in_force}" if one.in_force else "no action",)),
            Cell((f"<b>{markup(one.status.word)}</b>",), one.status),
        ))
        for one in order[:MOST_SUBJECTS]
    ]  # fmt: skip
    story.table(("Ref", "Recommendation", "Finished", "State"), (45, 296, 60, 110), rows)
    left(story, data, order, MOST_SUBJECTS)


def _furthest_from_done(one: SubjectRow) -> tuple[bool, int, bool]:
    """The place of a recommendation among others: the latest first, then those without an action, the finished last."""
    late = max((action.days_overdue for action in one.actions), default=0)
    return (one.in_force > 0 and one.finished == one.in_force, -late, one.in_force > 0)


def facts(data: BoardData) -> list[Row]:
    """The rows of the title page's table."""
    title = data.title
    rows = [*_for_whom(data), *given(data)]
    rows += [fact("Author", markup(title.author))] if title.author else []
    if data.asks:
        rows.append(fact("Purpose", "for decision" if len(data.asks) > 1 else "for information"))
    rows += [fact("Data as at", *_state(data))]
    rows += _answers(data)
    rows += [fact(_due_label(row), *_due_lines(row)) for row in data.statutory if row.answers and not row.long_past]
    rows.append(_agreed(data))
    if data.changed:
        rows.append(fact("Compared with", *(markup(part) for part in (data.changed.words, data.changed.note) if part)))
    return rows


def _for_whom(data: BoardData) -> list[Row]:
    title = data.title
    said = (("Meeting", title.meeting), ("Agenda item", title.item))
    return [fact(label, markup(words)) for label, words in said if words]


def given(data: BoardData) -> list[Row]:
    """The rows of what its maker says of the paper: its number, whom it is for, who answers for it and cleared it."""
    return [fact(label, *map(markup, lines)) for label, lines in data.title.given]


def _state(data: BoardData) -> tuple[str, ...]:
    title = data.title
    return (f"<b>{day(title.made_on)}</b>, {markup(title.seal)}", *_judged_by(data))


def _agreed(data: BoardData) -> Row:
    title = data.title
    by = f", by {markup(title.agreed_by)}" if title.agreed and title.agreed_by else ""
    return fact("Plan agreed", f"{day(title.agreed) or 'not yet: dates may still change'}{by}")


def _judged_by(data: BoardData) -> tuple[str, ...]:
    """The day that stands in for the plan's own, where there is one."""
    title = data.title
    if title.as_at == title.made_on:
        return ()
    return (f"judged by <b>{day(title.as_at)}</b>, a day of its own: the records are those of {day(title.made_on)}",)


def fact(label: str, *paragraphs: str) -> Row:
    """One labelled row."""
    return Row((Cell((markup(label),), header=True), Cell(paragraphs)))


def _answers(data: BoardData) -> list[Row]:
    """The documents that the plan answers; of many the titles alone, for the sources tell the rest."""
    if len(data.sources) <= MOST_SOURCES:
        return [fact("Answers", *(markup(line) for line in _source_lines(source))) for source in data.sources]
    return [fact("Answers", *(markup(_in_a_line(source)) for source in data.sources))]


def _in_a_line(source: SourceRow) -> str:
    area = source.area if source.area.casefold() not in source.title.casefold() else ""
    return listed((f"{source.ref} {source.title}", area, str(source.published.year) if source.published else ""))


def _due_label(row: DeadlineRow) -> str:
    return "Statement due" if "statement" in row.label.casefold() else f"{row.label} due"


def _source_lines(source: SourceRow) -> list[str]:
    dates = listed((
        f"fieldwork {source.fieldwork}" if source.fieldwork else "",
        f"published {show(source.published)}" if source.published else "",
    ))  # fmt: skip
    lead = f"principal authority: {source.principal_authority}" if source.principal_authority else ""
    return [line for line in (source.title, dates, lead) if line]


def _due_lines(row: DeadlineRow) -> list[str]:
    due = f"<b>{markup(show_with_weekday(row.on))}</b>" if row.on else ""
    said = (row.source, *row.notes)
    return [f"{due}, {markup(row.words)}" if row.words else due, *(markup(words) for words in said if words)]


def figures(story: Paper, data: BoardData) -> None:
    """The figures, beside those of the last meeting where they are known, and which way each went."""
    compared = any(figure.before is not None for figure in data.figures)
    rows = [Row(_figure_cells(figure, compared)) for figure in data.figures if figure.key in LEADING]
    if compared:
        story.table(("What", "Now", "Last time", "Change"), (271, 60, 80, 100), rows)
    else:
        story.table(("What", "Now"), (431, 80), rows)


def _figure_cells(figure: Figure, compared: bool) -> tuple[Cell, ...]:
    name = Cell((markup(figure.label),), header=True)
    now = Cell((f"<b>{figure.count}</b>",))
    if not compared:
        return (name, now)
    before = figure.before
    change = "" if before is None else "no change" if before == figure.count else _moved(figure.count - before)
    return (name, now, Cell((str(before) if before is not None else "not known",)), Cell((change,)))


def _moved(by: int) -> str:
    return f"up {by}" if by > 0 else f"down {-by}"


def all_figures(story: Paper, data: BoardData) -> None:
    """What each figure counts, where the actions stand by recommendation and agency, and when they are due."""
    rows = [
        Row((Cell((markup(figure.label),), header=True), Cell((str(figure.count),)), Cell((markup(figure.meaning),))))
        for figure in data.figures
    ]
    story.table(("What", "Now", "What it counts"), (200, 50, 261), rows)
    if any(figure.count for figure in data.profile):
        story.heading(3, "Actions by status", bookmark=False)
        story.picture(profile_chart(data, story.palette))
    for title, parts in (("Actions by recommendation", data.by_recommendation), ("Actions by agency", data.by_agency)):
        if not any(part.count for part in parts):
            continue
        story.heading(3, title, bookmark=False)
        for start in range(0, len(parts), PARTS_A_CHART):
            some = parts[start : start + PARTS_A_CHART]
            story.picture(parts_chart(title, some, story.palette, most=max(part.count for part in parts)))
    if data.by_month:
        story.heading(3, "Due dates", bookmark=False)
        story.picture(timeline_chart(data, story.palette))

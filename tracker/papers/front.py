"""The opening of a paper: title page, figures and charts."""

from __future__ import annotations

from tracker.domain.board.board import BoardData
from tracker.domain.board.board_dates import DeadlineRow
from tracker.domain.board.board_figures import Figure
from tracker.domain.board.board_rows import SourceRow
from tracker.domain.dates.dates import show, show_with_weekday
from tracker.papers.cells import day, listed
from tracker.papers.charts import parts_chart, profile_chart, timeline_chart
from tracker.papers.paper import Cell, Paper, Row, markup

PARTS_A_CHART = 24
"""How many bars one chart holds, so that it fits on a page."""
PUBLIC_NOTE = "This public version leaves out free-text notes and the names of staff; roles and organisations stand."


def title_page(story: Paper, data: BoardData, lead: str) -> None:
    """What this is, of which day and state, and what must be handed in when."""
    title = data.title
    story.heading(1, title.plan)
    story.text(markup(listed((lead, title.area))), "lead")
    story.table((), (120, 391), facts(data))
    if title.summary:
        story.text(markup(title.summary))
    if title.public:
        story.text(markup(PUBLIC_NOTE), "quiet")


def in_brief(story: Paper, data: BoardData) -> None:
    """The plan in a few sentences and its profile, which end the title page."""
    story.heading(2, "In brief")
    story.items([markup(line) for line in data.headlines])
    if any(figure.count for figure in data.profile):
        story.heading(2, "Actions by status")
        story.picture(profile_chart(data, story.palette))
    story.page_break()


def contents(story: Paper, data: BoardData) -> None:
    """The paper's sections with their pages."""
    story.contents()


def facts(data: BoardData) -> list[Row]:
    """The rows of the title page's table."""
    title = data.title
    rows = [fact("Data as at", f"<b>{day(title.made_on)}</b>", *_judged_by(data))]
    rows += [fact("Answers", *(markup(line) for line in _source_lines(source))) for source in data.sources]
    rows += [fact("Statement due", *_due_lines(row)) for row in data.statutory if row.answers]
    rows.append(fact("Plan agreed", day(title.agreed) or "not yet: dates may still change"))
    if data.changed:
        rows.append(fact("Compared with", *(markup(part) for part in (data.changed.words, data.changed.note) if part)))
    if data.meetings:
        meeting = data.meetings[0]
        rows.append(fact("Next meeting", markup(f"{meeting.name}, {show_with_weekday(meeting.held_on)}")))
    rows.append(fact("Plan version", markup(title.seal)))
    return rows


def _judged_by(data: BoardData) -> tuple[str, ...]:
    """The day that stands in for the plan's own, where there is one."""
    title = data.title
    if title.as_at == title.made_on:
        return ()
    return (f"judged by <b>{day(title.as_at)}</b>, a day of its own: the records are those of {day(title.made_on)}",)


def fact(label: str, *paragraphs: str) -> Row:
    """One labelled row."""
    return Row((Cell((markup(label),), header=True), Cell(paragraphs)))


def _source_lines(source: SourceRow) -> list[str]:
    dates = listed((
        f"fieldwork {source.fieldwork}" if source.fieldwork else "",
        f"published {show(source.published)}" if source.published else "",
    ))  # fmt: skip
    lead = f"principal authority: {source.principal_authority}" if source.principal_authority else ""
    return [line for line in (source.title, dates, lead) if line]


def _due_lines(row: DeadlineRow) -> list[str]:
    due = f"<b>{markup(show_with_weekday(row.on))}</b>" if row.on else ""
    return [f"{due}, {markup(row.words)}" if row.words else due, *(markup(note) for note in row.notes)]


def figures(story: Paper, data: BoardData) -> None:
    """The figures, beside those of the last meeting where they are known, each with what it counts."""
    story.heading(2, "Figures")
    compared = any(figure.before is not None for figure in data.figures)
    rows = [Row(_figure_cells(figure, compared)) for figure in data.figures]
    if compared:
        story.table(("What", "Now", "Last time", "What it counts"), (186, 45, 70, 210), rows)
    else:
        story.table(("What", "Now", "What it counts"), (200, 50, 261), rows)


def _figure_cells(figure: Figure, compared: bool) -> tuple[Cell, ...]:
    then = (Cell((str(figure.before) if figure.before is not None else "not known",)),) if compared else ()
    name = Cell((markup(figure.label),), header=True)
    return (name, Cell((f"<b>{figure.count}</b>",)), *then, Cell((markup(figure.meaning),)))


def charts(story: Paper, data: BoardData) -> None:
    """Where the actions stand by recommendation and agency, and when they are due."""
    for title, parts in (("Actions by recommendation", data.by_recommendation), ("Actions by agency", data.by_agency)):
        if not any(part.count for part in parts):
            continue
        story.heading(2, title)
        for start in range(0, len(parts), PARTS_A_CHART):
            some = parts[start : start + PARTS_A_CHART]
            story.picture(parts_chart(title, some, story.palette, most=max(part.count for part in parts)))
    if data.by_month:
        story.heading(2, "Due dates")
        story.picture(timeline_chart(data, story.palette))

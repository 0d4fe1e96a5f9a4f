"""Any list, as filtered, sorted and chosen, as a table and as a file."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from support.gateway import ScriptedAsker
from support.window import Opened
from tracker.ui.core.commands import Do
from tracker.ui.lists.list_out import outline_of
from tracker.ui.lists.list_place import ListPlace

LISTS = (Do.RECOMMENDATIONS, Do.ACTIONS, Do.EVIDENCE, Do.MEASURES, Do.MEETINGS, Do.ROUNDS, Do.SOURCES, Do.PEOPLE)


@pytest.mark.parametrize("place", LISTS, ids=lambda place: place.name)
def test_every_list_can_be_saved(on_plan: Opened, asker: ScriptedAsker, tmp_path: Path, place: Do) -> None:
    on_plan.do(place)
    asker.answers.append(tmp_path / "list.xlsx")
    on_plan.do(Do.SAVE_LIST)
    view = on_plan.work.nav.view
    assert isinstance(view, ListPlace)
    ws = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    assert ws is not None
    assert ws.max_row == max(view.model.rows + 1, 1)
    assert "Ref" in [cell.value for cell in ws[1]]


def test_rows_stand_as_filtered_and_sorted_under_their_groups(on_plan: Opened) -> None:
    on_plan.do(Do.RECOMMENDATIONS)
    view = on_plan.work.nav.plan_view
    view.tree.sort_by(view.model.column_of("due"), True)
    table = outline_of(view.tree, "Recommendations").table(on_plan.work.hub.snapshot)
    assert table.headings[0] == "Under"
    refs = [row[table.headings.index("Ref")] for row in table.rows]
    assert all(row[0] in refs or row[0] is None for row in table.rows)
    assert {at for at, row in enumerate(table.rows) if str(refs[at])[0] in "RF"} >= table.bands
    view.set_filter((), "no such words at all")
    assert outline_of(view.tree, "Recommendations").table(on_plan.work.hub.snapshot).rows == ()


def test_days_are_days_and_second_lines_have_a_column_of_their_own(on_plan: Opened) -> None:
    on_plan.do(Do.ACTIONS)
    view = on_plan.work.nav.plan_view
    table = outline_of(view.tree, "Actions").table(on_plan.work.hub.snapshot)
    due = table.headings.index("Due")
    assert any(isinstance(row[due], date) for row in table.rows)
    assert "Owner, more" in table.headings, "the agency, while it has no column of its own"


def test_a_place_without_a_list_says_where_lists_are(on_plan: Opened) -> None:
    on_plan.do(Do.OVERVIEW)
    on_plan.do(Do.SAVE_LIST)
    assert "no list here" in on_plan.window.notice.words

"""What is worth a look, in the panel and over the list."""

from support.builders import an_id
from support.record_page import Shown
from support.window import Opened
from tracker.services.records import editing

A4 = an_id(504)


def test_a_hint_stands_under_the_title_until_it_is_mended(on_plan: Opened) -> None:
    hub, work = on_plan.work.hub, on_plan.work
    action = hub.snapshot.get(A4)
    hub.write(lambda uow, act: editing.set_fields(uow, act, [action.ref], {"title": "Deliver training on neglect"}))
    on_plan.settle()
    work.nav.jump(A4)
    on_plan.settle()
    assert "not what will be different" in Shown(work.panes.panel.view).hint.text
    assert Shown(work.panes.panel.view).hint.isVisibleTo(work.panes.panel)
    chip = work.nav.plan_view.chips.button("worth a look")
    assert not chip.isHidden()
    work.nav.plan_view.set_filter(("worth a look",))
    assert A4 in work.nav.plan_view.model.listed()
    assert work.nav.plan_view.model.count() == int(chip.text().split()[-1])
    said = {"success_measure": "Re-referrals fall by a fifth"}
    hub.write(lambda uow, act: editing.set_fields(uow, act, [action.ref], said))
    on_plan.settle()
    assert "not what will be different" not in Shown(work.panes.panel.view).hint.text

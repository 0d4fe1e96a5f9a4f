"""Random work on a plan in memory by several people, and what must hold whatever they do."""

from typing_extensions import override

from support.random_work.plan_machine import PlanMachine


class TestPlanMachine(PlanMachine.TestCase):  # type: ignore[misc, name-defined]
    @override
    def runTest(self) -> None:
        super().runTest()
        assert PlanMachine.enough_for_a_night()

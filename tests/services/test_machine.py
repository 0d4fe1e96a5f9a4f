"""Random work on a plan in memory by several people, and what must hold whatever they do."""

from hypothesis import settings
from typing_extensions import override

from support.machine import PlanMachine

NIGHTLY = 500
STEPS_A_NIGHT = 2_000


class TestPlanMachine(PlanMachine.TestCase):  # type: ignore[misc, name-defined]
    @override
    def runTest(self) -> None:
        super().runTest()
        print(f"{PlanMachine.steps} steps of random work")
        assert PlanMachine.steps >= STEPS_A_NIGHT or settings().max_examples < NIGHTLY

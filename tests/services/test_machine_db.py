"""The same random work on a plan file: the real store must hold whatever the one in memory holds."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from typing_extensions import override

from support.machine import PlanMachine
from tracker.db.store import create_store
from tracker.domain.plan.records import Plan
from tracker.services.ports import Act, Store


class PlanFileMachine(PlanMachine):
    @staticmethod
    @override
    def make_store(plan: Plan, act: Act) -> Store:
        folder = tempfile.mkdtemp(prefix="plan-")
        return create_store(str(Path(folder) / "random.plan"), plan, act)

    @override
    def teardown(self) -> None:
        super().teardown()
        shutil.rmtree(Path(self.team.store.address).parent)


TestPlanFileMachine = PlanFileMachine.TestCase
TestPlanFileMachine.settings = settings(max_examples=max(settings().max_examples // 6, 1), stateful_step_count=30)

"""The same random work on a plan file and on a server: the real stores must hold whatever the one in memory holds."""

import shutil
import tempfile
from pathlib import Path
from typing import ClassVar

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test
from typing_extensions import override

from support.postgres import a_server
from support.random_work.plan_machine import PlanMachine
from tracker.db.store import create_store
from tracker.domain.plan.records import Plan
from tracker.services.ports import Act, Store


class PlanFileMachine(PlanMachine):
    steps = 0

    @staticmethod
    @override
    def make_store(plan: Plan, act: Act) -> Store:
        folder = tempfile.mkdtemp(prefix="plan-")
        return create_store(str(Path(folder) / "random.plan"), plan, act)

    @override
    def teardown(self) -> None:
        super().teardown()
        shutil.rmtree(Path(self.team.store.address).parent)


STEPS = settings().stateful_step_count // 2


def test_random_work_on_a_plan_file() -> None:
    run_state_machine_as_test(PlanFileMachine, settings=fewer(6))
    assert PlanFileMachine.enough_for_a_night()


class ServerMachine(PlanMachine):
    steps = 0
    server: ClassVar[str] = ""
    schemas: ClassVar[int] = 0

    @staticmethod
    @override
    def make_store(plan: Plan, act: Act) -> Store:
        ServerMachine.schemas += 1
        return create_store(f"{ServerMachine.server}?schema=random_{ServerMachine.schemas}", plan, act)


def test_random_work_on_a_server() -> None:
    with a_server() as address:
        ServerMachine.server = address
        run_state_machine_as_test(ServerMachine, settings=fewer(9))
    assert ServerMachine.enough_for_a_night()


def fewer(times: int) -> settings:
    """So many times fewer examples than in memory, and shorter ones."""
    return settings(max_examples=max(settings().max_examples // times, 1), stateful_step_count=STEPS)

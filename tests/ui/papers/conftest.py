"""The sheet on which papers are made, over the plan in mid-life."""

from pathlib import Path

import pytest

from support.gateway import FakeGateway, ScriptedAsker
from support.screens.report_desk import Desk
from support.window import Opened


@pytest.fixture
def desk(on_plan: Opened, asker: ScriptedAsker, gateway: FakeGateway, tmp_path: Path) -> Desk:
    return Desk(on_plan, asker, gateway, tmp_path)

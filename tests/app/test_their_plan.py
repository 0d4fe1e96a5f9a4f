"""Somebody's own plan through the real program: told from a returned workbook and a report, and read."""

from pathlib import Path

import pytest

from support.foreign.plans import BY_PARAGRAPH
from tracker.app import AppGateway
from tracker.errors import UserError
from tracker.paths import whole_address


@pytest.fixture
def gateway() -> AppGateway:
    return AppGateway("Improvement Lead", None)


@pytest.mark.parametrize("ending", ["xlsx", "csv", "docx", "html"])
def test_a_plan_is_told_from_a_return_and_read(gateway: AppGateway, tmp_path: Path, ending: str) -> None:
    path = BY_PARAGRAPH.write(tmp_path, ending)
    assert not gateway.is_return(path)
    assert gateway.is_kept_plan(path)
    theirs = gateway.read_their_plan(path)
    assert theirs.source.data == path.read_bytes()
    assert theirs.tables.grids[0].last_row >= len(BY_PARAGRAPH.rows)


def test_what_cannot_be_read_is_no_plan(gateway: AppGateway, tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(b"PK nothing")
    assert not gateway.is_kept_plan(path)
    with pytest.raises(UserError):
        gateway.read_their_plan(path)


def test_a_plan_is_remembered_by_where_it_is_from_any_folder(
    gateway: AppGateway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = gateway.create_plan("ours.plan", "Ours")
    made.close()
    opened = gateway.open_plan("ours.plan")
    assert opened.address == made.address == str(tmp_path / "ours.plan")
    opened.close()
    assert whole_address("postgresql://host/plans") == "postgresql://host/plans"

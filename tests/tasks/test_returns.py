"""Workbooks sent to many and brought home, by keyboard alone, through the platform's own file dialogs."""

from pathlib import Path

from support.gallery_panels import type_into
from support.keyboard import Keyboard
from tracker.domain.plan.records import Kind


def owners(folder: Path) -> list[Path]:
    return sorted(folder.glob("Workbooks */*.xlsx"))


def send(keys: Keyboard, folder: Path) -> list[Path]:
    folder.mkdir()
    keys.press("Ctrl+Shift+O", "Ctrl+Return")
    keys.type(str(folder))
    keys.press("Return")
    keys.settle()
    return owners(folder)


def test_a_workbook_for_every_owner(keys: Keyboard, tmp_path: Path) -> None:
    """Send every owner a workbook of their own actions"""
    made = send(keys, tmp_path / "out")
    assert len(made) > 3
    assert all(path.with_suffix(".eml").is_file() for path in made)
    assert f"{len(made)} workbooks" in keys.notice


def test_a_folder_of_workbooks_comes_home(keys: Keyboard, tmp_path: Path) -> None:
    """Bring a folder of returned workbooks home, one with a question"""
    made = send(keys, tmp_path / "out")
    keys.strokes = keys.letters = 0
    keys.pressed.clear()
    plan = keys.plan
    owned = {path.stem: next(one.ref for one in plan.actions if plan.name_of(one.owner) == path.stem)
             for path in made if path.stem in {plan.name_of(one.owner) for one in plan.actions}}  # fmt: skip
    for path in made:
        path.with_suffix(".eml").unlink()
        if path.stem in owned:
            type_into(path, {owned[path.stem]: {"New update": f"Said by {path.stem}."}})
    asked = next(path for path in made if path.stem in owned)
    type_into(asked, {owned[asked.stem]: {"Owner": "Head of Yuoth Justice"}})
    keys.press("Ctrl+Alt+M")
    keys.type(str(made[0].parent))
    keys.press("Return")
    keys.wait_for_text("Workbooks that came home")
    keys.press("Return", "2", "Ctrl+Return", "Ctrl+Return", "Esc")

    said = {update.text for update in keys.kept().of(Kind.UPDATE)}
    assert {f"Said by {name}." for name in owned} <= said

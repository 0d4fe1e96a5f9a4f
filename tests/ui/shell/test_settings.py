"""What is remembered comes back, and a damaged file costs nothing but itself."""

import json
from contextlib import suppress
from pathlib import Path

import pytest

from tracker import settings as options
from tracker.settings import OPTIONS, Settings


def test_values_come_back(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    Settings(file).set(options.THEME, "dark")
    again = Settings(file)
    assert again.get(options.THEME) == "dark"
    assert again.get(options.LETTER_KEYS) is True
    assert again.problem == ""


def test_what_is_remembered_together_is_written_once(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    settings = Settings(file)
    with settings.together():
        settings.set(options.THEME, "dark")
        with settings.together():
            settings.set(options.TEXT_SIZE, 120)
        assert not file.exists()
        assert settings.get(options.TEXT_SIZE) == 120
    assert (Settings(file).get(options.THEME), Settings(file).get(options.TEXT_SIZE)) == ("dark", 120)
    file.unlink()
    with settings.together():
        settings.set(options.THEME, "dark")
    assert not file.exists(), "nothing is new"
    with suppress(ZeroDivisionError), settings.together():
        settings.set(options.THEME, "light")
        raise ZeroDivisionError
    assert Settings(file).get(options.THEME) == "light"


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"version": "x"}', '{"version": 1}', "\x00\x01", '{"version":0,"values":{}}']
)
def test_a_damaged_file_is_set_aside_and_the_usual_values_hold(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(damage, encoding="utf-8")
    settings = Settings(file)
    assert settings.get(options.THEME) == "system"
    assert "settings.damaged-1.json" in settings.problem
    assert (tmp_path / "settings.damaged-1.json").read_text(encoding="utf-8") == damage
    settings.set(options.THEME, "light")
    assert Settings(file).get(options.THEME) == "light"


def test_a_value_of_the_wrong_kind_counts_as_none(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    wrong = {option.name: object.__name__ if option.name != "who" else 7 for option in OPTIONS}
    file.write_text(json.dumps({"version": 1, "values": wrong}), encoding="utf-8")
    settings = Settings(file)
    for option in OPTIONS:
        if not option.fits(wrong[option.name]):
            assert settings.get(option) == option.default


def test_a_newer_file_is_read_as_far_as_it_is_known(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"version": 99, "values": {"theme": "dark", "unheard of": 1}}), encoding="utf-8")
    assert Settings(file).get(options.THEME) == "dark"


def test_recent_plans_come_latest_first_and_once(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for address in ("a.plan", "b.plan", "a.plan"):
        settings.note_recent(address)
    assert settings.get(options.RECENT) == ["a.plan", "b.plan"]
    settings.forget_recent("a.plan")
    assert settings.get(options.RECENT) == ["b.plan"]


def test_a_folder_that_cannot_be_written_is_said_and_not_raised(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    settings = Settings(blocked / "settings.json")
    settings.set(options.THEME, "dark")
    assert "could not be saved" in settings.problem
    assert settings.get(options.THEME) == "dark"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/home/a:b@c/x.plan", "/home/a:b@c/x.plan"),
        ("postgresql://ann@server/db?schema=a", "postgresql://ann@server/db?schema=a"),
        ("postgresql://ann:s3cret@server:5432/db?schema=a", "postgresql://ann@server:5432/db?schema=a"),
        ("postgresql://ann:s3/c@ret@server/db", "postgresql://ann@server/db"),
        ("postgresql://ann@server/db?password=s3cret", "postgresql://ann@server/db"),
        (
            "postgresql://ann@server/db?schema=a&Password=s3cret&sslpassword=s3cret",
            "postgresql://ann@server/db?schema=a",
        ),
        ("postgresql://ann@server/db?password=s3cret&schema=a", "postgresql://ann@server/db?schema=a"),
    ],
)
def test_no_password_is_remembered(tmp_path: Path, address: str, kept: str) -> None:
    file = tmp_path / "settings.json"
    Settings(file).note_recent(address)
    assert Settings(file).get(options.RECENT) == [kept]
    assert "s3" not in file.read_text(encoding="utf-8")
    older = {"version": 1, "values": {"recent": [address], "views": {address: {"place": "plan"}}}}
    file.write_text(json.dumps(older), encoding="utf-8")
    settings = Settings(file)
    assert (settings.get(options.RECENT), settings.get(options.VIEWS)) == ([kept], {kept: {"place": "plan"}})
    settings.set(options.THEME, "dark")
    assert "s3" not in file.read_text(encoding="utf-8")

"""What the program remembers for its user: options declared once, kept as versioned JSON, never a cause of failure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from tracker.errors import UserError
from tracker.paths import home, without_password
from tracker.saving import write_whole

T = TypeVar("T")
VERSION: Final = 2
FILE_NAME = "settings.json"
MOST_RECENT = 12
MOST_HEADINGS = 30
"""Files of which it is remembered what somebody made of their headings."""


@dataclass(frozen=True)
class Option(Generic[T]):
    """One thing that is remembered: its name in the file, its value when nothing is, and what counts as a value."""

    name: str
    default: T
    fits: Callable[[Any], bool]


def _one_of(*allowed: Any) -> Callable[[Any], bool]:
    def fits(value: Any) -> bool:
        return value in allowed

    return fits


def _kind_of(*types: type) -> Callable[[Any], bool]:
    def fits(value: Any) -> bool:
        return isinstance(value, types)

    return fits


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_size(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 80 <= value <= 200


def _is_room(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


THEME: Final[Option[str]] = Option("theme", "system", _one_of("system", "light", "dark"))
TEXT_SIZE: Final[Option[int]] = Option("text_size", 100, _is_size)
LETTER_KEYS: Final[Option[bool]] = Option("letter_keys", True, _kind_of(bool))
WHO: Final[Option[str]] = Option("who", "", _kind_of(str))
ROLE: Final[Option[str]] = Option("role", "", _kind_of(str))
AGENCY: Final[Option[str]] = Option("agency", "", _kind_of(str))
LEADS: Final[Option[list[str]]] = Option("leads", [], _is_texts)
"""The plans, by their ids, that whoever sits here says they lead."""
LOOKED: Final[Option[dict[str, int]]] = Option("looked", {}, _kind_of(dict))
"""The change up to which each plan's activity was seen in My work, by the plan's id."""
RECENT: Final[Option[list[str]]] = Option("recent", [], _is_texts)
LAST_FOLDER: Final[Option[str]] = Option("last_folder", "", _kind_of(str))
GEOMETRY: Final[Option[str]] = Option("geometry", "", _kind_of(str))
PANES: Final[Option[list[int]]] = Option("panes", [], _kind_of(list))
PANEL_SHOWN: Final[Option[bool]] = Option("panel_shown", True, _kind_of(bool))
SIDE_NAMES: Final[Option[bool | None]] = Option("side_names", None, _one_of(None, True, False))
"""Whether places are named in the side bar; None while nobody chose."""
UNFOLDED: Final[Option[dict[str, bool]]] = Option("unfolded", {}, _kind_of(dict))
"""Which sections of a record's page are on show, by kind and name, as far as somebody chose."""
COLUMNS: Final[Option[dict[str, str]]] = Option("columns", {}, _kind_of(dict))
VIEWS: Final[Option[dict[str, dict[str, Any]]]] = Option("views", {}, _kind_of(dict))
"""What each plan was left showing, by its address."""
COPIES_FOLDER: Final[Option[str]] = Option("copies_folder", "", _kind_of(str))
"""Where automatic copies are kept; "" for the program's own folder."""
COPIES_LIMIT: Final[Option[int]] = Option("copies_limit_mb", 5000, _is_room)
"""How many megabytes the copies of one plan may take."""
KEPT_VIEWS: Final[Option[dict[str, dict[str, Any]]]] = Option("kept_views", {}, _kind_of(dict))
"""Views of the list that were kept under a name, by the plan's id."""
HEADINGS: Final[Option[dict[str, dict[str, str]]]] = Option("plan_headings", {}, _kind_of(dict))
"""What somebody made of the headings of plans that were brought in, by all headings of such a file."""

OPTIONS: Final[tuple[Option[Any], ...]] = (
    THEME, TEXT_SIZE, LETTER_KEYS, WHO, ROLE, AGENCY, LEADS, LOOKED, RECENT, LAST_FOLDER, GEOMETRY, PANES,
    PANEL_SHOWN, SIDE_NAMES, UNFOLDED, COLUMNS, VIEWS, KEPT_VIEWS,
    COPIES_FOLDER, COPIES_LIMIT, HEADINGS,
)  # fmt: skip


def _without_passwords(values: dict[str, Any]) -> dict[str, Any]:
    """The values of version 1 without the passwords that addresses of databases could hold."""
    recent, views = values.get(RECENT.name), values.get(VIEWS.name)
    kept = dict(values)
    if _is_texts(recent):
        kept[RECENT.name] = list(dict.fromkeys(map(without_password, recent or ())))
    if isinstance(views, dict):
        kept[VIEWS.name] = {without_password(address): view for address, view in views.items()}
    return kept


UPGRADES: Final[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: _without_passwords}
"""For each older version, what turns its values into those of the next."""


class Settings:
    """The remembered values. `problem` says in a sentence what was wrong with the file, "" for nothing.

    A file that cannot be understood is set aside under another name and the usual values hold.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.file = file or home() / FILE_NAME
        self.problem = ""
        self._values = self._load()
        self._waits: bool | None = None
        """Whether something waits to be written, inside a block of what is remembered together; None outside one."""

    def get(self, option: Option[T]) -> T:
        """The remembered value, or the usual one where none is kept or it is not one."""
        value = self._values.get(option.name, option.default)
        return value if option.fits(value) else option.default

    def set(self, option: Option[T], value: T) -> None:
        """Remembers a value, at once."""
        if self._values.get(option.name) != value:
            self._values[option.name] = value
            if self._waits is None:
                self._save()
            else:
                self._waits = True

    @contextmanager
    def together(self) -> Iterator[None]:
        """A block whose values are written once, when it ends: each time to write is a time to wait for the disk."""
        if self._waits is not None:
            yield
            return
        self._waits = False
        try:
            yield
        finally:
            waits, self._waits = self._waits, None
            if waits:
                self._save()

    def note_recent(self, address: str) -> None:
        """Puts a plan at the head of the recent ones."""
        kept = without_password(address)
        others = [other for other in self.get(RECENT) if other != kept]
        self.set(RECENT, [kept, *others][:MOST_RECENT])

    def forget_recent(self, address: str) -> None:
        """Takes a plan out of the recent ones."""
        self.set(RECENT, [other for other in self.get(RECENT) if other != address])

    def _load(self) -> dict[str, Any]:
        if not self.file.exists():
            return {}
        import json

        try:
            kept = json.loads(self.file.read_text(encoding="utf-8"))
            return _upgraded(kept)
        except OSError as error:
            self.problem = f"The settings could not be read ({error.strerror}), so the usual ones hold."
        except (ValueError, KeyError, TypeError, AttributeError):
            aside = self._set_aside()
            self.problem = f"The settings were damaged, so the usual ones hold; the old file is kept as {aside}."
        return {}

    def _set_aside(self) -> str:
        number = 1
        while (aside := self.file.with_name(f"settings.damaged-{number}.json")).exists():
            number += 1
        try:
            self.file.replace(aside)
        except OSError:
            return self.file.name
        return aside.name

    def _save(self) -> None:
        import json

        text = json.dumps({"version": VERSION, "values": self._values}, indent=1, ensure_ascii=False)
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.file, text.encode(), what="settings", private=True)
        except OSError as error:
            self.problem = f"The settings could not be saved ({error.strerror})."
        except UserError as error:
            self.problem = f"The settings could not be saved: {error.message}."


def _upgraded(kept: Any) -> dict[str, Any]:
    version, values = int(kept["version"]), dict(kept["values"])
    while version < VERSION:
        values = UPGRADES[version](values)
        version += 1
    return values


def remember_headings(settings: Settings, headings: str, made: Mapping[str, str]) -> None:
    """Keeps what somebody made of a file's headings, for the next file like it; the oldest are forgotten."""
    kept = {said: dict(meant) for said, meant in settings.get(HEADINGS).items() if said != headings}
    newest = [*kept.items(), (headings, dict(made))][-MOST_HEADINGS:]
    settings.set(HEADINGS, dict(newest))

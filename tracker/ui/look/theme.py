"""How everything looks: colours, type, spacing and icons by name, in light and dark.

Views ask for tokens by name and never write a colour or a number of pixels of their own; docs/design.md says which
name serves what.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from tracker.paths import resource
from tracker.ui.look import icons
from tracker.ui.look.stylesheet import PICTURES, style_sheet
from tracker.ui.look.tokens import DARK, DARK_TONES, LIGHT, LIGHT_TONES, OTHER_NAMES

if TYPE_CHECKING:
    from tracker.domain.actions.status import Status

FAMILY = "IBM Plex Sans"
FONT_FILES = ("IBMPlexSans-Regular.ttf", "IBMPlexSans-Bold.ttf")
SMALLEST_POINTS, LARGEST_POINTS = 10.0, 14.0
USUAL_POINTS = 10.0

SCALE: dict[str, tuple[float, bool]] = {
    "small": (0.9, False),
    "body": (1.0, False),
    "strong": (1.0, True),
    "heading": (1.15, True),
    "title": (1.45, True),
    "display": (1.9, True),
    "figure": (2.1, True),
}
"""The type scale: how large beside the body, and whether bold."""


class Mode(StrEnum):
    """Which colours: those of the system, or always light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of one tone: `ink` for words, `fill` for the ground of a chip, `mark` for shapes."""

    ink: QColor
    fill: QColor
    mark: QColor


class Theme(QObject):
    """The look in force. `changed` is emitted when colours or sizes change; widgets that cache a colour listen."""

    changed = Signal()

    def __init__(self, mode: Mode | str = Mode.SYSTEM, parent: QObject | None = None, *, text_size: int = 100) -> None:
        super().__init__(parent)
        self.mode = Mode(mode)
        self.text_size = text_size
        self._colours: dict[str, QColor] = {}
        self._tones: dict[str, Tone] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._family = _load_family()
        self._points = _usual_points()
        self._unit = 4
        self._settle()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in force."""
        if self.mode is Mode.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.mode is Mode.DARK

    def set_mode(self, mode: Mode | str) -> None:
        """Changes to other colours at once, in every window."""
        self.mode = Mode(mode)
        self.apply()

    def set_text_size(self, percent: int) -> None:
        """Changes the size of all text, and of everything measured by it."""
        self.text_size = percent
        self.apply()

    def apply(self, app: QApplication | None = None) -> None:
        """Dresses the whole application: palette, font and style sheet."""
        application = app or make_application()
        self._settle()
        application.setPalette(self.palette())
        application.setFont(self.font("body"))
        QDir.setSearchPaths(PICTURES, [str(resource("icons", "controls"))])
        sheet = style_sheet(cache(self.hex), self.space, self.points)
        if sheet != application.styleSheet():  # setting the same one again would measure every widget anew
            application.setStyleSheet(sheet)
        self.changed.emit()

    def hex(self, name: str) -> str:
        """A colour token as `#rrggbb`; "bad fill", "good ink", "active mark" for the parts of a tone."""
        table = DARK if self.dark else LIGHT
        if name in table:
            return table[name]
        tone, part = name.rsplit(" ", 1)
        return str(getattr((DARK_TONES if self.dark else LIGHT_TONES)[tone], part))

    def colour(self, name: str) -> QColor:
        """A colour token, such as "text", "quiet", "surface", "border", "accent"."""
        if name not in self._colours:
            self._colours[name] = QColor(self.hex(name))
        return self._colours[name]

    def tone(self, name: str) -> Tone:
        """A tone (neutral, active, good, done, warning, bad, muted; or grey, blue, green, teal, amber, red)."""
        if name not in self._tones:
            table = DARK_TONES if self.dark else LIGHT_TONES
            found = table[OTHER_NAMES.get(name, name)]
            self._tones[name] = Tone(QColor(found.ink), QColor(found.fill), QColor(found.mark))
        return self._tones[name]

    def tone_of(self, colour: str) -> Tone:
        """The tone made from a plan's own `#rrggbb`, moved only as far as reading it takes."""
        if colour not in self._tones:
            self._tones[colour] = _own_tone(colour, DARK if self.dark else LIGHT)
        return self._tones[colour]

    def tone_for(self, status: Status) -> Tone:
        """The tone a state is drawn in: made from the plan's own colour where its key gives one."""
        return self.tone_of(status.colour) if status.colour else self.tone(status.tone)

    def tone_in(self, status: Status, dark: bool) -> tuple[QColor, Tone]:
        """The ground and the tone a state has in the light or the dark window, whichever is in force."""
        colours, tones = (DARK, DARK_TONES) if dark else (LIGHT, LIGHT_TONES)
        found = tones[status.tone]
        usual = Tone(QColor(found.ink), QColor(found.fill), QColor(found.mark))
        return QColor(colours["surface"]), _own_tone(status.colour, colours) if status.colour else usual

    def space(self, steps: float = 1) -> int:
        """A distance on the grid, in pixels: one step is a quarter of a line of text (4 at usual sizes)."""
        return round(self._unit * steps)

    def points(self, name: str = "body") -> float:
        """A size of the type scale, in points."""
        return round(self._points * self.text_size / 100 * SCALE[name][0], 2)

    def font(self, name: str = "body") -> QFont:
        """A font of the type scale: small, body, strong, heading, title, display or figure."""
        font = QFont(self._family) if self._family else QFont()
        font.setPointSizeF(self.points(name))
        font.setBold(SCALE[name][1])
        return font

    def icon(self, name: str, colour: str = "quiet", size: int | None = None) -> QIcon:
        """An icon by its file name, in a colour token or tone; 5 steps square unless told."""
        pixels = size or self.space(4.5)
        key = (name, colour, pixels)
        if key not in self._icons:
            self._icons[key] = icons.icon(name, self._ink(colour), self.colour("disabled"), pixels, _ratio())
        return self._icons[key]

    def pixmap(self, name: str, colour: str = "quiet", size: int | None = None) -> QPixmap:
        """An icon's picture, for labels and delegates."""
        return icons.pixmap(name, self._ink(colour), size or self.space(4.5), _ratio())

    def palette(self) -> QPalette:
        """The palette for what the style sheet does not reach."""
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("disabled"))
        return palette

    def _ink(self, name: str) -> QColor:
        return self.colour(name) if name in LIGHT else self.tone(name).mark

    def _settle(self) -> None:
        self._colours.clear()
        self._tones.clear()
        self._icons.clear()
        self._unit = max(3, round(QFontMetrics(self.font("body")).height() / 4.25))

    @Slot()
    def _system_changed(self) -> None:
        if self.mode is Mode.SYSTEM:
            self.apply()


_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "quiet",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Link: "accent text",
    QPalette.ColorRole.LinkVisited: "accent text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Midlight: "border",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Dark: "edge",
}


def _own_tone(colour: str, colours: dict[str, str]) -> Tone:
    """The tone of a plan's own colour in a window of these colours."""
    from tracker.domain.text.colours import MARK_CONTRAST, mix, readable

    surface, selection = colours["surface"], colours["selection"]
    fill = mix(colour, surface, 0.8)
    ink = readable(readable(colour, fill), selection)
    mark = readable(readable(colour, surface, MARK_CONTRAST), selection, MARK_CONTRAST)
    return Tone(QColor(ink), QColor(fill), QColor(mark))


def make_application(name: str = "tracker") -> QApplication:
    """The running application; a new one where there is none, in the style that a theme dresses on every system."""
    running = QApplication.instance()
    # Told as it starts: an application that is asked for its style makes hundreds of Python's enumerations first.
    return running if isinstance(running, QApplication) else QApplication([name, "-style", "fusion"])


def _load_family() -> str:
    """The bundled family, loaded; "" where its files are absent, for the system's own font."""
    families = set()
    for name in FONT_FILES:
        path = resource("fonts", name)
        if path.is_file():
            families.update(_families_in(str(path)))
    return FAMILY if FAMILY in families else next(iter(sorted(families)), "")


@cache
def _families_in(path: str) -> list[str]:
    """The families of a font file, which the application knows from then on."""
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(path))


def _usual_points() -> float:
    """The system's size of text, held between what can be read and what fits."""
    points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return min(max(points, SMALLEST_POINTS), LARGEST_POINTS) if points > 0 else USUAL_POINTS


def _ratio() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


__all__ = ["SCALE", "Mode", "Theme", "Tone"]

"""How the window looks and listens: colours, the size of text, letters as keys, the panel. All of it is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import settings as options
from tracker.ui.look.theme import Mode

if TYPE_CHECKING:
    from tracker.ui.shell.main_window import MainWindow

TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)


def use_system_colours(window: MainWindow) -> None:
    """Follows the system's light or dark."""
    _use(window, Mode.SYSTEM)


def use_light_colours(window: MainWindow) -> None:
    """Light, whatever the system's are."""
    _use(window, Mode.LIGHT)


def use_dark_colours(window: MainWindow) -> None:
    """Dark, whatever the system's are."""
    _use(window, Mode.DARK)


def _use(window: MainWindow, mode: Mode) -> None:
    window.settings.set(options.THEME, mode.value)
    window.theme.set_mode(mode)


def larger(window: MainWindow) -> None:
    """Makes all text larger."""
    _set_size(window, next((size for size in TEXT_SIZES if size > window.theme.text_size), TEXT_SIZES[-1]))


def smaller(window: MainWindow) -> None:
    """Makes all text smaller."""
    _set_size(window, next((size for size in reversed(TEXT_SIZES) if size < window.theme.text_size), TEXT_SIZES[0]))


def _set_size(window: MainWindow, percent: int) -> None:
    window.settings.set(options.TEXT_SIZE, percent)
    window.theme.set_text_size(percent)


def toggle_letters(window: MainWindow) -> None:
    """Makes single letters keys, or nothing but letters."""
    letters = not window.settings.get(options.LETTER_KEYS)
    window.settings.set(options.LETTER_KEYS, letters)
    window.actions_table.use_letters(letters)
    said = window.tr("Single letters work as keys.") if letters else window.tr("Single letters do nothing now.")
    window.notice.say(said, hint="" if letters else window.tr("The keys with Ctrl stand in the menus."))


def toggle_panel(window: MainWindow) -> None:
    """Shows the panel, or hides it."""
    panes = window.work.panes
    panes.show_panel(not panes.panel_shown)


def toggle_names(window: MainWindow) -> None:
    """Names the places in the side bar, or leaves names to the pointer; kept until chosen otherwise."""
    side = window.work.side
    side.named = not side.names_shown
    side.fit()
    window.settings.set(options.SIDE_NAMES, side.named)


def widen(window: MainWindow) -> None:
    """Gives the record in hand the whole width, or takes it away again."""
    window.work.nav.widen(not window.work.nav.widened)

"""The look: readable in light and dark, measured on one grid, icons in any colour."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tracker.domain.text.colours import contrast, readable
from tracker.paths import resource
from tracker.ui.look.theme import SCALE, Theme
from tracker.ui.look.tokens import DARK, DARK_TONES, GROUNDS, LIGHT, LIGHT_TONES, TEXTS

SHADES = {"light": (LIGHT, LIGHT_TONES), "dark": (DARK, DARK_TONES)}


@pytest.mark.parametrize("shade", SHADES)
def test_words_stand_out_from_every_ground(shade: str) -> None:
    colours, _ = SHADES[shade]
    poor = [(t, g) for t in TEXTS for g in GROUNDS if contrast(colours[t], colours[g]) < 4.5]
    assert poor == []
    assert contrast(colours["on accent"], colours["accent"]) >= 4.5
    assert contrast(colours["text"], colours["highlight"]) >= 4.5


@pytest.mark.parametrize("field", [QLineEdit, QPlainTextEdit])
@pytest.mark.parametrize("shade", SHADES)
def test_what_stands_in_an_empty_field_can_be_read(
    shade: str, field: type[QWidget], qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    theme.set_mode(shade)
    made = field()
    qtbot.addWidget(made)
    made.ensurePolished()
    colour = made.palette().color(QPalette.ColorRole.PlaceholderText)
    assert colour.alpha() == 255
    assert contrast(colour.name(), SHADES[shade][0]["surface"]) >= 4.5


@pytest.mark.parametrize("shade", SHADES)
def test_edges_of_controls_and_the_focus_ring_can_be_seen(shade: str) -> None:
    colours, _ = SHADES[shade]
    for name in ("edge", "focus", "accent"):
        for ground in ("window", "surface", "sunken", "raised"):
            assert contrast(colours[name], colours[ground]) >= 3.0, (name, ground)


@pytest.mark.parametrize("shade", SHADES)
def test_tones_can_be_read_on_chips_and_rows(shade: str) -> None:
    colours, tones = SHADES[shade]
    for name, tone in tones.items():
        assert contrast(tone.ink, tone.fill) >= 4.5, name
        for ground in GROUNDS:
            assert contrast(tone.ink, colours[ground]) >= 4.5, (name, ground)
            assert contrast(tone.mark, colours[ground]) >= 3.0, (name, ground)
        assert contrast(tone.mark, tone.fill) >= 3.0, name


def test_light_and_dark_name_the_same_things() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert LIGHT_TONES.keys() == DARK_TONES.keys()


@pytest.mark.parametrize("colour", ["#FFFF00", "#00FF00", "#101010", "#808080", "#FFFFFF"])
def test_a_plans_own_colour_is_moved_until_it_can_be_read(colour: str) -> None:
    for ground in (LIGHT["surface"], DARK["surface"]):
        assert contrast(readable(colour, ground), ground) >= 4.5


def test_a_colour_that_reads_well_is_left_alone() -> None:
    assert readable("#A01C22", "#FFFFFF") == "#A01C22"


def test_the_theme_dresses_labels_by_role(qapp: QApplication, theme: Theme) -> None:
    title, quiet = QLabel("Plan"), QLabel("quiet")
    title.setProperty("role", "title")
    quiet.setProperty("role", "quiet")
    title.ensurePolished()
    quiet.ensurePolished()
    assert title.font().pointSizeF() > quiet.font().pointSizeF()
    assert quiet.palette().windowText().color() == theme.colour("quiet")


def drawn_controls() -> QImage:
    """Controls whose pictures the style sheet names."""
    holder = QWidget()
    layout, tick = QVBoxLayout(holder), QCheckBox("Done")
    tick.setCheckState(Qt.CheckState.Checked)
    layout.addWidget(tick)
    layout.addWidget(QComboBox())
    image = holder.grab().toImage()
    holder.deleteLater()
    return image


@pytest.mark.parametrize("name", ["O'Brien & Söhne (2026)", 'a "b" c', "one; two {three}", "Zoë #1 100%"])
def test_the_look_is_the_same_from_any_folder(
    theme: Theme, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    usual = drawn_controls()
    qapp.setStyleSheet("")
    assert drawn_controls() != usual
    folder = tmp_path / name
    folder.mkdir()
    (folder / "resources").symlink_to(resource())
    monkeypatch.setattr(sys, "_MEIPASS", str(folder), raising=False)
    theme.apply(qapp)
    assert drawn_controls() == usual


def test_a_plans_tone_keeps_its_words_readable(theme: Theme) -> None:
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        tone = theme.tone_of("#FFCC00")
        assert contrast(tone.ink.name(), tone.fill.name()) >= 4.5
        assert contrast(tone.mark.name(), theme.hex("surface")) >= 3.0


def test_larger_text_widens_the_grid(theme: Theme) -> None:
    before = theme.space(4)
    theme.set_text_size(150)
    assert theme.space(4) > before
    assert theme.font("title").pointSizeF() > theme.font("body").pointSizeF()
    theme.set_text_size(100)
    assert set(SCALE) == {"small", "body", "strong", "heading", "title", "display", "figure"}


def test_the_bundled_font_is_used(theme: Theme) -> None:
    assert theme.font("body").family() == "IBM Plex Sans"


def test_an_icon_takes_the_colour_asked_for(theme: Theme) -> None:
    image = theme.pixmap("circle", "accent", 24).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    solid = {
        image.pixelColor(x, y).name() for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 250
    }
    assert solid == {theme.colour("accent").name()}


def test_icons_come_with_their_licence() -> None:
    assert "ISC License" in resource("icons", "LICENCE.txt").read_text(encoding="utf-8")


def test_changing_mode_tells_the_views(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    assert theme.dark
    assert theme.colour("surface").lightness() < 60


def test_every_icon_that_is_shipped_is_used() -> None:
    root = resource("icons").parent.parent
    code = "".join(path.read_text(encoding="utf-8") for path in (root / "tracker").rglob("*.py"))
    unused = [path.name for path in resource("icons").glob("*.svg") if f'"{path.stem}"' not in code]
    assert unused == []

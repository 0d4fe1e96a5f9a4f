"""The one style sheet of the program, made from the theme's tokens.

What a widget is says how it looks: `role` on labels (title, heading, strong, quiet, small, figure), `kind` on buttons
(primary, quiet, link), `card` on frames. Nothing else in the program sets a style sheet.
"""

from __future__ import annotations

from collections.abc import Callable

from tracker.domain.text.colours import contrast

PICTURES = "controls"
"""The search path of the pictures it names: a style sheet could not hold the path of just any folder."""

Hex = Callable[[str], str]
Space = Callable[[float], int]
Points = Callable[[str], float]


def style_sheet(hex_of: Hex, space: Space, points: Points) -> str:
    """The application's style sheet in these colours, distances and sizes."""
    parts = (
        _grounds(hex_of, space),
        _labels(hex_of, points),
        _buttons(hex_of, space),
        _fields(hex_of, space),
        _ticks(hex_of, space),
        _lists(hex_of, space, points),
        _menus(hex_of, space),
        _tabs(hex_of, space),
        _bars(hex_of, space),
    )
    return "\n".join(parts)


def _control(name: str, hex_of: Hex) -> str:
    shade = "dark" if _luminous(hex_of("text")) else "light"
    return f"url({PICTURES}:{name}-{shade}.svg)"


def _luminous(colour: str) -> bool:
    return contrast(colour, "#000000") > contrast(colour, "#FFFFFF")


def _grounds(c: Hex, s: Space) -> str:
    return f"""
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QMainWindow, QDialog {{ background: {c("window")}; }}
QWidget[ground="window"] {{ background: {c("window")}; }}
QWidget[ground="surface"] {{ background: {c("surface")}; }}
QWidget[ground="sunken"] {{ background: {c("sunken")}; }}
QFrame[card="true"] {{ background: {c("surface")}; border: 1px solid {c("border")}; border-radius: {s(2)}px; }}
QFrame[card="button"] {{ background: {c("surface")}; border: 1px solid {c("border")}; border-radius: {s(2)}px; }}
QFrame[card="button"]:hover {{ background: {c("hover")}; border-color: {c("edge")}; }}
QFrame[card="button"]:focus {{ border: 2px solid {c("focus")}; }}
QFrame[card="line"] {{ border: 2px solid transparent; border-radius: {s(1.5)}px; }}
QFrame[card="line"]:hover {{ background: {c("hover")}; }}
QFrame[card="line"]:focus {{ border: 2px solid {c("focus")}; }}
QFrame[line="bottom"] {{ border: none; border-bottom: 1px solid {c("border")}; }}
QFrame[job="true"]:focus {{ background: {c("hover")}; border: 2px solid {c("focus")}; border-radius: {s(1.5)}px; }}
QFrame[line="top"] {{ border: none; border-top: 1px solid {c("border")}; }}
QFrame[line="right"] {{ border: none; border-right: 1px solid {c("border")}; }}
QFrame[line="left"] {{ border: none; border-left: 1px solid {c("border")}; }}
#notice {{ background: {c("active fill")}; border: 1px solid {c("edge")}; border-radius: {s(1.5)}px; }}
#notice[tone="bad"] {{ background: {c("bad fill")}; }}
#notice[tone="warning"] {{ background: {c("warning fill")}; }}
#toast {{ background: {c("text")}; border-radius: {s(1.5)}px; }}
#toast QLabel {{ color: {c("surface")}; }}
QToolTip {{ background: {c("raised")}; color: {c("text")}; border: 1px solid {c("edge")}; padding: {s(1)}px {s(2)}px; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea[lit="false"] {{ border: 1px solid transparent; }}
QScrollArea[lit="true"] {{ border: 1px solid {c("focus")}; }}
QSplitter::handle {{ background: {c("border")}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QSplitter::handle:hover {{ background: {c("accent")}; }}
"""


def _labels(c: Hex, p: Points) -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[role="quiet"] {{ color: {c("quiet")}; }}
QLabel[role="small"] {{ color: {c("quiet")}; font-size: {p("small")}pt; }}
QLabel[role="strong"] {{ font-weight: bold; }}
QLabel[role="late"] {{ color: {c("bad ink")}; }}
QLabel[role="heading"] {{ font-size: {p("heading")}pt; font-weight: bold; }}
QLabel[role="title"] {{ font-size: {p("title")}pt; font-weight: bold; }}
QLabel[role="display"] {{ font-size: {p("display")}pt; font-weight: bold; }}
QLabel[role="figure"] {{ font-size: {p("figure")}pt; font-weight: bold; }}
QLabel:disabled {{ color: {c("disabled")}; }}
"""


def _buttons(c: Hex, s: Space) -> str:
    return f"""
QPushButton {{ background: {c("surface")}; color: {c("text")}; border: 1px solid {c("edge")}; border-radius: {s(1.5)}px;
  padding: {s(1)}px {s(3)}px; min-height: {s(5)}px; }}
QPushButton:hover {{ background: {c("hover")}; }}
QPushButton:pressed {{ background: {c("selection")}; }}
QPushButton:focus {{ border: 2px solid {c("focus")}; padding: {s(1) - 1}px {s(3) - 1}px; }}
QPushButton:disabled {{ color: {c("disabled")}; border-color: {c("border")}; }}
QPushButton[kind="primary"] {{ background: {c("accent")}; color: {c("on accent")}; border-color: {c("accent")};
  font-weight: bold; }}
QPushButton[kind="primary"]:hover {{ background: {c("accent hover")}; border-color: {c("accent hover")}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {c("text")}; }}
QPushButton[kind="primary"]:disabled {{ background: {c("sunken")}; color: {c("disabled")};
  border-color: {c("border")}; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; }}
QPushButton[kind="quiet"]:hover {{ background: {c("hover")}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {c("focus")}; }}
QPushButton[kind="link"] {{ background: transparent; border: 1px solid transparent; color: {c("accent text")};
  padding: {s(0.5)}px {s(1)}px {s(0.5)}px 0; text-align: left; min-height: {s(4)}px; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border: 1px solid {c("focus")}; }}
QPushButton[kind="search"] {{ background: {c("surface")}; color: {c("quiet")}; border: 1px solid {c("edge")};
  text-align: left; }}
QPushButton::menu-indicator {{ image: {_control("down", c)}; width: {s(3)}px; height: {s(3)}px;
  subcontrol-position: center right; subcontrol-origin: padding; right: {s(1.5)}px; }}
QPushButton[popup="true"] {{ padding-right: {s(6)}px; }}
QPushButton[popup="alone"] {{ padding: {s(1)}px; min-width: {s(4)}px; max-width: {s(4)}px; }}
QPushButton[popup="alone"]::menu-indicator {{ subcontrol-position: center; right: 0; }}
QPushButton[kind="chip"] {{ background: {c("surface")}; border: 1px solid {c("border")}; border-radius: {s(2.5)}px;
  padding: {s(0.25)}px {s(2)}px; min-height: {s(4.5)}px; }}
QPushButton[kind="chip"]:hover {{ background: {c("hover")}; border-color: {c("edge")}; }}
QPushButton[kind="chip"]:focus {{ border: 2px solid {c("focus")}; padding: {s(0.25) - 1}px {s(2) - 1}px; }}
QPushButton[kind="chip"]:checked {{ background: {c("accent")}; color: {c("on accent")}; border-color: {c("accent")};
  font-weight: bold; }}
QPushButton[kind="chip"]:checked:focus {{ border: 2px solid {c("text")}; }}
QToolButton {{ background: transparent; color: {c("text")}; border: 1px solid transparent; border-radius: {s(1.5)}px;
  padding: {s(1)}px; }}
QToolButton:hover {{ background: {c("hover")}; }}
QToolButton:pressed {{ background: {c("selection")}; }}
QToolButton:checked {{ background: {c("selection")}; }}
QToolButton[kind="fold"] {{ font-weight: bold; text-align: left; border-radius: 0; padding: {s(1.5)}px {s(2)}px; }}
QToolButton[kind="fold"]:checked {{ background: transparent; }}
QToolButton[kind="fold"]:hover {{ background: {c("hover")}; }}
QToolButton:focus {{ border: 1px solid {c("focus")}; }}
QToolButton:disabled {{ color: {c("disabled")}; }}
QToolButton::menu-indicator {{ image: none; }}
"""


def _fields(c: Hex, s: Space) -> str:
    every = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox, QDoubleSpinBox"
    focused = ", ".join(f"{name.strip()}:focus" for name in every.split(","))
    disabled = ", ".join(f"{name.strip()}:disabled" for name in every.split(","))
    return f"""
{every} {{ background: {c("surface")}; color: {c("text")}; border: 1px solid {c("edge")}; border-radius: {s(1.5)}px;
  padding: {s(1)}px {s(2)}px; selection-background-color: {c("accent")}; selection-color: {c("on accent")};
  placeholder-text-color: {c("quiet")}; }}
QLineEdit, QComboBox, QDateEdit, QSpinBox, QDoubleSpinBox {{ min-height: {s(5)}px; }}
{focused} {{ border: 2px solid {c("focus")}; padding: {s(1) - 1}px {s(2) - 1}px; }}
{disabled} {{ color: {c("disabled")}; background: {c("sunken")}; border-color: {c("border")}; }}
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"], QTextEdit[readOnly="true"] {{
  background: {c("sunken")}; border-color: {c("border")}; }}
QTextBrowser[readOnly="true"] {{ background: {c("surface")}; }}
QLineEdit[place="list"], QComboBox[place="list"] {{ border-radius: 0; padding: 0 {s(1)}px; min-height: 0; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {s(6)}px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: {_control("down", c)}; width: {s(4)}px; height: {s(4)}px; }}
QComboBox QAbstractItemView {{ background: {c("raised")}; border: 1px solid {c("edge")}; outline: none;
  selection-background-color: {c("selection")}; selection-color: {c("text")}; }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{
  border: none; width: {s(5)}px; background: transparent; }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ image: {_control("up", c)}; width: {s(3)}px; height: {s(3)}px; }}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{ image: {_control("down", c)}; width: {s(3)}px; height: {s(3)}px; }}
QCalendarWidget QWidget {{ background: {c("raised")}; alternate-background-color: {c("sunken")}; }}
QCalendarWidget QAbstractItemView {{ background: {c("raised")}; selection-background-color: {c("accent")};
  selection-color: {c("on accent")}; outline: none; }}
"""


def _ticks(c: Hex, s: Space) -> str:
    return f"""
QCheckBox, QRadioButton {{ spacing: {s(2)}px; background: transparent; padding: {s(0.5)}px;
  border: 1px solid transparent; border-radius: {s(1)}px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 1px solid {c("focus")}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {s(4)}px; height: {s(4)}px; background: {c("surface")};
  border: 1px solid {c("edge")}; border-radius: {s(1)}px; }}
QRadioButton::indicator {{ border-radius: {s(2)}px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {c("accent")}; }}
QCheckBox::indicator:checked {{ background: {c("accent")}; border-color: {c("accent")};
  image: {_control("check", c)}; }}
QCheckBox::indicator:indeterminate {{ background: {c("accent")}; border-color: {c("accent")};
  image: {_control("dash", c)}; }}
QRadioButton::indicator:checked {{ background: {c("accent")}; border-color: {c("accent")};
  image: {_control("dot", c)}; }}
QAbstractItemView::indicator {{ width: {s(4)}px; height: {s(4)}px; background: {c("surface")};
  border: 1px solid {c("edge")}; border-radius: {s(1)}px; }}
QAbstractItemView::indicator:checked {{ background: {c("accent")}; border-color: {c("accent")};
  image: {_control("check", c)}; }}
"""


def _lists(c: Hex, s: Space, p: Points) -> str:
    return f"""
QAbstractItemView {{ background: {c("surface")}; color: {c("text")}; border: none; outline: none;
  selection-background-color: {c("selection")}; selection-color: {c("text")}; }}
QListView[framed="true"], QTreeView[framed="true"], QTableView[framed="true"] {{ border: 1px solid {c("border")};
  border-radius: {s(1.5)}px; }}
QListView[framed="true"]:focus, QTreeView[framed="true"]:focus, QTableView[framed="true"]:focus {{
  border: 1px solid {c("focus")}; }}
QListView[popup="true"] {{ background: {c("raised")}; border: 1px solid {c("edge")}; }}
QListView::item {{ padding: {s(1)}px {s(2)}px; border-radius: {s(1)}px; }}
QListView::item:hover {{ background: {c("hover")}; }}
QListView::item:selected {{ background: {c("selection")}; color: {c("text")}; }}
QTreeView[framed="true"]::item {{ padding: 0 {s(1)}px; }}
QTreeView[framed="true"]::item:hover {{ background: {c("hover")}; }}
QTreeView[framed="true"]::item:selected {{ background: {c("selection")}; color: {c("text")}; }}
QListView#places {{ background: transparent; }}
QHeaderView {{ background: {c("surface")}; border: none; }}
QHeaderView::section {{ background: {c("surface")}; color: {c("quiet")}; border: none;
  border-bottom: 1px solid {c("border")}; padding: {s(1)}px {s(2)}px; font-size: {p("small")}pt; }}
QTableCornerButton::section {{ background: {c("surface")}; border: none; border-bottom: 1px solid {c("border")}; }}
QHeaderView::section:hover {{ background: {c("hover")}; color: {c("text")}; }}
QHeaderView::down-arrow {{ image: {_control("down", c)}; width: {s(3)}px; height: {s(3)}px;
  subcontrol-position: center right; }}
QHeaderView::up-arrow {{ image: {_control("up", c)}; width: {s(3)}px; height: {s(3)}px;
  subcontrol-position: center right; }}
QTreeView::branch {{ background: transparent; image: none; }}
QScrollBar:vertical {{ background: transparent; width: {s(3)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {s(3)}px; margin: 0; }}
QScrollBar::handle {{ background: {c("scroll")}; border-radius: {s(0.75)}px; margin: {s(0.75)}px; }}
QScrollBar::handle:vertical {{ min-height: {s(8)}px; }}
QScrollBar::handle:horizontal {{ min-width: {s(8)}px; }}
QScrollBar::handle:hover {{ background: {c("edge")}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _menus(c: Hex, s: Space) -> str:
    return f"""
QMenuBar {{ background: {c("window")}; color: {c("text")}; padding: 0 {s(1)}px; }}
QMenuBar::item {{ padding: {s(1)}px {s(2.5)}px; border-radius: {s(1)}px; background: transparent; }}
QMenuBar::item:selected {{ background: {c("selection")}; }}
QMenu {{ background: {c("raised")}; color: {c("text")}; border: 1px solid {c("edge")}; padding: {s(1)}px; }}
QMenu::item {{ padding: {s(1.25)}px {s(6)}px {s(1.25)}px {s(2)}px; border-radius: {s(1)}px; }}
QMenu::item:selected {{ background: {c("selection")}; }}
QMenu::item:disabled {{ color: {c("disabled")}; }}
QMenu::icon {{ padding-left: {s(2)}px; }}
QMenu::separator {{ height: 1px; background: {c("border")}; margin: {s(1)}px {s(2)}px; }}
"""


def _tabs(c: Hex, s: Space) -> str:
    return f"""
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {c("quiet")}; padding: {s(1.5)}px {s(2.5)}px;
  border: none; border-bottom: 2px solid transparent; margin-right: {s(0.5)}px; }}
QTabBar::tab:hover {{ color: {c("text")}; background: {c("hover")}; }}
QTabBar::tab:selected {{ color: {c("text")}; border-bottom: 2px solid {c("accent")}; }}
QTabBar::tear {{ image: none; width: 0; }}
QTabBar::tab:focus {{ color: {c("accent text")}; }}
"""


def _bars(c: Hex, s: Space) -> str:
    return f"""
QStatusBar {{ background: {c("window")}; color: {c("quiet")}; }}
QProgressBar {{ background: {c("sunken")}; border: none; border-radius: {s(0.5)}px; max-height: {s(1)}px;
  color: transparent; }}
QProgressBar::chunk {{ background: {c("accent")}; border-radius: {s(0.5)}px; }}
"""

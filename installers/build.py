"""Builds the stand-alone program and tries it; with --installer also makes what installs it on this sort of system.

Called by `python3 run.py build`, in the project's own environment. Everything it makes stands in `dist`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from run import SCREEN_LIBRARIES, WINDOW_LIBRARIES, names  # noqa: E402
from tracker import __version__  # noqa: E402

DIST = ROOT / "dist"
FOLDER = DIST / "tracker"
PROGRAMS = ("tracker", "improvement-tracker")
SIZES = (16, 32, 48, 64, 128, 256)


def main(words: Sequence[str]) -> int:
    """0 where the program was built, tests itself well, and its installer was made if that was asked."""
    if set(words) - {"--installer"}:
        print(f"usage: run.py build [--installer], not {' '.join(words)}", file=sys.stderr)
        return 2
    draw_icons(ROOT / "build" / "icons")
    made = run([
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
        "--distpath", DIST, "--workpath", ROOT / "build", ROOT / "installers" / "tracker.spec",
    ])  # fmt: skip
    tried = made or max(try_out(program) for program in programs())
    if tried:
        return tried
    size = sum(file.stat().st_size for file in FOLDER.rglob("*") if file.is_file() and not file.is_symlink())
    print(f"built {FOLDER.relative_to(ROOT)}: {size / 1e6:.0f} MB")
    return installer() if words else 0


def programs() -> list[Path]:
    """The programs that were built: for the command line, and for the window."""
    ending = ".exe" if os.name == "nt" else ""
    return [FOLDER / f"{name}{ending}" for name in PROGRAMS]


def try_out(program: Path) -> int:
    """The program's test of itself, from another folder, with a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        return run([program, "--self-test"], home, {"TRACKER_HOME": home})


def draw_icons(folder: Path) -> None:
    """Draws the program's picture as each system wants it."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PIL import Image
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    folder.mkdir(parents=True, exist_ok=True)
    drawing = QGuiApplication.instance() or QGuiApplication([])
    picture = QImage(1024, 1024, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(ROOT / "resources" / "icons" / "program.svg")).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.save(str(folder / "large.png"))
    drawing.quit()
    with Image.open(folder / "large.png") as large:
        large.save(folder / "tracker.ico", sizes=[(size, size) for size in SIZES])
        large.save(folder / "tracker.icns")
        large.resize((256, 256)).save(folder / "tracker.png")


def installer() -> int:
    """Makes what installs the program on this sort of system."""
    makers = {"win32": for_windows, "darwin": for_macos}
    return makers.get(sys.platform, for_debian)()


def for_windows() -> int:
    """A setup program for one person, without an administrator (Inno Setup)."""
    compiler = shutil.which("iscc") or Path(os.environ["PROGRAMFILES(X86)"]) / "Inno Setup 6" / "ISCC.exe"
    return run([compiler, f"/DVersion={__version__}", ROOT / "installers" / "windows" / "tracker.iss"])


def for_macos() -> int:
    """A disk image that holds the app and a way to Applications."""
    with tempfile.TemporaryDirectory() as name:
        app = "Improvement Tracker.app"
        shutil.copytree(DIST / app, Path(name) / app, symlinks=True)
        (Path(name) / "Applications").symlink_to("/Applications")
        image = DIST / f"improvement-tracker-{__version__}.dmg"
        return run(["hdiutil", "create", "-ov", "-volname", "Improvement Tracker", "-srcfolder", name, image])


def for_debian() -> int:
    """A .deb: the program in /opt, its two names in /usr/bin, its icon, and who opens a .plan."""
    architecture = subprocess.check_output(["dpkg", "--print-architecture"], text=True).strip()
    package = DIST / f"improvement-tracker_{__version__}_{architecture}.deb"
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        lay_out(root)
        control = root / "DEBIAN" / "control"
        control.parent.mkdir()
        needed = names("apt-get", (WINDOW_LIBRARIES | SCREEN_LIBRARIES).values())
        control.write_text(
            f"Package: improvement-tracker\nVersion: {__version__}\nArchitecture: {architecture}\n"
            "Maintainer: The improvement tracker's makers <nobody@localhost>\nSection: office\nPriority: optional\n"
            f"Depends: {', '.join(needed)}\nSuggests: tesseract-ocr, tesseract-ocr-eng\n"
            "Description: Turns an inspection report into a plan, and makes the papers boards read\n",
            encoding="utf-8",
        )
        return run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z3", "--build", root, package])


def lay_out(root: Path) -> None:
    """Puts everything where it stands on a Linux machine, under `root`."""
    recipes, name = ROOT / "installers" / "linux", "improvement-tracker"
    shutil.copytree(FOLDER, root / "opt" / name, symlinks=True)
    placed = {
        recipes / f"{name}.desktop": root / "usr/share/applications" / f"{name}.desktop",
        recipes / f"{name}.xml": root / "usr/share/mime/packages" / f"{name}.xml",
        ROOT / "build/icons/tracker.png": root / "usr/share/icons/hicolor/256x256/apps" / f"{name}.png",
        ROOT / "resources/icons/program.svg": root / "usr/share/icons/hicolor/scalable/apps" / f"{name}.svg",
    }
    for source, target in placed.items():
        target.parent.mkdir(parents=True)
        shutil.copy(source, target)
        target.chmod(0o644)
    for program in PROGRAMS:
        link = root / "usr/bin" / program
        link.parent.mkdir(exist_ok=True, parents=True)
        link.symlink_to(f"/opt/{name}/{program}")


def run(command: Sequence[str | Path], place: str | Path = ROOT, more: dict[str, str] | None = None) -> int:
    """The exit status of a command."""
    return subprocess.run(
        [str(word) for word in command], cwd=place, env=os.environ | (more or {}), check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

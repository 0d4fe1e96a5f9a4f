"""What the program minds where it runs built, or without anywhere to print to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracker import built
from tracker.paths import command, quoted
from tracker.reading import sandbox

SILENT = """
import sys
sys.stdout = sys.stderr = None
sys.argv = ["tracker", *sys.argv[1:]]
from tracker.__main__ import main
main()
"""


@pytest.mark.parametrize(("words", "status"), [(["--help"], 0), (["list", "absent.plan", "actions"], 1), (["tset"], 2)])
def test_a_window_program_has_nowhere_to_print_to(tmp_path: Path, words: list[str], status: int) -> None:
    done = subprocess.run([sys.executable, "-c", SILENT, *words], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (status, b"", b"")


def test_other_programs_are_spared_the_built_programs_libraries() -> None:
    variables = {"LD_LIBRARY_PATH": "/opt/x/_internal", "LD_LIBRARY_PATH_ORIG": "/usr/local/lib",
                 "DYLD_LIBRARY_PATH": "/opt/x", "HOME": "/home/ann"}  # fmt: skip
    built.give_back_library_paths(variables)
    assert variables == {"LD_LIBRARY_PATH": "/usr/local/lib", "HOME": "/home/ann"}


def test_a_built_program_starts_its_console_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "tracker"
    program.write_text('#!/bin/sh\necho "$@" "${LD_LIBRARY_PATH-none}"\n')
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "improvement-tracker"))
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    built.settle()
    assert built.root() == tmp_path
    started = sandbox._start_process()
    assert started.communicate()[0] == b"--reading-worker none\n"
    monkeypatch.chdir(tmp_path)
    assert command("my plan.plan") == "tracker 'my plan.plan'"


def test_commands_are_quoted_as_the_shell_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["merge", "O'Brien's plan.plan", "a.xlsx"]
    monkeypatch.setattr(sys, "platform", "linux")
    assert quoted(words) == """merge 'O'"'"'Brien'"'"'s plan.plan' a.xlsx"""
    monkeypatch.setattr(sys, "platform", "win32")
    assert quoted(words) == """merge "O'Brien's plan.plan" a.xlsx"""


def test_the_program_tests_itself(tmp_path: Path) -> None:
    surroundings = os.environ | {"TRACKER_HOME": str(tmp_path)}
    tried = [sys.executable, "-m", "tracker", "--self-test"]
    done = subprocess.run(tried, env=surroundings, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "self-test: opened the window"


def test_a_self_test_says_what_the_window_complains_of(tmp_path: Path) -> None:
    program = """
import sys
from tracker import cli
from tracker.ui.look.theme import Theme
Theme.apply = lambda self, app: app.setStyleSheet("QLabel { image: url(nowhere.svg); color: ;;; }}")
sys.exit(cli.run(["--self-test"]))
"""
    surroundings = os.environ | {"TRACKER_HOME": str(tmp_path)}
    tried = [sys.executable, "-c", program]
    done = subprocess.run(tried, env=surroundings, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert "The window does not open as it should: Could not parse application stylesheet" in done.stderr


def test_ctrl_c_ends_in_a_status(tmp_path: Path) -> None:
    program = """
import tracker.cli, tracker.__main__
def stop(words): raise KeyboardInterrupt
tracker.cli.run = stop
tracker.__main__.main()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"")

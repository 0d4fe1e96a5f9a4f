"""run.py: what a person without experience gives it, and what may happen to a first start."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.small_project import BASE, RUN, SmallProject

ROOT = RUN.parent
MADE = "Making the environment in .venv"
posix = pytest.mark.skipif(os.name == "nt", reason="signals are another thing there")


def loaded() -> Any:
    """run.py as a module of its own."""
    spec = importlib.util.spec_from_file_location("run_script", RUN)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SmallProject:
    """A project that was started once."""
    project = SmallProject(tmp_path_factory.mktemp("first") / "O'Brien & Söhne (2026)")
    status, said, complained = project.run("setup")
    assert (status, complained) == (0, "")
    assert said.startswith(MADE)
    return project


@pytest.fixture
def project(made: SmallProject, tmp_path: Path) -> SmallProject:
    """A copy of it, of the test's own, as if it had been started there."""
    copied = SmallProject(tmp_path / "project")
    shutil.copytree(made.folder / ".venv", copied.folder / ".venv", symlinks=True)
    leads_to(copied).write_text(str(copied.folder))
    found = json.loads(copied.stamp.read_text())
    copied.stamp.write_text(json.dumps(found | {"place": str(copied.folder)}))
    return copied


def leads_to(project: SmallProject) -> Path:
    """The file of the environment that says where the project stands."""
    return next(project.folder.glob(".venv/**/site-packages/improvement_tracker.pth"))


def test_a_second_start_has_nothing_to_make(made: SmallProject) -> None:
    before = made.stamp.stat().st_mtime_ns
    assert made.run("setup") == (0, "", "")
    assert made.stamp.stat().st_mtime_ns == before


def test_an_extra_is_added_to_what_is_there(project: SmallProject) -> None:
    status, said, _ = project.run("setup", "test")
    assert (status, MADE in said) == (0, False)
    assert json.loads(project.stamp.read_text())["extras"] == ["app", "test"]


def test_packages_that_cannot_be_fetched_leave_what_is_there(project: SmallProject) -> None:
    status, _, complained = project.run("setup", "absent")
    assert status == 1
    assert "The packages could not be fetched.\nhint: check the network" in complained
    assert project.run("setup") == (0, "", "")


def test_a_moved_folder_works_without_the_network(project: SmallProject, tmp_path: Path) -> None:
    elsewhere = tmp_path / "Zoë's plans"
    project.moved(elsewhere)
    shutil.rmtree(project.packages)
    status, said, complained = project.run("demo", "out", place=tmp_path)
    assert (status, complained) == (0, "")
    assert json.loads(said) == [str(tmp_path), "--demo", "out"]
    assert json.loads(project.stamp.read_text())["place"] == str(elsewhere)
    assert leads_to(project).read_text() == str(elsewhere)


@pytest.mark.parametrize(
    "stamp", [None, "", "{}", '{"python": "cpython 3 9 linux", "recipe": "", "place": "", "extras": []}']
)
def test_what_was_not_made_whole_is_not_taken_for_it(project: SmallProject, stamp: str | None) -> None:
    if stamp is None:
        project.stamp.unlink()
    else:
        project.stamp.write_text(stamp)
    run = loaded()
    run.ENVIRONMENT, run.STAMP = project.folder / ".venv", project.stamp
    run.PYTHON, run.ROOT = project.folder / ".venv" / "bin" / "python", project.folder
    assert not run.is_whole({"app"})


def test_an_environment_whose_python_is_gone_is_made_anew(project: SmallProject) -> None:
    python = project.folder / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3.9")
    status, said, _ = project.run("demo")
    assert status == 0
    assert said.startswith(f"{MADE} anew ...")


@posix
def test_a_first_start_that_is_stopped_however_often_is_made_good(tmp_path: Path) -> None:
    project = SmallProject(tmp_path / "project")
    for how in (signal.SIGINT, signal.SIGKILL):
        with project.start("setup") as program:
            assert program.stdout is not None
            assert any(line.startswith(MADE) for line in program.stdout)
            program.send_signal(how)
            _, complained = program.communicate(timeout=300)
        if how is signal.SIGINT:
            assert program.returncode == 130
            assert re.fullmatch(r"Stopped\.\nhint: .*\n", complained)
        assert not project.stamp.exists()
    status, said, complained = project.run("demo")
    assert (status, complained) == (0, "")
    assert MADE in said


def test_a_python_without_its_venv_module_is_told_what_to_install(tmp_path: Path) -> None:
    project = SmallProject(tmp_path / "project")
    program = "import sys; sys.modules['ensurepip'] = None; import run; sys.exit(run.main(['setup']))"
    asked = [BASE, "-c", program]
    done = subprocess.run(asked, cwd=project.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    first, second = done.stderr.splitlines()
    assert first == "Python's venv module is not here."
    assert second.startswith("hint: ")
    assert not (project.folder / ".venv").exists()


def test_a_plan_is_opened_where_the_person_stands(project: SmallProject, tmp_path: Path) -> None:
    run = loaded()
    assert all(map(run.is_for_the_app, ("my.plan", "../my.plan", "postgresql://a@b/c", "--as")))
    assert not any(map(run.is_for_the_app, ("tset", "demo")))
    status, _, complained = project.run("tset")
    assert (status, complained.splitlines()[0]) == (2, "There is no command 'tset'.")
    assert json.loads(project.run("demo", "my out", place=tmp_path)[1]) == [str(tmp_path), "--demo", "my out"]


def test_files_for_the_tests_are_taken_from_where_the_person_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "test_it.py").touch()
    run = loaded()
    assert run.from_here("test_it.py::test_a") == f"{tmp_path / 'test_it.py'}::test_a"
    assert [run.from_here(word) for word in ("-k", "tests/domain", "")] == ["-k", "tests/domain", ""]


@pytest.mark.skipif(os.name == "nt", reason="no such package managers there")
def test_the_command_that_installs_suits_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = loaded()
    monkeypatch.setenv("PATH", str(tmp_path))
    wanted = [run.WINDOW_LIBRARIES["libGL.so.1"], run.SCREEN_LIBRARIES["libxcb-shape.so.0"], run.VENV_MODULE]
    assert run.install_line(wanted, "look for it") == "look for it"
    for manager, said in (
        ("pacman", "pacman -S --needed libglvnd libxcb python"),
        ("dnf", "dnf install -y libglvnd-glx libxcb python3-libs"),
        ("apt-get", f"apt-get install -y libgl1 libxcb-shape0 python3.{sys.version_info[1]}-venv"),
    ):
        (tmp_path / manager).touch(0o755)
        assert said in run.install_line(wanted, "look for it")


def test_the_readme_and_the_continuous_check_name_the_same_packages(capsys: pytest.CaptureFixture[str]) -> None:
    run = loaded()
    assert run.main(["packages"]) == 0
    named = set(capsys.readouterr().out.split())
    assert len(named) == 15
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\blib[a-z][\w.+-]*\d\b", readme)) == named
    check = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "$(python3 run.py packages apt-get)" in check
    assert not re.findall(r"\blib(?!reoffice)[a-z]\w+", check)
    assert run.main(["packages", "brew"]) == 2

"""Files are saved whole or not at all, with their folder's permissions."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path
from typing import Any

import pytest

from support.disk import full_from
from tracker.errors import UserError
from tracker.saving import cannot_write, whole, write_whole


class LockedFile(type(Path())):  # type: ignore[misc]
    """A file that another program keeps open, as Windows reports it."""

    def with_name(self, name: str) -> Any:
        return LockedFile(super().with_name(name))

    def replace(self, target: Any) -> Any:
        raise PermissionError(errno.EACCES, "in use")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no folder") as fault:
        write_whole(tmp_path / "none" / "board.pdf", b"paper")
    assert "make the folder" in fault.value.hint


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    place = tmp_path / "board.pdf"
    place.mkdir()
    with pytest.raises(UserError, match=r"board\.pdf is a folder"):
        write_whole(place, b"paper", what="paper")
    assert [item.name for item in tmp_path.iterdir()] == ["board.pdf"]


def test_a_name_or_path_that_is_too_long_is_refused(tmp_path: Path) -> None:
    for place in (tmp_path / ("x" * 300 + ".pdf"), tmp_path.joinpath(*["y" * 200] * 30, "board.pdf")):
        with pytest.raises(UserError, match="the paper was not written: its name is too long"):
            write_whole(place, b"paper", what="paper")


def test_the_longest_name_is_written(tmp_path: Path) -> None:
    write_whole(tmp_path / ("x" * 251 + ".pdf"), b"paper")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_full_disk_is_said_so_and_leaves_nothing(tmp_path: Path) -> None:
    place = tmp_path / "board.pdf"
    place.write_bytes(b"old")
    with full_from(1000), pytest.raises(UserError, match="the disk is full"):
        write_whole(place, b"paper" * 1000)
    assert place.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["board.pdf"]


def test_a_file_open_elsewhere_stays_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "board.pdf"
    place.write_bytes(b"old")
    with pytest.raises(UserError, match="open elsewhere, or you may not write"):
        write_whole(LockedFile(place), b"new")
    assert place.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["board.pdf"]


@pytest.mark.parametrize("mark", ["~$board.docx", "~$ard.docx", ".~lock.board.docx#"])
def test_a_file_that_an_office_program_has_open_is_not_taken_from_it(tmp_path: Path, mark: str) -> None:
    place = tmp_path / "board.docx"
    place.write_bytes(b"old")
    (tmp_path / mark).write_text("somebody")
    with pytest.raises(UserError, match="is open in another program, so it was not written") as fault:
        write_whole(place, b"new")
    assert f"delete {mark}" in fault.value.hint
    assert place.read_bytes() == b"old"


@pytest.mark.parametrize(("folder", "expected"), [(0o700, 0o600), (0o755, 0o644), (0o770, 0o660)])
def test_a_saved_file_takes_its_folders_permissions(tmp_path: Path, folder: int, expected: int) -> None:
    tmp_path.chmod(folder)
    write_whole(tmp_path / "board.pdf", b"paper")
    assert mode(tmp_path / "board.pdf") == expected
    (tmp_path / "board.pdf").chmod(0o640)
    write_whole(tmp_path / "board.pdf", b"new")
    assert mode(tmp_path / "board.pdf") == 0o640
    write_whole(tmp_path / "log", b"new", private=True)
    assert mode(tmp_path / "log") == 0o600


def test_what_is_being_written_is_private(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    with whole(tmp_path / "board.pdf") as handle:
        handle.write(b"x")
        assert [mode(path) for path in tmp_path.iterdir()] == [0o600]


def test_a_plan_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.plan").write_bytes(b"SQLite format 3\0 and more")
    with pytest.raises(UserError, match="is a plan, and nothing else is written over it"):
        write_whole(tmp_path / "a.plan", b"paper")


def test_a_pipe_is_written_through_and_never_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UserError, match="is a pipe that nobody reads"):
        write_whole(pipe, b"paper")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    while reader.is_alive():
        try:
            write_whole(pipe, b"paper")
            break
        except UserError:
            continue
    reader.join()
    assert got == [b"paper"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_takes_it(tmp_path: Path) -> None:
    write_whole(Path("/dev/null"), b"paper")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_quota_counts_as_a_full_disk(tmp_path: Path) -> None:
    fault = cannot_write(tmp_path / "x", OSError(errno.EDQUOT, "quota"))
    assert "the disk is full" in fault.message

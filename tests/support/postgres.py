"""A PostgreSQL server of the tests' own, on this machine only."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

BINARIES = Path("/usr/lib/postgresql/15/bin")


def as_postgres() -> dict[str, Any]:
    """How to run a program as somebody that PostgreSQL accepts: it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    who = pwd.getpwnam("postgres")
    return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextmanager
def a_server() -> Iterator[str]:
    """The address of a server that stands while the block runs; the test is skipped where there is no PostgreSQL."""
    if not (BINARIES / "initdb").exists():
        pytest.skip("PostgreSQL 15 is absent")
    folder = Path(tempfile.mkdtemp())
    how = as_postgres()
    if how:
        os.chown(folder, how["user"], how["group"])
    data, port = folder / "data", free_port()
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, **how}
    made = [BINARIES / "initdb", "-D", data, "-A", "trust", "-U", "tracker", "-N", "--no-locale", "-E", "UTF8"]
    subprocess.run(made, check=True, **quiet)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    control = [BINARIES / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
    subprocess.run([*control, "-o", options, "start"], check=True, **quiet)
    try:
        yield f"postgresql://tracker@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, **quiet)
        shutil.rmtree(folder)

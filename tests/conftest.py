"""What every test stands on: no display, fixed time, nothing of the user's own settings."""

import gc
import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.fonts=false")

settings.register_profile("ci", max_examples=30, deadline=None, derandomize=True, database=None,
                          suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
settings.register_profile("nightly", max_examples=500, deadline=None, stateful_step_count=100)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of labelled reports beside the project; the test is skipped by name where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the labelled reports beside the project are absent")
    return SHARED


@pytest.fixture(scope="session")
def samples() -> Path:
    """The two published reports that come with the project."""
    return Path(__file__).parent.parent / "resources" / "samples"


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, logs and recent plans go to a folder of the test's own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("TRACKER_HOME", str(home))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))


def pytest_collection_finish() -> None:
    """What the modules hold stays as long as the tests run: no later collection looks through it again."""
    gc.collect()
    gc.freeze()


_finished: list[str] = []


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Garbage is collected between tests on the main thread: on a pool thread it could take Qt's objects apart."""
    gc.disable()
    _finished.append(item.nodeid)
    gc.collect(2 if len(_finished) % 20 == 0 else 1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, object, object]:
    """In the continuous check no test may skip for want of a program, only for want of the labelled reports."""
    report = yield
    reason = str(getattr(report, "longrepr", ""))
    if os.environ.get("TRACKER_NO_SKIPS") and getattr(report, "skipped", False) and "labelled reports" not in reason:
        report.outcome = "failed"  # type: ignore[attr-defined]
        report.longrepr = f"{item.nodeid} skipped: {reason}"  # type: ignore[attr-defined]
    return report


@pytest.fixture(scope="session", params=["bundled", pytest.param("labelled", marks=pytest.mark.gold)])
def two_years_file(request: pytest.FixtureRequest, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan file of ten reports and 300 actions after two years: not to be written in.

    It is made once for all the processes that tests run on, unless two begin it at one time.
    """
    from support.two_years.plan import two_years
    from support.two_years.sources import bundled, labelled
    from tracker.db.store import create_store

    own = tmp_path_factory.getbasetemp()
    shared_by_all = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made = shared_by_all / f"two years {request.param}.plan"
    if not made.exists():
        sources = bundled(samples) if request.param == "bundled" else labelled(request.getfixturevalue("shared"))
        target = tmp_path_factory.mktemp("two years") / made.name
        store = two_years(lambda plan, act: create_store(str(target), plan, act), sources)
        store.close()
        target.replace(made)
    return Path(shutil.copy(made, tmp_path_factory.mktemp("two years")))

"""The demonstration's centre: a real process on this machine, which goes when the program does."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from omp_desktop.bootstrap import Application, Costs
from omp_desktop.crypto.key_file import PassphraseCost
from omp_desktop.domain.sending import BatchState
from omp_desktop.scenarios import centre_process, demonstration
from omp_desktop.scenarios.centre_process import CentreDidNotStart, CentreNotInstalled, CentreProcess
from omp_desktop.scenarios.demonstration_centre import DemonstrationCentre
from omp_desktop.services.access import PinHasher
from omp_desktop.sync.status import Connection
from tests.central.serving import wait_until

CHEAP = Costs(
    pins=PinHasher(opslimit=1, memlimit=8192), trustee_key=PassphraseCost(operations=1, memory=8192)
)
_PROGRAM = """
import sys, time
from pathlib import Path
from omp_desktop.scenarios.centre_process import CentreProcess
centre = CentreProcess(Path(sys.argv[1]))
centre.start()
print(centre._process.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demonstration")


@pytest.fixture
def shown(folder: Path) -> Iterator[Application]:
    application = demonstration.open_demonstration(folder, costs=CHEAP)
    yield application
    application.close()


def _connected(application: Application) -> bool:
    return application.sync.status.connection is Connection.CONNECTED


def _all_confirmed(application: Application) -> bool:
    view = application.queue.view()
    waits = view.ballots + view.participations + view.statements
    return not waits and all(batch.state is BatchState.ACKNOWLEDGED for batch in view.batches)


def test_the_demonstration_syncs_to_a_centre_and_bears_a_pulled_cable(
    folder: Path, shown: Application
) -> None:
    centre = DemonstrationCentre(folder)
    centre.start(shown)
    shown.sync.start()
    try:
        assert centre.trouble is None
        assert centre.plugged
        wait_until(lambda: _all_confirmed(shown), "everything to be confirmed")
        link = shown.centre.link()
        assert link is not None
        assert link.commission

        centre.pull()
        shown.sync.wake()
        wait_until(lambda: shown.sync.status.connection is Connection.OFFLINE, "the pulled cable to show")

        centre.plug_in()
        shown.sync.try_now()
        wait_until(lambda: _connected(shown), "the connection to come back")
    finally:
        centre.close()
    assert not centre._process.running


def test_the_next_start_finds_the_same_centre_again(folder: Path, shown: Application) -> None:
    keys = []
    for _start in range(2):
        centre = DemonstrationCentre(folder)
        centre.start(shown)
        try:
            assert centre.trouble is None
            keys.append(shown.centre.ask().centre_key)
        finally:
            centre.close()
    link = shown.centre.link()
    assert link is not None
    assert keys == [link.centre_key, link.centre_key]


def test_without_the_parts_of_the_centre_it_says_so_and_works_alone(
    folder: Path, shown: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    centre = DemonstrationCentre(folder)
    centre.start(shown)
    assert isinstance(centre.trouble, CentreNotInstalled)
    assert not centre.plugged
    assert shown.elections.all()
    centre.close()


def test_a_centre_that_does_not_start_is_said(tmp_path: Path) -> None:
    # A folder where the database should be.
    (tmp_path / "centre.db").mkdir(parents=True)
    process = CentreProcess(tmp_path)
    with pytest.raises(CentreDidNotStart):
        process.start()
    assert not process.running


def test_one_that_never_answers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(centre_process, "_START_SECONDS", 0.0)
    process = CentreProcess(tmp_path)
    with pytest.raises(CentreDidNotStart, match="time-out"):
        process.start()
    assert not process.running


def test_a_program_that_ends_meanwhile_waits_for_no_start(
    folder: Path, shown: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, never = threading.Event(), threading.Event()

    def answers(_process: CentreProcess) -> bool:
        asked.set()
        return never.is_set()

    monkeypatch.setattr(CentreProcess, "_answers", answers)
    centre = DemonstrationCentre(folder)
    start = threading.Thread(target=centre.start, args=(shown,))
    start.start()
    asked.wait()
    centre.close()
    start.join()
    assert centre.trouble is not None
    assert centre.trouble.params == {"reason": "stopped"}
    assert not centre.plugged


def test_nothing_is_started_for_a_program_that_has_ended(folder: Path, shown: Application) -> None:
    centre = DemonstrationCentre(folder)
    centre.close()
    centre.start(shown)
    assert centre.trouble is not None
    assert not centre._process.running


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_the_centre_goes_when_the_program_is_killed(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    with program:
        assert program.stdout is not None
        centre = int(program.stdout.readline())
        assert _is_there(centre)
        program.send_signal(signal.SIGKILL)
    wait_until(lambda: not _is_there(centre), "the centre to go")


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # One that has ended and was not waited for is gone, too.
    status = Path(f"/proc/{pid}/status")
    return not status.exists() or "State:\tZ" not in status.read_text()

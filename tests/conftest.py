"""The common set-up: a private home, no screen, no key store but the one a test asks for."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.central.postgres import Postgres

# Before Qt, keyring or anything else reads its environment. The name is short: a socket's path has 107 bytes.
_PRIVATE = Path(tempfile.mkdtemp(prefix="omp-"))
_FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "XDG_RUNTIME_DIR": "run",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_STATE_HOME": "home/.local/state",
    "LOCALAPPDATA": "home/AppData/Local",
    "APPDATA": "home/AppData/Roaming",
}
for _variable, _folder in _FOLDERS.items():
    (_PRIVATE / _folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ[_variable] = str(_PRIVATE / _folder)
for _variable in (
    "DBUS_SESSION_BUS_ADDRESS",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "OMP_DATA_DIR",
    "QT_STYLE_OVERRIDE",
):
    os.environ.pop(_variable, None)
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Without this, Windows and macOS would use the key store of whoever runs the tests.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


# Files that take minutes: begun first, so that no process waits for them alone at the end.
_LONG = (
    "tests/e2e/test_order.py",
    "tests/e2e/test_day.py",
    "tests/faults/",
    "tests/e2e/test_real_election.py",
    "tests/verifier/test_agreement.py",
    "tests/record/test_mutations.py",
    "tests/gui/voter/test_fit.py",
    "tests/accessibility/",
    "tests/e2e/test_official_day.py",
    "tests/gui/start/test_program.py",
)
# They play whole elections, and screens again and again, through what other tests cover line by line: tracing
# them costs minutes. The day goes through the tour, and with it through most of the windows.
_NOT_TRACED = (
    "tests/accessibility/",
    "tests/e2e/",
    "tests/faults/",
    "tests/gui/",
    "tests/record/test_mutations.py",
    "tests/services/test_collecting_from_a_real_centre.py",
    "tests/services/test_with_a_real_centre.py",
    "tests/store/test_guards.py",
    "tests/sync/test_any_order.py",
    "tests/verifier/test_agreement.py",
)
_TRACED_ALL_THE_SAME = (
    "tests/e2e/test_cli.py",
    "tests/e2e/test_day.py",
    "tests/gui/candidate/",
    "tests/gui/official/test_queue.py",
    "tests/gui/official/test_window.py",
    "tests/gui/print/",
    "tests/gui/start/",
    "tests/gui/test_",
    "tests/gui/voter/test_booth.py",
)
_DEFERRED_DELETE = 52  # QEvent.DeferredDelete: without Qt for tests that need none
_MANY_NEW = 10_000  # objects after which a test ends with a look for cycles


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts long files first, behind whatever order was chosen."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    places = [place for place, file in enumerate(_LONG) if item.nodeid.startswith(file)]
    return places[0] if places else len(_LONG)


def pytest_collection_finish() -> None:
    """From here on cycles are looked for between tests, in the main thread: what is left of windows must not
    end in another, and among some million objects each look takes as long as some tests.
    """
    gc.collect()
    gc.freeze()
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Leaves one tracer in each process: pytest-cov starts another one in workers before theirs, and that one
    would go on, for nothing, whenever theirs pauses.
    """
    controller = _tracing(session.config)
    if controller is None:
        return
    from coverage import Coverage  # noqa: PLC0415 - not where nothing is traced

    controller.pause()
    while (other := Coverage.current()) is not None:
        other.stop()
    controller.resume()


def _tracing(config: pytest.Config) -> Any:
    """What starts and stops the tracer of pytest-cov; None where nothing is traced."""
    return getattr(config.pluginmanager.getplugin("_cov"), "cov_controller", None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """Traces what is worth it, from the first fixture to the last, and tidies up."""
    controller, wanted = _tracing(item.config), _is_traced(item)
    if not wanted and controller is not None:
        controller.pause()
    try:
        return (yield)
    finally:
        if not wanted and controller is not None:
            controller.resume()
        if nextitem is None or nextitem.path != item.path:
            _end_windows()
            gc.collect()
            # What is still there stays: later looks need not go through it.
            gc.freeze()
        elif gc.get_count()[0] > _MANY_NEW:
            gc.collect(0)


def _end_windows() -> None:
    """Ends what the tests of a file left: whatever changes language or font asks every window there is."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets is not None else None
    if application is None:
        return
    for window in application.topLevelWidgets():
        window.deleteLater()
    application.sendPostedEvents(None, _DEFERRED_DELETE)


def _is_traced(item: pytest.Item) -> bool:
    return item.nodeid.startswith(_TRACED_ALL_THE_SAME) or not item.nodeid.startswith(_NOT_TRACED)


def pytest_unconfigure() -> None:
    """Removes the private folder."""
    shutil.rmtree(_PRIVATE, ignore_errors=True)


@pytest.fixture(scope="session")
def session_bus() -> Iterator[str]:
    """The address of a D-Bus session bus of our own, in DBUS_SESSION_BUS_ADDRESS while the tests run."""
    program = _program("dbus-daemon", "dbus-x11")
    command = [program, "--session", "--nofork", "--nopidfile", "--print-address=1"]
    command.append(f"--address=unix:dir={os.environ['XDG_RUNTIME_DIR']}")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as bus:
        assert bus.stdout is not None
        address = bus.stdout.readline().strip()
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = address
        try:
            yield address
        finally:
            del os.environ["DBUS_SESSION_BUS_ADDRESS"]
            bus.terminate()


@pytest.fixture(scope="session")
def _unlocked_keyring(session_bus: str) -> Iterator[None]:
    program = _program("gnome-keyring-daemon", "gnome-keyring")
    command = [program, "--foreground", "--unlock", "--components=secrets"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as daemon:
        assert daemon.stdin is not None
        daemon.stdin.write(b"pass-phrase of the tests' keyring")
        daemon.stdin.close()
        _wait_for_owner("org.freedesktop.secrets")
        try:
            yield
        finally:
            daemon.terminate()


@pytest.fixture
def real_keyring(_unlocked_keyring: None) -> Iterator[None]:
    """keyring works on a real, unlocked GNOME key store, private to the tests."""
    import keyring  # noqa: PLC0415 - only now is there a store that it can find
    from keyring.backends import SecretService  # noqa: PLC0415

    before = keyring.get_keyring()
    keyring.set_keyring(SecretService.Keyring())
    try:
        yield
    finally:
        keyring.set_keyring(before)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL that all processes of this test run share."""
    from tests.central.postgres import shared  # noqa: PLC0415 - what asks for no database waits for none

    with shared() as server:
        yield server


@pytest.fixture
def database_url(postgres: Postgres) -> Iterator[str]:
    """An empty PostgreSQL database for one test, as OMP_DATABASE_URL takes it."""
    with postgres.database() as url:
        yield url


@pytest.fixture
def own_postgres() -> Iterator[Postgres]:
    """A PostgreSQL that one test alone stops and starts."""
    from tests.central.postgres import alone  # noqa: PLC0415 - the same

    with alone() as server:
        yield server


def _wait_for_owner(name: str) -> None:
    """Until the service answers to its name; asking for it earlier would start a second, locked one."""
    from jeepney.bus_messages import message_bus  # noqa: PLC0415 - Linux only, like the key store
    from jeepney.io.blocking import Proxy, open_dbus_connection  # noqa: PLC0415

    with open_dbus_connection() as connection:
        bus = Proxy(message_bus, connection)
        deadline = time.monotonic() + 20
        while bus.NameHasOwner(name) != (1,):
            assert time.monotonic() < deadline, f"{name} did not come"


def _program(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not on this machine (Debian package {package})")
    return found

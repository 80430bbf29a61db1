"""Started by its icon, the program has no terminal: what stops it stands in a window."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import app, appearance, language
from omp_desktop.gui.forms import FormError
from omp_desktop.gui.guide import page_for
from omp_desktop.gui.help import HelpForm
from omp_desktop.gui.start import stop
from omp_desktop.gui.start.first_run import StartTrouble
from omp_desktop.gui.start.stop import ProgramStopped, StopWindow, show_stop
from omp_desktop.gui.surroundings import Start
from omp_desktop.gui.typography import FontMissing
from omp_desktop.paths import DataFolderTaken, DataFolderUnusable, ProgramIncomplete
from omp_desktop.store.errors import StoreDamaged, StoreNewer
from tests.gui.lock.desktop import ROOT, Desktop, desktop, until

UNUSABLE = DataFolderUnusable(folder="/data", reason="Permission denied")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Codes of what would have been said in a window."""
    codes: list[str] = []
    monkeypatch.setattr(app, "tell_stop", lambda error, _speak: codes.append(error.code))
    return codes


def test_the_window_says_what_happened_and_what_to_do(qtbot: QtBot) -> None:
    window = StopWindow(UNUSABLE, "en")
    qtbot.addWidget(window)
    window.show()

    screen = window.shown
    assert isinstance(screen, StartTrouble)
    said = UNUSABLE.describe("en")
    assert (screen.textLabel.text(), screen.nextLabel.text()) == (said.text, said.next_step)
    assert not screen.retryButton.isVisible()

    window.language_wanted.emit("ko")

    assert screen.textLabel.text() == UNUSABLE.describe("ko").text
    assert language.of(screen) == "ko"


def test_help_opens_over_it(qtbot: QtBot) -> None:
    window = StopWindow(UNUSABLE, "en")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    qtbot.keyClick(window, Qt.Key.Key_F1)

    qtbot.waitUntil(lambda: bool(window.findChildren(HelpForm)))


@pytest.mark.parametrize(
    ("error", "page"),
    [
        (StoreNewer(found="7.1", known="0.1.0"), "Installing and updating"),
        (ProgramIncomplete(missing="Pretendard-Bold.ttf"), "Installing and updating"),
        (StoreDamaged(reason="x"), "Damaged data or disk"),
        (UNUSABLE, "First start"),
    ],
    ids=lambda value: getattr(value, "code", value),
)
def test_its_help_is_the_page_for_what_happened(qtbot: QtBot, error: OmpError, page: str) -> None:
    screen = StartTrouble(error)
    qtbot.addWidget(screen)

    assert page_for(screen.place, "en").title == page


def test_it_stands_until_it_is_closed(qtbot: QtBot) -> None:
    shown: list[StopWindow] = []

    def close() -> None:
        (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, StopWindow) and w.isVisible())
        shown.append(window)
        assert isinstance(window.shown, StartTrouble)
        assert window.focusWidget() is window.shown.closeButton
        qtbot.mouseClick(window.shown.closeButton, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, close)
    show_stop(UNUSABLE, "ko")

    assert shown


@pytest.mark.parametrize(
    ("part", "missing"),
    [
        ((appearance, "prepare"), FontMissing("Pretendard-Bold.ttf")),
        ((StartTrouble, "__init__"), FormError("ui/start/trouble.ui is missing")),
    ],
    ids=["font", "screen"],
)
def test_where_parts_are_missing_the_words_stand_in_a_plain_window(
    monkeypatch: pytest.MonkeyPatch, part: tuple[object, str], missing: Exception
) -> None:
    def incomplete(*_arguments: object) -> None:
        raise missing

    monkeypatch.setattr(*part, incomplete)
    words: list[str] = []

    def close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        words.extend((box.text(), box.informativeText()))
        box.accept()

    QTimer.singleShot(0, close)
    show_stop(ProgramStopped(), "ko")

    said = ProgramStopped().describe("ko")
    assert words == [said.text, said.next_step]


def test_no_window_opens_where_nobody_would_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[object] = []
    monkeypatch.setattr(stop, "show_stop", lambda error, _speak: shown.append(error))

    stop.tell_stop(UNUSABLE, "ko")
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    stop.tell_stop(UNUSABLE, "ko")
    assert shown == []

    monkeypatch.setenv("DISPLAY", ":0")
    stop.tell_stop(UNUSABLE, "ko")
    assert shown == [UNUSABLE]


def test_a_fault_at_the_start_is_logged_and_told(
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(*_arguments: object) -> int:
        raise ZeroDivisionError("seven")

    monkeypatch.setattr(app, "_open", broken)

    assert app.run(tmp_path, "ko", Start.CHOOSER) == app.FAULT
    assert told == ["program-stopped"]
    assert "seven" in caplog.text
    assert "seven" in capsys.readouterr().err


# With a fault when the first window stands; prints which windows are seen, and whether the place is held.
FAULT_WITH_A_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from omp_desktop.gui import app
from omp_desktop.gui.program import Program
from omp_desktop.gui.single_instance import SingleInstance

def broken(program):
    program.window.show()
    raise ZeroDivisionError

def look(_error, _speak):
    seen = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    print(seen, SingleInstance(folder).hand_over("chooser"))

folder, Program.begin, app.tell_stop = Path(sys.argv[1]), broken, look
sys.exit(app.run(folder, "ko", app.Start.CHOOSER))
"""


def test_after_a_fault_nothing_of_the_program_stands_behind_the_words(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", FAULT_WITH_A_WINDOW, str(tmp_path)],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert (ended.returncode, ended.stdout) == (app.FAULT, "[] False\n")


def test_what_is_expected_to_go_wrong_keeps_its_own_words(
    told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(*_arguments: object) -> int:
        raise DataFolderTaken(folder="x")

    monkeypatch.setattr(app, "_open", taken)

    with pytest.raises(DataFolderTaken):
        app.run(tmp_path, "ko", Start.CHOOSER)
    assert told == []


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    with desktop(tmp_path_factory.mktemp("home")) as made:
        yield made


# As Windows starts a program without a console.
WITHOUT_STREAMS = (
    "import sys; sys.stdin = sys.stdout = sys.stderr = None; from omp_desktop.cli import main; main()"
)


@contextmanager
def started(command: list[str], desk: Desktop, **streams: int) -> Iterator[subprocess.Popen[str]]:
    """A program whose window waits for somebody: it ends with the block, also when the block fails."""
    with subprocess.Popen(command, cwd=ROOT, env=desk.environment, text=True, **streams) as program:
        try:
            yield program
        finally:
            program.kill()


@pytest.mark.parametrize("words", [["-m", "omp_desktop"], ["-c", WITHOUT_STREAMS]], ids=["streams", "none"])
def test_a_data_folder_that_cannot_be_used_is_told_on_the_screen(
    desk: Desktop, tmp_path: Path, words: list[str]
) -> None:
    in_the_way = tmp_path / "data"
    in_the_way.touch()
    command = [sys.executable, *words, "official", "--data-dir", str(in_the_way), "--lang", "en"]
    with started(command, desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        until(lambda: desk.do("search", "--onlyvisible", "--name", "OMP Desktop") != "", "no window came")
        until(lambda: desk.do("getactivewindow", "getwindowname") == "OMP Desktop", "it has no focus")
        assert program.poll() is None
        # The button that closes it has the focus.
        until(lambda: desk.do("key", "Return") == "" and program.poll() is not None, "it does not close")
        _, errors = program.communicate()

    assert program.returncode == 3
    assert ("cannot be used" in errors) == (words[0] == "-m")


def test_the_program_opens_without_any_stream(desk: Desktop, tmp_path: Path) -> None:
    command = [sys.executable, "-c", WITHOUT_STREAMS, "--data-dir", str(tmp_path / "new"), "--lang", "en"]
    with started(command, desk) as program:
        until(lambda: desk.do("getactivewindow", "getwindowname") == "OMP Desktop", "no window came")
        until(lambda: desk.do("key", "alt+F4") == "" and program.poll() is not None, "it does not close")

    assert program.returncode == 0

"""Commands of a system that misbehave: real child processes named as those of CUPS."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import LocalText
from omp_desktop.gui.print.command import Command, settle
from omp_desktop.gui.print.lp import LpSystem
from omp_desktop.gui.print.pages import Slip, slip_page
from omp_desktop.gui.print.printing import Printing
from omp_desktop.gui.print.system import Order, Printer, Sending

CODE = "7F3A9-91C2B-0B5EA-48D6N-A910Z"
PAGE = slip_page(Slip("가람동 제3투표소", LocalText("모의 대통령선거", "Mock election"), CODE), "ko")
SOON, LATE = 0.4, 30.0
TAKEN = 'cat > "$out/taken.pdf"; echo "request id is Slips-7 (0 file(s))"'
WAITING = (
    'printf "printer Slips now printing Slips-7.  enabled since then\\n\\tAlerts: none\\n"; '
    'printf "Slips-7 root 1024 then\\n\\tAlerts: job-printing\\n"'
)
HANG = "while [ ! -e $out/over ]; do sleep 0.05; done"
MakeCommand = Callable[[str, str], None]
Send = Callable[..., tuple[Sending, list[OmpError | None]]]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the commands leave what they got."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def command(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> MakeCommand:
    """Puts a command on the path that notes how it was called, and then does this."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")

    def make(name: str, script: str) -> None:
        file = folder / name
        file.write_text(f'#!/bin/sh\nout={out}\necho "{name} $*" >> "$out/calls"\n{script}\n')
        file.chmod(0o755)

    for name in ("lp", "lpstat", "lpoptions", "cancel"):
        make(name, "exit 1")
    return make


@pytest.fixture
def keeper(qtbot: QtBot) -> Iterator[QObject]:
    """Whoever sends; at the end nothing of the test is under way, or it would be so in the next one."""
    del qtbot
    made = QObject()
    yield made
    for sending in made.findChildren(Sending):
        sending.cancel()
    settle(made, 10.0)
    shiboken6.delete(made)


@pytest.fixture
def send(keeper: QObject) -> Send:
    """Prints a slip; how it ends comes into the list."""

    def sent(seconds: float = LATE) -> tuple[Sending, list[OmpError | None]]:
        ends: list[OmpError | None] = []
        sending = LpSystem().send(Order(PAGE, "Slips", seconds), keeper)
        sending.ended.connect(ends.append)
        return sending, ends

    return sent


def code(qtbot: QtBot, ends: list[OmpError | None]) -> str:
    qtbot.waitUntil(lambda: bool(ends))
    return "printed" if ends[0] is None else ends[0].code


def calls(out: Path) -> str:
    file = out / "calls"
    return file.read_text() if file.exists() else ""


def test_without_the_commands_printing_is_unavailable(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, send: Send, keeper: QObject
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    failures: list[OmpError] = []
    LpSystem().find(lambda found: pytest.fail(str(found)), failures.append, keeper)
    qtbot.waitUntil(lambda: bool(failures))
    assert failures[0].code == "print.unavailable"
    _sending, ends = send()
    assert code(qtbot, ends) == "print.unavailable"


def test_a_system_without_printers_has_none(qtbot: QtBot, command: MakeCommand, keeper: QObject) -> None:
    command("lpstat", 'echo "lpstat: No destinations added." >&2; exit 1')
    found: list[tuple[Printer, ...]] = []
    LpSystem().find(found.append, lambda error: pytest.fail(str(error)), keeper)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [()]


def test_the_slip_goes_in_by_standard_input_and_stands_in_no_argument(
    qtbot: QtBot, command: MakeCommand, out: Path, send: Send
) -> None:
    command("lp", TAKEN)
    command("lpstat", 'echo "printer Slips is idle.  enabled since then"')
    _sending, ends = send()
    assert code(qtbot, ends) == "printed"
    assert (out / "taken.pdf").read_bytes().startswith(b"%PDF-")
    assert not any(part in calls(out) for part in (CODE, CODE[:5], "가람동", "대통령"))


def test_a_command_that_hangs_ends_in_time_and_the_window_lives_meanwhile(
    qtbot: QtBot, command: MakeCommand, out: Path, send: Send
) -> None:
    command("lp", HANG)
    ticks: list[int] = []
    clock = QTimer()
    clock.setInterval(10)
    clock.timeout.connect(lambda: ticks.append(1))
    clock.start()
    _sending, ends = send(SOON)
    assert code(qtbot, ends) == "print.no-answer"
    clock.stop()
    (out / "over").touch()
    assert ticks


def test_a_job_that_is_taken_when_nobody_waits_any_more_is_withdrawn(
    qtbot: QtBot, command: MakeCommand, out: Path, send: Send
) -> None:
    command("lp", f"{HANG}\n{TAKEN}")
    _sending, ends = send(SOON)
    assert code(qtbot, ends) == "print.no-answer"
    (out / "over").touch()
    qtbot.waitUntil(lambda: "cancel -x Slips-7" in calls(out))


def test_a_job_that_does_not_come_out_in_time_is_withdrawn(
    qtbot: QtBot, command: MakeCommand, out: Path, send: Send
) -> None:
    command("lp", TAKEN)
    command("lpstat", WAITING)
    _sending, ends = send(SOON)
    assert code(qtbot, ends) == "print.no-answer"
    qtbot.waitUntil(lambda: "cancel -x Slips-7" in calls(out))


def test_a_cancelled_job_is_withdrawn(qtbot: QtBot, command: MakeCommand, out: Path, send: Send) -> None:
    command("lp", TAKEN)
    command("lpstat", WAITING)
    sending, ends = send()
    with qtbot.waitSignal(sending.moved):
        pass
    sending.cancel()
    assert code(qtbot, ends) == "print.no-answer"
    qtbot.waitUntil(lambda: "cancel -x Slips-7" in calls(out))


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 1", "print.printer-stopped"),
        ("cat > /dev/null; exit 0", "print.printer-stopped"),
        ("kill -9 $$", "print.no-answer"),
        ("yes", "print.no-answer"),
        ('echo "lp: The printer or class does not exist." >&2; exit 1', "print.printer-missing"),
    ],
    ids=["refuses", "says nothing", "dies", "never stops talking", "knows no such printer"],
)
def test_a_command_that_does_not_print_is_never_taken_for_paper(
    qtbot: QtBot, command: MakeCommand, script: str, said: str, send: Send
) -> None:
    command("lp", script)
    _sending, ends = send()
    assert code(qtbot, ends) == said


def test_a_system_that_answers_no_more_is_said(
    qtbot: QtBot, command: MakeCommand, out: Path, send: Send
) -> None:
    command("lp", TAKEN)
    command("lpstat", HANG)
    _sending, ends = send(SOON)
    assert code(qtbot, ends) == "print.no-answer"
    (out / "over").touch()


def test_a_list_that_cannot_be_read_does_not_say_that_a_job_is_done(
    qtbot: QtBot, command: MakeCommand, out: Path, send: Send
) -> None:
    command("lp", TAKEN)
    # The printer answers; the list of what is done does so the second time only.
    command(
        "lpstat",
        'case "$*" in *not-completed*) echo "printer Slips is idle.  enabled since then" ;; '
        "*) [ -e $out/up ] || { touch $out/up; exit 1; } ;; esac",
    )
    _sending, ends = send()
    assert code(qtbot, ends) == "printed"
    assert calls(out).count("-W completed") == 2


def test_a_job_of_which_no_list_says_anything_is_not_printed(
    qtbot: QtBot, command: MakeCommand, send: Send
) -> None:
    command("lp", TAKEN)
    command("lpstat", 'case "$*" in *not-completed*) echo "printer Slips is idle." ;; *) exit 1 ;; esac')
    _sending, ends = send(SOON)
    assert code(qtbot, ends) == "print.no-answer"


def test_printers_found_too_late_are_told_to_nobody_who_has_gone(
    qtbot: QtBot, command: MakeCommand, out: Path
) -> None:
    command("lpstat", HANG)
    printing, asker = Printing(), QObject()
    told: list[object] = []
    printing.find_printers(told.append, told.append, asker)
    shiboken6.delete(asker)
    (out / "over").touch()
    qtbot.waitUntil(lambda: not printing.findChildren(Command))
    printing.close()
    shiboken6.delete(printing)
    assert told == []


def test_what_others_still_print_there_is_not_forgotten(
    qtbot: QtBot, command: MakeCommand, out: Path, send: Send, keeper: QObject
) -> None:
    command("lp", TAKEN)
    command(
        "lpstat",
        'case "$*" in "-W not-completed"*) echo "Slips-8 somebody 1024 then"; touch $out/asked ;; '
        '*) echo "printer Slips is idle.  enabled since then" ;; esac',
    )
    _sending, ends = send()
    assert code(qtbot, ends) == "printed"
    qtbot.waitUntil((out / "asked").exists)
    qtbot.waitUntil(lambda: not keeper.findChildren(Command))
    assert "cancel" not in calls(out)


def test_a_job_does_not_begin_while_those_before_it_are_being_forgotten(
    qtbot: QtBot, command: MakeCommand, out: Path, keeper: QObject
) -> None:
    """Forgetting takes all jobs of a printer: it would take the slip of the next voter too."""
    command("lp", TAKEN)
    command("lpstat", '[ "$1" = -W ] || echo "printer Slips is idle.  enabled since then"')
    command("cancel", HANG)
    system = LpSystem()
    ends: list[OmpError | None] = []
    system.send(Order(PAGE, "Slips", LATE), keeper).ended.connect(ends.append)
    qtbot.waitUntil(lambda: "cancel -a -x Slips" in calls(out))
    system.send(Order(PAGE, "Slips", LATE), keeper).ended.connect(ends.append)
    QApplication.processEvents()
    assert calls(out).count("lp -d") == 1
    (out / "over").touch()
    qtbot.waitUntil(lambda: len(ends) == 2)
    assert calls(out).count("lp -d") == 2

"""The speech of the program: a booth with headphones gets it, officials hear where it is silent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from omp_desktop import settings
from omp_desktop.gui import tasks
from omp_desktop.gui.booths import booths
from omp_desktop.gui.kiosk import KioskWindow
from omp_desktop.gui.program import Program
from omp_desktop.gui.speech import system
from omp_desktop.gui.speech.dispatcher import DispatcherSpeaker
from omp_desktop.gui.speech.speaker import Speaker
from omp_desktop.gui.surroundings import Start, Wanted
from omp_desktop.gui.widgets import Label


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """A demonstration on a computer without speech, at the role chooser."""
    monkeypatch.setattr(system, "system_speaker", _without_speech)
    with tasks.workers():
        made = Program(tmp_path / "demo", "en", Wanted(demonstration=True))
        with qtbot.waitSignal(made.stood):
            made.begin()
        yield made
        made.close()
        qtbot.addWidget(made.window)


def _without_speech(_parent: QObject | None = None) -> Speaker:
    return DispatcherSpeaker("/no/speech-dispatcher")


def open_booth(qtbot: QtBot, program: Program, *, spoken: bool) -> KioskWindow:
    """Opens the first booth, with headphones or without."""
    device = booths(program._way.opened)[0]
    settings.change_booth(program._way.folder, device.id, spoken=spoken)
    program.open_window(Start.KIOSK, device.name)
    qtbot.waitUntil(lambda: bool(program.kiosks))
    return program.kiosks[device.id]


def said(program: Program) -> str:
    return "\n".join(label.text() for label in program.window.findChildren(Label) if label.isVisible())


def test_a_booth_speaks_only_with_headphones_and_is_named_where_there_is_no_speech(
    qtbot: QtBot, program: Program
) -> None:
    kiosk = open_booth(qtbot, program, spoken=False)
    assert not kiosk.booth.guide.offered
    assert "no speech" not in said(program)
    kiosk.leave()
    qtbot.waitUntil(lambda: not program.kiosks)

    kiosk = open_booth(qtbot, program, spoken=True)
    assert kiosk.booth.guide.offered
    qtbot.waitUntil(lambda: "This computer has no speech" in said(program))
    assert kiosk.name in said(program)

"""Speech on macOS and Windows, through processes that stand in for theirs."""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from omp_desktop.gui.speech import system
from omp_desktop.gui.speech.child import Child
from omp_desktop.gui.speech.dispatcher import DispatcherSpeaker
from omp_desktop.gui.speech.mac import SaySpeaker, voices
from omp_desktop.gui.speech.speaker import Patience, Speaker
from omp_desktop.gui.speech.windows import ARGUMENTS, SapiSpeaker
from tests.gui.speech.speaking_process import VOICES

PROCESS = Path(__file__).with_name("speaking_process.py")
Make = Callable[[str], Speaker]


def say_speaker(tmp_path: Path, fault: str) -> Speaker:
    program = tmp_path / "say"
    words = f"'{sys.executable}' '{PROCESS}' say '{fault}' '{tmp_path / 'said'}'"
    program.write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
    program.chmod(0o700)
    return SaySpeaker(str(program), patience_for(fault))


def sapi_speaker(tmp_path: Path, fault: str) -> Speaker:
    arguments = (str(PROCESS), "sapi", fault, str(tmp_path / "said"))
    return SapiSpeaker(sys.executable, arguments, patience_for(fault))


def patience_for(fault: str) -> Patience:
    return Patience(start=0.5, answer=0.5, sign=0) if fault in {"mute", "never done"} else Patience()


KINDS = {"say": say_speaker, "sapi": sapi_speaker}


@pytest.fixture(params=sorted(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def make(tmp_path: Path, qtbot: QtBot, kind: str) -> Iterator[Make]:
    """Makes a speaker with a fault; at the end no process of it is left."""
    made: list[Speaker] = []

    def make_one(fault: str) -> Speaker:
        made.append(KINDS[kind](tmp_path, fault))
        return made[-1]

    yield make_one
    for speaker in made:
        speaker.close()
    application = QCoreApplication.instance()
    assert application is not None
    qtbot.waitUntil(lambda: application.findChildren(Child) == [])


def said(tmp_path: Path) -> str:
    file = tmp_path / "said"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def test_it_speaks_both_languages(tmp_path: Path, make: Make, qtbot: QtBot) -> None:
    speaker = make("none")
    with qtbot.waitSignal(speaker.said):
        speaker.say("안녕하십니까", "ko")
    with qtbot.waitSignal(speaker.said):
        speaker.say("one\ntwo", "en")
    assert speaker.languages == {"ko", "en"}
    assert "안녕하십니까" in said(tmp_path)
    assert "one\ntwo" in said(tmp_path)


def test_what_comes_next_interrupts(make: Make, qtbot: QtBot) -> None:
    speaker = make("none")
    ended: list[bool] = []
    speaker.said.connect(lambda: ended.append(True))
    with qtbot.waitSignal(speaker.ready):
        speaker.start()
    for number in range(5):
        speaker.say(f"number {number}", "en")
    qtbot.waitUntil(lambda: not speaker.speaking)
    assert ended == [True]


def test_silence_is_at_once(make: Make, qtbot: QtBot) -> None:
    speaker = make("none")
    with qtbot.waitSignal(speaker.ready):
        speaker.start()
    speaker.say("hello", "en")
    speaker.hush()
    assert not speaker.speaking


@pytest.mark.parametrize(
    ("kind", "fault"),
    [("say", "never done"), ("say", "fails"), ("sapi", "never done"), ("sapi", "ends"), ("sapi", "mute")],
    indirect=["kind"],
)
def test_a_fault_is_noticed(make: Make, qtbot: QtBot, fault: str) -> None:
    speaker = make(fault)
    with qtbot.waitSignal(speaker.broken) as blocker:
        speaker.say("hello", "en")
    assert blocker.args is not None
    assert blocker.args[0].code == "speech.silent"


def test_no_voice_for_either_language(make: Make, qtbot: QtBot) -> None:
    speaker = make("no voices")
    with qtbot.waitSignal(speaker.broken) as blocker:
        speaker.start()
    assert blocker.args is not None
    assert blocker.args[0].code == "speech.language-missing"


@pytest.mark.parametrize("absent", ["say", "powershell"])
def test_a_machine_without_it_says_so(absent: str, qtbot: QtBot) -> None:
    speaker = SaySpeaker("/no/say") if absent == "say" else SapiSpeaker("/no/powershell")
    with qtbot.waitSignal(speaker.broken) as blocker:
        speaker.start()
    assert blocker.args is not None
    assert blocker.args[0].code == "speech.missing"


def test_no_word_is_in_an_argument(tmp_path: Path, make: Make, qtbot: QtBot) -> None:
    speaker = make("none")
    with qtbot.waitSignal(speaker.said):
        speaker.say("비밀후보", "ko")
    arguments = said(tmp_path).split(":")[0]
    assert "비밀후보" not in arguments


def test_the_usual_voice_is_taken_before_one_that_jokes() -> None:
    assert voices(VOICES) == {"ko": "Yuna", "en": "Samantha"}


def test_the_script_for_windows_holds_no_word_and_reads_them_from_its_input() -> None:
    script = base64.b64decode(ARGUMENTS[-1]).decode("utf-16-le")
    assert "OpenStandardInput" in script
    assert "SpeakAsyncCancelAll" in script


@pytest.mark.parametrize(
    ("platform", "speaker"), [("linux", DispatcherSpeaker), ("darwin", SaySpeaker), ("win32", SapiSpeaker)]
)
def test_each_system_has_its_own(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, platform: str, speaker: type[Speaker]
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    made = system.system_speaker()
    monkeypatch.undo()
    assert type(made) is speaker

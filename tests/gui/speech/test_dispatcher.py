"""Speech through speech-dispatcher: the real one, and ones that misbehave."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from omp_desktop.gui.speech import dispatcher_settings
from omp_desktop.gui.speech.child import Child
from omp_desktop.gui.speech.dispatcher import DispatcherSpeaker
from omp_desktop.gui.speech.speaker import Patience
from tests.gui.speech.files import files_with

SECRET = "비밀후보"
HASTY = Patience(start=0.3, answer=0.3, sign=0)

Make = Callable[..., DispatcherSpeaker]


class Heard:
    """What a speaker reports."""

    def __init__(self, speaker: DispatcherSpeaker) -> None:
        self.ready: list[frozenset[str]] = []
        self.said = 0
        self.broken: list[str] = []
        speaker.ready.connect(self.ready.append)
        speaker.said.connect(self._on_said)
        speaker.broken.connect(lambda error: self.broken.append(error.code))

    def _on_said(self) -> None:
        self.said += 1


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    """Makes speakers; at the end no process of theirs is left."""
    made: list[DispatcherSpeaker] = []

    def make_one(program: str = "speech-dispatcher", patience: Patience | None = None) -> DispatcherSpeaker:
        made.append(DispatcherSpeaker(program, patience or Patience()))
        return made[-1]

    yield make_one
    for speaker in made:
        speaker.close()
    application = QCoreApplication.instance()
    assert application is not None
    qtbot.waitUntil(lambda: application.findChildren(Child) == [])


def bad(tmp_path: Path, fault: str) -> str:
    """A program that stands in for speech-dispatcher and does this wrong."""
    program = tmp_path / "dispatcher"
    server = Path(__file__).with_name("bad_dispatcher.py")
    program.write_text(
        f"#!/bin/sh\nexec '{sys.executable}' '{server}' '{fault}' '{tmp_path / 'said'}' \"$@\"\n",
        encoding="utf-8",
    )
    program.chmod(0o700)
    return str(program)


def said_to(tmp_path: Path) -> str:
    said = tmp_path / "said"
    return said.read_text(encoding="utf-8") if said.exists() else ""


def test_the_real_one_speaks_both_languages(real: Path, make: Make, qtbot: QtBot) -> None:
    speaker = make()
    heard = Heard(speaker)
    speaker.say("안녕하십니까.\n. 점", "ko")
    qtbot.waitUntil(lambda: heard.said == 1)
    speaker.say("Good morning.", "en")
    qtbot.waitUntil(lambda: heard.said == 2)
    assert heard.ready == [frozenset({"ko", "en"})]
    assert heard.broken == []


def test_what_the_real_one_said_is_in_no_file_whatever_the_systems_settings_ask_for(
    real: Path, make: Make, qtbot: QtBot
) -> None:
    speaker = make()
    heard = Heard(speaker)
    speaker.say(SECRET, "ko")
    qtbot.waitUntil(lambda: heard.said == 1)
    assert files_with(SECRET, real) == []
    assert b"libao" in (own_folder(speaker) / "speechd.conf").read_bytes()


def test_with_the_systems_own_settings_it_would_be_in_a_file(
    real: Path, make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatcher_settings, "_is_taken", lambda _: True)
    monkeypatch.setattr(dispatcher_settings, "_OURS", "")
    speaker = make()
    heard = Heard(speaker)
    speaker.say(SECRET, "ko")
    qtbot.waitUntil(lambda: heard.said == 1)
    assert files_with(SECRET, real) != []


def test_only_this_user_gets_at_its_socket_and_settings(real: Path, make: Make, qtbot: QtBot) -> None:
    speaker = make()
    heard = Heard(speaker)
    speaker.start()
    qtbot.waitUntil(lambda: heard.ready != [])
    assert own_folder(speaker).stat().st_mode & 0o077 == 0


def test_a_new_process_speaks_to_the_next_voter(real: Path, make: Make, qtbot: QtBot) -> None:
    speaker = make()
    heard = Heard(speaker)
    speaker.say(SECRET, "ko")
    qtbot.waitUntil(lambda: heard.said == 1)
    before = own_folder(speaker)
    speaker.forget()
    assert not before.exists()
    qtbot.waitUntil(lambda: len(heard.ready) == 2)
    speaker.say("다음", "ko")
    qtbot.waitUntil(lambda: heard.said == 2)
    assert own_folder(speaker) != before


def test_what_comes_next_interrupts_and_is_said(tmp_path: Path, make: Make, qtbot: QtBot) -> None:
    speaker = make(bad(tmp_path, "well"))
    heard = Heard(speaker)
    for number in range(20):
        speaker.say(f"number {number}", "en")
    qtbot.waitUntil(lambda: heard.said == 1)
    speaker.say("one more", "en")
    speaker.say("the last", "en")
    qtbot.waitUntil(lambda: said_to(tmp_path).endswith("the last\n"))
    qtbot.waitUntil(lambda: heard.said >= 2)
    assert said_to(tmp_path).startswith("number 19\n")
    assert heard.broken == []


def test_what_is_stopped_before_it_was_handed_over_is_never_handed_over(
    tmp_path: Path, make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaker = make(bad(tmp_path, "well"))
    with qtbot.waitSignal(speaker.ready):
        speaker.start()
    send = speaker._send

    def send_and_stop(words: str, then: Callable[..., None]) -> None:
        send(words, then)
        if words == "SPEAK":
            speaker.hush()

    monkeypatch.setattr(speaker, "_send", send_and_stop)
    speaker.say(SECRET, "ko")
    qtbot.waitUntil(lambda: speaker._then is None and not speaker._commands)
    assert said_to(tmp_path) == ""


def test_a_line_that_begins_with_a_dot_does_not_end_the_message(
    tmp_path: Path, make: Make, qtbot: QtBot
) -> None:
    speaker = make(bad(tmp_path, "well"))
    heard = Heard(speaker)
    speaker.say("one\n.\nQUIT", "en")
    qtbot.waitUntil(lambda: heard.said == 1)
    assert said_to(tmp_path) == "one\n..\nQUIT\n"


@pytest.mark.parametrize(
    "fault",
    [
        "never listens",
        "ends at once",
        "mute",
        "mute when it speaks",
        "nonsense",
        "refuses",
        "ends",
        "never done",
    ],
)
def test_one_that_misbehaves_is_noticed(tmp_path: Path, make: Make, qtbot: QtBot, fault: str) -> None:
    speaker = make(bad(tmp_path, fault), HASTY)
    heard = Heard(speaker)
    speaker.say("hello", "en")
    qtbot.waitUntil(lambda: heard.broken != [])
    assert heard.broken == ["speech.silent"]
    assert not speaker.speaking


def test_after_a_fault_the_next_words_are_tried_anew(tmp_path: Path, make: Make, qtbot: QtBot) -> None:
    speaker = make(bad(tmp_path, "ends at once"))
    heard = Heard(speaker)
    speaker.start()
    qtbot.waitUntil(lambda: heard.broken != [])
    bad(tmp_path, "well")
    speaker.say("hello", "en")
    qtbot.waitUntil(lambda: heard.said == 1)


def test_the_program_ends_without_a_word_and_leaves_no_process(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from omp_desktop.gui.speech.dispatcher import DispatcherSpeaker\n"
        "application = QCoreApplication([])\n"
        "speaker = DispatcherSpeaker(sys.argv[1])\n"
        "speaker.ready.connect(lambda _: (print(speaker._process.processId()), speaker.close(), "
        "application.quit()))\n"
        "speaker.start()\n"
        "application.exec()\n"
    )
    command = [sys.executable, "-c", script, bad(tmp_path, "well")]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert ended.stderr == ""
    assert not Path(f"/proc/{ended.stdout.strip()}").exists()


def test_a_machine_without_it_says_so(tmp_path: Path, make: Make, qtbot: QtBot) -> None:
    speaker = make(str(tmp_path / "nothing"))
    heard = Heard(speaker)
    speaker.start()
    assert heard.broken == ["speech.missing"]


def test_no_voice_for_either_language(tmp_path: Path, make: Make, qtbot: QtBot) -> None:
    speaker = make(bad(tmp_path, "no voices"))
    heard = Heard(speaker)
    speaker.start()
    qtbot.waitUntil(lambda: heard.broken != [])
    assert heard.broken == ["speech.language-missing"]


def test_a_language_without_a_voice_is_not_read_out_by_another(
    tmp_path: Path, make: Make, qtbot: QtBot
) -> None:
    speaker = make(bad(tmp_path, "English only"))
    heard = Heard(speaker)
    speaker.say("한국어", "ko")
    qtbot.waitUntil(lambda: heard.broken != [])
    assert heard.broken == ["speech.language-missing"]
    assert said_to(tmp_path) == ""


def test_settings_that_cannot_be_written_are_said(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("omp_desktop.gui.speech.dispatcher.own_settings", _refuse)
    speaker = make("true")
    heard = Heard(speaker)
    speaker.start()
    assert heard.broken == ["speech.silent"]


def test_modules_that_pass_words_on_as_arguments_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    source = tmp_path / "config" / "speech-dispatcher"
    (source / "modules").mkdir(parents=True)
    (source / "speechd.conf").write_text(
        'AddModule "a" "sd_generic" "a-generic.conf"\nDefaultModule a-generic\nDefaultRate 20\n',
        encoding="utf-8",
    )
    (source / "modules" / "a-generic.conf").write_text("GenericExecuteSynth x\n", encoding="utf-8")
    (source / "modules" / "b.conf").write_text("DebugFile /tmp/b\nVoice b\n", encoding="utf-8")
    folder = tmp_path / "own"
    folder.mkdir()
    dispatcher_settings.own_settings(folder)
    written = (folder / "speechd.conf").read_text(encoding="utf-8")
    assert "DefaultRate 20" in written
    assert "generic" not in written
    assert not (folder / "modules" / "a-generic.conf").exists()
    assert (folder / "modules" / "b.conf").read_text(encoding="utf-8") == "Voice b\nDebug 0\n"


def _refuse(folder: Path) -> None:
    raise OSError(folder)


def own_folder(speaker: DispatcherSpeaker) -> Path:
    return Path(speaker._address()).parent

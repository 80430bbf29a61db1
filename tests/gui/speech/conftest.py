"""A booth with headphones, and the voter who listens."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from omp_desktop.domain.language import Lang
from omp_desktop.gui.speech.speaker import Speaker
from tests.gui.speech.heard import HeardSpeaker, Listener
from tests.gui.voter.rig import Rig
from tests.gui.voter.stand_in import FakeVoting

Listen = Callable[..., Listener]
_MODULE = Path("/usr/lib/speech-dispatcher-modules/sd_espeak-ng")


@pytest.fixture
def voting() -> FakeVoting:
    """One election with one contest."""
    return FakeVoting()


@pytest.fixture
def listen(qtbot: QtBot, workers: None, voting: FakeVoting) -> Iterator[Listen]:
    """Opens a booth with headphones: `listen(lang, speaker)`; what officials are told goes into `told`."""
    made: list[Rig] = []

    def make(
        lang: Lang = "ko", speaker: Speaker | None = None, *, told: list[tuple[str, str]] | None = None
    ) -> Listener:
        heard = speaker or HeardSpeaker()
        rig = Rig(qtbot, voting, speaker=lambda: heard)
        qtbot.addWidget(rig.window)
        made.append(rig)
        if told is not None:
            rig.window.speech_failed.connect(lambda booth, error: told.append((booth, error.code)))
        rig.open(lang=lang)
        voting.issue()
        rig.look()
        return Listener(rig, heard)  # type: ignore[arg-type]

    yield make
    for rig in made:
        rig.window.leave()
        rig.settle()


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which speech-dispatcher plays to no sound device, and writes everything it is let to."""
    if shutil.which("speech-dispatcher") is None or not _MODULE.exists():
        pytest.skip("speech-dispatcher with espeak-ng is not on this machine")
    settings = tmp_path / ".config" / "speech-dispatcher"
    (settings / "modules").mkdir(parents=True)
    log = f'LogLevel 5\nLogDir "{tmp_path}/log"\nCustomLogFile "protocol" "{tmp_path}/log/protocol"\n'
    (settings / "speechd.conf").write_text(f'{log}AudioOutputMethod "libao"\n', encoding="utf-8")
    debugging = f'Debug 1\nDebugFile "{tmp_path}/log/module"\n'
    (settings / "modules" / "espeak-ng.conf").write_text(debugging, encoding="utf-8")
    (tmp_path / "log").mkdir()
    (tmp_path / ".libao").write_text("default_driver=null\n", encoding="utf-8")
    for name, value in {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / ".config"),
        "XDG_CACHE_HOME": str(tmp_path / ".cache"),
        "XDG_RUNTIME_DIR": str(tmp_path / "run"),
        "TMPDIR": str(tmp_path / "tmp"),
    }.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "run").mkdir()
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", None)
    return tmp_path

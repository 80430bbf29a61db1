"""A booth with headphones, and the voter who listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from omp_desktop.domain.language import Lang
from tests.gui.speech.heard import HeardSpeaker, Listener
from tests.gui.voter.rig import Rig
from tests.gui.voter.stand_in import FakeVoting

Listen = Callable[..., Listener]


@pytest.fixture
def voting() -> FakeVoting:
    """One election with one contest."""
    return FakeVoting()


@pytest.fixture
def listen(qtbot: QtBot, workers: None, voting: FakeVoting) -> Iterator[Listen]:
    """Opens a booth with headphones: `listen(lang, speaker)`; what officials are told goes into `told`."""
    made: list[Rig] = []

    def make(
        lang: Lang = "ko", speaker: HeardSpeaker | None = None, *, told: list[tuple[str, str]] | None = None
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
        return Listener(rig, heard)

    yield make
    for rig in made:
        rig.window.leave()
        rig.settle()

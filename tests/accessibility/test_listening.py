"""A whole vote at the real program on a real store, by two keys, hearing what is said and seeing nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from omp_desktop import settings
from omp_desktop.bootstrap import open_application
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.gui.booths import booths
from tests.accessibility.patience import until
from tests.accessibility.station import count, make_station
from tests.gui.lock.desktop import Desktop, desktop

_ROOT = Path(__file__).parents[2]
_SPEAKS = _ROOT / "tests" / "gui" / "speech" / "bad_dispatcher.py"
_LONGEST = 120  # signs: what is heard of one control is shorter, of a whole screen longer
_MOST = 60  # presses
_A_KEY_TAKES = 5  # s at most


class Listener:
    """Two keys and a pair of ears."""

    def __init__(self, keys: Desktop, said: Path) -> None:
        self._keys, self._said = keys, said
        self._heard = 0

    def hears(self, words: str) -> str:
        """Wait until these words are said; returns all that was said since the last press."""
        return until(lambda: self._new() if words in self._new() else "", words)

    def is_asked(self) -> None:
        """Press the move key until the booth, once it is open, asks whether it shall speak."""
        for _ in range(_MOST):
            self.presses("Tab")
            with suppress(AssertionError):
                until(self._new, "the question", patience=_A_KEY_TAKES)
                return
        raise AssertionError("nothing was ever asked")

    def presses(self, key: str) -> None:
        """Press a key."""
        self._heard = len(self._lines())
        self._keys.do("key", key)

    def moves_to(self, words: str) -> None:
        """Press the move key until this control is said."""
        for _ in range(_MOST):
            self.presses("Tab")
            heard = until(self._new, f"anything on the way to {words}")
            if words in heard and len(heard) < _LONGEST:
                return
        raise AssertionError(f"{words} was never said")

    def selects(self, words: str) -> None:
        """Move to a control and press the select key."""
        self.moves_to(words)
        self.presses("Return")

    def reviews(self, last: str) -> str:
        """Press the large button until it is called this, and then once more; what later pages said."""
        told = ""
        for _ in range(_MOST):
            self.presses("Tab")
            heard = until(self._new, f"anything on the way to {last}")
            if len(heard) < _LONGEST and last in heard:
                self.presses("Return")
                return told
            if len(heard) < _LONGEST and "See the rest, button" in heard:
                self.presses("Return")
                told += self.hears("Page ")
        raise AssertionError(f"{last} was never said")

    def _lines(self) -> list[str]:
        return self._said.read_text(encoding="utf-8").splitlines() if self._said.exists() else []

    def _new(self) -> str:
        return "\n".join(self._lines()[self._heard :])


def test_a_voter_with_two_keys_and_headphones_votes_alone(tmp_path: Path) -> None:
    folder, said, home = tmp_path / "data", tmp_path / "said", tmp_path / "home"
    home.mkdir()
    make_station(folder)
    application = open_application(folder)
    booth = booths(application)[0]
    application.close()
    settings.change_booth(folder, booth.id, spoken=True)
    # The smallest screen of a booth: the review has more than one page.
    with desktop(home, "1280x800") as screen:
        command = [sys.executable, "-m", "omp_desktop", "kiosk", "--data-dir", str(folder), "--lang", "en"]
        environment = {
            **screen.environment,
            "PATH": f"{_speaking(tmp_path, said)}{os.pathsep}{os.environ['PATH']}",
        }
        with subprocess.Popen(command, cwd=_ROOT, env=environment) as program:
            try:
                until(lambda: "OMP" in screen.do("getactivewindow", "getwindowname"), "the voter's screen")
                until(said.exists, "what speaks")
                _vote(Listener(screen, said))
            finally:
                program.kill()
    outcome = count(folder)
    assert outcome.ballots == {BallotStatus.CAST: 1}
    assert outcome.voter is ParticipationState.CAST
    assert {"온새미": 1} in outcome.votes.values()


def _vote(voter: Listener) -> None:
    voter.is_asked()
    voter.hears("To listen in English")
    voter.presses("Tab")
    voter.hears("press the select key now")
    voter.presses("Return")
    voter.hears("Press the select key to begin.")
    voter.presses("Return")
    voter.hears("How to vote")
    voter.selects("Start, button")
    assert "withdrawn" in voter.hears("Move on to hear what you can choose")
    voter.selects("온새미, Independent")
    voter.hears("chosen")
    voter.selects("Next, button")
    voter.hears("Choose up to")
    voter.moves_to("Number")
    voter.presses("Return")
    voter.hears("1 of")
    voter.selects("Next, button")
    voter.hears("Choose one")
    voter.selects("For.")
    voter.hears("chosen")
    voter.selects("Next, button")
    assert "온새미" in voter.hears("If that is right")
    told = voter.reviews("Seal my ballot, button")
    assert "Build a new village hall, yes or no: For" in told
    voter.hears("You have not voted yet")
    voter.selects("Put in the ballot box, button")
    voter.hears("Your vote is recorded")


def _speaking(folder: Path, said: Path) -> Path:
    """A folder with a speech-dispatcher that writes down what it is to say."""
    place = folder / "bin"
    place.mkdir()
    program = place / "speech-dispatcher"
    program.write_text(
        f"#!/bin/sh\nexec '{sys.executable}' '{_SPEAKS}' well '{said}' \"$@\"\n", encoding="utf-8"
    )
    program.chmod(0o700)
    return place

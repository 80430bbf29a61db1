"""The end of the day: a pause, the queue at closing time, the close, the count and the results."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from omp_desktop.gui.tour import polling, voting
from omp_desktop.gui.tour.ballots import LAST, LIBRARY, TWO_ELECTIONS
from omp_desktop.gui.tour.camera import Looks
from omp_desktop.gui.tour.hands import find, sheets
from omp_desktop.gui.tour.stage import Stage
from omp_desktop.gui.voter.start import StartScreen
from omp_desktop.gui.widgets import Notice, PushButton, TabStrip
from omp_desktop.scenarios import demonstration

_CLOSED = "지금은 투표할 수 없습니다"


def pause(stage: Stage) -> None:
    """A voter who voted comes again; voting is suspended and resumed."""
    hands, camera, official = stage.hands, stage.camera, stage.official
    polling.search(stage, TWO_ELECTIONS)
    camera.take(official, "already-voted", Looks.OFFICIAL)
    hands.go(official, "results")
    camera.take(official, "results-before-the-close", Looks.OFFICIAL)
    hands.go(official, "polling")
    camera.take_sheet(official, "suspend-reason", lambda: hands.press(official, "mainButton"))
    hands.press(official, "goButton")
    _confirm(stage)
    camera.take(official, "suspension-report")
    hands.press(official, "closeButton")
    camera.take(official, "suspended", Looks.OFFICIAL)
    hands.press(official, "mainButton")
    _confirm(stage)
    hands.press(official, "closeButton")


def close(stage: Stage) -> None:
    """One voter still stands in the queue at closing time; then the polls close for good."""
    hands, camera, official = stage.hands, stage.camera, stage.official

    def ask_for_the_queue() -> None:
        hands.press(official, "otherButton")
        hands.write(official, "1")

    camera.take_sheet(official, "queue-at-closing-time", ask_for_the_queue)
    hands.press(official, "goButton")
    camera.take(official, "closing", Looks.OFFICIAL)
    voting.vote(stage, LAST, LIBRARY[LAST])
    hands.go(official, "queue")
    hands.go(official, "polling")
    hands.rest()
    camera.take(official, "queue-is-through")
    hands.press(official, "mainButton")
    _confirm(stage)
    camera.take(official, "closing-report", Looks.OFFICIAL)
    hands.press(official, "closeButton")
    camera.take(official, "closed", Looks.OFFICIAL)


def count(stage: Stage) -> None:
    """The trustees give their shares, the first one with a wrong pass-phrase before; two people open."""
    hands, camera, official = stage.hands, stage.camera, stage.official
    hands.press(official, "mainButton")
    camera.take(official, "count-shares", Looks.OFFICIAL)
    first, *others = sorted((stage.medium / "trustee").rglob("*.json"))
    _give_share(stage, first, "not the pass-phrase")
    hands.until(
        lambda: find(official, QWidget, "phraseField").property("error"), "the pass-phrase to be refused"
    )
    camera.take(official, "count-wrong-pass-phrase")
    hands.fill(official, "phraseEdit", stage.passphrase)
    hands.press(official, "giveButton")
    for key_file in others:
        _give_share(stage, key_file, stage.passphrase)
    _until_enough_shares(stage)
    camera.take(official, "count-open", Looks.OFFICIAL)
    camera.take_sheet(official, "count-two-people", lambda: hands.press(official, "openButton"))
    stage.enter_pins(official, stage.manager.pin, stage.observer.pin)
    results(stage)
    certify(stage)


def results(stage: Stage) -> None:
    """The chart of every contest, sorted both ways, and the files."""
    hands, camera, official = stage.hands, stage.camera, stage.official
    _until_results(stage)
    for key in hands.part(official, TabStrip, "contestTabs").keys:
        hands.tab(official, key, "contestTabs")
        camera.take(official, f"result-{key}", Looks.OFFICIAL)
    hands.tab(official, "chair", "contestTabs")
    hands.press(official, "votes")
    camera.take(official, "result-by-votes", Looks.OFFICIAL)
    for button, name in (("pictureButton", "chart.png"), ("csvButton", "results.csv")):
        hands.press(official, button)
        hands.choose_file(str(stage.medium / name))
        hands.until(lambda: sheets(official), "the file to be saved")
        hands.key(official, Qt.Key.Key_Return)
    camera.take_sheet(official, "error", lambda: _save_nowhere(stage))
    hands.key(official, Qt.Key.Key_Return)


def certify(stage: Stage) -> None:
    """The stations side by side, what is to be remarked, and two people who certify the result."""
    hands, camera, official = stage.hands, stage.camera, stage.official
    camera.take_sheet(official, "result-by-station", lambda: _press_notice(stage, "sentenceNotice"))
    hands.press(official, "closeButton")
    camera.take_sheet(official, "remarks-on-the-count", lambda: hands.press(official, "remarksButton"))
    hands.press(official, "closeButton")
    camera.take_sheet(official, "certify", lambda: _press_notice(stage, "whyNotice"))
    hands.press(official, "certifyButton")
    stage.enter_pins(official, stage.commission.pin, stage.observer.pin)
    hands.until(lambda: find(official, PushButton, "pdfButton"), "the report of the certification")
    camera.take(official, "certification-report")
    hands.press(official, "closeButton")
    camera.take(official, "certified", Looks.OFFICIAL)


def close_council(stage: Stage) -> None:
    """The other election closes without a queue: the voter's screen has nothing to offer any more."""
    hands, camera, official, kiosk = stage.hands, stage.camera, stage.official, stage.kiosk
    camera.take(kiosk, "voter-start-at-the-desk", Looks.VOTER)
    voting.touch(stage, kiosk)
    camera.take(kiosk, "waiting-for-the-permit", Looks.VOTER)
    hands.go(official, "polling")
    polling.choose_election(stage, polling.COUNCIL)
    polling.compare_namesakes(stage)
    hands.press(official, "otherButton")
    hands.press(official, "goButton")
    polling.step(stage, "the close")
    hands.press(official, "mainButton")
    _confirm(stage)
    hands.press(official, "closeButton")
    screen = hands.part(kiosk, StartScreen)
    hands.until(lambda: screen.headlineLabel.text() == _CLOSED, "the voter's screen to hear of it")
    camera.take(kiosk, "voter-no-voting", Looks.VOTER)


def few_ballots(stage: Stage) -> None:
    """The council's count, with fewer ballots than it wants."""
    hands, camera, official = stage.hands, stage.camera, stage.official
    hands.press(official, "mainButton")
    folder = stage.application.core.data_dir
    _give_share(stage, demonstration.describe(folder).key_files["council"], stage.passphrase)
    _until_enough_shares(stage)
    camera.take(official, "count-few-ballots")
    hands.press(official, "smallCheck")
    hands.press(official, "openButton")
    stage.enter_pins(official, stage.manager.pin, stage.observer.pin)
    _until_results(stage)
    camera.take(official, "result-of-few")


def _press_notice(stage: Stage, name: str) -> None:
    notice = find(stage.official, Notice, name)
    stage.hands.click(find(notice, PushButton))


def _give_share(stage: Stage, key_file: Path, passphrase: str) -> None:
    """A trustee chooses the key file and types the pass-phrase."""
    hands, official = stage.hands, stage.official
    hands.press(official, "chooseButton")
    hands.choose_file(str(key_file))
    hands.fill(official, "phraseEdit", passphrase)
    hands.press(official, "giveButton")


def _until_enough_shares(stage: Stage) -> None:
    button = stage.hands.part(stage.official, PushButton, "openButton")
    stage.hands.until(lambda: button.isVisible() and not sheets(stage.official), "enough shares")


def _confirm(stage: Stage) -> None:
    """Two people confirm, and the report comes."""
    official = stage.official
    stage.enter_pins(official, stage.manager.pin, stage.observer.pin)
    stage.hands.until(lambda: find(official, PushButton, "closeButton"), "the report")


def _until_results(stage: Stage) -> None:
    body = stage.hands.part(stage.official, QWidget, "resultBody")
    stage.hands.until(lambda: body.isVisible() and not sheets(stage.official), "the results")


def _save_nowhere(stage: Stage) -> None:
    stage.hands.press(stage.official, "csvButton")
    stage.hands.choose_file(str(stage.medium / "no such folder" / "results.csv"))

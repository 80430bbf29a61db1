"""The commission registers an election of its own: file, candidates, voters, key, rules, publication."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from omp_desktop.crypto.ceremony_board import Step
from omp_desktop.domain.clock import system_now
from omp_desktop.gui.official.candidate_photo import CandidatePhoto
from omp_desktop.gui.official.ceremony_round import CeremonyRound
from omp_desktop.gui.official.window import OfficialWindow
from omp_desktop.gui.start.window import StartWindow
from omp_desktop.gui.tour.camera import Looks
from omp_desktop.gui.tour.files import NAME, Files, write_files
from omp_desktop.gui.tour.hands import TourStuck, find, find_all, sheets
from omp_desktop.gui.tour.stage import Stage
from omp_desktop.gui.widgets import ComboBox, Label, LineEdit, Notice, PushButton, TableView

_TRUSTEES: Final = ("정해솔", "오누리", "한가온")
_STEPS: Final = {
    Step.PROMISE: "key-part",
    Step.REVEAL: "key-values",
    Step.SHARES: "key-shares",
    Step.CONFIRMATION: "key-confirm",
}
_TITLES = ("이사장", "Chair")


def register(stage: Stage) -> None:
    """From the list of elections to a published one, and an account for one of its candidates."""
    hands, camera = stage.hands, stage.camera
    files = write_files(stage.medium, system_now())
    hands.press(stage.window(StartWindow), "commissionButton")
    official = stage.official
    _sign_in(stage, official)
    hands.until(lambda: official.current == "elections", "the elections")
    camera.take(official, "elections", Looks.OFFICIAL)
    _open_file(stage, official, files)
    _candidates(stage, official, files)
    hands.tab(official, "contests")
    hands.row_button(hands.part(official, TableView, "contestsTable"), "감사")
    camera.take(official, "contests", Looks.OFFICIAL)
    hands.tab(official, "hours")
    camera.take(official, "voting-hours", Looks.OFFICIAL)
    _voters(stage, official, files)
    hands.tab(official, "stations")
    camera.take(official, "stations", Looks.OFFICIAL)
    _key(stage, official, files)
    hands.tab(official, "policy")
    camera.take(official, "rules", Looks.OFFICIAL)
    _publish(stage, official)
    _account(stage, official, files)


def _sign_in(stage: Stage, official: OfficialWindow) -> None:
    hands, camera = stage.hands, stage.camera
    table = hands.part(official, TableView, "accountsTable")
    hands.row(table, stage.commission.name)
    camera.take(official, "sign-in", Looks.OFFICIAL)
    hands.fill(official, "pinEdit", "918273")
    hands.press(official, "signInButton")
    hands.until(lambda: hands.part(official, QWidget, "pinField").property("error"), "what is wrong")
    camera.take(official, "sign-in-wrong-pin")
    stage.sign_in(stage.commission)


def _open_file(stage: Stage, official: OfficialWindow, files: Files) -> None:
    hands, camera = stage.hands, stage.camera
    hands.press(official, "fileButton")
    hands.choose_file(str(files.wrong_definition))
    hands.until(lambda: sheets(official), "the problems of the file")
    camera.take(official, "definition-with-problems")
    hands.press(official, "cancelButton")
    hands.press(official, "fileButton")
    hands.choose_file(str(files.definition))
    hands.until(lambda: any(label.text() == NAME for label in find_all(official, Label)), "the new election")
    camera.take(official, "check-list", Looks.OFFICIAL)


def _candidates(stage: Stage, official: OfficialWindow, files: Files) -> None:
    hands, camera = stage.hands, stage.camera
    hands.tab(official, "candidates")
    hands.pick(hands.part(official, ComboBox, "contestBox"), lambda words: words in _TITLES)
    for name, text in (("numberEdit", "1"), ("nameEdit", "나루터")):
        hands.fill(official, name, text)
    camera.take(official, "candidate-form")
    hands.press(official, "registerButton")
    table = hands.part(official, TableView, "candidatesTable")
    hands.until(lambda: table.model().rowCount() == 1, "the first candidate")
    camera.take(official, "draft-undo")
    _photo(stage, official, files)
    hands.press(official, "importButton")
    hands.choose_file(str(files.candidates))
    hands.until(lambda: sheets(official), "the preview")
    camera.take(official, "candidates-import", Looks.OFFICIAL)
    hands.press(official, "skipButton")
    hands.until(lambda: table.model().rowCount() > 1, "the candidates of the file")
    camera.take(official, "candidates", Looks.OFFICIAL)
    for name, text in (("numberEdit", "2"), ("nameEdit", "가온누리")):
        hands.fill(official, name, text)
    hands.press(official, "registerButton")
    hands.until(lambda: hands.part(official, QWidget, "whoField").property("error"), "what is wrong")
    camera.take(official, "candidate-number-taken")
    for name in ("numberEdit", "nameEdit"):
        hands.fill(official, name, " ")


def _photo(stage: Stage, official: OfficialWindow, files: Files) -> None:
    """The first candidate gets a photo; it stands on the ballot from here on."""
    hands = stage.hands
    hands.row_button(hands.part(official, TableView, "candidatesTable"), "나루터")
    photo = hands.part(official, CandidatePhoto)
    hands.until(photo.chooseButton.isEnabled, "the candidate's form")
    hands.click(photo.chooseButton)
    hands.choose_file(str(files.photo))
    hands.until(photo.removeButton.isEnabled, "the photo")
    stage.camera.take(official, "candidate-photo", Looks.OFFICIAL)
    hands.press(official, "cancelButton")


def _voters(stage: Stage, official: OfficialWindow, files: Files) -> None:
    hands, camera = stage.hands, stage.camera
    hands.tab(official, "voters")
    hands.press(official, "importButton")
    hands.choose_file(str(files.voters))
    hands.until(lambda: find(official, QWidget, "skipButton"), "the preview")
    camera.take(official, "voters-import")
    hands.press(official, "skipButton")
    notice = hands.until(lambda: find(official, Notice, "notice"), "what was taken")
    hands.until(lambda: notice.isVisible() and not sheets(official), "what was taken")
    camera.take(official, "voters", Looks.OFFICIAL)
    hands.until(lambda: find(official, PushButton, "makeButton"), "the codes to be offered")
    camera.take(official, "personal-codes")
    hands.press(official, "makeButton")
    hands.choose_file(str(files.letters))
    hands.until(lambda: find(official, PushButton, "anewButton"), "the letters")
    camera.take(official, "personal-codes-made")


def _key(stage: Stage, official: OfficialWindow, files: Files) -> None:
    hands, camera = stage.hands, stage.camera
    hands.tab(official, "key")
    hands.fill(official, "trusteeEdit", _TRUSTEES[0])
    camera.take(official, "key-of-one-trustee", Looks.OFFICIAL)
    hands.press(official, "severalButton")
    for number, name in enumerate(_TRUSTEES, start=1):
        hands.fill(official, f"name{number}Edit", name)
    camera.take(official, "key-trustees", Looks.OFFICIAL)
    hands.press(official, "beginButton")
    form = hands.part(official, CeremonyRound)
    hands.press(official, "sendButton")
    hands.choose_file(str(files.post))
    hands.until(lambda: find(official, Notice, "doneNotice"), "the file for another PC")
    pictures = dict(_STEPS)
    while form.ceremony.running:
        _turn(stage, official, files, pictures)
    camera.take(official, "key-made", Looks.OFFICIAL)


def _turn(stage: Stage, official: OfficialWindow, files: Files, pictures: dict[Step, str]) -> None:
    """The trustee whose turn it is; a picture of each step, the first time."""
    hands, form = stage.hands, stage.hands.part(official, CeremonyRound)
    before, trustee = form.ceremony, form.current
    if trustee is None or before.step is None:
        raise TourStuck("nobody has a turn in the key ceremony")
    phrases = ("phraseEdit", "againEdit") if before.step is Step.PROMISE else ("phraseEdit",)
    for name in phrases:
        hands.fill(official, name, stage.passphrase)
    edit = hands.part(official, LineEdit, "folderEdit")
    if not edit.text():
        hands.press(official, "folderButton")
        hands.choose_file(str(files.media[trustee.index - 1]))
        hands.until(edit.text, "the folder")
    picture = pictures.pop(before.step, "")
    if picture:
        stage.camera.take(official, picture, Looks.OFFICIAL)
    hands.press(official, "actButton")
    hands.until(lambda: form.ceremony != before, "the trustee's step")


def _publish(stage: Stage, official: OfficialWindow) -> None:
    hands, camera = stage.hands, stage.camera
    hands.tab(official, "overview")
    camera.take(official, "ready-to-publish", Looks.OFFICIAL)
    camera.take_sheet(official, "publish", lambda: hands.press(official, "publishButton"))
    hands.key(official, Qt.Key.Key_Return)
    hands.until(lambda: find(official, QWidget, "publishedCard"), "the published election")
    camera.take(official, "published", Looks.OFFICIAL)


def _account(stage: Stage, official: OfficialWindow, files: Files) -> None:
    hands, camera = stage.hands, stage.camera
    hands.go(official, "settings")
    camera.take(official, "settings", Looks.OFFICIAL)
    hands.tab(official, "accounts")
    hands.pick(hands.part(official, ComboBox, "roleBox"), lambda words: words in {"후보자", "Candidate"})
    hands.pick(
        hands.part(official, ComboBox, "candidateBox"), lambda words: "나루터" in words and NAME in words
    )
    hands.fill(official, "nameEdit", stage.own_candidate.name)
    for name in ("pinEdit", "againEdit"):
        hands.fill(official, name, stage.own_candidate.pin)
    camera.take(official, "accounts", Looks.OFFICIAL)
    table = hands.part(official, TableView, "accountsTable")
    before = table.model().rowCount()
    hands.press(official, "addButton")
    hands.until(lambda: table.model().rowCount() > before, "the new account")
    hands.row_button(table, stage.own_candidate.name)
    camera.take(official, "account", Looks.OFFICIAL)
    hands.tab(official, "stations")
    camera.take(official, "this-station", Looks.OFFICIAL)
    hands.tab(official, "part")
    hands.press(official, "openButton")
    hands.choose_file(str(next(files.post.iterdir())))
    hands.until(lambda: find(official, Label, "electionLabel"), "what the file holds")
    camera.take(official, "trustees-part", Looks.OFFICIAL)

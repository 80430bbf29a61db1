"""Voters who check in at the booth: one who has not the right letter, and one who has."""

from __future__ import annotations

import csv
import io

from omp_desktop.gui.kiosk import KioskWindow
from omp_desktop.gui.tour.attached import TourSending
from omp_desktop.gui.tour.ballots import LETTER, LIBRARY
from omp_desktop.gui.tour.camera import Looks
from omp_desktop.gui.tour.files import letters_in
from omp_desktop.gui.tour.hands import sheets
from omp_desktop.gui.tour.stage import Stage
from omp_desktop.gui.tour.voting import answer, at, choose, seal, touch
from omp_desktop.gui.voter.check_in import CheckInScreen
from omp_desktop.gui.voter.places import Place

_NOBODY = ("4096", "9182736450918273")


def check_in(stage: Stage) -> None:
    """Codes that are wrong, the way to the desk, and a whole vote with a letter."""
    hands, camera, kiosk = stage.hands, stage.camera, stage.kiosk
    hands.until(lambda: kiosk.booth.flow.arrivals.letters, "letters to serve")
    camera.take(kiosk, "voter-start-with-a-letter", Looks.VOTER)
    touch(stage, kiosk)
    at(stage, kiosk, Place.CHECK_IN)
    _type(stage, kiosk, _NOBODY[0])
    camera.take(kiosk, "voter-roll-number", Looks.VOTER)
    hands.press(kiosk, "nextButton")
    _type(stage, kiosk, _NOBODY[1][:-2])
    camera.take(kiosk, "voter-personal-code", Looks.VOTER)
    camera.take_sheet(kiosk, "code-not-complete", lambda: hands.press(kiosk, "nextButton"))
    hands.press(kiosk, "acceptButton")
    hands.press(kiosk, "backButton")
    camera.take_sheet(kiosk, "code-wrong", lambda: _enter(stage, kiosk, *_NOBODY))
    while kiosk.booth.flow.place is not Place.TO_DESK:
        hands.press(kiosk, "acceptButton")
        _enter(stage, kiosk, *_NOBODY)
        hands.until(lambda: sheets(kiosk) or kiosk.booth.flow.place is Place.TO_DESK, "the answer")
    camera.take(kiosk, "voter-to-the-desk", Looks.VOTER)
    hands.press(kiosk, "doneButton")
    touch(stage, kiosk)
    _enter(stage, kiosk, LETTER, _code(stage))
    at(stage, kiosk, Place.HOW_TO)
    hands.press(kiosk, "goButton")
    choose(stage, kiosk, LIBRARY[LETTER])
    seal(stage, kiosk)
    hands.press(kiosk, "castButton")
    at(stage, kiosk, Place.RECORDED)
    _slips(stage, kiosk)
    hands.press(kiosk, "doneButton")


def _slips(stage: Stage, kiosk: KioskWindow) -> None:
    """A slip that comes out, and a copy that does not."""
    hands, camera = stage.hands, stage.camera
    camera.take(kiosk, "slip-offered", Looks.VOTER)
    hands.press(kiosk, "printButton")
    camera.take(kiosk, "slip-printing", Looks.VOTER)
    _sent(stage).come_out()
    hands.settle()
    camera.take(kiosk, "slip-printed", Looks.VOTER)
    hands.press(kiosk, "printButton")
    _sent(stage).cancel()
    hands.settle()
    camera.take(kiosk, "slip-not-printed", Looks.VOTER)
    answer(stage, "slip-trouble")


def _sent(stage: Stage) -> TourSending:
    """The slip on its way to the printer."""
    return stage.hands.until(lambda: stage.printing.sending, "the slip to be sent")


def _enter(stage: Stage, kiosk: KioskWindow, number: str, code: str) -> None:
    at(stage, kiosk, Place.CHECK_IN)
    for signs in (number, code):
        _type(stage, kiosk, signs)
        stage.hands.press(kiosk, "nextButton")


def _type(stage: Stage, kiosk: KioskWindow, signs: str) -> None:
    """Touch these keys of the pad."""
    for sign in signs:
        stage.hands.click(stage.hands.part(kiosk, CheckInScreen).keys[sign])


def _code(stage: Stage) -> str:
    """The code in the letter of the voter."""
    text = letters_in(stage.medium).read_text(encoding="utf-8-sig")
    # Columns by their place: their headings are in the language of the day.
    rows = {row[1]: row[-1] for row in csv.reader(io.StringIO(text))}
    return rows[LETTER].replace(" ", "")

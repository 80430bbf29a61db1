"""What only some booths have fits too: the slip on the last screen, and the spoken guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.voting_errors import NotOpen
from omp_desktop.gui import language, theme
from omp_desktop.gui.text_layout import block
from omp_desktop.gui.typography import MILLIMETRES
from omp_desktop.gui.voter.outcome import NotRecordedScreen, RecordedScreen, SlipState
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.voter.spoken import SpokenSheet
from omp_desktop.gui.voter.start import BoothFacts, StartScreen
from omp_desktop.store.errors import StoreBusy
from tests.gui.speech.heard import HeardSpeaker
from tests.gui.voter.look import faults
from tests.gui.voter.painted import Watch, watching
from tests.gui.voter.rig import Rig
from tests.gui.voter.stand_in import FakeVoting

LANGUAGES: tuple[Lang, ...] = ("ko", "en")


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    with watching(monkeypatch) as seeing:
        yield seeing


@pytest.fixture
def spoken(qtbot: QtBot, workers: None, voting: FakeVoting) -> Iterator[Rig]:
    """A booth with headphones."""
    heard = HeardSpeaker()
    rig = Rig(qtbot, voting, speaker=lambda: heard)
    qtbot.addWidget(rig.window)
    yield rig
    rig.window.leave()
    rig.settle()


def in_all_sizes(rig: Rig, watch: Watch, name: str) -> list[str]:
    """What is wrong with what is shown, in any text size."""
    found = []
    for mm in MILLIMETRES:
        rig.dress("default", mm)
        found += [f"{name} {mm}: {what}" for what in faults(rig, watch)]
    return found


MONTH = BoothFacts(
    "가람동 제3투표소",
    LocalText("모의 대통령선거", "Mock presidential election"),
    "2026-11-30 09:35 – 2026-12-30 09:35",
    NotOpen(state="ready"),
)


def closed_booth(make_rig: Callable[[FakeVoting], Rig], voting: FakeVoting, lang: Lang) -> StartScreen:
    """A start screen whose hours are dates, as in a mock vote."""
    rig = make_rig(voting).open(lang=lang)
    rig.facts = MONTH
    rig.look()
    rig.settle()
    return rig.screen(StartScreen)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_beside_hours_that_are_dates_the_name_of_the_election_stays_on_one_line(
    make_rig: Callable[[FakeVoting], Rig], voting: FakeVoting, lang: Lang
) -> None:
    screen = closed_booth(make_rig, voting, lang)
    for mm in MILLIMETRES[:-1]:
        theme.dress(screen.window(), mm=mm)
        QApplication.processEvents()
        label = screen.placeLabel
        assert label.isVisible()
        assert block(label.text(), label.text_style(), label.width()).lines <= 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_gave_way_in_vain_comes_back(
    make_rig: Callable[[FakeVoting], Rig], voting: FakeVoting, lang: Lang
) -> None:
    screen = closed_booth(make_rig, voting, lang)
    theme.dress(screen.window(), mm=MILLIMETRES[-1])
    QApplication.processEvents()
    assert screen.sublineLabel.isVisible() or screen.foot.isVisible()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_last_screen_fits_whatever_becomes_of_the_slip(
    make_rig: Callable[[FakeVoting], Rig], voting: FakeVoting, watch: Watch, lang: Lang
) -> None:
    rig = make_rig(voting).open(lang=lang)
    rig.to_sealed(1)
    rig.take_receipt()
    rig.click(rig.booth.current.castButton)  # type: ignore[union-attr]
    rig.until(Place.RECORDED)
    screen = rig.screen(RecordedScreen)
    wrong = []
    for slip in SlipState:
        screen.show_slip(slip)
        rig.settle()
        wrong += in_all_sizes(rig, watch, slip.value)
    assert not wrong, "\n".join(wrong)


def test_a_failure_is_told_in_the_size_that_the_voter_chose_in_either_language(
    make_rig: Callable[[FakeVoting], Rig], voting: FakeVoting
) -> None:
    rig = make_rig(voting).open()
    rig.to_sealed(1)
    voting.fail("cast", StoreBusy())
    rig.click(rig.booth.current.castButton)  # type: ignore[union-attr]
    rig.until(Place.FAILED)
    rig.dress("default", MILLIMETRES[-1])
    sizes = []
    for lang in (*LANGUAGES, *LANGUAGES):
        language.set_language(rig.window, lang)
        rig.settle()
        sizes.append(rig.screen(NotRecordedScreen).theme().millimetres)
    assert sizes == [MILLIMETRES[-1]] * 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_help_of_a_booth_with_headphones_fits(spoken: Rig, watch: Watch, lang: Lang) -> None:
    spoken.open(lang=lang)
    spoken.click(spoken.booth.bar.helpButton)
    assert spoken.in_sheet("spokenButton").isVisible()
    wrong = in_all_sizes(spoken, watch, "help")
    assert not wrong, "\n".join(wrong)


def test_the_sheet_that_begins_the_spoken_guide_fits(spoken: Rig, watch: Watch) -> None:
    spoken.open()
    content = SpokenSheet(spoken.booth)
    spoken.booth._sheets.show(content, content.windowTitle())
    spoken.settle()
    assert language.of(content.englishButton) == "en"
    wrong = in_all_sizes(spoken, watch, "spoken")
    # One button is in the other language, for those who hear it.
    wrong = [what for what in wrong if "language" not in what and "englishButton" not in what]
    assert not wrong, "\n".join(wrong)

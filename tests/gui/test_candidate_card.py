"""An option on the voter's screen."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from omp_desktop.gui import language, theme
from omp_desktop.gui.text_layout import width_of
from omp_desktop.gui.widgets import CandidateCard

LONG_NAME = "가나다라마바사아자차카타파하가나다라마바사아자차카타파하"


@pytest.fixture
def card(qtbot: QtBot) -> CandidateCard:
    made = CandidateCard()
    qtbot.addWidget(made)
    theme.dress(made)
    made.set_option("2", "라마바", "한결당")
    made.resize(996, 88)
    made.show()
    return made


def tap(card: CandidateCard, moment: int, kind: str) -> None:
    """A finger that comes down and leaves at a moment, in ms; the system names every second tap otherwise."""
    left = Qt.MouseButton.LeftButton
    for name, held in ((kind, left), ("MouseButtonRelease", Qt.MouseButton.NoButton)):
        at = QPointF(card.rect().center())
        event = QMouseEvent(
            QEvent.Type[name], at, card.mapToGlobal(at), left, held, Qt.KeyboardModifier.NoModifier
        )
        event.setTimestamp(moment)
        QApplication.sendEvent(card, event)


def test_it_leaves_the_choice_to_the_screen(qtbot: QtBot, card: CandidateCard) -> None:
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert not card.chosen
    assert not card.isChecked()


def test_a_trembling_finger_counts_once(card: CandidateCard) -> None:
    clicks: list[bool] = []
    card.clicked.connect(lambda: clicks.append(True))
    for taps, moment in enumerate((1000, 1100, 1250, 1400)):
        tap(card, moment, "MouseButtonDblClick" if taps % 2 else "MouseButtonPress")
    assert clicks == [True]


def test_a_second_tap_that_is_no_longer_a_tremble_counts(card: CandidateCard) -> None:
    clicks: list[bool] = []
    card.clicked.connect(lambda: clicks.append(True))
    tap(card, 1000, "MouseButtonPress")
    tap(card, 1500, "MouseButtonPress")
    assert clicks == [True, True]


def test_the_first_tap_on_a_card_counts_however_soon_it_follows_one_on_another(card: CandidateCard) -> None:
    clicks: list[bool] = []
    card.clicked.connect(lambda: clicks.append(True))
    tap(card, 1000, "MouseButtonDblClick")
    assert clicks == [True]


@pytest.mark.qt_log_ignore("Keyboard event not accepted")
def test_a_withdrawn_option_cannot_be_chosen(qtbot: QtBot, card: CandidateCard) -> None:
    card.withdrawn = True
    with qtbot.assertNotEmitted(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
        qtbot.keyClick(card, Qt.Key.Key_Return)


def test_screen_readers_hear_number_name_party_and_choice(card: CandidateCard) -> None:
    interface = QAccessible.queryAccessibleInterface(card)
    assert interface.text(QAccessible.Text.Name) == "기호 2번, 라마바, 한결당"
    assert not interface.state().checked  # type: ignore[attr-defined]  # not in the stubs
    card.chosen = True
    assert interface.state().checked  # type: ignore[attr-defined]  # the same


def test_screen_readers_hear_of_a_withdrawal_in_the_voters_language(card: CandidateCard) -> None:
    card.withdrawn = True
    assert card.accessibleName() == "기호 2번, 라마바, 한결당, 사퇴"
    language.set_language(card, "en")
    assert card.accessibleName() == "Number 2, 라마바, 한결당, withdrawn"


@pytest.mark.parametrize(("mm", "height"), [(3.5, 72), (4.8, 88), (6.4, 104), (8.5, 120)])
def test_rows_are_as_high_as_drawn(card: CandidateCard, mm: float, height: int) -> None:
    theme.dress(card, mm=mm)
    assert card.heightForWidth(996) == height


@pytest.mark.parametrize("mm", [3.5, 4.8, 6.4, 8.5])
@pytest.mark.parametrize("width", [400, 700, 996])
def test_a_long_name_is_never_shortened(card: CandidateCard, mm: float, width: int) -> None:
    theme.dress(card, mm=mm)
    card.set_option("2", LONG_NAME, "너른들과 바른길과 한결같은 마음의 당")
    texts = card.face().texts(width)
    assert "".join(texts.name.line_texts()) == LONG_NAME
    assert texts.height <= card.heightForWidth(width)
    right = width - card.face().right_width() - theme.of(card).sizes.px(20)
    assert card.face().text_left() + texts.name.width <= right
    assert card.face().text_left() + texts.column + texts.party.width <= right


def test_the_party_stands_beside_the_name_while_there_is_room(card: CandidateCard) -> None:
    assert card.face().texts(996).column == 200
    assert card.face().texts(340).column == 0


def test_yes_and_no_have_no_number(card: CandidateCard) -> None:
    card.set_option("", "찬성", "")
    assert card.face().text_left() == 20
    assert card.accessibleName() == "찬성"


def test_the_chosen_one_is_inverted_in_high_contrast(card: CandidateCard) -> None:
    theme.dress(card, palette="black_on_white")
    card.chosen = True
    assert card.grab().toImage().pixelColor(500, 10).name() == "#000000"


def test_chosen_differs_by_more_than_colour(card: CandidateCard) -> None:
    plain = card.grab().toImage()
    card.chosen = True
    chosen = card.grab().toImage()
    # Where the check is drawn inside the circle there is now a light sign on a dark ground.
    row = [chosen.pixelColor(x, 46).lightness() for x in range(935, 975)]
    assert max(row) > 250
    assert min(row) < 80
    assert plain != chosen


def test_a_name_in_the_widest_size_is_measured_like_it_is_drawn(card: CandidateCard) -> None:
    style = theme.of(card).sizes.style("voterName")
    assert card.face().texts(996).name.width == pytest.approx(width_of("라마바", style), abs=1.5)

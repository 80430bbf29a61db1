"""What people note at the polls, on the screen: noted, corrected, and nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.remark import REMARK_MAX, RemarkKind
from omp_desktop.gui.official.remark_form import RemarkForm
from omp_desktop.gui.official.remarks_view import RemarksView, show_remarks
from omp_desktop.gui.widgets.table_model import CELL_ROLE, Text
from tests.gui.official.at_the_desk import Hands
from tests.services.scene import People, SmallElection

KINDS = (RemarkKind.INCIDENT, RemarkKind.PAPER_ISSUED)


@pytest.fixture
def view(hands: Hands, people: People, published: SmallElection) -> RemarksView:
    services = hands.polling.services
    shown = RemarksView(services, KINDS)
    show_remarks(hands.window, shown, "Incidents", "What happened during the vote.")
    shown.show_election(people.manager, services.elections.get(published.id).election)
    hands.settle()
    return shown


def write(hands: Hands, text: str) -> None:
    hands.part(hands.sheet(), RemarkForm).textEdit.setPlainText(text)


def cells(view: RemarksView, row: int) -> list[Text]:
    """Time and words of a line."""
    model = view.remarksTable.model()
    return [model.index(row, column).data(CELL_ROLE) for column in (0, 1)]


def said(view: RemarksView) -> list[str]:
    return [cells(view, row)[1].text for row in range(view.remarksTable.model().rowCount())]


def test_what_is_noted_stands_there_with_time_and_name(
    hands: Hands, view: RemarksView, clock: FixedClock
) -> None:
    clock.advance(timedelta(minutes=5))
    hands.press("Note …")
    write(hands, "The light failed for a minute.")
    hands.press("Note")
    time, words = cells(view, 0)
    assert said(view) == ["The light failed for a minute."]
    assert words.sub == "관리관"
    assert time.text.endswith("09:05")
    hands.fits()


def test_a_correction_leaves_the_old_words_struck_through_with_the_reason(
    hands: Hands, view: RemarksView, people: People, published: SmallElection
) -> None:
    first = hands.polling.services.remarks.note(people.observer, published.id, KINDS[0], "One minute.")
    view.show_election(people.manager, hands.polling.services.elections.get(published.id).election)
    hands.settle()
    view.remarksTable.button_pressed.emit(first.id, 2)
    write(hands, "Two minutes.")
    hands.type(hands.part(hands.sheet(), RemarkForm).reasonEdit, "Looked at the clock")
    hands.press("Correct")
    assert said(view) == ["Two minutes.", "One minute."]
    assert [cells(view, row)[1].struck for row in (0, 1)] == [False, True]
    assert cells(view, 0)[1].sub == "관리관 · corrected: Looked at the clock"
    assert cells(view, 1)[1].sub == "참관인"


def test_a_correction_without_a_reason_is_asked_for_it_at_its_field(
    hands: Hands, view: RemarksView, people: People, published: SmallElection
) -> None:
    first = hands.polling.services.remarks.note(people.manager, published.id, KINDS[0], "One minute.")
    view.show_election(people.manager, hands.polling.services.elections.get(published.id).election)
    hands.settle()
    view.remarksTable.button_pressed.emit(first.id, 2)
    form: RemarkForm = hands.part(hands.sheet(), RemarkForm)
    write(hands, "Two minutes.")
    hands.press("Correct")
    assert "nothing entered" in form.reasonField.error
    assert "One minute." in form.beforeLabel.text()


def test_a_figure_is_noted_once_and_then_corrected(hands: Hands, view: RemarksView) -> None:
    hands.press("Note …")
    form: RemarkForm = hands.part(hands.sheet(), RemarkForm)
    form.kindBox.setCurrentIndex(1)
    assert not form.textEdit.isVisible()
    hands.type(form.figureEdit, "many")
    hands.press("Note")
    assert "no figure" in form.figureField.error
    hands.type(form.figureEdit, "1,200")
    hands.press("Note")
    assert said(view) == ["Paper ballots handed out: 1,200"]
    assert view.figure(RemarkKind.PAPER_ISSUED) == 1200
    hands.press("Note …")
    assert not hands.part(hands.sheet(), RemarkForm).kindField.isVisible()


def test_enter_pressed_twice_corrects_once(
    hands: Hands, view: RemarksView, people: People, published: SmallElection
) -> None:
    first = hands.polling.services.remarks.note(people.observer, published.id, KINDS[0], "One minute.")
    view.show_election(people.manager, hands.polling.services.elections.get(published.id).election)
    hands.settle()
    view.remarksTable.button_pressed.emit(first.id, 2)
    write(hands, "Two minutes.")
    edit = hands.part(hands.sheet(), RemarkForm).reasonEdit
    hands.type(edit, "Looked at the clock")
    edit.returnPressed.emit()
    edit.returnPressed.emit()
    hands.settle()
    assert said(view) == ["Two minutes.", "One minute."]


def test_the_chosen_remark_stands_below_with_all_its_words(
    hands: Hands, view: RemarksView, people: People, published: SmallElection
) -> None:
    whole = "A long story. " * (REMARK_MAX // 15)
    noted = hands.polling.services.remarks.note(people.manager, published.id, KINDS[0], whole)
    view.show_election(people.manager, hands.polling.services.elections.get(published.id).election)
    hands.settle()
    assert not view.wholeLabel.isVisible()
    view.remarksTable.choose(noted.id)
    assert view.wholeLabel.text() == whole.strip()
    assert view.wholeLabel.textFormat() is Qt.TextFormat.PlainText
    hands.fits()

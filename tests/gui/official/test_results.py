"""Results: the embargo, the guided count, chart and table, files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from omp_desktop.domain.election import ContestKind, ElectionState
from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.tally import ContestResult, OptionTotal
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.contest_result import ContestResultView
from omp_desktop.gui.official.file_choice import FileDialog
from omp_desktop.gui.text_layout import width_of
from omp_desktop.gui.typography import OFFICIAL
from omp_desktop.gui.widgets import PushButton
from omp_desktop.gui.widgets.tally_chart import ROW_HEIGHT
from tests.gui.conftest import Show, too_small
from tests.gui.official.at_the_desk import Hands, open_window
from tests.services.polling_day import Day
from tests.services.scene import PASSPHRASE, Desk, People
from tests.services.stages import Station


@pytest.fixture
def closed_day(station: Station, open_day: Day) -> Day:
    """Three ballots: two for 갑돌, one for 병수; then the polls closed."""

    def vote_and_close() -> None:
        open_day.vote("1", 0)
        open_day.vote("2", 0)
        open_day.vote("3", 2)
        open_day.close()

    station.step("three votes and the close", vote_and_close)
    return open_day


@pytest.fixture
def to_count(closed_day: Day, at_the_door: Hands, people: People) -> Hands:
    """The manager stands before the count."""
    del closed_day
    at_the_door.sign_in(people.manager)
    at_the_door.go("results")
    at_the_door.settle()
    return at_the_door


def _give_key(hands: Hands, file: Path, passphrase: str = PASSPHRASE) -> None:
    counting = hands.results.counting
    hands.type(counting.fileEdit, str(file))
    QTest.keyClick(counting.fileEdit, Qt.Key.Key_Return)
    hands.type(counting.phraseEdit, passphrase)
    QTest.keyClick(counting.phraseEdit, Qt.Key.Key_Return)
    hands.settle()


def _count(hands: Hands, day: Day) -> None:
    _give_key(hands, day.election.key_file)
    hands.click(hands.results.counting.smallCheck)
    hands.press("Open the count")
    hands.pins()
    hands.until(hands.results.contest.isVisible)
    hands.settle()


def test_while_the_polls_are_open_there_is_turnout_and_the_reason(
    open_day: Day, at_the_door: Hands, people: People
) -> None:
    open_day.vote("1")
    at_the_door.sign_in(people.manager)
    at_the_door.go("results")
    at_the_door.settle()
    page = at_the_door.results
    assert page.turnoutTile.figure == "8.3%"
    assert "only turnout is shown" in page.whyNotice.text
    assert not page.validTile.isVisible()
    assert not page.contest.isVisible()
    assert not page.csvButton.isVisible()
    at_the_door.fits()
    at_the_door.click(page.whyNotice._button)
    assert at_the_door.window.current == "polling"


def test_before_the_opening_nothing_has_been_cast(hands: Hands) -> None:
    hands.go("results")
    hands.settle()
    assert hands.results.whyNotice.text.startswith("Nothing has been cast yet")


def test_without_an_election_the_page_says_who_registers_one(at_the_door: Hands, people: People) -> None:
    at_the_door.sign_in(people.manager)
    at_the_door.go("results")
    assert "The commission registers one" in at_the_door.results.whyNotice.text
    at_the_door.fits()


def test_the_count_is_opened_by_clicks_and_keys(closed_day: Day, to_count: Hands) -> None:
    _count(to_count, closed_day)
    assert closed_day.polls.status(closed_day.id).state is ElectionState.COUNTED
    chart = to_count.results.contest.chart
    assert [(row.number, row.votes, row.share) for row in chart.rows] == [
        ("1", 2, "66.67%"),
        ("2", 0, "0.00%"),
        ("4", 1, "33.33%"),
    ]
    rows = to_count.results.contest.resultTable.model().rows
    assert [row.cells[2].text for row in rows] == ["2", "0", "1", "3"]
    assert rows[-1].cells[3].text == "100.00%"
    assert to_count.results.statePill.text() == "Provisional"
    assert to_count.window.header._state.text() == "Counted"


def test_the_sentence_says_the_distance_and_that_it_is_not_final(closed_day: Day, to_count: Hands) -> None:
    _count(to_count, closed_day)
    said = to_count.results.contest.sentenceNotice.text
    assert said == "No. 1 is 1 vote (33.33%p) ahead of no. 4. Certification makes it final."


def test_the_tiles_say_valid_invalid_and_abstentions(closed_day: Day, to_count: Hands) -> None:
    _count(to_count, closed_day)
    page = to_count.results
    assert (page.turnoutTile.figure, page.turnoutTile.sub) == ("25.0%", "3 of 12 voters")
    assert (page.validTile.figure, page.validTile.sub) == ("3", "100.0% of ballots")
    assert (page.invalidTile.figure, page.blankTile.figure) == ("0", "0")
    assert (page.abstentionTile.figure, page.abstentionTile.sub) == ("9", "75.0% of voters")


def test_every_contest_has_its_tab(closed_day: Day, to_count: Hands) -> None:
    _count(to_count, closed_day)
    page = to_count.results
    page.contestTabs.current = "council"
    to_count.settle()
    assert page.contest.headLabel.text() == "Council"
    assert page.validTile.sub == "3 choices not made"


def test_fewer_ballots_than_wanted_have_to_be_agreed_to(closed_day: Day, to_count: Hands) -> None:
    counting = to_count.results.counting
    _give_key(to_count, closed_day.election.key_file)
    assert "Only 3 ballots; this election opens at least 10" in counting.smallNotice.text
    assert not counting.openButton.isEnabled()
    assert counting.smallCheck.hasFocus()
    to_count.click(counting.smallCheck)
    assert counting.openButton.isEnabled()


def test_file_and_pass_phrase_are_asked_for_where_they_are_missing(to_count: Hands) -> None:
    counting = to_count.results.counting
    to_count.press("Give the share")
    assert counting.fileField.error == "Choose the key file on the trustee's medium"
    to_count.type(counting.fileEdit, "key.json")
    assert counting.fileField.error == ""
    to_count.press("Give the share")
    assert counting.phraseField.error == "Type the trustee's pass-phrase"
    assert to_count.sheets() == []


def test_a_key_file_that_is_not_there_is_said_at_the_file(to_count: Hands, tmp_path: Path) -> None:
    _give_key(to_count, tmp_path / "nothing.json")
    counting = to_count.results.counting
    assert counting.fileEdit.isVisible()
    assert "Insert the trustee's medium" in counting.fileField.error
    assert to_count.sheets() == []


def test_a_wrong_pass_phrase_is_said_there(closed_day: Day, to_count: Hands) -> None:
    _give_key(to_count, closed_day.election.key_file, "not this one")
    counting = to_count.results.counting
    assert counting.phraseEdit.isVisible()
    assert counting.phraseEdit.text() == ""
    assert counting.phraseEdit.hasFocus()
    assert "pass-phrase does not open" in counting.phraseField.error
    to_count.type(counting.phraseEdit, PASSPHRASE)
    to_count.press("Give the share")
    assert counting.openButton.isVisible()


def test_leaving_the_page_forgets_what_was_typed_and_keeps_the_share(
    closed_day: Day, to_count: Hands
) -> None:
    counting = to_count.results.counting
    to_count.type(counting.fileEdit, "key.json")
    to_count.type(counting.phraseEdit, PASSPHRASE)
    to_count.go("records")
    to_count.go("results")
    to_count.settle()
    assert (counting.fileEdit.text(), counting.phraseEdit.text()) == ("", "")
    _give_key(to_count, closed_day.election.key_file)
    assert (counting.fileEdit.text(), counting.phraseEdit.text()) == ("", "")
    to_count.click(counting.smallCheck)
    to_count.go("records")
    to_count.go("results")
    to_count.settle()
    assert counting.openButton.isVisible()
    assert not counting.smallCheck.isChecked()


def test_the_key_file_may_be_chosen_in_a_dialog(closed_day: Day, to_count: Hands) -> None:
    to_count.click(to_count.results.counting.chooseButton)
    to_count.choose_file(closed_day.election.key_file)
    assert to_count.results.counting.fileEdit.text() == str(closed_day.election.key_file)


def test_picture_and_table_are_saved(closed_day: Day, to_count: Hands, tmp_path: Path) -> None:
    _count(to_count, closed_day)
    page = to_count.results
    page.save_picture(tmp_path / "chart.png")
    to_count.press("Close")
    page.save_picture(tmp_path / "chart.svg")
    to_count.press("Close")
    page.save_csv(tmp_path / "table.csv")
    to_count.settle()
    to_count.press("Close")
    assert (tmp_path / "chart.png").read_bytes()[1:4] == b"PNG"
    assert "<svg" in (tmp_path / "chart.svg").read_text("utf-8")
    table = (tmp_path / "table.csv").read_text("utf-8-sig").splitlines()
    assert table[1] == "president,1,갑돌,가나당,2,provisional,,"


def test_a_place_that_takes_no_file_is_said_with_what_to_do(
    closed_day: Day, to_count: Hands, tmp_path: Path
) -> None:
    _count(to_count, closed_day)
    to_count.results.save_csv(tmp_path / "no folder" / "table.csv")
    to_count.settle()
    assert "could not be saved: table.csv" in to_count.said()
    to_count.press("Close")
    to_count.results.save_picture(tmp_path / "no folder" / "chart.png")
    assert "could not be saved: chart.png" in to_count.said()


@pytest.mark.parametrize(
    ("name", "kind", "ending"),
    [
        ("chart", "Pictures (*.png)", ".png"),
        ("chart", "Drawings (*.svg)", ".svg"),
        ("chart.svg", "Pictures (*.png)", ".svg"),
        ("table", "Tables (*.csv)", ".csv"),
        ("table", "All (*)", ""),
    ],
)
def test_a_file_gets_the_ending_of_its_kind(
    at_the_door: Hands, tmp_path: Path, name: str, kind: str, ending: str
) -> None:
    chosen: list[Path] = []
    kinds = "Pictures (*.png);;Drawings (*.svg);;Tables (*.csv);;All (*)"
    file_choice.ask_new_file(at_the_door.window, "Save", "results.png", kinds, chosen.append)
    dialog = at_the_door.window.findChild(FileDialog)
    box = dialog.findChild(QComboBox, "fileTypeCombo")
    box.setCurrentIndex(box.findText(kind))
    box.textActivated.emit(kind)
    at_the_door.choose_file(tmp_path / name)
    assert chosen == [(tmp_path / name).with_suffix(ending or Path(name).suffix)]


@pytest.mark.parametrize("button", ["Picture", "CSV"])
def test_where_to_save_is_asked_of_nobody_who_has_left(closed_day: Day, to_count: Hands, button: str) -> None:
    _count(to_count, closed_day)
    to_count.press(button)
    assert to_count.window.findChild(FileDialog) is not None
    to_count.window.lock()
    to_count.settle()
    assert to_count.window.findChild(FileDialog) is None


def _contest(votes: list[int], withdrawn: frozenset[int] = frozenset(), blank: int = 0) -> ContestResult:
    options = tuple(
        OptionTotal(f"o{n}", n, LocalText(f"후보{n}", f"Option {n}"), None, v, withdrawn=n in withdrawn)
        for n, v in enumerate(votes, start=1)
    )
    gone = sum(o.votes for o in options if o.withdrawn)
    valid = sum(votes) - gone
    return ContestResult(
        contest_id="president",
        title=LocalText("대통령", "President"),
        options=options,
        ballots=sum(votes) + blank,
        blank=blank,
        invalid_withdrawn=gone,
        undervotes=0,
        valid_votes=valid,
        invalid=blank + gone,
    )


@pytest.fixture
def view(show: Show) -> ContestResultView:
    made = ContestResultView()
    show(made, 1008, 508, lang="en")
    return made


def _sort(view: ContestResultView, key: str) -> None:
    button = next(b for b in view.sortButtons.findChildren(PushButton) if b.objectName() == key)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_bars_and_lines_are_sorted_alike(view: ContestResultView) -> None:
    view.show_result(_contest([10, 30, 20], frozenset({1})))
    assert [row.number for row in view.chart.rows] == ["1", "2", "3"]
    _sort(view, "votes")
    assert [row.number for row in view.chart.rows] == ["2", "3", "1"]
    assert [row.cells[0].text for row in view.resultTable.model().rows] == ["2", "3", "1", ""]


def test_a_withdrawn_candidate_keeps_the_line_and_has_no_figures(view: ContestResultView) -> None:
    view.show_result(_contest([10, 30], frozenset({1})))
    cells = view.resultTable.model().rows[0].cells
    assert (cells[2].text, cells[3].text) == ("Withdrawn", "–")
    assert view.chart.rows[0].votes is None


def test_the_word_for_a_withdrawn_candidate_is_not_cut(view: ContestResultView) -> None:
    view.show_result(_contest([10, 30], frozenset({1})))
    needed = width_of("Withdrawn", OFFICIAL["total"]) + 2 * view.resultTable.cellPadding
    assert view.resultTable.column(2).width >= needed


def test_for_and_against_belong_to_no_party(view: ContestResultView) -> None:
    view.show_result(_contest([10, 30]), ContestKind.YES_NO)
    assert [row.party for row in view.chart.rows] == ["", ""]
    assert [row.cells[1].sub for row in view.resultTable.model().rows[:2]] == ["", ""]
    view.show_result(_contest([10, 30]))
    assert [row.party for row in view.chart.rows] == ["Independent", "Independent"]


def test_a_tie_is_said_and_not_resolved(view: ContestResultView) -> None:
    view.show_result(_contest([20, 20, 5]))
    assert "a tie of 2" in view.sentenceNotice.text
    assert "does not break ties" in view.sentenceNotice.text


def test_many_ties_are_counted(view: ContestResultView) -> None:
    view.show_result(_contest([9, 9, 8, 8, 7, 7, 6, 6]))
    assert view.sentenceNotice.text.endswith("And 2 more ties below.")


def test_sums_that_do_not_agree_are_loud(view: ContestResultView) -> None:
    wrong = _contest([3, 2])
    wrong = ContestResult(
        **{name: getattr(wrong, name) for name in wrong.__slots__ if name != "ballots"}, ballots=7
    )
    view.show_result(wrong)
    assert view.sentenceNotice.kind == "err"
    assert "Do not certify" in view.sentenceNotice.text


def test_without_votes_nobody_is_ahead(view: ContestResultView) -> None:
    view.show_result(_contest([0, 0], blank=3))
    assert view.sentenceNotice.text == "Nobody received a valid vote."


def test_with_one_candidate_there_is_no_distance(view: ContestResultView) -> None:
    view.show_result(_contest([1]))
    assert view.sentenceNotice.text == "No. 1 received 1 vote. Certification makes it final."


def test_a_line_of_the_table_stands_beside_its_bar(view: ContestResultView) -> None:
    view.show_result(_contest([5, 4, 3, 2, 1]))
    table = view.resultTable
    for place in range(5):
        line = table.viewport().mapTo(view, table.visualRect(table.model().index(place, 0)).topLeft()).y()
        bar = view.chart.mapTo(view, view.chart.rect().topLeft()).y() + place * ROW_HEIGHT
        assert line == bar


def test_fourteen_candidates_scroll_together(view: ContestResultView, qtbot: QtBot) -> None:
    view.show_result(_contest(list(range(14, 0, -1))))
    table, chart = view.resultTable.verticalScrollBar(), view.chartScroll.verticalScrollBar()
    qtbot.waitUntil(lambda: table.maximum() > 0 and chart.maximum() > 0)
    assert table.maximum() == chart.maximum()
    table.setValue(120)
    assert chart.value() == 120
    chart.setValue(60)
    assert table.value() == 60
    assert too_small(view) == []


def test_figures_of_a_whole_country_are_not_cut(view: ContestResultView, qtbot: QtBot) -> None:
    view.show_result(_contest([16_394_815, 16_147_738]))
    assert view.resultTable.column(2).width > 72
    qtbot.waitUntil(lambda: too_small(view) == [])


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_nothing_is_cut_off(
    desk: Desk,
    closed_day: Day,
    people: People,
    show: Show,
    qtbot: QtBot,
    workers: Iterator[None],
    lang: Lang,
    width: int,
    height: int,
) -> None:
    del workers
    hands = open_window(desk, show, qtbot, lang, width, height)
    hands.sign_in(people.manager)
    hands.go("results")
    hands.settle()
    hands.fits()
    counting = hands.results.counting
    hands.type(counting.fileEdit, "nothing.json")
    hands.type(counting.phraseEdit, "not this one")
    hands.click(counting.giveButton)
    hands.fits()
    _give_key(hands, closed_day.election.key_file, "not this one")
    hands.fits()
    _give_key(hands, closed_day.election.key_file)
    hands.fits()
    closed_day.count()
    hands.results.refresh()
    hands.until(hands.results.contest.isVisible)
    hands.fits()


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_of_many_candidates_in_several_contests_six_are_seen(
    desk: Desk,
    closed_day: Day,
    people: People,
    show: Show,
    qtbot: QtBot,
    workers: Iterator[None],
    lang: Lang,
) -> None:
    del workers
    closed_day.count()
    hands = open_window(desk, show, qtbot, lang, 1280, 800)
    hands.sign_in(people.manager)
    hands.go("results")
    page = hands.results
    hands.until(page.contest.isVisible)
    result, many = page._result, _contest([9, 7, 8, 6, 5, 4, 3])
    assert result is not None
    page._on_result(replace(result, contests=(many, replace(many, contest_id="second"))))
    table = page.contest.resultTable
    sixth = table.model().index(5, 0)
    hands.until(lambda: table.viewport().rect().contains(table.visualRect(sixth)))
    hands.fits()


@pytest.mark.parametrize(("words", "name"), [("Picture", "drawn.svg"), ("CSV", "table.csv")])
def test_a_file_is_chosen_in_a_dialog_and_saved(
    closed_day: Day, to_count: Hands, tmp_path: Path, words: str, name: str
) -> None:
    _count(to_count, closed_day)
    to_count.press(words)
    to_count.choose_file(tmp_path / name)
    to_count.until(to_count.sheets)
    assert str(tmp_path / name) in to_count.said()
    assert (tmp_path / name).stat().st_size > 0


def test_a_certified_result_says_so(closed_day: Day, to_count: Hands) -> None:
    result = closed_day.count()
    to_count.results._on_result(replace(result, provisional=False))
    assert to_count.results.statePill.text() == "Certified"

"""Several trustees open the count by clicks; totals during the vote."""

from __future__ import annotations

import secrets as randomness
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import Lang
from omp_desktop.gui.official.contest_result import ContestResultView
from omp_desktop.gui.widgets.table_model import PillCell, Text
from omp_desktop.services.opening_files import make_share, read_request
from tests.gui.conftest import Show
from tests.gui.official.at_the_desk import Hands, open_window
from tests.services.scene import Desk, Draft, People
from tests.services.stages import Station
from tests.services.trustees import FINAL, LIVE, NAMES, TrusteesDay, copied_day, trustees_day

Make = Callable[..., TrusteesDay]


@pytest.fixture
def make_day(desk: Desk, people: People, draft: Draft, clock: FixedClock, usb: Path) -> Make:
    def make(quorum: int = 2, count: int = 3, **changes: object) -> TrusteesDay:
        return trustees_day(desk, people, draft, clock, usb, quorum, count, **changes)  # type: ignore[arg-type]

    return make


@pytest.fixture
def closed(
    station: Station, make_day: Make, desk: Desk, people: People, clock: FixedClock, usb: Path
) -> TrusteesDay:
    """Two of three trustees; twelve ballots; the polls are closed."""

    def play() -> TrusteesDay:
        day = make_day()
        for number in range(1, 13):
            day.vote(str(number), number % 3)
        day.close()
        return day

    return copied_day(station, "twelve votes of trustees", (desk, people, clock, usb), play)


@pytest.fixture
def live(make_day: Make) -> TrusteesDay:
    """Totals of at least 4 ballots at a time; the polls are open, 3 have voted."""
    day = make_day(live=True, minimum=4)
    for number in range(1, 4):
        day.vote(str(number))
    return day


@pytest.fixture
def office(at_the_door: Hands, people: People) -> Callable[[TrusteesDay], Hands]:
    """The manager stands before the results of that day."""

    def come(day: TrusteesDay) -> Hands:
        del day
        at_the_door.sign_in(people.manager)
        at_the_door.go("results")
        at_the_door.settle()
        return at_the_door

    return come


Office = Callable[[TrusteesDay], Hands]


def give(hands: Hands, day: TrusteesDay, trustee: int) -> None:
    counting = hands.results.counting
    file, passphrase = day.key(trustee)
    hands.type(counting.fileEdit, str(file))
    hands.type(counting.phraseEdit, passphrase)
    hands.press("Give the share")


def standing(hands: Hands) -> list[tuple[str, str]]:
    """Each trustee's name and state, as they stand in the list."""
    said = []
    for row in hands.results.counting.trusteesTable._rows.rows:
        _, name, state = row.cells
        assert isinstance(name, Text)
        assert isinstance(state, PillCell)
        said.append((name.text, state.text))
    return said


def test_where_every_trustee_is_needed_none_of_them_is_called_any(make_day: Make, office: Office) -> None:
    day = make_day(quorum=2, count=2)
    day.vote("1")
    day.close()
    assert office(day).results.counting.quorumNotice.text == "All 2 trustees are needed."


def test_trustees_give_their_shares_one_after_another_and_two_people_open(
    closed: TrusteesDay, office: Office
) -> None:
    hands = office(closed)
    counting = hands.results.counting
    assert standing(hands) == [(name, "Waiting") for name in NAMES[:3]]
    assert counting.givenLabel.text() == "0 / 2"
    assert counting.quorumNotice.text == "Any 2 of the 3 trustees are enough."
    give(hands, closed, 3)
    assert standing(hands)[2] == (NAMES[2], "Given")
    assert counting.quorumNotice.text == "1 more of those who are missing must give a share."
    assert counting.fileEdit.hasFocus()
    give(hands, closed, 1)
    assert standing(hands)[1] == (NAMES[1], "Not needed")
    assert counting.openButton.hasFocus()
    hands.press("Open the count")
    hands.pins()
    hands.until(hands.results.contest.isVisible)
    assert closed.polls.status(closed.id).state is ElectionState.COUNTED
    assert [row.votes for row in hands.results.contest.chart.rows] == [4, 4, 4]


def test_a_trustee_who_gave_the_share_already_is_told_so_at_the_file(
    closed: TrusteesDay, office: Office
) -> None:
    hands = office(closed)
    give(hands, closed, 2)
    give(hands, closed, 2)
    assert "no. 2 has given the share already" in hands.results.counting.fileField.error


def test_one_trustee_more_may_give_a_share_and_the_count_goes_on(closed: TrusteesDay, office: Office) -> None:
    hands = office(closed)
    for trustee in (1, 2):
        give(hands, closed, trustee)
    hands.press("One more trustee")
    give(hands, closed, 3)
    assert [state for _, state in standing(hands)] == ["Given"] * 3
    assert hands.results.counting.openButton.isVisible()
    assert not hands.results.counting.moreButton.isVisible()


def test_a_share_is_made_elsewhere_from_the_request_file(
    closed: TrusteesDay, office: Office, tmp_path: Path
) -> None:
    hands = office(closed)
    counting = hands.results.counting
    request, share = tmp_path / "request.json", tmp_path / "share.json"
    hands.click(counting.requestButton)
    hands.choose_file(request)
    hands.until(hands.sheets)
    hands.settle()
    assert str(request) in hands.said()
    hands.press("Close")
    share.write_bytes(make_share(read_request(request), *closed.key(2), randomness.token_bytes)[1])
    hands.click(counting.shareButton)
    hands.choose_file(share)
    hands.until(lambda: standing(hands)[1] == (NAMES[1], "Given"))
    hands.settle()


def test_a_file_that_is_no_share_is_said_with_what_to_do(
    closed: TrusteesDay, office: Office, tmp_path: Path
) -> None:
    hands = office(closed)
    counting = hands.results.counting
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}", "utf-8")
    hands.click(counting.shareButton)
    hands.choose_file(wrong)
    hands.until(lambda: hands.sheets() and "wrong.json" in hands.said())
    hands.press("Close")
    assert standing(hands) == [(name, "Waiting") for name in NAMES[:3]]


def test_a_count_that_was_interrupted_shows_who_is_missing(closed: TrusteesDay, office: Office) -> None:
    closed.begin()
    closed.give(3)
    hands = office(closed)
    assert [state for _, state in standing(hands)] == ["Waiting", "Waiting", "Given"]


# During the vote


def test_the_page_says_how_many_more_ballots_are_needed(live: TrusteesDay, office: Office) -> None:
    hands = office(live)
    notice = hands.results.whyNotice
    assert notice.text.startswith("1 more ballot is needed before totals may be opened")
    assert not notice._button.isVisible()
    assert not hands.results.contest.isVisible()


def test_totals_are_opened_during_the_vote_and_say_what_they_cover(live: TrusteesDay, office: Office) -> None:
    live.vote("4", 1)
    hands = office(live)
    hands.press("Open totals …")
    for trustee in (2, 3):
        give(hands, live, trustee)
    assert "Totals of 4 ballots will show" in hands.results.counting.peopleNotice.text
    hands.press("Open the totals")
    hands.pins()
    hands.until(hands.results.contest.isVisible)
    hands.settle()
    page = hands.results
    assert [row.votes for row in page.contest.chart.rows] == [3, 1, 0]
    assert page.statePill.text() == "Provisional – 4 ballots, voting goes on"
    assert page.contest.sentenceNotice.text.startswith("Totals of the first 4 ballots. Voting goes on")
    assert page.whyNotice.text.startswith("4 more ballots are needed")
    assert not page.csvButton.isVisible()
    assert not page.abstentionTile.isVisible()
    assert live.polls.status(live.id).state is ElectionState.OPEN


def test_an_opening_during_the_vote_can_be_left_and_gone_on_with(live: TrusteesDay, office: Office) -> None:
    live.vote("4")
    hands = office(live)
    hands.press("Open totals …")
    give(hands, live, 1)
    hands.press("Back")
    assert not hands.results.counting.isVisible()
    assert "4 ballots was begun; 1 of 2 shares are there" in hands.results.whyNotice.text
    hands.press("Go on")
    assert [state for _, state in standing(hands)] == ["Given", "Waiting", "Waiting"]


def test_totals_too_soon_are_refused_and_nothing_is_begun(live: TrusteesDay, office: Office) -> None:
    """The last ballot that was needed is there when the page is read, and the rule is asked again."""
    live.vote("4")
    hands = office(live)
    hands.press("Open totals …")
    live.begin(LIVE)
    for trustee in (1, 2):
        live.give(trustee, LIVE)
    live.counting.live.open(live.people.manager, live.observer, live.id)
    give(hands, live, 3)
    assert "Open them when there are 4 more ballots" in hands.said()
    hands.press("Close")


def test_a_last_voter_who_would_show_alone_is_told_to_both_people(live: TrusteesDay, office: Office) -> None:
    live.vote("4")
    live.begin(LIVE)
    for trustee in (1, 2):
        live.give(trustee, LIVE)
    live.counting.live.open(live.people.manager, live.observer, live.id)
    live.vote("5", 2)
    live.close()
    hands = office(live)
    for trustee in (1, 2):
        give(hands, live, trustee)
    counting = hands.results.counting
    assert counting.smallNotice.text.startswith(
        "Beside totals opened before, the vote of 1 ballot shows alone"
    )
    assert not counting.openButton.isEnabled()
    hands.click(counting.smallCheck)
    hands.fits()
    hands.press("Open the count")
    hands.pins()
    hands.until(hands.results.contest.isVisible)
    assert hands.results.statePill.text() == "Provisional"


def test_after_the_close_the_count_follows(live: TrusteesDay, office: Office) -> None:
    live.vote("4")
    hands = office(live)
    hands.press("Open totals …")
    live.close()
    hands.results.refresh()
    hands.settle()
    assert hands.results.counting.isVisible()
    assert not hands.results.leaveButton.isVisible()
    assert hands.results.kind is FINAL


def test_totals_during_the_vote_put_nobody_ahead(live: TrusteesDay, show: Show) -> None:
    live.vote("4", 1)
    live.begin(LIVE)
    for trustee in (1, 2):
        live.give(trustee, LIVE)
    totals = live.counting.live.open(live.people.manager, live.observer, live.id)
    view = ContestResultView()
    show(view, 1008, 508, lang="en")
    view.show_result(totals.contests[0], final=False)
    assert view.sentenceNotice.kind == "warn"
    assert "ahead" not in view.sentenceNotice.text


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_nothing_is_cut_off(
    live: TrusteesDay,
    desk: Desk,
    show: Show,
    qtbot: QtBot,
    workers: Iterator[None],
    lang: Lang,
    width: int,
    height: int,
) -> None:
    del workers
    hands = open_window(desk, show, qtbot, lang, width, height)
    hands.sign_in(live.people.manager)
    hands.go("results")
    hands.settle()
    hands.fits()
    live.vote("4")
    live.begin(LIVE)
    for trustee in (1, 2):
        hands.results._go_live(on=True)
        hands.settle()
        hands.fits()
        live.give(trustee, LIVE)
    hands.results.refresh()
    hands.settle()
    hands.fits()
    live.counting.live.open(live.people.manager, live.observer, live.id)
    hands.results._go_live(on=False)
    hands.until(hands.results.contest.isVisible)
    hands.settle()
    hands.fits()

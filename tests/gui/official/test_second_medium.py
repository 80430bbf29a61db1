"""The second medium in the official's window: the tab of the settings, what two people decide, the strip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.gui import language
from omp_desktop.gui.official.second_medium import SecondMediumPanel
from omp_desktop.gui.official.settings import SettingsPage
from omp_desktop.gui.official.window import OfficialWindow
from omp_desktop.services.mirror import MirrorService
from omp_desktop.store.errors import MirrorFailed, StoreFailed
from tests.gui.conftest import Show
from tests.gui.official.at_the_desk import Hands, services_of
from tests.services.polling_day import Day
from tests.services.scene import Desk, People


class Both(Hands):
    """Hands before the tab of the second medium."""

    @property
    def panel(self) -> SecondMediumPanel:
        return self._page("settings", SettingsPage).medium

    @property
    def strip(self) -> str:
        """The words of the strip over the window; empty while it is not there."""
        banner = self.window.media.banner
        return "" if banner.isHidden() else banner.title

    def look(self) -> None:
        """As it does every few seconds."""
        self.window.media.look()
        self.settle()
        self.panel.show_for(self._page("settings", SettingsPage).session)
        self.settle()

    def set_up(self, medium: Path) -> None:
        self.click(self.panel.makeButton)
        self.choose_file(medium)


@pytest.fixture
def medium(tmp_path: Path) -> Path:
    path = tmp_path / "medium"
    path.mkdir()
    return path


@pytest.fixture
def both(
    show: Show, qtbot: QtBot, workers: Iterator[None], open_day: Day, desk: Desk, people: People
) -> Iterator[Both]:
    """The manager stands before Settings → Second medium while people vote."""
    del workers, open_day
    services = services_of(desk)
    # Wherever the tests run, a folder counts as another disk.
    apart = replace(services, mirror=MirrorService(desk.core, separate=lambda _folder, _data: True))
    window = OfficialWindow(apart, (SettingsPage,))
    show(window, 1280, 800, lang="en")
    hands = Both(window, qtbot)
    hands.settle()
    hands.sign_in(people.manager)
    window.go("settings/medium")
    hands.settle()
    yield hands
    window.close()
    hands.settle()


def pull_out(medium: Path) -> Callable[[], object]:
    there = medium.rename(medium.with_name("pulled out"))
    return lambda: there.rename(medium)


def refuse(day: Day) -> None:
    """Two tries of whoever stands at the desk."""
    for _ in range(2):
        with pytest.raises(MirrorFailed):
            day.permit("1")


def test_a_medium_is_set_up_and_checked(both: Both, medium: Path, open_day: Day) -> None:
    assert both.panel.mediumPill.text() == "Not set up"
    assert both.strip == ""
    both.set_up(medium)
    assert both.panel.mediumPill.text() == "Both are written"
    assert len(list(medium.glob("*.db"))) == 1
    open_day.vote("1")
    both.click(both.panel.checkButton)
    assert "sound" in both.said()
    both.close_sheet()
    both.fits()


def test_a_folder_on_the_same_disk_is_refused_in_words(both: Both, medium: Path, desk: Desk) -> None:
    both.panel._mirror = MirrorService(desk.core)
    both.set_up(medium)
    assert "same disk" in both.said()
    both.close_sheet()
    assert both.panel.mediumPill.text() == "Not set up"


def test_while_the_medium_is_away_everybody_sees_it_and_two_people_go_on_with_one(
    both: Both, medium: Path, open_day: Day
) -> None:
    both.set_up(medium)
    pull_out(medium)
    refuse(open_day)
    both.look()
    assert both.strip == "The second medium does not work"
    assert both.panel.mediumPill.text() == "Does not work"
    assert both.panel.mediumNotice.isVisible()
    both.fits()
    both.click(both.panel.withoutButton)
    assert "are lost" in both.said()
    both.press("Go on with one medium")
    both.pins()
    assert both.panel.mediumPill.text() == "One medium only"
    both.look()
    assert both.strip == "One medium only"
    open_day.vote("1")
    assert open_day.desk.core.store.mirror.state is not None


def test_it_is_made_anew_when_the_medium_is_back(both: Both, medium: Path, open_day: Day) -> None:
    both.set_up(medium)
    back = pull_out(medium)
    refuse(open_day)
    open_day.desk.core.store.uow().__enter__().commit()
    both.look()
    back()
    both.click(both.panel.anewButton)
    assert both.panel.mediumPill.text() == "Both are written"
    both.look()
    assert both.strip == ""
    open_day.vote("1")


def test_two_people_do_without_it(both: Both, medium: Path, open_day: Day) -> None:
    both.set_up(medium)
    both.click(both.panel.endButton)
    both.choose_radio("The medium was lost")
    both.press("Do without it")
    both.pins()
    assert both.panel.mediumPill.text() == "Not set up"
    assert open_day.desk.core.store.mirror.state is None


def test_the_strip_leads_to_the_settings(both: Both, medium: Path, open_day: Day) -> None:
    both.set_up(medium)
    pull_out(medium)
    refuse(open_day)
    both._page("settings", SettingsPage).open_tab("general")
    both.look()
    both.click(both.window.media.banner._button)
    assert both.panel.isVisible()


def test_over_the_sign_in_the_strip_has_no_button(both: Both, open_day: Day) -> None:
    open_day.desk.core.store._elsewhere = True
    both.look()
    assert both.window.media.banner.buttonText == "Decide"

    both.window.lock()

    assert both.strip == "These data were copied or restored"
    assert both.window.media.banner.buttonText == ""


def test_copied_data_are_said_and_two_people_go_on_with_them(both: Both, open_day: Day) -> None:
    open_day.desk.core.store._elsewhere = True
    both.look()
    assert both.strip == "These data were copied or restored"
    both.click(both.panel.hereButton)
    both.press("Go on with these data")
    both.pins()
    both.look()
    assert both.strip == ""
    open_day.vote("1")


def test_a_failed_store_is_opened_again_from_the_strip(both: Both, open_day: Day) -> None:
    store = open_day.desk.core.store
    store._notice(StoreFailed(reason="SQLITE_IOERR_FSYNC"))
    both.window.media.look()
    both.settle()
    assert both.strip == "Voting has stopped"
    both.click(both.window.media.banner._button)
    assert store.failure is None
    assert both.strip == ""
    with store.read() as uow:
        assert uow.ballots.counts(open_day.id)[BallotStatus.CAST] == 0


def test_both_languages_fit(both: Both, medium: Path, open_day: Day) -> None:
    both.set_up(medium)
    pull_out(medium)
    refuse(open_day)
    both.look()
    language.set_language(both.window, "ko")
    both.settle()
    both.fits()
    assert both.strip == "두 번째 저장 매체가 작동하지 않습니다"


def test_nobody_is_asked_again_and_again_while_nobody_is_signed_in(both: Both) -> None:
    both.window.lock()
    both.window.media.look()
    assert both.window.media._looking is None


def test_an_observer_can_change_nothing(both: Both, open_day: Day) -> None:
    observer = open_day.people.observer
    both.panel.show_for(observer)
    both.settle()
    assert not both.panel.makeButton.isEnabled()

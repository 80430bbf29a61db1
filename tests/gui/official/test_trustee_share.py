"""A trustee makes the share of a count on a PC of their own, by clicks; the station takes it in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from omp_desktop.crypto.ceremony import run_ceremony
from omp_desktop.crypto.key_file import protect
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.language import Lang
from omp_desktop.gui import language
from omp_desktop.gui.official.trustee_part import TrusteePart
from omp_desktop.gui.official.trustee_share import TrusteeShare
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.ceremony_files import BoardFile
from omp_desktop.services.trustee_files import read_trustee_file
from tests.gui.official.office import Office, choose_path
from tests.services.ceremony_scene import Ceremony
from tests.services.scene import FAST_KEY, Desk, Draft, People, definition
from tests.services.stages import Station
from tests.services.trustees import FINAL, TrusteesDay, copied_day, trustees_day


@pytest.fixture
def day(
    station: Station, desk: Desk, people: People, draft: Draft, clock: FixedClock, usb: Path
) -> TrusteesDay:
    """Two of three trustees; twelve ballots; the polls are closed and the count is begun.

    Copied where it is asked for before the window, which writes down who signs in.
    """

    def play() -> TrusteesDay:
        made = trustees_day(desk, people, draft, clock, usb)
        for number in range(1, 13):
            made.vote(str(number), number % 3)
        made.close()
        made.begin()
        return made

    return copied_day(station, "twelve votes and the close", (desk, people, clock, usb), play)


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """What came from the station: a folder outside it."""
    folder = tmp_path / "post"
    folder.mkdir()
    return folder


@pytest.fixture
def request_file(day: TrusteesDay, post: Path) -> Path:
    """The station's request. Its name says nothing."""
    path = post / "from the station.json"
    day.counting.openings.export_request(day.people.manager, day.id, FINAL, path)
    return path


@pytest.fixture
def at_home(office: Office, monkeypatch: pytest.MonkeyPatch) -> Trustee:
    """The window on the trustee's PC, at the page for trustees."""
    office.click(next(item for item in office.window.rail._items if item.key == "settings"))
    strip = office.settings.tabs
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.tabRect(strip._keys.index("part")).center())
    return Trustee(office, monkeypatch)


class Trustee:
    """Hands of a trustee on that page."""

    def __init__(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        self.office = office
        self._monkeypatch = monkeypatch

    @property
    def part(self) -> TrusteePart:
        return self.office.settings.part

    @property
    def share(self) -> TrusteeShare:
        return self.part.share

    def open(self, path: Path) -> None:
        choose_path(self._monkeypatch, path)
        self.office.click(self.part.openButton)
        self.office.settle()

    def enter(self, key_file: Path, passphrase: str) -> None:
        choose_path(self._monkeypatch, key_file)
        self.office.click(self.share.keyButton)
        self.office.type(self.share.phraseEdit, passphrase)

    def save_to(self, folder: Path) -> None:
        choose_path(self._monkeypatch, folder)
        self.office.click(self.share.folderButton)

    def make(self) -> None:
        self.office.click(self.share.makeButton)
        self.office.until(self.share.makeButton.isEnabled)


def shares_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("omp-share-*.json"))


def test_the_page_says_which_election_and_how_many_ballots(request_file: Path, at_home: Trustee) -> None:
    at_home.open(request_file)
    part = at_home.part
    assert part.electionLabel.text() == "Student council (fictional)"
    assert part.planLabel.text() == "Count after the close of the polls · Sums of 12 ballots"
    assert not part.fileNotice.isVisible()
    assert not part.stepCard.isVisible()
    assert not part.trusteesTable.isVisible()


def test_a_share_made_there_is_taken_in_at_the_station_and_counts(
    day: TrusteesDay, request_file: Path, at_home: Trustee, post: Path
) -> None:
    at_home.open(request_file)
    at_home.enter(*day.key(3))
    at_home.make()
    (made,) = shares_in(post)
    assert at_home.share.doneNotice.text == (
        f"Share of trustee no. 3 saved. Send this file to the station:\n{made.name}"
    )
    assert at_home.share.makeButton.hasFocus()
    given = day.counting.openings.give_share(day.people.manager, day.id, FINAL, made)
    assert [trustee.gave for trustee in given.trustees] == [False, False, True]
    day.give(1)
    assert [option.votes for option in day.open_sums().contests[0].options] == [4, 4, 4]


def test_nothing_typed_stays_and_the_making_is_in_the_audit_log(
    day: TrusteesDay, request_file: Path, at_home: Trustee, desk: Desk
) -> None:
    at_home.open(request_file)
    at_home.enter(*day.key(2))
    at_home.make()
    assert (at_home.share.keyEdit.text(), at_home.share.phraseEdit.text()) == ("", "")
    assert at_home.share._key is None
    made = [e for e in AuditLog(desk.core).page() if e.event is AuditEvent.SHARE_MADE]
    assert [entry.details for entry in made] == [{"number": 1, "trustee": 2}]


def test_the_share_is_saved_in_another_folder_if_one_is_chosen(
    day: TrusteesDay, request_file: Path, at_home: Trustee, post: Path, tmp_path: Path
) -> None:
    at_home.open(request_file)
    assert at_home.share.folderEdit.text() == str(post)
    at_home.enter(*day.key(2))
    at_home.save_to(tmp_path)
    QTest.keyClick(at_home.share.phraseEdit, Qt.Key.Key_Return)
    at_home.office.until(lambda: shares_in(tmp_path))
    assert shares_in(post) == []


def test_a_file_that_is_there_is_not_overwritten(
    day: TrusteesDay, request_file: Path, at_home: Trustee, post: Path
) -> None:
    at_home.open(request_file)
    at_home.enter(*day.key(2))
    at_home.make()
    (made,) = shares_in(post)
    made.write_text("mine", "utf-8")
    at_home.enter(*day.key(2))
    at_home.make()
    assert made.name in at_home.share.folderField.error
    at_home.office.until(at_home.share.folderButton.hasFocus)
    assert not at_home.share.doneNotice.isVisible()
    assert made.read_text("utf-8") == "mine"


def test_what_is_missing_is_said_at_its_field(
    day: TrusteesDay, request_file: Path, at_home: Trustee, post: Path
) -> None:
    at_home.open(request_file)
    at_home.make()
    assert at_home.share.keyField.error == "Choose your key file on your medium."
    at_home.enter(day.key(1)[0], "")
    at_home.make()
    assert at_home.share.phraseField.error == "Type your pass-phrase."
    assert at_home.share.keyField.error == ""
    assert shares_in(post) == []


def test_a_wrong_pass_phrase_is_said_at_its_field_and_does_not_stay(
    day: TrusteesDay, request_file: Path, at_home: Trustee, post: Path
) -> None:
    at_home.open(request_file)
    at_home.enter(day.key(1)[0], "not this one")
    at_home.make()
    assert "does not open the trustee's key file" in at_home.share.phraseField.error
    assert at_home.share.phraseEdit.text() == ""
    assert at_home.share.phraseEdit.hasFocus()
    assert at_home.share.keyEdit.text() == str(day.key(1)[0])
    assert shares_in(post) == []


def test_a_key_of_another_election_is_said_at_the_key_file(
    request_file: Path, at_home: Trustee, post: Path, tmp_path: Path
) -> None:
    key = tmp_path / "of another election.json"
    _, secrets, _ = run_ceremony(("a", "b", "c"), 2)
    key.write_bytes(protect(secrets[0], "pass-phrase", cost=FAST_KEY))
    at_home.open(request_file)
    at_home.enter(key, "pass-phrase")
    at_home.make()
    assert "The key of trustee 1 is not for this election." in at_home.share.keyField.error
    assert shares_in(post) == []


@pytest.mark.parametrize("content", [b"", b"{}", b'{"format": "omp-desktop trustee key 1"', b"\x00\xff"])
def test_a_key_file_that_is_none_is_said_at_the_key_file(
    request_file: Path, at_home: Trustee, tmp_path: Path, content: bytes
) -> None:
    key = tmp_path / "key.json"
    key.write_bytes(content)
    at_home.open(request_file)
    at_home.enter(key, "pass-phrase")
    at_home.make()
    assert "key file is damaged" in at_home.share.keyField.error


def test_a_key_file_and_a_folder_that_are_gone_are_said_where_they_were_chosen(
    day: TrusteesDay, request_file: Path, at_home: Trustee, tmp_path: Path
) -> None:
    at_home.open(request_file)
    at_home.enter(tmp_path / "gone.json", "pass-phrase")
    at_home.make()
    assert "key file cannot be read" in at_home.share.keyField.error
    at_home.enter(*day.key(1))
    at_home.save_to(tmp_path / "gone")
    at_home.make()
    assert at_home.share.keyField.error == ""
    assert "cannot be read or written" in at_home.share.folderField.error


def test_a_damaged_request_is_named_and_opens_no_form(request_file: Path, at_home: Trustee) -> None:
    at_home.open(request_file)
    request_file.write_bytes(request_file.read_bytes()[:-200])
    at_home.open(request_file)
    assert "no file of an opening, or it is damaged" in at_home.part.fileNotice.text
    assert request_file.name in at_home.part.fileNotice.text
    assert not at_home.share.isVisible()
    assert not at_home.part.electionLabel.isVisible()


def test_a_file_that_is_neither_is_said(day: TrusteesDay, at_home: Trustee, post: Path) -> None:
    at_home.open(day.key(1)[0])
    assert "key.json is not a file that belongs here." in at_home.part.fileNotice.text
    deep = post / "deep.json"
    deep.write_text("[" * 100_000, "utf-8")
    at_home.open(deep)
    assert "deep.json is not a file that belongs here." in at_home.part.fileNotice.text
    assert not at_home.share.isVisible()


def test_sums_of_so_few_ballots_during_the_vote_open_no_form(request_file: Path, at_home: Trustee) -> None:
    content = json.loads(request_file.read_bytes())
    manifest = json.loads(content["manifest"])
    manifest["policy"]["minimum_open"] = 20
    content |= {"kind": "live", "manifest": canonical_bytes(manifest).decode()}
    request_file.write_text(json.dumps(content), "utf-8")
    at_home.open(request_file)
    assert "when there are 8 more ballots" in at_home.part.fileNotice.text
    assert not at_home.share.isVisible()


def test_a_trustee_is_warned_before_few_ballots_are_counted(
    at_home: Trustee, desk: Desk, people: People, draft: Draft, clock: FixedClock, usb: Path, post: Path
) -> None:
    day = trustees_day(desk, people, draft, clock, usb)
    day.vote("1")
    day.close()
    day.begin()
    path = post / "request.json"
    day.counting.openings.export_request(people.manager, day.id, FINAL, path)
    at_home.open(path)
    assert at_home.part.planLabel.text().endswith("Sums of 1 ballot")
    assert at_home.part.fileNotice.text.startswith("Only 1 ballot; this election opens at least 10 together")
    assert at_home.share.makeButton.isVisible()


def test_a_board_that_is_opened_next_shows_the_ceremony_and_forgets_the_pass_phrase(
    desk: Desk, people: People, day: TrusteesDay, request_file: Path, at_home: Trustee, tmp_path: Path
) -> None:
    at_home.open(request_file)
    at_home.enter(*day.key(1))
    other = desk.elections.create(people.commission, definition()).id
    ceremony = Ceremony(desk.core, people.commission, other, tmp_path / "media")
    ceremony.begin()
    board = ceremony.service.export_board(people.commission, other, tmp_path)
    at_home.open(board)
    assert at_home.part.stepCard.isVisible()
    assert at_home.part.trusteesTable.isVisible()
    assert not at_home.share.isVisible()
    assert at_home.share.phraseEdit.text() == ""
    assert isinstance(read_trustee_file(board), BoardFile)


def test_whoever_signs_in_next_finds_nothing_typed(
    day: TrusteesDay, people: People, request_file: Path, at_home: Trustee
) -> None:
    at_home.open(request_file)
    at_home.enter(*day.key(1))
    at_home.part.show_for(people.manager)
    assert at_home.share.phraseEdit.text() == ""
    assert at_home.share._key is None


def test_the_focus_goes_from_field_to_field_to_the_button(request_file: Path, at_home: Trustee) -> None:
    at_home.open(request_file)
    at_home.share.keyButton.setFocus()
    passed = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget() or at_home.share, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        passed.append(focused.objectName() if focused is not None else "")
    assert passed == ["phraseEdit", "folderEdit", "folderButton", "makeButton"]


@pytest.mark.parametrize("spoken", language.LANGUAGES)
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_nothing_is_cut_off(
    day: TrusteesDay, request_file: Path, at_home: Trustee, post: Path, spoken: Lang, size: tuple[int, int]
) -> None:
    at_home.office.window.resize(*size)
    language.set_language(at_home.office.window, spoken)
    at_home.office.fits()
    at_home.open(request_file)
    at_home.office.fits()
    at_home.enter(*day.key(2))
    at_home.make()
    at_home.office.fits()
    for key in (day.key(2)[0], post):
        at_home.enter(key, "pass-phrase of 2")
        at_home.make()
        at_home.office.fits()

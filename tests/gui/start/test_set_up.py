"""The guided set-up: each step says which it is, leads back, can be put off; and the way from a backup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from omp_desktop import bootstrap
from omp_desktop.bootstrap import keys_folder
from omp_desktop.domain.access import Role
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.gui import tasks
from omp_desktop.gui.official.recovery_key import RecoveryKeyForm
from omp_desktop.gui.program import Program
from omp_desktop.gui.start.chooser import RoleChooser
from omp_desktop.gui.start.first_run import CandidateStart, FirstAccount, FirstRun, KeysPassphrase
from omp_desktop.gui.start.restore import RestoreStart
from omp_desktop.gui.start.set_up import CentreStep, KeysStep, RecoveryStep
from omp_desktop.gui.start.station_start import StationStart
from omp_desktop.gui.surroundings import Surroundings, Wanted
from omp_desktop.gui.widgets import Label, PushButton, Sheet
from omp_desktop.services.backups import BackupMade
from omp_desktop.services.key_errors import KeyStoreAbsent, KeyStoreRefused
from omp_desktop.services.key_trial import KeyTrial
from omp_desktop.services.recovery import RecoveryKey
from omp_desktop.services.secrets import PassphraseSecrets, ThrowawaySecrets
from omp_desktop.store.opening import store_file

PIN = "271828"
PASSPHRASE = "다섯 낱말 battery staple 19"
Screen = TypeVar("Screen", bound=QWidget)


@pytest.fixture(autouse=True)
def _workers() -> Iterator[None]:
    with tasks.workers():
        yield


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def program(qtbot: QtBot, home: Path) -> Iterator[Program]:
    """The program in an empty folder; what is set up there has throw-away keys."""
    surroundings = Surroundings(
        lambda folder: bootstrap.open_application(folder, secrets=ThrowawaySecrets(keys_folder(folder)))
    )
    made = Program(home, "en", Wanted(), surroundings)
    made.begin()
    yield made
    made.close()
    qtbot.addWidget(made.window)
    qtbot.waitUntil(tasks.idle)


@pytest.fixture
def walk(qtbot: QtBot, program: Program) -> Walk:
    return Walk(qtbot, program)


class Walk:
    """Somebody who goes through the screens."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self._qtbot, self._program = qtbot, program

    def at(self, kind: type[Screen]) -> Screen:
        """This screen is shown."""
        self._qtbot.waitUntil(lambda: isinstance(self._program.window.shown, kind))
        self._qtbot.waitUntil(tasks.idle)
        shown = self._program.window.shown
        assert isinstance(shown, kind)
        return shown

    def press(self, button: PushButton) -> None:
        self._qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled())
        button.click()
        self._qtbot.waitUntil(tasks.idle)

    def sheet(self) -> Sheet:
        """What lies over the window."""
        return self.sheets()[-1]

    def sheets(self) -> list[Sheet]:
        return [sheet for sheet in self._program.window.findChildren(Sheet) if sheet.isVisible()]

    def press_words(self, words: str) -> None:
        """The button with these words on a sheet."""
        self._qtbot.waitUntil(lambda: bool(self.sheets()))
        buttons = [button for sheet in self.sheets() for button in sheet.findChildren(PushButton)]
        self.press(next(button for button in buttons if button.text() == words))

    def to_account(self, *, station: bool = False) -> FirstAccount:
        first = self.at(FirstRun)
        self.press(first.stationButton if station else first.setUpButton)
        self.press(self.at(KeysStep).goOnButton)
        return self.at(FirstAccount)

    def make_account(self, account: FirstAccount) -> None:
        account.nameEdit.setText("이가람")
        account.pinEdit.setText(PIN)
        account.againEdit.setText(PIN)
        self.press(account.createButton)


def test_a_commission_goes_through_four_steps_to_its_window(walk: Walk, program: Program) -> None:
    account = walk.to_account()
    assert account.stepLabel.text() == "Step 2 of 4"
    walk.make_account(account)
    recovery = walk.at(RecoveryStep)
    assert recovery.stepLabel.text() == "Step 3 of 4"
    walk.press(recovery.makeButton)
    key = walk.sheet().findChild(RecoveryKeyForm)
    assert key is not None
    assert len(key.codeDisplay.code.replace("-", "")) == 35
    walk.press(key.doneButton)
    walk.press_words("It is written down")
    assert program._way.opened.recovery.state().value in recovery.madeNotice.text
    walk.press(recovery.goOnButton)
    centre = walk.at(CentreStep)
    assert centre.stepLabel.text() == "Step 4 of 4"
    walk.press(centre.goOnButton)

    walk.at(RoleChooser)
    assert program.official is not None


def test_nobody_leaves_while_the_recovery_key_is_made(walk: Walk) -> None:
    walk.make_account(walk.to_account())
    recovery = walk.at(RecoveryStep)
    recovery.makeButton.click()
    assert not recovery.backButton.isEnabled()
    assert not recovery.goOnButton.isEnabled()

    walk._qtbot.waitUntil(lambda: bool(walk.sheets()))
    assert walk.sheet().findChild(RecoveryKeyForm) is not None

    assert recovery.backButton.isEnabled()


def test_each_step_leads_back_and_the_account_is_made_once(walk: Walk, program: Program) -> None:
    account = walk.to_account()
    walk.press(account.backButton)
    walk.press(walk.at(KeysStep).backButton)
    walk.make_account(walk.to_account())

    walk.press(walk.at(RecoveryStep).goOnButton)
    walk.press(walk.at(CentreStep).backButton)
    walk.press(walk.at(RecoveryStep).backButton)
    walk.press(walk.at(KeysStep).goOnButton)

    walk.at(RecoveryStep)
    assert [a.role for a in program._way.opened.access.accounts()] == [Role.COMMISSION]


def test_a_station_goes_from_its_account_to_its_code(walk: Walk) -> None:
    account = walk.to_account(station=True)
    assert account.stepLabel.text() == "Step 2 of 3"
    walk.make_account(account)
    station = walk.at(StationStart)
    assert station.stepLabel.text() == "Step 3 of 3"

    walk.press(station.backButton)

    walk.at(KeysStep)


def test_keys_that_do_not_hold_stop_the_set_up_in_words_until_they_do(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = KeyTrial.run

    def refuse(_trial: KeyTrial) -> None:
        raise KeyStoreRefused

    monkeypatch.setattr(KeyTrial, "run", refuse)
    walk.press(walk.at(FirstRun).setUpButton)
    keys = walk.at(KeysStep)
    assert keys.outcomeNotice.text.startswith("The key store did not keep the key.")
    assert not keys.goOnButton.isEnabled()

    monkeypatch.setattr(KeyTrial, "run", whole)
    walk.press(keys.againButton)

    assert "read back" in keys.outcomeNotice.text
    assert keys.goOnButton.isEnabled()


def test_nothing_of_the_trial_stays_among_the_keys(walk: Walk, home: Path) -> None:
    walk.press(walk.at(FirstRun).setUpButton)
    walk.at(KeysStep)

    assert not [file for file in keys_folder(home).iterdir() if "trial" in file.name]


def test_a_candidate_reads_what_to_do_and_sees_the_demonstration(walk: Walk, program: Program) -> None:
    walk.press(walk.at(FirstRun).candidateButton)
    walk.press(walk.at(CandidateStart).backButton)
    walk.press(walk.at(FirstRun).candidateButton)
    walk.press(walk.at(CandidateStart).demoButton)

    walk.at(RoleChooser)
    assert program._way.is_demonstration


@pytest.fixture
def lost(tmp_path: Path) -> tuple[BackupMade, RecoveryKey]:
    """A station that is no more: what is left are its backup and its paper."""
    folder, medium = tmp_path / "lost", tmp_path / "stick"
    for each in (folder, medium):
        each.mkdir()
    box = PassphraseSecrets.create(keys_folder(folder), PASSPHRASE, opslimit=1, memlimit=8192)
    app = bootstrap.open_application(folder, secrets=box)
    official = app.access.sign_in(app.access.first_account("이가람", Role.COMMISSION, PIN).id, PIN)
    app.stations.add(official, "가상 제1투표소")
    key = app.recovery.make(official, None)
    made = app.backups.make(official, medium)
    app.close()
    return made, key


def test_a_lost_station_comes_back_from_its_backup_and_paper(
    walk: Walk,
    program: Program,
    home: Path,
    lost: tuple[BackupMade, RecoveryKey],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, key = lost

    def absent(_folder_id: str) -> None:
        raise KeyStoreAbsent

    monkeypatch.setattr(bootstrap, "KeyringSecrets", absent)
    walk.press(walk.at(FirstRun).restoreButton)
    restore = walk.at(RestoreStart)
    restore.choose(made.folder)
    restore.keyEdit.setText(key.text)
    walk.press(restore.restoreButton)
    walk.press_words("Restore")
    # Without a key store the keys are kept under a pass-phrase here too.
    keys = walk.at(KeysPassphrase)
    keys.passphraseEdit.setText(PASSPHRASE)
    keys.againEdit.setText(PASSPHRASE)
    walk.press(keys.useButton)

    walk.at(RoleChooser)
    app = program._way.opened
    assert [account.name for account in app.access.accounts()] == ["이가람"]
    assert app.store.elsewhere
    since = [entry.event for entry in app.audit_log.page(made.entries)]
    assert since == [AuditEvent.OWN_VOTES_LOST, AuditEvent.RESTORED]
    said = " ".join(label.text() for label in walk.sheet().findChildren(Label))
    assert "Voting goes on only once two people have said so" in said
    assert store_file(home).exists()


def test_a_wrong_key_or_folder_is_said_where_it_can_be_mended(
    walk: Walk, home: Path, lost: tuple[BackupMade, RecoveryKey]
) -> None:
    made, key = lost
    walk.press(walk.at(FirstRun).restoreButton)
    restore = walk.at(RestoreStart)
    walk.press(restore.restoreButton)
    assert restore.folderField.error == "Choose the folder of the backup."
    assert restore.keyField.error == "Enter the key."

    restore.choose(home)
    restore.keyEdit.setText(key.text)
    walk.press(restore.restoreButton)
    assert "no backup" in restore.folderField.error

    restore.choose(made.folder)
    restore.keyEdit.setText(key.text[:-1])
    walk.press(restore.restoreButton)
    assert "35 characters" in restore.keyField.error

    (made.folder / "keys.sealed").write_bytes(b"x")
    restore.keyEdit.setText(key.text)
    walk.press(restore.restoreButton)
    assert "keys.sealed" in restore.troubleNotice.text
    walk.at(RestoreStart)
    walk.press(restore.backButton)
    walk.at(FirstRun)
    assert not store_file(home).exists()

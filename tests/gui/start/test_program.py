"""From an empty folder to the windows: first run, keys, role chooser, kiosk, one program per folder."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from omp_desktop import bootstrap
from omp_desktop.bootstrap import Application, keys_folder
from omp_desktop.domain.access import Role
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import language, tasks
from omp_desktop.gui.booths import booths
from omp_desktop.gui.program import Program
from omp_desktop.gui.single_instance import SingleInstance
from omp_desktop.gui.start.chooser import ChooserFacts, RoleChooser
from omp_desktop.gui.start.first_run import FirstAccount, FirstRun, KeysPassphrase, StartTrouble
from omp_desktop.gui.start.set_up import CentreStep, KeysStep, RecoveryStep
from omp_desktop.gui.start.station_start import StationStart
from omp_desktop.gui.surroundings import Start, Surroundings, Wanted
from omp_desktop.gui.widgets import Banner, Field, Label
from omp_desktop.scenarios import demonstration
from omp_desktop.scenarios.demonstration_centre import DemonstrationCentre
from omp_desktop.services.key_errors import KeyStoreAbsent, KeyStoreHangs, KeyStoreLocked
from omp_desktop.services.secrets import PassphraseSecrets, ThrowawaySecrets
from omp_desktop.store.opening import store_file

PASSPHRASE = "다섯 낱말 battery staple 19"
PIN = "271828"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def _workers() -> Iterator[None]:
    with tasks.workers():
        yield


@pytest.fixture
def begun(qtbot: QtBot, home: Path) -> Iterator[list[Program]]:
    programs: list[Program] = []
    yield programs
    for program in programs:
        program.close()
        qtbot.addWidget(program.window)


def begin(programs: list[Program], home: Path, wanted: Wanted | None = None) -> Program:
    program = Program(home, "ko", wanted or Wanted())
    programs.append(program)
    program.begin()
    return program


def arrive(qtbot: QtBot, program: Program, kind: type[QWidget]) -> QWidget:
    """The start window shows a screen of this kind, laid out."""
    qtbot.waitUntil(lambda: isinstance(program.window.shown, kind), timeout=30_000)
    shown = program.window.shown
    assert shown is not None
    qtbot.waitExposed(program.window)
    return shown


def click(qtbot: QtBot, button: QWidget) -> None:
    qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled() and button.width() > button.height())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def keep_keys_in_files(qtbot: QtBot, program: Program, keys: KeysPassphrase) -> FirstAccount:
    """Type the pass-phrase twice; the first account is asked for next."""
    keys.passphraseEdit.setText(PASSPHRASE)
    keys.againEdit.setText(PASSPHRASE)
    click(qtbot, keys.useButton)
    return try_keys(qtbot, program)


def try_keys(qtbot: QtBot, program: Program) -> FirstAccount:
    """The place of the keys is tried; the first account is asked for next."""
    tried = arrive(qtbot, program, KeysStep)
    assert isinstance(tried, KeysStep)
    click(qtbot, tried.goOnButton)
    account = arrive(qtbot, program, FirstAccount)
    assert isinstance(account, FirstAccount)
    return account


def put_off(qtbot: QtBot, program: Program) -> None:
    """Neither a recovery key nor a centre for now."""
    recovery = arrive(qtbot, program, RecoveryStep)
    assert isinstance(recovery, RecoveryStep)
    click(qtbot, recovery.goOnButton)
    centre = arrive(qtbot, program, CentreStep)
    assert isinstance(centre, CentreStep)
    click(qtbot, centre.goOnButton)


def make_account(qtbot: QtBot, account: FirstAccount) -> None:
    account.nameEdit.setText("이가람")
    account.pinEdit.setText(PIN)
    account.againEdit.setText(PIN)
    click(qtbot, account.createButton)


def without_key_store(monkeypatch: pytest.MonkeyPatch, error: OmpError) -> None:
    def refuse(_folder: Path) -> None:
        raise error

    monkeypatch.setattr(bootstrap, "KeyringSecrets", refuse)


def test_an_empty_folder_offers_the_demonstration_and_a_real_start(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    program = begin(begun, home)

    screen = arrive(qtbot, program, FirstRun)

    assert isinstance(screen, FirstRun)
    assert str(home) in screen.folderLabel.text()
    assert not store_file(home).exists()


def test_the_demonstration_opens_in_a_folder_of_its_own(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    program = begin(begun, home)
    first = arrive(qtbot, program, FirstRun)
    assert isinstance(first, FirstRun)

    click(qtbot, first.demoButton)
    chooser = arrive(qtbot, program, RoleChooser)

    assert isinstance(chooser, RoleChooser)
    qtbot.waitUntil(chooser.testBanner.isVisible)
    shown = " ".join(label.text() for label in chooser.findChildren(QWidget) if hasattr(label, "role"))
    assert all(a.pin in shown for a in demonstration.describe(home / "demonstration").accounts)
    assert not store_file(home).exists()


@pytest.mark.parametrize("error", [KeyStoreAbsent(), KeyStoreLocked(), KeyStoreHangs(seconds=5)])
def test_without_a_key_store_the_keys_can_be_kept_under_a_pass_phrase(
    qtbot: QtBot, begun: list[Program], home: Path, monkeypatch: pytest.MonkeyPatch, error: OmpError
) -> None:
    without_key_store(monkeypatch, error)
    program = begin(begun, home)
    first = arrive(qtbot, program, FirstRun)
    assert isinstance(first, FirstRun)

    click(qtbot, first.setUpButton)
    keys = arrive(qtbot, program, KeysPassphrase)
    assert isinstance(keys, KeysPassphrase)
    assert error.describe("ko").text in keys.troubleNotice.text
    make_account(qtbot, keep_keys_in_files(qtbot, program, keys))
    put_off(qtbot, program)
    arrive(qtbot, program, RoleChooser)

    assert PassphraseSecrets.exists(keys_folder(home))
    app = bootstrap.open_application(home, secrets=PassphraseSecrets.unlock(keys_folder(home), PASSPHRASE))
    assert [(a.name, a.role) for a in app.access.accounts()] == [("이가람", Role.COMMISSION)]
    app.close()


def test_two_pass_phrases_that_differ_are_not_taken(
    qtbot: QtBot, begun: list[Program], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_key_store(monkeypatch, KeyStoreAbsent())
    program = begin(begun, home)
    first = arrive(qtbot, program, FirstRun)
    assert isinstance(first, FirstRun)
    click(qtbot, first.setUpButton)
    keys = arrive(qtbot, program, KeysPassphrase)
    assert isinstance(keys, KeysPassphrase)

    keys.passphraseEdit.setText(PASSPHRASE)
    keys.againEdit.setText("something else 21")
    click(qtbot, keys.useButton)

    assert keys.againField.error
    assert keys.focusWidget() is keys.againEdit
    assert not PassphraseSecrets.exists(keys_folder(home))


def test_a_short_pass_phrase_is_refused_in_words_and_can_be_entered_again(
    qtbot: QtBot, begun: list[Program], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_key_store(monkeypatch, KeyStoreAbsent())
    program = begin(begun, home)
    first = arrive(qtbot, program, FirstRun)
    assert isinstance(first, FirstRun)
    click(qtbot, first.setUpButton)
    keys = arrive(qtbot, program, KeysPassphrase)
    assert isinstance(keys, KeysPassphrase)

    keys.passphraseEdit.setText("abc")
    keys.againEdit.setText("abc")
    click(qtbot, keys.useButton)

    qtbot.waitUntil(lambda: bool(keys.passphraseField.error))
    assert keys.useButton.isEnabled()
    assert keys.focusWidget() is keys.passphraseEdit
    assert not PassphraseSecrets.exists(keys_folder(home))


def test_keys_under_a_pass_phrase_are_asked_for_at_the_start(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    box = PassphraseSecrets.create(keys_folder(home), PASSPHRASE, opslimit=1, memlimit=8192)
    app = bootstrap.open_application(home, secrets=box)
    app.access.first_account("이가람", Role.COMMISSION, PIN)
    app.close()
    program = begin(begun, home)
    keys = arrive(qtbot, program, KeysPassphrase)
    assert isinstance(keys, KeysPassphrase)

    keys.passphraseEdit.setText("wrong")
    qtbot.keyClick(keys.passphraseEdit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(keys.passphraseField.error))
    keys.passphraseEdit.setText(PASSPHRASE)
    qtbot.keyClick(keys.passphraseEdit, Qt.Key.Key_Return)

    arrive(qtbot, program, RoleChooser)


def test_a_weak_first_pin_is_refused_and_nobody_is_registered(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    box = ThrowawaySecrets(keys_folder(home))
    bootstrap.open_application(home, secrets=box).close()
    account = try_keys(qtbot, begin(begun, home))

    account.nameEdit.setText("이가람")
    account.pinEdit.setText("123456")
    account.againEdit.setText("123456")
    click(qtbot, account.createButton)

    qtbot.waitUntil(lambda: bool(account.pinField.error))
    assert account.focusWidget() is account.pinEdit
    app = bootstrap.open_application(home, secrets=box)
    assert app.access.accounts() == []
    app.close()


def test_a_damaged_store_says_what_to_do_and_is_left_as_it_is(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    bootstrap.open_application(home, secrets=ThrowawaySecrets(keys_folder(home))).close()
    raw = bytearray(store_file(home).read_bytes())
    raw[4096:8192] = bytes(4096)
    store_file(home).write_bytes(raw)

    program = begin(begun, home)
    trouble = arrive(qtbot, program, StartTrouble)

    assert isinstance(trouble, StartTrouble)
    assert trouble.nextLabel.text()
    assert trouble.codeLabel.text().startswith("store.")
    assert store_file(home).read_bytes() == bytes(raw)


def test_the_language_of_the_chooser_changes_at_once_and_is_kept(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    program = begin(begun, home)
    first = arrive(qtbot, program, FirstRun)
    assert isinstance(first, FirstRun)
    before = first.demoButton.text()

    program.window.language_wanted.emit("en")

    assert language.of(first) == "en"
    assert first.demoButton.text() != before
    assert (home / "settings.json").read_text(encoding="utf-8").count("en") == 1


def test_a_booth_opens_in_a_window_and_the_next_press_opens_the_next_booth(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    program = begin(begun, home / "demo", Wanted(demonstration=True))
    arrive(qtbot, program, RoleChooser)

    program.open_window(Start.KIOSK)
    qtbot.waitUntil(lambda: len(program.kiosks) == 1, timeout=60_000)
    program.open_window(Start.KIOSK)
    qtbot.waitUntil(lambda: len(program.kiosks) == 2, timeout=60_000)

    first = next(iter(program.kiosks.values()))
    assert not first.isFullScreen()
    first.close()
    qtbot.waitUntil(lambda: len(program.kiosks) == 1)


def test_starting_over_makes_the_demonstration_anew(qtbot: QtBot, begun: list[Program], home: Path) -> None:
    folder = home / "demo"
    program = begin(begun, folder, Wanted(demonstration=True))
    before = arrive(qtbot, program, RoleChooser)
    assert isinstance(before, RoleChooser)
    keys = demonstration.describe(folder).key_files

    before.start_over_confirmed.emit()
    qtbot.waitUntil(
        lambda: isinstance(program.window.shown, RoleChooser) and program.window.shown is not before,
        timeout=60_000,
    )

    assert demonstration.describe(folder).key_files != keys


def test_the_windows_of_the_roles_open_from_the_chooser(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    program = begin(begun, home / "demo", Wanted(demonstration=True))
    chooser = arrive(qtbot, program, RoleChooser)
    assert isinstance(chooser, RoleChooser)

    click(qtbot, chooser.commissionButton)
    qtbot.waitUntil(lambda: program.official is not None and program.official.isVisible())
    click(qtbot, chooser.candidateButton)
    qtbot.waitUntil(lambda: program.candidate is not None and program.candidate.isVisible())


def test_the_chooser_learns_what_was_done_in_the_other_windows(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    program = begin(begun, home / "demo", Wanted(demonstration=True))
    chooser = arrive(qtbot, program, RoleChooser)
    assert isinstance(chooser, RoleChooser)
    qtbot.waitUntil(chooser.kioskButton.isEnabled)
    click(qtbot, chooser.commissionButton)
    qtbot.waitUntil(lambda: program.official is not None and program.official.isActiveWindow())
    chooser.show_facts(ChooserFacts())

    program.open_window(Start.CHOOSER)

    qtbot.waitUntil(chooser.kioskButton.isEnabled)


def test_whoever_closes_the_window_is_signed_out(qtbot: QtBot, begun: list[Program], home: Path) -> None:
    program = begin(begun, home / "demo", Wanted(demonstration=True))
    arrive(qtbot, program, RoleChooser)
    program.open_window(Start.OFFICIAL)
    window = program.official
    assert window is not None
    screen = window._sign_in
    qtbot.waitUntil(lambda: bool(screen._accounts))
    who = demonstration.describe(home / "demo").accounts[0]
    screen.accountsTable.choose(next(key for key, a in screen._accounts.items() if a.name == who.name))
    qtbot.keyClicks(screen.pinEdit, who.pin)
    qtbot.keyClick(screen.pinEdit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session is not None)

    window.close()

    assert window.session is None


def test_the_end_closes_also_a_window_that_would_ask_about_a_pledge(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    program = begin(begun, home / "demo", Wanted(demonstration=True))
    arrive(qtbot, program, RoleChooser)
    program.open_window(Start.CANDIDATE)
    window = program.candidate
    assert window is not None
    who = next(a for a in demonstration.describe(home / "demo").accounts if a.role is Role.CANDIDATE)
    screen, pledges = window.sign_in, window.pledges
    qtbot.waitUntil(lambda: bool(screen._accounts) and screen.pinEdit.isEnabled())
    screen.accountsTable.choose(next(key for key, a in screen._accounts.items() if a.name == who.name))
    qtbot.keyClicks(screen.pinEdit, who.pin)
    qtbot.keyClick(screen.pinEdit, Qt.Key.Key_Return)
    qtbot.waitUntil(pledges.isVisible)
    pledges.add()
    pledges.editor.titleEdit.insert("A pledge that nobody saved")
    assert pledges.unsaved
    assert not window.close()

    program.close()

    assert not window.isVisible()
    assert not window._clock.isActive()


def test_a_call_from_a_booth_reaches_the_official(qtbot: QtBot, begun: list[Program], home: Path) -> None:
    program = begin(begun, home / "demo", Wanted(demonstration=True))
    arrive(qtbot, program, RoleChooser)
    program.open_window(Start.OFFICIAL)
    program.open_window(Start.KIOSK, "기표대 1")
    qtbot.waitUntil(lambda: len(program.kiosks) == 1, timeout=60_000)
    (kiosk,) = program.kiosks.values()

    kiosk.booth.official_called.emit()

    assert program.official is not None
    banners = program.official.findChildren(Banner)
    qtbot.waitUntil(lambda: any("기표대 1" in f"{b.title} {b.text}" for b in banners if b.isVisible()))


def test_a_window_that_stays_is_told_once(qtbot: QtBot, begun: list[Program], home: Path) -> None:
    program = begin(begun, home / "demo", Wanted(demonstration=True))
    arrive(qtbot, program, RoleChooser)
    made: list[bool] = []
    program.window_made.connect(lambda: made.append(program.official is not None))

    program.open_window(Start.OFFICIAL)
    program.open_window(Start.OFFICIAL)

    assert made == [True]


def test_only_a_demonstration_shows_pins_where_somebody_signs_in(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    box = ThrowawaySecrets(keys_folder(home))
    app = bootstrap.open_application(home, secrets=box)
    app.access.first_account("이가람", Role.COMMISSION, PIN)
    app.close()
    shown = {}
    for folder, wanted in ((home, Wanted()), (home / "demo", Wanted(demonstration=True))):
        program = begin(begun, folder, wanted)
        arrive(qtbot, program, RoleChooser)
        program.open_window(Start.OFFICIAL)
        qtbot.waitUntil(lambda program=program: program.official is not None)
        assert program.official is not None
        fields = program.official.findChildren(Field, "pinField")
        labels = program.official.findChildren(Label, "nameLabel")
        qtbot.waitUntil(lambda labels=labels: any("가람" in x.text() or "나래" in x.text() for x in labels))
        shown[folder.name] = " ".join(field.hint for field in fields)

    assert not any(character.isdigit() for character in shown["data"])
    assert "730524" in shown["demo"]


def test_a_fault_of_the_program_stops_the_booths_and_is_said(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    program = begin(begun, home / "demo", Wanted(demonstration=True))
    arrive(qtbot, program, RoleChooser)
    program.open_window(Start.KIOSK)
    qtbot.waitUntil(lambda: len(program.kiosks) == 1, timeout=60_000)
    (kiosk,) = program.kiosks.values()

    program.break_down()

    assert kiosk.booth.flow.place.name == "OUT_OF_ORDER"


def test_a_second_start_hands_over_to_the_first(qtbot: QtBot, home: Path) -> None:
    first, second = SingleInstance(home), SingleInstance(home)
    asked: list[str] = []
    first.asked.connect(asked.append)
    assert first.hold()

    assert second.hand_over("official")

    qtbot.waitUntil(lambda: asked == ["official"])
    first.release()
    assert not SingleInstance(home).hand_over("official")


def test_a_second_start_names_the_booth_it_wants(qtbot: QtBot, begun: list[Program], home: Path) -> None:
    program = begin(begun, home / "demo", Wanted(demonstration=True))
    arrive(qtbot, program, RoleChooser)

    program.handed_over(Wanted(Start.KIOSK, "기표대 2").words())

    qtbot.waitUntil(lambda: len(program.kiosks) == 1, timeout=60_000)
    beside = demonstration.open_demonstration(home / "demo")
    names = {device.id: device.name for device in booths(beside)}
    beside.close()
    assert [names[device_id] for device_id in program.kiosks] == ["기표대 2"]


def test_another_folder_is_another_program(home: Path, tmp_path: Path) -> None:
    first = SingleInstance(home)
    assert first.hold()

    assert not SingleInstance(tmp_path / "other").hand_over("chooser")
    first.release()


def test_a_polling_station_goes_from_its_account_to_the_enrolment_and_on(
    qtbot: QtBot, begun: list[Program], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_key_store(monkeypatch, KeyStoreAbsent())
    program = begin(begun, home)
    first = arrive(qtbot, program, FirstRun)
    assert isinstance(first, FirstRun)

    click(qtbot, first.stationButton)
    keys = arrive(qtbot, program, KeysPassphrase)
    assert isinstance(keys, KeysPassphrase)
    account = keep_keys_in_files(qtbot, program, keys)
    assert "투표소를 준비하는 본인" in account.whyLabel.text()
    make_account(qtbot, account)
    station = arrive(qtbot, program, StationStart)
    assert isinstance(station, StationStart)
    qtbot.waitUntil(station.enrolment.askPage.isVisible)
    assert program.window.focusWidget() is station.enrolment.form.codeEdit

    click(qtbot, station.goOnButton)

    arrive(qtbot, program, RoleChooser)
    qtbot.waitUntil(lambda: program.official is not None and program.official.isVisible())


class _Centre:
    """Stands for the demonstration's centre: what the program does with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.trouble = None
        self.plugged = True
        self.started = threading.Event()
        self.closed = 0

    def start(self, application: Application) -> None:
        assert application.elections.all()
        self.started.set()

    def close(self) -> None:
        self.closed += 1


def test_a_demonstration_gets_a_centre_that_goes_with_it(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    made: list[_Centre] = []

    def centre_of(folder: Path) -> DemonstrationCentre:
        made.append(_Centre(folder))
        return made[-1]  # type: ignore[return-value]  # stands in for it

    program = Program(home, "ko", Wanted(demonstration=True), Surroundings(centre_of=centre_of))
    begun.append(program)
    program.begin()
    chooser = arrive(qtbot, program, RoleChooser)
    assert isinstance(chooser, RoleChooser)
    qtbot.waitUntil(made[0].started.is_set)
    assert made[0].folder == home

    chooser.start_over_confirmed.emit()
    qtbot.waitUntil(lambda: len(made) == 2 and made[1].started.is_set())
    assert made[0].closed == 1

    program.close()
    assert made[1].closed == 1

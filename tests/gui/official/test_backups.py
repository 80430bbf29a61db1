"""Records, Backups and Devices: the recovery key, a backup on a medium, its verification, and the drill."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from omp_desktop.gui.official.backup_check import BackupCheckForm, RecoveryEntry, ask_recovery_key
from omp_desktop.gui.official.backups import BackupsView
from omp_desktop.gui.official.devices import DevicesView
from omp_desktop.gui.official.recovery_key import RecoveryKeyForm
from omp_desktop.gui.print.printing import Printing
from omp_desktop.gui.widgets import Sheet, TableView
from omp_desktop.reports.document import Code
from omp_desktop.services.backup_errors import BackupCancelled
from omp_desktop.services.backup_folder import STORE
from omp_desktop.services.recovery import RecoveryService
from omp_desktop.services.secrets import STORE_KEY
from tests.gui.official.at_the_desk import Hands
from tests.gui.print.paper import PaperSystem
from tests.gui.print.pictures import texts
from tests.services.scene import STORE_KEY as KEY_OF_THE_STORE
from tests.services.scene import Desk, People, SmallElection

Fresh = Callable[[], Hands]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def view(published: SmallElection, desk: Desk, at_the_door: Hands, people: People) -> BackupsView:
    """The tab, seen by a commission official; the key of the store is among the secrets."""
    del published
    desk.core.secrets_box.put(STORE_KEY, KEY_OF_THE_STORE)
    at_the_door.sign_in(people.commission)
    at_the_door.go("records")
    at_the_door.records.show_part("backups")
    at_the_door.settle()
    return at_the_door.records.backups


def rows(table: TableView) -> list[str]:
    """Each row's words."""
    model = table.model()
    return [
        " | ".join(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def make_key(hands: Hands, people: People) -> str:
    """Two people make a recovery key; says what stands on the sheet."""
    hands.press("Make the recovery key …")
    hands.pins(second_person=people.observer)
    form = hands.part(hands.sheet(), RecoveryKeyForm)
    return form.codeDisplay.code


def written_down(hands: Hands) -> None:
    hands.press("Done")
    hands.press("It is written down")


def back_up(hands: Hands, stick: Path) -> Path:
    hands.press("Back up now …")
    hands.choose_file(stick)
    hands.close_sheet()
    (folder,) = stick.iterdir()
    return folder


def test_the_way_there_and_back(view: BackupsView, at_the_door: Hands, people: People, stick: Path) -> None:
    assert "There is none yet" in view.keyNotice.text
    key = make_key(at_the_door, people)
    at_the_door.fits()
    written_down(at_the_door)
    assert not view.keyNotice.isVisible()

    folder = back_up(at_the_door, stick)
    at_the_door.fits()
    assert folder.name.startswith("omp-backup-")
    assert "Not yet" in rows(view.backupsTable)[0]

    view.backupsTable.choose(folder.name)
    at_the_door.press("Verify …")
    assert at_the_door.part(at_the_door.sheet(), BackupCheckForm).verdictPill.text() == "Everything is right"
    at_the_door.fits()
    at_the_door.press("Close")

    view.backupsTable.choose(folder.name)
    at_the_door.press("Restore drill …")
    entry = at_the_door.part(at_the_door.sheet(), RecoveryEntry)
    at_the_door.fits()
    at_the_door.type(entry.keyEdit, key)
    at_the_door.press("Begin the drill")
    form = at_the_door.part(at_the_door.sheet(), BackupCheckForm)
    assert form.verdictPill.text() == "Everything is right"
    assert len(rows(form.linesTable)) == 7
    at_the_door.fits()
    at_the_door.press("Close")
    assert "Not yet" not in rows(view.backupsTable)[0]


def test_a_wrong_key_is_said_at_its_field_and_can_be_mended(
    view: BackupsView, at_the_door: Hands, people: People, stick: Path
) -> None:
    make_key(at_the_door, people)
    written_down(at_the_door)
    folder = back_up(at_the_door, stick)
    view.backupsTable.choose(folder.name)
    at_the_door.press("Restore drill …")
    entry = at_the_door.part(at_the_door.sheet(), RecoveryEntry)

    at_the_door.press("Begin the drill")
    assert entry.keyField.error == "Enter the key."
    at_the_door.type(entry.keyEdit, "ABCDE")
    at_the_door.press("Begin the drill")

    assert "35 characters" in entry.keyField.error
    assert entry.goButton.isEnabled()


def test_a_medium_that_lost_a_bit_is_said_with_what_to_do(
    view: BackupsView, at_the_door: Hands, stick: Path
) -> None:
    folder = back_up(at_the_door, stick)
    with (folder / STORE).open("r+b") as file:
        file.write(b"x")
    view.backupsTable.choose(folder.name)

    at_the_door.press("Verify …")

    form = at_the_door.part(at_the_door.sheet(), BackupCheckForm)
    assert form.verdictPill.text() == "Not usable"
    assert "replace the medium" in form.thenNotice.text


def test_a_backup_that_lies_elsewhere_by_now_is_asked_for(
    view: BackupsView, at_the_door: Hands, stick: Path, tmp_path: Path
) -> None:
    folder = back_up(at_the_door, stick)
    moved = tmp_path / "drawer"
    folder.rename(moved)
    view.backupsTable.choose(folder.name)

    at_the_door.press("Verify …")
    at_the_door.choose_file(moved)

    assert at_the_door.part(at_the_door.sheet(), BackupCheckForm).verdictPill.text() == "Everything is right"


def test_the_page_of_the_key_has_key_and_value_and_the_program_forgets_both(
    view: BackupsView, at_the_door: Hands, people: People, stick: Path
) -> None:
    key = make_key(at_the_door, people)
    form = at_the_door.part(at_the_door.sheet(), RecoveryKeyForm)
    value = form._key.value
    at_the_door.press("Save as PDF …")
    at_the_door.choose_file(stick / "key.pdf")

    said = "".join(texts((stick / "key.pdf").read_bytes()))
    assert value in said
    assert key.replace("-", "") in "".join(said.split())
    assert "key.pdf" in at_the_door.said()
    at_the_door.close_sheet()

    # Saved: nobody is asked whether it is written down.
    at_the_door.press("Done")
    assert not at_the_door.sheets()
    assert form.codeDisplay.code == ""


def test_what_was_printed_of_a_key_cannot_be_printed_again(
    view: BackupsView, at_the_door: Hands, people: People
) -> None:
    printing = Printing(PaperSystem())
    make_key(at_the_door, people)
    shown = at_the_door.part(at_the_door.sheet(), RecoveryKeyForm)
    form = RecoveryKeyForm(shown._key, printing, view)
    job = printing.print_page("key", form.page(), "Office")
    assert any(isinstance(block, Code) for block in job.document.blocks)

    form.forget()

    assert job.document.blocks == ()
    printing.close()


def test_whoever_only_looked_at_the_printers_has_nothing_on_paper(
    view: BackupsView, at_the_door: Hands, people: People
) -> None:
    view._services = replace(view._services, printing=Printing(PaperSystem()))
    make_key(at_the_door, people)
    at_the_door.press("Print …")
    at_the_door.press("Close")

    at_the_door.press("Done")

    assert "neither saved nor printed" in at_the_door.said()


def test_the_lock_leaves_nothing_of_a_key(view: BackupsView, at_the_door: Hands, people: People) -> None:
    make_key(at_the_door, people)
    form = at_the_door.part(at_the_door.sheet(), RecoveryKeyForm)
    left: list[str] = []
    form.parentWidget().window().findChildren(Sheet)[-1].closed.connect(
        lambda: left.append(form.codeDisplay.code)
    )

    at_the_door.window.lock()

    assert left == [""]
    assert view.isEnabled()


def test_a_key_that_is_made_while_the_window_locks_is_shown_to_nobody_and_does_not_count(
    view: BackupsView, at_the_door: Hands, people: People, desk: Desk
) -> None:
    make_key(at_the_door, people)
    written_down(at_the_door)
    before = RecoveryService(desk.core).state()
    view._make_key(people.commission, people.beside(people.commission, people.observer))
    assert not view.keyButton.isEnabled()
    at_the_door.window.lock()
    at_the_door.settle()

    assert at_the_door.sheets() == []
    assert RecoveryService(desk.core).state() == before
    assert before.value


def test_a_question_that_is_read_while_the_window_locks_is_asked_of_nobody(
    view: BackupsView, at_the_door: Hands, people: People
) -> None:
    """Over the sign-in it would take the focus, and the answer of whoever comes by."""
    closed: list[bool] = []

    def ask(_: object) -> None:
        sheet = ask_recovery_key(view, "a backup", "", lambda _form, _key: None)
        sheet.closed.connect(lambda: closed.append(True))

    view.work(lambda: None, ask)
    at_the_door.window.lock()
    at_the_door.until(lambda: closed)

    assert at_the_door.sheets() == []
    at_the_door.until(lambda: not at_the_door.window.findChildren(RecoveryEntry))
    at_the_door.choose_person(people.commission)
    assert at_the_door.window.focusWidget() is at_the_door.sign_in_screen.pinEdit


def test_what_went_wrong_behind_the_lock_is_said_over_it(view: BackupsView, at_the_door: Hands) -> None:
    def fail() -> None:
        raise BackupCancelled

    view.work(fail, lambda _: None)
    at_the_door.window.lock()

    assert "backup.cancelled" in at_the_door.said()


def test_a_drill_that_ends_after_the_lock_disturbs_nobody(
    view: BackupsView, at_the_door: Hands, people: People, stick: Path
) -> None:
    key = make_key(at_the_door, people)
    written_down(at_the_door)
    folder = back_up(at_the_door, stick)
    view.backupsTable.choose(folder.name)
    at_the_door.press("Restore drill …")
    entry = at_the_door.part(at_the_door.sheet(), RecoveryEntry)
    at_the_door.type(entry.keyEdit, key)
    entry.goButton.click()

    at_the_door.window.lock()
    at_the_door.settle()

    assert not at_the_door.window.frameScreen.isVisible()


def test_a_manager_makes_backups_but_no_key(view: BackupsView, at_the_door: Hands, people: People) -> None:
    view.show_for(people.manager)
    at_the_door.settle()

    assert not view.keyButton.isEnabled()
    assert "A commission official makes it." in view.keyText.text()
    assert view.makeButton.isEnabled()


def test_the_devices_say_whose_they_are_and_their_fingerprints(
    view: BackupsView, at_the_door: Hands, published: SmallElection
) -> None:
    at_the_door.records.show_part("devices")
    at_the_door.settle()

    (row,) = rows(at_the_door.part(at_the_door.window, DevicesView).devicesTable)

    assert published.kiosk.name in row
    assert "Active" in row
    at_the_door.fits()


def test_what_the_centre_said_of_devices_is_not_said_of_what_is_read_here(
    view: BackupsView, at_the_door: Hands, published: SmallElection
) -> None:
    del view
    devices = at_the_door.records.devices
    at_the_door.records.show_part("devices")
    at_the_door.settle()
    devices._on_answer(published.id, ())
    assert "that the centre has" in devices.devicesNotice.text

    devices._on_answer("another election", ())
    at_the_door.go("results")
    at_the_door.go("records")
    at_the_door.settle()

    assert not devices.devicesNotice.isVisible()

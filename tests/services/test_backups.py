"""Backups: whole or not at all, tried out before they are needed, and restored on another PC."""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from omp_desktop.crypto.errors import RecoveryKeyInvalid
from omp_desktop.crypto.recovery import parse_recovery, recovery_pair
from omp_desktop.crypto.sealed_boxes import seal_to
from omp_desktop.domain.access import Role
from omp_desktop.domain.access_errors import SamePerson, SecondPersonNeeded
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.clock import FixedClock
from omp_desktop.services import backup_folder
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.backup_errors import (
    BackupCancelled,
    BackupChanged,
    BackupDiffers,
    BackupInsideData,
    BackupNewer,
    BackupOfAnother,
    BackupUnconfirmed,
    BackupUnreadable,
    BackupUnwritable,
    BackupWhileVoting,
    BackupWithoutKeys,
    DemonstrationBackup,
    KeysDoNotFit,
    NoBackupThere,
    RecoveryKeyOther,
    StoreAlreadyThere,
)
from omp_desktop.services.backup_folder import KEYS, LIST, STORE, read_head
from omp_desktop.services.backup_trial import BackupCheck, CheckKind
from omp_desktop.services.backups import BackupMade, BackupsService
from omp_desktop.services.core import Core
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.key_errors import StoreKeyMissing
from omp_desktop.services.polls import PollsService
from omp_desktop.services.recovery import RecoveryKey, RecoveryService
from omp_desktop.services.restoring import look_at, restore
from omp_desktop.services.secrets import (
    COMMISSION_KEY,
    OWN_VOTE_KEY,
    STORE_KEY,
    PassphraseSecrets,
    device_key_name,
)
from omp_desktop.services.session import Session
from omp_desktop.store.engine import open_store
from omp_desktop.store.mirror_state import MirrorMode, MirrorState, keep_place
from omp_desktop.store.opening import store_file
from omp_desktop.store.own_votes import own_vote_file
from tests.services.polling_day import Day
from tests.services.scene import PASSPHRASE, PIN, Desk, People, SmallElection
from tests.services.scene import STORE_KEY as KEY_OF_THE_STORE

State = Callable[[], dict[str, list[str]]]


@dataclass
class Office:
    """Who makes backups here, and where to."""

    core: Core
    people: People
    medium: Path
    backups: BackupsService
    recovery: RecoveryService

    def back_up(self) -> BackupMade:
        return self.backups.make(self.people.commission, self.medium)

    def make_key(self) -> RecoveryKey:
        beside = self.people.beside(self.people.commission, self.people.observer)
        return self.recovery.make(self.people.commission, beside)

    def verify(self, made: BackupMade) -> BackupCheck:
        return self.backups.verify(self.people.manager, made.folder)

    def drill(self, made: BackupMade, key: str) -> BackupCheck:
        return self.backups.drill(self.people.manager, made.folder, key)


def office_of(core: Core, people: People, tmp_path: Path) -> Office:
    medium = tmp_path / "stick"
    medium.mkdir()
    core.secrets_box.put(STORE_KEY, KEY_OF_THE_STORE)
    return Office(core, people, medium, BackupsService(core), RecoveryService(core))


@pytest.fixture
def office(core: Core, people: People, published: SmallElection, tmp_path: Path) -> Office:
    """A station with a published election; its keys are a demonstration's."""
    del published
    return office_of(core, people, tmp_path)


@pytest.fixture
def real(real_core: Core, real_people: People, tmp_path: Path) -> Office:
    """A station on protected keys."""
    return office_of(real_core, real_people, tmp_path)


def kinds(check: BackupCheck) -> list[CheckKind]:
    return [line.kind for line in check.lines]


def problem(check: BackupCheck) -> object:
    assert [line.problem for line in check.lines[:-1]] == [None] * (len(check.lines) - 1)
    return check.lines[-1].problem


def last_event(core: Core) -> AuditEvent:
    with core.store.read() as uow:
        last = uow.audit.last()
    assert last is not None
    return last.event


def spoil(file: Path) -> None:
    """One bit in the middle of it."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.chmod(0o600)
    file.write_bytes(content)


def rewrite(made: BackupMade, **changes: object) -> None:
    """The list says something else."""
    said = json.loads((made.folder / LIST).read_text())
    (made.folder / LIST).write_text(json.dumps({**said, **changes}))


def nothing_left(office: Office) -> bool:
    """Neither on the medium nor among the data lies anything that was begun."""
    return not list(office.medium.iterdir()) and not list(office.core.data_dir.glob(".backup-trial-*"))


def test_a_backup_is_a_folder_that_says_what_it_is(office: Office) -> None:
    key = office.make_key()

    made = office.back_up()

    head = read_head(made.folder)
    assert {file.name for file in made.folder.iterdir()} == {LIST, STORE, KEYS}
    assert (head.recovery, head.entries) == (key.value, made.entries)
    assert head.station == key.station != ""
    assert office.backups.made() == [made]
    assert last_event(office.core) is AuditEvent.BACKUP_MADE


def test_without_a_recovery_key_a_backup_carries_no_keys_and_says_so(office: Office) -> None:
    made = office.back_up()

    assert not (made.folder / KEYS).exists()
    assert made.recovery == ""
    assert office.verify(made).holds
    with pytest.raises(BackupWithoutKeys):
        office.drill(made, office.make_key().text)


def test_a_backup_holds_no_key_in_the_open(office: Office) -> None:
    key = office.make_key()
    seed = office.core.secrets_box.get(COMMISSION_KEY)
    assert seed is not None

    made = office.back_up()

    everything = b"".join(file.read_bytes() for file in made.folder.iterdir())
    for secret in (KEY_OF_THE_STORE, seed, key.text.encode()):
        assert secret not in everything
        assert secret.hex().encode() not in everything


def test_a_verified_backup_is_whole_and_of_this_station(office: Office, state_of: State) -> None:
    made = office.back_up()

    check = office.verify(made)

    assert check.holds
    assert kinds(check) == [k for k in CheckKind if k not in {CheckKind.KEYS, CheckKind.DEVICES}]
    assert office.backups.made()[0].checked
    assert not office.backups.made()[0].drilled
    assert last_event(office.core) is AuditEvent.BACKUP_CHECKED
    assert not list(office.core.data_dir.glob(".backup-trial-*"))


def test_the_drill_needs_nothing_of_this_pc_but_the_paper(office: Office) -> None:
    key = office.make_key()
    made = office.back_up()
    office.core.secrets_box.delete(STORE_KEY)

    check = office.drill(made, key.text.lower().replace("-", " "))

    assert check.holds
    assert set(kinds(check)) == set(CheckKind)
    assert office.backups.made()[0].drilled
    with pytest.raises(StoreKeyMissing):
        office.verify(made)
    with pytest.raises(StoreKeyMissing):
        office.back_up()


def test_verifying_and_drilling_change_no_more_than_the_log(office: Office, state_of: State) -> None:
    key = office.make_key()
    made = office.back_up()
    before = state_of()

    office.verify(made)
    office.drill(made, key.text)

    after = state_of()
    assert {table for table, rows in after.items() if rows != before[table]} <= {"audit_entry", "setting"}


@pytest.mark.parametrize("name", [STORE, KEYS])
def test_a_medium_that_lost_a_bit_is_noticed(office: Office, name: str) -> None:
    key = office.make_key()
    made = office.back_up()
    spoil(made.folder / name)

    if name == STORE:
        assert isinstance(problem(office.verify(made)), BackupChanged)
        assert not office.backups.made()[0].checked
    else:
        with pytest.raises(BackupChanged):
            office.drill(made, key.text)


def test_a_store_that_was_changed_with_its_list_does_not_open(office: Office) -> None:
    """Whoever has the medium can write the list anew, but not a page that the key would take."""
    made = office.back_up()
    spoil(made.folder / STORE)
    read = (made.folder / STORE).read_bytes()
    forged = {STORE: {"bytes": len(read), "sha256": hashlib.sha256(read).hexdigest()}}
    rewrite(made, files=forged)

    assert not office.verify(made).holds
    assert kinds(office.verify(made))[-1] is CheckKind.STORE


def test_a_list_with_another_end_of_the_log_is_noticed(office: Office) -> None:
    made = office.back_up()
    rewrite(made, entries=made.entries - 1)

    assert isinstance(problem(office.verify(made)), BackupDiffers)


def test_a_history_that_went_another_way_is_noticed(
    office: Office, clock: FixedClock, tmp_path: Path
) -> None:
    """The backup of a copy that was worked on elsewhere is no backup of this station."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    office.core.store.backup(folder / STORE)
    store = open_store(folder, KEY_OF_THE_STORE, reading=clock.read)
    other = BackupsService(replace(office.core, store=store))
    AuditLog(replace(office.core, store=store)).record(AuditEvent.STORE_CHECKED)
    made = other.make(office.people.commission, office.medium)
    store.close()

    AuditLog(office.core).record(AuditEvent.TEST_ENDED, ballots=0)

    assert isinstance(problem(office.verify(made)), BackupDiffers)


def test_the_backup_of_another_station_is_named_as_such(
    office: Office, clock: FixedClock, tmp_path: Path
) -> None:
    folder = tmp_path / "another"
    folder.mkdir()
    store = open_store(folder, KEY_OF_THE_STORE, reading=clock.read)
    other = replace(office.core, store=store)
    AuditLog(other).record(AuditEvent.STORE_CHECKED)
    made = office.back_up()
    (made.folder / STORE).unlink()
    store.backup(made.folder / STORE)
    with store.read() as uow:
        last = uow.audit.last()
    store.close()
    read = (made.folder / STORE).read_bytes()
    assert last is not None
    rewrite(
        made,
        entries=last.seq,
        seal=last.hash,
        files={STORE: {"bytes": len(read), "sha256": hashlib.sha256(read).hexdigest()}},
    )

    assert isinstance(problem(office.verify(made)), BackupOfAnother)


def test_a_key_that_is_not_the_device_s_is_noticed(office: Office) -> None:
    key = office.make_key()
    with office.core.store.read() as uow:
        device = uow.devices.all()[0]
    office.core.secrets_box.put(device_key_name(device.id), bytes(32))
    made = office.back_up()

    assert isinstance(problem(office.drill(made, key.text)), KeysDoNotFit)


@pytest.mark.parametrize(
    "inside",
    [b"[", b'{"throw_away": false, "secrets": {}}', b'{"throw_away": false, "secrets": {"store-key": "no"}}'],
)
def test_sealed_keys_that_are_none_are_not_taken(office: Office, inside: bytes) -> None:
    key = office.make_key()
    made = office.back_up()
    sealed = seal_to(recovery_pair(parse_recovery(key.text)).public_key, inside)
    (made.folder / KEYS).write_bytes(sealed)
    head = read_head(made.folder)
    described = {"bytes": len(sealed), "sha256": hashlib.sha256(sealed).hexdigest()}
    store = {"bytes": head.files[STORE].bytes, "sha256": head.files[STORE].sha256}
    rewrite(made, files={STORE: store, KEYS: described})

    with pytest.raises(BackupChanged):
        office.drill(made, key.text)


def test_the_paper_of_another_key_is_refused_with_the_value_of_the_right_one(office: Office) -> None:
    first = office.make_key()
    made = office.back_up()
    second = office.make_key()

    with pytest.raises(RecoveryKeyOther) as refused:
        office.drill(made, second.text)
    assert refused.value.params["wanted"] == first.value
    with pytest.raises(RecoveryKeyInvalid):
        office.drill(made, first.text[:-1])
    assert office.drill(made, first.text).holds


def test_no_backup_is_made_while_people_vote(open_day: Day, tmp_path: Path) -> None:
    office = office_of(open_day.desk.core, open_day.people, tmp_path)
    with pytest.raises(BackupWhileVoting):
        office.back_up()

    day = open_day
    PollsService(day.desk.core).suspend(
        day.people.manager,
        day.people.beside(day.people.manager, day.people.observer),
        day.election.id,
        "점심",
    )

    with pytest.raises(BackupWhileVoting):
        office.back_up()
    assert nothing_left(office)


def test_a_backup_made_while_the_polls_opened_is_not_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def open_meanwhile(_service: BackupsService) -> None:
        asked.append(1)
        if len(asked) > 1:
            raise BackupWhileVoting

    monkeypatch.setattr(BackupsService, "_refuse_while_voting", open_meanwhile)

    with pytest.raises(BackupWhileVoting):
        office.back_up()
    assert nothing_left(office)


def test_a_backup_does_not_lie_among_the_data(office: Office) -> None:
    with pytest.raises(BackupInsideData):
        office.backups.make(office.people.commission, office.core.data_dir / "keys")
    with pytest.raises(BackupInsideData):
        office.backups.make(office.people.commission, office.core.data_dir)


def test_a_medium_that_is_gone_takes_nothing(office: Office) -> None:
    with pytest.raises(BackupUnwritable):
        office.backups.make(office.people.commission, office.medium / "gone")
    assert not office.backups.made()


def test_a_backup_that_the_medium_does_not_confirm_is_there_and_said_so(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = backup_folder.sync_folder

    def unplugged(folder: Path) -> None:
        if folder == office.medium:
            raise OSError(errno.EIO, "Input/output error")
        real(folder)

    monkeypatch.setattr(backup_folder, "sync_folder", unplugged)
    with pytest.raises(BackupUnconfirmed) as said:
        office.back_up()
    (folder,) = office.medium.iterdir()
    assert said.value.params == {"folder": folder.name, "reason": "Input/output error"}
    assert not office.backups.made()
    assert office.backups.verify(office.people.manager, folder).holds


def test_a_stopped_backup_leaves_nothing(office: Office) -> None:
    with pytest.raises(BackupCancelled):
        office.backups.make(office.people.commission, office.medium, lambda: True)
    assert nothing_left(office)
    assert not office.backups.made()


def test_a_stopped_drill_leaves_nothing(office: Office) -> None:
    key = office.make_key()
    made = office.back_up()
    seen: list[int] = []

    def soon() -> bool:
        seen.append(1)
        return len(seen) > 3

    with pytest.raises(BackupCancelled):
        office.backups.drill(office.people.manager, made.folder, key.text, cancelled=soon)
    assert not list(office.core.data_dir.glob(".backup-trial-*"))


def test_what_a_crash_left_of_a_trial_goes_with_the_next_one(office: Office) -> None:
    made = office.back_up()
    left = office.core.data_dir / ".backup-trial-00"
    left.mkdir()
    (left / STORE).write_bytes(b"half")

    office.verify(made)

    assert not left.exists()


def test_a_folder_that_is_no_backup_is_said_to_be_none(office: Office) -> None:
    with pytest.raises(NoBackupThere):
        office.backups.verify(office.people.manager, office.medium)


def test_a_list_that_is_none_is_noticed(office: Office) -> None:
    made = office.back_up()
    for said in (
        "{",
        "[]",
        '{"format": 1}',
        json.dumps({**json.loads((made.folder / LIST).read_text()), "files": {}}),
    ):
        (made.folder / LIST).write_text(said)
        with pytest.raises(BackupChanged):
            read_head(made.folder)


def test_the_backup_of_a_newer_program_names_it(office: Office) -> None:
    made = office.back_up()
    rewrite(made, format=2, program="omp-desktop 99")

    with pytest.raises(BackupNewer) as refused:
        read_head(made.folder)
    assert refused.value.params["program"] == "omp-desktop 99"


def test_a_missing_store_file_is_said(office: Office) -> None:
    made = office.back_up()
    (made.folder / STORE).unlink()

    assert isinstance(problem(office.verify(made)), BackupUnreadable)


def test_only_officials_make_and_try_backups(office: Office) -> None:
    made = office.back_up()
    observer = office.people.observer
    with pytest.raises(NotAllowed):
        office.backups.make(observer, office.medium)
    with pytest.raises(NotAllowed):
        office.backups.verify(observer, made.folder)
    with pytest.raises(NotAllowed):
        office.backups.drill(observer, made.folder, "")


def test_the_recovery_key_takes_two_people_once_there_are_two(office: Office) -> None:
    commission = office.people.commission
    assert not office.recovery.state().alone
    with pytest.raises(SecondPersonNeeded):
        office.recovery.make(commission, None)
    with pytest.raises(SamePerson):
        office.recovery.make(commission, office.people.beside(commission, commission))
    with pytest.raises(NotAllowed):
        office.recovery.make(office.people.manager, None)
    assert office.recovery.state().value == ""


def test_whoever_sets_up_alone_makes_the_first_one_alone(real_core: Core, real_desk: Desk) -> None:
    first = Session(real_desk.access.first_account("위원", Role.COMMISSION, PIN))
    recovery = RecoveryService(real_core)
    assert recovery.state().alone

    key = recovery.make(first, None)

    assert recovery.state().value == key.value
    assert last_event(real_core) is AuditEvent.RECOVERY_KEY_MADE
    assert key.text not in repr(key)


def test_a_key_that_nobody_saw_gives_way_to_the_one_before(office: Office) -> None:
    seen = office.make_key()
    before = office.recovery.state()
    office.recovery.withdraw(office.people.commission, office.make_key())

    assert office.recovery.state() == before
    assert last_event(office.core) is AuditEvent.RECOVERY_KEY_WITHDRAWN
    assert office.drill(office.back_up(), seen.text).holds


def test_the_first_key_that_nobody_saw_leaves_none(office: Office) -> None:
    office.recovery.withdraw(office.people.commission, office.make_key())
    assert office.recovery.state().value == ""


def test_a_key_that_was_replaced_meanwhile_is_not_withdrawn(office: Office) -> None:
    unseen, later = office.make_key(), office.make_key()
    office.recovery.withdraw(office.people.commission, unseen)

    assert office.recovery.state().value == later.value
    assert last_event(office.core) is AuditEvent.RECOVERY_KEY_MADE


def test_another_pc_goes_on_from_the_backup_and_the_paper(
    real: Office, tmp_path: Path, clock: FixedClock
) -> None:
    real.core.secrets_box.put(COMMISSION_KEY, bytes(32))
    real.core.secrets_box.put(OWN_VOTE_KEY, bytes(32))
    key = real.make_key()
    made = real.back_up()
    there = tmp_path / "another-pc"
    there.mkdir()
    box = PassphraseSecrets.create(there / "keys", PASSPHRASE, opslimit=1, memlimit=8192)
    assert look_at(made.folder, key.text).entries == made.entries

    head = restore(made.folder, key.text, there, box)

    assert head.entries == made.entries
    assert box.get(STORE_KEY) == KEY_OF_THE_STORE
    assert box.get(COMMISSION_KEY) == bytes(32)
    # Own votes can never be seen from a copy.
    assert box.get(OWN_VOTE_KEY) is None
    assert not own_vote_file(there).exists()
    store = open_store(there, KEY_OF_THE_STORE, reading=clock.read)
    assert store.elsewhere
    assert AuditLog(replace(real.core, store=store)).count() == made.entries
    store.close()
    assert not list(there.glob(".backup-trial-*"))
    with pytest.raises(StoreAlreadyThere):
        restore(made.folder, key.text, there, box)


@pytest.mark.parametrize("left", ["second medium", "journal"])
def test_nothing_is_restored_where_a_store_went_missing(real: Office, tmp_path: Path, left: str) -> None:
    key = real.make_key()
    made = real.back_up()
    there = tmp_path / "used-before"
    there.mkdir()
    if left == "journal":
        store_file(there).with_name(f"{store_file(there).name}-journal").touch()
    else:
        keep_place(there, MirrorState(str(tmp_path / "stick.db"), "a", MirrorMode.ON))
    box = PassphraseSecrets.create(there / "keys", PASSPHRASE, opslimit=1, memlimit=8192)
    box.put(STORE_KEY, bytes(32))

    with pytest.raises(StoreAlreadyThere):
        restore(made.folder, key.text, there, box)

    assert box.get(STORE_KEY) == bytes(32)
    assert not store_file(there).exists()


def test_a_damaged_backup_restores_nothing_and_keeps_no_key(real: Office, tmp_path: Path) -> None:
    key = real.make_key()
    made = real.back_up()
    spoil(made.folder / STORE)
    there = tmp_path / "another-pc"
    there.mkdir()
    box = PassphraseSecrets.create(there / "keys", PASSPHRASE, opslimit=1, memlimit=8192)

    with pytest.raises(BackupChanged):
        restore(made.folder, key.text, there, box)

    assert box.get(STORE_KEY) is None
    assert {file.name for file in there.iterdir()} == {"keys"}


def test_a_stopped_restoring_keeps_no_key(real: Office, tmp_path: Path) -> None:
    key = real.make_key()
    made = real.back_up()
    there = tmp_path / "another-pc"
    there.mkdir()
    box = PassphraseSecrets.create(there / "keys", PASSPHRASE, opslimit=1, memlimit=8192)

    with pytest.raises(BackupCancelled):
        restore(made.folder, key.text, there, box, cancelled=lambda: True)

    assert box.get(STORE_KEY) is None


def test_the_keys_of_a_demonstration_become_nobody_s(office: Office) -> None:
    key = office.make_key()
    made = office.back_up()

    with pytest.raises(DemonstrationBackup):
        look_at(made.folder, key.text)

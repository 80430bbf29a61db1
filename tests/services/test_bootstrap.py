"""From a data folder to the services."""

from __future__ import annotations

import os
import stat
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import keyring.backends.fail
import pytest

from omp_desktop import bootstrap
from omp_desktop.bootstrap import Application, Costs, find_secrets, keys_folder, open_application
from omp_desktop.crypto.errors import CryptoSelfTestFailed
from omp_desktop.crypto.self_test import Check
from omp_desktop.domain.access import Role
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.clock import ClockQuality, FixedClock, TrustedClock
from omp_desktop.paths import DataFolderUnusable
from omp_desktop.services.key_errors import (
    KeysPassphraseNeeded,
    KeyStoreAbsent,
    StoreKeyMissing,
)
from omp_desktop.services.secrets import STORE_KEY as STORE_KEY_NAME
from omp_desktop.services.secrets import KeyringSecrets, PassphraseSecrets, ThrowawaySecrets
from omp_desktop.store.errors import StoreDamaged, StoreKeyWrong
from omp_desktop.store.opening import store_file
from tests.services.scene import FAST_HASHER, FAST_KEY, PASSPHRASE, PIN, TWO_DAYS_BEFORE, definition
from tests.services.test_secrets import Memory

COSTS = Costs(FAST_HASHER, FAST_KEY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "새 폴더" / "station"


@pytest.fixture
def throw_away(folder: Path) -> Iterator[Application]:
    application = open_application(folder, secrets=ThrowawaySecrets(keys_folder(folder)), costs=COSTS)
    yield application
    application.close()


def protected(folder: Path) -> PassphraseSecrets:
    return PassphraseSecrets.create(keys_folder(folder), PASSPHRASE, opslimit=1, memlimit=8192)


def test_a_new_folder_becomes_a_station_of_its_own_user(throw_away: Application, folder: Path) -> None:
    assert store_file(folder).exists()
    assert throw_away.access.accounts() == []
    if os.name != "nt":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        for file in folder.rglob("*"):
            assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file


def test_what_was_entered_is_there_after_a_restart(throw_away: Application, folder: Path) -> None:
    account = throw_away.access.first_account("위원", Role.COMMISSION, PIN)
    throw_away.close()
    again = open_application(folder, costs=COSTS)
    assert again.access.sign_in(account.id, PIN).account == account


def test_the_programs_start_is_recorded_as_its_own(throw_away: Application) -> None:
    entry = throw_away.audit_log.record(AuditEvent.PROGRAM_STARTED, version="1.0")
    assert throw_away.audit_log.page() == [entry]
    assert entry.actor == "system"
    assert throw_away.audit_log.verify() == entry


def test_throw_away_keys_are_found_again_and_make_mock_votes_only(
    throw_away: Application, folder: Path
) -> None:
    throw_away.close()
    again = open_application(folder, costs=COSTS)
    assert again.core.secrets_box.throw_away
    official = again.access.sign_in(again.access.first_account("위원", Role.COMMISSION, PIN).id, PIN)
    assert again.elections.create(official, definition()).test_mode


def test_a_folder_under_a_passphrase_asks_for_it(folder: Path) -> None:
    folder.mkdir(parents=True)
    open_application(folder, secrets=protected(folder), costs=COSTS).close()
    with pytest.raises(KeysPassphraseNeeded):
        open_application(folder, costs=COSTS)
    box = PassphraseSecrets.unlock(keys_folder(folder), PASSPHRASE)
    assert not open_application(folder, secrets=box, costs=COSTS).core.secrets_box.throw_away


@pytest.mark.usefixtures("real_keyring")
def test_a_new_folder_keeps_its_key_in_the_real_key_store(folder: Path) -> None:
    open_application(folder, costs=COSTS).close()
    box = find_secrets(folder)
    assert isinstance(box, KeyringSecrets)
    key = box.get(STORE_KEY_NAME)
    assert key is not None
    for file in folder.rglob("*"):
        content = b"" if file.is_dir() else file.read_bytes()
        assert key not in content
        assert key.hex().encode() not in content
    open_application(folder, costs=COSTS).close()


@pytest.mark.usefixtures("real_keyring")
def test_two_folders_have_two_keys_in_the_key_store(tmp_path: Path) -> None:
    keys = set()
    for name in ("a", "b"):
        open_application(tmp_path / name, costs=COSTS).close()
        keys.add(find_secrets(tmp_path / name).get(STORE_KEY_NAME))
    assert None not in keys
    assert len(keys) == 2


def test_without_a_key_store_nothing_is_made_but_the_question_asked(folder: Path) -> None:
    assert isinstance(keyring.get_keyring(), keyring.backends.fail.Keyring)
    with pytest.raises(KeyStoreAbsent):
        open_application(folder, costs=COSTS)
    assert not store_file(folder).exists()
    # The fall-back that the message offers works in the same folder.
    open_application(folder, secrets=protected(folder), costs=COSTS).close()
    assert store_file(folder).exists()


def test_a_store_whose_key_is_gone_gets_no_new_one(throw_away: Application, folder: Path) -> None:
    throw_away.close()
    content = store_file(folder).read_bytes()
    box = ThrowawaySecrets(keys_folder(folder))
    box.delete(STORE_KEY_NAME)
    with pytest.raises(StoreKeyMissing):
        open_application(folder, secrets=box, costs=COSTS)
    assert box.get(STORE_KEY_NAME) is None
    assert store_file(folder).read_bytes() == content


def test_a_wrong_key_opens_nothing_and_changes_nothing(throw_away: Application, folder: Path) -> None:
    throw_away.close()
    content = store_file(folder).read_bytes()
    ThrowawaySecrets(keys_folder(folder)).put(STORE_KEY_NAME, bytes(32))
    with pytest.raises(StoreKeyWrong):
        open_application(folder, costs=COSTS)
    assert store_file(folder).read_bytes() == content


def test_a_damaged_store_is_not_worked_on(throw_away: Application, folder: Path) -> None:
    throw_away.close()
    raw = bytearray(store_file(folder).read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    store_file(folder).write_bytes(raw)
    with pytest.raises(StoreDamaged):
        open_application(folder, costs=COSTS)
    assert store_file(folder).read_bytes() == bytes(raw)


def test_what_the_quick_check_finds_stops_the_start(
    throw_away: Application, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    throw_away.close()
    monkeypatch.setattr(bootstrap.Store, "quick_check", lambda _: ("row 3 missing from index",))
    with pytest.raises(StoreDamaged) as caught:
        open_application(folder, costs=COSTS)
    assert caught.value.params["reason"] == "row 3 missing from index"


def test_two_first_starts_at_once_make_one_station(folder: Path) -> None:
    at_once = threading.Barrier(4)
    problems: list[BaseException] = []

    def start() -> None:
        at_once.wait()
        try:
            open_application(folder, secrets=ThrowawaySecrets(keys_folder(folder)), costs=COSTS).close()
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    open_application(folder, costs=COSTS).close()


def test_first_starts_at_once_make_each_key_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = Memory()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    at_once = threading.Barrier(4)

    def start() -> None:
        at_once.wait()
        open_application(folder, costs=COSTS).close()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(name.rpartition("/")[2] for _, name in backend.kept) == ["own-vote-key", "store-key"]
    open_application(folder, costs=COSTS).close()


def test_the_clock_is_the_trusted_one_and_remembers_the_latest_write(
    throw_away: Application, folder: Path
) -> None:
    assert isinstance(throw_away.clock, TrustedClock)
    throw_away.access.first_account("위원", Role.COMMISSION, PIN)
    mark = throw_away.store.mark.read()
    assert mark is not None
    assert throw_away.clock.now() >= mark


def test_a_clock_that_was_set_back_is_noticed(
    throw_away: Application, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    throw_away.access.first_account("위원", Role.COMMISSION, PIN)
    before = throw_away.clock.now()
    throw_away.close()
    monkeypatch.setattr(bootstrap, "system_now", lambda: before - timedelta(days=1))
    reading = open_application(folder, costs=COSTS).clock.read()
    assert reading.quality is ClockQuality.SUSPECT
    assert before - reading.now < timedelta(minutes=2)


def test_a_mock_vote_may_bring_its_own_clock(folder: Path) -> None:
    clock = FixedClock(TWO_DAYS_BEFORE)
    box = ThrowawaySecrets(keys_folder(folder))
    application = open_application(folder, secrets=box, clock=clock, costs=COSTS)
    assert application.clock.now() == TWO_DAYS_BEFORE


def test_a_real_station_takes_no_time_from_outside(folder: Path) -> None:
    folder.mkdir(parents=True)
    with pytest.raises(ValueError, match="clock"):
        open_application(folder, secrets=protected(folder), clock=FixedClock(TWO_DAYS_BEFORE), costs=COSTS)
    assert not store_file(folder).exists()


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DataFolderUnusable):
        open_application(tmp_path / "file" / "station", costs=COSTS)


@pytest.mark.skipif(sys.platform == "win32", reason="opening a folder as a file fails differently there")
def test_a_lock_that_cannot_be_taken_is_said_so(folder: Path) -> None:
    (folder / "folder.lock").mkdir(parents=True)
    with pytest.raises(DataFolderUnusable):
        open_application(folder, costs=COSTS)


def test_wrong_cryptography_opens_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failed() -> None:
        raise CryptoSelfTestFailed(check=Check.HASHES)

    monkeypatch.setattr(bootstrap, "self_test", failed)
    with pytest.raises(CryptoSelfTestFailed):
        open_application(folder, costs=COSTS)
    assert not folder.exists()


def test_every_computer_that_does_not_tell_its_boot_counts_each_process_as_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bootstrap, "_BOOT_ID", tmp_path / "nowhere")
    assert bootstrap._boot_id() != bootstrap._boot_id()

"""Where the keys of this PC are kept."""

from __future__ import annotations

import gc
import os
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest
import secretstorage
from keyring.backend import KeyringBackend

from omp_desktop.domain.errors import OmpError
from omp_desktop.services.key_errors import (
    KeysAlreadyExist,
    KeysFileDamaged,
    KeysFileUnwritable,
    KeysPassphraseWrong,
    KeyStoreAbsent,
    KeyStoreFailed,
    KeyStoreHangs,
    KeyStoreLocked,
    KeyStoreRefused,
    KeyStoreUnsafe,
)
from omp_desktop.services.secrets import KeyringSecrets, PassphraseSecrets, ThrowawaySecrets

SECRET = bytes(range(32))
FAST = {"opslimit": 1, "memlimit": 8192}


class Memory(KeyringBackend):
    """A key store that works."""

    priority = 1  # type: ignore[assignment]  # a class property upstream

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Faulty(Memory):
    """A key store whose every call raises."""

    def __init__(self, problem: Exception) -> None:
        super().__init__()
        self.problem = problem

    def get_password(self, service: str, username: str) -> str | None:
        raise self.problem

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.problem


class Hanging(Memory):
    """A key store that never answers, until the test ends."""

    def __init__(self) -> None:
        super().__init__()
        self.released = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.released.wait()
        return None


class PlaintextKeyring(Memory):
    """Named like the one of keyrings.alt, which writes passwords into a readable file."""


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    backend = Hanging()
    yield backend
    backend.released.set()


def test_a_secret_comes_back_from_the_key_store() -> None:
    box = KeyringSecrets("folder-a", backend=Memory())
    box.put("store-key", SECRET)
    assert box.get("store-key") == SECRET


def test_a_secret_that_is_not_there_is_none() -> None:
    assert KeyringSecrets("folder-a", backend=Memory()).get("store-key") is None


def test_two_data_folders_do_not_see_each_others_secrets() -> None:
    backend = Memory()
    KeyringSecrets("folder-a", backend=backend).put("store-key", SECRET)
    assert KeyringSecrets("folder-b", backend=backend).get("store-key") is None


def test_a_deleted_secret_is_gone_and_deleting_it_again_is_no_error() -> None:
    box = KeyringSecrets("folder-a", backend=Memory())
    box.put("store-key", SECRET)
    box.delete("store-key")
    box.delete("store-key")
    assert box.get("store-key") is None


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (keyring.errors.NoKeyringError("none"), KeyStoreAbsent),
        (keyring.errors.InitError("no collection"), KeyStoreAbsent),
        (keyring.errors.KeyringLocked("dismissed"), KeyStoreLocked),
        (keyring.errors.PasswordSetError("denied"), KeyStoreRefused),
        (keyring.errors.KeyringError("other"), KeyStoreFailed),
        (ConnectionResetError("bus"), KeyStoreFailed),
    ],
)
def test_each_failure_of_a_key_store_has_its_own_words(problem: Exception, said: type[OmpError]) -> None:
    box = KeyringSecrets("folder-a", backend=Faulty(problem))
    with pytest.raises(said):
        box.get("store-key")
    with pytest.raises(said):
        box.put("store-key", SECRET)


def test_the_exception_of_the_key_store_does_not_travel_on() -> None:
    box = KeyringSecrets("folder-a", backend=Faulty(keyring.errors.KeyringError(SECRET.hex())))
    with pytest.raises(KeyStoreFailed) as caught:
        box.put("store-key", SECRET)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert SECRET.hex() not in repr(caught.value) + str(caught.value) + str(caught.value.params)


def test_a_key_store_that_gives_no_answer_is_left_behind(hanging: Hanging) -> None:
    box = KeyringSecrets("folder-a", backend=hanging, answer_within=0.01)
    with pytest.raises(KeyStoreHangs):
        box.get("store-key")
    left_behind = [t for t in threading.enumerate() if t.name == "key-store"]
    assert left_behind
    assert all(thread.daemon for thread in left_behind)


def test_the_key_store_is_never_called_on_the_callers_thread() -> None:
    asked_on: list[int] = []

    class Watching(Memory):
        def get_password(self, service: str, username: str) -> str | None:
            asked_on.append(threading.get_ident())
            return None

    KeyringSecrets("folder-a", backend=Watching()).get("store-key")
    assert asked_on
    assert threading.get_ident() not in asked_on


def test_no_key_store_at_all_is_said_so() -> None:
    with pytest.raises(KeyStoreAbsent):
        KeyringSecrets("folder-a").get("store-key")  # the tests' environment configures none


@pytest.mark.parametrize("backend", [keyring.backends.null.Keyring(), PlaintextKeyring()])
def test_a_key_store_that_protects_nothing_is_refused(backend: KeyringBackend) -> None:
    box = KeyringSecrets("folder-a", backend=backend)
    with pytest.raises(KeyStoreUnsafe):
        box.put("store-key", SECRET)


def test_a_chain_of_key_stores_is_used_without_its_unprotected_members(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain, memory = PlaintextKeyring(), Memory()
    monkeypatch.setattr(keyring.backends.chainer.ChainerBackend, "backends", [plain, memory])
    KeyringSecrets("folder-a", backend=keyring.backends.chainer.ChainerBackend()).put("store-key", SECRET)
    assert not plain.kept
    assert list(memory.kept.values()) == [SECRET.hex()]


def test_a_chain_of_unprotected_key_stores_is_no_key_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.backends.chainer.ChainerBackend, "backends", [PlaintextKeyring()])
    with pytest.raises(KeyStoreAbsent):
        KeyringSecrets("folder-a", backend=keyring.backends.chainer.ChainerBackend()).get("store-key")


def test_a_key_store_that_forgets_what_it_took_is_noticed() -> None:
    class Forgetful(Memory):
        def set_password(self, service: str, username: str, password: str) -> None:
            """Takes it and keeps nothing."""

    with pytest.raises(KeyStoreRefused):
        KeyringSecrets("folder-a", backend=Forgetful()).put("store-key", SECRET)


def test_an_entry_that_somebody_changed_by_hand_is_an_error_and_not_a_key() -> None:
    backend = Memory()
    box = KeyringSecrets("folder-a", backend=backend)
    box.put("store-key", SECRET)
    backend.kept = dict.fromkeys(backend.kept, "not hex")
    with pytest.raises(KeyStoreFailed):
        box.get("store-key")


@pytest.mark.usefixtures("real_keyring")
def test_the_real_key_store_keeps_gives_back_and_forgets() -> None:
    box = KeyringSecrets("real-folder")
    assert box.get("store-key") is None
    box.put("store-key", SECRET)
    box.put("store-key", SECRET[::-1])
    assert KeyringSecrets("real-folder").get("store-key") == SECRET[::-1]
    box.delete("store-key")
    assert box.get("store-key") is None


@pytest.fixture
def locked_keyring(real_keyring: None) -> Iterator[None]:
    connection = secretstorage.dbus_init()
    collection = secretstorage.get_default_collection(connection)
    try:
        collection.lock()
        assert collection.is_locked()
        yield
    finally:
        _unlock(connection)
        connection.close()


def _unlock(connection: secretstorage.util.DBusConnection) -> None:
    """What the unlock window does with the pass-phrase that somebody types into it."""
    daemon = secretstorage.util.DBusAddressWrapper(
        "/org/freedesktop/secrets", "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", connection
    )
    passphrase = secretstorage.util.format_secret(
        secretstorage.util.open_session(connection), b"pass-phrase of the tests' keyring", "text/plain"
    )
    daemon.call(
        "UnlockWithMasterPassword",
        "o(oayays)",
        "/org/freedesktop/secrets/collection/login",
        passphrase,
    )


@pytest.mark.parametrize("name", ["a.b", "", "../escape", "UPPER", "x" * 81])
def test_names_of_secrets_cannot_leave_their_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="name of a secret"):
        ThrowawaySecrets(tmp_path).put(name, SECRET)


def passphrase_box(folder: Path) -> PassphraseSecrets:
    return PassphraseSecrets.create(folder, "correct horse 배터리", **FAST)


def test_the_passphrase_opens_what_it_closed(tmp_path: Path) -> None:
    passphrase_box(tmp_path / "keys").put("store-key", SECRET)
    again = PassphraseSecrets.unlock(tmp_path / "keys", "correct horse 배터리")
    assert again.get("store-key") == SECRET
    assert again.get("device-1") is None


def test_the_passphrase_fits_however_its_hangul_was_composed(tmp_path: Path) -> None:
    PassphraseSecrets.create(tmp_path, "열쇠 pass-phrase", **FAST)
    decomposed = "\u110b\u1167\u11af\u1109\u116c pass-phrase"
    assert PassphraseSecrets.unlock(tmp_path, decomposed).get("store-key") is None


def test_a_wrong_passphrase_opens_nothing(tmp_path: Path) -> None:
    passphrase_box(tmp_path)
    with pytest.raises(KeysPassphraseWrong):
        PassphraseSecrets.unlock(tmp_path, "correct horse")


def test_an_existing_key_file_is_not_replaced(tmp_path: Path) -> None:
    passphrase_box(tmp_path).put("store-key", SECRET)
    with pytest.raises(KeysAlreadyExist):
        passphrase_box(tmp_path)
    assert PassphraseSecrets.unlock(tmp_path, "correct horse 배터리").get("store-key") == SECRET


def test_a_folder_that_cannot_be_written_gets_no_key_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KeysFileUnwritable):
        passphrase_box(tmp_path / "file")


def test_a_full_disk_leaves_no_half_made_key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KeysFileUnwritable):
        passphrase_box(tmp_path / "keys")
    assert list((tmp_path / "keys").iterdir()) == []


def test_of_two_that_make_key_files_at_once_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passphrase_box(tmp_path).put("store-key", SECRET)
    monkeypatch.setattr(PassphraseSecrets, "exists", lambda _folder: False)  # as it was a moment ago
    with pytest.raises(KeysAlreadyExist):
        passphrase_box(tmp_path)
    assert PassphraseSecrets.unlock(tmp_path, "correct horse 배터리").get("store-key") == SECRET


def test_no_key_and_no_passphrase_lies_readable_in_the_folder(tmp_path: Path) -> None:
    passphrase_box(tmp_path).put("store-key", SECRET)
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        assert SECRET not in content
        assert SECRET.hex().encode() not in content
        assert "배터리".encode() not in content


def test_a_changed_byte_in_a_key_file_is_noticed(tmp_path: Path) -> None:
    box = passphrase_box(tmp_path)
    box.put("store-key", SECRET)
    file = tmp_path / "store-key.box"
    raw = bytearray(file.read_bytes())
    raw[-1] ^= 1
    file.write_bytes(raw)
    with pytest.raises(KeysFileDamaged):
        box.get("store-key")


def test_a_key_file_under_another_name_is_noticed(tmp_path: Path) -> None:
    box = passphrase_box(tmp_path)
    box.put("device-1", SECRET)
    (tmp_path / "device-1.box").rename(tmp_path / "store-key.box")
    with pytest.raises(KeysFileDamaged):
        box.get("store-key")


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"format": 1', '"format": 2'),
        lambda text: text.replace('"argon2id"', '"none"'),
        lambda text: text.replace('"salt"', '"pepper"'),
        lambda text: text.replace('"memlimit": 8192', '"memlimit": "much"'),
        lambda text: text.replace('"memlimit": 8192', '"memlimit": 1'),
    ],
)
def test_a_damaged_header_is_named(tmp_path: Path, damage: Callable[[str], str]) -> None:
    passphrase_box(tmp_path)
    header = tmp_path / "passphrase.json"
    header.write_text(damage(header.read_text()))
    with pytest.raises(KeysFileDamaged):
        PassphraseSecrets.unlock(tmp_path, "correct horse 배터리")


def test_unlocking_a_folder_without_key_files_is_an_error(tmp_path: Path) -> None:
    assert not PassphraseSecrets.exists(tmp_path)
    with pytest.raises(KeysFileDamaged):
        PassphraseSecrets.unlock(tmp_path, "correct horse 배터리")


def test_a_forgotten_secret_is_gone(tmp_path: Path) -> None:
    for box in (passphrase_box(tmp_path / "a"), ThrowawaySecrets(tmp_path / "b")):
        box.put("store-key", SECRET)
        box.delete("store-key")
        box.delete("store-key")
        assert box.get("store-key") is None


def test_throw_away_keys_survive_a_restart_and_say_what_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    assert not ThrowawaySecrets.exists(folder)
    ThrowawaySecrets(folder).put("store-key", SECRET)
    assert ThrowawaySecrets.exists(folder)
    assert ThrowawaySecrets(folder).get("store-key") == SECRET
    assert ThrowawaySecrets(folder).throw_away
    assert not passphrase_box(tmp_path / "other").throw_away
    assert not KeyringSecrets("folder", backend=Memory()).throw_away


def test_a_damaged_throw_away_key_is_an_error_and_not_a_key(tmp_path: Path) -> None:
    box = ThrowawaySecrets(tmp_path)
    box.put("store-key", SECRET)
    (tmp_path / "store-key.key").write_bytes(b"\xff\xfe")
    with pytest.raises(KeysFileDamaged):
        box.get("store-key")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes; the user's folders are private there")
def test_key_files_are_for_this_user_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    ThrowawaySecrets(folder).put("store-key", SECRET)
    passphrase_box(folder).put("store-key", SECRET)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_a_key_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = ThrowawaySecrets(tmp_path)
    box.put("store-key", SECRET)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KeysFileUnwritable):
        box.put("store-key", SECRET[::-1])
    assert box.get("store-key") == SECRET
    assert [file.name for file in tmp_path.iterdir()] == ["store-key.key"]


def test_a_folder_in_the_place_of_a_key_file_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "store-key.key").mkdir()
    box = ThrowawaySecrets(tmp_path)
    for step in (lambda: box.get("store-key"), lambda: box.delete("store-key")):
        with pytest.raises(KeysFileUnwritable):
            step()


# keyring leaves its connection open when the store stays locked.
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_a_locked_real_key_store_is_said_so(locked_keyring: None) -> None:
    box = KeyringSecrets("real-folder", answer_within=20)
    with pytest.raises(KeyStoreLocked):
        box.put("store-key", SECRET)
    for thread in threading.enumerate():
        if thread.name == "key-store":
            thread.join(20)
    gc.collect()  # while the warning is expected

"""Where the keys of this PC are kept: the system's key store, a pass-phrase, or throw-away files.

Three boxes with the same calls (`core.SecretsBox`). The choice falls once, when the data folder is made;
`bootstrap` finds it again. Nothing here ever writes a key in plain text, but for `ThrowawaySecrets`, which
real elections refuse.
"""

from __future__ import annotations

import importlib
import json
import queue
import re
import sys
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

import keyring
import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import nacl.exceptions
import nacl.pwhash.argon2id
import nacl.secret
import nacl.utils

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.text import nfc
from omp_desktop.files import replace_file
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
from omp_desktop.services.key_files import create_file, private_folder

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE_NAME = "OMP Desktop"
ANSWER_WITHIN = 5.0  # seconds; a key store that asks the user takes longer and is asked again by hand
STORE_KEY = "store-key"
OWN_VOTE_KEY = "own-vote-key"
COMMISSION_KEY = "commission-key"
_NAME = re.compile(r"[a-z0-9-]{1,80}")
# With what keyring reaches the key store of each system. Without it there seems to be no key store.
_BRIDGES: Mapping[str, tuple[str, ...]] = {
    "linux": ("keyring.backends.SecretService", "secretstorage"),
    "win32": ("keyring.backends.Windows", "win32ctypes.pywin32.win32cred"),
    "darwin": ("keyring.backends.macOS.api",),
}

T = TypeVar("T")


def device_key_name(device_id: str) -> str:
    """The name under which the seed of a device's signing key is kept."""
    return f"device-{device_id}"


def missing_bridge() -> str | None:
    """What this installation lacks to reach the key store of its system; None where it lacks nothing."""
    for module in _BRIDGES.get(sys.platform, ()):
        try:
            importlib.import_module(module)
        except ImportError:
            return module
    return None


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError("name of a secret: lower-case letters, digits and dashes")
    return name


class KeyringSecrets:
    """The key store of the operating system.

    Each call runs in a thread of its own with a time-out: key stores wait for a window that nobody sees, or
    for a service that never answers. After the time-out the thread is left behind (a daemon: it does not keep
    the program from ending). `folder_id` keeps the keys of several data folders apart.
    """

    throw_away = False

    def __init__(
        self, folder_id: str, *, backend: KeyringBackend | None = None, answer_within: float = ANSWER_WITHIN
    ) -> None:
        self._folder_id = folder_id
        self._given = backend
        self._answer_within = answer_within

    def get(self, name: str) -> bytes | None:
        """The secret, or None. Raises KeyStoreAbsent, -Locked, -Hangs, -Unsafe, -Failed."""
        entry = self._entry(name)
        text = self._ask(lambda: self._backend().get_password(SERVICE_NAME, entry))
        if text is None:
            return None
        try:
            return bytes.fromhex(text)
        except ValueError:
            raise KeyStoreFailed(kind="ValueError") from None

    def put(self, name: str, secret: bytes) -> None:
        """Keeps the secret and reads it back. Raises as `get`, and KeyStoreRefused."""
        entry = self._entry(name)
        text = secret.hex()

        def keep() -> str | None:
            backend = self._backend()
            backend.set_password(SERVICE_NAME, entry, text)
            return backend.get_password(SERVICE_NAME, entry)

        if self._ask(keep) != text:
            raise KeyStoreRefused()

    def delete(self, name: str) -> None:
        """Forgets the secret. Raises as `get`."""
        entry = self._entry(name)

        def forget() -> None:
            backend = self._backend()
            if backend.get_password(SERVICE_NAME, entry) is not None:
                backend.delete_password(SERVICE_NAME, entry)

        self._ask(forget)

    def _entry(self, name: str) -> str:
        return f"{self._folder_id}/{_checked(name)}"

    def _backend(self) -> KeyringBackend:
        """The key store in use; inside the thread, because looking for it already talks to it."""
        found: KeyringBackend | None = self._given or keyring.get_keyring()
        if isinstance(found, keyring.backends.chainer.ChainerBackend):
            # A chain would go on to its next member, which may be a plain file.
            found = next((backend for backend in type(found).backends if not _unprotected(backend)), None)
        if found is None or isinstance(found, keyring.backends.fail.Keyring):
            raise KeyStoreAbsent()
        if _unprotected(found):
            raise KeyStoreUnsafe(backend=type(found).__name__)
        return found

    def _ask(self, question: Callable[[], T]) -> T:
        answers: queue.SimpleQueue[tuple[T, None] | tuple[None, OmpError]] = queue.SimpleQueue()

        def run() -> None:
            try:
                answers.put((question(), None))
            except Exception as problem:  # any class: key stores come from other programs; told to the caller
                # Only our words go on: the exception holds frames, and they hold the secret.
                answers.put((None, _in_our_words(problem)))

        threading.Thread(target=run, name="key-store", daemon=True).start()
        try:
            answer, problem = answers.get(timeout=self._answer_within)
        except queue.Empty:
            raise KeyStoreHangs(seconds=max(1, round(self._answer_within))) from None
        if problem is not None:
            raise problem
        return answer  # type: ignore[return-value]  # a T, because there was no problem


def _unprotected(backend: KeyringBackend) -> bool:
    """Whether the key store keeps nothing, or keeps it readable by everyone who reads the file."""
    kind = type(backend)
    return (
        isinstance(backend, keyring.backends.null.Keyring)
        or kind.__module__.startswith("keyrings.alt")
        or kind.__name__.startswith("Plaintext")
    )


_WORDS: tuple[tuple[type[Exception], type[OmpError]], ...] = (
    (keyring.errors.NoKeyringError, KeyStoreAbsent),
    (keyring.errors.InitError, KeyStoreAbsent),
    (keyring.errors.KeyringLocked, KeyStoreLocked),
    (keyring.errors.PasswordSetError, KeyStoreRefused),
)


def _in_our_words(problem: Exception) -> OmpError:
    if isinstance(problem, OmpError):
        return problem
    for kind, words in _WORDS:
        if isinstance(problem, kind):
            return words()
    return KeyStoreFailed(kind=type(problem).__name__)


class PassphraseSecrets:
    """Files under a pass-phrase: Argon2id makes a key of it, XSalsa20-Poly1305 boxes each secret.

    One file per secret, so that two processes that each add one cannot lose the other's. A box holds its own
    name, so that files cannot be exchanged.
    """

    throw_away = False
    HEADER = "passphrase.json"

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._box = nacl.secret.SecretBox(key)

    @classmethod
    def exists(cls, folder: Path) -> bool:
        """Whether the folder has key files under a pass-phrase."""
        return (folder / cls.HEADER).exists()

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        *,
        opslimit: int = nacl.pwhash.argon2id.OPSLIMIT_MODERATE,
        memlimit: int = nacl.pwhash.argon2id.MEMLIMIT_MODERATE,
    ) -> Self:
        """Starts with no secrets. Raises KeysAlreadyExist, KeysFileUnwritable."""
        if cls.exists(folder):
            raise KeysAlreadyExist()
        salt = nacl.utils.random(nacl.pwhash.argon2id.SALTBYTES)
        box = cls(folder, _stretch(passphrase, salt, opslimit, memlimit))
        header = {
            "format": 1,
            "kdf": "argon2id",
            "opslimit": opslimit,
            "memlimit": memlimit,
            "salt": salt.hex(),
            # Something to open, so that a wrong pass-phrase shows at once.
            "check": b64encode(box._box.encrypt(b"omp")).decode("ascii"),
        }
        _create(folder / cls.HEADER, json.dumps(header, indent=1).encode("ascii"))
        return box

    @classmethod
    def unlock(cls, folder: Path, passphrase: str) -> Self:
        """Opens what `create` made. Raises KeysPassphraseWrong, KeysFileDamaged, KeysFileUnwritable."""
        raw = _read(folder / cls.HEADER)
        if raw is None:
            raise KeysFileDamaged(file=cls.HEADER)
        try:
            header = json.loads(raw)
            if header["format"] != 1 or header["kdf"] != "argon2id":
                raise KeysFileDamaged(file=cls.HEADER)
            check = b64decode(header["check"], validate=True)
            key = _stretch(passphrase, bytes.fromhex(header["salt"]), header["opslimit"], header["memlimit"])
        except (ValueError, KeyError, TypeError, nacl.exceptions.CryptoError):
            raise KeysFileDamaged(file=cls.HEADER) from None
        box = cls(folder, key)
        try:
            box._box.decrypt(check)
        except nacl.exceptions.CryptoError:
            raise KeysPassphraseWrong() from None
        return box

    def get(self, name: str) -> bytes | None:
        """The secret, or None. Raises KeysFileDamaged, KeysFileUnwritable."""
        path = self._path(name)
        raw = _read(path)
        if raw is None:
            return None
        try:
            held_name, _, secret = self._box.decrypt(raw).partition(b"\0")
        except (nacl.exceptions.CryptoError, ValueError):
            raise KeysFileDamaged(file=path.name) from None
        if held_name != name.encode("ascii"):
            raise KeysFileDamaged(file=path.name)
        return secret

    def put(self, name: str, secret: bytes) -> None:
        """Keeps the secret. Raises KeysFileUnwritable."""
        boxed = bytes(self._box.encrypt(name.encode("ascii") + b"\0" + secret))
        _write(self._path(name), boxed)

    def delete(self, name: str) -> None:
        """Forgets the secret. Raises KeysFileUnwritable."""
        _remove(self._path(name))

    def _path(self, name: str) -> Path:
        return self._folder / f"{_checked(name)}.box"


class ThrowawaySecrets:
    """Keys in plain files (mode 0600), for the demonstration, the tour and mock votes.

    The system's key store is never touched, and the folder can be thrown away as a whole. Real elections
    refuse this box.
    """

    throw_away = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def exists(cls, folder: Path) -> bool:
        """Whether the folder has throw-away keys."""
        return folder.is_dir() and any(folder.glob("*.key"))

    def get(self, name: str) -> bytes | None:
        """The secret, or None. Raises KeysFileDamaged, KeysFileUnwritable."""
        path = self._path(name)
        raw = _read(path)
        if raw is None:
            return None
        try:
            return bytes.fromhex(raw.decode("ascii"))
        except ValueError:
            raise KeysFileDamaged(file=path.name) from None

    def put(self, name: str, secret: bytes) -> None:
        """Keeps the secret. Raises KeysFileUnwritable."""
        _write(self._path(name), secret.hex().encode("ascii"))

    def delete(self, name: str) -> None:
        """Forgets the secret. Raises KeysFileUnwritable."""
        _remove(self._path(name))

    def _path(self, name: str) -> Path:
        return self._folder / f"{_checked(name)}.key"


def _stretch(passphrase: str, salt: bytes, opslimit: int, memlimit: int) -> bytes:
    return nacl.pwhash.argon2id.kdf(
        nacl.secret.SecretBox.KEY_SIZE,
        nfc(passphrase).encode("utf-8"),
        salt,
        opslimit=opslimit,
        memlimit=memlimit,
    )


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise KeysFileUnwritable(reason=type(problem).__name__) from problem


def _create(path: Path, content: bytes) -> None:
    _make_folder(path.parent)
    try:
        create_file(path, content)
    except FileExistsError:
        raise KeysAlreadyExist() from None
    except OSError as problem:
        raise KeysFileUnwritable(reason=type(problem).__name__) from problem


def _write(path: Path, content: bytes) -> None:
    _make_folder(path.parent)
    try:
        replace_file(path, content)
    except OSError as problem:
        raise KeysFileUnwritable(reason=type(problem).__name__) from problem


def _make_folder(folder: Path) -> None:
    try:
        private_folder(folder)
    except OSError as problem:
        raise KeysFileUnwritable(reason=type(problem).__name__) from problem


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as problem:
        raise KeysFileUnwritable(reason=type(problem).__name__) from problem

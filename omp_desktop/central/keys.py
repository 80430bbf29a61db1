"""The centre's key, and the code with which the commission registers.

The seed lies in a file that only the program's user may read: `centre.key` in the data folder, or where
OMP_SIGNING_KEY_FILE says. The database remembers the public key: a centre with another one does not serve.
"""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from omp_desktop.central.centre import Centre
from omp_desktop.central.engine import CentreStore
from omp_desktop.central.errors import CentreKeyDiffers, CentreKeyMissing, CentreKeyUnusable
from omp_desktop.central.schema import SettingRow
from omp_desktop.central.settings import CentreSettings
from omp_desktop.crypto.signing import SEED_BYTES, SigningKeyPair, generate, key_pair
from omp_desktop.domain.json_fields import instant_text
from omp_desktop.files import WINDOWS, replace_file, sync_folder
from omp_desktop.wire.enrolment import EnrolmentCode

FILE_NAME: Final = "centre.key"
CODE_VALID: Final = timedelta(hours=24)
# The name under which the database keeps that there is a commission: there can be one.
COMMISSION: Final = "commission"
_KEY: Final = "centre-key"
_CODE: Final = "commission-code."
_HASH_CHARACTERS: Final = 32


class _KeptCode(msgspec.Struct, frozen=True):
    hash: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Where the seed is. `named`: somebody said where, so the program makes none there."""

    path: Path
    named: bool

    @staticmethod
    def of(settings: CentreSettings, folder: Path) -> KeyFile:
        """The file of these settings."""
        if settings.signing_key_file is not None:
            return KeyFile(settings.signing_key_file, named=True)
        return KeyFile(folder / FILE_NAME, named=False)


def centre_keys(store: CentreStore, file: KeyFile) -> SigningKeyPair:
    """The centre's key pair; made, if this database never had one and no file is named.

    Raises CentreKeyMissing, CentreKeyUnusable, CentreKeyDiffers, CentreUnable.
    """
    with store.read() as session:
        known = session.scalar(select(SettingRow.value).where(SettingRow.key == _KEY))
    if not file.path.exists():
        if file.named or known is not None:
            raise CentreKeyMissing(file=str(file.path))
        _write_new(file.path)
    keys = read_key_file(file.path)
    kept = store.write(lambda session: _kept_key(session, keys))
    if kept != keys.public_key.hex():
        raise CentreKeyDiffers(file=str(file.path))
    return keys


def known_key(session: Session) -> bytes | None:
    """The public key of the centre of this database; None before its first start."""
    known = session.scalar(select(SettingRow.value).where(SettingRow.key == _KEY))
    return None if known is None else bytes.fromhex(known)


def read_key_file(path: Path) -> SigningKeyPair:
    """The pair whose seed is in the file. Raises CentreKeyUnusable."""
    try:
        with path.open("rb") as opened:
            open_to_all = stat.S_IMODE(os.fstat(opened.fileno()).st_mode) & stat.S_IRWXO
            raw = opened.read(4 * SEED_BYTES)
        seed = bytes.fromhex(raw.decode("ascii").strip())
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise CentreKeyUnusable(file=str(path), reason=reason) from None
    except ValueError:
        raise CentreKeyUnusable(file=str(path), reason="hex") from None
    if open_to_all and not WINDOWS:
        raise CentreKeyUnusable(file=str(path), reason=f"mode {open_to_all:o} for others")
    if len(seed) != SEED_BYTES:
        raise CentreKeyUnusable(file=str(path), reason=f"{len(seed)} bytes")
    return key_pair(seed)


def new_commission_code(centre: Centre) -> EnrolmentCode | None:
    """A code for the commission; None if there is a commission already. Raises CentreUnable.

    Each start gives one of its own while there is none, so that replicas do not spoil each other's.
    """
    code = EnrolmentCode.make(centre.keys.public_key)
    now = centre.now()

    def keep(session: Session) -> bool:
        if session.get(SettingRow, COMMISSION) is not None:
            return False
        _forget_expired(session, now)
        kept = _KeptCode(code.hash, instant_text(now + CODE_VALID))
        session.add(SettingRow(key=_code_key(code.hash), value=msgspec.json.encode(kept).decode("utf-8")))
        return True

    return code if centre.store.write(keep) else None


def commission_code_holds(session: Session, code_hash: str, now: datetime) -> bool:
    """Whether the commission may register with the code of this hash."""
    row = session.get(SettingRow, _code_key(code_hash))
    if row is None:
        return False
    kept = msgspec.json.decode(row.value, type=_KeptCode)
    return kept.hash == code_hash and instant_text(now) < kept.expires_at


def _code_key(code_hash: str) -> str:
    return _CODE + code_hash[:_HASH_CHARACTERS]


def _forget_expired(session: Session, now: datetime) -> None:
    rows = session.execute(
        select(SettingRow.key, SettingRow.value).where(SettingRow.key.startswith(_CODE, autoescape=True))
    )
    old = [
        row.key
        for row in rows
        if msgspec.json.decode(row.value, type=_KeptCode).expires_at <= instant_text(now)
    ]
    session.execute(delete(SettingRow).where(SettingRow.key.in_(old)))


def _write_new(path: Path) -> None:
    """Never over a key that is there: of two servers that start at once, one makes it."""
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        replace_file(partial, generate().seed.hex().encode("ascii") + b"\n")
        with suppress(FileExistsError):
            if WINDOWS:
                partial.rename(path)  # which replaces nothing there
            else:
                path.hardlink_to(partial)
        partial.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as problem:
        partial.unlink(missing_ok=True)
        reason = problem.strerror or type(problem).__name__
        raise CentreKeyUnusable(file=str(path), reason=reason) from None


def _kept_key(session: Session, keys: SigningKeyPair) -> str:
    row = session.get(SettingRow, _KEY)
    if row is None:
        row = SettingRow(key=_KEY, value=keys.public_key.hex())
        session.add(row)
    return row.value

"""The recovery key of this station, and the keys that go sealed with every backup.

Whoever makes it sees it once, to print or to write down; the store keeps the public half. It opens nothing
without a backup. The key of own votes and a trustee's secret are in no backup, so it never opens these.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Final

import msgspec

from omp_desktop.crypto.recovery import RECOVERY_BYTES, parse_recovery, recovery_pair, recovery_text
from omp_desktop.crypto.sealed_boxes import open_sealed, seal_to
from omp_desktop.domain.access import SECOND_PEOPLE
from omp_desktop.domain.access_errors import SecondPersonNeeded
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.json_fields import instant_text
from omp_desktop.domain.language import LocalText
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.backup_errors import BackupChanged, BackupWithoutKeys, RecoveryKeyOther
from omp_desktop.services.backup_folder import KEYS, BackupHead
from omp_desktop.services.centre import pending_device
from omp_desktop.services.centre_link import REQUESTED_DEVICE
from omp_desktop.services.code_keys import code_key_names
from omp_desktop.services.core import Core
from omp_desktop.services.key_errors import StoreKeyMissing
from omp_desktop.services.key_rotation import next_key_name
from omp_desktop.services.secrets import COMMISSION_KEY, STORE_KEY, device_key_name
from omp_desktop.services.session import (
    COMMISSION_ONLY,
    SecondPerson,
    Session,
    require_active,
    require_role,
    require_two,
)
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire.enrolment import fingerprint

MAKE_KEY: Final = LocalText("새 복구 열쇠 만들기", "make a new recovery key")
_KEPT: Final = "recovery.key"


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """A new key, in words to write down: shown or printed once, kept nowhere. `value` tells keys apart.

    `before`: what was kept of the key in whose place it came, if there was one.
    """

    station: str
    value: str
    made_at: datetime
    text: str = field(repr=False)
    before: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class RecoveryState:
    """Which key backups are sealed to, if any; `alone`: nobody is there who could stand beside."""

    value: str
    made_at: datetime | None
    alone: bool


@dataclass(frozen=True, slots=True)
class SealedKeys:
    """Secrets in hex by their names. `throw_away`: they lay unprotected where they came from."""

    throw_away: bool
    secrets: dict[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Kept:
    public_key: str
    made_at: str


class RecoveryService:
    """Makes the recovery key, and says which one is in force."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)

    def state(self) -> RecoveryState:
        """What there is."""
        with self._core.store.read() as uow:
            kept = _kept(uow)
            alone = len(_beside(uow)) < 2  # noqa: PLR2004 - two people
        if kept is None:
            return RecoveryState("", None, alone)
        return RecoveryState(_value(kept), datetime.fromisoformat(kept.made_at), alone)

    def make(self, actor: Session, second: SecondPerson | None) -> RecoveryKey:
        """A new key, for all backups from now on; those before stay with the key that they were sealed to.

        `second` may be missing only while nobody else has an account that could confirm, as at the set-up.
        Raises NotAllowed, SecondPersonNeeded, SamePerson, SecondPersonUnsuitable.
        """
        require_role(actor, COMMISSION_ONLY)
        if second is not None:
            require_two(actor, second, COMMISSION_ONLY)
        secret = self._core.random(RECOVERY_BYTES)
        now = self._core.clock.now()
        kept = _Kept(recovery_pair(secret).public_key.hex(), instant_text(now))
        with self._core.store.uow() as uow:
            if second is not None:
                require_active(uow, second.account)
            elif len(_beside(uow)) > 1:
                raise SecondPersonNeeded(action=MAKE_KEY)
            before = uow.settings.get(_KEPT)
            uow.settings.set(_KEPT, json.dumps(asdict(kept)))
            beside = {} if second is None else {"second": second.account.id}
            self._audit.append(uow, AuditEvent.RECOVERY_KEY_MADE, actor, value=_value(kept), **beside)
            station = uow.stations.this_station()
            uow.commit()
        name = "" if station is None else station.name
        return RecoveryKey(name, _value(kept), now, recovery_text(secret), before)

    def withdraw(self, actor: Session, key: RecoveryKey) -> None:
        """Nobody saw the new key: the one before counts again. Does nothing where another was made since.

        Raises NotAllowed.
        """
        require_role(actor, COMMISSION_ONLY)
        with self._core.store.uow() as uow:
            kept = _kept(uow)
            if kept is None or _value(kept) != key.value:
                return
            if key.before is None:
                uow.settings.remove(_KEPT)
            else:
                uow.settings.set(_KEPT, key.before)
            self._audit.append(uow, AuditEvent.RECOVERY_KEY_WITHDRAWN, actor, value=key.value)
            uow.commit()


def seal_keys(core: Core) -> tuple[bytes, str] | None:
    """The keys of this station, sealed to the recovery key, and its value; None where there is none.

    May take seconds: never inside a transaction. Raises StoreKeyMissing and the errors of the secrets.
    """
    with core.store.read() as uow:
        kept = _kept(uow)
        names = _names(uow)
    if kept is None:
        return None
    box = core.secrets_box
    found = {name: secret.hex() for name in names if (secret := box.get(name)) is not None}
    if STORE_KEY not in found:
        raise StoreKeyMissing
    plain = msgspec.json.encode(SealedKeys(box.throw_away, found))
    return seal_to(bytes.fromhex(kept.public_key), plain), _value(kept)


def open_keys(head: BackupHead, sealed: bytes | None, entered: str) -> SealedKeys:
    """The keys of a backup, with the recovery key as it was entered.

    Raises BackupWithoutKeys, RecoveryKeyInvalid, RecoveryKeyOther, BackupChanged, SealedBoxUnreadable.
    """
    if sealed is None:
        raise BackupWithoutKeys
    pair = recovery_pair(parse_recovery(entered))
    if fingerprint(pair.public_key) != head.recovery:
        raise RecoveryKeyOther(wanted=head.recovery)
    try:
        keys = msgspec.json.decode(open_sealed(pair.seed, sealed), type=SealedKeys)
        # Known to be hex before anything is done with them.
        for secret in keys.secrets.values():
            bytes.fromhex(secret)
    except (msgspec.MsgspecError, ValueError):
        raise BackupChanged(file=KEYS) from None
    if STORE_KEY not in keys.secrets:
        raise BackupChanged(file=KEYS)
    return keys


def _kept(uow: UnitOfWork) -> _Kept | None:
    said = uow.settings.get(_KEPT)
    return None if said is None else _Kept(**json.loads(said))


def _value(kept: _Kept) -> str:
    return fingerprint(bytes.fromhex(kept.public_key))


def _beside(uow: UnitOfWork) -> list[str]:
    """Whoever could be one of two people."""
    return [account.id for account in uow.accounts.all() if account.active and account.role in SECOND_PEOPLE]


def _names(uow: UnitOfWork) -> list[str]:
    """Every secret that belongs to this store but what must be in no copy."""
    link = uow.centre.link()
    own = (None if link is None else link.device_id, pending_device(uow), uow.settings.get(REQUESTED_DEVICE))
    devices = {device.id for device in uow.devices.all()} | {each for each in own if each is not None}
    names = [STORE_KEY, COMMISSION_KEY]
    for device_id in sorted(devices):
        names += [device_key_name(device_id), next_key_name(device_id)]
    for election in uow.elections.all():
        names += code_key_names(election.id)
    return names

"""Backups on a medium: made after the close, verified, and tried out before they are needed.

A verification opens the copy with the keys of this PC. A restore drill does what a restoring on another PC
does: it takes the keys out of the backup with the recovery key from the paper, and opens the copy with them.
Neither changes the store or the backup.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.json_fields import instant_text
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.backup_errors import BackupCancelled, BackupInsideData, BackupWhileVoting
from omp_desktop.services.backup_folder import (
    FORMAT,
    KEYS,
    STORE,
    BackupHead,
    described,
    read_head,
    read_keys,
    write_backup,
    write_new,
)
from omp_desktop.services.backup_trial import BackupCheck, opened, try_out
from omp_desktop.services.ballot_box import Cancelled, Progress, never, silently
from omp_desktop.services.centre import PROGRAM
from omp_desktop.services.core import Core
from omp_desktop.services.key_errors import StoreKeyMissing
from omp_desktop.services.recovery import open_keys, seal_keys
from omp_desktop.services.secrets import STORE_KEY
from omp_desktop.services.session import OFFICIALS, Session, require_role
from omp_desktop.store.errors import BackupStopped

_LIST: Final = "backups.made"
_LISTED_MOST: Final = 50
# Suspended too: people have voted, and others will.
VOTING: Final = frozenset({ElectionState.OPEN, ElectionState.SUSPENDED, ElectionState.CLOSING})


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup as this station remembers it; `recovery` is the value of its recovery key, empty without.

    `checked` and `drilled`: when a verification and a restore drill last found everything right.
    """

    name: str
    medium: str
    made_at: str
    entries: int
    recovery: str
    same_disk: bool
    checked: str = ""
    drilled: str = ""

    @property
    def folder(self) -> Path:
        """Where it was put."""
        return Path(self.medium) / self.name

    @property
    def made(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made_at)

    @property
    def checked_at(self) -> datetime | None:
        """When a verification last found everything right."""
        return _instant(self.checked)

    @property
    def drilled_at(self) -> datetime | None:
        """When a restore drill last did."""
        return _instant(self.drilled)


class BackupsService:
    """Makes and tries backups, and remembers which there are."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)

    def made(self) -> list[BackupMade]:
        """The latest backups, the newest first."""
        with self._core.store.read() as uow:
            said = uow.settings.get(_LIST)
        return [] if said is None else [BackupMade(**each) for each in json.loads(said)]

    def make(self, actor: Session, medium: Path, cancelled: Cancelled = never) -> BackupMade:
        """A backup in a new folder on `medium`, read back and compared.

        Raises NotAllowed, BackupInsideData, BackupWhileVoting, BackupUnwritable, BackupUnconfirmed,
        BackupCancelled, StoreKeyMissing, and the errors of the secrets and of the store.
        """
        require_role(actor, OFFICIALS)
        if medium.resolve().is_relative_to(self._core.data_dir.resolve()):
            raise BackupInsideData
        self._refuse_while_voting()
        sealed = seal_keys(self._core)
        now = self._core.clock.now()
        heads: list[BackupHead] = []

        def fill(folder: Path) -> BackupHead:
            if sealed is not None:
                write_new(folder / KEYS, sealed[0])
            try:
                self._core.store.backup(folder / STORE, cancelled)
            except BackupStopped:
                raise BackupCancelled from None
            # Polls may have opened while the copy was made: then it is not kept.
            self._refuse_while_voting()
            heads.append(self._head(folder, now, "" if sealed is None else sealed[1], cancelled))
            return heads[-1]

        folder = write_backup(medium, now, fill, cancelled)
        head = heads[-1]
        made = BackupMade(
            folder.name,
            str(medium.resolve()),
            instant_text(now),
            head.entries,
            head.recovery,
            folder.stat().st_dev == self._core.data_dir.stat().st_dev,
        )
        with self._core.store.uow() as uow:
            self._audit.append(uow, AuditEvent.BACKUP_MADE, actor, entries=head.entries)
            said = uow.settings.get(_LIST)
            earlier = [] if said is None else json.loads(said)
            uow.settings.set(_LIST, json.dumps([asdict(made), *earlier][:_LISTED_MOST]))
            uow.commit()
        return made

    def verify(
        self, actor: Session, folder: Path, progress: Progress = silently, cancelled: Cancelled = never
    ) -> BackupCheck:
        """Reads the whole backup and opens a copy of it with the key of this PC.

        What is wrong with the backup stands in the answer. Raises NotAllowed, NoBackupThere,
        BackupUnreadable, BackupNewer, BackupCancelled, StoreKeyMissing and the errors of the secrets.
        """
        require_role(actor, OFFICIALS)
        key = self._core.secrets_box.get(STORE_KEY)
        if key is None:
            raise StoreKeyMissing
        head = read_head(folder)
        lines = try_out(self._core, folder, head, key, None, progress, cancelled)
        check = BackupCheck(head, tuple(lines))
        self._keep(actor, AuditEvent.BACKUP_CHECKED, check, "checked")
        return check

    def drill(
        self,
        actor: Session,
        folder: Path,
        recovery_key: str,
        progress: Progress = silently,
        cancelled: Cancelled = never,
    ) -> BackupCheck:
        """The same with what another PC would have: the backup, and the recovery key from the paper.

        Raises as `verify`, RecoveryKeyInvalid, RecoveryKeyOther, BackupWithoutKeys.
        """
        require_role(actor, OFFICIALS)
        head = read_head(folder)
        keys = open_keys(head, read_keys(folder, head), recovery_key)
        key = bytes.fromhex(keys.secrets[STORE_KEY])
        lines = try_out(self._core, folder, head, key, keys, progress, cancelled)
        check = BackupCheck(head, tuple(lines))
        self._keep(actor, AuditEvent.RESTORE_DRILLED, check, "drilled")
        return check

    def _refuse_while_voting(self) -> None:
        with self._core.store.read() as uow:
            if any(election.state in VOTING for election in uow.elections.all()):
                raise BackupWhileVoting

    def _head(self, folder: Path, now: datetime, recovery: str, cancelled: Cancelled) -> BackupHead:
        key = self._core.secrets_box.get(STORE_KEY)
        if key is None:
            raise StoreKeyMissing
        with opened(folder, key) as copy, copy.read() as uow:
            last, station = uow.audit.last(), uow.stations.this_station()
            store_id, epoch = uow.settings.store_id, uow.settings.store_epoch
        return BackupHead(
            format=FORMAT,
            program=PROGRAM,
            made_at=now,
            store_id=store_id,
            store_epoch=epoch,
            station="" if station is None else station.name,
            entries=0 if last is None else last.seq,
            seal="" if last is None else last.hash,
            recovery=recovery,
            files=described(folder, {STORE: True, KEYS: bool(recovery)}, cancelled),
        )

    def _keep(self, actor: Session, event: AuditEvent, check: BackupCheck, field: str) -> None:
        """Keeps that somebody looked, and when everything was right."""
        problems = sum(line.problem is not None for line in check.lines)
        made_at = instant_text(check.head.made_at)
        with self._core.store.uow() as uow:
            entry = self._audit.append(uow, event, actor, entries=check.head.entries, count=problems)
            said = uow.settings.get(_LIST)
            listed = [] if said is None else json.loads(said)
            for each in listed:
                if check.holds and (each["made_at"], each["entries"]) == (made_at, check.head.entries):
                    each[field] = instant_text(entry.at)
            uow.settings.set(_LIST, json.dumps(listed))
            uow.commit()


def _instant(said: str) -> datetime | None:
    return datetime.fromisoformat(said) if said else None

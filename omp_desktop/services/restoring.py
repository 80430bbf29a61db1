"""Restoring a backup into an empty data folder, on this PC or another one.

What is restored goes on only when two people say so, in a new epoch: the copy has no home. Receipts for the
own vote are not in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from omp_desktop.services.backup_errors import (
    BackupCancelled,
    BackupUnwritable,
    DemonstrationBackup,
    StoreAlreadyThere,
)
from omp_desktop.services.backup_folder import (
    STORE,
    BackupHead,
    copy_store,
    read_head,
    read_keys,
    reason,
)
from omp_desktop.services.backup_trial import opened, trial_folder
from omp_desktop.services.ballot_box import Cancelled, Progress, never, silently
from omp_desktop.services.core import SecretsBox
from omp_desktop.services.recovery import open_keys
from omp_desktop.services.secrets import STORE_KEY
from omp_desktop.store.backup import place_new_file
from omp_desktop.store.errors import StoreDamaged
from omp_desktop.store.mirror_state import kept_place
from omp_desktop.store.opening import store_file

# With these the rest is of no use.
_FIRST: Final = STORE_KEY


def look_at(folder: Path, recovery_key: str) -> BackupHead:
    """What lies there, once the key opens it: for people to say whether it is the right one.

    Raises NoBackupThere, BackupUnreadable, BackupChanged, BackupNewer, BackupWithoutKeys, RecoveryKeyInvalid,
    RecoveryKeyOther, DemonstrationBackup.
    """
    head = read_head(folder)
    if open_keys(head, read_keys(folder, head), recovery_key).throw_away:
        raise DemonstrationBackup
    return head


def restore(  # noqa: PLR0913, PLR0917 - from where, with what, to where
    folder: Path,
    recovery_key: str,
    data_dir: Path,
    box: SecretsBox,
    progress: Progress = silently,
    cancelled: Cancelled = never,
) -> BackupHead:
    """Puts the keys of a backup into `box` and its store into `data_dir`, which was not used before.

    The copy is compared, opened and checked on every page before anything is kept; the store comes last, so
    that after a crash there is none and it can be done again. Raises as `look_at`, StoreAlreadyThere,
    BackupUnwritable, BackupCancelled, the errors of the store and those of the secrets.
    """
    if _was_used(data_dir):
        raise StoreAlreadyThere
    head = look_at(folder, recovery_key)
    keys = open_keys(head, read_keys(folder, head), recovery_key).secrets
    with trial_folder(data_dir) as place:
        copy_store(folder, head, place / STORE, progress, cancelled)
        with opened(place, bytes.fromhex(keys[STORE_KEY])) as copy:
            problems = copy.integrity_check()
        if problems:
            raise StoreDamaged(reason=problems[0])
        if cancelled():
            raise BackupCancelled
        for name in sorted(keys, key=lambda name: name != _FIRST):
            box.put(name, bytes.fromhex(keys[name]))
        try:
            place_new_file(place / STORE, store_file(data_dir))
        except FileExistsError:
            raise StoreAlreadyThere from None
        except OSError as problem:
            raise BackupUnwritable(reason=reason(problem)) from problem
    return head


def _was_used(data_dir: Path) -> bool:
    """Also where a store went missing: its journal would play into the restored one, and its second medium
    may hold more than the backup, under a key that would be overwritten.
    """
    store = store_file(data_dir)
    left = store.exists() or store.with_name(f"{store.name}-journal").exists()
    return left or kept_place(data_dir) is not None

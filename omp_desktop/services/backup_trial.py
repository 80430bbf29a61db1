"""Trying a backup out: a copy of it is opened in the data folder, looked through, and taken away again."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from omp_desktop.crypto.signing import key_pair
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Labelled, LocalText
from omp_desktop.files import PRIVATE_FOLDER
from omp_desktop.services.audit_errors import AuditReadingCancelled
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.backup_errors import (
    BackupCancelled,
    BackupDiffers,
    BackupOfAnother,
    BackupUnwritable,
    KeysDoNotFit,
)
from omp_desktop.services.backup_folder import STORE, BackupHead, copy_store, reason
from omp_desktop.services.ballot_box import Cancelled, Progress
from omp_desktop.services.core import Core
from omp_desktop.services.counting_errors import NumbersDiffer
from omp_desktop.services.poll_reports import count
from omp_desktop.services.recovery import SealedKeys
from omp_desktop.services.secrets import device_key_name
from omp_desktop.store.engine import Store, open_store
from omp_desktop.store.errors import StoreDamaged

_TRIAL: Final = ".backup-trial-"


class CheckKind(Labelled):
    """What is looked at, one after the other."""

    KEYS = "keys", "복구 열쇠로 열쇠를 꺼낼 수 있음", "The recovery key opens the keys"
    FILES = "files", "파일이 만들 때 그대로임", "The files are what was written"
    STORE = "store", "자료가 열리고 모든 부분이 온전함", "The data open, and every page is whole"
    CHAIN = "chain", "감사 기록이 끊김 없이 이어짐", "The audit log is whole"
    HISTORY = "history", "이 투표소의 기록과 같음", "It is the history of this station"
    BOOKS = "books", "선거마다 숫자가 서로 맞음", "The numbers of every election agree"
    DEVICES = "devices", "서명 열쇠가 기기와 맞음", "The signing keys fit the devices"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One look: what was found, or what is wrong."""

    kind: CheckKind
    found: LocalText | None = None
    problem: OmpError | None = None


@dataclass(frozen=True, slots=True)
class BackupCheck:
    """What was found; it ends with the first problem."""

    head: BackupHead
    lines: tuple[CheckLine, ...]

    @property
    def holds(self) -> bool:
        """Whether everything was looked at and is right."""
        return all(line.problem is None for line in self.lines)


def try_out(  # noqa: PLR0913, PLR0917 - what is looked at, and with what
    core: Core,
    folder: Path,
    head: BackupHead,
    key: bytes,
    keys: SealedKeys | None,
    progress: Progress,
    cancelled: Cancelled,
) -> Iterator[CheckLine]:
    """Each look, up to the first problem; `keys` are those that came with the backup, where they are tried.

    `progress` is told bytes of the copy. Raises BackupCancelled; of the copy nothing is left.
    """
    with trial_folder(core.data_dir) as place, ExitStack() as opened_here:
        trial = _Trial(core, head, keys, cancelled)

        def copy() -> LocalText:
            copy_store(folder, head, place / STORE, progress, cancelled)
            return LocalText("", "")

        def open_copy() -> LocalText:
            trial.copy = opened_here.enter_context(opened(place, key))
            return trial.whole()

        looks: list[tuple[CheckKind, Callable[[], LocalText]]] = [
            (CheckKind.FILES, copy),
            (CheckKind.STORE, open_copy),
            (CheckKind.CHAIN, trial.chain),
            (CheckKind.HISTORY, trial.history),
            (CheckKind.BOOKS, trial.books),
        ]
        if keys is not None:
            yield CheckLine(CheckKind.KEYS, _number(len(keys.secrets), "열쇠 {n}개", "{n} key", "{n} keys"))
            looks.append((CheckKind.DEVICES, trial.devices))
        for kind, look in looks:
            if cancelled():
                raise BackupCancelled
            try:
                yield CheckLine(kind, look())
            except (BackupCancelled, AuditReadingCancelled):
                raise BackupCancelled from None
            except OmpError as problem:
                yield CheckLine(kind, problem=problem)
                return


@contextmanager
def trial_folder(data_dir: Path) -> Iterator[Path]:
    """A private folder beside the store, gone at the end; what a crash left of earlier ones goes too.

    Raises BackupUnwritable.
    """
    place = data_dir / f"{_TRIAL}{secrets.token_hex(4)}"
    try:
        for left in data_dir.glob(f"{_TRIAL}*"):
            shutil.rmtree(left)
        place.mkdir(mode=PRIVATE_FOLDER)
    except OSError as problem:
        raise BackupUnwritable(reason=reason(problem)) from problem
    try:
        yield place
    finally:
        with suppress(OSError):
            shutil.rmtree(place)


@contextmanager
def opened(folder: Path, key: bytes) -> Iterator[Store]:
    """A copy of a store, without receipts. Raises as `open_store`."""
    store = open_store(folder, key)
    try:
        yield store
    finally:
        store.close()


class _Trial:
    """The looks into a copy that is open."""

    copy: Store

    def __init__(self, core: Core, head: BackupHead, keys: SealedKeys | None, cancelled: Cancelled) -> None:
        self._core, self._head, self._keys, self._cancelled = core, head, keys, cancelled

    def whole(self) -> LocalText:
        """Every page, the structure, and the running counts."""
        problems = self.copy.integrity_check()
        if problems:
            raise StoreDamaged(reason=problems[0])
        return LocalText("", "")

    def chain(self) -> LocalText:
        """From the first entry to the last one that the list names."""
        last = AuditLog(replace(self._core, store=self.copy)).verify(cancelled=self._cancelled)
        entries, seal = (0, "") if last is None else (last.seq, last.hash)
        if (entries, seal) != (self._head.entries, self._head.seal):
            raise BackupDiffers(entries=self._head.entries)
        return _number(entries, "항목 {n}개", "{n} entry", "{n} entries")

    def history(self) -> LocalText:
        """The log of this station has the same entry under that number."""
        with self.copy.read() as there, self._core.store.read() as here:
            if there.settings.store_id != here.settings.store_id:
                raise BackupOfAnother
            found = here.audit.page(self._head.entries - 1, 1)
            since = here.audit.count() - self._head.entries
        if not found or found[0].hash != self._head.seal:
            raise BackupDiffers(entries=self._head.entries)
        return _number(
            since,
            "그 뒤의 항목 {n}개는 백업에 없음",
            "{n} later entry is not in the backup",
            "{n} later entries are not in the backup",
        )

    def books(self) -> LocalText:
        """Ballots, voters who voted, and ballots in the sums are as many."""
        with self.copy.read() as uow:
            published = [e for e in uow.elections.all() if e.state is not ElectionState.DRAFT]
            for election in published:
                counts = count(uow, election.id, None)
                if not counts.agree:
                    raise NumbersDiffer(voted=counts.voted, ballots=counts.ballots, summed=counts.summed)
        return _number(
            len(published), "공고한 선거 {n}건", "{n} published election", "{n} published elections"
        )

    def devices(self) -> LocalText:
        """Each signing key makes the public key that the store knows."""
        held = {} if self._keys is None else self._keys.secrets
        with self.copy.read() as uow:
            devices = uow.devices.all()
        fitting = 0
        for device in devices:
            seed = held.get(device_key_name(device.id))
            if seed is None:
                continue
            if key_pair(bytes.fromhex(seed)).public_key.hex() != device.public_key:
                raise KeysDoNotFit(name=device.name)
            fitting += 1
        return _number(fitting, "기기 {n}대", "{n} device", "{n} devices")


def _number(n: int, ko: str, one: str, several: str) -> LocalText:
    return LocalText(ko.format(n=f"{n:,}"), (one if n == 1 else several).format(n=f"{n:,}"))

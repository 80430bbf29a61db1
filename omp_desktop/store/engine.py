"""The station's store: one encrypted file, opened with every safety setting in force.

Sources: https://sqlite.org/atomiccommit.html, https://www.zetetic.net/sqlcipher/sqlcipher-api/
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection

from omp_desktop.domain.clock import Reading
from omp_desktop.domain.errors import OmpError
from omp_desktop.store import backup, checks, identity, mirror_state, pragmas
from omp_desktop.store.clock_mark import StoredMark
from omp_desktop.store.connections import Connections, Mode
from omp_desktop.store.driver import StoreKey
from omp_desktop.store.errors import StoreClosed, StoreDamaged
from omp_desktop.store.faults import LATCHING
from omp_desktop.store.migrations.runner import PACKAGED, Migrations
from omp_desktop.store.mirror import Mirror
from omp_desktop.store.opening import check_existing, make_new, store_file
from omp_desktop.store.own_votes import OwnVotes
from omp_desktop.store.repositories.settings import Settings
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.store.volume import VolumeProbe, network_file_system, refuse_network_drive


def open_store(  # noqa: PLR0913 -- what a store is made of, each by its name
    folder: Path,
    key: bytes,
    *,
    own_vote_key: bytes | None = None,
    reading: Callable[[], Reading] | None = None,
    probe: VolumeProbe = network_file_system,
    migrations: Migrations = PACKAGED,
) -> Store:
    """Opens the store in `folder`, or makes one where there is none.

    `key` has 32 bytes, and so has `own_vote_key`, without which no receipts are given. `reading` gives the
    trusted time; each write raises the store's clock mark to it. An older file is backed up and migrated
    first.

    Raises StoreOnNetworkDrive, StoreKeyWrong, StoreDamaged, NotAStore, StoreNewer, StoreSettingsWrong,
    StoreNotUpgraded, StoreNotWritable, StoreBusy, StoreFull, StoreFailed.
    """
    before: Path | None = None
    refuse_network_drive(folder, probe)
    connections = Connections(store_file(folder), StoreKey(key))
    if connections.path.exists():
        before = check_existing(connections, migrations)
    elif mirror_state.kept_place(folder) is not None:
        # A new store would look like no votes.
        raise StoreDamaged(reason="missing")
    else:
        make_new(connections, migrations)
    store = Store(connections, reading, None if own_vote_key is None else StoreKey(own_vote_key))
    store.before_upgrade = before
    return store


class Store:
    """Gives out units of work. Safe to use from several threads and beside other processes.

    After a disk error or damage it refuses all work with that error until `reopen` found it sound: what the
    failed write did is unknown, and the system may have dropped what it could not write.
    """

    def __init__(
        self,
        connections: Connections,
        reading: Callable[[], Reading] | None = None,
        own_vote_key: StoreKey | None = None,
    ) -> None:
        """Use `open_store`, which checks the file first."""
        # The copy that was made before this start brought an older file up to date.
        self.before_upgrade: Path | None = None
        self._connections = connections
        self._failure: OmpError | None = None
        self._closed = False
        self._lock = Lock()
        connections.notice = self._notice
        with self.read() as uow:
            self._elsewhere = identity.is_elsewhere(uow.settings, self.path)
            self.mark = StoredMark(uow.settings.clock_mark(), reading)
        self.mirror = Mirror(connections)
        self.mirror.try_at_start()
        self.own_votes = OwnVotes(self.mirror.for_all_else(), own_vote_key)

    @property
    def path(self) -> Path:
        """The encrypted file."""
        return self._connections.path

    @property
    def elsewhere(self) -> bool:
        """Whether the file was copied, moved or restored since it was last at home; see `settle_here`."""
        return self._elsewhere

    @property
    def failure(self) -> OmpError | None:
        """Why the store refuses work, or None."""
        return self._failure

    def uow(self, busy_ms: int = pragmas.WRITE_BUSY_MS) -> UnitOfWork:
        """A transaction that may write; it waits up to `busy_ms` for other writers.

        Raises StoreBusy (on entering or committing), and whatever made an earlier write fail.
        """
        self._check_usable()
        return UnitOfWork(self.mirror.for_all_else().engine(Mode.WRITE, busy_ms), self._before_commit)

    def cast_uow(self) -> UnitOfWork:
        """A transaction for a voter who is waiting: gives up after 3 s.

        Raises MirrorFailed, here or on entering, where the second file that there should be is not written.
        """
        self._check_usable()
        writers = self.mirror.for_votes()
        return UnitOfWork(writers.engine(Mode.WRITE, pragmas.CAST_BUSY_MS), self._before_commit)

    def own_vote_uow(self, busy_ms: int = pragmas.WRITE_BUSY_MS, *, vote: bool = False) -> UnitOfWork:
        """Like `uow`, and `peppers` too, in the other file: both files are committed or neither.

        Raises OwnVotesUnavailable and MirrorFailed, here or on entering.
        """
        self._check_usable()
        writers = self.mirror.for_votes() if vote else self.mirror.for_all_else()
        if self.own_votes.beside is not writers:
            self.own_votes.open(writers)
        return UnitOfWork(self.own_votes.connections.engine(Mode.WRITE, busy_ms), self._before_commit)

    def read(self, busy_ms: int = pragmas.WRITE_BUSY_MS) -> UnitOfWork:
        """A transaction that only reads. While it lasts no vote can be recorded: keep it below 200 ms."""
        self._check_usable()
        return UnitOfWork(self._connections.engine(Mode.READ, busy_ms), _nothing_to_commit)

    def settings_in_force(self) -> Mapping[str, str]:
        """The safety settings as read back from a fresh connection. Raises StoreSettingsWrong."""
        with self._connections.raw() as connection:
            return pragmas.read_settings(connection)

    def quick_check(self) -> tuple[str, ...]:
        """What is wrong with structure and foreign keys; empty when sound. For every start."""
        with self._connections.raw() as connection:
            return checks.quick_problems(connection)

    def integrity_check(self) -> tuple[str, ...]:
        """What is wrong in any page or count; empty when sound. For when polls open and close.

        Raises MirrorFailed where the second file is not sound or not in step.
        """
        problems = self._problems()
        if not problems:
            self.mirror.check()
        return problems

    def backup(self, to: Path, stopped: Callable[[], bool] = lambda: False) -> Path:
        """A checked copy in the file `to`, with the same key. Not while polls are open: it holds a read lock.

        Raises BackupExists, BackupStopped once `stopped` says so, StoreDamaged and the errors of the store.
        """
        return backup.back_up(self._connections, to, stopped=stopped)

    def vacuum(self) -> None:
        """Rewrites the files in the order of their keys; they then no longer show what was written when.

        Raises the errors of the store, and OwnVotesUnavailable or MirrorFailed where a file beside it still
        shows it.
        """
        with self._connections.raw() as connection:
            connection.execute("VACUUM")
        try:
            self.own_votes.vacuum()
        finally:
            self.mirror.vacuum()

    def settle_here(self, record: Callable[[UnitOfWork, int], object] | None = None) -> int:
        """After people decided to go on with a copied or restored file: begins a new epoch and returns it.

        `record` writes down who decided, in the same transaction.
        """
        with self.uow() as uow:
            identity.settle(uow.settings, self.path)
            epoch = uow.settings.begin_epoch()
            if record is not None:
                record(uow, epoch)
            uow.commit()
        self._elsewhere = False
        return epoch

    def make_mirror(self, folder: Path) -> Path:
        """Makes the second file in `folder`, or makes it anew there, and writes to both from now on.

        Not for a large store while polls are open: votes wait for the copy. Raises StoreNotWritable,
        StoreFull, MirrorNotFinished, and what a backup raises.
        """
        self._check_usable()
        made = self.mirror.make(folder)
        self.own_votes.open(self.mirror.for_all_else())
        return made

    def go_on_without_mirror(self, record: Callable[[UnitOfWork], object]) -> None:
        """After two people decided to go on with one medium; `record` writes down who, in the same step."""
        self._decide(mirror_state.give_up, record)

    def forget_mirror(self, record: Callable[[UnitOfWork], object]) -> None:
        """No second file is wanted any more; what there was stays on its medium."""
        self._decide(mirror_state.forget, record)

    def reopen(self) -> None:
        """After a failure: opens the file anew and checks every page of what is really on the disk.

        Raises StoreDamaged, or the failure again; the store then stays closed to all other work.
        """
        backup.forget_cached(self.path)
        problems = self._problems()
        if problems:
            raise StoreDamaged(reason=problems[0])
        self.mirror.read_again()
        self.own_votes.open(self.mirror.for_all_else())
        with self._lock:
            self._failure = None

    def close(self) -> None:
        """Ends the use of the store: later work raises StoreClosed. Nothing is open between transactions."""
        self._closed = True

    def _problems(self) -> tuple[str, ...]:
        with self._connections.raw() as connection:
            return checks.integrity_problems(connection)

    def _decide(self, decide: Callable[[Settings], object], record: Callable[[UnitOfWork], object]) -> None:
        """In the first file alone: the other one cannot be written, or need not."""
        self._check_usable()
        alone = self._connections.engine(Mode.WRITE, pragmas.WRITE_BUSY_MS)
        with UnitOfWork(alone, self._before_commit) as uow:
            decide(uow.settings)
            record(uow)
            uow.commit()
        self.mirror.read_again()
        self.own_votes.open(self.mirror.for_all_else())

    def _before_commit(self, connection: Connection) -> None:
        self.mark.write(connection)
        self.mirror.before_commit(connection)

    def _notice(self, error: OmpError) -> None:
        if isinstance(error, LATCHING):
            with self._lock:
                self._failure = self._failure or error

    def _check_usable(self) -> None:
        if self._closed:
            raise StoreClosed()
        failure = self._failure
        if failure is not None:
            raise type(failure)(**failure.params) from failure


def _nothing_to_commit(_connection: Connection) -> None:
    raise RuntimeError("a unit of work that only reads has nothing to commit")

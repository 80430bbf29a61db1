"""The second medium (두 번째 저장 매체): set up, looked after, and what two people decide when it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.text import Field, required_line
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.mirror_errors import MirrorNotWhileVoting, MirrorOnSameDisk
from omp_desktop.services.poll_steps import REASON_MAX
from omp_desktop.services.session import (
    OFFICIALS,
    SecondPerson,
    Session,
    require_active,
    require_role,
    require_two,
)
from omp_desktop.store.errors import MirrorFailed
from omp_desktop.store.mirror_state import MirrorMode
from omp_desktop.store.mirror_trouble import MirrorTrouble
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.store.volume import VolumeProbe, network_file_system, refuse_network_drive

# Copying this much keeps a voter waiting for less than a second.
LARGEST_WHILE_VOTING: Final = 20 * 1024 * 1024
_VOTING: Final = frozenset({ElectionState.OPEN, ElectionState.CLOSING})


@dataclass(frozen=True, slots=True)
class MirrorView:
    """How it stands with the media of this station.

    `mode`: None where no second medium was set up. `problem`: why it is not written now; votes are refused
    until it is or two people go on without it. `failure`: why the store itself refuses all work. `elsewhere`:
    the store was copied or restored, and nobody has decided to go on with it.
    """

    mode: MirrorMode | None = None
    path: Path | None = None
    problem: OmpError | None = None
    failure: OmpError | None = None
    elsewhere: bool = False

    @property
    def votes_refused(self) -> bool:
        """Whether nobody can vote before somebody has decided something."""
        return self.problem is not None or self.failure is not None or self.elsewhere


def on_another_disk(folder: Path, data_dir: Path) -> bool:
    """Whether the system says that these are two volumes; two partitions of one disk look the same."""
    return folder.stat().st_dev != data_dir.stat().st_dev


class MirrorService:
    """Everything that people do about the second medium."""

    def __init__(
        self,
        core: Core,
        separate: Callable[[Path, Path], bool] = on_another_disk,
        probe: VolumeProbe = network_file_system,
    ) -> None:
        self._core = core
        self._separate = separate
        self._probe = probe
        self._audit = AuditLog(core)

    def view(self) -> MirrorView:
        """A quick look that changes nothing."""
        store = self._core.store
        if store.failure is not None:
            state = store.mirror.state
            return MirrorView(None if state is None else state.mode, store.mirror.path, failure=store.failure)
        problem = store.mirror.look()
        state = store.mirror.state
        return MirrorView(
            mode=None if state is None else state.mode,
            path=store.mirror.path,
            problem=problem,
            elsewhere=store.elsewhere,
        )

    def make(self, actor: Session, folder: Path) -> MirrorView:
        """Makes the second file in `folder`, or makes it anew, and writes to both from then on.

        Raises NotAllowed, MirrorFailed for a medium that is not there, MirrorOnSameDisk, StoreOnNetworkDrive,
        MirrorNotWhileVoting, and what `Store.make_mirror` raises.
        """
        require_role(actor, OFFICIALS)
        try:
            refuse_network_drive(folder, self._probe)
            apart = self._separate(folder, self._core.data_dir)
        except OSError as problem:
            raise MirrorFailed(reason=MirrorTrouble.of(problem)) from problem
        if not apart:
            raise MirrorOnSameDisk
        self._check_size()
        self._core.store.make_mirror(folder)
        self._audit.record(AuditEvent.MIRROR_MADE, actor)
        return self.view()

    def make_anew(self, actor: Session) -> MirrorView:
        """The same where it was before. Raises what `make` raises."""
        path = self._core.store.mirror.path
        return self.make(actor, self._core.data_dir if path is None else path.parent)

    def check(self, actor: Session) -> None:
        """The thorough look at the second file. Raises NotAllowed, MirrorFailed."""
        require_role(actor, OFFICIALS)
        self._core.store.mirror.check()

    def go_on_without(self, actor: Session, second: SecondPerson, reason: str) -> MirrorView:
        """Two people decide to go on with one medium. Raises what `require_two` raises, and TextMissing."""
        self._core.store.go_on_without_mirror(
            self._recorder(AuditEvent.MIRROR_GIVEN_UP, actor, second, reason)
        )
        return self.view()

    def end(self, actor: Session, second: SecondPerson, reason: str) -> MirrorView:
        """Two people decide that no second medium is wanted. Raises what `go_on_without` raises."""
        self._core.store.forget_mirror(self._recorder(AuditEvent.MIRROR_ENDED, actor, second, reason))
        return self.view()

    def reopen(self, actor: Session) -> MirrorView:
        """After a disk error: checks every page of what is on the disk, and goes on if it is sound.

        Raises NotAllowed, StoreDamaged and the error again.
        """
        require_role(actor, OFFICIALS)
        self._core.store.reopen()
        self._audit.record(AuditEvent.STORE_CHECKED, actor)
        return self.view()

    def note_taken_over(self, evidence: Path) -> None:
        """Right after the second copy took the place of a damaged store; nobody is signed in yet."""
        self._audit.record(AuditEvent.STORE_TAKEN_OVER, None, evidence=evidence.name)

    def _recorder(
        self, event: AuditEvent, actor: Session, second: SecondPerson, reason: str
    ) -> Callable[[UnitOfWork], object]:
        require_two(actor, second, OFFICIALS)
        said = required_line(reason, limit=REASON_MAX, field=Field.REASON)

        def record(uow: UnitOfWork) -> None:
            require_active(uow, second.account)
            self._audit.append(uow, event, actor, second=second.account.id, reason=said)

        return record

    def _check_size(self) -> None:
        if self._core.store.path.stat().st_size <= LARGEST_WHILE_VOTING:
            return
        with self._core.store.read() as uow:
            if any(election.state in _VOTING for election in uow.elections.all()):
                raise MirrorNotWhileVoting

"""The diagnosis (진단): what the program can find out about itself, in words that say what to do next.

It changes nothing. While people vote it takes short looks only: a long read would keep them waiting.
"""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import nacl

import omp_desktop
from omp_desktop.crypto.aggregate import decode_aggregate, product
from omp_desktop.crypto.ballot import decode_ballot
from omp_desktop.crypto.self_test import self_test
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.clock import ClockQuality
from omp_desktop.domain.election import Election, ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.station import DeviceKind
from omp_desktop.paths import resource
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.ballot_box import Cancelled, never
from omp_desktop.services.core import Core
from omp_desktop.services.counting import CountingService
from omp_desktop.services.counting_errors import NumbersDiffer, SumsDiffer
from omp_desktop.services.findings import Finding, failed, well, wrong
from omp_desktop.services.order_of_writing import order_shows
from omp_desktop.services.poll_reports import count
from omp_desktop.services.publication import check_signatures, read_published
from omp_desktop.services.secrets import STORE_KEY, device_key_name
from omp_desktop.services.voting_errors import StoreElsewhere
from omp_desktop.store.driver import SQLITE_VERSION
from omp_desktop.store.mirror_state import MirrorMode

FONTS: Final = ("Pretendard-Regular.ttf", "Pretendard-SemiBold.ttf", "Pretendard-Bold.ttf")
MEGABYTE: Final = 1_000_000
GIGABYTE: Final = 1_000 * MEGABYTE
_SAID_IN_GIGABYTES: Final = 10 * GIGABYTE
LEAST_FREE: Final = 1_000 * MEGABYTE
# Rewriting and copying the file each need its size again.
COPIES: Final = 3
# What is read within 200 ms, so that no voter waits for it.
SHORT_LOOK_BYTES: Final = 20 * MEGABYTE
SHORT_LOOK_BALLOTS: Final = 300
# What is added up within some seconds when nobody votes.
LONG_LOOK_BALLOTS: Final = 3_000
_VOTING: Final = frozenset({ElectionState.OPEN, ElectionState.CLOSING})


class Diagnostics:
    """Looks at program, keys, disk, clock, store and elections."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def doctor(self) -> list[Finding]:
        """Every finding, the wrong ones too; an error in one check does not end the others."""
        return [*self.station(), *self.elections()]

    def station(self, cancelled: Cancelled = never) -> Iterator[Finding]:
        """What is found of program, keys, disk, clock and store, one after the other.

        Once `cancelled`, the longest check of all ends early: that of the audit log.
        """
        yield self._versions()
        yield self._fonts()
        yield _asked("program.encryption", self_test)
        yield from self._guarded("keys.store", self._keys)
        yield self._disk()
        yield self._clock()
        yield from self._guarded("store.settings", partial(self._store, cancelled))
        yield from self._guarded("mirror.works", self._mirror)

    def elections(self, election_id: str | None = None) -> Iterator[Finding]:
        """What is found of the published elections, or of one of them alone."""
        yield from self._guarded("store.sound", partial(self._elections, election_id))

    def _versions(self) -> Finding:
        return well(
            "program.versions",
            program=omp_desktop.__version__,
            python=platform.python_version(),
            sqlite=SQLITE_VERSION,
            nacl=nacl.__version__,
        )

    def _fonts(self) -> Finding:
        missing = [name for name in FONTS if not resource("fonts", name).is_file()]
        return wrong("program.fonts", file=missing[0]) if missing else well("program.fonts")

    def _keys(self) -> Iterator[Finding]:
        names = [STORE_KEY]
        with self._core.store.read() as uow:
            here = uow.stations.this_station()
            devices = [] if here is None else uow.devices.of_station(here.id)
            real = any(not e.test_mode and e.state is not ElectionState.DRAFT for e in uow.elections.all())
        names += [device_key_name(d.id) for d in devices if d.active and d.kind is DeviceKind.KIOSK]
        missing = [name for name in names if self._core.secrets_box.get(name) is None]
        yield wrong("keys.store", name=missing[0]) if missing else well("keys.store")
        unprotected = real and self._core.secrets_box.throw_away
        yield wrong("keys.protected") if unprotected else well("keys.protected")

    def _disk(self) -> Finding:
        free = shutil.disk_usage(self._core.data_dir).free
        needed = max(LEAST_FREE, COPIES * self._store_size())
        if free < needed:
            return wrong("disk.space", free=_size(free), needed=_size(needed))
        return well("disk.space", free=_size(free))

    def _clock(self) -> Finding:
        quality = self._core.clock.read().quality
        if quality is ClockQuality.SUSPECT:
            return wrong("clock.quality")
        return well("clock.quality", quality=quality)

    def _store(self, cancelled: Cancelled) -> Iterator[Finding]:
        yield _asked("store.settings", self._core.store.settings_in_force)
        elsewhere = self._core.store.elsewhere
        yield failed("store.home", StoreElsewhere()) if elsewhere else well("store.home")
        with self._core.store.read() as uow:
            voting = any(election.state in _VOTING for election in uow.elections.all())
            shows = order_shows(uow)
        if voting and self._store_size() > SHORT_LOOK_BYTES:
            yield well("store.sound-later")
        else:
            problems = self._core.store.quick_check()
            yield wrong("store.sound", problem=problems[0]) if problems else well("store.sound")
        problem = self._core.store.own_votes.problem
        yield well("store.own-votes") if problem is None else failed("store.own-votes", problem)
        yield wrong("store.order") if shows else well("store.order")
        yield _asked("audit.chain", partial(AuditLog(self._core).verify, cancelled=cancelled))

    def _mirror(self) -> Iterator[Finding]:
        mirror = self._core.store.mirror
        problem, state = mirror.look(), mirror.state
        if state is None:
            yield well("mirror.none")
        elif problem is not None:
            yield failed("mirror.works", problem)
        else:
            written = state.mode is MirrorMode.ON
            yield well("mirror.works", path=state.path) if written else wrong("mirror.works")

    def _elections(self, election_id: str | None) -> Iterator[Finding]:
        with self._core.store.read() as uow:
            published = [e for e in uow.elections.all() if e.state is not ElectionState.DRAFT]
        for election in published:
            if election_id not in {None, election.id}:
                continue
            yield from self._guarded("election.signatures", partial(self._signatures, election))
            yield from self._guarded("election.numbers", partial(self._numbers, election))
            yield from self._guarded("election.sums", partial(self._sums, election))

    def _signatures(self, election: Election) -> Iterator[Finding]:
        with self._core.store.read() as uow:
            check_signatures(uow, election.id)
        yield well("election.signatures", election=election.name)

    def _numbers(self, election: Election) -> Iterator[Finding]:
        with self._core.store.read() as uow:
            counts = count(uow, election.id, None)
            permits = len(uow.permits.open_in_election(election.id))
        if not counts.agree:
            raise NumbersDiffer(voted=counts.voted, ballots=counts.ballots, summed=counts.summed)
        yield well("election.numbers", election=election.name, ballots=counts.ballots)
        finding = well if permits == counts.issued else wrong
        yield finding("election.permits", election=election.name, permits=permits, issued=counts.issued)

    def _sums(self, election: Election) -> Iterator[Finding]:
        voting = election.state in _VOTING
        with self._core.store.read() as uow:
            ballots = uow.ballots.counts(election.id)[BallotStatus.CAST]
        if ballots > (SHORT_LOOK_BALLOTS if voting else LONG_LOOK_BALLOTS):
            yield well("election.sums-later", election=election.name)
            return
        if voting:
            self._compare_at_once(election.id)
        else:
            CountingService(self._core).verify_aggregate(election.id)
        yield well("election.sums", election=election.name)

    def _compare_at_once(self, election_id: str) -> None:
        """Reads few ballots with their sums in one short transaction, and computes when it is over."""
        with self._core.store.read() as uow:
            context = read_published(uow, election_id).context
            stored = uow.aggregates.get(election_id)
            page = uow.ballots.bodies(election_id, BallotStatus.CAST, None, 2 * SHORT_LOOK_BALLOTS)
        ballots = (decode_ballot(ballot.body, context) for ballot in page)
        if product(context, ballots) != decode_aggregate(context, stored):
            raise SumsDiffer

    def _store_size(self) -> int:
        return self._core.store.path.stat().st_size

    def _guarded(self, code: str, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
        """What a look finds, and the error that ended it."""
        try:
            yield from look()
        except OmpError as error:
            yield failed(code, error)


def _size(amount: int) -> str:
    """Bytes in words: in GB from 10 GB on, else in MB."""
    if amount < _SAID_IN_GIGABYTES:
        return f"{amount // MEGABYTE:,} MB"
    return f"{amount // GIGABYTE:,} GB"


def _asked(code: str, ask: Callable[[], object]) -> Finding:
    """A check that raises when something is wrong."""
    try:
        ask()
    except OmpError as error:
        return failed(code, error)
    return well(code)

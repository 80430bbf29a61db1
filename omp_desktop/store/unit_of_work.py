"""One transaction: everything in it is stored, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from omp_desktop.store.repositories.accounts import Accounts
from omp_desktop.store.repositories.ballots import Aggregates, Ballots
from omp_desktop.store.repositories.batches import Batches
from omp_desktop.store.repositories.candidates import Candidates, Pledges
from omp_desktop.store.repositories.centre import Centre
from omp_desktop.store.repositories.collected import Collected, CollectedVoters, LeftOut
from omp_desktop.store.repositories.counts import RunningCounts
from omp_desktop.store.repositories.elections import Elections
from omp_desktop.store.repositories.outbox import Outbox
from omp_desktop.store.repositories.pages import Pages
from omp_desktop.store.repositories.participations import Participations, Permits
from omp_desktop.store.repositories.peppers import Peppers
from omp_desktop.store.repositories.personal_codes import PersonalCodes
from omp_desktop.store.repositories.proofs import Ceremonies, OpeningRequests, OwnVoteRecords, TestedBallots
from omp_desktop.store.repositories.record import Amendments, AuditLog, PollEvents
from omp_desktop.store.repositories.remarks import Remarks
from omp_desktop.store.repositories.settings import Settings
from omp_desktop.store.repositories.stations import Devices, Stations
from omp_desktop.store.repositories.trustees import Trustees
from omp_desktop.store.repositories.voters import Voters


class UnitOfWork:
    """Rolls back unless `commit` is called; the repositories are there inside the `with` block only.

    Each has a connection of its own, so units of work may run in several threads; one serves one thread.
    """

    accounts: Accounts
    aggregates: Aggregates
    amendments: Amendments
    audit: AuditLog
    ballots: Ballots
    batches: Batches
    candidates: Candidates
    centre: Centre
    ceremonies: Ceremonies
    codes: PersonalCodes
    collected: Collected
    collected_voters: CollectedVoters
    counts: RunningCounts
    devices: Devices
    elections: Elections
    left_out: LeftOut
    opening_requests: OpeningRequests
    outbox: Outbox
    own_votes: OwnVoteRecords
    pages: Pages
    participations: Participations
    # Only with the file of own votes attached: Store.own_vote_uow.
    peppers: Peppers
    permits: Permits
    pledges: Pledges
    poll_events: PollEvents
    remarks: Remarks
    settings: Settings
    stations: Stations
    tested: TestedBallots
    trustees: Trustees
    voters: Voters

    def __init__(self, engine: Engine, before_commit: Callable[[Connection], None]) -> None:
        """Work on a connection of `engine`; `before_commit` is called inside the transaction."""
        self._engine = engine
        self._before_commit = before_commit
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        """Begins the transaction. Raises StoreBusy, StoreFailed, StoreDamaged and their like."""
        connection = self._engine.connect()
        try:
            connection.begin()
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        self._give_repositories(connection)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Rolls back what was not committed."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def commit(self) -> None:
        """Returns when everything is on the disk; the unit of work is over then.

        Raises StoreBusy, StoreFull, StoreFailed: then nothing was stored, but after StoreFailed that is known
        only once the store was reopened.
        """
        if self._connection is None:
            raise RuntimeError("this unit of work has ended")
        self._before_commit(self._connection)
        self._connection.commit()
        self._connection.close()
        self._connection = None

    def _give_repositories(self, connection: Connection) -> None:
        self.accounts = Accounts(connection)
        self.aggregates = Aggregates(connection)
        self.amendments = Amendments(connection)
        self.audit = AuditLog(connection)
        self.ballots = Ballots(connection)
        self.batches = Batches(connection)
        self.candidates = Candidates(connection)
        self.centre = Centre(connection)
        self.ceremonies = Ceremonies(connection)
        self.codes = PersonalCodes(connection)
        self.collected = Collected(connection)
        self.collected_voters = CollectedVoters(connection)
        self.counts = RunningCounts(connection)
        self.devices = Devices(connection)
        self.elections = Elections(connection)
        self.left_out = LeftOut(connection)
        self.opening_requests = OpeningRequests(connection)
        self.outbox = Outbox(connection)
        self.own_votes = OwnVoteRecords(connection)
        self.pages = Pages(connection)
        self.participations = Participations(connection)
        self.peppers = Peppers(connection)
        self.permits = Permits(connection)
        self.pledges = Pledges(connection)
        self.poll_events = PollEvents(connection)
        self.remarks = Remarks(connection)
        self.settings = Settings(connection)
        self.stations = Stations(connection)
        self.tested = TestedBallots(connection)
        self.trustees = Trustees(connection)
        self.voters = Voters(connection)

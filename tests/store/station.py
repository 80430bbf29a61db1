"""A small station for tests: an election with one contest, a kiosk, a few voters, the steps of a vote."""

from __future__ import annotations

import secrets
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.candidate import Candidate
from omp_desktop.domain.election import Contest, Election, ElectionState
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.poll import Permit, PermitState
from omp_desktop.domain.station import Device, DeviceKind, Station
from omp_desktop.domain.voters_list import Voter
from omp_desktop.domain.voting_window import VotingWindow
from omp_desktop.store.connections import Connections, Mode
from omp_desktop.store.driver import StoreKey
from omp_desktop.store.engine import Store, open_store
from omp_desktop.store.opening import store_file
from omp_desktop.store.pragmas import WRITE_BUSY_MS

KEY = bytes(range(32))
OPENS = datetime(2026, 12, 2, 21, tzinfo=UTC)
CLOSES = datetime(2026, 12, 3, 9, tzinfo=UTC)
HOUR = datetime(2026, 12, 3, 1, tzinfo=UTC)
CONTEST = "president"
BODY = bytes(2_900)


def new_id() -> str:
    return secrets.token_hex(16)


def short_code() -> str:
    return "".join(secrets.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(25))


def on_local_disk(_folder: Path) -> None:
    """A probe for tests: wherever the tests run, the folder counts as a disk of this PC."""


def opened(folder: Path, key: bytes = KEY) -> Store:
    return open_store(folder, key, probe=on_local_disk)


def an_election(**changes: object) -> Election:
    election = Election(
        id=new_id(),
        name=LocalText("모의 대통령선거", "Mock presidential election"),
        timezone="Asia/Seoul",
        windows=(VotingWindow(OPENS, CLOSES),),
        contests=(Contest(CONTEST, LocalText("대통령", "President")),),
    )
    return replace(election, **changes)


def a_voter(election_id: str, station_id: str, roll_number: str, name: str = "홍길동") -> Voter:
    return Voter(new_id(), election_id, station_id, roll_number, name, date(1990, 3, 14), "서울특별시 종로구")


def a_candidate(election_id: str, number: int = 1, party: str | None = None) -> Candidate:
    return Candidate(new_id(), election_id, CONTEST, number, "김후보", party)


@dataclass(frozen=True)
class Polls:
    """A store whose election is open, and what is in it."""

    store: Store
    election_id: str
    station_id: str
    kiosk_id: str
    voters: tuple[Voter, ...]

    def issue(self, voter: Voter) -> str:
        """A permit for the voter; returns its token."""
        token = new_id()
        with self.store.uow() as uow:
            uow.participations.issue(self.election_id, voter.id)
            uow.permits.add(self.permit(voter, token))
            uow.commit()
        return token

    def permit(self, voter: Voter, token: str) -> Permit:
        return Permit(token, self.election_id, self.station_id, self.kiosk_id, voter.id, PermitState.ISSUED)

    def seal(self, code: str | None = None) -> str:
        """A committed ballot; returns its id."""
        ballot_id = secrets.token_hex(32)
        with self.store.uow() as uow:
            uow.ballots.add_committed(
                ballot_id,
                self.election_id,
                self.kiosk_id,
                self.station_id,
                1,
                code or short_code(),
                BODY,
                bytes(64),
            )
            uow.commit()
        return ballot_id

    def cast(self, voter: Voter, token: str, ballot_id: str) -> None:
        """The store's part of a cast, in one transaction."""
        with self.store.cast_uow() as uow:
            uow.ballots.set_status(ballot_id, BallotStatus.COMMITTED, BallotStatus.CAST)
            uow.permits.use(token)
            uow.participations.mark_cast(self.election_id, voter.id, HOUR)
            count = uow.ballots.counts(self.election_id)[BallotStatus.CAST]
            uow.aggregates.put(self.election_id, CONTEST, bytes(960), count)
            uow.outbox.add("B", "ballot", ballot_id.encode(), self.election_id, ballot_id)
            uow.outbox.add("P", "participation", b"cast", self.election_id, voter.id)
            uow.commit()

    def vote(self, voter: Voter) -> str:
        """Check-in, seal and cast; returns the ballot's id."""
        token, ballot_id = self.issue(voter), self.seal()
        self.cast(voter, token, ballot_id)
        return ballot_id

    def set_state(self, state: ElectionState) -> None:
        with self.store.uow() as uow:
            uow.elections.save(replace(uow.elections.get(self.election_id), state=state))
            uow.commit()

    def execute(self, statement: str) -> None:
        """Changes the file behind the repositories' back; the store's guards and settings stay in force."""
        with raw_transaction(self.store) as connection:
            connection.exec_driver_sql(statement)


def open_polls(store: Store, voters: int = 3, *, test_mode: bool = False) -> Polls:
    """An open election with so many voters, numbered from 1."""
    election = an_election(test_mode=test_mode)
    station, kiosk_id = Station(new_id(), "제1투표소", "사직동"), new_id()
    listed = tuple(a_voter(election.id, station.id, str(n + 1)) for n in range(voters))
    with store.uow() as uow:
        uow.elections.add(election)
        uow.stations.add(station)
        uow.devices.add(Device(kiosk_id, station.id, "기표대 1", DeviceKind.KIOSK, "ab" * 32))
        candidate = a_candidate(election.id)
        uow.candidates.add(candidate)
        uow.candidates.put_photo(candidate.id, b"picture")
        uow.voters.add_many(listed)
        uow.codes.put_many(election.id, [(voter.id, bytes(32)) for voter in listed[:1]])
        uow.elections.save(replace(election, state=ElectionState.OPEN))
        uow.commit()
    return Polls(store, election.id, station.id, kiosk_id, listed)


def connections_of(store: Store) -> Connections:
    return Connections(store.path, StoreKey(KEY))


def raw_transaction(store: Store) -> AbstractContextManager[Connection]:
    """One write transaction without repositories."""
    return connections_of(store).engine(Mode.WRITE, WRITE_BUSY_MS).begin()


def schema_of(connection: Connection) -> dict[str, str]:
    """Every definition in the file by its name, without differences of white space."""
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        " AND name <> 'alembic_version'"
    )
    return {name: "".join(sql.split()) for name, sql in rows}


def file_in(folder: Path) -> Path:
    return store_file(folder)

"""A whole station in a folder of its own, as processes find it: keys, store, open polls, a voters list.

Who votes for what follows from the roll number, so that after any crash the totals can be told from who
voted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from omp_desktop.bootstrap import Application, Costs, keys_folder, open_application
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.definition import ElectionDefinition
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.manifest import ManifestContest
from omp_desktop.domain.poll import IdentityMethod, ParticipationState, Permit
from omp_desktop.domain.voters_list import Voter
from omp_desktop.services.publication import read_published
from omp_desktop.services.results import ElectionResult
from omp_desktop.services.secrets import ThrowawaySecrets
from omp_desktop.services.session import SecondPerson, Session
from omp_desktop.services.voting import Recorded, VotingService
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire.batch import BallotItem, Batch
from omp_desktop.wire.envelope import decode, open_envelope, unpack
from tests.services.polling_day import AFTER, NOON
from tests.services.scene import (
    FAST_HASHER,
    FAST_KEY,
    OPENS,
    PASSPHRASE,
    Desk,
    definition,
    sign_up,
    voters_file,
)

CHEAP = Costs(pins=FAST_HASHER, trustee_key=FAST_KEY)
FIRST_ROLL = 1001
FIRST_ROLL_ELSEWHERE = 50001
ELSEWHERE = "가상 제2투표소"
TWO_CONTESTS: Mapping[str, int] = {"president": 3, "council": 4}
Choices = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Place:
    """Where the station is, and what a process has to know to vote there."""

    folder: Path
    election_id: str
    kiosks: tuple[str, ...]
    at: datetime = NOON

    def open(self) -> Application:
        """The application as a start of the program opens it."""
        box = ThrowawaySecrets(keys_folder(self.folder))
        return open_application(self.folder, secrets=box, clock=FixedClock(self.at), costs=CHEAP)


def build(
    folder: Path,
    voters: int,
    booths: int,
    *,
    told: ElectionDefinition | None = None,
    options: Mapping[str, int] = TWO_CONTESTS,
    elsewhere: int = 0,
) -> Site:
    """Registers, publishes and opens an election, the small one unless told, for so many voters.

    `options` are the numbers of candidates in each contest; `elsewhere` voters are on the list of a second
    station, on another PC.
    """
    data, usb = folder / "data", folder / "usb"
    data.mkdir()
    usb.mkdir()
    clock = FixedClock(OPENS)
    box = ThrowawaySecrets(keys_folder(data))
    app = open_application(data, secrets=box, clock=clock, costs=CHEAP)
    desk = Desk(app.core)
    people = sign_up(desk)
    official = people.commission
    election = app.elections.create(official, told or definition())
    for contest, count in options.items():
        for number in range(1, count + 1):
            app.candidates.register(official, election.id, contest, number, f"후보 {number}")
    station = app.stations.add(official, "가상 제1투표소")
    kiosks = tuple(app.stations.add_kiosk(official, station.id).id for _ in range(booths))
    _list_voters(app, official, election.id, station.id, folder, rolls(voters))
    if elsewhere:
        other = app.stations.add(official, ELSEWHERE)
        _list_voters(app, official, election.id, other.id, folder, rolls(elsewhere, FIRST_ROLL_ELSEWHERE))
    key_file = app.elections.make_single_trustee_key(official, election.id, "관리인", PASSPHRASE, usb)
    app.elections.publish(official, election.id)
    second = people.beside(people.manager, people.observer)
    app.polls.zero_report(people.manager, election.id)
    app.polls.open(people.manager, second, election.id)
    clock.set(NOON)
    place = Place(data, election.id, kiosks)
    return Site(app, clock, place, people.manager, second, key_file, voters + elsewhere)


def rolls(voters: int, first: int = FIRST_ROLL) -> range:
    """The roll numbers of so many voters; none begins another."""
    return range(first, first + voters)


def _list_voters(
    app: Application, official: Session, election_id: str, station_id: str, folder: Path, numbers: range
) -> None:
    rows = [(str(n), f"가상{n}", "1990-03-14", f"가상로 {n}") for n in numbers]
    app.voters_list.import_csv(official, election_id, station_id, voters_file(folder, rows))


def choices_of(roll: int, contests: Iterable[ManifestContest]) -> Choices:
    """What the voter with this number votes for: one of four in the first contest is blank."""
    president, council = contests
    first = [None, *president.options][roll % (len(president.options) + 1)]
    two = {council.options[(roll + step) % len(council.options)].id for step in range(1 + roll % 2)}
    return {
        president.id: frozenset() if first is None else frozenset({first.id}),
        council.id: frozenset(two),
    }


def voter_of(app: Application, election_id: str, roll: int) -> Voter:
    """The voter with this number."""
    (hit,) = app.check_in.search(election_id, str(roll)).hits
    return hit.voter


def manager_of(app: Application) -> Session:
    """The manager, signed in."""
    return Session(next(a for a in app.access.accounts() if a.name == "관리관"))


def issue(app: Application, place: Place, roll: int, kiosk_id: str) -> Permit:
    """A permit for a booth."""
    request = (place.election_id, voter_of(app, place.election_id, roll).id)
    card = IdentityMethod.RESIDENT_CARD
    return app.check_in.issue(manager_of(app), [request], kiosk_id, card)[0]


def vote(booth: VotingService, token: str, roll: int) -> Recorded:
    """From the permit to recorded."""
    session = booth.begin(token)
    sealed = booth.seal(token, choices_of(roll, session.contests))
    return booth.cast(token, sealed.ballot_id)


@dataclass
class Site:
    """The station as the process of the test has it open."""

    app: Application
    clock: FixedClock
    place: Place
    manager: Session
    second: SecondPerson
    key_file: Path
    voters: int
    first_roll: int = FIRST_ROLL

    @property
    def id(self) -> str:
        return self.place.election_id

    def voted(self) -> list[int]:
        """The numbers of those who voted, as the list says."""
        with self.app.store.read() as uow:
            cast = {
                p.voter_id
                for p in uow.participations.page(self.id, limit=self.voters + 1)
                if p.state is ParticipationState.CAST
            }
            listed = uow.voters.page(self.id, limit=self.voters + 1)
        return sorted(int(voter.roll_number) for voter in listed if voter.id in cast)

    def check(self, told: Iterable[tuple[int, str]] = ()) -> None:
        """What must hold after any fault; `told` are the votes that voters were told are recorded.

        Every told vote is there (I1), voters who voted, ballots and sums agree (I2), nobody voted twice (I3),
        nothing is damaged, every ballot waits to be sent or stands in a frozen batch, once, and the program's
        own diagnosis finds nothing.
        """
        told = list(told)
        voted = self.voted()
        missing = {roll for roll, _ in told} - set(voted)
        assert not missing, f"told that it is recorded, and it is not: {missing}"
        with self.app.store.read() as uow:
            ballots = uow.ballots.counts(self.id)[BallotStatus.CAST]
            sums = set(uow.aggregates.ballots(self.id).values())
            waiting = sum(b'"cast"' in item.payload for item in uow.outbox.waiting("B", 100_000))
            waiting += _frozen_casts(uow, self.id)
            states = {uow.ballots.by_code(self.id, code.replace("-", "")) for _, code in told}
        assert {ballot.status for ballot in states if ballot} <= {BallotStatus.CAST}
        assert None not in states
        assert ballots == len(voted), f"{ballots} ballots, {len(voted)} voters who voted"
        assert sums == {ballots}, f"{sums} ballots in the sums, {ballots} in the box"
        assert waiting == ballots, f"{waiting} ballots to be sent or sent, {ballots} in the box"
        self._check_receipts()
        self._check_tested()
        damage = self.app.store.integrity_check()
        assert damage == (), f"the store does not hold together: {damage}"
        wrong = [finding for finding in self.app.diagnostics.doctor() if not finding.ok]
        assert not wrong, [finding.describe("en") for finding in wrong]

    def _check_receipts(self) -> None:
        """Both files are in step: each ballot in the box has its record here and its pepper there."""
        with self.app.store.own_vote_uow() as uow:
            box = uow.ballots.bodies(self.id, BallotStatus.CAST, limit=100_000)
            records = {b.short_code for b in box if uow.own_votes.get(b.ballot_id) is not None}
            peppers = {b.short_code for b in box if uow.peppers.has(self.id, b.short_code)}
            kept = uow.peppers.counts().get(self.id, 0)
        assert len(records) == len(box), f"{len(records)} records, {len(box)} ballots in the box"
        assert records == peppers, f"{len(records)} records, {len(peppers)} peppers"
        assert kept == len(peppers), f"{kept} peppers, {len(peppers)} of ballots in the box"

    def _check_tested(self) -> None:
        """Every tested ballot has its nonce, and no other ballot has one."""
        with self.app.store.read() as uow:
            for status in BallotStatus:
                for ballot in uow.ballots.bodies(self.id, status, limit=100_000):
                    nonce = uow.tested.nonce(ballot.ballot_id)
                    assert (nonce is not None) == (status is BallotStatus.TESTED), status

    def close_polls(self) -> None:
        """Two people close the polls."""
        self.clock.set(AFTER)
        self.app.polls.begin_closing(self.manager, self.id, 0)
        self.app.polls.close(self.manager, self.second, self.id)

    def count(self) -> ElectionResult:
        """Closes the polls, unless they are closed, and opens the totals."""
        with self.app.store.read() as uow:
            closed = uow.elections.get(self.id).state is ElectionState.CLOSED
        if not closed:
            self.close_polls()
        return self.app.counting.count(
            self.manager, self.second, self.id, self.key_file, PASSPHRASE, confirm_small=True
        )

    def check_totals(self) -> None:
        """The opened totals are those of a simple model: what the people who voted chose (I10)."""
        voted = self.voted()
        result = self.count()
        with self.app.store.read() as uow:
            contests = read_published(uow, self.id).manifest.contests
        model: Counter[str] = Counter()
        for roll in voted:
            for chosen in choices_of(roll, contests).values():
                model.update(chosen)
        counted = {o.option_id: o.votes for contest in result.contests for o in contest.options if o.votes}
        assert counted == dict(model)
        assert result.cast == len(voted)
        assert result.holds


def _frozen_casts(uow: UnitOfWork, election_id: str) -> int:
    """Cast ballots in the batches that were frozen, as their bytes say."""
    frozen = 0
    for batch in uow.batches.of_election(election_id):
        if batch.chain.lane == "B":
            content = open_envelope(unpack(uow.batches.body(batch.batch_id))).read(Batch)
            frozen += sum(
                decode(bytes(item), BallotItem).status is BallotStatus.CAST for item in content.items
            )
    return frozen

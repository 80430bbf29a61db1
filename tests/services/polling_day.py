"""A polling day on the scene of scene.py: its services, and the steps that tests take again and again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from omp_desktop.domain.candidate import Candidate
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.definition import ElectionDefinition
from omp_desktop.domain.poll import IdentityMethod, Permit
from omp_desktop.domain.voters_list import Voter
from omp_desktop.domain.voting_window import window_from_local
from omp_desktop.services.check_in import CheckInService
from omp_desktop.services.counting import CountingService
from omp_desktop.services.diagnostics import Diagnostics
from omp_desktop.services.polls import PollsService
from omp_desktop.services.results import ElectionResult
from omp_desktop.services.session import SecondPerson
from omp_desktop.services.voting import Recorded, VotingService
from tests.services.scene import (
    CLOSES,
    OPENS,
    PASSPHRASE,
    SEOUL,
    Desk,
    People,
    SmallElection,
    definition,
    voters_file,
)

TWO_WINDOWS = (
    window_from_local("2026-12-03 06:00", "2026-12-03 18:00", SEOUL),
    window_from_local("2026-12-05 06:00", "2026-12-05 18:00", SEOUL),
)
CARD = IdentityMethod.RESIDENT_CARD
NOON = OPENS + timedelta(hours=6)
AFTER = CLOSES + timedelta(minutes=1)
Choices = dict[str, frozenset[str]]


@dataclass
class Day:
    """The station of the small election on its polling day. The clock stands where the last step left it."""

    desk: Desk
    people: People
    election: SmallElection
    clock: FixedClock
    polls: PollsService = field(init=False)
    check_in: CheckInService = field(init=False)
    counting: CountingService = field(init=False)
    diagnostics: Diagnostics = field(init=False)
    booth: VotingService = field(init=False)

    def __post_init__(self) -> None:
        core = self.desk.core
        self.polls = PollsService(core)
        self.check_in = CheckInService(core)
        self.counting = CountingService(core)
        self.diagnostics = Diagnostics(core)
        self.booth = VotingService(core, self.election.kiosk.id)

    @property
    def id(self) -> str:
        return self.election.id

    @property
    def observer(self) -> SecondPerson:
        """The observer beside the manager."""
        return self.people.beside(self.people.manager, self.people.observer)

    def open(self) -> Day:
        """At the first moment of the window."""
        self.clock.set(OPENS)
        self.polls.zero_report(self.people.manager, self.id)
        self.polls.open(self.people.manager, self.observer, self.id)
        return self

    def voter(self, roll_number: str) -> Voter:
        """The voter with this roll number."""
        hits = self.check_in.search(self.id, roll_number).hits
        return next(hit.voter for hit in hits if hit.voter.roll_number == roll_number)

    def permit(self, roll_number: str) -> Permit:
        """A permit for the booth, issued at the desk."""
        voter = self.voter(roll_number)
        kiosk = self.election.kiosk.id
        return self.check_in.issue(self.people.manager, [(self.id, voter.id)], kiosk, CARD)[0]

    def choices(self, president: Candidate | None, council: Iterable[Candidate] | None = None) -> Choices:
        """Selections; None for president is a blank vote, and the first of the council unless told."""
        chosen = self.election.council[:1] if council is None else council
        return {
            "president": frozenset() if president is None else frozenset({president.id}),
            "council": frozenset(candidate.id for candidate in chosen),
        }

    def vote(self, roll_number: str, president: int | None = 0) -> Recorded:
        """Check-in to recorded; `president` is the place in the list of candidates, None for blank."""
        permit = self.permit(roll_number)
        candidate = None if president is None else self.election.president[president]
        self.booth.begin(permit.token)
        sealed = self.booth.seal(permit.token, self.choices(candidate))
        return self.booth.cast(permit.token, sealed.ballot_id)

    def close(self) -> Day:
        """After the window, with nobody waiting."""
        self.clock.set(AFTER)
        self.polls.begin_closing(self.people.manager, self.id, 0)
        self.polls.close(self.people.manager, self.observer, self.id)
        return self

    def count(self) -> ElectionResult:
        """Two people open the totals, however few ballots there are."""
        return self.counting.count(
            self.people.manager,
            self.observer,
            self.id,
            self.election.key_file,
            self.election.passphrase,
            confirm_small=True,
        )


def another_election(
    desk: Desk,
    people: People,
    like: SmallElection,
    folder: Path,
    *,
    codes: Mapping[str, str] | None = None,
    **changes: object,
) -> SmallElection:
    """A second published election at the same station with the same voters.

    `codes`: personal codes by roll number; `changes` of its definition.
    """
    official = people.commission
    told: ElectionDefinition = replace(definition(), **changes)  # type: ignore[arg-type]
    election = desk.elections.create(official, told)
    president = [
        desk.candidates.register(official, election.id, "president", number, name)
        for number, name in ((1, "새롬"), (2, "한결"))
    ]
    council = [desk.candidates.register(official, election.id, "council", 1, "보람")]
    council.append(desk.candidates.register(official, election.id, "council", 2, "슬기"))
    desk.voters_list.import_csv(official, election.id, like.station.id, voters_file(folder, codes=codes))
    key_file = desk.elections.make_single_trustee_key(
        official, election.id, "개표 관리인", PASSPHRASE, like.key_file.parent
    )
    manifest_hash = desk.elections.publish(official, election.id)
    return SmallElection(
        election.id, like.station, like.kiosk, president, council, key_file, manifest_hash=manifest_hash
    )

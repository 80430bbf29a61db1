"""The mock vote (모의투표): a throw-away station casts a deck and must count exactly that deck.

Every ballot goes the way of a voter's touch: permit, seal, cast. The clock is set inside the first window;
that is possible on throw-away keys only, so no real election can be voted this way.
"""

from __future__ import annotations

import secrets
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from omp_desktop.bootstrap import Application, Costs, keys_folder, open_application
from omp_desktop.crypto.key_file import PassphraseCost
from omp_desktop.crypto.trustees import TrusteeSecret
from omp_desktop.domain.access import Role, check_pin
from omp_desktop.domain.ballot import Selections
from omp_desktop.domain.candidate import Candidate, CandidateState
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.definition import ElectionDefinition
from omp_desktop.domain.election import Contest
from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.domain.poll import IdentityMethod
from omp_desktop.domain.station import Device
from omp_desktop.domain.tally import ContestResult
from omp_desktop.files import replace_file
from omp_desktop.reports.csv import results_csv
from omp_desktop.scenarios.deck import Slot, ballots_of, check_deck, read_deck
from omp_desktop.services.access import PinHasher
from omp_desktop.services.elections import read_definition
from omp_desktop.services.secrets import ThrowawaySecrets
from omp_desktop.services.session import SecondPerson, Session
from omp_desktop.services.tables import read_text_file

STATION_FOLDER: Final = "station"
RESULTS_FILE: Final = "results.csv"
RECORD_FILE: Final = "record.zip"
CLOSING_FILE: Final = "closing.json"
TRUSTEE_NAME: Final = "모의 개표 관리인 {number}"
_WAIT: Final = timedelta(minutes=1)
_BIRTH_DATE: Final = "1990-01-01"
# The keys of a mock vote are thrown away with it: what a guess of its PINs costs is worth nothing.
_CHEAP: Final = Costs(
    pins=PinHasher(opslimit=1, memlimit=8192), trustee_key=PassphraseCost(operations=1, memory=8192)
)

Progress = Callable[[int, int], None]


class MockFolderInUse(OmpError):
    """The folder for a mock vote already holds something."""

    code = "mock-vote.folder-in-use"
    ko = ErrorText(
        "모의투표 폴더에 이미 자료가 있습니다.", "--out에 비어 있거나 아직 없는 폴더를 지정하십시오."
    )
    en = ErrorText("The folder for the mock vote is not empty.", "Name an empty or new folder with --out.")


@dataclass(frozen=True, slots=True)
class MockVoteReport:
    """What a mock vote counted beside its deck; `seconds` from the first permit to the last cast.

    `record_file` is the election record, `closing_file` what the booth's closing value is checked against.
    """

    contests: tuple[ContestResult, ...]
    ballots: int
    seconds: float
    exact: bool
    results_file: Path
    record_file: Path
    closing_file: Path

    @property
    def ballots_per_second(self) -> float:
        """Casts per second, permit and seal included; 0 for an empty deck."""
        return self.ballots / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class _Station:
    """A throw-away station that stands ready to vote."""

    app: Application
    clock: FixedClock
    election_id: str
    manager: Session
    second: SecondPerson
    kiosk: Device
    trustees: tuple[TrusteeSecret, ...] = field(repr=False)


def run_mock_vote(
    definition_file: Path, candidates_file: Path, deck_file: Path, out: Path, progress: Progress
) -> MockVoteReport:
    """Plays a whole election in `out` and compares the count with the deck.

    `progress` is told ballots cast and ballots in all. Raises MockFolderInUse, DeckInvalid and the
    errors of reading the three files; nothing is cast then.
    """
    definition = read_definition(definition_file)
    rows = read_deck(read_text_file(deck_file).lines(), definition.contests)
    folder = _empty_folder(out)
    clock = FixedClock(definition.windows[0].opens - timedelta(days=1))
    box = ThrowawaySecrets(keys_folder(folder))
    app = open_application(folder, secrets=box, clock=clock, costs=_CHEAP)
    try:
        official = _official(app)
        election = app.elections.create(official, definition)
        app.candidates.import_csv(official, election.id, candidates_file)
        slots = _slots(definition.contests, app.candidates.in_election(election.id))
        check_deck(rows, slots)
        ballots = ballots_of(rows, slots)
        secrets.SystemRandom().shuffle(ballots)
        station = _prepare(app, clock, official, election.id, definition, len(ballots))
        seconds = _vote(station, ballots, progress)
        contests = _count(station, definition)
        app.record.export(election.id, out / RECORD_FILE)
        replace_file(out / CLOSING_FILE, app.record.closing_file(election.id))
    finally:
        app.close()
    results_file = out / RESULTS_FILE
    replace_file(results_file, results_csv(contests).encode("utf-8"))
    exact = _matches(contests, ballots)
    return MockVoteReport(
        contests, len(ballots), seconds, exact, results_file, out / RECORD_FILE, out / CLOSING_FILE
    )


def _empty_folder(out: Path) -> Path:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise MockFolderInUse()
    return out / STATION_FOLDER


def _slots(contests: Sequence[Contest], candidates: Sequence[Candidate]) -> dict[str, Slot]:
    """What the deck can name, known before anything is published."""
    slots = {}
    for contest in contests:
        own = [candidate for candidate in candidates if candidate.contest_id == contest.id]
        withdrawn = {c.number for c in own if c.state is CandidateState.WITHDRAWN}
        options = {c.number: c.id for c in own if c.number not in withdrawn}
        slots[contest.id] = Slot(options, frozenset(withdrawn), contest.blank_allowed)
    return slots


def _pin() -> str:
    """A PIN that nobody learns."""
    while True:
        pin = str(secrets.randbelow(10**10)).zfill(10)
        with suppress(OmpError):
            check_pin(pin)
            return pin


def _official(app: Application) -> Session:
    pin = _pin()
    account = app.access.first_account("모의투표", Role.COMMISSION, pin)
    return app.access.sign_in(account.id, pin)


def _colleague(app: Application, official: Session, name: str, role: Role) -> Session:
    pin = _pin()
    account = app.access.add_account(official, name, role, pin)
    return app.access.sign_in(account.id, pin)


def _prepare(  # noqa: PLR0913, PLR0917 - what a station is made of, each by name
    app: Application,
    clock: FixedClock,
    official: Session,
    election_id: str,
    definition: ElectionDefinition,
    voters: int,
) -> _Station:
    """Voters, key, publication, and the polls opened a minute into the first window."""
    station = app.stations.add(official, "모의투표소")
    kiosk = app.stations.add_kiosk(official, station.id)
    _list_voters(app, official, election_id, station.id, voters)
    count, quorum = definition.trustees
    names = [TRUSTEE_NAME.format(number=number) for number in range(1, count + 1)]
    trustees = app.ceremony.make_throw_away(official, election_id, names, quorum)
    app.elections.publish(official, election_id)
    manager = _colleague(app, official, "모의 투표관리관", Role.MANAGER)
    observer = _colleague(app, official, "모의 참관인", Role.OBSERVER)
    second = SecondPerson(observer.account, beside=manager.account.id)
    window = definition.windows[0]
    clock.set(min(window.opens + _WAIT, window.closes))
    app.polls.zero_report(manager, election_id)
    app.polls.open(manager, second, election_id)
    # Any of them will do: the last ones open the count.
    return _Station(app, clock, election_id, manager, second, kiosk, trustees[-quorum:])


def _list_voters(app: Application, official: Session, election_id: str, station_id: str, voters: int) -> None:
    """As many invented voters as there are ballots, at least one, through the usual import."""
    rows = (f"{_roll_number(n)},선거인 {n},{_BIRTH_DATE},모의시 {n}" for n in range(1, max(voters, 1) + 1))
    text = "\n".join(("등재번호,성명,생년월일,주소", *rows))
    with TemporaryDirectory() as medium:
        file = Path(medium) / "voters.csv"
        file.write_text(text, encoding="utf-8")
        app.voters_list.import_csv(official, election_id, station_id, file)


def _roll_number(number: int) -> str:
    """Nine digits: none begins another, and none can be read as a birth date."""
    return str(100_000_000 + number)


def _vote(station: _Station, ballots: Sequence[Selections], progress: Progress) -> float:
    """Casts every ballot the way a voter does; returns the seconds it took."""
    app = station.app
    booth = app.voting(station.kiosk.id)
    began = time.monotonic()
    for number, selections in enumerate(ballots, start=1):
        (hit,) = app.check_in.search(station.election_id, _roll_number(number)).hits
        request = (station.election_id, hit.voter.id)
        (permit,) = app.check_in.issue(
            station.manager, [request], station.kiosk.id, IdentityMethod.RESIDENT_CARD
        )
        booth.begin(permit.token)
        sealed = booth.seal(permit.token, selections)
        booth.cast(permit.token, sealed.ballot_id)
        progress(number, len(ballots))
    return time.monotonic() - began


def _count(station: _Station, definition: ElectionDefinition) -> tuple[ContestResult, ...]:
    """Closes the polls and opens the count."""
    app, election_id = station.app, station.election_id
    station.clock.set(definition.windows[-1].closes + _WAIT)
    app.polls.begin_closing(station.manager, election_id, 0)
    app.polls.close(station.manager, station.second, election_id)
    openings = app.counting.openings
    openings.prepare(station.manager, election_id, OpeningKind.FINAL)
    for secret in station.trustees:
        openings.give_secret(station.manager, election_id, OpeningKind.FINAL, secret)
    result = app.counting.open(station.manager, station.second, election_id, confirm_small=True)
    return result.contests


def _matches(contests: Sequence[ContestResult], ballots: Sequence[Selections]) -> bool:
    """Whether every option, the blanks and the ballots of every contest are exactly those of the deck."""
    for contest in contests:
        chosen = [ballot[contest.contest_id] for ballot in ballots]
        votes = Counter(option for selection in chosen for option in selection)
        blanks = sum(1 for selection in chosen if not selection)
        if any(option.votes != votes.get(option.option_id, 0) for option in contest.options):
            return False
        if (contest.blank, contest.ballots) != (blanks, len(ballots)) or not contest.holds:
            return False
    return bool(contests)

"""The scene of the tests: people with PINs, a small election, and how a station comes to have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from omp_desktop.crypto.key_file import PassphraseCost
from omp_desktop.domain.access import Role
from omp_desktop.domain.candidate import Candidate
from omp_desktop.domain.definition import ElectionDefinition
from omp_desktop.domain.election import Contest, Election, Policy, window_from_local
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.station import Device, Station
from omp_desktop.services.access import AccessService, PinHasher
from omp_desktop.services.candidates import CandidatesService
from omp_desktop.services.core import Core
from omp_desktop.services.elections import ElectionsService
from omp_desktop.services.pledges import PledgesService
from omp_desktop.services.session import SecondPerson, Session
from omp_desktop.services.stations import StationsService
from omp_desktop.services.voters_list import VotersListService

PIN = "271828"
PASSPHRASE = "배터리 staple 17"
STORE_KEY = bytes(range(32))
OWN_VOTE_KEY = bytes(reversed(range(32)))
# Argon2id at its smallest: what the cost is worth is not what these tests look at.
FAST_HASHER = PinHasher(opslimit=1, memlimit=8192)
FAST_KEY = PassphraseCost(operations=1, memory=8192)

SEOUL = "Asia/Seoul"
TWO_DAYS_BEFORE = datetime(2026, 12, 1, 0, 0, tzinfo=UTC)
OPENS = datetime(2026, 12, 2, 21, 0, tzinfo=UTC)  # 06:00 in Seoul
CLOSES = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)  # 18:00 in Seoul

VOTERS = [
    ("1", "강가람", "1990-03-14", "가상시 가상로 1"),
    ("2", "나누리", "1985-11-02", "가상시 가상로 2"),
    ("3", "도담", "2001-01-30", "가상시 가상로 3"),
    ("4", "라온", "1977-07-07", "가상시 가상로 4"),
    ("5", "마루", "1969-12-31", "가상시 가상로 5"),
    ("6", "바다", "1999-05-05", "가상시 가상로 6"),
    ("7", "사랑", "1993-09-19", "가상시 가상로 7"),
    ("8", "아람", "1988-08-08", "가상시 가상로 8"),
    ("9", "자람", "1995-04-25", "가상시 가상로 9"),
    ("10", "차오름", "1959-10-10", "가상시 가상로 10"),
    ("11", "하늘", "1972-02-29", "가상시 가상로 11"),
    ("12", "한별", "2003-06-17", "가상시 가상로 12"),
]


@dataclass(frozen=True)
class People:
    """Everybody who can sign in, signed in."""

    commission: Session
    manager: Session
    observer: Session
    second_manager: Session

    def beside(self, first: Session, second: Session) -> SecondPerson:
        """`second` has entered their PIN beside `first`."""
        return SecondPerson(second.account, beside=first.account.id)


@dataclass(frozen=True)
class SmallElection:
    """A published election with two contests, twelve voters and one kiosk at one station.

    president: choose 1 of 갑돌, 을순, 병수 (a gap in the numbers), blank allowed. council: choose up to 2 of
    four, blank not allowed.
    """

    id: str
    station: Station
    kiosk: Device
    president: list[Candidate]
    council: list[Candidate]
    key_file: Path
    passphrase: str = PASSPHRASE
    manifest_hash: str = ""


@dataclass
class Desk:
    """The services of the set-up side over one core."""

    core: Core
    access: AccessService = field(init=False)
    elections: ElectionsService = field(init=False)
    candidates: CandidatesService = field(init=False)
    pledges: PledgesService = field(init=False)
    voters_list: VotersListService = field(init=False)
    stations: StationsService = field(init=False)

    def __post_init__(self) -> None:
        self.access = AccessService(self.core, FAST_HASHER)
        self.elections = ElectionsService(self.core, FAST_KEY)
        self.candidates = CandidatesService(self.core)
        self.pledges = PledgesService(self.core)
        self.voters_list = VotersListService(self.core)
        self.stations = StationsService(self.core)


def sign_up(desk: Desk) -> People:
    """The usual people of a station, signed in with the PIN above."""
    first = desk.access.first_account("위원", Role.COMMISSION, PIN)
    commission = Session(first)
    others = {
        name: Session(desk.access.add_account(commission, name, role, PIN))
        for name, role in (
            ("관리관", Role.MANAGER),
            ("참관인", Role.OBSERVER),
            ("부관리관", Role.MANAGER),
        )
    }
    return People(commission, others["관리관"], others["참관인"], others["부관리관"])


def definition() -> ElectionDefinition:
    """The small election as a definition file would give it."""
    return ElectionDefinition(
        name=LocalText("가상 학생회 선거", "Student council (fictional)"),
        timezone=SEOUL,
        windows=(window_from_local("2026-12-03 06:00", "2026-12-03 18:00", SEOUL),),
        contests=(
            Contest("president", LocalText("회장", "President")),
            Contest("council", LocalText("대의원", "Council"), votes_allowed=2, blank_allowed=False),
        ),
        policy=Policy(),
    )


def voters_file(
    folder: Path,
    rows: list[tuple[str, str, str, str]] | None = None,
    codes: Mapping[str, str] | None = None,
) -> Path:
    """A voters list as a CSV file; `codes`: personal codes by roll number, in a column of their own."""
    lines = ["등재번호,성명,생년월일,주소", *(",".join(row) for row in (rows or VOTERS))]
    if codes is not None:
        beside = ["본인확인코드", *(codes.get(row[0], "") for row in (rows or VOTERS))]
        lines = [f"{line},{code}" for line, code in zip(lines, beside, strict=True)]
    path = folder / "voters.csv"
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig", newline="")
    return path


@dataclass(frozen=True)
class Draft:
    """The small election before its publication: everything is there but the key."""

    election: Election
    station: Station
    kiosk: Device
    president: list[Candidate]
    council: list[Candidate]

    @property
    def id(self) -> str:
        return self.election.id


def prepare(desk: Desk, people: People, folder: Path) -> Draft:
    """Registers the small election with candidates, station, kiosk and voters."""
    official = people.commission
    election = desk.elections.create(official, definition())
    station = desk.stations.add(official, "가상 제1투표소")
    kiosk = desk.stations.add_kiosk(official, station.id)
    president = [
        desk.candidates.register(official, election.id, "president", number, name, party)
        for number, name, party in ((1, "갑돌", "가나당"), (2, "을순", "다라당"), (4, "병수", None))
    ]
    council = [
        desk.candidates.register(official, election.id, "council", number, name)
        for number, name in enumerate(("정아", "무진", "기쁨", "경사"), start=1)
    ]
    desk.voters_list.import_csv(official, election.id, station.id, voters_file(folder))
    return Draft(election, station, kiosk, president, council)


def publish(desk: Desk, people: People, draft: Draft, usb: Path) -> SmallElection:
    """Makes the key and publishes."""
    key_file = desk.elections.make_single_trustee_key(
        people.commission, draft.id, "개표 관리인", PASSPHRASE, usb
    )
    manifest_hash = desk.elections.publish(people.commission, draft.id)
    return SmallElection(
        draft.id,
        draft.station,
        draft.kiosk,
        draft.president,
        draft.council,
        key_file,
        manifest_hash=manifest_hash,
    )

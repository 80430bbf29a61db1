"""A booth without a store: a voting service in memory that can be told to fail, and the ballots it offers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from omp_desktop.domain.access import Account, Role
from omp_desktop.domain.amendment import PublishedPledge
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.election import Contest, ContestKind, Election, Policy, VotingWindow
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.manifest import ManifestContest, ManifestOption
from omp_desktop.domain.voting_errors import PermitUsed
from omp_desktop.services.access_errors import WrongPin
from omp_desktop.services.self_check_in_errors import PersonalCodeWrong
from omp_desktop.services.session import Session
from omp_desktop.services.voting import (
    Inclusion,
    OpenedBallot,
    Outcome,
    Recorded,
    Sealed,
    ShownContest,
    VotingSession,
    WaitingPermit,
)
from omp_desktop.services.voting_errors import OwnVoteNotShown

PIN = "204816"
ROLL_NUMBER = "27"
PERSONAL_CODE = "4831027599601742"
CODE = "7F3A9-91C2B-0B5EA-48D6N-A910Z"
RECEIPT = "000G-40R4-0M30-E209-185G-R38E-1WQS"


def option(number: int, ko: str, en: str, party: str | None = None) -> ManifestOption:
    return ManifestOption(
        f"{ko}-{number}".encode().hex().ljust(32, "0")[:32], number, LocalText(ko, en), party
    )


PRESIDENT = ManifestContest(
    "president",
    LocalText("대통령선거", "President"),
    1,
    True,
    ContestKind.CANDIDATES,
    (
        option(1, "가나다", "Ga Nada", "새아침당"),
        option(2, "라마바", "Ra Maba", "한결당"),
        option(4, "사아자", "Sa Aja", "바른길당"),
        option(5, "차카타", "Cha Kata", "너른들당"),
        option(7, "파하나", "Pa Hana"),
    ),
)
AUDITORS = ManifestContest(
    "auditors",
    LocalText("감사", "Auditors"),
    2,
    False,
    ContestKind.CANDIDATES,
    (
        option(1, "가온들", "Gaon Deul"),
        option(2, "다솔비", "Dasol Bi"),
        option(3, "보드레", "Bo Deure"),
        option(5, "한울빛", "Hanul Bit"),
    ),
)
HALL = ManifestContest(
    "hall",
    LocalText("마을회관 새로 짓기", "Build a new village hall"),
    1,
    True,
    ContestKind.YES_NO,
    (option(1, "찬성", "For"), option(2, "반대", "Against")),
)
_LONG_NAMES = (
    ("가나다", "Ga Nada"),
    ("남궁바르미래", "Namgung Bareumirae"),
    ("아나스타시야 소피아 블라디미로브나", "Anastasiya Sophia Vladimirovna"),
    ("하", "Ha"),
)
LONG_PARTY = "한국미래 창조실천 통합시민연대당"
LONG_BALLOT = ManifestContest(
    "long",
    LocalText(
        "가람특별자치시 가람구 제3선거구 시의회의원선거",
        "Garam Metropolitan City Council, Garam District, Constituency No. 3",
    ),
    3,
    True,
    ContestKind.CANDIDATES,
    tuple(
        option(number, *_LONG_NAMES[number % 4], ("새아침당", LONG_PARTY, None)[number % 3])
        for number in range(1, 15)
    ),
)
WITHDRAWN = PRESIDENT.options[3].id
PLEDGES = (
    PublishedPledge(
        "교통",
        "마을버스를 10분마다 운행",
        "아침 6시부터 밤 11시까지 모든 노선의 배차 간격을 10분 이내로 줄입니다. "
        "첫해에 여섯 노선부터 시작합니다.",
    ),
    PublishedPledge(
        "돌봄",
        "동마다 저녁 돌봄 교실",
        "초등학생이 저녁 8시까지 머물 수 있는 교실을 동마다 한 곳 이상 엽니다. "
        "저녁밥과 집까지 함께 걷는 도우미를 마련합니다.",
    ),
    PublishedPledge(
        "주거", "첫 집 보증금 이자 지원", "처음 집을 빌리는 청년의 보증금 이자를 3년 동안 절반 지원합니다."
    ),
    PublishedPledge(
        "환경", "도시마다 숲 하나", "인구 10만 명마다 걸어서 15분 안에 닿는 숲을 하나씩 만듭니다."
    ),
)
LONG_PLEDGE = PublishedPledge(
    "생활", "골목마다 쉼터와 나무 그늘을 만드는 다섯 해 계획", "나무 그늘을 넓힙니다. " * 38
)

NAMES = (
    LocalText("모의 대통령선거", "Mock presidential election"),
    LocalText("가람마을 주민회 선거", "Garam Village residents' council"),
    LocalText("가람초등학교 학부모회 임원 선거", "Garam primary school parents' committee"),
)


def opened(
    contests: tuple[ManifestContest, ...], selections: Mapping[str, Collection[str]]
) -> tuple[ShownContest, ...]:
    """What a ballot with these choices shows."""
    return tuple(
        ShownContest(each, tuple(o for o in each.options if o.id in selections.get(each.id, ())))
        for each in contests
    )


def election(name: LocalText = NAMES[0]) -> Election:
    window = VotingWindow(datetime(2026, 12, 2, 21, 0, tzinfo=UTC), datetime(2026, 12, 3, 9, 0, tzinfo=UTC))
    contests = (Contest("president", LocalText("대통령선거", "President")),)
    return Election("e" * 32, name, "Asia/Seoul", (window,), contests, Policy())


@dataclass
class FakeVoting:
    """What `VotingService` does, without a store. Errors are raised in order, one per call.

    `boxed`: selections by ballot id as they were put in the box; `calls`: what was asked, in order.
    """

    contests: tuple[ManifestContest, ...] = (PRESIDENT,)
    withdrawn: frozenset[str] = frozenset({WITHDRAWN})
    permits: list[WaitingPermit] = field(default_factory=list)
    pledges: dict[str, tuple[PublishedPledge, ...]] = field(
        default_factory=lambda: {option.id: PLEDGES for option in PRESIDENT.options}
    )
    errors: dict[str, list[BaseException]] = field(default_factory=dict)
    lose_answer: bool = False
    receipts: bool = True
    receipt_lost: bool = False
    sealed: dict[str, object] = field(default_factory=dict)
    boxed: dict[str, object] = field(default_factory=dict)
    void: list[str] = field(default_factory=list)
    tested: list[str] = field(default_factory=list)
    wanted: list[bool] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    forgotten: int = 0
    inclusion: Inclusion = field(default_factory=lambda: Inclusion(found=True, status=BallotStatus.CAST))

    def issue(self, count: int = 1) -> None:
        """Permits for this booth, each for another election."""
        self.permits = [WaitingPermit(f"{n:032x}", f"{n + 16:032x}", NAMES[n]) for n in range(count)]

    def waiting(self) -> list[WaitingPermit]:
        return list(self.permits)

    def begin(self, token: str) -> VotingSession:
        self._called("begin")
        return VotingSession(token, election(), self.contests, self.withdrawn, self.pledges)

    def seal(self, token: str, selections: object) -> Sealed:
        self._called("seal")
        ballot_id = f"{len(self.sealed) + 1:064x}"
        self.sealed[ballot_id] = selections
        return Sealed(ballot_id, CODE, receipt_offered=self.receipts)

    def cast(self, token: str, ballot_id: str, *, receipt_wanted: bool = False) -> Recorded:
        if not self.lose_answer:
            self._called("cast")
        if ballot_id not in self.boxed:
            if token not in [permit.token for permit in self.permits]:
                raise PermitUsed
            self.boxed[ballot_id] = self.sealed[ballot_id]
            self.permits = [permit for permit in self.permits if permit.token != token]
            self.wanted.append(receipt_wanted)
        if self.lose_answer:
            self._called("cast")
        given = RECEIPT if receipt_wanted and not self.receipt_lost else ""
        return Recorded(CODE, given, receipt_failed=receipt_wanted and not given)

    def test(self, token: str, ballot_id: str) -> OpenedBallot:
        self._called("test")
        self.tested.append(ballot_id)
        selections: dict[str, frozenset[str]] = self.sealed[ballot_id]  # type: ignore[assignment]
        return OpenedBallot(CODE, opened(self.contests, selections))

    def abandon(self, token: str, ballot_id: str) -> Outcome:
        return self.give_up(token, ballot_id)

    def forget(self) -> None:
        self.forgotten += 1

    def outcome(self, token: str, ballot_id: str) -> Outcome:
        self._called("outcome")
        return Outcome.RECORDED if ballot_id in self.boxed else Outcome.NOT_RECORDED

    def give_up(self, token: str, ballot_id: str) -> Outcome:
        self._called("give_up")
        if ballot_id in self.boxed:
            return Outcome.RECORDED
        self.void.append(ballot_id)
        return Outcome.NOT_RECORDED

    def recover(self) -> int:
        self._called("recover")
        return 0

    def sweep(self) -> None:
        self._called("sweep")

    def look_up(self, code: str) -> Inclusion:
        self._called("look_up")
        return self.inclusion

    def fail(self, call: str, *errors: BaseException) -> None:
        """Let the next calls of this name raise these."""
        self.errors[call] = list(errors)

    def _called(self, call: str) -> None:
        self.calls.append(call)
        waiting = self.errors.get(call)
        if waiting:
            raise waiting.pop(0)


def busy_booth() -> FakeVoting:
    """Two permits, and two contests of which none needs a choice: what a tour needs."""
    voting = FakeVoting(contests=(PRESIDENT, HALL))
    voting.issue(2)
    return voting


class FakeCheckIn:
    """Takes one letter; `voting` gets the permits. Errors are raised in order, one per call."""

    def __init__(self, voting: FakeVoting) -> None:
        self.voting = voting
        self.offered = False
        self.errors: list[BaseException] = []
        self.given_back = 0
        self.elections = 1
        self._own: list[WaitingPermit] = []

    def check_in(self, roll_number: str, code: str) -> list[WaitingPermit]:
        if self.errors:
            raise self.errors.pop(0)
        if (roll_number, code) != (ROLL_NUMBER, PERSONAL_CODE):
            raise PersonalCodeWrong
        self.voting.issue(self.elections)
        self._own = self.voting.waiting()
        return self._own

    def give_back(self) -> int:
        self.given_back += 1
        # What an official gave at the desk stays.
        left = [permit for permit in self.voting.permits if permit in self._own]
        self.voting.permits = [permit for permit in self.voting.permits if permit not in left]
        self._own = []
        return len(left)


class FakeOwnVote:
    """Shows one vote for one receipt, as often as asked."""

    def __init__(self) -> None:
        self.officials: list[Session] = []

    def check(self, actor: Session, code: str, receipt: str) -> tuple[ShownContest, ...]:
        self.officials.append(actor)
        if (signs(code), signs(receipt)) != (signs(CODE), signs(RECEIPT)):
            raise OwnVoteNotShown
        return opened((PRESIDENT, HALL), {"president": {PRESIDENT.options[1].id}, "hall": set()})


def signs(text: str) -> str:
    return text.replace("-", "").replace(" ", "")


class FakeAccess:
    """Two officials and somebody who is none, all with one PIN."""

    def accounts(self) -> list[Account]:
        return [
            Account("a" * 32, "관리관", Role.MANAGER),
            Account("b" * 32, "위원", Role.COMMISSION),
            Account("c" * 32, "참관인", Role.OBSERVER),
        ]

    def sign_in(self, account_id: str, pin: str) -> Session:
        if pin != PIN:
            raise WrongPin(left=4)
        return Session(next(account for account in self.accounts() if account.id == account_id))

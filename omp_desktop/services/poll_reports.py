"""What is counted and printed when the polls open, rest and close, and what a report is compared by.

A report is kept as canonical JSON, so that it can be printed again word for word. Its two digests tell
whether the ballot box is still the same: one over the confirmation codes, one over the running sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.canonical import canonical_bytes, parse_canonical
from omp_desktop.domain.clock import ClockQuality
from omp_desktop.domain.json_fields import Fields, instant_text
from omp_desktop.domain.language import Labelled, LocalText
from omp_desktop.domain.poll import IdentityMethod, ParticipationState
from omp_desktop.services.pages import Closing
from omp_desktop.services.poll_errors import ChangedWhileSuspended, NotZero
from omp_desktop.store.unit_of_work import UnitOfWork

# What is in the box, or was opened as a test, never changes again; void ones may still be added.
IN_BOX: Final = (BallotStatus.CAST, BallotStatus.TESTED)
FINAL: Final = (BallotStatus.CAST, BallotStatus.TESTED, BallotStatus.VOID)
_CODES_AT_ONCE: Final = 10_000
# What must be zero before anybody has voted, in the words of the report.
_ZERO: Final[Mapping[str, LocalText]] = {
    "issued": LocalText("발급된 투표권", "permits issued"),
    "cancelled": LocalText("취소된 투표권", "permits cancelled"),
    "voted": LocalText("투표한 선거인", "voters who voted"),
    "ballots": LocalText("투표지", "ballots"),
    "sealed": LocalText("봉한 투표지", "sealed ballots"),
    "tested": LocalText("시험한 투표지", "tested ballots"),
    "void": LocalText("무효 처리한 투표지", "void ballots"),
    "summed": LocalText("집계에 든 투표지", "ballots in the sums"),
}


class ReportKind(Labelled):
    """The reports of a polling day; the latest of each kind is kept."""

    ZERO = "zero", "영(0)표 확인서", "Zero report"
    OPENED = "opened", "투표 개시 보고서", "Opening report"
    SUSPENDED = "suspended", "투표 중지 보고서", "Suspension report"
    CLOSING = "closing", "마감 시작 보고서", "Report of the beginning of closing"
    RESUMED = "resumed", "투표 재개 보고서", "Resumption report"
    CLOSED = "closed", "투표 마감 보고서", "Closing report"
    COUNTED = "counted", "개표 보고서", "Report of the count"
    REOPENED = "reopened", "투표 다시 열기 보고서", "Re-opening report"
    CERTIFIED = "certified", "확정 보고서", "Report of the certification"


@dataclass(frozen=True, slots=True)
class PollCounts:
    """Whole numbers of one election at this station.

    `issued`: permits that are open; `cancelled`: voters whose permit was cancelled; `voted`: participations
    cast; `ballots`: ballots cast; `sealed`: sealed and not yet cast; `summed`: ballots in the running sums.
    """

    listed: int
    issued: int
    cancelled: int
    voted: int
    ballots: int
    sealed: int
    tested: int
    void: int
    summed: int

    @property
    def not_voted(self) -> int:
        """Listed voters who have not voted."""
        return self.listed - self.voted

    @property
    def agree(self) -> bool:
        """Whether voters who voted, ballots in the box and ballots in the sums are as many."""
        return self.voted == self.ballots == self.summed


@dataclass(frozen=True, slots=True)
class PollReport:
    """One report. Instants are UTC; `people` are account ids; digests and hashes are hex.

    `codes_digest`: SHA-256 over the sorted lines "code status" of cast and tested ballots, of void ones too
    once the polls are closed. `sums_digest`: SHA-256 over the running sums. `chain_seq` and `chain_hash`: the
    entry of the audit log that this step made.
    """

    kind: ReportKind
    election_id: str
    station: str
    manifest_hash: str
    at: datetime
    clock: ClockQuality
    people: tuple[str, ...]
    reason: str
    counts: PollCounts
    codes_digest: str
    sums_digest: str
    store_epoch: int
    chain_seq: int
    chain_hash: str

    def to_text(self) -> str:
        """As it is kept."""
        return canonical_bytes({**asdict(self), "at": instant_text(self.at)}).decode("utf-8")

    @classmethod
    def from_text(cls, text: str) -> PollReport:
        """Reads what `to_text` made."""
        fields = Fields(parse_canonical(text.encode("utf-8")))
        plain: dict[str, Any] = dict(fields.mapping())
        plain.update(
            kind=fields.word("kind", ReportKind),
            at=fields.instant("at"),
            clock=fields.word("clock", ClockQuality),
            people=fields.texts("people"),
            counts=PollCounts(**fields.child("counts").mapping()),
        )
        return cls(**plain)


@dataclass(frozen=True, slots=True)
class ClosingReport:
    """The report of the end, with what was left over.

    `voided`: ballots sealed and never cast; `permits_cancelled`: permits nobody voted with; `left_waiting`:
    people of the queue who did not vote; `methods`: how identities were checked; `order_erased`: whether the
    file no longer shows the order of writing (see PollsService.erase_order); `closings`: the closing value of
    each booth that took ballots (crypto/pages.py).
    """

    report: PollReport
    voided: int
    permits_cancelled: int
    left_waiting: int
    methods: Mapping[IdentityMethod, int]
    order_erased: bool
    closings: tuple[Closing, ...]


def count(uow: UnitOfWork, election_id: str, station_id: str | None) -> PollCounts:
    """The numbers now; reads running counts only, so that nobody waits."""
    voters = uow.participations.counts(election_id)
    ballots = uow.ballots.counts(election_id)
    sums = set(uow.aggregates.ballots(election_id).values())
    return PollCounts(
        listed=uow.voters.count(election_id, station_id),
        issued=voters[ParticipationState.ISSUED],
        cancelled=voters[ParticipationState.CANCELLED],
        voted=voters[ParticipationState.CAST],
        ballots=ballots[BallotStatus.CAST],
        sealed=ballots[BallotStatus.COMMITTED],
        tested=ballots[BallotStatus.TESTED],
        void=ballots[BallotStatus.VOID],
        # Sums that differ from contest to contest agree with nothing.
        summed=sums.pop() if len(sums) == 1 else -1,
    )


def codes_digest(uow: UnitOfWork, election_id: str, statuses: Iterable[BallotStatus]) -> str:
    """SHA-256 over lines "code status", status by status, codes sorted: no order of casting is in it."""
    digest = sha256()
    for status in statuses:
        for code in _codes(uow, election_id, status):
            digest.update(f"{code} {status.value}\n".encode("ascii"))
    return digest.hexdigest()


def sums_digest(uow: UnitOfWork, election_id: str) -> str:
    """SHA-256 over the running sums, contest by contest."""
    digest = sha256()
    for contest_id, body in sorted(uow.aggregates.get(election_id).items()):
        digest.update(f"{contest_id} {sha256(body).hexdigest()}\n".encode("ascii"))
    return digest.hexdigest()


def require_zero(counts: PollCounts) -> None:
    """Raises NotZero for the first number that is not."""
    for name, what in _ZERO.items():
        number = getattr(counts, name)
        if number:
            raise NotZero(what=what, count=number)


def require_same_box(before: PollReport, now: PollReport) -> None:
    """Raises ChangedWhileSuspended unless voters, ballots, their codes and their sums are those of before."""
    same = (before.counts.voted, before.counts.ballots) == (now.counts.voted, now.counts.ballots)
    if not same or before.sums_digest != now.sums_digest or before.codes_digest != now.codes_digest:
        raise ChangedWhileSuspended(before=before.counts.ballots, now=now.counts.ballots)


def keep(uow: UnitOfWork, report: PollReport) -> None:
    """Keeps the report in the transaction of its step; the one of the same kind before is replaced."""
    uow.settings.set(_name(report.election_id, report.kind), report.to_text())


def kept(uow: UnitOfWork, election_id: str, kind: ReportKind) -> PollReport | None:
    """The latest report of this kind, or None."""
    text = uow.settings.get(_name(election_id, kind))
    return None if text is None else PollReport.from_text(text)


def _codes(uow: UnitOfWork, election_id: str, status: BallotStatus) -> Iterator[str]:
    after = ""
    while page := uow.ballots.codes(election_id, status, after, _CODES_AT_ONCE):
        yield from page
        after = page[-1]


def _name(election_id: str, kind: ReportKind) -> str:
    return f"polls.{election_id}.report.{kind.value}"

"""The polls: who may vote now, permits and participation, what the clock says to each step, turnout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from omp_desktop.domain.access import SECOND_PEOPLE, Account, role_names
from omp_desktop.domain.access_errors import (
    AccountInactive,
    ActionNotAllowed,
    SamePerson,
    SecondPersonNeeded,
    SecondPersonUnsuitable,
)
from omp_desktop.domain.clock import EDGE, ClockQuality, Reading
from omp_desktop.domain.election import TRANSITIONS, Election, ElectionState, PollAction
from omp_desktop.domain.language import Labelled
from omp_desktop.domain.tally import per_mille, percentage
from omp_desktop.domain.voting_errors import (
    AfterLastWindow,
    AlreadyIssued,
    AlreadyVoted,
    BeforeWindow,
    CastNotCancellable,
    ClockDoubtful,
    NothingToCancel,
    NotOpen,
    PermitCancelled,
    PermitOfOtherElection,
    PermitOfOtherKiosk,
    PermitOfOtherStation,
    PermitUsed,
    QueueFinished,
    ReasonNeeded,
    TooEarlyToClose,
    TooEarlyToOpen,
    TooLateToOpen,
    WaitingInvalid,
)
from omp_desktop.domain.voting_window import VotingWindow, format_instant, near_edge, next_window, window_at

SMALLEST_BUCKET: Final = 10
WAITING_MOST: Final = 9_999


class ParticipationState(Labelled):
    """How far a voter is in one election."""

    ISSUED = "issued", "투표권 발급", "permit issued"
    CAST = "cast", "투표함", "voted"
    CANCELLED = "cancelled", "발급 취소", "permit cancelled"


class PermitState(Labelled):
    """What became of a permit."""

    ISSUED = "issued", "발급", "issued"
    USED = "used", "사용됨", "used"
    CANCELLED = "cancelled", "취소됨", "cancelled"


class IdentityMethod(Labelled):
    """How the voter's identity was checked."""

    RESIDENT_CARD = "resident_card", "주민등록증", "resident registration card"
    DRIVING_LICENCE = "driving_licence", "운전면허증", "driving licence"
    PASSPORT = "passport", "여권", "passport"
    MOBILE = "mobile", "모바일 신분증", "mobile ID"
    SELF = "self", "본인 확인 코드", "personal code"


@dataclass(frozen=True, slots=True)
class Participation:
    """That a voter takes part; one row per election and voter. `hour`: UTC hour of the cast, no finer."""

    election_id: str
    voter_id: str
    state: ParticipationState
    hour: datetime | None = None


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to cast one ballot at one kiosk (`device_id`). It holds no voter once it is used."""

    token: str = field(repr=False)
    election_id: str
    station_id: str
    device_id: str
    voter_id: str | None
    state: PermitState


@dataclass(frozen=True, slots=True)
class PollStatus:
    """State of the polls; `queue_remaining` people may still vote while closing."""

    state: ElectionState
    queue_remaining: int | None = None


def may_cast(  # noqa: PLR0913 - every fact that decides a cast, each by name
    state: ElectionState,
    windows: Sequence[VotingWindow],
    now: datetime,
    queue_remaining: int | None = None,
    *,
    timezone: str = "UTC",
    quality: ClockQuality = ClockQuality.LOCAL,
    time_confirmed: bool = False,
) -> None:
    """Return when a ballot may be cast now; the one gate of casting.

    While closing, those in the queue may vote after the window's end. A SUSPECT clock does not stop casting
    inside a window; within 5 minutes of a window's end, or outside, it asks the manager and a second person
    (`time_confirmed`). Raises NotOpen, BeforeWindow or AfterLastWindow (both OutsideWindow), QueueFinished,
    ClockDoubtful. Times in the messages are shown in `timezone`.
    """
    if state is ElectionState.CLOSING:
        if not queue_remaining:
            raise QueueFinished
        return
    if state is not ElectionState.OPEN:
        raise NotOpen(state=state)
    inside = window_at(windows, now) is not None
    if quality is ClockQuality.SUSPECT:
        if not time_confirmed and (not inside or near_edge(windows, now, EDGE)):
            raise ClockDoubtful
        return
    if not inside:
        _refuse_outside(windows, now, timezone)


def _refuse_outside(windows: Sequence[VotingWindow], now: datetime, timezone: str) -> None:
    coming = next_window(windows, now)
    if coming is not None:
        raise BeforeWindow(opens=format_instant(coming.opens, timezone))
    raise AfterLastWindow(closes=format_instant(windows[-1].closes, timezone))


_BEGINS_VOTING = frozenset({PollAction.OPEN, PollAction.RESUME, PollAction.REOPEN})
_ENDS_VOTING = frozenset({PollAction.BEGIN_CLOSING, PollAction.CLOSE})
_ALWAYS_EXPLAINED = frozenset({PollAction.SUSPEND, PollAction.REOPEN})


def check_timing(
    election: Election,
    action: PollAction,
    reading: Reading,
    reason: str = "",
    *,
    time_confirmed: bool = False,
) -> None:
    """Whether the clock allows this step; `election.windows` are those in force, extensions included.

    Voting begins inside a window only. It ends after the last window, so between two windows the polls are
    suspended; a test vote may be closed at any time. A SUSPECT clock decides nothing: two people do. Where
    the step takes two anyway they give a reason; where it takes one, two must have confirmed the time.
    Raises TooEarlyToOpen, TooLateToOpen, TooEarlyToClose, ReasonNeeded, ClockDoubtful.
    """
    doubtful = action in _BEGINS_VOTING | _ENDS_VOTING and reading.quality is ClockQuality.SUSPECT
    alone = TRANSITIONS[action].people == 1
    if doubtful and alone and not time_confirmed:
        raise ClockDoubtful
    explained = action in _ALWAYS_EXPLAINED or (doubtful and not alone)
    if explained and not reason.strip():
        raise ReasonNeeded(action=action)
    if doubtful:
        return
    if action in _BEGINS_VOTING:
        _check_beginning(election, reading.now)
    if action in _ENDS_VOTING and not election.test_mode:
        last = election.windows[-1].closes
        if reading.now < last:
            raise TooEarlyToClose(closes=format_instant(last, election.timezone))


def _check_beginning(election: Election, now: datetime) -> None:
    if window_at(election.windows, now) is not None:
        return
    coming = next_window(election.windows, now)
    if coming is not None:
        raise TooEarlyToOpen(opens=format_instant(coming.opens, election.timezone))
    raise TooLateToOpen(closes=format_instant(election.windows[-1].closes, election.timezone))


def check_people(action: PollAction, first: Account, second: Account | None = None) -> None:
    """Whether these people may take this step together, by the table of transitions.

    Raises AccountInactive, ActionNotAllowed, SecondPersonNeeded, SamePerson, SecondPersonUnsuitable.
    """
    step = TRANSITIONS[action]
    if not first.active:
        raise AccountInactive
    if first.role not in step.roles:
        raise ActionNotAllowed(action=action, who_can=role_names(step.roles))
    if step.people > 1:
        check_second_person(action, first, second)


def check_second_person(action: PollAction | str, first: Account, second: Account | None) -> None:
    """The two-person rule for any step: another account, active, of a role that may confirm."""
    if second is None:
        raise SecondPersonNeeded(action=action)
    if second.id == first.id:
        raise SamePerson
    if not second.active:
        raise AccountInactive
    if second.role not in SECOND_PEOPLE:
        raise SecondPersonUnsuitable(role=second.role, who_can=role_names(SECOND_PEOPLE))


def check_waiting(waiting: int) -> None:
    """Refuse an impossible number of people in the queue (WaitingInvalid)."""
    if not 0 <= waiting <= WAITING_MOST:
        raise WaitingInvalid(value=waiting, most=WAITING_MOST)


def check_issue(participation: Participation | None) -> None:
    """Whether a permit may be issued: none was, or it was cancelled. Raises AlreadyVoted, AlreadyIssued."""
    if participation is None or participation.state is ParticipationState.CANCELLED:
        return
    raise AlreadyVoted if participation.state is ParticipationState.CAST else AlreadyIssued


def check_cancel(participation: Participation | None) -> None:
    """Whether the open permit may be cancelled. Raises CastNotCancellable, NothingToCancel."""
    if participation is None or participation.state is ParticipationState.CANCELLED:
        raise NothingToCancel
    if participation.state is ParticipationState.CAST:
        raise CastNotCancellable


def check_permit(permit: Permit, election_id: str, station_id: str, device_id: str) -> None:
    """Whether the permit is good for a ballot of this election at this kiosk (PermitNotValid and below)."""
    if permit.station_id != station_id:
        raise PermitOfOtherStation
    if permit.election_id != election_id:
        raise PermitOfOtherElection
    if permit.state is PermitState.USED:
        raise PermitUsed
    if permit.state is PermitState.CANCELLED:
        raise PermitCancelled
    if permit.device_id != device_id:
        raise PermitOfOtherKiosk


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of the listed voters have voted; `issued` permits are open; hours by `merge_small_hours`."""

    listed: int
    cast: int
    issued: int = 0
    by_hour: tuple[tuple[datetime, int | None], ...] = ()

    @property
    def rate(self) -> int:
        """Turnout in per mille, rounded half up; 0 for an empty list."""
        return per_mille(self.cast, self.listed)

    def percent(self, digits: int = 1) -> str:
        """Turnout as a percentage, see `tally.percentage`."""
        return percentage(self.cast, self.listed, digits)


def hour_of(instant: datetime) -> datetime:
    """The UTC hour in which the instant lies: all that is kept of a cast's time."""
    return instant.replace(minute=0, second=0, microsecond=0)


def merge_small_hours(
    counts: Mapping[datetime, int], least: int = SMALLEST_BUCKET
) -> tuple[tuple[datetime, int | None], ...]:
    """Counts per hour in order of time, so that no number below `least` shows who voted when.

    Hours are added up until there are `least`; the sum stands at the first of them and None at the others,
    which means "counted with the hour before". What is left over at the end joins the last sum; when all
    together are fewer than `least`, every hour is None.
    """
    groups: list[tuple[list[datetime], int]] = []
    hours: list[datetime] = []
    total = 0
    for hour in sorted(counts):
        hours.append(hour)
        total += counts[hour]
        if total >= least:
            groups.append((hours, total))
            hours, total = [], 0
    if not groups:
        return tuple((hour, None) for hour in hours)
    last_hours, last_total = groups[-1]
    groups[-1] = ([*last_hours, *hours], last_total + total)
    return tuple(
        (hour, count if hour == members[0] else None) for members, count in groups for hour in members
    )

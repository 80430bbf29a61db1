"""How the official's window says states, times and numbers."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from omp_desktop.domain.clock import ClockQuality
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import Lang
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.tally import NO_SHARE, percentage
from omp_desktop.gui.widgets import PillCell

# Kind and icon of the pill; the word is the state's own label.
STATE_LOOKS: dict[ElectionState, tuple[str, str]] = {
    ElectionState.DRAFT: ("plain", "pencil"),
    ElectionState.PUBLISHED: ("info", "stamp"),
    ElectionState.OPEN: ("ok", "circle-dot"),
    ElectionState.SUSPENDED: ("warn", "circle-pause"),
    ElectionState.CLOSING: ("warn", "hourglass"),
    ElectionState.CLOSED: ("plain", "lock"),
    ElectionState.COUNTED: ("plain", "chart-bar"),
    ElectionState.CERTIFIED: ("ok", "badge-check"),
}

QUALITY_LOOKS: dict[ClockQuality, tuple[str, str]] = {
    ClockQuality.SIGNED: ("ok", "shield-check"),
    ClockQuality.HOLDOVER: ("ok", "shield-check"),
    ClockQuality.LOCAL: ("plain", "clock"),
    ClockQuality.SUSPECT: ("warn", "triangle-alert"),
}

VOTER_LOOKS: dict[ParticipationState | None, tuple[str, str]] = {
    None: ("plain", "circle-dashed"),
    ParticipationState.CANCELLED: ("plain", "circle-dashed"),
    ParticipationState.ISSUED: ("info", "ticket"),
    ParticipationState.CAST: ("ok", "circle-check"),
}


def poll_cell(poll_state: str, speak: Lang, no_news: str) -> PillCell:
    """The polls of a station in a table; `no_news` while their state is "" or one of a later program."""
    if poll_state not in set(ElectionState):
        return PillCell("plain", "circle-dashed", no_news)
    state = ElectionState(poll_state)
    return PillCell(*STATE_LOOKS[state], state.label(speak))


def zone(name: str) -> tzinfo:
    """The election's time zone; UTC when this computer does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def clock_time(instant: datetime, where: tzinfo) -> str:
    """14:32:07, as a person in that zone reads it."""
    return instant.astimezone(where).strftime("%H:%M:%S")


def day_time(instant: datetime, where: tzinfo) -> str:
    """2026-12-03 14:32, as a person in that zone reads it."""
    return instant.astimezone(where).strftime("%Y-%m-%d %H:%M")


def local_day_time(instant: datetime) -> str:
    """The same in the zone of this computer, for what belongs to no election."""
    return instant.astimezone().strftime("%Y-%m-%d %H:%M")


def share(part: int, whole: int, digits: int = 1) -> str:
    """A percentage as it is shown, without a space before the sign; a dash for a share of nothing."""
    figure = percentage(part, whole, digits)
    return figure if figure == NO_SHARE else f"{figure}%"


def sentence_case(word: str) -> str:
    """A label of the domain ("polling observer") as it stands alone on a screen ("Polling observer")."""
    return word[:1].upper() + word[1:]

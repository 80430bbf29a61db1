"""What the papers of an election share: a step that people took, times, figures, and who signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.tally import NO_SHARE, percentage
from omp_desktop.domain.voting_window import local_minute

# The system's printing shows and logs this.
JOB_TITLE: Final = "OMP Desktop"
NOTHING: Final = "–"
ELECTION: Final = LocalText("선거", "Election")
STATION: Final = LocalText("투표소", "Polling station")
REASON: Final = LocalText("사유", "Reason")
SIGNATURES: Final = LocalText("서명 또는 날인", "Signatures or seals")
COMMISSIONER: Final = LocalText("위원", "Commissioner")
MANAGER: Final = LocalText("투표관리관", "Manager")
POLLING_OBSERVER: Final = LocalText("투표참관인", "Polling observer")
AGREES, DIFFERS = LocalText("맞음", "Agrees"), LocalText("다름", "Differs")
_SEAL_GROUP: Final = 4
_TEST: Final = LocalText("시험투표 – 결과가 아님", "Test vote – not a result")


@dataclass(frozen=True, slots=True)
class Happened:
    """A step: when (UTC), who took it (names), and the reason they gave, or ""."""

    at: datetime
    people: tuple[str, ...]
    reason: str = ""

    def when(self, timezone: str) -> str:
        """As a person in that zone reads it."""
        return local_minute(self.at, timezone)

    def who(self) -> str:
        """All of them."""
        return ", ".join(self.people)


def number(value: int) -> str:
    """1,204."""
    return f"{value:,}"


def sentence(words: str) -> str:
    """A label of the domain as it stands alone on paper."""
    return words[:1].upper() + words[1:]


def percent(part: int, whole: int, digits: int = 1) -> str:
    """58.9%, or a dash for a share of nothing."""
    figure = percentage(part, whole, digits)
    return figure if figure == NO_SHARE else f"{figure}%"


def seal(digest: str) -> str:
    """A digest in groups that two people can read to each other."""
    shown = digest.upper()
    return " ".join(shown[at : at + _SEAL_GROUP] for at in range(0, len(shown), _SEAL_GROUP))


def mark_of(lang: Lang, said: LocalText | None, *, test_mode: bool) -> str:
    """The mark of a paper: that it is of a test vote goes before everything else."""
    parts = (_TEST if test_mode else None, said)
    return " · ".join(part.text(lang) for part in parts if part is not None)

"""Whether a result is provisional or certified, as it is said wherever its figures are seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.reports.happened import Happened

_PROVISIONAL: Final = LocalText("잠정 – 확정 전", "Provisional – not certified yet")
_CERTIFIED: Final = LocalText("확정 – {when} · {who}", "Certified – {when} · {who}")
PROVISIONAL: Final = "provisional"
CERTIFIED: Final = "certified"


class Certified(Protocol):
    """What was certified: when (UTC), the names of both people, and the reason they gave, or ""."""

    @property
    def at(self) -> datetime: ...
    @property
    def names(self) -> tuple[str, ...]: ...
    @property
    def reason(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ResultStatus:
    """`certified`: when and by whom, or None while the result is provisional. `timezone`: the election's."""

    certified: Happened | None
    timezone: str

    @property
    def word(self) -> str:
        """For files that programs read."""
        return PROVISIONAL if self.certified is None else CERTIFIED

    @property
    def when(self) -> str:
        """In the election's zone, or "" while provisional."""
        return "" if self.certified is None else self.certified.when(self.timezone)

    @property
    def who(self) -> str:
        """The names of both, or "" while provisional."""
        return "" if self.certified is None else self.certified.who()

    def sentence(self, lang: Lang) -> str:
        """For people."""
        if self.certified is None:
            return _PROVISIONAL.text(lang)
        return _CERTIFIED.text(lang).format(when=self.when, who=self.who)


def result_status(certificate: Certified | None, timezone: str) -> ResultStatus:
    """The status of a result by its certificate; None while it is provisional."""
    if certificate is None:
        return ResultStatus(None, timezone)
    return ResultStatus(Happened(certificate.at, certificate.names, certificate.reason), timezone)

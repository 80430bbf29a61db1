"""Whether a result is provisional or certified, as it is said wherever its figures are seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.reports.happened import Happened

_CHANGED: Final = LocalText(
    "확정 뒤 수가 바뀜 – {when} · {who}", "Figures changed since they were certified – {when} · {who}"
)
_PROVISIONAL: Final = LocalText("잠정 – 확정 전", "Provisional – not certified yet")
_CERTIFIED: Final = LocalText("확정 – {when} · {who}", "Certified – {when} · {who}")
PROVISIONAL: Final = "provisional"
CERTIFIED: Final = "certified"
CHANGED: Final = "changed"


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
    """`certified`: when and by whom, or None while the result is provisional. `timezone`: the election's.

    `changed`: the figures are no longer those that were certified.
    """

    certified: Happened | None
    timezone: str
    changed: bool = False

    @property
    def word(self) -> str:
        """For files that programs read."""
        if self.certified is None:
            return PROVISIONAL
        return CHANGED if self.changed else CERTIFIED

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
        said = _CHANGED if self.changed else _CERTIFIED
        return said.text(lang).format(when=self.when, who=self.who)


def result_status(certificate: Certified | None, timezone: str, *, as_certified: bool = True) -> ResultStatus:
    """The status of a result by its certificate; None while it is provisional.

    `as_certified`: whether the figures are those that were certified.
    """
    if certificate is None:
        return ResultStatus(None, timezone)
    happened = Happened(certificate.at, certificate.names, certificate.reason)
    return ResultStatus(happened, timezone, changed=not as_certified)

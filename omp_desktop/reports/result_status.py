"""Whether a result is provisional or certified, as it is said wherever its figures are seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.reports.happened import Happened

_PROVISIONAL: Final = LocalText("잠정 – 확정 전", "Provisional – not certified yet")
_CERTIFIED: Final = LocalText("확정 – {when} · {who}", "Certified – {when} · {who}")
PROVISIONAL: Final = "provisional"
CERTIFIED: Final = "certified"


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

"""A key ceremony on real files: the trustees, a medium for each, and how far they have come."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from omp_desktop.services.ceremony import CeremonyService
from omp_desktop.services.ceremony_record import CeremonyView
from omp_desktop.services.core import Core
from omp_desktop.services.session import Session
from omp_desktop.services.trustee_keeping import OnMedium
from tests.services.scene import FAST_KEY

NAMES = ("정하늘", "오지훈", "한유진", "서민재", "문가온")


def phrase(index: int) -> str:
    """The pass-phrase of a trustee."""
    return f"배터리 staple {index}"


@dataclass
class Ceremony:
    """One ceremony, held on the commission's PC unless a test does otherwise."""

    core: Core
    official: Session
    election_id: str
    media: Path
    service: CeremonyService = field(init=False)

    def __post_init__(self) -> None:
        self.service = CeremonyService(self.core, FAST_KEY)

    def begin(self, count: int = 3, quorum: int = 2) -> CeremonyView:
        return self.service.begin(self.official, self.election_id, NAMES[:count], quorum)

    def medium(self, index: int) -> Path:
        folder = self.media / f"usb-{index}"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def keep(self, index: int) -> OnMedium:
        return OnMedium(self.medium(index), phrase(index))

    def turn(self, index: int) -> CeremonyView:
        return self.service.take_turn(self.official, self.election_id, index, self.keep(index))

    def look(self) -> CeremonyView:
        return self.service.look(self.election_id)

    def until_confirmation(self) -> CeremonyView:
        """Turn after turn, as long as somebody has something to do besides comparing the value."""
        view = self.look()
        while view.transcript is None or any(each.done != "shares" for each in view.trustees):
            view = self.turn(view.waiting()[0].index)
        return view

    def confirm(self, index: int) -> CeremonyView:
        transcript = self.look().transcript
        assert transcript is not None
        return self.service.confirm(self.official, self.election_id, index, self.keep(index), transcript)

    def finish(self) -> CeremonyView:
        """The whole ceremony."""
        view = self.until_confirmation()
        for trustee in view.trustees:
            view = self.confirm(trustee.index)
        return view

    def files(self, index: int) -> list[Path]:
        return sorted(self.medium(index).iterdir())

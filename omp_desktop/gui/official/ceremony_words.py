"""The words of the key ceremony's steps, for the commission's page and for a trustee's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from omp_desktop.crypto.ceremony_board import Step
from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import BadgeCell, PillCell, Row, StepItem, Text
from omp_desktop.services.ceremony_record import CeremonyView, TrusteeStanding

STEPS: Final = 4
_GROUP: Final = 4
# Which of the four steps on the screen a step of the ceremony belongs to: the first is naming the trustees.
_PLACES: Final = {Step.PROMISE: 2, Step.REVEAL: 3, Step.SHARES: 3, Step.CONFIRMATION: 4}


@dataclass(frozen=True, slots=True)
class TurnWords:
    """What a trustee is told at a step: what it does, what the button says, and its icon."""

    explanation: str
    button: str
    icon: str


class CeremonyWords(Form):
    """A form that speaks of the ceremony."""

    def turn_words(self, step: Step) -> TurnWords:
        """What stands in the form of the trustee whose turn it is."""
        return {
            Step.PROMISE: TurnWords(
                self.tr("Draws this trustee's part of the key. Everybody else please look away."),
                self.tr("Make my part"),
                "key-round",
            ),
            Step.REVEAL: TurnWords(
                self.tr("Shows what was promised: nobody could choose after seeing the others."),
                self.tr("Show my values"),
                "eye",
            ),
            Step.SHARES: TurnWords(
                self.tr("Seals a share for each of the others. Only its receiver can open it."),
                self.tr("Seal my shares"),
                "lock",
            ),
            Step.CONFIRMATION: TurnWords(
                self.tr("Compare the value with what the others see. The shares are then checked."),
                self.tr("It is the same: confirm"),
                "badge-check",
            ),
        }[step]

    def step_items(self, view: CeremonyView) -> list[StepItem]:
        """The four steps for the list at the left."""
        now = place(view.step)
        exchange = self.tr("Values, then shares")
        if view.step is Step.REVEAL:
            exchange = self.tr("First: show the values")
        elif view.step is Step.SHARES:
            exchange = self.tr("Then: seal the shares")
        opens = self.tr("{quorum} of {count} open it").format(quorum=view.quorum, count=view.count)
        words = [
            (self.tr("Name the trustees"), opens),
            (self.tr("Make the parts"), self.tr("One after the other")),
            (self.tr("Exchange"), exchange),
            (self.tr("Confirm the key"), self.tr("All compare one value")),
        ]
        return [
            StepItem(title, sub, "done" if at < now else "now" if at == now else "todo")
            for at, (title, sub) in enumerate(words, start=1)
        ]

    def row(self, view: CeremonyView, trustee: TrusteeStanding, current: int) -> Row:
        """A trustee's line: number, name with the first digits of the promise, how far they are."""
        mark = trustee.mark
        under = self.tr("Mark {mark}").format(mark=grouped(mark)) if mark else self.tr("Nothing made yet")
        name = Text(trustee.name, sub=under)
        return Row(
            str(trustee.index), (BadgeCell(str(trustee.index)), name, self._pill(view, trustee, current))
        )

    def _pill(self, view: CeremonyView, trustee: TrusteeStanding, current: int) -> PillCell:
        if trustee in view.waiting():
            if trustee.index == current:
                return PillCell("info", "key-round", self.tr("Now"))
            return PillCell("plain", "circle-dashed", self.tr("Waiting"))
        done = {
            Step.PROMISE: self.tr("Part made"),
            Step.REVEAL: self.tr("Shown"),
            Step.SHARES: self.tr("Sealed"),
        }
        word = done.get(view.step, self.tr("Confirmed")) if view.step else self.tr("Confirmed")
        return PillCell("ok", "circle-check", word)


def place(step: Step | None) -> int:
    """Which of the four steps on the screen it is; one more when all is done."""
    return STEPS + 1 if step is None else _PLACES[step]


def grouped(digits: str) -> str:
    """Hex digits as people compare them: capitals, in groups of four."""
    upper = digits.upper()
    return " ".join(upper[at : at + _GROUP] for at in range(0, len(upper), _GROUP))

"""What two people decide about the media of this computer, each with its consequence and a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from omp_desktop.domain.language import LocalText
from omp_desktop.gui.official.reason import ReasonQuestion, ask_reason
from omp_desktop.gui.official.second_medium import Decision
from omp_desktop.gui.official.two_people import TwoPeople, TwoPersonPage, TwoPersonStep
from omp_desktop.services.session import OFFICIALS


@dataclass(frozen=True, slots=True)
class _Question:
    """`action` says who may decide it, `usual` why it is usually done; `decide` does it."""

    action: LocalText
    title: str
    text: str
    usual: Sequence[str]
    accept: str
    decide: Callable[[TwoPeople, str], object]


class MediumDecisions(TwoPersonPage):
    """A page with the panel of the second medium, which asks two people here."""

    def ask_to_decide(self, decision: Decision) -> None:
        """Say what it means, ask why, and then for both PINs."""
        asked = self._question(decision)

        def decided(reason: str) -> None:
            step = TwoPersonStep(asked.action, asked.title, asked.text, OFFICIALS)
            self.ask_two_people(step, lambda people: self._decide(asked, people, reason))

        ask_reason(
            self, ReasonQuestion(asked.title, asked.text, asked.usual, asked.accept, "danger"), decided
        )

    def _decide(self, asked: _Question, people: TwoPeople, reason: str) -> None:
        def on_done(_view: object) -> None:
            self.refresh()
            self.refresh_needed.emit()

        self.work(lambda: asked.decide(people, reason), on_done)

    def _question(self, decision: Decision) -> _Question:
        mirror, polls = self.services.mirror, self.services.polls
        if decision is Decision.GO_ON:
            return _Question(
                LocalText("매체 하나로 계속하기", "Going on with one medium"),
                self.tr("Go on with one medium?"),
                self.tr(
                    "Voting goes on with the disk of this computer alone. If that disk fails, votes recorded "
                    "from now on are lost. Make the copy anew as soon as you can."
                ),
                (self.tr("The medium does not work any more"), self.tr("The medium was pulled out")),
                self.tr("Go on with one medium"),
                lambda people, why: mirror.go_on_without(people.first, people.second, why),
            )
        if decision is Decision.END:
            return _Question(
                LocalText("두 번째 저장 매체 그만 쓰기", "Doing without a second medium"),
                self.tr("Do without a second medium?"),
                self.tr(
                    "Votes are written to the disk of this computer alone from now on, and nobody is "
                    "reminded of it. The file stays on the medium and may show in which order was written: "
                    "keep the medium locked up like ballot papers, or destroy it."
                ),
                (self.tr("The election is over"), self.tr("The medium was lost")),
                self.tr("Do without it"),
                lambda people, why: mirror.end(people.first, people.second, why),
            )
        return _Question(
            LocalText("복사되거나 복구된 자료로 계속하기", "Going on with copied or restored data"),
            self.tr("Go on with these data?"),
            self.tr(
                "Make sure that the original is not used any more: two of them could take votes of the same "
                "voters. Compare the number of voters who voted with your own notes first."
            ),
            (self.tr("The disk was damaged"), self.tr("Moved to this computer")),
            self.tr("Go on with these data"),
            lambda people, why: polls.go_on_here(people.first, people.second, why),
        )

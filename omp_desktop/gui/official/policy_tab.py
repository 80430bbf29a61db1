"""The rules of an election, each with its consequence in words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QRadioButton, QWidget

from omp_desktop.domain.election import Identification, OwnVotePolicy, Policy, ResultsPolicy
from omp_desktop.gui.official.election_tab import ElectionTab
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.widgets import Label, PushButton, RadioRow, SpinBox


class PolicyTab(ElectionTab):
    """Results, looking up one's own vote, identification, smallest opening."""

    ui = ("official", "policy_tab.ui")
    key = "policy"

    afterCloseRadio: RadioRow
    liveRadio: RadioRow
    resultsLabel: Label
    attendedRadio: RadioRow
    selfRadio: RadioRow
    idLabel: Label
    offRadio: RadioRow
    inclusionRadio: RadioRow
    stationRadio: RadioRow
    anywhereRadio: RadioRow
    ownLabel: Label
    minimumSpin: SpinBox
    minimumLabel: Label
    stateLabel: Label
    undoButton: PushButton
    saveButton: PushButton

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._results: dict[ResultsPolicy, QRadioButton] = {}
        self._own: dict[OwnVotePolicy, QRadioButton] = {}
        self._identification: dict[Identification, QRadioButton] = {}
        super().__init__(services, parent)
        self._results = {ResultsPolicy.AFTER_CLOSE: self.afterCloseRadio, ResultsPolicy.LIVE: self.liveRadio}
        self._own = {
            OwnVotePolicy.OFF: self.offRadio,
            OwnVotePolicy.INCLUSION: self.inclusionRadio,
            OwnVotePolicy.STATION: self.stationRadio,
            OwnVotePolicy.ANYWHERE: self.anywhereRadio,
        }
        self._identification = {
            Identification.ATTENDED: self.attendedRadio,
            Identification.SELF: self.selfRadio,
        }
        for radio in self._radios():
            radio.toggled.connect(self._show_consequences)
        self.minimumSpin.valueChanged.connect(self._show_consequences)
        self.undoButton.clicked.connect(self._undo)
        self.saveButton.clicked.connect(self._save)

    def title(self) -> str:
        return self.tr("Rules")

    def another(self) -> None:
        self._undo()

    def showing(self) -> None:
        for part in (*self._radios(), self.minimumSpin):
            part.setEnabled(self.may_edit)
        self._show_consequences()

    def _radios(self) -> list[QRadioButton]:
        return [*self._results.values(), *self._own.values(), *self._identification.values()]

    def _chosen(self) -> Policy:
        return Policy(
            results=next(p for p, radio in self._results.items() if radio.isChecked()),
            own_vote=next(p for p, radio in self._own.items() if radio.isChecked()),
            identification=next(p for p, radio in self._identification.items() if radio.isChecked()),
            minimum_open=self.minimumSpin.value(),
        )

    def _undo(self) -> None:
        policy = self.view.election.policy
        self._results[policy.results].setChecked(True)
        self._own[policy.own_vote].setChecked(True)
        self._identification[policy.identification].setChecked(True)
        self.minimumSpin.setValue(policy.minimum_open)
        self._show_consequences()

    def _show_consequences(self) -> None:
        groups = (self._results, self._own, self._identification)
        if self._view is None or not all(any(r.isChecked() for r in group.values()) for group in groups):
            return
        policy = self._chosen()
        self.resultsLabel.setText(self._of_results()[policy.results])
        self.ownLabel.setText(self._of_own_vote()[policy.own_vote])
        self.idLabel.setText(self._of_identification()[policy.identification])
        self.minimumLabel.setText(self._of_minimum(policy.minimum_open))
        changed = policy != self.view.election.policy
        self.saveButton.setEnabled(self.may_edit and changed)
        self.undoButton.setEnabled(self.may_edit and changed)
        if not self.draft:
            self.stateLabel.setText(self.tr("These rules were published and cannot be changed any more."))
        else:
            self.stateLabel.setText(
                self.tr("Changed, not saved yet.") if changed else self.tr("These rules are saved.")
            )

    def _of_minimum(self, minimum: int) -> str:
        if minimum == 1:
            return self.tr("Every total may be opened, even of one ballot: it shows how one person voted.")
        return self.tr(
            "Before the end no total of fewer than %n ballots is opened: nobody learns how a few people "
            "voted.",
            "",
            minimum,
        )

    def _of_results(self) -> dict[ResultsPolicy, str]:
        return {
            ResultsPolicy.AFTER_CLOSE: self.tr(
                "Until then everybody sees only how many have voted. Recommended."
            ),
            ResultsPolicy.LIVE: self.tr(
                "May influence those who vote later. Totals are opened by the trustees and two people, of "
                "many ballots at a time."
            ),
        }

    def _of_own_vote(self) -> dict[OwnVotePolicy, str]:
        return {
            OwnVotePolicy.OFF: self.tr("The confirmation code cannot be looked up."),
            OwnVotePolicy.INCLUSION: self.tr(
                "With the code a voter sees that the ballot is recorded, never whom it names."
            ),
            OwnVotePolicy.STATION: self.tr(
                "Whoever takes a receipt may see the own choice again, once, at this station, up to seven "
                "days after the close. Somebody beside them could see it too."
            ),
            OwnVotePolicy.ANYWHERE: self.tr(
                "Voters may see their choice again anywhere: votes are bought or forced more easily. This "
                "needs a central server; without one the election cannot be published."
            ),
        }

    def _of_identification(self) -> dict[Identification, str]:
        return {
            Identification.ATTENDED: self.tr(
                "An official finds the voter on the list, compares the photo ID, and issues the permit."
            ),
            Identification.SELF: self.tr(
                "At the booth, with roll number and code from the voter's letter. Whoever has no letter is "
                "checked in by an official."
            ),
        }

    def _save(self) -> None:
        election = replace(self.view.election, policy=self._chosen())
        self.change_draft(election, lambda: self.tr("the rules"), busy=self.saveButton)

"""The voter at the desk: data to compare with the photo ID, and the permit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.poll import IdentityMethod, ParticipationState
from omp_desktop.domain.voters_list import Voter
from omp_desktop.gui import language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.stacks import show_page
from omp_desktop.gui.official.words import VOTER_LOOKS
from omp_desktop.gui.widgets import CheckRow, Label, Notice, Page, Pill, PushButton, RadioRow
from omp_desktop.services.check_in import KioskView, OtherElection, SearchResult
from omp_desktop.services.poll_view import PollView
from omp_desktop.store.records import VoterHit

_NONE = SearchResult((), 0)
_ENDED = frozenset({ElectionState.CLOSED, ElectionState.COUNTED, ElectionState.CERTIFIED})
_DONE = frozenset({ParticipationState.ISSUED, ParticipationState.CAST})
_RIGHT = 16  # px right of the words
_CLOSE, _APART = 6, 12  # px between the parts of a voter: with and without the form below


@dataclass(frozen=True, slots=True)
class PermitWish:
    """What the official decided: who votes in which elections, how identity was checked, which booth."""

    voter: Voter
    requests: tuple[tuple[str, str], ...]  # election id, voter id
    method: IdentityMethod
    kiosk_id: str


class VoterPanel(Form):
    """One voter; the primary button issues the permit, the red one takes an open permit back."""

    ui = ("official", "voter_panel.ui")
    issue_asked = Signal(object)  # PermitWish
    cancel_asked = Signal(object)  # Voter

    panelStack: QWidget
    nobodyPage: QWidget
    voterPage: QWidget
    voterScroll: QScrollArea
    voterBody: Page
    nameLabel: Label
    statePill: Pill
    sameNamePill: Pill
    rollLabel: Label
    birthLabel: Label
    addressLabel: Label
    sameNameNotice: Notice
    stateNotice: Notice
    issueBox: QWidget
    methodBox: QWidget
    resident_card: RadioRow
    driving_licence: RadioRow
    passport: RadioRow
    mobile: RadioRow
    kioskBox: QWidget
    othersLabel: Label
    othersBox: QWidget
    footLabel: Label
    issueButton: PushButton
    cancelButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nobody at the desk yet."""
        self._hit: VoterHit | None = None
        self._namesakes = _NONE
        self._kiosks: tuple[KioskView, ...] = ()
        self._seen: frozenset[str] = frozenset()
        self._kiosk_rows: dict[str, RadioRow] = {}
        self._others: dict[CheckRow, OtherElection] = {}
        # Whose other elections are known: a permit issued before would leave them out.
        self._others_of = ""
        self._namesakes_of = ""
        self._polls: PollView | None = None
        self._busy = False
        super().__init__(parent)
        self._methods = {
            IdentityMethod.RESIDENT_CARD: self.resident_card,
            IdentityMethod.DRIVING_LICENCE: self.driving_licence,
            IdentityMethod.PASSPORT: self.passport,
            IdentityMethod.MOBILE: self.mobile,
        }
        # A scroll bar takes of the margin, not of the room for words.
        self.voterScroll.verticalScrollBar().rangeChanged.connect(self._keep_width)
        self.issueButton.clicked.connect(self._issue)
        self.cancelButton.clicked.connect(self._cancel)
        self._show()

    def retranslate(self) -> None:
        if hasattr(self, "_methods"):
            self._show_kiosks()
            self._show()

    @property
    def voter_id(self) -> str:
        """Who is at the desk, empty when nobody is."""
        return self._hit.voter.id if self._hit else ""

    def show_voter(self, hit: VoterHit | None) -> None:
        """Another voter, or the same one with another state; None: nobody."""
        if hit is None or hit.voter.id != self.voter_id:
            self._namesakes = _NONE
            self._namesakes_of = ""
            self._others_of = ""
            self._show_other_rows(())
            self.resident_card.setChecked(True)
            self.voterScroll.verticalScrollBar().setValue(0)
        self._hit = hit
        self._show()

    def show_namesakes(self, voter_id: str, found: SearchResult) -> None:
        """Others on the list with the name of this voter: they are compared before a permit is issued.

        Until this was said of a voter, no permit can be issued.
        """
        if voter_id and voter_id == self.voter_id:
            self._namesakes, self._namesakes_of = found, voter_id
            self._show()

    @property
    def namesakes(self) -> SearchResult:
        """Who has the name of the voter at the desk."""
        return self._namesakes

    @property
    def at_the_desk(self) -> VoterHit | None:
        """The voter at the desk."""
        return self._hit

    def show_kiosks(self, kiosks: Sequence[KioskView], seen: Collection[str] = frozenset()) -> None:
        """The booths and which of them are in use; `seen`: those whose voter's screen can be seen."""
        if (tuple(kiosks), frozenset(seen)) != (self._kiosks, self._seen):
            self._kiosks, self._seen = tuple(kiosks), frozenset(seen)
            self._show_kiosks()
        self._show()

    def show_others(self, voter_id: str, others: Sequence[OtherElection]) -> None:
        """Other elections in which this person votes here: one check-in serves all.

        Until this was said of a voter, no permit can be issued. What the official unticked stays so.
        """
        if not voter_id or voter_id != self.voter_id:
            return
        self._others_of = voter_id
        if _looks(others) != _looks(self._others.values()):
            self._show_other_rows(others)
        self._show_buttons()

    def _show_other_rows(self, others: Sequence[OtherElection]) -> None:
        layout = self.othersBox.layout()
        unticked = {
            other.election_id
            for row, other in self._others.items()
            if row.isEnabled() and not row.isChecked()
        }
        for row in self._others:
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self._others = {}
        for other in others:
            row = CheckRow(self.othersBox)
            row.setText(other.name.text(language.of(self)))
            row.dense = True
            row.setChecked(other.obstacle is None and other.election_id not in unticked)
            row.setEnabled(other.obstacle is None)
            if other.obstacle is not None:
                row.setToolTip(other.obstacle.describe(language.of(self)).text)
            if isinstance(layout, QVBoxLayout):
                layout.addWidget(row)
            self._others[row] = other
        self.othersLabel.setVisible(bool(self._others))
        self.othersBox.setVisible(bool(self._others))

    def show_polls(self, polls: PollView | None) -> None:
        """Where the polls stand: permits are issued only where they could be voted with now."""
        self._polls = polls
        self._show()

    def set_busy(self, *, busy: bool) -> None:
        """While the store works, nothing can be pressed twice."""
        self._busy = busy
        self._show_buttons()

    @property
    def chosen_kiosk(self) -> str:
        """Id of the chosen booth, empty when none can be chosen."""
        return next((key for key, row in self._kiosk_rows.items() if row.isChecked()), "")

    def _keep_width(self, least: int, most: int) -> None:
        layout = self.voterBody.layout()
        if layout is not None:
            bar = self.voterScroll.verticalScrollBar().sizeHint().width() if most > least else 0
            margins = layout.contentsMargins()
            layout.setContentsMargins(margins.left(), margins.top(), max(0, _RIGHT - bar), margins.bottom())

    def _show_kiosks(self) -> None:
        layout = self.kioskBox.layout()
        if not isinstance(layout, QVBoxLayout):
            return
        before = self.chosen_kiosk
        had_focus = next((key for key, row in self._kiosk_rows.items() if row.hasFocus()), "")
        for row in self._kiosk_rows.values():
            layout.removeWidget(row)
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self._kiosk_rows = {}
        for kiosk in self._kiosks:
            row = RadioRow(self.kioskBox)
            row.setText(kiosk.device.name)
            row.note = self._state(kiosk)
            row.dense = True
            row.setEnabled(not kiosk.busy)
            row.toggled.connect(self._show_buttons)
            layout.addWidget(row)
            row.show()
            self._kiosk_rows[kiosk.device.id] = row
        # A booth without a screen may still be chosen: it can be opened in a moment.
        free = sorted((kiosk.device.id for kiosk in self._kiosks if not kiosk.busy), key=self._is_dark)
        wanted = before if before in free and not self._is_dark(before) else next(iter(free), "")
        if wanted:
            self._kiosk_rows[wanted].setChecked(True)
        if had_focus in free:
            self._kiosk_rows[had_focus].setFocus(Qt.FocusReason.OtherFocusReason)

    def _state(self, kiosk: KioskView) -> str:
        if kiosk.busy:
            return self.tr("In use")
        return self.tr("Screen is off") if self._is_dark(kiosk.device.id) else self.tr("Free")

    def _is_dark(self, key: str) -> bool:
        """Whether others have a screen, and it has none. Before the first is opened, none is dark."""
        return bool(self._seen) and key not in self._seen

    def _show(self) -> None:
        if not hasattr(self, "_methods"):
            return
        hit = self._hit
        show_page(self.panelStack, self.voterPage if hit else self.nobodyPage)
        if hit is None:
            return
        voter = hit.voter
        self.nameLabel.setText(voter.name)
        self.rollLabel.setText(voter.roll_number)
        self.birthLabel.setText(voter.birth_date.isoformat())
        self.addressLabel.setText(voter.address or "–")
        self.statePill.say(*VOTER_LOOKS[hit.state], self._state_word(hit.state))
        self._say_namesakes()
        self._say_state(hit.state)
        self._show_buttons()

    def _state_word(self, state: ParticipationState | None) -> str:
        if state is ParticipationState.ISSUED:
            return self.tr("Issued")
        if state is ParticipationState.CAST:
            return self.tr("Voted")
        return self.tr("Not issued")

    def _say_namesakes(self) -> None:
        count = self._namesakes.total
        self.sameNamePill.setVisible(count > 0)
        waits = self._hit is not None and self._hit.state not in _DONE
        self.sameNameNotice.setVisible(count > 0 and waits)
        if not count:
            return
        self.sameNamePill.say("warn", "", self.tr("%n namesakes", "", count))
        if count == 1:
            self.sameNameNotice.text = self.tr(
                "Namesake born {born}. Compare birth date and address."
            ).format(born=self._namesakes.hits[0].voter.birth_date.isoformat())
        else:
            self.sameNameNotice.text = self.tr("Compare birth date and address with the photo ID.")

    def _say_state(self, state: ParticipationState | None) -> None:
        issued, cast = state is ParticipationState.ISSUED, state is ParticipationState.CAST
        self.stateNotice.setVisible(issued or cast)
        self.issueBox.setVisible(not issued and not cast)
        layout = self.voterBody.layout()
        if layout is not None:
            layout.setSpacing(_CLOSE if not issued and not cast else _APART)
        if issued:
            self.stateNotice.kind = "info"
            self.stateNotice.text = self._say_issued()
        elif cast:
            # Not green: it says what must not be done.
            self.stateNotice.kind = "info"
            self.stateNotice.text = self.tr(
                "This voter has voted. No second permit can be issued. If the voter denies it, the manager "
                "records what was said."
            )

    def _say_issued(self) -> str:
        if self._polls is not None and self._polls.state is ElectionState.SUSPENDED:
            return self.tr(
                "The permit is issued; the vote is not in yet. Voting is suspended: the permit stays valid "
                "until it is resumed. If the voter left, cancel the permit."
            )
        return self.tr(
            "The permit is issued; the vote is not in yet. Show the voter to the booth. If the voter "
            "left without voting, cancel the permit."
        )

    def _show_buttons(self) -> None:
        hit = self._hit
        if hit is None:
            return
        issued = hit.state is ParticipationState.ISSUED
        done = issued or hit.state is ParticipationState.CAST
        self.cancelButton.setVisible(issued)
        self.cancelButton.setEnabled(not self._busy)
        self.issueButton.setVisible(not done)
        reason = "" if done else self._why_not()
        known = self._others_of == self._namesakes_of == self.voter_id
        self.issueButton.setEnabled(not reason and known and not self._busy)
        # The warning stands where the hint would: right above the button.
        self.footLabel.setVisible(not done and (bool(reason) or not self._namesakes.total))
        if reason:
            self.footLabel.setText(reason)
        elif not done:
            kiosk = self._kiosk_rows[self.chosen_kiosk].text()
            dark = self._is_dark(self.chosen_kiosk)
            said = (
                self.tr("{booth} has no screen now: open it first, or choose another booth.")
                if dark
                else self.tr("{booth} starts as soon as you issue.")
            )
            self.footLabel.setText(said.format(booth=kiosk))

    def _why_not(self) -> str:
        """Why no permit can be issued now, and what to do; empty when it can."""
        return self._why_no_voting() or self._why_no_kiosk()

    def _why_no_voting(self) -> str:
        polls = self._polls
        if polls is not None and polls.state in _ENDED:
            return self.tr("The polls are closed: nobody can vote any more.")
        if polls is None or polls.state not in {ElectionState.OPEN, ElectionState.CLOSING}:
            return self.tr("Permits are issued while the polls are open. The manager opens or resumes them.")
        if polls.state is ElectionState.CLOSING and polls.counts.issued >= (polls.queue_remaining or 0):
            return self.tr(
                "Everyone in the queue has a permit. If somebody still holds a queue ticket, the manager "
                "corrects the number."
            )
        if polls.state is ElectionState.OPEN and polls.next_action is not None:
            return self.tr("Voting hours are over. The manager suspends voting or begins to close.")
        return ""

    def _why_no_kiosk(self) -> str:
        if not self._kiosks:
            return self.tr("No booth is set up. The commission adds one to this station under Elections.")
        if not self.chosen_kiosk:
            return self.tr("All booths are in use. Wait until one is free.")
        return ""

    def _issue(self) -> None:
        if self._hit is None or not self.chosen_kiosk:
            return
        method = next(method for method, row in self._methods.items() if row.isChecked())
        voter = self._hit.voter
        others = [other for row, other in self._others.items() if row.isChecked() and row.isEnabled()]
        requests = [(voter.election_id, voter.id), *((o.election_id, o.voter.id) for o in others)]
        self.issue_asked.emit(PermitWish(voter, tuple(requests), method, self.chosen_kiosk))

    def _cancel(self) -> None:
        if self._hit is not None:
            self.cancel_asked.emit(self._hit.voter)


def _looks(others: Iterable[OtherElection]) -> list[tuple[str, str]]:
    """What is seen of them."""
    return [(other.election_id, "" if other.obstacle is None else other.obstacle.code) for other in others]

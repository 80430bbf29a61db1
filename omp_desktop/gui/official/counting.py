"""The count as a guided sequence: the trustees' shares one after another, then two people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from omp_desktop.crypto.errors import KeyFileDamaged, KeyNotOfThisElection, WrongPassphrase
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.gui.forms import Form
from omp_desktop.gui.language import number
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.stacks import show_page
from omp_desktop.gui.widgets import (
    BadgeCell,
    CheckRow,
    Column,
    Field,
    Hairline,
    Label,
    LineEdit,
    Notice,
    PillCell,
    PushButton,
    Row,
    StepItem,
    StepList,
    TableView,
    Text,
)
from omp_desktop.services.counting_errors import ShareTwice, TrusteeKeyInsideData, TrusteeKeyUnreadable
from omp_desktop.services.opening_status import OpeningStatus, TrusteeTurn

_SHARES, _PEOPLE = range(2)
_ROOM_FOR_WHY = 480  # px: a lower window shows the steps alone
_BADGE, _STATE = 48, 136  # px: columns
_FILE_ERRORS = (TrusteeKeyUnreadable, TrusteeKeyInsideData, KeyFileDamaged, KeyNotOfThisElection, ShareTwice)


@dataclass(frozen=True, slots=True, repr=False)
class KeyWish:
    """What a trustee gave. Has no representation, so that the pass-phrase gets into no log."""

    key_file: Path
    passphrase: str


class CountingView(Form):
    """Who gave a share and who is missing, the form of the trustee whose turn it is, then the two people."""

    ui = ("official", "counting.ui")
    key_given = Signal(object)  # KeyWish
    share_taken = Signal(str)  # path of a share file
    request_wanted = Signal(str)  # path for the request file
    open_asked = Signal(bool)  # whether both agreed to few ballots

    stepList: StepList
    stepsLine: Hairline
    whyTitle: Label
    whyText: Label
    trusteesTitle: Label
    givenLabel: Label
    trusteesTable: TableView
    quorumNotice: Notice
    formTitle: Label
    formText: Label
    formStack: QWidget
    shareForm: QWidget
    openForm: QWidget
    fileField: Field
    fileEdit: LineEdit
    chooseButton: PushButton
    phraseField: Field
    phraseEdit: LineEdit
    giveButton: PushButton
    requestButton: PushButton
    shareButton: PushButton
    peopleNotice: Notice
    smallNotice: Notice
    smallCheck: CheckRow
    openButton: PushButton
    moreButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_status`."""
        self._status: OpeningStatus | None = None
        self._one_more = False
        self._busy = False
        super().__init__(parent)
        self._forms = (self.shareForm, self.openForm)
        # There is nothing to choose: whose turn it is the key file says.
        self.trusteesTable.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.trusteesTable.setSelectionMode(TableView.SelectionMode.NoSelection)
        self.trusteesTable.horizontalHeader().hide()
        self.chooseButton.clicked.connect(self._choose_key)
        self.requestButton.clicked.connect(self._choose_request)
        self.shareButton.clicked.connect(self._choose_share)
        self.fileEdit.textChanged.connect(lambda _: self.fileField.set_error(""))
        self.phraseEdit.textEdited.connect(lambda _: self.phraseField.set_error(""))
        self.fileEdit.returnPressed.connect(self.phraseEdit.setFocus)
        self.phraseEdit.returnPressed.connect(self._give)
        self.giveButton.clicked.connect(self._give)
        self.smallCheck.toggled.connect(self._show)
        self.openButton.clicked.connect(self._open)
        self.moreButton.clicked.connect(self._take_one_more)
        self._show()

    def retranslate(self) -> None:
        if hasattr(self, "_forms"):
            self._show()

    def show_status(self, status: OpeningStatus) -> None:
        """Show how far the opening is; the form goes on when a share more is there."""
        before = self._status
        self._status = status
        if before is None or (before.kind, before.given) != (status.kind, status.given):
            self._one_more = False
            self._clear()
            self._focus()
        self._show()

    def forget(self) -> None:
        """Back to the beginning; the pass-phrase does not stay."""
        self._status = None
        self._one_more = False
        self.smallCheck.setChecked(False)
        self._clear()
        self._show()

    def set_busy(self, *, busy: bool) -> None:
        """Sums are being compared, or a share is being made."""
        self._busy = busy
        self._show()

    def refuse(self, error: OmpError) -> bool:
        """Say what is wrong where it was entered; False when it was entered nowhere here."""
        if isinstance(error, _FILE_ERRORS):
            self.say_error(self.fileField, error)
            self._focus()
            return True
        if isinstance(error, WrongPassphrase):
            self.phraseEdit.clear()
            self.say_error(self.phraseField, error)
            self._focus(self.phraseEdit)
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in (self.stepsLine, self.whyTitle, self.whyText):
            part.setVisible(event.size().height() >= _ROOM_FOR_WHY)

    @property
    def _at(self) -> int:
        return (
            _PEOPLE if self._status is not None and self._status.complete and not self._one_more else _SHARES
        )

    @property
    def _small(self) -> bool:
        status = self._status
        return status is not None and status.kind is OpeningKind.FINAL and status.small

    def _clear(self) -> None:
        self.fileEdit.clear()
        self.phraseEdit.clear()
        self.fileField.set_error("")
        self.phraseField.set_error("")

    def _focus(self, stop: QWidget | None = None) -> None:
        last = self.smallCheck if self._small else self.openButton
        where = stop or (self.fileEdit, last)[self._at]
        # After the sheet that is just closing has given the focus back.
        QTimer.singleShot(0, where, lambda: where.setFocus(Qt.FocusReason.OtherFocusReason))

    def _give(self) -> None:
        if self._busy:
            return
        if not self.fileEdit.text().strip():
            self.fileField.set_error(lambda: self.tr("Choose the key file on the trustee's medium"))
            self.fileEdit.setFocus()
        elif not self.phraseEdit.text():
            self.phraseField.set_error(lambda: self.tr("Type the trustee's pass-phrase"))
            self.phraseEdit.setFocus()
        else:
            self.key_given.emit(KeyWish(Path(self.fileEdit.text().strip()), self.phraseEdit.text()))

    def _open(self) -> None:
        if not self._small or self.smallCheck.isChecked():
            self.open_asked.emit(self._small)

    def _take_one_more(self) -> None:
        self._one_more = not self._one_more
        self._show()
        self._focus()

    def _choose_key(self) -> None:
        kinds = self._kinds()
        file_choice.ask_file(self, self.tr("Key file"), kinds, lambda file: self.fileEdit.setText(str(file)))

    def _choose_share(self) -> None:
        title, kinds = self.tr("Share of a trustee"), self._kinds()
        file_choice.ask_file(self, title, kinds, lambda file: self.share_taken.emit(str(file)))

    def _choose_request(self) -> None:
        file_choice.ask_new_file(
            self,
            self.tr("Request for a trustee"),
            "opening-request.json",
            self._kinds(),
            lambda file: self.request_wanted.emit(str(file)),
        )

    def _kinds(self) -> str:
        return self.tr("Files of the count (*.json)")

    def _show(self) -> None:
        status, at = self._status, self._at
        show_page(self.formStack, self._forms[at])
        for button in (self.giveButton, self.chooseButton, self.requestButton, self.shareButton):
            button.setEnabled(status is not None and not self._busy)
        agreed = not self._small or self.smallCheck.isChecked()
        self.openButton.setEnabled(status is not None and agreed and not self._busy)
        if status is None:
            return
        live = status.kind is OpeningKind.LIVE
        self.stepList.set_steps(self._steps(status))
        self._show_trustees(status)
        if at == _SHARES:
            self.formTitle.setText(self.tr("A trustee gives the share"))
            self.formText.setText(
                self.tr(
                    "The trustee inserts the medium and types the pass-phrase. Everybody else, look away."
                )
            )
        else:
            self.formTitle.setText(self.tr("Two people open the sums"))
            self.formText.setText(self.tr("Enough trustees have given their share."))
        self.openButton.setText(self.tr("Open the totals") if live else self.tr("Open the count"))
        self.peopleNotice.text = (
            self.tr("Totals of {count} ballots will show while voting goes on. They are provisional.").format(
                count=number(status.ballots)
            )
            if live
            else self.tr("Both of you look at the screen. Afterwards nobody can vote or change anything.")
        )
        self.smallNotice.setVisible(self._small)
        self.smallCheck.setVisible(self._small)
        self.smallNotice.text = self._of_few(status)
        self.moreButton.setVisible(bool(status.missing))

    def _of_few(self, status: OpeningStatus) -> str:
        least, minimum = status.smallest or 0, number(status.minimum)
        if least == status.ballots:
            return self.tr(
                "Only {ballots} ballots; this election opens at least {minimum} together. The totals may "
                "show how single people voted."
            ).format(ballots=number(least), minimum=minimum)
        return self.tr(
            "Beside totals opened before, the votes of %n ballots show alone; this election opens at least "
            "{minimum} together.",
            "",
            least,
        ).format(minimum=minimum)

    def _show_trustees(self, status: OpeningStatus) -> None:
        self.givenLabel.setText(f"{number(status.given)} / {number(status.quorum)}")
        self.trusteesTable.set_columns(
            [
                Column("", width=_BADGE),
                Column(self.tr("Name"), stretch=1),
                Column("", width=_STATE, align="right"),
            ]
        )
        self.trusteesTable.set_rows(
            [self._trustee(trustee, complete=status.complete) for trustee in status.trustees]
        )
        self.quorumNotice.kind = "ok" if status.complete else "info"
        self.quorumNotice.text = self._of_quorum(status)

    def _trustee(self, trustee: TrusteeTurn, *, complete: bool) -> Row:
        if trustee.gave:
            state = PillCell("ok", "circle-check", self.tr("Given"))
        elif complete:
            state = PillCell("plain", "circle-minus", self.tr("Not needed"))
        else:
            state = PillCell("plain", "circle-dashed", self.tr("Waiting"))
        name = Text(trustee.name, weight="name")
        return Row(str(trustee.index), (BadgeCell(str(trustee.index)), name, state))

    def _of_quorum(self, status: OpeningStatus) -> str:
        count, quorum = len(status.trustees), status.quorum
        if status.complete:
            return self.tr("Enough shares are there; nobody else is needed.")
        if count == 1:
            return self.tr("One trustee keeps the key alone.")
        if status.given == 0 and quorum == count:
            return self.tr("All {count} trustees are needed.").format(count=number(count))
        if status.given == 0:
            return self.tr("Any {quorum} of the {count} trustees are enough.").format(
                quorum=number(quorum), count=number(count)
            )
        return self.tr("%n more of those who are missing must give a share.", "", quorum - status.given)

    def _steps(self, status: OpeningStatus) -> list[StepItem]:
        live = status.kind is OpeningKind.LIVE
        shares = self.tr("{given} of {needed} given").format(
            given=number(min(status.given, status.quorum)), needed=number(status.quorum)
        )
        end = self.tr("Voting goes on") if live else self.tr("Not certified yet")
        return [
            StepItem(self.tr("Trustees' shares"), shares, "now" if self._at == _SHARES else "done"),
            StepItem(
                self.tr("Two people"),
                self.tr("With PINs of their own"),
                "now" if self._at == _PEOPLE else "todo",
            ),
            StepItem(self.tr("Totals") if live else self.tr("Result"), end, "todo"),
        ]

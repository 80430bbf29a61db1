"""Code and address of a centre, entered, checked, and tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import tasks
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.widgets import Field, Label, LineEdit, Notice, PushButton
from omp_desktop.services.tables import read_text_file
from omp_desktop.wire.errors import EnrolmentCodeInvalid
from omp_desktop.wire.unreachable import AddressWrong, PlainHttpRefused

_AUTHORITY_BYTES_MOST = 256 * 1024


@dataclass(frozen=True, slots=True)
class Address:
    """Where the centre is, and the code for it. `authority`: certificates in PEM that alone vouch for it."""

    url: str
    code: str
    authority: str = ""


class ConnectForm(Form):
    """Asks for code and address; whoever shows it says what the centre is asked with them."""

    ui = ("official", "centre_connect.ui")
    # Code and address were entered: an Address.
    wanted = Signal(object)
    # The centre took the code, or may have done so after somebody stopped waiting: read anew how it stands.
    changed = Signal()

    codeField: Field
    codeEdit: LineEdit
    addressField: Field
    addressEdit: LineEdit
    authorityLabel: Label
    authorityButton: PushButton
    troubleNotice: Notice
    cancelButton: PushButton
    connectButton: PushButton

    def __init__(self, code_hint: str = "", parent: QWidget | None = None) -> None:
        """`code_hint` says who gives the code."""
        self._authority: Path | None = None
        self._trouble: OmpError | None = None
        self._job: tasks.Job | None = None
        self._busy = False
        self._reading = False
        super().__init__(parent)
        self.set_hint(code_hint)
        self.connectButton.clicked.connect(self._go)
        self.cancelButton.clicked.connect(self._cancel)
        self.authorityButton.clicked.connect(self._ask_authority)
        for edit in (self.codeEdit, self.addressEdit):
            edit.returnPressed.connect(self._go)

    def set_hint(self, code_hint: str) -> None:
        """Say below the code who gives it."""
        self.codeField.set_hint(code_hint)

    def ask(self, op: Callable[[], object]) -> None:
        """Ask the centre on a worker. What it refuses is said at the place where it can be mended."""
        self._set_busy(True)
        self._job = self.work(op, lambda _answer: self._on_taken(), self._refuse, lane=tasks.POOL)

    def _set_busy(self, busy: bool) -> None:
        """While the centre is asked only cancelling is possible."""
        self._busy = busy
        self.cancelButton.setVisible(busy)
        for part in (self.codeEdit, self.addressEdit):
            part.setEnabled(not busy)
        for button in (self.connectButton, self.authorityButton):
            button.setVisible(not busy)
        self.retranslate()
        if busy:
            self.cancelButton.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, error: OmpError) -> None:
        self._set_busy(False)
        if isinstance(error, EnrolmentCodeInvalid):
            self.say_error(self.codeField, error)
            self.codeEdit.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(error, AddressWrong | PlainHttpRefused):
            self.say_error(self.addressField, error)
            self.addressEdit.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._trouble = error
            self.troubleNotice.show()
            self.troubleNotice.say("err", self.in_words(error))
            self.connectButton.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_taken(self) -> None:
        """The code was used: leave nothing of it in the window."""
        self._set_busy(False)
        self.codeEdit.clear()
        self._clear()
        self.changed.emit()

    def _cancel(self) -> None:
        """Do not wait any longer. What the centre took all the same is found by reading again."""
        job, self._job = self._job, None
        if job is not None:
            job.finished.connect(self.changed)
            job.cancel()
        self._set_busy(False)

    def retranslate(self) -> None:
        if self._busy:
            text = self.tr("Asking the centre …")
        elif self._authority is not None:
            text = self.tr("Only the certificates in {file} vouch for the centre.")
            text = text.format(file=self._authority.name)
        else:
            text = self.tr("The certificate authorities of this computer vouch for the centre.")
        self.authorityLabel.setText(text)
        if self._trouble is not None:
            self.troubleNotice.text = self.in_words(self._trouble)

    def _clear(self) -> None:
        self._trouble = None
        self.troubleNotice.hide()
        self.codeField.set_error("")
        self.addressField.set_error("")

    def _spread(self) -> None:
        """A scanned QR code has the address first: put it where it belongs."""
        parts = self.codeEdit.text().split(maxsplit=1)
        if parts and parts[0].startswith(("http://", "https://")):
            self.addressEdit.setText(parts[0])
            self.codeEdit.setText("".join(parts[1:]))

    def _ask_authority(self) -> None:
        def chosen(path: Path) -> None:
            self._authority = path
            self.retranslate()

        file_choice.ask_file(
            self,
            self.tr("Certificate that vouches for the centre"),
            self.tr("Certificates (*.pem *.crt)"),
            chosen,
        )

    def _go(self) -> None:
        if self._reading or not self.connectButton.isVisible():
            return
        self._clear()
        self._spread()
        code, url = self.codeEdit.text().strip(), self.addressEdit.text().strip()
        self.codeField.set_error("" if code else lambda: self.tr("Enter the code."))
        self.addressField.set_error("" if url else lambda: self.tr("Enter the address."))
        if not code or not url:
            (self.addressEdit if code else self.codeEdit).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        authority = self._authority

        def read() -> Address:
            if authority is None:
                return Address(url, code)
            return Address(url, code, read_text_file(authority, largest=_AUTHORITY_BYTES_MOST).text())

        # A code works once: Enter held down would use it again before the centre is asked.
        self._reading = True
        self.work(read, self.wanted.emit, self._refuse, settled=self._on_read)

    def _on_read(self) -> None:
        self._reading = False

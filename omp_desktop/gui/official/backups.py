"""Backups of this station: making one, verifying it, trying the way back, and the recovery key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.crypto.errors import RecoveryKeyInvalid
from omp_desktop.domain.access import Role
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import dialogs, tasks
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.backup_check import RecoveryEntry, ask_recovery_key, show_check
from omp_desktop.gui.official.recovery_key import show_recovery_key
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.two_people import TwoPeople, TwoPersonStep
from omp_desktop.gui.official.words import local_day_time
from omp_desktop.gui.widgets import (
    Column,
    Label,
    Notice,
    PillCell,
    PushButton,
    Row,
    Sheet,
    TableView,
    Text,
)
from omp_desktop.services.backup_errors import RecoveryKeyOther
from omp_desktop.services.backup_folder import read_head
from omp_desktop.services.backups import BackupMade
from omp_desktop.services.recovery import MAKE_KEY, RecoveryKey, RecoveryState
from omp_desktop.services.session import COMMISSION_ONLY, SecondPerson, Session

if TYPE_CHECKING:
    from datetime import datetime

    from omp_desktop.services.backup_trial import BackupCheck

T = TypeVar("T")
_YES: Final = ("ok", "circle-check")
_NOT_YET: Final = ("plain", "circle-dashed")


class BackupsView(Form):
    """A card of the recovery key, and the list of backups. Reads anew in `show_for`."""

    ui = ("official", "backups.ui")
    two_people_wanted = Signal(object, object)

    keyText: Label
    keyNotice: Notice
    keyButton: PushButton
    makeButton: PushButton
    backupsTable: TableView
    verifyButton: PushButton
    drillButton: PushButton

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        """Nothing is read before `show_for`."""
        self._services = services
        self._session: Session | None = None
        self._made: tuple[BackupMade, ...] = ()
        self._recovery: RecoveryState | None = None
        super().__init__(parent)
        self.keyButton.clicked.connect(self._ask_key)
        self.makeButton.clicked.connect(self._ask_medium)
        self.verifyButton.clicked.connect(lambda: self._with_backup(self._verify))
        self.drillButton.clicked.connect(lambda: self._with_backup(self._ask_paper))

    def show_for(self, session: Session) -> None:
        """Read what there is; `session` makes and tries backups."""
        self._session = session
        backups, recovery = self._services.backups, self._services.recovery
        self.work(lambda: (backups.made(), recovery.state()), self._take)

    def retranslate(self) -> None:
        self.backupsTable.set_columns(
            [
                Column(self.tr("Backup"), stretch=1),
                Column(self.tr("Verified"), width=152),
                Column(self.tr("Restore drill"), width=152),
            ]
        )
        self.backupsTable.emptyText = self.tr("There is no backup yet.")
        self._show()

    @property
    def session(self) -> Session:
        """Who works here. Raises LookupError before `show_for`."""
        if self._session is None:
            raise LookupError("nobody is signed in")
        return self._session

    def _take(self, read: tuple[Sequence[BackupMade], RecoveryState]) -> None:
        made, self._recovery = read
        self._made = tuple(made)
        self._show()

    def _show(self) -> None:
        chosen = self.backupsTable.chosen_key
        self.backupsTable.set_rows([self._row(each) for each in self._made])
        if chosen in {each.name for each in self._made}:
            self.backupsTable.choose(chosen)
        self._show_key()

    def _show_key(self) -> None:
        state = self._recovery
        may = self._session is not None and self._session.account.role is Role.COMMISSION
        self.keyButton.setEnabled(may and state is not None)
        who = "" if may else " " + self.tr("A commission official makes it.")
        self.keyNotice.setVisible(state is not None and not state.value)
        if state is None or state.made_at is None:
            self.keyText.setText(
                self.tr(
                    "On paper, it opens backups on another computer. This computer itself does not keep it."
                )
                + who
            )
            self.keyButton.setText(self.tr("Make the recovery key …"))
            self.keyNotice.kind = "warn"
            self.keyNotice.text = self.tr(
                "There is none yet: backups open with the keys of this computer alone, and are lost with it."
            )
            return
        self.keyButton.setText(self.tr("Make a new recovery key …"))
        self.keyText.setText(
            self.tr(
                "The paper with the value {value}, made {when}, opens every backup since then. This computer "
                "itself does not keep it. Is the paper lost, make a new key and a new backup."
            ).format(value=state.value, when=local_day_time(state.made_at))
            + who
        )

    def _row(self, made: BackupMade) -> Row:
        keys = (
            self.tr("key {value}").format(value=made.recovery) if made.recovery else self.tr("without keys")
        )
        return Row(
            made.name,
            (
                Text(local_day_time(made.made), sub=f"{made.folder.parent.name} · {keys}", weight="name"),
                self._done(made.checked_at),
                self._done(made.drilled_at),
            ),
        )

    def _done(self, when: datetime | None) -> PillCell:
        if when is None:
            return PillCell(*_NOT_YET, self.tr("Not yet"))
        return PillCell(*_YES, when.astimezone().date().isoformat())

    def _ask_medium(self) -> None:
        file_choice.ask_folder(self, self.tr("On which medium?"), self._make)

    def _make(self, medium: Path) -> None:
        backups, session = self._services.backups, self.session
        job = self._busy(lambda progress: backups.make(session, medium, progress.is_cancelled), self._on_made)
        dialogs.show_progress(self, self.tr("Making the backup"), job)

    def _on_made(self, made: BackupMade) -> None:
        lines = [str(made.folder)]
        if made.same_disk:
            lines.append(
                self.tr(
                    "It lies on the disk of the data: if that breaks, both are gone. Make one on another "
                    "medium as well."
                )
            )
        if not made.recovery:
            lines.append(self.tr("It holds no keys, because there is no recovery key yet."))
        good = made.recovery and not made.same_disk
        lines.append(self.tr("Keep it in another place than this computer."))
        dialogs.show_message(
            self, self.tr("The backup is made"), "\n".join(lines), kind="ok" if good else "warn"
        )

    def _with_backup(self, then: Callable[[Path], object]) -> None:
        """The chosen backup where it was put; elsewhere, or none chosen: ask for its folder."""
        made = next((each for each in self._made if each.name == self.backupsTable.chosen_key), None)
        if made is None:
            self._ask_folder(then)
            return
        place = made.folder
        # A medium may take its time to say that it is gone.
        self.work(place.is_dir, lambda there: self._go_to(place, then, there=there), lane=tasks.LONG)

    def _go_to(self, place: Path, then: Callable[[Path], object], *, there: bool) -> None:
        if there:
            then(place)
        else:
            self._ask_folder(then)

    def _ask_folder(self, then: Callable[[Path], object]) -> None:
        file_choice.ask_folder(self, self.tr("Which backup? Choose its folder"), then)

    def _verify(self, folder: Path) -> None:
        backups, session = self._services.backups, self.session
        job = self._busy(
            lambda progress: backups.verify(session, folder, progress.report, progress.is_cancelled),
            lambda check: self._on_checked(check, drilled=False),
        )
        dialogs.show_progress(self, self.tr("Verifying the backup"), job)

    def _ask_paper(self, folder: Path) -> None:
        self.work(lambda: read_head(folder), lambda head: self._ask_entry(folder, head.recovery))

    def _ask_entry(self, folder: Path, value: str) -> None:
        sheets: list[Sheet] = []
        sheets.append(
            ask_recovery_key(
                self, folder.name, value, lambda form, key: self._drill(folder, key, form, sheets[0])
            )
        )

    def _drill(self, folder: Path, key: str, form: RecoveryEntry, sheet: Sheet) -> None:
        backups, session = self._services.backups, self.session
        form.goButton.setEnabled(False)

        def done(check: BackupCheck) -> None:
            sheet.close_sheet()
            self._on_checked(check, drilled=True)

        def failed(error: OmpError) -> None:
            if isinstance(error, RecoveryKeyInvalid | RecoveryKeyOther) and shiboken6.isValid(form):
                form.refuse(error)
            else:
                sheet.close_sheet()
                self.show_error(error)

        job = self._busy(
            lambda progress: backups.drill(session, folder, key, progress.report, progress.is_cancelled),
            done,
            failed,
        )
        dialogs.show_progress(self, self.tr("Trying the way back"), job)

    def _on_checked(self, check: BackupCheck, *, drilled: bool) -> None:
        show_check(self, check, drilled=drilled)

    def _busy(
        self,
        op: Callable[[tasks.Progress], T],
        done: Callable[[T], None],
        failed: Callable[[OmpError], None] | None = None,
    ) -> tasks.Job:
        """Slow work, one at a time; afterwards the list is read anew."""
        buttons = (self.makeButton, self.verifyButton, self.drillButton)
        for button in buttons:
            button.setEnabled(False)

        def settled() -> None:
            for button in buttons:
                button.setEnabled(True)
            self.show_for(self.session)

        return self.work_long(op, done, failed, settled=settled)

    def _ask_key(self) -> None:
        state = self._recovery
        if state is None:
            return
        if state.alone:
            self._make_key(self.session, None)
            return
        text = self.tr(
            "It opens every backup from now on. The paper of the key before still opens the backups that "
            "were made with it."
        )
        step = TwoPersonStep(MAKE_KEY, self.tr("Make a recovery key?"), text, COMMISSION_ONLY)

        def confirmed(both: TwoPeople) -> None:
            self._make_key(both.first, both.second)

        self.two_people_wanted.emit(step, confirmed)

    def _make_key(self, session: Session, second: SecondPerson | None) -> None:
        recovery = self._services.recovery
        # Pressed twice it would make two keys, of which only the last one counts.
        self.keyButton.setEnabled(False)
        self.work(
            lambda: recovery.make(session, second),
            lambda key: self._on_key(session, key),
            settled=lambda: self.show_for(self.session),
        )

    def _on_key(self, session: Session, key: RecoveryKey) -> None:
        if self.isVisibleTo(self.window()):
            show_recovery_key(self, key, self._services.printing)
            return
        # Over a window that was locked meanwhile anybody could read it. Backups that only a key which nobody
        # has opens would be lost.
        recovery = self._services.recovery
        self.work(
            lambda: recovery.withdraw(session, key),
            lambda _done: None,
            settled=lambda: self.show_for(self.session),
        )

"""The guided set-up once a store is open: keys, first account, and what belongs to a commission or a station.

Every step says why, leads back, and can be done again later in the official's window.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop.bootstrap import Application
from omp_desktop.domain.access import Role
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import language, tasks
from omp_desktop.gui.start.first_run import FirstAccount, Step, StepForm
from omp_desktop.gui.start.window import StartWindow
from omp_desktop.gui.widgets import Label, Notice, PushButton
from omp_desktop.services.centre import CentreService
from omp_desktop.services.key_trial import KeyPlace, KeyTrial
from omp_desktop.services.recovery import RecoveryKey, RecoveryService
from omp_desktop.services.session import Session

if TYPE_CHECKING:
    from omp_desktop.gui.official.centre_connect import Address
    from omp_desktop.gui.print.printing import Printing

# What a step needs beyond the start is imported with it: the role chooser stands sooner.
# ruff: noqa: PLC0415

_COMMISSION_STEPS: Final = 4
_STATION_STEPS: Final = 3


class KeysStep(StepForm):
    """Where the keys lie, tried before anything depends on it."""

    ui = ("start", "keys_step.ui")
    place = "start/keys"
    done = Signal()

    placeLabel: Label
    outcomeNotice: Notice
    againButton: PushButton
    goOnButton: PushButton

    def __init__(self, step: Step, trial: KeyTrial, parent: QWidget | None = None) -> None:
        """Nothing is tried before `begin`."""
        self._trial = trial
        self._held: KeyPlace | None = None
        self._trouble: OmpError | None = None
        super().__init__(step, parent)
        self.againButton.clicked.connect(self.begin)
        self.goOnButton.clicked.connect(self.done)

    def begin(self) -> None:
        """Try it now."""
        self._held, self._trouble = None, None
        self.againButton.setEnabled(False)
        self.goOnButton.setEnabled(False)
        self.retranslate()
        self.work(self._trial.run, self._on_held, self._on_trouble, lane=tasks.POOL)

    def retranslate(self) -> None:
        super().retranslate()
        place = self._trial.place().label(language.of(self))
        self.placeLabel.setText(self.tr("They lie here: {place}").format(place=place))
        self.outcomeNotice.setVisible(self._held is not None or self._trouble is not None)
        if self._trouble is not None:
            self.outcomeNotice.say("err", self.in_words(self._trouble))
        elif self._held is not None:
            self.outcomeNotice.say("ok", self.tr("The test key was kept, read back and taken away."))

    def _on_held(self, place: KeyPlace) -> None:
        self._held = place
        self._settle(may_go_on=True)

    def _on_trouble(self, error: OmpError) -> None:
        self._trouble = error
        self._settle(may_go_on=False)

    def _settle(self, *, may_go_on: bool) -> None:
        self.againButton.setEnabled(True)
        self.goOnButton.setEnabled(may_go_on)
        self.retranslate()
        (self.goOnButton if may_go_on else self.againButton).setFocus()


class RecoveryStep(StepForm):
    """The recovery key, made and put on paper now, or later."""

    ui = ("start", "recovery_step.ui")
    place = "start/recovery"
    done = Signal()

    madeNotice: Notice
    laterLabel: Label
    makeButton: PushButton
    goOnButton: PushButton

    def __init__(
        self,
        step: Step,
        recovery: RecoveryService,
        session: Session,
        printing: Callable[[], Printing],
        parent: QWidget | None = None,
    ) -> None:
        """`session` made the first account and is still alone."""
        self._recovery, self._session, self._printing = recovery, session, printing
        self._value = ""
        super().__init__(step, parent)
        self.makeButton.clicked.connect(self._make)
        self.goOnButton.clicked.connect(self.done)

    def begin(self) -> None:
        """Read whether there is one already."""
        self.work(self._recovery.state, lambda state: self._on_made(state.value))

    def retranslate(self) -> None:
        super().retranslate()
        made = bool(self._value)
        self.madeNotice.setVisible(made)
        if made:
            self.madeNotice.say(
                "ok", self.tr("There is one, with the value {value}.").format(value=self._value)
            )
        # Another one is made under Records, once there are two people.
        for part in (self.makeButton, self.laterLabel):
            part.setVisible(not made)
        self.goOnButton.setText(self.tr("Go on") if made else self.tr("Later"))
        self.goOnButton.kind = "primary" if made else "secondary"

    def _make(self) -> None:
        recovery, session = self._recovery, self._session
        self._set_making(making=True)
        self.work(
            lambda: recovery.make(session, None),
            self._on_key,
            settled=lambda: self._set_making(making=False),
        )

    def _set_making(self, *, making: bool) -> None:
        """Whoever left meanwhile would find that there is a key, and never see it."""
        for button in (self.makeButton, self.goOnButton, self.backButton):
            button.setEnabled(not making)

    def _on_key(self, key: RecoveryKey) -> None:
        from omp_desktop.gui.official.recovery_key import show_recovery_key

        show_recovery_key(self, key, self._printing()).closed.connect(lambda: self._on_made(key.value))

    def _on_made(self, value: str) -> None:
        self._value = value
        self.retranslate()
        (self.goOnButton if value else self.makeButton).setFocus()


class CentreStep(StepForm):
    """The commission's computer and a centre, if there is one."""

    ui = ("start", "centre_step.ui")
    place = "start/centre"
    done = Signal()

    connectedNotice: Notice
    connectHost: QWidget
    goOnButton: PushButton

    def __init__(
        self, step: Step, centre: CentreService, session: Session, parent: QWidget | None = None
    ) -> None:
        """`session` registers this computer at the centre."""
        from omp_desktop.gui.official.centre_connect import ConnectForm

        self._centre, self._session = centre, session
        self._connected = False
        super().__init__(step, parent)
        self.form = ConnectForm(parent=self.connectHost)
        column = self.connectHost.layout()
        if isinstance(column, QVBoxLayout):
            column.addWidget(self.form)
        self.form.wanted.connect(self._register)
        self.form.changed.connect(self.begin)
        self.goOnButton.clicked.connect(self.done)
        self.retranslate()

    def begin(self) -> None:
        """Read whether it belongs to one already."""
        self.work(lambda: self._centre.link() is not None, self._on_link)

    def retranslate(self) -> None:
        super().retranslate()
        if not hasattr(self, "form"):
            return
        self.form.set_hint(self.tr("Thirty characters, from the first start of the centre. It works once."))
        self.connectHost.setVisible(not self._connected)
        self.connectedNotice.setVisible(self._connected)
        if self._connected:
            self.connectedNotice.say("ok", self.tr("This computer is registered at the centre."))
        self.goOnButton.setText(self.tr("Go on") if self._connected else self.tr("Go on without a centre"))
        self.goOnButton.kind = "primary" if self._connected else "secondary"

    def _register(self, address: Address) -> None:
        centre, session = self._centre, self._session
        self.form.ask(
            lambda: centre.register_commission(session, address.url, address.code, address.authority)
        )

    def _on_link(self, connected: bool) -> None:
        self._connected = connected
        self.retranslate()
        self.goOnButton.setFocus()


class SetUp(QObject):
    """Shows the steps one after the other; `finished` after the last one, `left` before the first."""

    finished = Signal()
    left = Signal()

    def __init__(
        self,
        window: StartWindow,
        application: Application,
        printing: Callable[[], Printing],
        *,
        station: bool,
    ) -> None:
        """`station`: this PC becomes a polling station, else the commission's."""
        super().__init__()
        self._window, self._application, self._printing = window, application, printing
        self._station = station
        self._session: Session | None = None

    def begin(self) -> None:
        """Show the first step."""
        screen = KeysStep(self._step(1), self._application.key_trial)
        screen.done.connect(self._ask_account)
        screen.back_asked.connect(self.left)
        self._window.set_screen(screen)
        screen.begin()

    def _step(self, number: int) -> Step:
        return Step(number, _STATION_STEPS if self._station else _COMMISSION_STEPS)

    def _ask_account(self) -> None:
        if self._session is not None:
            # Made before, and come back from a later step: there is one first account.
            self._go_on(self._session)
            return
        screen = FirstAccount(self._step(2), station=self._station)

        def wanted(name: str, pin: str) -> None:
            access = self._application.access

            def create() -> Session:
                return access.sign_in(access.first_account(name, Role.COMMISSION, pin).id, pin)

            tasks.run(
                create,
                lambda session: self._on_account(screen, session),
                screen.refuse,
                receiver=screen,
            )

        screen.wanted.connect(wanted)
        screen.back_asked.connect(self.begin)
        self._window.set_screen(screen)

    def _on_account(self, screen: FirstAccount, session: Session) -> None:
        screen.forget()
        self._session = session
        self._go_on(session)

    def _go_on(self, session: Session) -> None:
        if self._station:
            self._enrol(session)
        else:
            self._ask_recovery(session)

    def _ask_recovery(self, session: Session) -> None:
        screen = RecoveryStep(self._step(3), self._application.recovery, session, self._printing)
        screen.done.connect(lambda: self._ask_centre(session))
        screen.back_asked.connect(self.begin)
        self._window.set_screen(screen)
        screen.begin()

    def _ask_centre(self, session: Session) -> None:
        screen = CentreStep(self._step(4), self._application.centre, session)
        screen.done.connect(self.finished)
        screen.back_asked.connect(lambda: self._ask_recovery(session))
        self._window.set_screen(screen)
        screen.begin()

    def _enrol(self, session: Session) -> None:
        from omp_desktop.gui.start.station_start import StationStart

        screen = StationStart(self._step(3), self._application.centre, self._application.packages, session)
        screen.done.connect(self.finished)
        screen.back_asked.connect(self.begin)
        self._window.set_screen(screen)
        screen.begin()

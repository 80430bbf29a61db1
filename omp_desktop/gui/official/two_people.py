"""Steps that take two people: each enters a PIN of their own, side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from omp_desktop.domain.access import SECOND_PEOPLE, Account, Role, role_names
from omp_desktop.domain.access_errors import ActionNotAllowed, SamePerson, SecondPersonNeeded
from omp_desktop.domain.election import PollAction
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import LocalText
from omp_desktop.gui import dialogs, language
from omp_desktop.gui.dialogs import PinEntry, PinPerson, PinSheet
from omp_desktop.gui.official.page import OfficialPage
from omp_desktop.gui.official.words import sentence_case
from omp_desktop.services.access import AccessService
from omp_desktop.services.session import SecondPerson, Session


@dataclass(frozen=True, slots=True)
class TwoPeople:
    """Both have entered their PINs."""

    first: Session
    second: SecondPerson


@dataclass(frozen=True, slots=True)
class TwoPersonStep:
    """What the two confirm: its words, and whose role may be the first."""

    action: PollAction | LocalText
    title: str
    text: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class _Refused:
    person: int
    error: OmpError


class TwoPersonPage(OfficialPage):
    """A page with steps that two people confirm. Whoever is signed in need not be one of them."""

    def ask_two_people(self, step: TwoPersonStep, confirmed: Callable[[TwoPeople], object]) -> None:
        """Ask for both PINs; `confirmed` is called once both were right."""
        self.work(self.services.access.accounts, lambda accounts: self._ask(step, accounts, confirmed))

    def _ask(
        self, step: TwoPersonStep, accounts: Sequence[Account], confirmed: Callable[[TwoPeople], object]
    ) -> None:
        mine = self.session.account.id
        first = sorted((a for a in accounts if a.role in step.roles), key=lambda a: a.id != mine)
        second = sorted((a for a in accounts if a.role in SECOND_PEOPLE), key=_observers_first)
        if not first:
            self.show_error(ActionNotAllowed(action=step.action, who_can=role_names(step.roles)))
            return
        if not any(a.id != first[0].id for a in second):
            self.show_error(SecondPersonNeeded(action=step.action))
            return
        # The usual pair stands there already: whoever is signed in, and somebody else.
        second.sort(key=lambda a: a.id == first[0].id)
        asked: list[PinSheet] = []
        sheet = dialogs.ask_pins(
            self,
            step.title,
            step.text,
            people=[
                PinPerson(self.tr("First person"), self._choices(first)),
                PinPerson(self.tr("Second person"), self._choices(second)),
            ],
            submitted=lambda entries: self._check(asked[0], entries, confirmed),
        )
        asked.append(sheet)

    def _choices(self, accounts: Sequence[Account]) -> tuple[tuple[str, str], ...]:
        speak = language.of(self)
        return tuple((a.id, f"{a.name} · {sentence_case(a.role.label(speak))}") for a in accounts)

    def _check(
        self, sheet: PinSheet, entries: Sequence[PinEntry], confirmed: Callable[[TwoPeople], object]
    ) -> None:
        one, two = entries
        if one.account_id == two.account_id:
            self._refuse(sheet, _Refused(1, SamePerson()))
            return
        access = self.services.access
        gone: list[bool] = []
        sheet.closed.connect(lambda: gone.append(True))

        def checked(outcome: TwoPeople | _Refused) -> None:
            if gone:
                return
            if isinstance(outcome, _Refused):
                self._refuse(sheet, outcome)
            else:
                sheet.accept()
                confirmed(outcome)

        self.work(lambda: _confirm(access, one, two), checked)

    def _refuse(self, sheet: PinSheet, refused: _Refused) -> None:
        said = refused.error.describe(language.of(self))
        sheet.refuse(refused.person, f"{said.text} {said.next_step}")


def _observers_first(account: Account) -> bool:
    return account.role is not Role.OBSERVER


def _confirm(access: AccessService, one: PinEntry, two: PinEntry) -> TwoPeople | _Refused:
    """Check both PINs; says whose was refused."""
    try:
        first = access.sign_in(one.account_id, one.pin)
    except OmpError as error:
        return _Refused(0, error)
    try:
        return TwoPeople(first, access.confirm_second(first, two.account_id, two.pin))
    except OmpError as error:
        return _Refused(1, error)

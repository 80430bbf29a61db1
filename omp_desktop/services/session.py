"""Who acts: the person signed in, the second person beside them, and what roles they need."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from omp_desktop.domain.access import SECOND_PEOPLE, Account, Role, role_names
from omp_desktop.domain.access_errors import AccountInactive, SamePerson, SecondPersonUnsuitable
from omp_desktop.services.errors import NotAllowed
from omp_desktop.store.errors import RecordMissing
from omp_desktop.store.unit_of_work import UnitOfWork

OFFICIALS = frozenset({Role.COMMISSION, Role.MANAGER})
COMMISSION_ONLY = frozenset({Role.COMMISSION})
# Whoever can sign in to the official's window of a trustee's PC. What counts is the trustee's own secret.
TRUSTEES_PART = OFFICIALS | {Role.TRUSTEE}


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who entered their PIN. Made by `AccessService.sign_in` only."""

    account: Account


@dataclass(frozen=True, slots=True)
class SecondPerson:
    """Somebody who entered their own PIN beside the person signed in. Made by `confirm_second` only.

    `beside` is the first person's account id: the confirmation is worth nothing to anybody else.
    """

    account: Account
    beside: str


def require_role(actor: Session, roles: AbstractSet[Role]) -> None:
    """Raises NotAllowed, naming who can, unless the person signed in has one of the roles."""
    if actor.account.role not in roles:
        raise NotAllowed(who_can=role_names(roles))


def require_two(actor: Session, second: SecondPerson, roles: AbstractSet[Role]) -> None:
    """Like `require_role`, and another person who may confirm must stand beside.

    Raises NotAllowed, SamePerson, SecondPersonUnsuitable.
    """
    require_role(actor, roles)
    if second.account.id == actor.account.id or second.beside != actor.account.id:
        raise SamePerson()
    require_second_role(second.account)


def require_active(uow: UnitOfWork, *accounts: Account) -> None:
    """Refuses whoever was switched off since they entered their PIN; asked inside what they want to change.

    A session outlives its account otherwise, also in another process. Raises AccountInactive.
    """
    for account in accounts:
        try:
            stored = uow.accounts.get(account.id)
        except RecordMissing:
            raise AccountInactive from None
        if not stored.active or stored.role is not account.role:
            raise AccountInactive


def require_second_role(account: Account) -> None:
    """Raises SecondPersonUnsuitable unless the account's role may confirm what somebody else starts."""
    if account.role not in SECOND_PEOPLE:
        raise SecondPersonUnsuitable(role=account.role, who_can=role_names(SECOND_PEOPLE))

"""Accounts, signing in, and the second person.

A wrong PIN is counted in the store before it is looked at: neither a crash nor a second window gives a free
try. Where there is no such account, as much is computed and written as for a wrong PIN.
"""

from __future__ import annotations

import math

import nacl.exceptions
import nacl.pwhash.argon2id

from omp_desktop.domain.access import (
    FREE_TRIES,
    Account,
    Role,
    check_password,
    check_pin,
    locked_for,
    lockout,
)
from omp_desktop.domain.access_errors import SamePerson
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.text import NAME_MAX, Field, fold, nfc, required_line
from omp_desktop.services.access_errors import (
    AccountNameTaken,
    CandidateForAccountMissing,
    CandidateHasAccount,
    FirstAccountExists,
    FirstAccountRole,
    LastCommissionAccount,
    LockedOut,
    WrongPin,
)
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.session import (
    COMMISSION_ONLY,
    SecondPerson,
    Session,
    require_role,
    require_second_role,
)
from omp_desktop.store.unit_of_work import UnitOfWork

_TRIES_WITHOUT_ACCOUNT = "sign-in.tries-without-account"


class PinHasher:
    """Argon2id over PINs and passwords; the text it makes carries its salt and its cost."""

    def __init__(
        self,
        opslimit: int = nacl.pwhash.argon2id.OPSLIMIT_INTERACTIVE,
        memlimit: int = nacl.pwhash.argon2id.MEMLIMIT_INTERACTIVE,
    ) -> None:
        self._opslimit = opslimit
        self._memlimit = memlimit

    def hash(self, pin: str) -> str:
        """A salted hash to keep."""
        raw = nacl.pwhash.argon2id.str(
            nfc(pin).encode("utf-8"), opslimit=self._opslimit, memlimit=self._memlimit
        )
        return raw.decode("ascii")

    def fits(self, pin: str, hashed: str | None) -> bool:
        """Whether the PIN is the hashed one; without a hash, No after the same work."""
        if hashed is None:
            self.hash(pin)
            return False
        try:
            return nacl.pwhash.argon2id.verify(hashed.encode("ascii"), nfc(pin).encode("utf-8"))
        except nacl.exceptions.InvalidkeyError:
            return False


class AccessService:
    """Accounts of this station."""

    def __init__(self, core: Core, hasher: PinHasher | None = None) -> None:
        self._core = core
        self._audit = AuditLog(core)
        self._hasher = hasher or PinHasher()

    def accounts(self) -> list[Account]:
        """The accounts that can sign in, in the order of their names."""
        with self._core.store.read() as uow:
            return sorted((a for a in uow.accounts.all() if a.active), key=lambda a: fold(a.name))

    def first_account(self, name: str, role: Role, pin: str) -> Account:
        """The commission's first account in a new folder.

        Raises FirstAccountExists, FirstAccountRole, TextMissing and the errors of `check_pin`.
        """
        if role is not Role.COMMISSION:
            raise FirstAccountRole()
        account = Account(self._core.new_id(), _clean_name(name), role)
        hashed = self._hash_new(pin)
        with self._core.store.uow() as uow:
            if uow.accounts.all():
                raise FirstAccountExists()
            self._add(uow, account, hashed, Session(account))
            uow.commit()
        return account

    def add_account(
        self, actor: Session, name: str, role: Role, pin: str, candidate_id: str | None = None
    ) -> Account:
        """An account for somebody else; for a candidate with the candidate it belongs to.

        Raises NotAllowed, AccountNameTaken, CandidateForAccountMissing, CandidateHasAccount, TextMissing and
        the errors of `check_pin`.
        """
        require_role(actor, COMMISSION_ONLY)
        if (candidate_id is None) == (role is Role.CANDIDATE):
            raise CandidateForAccountMissing()
        clean = _clean_name(name)
        hashed = self._hash_new(pin)
        with self._core.store.uow() as uow:
            active = [a for a in uow.accounts.all() if a.active]
            if any(fold(a.name) == fold(clean) for a in active):
                raise AccountNameTaken()
            election_id = None
            if candidate_id is not None:
                election_id = uow.candidates.get(candidate_id).election_id
                if any(a.candidate_id == candidate_id for a in active):
                    raise CandidateHasAccount()
            account = Account(self._core.new_id(), clean, role, election_id, candidate_id)
            self._add(uow, account, hashed, actor)
            uow.commit()
        return account

    def sign_in(self, account_id: str, pin: str) -> Session:
        """Raises WrongPin (also where there is no such account) and LockedOut."""
        account = self._checked(account_id, pin)
        with self._core.store.uow() as uow:
            self._audit.append(uow, AuditEvent.SIGNED_IN, Session(account), role=account.role)
            uow.commit()
        return Session(account)

    def sign_out(self, session: Session) -> None:
        """Records that the person left; the session is the caller's to forget."""
        self._audit.record(AuditEvent.SIGNED_OUT, session)

    def confirm_second(self, session: Session, account_id: str, pin: str) -> SecondPerson:
        """A second person enters their own PIN.

        Raises SamePerson, SecondPersonUnsuitable, WrongPin, LockedOut.
        """
        if account_id == session.account.id:
            raise SamePerson()
        account = self._checked(account_id, pin)
        require_second_role(account)
        return SecondPerson(account, beside=session.account.id)

    def change_pin(self, actor: Session, old_pin: str, new_pin: str) -> None:
        """A new PIN for oneself. Raises WrongPin, LockedOut and the errors of `check_pin`."""
        hashed = self._hash_new(new_pin)
        account = self._checked(actor.account.id, old_pin)
        self._keep_pin(actor, account.id, hashed)

    def reset_pin(self, actor: Session, account_id: str, new_pin: str) -> None:
        """A new PIN for somebody who forgot theirs; ends a lock.

        Raises NotAllowed and the errors of `check_pin`.
        """
        require_role(actor, COMMISSION_ONLY)
        self._keep_pin(actor, account_id, self._hash_new(new_pin))

    def deactivate(self, actor: Session, account_id: str) -> None:
        """Switches an account off; it stays in the records. Raises NotAllowed, LastCommissionAccount."""
        require_role(actor, COMMISSION_ONLY)
        with self._core.store.uow() as uow:
            account = uow.accounts.get(account_id)
            officials = [a for a in uow.accounts.all() if a.active and a.role is Role.COMMISSION]
            if [a.id for a in officials] == [account.id]:
                raise LastCommissionAccount()
            # First the entry: those who switch themselves off make it while they still may.
            self._audit.append(
                uow, AuditEvent.ACCOUNT_DEACTIVATED, actor, account=account_id, role=account.role
            )
            uow.accounts.deactivate(account_id)
            uow.commit()

    def _add(self, uow: UnitOfWork, account: Account, hashed: str, actor: Session) -> None:
        uow.accounts.add(account, hashed)
        self._audit.append(uow, AuditEvent.ACCOUNT_ADDED, actor, account=account.id, role=account.role)

    def _hash_new(self, pin: str) -> str:
        if not pin or pin.isdigit():
            check_pin(pin)
        else:
            check_password(pin)
        return self._hasher.hash(pin)

    def _keep_pin(self, actor: Session, account_id: str, hashed: str) -> None:
        with self._core.store.uow() as uow:
            uow.accounts.set_secret(account_id, hashed)
            uow.accounts.set_failures(account_id, 0, None)
            self._audit.append(uow, AuditEvent.PIN_CHANGED, actor, account=account_id)
            uow.commit()

    def _checked(self, account_id: str, pin: str) -> Account:
        """The account, if the PIN is its own."""
        account, failures = self._count_try(account_id)
        hashed = None
        if account is not None:
            with self._core.store.read() as uow:
                hashed = uow.accounts.secret_hash(account_id)
        fits = self._hasher.fits(pin, hashed)
        if not fits or account is None:
            raise self._refused(account, failures)
        with self._core.store.uow() as uow:
            uow.accounts.set_failures(account_id, 0, None)
            uow.commit()
        return account

    def _refused(self, account: Account | None, failures: int) -> OmpError:
        """Records the wrong try; the error to raise."""
        # What was entered as an account goes nowhere: it may be a PIN in the wrong field.
        known = account.id if account is not None else "unknown"
        seconds = math.ceil(lockout(failures).total_seconds())
        with self._core.store.uow() as uow:
            self._audit.append(uow, AuditEvent.SIGN_IN_FAILED, None, account=known, failures=failures)
            if seconds:
                self._audit.append(uow, AuditEvent.LOCKED, None, account=known, seconds=seconds)
            uow.commit()
        return LockedOut(seconds=seconds) if seconds else WrongPin(left=FREE_TRIES - failures)

    def _count_try(self, account_id: str) -> tuple[Account | None, int]:
        """Counts the try as failed until the PIN has proved right. Raises LockedOut."""
        now = self._core.clock.now()
        with self._core.store.uow() as uow:
            account = next((a for a in uow.accounts.all() if a.id == account_id and a.active), None)
            if account is None:
                tries = int(uow.settings.get(_TRIES_WITHOUT_ACCOUNT) or 0) + 1
                uow.settings.set(_TRIES_WITHOUT_ACCOUNT, str(tries))
                failures = 1
            else:
                before, last = uow.accounts.failures(account_id)
                wait = locked_for(before, last, now)
                if wait:
                    raise LockedOut(seconds=math.ceil(wait.total_seconds()))
                failures = before + 1
                uow.accounts.set_failures(account_id, failures, now)
            uow.commit()
        return account, failures


def _clean_name(name: str) -> str:
    return required_line(name, limit=NAME_MAX, field=Field.NAME)

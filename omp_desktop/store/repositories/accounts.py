"""Accounts; the PIN only as the slow hash that the services make."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select, update

from omp_desktop.domain.access import Account, Role
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.schema import AccountRow

_ACCOUNTS = select(
    AccountRow.id,
    AccountRow.name,
    AccountRow.role,
    AccountRow.election_id,
    AccountRow.candidate_id,
    AccountRow.active,
).order_by(AccountRow.id)


class Accounts(Repository):
    """Who may sign in, and how often they failed to."""

    def add(self, account: Account, secret_hash: str) -> None:
        """Stores a new account. Raises RecordExists."""
        self._run(
            insert(AccountRow),
            {
                "id": account.id,
                "name": account.name,
                "role": account.role.value,
                "election_id": account.election_id,
                "candidate_id": account.candidate_id,
                "active": account.active,
                "secret_hash": secret_hash,
                "failures": 0,
            },
        )

    def get(self, account_id: str) -> Account:
        """The account. Raises RecordMissing."""
        return _account(self._one("account", _ACCOUNTS.where(AccountRow.id == account_id)))

    def all(self) -> list[Account]:
        """Every account, switched-off ones too."""
        return self._where()

    def by_role(self, role: Role) -> list[Account]:
        """The accounts of a role."""
        return self._where(AccountRow.role == role.value)

    def by_candidate(self, candidate_id: str) -> list[Account]:
        """The accounts of a candidate."""
        return self._where(AccountRow.candidate_id == candidate_id)

    def secret_hash(self, account_id: str) -> str:
        """The hash of the PIN. Raises RecordMissing."""
        row = self._one("account", select(AccountRow.secret_hash).where(AccountRow.id == account_id))
        return str(row.secret_hash)

    def set_secret(self, account_id: str, secret_hash: str) -> None:
        """Replaces the hash of the PIN. Raises RecordMissing."""
        self._set(account_id, {"secret_hash": secret_hash})

    def failures(self, account_id: str) -> tuple[int, datetime | None]:
        """Wrong tries in a row and the time of the last one. Raises RecordMissing."""
        statement = select(AccountRow.failures, AccountRow.last_failure).where(AccountRow.id == account_id)
        row = self._one("account", statement)
        return row.failures, row.last_failure

    def set_failures(self, account_id: str, count: int, last_at: datetime | None) -> None:
        """Sets both. Raises RecordMissing."""
        self._set(account_id, {"failures": count, "last_failure": last_at})

    def deactivate(self, account_id: str) -> None:
        """Switches the account off; it stays, because the log names it. Raises RecordMissing."""
        self._set(account_id, {"active": False})

    def _set(self, account_id: str, values: dict[str, Any]) -> None:
        self._change_one("account", update(AccountRow).where(AccountRow.id == account_id), values)

    def _where(self, *conditions: ColumnElement[bool]) -> list[Account]:
        return [_account(row) for row in self._rows(_ACCOUNTS.where(*conditions))]


def _account(row: Row[Any]) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        election_id=row.election_id,
        candidate_id=row.candidate_id,
        active=row.active,
    )

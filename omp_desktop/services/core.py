"""What every service works with: the store, the clock, randomness, the secrets and the data folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from omp_desktop.domain.clock import Clock
from omp_desktop.store.engine import Store

ID_BYTES = 16


class SecretsBox(Protocol):
    """Where the keys of this PC are kept. Implementations: services/secrets.py.

    Every call may take seconds (a key store of the system can ask the user): never inside a transaction
    and never on the GUI's thread.
    """

    @property
    def throw_away(self) -> bool:
        """Whether the keys lie unprotected beside the data: good for tests and demonstrations only."""

    def get(self, name: str) -> bytes | None:
        """The secret of that name, or None if there is none."""

    def put(self, name: str, secret: bytes) -> None:
        """Keeps the secret; returns only after it could be read back."""

    def delete(self, name: str) -> None:
        """Forgets the secret; a name without a secret is no error."""


@dataclass(frozen=True, slots=True)
class Core:
    """The parts that the services share; all of them can be replaced in a test."""

    store: Store
    clock: Clock
    random: Callable[[int], bytes]
    secrets_box: SecretsBox
    data_dir: Path

    def new_id(self) -> str:
        """A fresh id: 16 random bytes as 32 lower-case hex characters; says nothing of order or time."""
        return self.random(ID_BYTES).hex()

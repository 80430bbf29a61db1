"""The centre as every route sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event

from omp_desktop.central.engine import CentreStore
from omp_desktop.central.settings import CentreSettings
from omp_desktop.crypto.signing import SigningKeyPair
from omp_desktop.domain.json_fields import instant_text
from omp_desktop.wire.envelope import Versioned, seal


def utc_now() -> datetime:
    """The time of this computer."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Centre:
    """The database, the key with which the centre signs, the clock, the settings."""

    store: CentreStore
    keys: SigningKeyPair
    settings: CentreSettings = field(default_factory=CentreSettings)
    now: Callable[[], datetime] = utc_now
    # Set when it is about to go: /readyz says no from then on.
    draining: Event = field(default_factory=Event)

    @property
    def key(self) -> str:
        """The centre's public key, in hex."""
        return self.keys.public_key.hex()

    def server_time(self) -> str:
        """Now, as messages have it."""
        return instant_text(self.now())

    def seal(self, content: Versioned, purpose: str) -> bytes:
        """The envelope of a message, signed by the centre."""
        return seal(content, self.keys.seed, purpose)

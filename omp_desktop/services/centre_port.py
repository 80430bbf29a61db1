"""What the services ask of the centre. sync/client.py does it; the composition root brings both together.

Every call may take seconds and raises CentreUnreachable (wire/unreachable.py) or what the centre answers
(wire/refusals.py). Answers that the centre signs come back checked against its key.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from omp_desktop.domain.sending import CentreLink
from omp_desktop.wire.enrolment import Devices, Enrolled, NewCode
from omp_desktop.wire.envelope import Sealed
from omp_desktop.wire.station import BatchList, Diff, DiffAnswer, Hello, News, Overview, StationState


class CentrePort(Protocol):
    """A centre whose key is known. Requests are signed by this PC's device where they must be."""

    def hello(self) -> Hello:
        """The centre's limits and its time, checked against a fresh nonce."""

    def rotate(self, device_id: str, envelope: bytes) -> None:
        """Gives this device another key."""

    def put_batch(self, election_id: str, station_id: str, batch_id: str, packed: bytes) -> Sealed:
        """Sends a batch; the receipt's envelope, its signature checked, its content not yet."""

    def state(self, election_id: str, station_id: str) -> StationState:
        """What the centre has of a station."""

    def diff(self, election_id: str, station_id: str, have: Diff) -> DiffAnswer:
        """Which batches it lacks."""

    def package(self, election_id: str, station_id: str) -> bytes:
        """The packed election package of this device."""

    def news(self, election_id: str, after: int) -> News:
        """Statements after a cursor."""

    def new_code(self, election_id: str, code: NewCode) -> None:
        """Lets a station enrol. The commission alone, like everything below."""

    def devices(self, election_id: str) -> Devices:
        """Every device of an election."""

    def confirm(self, election_id: str, device_id: str, public_key: str) -> None:
        """Two people compared this key's fingerprint."""

    def revoke(self, election_id: str, device_id: str, reason: str) -> None:
        """The device's key is worth nothing any more."""

    def put_package(self, election_id: str, device_id: str, packed: bytes) -> None:
        """Leaves a station's package for it to fetch."""

    def overview(self, election_id: str) -> Overview:
        """All stations of an election."""

    def batches(self, election_id: str, after: str = "", lane: str = "") -> BatchList:
        """Batches after this id."""

    def batch(self, election_id: str, batch_id: str) -> bytes:
        """A packed batch as it came."""

    def receipt(self, election_id: str, batch_id: str) -> bytes:
        """The receipt's envelope of a batch."""


class StrangerPort(Protocol):
    """A centre at an address whose key is not known yet."""

    def centre_key(self) -> bytes:
        """The key that it says is its own, proved by a signature over a fresh nonce."""

    def enrol(self, envelope: bytes, centre_key: bytes) -> Enrolled:
        """Enrols a station's device."""

    def register_commission(self, envelope: bytes, centre_key: bytes) -> Enrolled:
        """Registers the commission."""


# A connection to the known centre with the device's seed; one to an address (url, authority in PEM or "").
Connect = Callable[[CentreLink, bytes], CentrePort]
Meet = Callable[[str, str], StrangerPort]

"""First trust: codes that are used once, fingerprints that two people compare, and who is who.

A code has thirty characters of Crockford's base32 in groups of five: sixteen are the secret (80 bits), the
fourteen behind them the beginning of the SHA-256 of the centre's public key, so that a station knows the
centre before it tells the secret. The centre keeps the SHA-256 of the secret only.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from omp_desktop.crypto.codes import base32, canonical_characters
from omp_desktop.wire.envelope import Versioned
from omp_desktop.wire.errors import EnrolmentCodeInvalid
from omp_desktop.wire.forms import Hex32, Hex64, HexId, Instant, ShortText

ENROLMENT_PURPOSE: Final = "enrolment"
ENROLLED_PURPOSE: Final = "enrolled"
COMMISSION_PURPOSE: Final = "commission"
DEVICE_OF_COMMISSION_PURPOSE: Final = "device of the commission"
ROTATION_PURPOSE: Final = "rotation"
NEW_KEY_PURPOSE: Final = "new key"

_SECRET_LENGTH: Final = 16
_CENTRE_LENGTH: Final = 14
_GROUP: Final = 5
_BITS: Final = 5
_FINGERPRINT_LENGTH: Final = 20

# States of a device.
WAITING, CONFIRMED, REVOKED = "waiting", "confirmed", "revoked"

Secret = Annotated[str, Meta(pattern="^[0-9A-HJKMNP-TV-Z]{16}$", max_length=16)]


@dataclass(frozen=True, slots=True)
class EnrolmentCode:
    """A code: the secret, and the characters by which the centre's key is known."""

    secret: str = field(repr=False)
    centre: str

    @staticmethod
    def make(centre_key: bytes, random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> EnrolmentCode:
        """A new code for this centre."""
        number = int.from_bytes(random_bytes(_SECRET_LENGTH * _BITS // 8), "big")
        return EnrolmentCode(base32(number, _SECRET_LENGTH), _centre_characters(centre_key))

    @staticmethod
    def parse(entered: str) -> EnrolmentCode:
        """A code as somebody typed it. Raises EnrolmentCodeInvalid."""
        characters = canonical_characters(entered)
        if characters is None or len(characters) != _SECRET_LENGTH + _CENTRE_LENGTH:
            raise EnrolmentCodeInvalid
        return EnrolmentCode(characters[:_SECRET_LENGTH], characters[_SECRET_LENGTH:])

    @property
    def text(self) -> str:
        """The form that is shown and printed. Secret until it was used."""
        return _grouped(self.secret + self.centre)

    @property
    def hash(self) -> str:
        """SHA-256 of the secret, in hex: what the centre knows the code by."""
        return code_hash(self.secret)

    def fits(self, centre_key: bytes) -> bool:
        """Whether this is the centre that the code is for."""
        return self.centre == _centre_characters(centre_key)


def code_hash(secret: str) -> str:
    """SHA-256 of a code's secret, in hex."""
    return sha256(secret.encode("ascii")).hexdigest()


def fingerprint(public_key: bytes) -> str:
    """Twenty characters of a key's SHA-256 (100 bits), in groups: what two people compare aloud."""
    return _grouped(_leading_characters(public_key, _FINGERPRINT_LENGTH))


class Enrolment(Versioned, frozen=True, kw_only=True):
    """What a station asks with (purpose "enrolment", signed by the new device's key)."""

    secret: Secret
    device_id: HexId
    device_name: ShortText
    public_key: Hex32
    store_id: HexId
    program: ShortText


class CommissionRegistration(Versioned, frozen=True, kw_only=True):
    """What the commission's PC registers itself with (purpose "commission", signed by its device's key).

    `commission_key` signs manifests, amendments and packages; `by_commission` is its signature over
    device_id + public_key as bytes (purpose "device of the commission").
    """

    secret: Secret
    device_id: HexId
    device_name: ShortText
    public_key: Hex32
    store_id: HexId
    station_id: HexId
    commission_key: Hex32
    by_commission: Hex64
    program: ShortText


class Enrolled(Versioned, frozen=True, kw_only=True):
    """The centre's answer (purpose "enrolled"). Without election and station for the commission."""

    device_id: HexId
    public_key: Hex32
    centre_key: Hex32
    server_time: Instant
    election_id: HexId | None = None
    station_id: HexId | None = None
    station_name: str = ""
    election_ko: str = ""
    election_en: str = ""


class Rotation(Versioned, frozen=True, kw_only=True):
    """A device's new key (purpose "rotation", signed by the old one).

    `by_new` is the new key's signature over device_id + old key + new key as bytes (purpose "new key").
    """

    device_id: HexId
    old_key: Hex32
    new_key: Hex32
    by_new: Hex64


class NewCode(msgspec.Struct, frozen=True, kw_only=True):
    """The commission lets a station enrol: the hash of a code that its own PC made. Valid for 24 hours."""

    station_id: HexId
    code_hash: Hex32


class Confirmation(msgspec.Struct, frozen=True, kw_only=True):
    """Two people compared the fingerprint of this key."""

    public_key: Hex32


class Revocation(msgspec.Struct, frozen=True, kw_only=True):
    """A device's keys are worth nothing any more, and why."""

    reason: ShortText


class DeviceView(msgspec.Struct, frozen=True, kw_only=True):
    """A device as the commission sees it. `state`: waiting, confirmed or revoked.

    `rotations`: the envelope of each change of its key, the first one first, so that whoever confirmed a key
    can follow it without believing the centre.
    """

    device_id: HexId
    station_id: HexId
    name: str
    public_key: Hex32
    fingerprint: str
    state: str
    commission: bool
    package_revision: int | None = None
    rotations: list[str] = []

    @property
    def may_be_confirmed(self) -> bool:
        """Whether its fingerprint is to be compared: a station's that waits for it."""
        return not self.commission and self.state == WAITING

    @property
    def may_get_package(self) -> bool:
        """Whether an election may be sealed for it: a station's that was confirmed."""
        return not self.commission and self.state == CONFIRMED

    @property
    def may_be_revoked(self) -> bool:
        """Whether it can be let out: a station's, once."""
        return not self.commission and self.state != REVOKED


class Devices(msgspec.Struct, frozen=True, kw_only=True):
    """Every device of an election."""

    devices: list[DeviceView]


def _leading_characters(public_key: bytes, length: int) -> str:
    number = int.from_bytes(sha256(public_key).digest(), "big")
    return base32(number >> (256 - length * _BITS), length)


def _centre_characters(centre_key: bytes) -> str:
    return _leading_characters(centre_key, _CENTRE_LENGTH)


def _grouped(characters: str) -> str:
    return "-".join(characters[start : start + _GROUP] for start in range(0, len(characters), _GROUP))

"""The election package: what a station needs to hold an election. Signed by the commission.

A station takes all of it or refuses all of it. The voters list is sealed to the station's device, so that
neither the centre nor whoever finds the stick can read it.
"""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from omp_desktop.wire.envelope import Versioned
from omp_desktop.wire.forms import Hex32, Hex64, HexId, Number, ShortText

PACKAGE_PURPOSE: Final = "package"
# 500,000 voters at one station, sealed and in base64, and the rest beside them.
PACKAGE_BYTES_MOST: Final = 256 * 2**20

BirthDate = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$", max_length=10)]


class SignedText(msgspec.Struct, frozen=True, kw_only=True):
    """Canonical JSON as text, and the commission's signature of its bytes."""

    text: str
    signature: Hex64


class CandidateOfPackage(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate as the commission registered them."""

    candidate_id: HexId
    contest_id: str
    number: int
    name: str
    party: str | None
    state: str


class PledgeOfPackage(msgspec.Struct, frozen=True, kw_only=True):
    """A pledge as the commission has it, with its id: statements about it find it again."""

    pledge_id: HexId
    candidate_id: HexId
    theme: str
    title: str
    description: str
    position: int


class PhotoOfPackage(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate's picture file, in base64."""

    candidate_id: HexId
    photo: str


class StationOfPackage(msgspec.Struct, frozen=True, kw_only=True):
    """A polling station of the election."""

    station_id: HexId
    name: ShortText
    district: str


class Package(Versioned, frozen=True, kw_only=True):
    """The signed content of a package (purpose "package", the commission's key of the manifest).

    `voters_sealed` is a libsodium sealed box for the device's key (as X25519), in base64, around the gzip of
    the JSON of `VotersOfPackage`. `revision` counts up: a later package of the same election has more
    amendments, never fewer.
    """

    election_id: HexId
    station_id: HexId
    device_id: HexId
    device_key: Hex32
    revision: Number
    manifest: SignedText
    amendments: list[SignedText]
    candidates: list[CandidateOfPackage]
    stations: list[StationOfPackage]
    centre_key: Hex32 | None
    voters_sealed: str
    pledges: list[PledgeOfPackage] = msgspec.field(default_factory=list)
    # Programs of before leave them out.
    photos: list[PhotoOfPackage] = msgspec.field(default_factory=list)


class VoterOfPackage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A voter on the station's list; `code`: what is kept of the personal code, where there is one."""

    voter_id: HexId
    roll_number: str
    name: str
    birth_date: BirthDate
    address: str
    code: Hex32 | None = None


class VotersOfPackage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A station's part of the voters list; its digest stands in the manifest.

    `code_key`: the key of the station's personal codes, where it has some.
    """

    voters: list[VoterOfPackage]
    code_key: Hex32 | None = None


class DeviceRequest(Versioned, frozen=True, kw_only=True):
    """Without a network: the station's device, carried to the commission in a file (purpose "enrolment").

    The commission's PC makes the package for it after two people compared the fingerprint.
    """

    device_id: HexId
    device_name: ShortText
    public_key: Hex32
    store_id: HexId
    program: ShortText

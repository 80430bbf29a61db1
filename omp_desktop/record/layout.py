"""The files of an election record and their JSON, as docs/ballot-crypto.md says ("Election record").

Here are the names and the small files; pages and ballots are in `page.py`, sums and openings in `opened.py`.
Each class has `to_json` for whoever writes a record and `from_json` for whoever reads one. `from_json` takes
what `form.parse_json` gave, looks at the form only, and raises FieldWrong with the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from omp_desktop.crypto.group import POINT_BYTES
from omp_desktop.crypto.hashing import HASH_BYTES, u32, u64
from omp_desktop.crypto.pages import Counts, EpochEnd
from omp_desktop.crypto.signing import SIGNATURE_BYTES
from omp_desktop.domain.amendment import Amendment, AmendmentKind
from omp_desktop.domain.json_fields import INSTANT_FORMAT, FieldWrong, instant_text
from omp_desktop.record.form import Form

FORMAT: Final = "omp-desktop record 1"
RECORD: Final = "record.json"
MANIFEST: Final = "manifest.json"
AMENDMENTS: Final = "amendments.json"
DEVICES: Final = "devices.json"
CLOSINGS: Final = "closings.json"
STATIONS: Final = "stations.json"
SUMS: Final = "sums.json"
OPENINGS: Final = "openings.json"
COUNTERSIGNATURES: Final = "countersignatures.json"
README: Final = "README.txt"
VERIFIER: Final = "verifier/omp_verify.py"
# Every record has these and RECORD; the rest are pages.
FILES: Final = (
    MANIFEST, AMENDMENTS, DEVICES, CLOSINGS, STATIONS, SUMS, OPENINGS, COUNTERSIGNATURES, README, VERIFIER
)  # fmt: skip
NOT_JSON: Final = (README, VERIFIER)

MEMBER_BYTES_MOST: Final = 64 * 2**20
MEMBERS_MOST: Final = 1_000_000
PAGE_BALLOTS_MOST: Final = 200
U32_MOST: Final = 2**32 - 1

MANIFEST_PURPOSE: Final = "manifest"
AMENDMENT_PURPOSE: Final = "amendment"
BALLOT_PURPOSE: Final = "ballot"
COUNTERSIGNATURE_PURPOSE: Final = "page"

_PAGE_NAME: Final = re.compile(r"pages/([0-9a-f]{32})-([0-9]{6,16})-([0-9]{6,10})\.json")


def page_name(device_id: str, store_epoch: int, number: int) -> str:
    """The file of a page."""
    return f"pages/{device_id}-{store_epoch:06d}-{number:06d}.json"


def place_of_page(name: str) -> tuple[str, int, int] | None:
    """Device, store epoch and number in the name of a page's file, or None if it is none."""
    found = _PAGE_NAME.fullmatch(name)
    if found is None:
        return None
    place = found[1], int(found[2]), int(found[3])
    return place if page_name(*place) == name else None


@dataclass(frozen=True, slots=True)
class ListedFile:
    """Size in bytes and SHA-256 in hex of a file."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RecordHead:
    """record.json: every other file, and the commission's signature of the manifest."""

    election_id: str
    manifest_signature: bytes
    files: Mapping[str, ListedFile]

    def to_json(self) -> dict[str, Any]:
        """As it stands in the file."""
        return {
            "format": FORMAT,
            "election_id": self.election_id,
            "manifest_signature": self.manifest_signature.hex(),
            "files": {name: {"bytes": f.size, "sha256": f.sha256} for name, f in sorted(self.files.items())},
        }

    @staticmethod
    def from_json(value: Any) -> RecordHead:
        """Reads the file."""
        form = Form(value, ("format", "election_id", "manifest_signature", "files"))
        if form.text("format") != FORMAT:
            form.refuse("format")
        files = {
            name: ListedFile(listed.number("bytes"), listed.data("sha256", HASH_BYTES).hex())
            for name, listed in form.children_by_name("files", ("bytes", "sha256"))
        }
        return RecordHead(
            form.identifier("election_id"), form.data("manifest_signature", SIGNATURE_BYTES), files
        )


def amendments_json(amendments: Iterable[Amendment]) -> dict[str, Any]:
    """amendments.json."""
    return {
        "amendments": [
            {
                "election_id": each.election_id,
                "number": each.number,
                "kind": each.kind.value,
                "payload": each.payload,
                "made_at": instant_text(each.made_at),
                "previous_hash": each.previous_hash,
                "signature": each.signature,
            }
            for each in amendments
        ]
    }


def read_amendments(value: Any) -> tuple[Amendment, ...]:
    """Reads amendments.json; what is in a payload is for the rules of amendments."""
    names = ("election_id", "number", "kind", "payload", "made_at", "previous_hash", "signature")
    return tuple(_amendment(each) for each in Form(value, ("amendments",)).children("amendments", names))


def _amendment(form: Form) -> Amendment:
    return Amendment(
        election_id=form.identifier("election_id"),
        number=form.number("number"),
        kind=form.word("kind", AmendmentKind),
        payload=form.mapping("payload"),
        made_at=_instant(form, "made_at"),
        previous_hash=form.data("previous_hash", HASH_BYTES).hex(),
        signature=form.data("signature", SIGNATURE_BYTES).hex(),
    )


def _instant(form: Form, name: str) -> datetime:
    text = form.text(name)
    try:
        instant = datetime.strptime(text, INSTANT_FORMAT).replace(tzinfo=UTC)
    except ValueError:
        form.refuse(name)
    # strptime forgives: one spelling only, because the text is signed.
    return instant if instant_text(instant) == text else form.refuse(name)


@dataclass(frozen=True, slots=True)
class RecordedDevice:
    """A device that took ballots, its station, and the key it signed with."""

    device_id: str
    station_id: str
    name: str
    public_key: bytes

    def to_json(self) -> dict[str, Any]:
        """As it stands in devices.json."""
        return {
            "device_id": self.device_id,
            "station_id": self.station_id,
            "name": self.name,
            "public_key": self.public_key.hex(),
        }


def devices_json(devices: Iterable[RecordedDevice]) -> dict[str, Any]:
    """devices.json."""
    return {"devices": [each.to_json() for each in devices]}


def read_devices(value: Any) -> tuple[RecordedDevice, ...]:
    """Reads devices.json."""
    names = ("device_id", "station_id", "name", "public_key")
    return tuple(
        RecordedDevice(
            form.identifier("device_id"),
            form.identifier("station_id"),
            form.text("name"),
            form.data("public_key", POINT_BYTES),
        )
        for form in Form(value, ("devices",)).children("devices", names)
    )


@dataclass(frozen=True, slots=True)
class RecordedClosing:
    """A device's closing: the ends of its epochs, its counts, the value over everything, signed."""

    device_id: str
    epochs: tuple[EpochEnd, ...]
    counts: Counts
    value: bytes
    signature: bytes

    def to_json(self) -> dict[str, Any]:
        """As it stands in closings.json."""
        return {
            "device_id": self.device_id,
            "epochs": [
                {
                    "store_epoch": each.store_epoch,
                    "opening": each.opening.hex(),
                    "pages": each.pages,
                    "last": each.last.hex(),
                }
                for each in self.epochs
            ],
            "cast": self.counts.cast,
            "tested": self.counts.tested,
            "void": self.counts.void,
            "value": self.value.hex(),
            "signature": self.signature.hex(),
        }


def closings_json(closings: Iterable[RecordedClosing]) -> dict[str, Any]:
    """closings.json."""
    return {"closings": [each.to_json() for each in closings]}


def read_closings(value: Any) -> tuple[RecordedClosing, ...]:
    """Reads closings.json."""
    names = ("device_id", "epochs", "cast", "tested", "void", "value", "signature")
    return tuple(_closing(form) for form in Form(value, ("closings",)).children("closings", names))


def _closing(form: Form) -> RecordedClosing:
    epochs = tuple(
        EpochEnd(
            each.number("store_epoch", least=1),
            each.data("opening", HASH_BYTES),
            each.number("pages", most=U32_MOST),
            each.data("last", HASH_BYTES),
        )
        for each in form.children("epochs", ("store_epoch", "opening", "pages", "last"))
    )
    return RecordedClosing(
        form.identifier("device_id"),
        epochs,
        Counts(form.number("cast"), form.number("tested"), form.number("void")),
        form.data("value", HASH_BYTES),
        form.data("signature", SIGNATURE_BYTES),
    )


@dataclass(frozen=True, slots=True)
class RecordedStation:
    """What a station's voters list came to: voters on it, permits cancelled, participations cast."""

    station_id: str
    listed: int
    cancelled: int
    cast: int

    def to_json(self) -> dict[str, Any]:
        """As it stands in stations.json."""
        return {
            "station_id": self.station_id,
            "listed": self.listed,
            "cancelled": self.cancelled,
            "cast": self.cast,
        }


def stations_json(stations: Iterable[RecordedStation]) -> dict[str, Any]:
    """stations.json."""
    return {"stations": [each.to_json() for each in stations]}


def read_stations(value: Any) -> tuple[RecordedStation, ...]:
    """Reads stations.json."""
    names = ("station_id", "listed", "cancelled", "cast")
    return tuple(
        RecordedStation(
            form.identifier("station_id"),
            form.number("listed"),
            form.number("cancelled"),
            form.number("cast"),
        )
        for form in Form(value, ("stations",)).children("stations", names)
    )


@dataclass(frozen=True, slots=True)
class Countersignature:
    """The centre's signature of a page that it received."""

    device_id: str
    store_epoch: int
    number: int
    page_hash: bytes
    signature: bytes

    def signed_bytes(self, station_id: str) -> bytes:
        """What the centre signs (COUNTERSIGNATURE_PURPOSE); the station is the device's."""
        whose = bytes.fromhex(station_id) + bytes.fromhex(self.device_id)
        return whose + u64(self.store_epoch) + u32(self.number) + self.page_hash

    def to_json(self) -> dict[str, Any]:
        """As it stands in countersignatures.json."""
        return {
            "device_id": self.device_id,
            "store_epoch": self.store_epoch,
            "number": self.number,
            "hash": self.page_hash.hex(),
            "signature": self.signature.hex(),
        }


@dataclass(frozen=True, slots=True)
class Countersignatures:
    """countersignatures.json. A record without a centre has neither a key nor pages."""

    centre_key: bytes | None = None
    pages: tuple[Countersignature, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As it stands in the file."""
        return {
            "centre_key": None if self.centre_key is None else self.centre_key.hex(),
            "pages": [each.to_json() for each in self.pages],
        }

    @staticmethod
    def from_json(value: Any) -> Countersignatures:
        """Reads the file."""
        form = Form(value, ("centre_key", "pages"))
        key = None if form.raw("centre_key") is None else form.data("centre_key", POINT_BYTES)
        names = ("device_id", "store_epoch", "number", "hash", "signature")
        pages = tuple(
            Countersignature(
                each.identifier("device_id"),
                each.number("store_epoch", least=1),
                each.number("number", least=1, most=U32_MOST),
                each.data("hash", HASH_BYTES),
                each.data("signature", SIGNATURE_BYTES),
            )
            for each in form.children("pages", names)
        )
        if key is None and pages:
            raise FieldWrong("$.centre_key")
        return Countersignatures(key, pages)

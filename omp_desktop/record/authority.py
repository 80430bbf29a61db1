"""The checks of what the commission set up: manifest, amendments, trustees, devices."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

from omp_desktop.crypto import signing
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.errors import SignatureInvalid
from omp_desktop.crypto.group import ED25519, POINT_BYTES
from omp_desktop.crypto.trustees import MAX_TRUSTEES, TrusteePublic, joint_key
from omp_desktop.domain.amendment import Amendment, effective
from omp_desktop.domain.election import check_policy
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.manifest import Manifest
from omp_desktop.record import layout
from omp_desktop.record.errors import WHOLE, Fault, RecordBad
from omp_desktop.record.files import RecordFiles
from omp_desktop.record.layout import RecordedDevice
from omp_desktop.record.manifest_context import context_of

_ID: Final = re.compile(r"[0-9a-f]{32}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Published:
    """The manifest, its hash in hex, and what the ballots are bound to."""

    manifest: Manifest
    manifest_hash: str
    context: ElectionContext

    @property
    def stations(self) -> Mapping[str, int]:
        """The stations with the voters on their lists."""
        return {station.id: station.voters for station in self.manifest.stations}


def said(error: OmpError) -> LocalText:
    """What happened, in both languages."""
    return LocalText(error.describe("ko").text, error.describe("en").text)


def check_manifest(files: RecordFiles, expected_hash: str | None) -> Published:
    """The manifest is complete, signed, and the one that was published. Raises RecordBad."""
    raw = files.manifest
    try:
        manifest = Manifest.from_bytes(raw)
        check_complete(manifest)
        context = context_of(raw, manifest)
    except OmpError as error:
        if isinstance(error, RecordBad):
            raise
        raise RecordBad(file=layout.MANIFEST, item=WHOLE, fault=said(error)) from error
    if files.head.election_id != manifest.election_id:
        raise RecordBad(file=layout.RECORD, item="election_id", fault=Fault.ELECTION)
    key = bytes.fromhex(manifest.commission_key)
    if not signed(key, layout.MANIFEST_PURPOSE, raw, files.head.manifest_signature):
        raise RecordBad(file=layout.RECORD, item="manifest_signature", fault=Fault.SIGNATURE)
    manifest_hash = hashlib.sha256(raw).hexdigest()
    if expected_hash not in (None, manifest_hash):
        raise RecordBad(file=layout.MANIFEST, item=WHOLE, fault=Fault.OTHER_MANIFEST)
    return Published(manifest, manifest_hash, context)


def check_complete(manifest: Manifest) -> None:
    """What a manifest from a stranger says is of the form that everything else relies on.

    Raises RecordBad, and the errors of `check_policy`.
    """
    check_policy(manifest.policy)
    ids = [station.id for station in manifest.stations]
    if not ids or len(set(ids)) != len(ids) or not all(map(_ID.fullmatch, ids)):
        _refuse("stations", Fault.STATION)
    if not _ID.fullmatch(manifest.election_id):
        _refuse("election_id", Fault.FORM)
    if any(station.voters < 0 or not _HASH.fullmatch(station.voters_digest) for station in manifest.stations):
        _refuse("stations", Fault.FORM)
    for name, key in (
        ("public_key", manifest.public_key),
        ("commission_key", manifest.commission_key),
    ):
        if not (
            re.fullmatch(rf"[0-9a-f]{{{2 * POINT_BYTES}}}", key) and ED25519.is_element(bytes.fromhex(key))
        ):
            _refuse(name, Fault.KEY)


def _refuse(item: str, fault: Fault) -> NoReturn:
    raise RecordBad(file=layout.MANIFEST, item=item, fault=fault)


def check_amendments(amendments: Sequence[Amendment], published: Published) -> None:
    """Each amendment is signed, follows on those before, and is allowed. Raises RecordBad."""
    problem = _refused(amendments, published.manifest)
    if problem is not None:
        # The first so many that are refused together; whatever follows on them is refused as well.
        counts = range(1, len(amendments) + 1)
        manifest = published.manifest
        bad = bisect_left(counts, True, key=lambda count: _refused(amendments[:count], manifest) is not None)
        raise RecordBad(file=layout.AMENDMENTS, item=f"amendments[{bad}]", fault=problem)
    key = bytes.fromhex(published.manifest.commission_key)
    for at, amendment in enumerate(amendments):
        signature = bytes.fromhex(amendment.signature)
        if not signed(key, layout.AMENDMENT_PURPOSE, amendment.signed_bytes(), signature):
            raise RecordBad(file=layout.AMENDMENTS, item=f"amendments[{at}]", fault=Fault.SIGNATURE)


def _refused(amendments: Sequence[Amendment], manifest: Manifest) -> Fault | LocalText | None:
    """Why these amendments are none of this manifest, or None."""
    try:
        effective(manifest, amendments)
    except OmpError as error:
        return said(error)
    except OverflowError:
        # A refusal names an instant in the election's time zone, and may find it after the last of all days.
        return Fault.FORM
    return None


def check_trustees(published: Published) -> tuple[TrusteePublic, ...]:
    """The trustees' proofs hold and their key is the election's. Raises RecordBad."""
    manifest = published.manifest
    if len(manifest.trustees) > MAX_TRUSTEES:
        raise RecordBad(file=layout.MANIFEST, item="trustees", fault=Fault.QUORUM)
    try:
        publics = tuple(map(TrusteePublic.from_json, manifest.trustees))
        key = joint_key(publics)
    except OmpError as error:
        raise RecordBad(file=layout.MANIFEST, item="trustees", fault=said(error)) from error
    if publics[0].quorum != manifest.quorum:
        raise RecordBad(file=layout.MANIFEST, item="quorum", fault=Fault.QUORUM)
    if key != published.context.public_key:
        raise RecordBad(file=layout.MANIFEST, item="public_key", fault=Fault.KEY)
    return publics


def check_devices(devices: Sequence[RecordedDevice], published: Published) -> Mapping[str, RecordedDevice]:
    """Each device stands once, at a station of the manifest, with a key. Raises RecordBad."""
    known: dict[str, RecordedDevice] = {}
    for device in devices:
        where = {"file": layout.DEVICES, "item": device.device_id}
        if device.device_id in known:
            raise RecordBad(**where, fault=Fault.TWICE)
        if device.station_id not in published.stations:
            raise RecordBad(**where, fault=Fault.STATION)
        if not ED25519.is_element(device.public_key):
            raise RecordBad(**where, fault=Fault.KEY)
        known[device.device_id] = device
    return known


def signed(public_key: bytes, purpose: str, message: bytes, signature: bytes) -> bool:
    """Whether the owner of the key, which is a valid one, signed this."""
    try:
        signing.verify(public_key, purpose, message, signature)
    except SignatureInvalid:
        return False
    return True

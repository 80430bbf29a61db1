"""A small valid election record, made with the cryptography alone, and all the keys of those who made it.

Two stations, three devices, one of them with two store epochs; three contests: one of two, two of three, and
a question that cannot be left blank; cast, tested and void ballots; three trustees of whom two open; an
opening during the vote and the final one; amendments; countersignatures of a centre.
"""

from __future__ import annotations

import copy
import hashlib
import json
import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from omp_desktop.crypto import signing
from omp_desktop.crypto.aggregate import Aggregate, product
from omp_desktop.crypto.ballot import EncryptedBallot, encode_ballot
from omp_desktop.crypto.ballot_encryption import SealedBallot, encrypt_ballot
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.opening import combine, open_aggregate
from omp_desktop.crypto.pages import (
    CLOSING_PURPOSE,
    NO_CHAIN,
    Chain,
    Counts,
    Entry,
    EpochEnd,
    closing_value,
    opening_value,
    page_hash,
)
from omp_desktop.crypto.signing import SigningKeyPair
from omp_desktop.crypto.trustees import TrusteePublic, TrusteeSecret, joint_key
from omp_desktop.domain.amendment import Amendment, AmendmentKind, draw_up, hours_payload, withdrawal_payload
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.election import Contest, ContestKind, Policy, ResultsPolicy
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.manifest import Manifest, ManifestStation, freeze, manifest_contest
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.record import layout
from omp_desktop.record.closing_file import ClosedDevice, ClosingReport
from omp_desktop.record.form import json_bytes
from omp_desktop.record.layout import Countersignature, Countersignatures, RecordedClosing, RecordedDevice
from omp_desktop.record.manifest_context import context_of
from omp_desktop.record.opened import RecordedOpening, RecordedSums, openings_json
from omp_desktop.record.page import PageHead, RecordedBallot, RecordedPage
from tests.unit.crypto.elections import threshold_trustees
from tests.unit.domain.examples import DURING, LAST, OVERNIGHT, a_candidate, an_election, withdrawn

ELECTION = "e1" * 16
STATION_A, STATION_B = "5a" * 16, "5b" * 16
DEVICE_A1, DEVICE_A2, DEVICE_B1 = "da" * 16, "db" * 16, "dc" * 16
STATION_OF = {DEVICE_A1: STATION_A, DEVICE_A2: STATION_A, DEVICE_B1: STATION_B}
LISTED = {STATION_A: 30, STATION_B: 20}
MINIMUM_OPEN = 3
CONTESTS = (
    Contest("president", LocalText("회장", "President")),
    Contest("council", LocalText("대의원", "Council"), votes_allowed=2),
    Contest("motion", LocalText("회칙", "Statutes"), blank_allowed=False, kind=ContestKind.YES_NO),
)
CAST, TESTED, VOID = BallotStatus.CAST, BallotStatus.TESTED, BallotStatus.VOID
# What became of the ballots of each page, in the order they were made.
Plan = tuple[tuple[str, int, int, tuple[BallotStatus, ...]], ...]
PLAN: Plan = (
    (DEVICE_A1, 1, 1, (CAST, CAST, TESTED, CAST)),
    (DEVICE_A1, 1, 2, (CAST, VOID)),
    (DEVICE_A1, 3, 1, (CAST, CAST)),
    (DEVICE_A2, 1, 1, (CAST, CAST, TESTED, CAST)),
    (DEVICE_B1, 1, 1, (CAST, CAST, VOID, CAST, CAST)),
)
# The same, and enough ballots more that it is worth several processes.
CROWD: Plan = (*PLAN, (DEVICE_B1, 1, 2, (CAST,) * 40), (DEVICE_B1, 1, 3, (CAST,) * 40))
# How many cast ballots of each station the opening during the vote covers.
LIVE_UNITS = {STATION_A: 4, STATION_B: 3}


@dataclass(frozen=True)
class Keys:
    """Everything secret."""

    commission: SigningKeyPair = field(default_factory=signing.generate)
    centre: SigningKeyPair = field(default_factory=signing.generate)
    devices: Mapping[str, SigningKeyPair] = field(
        default_factory=lambda: {device: signing.generate() for device in STATION_OF}
    )
    trustees: tuple[Sequence[TrusteeSecret], Sequence[TrusteePublic]] = field(
        default_factory=lambda: threshold_trustees(2, 3)
    )


@dataclass
class Draft:
    """The files of a record as JSON values, to be changed; `raw` holds files as bytes, in place of JSON.

    `whole`, if it is set, is the record as it is, whatever else is there.
    """

    keys: Keys
    manifest_signature: bytes
    json: dict[str, Any]
    raw: dict[str, bytes]
    closing_report: bytes
    whole: dict[str, bytes] | None = None

    def copy(self) -> Draft:
        """One that can be changed without the other."""
        return Draft(
            self.keys,
            self.manifest_signature,
            copy.deepcopy(self.json),
            dict(self.raw),
            self.closing_report,
        )

    @property
    def manifest_bytes(self) -> bytes:
        """The manifest as it stands in the record."""
        return self.raw.get(layout.MANIFEST) or canonical_bytes(self.json[layout.MANIFEST])

    @property
    def manifest_hash(self) -> str:
        """What the published notice says."""
        return hashlib.sha256(self.manifest_bytes).hexdigest()

    @property
    def pages(self) -> list[str]:
        """The files of the pages."""
        return sorted(name for name in self.json if name.startswith("pages/"))

    def members(self) -> dict[str, bytes]:
        """All files, without record.json."""
        encoded = {name: json_bytes(value) for name, value in self.json.items()}
        if layout.MANIFEST in self.json:
            encoded[layout.MANIFEST] = canonical_bytes(self.json[layout.MANIFEST])
        return {**encoded, **self.raw}

    def files(self) -> dict[str, bytes]:
        """All files, record.json among them, which lists the others as they are now."""
        if self.whole is not None:
            return self.whole
        members = self.members()
        listed = {
            name: layout.ListedFile(len(data), hashlib.sha256(data).hexdigest())
            for name, data in members.items()
        }
        head = layout.RecordHead(ELECTION, self.manifest_signature, listed)
        return {layout.RECORD: json_bytes(head.to_json()), **members}


def write_zip(files: Mapping[str, bytes], path: Path) -> Path:
    """The files as a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def write_folder(files: Mapping[str, bytes], folder: Path) -> Path:
    """The same files unpacked."""
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


def sample() -> Draft:
    """A valid record, to be changed at will. It is made once in a process."""
    return _sample().copy()


@lru_cache(maxsize=1)
def _sample() -> Draft:
    return build(PLAN)


def report_of(*device_ids: str) -> bytes:
    """The closing report of the sample, with these devices only."""
    report = json.loads(sample().closing_report)
    report["devices"] = [device for device in report["devices"] if device["device_id"] in device_ids]
    return json_bytes(report)


def build(plan: Plan) -> Draft:
    """A valid record of these pages, of which the first are those of PLAN."""
    keys = Keys()
    more = sum(len(statuses) for *_, statuses in plan[len(PLAN) :])
    listed = {station: voters + more for station, voters in LISTED.items()}
    manifest = _manifest(keys, listed)
    raw = manifest.to_bytes()
    context = context_of(raw, manifest)
    pages = list(_pages(context, keys, plan))
    closings = list(_closings(context, keys, pages))
    ballots = [(page.head, each) for page in pages for each in page.ballots if each.status is CAST]
    cast = {
        station: [each.encrypted(context, head) for head, each in ballots if head.station_id == station]
        for station in (STATION_A, STATION_B)
    }
    live = [ballot for station, count in LIVE_UNITS.items() for ballot in cast[station][:count]]
    everything = [ballot for station in cast for ballot in cast[station]]
    final_units = {station: len(cast[station]) for station in cast}
    openings = [
        opened(context, keys, OpeningKind.LIVE, live, LIVE_UNITS),
        opened(context, keys, OpeningKind.FINAL, everything, final_units),
    ]
    stations = [layout.RecordedStation(s, listed[s], 1, len(cast[s])) for s in (STATION_A, STATION_B)]
    files = {
        layout.MANIFEST: json.loads(raw),
        layout.AMENDMENTS: layout.amendments_json(_amendments(manifest, keys)),
        layout.DEVICES: layout.devices_json(_devices(keys)),
        layout.CLOSINGS: layout.closings_json(closings),
        layout.STATIONS: layout.stations_json(stations),
        layout.SUMS: RecordedSums.of(product(context, everything)).to_json(),
        layout.OPENINGS: openings_json(openings),
        layout.COUNTERSIGNATURES: _countersignatures(keys, pages).to_json(),
        **{page.head.name: page.to_json() for page in pages},
    }
    report = ClosingReport(
        ELECTION,
        manifest.hash,
        [
            ClosedDevice(each.device_id, keys.devices[each.device_id].public_key, each.value)
            for each in closings
        ],
    )
    return Draft(
        keys,
        signing.sign(keys.commission.seed, layout.MANIFEST_PURPOSE, raw),
        files,
        {layout.README: b"How to verify.\n", layout.VERIFIER: b"# The verifier stands here.\n"},
        report.to_bytes(),
    )


def _manifest(keys: Keys, listed: Mapping[str, int]) -> Manifest:
    publics = keys.trustees[1]
    election = an_election(
        id=ELECTION,
        contests=CONTESTS,
        policy=Policy(results=ResultsPolicy.LIVE, minimum_open=MINIMUM_OPEN),
    )
    candidates = [
        a_candidate(1),
        a_candidate(2),
        withdrawn(a_candidate(9)),
        *(a_candidate(number, contest_id="council") for number in (3, 4, 5)),
    ]
    stations = [
        ManifestStation(STATION_A, "가 투표소", listed[STATION_A], "ab" * 32),
        ManifestStation(STATION_B, "나 투표소", listed[STATION_B], "cd" * 32),
    ]
    return freeze(
        election,
        candidates,
        stations,
        trustees=[public.to_json() for public in publics],
        quorum=publics[0].quorum,
        public_key=joint_key(publics).hex(),
        commission_key=keys.commission.public_key.hex(),
    )


def _amendments(manifest: Manifest, keys: Keys) -> list[Amendment]:
    changes = (
        (AmendmentKind.WITHDRAWAL, withdrawal_payload(f"{5:032x}"), DURING),
        (AmendmentKind.HOURS, hours_payload(1, LAST.closes.replace(hour=11)), OVERNIGHT),
    )
    amendments: list[Amendment] = []
    for kind, payload, at in changes:
        drawn = draw_up(manifest, amendments, kind=kind, payload=payload, made_at=at)
        signature = signing.sign(keys.commission.seed, layout.AMENDMENT_PURPOSE, drawn.signed_bytes())
        amendments.append(drawn.signed(signature.hex()))
    return amendments


def _devices(keys: Keys) -> list[RecordedDevice]:
    return [
        RecordedDevice(device, station, f"기표소 {number}", keys.devices[device].public_key)
        for number, (device, station) in enumerate(STATION_OF.items(), start=1)
    ]


def choices(number: int) -> Mapping[str, Collection[str]]:
    """What the voter of this number chose; every third leaves the president blank."""
    council = ([f"{3:032x}", f"{4:032x}"], [f"{3:032x}"], [])[number % 3]
    return {
        "president": ([], [f"{1:032x}"], [f"{2:032x}"])[number % 3],
        "council": council,
        "motion": [motion_options()[number % 2]],
    }


def motion_options() -> tuple[str, ...]:
    """The ids of "for" and "against"."""
    return tuple(option.id for option in manifest_contest(CONTESTS[2], ()).options)


def seal(
    context: ElectionContext, device_id: str, store_epoch: int, chosen: Mapping[str, Collection[str]]
) -> SealedBallot:
    """An honest ballot of this device."""
    return encrypt_ballot(
        context,
        chosen,
        station_id=STATION_OF[device_id],
        device_id=device_id,
        store_epoch=store_epoch,
    )


def recorded(
    keys: Keys, ballot: EncryptedBallot, status: BallotStatus, nonce: bytes | None = None
) -> RecordedBallot:
    """The ballot as it stands on a page, signed by its device."""
    seed = keys.devices[ballot.device_id].seed
    signature = signing.sign(seed, layout.BALLOT_PURPOSE, encode_ballot(ballot))
    return RecordedBallot.of(ballot, status, signature, nonce)


def _pages(context: ElectionContext, keys: Keys, plan: Plan) -> Iterable[RecordedPage]:
    voters = count()
    last: dict[str, bytes] = {}
    for device, epoch, number, statuses in plan:
        chain = chain_of(context, keys, device)
        if number == 1:
            last[device] = opening_value(chain, epoch, last.get(device, NO_CHAIN))
        ballots = []
        for status in statuses:
            sealed = seal(context, device, epoch, choices(next(voters)))
            ballots.append(recorded(keys, sealed.ballot, status, sealed.nonce if status is TESTED else None))
        ballots.sort(key=lambda each: each.code)
        entries = [each.entry for each in ballots]
        hashed = page_hash(chain, epoch, number, last[device], entries)
        head = PageHead(device, STATION_OF[device], epoch, number, last[device], hashed)
        last[device] = hashed
        yield RecordedPage(head, ballots)


def chain_of(context: ElectionContext, keys: Keys, device_id: str) -> Chain:
    """Whose pages a device's are."""
    key = keys.devices[device_id].public_key
    return Chain(context.base_hash, STATION_OF[device_id], device_id, key)


def closing(
    context: ElectionContext, keys: Keys, device_id: str, pages: Sequence[RecordedPage]
) -> RecordedClosing:
    """The closing of a device over its pages."""
    chain = chain_of(context, keys, device_id)
    epochs: list[EpochEnd] = []
    for epoch in sorted({page.head.store_epoch for page in pages}):
        own = [page for page in pages if page.head.store_epoch == epoch]
        before = epochs[-1].last if epochs else NO_CHAIN
        epochs.append(EpochEnd(epoch, opening_value(chain, epoch, before), len(own), own[-1].head.hash))
    entries: list[Entry] = sorted(
        (each.entry for page in pages for each in page.ballots), key=lambda entry: entry.code
    )
    counts = Counts.of(entries)
    value = closing_value(chain, epochs, counts, entries)
    signature = signing.sign(keys.devices[device_id].seed, CLOSING_PURPOSE, value)
    return RecordedClosing(device_id, tuple(epochs), counts, value, signature)


def _closings(
    context: ElectionContext, keys: Keys, pages: Sequence[RecordedPage]
) -> Iterable[RecordedClosing]:
    for device in STATION_OF:
        yield closing(context, keys, device, [page for page in pages if page.head.device_id == device])


def opened(
    context: ElectionContext,
    keys: Keys,
    kind: OpeningKind,
    ballots: Sequence[EncryptedBallot],
    units: Mapping[str, int],
) -> RecordedOpening:
    """The sums of these ballots, opened by the first and the third trustee."""
    aggregate: Aggregate = product(context, ballots)
    secrets, publics = keys.trustees
    partials = tuple(open_aggregate(context, aggregate, secrets[index]) for index in (0, 2))
    totals = combine(context, aggregate, publics, partials)
    return RecordedOpening.of(kind, aggregate, units, partials, totals)


def _countersignatures(keys: Keys, pages: Sequence[RecordedPage]) -> Countersignatures:
    signed = []
    for page in pages[:3]:
        head = page.head
        plain = Countersignature(head.device_id, head.store_epoch, head.number, head.hash, b"")
        message = plain.signed_bytes(head.station_id)
        signature = signing.sign(keys.centre.seed, layout.COUNTERSIGNATURE_PURPOSE, message)
        signed.append(Countersignature(head.device_id, head.store_epoch, head.number, head.hash, signature))
    return Countersignatures(keys.centre.public_key, tuple(signed))

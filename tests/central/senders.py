"""Senders of the tests: offices that make real signed batches of a real election, with no program behind.

    held = held_election()                       # made once in a process: manifest, keys, two stations
    commission = held.commission()               # the commission's PC as a sender
    office = held.office(0)                      # the office of the first station, with one kiosk
    first = commission.publish()                 # a Frozen batch of lane S
    batch = office.ballots(20)                   # one page of real ballots of its kiosk
    office.participations(cast(20))              # and those who cast them
    put_row(session, commission), put_row(session, office)     # enrolled without asking the centre
    request(office, "PUT", url, batch.packed)    # the headers of a signed request

A sender counts its batches like a station: each goes behind the one before it of its lane. `copy()` is a
store that was copied: both go on from the same place. `frozen` makes any batch, also one that none would.

Ballots are encrypted once in a process and handed out again to every sender of the same kiosk, so a test
costs only the ballots that no test asked for before. The choices of ballot n are `choice(n)`.
"""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

import msgspec
from sqlalchemy.orm import Session

from omp_desktop.central.keys import COMMISSION
from omp_desktop.central.schema import CommissionRow, DeviceKeyRow, DeviceRow, EnrolmentRow, SettingRow
from omp_desktop.crypto import signing
from omp_desktop.crypto.ballot import encode_ballot
from omp_desktop.crypto.ballot_encryption import encrypt_ballot
from omp_desktop.crypto.election_context import ElectionContext
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
from omp_desktop.domain.amendment import Amendment, AmendmentKind, draw_up
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.election import Contest, Policy, ResultsPolicy
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.manifest import Manifest, ManifestStation, freeze
from omp_desktop.record.layout import AMENDMENT_PURPOSE, BALLOT_PURPOSE, MANIFEST_PURPOSE
from omp_desktop.record.manifest_context import context_of
from omp_desktop.wire import http
from omp_desktop.wire.batch import BATCH_PURPOSE, NO_BATCH
from omp_desktop.wire.enrolment import (
    COMMISSION_PURPOSE,
    DEVICE_OF_COMMISSION_PURPOSE,
    ENROLMENT_PURPOSE,
    CommissionRegistration,
    Enrolment,
    EnrolmentCode,
)
from omp_desktop.wire.envelope import Sealed, open_envelope, pack, seal
from omp_desktop.wire.forms import PROTOCOL
from tests.unit.crypto.elections import threshold_trustees
from tests.unit.domain.examples import DURING, a_candidate, an_election

CAST, TESTED, VOID = BallotStatus.CAST, BallotStatus.TESTED, BallotStatus.VOID
CONTEST: Final = "president"
CANDIDATES: Final = 2
LISTED: Final = 300
HOUR: Final = "2026-12-02T21:00:00Z"
PROGRAM: Final = "omp-desktop of the tests"
# The content of the statements about pledges.
Body = Mapping[str, Any]


@dataclass(frozen=True)
class MadeBallot:
    """A real ballot of a kiosk. `nonce` opens it: only a tested one is sent with it."""

    id: str
    code: str
    body: bytes
    signature: bytes
    nonce: str = field(repr=False)

    def item(self, status: BallotStatus = CAST, **changes: Any) -> dict[str, Any]:
        """The item of lane B; `changes` make it another one."""
        plain = {
            "ballot": self.id,
            "code": self.code,
            "status": status.value,
            "body": b64encode(self.body).decode("ascii"),
            "signature": self.signature.hex(),
        }
        return {**plain, **({"nonce": self.nonce} if status is TESTED else {}), **changes}


@dataclass(frozen=True)
class Kiosk:
    """A kiosk and its key. Ballots are made as they are needed, and kept."""

    id: str
    name: str
    station_id: str
    key: SigningKeyPair
    context: ElectionContext = field(repr=False)
    made: dict[int, list[MadeBallot]] = field(default_factory=dict, repr=False)

    def ballots(self, count: int, epoch: int = 1) -> list[MadeBallot]:
        """Its first so many ballots of a store epoch. The same ones each time."""
        made = self.made.setdefault(epoch, [])
        while len(made) < count:
            made.append(self._ballot(len(made), epoch))
        return made[:count]

    def chain(self) -> Chain:
        """Whose its pages are."""
        return Chain(self.context.base_hash, self.station_id, self.id, self.key.public_key)

    def _ballot(self, number: int, epoch: int) -> MadeBallot:
        sealed = encrypt_ballot(
            self.context,
            {CONTEST: choice(number)},
            station_id=self.station_id,
            device_id=self.id,
            store_epoch=epoch,
        )
        body = encode_ballot(sealed.ballot)
        return MadeBallot(
            sealed.ballot.ballot_id.hex(),
            sealed.ballot.code.hex(),
            body,
            signing.sign(self.key.seed, BALLOT_PURPOSE, body),
            sealed.nonce.hex(),
        )


@dataclass(frozen=True)
class HeldElection:
    """A published election with everybody's keys, and its stations with a kiosk each."""

    manifest: Manifest
    raw: bytes
    signature: bytes
    context: ElectionContext
    commission_key: SigningKeyPair
    trustees: tuple[Sequence[TrusteeSecret], Sequence[TrusteePublic]]
    kiosks: tuple[Kiosk, ...]

    @property
    def id(self) -> str:
        return self.manifest.election_id

    @property
    def stations(self) -> list[str]:
        return [station.id for station in self.manifest.stations]

    def office(self, station: int = 0, **changes: Any) -> Sender:
        """A new office of a station. Two of them have different devices and stores."""
        return Sender(self, self.stations[station], kiosk=self.kiosks[station], **changes)

    def commission(self, station: int = 0, **changes: Any) -> Sender:
        """The commission's PC, which stands at a station too."""
        return Sender(self, self.stations[station], kiosk=self.kiosks[station], commission=True, **changes)

    def amendments(self, *changes: tuple[AmendmentKind, Mapping[str, Any]]) -> list[Amendment]:
        """These amendments, chained and signed."""
        signed: list[Amendment] = []
        for kind, payload in changes:
            drawn = draw_up(self.manifest, signed, kind=kind, payload=payload, made_at=DURING)
            signature = signing.sign(self.commission_key.seed, AMENDMENT_PURPOSE, drawn.signed_bytes())
            signed.append(drawn.signed(signature.hex()))
        return signed


@dataclass(frozen=True)
class Frozen:
    """A batch as it travels: `packed` are the bytes of the body, `path` the address below the centre's."""

    id: str
    envelope: bytes = field(repr=False)
    path: str
    items: Sequence[Any] = field(repr=False)

    @property
    def packed(self) -> bytes:
        return pack(self.envelope)

    @property
    def sealed(self) -> Sealed:
        return open_envelope(self.envelope, most=len(self.envelope))

    @property
    def digest(self) -> str:
        return self.sealed.digest


@dataclass
class Sender:
    """An office with its key, and how far it is on each lane."""

    election: HeldElection
    station_id: str
    kiosk: Kiosk
    commission: bool = False
    epoch: int = 1
    device_id: str = field(default_factory=lambda: secrets.token_hex(16))
    store_id: str = field(default_factory=lambda: secrets.token_hex(16))
    key: SigningKeyPair = field(default_factory=signing.generate)
    # Per lane the sequence and digest of the last batch; the last page and how many ballots are on pages.
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    position: int = 0
    page_number: int = 0
    page_last: bytes | None = None
    on_pages: list[tuple[MadeBallot, BallotStatus]] = field(default_factory=list, repr=False)

    def copy(self) -> Sender:
        """A copy of its store: the same device, which goes on by itself."""
        other = deepcopy({**vars(self), "election": None, "kiosk": None, "key": None, "on_pages": []})
        return Sender(
            **{**other, "election": self.election, "kiosk": self.kiosk, "key": self.key},
        )._with(self.on_pages)

    def _with(self, on_pages: list[tuple[MadeBallot, BallotStatus]]) -> Sender:
        self.on_pages = list(on_pages)
        return self

    # What it sends

    def publish(self, *more: tuple[str, Body]) -> Frozen:
        """The commission's first batch: the election, and more statements behind it."""
        return self.statements(("election-published", published(self.election)), *more)

    def announce(self, kiosk: Kiosk | None = None) -> Frozen:
        """The statement about its kiosk."""
        return self.statements(("device", device(kiosk or self.kiosk)))

    def statements(self, *said: tuple[str, Body], **changes: Any) -> Frozen:
        """A batch of lane S with these kinds and bodies."""
        items = []
        for kind, body in said:
            self.position += 1
            items.append({"position": self.position, "kind": kind, "body": body})
        return self.frozen("S", items, **changes)

    def participations(self, states: Iterable[Mapping[str, Any]], **changes: Any) -> Frozen:
        """A batch of lane P; see `cast` and `participation`. Sorted as the protocol says."""
        return self.frozen("P", sorted(states, key=lambda each: str(each["voter"])), **changes)

    def ballots(self, count: int, status: BallotStatus = CAST, **changes: Any) -> Frozen:
        """The next so many ballots of its kiosk on a page of their own."""
        made = self.kiosk.ballots(len(self.on_pages) + count, self.epoch)[len(self.on_pages) :]
        return self.page([(ballot, status) for ballot in made], **changes)

    def page(self, ballots: Sequence[tuple[MadeBallot, BallotStatus]], **changes: Any) -> Frozen:
        """These ballots on the next page of its kiosk."""
        ordered = sorted(ballots, key=lambda each: each[0].code)
        entries = [Entry(bytes.fromhex(ballot.code), status) for ballot, status in ordered]
        chain = self.kiosk.chain()
        previous = self.page_last or opening_value(chain, self.epoch)
        self.page_number += 1
        self.page_last = page_hash(chain, self.epoch, self.page_number, previous, entries)
        self.on_pages += ballots
        page = {
            "device_id": self.kiosk.id,
            "store_epoch": self.epoch,
            "number": self.page_number,
            "previous": previous.hex(),
            "hash": self.page_last.hex(),
        }
        items = [ballot.item(status) for ballot, status in ordered]
        return self.frozen("B", items, **{"page": page, **changes})

    def closing(self) -> tuple[str, Body]:
        """The closing statement of its kiosk over everything on its pages, with one store epoch."""
        assert self.page_last is not None
        chain = self.kiosk.chain()
        opening = opening_value(chain, self.epoch, NO_CHAIN)
        end = EpochEnd(self.epoch, opening, self.page_number, self.page_last)
        entries = sorted((Entry(bytes.fromhex(b.code), s) for b, s in self.on_pages), key=lambda e: e.code)
        counts = Counts.of(entries)
        value = closing_value(chain, [end], counts, entries)
        content = {
            "station_id": self.station_id,
            "public_key": self.kiosk.key.public_key.hex(),
            "epochs": [
                {
                    "store_epoch": end.store_epoch,
                    "opening": opening.hex(),
                    "pages": end.pages,
                    "last": end.last.hex(),
                }
            ],
            "cast": counts.cast,
            "tested": counts.tested,
            "void": counts.void,
        }
        return "closing", {
            "device": self.kiosk.id,
            "number": 1,
            "value": value.hex(),
            "body": canonical_bytes(content).decode("utf-8"),
            "signature": signing.sign(self.kiosk.key.seed, CLOSING_PURPOSE, value).hex(),
        }

    def frozen(self, lane: str, items: Sequence[Any], **changes: Any) -> Frozen:
        """A batch behind the last one of its lane; `changes`: fields of its content, or `seed`, `purpose`."""
        last, digest = self.heads.get(lane, (0, NO_BATCH))
        seed = changes.pop("seed", self.key.seed)
        purpose = changes.pop("purpose", BATCH_PURPOSE)
        content = {
            "protocol": PROTOCOL,
            "batch_id": secrets.token_hex(16),
            "election_id": self.election.id,
            "station_id": self.station_id,
            "device_id": self.device_id,
            "store_id": self.store_id,
            "store_epoch": self.epoch,
            "lane": lane,
            "sequence": last + 1,
            "previous": digest,
            "items": items,
            **changes,
        }
        envelope = sealed(content, seed, purpose)
        made = Frozen(
            str(content["batch_id"]),
            envelope,
            batch_path(content["election_id"], content["station_id"], content["batch_id"]),
            items,
        )
        self.heads[lane] = (int(content["sequence"]), made.digest)
        return made

    # Who it is

    def registration(self, code: EnrolmentCode) -> bytes:
        """The envelope with which the commission registers itself at a centre."""
        by = self.election.commission_key
        proof = signing.sign(
            by.seed, DEVICE_OF_COMMISSION_PURPOSE, bytes.fromhex(self.device_id) + self.key.public_key
        )
        content = CommissionRegistration(
            protocol=PROTOCOL,
            secret=code.secret,
            device_id=self.device_id,
            device_name="위원회",
            public_key=self.key.public_key.hex(),
            store_id=self.store_id,
            station_id=self.station_id,
            commission_key=by.public_key.hex(),
            by_commission=proof.hex(),
            program=PROGRAM,
        )
        return seal(content, self.key.seed, COMMISSION_PURPOSE)

    def enrolment(self, code: EnrolmentCode) -> bytes:
        """The envelope with which a station enrols."""
        content = Enrolment(
            protocol=PROTOCOL,
            secret=code.secret,
            device_id=self.device_id,
            device_name="사무용",
            public_key=self.key.public_key.hex(),
            store_id=self.store_id,
            program=PROGRAM,
        )
        return seal(content, self.key.seed, ENROLMENT_PURPOSE)


@lru_cache(maxsize=8)
def held_election(
    stations: int = 2, results: ResultsPolicy = ResultsPolicy.AFTER_CLOSE, number: int = 1
) -> HeldElection:
    """An election with one contest of two candidates (blank allowed), three trustees of whom two open.

    Another `number` is another election, with other keys and stations.
    """
    commission = signing.generate()
    trustees = threshold_trustees(2, 3)
    election = an_election(
        id=f"{0xE1 + number:032x}",
        contests=(Contest(CONTEST, LocalText("회장", "President")),),
        policy=Policy(results=results, minimum_open=3),
    )
    ids = [f"{0x51000 + 16 * number + index:032x}" for index in range(stations)]
    manifest = freeze(
        election,
        [a_candidate(index + 1, "가나당") for index in range(CANDIDATES)],
        [ManifestStation(each, f"제{at}투표소", LISTED, "ab" * 32) for at, each in enumerate(ids, start=1)],
        trustees=[public.to_json() for public in trustees[1]],
        quorum=2,
        public_key=joint_key(trustees[1]).hex(),
        commission_key=commission.public_key.hex(),
    )
    raw = manifest.to_bytes()
    context = context_of(raw, manifest)
    kiosks = tuple(
        Kiosk(secrets.token_hex(16), f"기표소 {at}", station, signing.generate(), context)
        for at, station in enumerate(ids, start=1)
    )
    signature = signing.sign(commission.seed, MANIFEST_PURPOSE, raw)
    return HeldElection(manifest, raw, signature, context, commission, trustees, kiosks)


def choice(number: int) -> list[str]:
    """What ballot n chose: the first candidate, the second, blank, the first again …"""
    return ([f"{1:032x}"], [f"{2:032x}"], [])[number % (CANDIDATES + 1)]


def voter(number: int) -> str:
    """The id of a voter."""
    return f"{0xA0000 + number:032x}"


def participation(number: int, state: str, hour: str | None = None) -> dict[str, Any]:
    """An item of lane P."""
    item: dict[str, Any] = {"voter": voter(number), "state": state}
    return item if hour is None else {**item, "hour": hour}


def cast(count: int, first: int = 0, hour: str = HOUR) -> list[dict[str, Any]]:
    """So many voters who voted."""
    return [participation(number, "cast", hour) for number in range(first, first + count)]


def published(election: HeldElection) -> Body:
    """The body of `election-published`."""
    return {"manifest": election.raw.decode("utf-8"), "signature": election.signature.hex()}


def amendment(change: Amendment) -> Body:
    """The body of `amendment`."""
    return {"amendment": change.signed_bytes().decode("utf-8"), "signature": change.signature}


def device(kiosk: Kiosk) -> Body:
    """The body of `device`."""
    return {
        "device": kiosk.id,
        "name": kiosk.name,
        "kind": "kiosk",
        "public_key": kiosk.key.public_key.hex(),
    }


def pledge(number: int = 1, title: str = "공약", candidate: int = 1) -> Body:
    """The body of the statements about pledges."""
    return {
        "pledge": f"{0xB0000 + number:032x}",
        "candidate": f"{candidate:032x}",
        "theme": "복지",
        "title": title,
        "description": "설명",
        "position": number - 1,
    }


def poll_event(action: str, before: str, after: str) -> Body:
    """The body of `poll-event`."""
    return {
        "action": action,
        "from": before,
        "to": after,
        "at": HOUR,
        "people": ["0a" * 16],
        "counts": {"cast": 0},
        "note": "",
        "codes": "00" * 32,
        "sums": "00" * 32,
        "chain": {"seq": 1, "hash": "00" * 32},
    }


def sealed(content: Any, seed: bytes, purpose: str) -> bytes:
    """The envelope of any JSON value, also of one that the wire's own kinds do not allow."""
    raw = content if isinstance(content, bytes) else msgspec.json.encode(content)
    signature = signing.sign(seed, purpose, raw).hex().encode("ascii")
    return b'{"content":' + raw + b',"signature":"' + signature + b'"}'


def batch_path(election: Any, station: Any, batch: Any) -> str:
    """The address of a batch."""
    return f"/v1/elections/{election}/stations/{station}/batches/{batch}"


def put_row(session: Session, sender: Sender, state: str = "confirmed") -> None:
    """Enrols a sender without asking the centre. The election of a station's office must be there already."""
    key = sender.key.public_key.hex()
    session.add(
        DeviceRow(
            id=sender.device_id,
            name="사무용",
            public_key=key,
            store_id=sender.store_id,
            state=state,
            commission=sender.commission,
            program=PROGRAM,
            enrolled_at=HOUR,
        )
    )
    session.flush()
    session.add(DeviceKeyRow(device_id=sender.device_id, public_key=key, since=HOUR))
    if sender.commission:
        session.add(SettingRow(key=COMMISSION, value=sender.station_id))
        commission_key = sender.election.commission_key.public_key.hex()
        session.add(
            CommissionRow(commission_key=commission_key, device_id=sender.device_id, registered_at=HOUR)
        )
    else:
        session.add(
            EnrolmentRow(
                election_id=sender.election.id, device_id=sender.device_id, station_id=sender.station_id
            )
        )
    session.flush()


def request(
    sender: Sender, method: str, url: str, body: bytes = b"", media_type: str = http.PACKED
) -> dict[str, str]:
    """The headers of a request that the sender's device signed. `url` is absolute."""
    signed = http.Request(method, url, body, {"Content-Type": media_type})
    http.sign_request(signed, sender.device_id, sender.key.seed, datetime.now(UTC))
    return dict(signed.headers)

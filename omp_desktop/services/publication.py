"""Publishing an election and amending it: what the commission signs, and how it is read again.

The functions work inside the caller's transaction. The commission's key is fetched before it begins, because
a key store may take seconds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from omp_desktop.crypto import signing
from omp_desktop.crypto.aggregate import empty, encode_contest
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.domain.amendment import (
    Amendment,
    AmendmentKind,
    EffectiveElection,
    draw_up,
    effective,
    pledges_payload,
)
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.election import Election, PollAction, next_state
from omp_desktop.domain.manifest import Manifest, ManifestStation, freeze
from omp_desktop.domain.pledge import Pledge
from omp_desktop.domain.publication import Check, PublicationFacts, check_before_publishing
from omp_desktop.domain.publication_errors import KeyMissing
from omp_desktop.domain.station import Station
from omp_desktop.domain.text import fold
from omp_desktop.domain.voters_list import name_key
from omp_desktop.record.layout import AMENDMENT_PURPOSE, MANIFEST_PURPOSE
from omp_desktop.record.manifest_context import context_of
from omp_desktop.services import ceremony_record
from omp_desktop.services.core import Core
from omp_desktop.services.election_errors import NotPublished
from omp_desktop.services.key_errors import SigningKeyMissing
from omp_desktop.services.secrets import COMMISSION_KEY
from omp_desktop.services.statements import announce_devices
from omp_desktop.store.records import PollEvent, StoredManifest
from omp_desktop.store.unit_of_work import UnitOfWork

_COMMISSION_PUBLIC: Final = "commission-key.public"


@dataclass(frozen=True, slots=True)
class Signer:
    """The commission's key, and the time of what is signed."""

    key: signing.SigningKeyPair
    at: datetime


@dataclass(frozen=True, slots=True)
class Published:
    """A published election as it is in force: everything that encrypting, casting and counting stand on."""

    manifest: Manifest
    amendments: tuple[Amendment, ...]
    effective: EffectiveElection
    context: ElectionContext


def read_published(uow: UnitOfWork, election_id: str) -> Published:
    """Manifest, amendments and encryption context of an election.

    Raises NotPublished, and the errors of `Manifest.from_bytes`, `effective` and `election_context` where
    the stored bytes are not what was published.
    """
    manifest, context = _understood(_stored(uow, election_id).bytes)
    amendments = tuple(uow.amendments.all(election_id))
    # That pledges came before the opening was checked when they were drawn up (`amend`). A clock that was set
    # right in between must not make a published election unreadable.
    in_force = effective(manifest, amendments)
    return Published(manifest, amendments, in_force, context)


# Every step of a vote stands on the same bytes: they are read from the store each time, understood once.
@lru_cache(maxsize=8)
def _understood(raw: bytes) -> tuple[Manifest, ElectionContext]:
    manifest = Manifest.from_bytes(raw)
    return manifest, context_of(raw, manifest)


def check_signatures(uow: UnitOfWork, election_id: str) -> None:
    """Checks what the commission signed: the manifest and every amendment.

    Raises NotPublished, SignatureInvalid, SigningKeyInvalid and the errors of `read_published`.
    """
    published = read_published(uow, election_id)
    stored = _stored(uow, election_id)
    key = bytes.fromhex(published.manifest.commission_key)
    signing.verify(key, MANIFEST_PURPOSE, stored.bytes, stored.signature)
    for amendment in published.amendments:
        signing.verify(key, AMENDMENT_PURPOSE, amendment.signed_bytes(), bytes.fromhex(amendment.signature))


def commission_signer(core: Core) -> Signer:
    """The commission's signing key, made at its first use. Not inside a transaction: the key store may wait.

    Raises SigningKeyMissing if there was one and the key store no longer has it, and the key store's errors.
    """
    with core.store.read() as uow:
        known = uow.settings.get(_COMMISSION_PUBLIC)
    seed = core.secrets_box.get(COMMISSION_KEY)
    if seed is None:
        if known is not None:
            raise SigningKeyMissing()
        seed = signing.generate(core.random).seed
        core.secrets_box.put(COMMISSION_KEY, seed)
    return Signer(signing.key_pair(seed), core.clock.now())


def facts(uow: UnitOfWork, election: Election, now: datetime) -> PublicationFacts:
    """What the check list before publishing looks at."""
    stations = stations_of(uow, election.id)
    return PublicationFacts(
        election=election,
        candidates=uow.candidates.in_election(election.id),
        voters=[(station.name, count) for station, count in stations],
        now=now,
        shared_voters=_shared_voters(uow, election.id) if len(stations) > 1 else 0,
        codes=uow.codes.count(election.id),
        trustees=len(uow.trustees.all(election.id)),
        quorum=_quorum(uow, election.id),
        key_ready=uow.elections.key(election.id) is not None,
        key_waits_for=ceremony_record.unfinished(ceremony_record.read(uow, election.id)),
    )


def check_list(uow: UnitOfWork, election: Election, now: datetime) -> tuple[Check, ...]:
    """Every problem of a draft, and what is right already."""
    return check_before_publishing(facts(uow, election, now))


def stations_of(uow: UnitOfWork, election_id: str) -> list[tuple[Station, int]]:
    """The stations of an election with the voters on their lists: those that have voters, and this one."""
    this = uow.stations.this_station()
    counted = [(station, uow.voters.count(election_id, station.id)) for station in uow.stations.all()]
    return [(s, n) for s, n in counted if n or (this is not None and s.id == this.id)]


def publish(uow: UnitOfWork, election: Election, signer: Signer, actor_id: str) -> Manifest:
    """Freezes, signs and stores the manifest and begins the sums of no ballots. The check list was green.

    Raises IllegalTransition, KeyMissing, and SigningKeyMissing when an earlier election has another key.
    """
    state = next_state(election.state, PollAction.PUBLISH)
    key = signer.key
    remember_key(uow, key)
    manifest = _freeze(uow, election, key)
    raw = manifest.to_bytes()
    signature = signing.sign(key.seed, MANIFEST_PURPOSE, raw)
    context = context_of(raw, manifest)
    uow.elections.put_manifest(election.id, StoredManifest(raw, manifest.hash, signature))
    nothing = empty(context)
    for contest_id in context.contest_ids:
        uow.aggregates.put(election.id, contest_id, encode_contest(nothing, contest_id), 0)
    uow.elections.save(replace(election, state=state))
    uow.poll_events.add(
        PollEvent(election.id, PollAction.PUBLISH, election.state, state, signer.at, (actor_id,), {})
    )
    queue_set_up(
        uow,
        election.id,
        "election-published",
        election.id,
        {"manifest": raw.decode("utf-8"), "signature": signature.hex()},
    )
    announce_devices(uow, election.id)
    amend_pledges(uow, election.id, signer)
    return manifest


def amend(
    uow: UnitOfWork,
    election_id: str,
    signer: Signer,
    kind: AmendmentKind,
    payload: Mapping[str, Any],
) -> Amendment:
    """Draws up, signs and stores the next amendment, and queues it to be sent.

    Raises NotPublished, SigningKeyMissing when the key is not the one of the manifest, and AmendmentRefused.
    """
    published = read_published(uow, election_id)
    if published.manifest.commission_key != signer.key.public_key.hex():
        raise SigningKeyMissing()
    amendment = draw_up(
        published.manifest,
        published.amendments,
        kind=kind,
        payload=payload,
        made_at=signer.at,
        opened_at=_opened_at(uow, election_id),
    )
    signature = signing.sign(signer.key.seed, AMENDMENT_PURPOSE, amendment.signed_bytes())
    signed = amendment.signed(signature.hex())
    uow.amendments.add(signed)
    queue_set_up(
        uow,
        election_id,
        "amendment",
        str(signed.number),
        {"amendment": signed.signed_bytes().decode("utf-8"), "signature": signed.signature},
    )
    return signed


def amend_pledges(uow: UnitOfWork, election_id: str, signer: Signer) -> Amendment:
    """Publishes the pledges as they stand now; voters see the last ones published before the polls open."""
    payload = pledges_payload(_pledges(uow, election_id))
    return amend(uow, election_id, signer, AmendmentKind.PLEDGES, payload)


def pledges_wait(uow: UnitOfWork, election_id: str) -> bool:
    """Whether pledges were changed after they were last published."""
    stored = uow.elections.manifest(election_id)
    if stored is None:
        return False
    published = [a for a in uow.amendments.all(election_id) if a.kind is AmendmentKind.PLEDGES]
    return not published or published[-1].payload != pledges_payload(_pledges(uow, election_id))


def queue_set_up(uow: UnitOfWork, election_id: str, kind: str, key: str, content: Mapping[str, Any]) -> None:
    """A set-up event on lane S of the queue, in the transaction that made it."""
    uow.outbox.add("S", kind, canonical_bytes(content), election_id, key)


def _stored(uow: UnitOfWork, election_id: str) -> StoredManifest:
    stored = uow.elections.manifest(election_id)
    if stored is None:
        raise NotPublished()
    return stored


def _freeze(uow: UnitOfWork, election: Election, key: signing.SigningKeyPair) -> Manifest:
    joint = uow.elections.key(election.id)
    if joint is None:
        raise KeyMissing()
    stations = [
        ManifestStation(station.id, station.name, count, uow.voters.digest(election.id, station.id))
        for station, count in stations_of(uow, election.id)
    ]
    return freeze(
        election,
        uow.candidates.in_election(election.id),
        stations,
        trustees=json.loads(joint.publics),
        quorum=_quorum(uow, election.id),
        public_key=joint.public_key,
        commission_key=key.public_key.hex(),
    )


def _shared_voters(uow: UnitOfWork, election_id: str) -> int:
    """How many people stand on the lists of two stations, under different roll numbers."""
    stations: dict[tuple[str, date, str], str] = {}
    shared = 0
    after = ""
    while page := uow.voters.page(election_id, after):
        after = page[-1].roll_number
        for voter in page:
            person = (name_key(voter.name), voter.birth_date, fold(voter.address))
            shared += stations.setdefault(person, voter.station_id) != voter.station_id
    return shared


def _quorum(uow: UnitOfWork, election_id: str) -> int:
    trustees = uow.trustees.all(election_id)
    return len(json.loads(trustees[0].public)["commitments"]) if trustees else 0


def remember_key(uow: UnitOfWork, key: signing.SigningKeyPair) -> None:
    """The public half is kept in the store: a lost key is then noticed, not silently replaced."""
    known = uow.settings.get(_COMMISSION_PUBLIC)
    if known is None:
        uow.settings.set(_COMMISSION_PUBLIC, key.public_key.hex())
    elif known != key.public_key.hex():
        raise SigningKeyMissing()


def _opened_at(uow: UnitOfWork, election_id: str) -> datetime | None:
    events: Sequence[PollEvent] = uow.poll_events.all(election_id)
    return next((event.at for event in events if event.action is PollAction.OPEN), None)


def _pledges(uow: UnitOfWork, election_id: str) -> list[Pledge]:
    return [
        pledge
        for candidate in uow.candidates.in_election(election_id)
        for pledge in uow.pledges.of_candidate(candidate.id)
    ]

"""What people with keys can do to a record: devices, trustees and the commission, each for their own part.

A mutation that these have smoothed over can only be caught by the check that looks behind them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from omp_desktop.crypto import signing
from omp_desktop.crypto.aggregate import product
from omp_desktop.crypto.ballot import EncryptedBallot
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.pages import NO_CHAIN, opening_value, page_hash
from omp_desktop.domain.amendment import Amendment
from omp_desktop.domain.manifest import Manifest
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.record import layout
from omp_desktop.record.manifest_context import context_of
from omp_desktop.record.opened import RecordedOpening, RecordedSums
from omp_desktop.record.page import RecordedBallot, RecordedPage
from tests.record.sample import CAST, STATION_OF, Draft, chain_of, closing, opened, recorded

Change = Callable[[Draft], None]


def context(draft: Draft) -> ElectionContext:
    """What the ballots of the record are bound to."""
    raw = draft.manifest_bytes
    return context_of(raw, Manifest.from_bytes(raw))


def page(draft: Draft, name: str) -> RecordedPage:
    """A page of the record."""
    return RecordedPage.from_json(draft.json[name])


def put(draft: Draft, changed: RecordedPage) -> None:
    """Writes a page back, its ballots sorted."""
    ballots = sorted(changed.ballots, key=lambda each: each.code)
    draft.json[changed.head.name] = replace(changed, ballots=ballots).to_json()


def ballots_of(draft: Draft) -> Mapping[str, Sequence[EncryptedBallot]]:
    """The cast ballots of each station."""
    known = context(draft)
    found: dict[str, list[EncryptedBallot]] = {station: [] for station in STATION_OF.values()}
    for name in draft.pages:
        each = page(draft, name)
        cast = (entry for entry in each.ballots if entry.status is CAST)
        found[each.head.station_id] += [entry.encrypted(known, each.head) for entry in cast]
    return found


def resign(draft: Draft, name: str, ballot: EncryptedBallot, old: RecordedBallot | None = None) -> None:
    """The device signs a ballot and puts it on one of its pages, in place of an old one if one is given."""
    before = page(draft, name)
    status = CAST if old is None else old.status
    entry = recorded(draft.keys, ballot, status, None if old is None else old.nonce)
    kept = [each for each in before.ballots if old is None or each.code != old.code]
    put(draft, replace(before, ballots=[*kept, entry]))


def rehash(draft: Draft) -> None:
    """The devices compute their chains and closings again, and sign them. The centre has seen nothing."""
    known = context(draft)
    closings = []
    for device in STATION_OF:
        chain = chain_of(known, draft.keys, device)
        own = [page(draft, name) for name in draft.pages if name.startswith(f"pages/{device}")]
        last, epoch = NO_CHAIN, 0
        chained = []
        for each in own:
            head = each.head
            if head.store_epoch != epoch:
                last, epoch = opening_value(chain, head.store_epoch, last), head.store_epoch
            entries = [ballot.entry for ballot in sorted(each.ballots, key=lambda ballot: ballot.code)]
            hashed = page_hash(chain, epoch, head.number, last, entries)
            chained.append(replace(each, head=replace(head, previous=last, hash=hashed)))
            put(draft, chained[-1])
            last = hashed
        if chained:
            closings.append(closing(known, draft.keys, device, chained))
    draft.json[layout.CLOSINGS] = layout.closings_json(closings)
    draft.json[layout.COUNTERSIGNATURES] = {"centre_key": None, "pages": []}


def recount(draft: Draft) -> None:
    """The stations say that as many people voted as there are cast ballots."""
    cast = ballots_of(draft)
    for station in draft.json[layout.STATIONS]["stations"]:
        station["cast"] = len(cast[station["station_id"]])


def resum(draft: Draft) -> None:
    """The station adds up again, and the trustees open the new sums."""
    cast = ballots_of(draft)
    everything = [ballot for ballots in cast.values() for ballot in ballots]
    units = {station: len(ballots) for station, ballots in cast.items()}
    known = context(draft)
    draft.json[layout.SUMS] = RecordedSums.of(product(known, everything)).to_json()
    final = opened(known, draft.keys, OpeningKind.FINAL, everything, units)
    draft.json[layout.OPENINGS]["openings"][-1] = final.to_json()


def live(draft: Draft, units: Mapping[str, int]) -> RecordedOpening:
    """One more opening during the vote, over so many ballots of each station, by honest trustees."""
    cast = ballots_of(draft)
    covered = [ballot for station, count in units.items() for ballot in cast[station][:count]]
    return opened(context(draft), draft.keys, OpeningKind.LIVE, covered, units)


def resign_manifest(draft: Draft) -> None:
    """The commission signs the manifest as it stands now."""
    seed = draft.keys.commission.seed
    draft.manifest_signature = signing.sign(seed, layout.MANIFEST_PURPOSE, draft.manifest_bytes)


def resign_amendments(draft: Draft) -> None:
    """The commission chains and signs the amendments as they stand now."""
    signed: list[Amendment] = []
    previous = draft.manifest_hash
    for number, each in enumerate(layout.read_amendments(draft.json[layout.AMENDMENTS]), start=1):
        plain = replace(each, number=number, previous_hash=previous)
        signature = signing.sign(draft.keys.commission.seed, layout.AMENDMENT_PURPOSE, plain.signed_bytes())
        signed.append(plain.signed(signature.hex()))
        previous = signed[-1].hash
    draft.json[layout.AMENDMENTS] = layout.amendments_json(signed)

"""Makes tests/vectors/record.json: `python -m tests.unit.crypto.make_record_vectors`.

A whole small election, from the key ceremony to its record, with what is computed on the way. Only after a
deliberate change of the formats in docs/ballot-crypto.md; a test compares file and program. All randomness is
fixed as in make_vectors.py, so these keys protect nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from omp_desktop.crypto import signing
from omp_desktop.crypto.aggregate import product
from omp_desktop.crypto.ballot import encode_ballot
from omp_desktop.crypto.ballot_encryption import SealedBallot, encrypt_ballot
from omp_desktop.crypto.ceremony import begin, promise, run_ceremony
from omp_desktop.crypto.ceremony_board import Plan
from omp_desktop.crypto.codes import short_code
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.opening import combine, open_aggregate
from omp_desktop.crypto.own_vote import receipt_text, seal_own_vote
from omp_desktop.crypto.pages import (
    CLOSING_PURPOSE,
    NO_CHAIN,
    Chain,
    Counts,
    EpochEnd,
    closing_value,
    entries_digest,
    opening_value,
    page_hash,
)
from omp_desktop.crypto.self_test import fixed_bytes
from omp_desktop.crypto.signing import SigningKeyPair
from omp_desktop.crypto.trustees import TrusteePublic, TrusteeSecret, joint_key
from omp_desktop.domain.amendment import AmendmentKind, draw_up, withdrawal_payload
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.election import Contest, Policy, ResultsPolicy
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.manifest import Manifest, ManifestStation, freeze
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.record import layout
from omp_desktop.record.closing_file import ClosedDevice, ClosingReport
from omp_desktop.record.form import json_bytes
from omp_desktop.record.layout import (
    Countersignature,
    Countersignatures,
    ListedFile,
    RecordedClosing,
    RecordedDevice,
    RecordedStation,
    RecordHead,
)
from omp_desktop.record.manifest_context import context_of
from omp_desktop.record.opened import RecordedOpening, openings_json
from omp_desktop.record.page import PageHead, RecordedBallot, RecordedPage
from tests.unit.domain.examples import DURING, a_candidate, an_election

FILE = Path(__file__).parents[2] / "vectors" / "record.json"
NAMES = ("김하나", "이두리", "박세찬")
QUORUM = 2
ELECTION, STATION_A, STATION_B = "e0" * 16, "a0" * 16, "b0" * 16
DEVICE_A, DEVICE_B = "da" * 16, "db" * 16
STATION_OF = {DEVICE_A: STATION_A, DEVICE_B: STATION_B}
LISTED = {STATION_A: 8, STATION_B: 5}
OAK, ELM, ASH, LIME, YEW = (f"{number:032x}" for number in range(1, 6))
CAST, TESTED, VOID = BallotStatus.CAST, BallotStatus.TESTED, BallotStatus.VOID
Choice = Mapping[str, Sequence[str]]
# Device, store epoch, and of each ballot on the page: what became of it, and what was chosen.
PLAN: tuple[tuple[str, int, tuple[tuple[BallotStatus, Choice], ...]], ...] = (
    (
        DEVICE_A,
        1,
        (
            (CAST, {"president": [ELM], "council": [ASH, YEW]}),
            (TESTED, {"president": [OAK], "council": [LIME]}),
        ),
    ),
    (
        DEVICE_A,
        2,
        (
            (CAST, {"president": [], "council": [ASH]}),
            (VOID, {"president": [ELM], "council": [YEW]}),
        ),
    ),
    (
        DEVICE_B,
        1,
        (
            (CAST, {"president": [ELM], "council": [LIME, ASH]}),
            (CAST, {"president": [OAK], "council": [YEW]}),
        ),
    ),
)
LIVE_UNITS = {STATION_A: 2}
OPENED_BY = (1, 3)
RECEIPT, PEPPER = bytes(range(16)), bytes(range(100, 132))


@dataclass(frozen=True, eq=False)
class Setting:
    """Everybody's keys, and what the ballots are bound to."""

    commission: SigningKeyPair
    centre: SigningKeyPair
    devices: Mapping[str, SigningKeyPair]
    publics: Sequence[TrusteePublic]
    secrets: Sequence[TrusteeSecret]
    manifest: Manifest
    context: ElectionContext

    def chain(self, device: str) -> Chain:
        """Whose pages a device's are."""
        return Chain(self.context.base_hash, STATION_OF[device], device, self.devices[device].public_key)


@dataclass(frozen=True, eq=False)
class Recorded:
    """A ballot on its page, with what its maker knew."""

    sealed: SealedBallot
    status: BallotStatus
    choice: Choice


@dataclass(frozen=True, eq=False)
class Page:
    """A page with the ballots in the order of their codes."""

    head: PageHead
    ballots: tuple[Recorded, ...]


def build() -> dict[str, object]:
    """The whole content of the file."""
    setting = _setting()
    pages = _pages(setting)
    openings = _openings(setting, pages)
    return {
        "about": "A small election as in docs/ballot-crypto.md. Bytes are in hex; its keys are no secret.",
        "ceremony": _ceremony(),
        "base_hash": setting.context.base_hash.hex(),
        "devices": _devices(setting, pages),
        "tested": _tested(pages),
        "own_vote": _own_vote(setting, pages),
        "opening": _opening_example(openings[-1]),
        "closing_file": json.loads(_report(setting, pages).to_bytes()),
        "record": {name: data.decode("utf-8") for name, data in _files(setting, pages, openings).items()},
    }


def _ceremony_run() -> tuple[Sequence[TrusteePublic], Sequence[TrusteeSecret], bytes]:
    return run_ceremony(NAMES, QUORUM, fixed_bytes(b"ceremony"))


def _ceremony() -> dict[str, object]:
    publics, secrets, transcript = _ceremony_run()
    # The same draws as in the run: first the id, then trustee after trustee.
    random_bytes = fixed_bytes(b"ceremony")
    plan = Plan(random_bytes(16), NAMES, QUORUM)
    states = [begin(plan, index, random_bytes) for index in plan.places]
    return {
        "ceremony_id": plan.ceremony_id.hex(),
        "quorum": QUORUM,
        "trustees": [
            {
                "name": name,
                "public": state.public.to_json(),
                "exchange_key": state.exchange_key.hex(),
                "promise": promise(plan, state).value.hex(),
                "coefficients": [value.hex() for value in state.coefficients],
                "share": secret.share.hex(),
            }
            for name, state, secret in zip(NAMES, states, secrets, strict=True)
        ],
        "public_key": joint_key(publics).hex(),
        "transcript": transcript.hex(),
    }


@lru_cache(maxsize=1)
def _setting() -> Setting:
    seeds = fixed_bytes(b"keys")
    commission, centre, *devices = (signing.key_pair(seeds(32)) for _ in range(2 + len(STATION_OF)))
    publics, secrets, _ = _ceremony_run()
    election = an_election(
        id=ELECTION,
        contests=(
            Contest("president", LocalText("회장", "President")),
            Contest("council", LocalText("대의원", "Council"), votes_allowed=2, blank_allowed=False),
        ),
        policy=Policy(results=ResultsPolicy.LIVE, minimum_open=2),
        test_mode=True,
    )
    candidates = [
        a_candidate(1),
        a_candidate(2),
        *(a_candidate(number, contest_id="council") for number in (3, 4, 5)),
    ]
    manifest = freeze(
        election,
        candidates,
        [
            ManifestStation(STATION_A, "가 투표소", LISTED[STATION_A], "a1" * 32),
            ManifestStation(STATION_B, "나 투표소", LISTED[STATION_B], "b1" * 32),
        ],
        trustees=[public.to_json() for public in publics],
        quorum=QUORUM,
        public_key=joint_key(publics).hex(),
        commission_key=commission.public_key.hex(),
    )
    return Setting(
        commission,
        centre,
        dict(zip(STATION_OF, devices, strict=True)),
        publics,
        secrets,
        manifest,
        context_of(manifest.to_bytes(), manifest),
    )


@lru_cache(maxsize=1)
def _pages(setting: Setting) -> tuple[Page, ...]:
    random_bytes = fixed_bytes(b"ballots")
    last: dict[str, bytes] = {}
    pages = []
    for device, epoch, plan in PLAN:
        chain = setting.chain(device)
        previous = opening_value(chain, epoch, last.get(device, NO_CHAIN))
        ballots = [
            Recorded(
                encrypt_ballot(
                    setting.context,
                    choice,
                    station_id=STATION_OF[device],
                    device_id=device,
                    store_epoch=epoch,
                    random_bytes=random_bytes,
                ),
                status,
                choice,
            )
            for status, choice in plan
        ]
        ballots.sort(key=lambda each: each.sealed.ballot.code)
        entries = [_recorded(setting, each).entry for each in ballots]
        last[device] = page_hash(chain, epoch, 1, previous, entries)
        head = PageHead(device, STATION_OF[device], epoch, 1, previous, last[device])
        pages.append(Page(head, tuple(ballots)))
    return tuple(pages)


def _recorded(setting: Setting, ballot: Recorded) -> RecordedBallot:
    made = ballot.sealed.ballot
    signature = signing.sign(setting.devices[made.device_id].seed, layout.BALLOT_PURPOSE, encode_ballot(made))
    nonce = ballot.sealed.nonce if ballot.status is TESTED else None
    return RecordedBallot.of(made, ballot.status, signature, nonce)


def _closing(setting: Setting, pages: Iterable[Page], device: str) -> RecordedClosing:
    chain = setting.chain(device)
    own = [page for page in pages if page.head.device_id == device]
    ends = tuple(EpochEnd(p.head.store_epoch, p.head.previous, 1, p.head.hash) for p in own)
    entries = sorted(
        (_recorded(setting, each).entry for page in own for each in page.ballots), key=lambda e: e.code
    )
    counts = Counts.of(entries)
    value = closing_value(chain, ends, counts, entries)
    signature = signing.sign(setting.devices[device].seed, CLOSING_PURPOSE, value)
    return RecordedClosing(device, ends, counts, value, signature)


def _devices(setting: Setting, pages: Sequence[Page]) -> list[dict[str, object]]:
    found = []
    for device, station in STATION_OF.items():
        own = [page for page in pages if page.head.device_id == device]
        entries = sorted(
            (_recorded(setting, each).entry for page in own for each in page.ballots), key=lambda e: e.code
        )
        found.append(
            {
                "device_id": device,
                "station_id": station,
                "seed": setting.devices[device].seed.hex(),
                "public_key": setting.devices[device].public_key.hex(),
                "pages": [
                    {
                        "store_epoch": page.head.store_epoch,
                        "number": page.head.number,
                        "previous": page.head.previous.hex(),
                        "entries": [
                            [each.sealed.ballot.code.hex(), each.status.value] for each in page.ballots
                        ],
                        "hash": page.head.hash.hex(),
                    }
                    for page in own
                ],
                "entries": entries_digest(setting.context.base_hash, entries).hex(),
                "closing": _closing(setting, pages, device).to_json(),
            }
        )
    return found


def _tested(pages: Sequence[Page]) -> dict[str, object]:
    ballot = next(each for page in pages for each in page.ballots if each.status is TESTED)
    return {
        "code": ballot.sealed.ballot.code.hex(),
        "short_code": short_code(ballot.sealed.ballot.code),
        "xi_B": ballot.sealed.nonce.hex(),
        "choice": {contest: list(chosen) for contest, chosen in ballot.choice.items()},
    }


def _own_vote(setting: Setting, pages: Sequence[Page]) -> dict[str, object]:
    ballot = next(each for page in pages for each in page.ballots if each.status is CAST)
    record = seal_own_vote(
        setting.context,
        ballot.sealed,
        ballot.choice,
        receipt=RECEIPT,
        pepper=PEPPER,
        random_bytes=fixed_bytes(b"own vote"),
    )
    return {
        "receipt": RECEIPT.hex(),
        "receipt_text": receipt_text(RECEIPT),
        "pepper": PEPPER.hex(),
        "code": ballot.sealed.ballot.code.hex(),
        "xi_B": ballot.sealed.nonce.hex(),
        "choice": {contest: list(chosen) for contest, chosen in ballot.choice.items()},
        "record": record.hex(),
    }


@lru_cache(maxsize=1)
def _openings(setting: Setting, pages: tuple[Page, ...]) -> tuple[RecordedOpening, ...]:
    random_bytes = fixed_bytes(b"opening")
    cast = {
        station: [
            each.sealed.ballot
            for page in pages
            for each in page.ballots
            if each.status is CAST and page.head.station_id == station
        ]
        for station in LISTED
    }
    openings = []
    for kind, units in (
        (OpeningKind.LIVE, LIVE_UNITS),
        (OpeningKind.FINAL, {station: len(ballots) for station, ballots in cast.items()}),
    ):
        ballots = [ballot for station, count in units.items() for ballot in cast[station][:count]]
        aggregate = product(setting.context, ballots)
        partials = tuple(
            open_aggregate(setting.context, aggregate, setting.secrets[index - 1], random_bytes)
            for index in OPENED_BY
        )
        totals = combine(setting.context, aggregate, setting.publics, partials)
        openings.append(RecordedOpening.of(kind, aggregate, units, partials, totals))
    return tuple(openings)


def _opening_example(opening: RecordedOpening) -> dict[str, object]:
    """The first sum of the first contest, with who opened it."""
    contest, (first, *_) = next(iter(opening.sums.contests.items()))
    return {
        "contest": contest,
        "option": OAK,
        "trustees": list(OPENED_BY),
        "alpha": first.alpha.hex(),
        "beta": first.beta.hex(),
        "shares": [partial.contests[contest][0].value.hex() for partial in opening.partials],
        "votes": opening.totals[contest].votes[0],
    }


def _report(setting: Setting, pages: Sequence[Page]) -> ClosingReport:
    devices = [
        ClosedDevice(device, key.public_key, _closing(setting, pages, device).value)
        for device, key in setting.devices.items()
    ]
    return ClosingReport(ELECTION, setting.manifest.hash, devices)


def _files(setting: Setting, pages: Sequence[Page], openings: Sequence[RecordedOpening]) -> dict[str, bytes]:
    manifest = setting.manifest.to_bytes()
    withdrawal = draw_up(
        setting.manifest,
        [],
        kind=AmendmentKind.WITHDRAWAL,
        payload=withdrawal_payload(YEW),
        made_at=DURING,
    )
    signature = signing.sign(setting.commission.seed, layout.AMENDMENT_PURPOSE, withdrawal.signed_bytes())
    cast = {station: openings[-1].units[station] for station in LISTED}
    values: dict[str, Any] = {
        layout.AMENDMENTS: layout.amendments_json([withdrawal.signed(signature.hex())]),
        layout.DEVICES: layout.devices_json(
            RecordedDevice(device, STATION_OF[device], f"기표소 {number}", key.public_key)
            for number, (device, key) in enumerate(setting.devices.items(), start=1)
        ),
        layout.CLOSINGS: layout.closings_json([_closing(setting, pages, device) for device in STATION_OF]),
        layout.STATIONS: layout.stations_json(
            [RecordedStation(station, LISTED[station], 0, cast[station]) for station in LISTED]
        ),
        layout.SUMS: openings[-1].sums.to_json(),
        layout.OPENINGS: openings_json(openings),
        layout.COUNTERSIGNATURES: _countersigned(setting, pages[0].head).to_json(),
        **{
            page.head.name: RecordedPage(
                page.head, [_recorded(setting, each) for each in page.ballots]
            ).to_json()
            for page in pages
        },
    }
    members = {
        layout.MANIFEST: manifest,
        layout.README: b"An example.\n",
        layout.VERIFIER: b"# An example.\n",
        **{name: json_bytes(value) for name, value in values.items()},
    }
    listed = {name: ListedFile(len(data), hashlib.sha256(data).hexdigest()) for name, data in members.items()}
    head = RecordHead(
        ELECTION, signing.sign(setting.commission.seed, layout.MANIFEST_PURPOSE, manifest), listed
    )
    return {layout.RECORD: json_bytes(head.to_json()), **members}


def _countersigned(setting: Setting, head: PageHead) -> Countersignatures:
    plain = Countersignature(head.device_id, head.store_epoch, head.number, head.hash, b"")
    signature = signing.sign(
        setting.centre.seed, layout.COUNTERSIGNATURE_PURPOSE, plain.signed_bytes(head.station_id)
    )
    signed = Countersignature(head.device_id, head.store_epoch, head.number, head.hash, signature)
    return Countersignatures(setting.centre.public_key, (signed,))


if __name__ == "__main__":
    FILE.write_text(json.dumps(build(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

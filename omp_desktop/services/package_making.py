"""Making a station's election package: everything that was published, and its voters list sealed to it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from omp_desktop.crypto.sealed_boxes import seal_to
from omp_desktop.domain.candidate import Candidate
from omp_desktop.domain.pledge import Pledge
from omp_desktop.domain.voters_list import Voter, roll_sort_key, voters_digest
from omp_desktop.services.amendment_messages import amendment_message
from omp_desktop.services.centre_errors import PackageDamaged, PackagePart, StationNotInElection
from omp_desktop.services.code_keys import station_code_key
from omp_desktop.services.core import Core
from omp_desktop.services.key_errors import SigningKeyMissing
from omp_desktop.services.publication import Signer, read_published
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire.envelope import pack, seal
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.package import (
    PACKAGE_PURPOSE,
    CandidateOfPackage,
    Package,
    PhotoOfPackage,
    PledgeOfPackage,
    SignedText,
    StationOfPackage,
    VoterOfPackage,
    VotersOfPackage,
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """The device that a package is for: `station_id` is the station that it speaks for, keys in hex."""

    station_id: str
    device_id: str
    device_key: str


@dataclass(frozen=True, slots=True)
class MadePackage:
    """A package as it travels."""

    packed: bytes
    revision: int


def make_package(core: Core, election_id: str, recipient: Recipient, signer: Signer) -> MadePackage:
    """The package of a station, signed by the commission.

    Reads the list of voters page by page: nobody waits. Raises NotPublished, StationNotInElection,
    SigningKeyMissing (the manifest has another commission's key), SigningKeyInvalid, and PackageDamaged where
    the stored list is not the one that was published.
    """
    with core.store.read() as uow:
        published = read_published(uow, election_id)
        manifest = published.manifest
        if manifest.commission_key != signer.key.public_key.hex():
            raise SigningKeyMissing()
        place = next((s for s in manifest.stations if s.id == recipient.station_id), None)
        if place is None:
            raise StationNotInElection()
        stored = uow.elections.manifest(election_id)
        candidates = uow.candidates.in_election(election_id)
        photos = uow.candidates.photos(election_id)
        pledges = [pledge for each in candidates for pledge in uow.pledges.of_candidate(each.id)]
        districts = {station.id: station.district for station in uow.stations.all()}
        link = uow.centre.link()
    if stored is None:  # read_published said that it is there
        raise RuntimeError("a published election without a manifest")
    voters = sorted(
        _voters(core, election_id, recipient.station_id), key=lambda v: roll_sort_key(v.roll_number)
    )
    codes = _codes(core, election_id, recipient.station_id)
    if voters_digest(voters) != place.voters_digest:
        raise PackageDamaged(where=PackagePart.VOTERS)
    package = Package(
        protocol=PROTOCOL,
        election_id=election_id,
        station_id=recipient.station_id,
        device_id=recipient.device_id,
        device_key=recipient.device_key,
        revision=revision_of(len(published.amendments)),
        manifest=SignedText(text=stored.bytes.decode("utf-8"), signature=stored.signature.hex()),
        amendments=[amendment_message(each) for each in published.amendments],
        candidates=[_candidate(each) for each in candidates],
        stations=[
            StationOfPackage(station_id=s.id, name=s.name, district=districts.get(s.id, ""))
            for s in manifest.stations
        ],
        centre_key=None if link is None else link.centre_key,
        voters_sealed=_sealed(voters, codes, recipient.device_key),
        pledges=[_pledge(each) for each in pledges],
        photos=[
            PhotoOfPackage(candidate_id=candidate_id, photo=b64encode(photo).decode("ascii"))
            for candidate_id, photo in sorted(photos.items())
        ],
    )
    return MadePackage(pack(seal(package, signer.key.seed, PACKAGE_PURPOSE)), package.revision)


def current_revision(uow: UnitOfWork, election_id: str) -> int:
    """The revision that a package made now would have."""
    return revision_of(uow.amendments.count(election_id))


def revision_of(amendments: int) -> int:
    """Packages are told apart by how many amendments they have."""
    return amendments + 1


def _voters(core: Core, election_id: str, station_id: str) -> Iterator[Voter]:
    after = ""
    while True:
        with core.store.read() as uow:
            page = uow.voters.page(election_id, after)
        if not page:
            return
        yield from (voter for voter in page if voter.station_id == station_id)
        after = page[-1].roll_number


@dataclass(frozen=True, slots=True)
class _Codes:
    """What is kept of the personal codes of a station, and their key; nothing of a station without any."""

    key: bytes | None = field(default=None, repr=False)
    kept: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def _codes(core: Core, election_id: str, station_id: str) -> _Codes:
    with core.store.read() as uow:
        kept = uow.codes.of_station(election_id, station_id)
    key = station_code_key(core, election_id, station_id) if kept else None
    # Without the key nobody could compare with them: the station's voters check in at the desk.
    return _Codes() if key is None else _Codes(key, kept)


def _sealed(voters: list[Voter], codes: _Codes, device_key: str) -> str:
    listed = VotersOfPackage(
        code_key=None if codes.key is None else codes.key.hex(),
        voters=[
            VoterOfPackage(
                voter_id=voter.id,
                roll_number=voter.roll_number,
                name=voter.name,
                birth_date=voter.birth_date.isoformat(),
                address=voter.address,
                code=codes.kept[voter.id].hex() if voter.id in codes.kept else None,
            )
            for voter in voters
        ],
    )
    plain = pack(msgspec.json.encode(listed))
    return b64encode(seal_to(bytes.fromhex(device_key), plain)).decode("ascii")


def _candidate(candidate: Candidate) -> CandidateOfPackage:
    return CandidateOfPackage(
        candidate_id=candidate.id,
        contest_id=candidate.contest_id,
        number=candidate.number,
        name=candidate.name,
        party=candidate.party,
        state=candidate.state.value,
    )


def _pledge(pledge: Pledge) -> PledgeOfPackage:
    return PledgeOfPackage(
        pledge_id=pledge.id,
        candidate_id=pledge.candidate_id,
        theme=pledge.theme,
        title=pledge.title,
        description=pledge.description,
        position=pledge.position,
    )

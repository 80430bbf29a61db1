"""Taking an election package at a station: first everything is checked, then all of it is stored, or nothing.

What the commission signed is checked with its key in the manifest; the voters list opens with this device's
key alone and must be the one that the manifest names. A package of an election that is here already can only
add amendments.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from omp_desktop.crypto import signing
from omp_desktop.crypto.aggregate import empty, encode_contest
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.errors import SignatureInvalid, SigningKeyInvalid
from omp_desktop.crypto.sealed_boxes import open_sealed
from omp_desktop.domain.amendment import Amendment
from omp_desktop.domain.candidate import Candidate, CandidateState, check_photo
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.election import Contest, Election, ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.manifest import Manifest, ManifestContest, ManifestStation, manifest_contest
from omp_desktop.domain.pledge import Pledge, check_pledge
from omp_desktop.domain.station import Station
from omp_desktop.domain.voters_list import Voter, roll_sort_key, voters_digest
from omp_desktop.record.layout import MANIFEST_PURPOSE
from omp_desktop.record.manifest_context import context_of
from omp_desktop.services.amendment_messages import check_chain, read_amendment
from omp_desktop.services.centre_errors import (
    PackageDamaged,
    PackageOfAnotherDevice,
    PackageOfAnotherElection,
    PackageOlder,
    PackagePart,
    StationNotInElection,
)
from omp_desktop.services.package_making import current_revision, revision_of
from omp_desktop.store.records import StoredElectionKey, StoredManifest
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire import enrolment
from omp_desktop.wire.envelope import Sealed, decode, open_envelope, unpack
from omp_desktop.wire.package import (
    PACKAGE_BYTES_MOST,
    PACKAGE_PURPOSE,
    Package,
    VotersOfPackage,
)


@dataclass(frozen=True, slots=True)
class OwnDevice:
    """The device of this PC that packages are made for."""

    device_id: str
    key: signing.SigningKeyPair


@dataclass(frozen=True, slots=True)
class OpenedCodes:
    """The key of the station's personal codes, and by voter what is kept of them; None and empty without."""

    key: bytes | None = field(repr=False)
    kept: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenedPackage:
    """A package that was checked as a whole."""

    package: Package = field(repr=False)
    manifest: Manifest
    stored_manifest: StoredManifest
    context: ElectionContext = field(repr=False)
    amendments: tuple[Amendment, ...]
    candidates: tuple[Candidate, ...]
    pledges: tuple[Pledge, ...] = field(repr=False)
    photos: Mapping[str, bytes] = field(repr=False)
    stations: tuple[Station, ...]
    voters: tuple[Voter, ...] = field(repr=False)
    codes: OpenedCodes = field(repr=False)

    @property
    def station(self) -> Station:
        """The station that the package makes of this PC."""
        return next(s for s in self.stations if s.id == self.package.station_id)


def open_package(packed: bytes, own: OwnDevice) -> OpenedPackage:
    """Everything in the package, checked. Raises PackageRefused and WireRefused; nothing is stored."""
    raw = unpack(packed, PACKAGE_BYTES_MOST)
    sealed = open_envelope(raw, PACKAGE_BYTES_MOST)
    package = sealed.read(Package)
    manifest, stored = _manifest(sealed, package)
    _check_recipient(package, own)
    place = next((s for s in manifest.stations if s.id == package.station_id), None)
    if place is None:
        raise StationNotInElection()
    amendments, withdrawn = _amendments(package, manifest)
    voters, codes = _voters(package, place, own)
    return OpenedPackage(
        package=package,
        manifest=manifest,
        stored_manifest=stored,
        context=_context(stored, manifest),
        amendments=amendments,
        candidates=_candidates(package, manifest, withdrawn),
        pledges=_pledges(package),
        photos=_photos(package),
        stations=_stations(package, manifest),
        voters=voters,
        codes=codes,
    )


def store_package(uow: UnitOfWork, opened: OpenedPackage) -> bool:
    """Stores the election of a package, or what is new in it; False where nothing was.

    Raises PackageOlder, PackageOfAnotherElection, and the errors of the store.
    """
    election_id = opened.manifest.election_id
    here = uow.elections.manifest(election_id)
    if here is None and all(election.id != election_id for election in uow.elections.all()):
        _store_election(uow, opened)
        return True
    if here is None or here.hash != opened.stored_manifest.hash:
        raise PackageOfAnotherElection()
    return _store_news(uow, opened)


def take_amendment(uow: UnitOfWork, amendment: Amendment, withdrawn: frozenset[str]) -> None:
    """Stores the next amendment and what follows from it; it was checked against those before."""
    uow.amendments.add(amendment)
    for candidate in uow.candidates.in_election(amendment.election_id):
        if candidate.id in withdrawn and candidate.state is not CandidateState.WITHDRAWN:
            uow.candidates.save(replace(candidate, state=CandidateState.WITHDRAWN))


def _store_election(uow: UnitOfWork, opened: OpenedPackage) -> None:
    """In the order of publishing: the guards let the parts of the manifest into a draft only."""
    manifest = opened.manifest
    election = _election(manifest)
    for station in opened.stations:
        _store_station(uow, station)
    uow.elections.add(election)
    for candidate in opened.candidates:
        uow.candidates.add(candidate)
    for pledge in opened.pledges:
        uow.pledges.add(pledge)
    for candidate_id, photo in opened.photos.items():
        uow.candidates.put_photo(candidate_id, photo)
    for public in manifest.trustees:
        index = int(public["index"])
        # Names of trustees stay with the commission, which alone asks them for their shares.
        uow.trustees.put(election.id, index, str(index), canonical_bytes(public).decode("utf-8"))
    publics = canonical_bytes(list(manifest.trustees)).decode("utf-8")
    uow.elections.put_key(election.id, StoredElectionKey(publics, manifest.public_key))
    uow.voters.add_many(opened.voters)
    uow.codes.put_many(election.id, opened.codes.kept.items())
    uow.elections.put_manifest(election.id, opened.stored_manifest)
    nothing = empty(opened.context)
    for contest_id in opened.context.contest_ids:
        uow.aggregates.put(election.id, contest_id, encode_contest(nothing, contest_id), 0)
    for amendment in opened.amendments:
        uow.amendments.add(amendment)
    uow.elections.save(replace(election, state=ElectionState.PUBLISHED))


def _store_news(uow: UnitOfWork, opened: OpenedPackage) -> bool:
    election_id = opened.manifest.election_id
    present = [amendment.hash for amendment in uow.amendments.all(election_id)]
    brought = [amendment.hash for amendment in opened.amendments]
    if present[: len(brought)] != brought[: len(present)]:
        raise PackageOfAnotherElection()
    if len(brought) < len(present):
        raise PackageOlder(revision=revision_of(len(brought)), present=current_revision(uow, election_id))
    added = opened.amendments[len(present) :]
    withdrawn = check_chain(opened.manifest, opened.amendments)
    for amendment in added:
        take_amendment(uow, amendment, withdrawn)
    return bool(added)


def _store_station(uow: UnitOfWork, station: Station) -> None:
    known = {each.id: each for each in uow.stations.all()}
    if station.id not in known:
        uow.stations.add(station)
    elif known[station.id] != station:
        uow.stations.save(station)


def _manifest(sealed: Sealed, package: Package) -> tuple[Manifest, StoredManifest]:
    raw = package.manifest.text.encode("utf-8")
    signature = bytes.fromhex(package.manifest.signature)
    try:
        manifest = Manifest.from_bytes(raw)
        key = bytes.fromhex(manifest.commission_key)
        signing.verify(key, MANIFEST_PURPOSE, raw, signature)
        sealed.verify(key, PACKAGE_PURPOSE)
    except (SignatureInvalid, SigningKeyInvalid) as problem:
        raise PackageDamaged(where=PackagePart.SIGNATURE) from problem
    except (OmpError, ValueError) as problem:
        raise PackageDamaged(where=PackagePart.MANIFEST) from problem
    if manifest.election_id != package.election_id:
        raise PackageDamaged(where=PackagePart.MANIFEST)
    return manifest, StoredManifest(raw, manifest.hash, signature)


def _check_recipient(package: Package, own: OwnDevice) -> None:
    if (package.device_id, package.device_key) != (own.device_id, own.key.public_key.hex()):
        raise PackageOfAnotherDevice(fingerprint=enrolment.fingerprint(own.key.public_key))


def _context(stored: StoredManifest, manifest: Manifest) -> ElectionContext:
    try:
        return context_of(stored.bytes, manifest)
    except (OmpError, ValueError) as problem:
        raise PackageDamaged(where=PackagePart.MANIFEST) from problem


def _amendments(package: Package, manifest: Manifest) -> tuple[tuple[Amendment, ...], frozenset[str]]:
    try:
        amendments = tuple(read_amendment(each, manifest.commission_key) for each in package.amendments)
        withdrawn = check_chain(manifest, amendments)
    except OmpError as problem:
        raise PackageDamaged(where=PackagePart.AMENDMENTS) from problem
    if package.revision != revision_of(len(amendments)):
        raise PackageDamaged(where=PackagePart.REVISION)
    return amendments, withdrawn


def _candidates(package: Package, manifest: Manifest, withdrawn: frozenset[str]) -> tuple[Candidate, ...]:
    """The candidates, who must be those that the manifest has: drawn up again it is the same."""
    options = {option.id: option for contest in manifest.contests for option in contest.options}
    published = [
        Candidate(
            each.candidate_id,
            manifest.election_id,
            each.contest_id,
            each.number,
            each.name,
            each.party,
            _published_state(each.candidate_id in options and options[each.candidate_id].withdrawn),
        )
        for each in package.candidates
    ]
    again = tuple(manifest_contest(_contest(contest), published) for contest in manifest.contests)
    contests = {contest.id for contest in manifest.contests}
    if again != manifest.contests or any(each.contest_id not in contests for each in published):
        raise PackageDamaged(where=PackagePart.CANDIDATES)
    return tuple(
        replace(each, state=CandidateState.WITHDRAWN) if each.id in withdrawn else each for each in published
    )


def _published_state(withdrawn: bool) -> CandidateState:
    return CandidateState.WITHDRAWN if withdrawn else CandidateState.REGISTERED


def _pledges(package: Package) -> tuple[Pledge, ...]:
    known = {each.candidate_id for each in package.candidates}
    pledges = [
        Pledge(each.pledge_id, each.candidate_id, each.theme, each.title, each.description, each.position)
        for each in package.pledges
    ]
    try:
        clean = all(check_pledge(each) == each for each in pledges)
    except OmpError as problem:
        raise PackageDamaged(where=PackagePart.PLEDGES) from problem
    if not clean or any(each.candidate_id not in known or each.position < 0 for each in pledges):
        raise PackageDamaged(where=PackagePart.PLEDGES)
    return tuple(pledges)


def _photos(package: Package) -> dict[str, bytes]:
    known = {each.candidate_id for each in package.candidates}
    photos: dict[str, bytes] = {}
    for each in package.photos:
        try:
            photo = b64decode(each.photo, validate=True)
            check_photo(photo)
        except (ValueError, OmpError) as problem:
            raise PackageDamaged(where=PackagePart.PHOTOS) from problem
        if each.candidate_id not in known or each.candidate_id in photos:
            raise PackageDamaged(where=PackagePart.PHOTOS)
        photos[each.candidate_id] = photo
    return photos


def _stations(package: Package, manifest: Manifest) -> tuple[Station, ...]:
    named = {each.id: each.name for each in manifest.stations}
    stations = tuple(Station(each.station_id, each.name, each.district) for each in package.stations)
    if {station.id: station.name for station in stations} != named or len(stations) != len(named):
        raise PackageDamaged(where=PackagePart.STATIONS)
    return stations


def _voters(
    package: Package, place: ManifestStation, own: OwnDevice
) -> tuple[tuple[Voter, ...], OpenedCodes]:
    """The list, which must be the one that the manifest has the digest of, and what is kept of its codes."""
    try:
        packed = open_sealed(own.key.seed, b64decode(package.voters_sealed, validate=True))
        content = decode(unpack(packed, PACKAGE_BYTES_MOST), VotersOfPackage)
        voters = [
            Voter(
                each.voter_id,
                package.election_id,
                package.station_id,
                each.roll_number,
                each.name,
                date.fromisoformat(each.birth_date),
                each.address,
            )
            for each in content.voters
        ]
        voters.sort(key=lambda voter: roll_sort_key(voter.roll_number))
        right = (len(voters), voters_digest(voters)) == (place.voters, place.voters_digest)
    except (OmpError, ValueError):
        # Without the cause: nothing of a voters list is in an exception.
        raise PackageDamaged(where=PackagePart.VOTERS) from None
    if not right or len({voter.id for voter in voters}) != len(voters):
        raise PackageDamaged(where=PackagePart.VOTERS)
    key = None if content.code_key is None else bytes.fromhex(content.code_key)
    kept = {each.voter_id: bytes.fromhex(each.code) for each in content.voters if key and each.code}
    return tuple(voters), OpenedCodes(key, kept)


def _election(manifest: Manifest) -> Election:
    return Election(
        id=manifest.election_id,
        name=manifest.name,
        timezone=manifest.timezone,
        windows=manifest.windows,
        contests=tuple(map(_contest, manifest.contests)),
        policy=manifest.policy,
        commissioners=manifest.commissioners,
        test_mode=manifest.test_mode,
    )


def _contest(contest: ManifestContest) -> Contest:
    return Contest(contest.id, contest.title, contest.votes_allowed, contest.blank_allowed, contest.kind)

"""What trustees are asked to open and what they answer, as bytes: in the store, and as files between PCs.

Nothing here touches the store: a trustee makes a share on a PC of their own from the request file and the
key file. Manifest and sums travel in the request. That the key fits shows whose key the sums are to be opened
with; that they are the sums of so many ballots, a trustee takes from whoever brings the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from omp_desktop.crypto.aggregate import Aggregate
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.errors import AggregateMalformed, OpeningMalformed
from omp_desktop.crypto.group import RandomBytes
from omp_desktop.crypto.key_file import unprotect
from omp_desktop.crypto.opening import (
    OpenedContest,
    PartialOpening,
    open_aggregate,
    sums_from_json,
    sums_to_json,
)
from omp_desktop.crypto.trustees import TrusteePublic, TrusteeSecret, check_secret
from omp_desktop.domain.canonical import Json, canonical_bytes, parse_canonical
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.json_fields import Fields, FieldWrong
from omp_desktop.domain.manifest import Manifest
from omp_desktop.domain.opening_rule import LEAST_LIVE, OpeningKind
from omp_desktop.domain.record_errors import NotCanonical
from omp_desktop.record.authority import check_complete
from omp_desktop.record.form import parse_json
from omp_desktop.record.manifest_context import context_of
from omp_desktop.services.counting_errors import (
    LiveTooSoon,
    OpeningFileUnreadable,
    OpeningFileWrong,
    OpeningUnreadable,
    ShareFileTaken,
    ShareOfAnotherOpening,
    TrusteeKeyUnreadable,
)
from omp_desktop.services.key_files import create_file
from omp_desktop.store.records import StoredRequest

REQUEST_FORMAT: Final = "omp-desktop opening request 1"
SHARE_FORMAT: Final = "omp-desktop opening share 1"
LARGEST_KEY_FILE: Final = 64 * 1024
LARGEST_FILE: Final = 64 * 1024 * 1024  # 64 contests of 512 options, and the manifest


@dataclass(frozen=True, slots=True)
class OpeningRequest:
    """Sums that trustees are asked to open. `units`: how many ballots of each station they cover."""

    election_id: str
    number: int
    kind: OpeningKind
    sums: Aggregate
    units: Mapping[str, int]

    def stored(self) -> StoredRequest:
        """As it lies in the store."""
        body = canonical_bytes({"sums": sums_to_json(self.sums), "units": dict(self.units)})
        return StoredRequest(self.election_id, self.number, self.kind, body)

    @classmethod
    def from_stored(cls, context: ElectionContext, stored: StoredRequest) -> OpeningRequest:
        """Reads what `stored` made. Raises OpeningUnreadable."""
        try:
            fields = Fields(parse_canonical(stored.body))
            sums = sums_from_json(context, fields.raw("sums"))
            units = _units(fields, sums.ballots)
        except (NotCanonical, FieldWrong, AggregateMalformed) as problem:
            raise OpeningUnreadable from problem
        return cls(stored.election_id, stored.number, stored.kind, sums, units)


def covered(stored: StoredRequest) -> Mapping[str, int]:
    """How many ballots of each station a stored request covers. Raises OpeningUnreadable."""
    try:
        fields = Fields(parse_canonical(stored.body))
        return _units(fields, fields.child("sums").integer("ballots"))
    except (NotCanonical, FieldWrong) as problem:
        raise OpeningUnreadable from problem


@dataclass(frozen=True, slots=True)
class OpenedRecord:
    """An opening as it stands in the election record: what was opened, and the totals."""

    kind: OpeningKind
    ballots: int
    units: Mapping[str, int]
    totals: Mapping[str, OpenedContest]


def opened_record(raw: bytes) -> OpenedRecord:
    """Reads a stored opening. Raises OpeningUnreadable."""
    try:
        fields = Fields(parse_canonical(raw))
        ballots = fields.integer("ballots")
        totals = fields.child("totals")
        return OpenedRecord(
            fields.word("kind", OpeningKind),
            ballots,
            _units(fields, ballots),
            {contest_id: _totals(totals.child(contest_id)) for contest_id in totals.mapping()},
        )
    except (NotCanonical, FieldWrong) as problem:
        raise OpeningUnreadable from problem


def request_file(request: OpeningRequest, manifest: bytes) -> bytes:
    """The request for a trustee who makes the share elsewhere."""
    content: dict[str, Json] = {
        "format": REQUEST_FORMAT,
        "number": request.number,
        "kind": request.kind.value,
        "manifest": manifest.decode("utf-8"),
        "sums": sums_to_json(request.sums),
        "units": dict(request.units),
    }
    return canonical_bytes(content)


@dataclass(frozen=True, slots=True)
class RequestFile:
    """A request as a trustee elsewhere gets it. Which election it is says the manifest in it."""

    manifest: Manifest
    request: OpeningRequest

    def share_name(self, trustee: int) -> str:
        """What the share's file is called, so that two of them do not get mixed up."""
        return f"omp-share-{self.request.election_id[:8]}-{self.request.number}-{trustee}.json"


def read_request(path: Path) -> RequestFile:
    """Reads what `request_file` made.

    Raises OpeningFileUnreadable, OpeningFileWrong, and LiveTooSoon for sums that nobody may open yet.
    """
    file = _parse_request(_read_json(path), path.name)
    if file.request.kind is OpeningKind.LIVE:
        minimum = max(file.manifest.policy.minimum_open, LEAST_LIVE)
        ballots = file.request.sums.ballots
        if ballots < minimum:
            raise LiveTooSoon(minimum=minimum, more=minimum - ballots)
    return file


def make_share(
    file: RequestFile, key_file: Path, passphrase: str, random_bytes: RandomBytes
) -> tuple[int, bytes]:
    """A trustee's number and share file, from the trustee's own key. About a second.

    Raises what `read_secret` raises.
    """
    publics = [TrusteePublic.from_json(trustee) for trustee in file.manifest.trustees]
    secret = read_secret(publics, key_file, passphrase)
    context = context_of(file.manifest.to_bytes(), file.manifest)
    partial = open_aggregate(context, file.request.sums, secret, random_bytes)
    return secret.index, share_file(file.request, partial)


def write_share(path: Path, content: bytes) -> None:
    """Writes a share where no file is yet. Raises ShareFileTaken, OpeningFileUnreadable."""
    try:
        create_file(path, content)
    except FileExistsError as problem:
        raise ShareFileTaken(file=path.name) from problem
    except OSError as problem:
        raise OpeningFileUnreadable(reason=problem.strerror or type(problem).__name__) from problem


def share_file(request: OpeningRequest, partial: PartialOpening) -> bytes:
    """A trustee's share, to be taken back to the station."""
    return canonical_bytes(
        {
            "format": SHARE_FORMAT,
            "election_id": request.election_id,
            "number": request.number,
            "share": partial.to_json(),
        }
    )


def read_share(request: OpeningRequest, path: Path) -> PartialOpening:
    """The share in a file; its proofs are not checked here.

    Raises OpeningFileUnreadable, OpeningFileWrong, ShareOfAnotherOpening, OpeningMalformed (trustee).
    """
    content = _read_json(path)
    try:
        fields = Fields(content)
        _require_format(fields, SHARE_FORMAT)
        made_for = (fields.text("election_id"), fields.integer("number"))
        share = fields.raw("share")
    except FieldWrong as problem:
        raise OpeningFileWrong(file=path.name) from problem
    if made_for != (request.election_id, request.number):
        raise ShareOfAnotherOpening
    return PartialOpening.from_json(share)


def read_secret(publics: list[TrusteePublic], key_file: Path, passphrase: str) -> TrusteeSecret:
    """The trustee's secret, of this election. It stays in memory only.

    Raises TrusteeKeyUnreadable, KeyFileDamaged, WrongPassphrase, KeyNotOfThisElection.
    """
    try:
        raw = _read(key_file, LARGEST_KEY_FILE)
    except OSError as problem:
        raise TrusteeKeyUnreadable(reason=problem.strerror or type(problem).__name__) from problem
    secret = unprotect(raw, passphrase)
    check_secret(publics, secret)
    return secret


def parse_partial(raw: bytes) -> PartialOpening:
    """A trustee's part as it lies in the store. Raises OpeningUnreadable."""
    try:
        return PartialOpening.from_json(parse_canonical(raw))
    except (NotCanonical, OpeningMalformed) as problem:
        raise OpeningUnreadable from problem


def _parse_request(content: Json, name: str) -> RequestFile:
    try:
        fields = Fields(content)
        _require_format(fields, REQUEST_FORMAT)
        raw = fields.text("manifest").encode("utf-8")
        manifest = Manifest.from_bytes(raw)
        check_complete(manifest)
        sums = sums_from_json(context_of(raw, manifest), fields.raw("sums"))
        number, kind = fields.integer("number"), fields.word("kind", OpeningKind)
        units = _units(fields, sums.ballots)
        return RequestFile(manifest, OpeningRequest(manifest.election_id, number, kind, sums, units))
    except (FieldWrong, OmpError) as problem:
        raise OpeningFileWrong(file=name) from problem


def _require_format(fields: Fields, wanted: str) -> None:
    if fields.text("format") != wanted:
        raise FieldWrong("format")


def _units(fields: Fields, ballots: int) -> Mapping[str, int]:
    units = fields.child("units")
    read = {unit: units.integer(unit) for unit in units.mapping()}
    if sum(read.values()) != ballots or any(count < 0 for count in read.values()):
        raise FieldWrong("units")
    return read


def _totals(fields: Fields) -> OpenedContest:
    votes, blank = fields.raw("votes"), fields.raw("blank")
    if not isinstance(votes, list) or not all(isinstance(each, int) for each in votes):
        raise FieldWrong("votes")
    return OpenedContest(tuple(votes), None if blank is None else fields.integer("blank"))


def _read_json(path: Path) -> Json:
    try:
        raw = _read(path, LARGEST_FILE)
    except OSError as problem:
        raise OpeningFileUnreadable(reason=problem.strerror or type(problem).__name__) from problem
    try:
        content: Json = parse_json(raw)
    except FieldWrong as problem:
        raise OpeningFileWrong(file=path.name) from problem
    return content


def _read(path: Path, largest: int) -> bytes:
    with path.open("rb") as file:
        return file.read(largest)

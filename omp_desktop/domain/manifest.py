"""The manifest: what the commission publishes, frozen as canonical bytes, hashed and signed.

Nothing in it changes after publication; what may still change are amendments (amendment.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from omp_desktop.domain.candidate import Candidate, CandidateState
from omp_desktop.domain.canonical import canonical_bytes, parse_canonical
from omp_desktop.domain.election import (
    Contest,
    ContestKind,
    Election,
    Identification,
    OwnVotePolicy,
    Policy,
    ResultsPolicy,
    VotingWindow,
)
from omp_desktop.domain.json_fields import Fields, FieldWrong, instant_text, local_json
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.publication import Check, PublicationFacts, check_before_publishing
from omp_desktop.domain.record_errors import ManifestDamaged, ManifestNewer

__all__ = [
    "MANIFEST_VERSION",
    "Check",
    "Manifest",
    "ManifestContest",
    "ManifestOption",
    "ManifestStation",
    "PublicationFacts",
    "check_before_publishing",
    "freeze",
    "manifest_contest",
]

MANIFEST_VERSION: Final = 1
_FOR = LocalText("찬성", "For")
_AGAINST = LocalText("반대", "Against")
_FOR_NUMBER = 1
_AGAINST_NUMBER = 2


@dataclass(frozen=True, slots=True)
class ManifestOption:
    """One option on the ballot. `withdrawn`: before publication, so it is shown without a tick box."""

    id: str
    number: int
    name: LocalText
    party: str | None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class ManifestContest:
    """One contest as it stands on the ballot, its options in the order of their numbers."""

    id: str
    title: LocalText
    votes_allowed: int
    blank_allowed: bool
    kind: ContestKind
    options: tuple[ManifestOption, ...]

    @property
    def selectable(self) -> tuple[ManifestOption, ...]:
        """Options not withdrawn at publication: the ciphertexts of a ballot, in this order."""
        return tuple(option for option in self.options if not option.withdrawn)


@dataclass(frozen=True, slots=True)
class ManifestStation:
    """A polling station, and of its part of the voters list the size and `voters_list.voters_digest`."""

    id: str
    name: str
    voters: int
    voters_digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The published election. Keys are in hex; `trustees` is public data as JSON objects."""

    version: int
    election_id: str
    name: LocalText
    timezone: str
    windows: tuple[VotingWindow, ...]
    policy: Policy
    contests: tuple[ManifestContest, ...]
    stations: tuple[ManifestStation, ...]
    trustees: tuple[Mapping[str, Any], ...]
    quorum: int
    public_key: str
    commission_key: str
    test_mode: bool = False
    commissioners: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """The canonical bytes that are hashed and signed."""
        return canonical_bytes(_to_json(self))

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical bytes, in hex."""
        return sha256(self.to_bytes()).hexdigest()

    @staticmethod
    def from_bytes(raw: bytes) -> "Manifest":
        """Read canonical bytes. Raises NotCanonical, ManifestNewer, ManifestDamaged.

        An unknown field is damage too: all of the bytes must be understood.
        """
        value = parse_canonical(raw)
        try:
            manifest = _from_json(Fields(value))
        except FieldWrong as error:
            raise ManifestDamaged(where=error.where) from error
        if manifest.to_bytes() != raw:
            raise ManifestDamaged(where="$")
        return manifest


def manifest_contest(contest: Contest, candidates: Iterable[Candidate]) -> ManifestContest:
    """The contest with its options: the candidates by number, or for and against.

    In a yes/no contest about one candidate the option "for" keeps the candidate's id, so that pledges and a
    withdrawal find it; the option "against" has an id derived from the contest and the candidate.
    """
    own = sorted((c for c in candidates if c.contest_id == contest.id), key=lambda c: c.number)
    options = _yes_no(contest, own) if contest.kind is ContestKind.YES_NO else tuple(map(_option, own))
    return ManifestContest(
        contest.id, contest.title, contest.votes_allowed, contest.blank_allowed, contest.kind, options
    )


def freeze(  # noqa: PLR0913 - what a manifest is made of, each by name
    election: Election,
    candidates: Sequence[Candidate],
    stations: Sequence[ManifestStation],
    *,
    trustees: Sequence[Mapping[str, Any]],
    quorum: int,
    public_key: str,
    commission_key: str,
) -> Manifest:
    """The manifest of a draft that passed `check_before_publishing`; stations in order of their ids."""
    return Manifest(
        version=MANIFEST_VERSION,
        election_id=election.id,
        name=election.name,
        timezone=election.timezone,
        windows=election.windows,
        policy=election.policy,
        contests=tuple(manifest_contest(contest, candidates) for contest in election.contests),
        stations=tuple(sorted(stations, key=lambda station: station.id)),
        trustees=tuple(trustees),
        quorum=quorum,
        public_key=public_key,
        commission_key=commission_key,
        test_mode=election.test_mode,
        commissioners=election.commissioners,
    )


def _option(candidate: Candidate) -> ManifestOption:
    return ManifestOption(
        candidate.id,
        candidate.number,
        LocalText(candidate.name, candidate.name),
        candidate.party,
        candidate.state is CandidateState.WITHDRAWN,
    )


def _yes_no(contest: Contest, candidates: Sequence[Candidate]) -> tuple[ManifestOption, ...]:
    if not candidates:
        return (
            ManifestOption(_derived_id(contest.id, "for"), _FOR_NUMBER, _FOR, None),
            ManifestOption(_derived_id(contest.id, "against"), _AGAINST_NUMBER, _AGAINST, None),
        )
    about = candidates[0]
    gone = about.state is CandidateState.WITHDRAWN
    return (
        ManifestOption(about.id, _FOR_NUMBER, _about(about, _FOR), about.party, gone),
        ManifestOption(
            _derived_id(contest.id, about.id), _AGAINST_NUMBER, _about(about, _AGAINST), about.party, gone
        ),
    )


def _about(candidate: Candidate, word: LocalText) -> LocalText:
    return LocalText(f"{candidate.name} – {word.ko}", f"{candidate.name} – {word.en}")


def _derived_id(contest_id: str, part: str) -> str:
    # 16 bytes like every option id; derived, so that drawing up the manifest again gives the same ballot.
    return sha256(f"yes-no/{contest_id}/{part}".encode()).hexdigest()[:32]


def _to_json(manifest: Manifest) -> dict[str, Any]:
    return {
        "version": manifest.version,
        "election_id": manifest.election_id,
        "name": local_json(manifest.name),
        "timezone": manifest.timezone,
        "windows": [
            {"opens": instant_text(window.opens), "closes": instant_text(window.closes)}
            for window in manifest.windows
        ],
        "policy": {
            "results": manifest.policy.results.value,
            "own_vote": manifest.policy.own_vote.value,
            "identification": manifest.policy.identification.value,
            "minimum_open": manifest.policy.minimum_open,
        },
        "contests": [_contest_json(contest) for contest in manifest.contests],
        "stations": [
            {
                "id": station.id,
                "name": station.name,
                "voters": station.voters,
                "voters_digest": station.voters_digest,
            }
            for station in manifest.stations
        ],
        "trustees": list(manifest.trustees),
        "quorum": manifest.quorum,
        "public_key": manifest.public_key,
        "commission_key": manifest.commission_key,
        "test_mode": manifest.test_mode,
        "commissioners": list(manifest.commissioners),
    }


def _contest_json(contest: ManifestContest) -> dict[str, Any]:
    return {
        "id": contest.id,
        "title": local_json(contest.title),
        "votes_allowed": contest.votes_allowed,
        "blank_allowed": contest.blank_allowed,
        "kind": contest.kind.value,
        "options": [
            {
                "id": option.id,
                "number": option.number,
                "name": local_json(option.name),
                "party": option.party,
                "withdrawn": option.withdrawn,
            }
            for option in contest.options
        ],
    }


def _from_json(fields: Fields) -> Manifest:
    version = fields.integer("version")
    if version > MANIFEST_VERSION:
        raise ManifestNewer(version=version)
    if version < MANIFEST_VERSION:
        raise FieldWrong("$.version")
    return Manifest(
        version=version,
        election_id=fields.text("election_id"),
        name=fields.local_text("name"),
        timezone=fields.text("timezone"),
        windows=tuple(
            VotingWindow(w.instant("opens"), w.instant("closes")) for w in fields.children("windows")
        ),
        policy=_policy(fields.child("policy")),
        contests=tuple(_contest(contest) for contest in fields.children("contests")),
        stations=tuple(
            ManifestStation(s.text("id"), s.text("name"), s.integer("voters"), s.text("voters_digest"))
            for s in fields.children("stations")
        ),
        trustees=tuple(trustee.mapping() for trustee in fields.children("trustees")),
        quorum=fields.integer("quorum"),
        public_key=fields.text("public_key"),
        commission_key=fields.text("commission_key"),
        test_mode=fields.boolean("test_mode"),
        commissioners=fields.texts("commissioners"),
    )


def _policy(fields: Fields) -> Policy:
    return Policy(
        fields.word("results", ResultsPolicy),
        fields.word("own_vote", OwnVotePolicy),
        fields.word("identification", Identification),
        fields.integer("minimum_open"),
    )


def _contest(fields: Fields) -> ManifestContest:
    return ManifestContest(
        id=fields.text("id"),
        title=fields.local_text("title"),
        votes_allowed=fields.integer("votes_allowed"),
        blank_allowed=fields.boolean("blank_allowed"),
        kind=fields.word("kind", ContestKind),
        options=tuple(
            ManifestOption(
                option.text("id"),
                option.integer("number"),
                option.local_text("name"),
                option.optional_text("party"),
                option.boolean("withdrawn"),
            )
            for option in fields.children("options")
        ),
    )

"""What every ballot of an election is bound to: base hash, public key, and the shape of its contests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from omp_desktop.crypto.errors import NOWHERE, ContestShapeInvalid, Part, PublicKeyRejected
from omp_desktop.crypto.group import ED25519, POINT_BYTES, Group
from omp_desktop.crypto.hashing import HASH_BYTES, Domain, digest, sized, text

BLANK = ""  # the label of the blank ciphertext: no option can have it
VERSION = b"omp-desktop ballot 1".ljust(HASH_BYTES, b"\0")
MAX_CONTESTS = 64
MAX_OPTIONS = 512
_CONTEST_ID = re.compile(r"[a-z0-9_-]{1,40}")
_OPTION_ID = re.compile(r"[a-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class ContestShape:
    """The options of a contest in the order of their ciphertexts, and what may be chosen."""

    contest_id: str
    option_ids: tuple[str, ...]
    votes_allowed: int
    blank_allowed: bool

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the ciphertexts: the options, then BLANK if blank ballots are allowed."""
        return (*self.option_ids, BLANK) if self.blank_allowed else self.option_ids

    @property
    def weights(self) -> tuple[int, ...]:
        """How much each ciphertext counts in the sum: 1, and the blank one as much as all votes allowed.

        So the sum lies in 1..votes_allowed exactly if blank stands alone or 1..votes_allowed options do.
        """
        options = (1,) * len(self.option_ids)
        return (*options, self.votes_allowed) if self.blank_allowed else options


@dataclass(frozen=True, slots=True)
class ElectionContext:
    """All that encrypting and checking a ballot needs. Made by `election_context`.

    `base_hash` is H_E; it covers the group, the manifest and the public key K.
    """

    election_id: str
    base_hash: bytes
    public_key: bytes
    contests: tuple[ContestShape, ...]
    group: Group = field(default=ED25519, repr=False)

    @property
    def contest_ids(self) -> tuple[str, ...]:
        """The contests in their order."""
        return tuple(shape.contest_id for shape in self.contests)

    def place(self, contest_id: str, label: str) -> bytes:
        """Contest and option as they are hashed."""
        return text(contest_id) + text(label)


def parameter_hash(group: Group = ED25519) -> bytes:
    """H_P: over version and group (ElectionGuard 2.1, equation 4)."""
    numbers = (number.to_bytes(POINT_BYTES, "little") for number in (group.field, group.order))
    return digest(VERSION, Domain.PARAMETERS, *numbers, group.generator)


def election_context(
    manifest_bytes: bytes,
    election_id: str,
    public_key: bytes,
    contests: Sequence[ContestShape],
    group: Group = ED25519,
) -> ElectionContext:
    """The context of an election from its manifest's canonical bytes, its key and its contests.

    H_B = H(H_P; manifest) and H_E = H(H_B; K) (ElectionGuard 2.1, equations 5 and 30).

    Raises PublicKeyRejected and ContestShapeInvalid.
    """
    if not group.is_element(public_key):
        raise PublicKeyRejected()
    _check_contests(contests)
    manifest_hash = digest(parameter_hash(group), Domain.MANIFEST, sized(manifest_bytes))
    base_hash = digest(manifest_hash, Domain.ELECTION, public_key)
    return ElectionContext(election_id, base_hash, public_key, tuple(contests), group)


def _check_contests(contests: Sequence[ContestShape]) -> None:
    if not 1 <= len(contests) <= MAX_CONTESTS:
        raise ContestShapeInvalid(contest=NOWHERE, part=Part.CONTESTS)
    if len({contest.contest_id for contest in contests}) != len(contests):
        raise ContestShapeInvalid(contest=NOWHERE, part=Part.DUPLICATE)
    for contest in contests:
        problem = _problem(contest)
        if problem:
            raise ContestShapeInvalid(contest=contest.contest_id, part=problem)


def _problem(contest: ContestShape) -> Part | None:
    options = contest.option_ids
    if not _CONTEST_ID.fullmatch(contest.contest_id):
        return Part.CONTEST_ID
    if not 1 <= len(options) <= MAX_OPTIONS or not all(map(_OPTION_ID.fullmatch, options)):
        return Part.OPTIONS
    if len(set(options)) != len(options):
        return Part.DUPLICATE
    if not 1 <= contest.votes_allowed <= MAX_OPTIONS:
        return Part.VOTES_ALLOWED
    return None

"""From a manifest to what its ballots are bound to."""

from __future__ import annotations

from omp_desktop.crypto.election_context import ContestShape, ElectionContext, election_context
from omp_desktop.domain.manifest import Manifest, ManifestContest


def context_of(manifest_bytes: bytes, manifest: Manifest) -> ElectionContext:
    """What ballots of this election are bound to: H_E, the public key, and the options that can be chosen.

    Raises PublicKeyRejected and ContestShapeInvalid.
    """
    return election_context(
        manifest_bytes,
        manifest.election_id,
        bytes.fromhex(manifest.public_key),
        [_shape(contest) for contest in manifest.contests],
    )


def _shape(contest: ManifestContest) -> ContestShape:
    return ContestShape(
        contest.id,
        tuple(option.id for option in contest.selectable),
        contest.votes_allowed,
        contest.blank_allowed,
    )

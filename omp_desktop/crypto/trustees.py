"""Trustees and the election's key: who can open the sums.

k of n trustees (1 of 1 allowed). Trustee i makes a polynomial P_i of degree k−1 and publishes commitments g^a
to its coefficients with a proof that it knows them. The joint key is the product of the first commitments.
The secret that trustee i opens with is its share z_i = Σ P_l(i) over all trustees l (ElectionGuard 2.1,
equations 7–11, 25, 28).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from omp_desktop.crypto.election_context import parameter_hash
from omp_desktop.crypto.errors import KeyNotOfThisElection, Part, TrusteeKeyRejected, TrusteesDoNotMatch
from omp_desktop.crypto.group import (
    ED25519,
    POINT_BYTES,
    SCALAR_BYTES,
    ZERO,
    Group,
    RandomBytes,
    random_scalar,
)
from omp_desktop.crypto.hashing import Domain, u32
from omp_desktop.crypto.proofs import Binding, KnowledgeProof, knowledge_proof_holds, prove_knowledge
from omp_desktop.crypto.reading import Fields

MAX_TRUSTEES = 99


@dataclass(frozen=True, slots=True, eq=False)
class TrusteeSecret:
    """What a trustee keeps: never in the store, never on the station's PC while polls are open.

    `coefficients` are those of P_i, constant first. `share` is z_i; straight from `generate_trustee` it holds
    only the trustee's own part P_i(i), which is the whole of it where there is one trustee.
    """

    index: int
    coefficients: tuple[bytes, ...] = field(repr=False)
    share: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class TrusteePublic:
    """What a trustee publishes. The number of commitments is the quorum."""

    index: int
    commitments: tuple[bytes, ...]
    proof: KnowledgeProof

    @property
    def quorum(self) -> int:
        """How many trustees must take part in an opening."""
        return len(self.commitments)

    def to_json(self) -> dict[str, object]:
        """The public data as they stand in the manifest: integers, and bytes as lower-case hex."""
        return {
            "index": self.index,
            "commitments": [value.hex() for value in self.commitments],
            "challenge": self.proof.challenge.hex(),
            "responses": [value.hex() for value in self.proof.responses],
        }

    @classmethod
    def from_json(cls, value: object) -> TrusteePublic:
        """Reads what `to_json` made. Raises TrusteeKeyRejected; the proof is checked by `check_trustee`."""

        def refuse(part: Part) -> TrusteeKeyRejected:
            index = value.get("index") if isinstance(value, Mapping) else None
            return TrusteeKeyRejected(trustee=index if isinstance(index, int) else "?", part=part)

        fields = Fields(value, ("index", "commitments", "challenge", "responses"), refuse)
        return cls(
            fields.number("index", Part.INDEX),
            fields.data_list("commitments", Part.COMMITMENTS, POINT_BYTES),
            KnowledgeProof(
                fields.data("challenge", Part.PROOF, SCALAR_BYTES),
                fields.data_list("responses", Part.PROOF, SCALAR_BYTES),
            ),
        )


def generate_trustee(
    index: int, quorum: int, random_bytes: RandomBytes = secrets.token_bytes, group: Group = ED25519
) -> tuple[TrusteeSecret, TrusteePublic]:
    """A new trustee, numbered from 1. With quorum 1 and one trustee the secret is ready for use."""
    coefficients = tuple(random_scalar(group, random_bytes) for _ in range(quorum))
    commitments = tuple(map(group.power_of_g, coefficients))
    proof = prove_knowledge(_binding(group, index, quorum), coefficients, commitments, random_bytes)
    secret = TrusteeSecret(index, coefficients, evaluate(group, coefficients, index))
    return secret, TrusteePublic(index, commitments, proof)


def check_trustee(public: TrusteePublic, group: Group = ED25519) -> None:
    """Checks number, commitments and proof of one trustee. Raises TrusteeKeyRejected (part)."""
    if not 1 <= public.index <= MAX_TRUSTEES:
        raise TrusteeKeyRejected(trustee=public.index, part=Part.INDEX)
    if not 1 <= public.quorum <= MAX_TRUSTEES or not all(map(group.is_element, public.commitments)):
        raise TrusteeKeyRejected(trustee=public.index, part=Part.COMMITMENTS)
    binding = _binding(group, public.index, public.quorum)
    if not knowledge_proof_holds(binding, public.commitments, public.commitments, public.proof):
        raise TrusteeKeyRejected(trustee=public.index, part=Part.PROOF)


def joint_key(publics: Sequence[TrusteePublic], group: Group = ED25519) -> bytes:
    """K, the election's public key (equation 25), after checking every trustee.

    Raises TrusteeKeyRejected for one trustee, TrusteesDoNotMatch for the list: numbers that are not 1..n,
    quorums that differ or exceed n, or a key that is the identity.
    """
    for public in publics:
        check_trustee(public, group)
    if sorted(public.index for public in publics) != list(range(1, len(publics) + 1)) or not publics:
        raise TrusteesDoNotMatch(part=Part.INDEX)
    if {public.quorum for public in publics} - {publics[0].quorum} or publics[0].quorum > len(publics):
        raise TrusteesDoNotMatch(part=Part.QUORUM)
    return product_key(publics, group)


def product_key(publics: Sequence[TrusteePublic], group: Group = ED25519) -> bytes:
    """K of trustees that were checked before. Raises TrusteesDoNotMatch if it is the identity."""
    key = group.identity
    for public in publics:
        key = group.multiply(key, public.commitments[0])
    if not group.is_element(key):
        raise TrusteesDoNotMatch(part=Part.PUBLIC_KEY)
    return key


def public_share(publics: Sequence[TrusteePublic], index: int, group: Group = ED25519) -> bytes:
    """Z_i = g^z_i from the commitments of all trustees (equation 28)."""
    result = group.identity
    for public in publics:
        result = group.multiply(result, value_in_exponent(group, public.commitments, index))
    return result


def check_secret(publics: Sequence[TrusteePublic], secret: TrusteeSecret, group: Group = ED25519) -> None:
    """Checks that the secret opens sums under these trustees' key. Raises KeyNotOfThisElection."""
    if group.power_of_g(secret.share) != public_share(publics, secret.index, group):
        raise KeyNotOfThisElection(trustee=secret.index)


def evaluate(group: Group, coefficients: Sequence[bytes], at: int) -> bytes:
    """The polynomial's value P(at) (Horner's rule)."""
    place = group.scalar(at)
    value = ZERO
    for coefficient in reversed(coefficients):
        value = group.plus(group.times(value, place), coefficient)
    return value


def value_in_exponent(group: Group, commitments: Sequence[bytes], at: int) -> bytes:
    """g^P(at), from the commitments to the polynomial's coefficients."""
    result = group.identity
    for power, commitment in enumerate(commitments):
        result = group.multiply(result, group.power(commitment, group.scalar(at**power)))
    return result


def _binding(group: Group, index: int, quorum: int) -> Binding:
    return Binding(group, parameter_hash(group), Domain.TRUSTEE, u32(index) + u32(quorum))

"""Machines that lie: ballots with any numbers in them and the best proofs that can be computed for those."""

from __future__ import annotations

import operator
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from omp_desktop.crypto.ballot import (
    ZERO_OR_ONE,
    EncryptedBallot,
    EncryptedContest,
    EncryptedOption,
    sum_range,
)
from omp_desktop.crypto.ballot_encryption import confirmation_code, hash_ballot_id
from omp_desktop.crypto.election_context import ContestShape, ElectionContext
from omp_desktop.crypto.elgamal import Ciphertext, encrypt
from omp_desktop.crypto.group import ZERO, RandomBytes, random_scalar
from omp_desktop.crypto.hashing import Domain, text
from omp_desktop.crypto.proofs import Binding, KnownCiphertext, RangeProof, prove_range
from tests.unit.crypto import reference
from tests.unit.crypto.elections import DEVICE, STATION
from tests.unit.crypto.groups import LenientGroup

_ORDER_TWO = reference.encode(reference.torsion()[4])


def rebuilt(
    context: ElectionContext, ballot: EncryptedBallot, contests: Sequence[EncryptedContest]
) -> EncryptedBallot:
    """The ballot with other contents and the confirmation code that belongs to them."""
    ballot_hash = hash_ballot_id(context, ballot.ballot_id)
    return replace(ballot, contests=tuple(contests), code=confirmation_code(ballot_hash, tuple(contests)))


@dataclass(frozen=True)
class Flaw:
    """What is wrong with the first ciphertext of each contest, besides its number."""

    component: bytes | None = None
    nonce: bytes | None = None


SOUND = Flaw()


@dataclass(frozen=True)
class Liar:
    """Makes ballots that an honest machine never would. With allowed numbers, the ballots are good."""

    context: ElectionContext
    random_bytes: RandomBytes = secrets.token_bytes

    def ballot(self, **values: Sequence[int]) -> EncryptedBallot:
        """These numbers in the ciphertexts; a proof of one that is not allowed claims the nearest that is."""
        sums = {shape.contest_id: sum_range(shape) for shape in self.context.contests}
        return self._ballot(values, sums)

    def ballot_with_wide_sums(self, **values: Sequence[int]) -> EncryptedBallot:
        """As `ballot`, with true proofs of what is not asked: that each sum is between 1 and itself."""
        sums = {
            shape.contest_id: range(1, sum(map(operator.mul, shape.weights, values[shape.contest_id])) + 1)
            for shape in self.context.contests
        }
        return self._ballot(values, sums)

    def ballot_with_small_order(self, **values: Sequence[int]) -> EncryptedBallot:
        """The first α and β have a component of order 2, and the proofs hold where nobody looks for it.

        It vanishes from the commitments where its challenges are even: the liar tries until they are.
        """
        sums = {shape.contest_id: sum_range(shape) for shape in self.context.contests}
        return self._ballot(values, sums, Flaw(component=_ORDER_TWO))

    def ballot_with_identity(self, **values: Sequence[int]) -> EncryptedBallot:
        """The first nonce is 0: α is the identity, β shows its number, and the proofs hold."""
        sums = {shape.contest_id: sum_range(shape) for shape in self.context.contests}
        return self._ballot(values, sums, Flaw(nonce=ZERO))

    def _ballot(
        self, values: Mapping[str, Sequence[int]], sums: Mapping[str, range], flaw: Flaw = SOUND
    ) -> EncryptedBallot:
        shell = EncryptedBallot(
            self.random_bytes(32), self.context.election_id, STATION, DEVICE, 0, (), bytes(32)
        )
        ballot_hash = hash_ballot_id(self.context, shell.ballot_id)
        contests = []
        for shape in self.context.contests:
            maker = _Contest(self, shape, ballot_hash, flaw)
            contests.append(maker.contest(values[shape.contest_id], sums[shape.contest_id]))
        return rebuilt(self.context, shell, contests)


@dataclass(frozen=True)
class _Contest:
    liar: Liar
    shape: ContestShape
    ballot_hash: bytes
    flaw: Flaw

    def contest(self, values: Sequence[int], sums: range) -> EncryptedContest:
        context, shape = self.liar.context, self.shape
        group = context.group
        options: list[EncryptedOption] = []
        total, total_nonce = 0, ZERO
        for label, weight, value in zip(shape.labels, shape.weights, values, strict=True):
            flaw = SOUND if options else self.flaw
            nonce = random_scalar(group, self.liar.random_bytes) if flaw.nonce is None else flaw.nonce
            place = context.place(shape.contest_id, label)
            binding = Binding(group, self.ballot_hash, Domain.OPTION_PROOF, place)
            ciphertext, proof = self._claim(binding, value, nonce, ZERO_OR_ONE, flaw.component)
            options.append(EncryptedOption(label, ciphertext, proof))
            total += weight * value
            total_nonce = group.plus(total_nonce, group.times(group.scalar(weight), nonce))
        binding = Binding(group, self.ballot_hash, Domain.SUM_PROOF, text(shape.contest_id))
        _, sum_proof = self._claim(binding, total, total_nonce, sums, self.flaw.component)
        return EncryptedContest(shape.contest_id, tuple(options), sum_proof)

    def _claim(
        self, binding: Binding, value: int, nonce: bytes, allowed: range, component: bytes | None
    ) -> tuple[Ciphertext, RangeProof]:
        context = self.liar.context
        ciphertext = encrypt(context.group, context.public_key, value, nonce)
        if component is not None:
            add = LenientGroup().multiply
            ciphertext = Ciphertext(add(ciphertext.alpha, component), add(ciphertext.beta, component))
        claimed = min(allowed, key=lambda number: abs(number - value))
        known = KnownCiphertext(ciphertext, claimed, nonce)
        while True:
            proof = prove_range(binding, context.public_key, known, allowed, self.liar.random_bytes)
            if component is None or all(challenge[0] % 2 == 0 for challenge in proof.challenges):
                return ciphertext, proof

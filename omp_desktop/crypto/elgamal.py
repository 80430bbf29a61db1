"""Exponential ElGamal: (g^ξ, K^(σ+ξ)) (ElectionGuard 2.1, equation 31).

The message stands in the exponent of K, so that ciphertexts multiply into the ciphertext of the sum.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from omp_desktop.crypto.group import Group


@dataclass(frozen=True, slots=True)
class Ciphertext:
    """Two elements of the group."""

    alpha: bytes
    beta: bytes


def encrypt(group: Group, public_key: bytes, value: int, nonce: bytes) -> Ciphertext:
    """The ciphertext of a small number under the nonce, a scalar that is used for nothing else."""
    exponent = group.plus(group.scalar(value), nonce)
    return Ciphertext(group.power_of_g(nonce), group.power(public_key, exponent))


def multiply(group: Group, left: Ciphertext, right: Ciphertext) -> Ciphertext:
    """The ciphertext of the sum of two encrypted numbers."""
    return Ciphertext(group.multiply(left.alpha, right.alpha), group.multiply(left.beta, right.beta))


def weighted_sum(group: Group, terms: Iterable[tuple[int, Ciphertext]]) -> Ciphertext:
    """The ciphertext of Σ weight · number. Raises GroupValueRejected for what is no ciphertext."""
    total = Ciphertext(group.identity, group.identity)
    for weight, ciphertext in terms:
        total = multiply(group, total, _times(group, weight, ciphertext))
    return total


def _times(group: Group, weight: int, ciphertext: Ciphertext) -> Ciphertext:
    if weight == 1:  # most of them: saves two powers
        return ciphertext
    scalar = group.scalar(weight)
    return Ciphertext(group.power(ciphertext.alpha, scalar), group.power(ciphertext.beta, scalar))

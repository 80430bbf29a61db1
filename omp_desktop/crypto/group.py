"""The group that everything is computed in: the prime-order subgroup of Ed25519.

Elements and scalars are bytes of 32, as libsodium takes them: compressed points, little-endian scalars below
the order. Written multiplicatively, as in the ElectionGuard design specification: `power`, `multiply`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from nacl import bindings as sodium
from nacl import exceptions as sodium_errors

from omp_desktop.crypto.errors import GroupValueRejected

POINT_BYTES = 32
SCALAR_BYTES = 32
WIDE_BYTES = 64

RandomBytes = Callable[[int], bytes]

# libsodium's refusals through PyNaCl: RuntimeError for values, TypeError for lengths.
_REFUSALS = (sodium_errors.RuntimeError, sodium_errors.TypeError)


class Group(Protocol):
    """A group of prime order in which discrete logarithms are hard.

    Elements and scalars are bytes of fixed length with one encoding each, so bytes are compared. Only values
    that `is_element` and `is_scalar` accept may come from outside; what the operations return may be the
    identity as well.
    """

    def __hash__(self) -> int:
        """Groups are keys of tables."""

    @property
    def order(self) -> int:
        """The order of the group, a prime."""

    @property
    def field(self) -> int:
        """The prime of the field underneath; only hashed, as part of the parameters."""

    @property
    def generator(self) -> bytes:
        """The fixed generator g."""

    @property
    def identity(self) -> bytes:
        """The neutral element; never accepted from outside."""

    def is_element(self, point: bytes) -> bool:
        """Whether the bytes are the one encoding of an element of the group, the identity excepted."""

    def is_scalar(self, scalar: bytes) -> bool:
        """Whether the bytes are the one encoding of a number below the order."""

    def power(self, point: bytes, scalar: bytes) -> bytes:
        """point ^ scalar. Raises GroupValueRejected if the point is not an element of the group."""

    def power_of_g(self, scalar: bytes) -> bytes:
        """g ^ scalar, faster than `power`."""

    def multiply(self, left: bytes, right: bytes) -> bytes:
        """left · right. Raises GroupValueRejected for what is no point; does not check the subgroup."""

    def divide(self, left: bytes, right: bytes) -> bytes:
        """left · right⁻¹, otherwise as `multiply`."""

    def scalar(self, number: int) -> bytes:
        """The scalar of a number, reduced modulo the order. For public numbers: not in constant time."""

    def reduce(self, wide: bytes) -> bytes:
        """64 bytes, little-endian, modulo the order: uniform if the bytes are."""

    def plus(self, left: bytes, right: bytes) -> bytes:
        """The sum of two scalars."""

    def minus(self, left: bytes, right: bytes) -> bytes:
        """The difference of two scalars."""

    def times(self, left: bytes, right: bytes) -> bytes:
        """The product of two scalars."""


@dataclass(frozen=True, slots=True)
class Ed25519:
    """The prime-order subgroup of Ed25519 (RFC 8032) in libsodium; never its clamping functions.

    `power` relies on libsodium refusing whatever is not canonical, not in the subgroup or of small order
    (fixed in PyNaCl 1.6.2, CVE-2025-69277); `self_test` makes sure of it at the start.
    """

    @property
    def order(self) -> int:
        """2^252 + 27742317777372353535851937790883648493, called L in RFC 8032."""
        return ORDER

    @property
    def field(self) -> int:
        """2^255 − 19."""
        return FIELD

    @property
    def generator(self) -> bytes:
        """The base point of RFC 8032."""
        return _GENERATOR

    @property
    def identity(self) -> bytes:
        """The point (0, 1)."""
        return _IDENTITY

    def is_element(self, point: bytes) -> bool:
        """Canonical, on the curve, in the subgroup, and not the identity."""
        return len(point) == POINT_BYTES and sodium.crypto_core_ed25519_is_valid_point(point)

    def is_scalar(self, scalar: bytes) -> bool:
        """32 bytes, little-endian, below L."""
        return len(scalar) == SCALAR_BYTES and int.from_bytes(scalar, "little") < ORDER

    def power(self, point: bytes, scalar: bytes) -> bytes:
        """point ^ scalar. Raises GroupValueRejected if the point is neither in the group nor its identity."""
        try:
            return sodium.crypto_scalarmult_ed25519_noclamp(scalar, point)
        except _REFUSALS:
            # libsodium also refuses the two cases in which the result is the identity.
            if point == _IDENTITY or (scalar == ZERO and self.is_element(point)):
                return _IDENTITY
            raise GroupValueRejected() from None

    def power_of_g(self, scalar: bytes) -> bytes:
        """g ^ scalar with libsodium's table for g."""
        try:
            return sodium.crypto_scalarmult_ed25519_base_noclamp(scalar)
        except _REFUSALS:
            if scalar == ZERO:
                return _IDENTITY
            raise GroupValueRejected() from None

    def multiply(self, left: bytes, right: bytes) -> bytes:
        """left · right: the sum of two points. Raises GroupValueRejected for what is not on the curve."""
        try:
            return sodium.crypto_core_ed25519_add(left, right)
        except _REFUSALS:
            raise GroupValueRejected() from None

    def divide(self, left: bytes, right: bytes) -> bytes:
        """left · right⁻¹: the difference of two points. Raises as `multiply`."""
        try:
            return sodium.crypto_core_ed25519_sub(left, right)
        except _REFUSALS:
            raise GroupValueRejected() from None

    def scalar(self, number: int) -> bytes:
        """The number modulo L, 32 bytes little-endian."""
        return (number % ORDER).to_bytes(SCALAR_BYTES, "little")

    def reduce(self, wide: bytes) -> bytes:
        """64 bytes modulo L."""
        return sodium.crypto_core_ed25519_scalar_reduce(wide)

    def plus(self, left: bytes, right: bytes) -> bytes:
        """left + right modulo L."""
        return sodium.crypto_core_ed25519_scalar_add(left, right)

    def minus(self, left: bytes, right: bytes) -> bytes:
        """left − right modulo L."""
        return sodium.crypto_core_ed25519_scalar_sub(left, right)

    def times(self, left: bytes, right: bytes) -> bytes:
        """left · right modulo L."""
        return sodium.crypto_core_ed25519_scalar_mul(left, right)


FIELD = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
ZERO = bytes(SCALAR_BYTES)
_GENERATOR = b"\x58" + b"\x66" * 31
_IDENTITY = b"\x01" + bytes(31)

ED25519 = Ed25519()


def random_scalar(group: Group, random_bytes: RandomBytes) -> bytes:
    """A uniform scalar from 64 random bytes. `random_bytes` must be a cryptographic source."""
    return group.reduce(random_bytes(WIDE_BYTES))

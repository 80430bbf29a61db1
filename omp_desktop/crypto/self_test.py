"""The test that the program runs on itself at every start: a few milliseconds, no poll without it.

It catches a libsodium that accepts points outside the subgroup (before PyNaCl 1.6.2, CVE-2025-69277), and a
build of anything underneath that computes something else than the published vectors.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

from nacl import exceptions as sodium_errors

from omp_desktop.crypto.ballot import EncryptedBallot, decode_ballot, encode_ballot
from omp_desktop.crypto.ballot_encryption import encrypt_ballot, verify_ballot
from omp_desktop.crypto.election_context import ContestShape, ElectionContext, election_context
from omp_desktop.crypto.errors import CryptoSelfTestFailed, GroupValueRejected, ProofRejected
from omp_desktop.crypto.group import ED25519, ZERO, Group, RandomBytes
from omp_desktop.crypto.hashing import Domain, digest, scalar_digest
from omp_desktop.crypto.signing import key_pair, sign
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Labelled

_POWER = "a319e83c43f43fdb0ac34fbd8a177d323e20ed1ffb2e284888de4e92c3688af9"
_HASH = "66e4c40c7ea69ef0d2d906d6faa470f185acefdfed0b7a2977309e378d8a8c2a"
_SCALAR_HASH = "7a2f6b199b7bf815dabb4c9d5e2f619aa8b0bf8b1ddfad8dbca0f8cf8bad850a"
_BALLOT = "02792d976a9f5adc657a11bc910cda4328fedc1f43575c11a728da116e46855b"
_SIGNATURE = (
    "a3b03d84b89c5334f4dfdf0f2fc3b0fab878c814be3ead8abdbd3bd6efa04d1b"
    "0973555c6e42b9572ac72d13775cceb6cb4a133b179e4d8f3ef5752b64fa7a07"
)

# No element, each for a reason of its own. The second has what CVE-2025-69277 let through.
_NO_ELEMENTS = (
    "0100000000000000000000000000000000000000000000000000000000000000",  # the identity
    "9599999999999999999999999999999999999999999999999999999999999999",  # g with a component of order 2
    "13661d745ad63221ca5da0456fa618713511dc60668aa464e55b09a20ff7fc1d",  # g with a component of order 8
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  # the point of order 2
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",  # a point of order 8
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  # the identity, not canonical
    "0200000000000000000000000000000000000000000000000000000000000000",  # not on the curve
)


class Check(Labelled):
    """The checks of the self-test, in their order."""

    ARITHMETIC = "arithmetic", "군 연산", "arithmetic"
    MEMBERSHIP = "membership", "허용되지 않는 값 거부", "refusal of values that are not allowed"
    HASHES = "hashes", "해시", "hashes"
    SIGNATURE = "signature", "서명", "signature"
    ENCRYPTION = "encryption", "투표지 암호화", "encryption of a ballot"
    PROOFS = "proofs", "변조된 투표지 거부", "refusal of a changed ballot"


def self_test(group: Group = ED25519) -> None:
    """Runs every check. Raises CryptoSelfTestFailed naming the first that failed."""
    for check, passes in _CHECKS.items():
        try:
            passed = passes(group)
        except (OmpError, sodium_errors.CryptoError):
            passed = False
        if not passed:
            raise CryptoSelfTestFailed(check=check)


def fixed_bytes(seed: bytes) -> RandomBytes:
    """Bytes that anyone can compute again, for known answers only: SHAKE-256(seed ‖ u32 call number)."""
    calls = 0

    def next_bytes(size: int) -> bytes:
        nonlocal calls
        calls += 1
        return hashlib.shake_256(seed + calls.to_bytes(4, "big")).digest(size)

    return next_bytes


def _arithmetic(group: Group) -> bool:
    g = group.generator
    scalar = group.reduce(hashlib.sha512(b"omp").digest())
    return (
        group.power_of_g(scalar) == group.power(g, scalar) == bytes.fromhex(_POWER)
        and group.multiply(g, g) == group.power(g, group.scalar(2))
        and group.divide(g, g) == group.power(g, ZERO) == group.power_of_g(ZERO) == group.identity
        and group.plus(scalar, group.minus(ZERO, scalar)) == ZERO
        and group.times(scalar, group.scalar(3)) == group.plus(scalar, group.plus(scalar, scalar))
        and group.is_scalar(group.scalar(-1))
        and not group.is_scalar(group.order.to_bytes(len(ZERO), "little"))
    )


def _membership(group: Group) -> bool:
    points = [bytes.fromhex(point) for point in _NO_ELEMENTS]
    if not group.is_element(group.generator) or any(map(group.is_element, points)):
        return False
    # `verify_ballot` relies on `power` refusing all of them but the identity.
    return all(_power_refuses(group, point) for point in points[1:])


def _power_refuses(group: Group, point: bytes) -> bool:
    for scalar in (ZERO, group.scalar(1), group.scalar(8)):
        try:
            group.power(point, scalar)
        except GroupValueRejected:
            continue
        return False
    return True


def _hashes(group: Group) -> bool:
    key = bytes(range(32))
    return (
        digest(key, Domain.PARAMETERS, b"omp").hex() == _HASH
        and scalar_digest(group, key, Domain.NONCE, b"omp").hex() == _SCALAR_HASH
    )


def _signature(_: Group) -> bool:
    return sign(key_pair(bytes(range(32))).seed, "self-test", b"omp").hex() == _SIGNATURE


def _fixed_ballot(group: Group) -> tuple[ElectionContext, EncryptedBallot]:
    contests = (
        ContestShape("president", ("a", "b"), votes_allowed=1, blank_allowed=True),
        ContestShape("council", ("a", "b"), votes_allowed=2, blank_allowed=False),
    )
    random_bytes = fixed_bytes(b"omp-desktop self-test")
    key = group.power_of_g(group.reduce(random_bytes(64)))
    context = election_context(b"{}", "0f" * 16, key, contests, group)
    sealed = encrypt_ballot(
        context,
        {"president": ["b"], "council": ["a", "b"]},
        station_id="1f" * 16,
        device_id="2f" * 16,
        store_epoch=1,
        random_bytes=random_bytes,
    )
    return context, sealed.ballot


def _encryption(group: Group) -> bool:
    context, ballot = _fixed_ballot(group)
    raw = encode_ballot(ballot)
    verify_ballot(context, decode_ballot(raw, context))
    return hashlib.sha256(raw).hexdigest() == _BALLOT


def _proofs(group: Group) -> bool:
    """A ballot in which two options change places, proofs and all, must be refused."""
    context, ballot = _fixed_ballot(group)
    first, *others = ballot.contests
    a, b, blank = first.options
    exchanged = (replace(b, option_id=a.option_id), replace(a, option_id=b.option_id), blank)
    changed = replace(ballot, contests=(replace(first, options=exchanged), *others))
    try:
        verify_ballot(context, changed)
    except ProofRejected:
        return True
    return False


_CHECKS: dict[Check, Callable[[Group], bool]] = {
    Check.ARITHMETIC: _arithmetic,
    Check.MEMBERSHIP: _membership,
    Check.HASHES: _hashes,
    Check.SIGNATURE: _signature,
    Check.ENCRYPTION: _encryption,
    Check.PROOFS: _proofs,
}

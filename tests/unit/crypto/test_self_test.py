"""The self-test passes here, and fails for everything it is there to catch."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from omp_desktop.crypto import self_test as module
from omp_desktop.crypto.errors import CryptoSelfTestFailed, GroupValueRejected
from omp_desktop.crypto.group import ED25519, Ed25519
from omp_desktop.crypto.self_test import Check, fixed_bytes, self_test
from tests.unit.crypto import reference
from tests.unit.crypto.groups import LenientGroup, ReferenceGroup


def failed_check(group: Ed25519 | ReferenceGroup) -> object:
    with pytest.raises(CryptoSelfTestFailed) as failure:
        self_test(group)
    return failure.value.params["check"]


def test_it_passes() -> None:
    self_test()


def test_another_implementation_of_the_group_gives_the_same_answers() -> None:
    self_test(ReferenceGroup())


def test_a_library_that_does_not_check_the_subgroup_is_caught() -> None:
    assert failed_check(LenientGroup()) == Check.MEMBERSHIP


class LenientPower(ReferenceGroup):
    """Knows elements, but multiplies anything."""

    __slots__ = ()

    def power(self, point: bytes, scalar: bytes) -> bytes:
        return LenientGroup().power(point, scalar)


def test_powers_that_take_anything_are_caught() -> None:
    assert failed_check(LenientPower()) == Check.MEMBERSHIP


class LenientZero(ReferenceGroup):
    """Does not look at the point where the exponent is zero."""

    __slots__ = ()

    def power(self, point: bytes, scalar: bytes) -> bytes:
        return self.identity if scalar == bytes(32) else ReferenceGroup.power(self, point, scalar)


def test_powers_that_do_not_look_at_the_point_are_caught() -> None:
    assert failed_check(LenientZero()) == Check.MEMBERSHIP


class WrongSum(ReferenceGroup):
    """Adds wrongly."""

    __slots__ = ()

    def multiply(self, left: bytes, right: bytes) -> bytes:
        return left


class NoSum(ReferenceGroup):
    """Cannot add."""

    __slots__ = ()

    def multiply(self, left: bytes, right: bytes) -> bytes:
        raise GroupValueRejected()


@pytest.mark.parametrize("group", [WrongSum(), NoSum()])
def test_wrong_arithmetic_is_caught(group: ReferenceGroup) -> None:
    assert failed_check(group) == Check.ARITHMETIC


@pytest.mark.parametrize(
    ("name", "check"),
    [
        ("_POWER", Check.ARITHMETIC),
        ("_HASH", Check.HASHES),
        ("_SCALAR_HASH", Check.HASHES),
        ("_SIGNATURE", Check.SIGNATURE),
        ("_BALLOT", Check.ENCRYPTION),
    ],
)
def test_another_answer_is_caught(monkeypatch: pytest.MonkeyPatch, name: str, check: Check) -> None:
    monkeypatch.setattr(module, name, "00" * 32)
    assert failed_check(ED25519) == check


def test_proofs_that_hold_for_anything_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    accept: Callable[..., None] = lambda *_: None  # noqa: E731 - a stand-in in one line
    monkeypatch.setattr(module, "verify_ballot", accept)
    assert failed_check(ED25519) == Check.PROOFS


def test_the_points_to_refuse_are_what_they_are_said_to_be() -> None:
    points = [bytes.fromhex(point) for point in module._NO_ELEMENTS]
    identity, second, eighth, two, eight, other_identity, off_curve = map(reference.decode, points)
    assert identity == reference.IDENTITY
    for mixed, torsion, order in ((second, two, 2), (eighth, eight, 8)):
        assert mixed is not None
        assert torsion is not None
        assert reference.multiply(order, torsion) == reference.IDENTITY
        assert reference.multiply(order // 2, torsion) != reference.IDENTITY
        rest = reference.add(mixed, reference.negate(reference.BASE))
        assert reference.multiply(order, rest) == reference.IDENTITY
        assert reference.multiply(order // 2, rest) != reference.IDENTITY
    assert other_identity is None
    assert (int.from_bytes(points[5], "little") % reference.P, off_curve) == (1, None)


def test_fixed_bytes_are_the_same_each_time_and_differ_from_call_to_call() -> None:
    one, other = fixed_bytes(b"seed"), fixed_bytes(b"seed")
    first, second = one(32), one(32)
    assert (first, second) == (other(32), other(32))
    assert first != second

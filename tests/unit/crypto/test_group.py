"""The group: equal to plain arithmetic, and closed to everything that is no element."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omp_desktop.crypto.errors import GroupValueRejected
from omp_desktop.crypto.group import ED25519, ORDER, ZERO, random_scalar
from tests.unit.crypto import reference
from tests.unit.crypto.groups import ReferenceGroup

REFERENCE = ReferenceGroup()
TORSION = reference.torsion()
ONE = ED25519.scalar(1)

numbers = st.integers(0, ORDER - 1) | st.integers(0, 20) | st.integers(ORDER - 20, ORDER - 1)
elements = numbers.filter(bool).map(lambda number: ED25519.power_of_g(ED25519.scalar(number)))
few = settings(max_examples=25, deadline=None)


@few
@given(numbers, elements)
def test_powers_equal_plain_arithmetic(number: int, point: bytes) -> None:
    scalar = ED25519.scalar(number)
    assert ED25519.power(point, scalar) == REFERENCE.power(point, scalar)
    assert ED25519.power_of_g(scalar) == REFERENCE.power_of_g(scalar)


@few
@given(elements, elements)
def test_products_and_quotients_equal_plain_arithmetic(left: bytes, right: bytes) -> None:
    assert ED25519.multiply(left, right) == REFERENCE.multiply(left, right)
    assert ED25519.divide(left, right) == REFERENCE.divide(left, right)


@given(numbers, numbers)
def test_scalars_equal_plain_arithmetic(left: int, right: int) -> None:
    a, b = ED25519.scalar(left), ED25519.scalar(right)
    assert ED25519.plus(a, b) == REFERENCE.plus(a, b)
    assert ED25519.minus(a, b) == REFERENCE.minus(a, b)
    assert ED25519.times(a, b) == REFERENCE.times(a, b)


@given(st.binary(min_size=64, max_size=64))
def test_reducing_is_modulo_the_order(wide: bytes) -> None:
    assert ED25519.reduce(wide) == REFERENCE.reduce(wide)
    assert ED25519.is_scalar(ED25519.reduce(wide))


def test_parameters_are_those_of_the_standard() -> None:
    assert (ED25519.order, ED25519.field) == (reference.L, reference.P)
    assert (ED25519.generator, ED25519.identity) == (REFERENCE.generator, REFERENCE.identity)


@few
@given(elements)
def test_elements_are_accepted(point: bytes) -> None:
    assert ED25519.is_element(point)


def test_the_identity_is_not_accepted() -> None:
    assert not ED25519.is_element(ED25519.identity)


@pytest.mark.parametrize("component", TORSION[1:])
@pytest.mark.parametrize("number", [0, 1, 2, 12345])
def test_a_small_order_component_is_refused(component: reference.Point, number: int) -> None:
    point = reference.encode(reference.add(component, reference.multiply(number, reference.BASE)))
    assert not ED25519.is_element(point)
    for scalar in (ZERO, ONE, ED25519.scalar(8), ED25519.scalar(-1)):
        with pytest.raises(GroupValueRejected):
            ED25519.power(point, scalar)


@pytest.mark.parametrize("y", range(19))
@pytest.mark.parametrize("sign", [0, 1])
def test_an_encoding_with_a_y_beyond_the_field_is_refused(y: int, sign: int) -> None:
    point = (y + reference.P | sign << 255).to_bytes(32, "little")
    assert not ED25519.is_element(point)
    with pytest.raises(GroupValueRejected):
        ED25519.power(point, ONE)


@given(st.binary(max_size=70))
def test_random_bytes_are_judged_as_plain_arithmetic_judges_them(raw: bytes) -> None:
    assert ED25519.is_element(raw) == reference.is_element(raw)


@pytest.mark.parametrize("raw", [b"", b"\1", bytes(31), bytes(33), ED25519.generator + b"\0"])
def test_wrong_lengths_are_refused_with_a_typed_error(raw: bytes) -> None:
    assert not ED25519.is_element(raw)
    assert not ED25519.is_scalar(raw)
    with pytest.raises(GroupValueRejected):
        ED25519.power(raw, ONE)
    with pytest.raises(GroupValueRejected):
        ED25519.power_of_g(raw)
    with pytest.raises(GroupValueRejected):
        ED25519.multiply(raw, ED25519.generator)
    with pytest.raises(GroupValueRejected):
        ED25519.divide(ED25519.generator, raw)


def test_scalars_end_at_the_order() -> None:
    assert ED25519.is_scalar((ORDER - 1).to_bytes(32, "little"))
    assert not ED25519.is_scalar(ORDER.to_bytes(32, "little"))
    assert not ED25519.is_scalar(b"\xff" * 32)


def test_the_identity_comes_out_where_it_should() -> None:
    g = ED25519.generator
    assert ED25519.power_of_g(ZERO) == ED25519.identity
    assert ED25519.power(g, ZERO) == ED25519.identity
    assert ED25519.power(ED25519.identity, ED25519.scalar(5)) == ED25519.identity
    assert ED25519.divide(g, g) == ED25519.identity
    assert ED25519.multiply(g, ED25519.identity) == g


def test_random_scalars_take_64_bytes_so_that_they_are_uniform() -> None:
    asked = []

    def record(size: int) -> bytes:
        asked.append(size)
        return b"\xff" * size

    assert random_scalar(ED25519, record) == ED25519.scalar(2**512 - 1)
    assert asked == [64]


def test_equal_groups_are_one_key_of_a_table() -> None:
    assert len({ED25519, type(ED25519)()}) == 1

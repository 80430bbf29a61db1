"""Ed25519 in plain Python numbers, written from RFC 8032 and sharing nothing with the program.

Slow and not constant in time: only for comparing results.
"""

from __future__ import annotations

from typing import NamedTuple

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
SQRT_MINUS_ONE = pow(2, (P - 1) // 4, P)


class Point(NamedTuple):
    """Affine coordinates on −x² + y² = 1 + d·x²·y²."""

    x: int
    y: int


IDENTITY = Point(0, 1)


def add(left: Point, right: Point) -> Point:
    """The complete addition law."""
    product = D * left.x * right.x * left.y * right.y % P
    x = (left.x * right.y + right.x * left.y) * pow(1 + product, -1, P)
    y = (left.y * right.y + left.x * right.x) * pow(1 - product, -1, P)
    return Point(x % P, y % P)


def negate(point: Point) -> Point:
    """The inverse element."""
    return Point(-point.x % P, point.y)


class _Projective(NamedTuple):
    """x = X/Z, y = Y/Z, x·y = T/Z: no inversion for each step of a multiplication."""

    x: int
    y: int
    z: int
    t: int


def _add(a: _Projective, b: _Projective) -> _Projective:
    """RFC 8032, section 5.1.4."""
    first = (a.y - a.x) * (b.y - b.x) % P
    second = (a.y + a.x) * (b.y + b.x) % P
    third = 2 * a.t * b.t * D % P
    fourth = 2 * a.z * b.z % P
    e, f, g, h = second - first, fourth - third, fourth + third, second + first
    return _Projective(e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(number: int, point: Point) -> Point:
    """number · point; the number is not reduced."""
    total = _Projective(0, 1, 1, 0)
    step = _Projective(point.x, point.y, 1, point.x * point.y % P)
    while number:
        if number & 1:
            total = _add(total, step)
        step = _add(step, step)
        number >>= 1
    inverse = pow(total.z, -1, P)
    return Point(total.x * inverse % P, total.y * inverse % P)


def encode(point: Point) -> bytes:
    """32 bytes: y little-endian, the lowest bit of x in the highest place."""
    return (point.y | (point.x & 1) << 255).to_bytes(32, "little")


def decode(raw: bytes) -> Point | None:
    """The point, or None if the bytes are not the one encoding of a point of the curve."""
    if len(raw) != 32:
        return None
    number = int.from_bytes(raw, "little")
    y, sign = number & (1 << 255) - 1, number >> 255
    if y >= P:
        return None
    numerator, denominator = (y * y - 1) % P, (D * y * y + 1) % P
    x = numerator * pow(denominator, 3, P) * pow(numerator * pow(denominator, 7, P), (P - 5) // 8, P) % P
    if denominator * x * x % P == -numerator % P:
        x = x * SQRT_MINUS_ONE % P
    if denominator * x * x % P != numerator:
        return None
    if x == 0 and sign:
        return None
    return Point(P - x if x & 1 != sign else x, y)


_base = decode((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
assert _base is not None
BASE: Point = _base


def is_element(raw: bytes) -> bool:
    """Canonical, on the curve, of order L."""
    point = decode(raw)
    return point is not None and point != IDENTITY and multiply(L, point) == IDENTITY


def torsion() -> list[Point]:
    """The eight points of order 1, 2, 4 and 8: multiples of a point made by killing the large order."""
    y = 2
    while True:  # ends at the first y whose point has a component of order 8
        candidate = decode(y.to_bytes(32, "little"))
        y += 1
        if candidate is None:
            continue
        generator = multiply(L, candidate)
        points = [multiply(number, generator) for number in range(8)]
        if len(set(points)) == 8:
            return points

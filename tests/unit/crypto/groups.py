"""Other groups behind the program's `Group` protocol."""

from __future__ import annotations

from dataclasses import dataclass

from omp_desktop.crypto.errors import GroupValueRejected
from tests.unit.crypto import reference


@dataclass(frozen=True, slots=True)
class ReferenceGroup:
    """The program's group computed by `reference`, with the same refusals."""

    order: int = reference.L
    field: int = reference.P
    generator: bytes = reference.encode(reference.BASE)
    identity: bytes = reference.encode(reference.IDENTITY)

    def is_element(self, point: bytes) -> bool:
        return reference.is_element(point)

    def is_scalar(self, scalar: bytes) -> bool:
        return len(scalar) == 32 and int.from_bytes(scalar, "little") < reference.L

    def power(self, point: bytes, scalar: bytes) -> bytes:
        if point != self.identity and not self.is_element(point):
            raise GroupValueRejected()
        return self._power(_decode(point), scalar)

    def power_of_g(self, scalar: bytes) -> bytes:
        return self._power(reference.BASE, scalar)

    def multiply(self, left: bytes, right: bytes) -> bytes:
        return reference.encode(reference.add(_decode(left), _decode(right)))

    def divide(self, left: bytes, right: bytes) -> bytes:
        return reference.encode(reference.add(_decode(left), reference.negate(_decode(right))))

    def scalar(self, number: int) -> bytes:
        return (number % reference.L).to_bytes(32, "little")

    def reduce(self, wide: bytes) -> bytes:
        return self.scalar(int.from_bytes(wide, "little"))

    def plus(self, left: bytes, right: bytes) -> bytes:
        return self.scalar(int.from_bytes(left, "little") + int.from_bytes(right, "little"))

    def minus(self, left: bytes, right: bytes) -> bytes:
        return self.scalar(int.from_bytes(left, "little") - int.from_bytes(right, "little"))

    def times(self, left: bytes, right: bytes) -> bytes:
        return self.scalar(int.from_bytes(left, "little") * int.from_bytes(right, "little"))

    @staticmethod
    def _power(point: reference.Point, scalar: bytes) -> bytes:
        return reference.encode(reference.multiply(int.from_bytes(scalar, "little"), point))


class LenientGroup(ReferenceGroup):
    """The control: without the check that a point lies in the subgroup, as libsodium was before its fix."""

    __slots__ = ()

    def is_element(self, point: bytes) -> bool:
        return reference.decode(point) is not None

    def power(self, point: bytes, scalar: bytes) -> bytes:
        return self._power(_decode(point), scalar)


def _decode(point: bytes) -> reference.Point:
    decoded = reference.decode(point)
    if decoded is None:
        raise GroupValueRejected()
    return decoded

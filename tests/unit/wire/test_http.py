"""Requests signed by a device: every covered part counts, and no clock refuses anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from omp_desktop.crypto import signing
from omp_desktop.wire.http import Request, sign_request, verify_request
from omp_desktop.wire.refusals import CentreUnable, RequestUnsigned

KEY = signing.key_pair(bytes(range(32)))
OTHER = signing.key_pair(bytes(32))
DEVICE = "ab" * 16
URL = "https://centre.example/v1/elections/x/batches/y?after=3"
NOON = datetime(2026, 12, 3, 12, tzinfo=UTC)


def signed(created: datetime = NOON, **parts: object) -> Request:
    request = replace(Request("PUT", URL, b"the body"), **parts)  # type: ignore[arg-type]
    sign_request(request, DEVICE, KEY.seed, created)
    return request


def key_of(device_id: str) -> bytes | None:
    return KEY.public_key if device_id == DEVICE else None


def test_a_signed_request_names_its_device() -> None:
    assert verify_request(signed(), key_of) == DEVICE


@pytest.mark.parametrize("year", [1970, 2001, 2026, 2099, 2199])
def test_a_device_whose_clock_is_years_off_is_heard_all_the_same(year: int) -> None:
    assert verify_request(signed(datetime(year, 1, 2, tzinfo=UTC)), key_of) == DEVICE


def test_a_body_may_be_empty() -> None:
    assert verify_request(signed(method="GET", body=b""), key_of) == DEVICE


@pytest.mark.parametrize(
    "change",
    [
        {"method": "POST"},
        {"url": URL.replace("/x/", "/z/")},
        {"url": URL.replace("after=3", "after=4")},
        {"body": b"another body"},
    ],
)
def test_every_part_that_matters_is_covered(change: dict[str, object]) -> None:
    with pytest.raises(RequestUnsigned):
        verify_request(replace(signed(), **change), key_of)  # type: ignore[arg-type]


def test_the_host_is_not_covered_because_a_balancer_may_change_it() -> None:
    moved = replace(signed(), url=URL.replace("centre.example", "replica-2:8088"))
    assert verify_request(moved, key_of) == DEVICE


def test_a_request_without_a_signature_is_refused() -> None:
    with pytest.raises(RequestUnsigned):
        verify_request(Request("GET", URL), key_of)


def test_an_unknown_device_is_refused() -> None:
    with pytest.raises(RequestUnsigned):
        verify_request(signed(), lambda _: None)


def test_another_key_is_refused() -> None:
    with pytest.raises(RequestUnsigned):
        verify_request(signed(), lambda _: OTHER.public_key)


def test_a_key_that_is_no_key_is_refused() -> None:
    # The neutral element: everybody could sign for it.
    with pytest.raises(RequestUnsigned):
        verify_request(signed(), lambda _: b"\x01" + bytes(31))


def test_a_signature_over_too_little_is_refused() -> None:
    """The library alone accepts a signature over the method; what must be covered is our rule."""
    request = signed()
    request.headers["Signature-Input"] = request.headers["Signature-Input"].replace(
        '("@method" "@path" "@query" "content-digest")', '("@method")'
    )
    with pytest.raises(RequestUnsigned):
        verify_request(request, key_of)


@pytest.mark.parametrize("header", ["Signature", "Signature-Input", "Content-Digest"])
@pytest.mark.parametrize("value", ["", "x", "omp=()", "omp=:AAAA:", "omp=1", '"', "a=(;", "\t", "sha-256=::"])
def test_headers_that_are_no_signature_are_refused(header: str, value: str) -> None:
    request = signed()
    request.headers[header] = value
    with pytest.raises(RequestUnsigned):
        verify_request(request, key_of)


def test_a_device_that_cannot_be_looked_up_is_not_an_unknown_one() -> None:
    def away(_: str) -> bytes | None:
        raise CentreUnable

    with pytest.raises(CentreUnable):
        verify_request(signed(), away)

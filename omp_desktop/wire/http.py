"""Requests signed by a device: RFC 9421 (Ed25519) over method, path, query and content digest (RFC 9530).

The clock of a station may be wrong by years in both directions: the time in a signature informs, nothing
more. A request that is sent again does nothing twice, so none has to be refused for its age.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    VerifyResult,
)
from http_message_signatures.algorithms import ED25519
from http_message_signatures.exceptions import HTTPMessageSignaturesException

from omp_desktop.crypto.group import ED25519 as GROUP
from omp_desktop.domain.errors import OmpError
from omp_desktop.wire.refusals import RequestUnsigned

TAG: Final = "omp-desktop"
PACKED: Final = "application/vnd.omp-desktop+gzip"
JSON: Final = "application/json"
PROBLEM: Final = "application/problem+json"
_COMPONENTS: Final = ("@method", "@path", "@query", "content-digest")
_FOR_EVER: Final = timedelta(days=300 * 365)

KeyOf = Callable[[str], bytes | None]


@dataclass(slots=True)
class Request:
    """A request as it is signed: `url` absolute, `body` the bytes that travel."""

    method: str
    url: str
    body: bytes = b""
    headers: MutableMapping[str, str] = field(default_factory=dict)


def sign_request(request: Request, device_id: str, seed: bytes, created: datetime) -> None:
    """Adds Content-Digest, Signature-Input and Signature to the request's headers."""
    signer = HTTPMessageSigner(signature_algorithm=ED25519, key_resolver=_Private(seed))
    signer.sign(
        request,
        key_id=device_id,
        created=created.astimezone(UTC),
        tag=TAG,
        label="omp",
        covered_component_ids=_COMPONENTS,
        body=request.body,
    )


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A request whose head is signed by that device; its body is still to be checked."""

    device_id: str
    _verifier: HTTPMessageVerifier = field(repr=False)
    _request: Request = field(repr=False)
    _results: list[VerifyResult] = field(repr=False)

    def check_body(self, body: bytes) -> None:
        """Raises RequestUnsigned unless these bytes are what the head was signed for."""
        try:
            checked = self._verifier.verify_body(self._request, self._results, body)
        except (HTTPMessageSignaturesException, ValueError, TypeError) as problem:
            raise RequestUnsigned from problem
        if checked[0].body is None:
            raise RequestUnsigned


def verify_head(request: Request, key_of: KeyOf) -> SignedHead:
    """Checks the signature before the body is read: `request.body` is not looked at. Raises RequestUnsigned.

    `key_of` gives a device's public key, or None for one that is not known. An OmpError of it is passed on: a
    device that cannot be looked up now is not a device that is unknown.
    """
    keys = _Public(key_of)
    verifier = _Verifier(signature_algorithm=ED25519, key_resolver=keys)
    try:
        results = verifier.verify(request, max_age=None, expect_tag=TAG, require_components=_COMPONENTS)
    except (HTTPMessageSignaturesException, ValueError, TypeError, OverflowError) as problem:
        # The library makes an InvalidSignature of whatever its resolver raises.
        raise keys.failed or RequestUnsigned from problem
    if len(results) != 1:
        raise RequestUnsigned
    return SignedHead(str(results[0].parameters["keyid"]), verifier, request, results)


def verify_request(request: Request, key_of: KeyOf) -> str:
    """The id of the device that signed this request. `key_of` as above. Raises RequestUnsigned."""
    head = verify_head(request, key_of)
    head.check_body(request.body)
    return head.device_id


class _Verifier(HTTPMessageVerifier):
    max_clock_skew = _FOR_EVER
    require_created = False


class _Private(HTTPSignatureKeyResolver):
    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    def resolve_private_key(self, key_id: str) -> Any:
        """The key of the device at hand."""
        del key_id
        return self._key


class _Public(HTTPSignatureKeyResolver):
    def __init__(self, key_of: KeyOf) -> None:
        self._key_of = key_of
        self.failed: OmpError | None = None

    def resolve_public_key(self, key_id: str) -> Any:
        """The key of the device that says it signed, or None."""
        try:
            key = self._key_of(key_id)
        except OmpError as problem:
            self.failed = problem
            raise
        if key is None or not GROUP.is_element(key):
            return None
        return Ed25519PublicKey.from_public_bytes(key)

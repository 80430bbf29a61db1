"""Problem documents (RFC 9457): the one list of what the centre answers, with the status of each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import msgspec

from omp_desktop.domain.errors import OmpError, catalogue
from omp_desktop.domain.language import Param
from omp_desktop.wire import errors, refusals

TYPE_PREFIX: Final = "urn:omp-desktop:problem:"

STATUS: Final[Mapping[type[OmpError], int]] = MappingProxyType(
    {
        errors.MessageMalformed: 400,
        errors.ProtocolUnknown: 400,
        errors.EnrolmentCodeInvalid: 400,
        refusals.RequestUnsigned: 401,
        refusals.DeviceUnconfirmed: 403,
        refusals.DeviceRevoked: 403,
        refusals.NotForThisDevice: 403,
        refusals.CodeRefused: 403,
        refusals.ResultsWithheld: 403,
        refusals.ElectionUnknown: 404,
        refusals.NothingThere: 404,
        refusals.PackageNotReady: 404,
        refusals.MethodNotAllowed: 405,
        refusals.RequestSlow: 408,
        refusals.AlreadyRegistered: 409,
        errors.MessageTooLarge: 413,
        refusals.BatchSignatureWrong: 422,
        refusals.BatchDigestMismatch: 422,
        refusals.PlaceDiffers: 422,
        refusals.ManifestRefused: 422,
        refusals.TooManyRequests: 429,
        refusals.CentreFailed: 500,
        refusals.Overloaded: 503,
        refusals.CentreUnable: 503,
    }
)


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """A problem document. `params` fill the words of the code, `request` is its number in a log."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    params: dict[str, str | int] = {}
    request: str = ""


def problem_of(error: OmpError, request: str = "") -> Problem:
    """The document of an error of the list. Raises KeyError for any other."""
    said = error.describe("en")
    return Problem(
        type=TYPE_PREFIX + error.code,
        title=said.text,
        status=STATUS[type(error)],
        detail=said.next_step,
        code=error.code,
        params={name: _plain(value) for name, value in error.params.items()},
        request=request,
    )


def error_of(problem: Problem) -> OmpError | None:
    """The error that the document is of, with its words in both languages; None for a code not known here."""
    known = catalogue().get(problem.code)
    if known is None or known not in STATUS:
        return None
    try:
        return known(**dict[str, Any](problem.params))
    except TypeError:
        return None


def _plain(value: Param) -> str | int:
    return value if isinstance(value, str | int) else value.text("en")

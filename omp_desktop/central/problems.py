"""The one form of every refusal: a problem document of wire/problem.py, with the request's number."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from typing import Final

import msgspec
from starlette.responses import Response
from starlette.types import Scope

from omp_desktop.domain.errors import OmpError
from omp_desktop.wire import http
from omp_desktop.wire.problem import STATUS, problem_of
from omp_desktop.wire.refusals import CentreFailed, CentreUnable, Overloaded, RequestSlow, TooManyRequests

# Seconds until the same request may be tried again: drawn anew each time, so that all do not come at once.
_RETRY_AFTER: Final[Mapping[type[OmpError], int]] = {
    Overloaded: 10,
    CentreUnable: 10,
    TooManyRequests: 5,
    RequestSlow: 5,
}

_log = logging.getLogger(__name__)


def refusal(error: OmpError, scope: Scope) -> Response:
    """The answer, with the time to come again where there is one. Tells `scope` the code."""
    number = number_of(scope)
    if type(error) not in STATUS:
        _log.error("An error that is no answer: %s", error.code, extra={"request": number})
        error = CentreFailed()
    headers = {"cache-control": "no-store"}
    most = _RETRY_AFTER.get(type(error))
    if most is not None:
        headers["retry-after"] = str(1 + secrets.randbelow(most))
    scope.setdefault("state", {})["refusal"] = error.code
    document = problem_of(error, number)
    return Response(msgspec.json.encode(document), document.status, headers, http.PROBLEM)


def number_of(scope: Scope) -> str:
    """The request's number."""
    return str(scope.get("state", {}).get("number", ""))

"""The web application: routes, request numbers, and the one form of every refusal."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from typing import Any, Final, cast

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from omp_desktop import __version__
from omp_desktop.central.api import batches, news, operation, public, record, trust
from omp_desktop.central.api.answers import kinds
from omp_desktop.central.centre import Centre
from omp_desktop.crypto.errors import SignatureInvalid, SigningKeyInvalid
from omp_desktop.domain.errors import OmpError
from omp_desktop.wire import http
from omp_desktop.wire.errors import MessageMalformed
from omp_desktop.wire.problem import STATUS, Problem, problem_of
from omp_desktop.wire.refusals import (
    BatchSignatureWrong,
    CentreFailed,
    CentreUnable,
    MethodNotAllowed,
    NothingThere,
    Overloaded,
    TooManyRequests,
)

_log = logging.getLogger(__name__)
_ROUTERS: Final = (trust, batches, news, public, record, operation)
# Seconds until the same request may be tried again, drawn anew each time so that all do not come at once.
_RETRY_AFTER: Final[Mapping[type[OmpError], int]] = {Overloaded: 10, CentreUnable: 10, TooManyRequests: 5}


def create_app(centre: Centre) -> FastAPI:
    """The application of a centre."""
    app = FastAPI(
        title="OMP Desktop central endpoint",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.centre = centre
    for module in _ROUTERS:
        app.include_router(module.router)
    app.add_exception_handler(OmpError, _refused)
    app.add_exception_handler(HTTPException, _of_framework)
    app.add_exception_handler(RequestValidationError, _misshapen)
    app.add_middleware(RequestNumbers)
    return app


class RequestNumbers:
    """Gives each request a random number: in the answer's X-Request-Id, in problem documents and the log.

    What nobody expected ends here: in the log with its traceback, and as centre.failed for who asked.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on with its number."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number = secrets.token_hex(8)
        scope.setdefault("state", {})["request_number"] = number
        started = False

        async def numbered(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [*message["headers"], (b"x-request-id", number.encode("ascii"))]
            await send(message)

        try:
            await self._app(scope, receive, numbered)
        except Exception:
            _log.error("The program failed", exc_info=True, extra={"request": number})
            if started:  # the answer cannot be taken back: the connection is cut
                raise
            await refusal(CentreFailed(), number)(scope, receive, numbered)


def refusal(error: OmpError, number: str) -> Response:
    """The problem document of an error, with the time to come again where there is one."""
    if type(error) not in STATUS:
        _log.error("An error that is no answer: %s", error.code, extra={"request": number})
        error = CentreFailed()
    headers = {}
    most = _RETRY_AFTER.get(type(error))
    if most is not None:
        headers["retry-after"] = str(1 + secrets.randbelow(most))
    document = problem_of(error, number)
    return Response(msgspec.json.encode(document), document.status, headers, http.PROBLEM)


def number_of(request: Request) -> str:
    """The request's number."""
    return str(getattr(request.state, "request_number", ""))


def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, SignatureInvalid | SigningKeyInvalid):
        error = BatchSignatureWrong()
    return refusal(cast(OmpError, error), number_of(request))


def _of_framework(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    known = {405: MethodNotAllowed, 404: NothingThere}.get(status, CentreFailed)
    answer = refusal(known(), number_of(request))
    allow = (error.headers or {}).get("Allow") if isinstance(error, HTTPException) else None
    if allow:
        answer.headers["allow"] = allow
    return answer


def _misshapen(request: Request, error: Exception) -> Response:
    """Without what stood there: it may be anything."""
    places = [tuple(problem["loc"]) for problem in cast(RequestValidationError, error).errors()]
    if any(place[0] == "path" for place in places):
        return refusal(NothingThere(), number_of(request))
    return refusal(MessageMalformed(where=".".join(map(str, places[0][:2]))), number_of(request))


def openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document with the messages of wire/."""
    document = app.openapi()
    _, schemas = msgspec.json.schema_components(
        sorted({*kinds, Problem}, key=lambda kind: kind.__name__), ref_template="#/components/schemas/{name}"
    )
    document["components"] = {"schemas": dict(sorted(schemas.items()))}
    return document

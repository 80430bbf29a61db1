"""The web application: the routes, what stands around them, and the one form of every refusal."""

from __future__ import annotations

from typing import Any, Final, cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.telemetry import TelemetryConfig
from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException

from omp_desktop import __version__
from omp_desktop.central.api import batches, news, operation, public, record, trust
from omp_desktop.central.api.answers import document
from omp_desktop.central.centre import Centre
from omp_desktop.central.engine import CentreStore
from omp_desktop.central.metrics import Metrics
from omp_desktop.central.overload import Admission, Allowances, Gate
from omp_desktop.central.problems import refusal
from omp_desktop.central.settings import CentreSettings
from omp_desktop.central.watch import Watch
from omp_desktop.crypto.errors import SignatureInvalid, SigningKeyInvalid
from omp_desktop.crypto.signing import generate
from omp_desktop.domain.errors import OmpError
from omp_desktop.wire.errors import MessageMalformed
from omp_desktop.wire.refusals import BatchSignatureWrong, CentreFailed, MethodNotAllowed, NothingThere

_ROUTERS: Final = (trust, batches, news, public, record, operation)
# Bodies of whom nobody knows yet come as slowly as they like: few are read at a time and few wait, so that
# they never fill the places of the public.
_STRANGERS: Final = 3
_STRANGERS_WAITING: Final = 1
_OF_STATUS: Final[dict[int, type[OmpError]]] = {404: NothingThere, 405: MethodNotAllowed}


def create_app(centre: Centre) -> FastAPI:
    """The application of a centre."""
    app = FastAPI(
        title="OMP Desktop central endpoint",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        # The framework's own tells a collector whole addresses, and a confirmation code stands in some.
        telemetry=TelemetryConfig(
            tracing=False, metrics=False, logs=False, operation_spans=False, auto_configure=False
        ),
    )
    metrics = Metrics()
    app.state.centre = centre
    app.state.metrics = metrics
    app.state.allowances = Allowances(centre.settings.requests_per_second)
    app.state.strangers = Gate(_STRANGERS, _STRANGERS_WAITING)
    app.state.large = Gate(1)
    for module in _ROUTERS:
        app.include_router(module.router)
    app.add_exception_handler(OmpError, _refused)
    app.add_exception_handler(DataError, _not_for_the_database)
    app.add_exception_handler(HTTPException, _of_framework)
    app.add_exception_handler(RequestValidationError, _misshapen)
    # The last one stands outside.
    app.add_middleware(Admission, places=centre.settings.work_at_a_time, metrics=metrics)
    app.add_middleware(Watch, metrics=metrics)
    app.openapi = lambda: document(app)  # type: ignore[method-assign] # FastAPI's own way to extend it
    return app


def described() -> dict[str, Any]:
    """The OpenAPI document, without a database."""
    store = CentreStore("sqlite:///openapi.db")  # opened by nobody
    return document(create_app(Centre(store, generate(), CentreSettings.model_construct())))


def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, SignatureInvalid | SigningKeyInvalid):
        error = BatchSignatureWrong()
    return refusal(cast(OmpError, error), request.scope)


def _not_for_the_database(request: Request, _error: Exception) -> Response:
    """A value that this database cannot hold, such as a text with a zero byte. Nothing of it was kept."""
    return refusal(MessageMalformed(where="value"), request.scope)


def _of_framework(request: Request, error: Exception) -> Response:
    raised = cast(HTTPException, error)
    answer = refusal(_OF_STATUS.get(raised.status_code, CentreFailed)(), request.scope)
    allowed = (raised.headers or {}).get("Allow")
    if allowed is not None:
        answer.headers["allow"] = allowed
    return answer


def _misshapen(request: Request, error: Exception) -> Response:
    """Says where, not what stood there: it may be anything."""
    places = [tuple(problem["loc"]) for problem in cast(RequestValidationError, error).errors()]
    if any(place[0] == "path" for place in places):
        return refusal(NothingThere(), request.scope)
    return refusal(MessageMalformed(where=".".join(str(part) for part in places[0][:2])), request.scope)

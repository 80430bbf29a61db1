"""Around every request: a number, a line in the log, the metrics, and an end for what nobody expected."""

from __future__ import annotations

import logging
import secrets
import time
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from omp_desktop.central.metrics import Metrics
from omp_desktop.central.problems import refusal
from omp_desktop.wire.refusals import CentreFailed

# Asked every few seconds by whoever watches over the process.
QUIET: Final = frozenset({"/livez", "/readyz", "/metrics"})
_OTHER: Final = "other"
_METHODS: Final = frozenset({"GET", "PUT", "POST", "HEAD"})

_log = logging.getLogger(__name__)


class Watch:
    """Numbers requests at random: the number is in X-Request-Id, in problem documents and in the log.

    The log has the address as a pattern: an address itself may hold a ballot's confirmation code.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number = secrets.token_hex(8)
        scope["state"] = {**scope.get("state", {}), "number": number}
        status = 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", number.encode("ascii"))]
            await send(message)

        begun = time.monotonic()
        try:
            await self._app(scope, receive, noted)
        except Exception:
            _log.exception("The program failed", extra={"request": number})
            if status:  # the answer cannot be taken back: the connection is cut
                raise
            await refusal(CentreFailed(), scope)(scope, receive, noted)
        finally:
            self._note(scope, status, time.monotonic() - begun)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = str(getattr(scope.get("route"), "path", _OTHER))
        method = scope["method"] if scope["method"] in _METHODS else _OTHER
        code = scope["state"].get("refusal")
        self._metrics.answered(method, route, status, seconds)
        if code is not None:
            self._metrics.refused(code)
        if route in QUIET:
            return
        places = scope.get("path_params", {})
        _log.info(
            "%s %s",
            method,
            route,
            extra={
                "request": scope["state"]["number"],
                "method": method,
                "route": route,
                "election": places.get("e"),
                "station": places.get("s"),
                "status": status,
                "ms": round(seconds * 1000, 1),
                "code": code,
            },
        )

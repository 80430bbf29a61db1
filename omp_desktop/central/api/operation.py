"""Liveness, readiness, metrics and the description of all addresses: for whoever looks after the centre."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Request, Response

from omp_desktop.central.api.answers import Plain, documented, plain_json
from omp_desktop.central.health import Alive, Readiness, readiness
from omp_desktop.central.security import CentreHere
from omp_desktop.wire import http

router = APIRouter(tags=["operation"])

_ready = documented(Plain(Readiness))
_ready["responses"][503] = {"description": "not ready", "content": _ready["responses"][200]["content"]}


@router.get("/livez", **documented(Plain(Alive)))
async def livez() -> Response:
    """Whether the process answers."""
    return plain_json(Alive(alive=True))


@router.get("/readyz", **_ready)
def readyz(centre: CentreHere) -> Response:
    """Whether this server can take a batch now."""
    found = readiness(centre)
    return Response(msgspec.json.encode(found), 200 if found.ready else 503, media_type=http.JSON)


@router.get("/metrics", **documented("text/plain"))
def metrics(request: Request, centre: CentreHere) -> Response:
    """Counts and durations for Prometheus. No id of anybody or anything."""
    content, media_type = request.app.state.metrics.text(centre)
    return Response(content, media_type=media_type)

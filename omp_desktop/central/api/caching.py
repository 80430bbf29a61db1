"""Answers that a browser or a proxy may keep for a moment, and ask again whether they are still good."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import msgspec
from fastapi import Request, Response

from omp_desktop.central.api.answers import Plain, documented
from omp_desktop.domain.errors import OmpError
from omp_desktop.wire import http


def readable(answers: type[msgspec.Struct], refuses: Iterable[type[OmpError]] = ()) -> dict[str, Any]:
    """Arguments of the decorator of a route whose answer is `cached`."""
    arguments = documented(Plain(answers), refuses=refuses)
    arguments["responses"][304] = {"description": "what the asker has (If-None-Match) is still good"}
    return arguments


def cached(request: Request, body: bytes, seconds: int, media_type: str = http.JSON) -> Response:
    """The body with its ETag (RFC 9110, 8.8.3), or 304 for whoever has it already."""
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": f"public, max-age={seconds}"}
    if tag in _known(request):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


def _known(request: Request) -> set[str]:
    """The tags of what the asker has. A proxy that packs answers makes a tag weak."""
    said = request.headers.get("if-none-match", "")
    return {each.strip().removeprefix("W/") for each in said.split(",")}

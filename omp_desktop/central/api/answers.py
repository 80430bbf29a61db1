"""How routes are written, and what the OpenAPI document says about them.

    @router.put(
        "/v1/elections/{e}/stations/{s}/batches/{b}",
        **documented(envelope=Receipt, takes=Packed(Batch), refuses=[*SIGNED, BatchDigestMismatch]),
    )
    def put_batch(e: ElectionId, s: StationId, b: BatchId, by: Annotated[Signed, Depends(signer())],
                  centre: CentreHere) -> Response:
        ...
        return signed_json(receipt_bytes)

- A route is a plain `def`: it runs in a thread, so it may use the database. It takes the raw bytes of the
  body (`by.body`, or `unsigned_body()`), never a model: wire/ decodes them strictly.
- It raises OmpErrors of wire/problem.py and nothing else; problems.py makes the answer. `refuses` lists them
  for the document. It returns a Response made by a function of this module.
- Parts of an address are the types below: what has another form is answered by 404. Queries declare
  `Annotated[…, Query(pattern=…)]`; what has another form is answered by 400.
- Kinds of messages are msgspec structs; their schemas come into the document by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Final

import msgspec
from fastapi import FastAPI, Path, Response
from fastapi.openapi.utils import get_openapi

from omp_desktop.domain.errors import OmpError
from omp_desktop.wire import http
from omp_desktop.wire.errors import MessageMalformed, MessageTooLarge, ProtocolUnknown
from omp_desktop.wire.problem import STATUS, Problem
from omp_desktop.wire.refusals import (
    CentreFailed,
    CentreUnable,
    DeviceRevoked,
    DeviceUnconfirmed,
    NotForThisDevice,
    NothingThere,
    Overloaded,
    RequestSlow,
    RequestUnsigned,
    TooManyRequests,
)

ElectionId = Annotated[str, Path(alias="e", pattern="^[0-9a-f]{32}$")]
StationId = Annotated[str, Path(alias="s", pattern="^[0-9a-f]{32}$")]
DeviceId = Annotated[str, Path(alias="d", pattern="^[0-9a-f]{32}$")]
BatchId = Annotated[str, Path(alias="b", pattern="^[0-9a-f]{32}$")]

# What every route can answer, and what every signed one can.
ALWAYS: Final[tuple[type[OmpError], ...]] = (NothingThere, CentreFailed, Overloaded, CentreUnable)
SIGNED: Final[tuple[type[OmpError], ...]] = (
    RequestUnsigned,
    DeviceUnconfirmed,
    DeviceRevoked,
    NotForThisDevice,
    MessageTooLarge,
    RequestSlow,
    TooManyRequests,
)
# What every route that takes a message can answer.
MESSAGE: Final[tuple[type[OmpError], ...]] = (
    MessageMalformed,
    MessageTooLarge,
    ProtocolUnknown,
    RequestSlow,
)

kinds: set[type[msgspec.Struct]] = set()


@dataclass(frozen=True, slots=True)
class Packed:
    """A body or an answer that is the gzip of an envelope."""

    kind: type[msgspec.Struct]


@dataclass(frozen=True, slots=True)
class Plain:
    """A body or an answer that is JSON of this kind."""

    kind: type[msgspec.Struct]


@dataclass(frozen=True, slots=True)
class Envelope:
    """An answer that is an envelope with this content, as it was signed."""

    kind: type[msgspec.Struct]


Form = Packed | Plain | Envelope


def documented(
    answers: Form | str | None = None,
    *,
    takes: Packed | Plain | None = None,
    refuses: Iterable[type[OmpError]] = (),
) -> dict[str, Any]:
    """Arguments of a route's decorator. `answers`: a form, a media type, or None for 204 without a body."""
    responses: dict[int | str, dict[str, Any]] = {}
    by_status: dict[int, list[str]] = {}
    for refusal in (*ALWAYS, *refuses):
        codes = by_status.setdefault(STATUS[refusal], [])
        if refusal.code not in codes:
            codes.append(refusal.code)
    for status, codes in sorted(by_status.items()):
        responses[status] = {
            "description": ", ".join(codes),
            "content": {http.PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    status = 204 if answers is None else 200
    responses[status] = _success(answers)
    extra = {} if takes is None else {"requestBody": {"required": True, "content": _content(takes)}}
    return {
        "status_code": status,
        "response_class": Response,
        "responses": responses,
        "openapi_extra": extra,
    }


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of all routes, with the messages of wire/."""
    if app.openapi_schema is None:
        described = get_openapi(title=app.title, version=app.version, routes=app.routes)
        wanted: list[type[msgspec.Struct]] = sorted({*kinds, Problem}, key=lambda kind: kind.__name__)
        _, schemas = msgspec.json.schema_components(wanted, ref_template="#/components/schemas/{name}")
        described["components"] = {"schemas": dict(sorted(schemas.items()))}
        for place in described["paths"].values():
            for operation in place.values():
                _without_frameworks_own(operation["responses"])
        app.openapi_schema = described
    return app.openapi_schema


def _without_frameworks_own(responses: dict[str, Any]) -> None:
    """The framework describes refusals of its own, which nobody ever gets here: see app.py."""
    told = responses.get("422", {}).get("content", {})
    if http.JSON in told:
        del responses["422"]


def signed_json(envelope: bytes) -> Response:
    """An envelope as it was signed."""
    return Response(envelope, media_type=http.JSON)


def packed(body: bytes) -> Response:
    """A packed envelope, byte for byte."""
    return Response(body, media_type=http.PACKED)


def plain_json(value: msgspec.Struct) -> Response:
    """JSON of a message that is not signed."""
    return Response(msgspec.json.encode(value), media_type=http.JSON)


def done() -> Response:
    """204: it was done, and there is nothing to say."""
    return Response(status_code=204)


def _success(answers: Form | str | None) -> dict[str, Any]:
    if answers is None:
        return {"description": "done"}
    if isinstance(answers, str):
        return {"description": "the file", "content": {answers: {"schema": {"type": "string"}}}}
    return {"description": answers.kind.__name__, "content": _content(answers)}


def _content(form: Form) -> dict[str, Any]:
    kinds.add(form.kind)
    reference = {"$ref": f"#/components/schemas/{form.kind.__name__}"}
    if isinstance(form, Packed):
        described = f"gzip of an envelope whose content is a {form.kind.__name__}"
        return {http.PACKED: {"schema": {"type": "string", "format": "binary", "description": described}}}
    if isinstance(form, Plain):
        return {http.JSON: {"schema": reference}}
    signature = {"type": "string", "pattern": "^[0-9a-f]{128}$"}
    envelope = {
        "type": "object",
        "properties": {"content": reference, "signature": signature},
        "required": ["content", "signature"],
    }
    return {http.JSON: {"schema": envelope}}

"""The published election record: the list of its files, and each of them."""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
from fastapi import APIRouter, Path, Request, Response

from omp_desktop.central import record_files
from omp_desktop.central.api.answers import ElectionId
from omp_desktop.central.api.caching import cached, readable
from omp_desktop.central.public_answers import RecordAnswer
from omp_desktop.central.published import read_election
from omp_desktop.central.security import CentreHere
from omp_desktop.record import layout
from omp_desktop.wire import http
from omp_desktop.wire.refusals import ElectionUnknown, ResultsWithheld

router = APIRouter()

FileName = Annotated[str, Path(alias="file", max_length=120)]
_SECONDS: Final = 10
_TEXT: Final = "text/plain"


def _file_readable() -> dict[str, Any]:
    arguments = readable(RecordAnswer, refuses=[ElectionUnknown, ResultsWithheld])
    forms = {http.JSON: {"schema": {"type": "object"}}, _TEXT: {"schema": {"type": "string"}}}
    arguments["responses"][200] = {"description": "the file, byte for byte", "content": forms}
    return arguments


@router.get(
    "/v1/elections/{e}/record",
    **readable(RecordAnswer, refuses=[ElectionUnknown, ResultsWithheld]),
)
def get_record(e: ElectionId, request: Request, centre: CentreHere) -> Response:
    """The files with which anybody can verify the count, after it. Before that, 403 with the reason."""
    with centre.store.read() as session:
        counted = record_files.require_counted(session, read_election(session, e))
        answer = record_files.record(session, counted, centre.keys.public_key)
    return cached(request, msgspec.json.encode(answer), _SECONDS)


@router.get(
    "/v1/elections/{e}/record/{file:path}",
    **_file_readable(),
)
def get_record_file(e: ElectionId, file: FileName, request: Request, centre: CentreHere) -> Response:
    """A file of the record by its name in the list; the bytes are those of the hash there."""
    with centre.store.read() as session:
        counted = record_files.require_counted(session, read_election(session, e))
        body = record_files.record_file(session, counted, centre.keys.public_key, file)
    return cached(request, body, _SECONDS, _TEXT if file in layout.NOT_JSON else http.JSON)

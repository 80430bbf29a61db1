"""Batches in, receipts out, and what the centre has of a station."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from omp_desktop.central import ingest, state
from omp_desktop.central.api.answers import (
    MESSAGE,
    SIGNED,
    BatchId,
    ElectionId,
    Envelope,
    Packed,
    Plain,
    StationId,
    documented,
    plain_json,
    signed_json,
)
from omp_desktop.central.security import CentreHere, Signed, signer
from omp_desktop.wire.batch import Batch
from omp_desktop.wire.envelope import decode
from omp_desktop.wire.receipt import Receipt
from omp_desktop.wire.refusals import (
    BatchDigestMismatch,
    BatchSignatureWrong,
    ElectionUnknown,
    ManifestRefused,
    PlaceDiffers,
)
from omp_desktop.wire.station import STATE_PURPOSE, Diff, DiffAnswer, StationState

router = APIRouter()

_BATCH_REFUSALS = (
    *SIGNED,
    *MESSAGE,
    PlaceDiffers,
    BatchSignatureWrong,
    BatchDigestMismatch,
    ElectionUnknown,
    ManifestRefused,
)


@router.put(
    "/v1/elections/{e}/stations/{s}/batches/{b}",
    **documented(Envelope(Receipt), takes=Packed(Batch), refuses=_BATCH_REFUSALS),
)
def put_batch(
    e: ElectionId,
    s: StationId,
    b: BatchId,
    by: Annotated[Signed, Depends(signer(revoked=True))],
    centre: CentreHere,
) -> Response:
    """Takes a batch. The receipt was committed with it; sent again, the batch gets the same one."""
    return signed_json(ingest.receive(centre, by.body, ingest.Place(e, s, b)))


@router.get("/v1/elections/{e}/stations/{s}/state", **documented(Envelope(StationState), refuses=SIGNED))
def get_state(
    e: ElectionId, s: StationId, by: Annotated[Signed, Depends(signer())], centre: CentreHere
) -> Response:
    """What the centre has of a station."""
    del by
    with centre.store.read() as session:
        found = state.station_state(session, centre, e, s)
    return signed_json(centre.seal(found, STATE_PURPOSE))


@router.post(
    "/v1/elections/{e}/stations/{s}/diff",
    **documented(Plain(DiffAnswer), takes=Plain(Diff), refuses=(*SIGNED, *MESSAGE)),
)
def post_diff(
    e: ElectionId, s: StationId, by: Annotated[Signed, Depends(signer())], centre: CentreHere
) -> Response:
    """Which of the station's batches the centre lacks, and the receipts of those that it has."""
    have = decode(by.body, Diff)
    with centre.store.read() as session:
        answer = state.diff(session, e, s, have)
    return plain_json(answer)

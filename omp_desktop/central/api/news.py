"""The feed of statements, the overview and the batches for the commission."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy.orm import Session

from omp_desktop.central import feed, state
from omp_desktop.central.api.answers import (
    SIGNED,
    BatchId,
    ElectionId,
    Envelope,
    Packed,
    Plain,
    documented,
    packed,
    plain_json,
    signed_json,
)
from omp_desktop.central.elections import known
from omp_desktop.central.security import CentreHere, Signed, signer
from omp_desktop.wire.batch import Batch
from omp_desktop.wire.errors import MessageMalformed
from omp_desktop.wire.receipt import Receipt
from omp_desktop.wire.refusals import ElectionUnknown
from omp_desktop.wire.station import FEED_PURPOSE, STATE_PURPOSE, BatchList, News, Overview

router = APIRouter()

Cursor = Annotated[str, Query(pattern="^(0|[1-9][0-9]{0,15})$")]
AfterBatch = Annotated[str, Query(pattern="^([0-9a-f]{32})?$")]
OfLane = Annotated[str, Query(pattern="^[SPB]?$")]
ByDevice = Annotated[Signed, Depends(signer())]
ByCommission = Annotated[Signed, Depends(signer(commission=True))]
_FROM_FEED = (*SIGNED, ElectionUnknown, MessageMalformed)


@router.get("/v1/elections/{e}/feed", **documented(Envelope(News), refuses=_FROM_FEED))
def get_feed(e: ElectionId, by: ByDevice, centre: CentreHere, after: Cursor = "0") -> Response:
    """Statements of all stations behind a cursor."""
    del by
    with centre.store.read() as session:
        _require(session, e)
        found = feed.news(session, e, int(after))
    return signed_json(centre.seal(found, FEED_PURPOSE))


@router.get(
    "/v1/elections/{e}/overview", **documented(Envelope(Overview), refuses=(*SIGNED, ElectionUnknown))
)
def get_overview(e: ElectionId, by: ByCommission, centre: CentreHere) -> Response:
    """All stations of the election, and what somebody has to look at."""
    del by
    with centre.store.read() as session:
        _require(session, e)
        found = state.overview(session, centre, e)
    return signed_json(centre.seal(found, STATE_PURPOSE))


@router.get("/v1/elections/{e}/batches", **documented(Plain(BatchList), refuses=_FROM_FEED))
def get_batches(
    e: ElectionId, by: ByCommission, centre: CentreHere, after: AfterBatch = "", lane: OfLane = ""
) -> Response:
    """Batches of all stations, in the order of their ids."""
    del by
    with centre.store.read() as session:
        _require(session, e)
        found = feed.batches(session, e, after, lane)
    return plain_json(found)


@router.get("/v1/elections/{e}/batches/{b}", **documented(Packed(Batch), refuses=SIGNED))
def get_batch(e: ElectionId, b: BatchId, by: ByCommission, centre: CentreHere) -> Response:
    """A batch as it came."""
    del by
    with centre.store.read() as session:
        body = feed.batch(session, e, b)
    return packed(body)


@router.get("/v1/elections/{e}/batches/{b}/receipt", **documented(Envelope(Receipt), refuses=SIGNED))
def get_receipt(e: ElectionId, b: BatchId, by: ByCommission, centre: CentreHere) -> Response:
    """The receipt of a batch, byte for byte."""
    del by
    with centre.store.read() as session:
        body = feed.receipt(session, e, b)
    return signed_json(body)


def _require(session: Session, election_id: str) -> None:
    if known(session, election_id) is None:
        raise ElectionUnknown

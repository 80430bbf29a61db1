"""Batches whose answer was lost: their receipts are asked for before anything is sent a second time."""

from __future__ import annotations

from collections import defaultdict

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.sending import BatchState
from omp_desktop.store.engine import Store
from omp_desktop.sync.delivery import Centre
from omp_desktop.sync.outbox import Sender, acknowledge
from omp_desktop.wire.envelope import open_envelope
from omp_desktop.wire.errors import WireRefused
from omp_desktop.wire.station import DIFF_MOST, Diff
from omp_desktop.wire.unreachable import AnotherAnswered, CentreUnreachable


def fetch_receipts(store: Store, centre: Centre, key: bytes, sender: Sender) -> int:
    """Takes the receipts that the centre has for what was sent; returns how many. `key` is the centre's.

    What it does not answer, or not rightly, is simply sent again. Raises CentreUnreachable, and the errors of
    the store.
    """
    with store.read() as uow:
        sent = [b for b in uow.batches.in_states(BatchState.SENT) if b.chain.device_id == sender.device_id]
    digests: dict[str, dict[str, str]] = defaultdict(dict)
    for batch in sent:
        if len(digests[batch.chain.election_id]) < DIFF_MOST:
            digests[batch.chain.election_id][batch.batch_id] = batch.digest
    receipts = {}
    for election_id, asked in digests.items():
        receipts.update(_receipts(centre, sender, election_id, asked))
    return sum(_taken(store, batch_id, text, key) for batch_id, text in receipts.items())


def _receipts(centre: Centre, sender: Sender, election_id: str, digests: dict[str, str]) -> dict[str, str]:
    try:
        answer = centre.diff(election_id, sender.station_id, Diff(batches=digests))
    except AnotherAnswered:
        return {}  # perhaps more than an answer may be
    except CentreUnreachable:
        raise
    except OmpError:
        return {}  # sending shows by itself what is wrong
    return {batch_id: text for batch_id, text in answer.receipts.items() if batch_id in digests}


def _taken(store: Store, batch_id: str, text: str, key: bytes) -> bool:
    try:
        acknowledge(store, batch_id, open_envelope(text.encode("utf-8")), key)
    except (CentreUnreachable, WireRefused):
        return False  # sending shows it, of this batch alone
    return True

"""Many senders that bring their batches to a centre over real sockets, each one batch at a time.

Like a station each sender tries a batch again until it has its receipt, and believes nothing but a receipt.
"""

from __future__ import annotations

import dataclasses
import http.client
import secrets
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from omp_desktop.central.engine import CentreStore
from omp_desktop.central.keys import FILE_NAME
from omp_desktop.crypto.ballot import decode_ballot, encode_ballot
from omp_desktop.crypto.signing import key_pair
from omp_desktop.wire.envelope import open_envelope
from omp_desktop.wire.receipt import RECEIPT_PURPOSE, Receipt
from tests.central.senders import Frozen, HeldElection, Kiosk, MadeBallot, Sender, put_row, request
from tests.central.serving import PATIENCE, CentreProcess, central

# A connection's end of patience, and what a sender waits before it asks again.
_TIMEOUT = 30.0
_AGAIN = 0.05


@dataclass(frozen=True)
class Answer:
    """What came back: status 0 when nothing did."""

    status: int
    body: bytes = b""
    retry_after: str | None = None
    seconds: float = 0.0


class Line:
    """A connection that stays open as long as the other side lets it."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._url = url
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=_TIMEOUT)

    def put(self, sender: Sender, batch: Frozen) -> Answer:
        """Sends a batch once."""
        headers = request(sender, "PUT", self._url + batch.path, batch.packed)
        return self.send(batch.path, batch.packed, headers)

    def send(self, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        """Sends what is signed already."""
        began = time.perf_counter()
        try:
            self._connection.request("PUT", path, body, headers)
            answer = self._connection.getresponse()
            raw = answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return Answer(0, seconds=time.perf_counter() - began)
        took = time.perf_counter() - began
        if answer.will_close:
            self._connection.close()
        return Answer(answer.status, raw, answer.getheader("Retry-After"), took)

    def close(self) -> None:
        self._connection.close()


def put(url: str, sender: Sender, batch: Frozen) -> Answer:
    """Sends a batch once, on a connection of its own."""
    line = Line(url)
    try:
        return line.put(sender, batch)
    finally:
        line.close()


def receipt_of(batch: Frozen, raw: bytes, centre_key: bytes) -> Receipt:
    """The receipt, held against the batch. Raises AssertionError or what a bad signature raises."""
    sealed = open_envelope(raw)
    sealed.verify(centre_key, RECEIPT_PURPOSE)
    receipt = sealed.read(Receipt)
    assert (receipt.batch_id, receipt.digest) == (batch.id, batch.digest)
    assert receipt.adds_up
    return receipt


def prepare(data: Path, commission: Sender, settings: Mapping[str, str] | None = None) -> None:
    """Makes the database and registers the commission in it, before any centre serves it."""
    central(data, "migrate", settings=settings)
    _enrol(data, [commission], settings)


def begin(
    centre: CentreProcess, commission: Sender, offices: Sequence[Sender], url: str | None = None
) -> None:
    """The commission publishes the election, and the offices are enrolled and announce their kiosks."""
    url = url or centre.url
    answer = put(url, commission, commission.publish())
    assert answer.status == 200, answer
    _enrol(centre.data, offices, centre.settings)
    for office in offices:
        answer = put(url, office, office.announce())
        assert answer.status == 200, answer


def _enrol(data: Path, senders: Iterable[Sender], settings: Mapping[str, str] | None) -> None:
    store = opened(data, settings or {})
    with store.begin() as session:
        for sender in senders:
            put_row(session, sender)
    store.close()


def opened(data: Path, settings: Mapping[str, str]) -> CentreStore:
    """The centre's database as the tests look into it."""
    url = settings.get("OMP_DATABASE_URL")
    return CentreStore(url) if url else CentreStore.in_folder(data)


def own_kiosk(election: HeldElection, station: int = 0) -> Kiosk:
    """Another kiosk at a station, so that an office has pages of its own."""
    like = election.kiosks[station]
    return dataclasses.replace(like, id=secrets.token_hex(16), made={})


def copies(kiosk: Kiosk, count: int) -> list[MadeBallot]:
    """Real ballots under new ids and codes: of the right form, but without proofs that hold.

    The centre looks at proofs much later, in a process of its own.
    """
    (real,) = kiosk.ballots(1)
    ballot = decode_ballot(real.body, kiosk.context)
    made = []
    for _ in range(count):
        copy = dataclasses.replace(
            ballot, ballot_id=secrets.token_bytes(32), code=secrets.token_bytes(32), device_id=kiosk.id
        )
        body = encode_ballot(copy)
        made.append(dataclasses.replace(real, id=copy.ballot_id.hex(), code=copy.code.hex(), body=body))
    return made


@dataclass
class Drain:
    """Who sends what, and how it went."""

    url: str
    centre_key: bytes
    queues: Sequence[tuple[Sender, Sequence[Frozen]]]
    answers: Counter[tuple[int, bool]] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)
    heed: bool = False

    def run(self, patience: float = PATIENCE) -> float:
        """Sends until every batch has its receipt, or the drain is told to end. Returns the seconds.

        Packing and signing come before: a station has its frozen bytes, and processors of its own.
        """
        ready = [[self._signed(sender, batch) for batch in batches] for sender, batches in self.queues]
        began = time.perf_counter()
        deadline = time.monotonic() + patience
        with ThreadPoolExecutor(len(ready)) as pool:
            list(pool.map(lambda requests: self._bring(requests, deadline), ready))
        return time.perf_counter() - began

    def _signed(self, sender: Sender, batch: Frozen) -> tuple[Frozen, bytes, dict[str, str]]:
        body = batch.packed
        return batch, body, request(sender, "PUT", self.url + batch.path, body)

    def _bring(self, requests: Sequence[tuple[Frozen, bytes, dict[str, str]]], deadline: float) -> None:
        line = Line(self.url)
        try:
            for batch, body, headers in requests:
                while not self.over.is_set() and not self._taken(batch, line.send(batch.path, body, headers)):
                    assert time.monotonic() < deadline, f"not everything arrived: {self.answers}"
        finally:
            line.close()

    def _taken(self, batch: Frozen, answer: Answer) -> bool:
        self.answers[answer.status, answer.retry_after is not None] += 1
        if answer.status == 200:
            self.receipts[batch.id] = receipt_of(batch, answer.body, self.centre_key)
            self.seconds.append(answer.seconds)
            return True
        wait = float(answer.retry_after) if self.heed and answer.retry_after else _AGAIN
        self.over.wait(wait)
        return False


def key_of(centre: CentreProcess) -> bytes:
    """The public key of the seed in the centre's folder."""
    return key_pair(bytes.fromhex((centre.data / FILE_NAME).read_text().strip())).public_key

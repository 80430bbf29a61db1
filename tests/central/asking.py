"""The centre's application without a socket: requests go straight into it, signed like those of a device."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec
from sqlalchemy import Engine, inspect, text

from omp_desktop.central.app import create_app
from omp_desktop.central.centre import Centre
from omp_desktop.central.engine import CentreStore
from omp_desktop.central.schema import Base
from omp_desktop.central.settings import CentreSettings
from omp_desktop.crypto import signing
from omp_desktop.wire import http
from omp_desktop.wire.envelope import Versioned, open_envelope
from omp_desktop.wire.receipt import RECEIPT_PURPOSE, Receipt
from tests.central.senders import Frozen, HeldElection, Sender, held_election, put_row, request

ORIGIN = "http://centre"
Message = TypeVar("Message", bound=Versioned)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def code(self) -> str:
        """The code of a refusal. Raises AssertionError for an answer that is none."""
        assert self.media_type == http.PROBLEM, (self.status, self.body[:300])
        return str(msgspec.json.decode(self.body)["code"])

    def json(self) -> Any:
        assert self.status == 200, self.body[:300]
        return msgspec.json.decode(self.body)

    def content(self, kind: type[Message], key: bytes, purpose: str) -> Message:
        """What the centre signed with this key."""
        assert self.status == 200, self.body[:300]
        sealed = open_envelope(self.body)
        sealed.verify(key, purpose)
        return sealed.read(kind)


class Application:
    """Requests to an application, one after the other."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self._app = create_app(centre)
        self._runner = asyncio.Runner()

    def ask(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] = {}) -> Answer:
        """Any request. `path` with its query."""
        return self._runner.run(self._ask(method, path, body, headers))

    def ask_as(self, sender: Sender, method: str, path: str, body: bytes = b"") -> Answer:
        """A request that the sender's device signed."""
        return self.ask(method, path, body, request(sender, method, ORIGIN + path, body))

    def put(self, batch: Frozen, by: Sender) -> Answer:
        """Sends a batch."""
        return self.ask_as(by, "PUT", batch.path, batch.packed)

    def receipt(self, batch: Frozen, by: Sender) -> Receipt:
        """Sends a batch, and the receipt of it."""
        answer = self.put(batch, by)
        receipt = answer.content(Receipt, self.centre.keys.public_key, RECEIPT_PURPOSE)
        assert receipt.adds_up
        assert (receipt.batch_id, receipt.digest) == (batch.id, batch.digest)
        return receipt

    def close(self) -> None:
        self._runner.close()

    async def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        parts = urlsplit(path)
        lines = {
            "host": "centre",
            "content-length": str(len(body)),
            **{k.lower(): v for k, v in headers.items()},
        }
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": parts.path,
            "raw_path": parts.path.encode("utf-8"),
            "query_string": parts.query.encode("utf-8"),
            "root_path": "",
            "headers": [(k.encode("latin-1"), v.encode("latin-1", "replace")) for k, v in lines.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 1),
            "app": self._app,
        }
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self._app(scope, receive, send)  # type: ignore[arg-type]
        found = {k.decode("latin-1"): v.decode("latin-1") for k, v in sent[0]["headers"]}
        return Answer(sent[0]["status"], found, b"".join(each.get("body", b"") for each in sent[1:]))


@contextmanager
def application(store: CentreStore, settings: CentreSettings | None = None) -> Iterator[Application]:
    """The application of a new centre on an empty database."""
    Base.metadata.create_all(store.engine)
    asked = Application(Centre(store, signing.generate(), settings or CentreSettings()))
    try:
        yield asked
    finally:
        asked.close()
        store.close()


@dataclass(frozen=True)
class Scene:
    """A centre that has an election: its commission, and the office of the first station, both enrolled."""

    app: Application
    election: HeldElection
    commission: Sender
    office: Sender

    @property
    def store(self) -> CentreStore:
        return self.app.centre.store

    def enrol(self, sender: Sender, state: str = "confirmed") -> Sender:
        """Another office."""
        with self.store.begin() as session:
            put_row(session, sender, state)
        return sender


def scene(app: Application, election: HeldElection | None = None) -> Scene:
    """The commission has published, and the first station has enrolled and named its kiosk."""
    held = election or held_election()
    commission, office = held.commission(1), held.office(0)
    made = Scene(app, held, commission, office)
    made.enrol(commission)
    app.receipt(commission.publish(), commission)
    made.enrol(office)
    app.receipt(office.announce(), office)
    return made


class Stage:
    """A centre with its election that many tests use, one after the other, each as if nobody had before.

    Making the tables and the first rows costs more than most tests do; putting rows back costs little.
    """

    def __init__(self, app: Application) -> None:
        self._first = scene(app)
        self._rows = self._all_rows()

    def again(self) -> Scene:
        """The scene as it was at first."""
        self._clear()
        with self._first.store.begin() as session:
            for table in Base.metadata.sorted_tables:
                if self._rows[table.name]:
                    session.connection().execute(table.insert(), self._rows[table.name])
        first = self._first
        return Scene(first.app, first.election, first.commission.copy(), first.office.copy())

    def empty(self) -> Application:
        """The centre without anything in it."""
        self._clear()
        return self._first.app

    def _clear(self) -> None:
        with self._first.store.begin() as session:
            for table in reversed(Base.metadata.sorted_tables):
                session.connection().execute(table.delete())

    def _all_rows(self) -> dict[str, list[dict[str, Any]]]:
        with self._first.store.read() as session:
            return {
                table.name: [dict(row) for row in session.execute(table.select()).mappings()]
                for table in Base.metadata.sorted_tables
            }


def dump(engine: Engine) -> dict[str, list[str]]:
    """Every row of every table: equal before and after means that nothing was changed."""
    with engine.connect() as connection:
        return {
            name: sorted(repr(tuple(row)) for row in connection.execute(text(f'SELECT * FROM "{name}"')))  # noqa: S608 - names of tables
            for name in inspect(connection).get_table_names()
        }


def files_of(folder: Path) -> dict[str, bytes]:
    """What stands in a folder, for a look at every byte."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

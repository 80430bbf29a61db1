"""What a connection may take: heads come in time, what is left of a refused body too, and whoever asked for
something long takes it at a walking pace at least.

uvicorn by itself waits for ever for all of them.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final, cast

import h11
import msgspec
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from omp_desktop.wire.errors import MessageMalformed
from omp_desktop.wire.http import PROBLEM
from omp_desktop.wire.problem import problem_of

HEAD_SECONDS: Final = 10.0
# So many bytes must have gone each time, or the connection is cut: 6 kB/s.
READ_SECONDS: Final = 10.0
READ_BYTES: Final = 65_536


class BoundedConnection(H11Protocol):
    """A connection that is closed when, between requests, it neither goes idle nor asks anything whole."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._limit: asyncio.TimerHandle | None = None
        self._look: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The time for the first head begins."""
        super().connection_made(transport)
        self._begin()

    def data_received(self, data: bytes) -> None:
        """The time begins with the first byte of a head, and ends with its last."""
        super().data_received(data)
        cycle = cast(RequestResponseCycle | None, self.cycle)  # its type hides that there is none at first
        if cycle is None or cycle.response_complete:
            self._begin()
        else:
            self._end()

    def on_response_complete(self) -> None:
        """What is left of a refused body, or the beginning of another head, has its time too."""
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY or self.conn.trailing_data[0]:
            self._begin()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing to wait for any more."""
        self._end()
        self._look_no_more()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """More is to be sent than the other side has taken."""
        super().pause_writing()
        self._look_later()

    def resume_writing(self) -> None:
        """It has taken it."""
        self._look_no_more()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP gets a problem document, too."""
        del msg
        document = problem_of(MessageMalformed(where="HTTP"))
        headers = [("content-type", PROBLEM), ("connection", "close")]
        for event in (
            h11.Response(status_code=document.status, headers=headers),
            h11.Data(data=msgspec.json.encode(document)),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event))
        self.transport.close()

    def _begin(self) -> None:
        if self._limit is None:
            self._limit = self.loop.call_later(HEAD_SECONDS, self.timeout_keep_alive_handler)

    def _end(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None

    def _look_later(self) -> None:
        left = self.transport.get_write_buffer_size()
        self._look = self.loop.call_later(READ_SECONDS, self._cut_if_idle, left)

    def _look_no_more(self) -> None:
        if self._look is not None:
            self._look.cancel()
            self._look = None

    def _cut_if_idle(self, before: int) -> None:
        if before - self.transport.get_write_buffer_size() < READ_BYTES:
            self.transport.abort()
        else:
            self._look_later()

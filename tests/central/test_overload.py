"""Overload: as much as the centre can do well, and an answer at once for the rest, its body unread."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from omp_desktop.central.api import batches, news, operation, public, record, trust
from omp_desktop.central.metrics import Metrics
from omp_desktop.central.overload import Admission, Allowances, Gate, of_devices
from tests.central.asking import Application, Scene


def test_a_place_that_is_free_is_taken_at_once_and_handed_on_in_order() -> None:
    async def play() -> list[str]:
        gate, order = Gate(1), []
        assert await gate.enter()

        async def come(name: str) -> None:
            assert await gate.enter()
            order.append(name)
            gate.leave()

        waiting = [asyncio.create_task(come(name)) for name in ("first", "second", "third")]
        await asyncio.sleep(0)
        assert gate.waiting == 3
        gate.leave()
        await asyncio.gather(*waiting)
        assert await gate.enter()
        return order

    assert asyncio.run(play()) == ["first", "second", "third"]


def test_nobody_waits_longer_than_the_queue_allows() -> None:
    async def play() -> tuple[bool, int]:
        gate = Gate(1, seconds=0.01)
        await gate.enter()
        late = await gate.enter()
        return late, gate.waiting

    assert asyncio.run(play()) == (False, 0)


def test_the_queue_has_an_end() -> None:
    async def play() -> bool:
        gate = Gate(1, queue_most=1)
        await gate.enter()
        first = asyncio.create_task(gate.enter())
        await asyncio.sleep(0)
        refused = not await gate.enter()
        gate.leave()
        return refused and await first

    assert asyncio.run(play())


def test_who_is_gone_while_waiting_takes_no_place() -> None:
    async def play() -> bool:
        gate = Gate(1)
        await gate.enter()
        gone = asyncio.create_task(gate.enter())
        called = asyncio.create_task(gate.enter())
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.wait({gone})
        gate.leave()
        # Called at the very moment in which it goes: the place is handed on.
        called.cancel()
        await asyncio.wait({called})
        return await gate.enter()

    assert asyncio.run(play())


class Inner:
    """An application that holds every request until it is told to go on."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()
        self.entered = 0

    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
        self.entered += 1
        await self.go_on.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


async def ask(
    admission: Admission, path: str = "/v1/elections/e/stations/s/batches/b", *, signed: bool = True
) -> tuple[int, dict[str, str]]:
    headers = [(b"signature-input", b"x")] if signed else []
    scope = {"type": "http", "method": "PUT", "path": path, "headers": headers, "state": {}}
    started: list[Any] = []

    async def never_read() -> Any:
        raise AssertionError("the body was read")

    async def send(message: Any) -> None:
        started.append(message)

    await admission(scope, never_read, send)  # type: ignore[arg-type]
    return started[0]["status"], {k.decode(): v.decode() for k, v in started[0]["headers"]}


def test_what_is_too_much_is_told_when_to_come_again_before_its_body_is_read() -> None:
    async def play() -> None:
        inner = Inner()
        admission = Admission(inner, 2, Metrics(), queue_most=0)  # type: ignore[arg-type]
        held = [asyncio.create_task(ask(admission)) for _ in range(2)]
        await asyncio.sleep(0)
        refused = [await ask(admission) for _ in range(30)]
        assert {status for status, _ in refused} == {503}
        waits = {int(headers["retry-after"]) for _, headers in refused}
        assert waits <= set(range(1, 11))
        assert len(waits) > 1, "all would come again at the same moment"
        # The public has places of its own, and whoever watches over the process needs none.
        public = asyncio.create_task(ask(admission, signed=False))
        alive = asyncio.create_task(ask(admission, "/livez"))
        await asyncio.sleep(0)
        assert inner.entered == 4
        assert (await ask(admission, signed=False))[0] == 503
        inner.go_on.set()
        assert {(await each)[0] for each in (*held, public, alive)} == {200}
        assert (await ask(admission))[0] == 200

    asyncio.run(play())


def test_stations_hear_hello_while_the_public_has_taken_every_place() -> None:
    """They ask it before they send; without an answer they would think that the centre is away."""

    async def play() -> None:
        inner = Inner()
        admission = Admission(inner, 2, Metrics(), queue_most=0)  # type: ignore[arg-type]
        public = asyncio.create_task(ask(admission, "/v1/elections", signed=False))
        await asyncio.sleep(0)
        assert (await ask(admission, "/v1/elections", signed=False))[0] == 503
        hello = asyncio.create_task(ask(admission, "/v1/hello", signed=False))
        await asyncio.sleep(0)
        inner.go_on.set()
        assert {(await each)[0] for each in (public, hello)} == {200}

    asyncio.run(play())


def test_the_header_of_a_signature_gets_nobody_the_place_of_a_device() -> None:
    """Where nobody looks at it, a stranger could write anything there."""

    async def play() -> None:
        inner = Inner()
        admission = Admission(inner, 2, Metrics(), queue_most=0)  # type: ignore[arg-type]
        paths = ("/v1/enrolments", "/v1/commission", "/v1/elections/e/record/pages/p.json", "/v1/elections")
        strangers = [asyncio.create_task(ask(admission, path)) for path in paths]
        await asyncio.sleep(0)
        assert inner.entered == 1
        devices = [asyncio.create_task(ask(admission)) for _ in range(2)]
        await asyncio.sleep(0)
        inner.go_on.set()
        assert [(await each)[0] for each in devices] == [200, 200]
        await asyncio.gather(*strangers)

    asyncio.run(play())


def test_every_address_that_a_device_signs_has_a_place_of_a_device() -> None:
    modules = (trust, batches, news, public, record, operation)
    routes = [each for module in modules for each in module.router.routes if isinstance(each, APIRoute)]
    signs = {each.path: _is_signed(each.dependant) for each in routes}
    assert {path for path, signed in signs.items() if signed} == {
        path for path in signs if of_devices(path.replace("{", "").replace("}", ""))
    }
    assert sum(signs.values()) > 10


def _is_signed(dependant: Dependant) -> bool:
    names = {getattr(each.call, "__qualname__", "") for each in dependant.dependencies}
    return any(name.startswith(("signer.", "large_signer.")) for name in names)


def test_a_device_has_an_allowance_that_grows_again() -> None:
    now = 100.0
    allowances = Allowances(2, monotonic=lambda: now)
    assert [allowances.take("a") for _ in range(5)] == [True] * 4 + [False]
    assert allowances.take("b")
    now += 0.5
    assert [allowances.take("a") for _ in range(2)] == [True, False]
    now += 3600
    assert [allowances.take("a") for _ in range(5)] == [True] * 4 + [False]


def test_devices_that_are_forgotten_take_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("omp_desktop.central.overload._BUCKETS_MOST", 3)
    allowances = Allowances(1, monotonic=lambda: 0.0)
    for name in "abcd":
        allowances.take(name)
    assert len(allowances) == 3


@contextmanager
def strict_app(here: Scene) -> Iterator[Application]:
    """Two requests of each device, and no more: its time stands."""
    with closing(Application(here.app.centre)) as strict:
        strict._app.state.allowances = Allowances(1, monotonic=lambda: 0.0)
        yield strict


def test_a_device_that_asks_too_often_is_told_so_and_nobody_else(here: Scene) -> None:
    other = here.enrol(here.election.office(0))
    path = f"/v1/elections/{here.election.id}/stations/{here.office.station_id}/state"
    with strict_app(here) as strict:
        answers = [strict.ask_as(here.office, "GET", path) for _ in range(4)]
        refused = [answer for answer in answers if answer.status != 200]
        assert {(answer.status, answer.code) for answer in refused} == {(429, "centre.too-many-requests")}
        assert all(1 <= int(answer.headers["retry-after"]) <= 5 for answer in refused)
        assert strict.ask_as(other, "GET", path).status == 200


def test_nobody_uses_up_the_allowance_of_another(here: Scene) -> None:
    thief = here.election.office(0, device_id=here.office.device_id)
    path = f"/v1/elections/{here.election.id}/stations/{here.office.station_id}/state"
    with strict_app(here) as strict:
        assert {strict.ask_as(thief, "GET", path).status for _ in range(5)} == {401}
        assert strict.ask_as(here.office, "GET", path).status == 200

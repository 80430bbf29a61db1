"""The server on a real socket: clients that are slow, wild or too large, and a clean beginning and end."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import ssl
import stat
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from omp_desktop.central import connections
from omp_desktop.central.centre import Centre
from omp_desktop.central.engine import CentreStore
from omp_desktop.central.logs import logging_to
from omp_desktop.central.migrations.runner import PACKAGED
from omp_desktop.central.serve import server_of
from omp_desktop.central.settings import CentreSettings
from omp_desktop.crypto import signing
from omp_desktop.wire.enrolment import EnrolmentCode
from omp_desktop.wire.envelope import open_envelope
from omp_desktop.wire.station import HELLO_PURPOSE, Hello
from tests.central.postgres import Postgres
from tests.central.serving import (
    LOOPBACK,
    PATIENCE,
    CentreProcess,
    centre_on,
    get,
    wait_until,
)

CODE = re.compile(r"(?:[0-9A-Z]{5}-){5}[0-9A-Z]{5}")


@dataclass
class Served:
    """A server of this process on a socket: quicker to start, and its limits can be made small."""

    port: int

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def send(self, raw: bytes, *, then_close: bool = False) -> bytes:
        """Everything that comes back until the other side closes."""
        with socket.create_connection((LOOPBACK, self.port), timeout=30) as connection:
            connection.sendall(raw)
            if then_close:
                connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.3)
    with serving(tmp_path, CentreSettings.model_construct(body_seconds=0.2)) as found:
        yield found


@contextmanager
def serving(folder: Path, settings: CentreSettings) -> Iterator[Served]:
    with closing(CentreStore.in_folder(folder)) as store:
        PACKAGED.migrate(store)
        with running(server_of(Centre(store, signing.generate(), settings))) as served:
            yield served


@contextmanager
def running(server: uvicorn.Server) -> Iterator[Served]:
    with socket.socket() as listening:
        listening.bind((LOOPBACK, 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        wait_until(lambda: server.started, "the server listens")
        try:
            yield Served(listening.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join()


def head(answer: bytes) -> tuple[int, bytes]:
    """Status and body of the first answer."""
    top, _, body = answer.partition(b"\r\n\r\n")
    return int(top.split(b" ")[1]), body


def code(answer: bytes) -> str:
    return str(json.loads(head(answer)[1])["code"])


POST = b"POST /v1/enrolments HTTP/1.1\r\nHost: x\r\n"


def test_a_body_that_does_not_come_is_not_waited_for(served: Served) -> None:
    answer = served.send(POST + b"Content-Length: 1000\r\n\r\n{")
    assert (head(answer)[0], code(answer)) == (408, "centre.request-slow")
    assert b"retry-after: " in answer


def test_a_head_that_does_not_come_is_not_waited_for(served: Served) -> None:
    assert served.send(b"") == b""
    assert served.send(b"GET /livez HTTP/1.1\r\nHo") == b""
    # The second one of a connection, too.
    answer = served.send(b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\nGET /livez HT")
    assert head(answer)[0] == 200


def test_a_body_that_is_too_large_is_refused_before_it_comes(served: Served) -> None:
    answer = served.send(POST + b"Content-Length: 999999999999\r\n\r\n")
    assert (head(answer)[0], code(answer)) == (413, "wire.message-too-large")


def test_a_body_of_unknown_length_is_read_as_far_as_it_may_go(served: Served) -> None:
    chunk = b"%x\r\n%s\r\n" % (20_000, b"x" * 20_000)
    answer = served.send(POST + b"Transfer-Encoding: chunked\r\n\r\n" + chunk)
    assert (head(answer)[0], code(answer)) == (413, "wire.message-too-large")


@pytest.mark.parametrize(
    "raw",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        POST + b"Content-Length: -1\r\n\r\n",
    ],
)
def test_what_is_no_http_gets_a_problem_document(served: Served, raw: bytes) -> None:
    answer = served.send(raw)
    assert (head(answer)[0], code(answer)) == (400, "wire.message-malformed")


def test_a_head_without_end_is_cut_off(served: Served) -> None:
    try:
        answer = served.send(b"GET /livez HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 200_000 + b"\r\n\r\n")
    except ConnectionError:
        answer = b""  # cut while it was still sending
    assert answer == b"" or head(answer)[0] == 400
    assert head(served.send(b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))[0] == 200


def test_who_goes_in_the_middle_leaves_nothing_behind(served: Served) -> None:
    served.send(POST + b"Content-Length: 1000\r\n\r\n{", then_close=True)
    assert head(served.send(b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))[0] == 200


def test_slow_strangers_do_not_keep_the_others_out(tmp_path: Path) -> None:
    with serving(tmp_path, CentreSettings.model_construct(body_seconds=60)) as served, ExitStack() as stack:
        for _ in range(40):
            slow = stack.enter_context(socket.create_connection((LOOPBACK, served.port)))
            slow.sendall(POST + b"Content-Length: 1000\r\n\r\n{")
        for signed in (b"", b"Signature-Input: x\r\n"):
            asked = b"GET /v1/hello?nonce=" + b"ab" * 16 + b" HTTP/1.1\r\nHost: x\r\n" + signed
            assert head(served.send(asked + b"Connection: close\r\n\r\n"))[0] == 200


def test_who_does_not_take_what_it_asked_for_is_cut_off_and_who_takes_it_gets_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "READ_SECONDS", 1.0)
    ended = []

    async def long_answer(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        try:
            for _ in range(64):
                await send({"type": "http.response.body", "body": b"x" * 2**20, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            ended.append(1)

    config = uvicorn.Config(
        long_answer, http=connections.BoundedConnection, ws="none", lifespan="off", log_config=None
    )
    with running(uvicorn.Server(config)) as served:
        asked = b"GET / HTTP/1.0\r\n\r\n"
        taken = served.send(asked)
        assert len(taken) > 64 * 2**20
        with socket.create_connection((LOOPBACK, served.port), timeout=30) as idle:
            idle.sendall(asked)
            wait_until(lambda: len(ended) == 2, "it is given up")


def test_what_is_at_hand_is_finished_and_readiness_says_no(tmp_path: Path) -> None:
    """SIGTERM while somebody is still sending: it gets its answer, and then the server ends."""
    settings = CentreSettings.model_construct(drain_seconds=1, body_seconds=60)
    with closing(CentreStore.in_folder(tmp_path)) as store:
        PACKAGED.migrate(store)
        server = server_of(Centre(store, signing.generate(), settings))
        with running(server) as served, socket.create_connection((LOOPBACK, served.port)) as sending:
            sending.sendall(POST + b"Content-Length: 2\r\n\r\n{")
            metrics = f"{served.url}/metrics"
            wait_until(lambda: b"omp_requests_in_progress 1.0" in get(metrics)[1], "it is read")
            server.handle_exit(signal.SIGTERM, None)
            assert get(f"{served.url}/readyz")[0] == 503
            assert b"omp_draining 1.0" in get(metrics)[1]
            wait_until(lambda: not listens(served.port), "it takes no more")
            sending.sendall(b"}")
            answer = b"".join(iter(lambda: sending.recv(65536), b""))
            assert head(answer)[0] == 400
    assert server.should_exit
    assert not server.force_exit


def test_a_second_signal_does_not_wait(tmp_path: Path) -> None:
    settings = CentreSettings.model_construct(drain_seconds=600, body_seconds=600)
    with closing(CentreStore.in_folder(tmp_path)) as store:
        PACKAGED.migrate(store)
        server = server_of(Centre(store, signing.generate(), settings))
        with running(server) as served:
            server.handle_exit(signal.SIGTERM, None)
            assert get(f"{served.url}/livez")[0] == 200
            server.handle_exit(signal.SIGTERM, None)
            wait_until(lambda: not listens(served.port), "it is gone")


def listens(port: int) -> bool:
    try:
        socket.create_connection((LOOPBACK, port), timeout=5).close()
    except OSError:
        return False
    return True


# --- the process -----------------------------------------------------------------------------------------


def test_one_command_serves_with_nothing_configured(tmp_path: Path) -> None:
    with centre_on(tmp_path / "centre") as centre:
        said = wait_until(lambda: CODE.search(centre.output.read_text()), "the commission's code")
        hello = open_envelope(centre.get(f"/v1/hello?nonce={'ab' * 16}")[1])
        key = bytes.fromhex(hello.read(Hello).centre_key)
        hello.verify(key, HELLO_PURPOSE)
        assert EnrolmentCode.parse(said[0]).fits(key)
        assert centre.url in centre.output.read_text()
        assert private_files(centre.data)
        refused = CentreProcess(centre.data, words=["--lang", "en"]).launch()
        assert refused.process is not None
        assert refused.process.wait(PATIENCE) == 3
        assert "A centre serves from this data folder already" in refused.said
        assert "Traceback" not in refused.said
        assert centre.stop() == 0


def private_files(data: Path) -> bool:
    """Keys, ballots and logs are for the program's user alone."""
    files = [each for each in data.rglob("*") if each.is_file() and not each.name.startswith("serve-")]
    open_to_others = {each.name for each in files if stat.S_IMODE(each.stat().st_mode) & 0o077}
    return {"centre.key", "centre.db"} <= {each.name for each in files} and not open_to_others


def test_a_database_that_goes_away_is_noticed_and_comes_back(own_postgres: Postgres, tmp_path: Path) -> None:
    with own_postgres.database() as url:
        settings = {"OMP_DATABASE_URL": url}
        with closing(CentreStore(url)) as store:
            PACKAGED.migrate(store)
        with centre_on(tmp_path, settings) as centre:
            assert centre.json("/v1/elections")
            own_postgres.stop()
            assert centre.get("/livez")[0] == 200
            status, body = centre.get("/readyz")
            assert (status, json.loads(body)["database"]) == (503, "away")
            status, body = centre.get("/v1/elections")
            assert (status, json.loads(body)["code"]) == (503, "centre.unable")
            assert b"omp_database_up 0.0" in centre.get("/metrics")[1]
            own_postgres.come_back()
            wait_until(centre.ready, "the database is back")
            assert centre.json("/v1/elections")
            assert centre.stop() == 0


def test_the_checker_is_started_again_and_ends_with_the_server(tmp_path: Path) -> None:
    with centre_on(tmp_path) as centre:
        assert centre.process is not None
        first = wait_until(lambda: children(centre.process.pid), "the checker runs")[0]
        os.kill(first, signal.SIGKILL)
        second = wait_until(
            lambda: [each for each in children(centre.process.pid) if each != first], "it runs again"
        )[0]
        centre.kill()
        wait_until(lambda: not Path(f"/proc/{second}").exists(), "it ends with the server")


def children(pid: int) -> list[int]:
    """Processes of a process that check ballots; a thread of it started them."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for each in (task / "children").read_text().split():
            if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes():
                found.append(int(each))
    return found


def test_no_address_with_a_code_or_a_device_stands_in_the_log(tmp_path: Path) -> None:
    election, secret = "ab" * 16, "ABCDE-FGHJK-MNPQR-STVWX"
    file = tmp_path / "logs" / "central.log"
    with logging_to(file), serving(tmp_path, CentreSettings.model_construct()) as served:
        get(f"{served.url}/v1/elections/{election}/ballots/{secret}")
        get(f"{served.url}/v1/hello?nonce={'cd' * 16}")
        get(f"{served.url}/v1/elections/{election}/devices")
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    asked = [line for line in lines if line.get("route")]
    assert asked[0]["route"] == "/v1/elections/{e}/ballots/{code}"
    assert asked[0]["election"] == election
    assert all(re.fullmatch("[0-9a-f]{16}", line["request"]) for line in asked)
    assert [line.get("code") for line in asked][2] == "centre.request-unsigned"
    assert secret not in file.read_text()
    assert "cd" * 16 not in file.read_text()


def test_it_speaks_tls_with_the_certificate_that_it_is_given(tmp_path: Path) -> None:
    certificate, key = self_signed(tmp_path)
    settings = CentreSettings.model_construct(tls_certificate=certificate, tls_key=key)
    trusting = ssl.create_default_context(cafile=str(certificate))
    with (
        serving(tmp_path, settings) as served,
        socket.create_connection((LOOPBACK, served.port), timeout=30) as plain,
        trusting.wrap_socket(plain, server_hostname="localhost") as line,
    ):
        line.sendall(b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert line.recv(65536).startswith(b"HTTP/1.1 200")


def self_signed(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost."""
    from datetime import UTC, datetime, timedelta  # noqa: PLC0415 - for this alone

    from cryptography import x509  # noqa: PLC0415 - the same
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415 - the same
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - the same

    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(secret.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(secret, hashes.SHA256())
    )
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key.write_bytes(
        secret.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate, key

"""The client on real sockets: what it sends, what it believes, and where it stops reading."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import msgspec
import pytest

from omp_desktop.crypto.signing import generate
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.sending import CentreLink
from omp_desktop.store.repositories.batches import LANES
from omp_desktop.sync import transport
from omp_desktop.sync.client import CentreClient, Stranger
from omp_desktop.sync.errors import Reason, RefusedUnexplained
from omp_desktop.sync.transport import Question, Transport, centre_address
from omp_desktop.wire.batch import BATCH_PURPOSE, NO_BATCH, Batch
from omp_desktop.wire.enrolment import ENROLLED_PURPOSE, Devices, Enrolled, NewCode
from omp_desktop.wire.envelope import pack, seal
from omp_desktop.wire.errors import MessageMalformed, ProtocolUnknown
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.http import PACKED, PROBLEM, Request, verify_request
from omp_desktop.wire.receipt import RECEIPT_PURPOSE
from omp_desktop.wire.refusals import (
    AlreadyRegistered,
    CentreUnable,
    DeviceRevoked,
    ElectionUnknown,
    Overloaded,
)
from omp_desktop.wire.station import (
    FEED_PURPOSE,
    HELLO_PURPOSE,
    STATE_PURPOSE,
    BatchList,
    ChainState,
    Diff,
    DiffAnswer,
    Hello,
    News,
    Overview,
    StationOverview,
)
from omp_desktop.wire.unreachable import (
    AddressWrong,
    AnotherAnswered,
    CentreBusy,
    CentreNotGenuine,
    CentreUnreachable,
    CertificateRefused,
    NoConnection,
    PlainHttpRefused,
)
from tests.sync.certificates import Authority
from tests.sync.stub_centre import (
    TOTALS,
    Misdeed,
    StubCentre,
    answers,
    drips,
    drips_headers,
    hangs_up,
    refuses,
    resets,
    says_nothing,
    truncates,
)

ELECTION, STATION, DEVICE, BATCH = "11" * 16, "22" * 16, "33" * 16, "44" * 16
KEY = generate()
HELLO = "/v1/hello?nonce=0123456789abcdef"
PORTAL = b"<html><title>Welcome to the free network</title></html>"


def known(centre: StubCentre, **changes: str) -> CentreClient:
    link = CentreLink(
        changes.get("url", centre.url),
        centre.key.public_key.hex(),
        DEVICE,
        commission=False,
        confirmed=True,
        authority=changes.get("authority", ""),
    )
    return CentreClient(link, KEY.seed)


@pytest.fixture
def client(centre: StubCentre) -> Iterator[CentreClient]:
    made = known(centre)
    yield made
    made.close()


@pytest.fixture(scope="module")
def packed() -> bytes:
    """A batch."""
    batch = Batch(
        protocol=PROTOCOL,
        batch_id=BATCH,
        election_id=ELECTION,
        station_id=STATION,
        device_id=DEVICE,
        store_id="55" * 16,
        store_epoch=1,
        lane="S",
        sequence=1,
        previous=NO_BATCH,
        items=[msgspec.Raw(b"{}")],
    )
    return pack(seal(batch, KEY.seed, BATCH_PURPOSE))


def test_a_batch_brings_a_receipt(centre: StubCentre, client: CentreClient, packed: bytes) -> None:
    receipt = client.put_batch(ELECTION, STATION, BATCH, packed)
    assert receipt.envelope == centre.receipts[BATCH]
    (asked,) = centre.asked
    assert asked.path == f"/v1/elections/{ELECTION}/stations/{STATION}/batches/{BATCH}"
    assert (asked.headers["Content-Type"], asked.body) == (PACKED, packed)


def test_requests_are_signed_by_the_device_over_what_is_sent(
    centre: StubCentre, client: CentreClient, packed: bytes
) -> None:
    client.put_batch(ELECTION, STATION, BATCH, packed)
    client.state(ELECTION, STATION)
    for asked in centre.asked:
        request = Request(asked.method, centre.url + asked.path, asked.body, asked.headers)
        assert verify_request(request, {DEVICE: KEY.public_key}.get) == DEVICE


def test_hello_is_not_signed_and_its_answer_is_of_this_moment(
    centre: StubCentre, client: CentreClient
) -> None:
    first, second = client.hello(), client.hello()
    assert first.nonce != second.nonce
    assert first.server_time == centre.time


@pytest.mark.parametrize(
    "changes", [{"nonce": "ab" * 16}, {"centre_key": KEY.public_key.hex()}], ids=["replayed", "another key"]
)
def test_a_hello_for_somebody_else_is_not_believed(
    centre: StubCentre, client: CentreClient, changes: dict[str, str]
) -> None:
    centre.hello_changes = dict(changes)
    with pytest.raises(CentreNotGenuine):
        client.hello()


def test_another_centre_is_not_believed(centre: StubCentre, client: CentreClient, packed: bytes) -> None:
    centre.key = generate()
    for ask in (
        client.hello,
        lambda: client.state(ELECTION, STATION),
        lambda: client.put_batch(ELECTION, STATION, BATCH, packed),
    ):
        with pytest.raises(CentreNotGenuine):
            ask()


def test_the_state_of_another_station_is_no_answer(centre: StubCentre, client: CentreClient) -> None:
    centre.misdeeds.append(answers(200, centre.state(ELECTION, "99" * 16)))
    with pytest.raises(CentreNotGenuine):
        client.state(ELECTION, STATION)


@pytest.mark.parametrize(
    "misdeed",
    [
        answers(200, PORTAL, "text/html"),
        answers(200, b"{}"),
        answers(200, b'{"content":{},"signature":"00"}'),
        answers(200, b""),
        answers(200, b'{"content":1}', "application/json", Content_Encoding="gzip"),
        answers(301, b"", Location="https://elsewhere.example/"),
        answers(302, PORTAL, "text/html", Location="http://127.0.0.1:1/"),
        answers(307, b"", Location="/v1/hello?nonce=0123456789abcdef"),
        answers(304),
        answers(200, b" " * 3_000_000),
    ],
)
def test_what_is_no_answer_of_a_centre_is_told_apart(
    centre: StubCentre, client: CentreClient, packed: bytes, misdeed: Misdeed
) -> None:
    centre.misdeeds.append(misdeed)
    with pytest.raises(AnotherAnswered):
        client.put_batch(ELECTION, STATION, BATCH, packed)
    assert len(centre.asked) == 1, "a redirect was followed"


def test_an_answer_with_a_body_where_none_belongs_is_of_another(
    centre: StubCentre, client: CentreClient
) -> None:
    centre.misdeeds.append(answers(200, PORTAL, "text/html"))
    with pytest.raises(AnotherAnswered):
        client.confirm(ELECTION, DEVICE, KEY.public_key.hex())


@pytest.mark.parametrize("misdeed", [hangs_up, resets, truncates])
def test_a_line_that_breaks_is_no_connection(
    centre: StubCentre, client: CentreClient, packed: bytes, misdeed: Misdeed
) -> None:
    centre.misdeeds.append(misdeed)
    with pytest.raises(NoConnection) as failed:
        client.put_batch(ELECTION, STATION, BATCH, packed)
    assert failed.value.params["reason"] is Reason.BROKEN


def test_nobody_listens(centre: StubCentre) -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        client = known(centre, url=f"http://127.0.0.1:{bound.getsockname()[1]}")
        with pytest.raises(NoConnection) as failed:
            client.hello()
    assert failed.value.params["reason"] is Reason.REFUSED


def test_no_such_name(centre: StubCentre, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_name(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    client = known(centre, url="https://no-such-centre.example")
    with pytest.raises(NoConnection) as failed:
        client.hello()
    assert failed.value.params["reason"] is Reason.NAME


@pytest.mark.parametrize("misdeed", [drips, drips_headers])
def test_a_slow_answer_ends_after_the_whole_time(centre: StubCentre, misdeed: Misdeed) -> None:
    centre.misdeeds.append(misdeed)
    with pytest.raises(NoConnection) as failed:
        Transport(centre.url).ask(Question("GET", HELLO, seconds=0.2))
    assert failed.value.params["reason"] is Reason.NO_ANSWER


def test_silence_ends_after_the_time_for_reading(centre: StubCentre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "READ_SECONDS", 0.1)
    centre.misdeeds.append(says_nothing)
    with pytest.raises(NoConnection) as failed:
        Transport(centre.url).ask(Question("GET", HELLO))
    assert failed.value.params["reason"] is Reason.NO_ANSWER


def test_a_question_can_be_broken_off_from_another_thread(centre: StubCentre, client: CentreClient) -> None:
    centre.misdeeds.append(says_nothing)
    failures: list[Exception] = []

    def ask() -> None:
        try:
            client.hello()
        except NoConnection as problem:
            failures.append(problem)

    thread = threading.Thread(target=ask)
    thread.start()
    assert centre.arrived.wait(30)
    client.abort()
    thread.join(10)
    assert len(failures) == 1


def test_after_a_failure_the_next_question_is_asked_as_usual(
    centre: StubCentre, client: CentreClient
) -> None:
    centre.misdeeds += [hangs_up, resets, truncates]
    for _ in range(3):
        with pytest.raises(NoConnection):
            client.hello()
    assert client.hello().server_time == centre.time


@pytest.mark.parametrize(
    ("misdeed", "expected"),
    [
        (refuses(ElectionUnknown()), ElectionUnknown),
        (refuses(DeviceRevoked()), DeviceRevoked),
        (refuses(MessageMalformed(where="$")), MessageMalformed),
        (refuses(AlreadyRegistered()), AlreadyRegistered),
        (answers(400, b"", "text/plain"), RefusedUnexplained),
        (answers(404, PORTAL, "text/html"), RefusedUnexplained),
        (answers(410, b"{}", PROBLEM), RefusedUnexplained),
        (answers(409, b"", "text/plain"), CentreBusy),
        (answers(408), CentreBusy),
        (answers(425), CentreBusy),
        (answers(429), CentreBusy),
        (answers(500, PORTAL, "text/html"), CentreBusy),
        (answers(511, PORTAL, "text/html"), CentreBusy),
        (refuses(CentreUnable()), CentreBusy),
        (refuses(Overloaded()), CentreBusy),
    ],
)
def test_every_refusal_is_what_the_centre_said_or_says_that_it_said_nothing(
    centre: StubCentre, client: CentreClient, packed: bytes, misdeed: Misdeed, expected: type[OmpError]
) -> None:
    centre.misdeeds.append(misdeed)
    with pytest.raises(OmpError) as refused:
        client.put_batch(ELECTION, STATION, BATCH, packed)
    assert type(refused.value) is expected


def test_a_code_that_this_version_does_not_know_is_an_unexplained_refusal(
    centre: StubCentre, client: CentreClient
) -> None:
    document = b'{"type":"x","title":"x","status":418,"detail":"x","code":"centre.from-the-future"}'
    centre.misdeeds.append(answers(418, document, PROBLEM))
    with pytest.raises(RefusedUnexplained) as refused:
        client.state(ELECTION, STATION)
    assert refused.value.params == {"status": 418}


def _date(seconds: float) -> str:
    return format_datetime(datetime(2001, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"Retry_After": ""}, None),
        ({"Retry_After": "7"}, 7.0),
        ({"Retry_After": "0"}, 1.0),
        ({"Retry_After": "99999"}, 900.0),
        ({"Retry_After": "-5"}, None),
        ({"Retry_After": "soon"}, None),
        ({"Retry_After": "\u0663"}, None),
        ({"Retry_After": _date(60), "Date": _date(0)}, 60.0),
        ({"Retry_After": _date(-60), "Date": _date(0)}, 1.0),
        ({"Retry_After": _date(99999), "Date": _date(0)}, 900.0),
        ({"Retry_After": "1 Jan 2024 00:00:00 +9999999999999999"}, None),
        ({"Retry_After": _date(60), "Date": "yesterday"}, None),
    ],
)
def test_when_to_come_again_is_understood_in_both_forms(
    headers: dict[str, str], expected: float | None
) -> None:
    """A date is measured by the other side's clock: ours may be wrong by years."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    assert transport._retry_after(named) == expected


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_centre_says_when_to_come_again(centre: StubCentre, client: CentreClient, status: int) -> None:
    centre.misdeeds.append(answers(status, b"", "text/plain", Retry_After="17"))
    with pytest.raises(CentreBusy) as busy:
        client.state(ELECTION, STATION)
    assert (busy.value.retry_after, busy.value.params) == (17.0, {"status": status})


def test_a_retry_date_without_the_time_of_the_other_side_is_measured_by_our_clock() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    assert 90 < (transport._retry_after({"Retry-After": soon}) or 0) <= 100


@pytest.mark.parametrize(
    "text",
    [
        "",
        "centre.example",
        "ftp://centre.example",
        "https://",
        "https://user:secret@centre.example",
        "https://centre.example/path",
        "https://centre.example?x=1",
        "https://centre.example#x",
        "https://centre.example:99999",
        "https://centre.example:0",
        "https://[::1",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(AddressWrong):
        centre_address(text)


def test_an_address_that_no_request_can_be_made_of_is_refused() -> None:
    with pytest.raises(CentreUnreachable):
        Transport("https://a..b").ask(Question("GET", "/"))


@pytest.mark.parametrize(
    "text",
    ["http://centre.example", "http://192.0.2.7", "http://[2001:db8::1]:8088", "http://127.0.0.1.example"],
)
def test_plain_http_goes_to_this_machine_alone(text: str) -> None:
    with pytest.raises(PlainHttpRefused):
        centre_address(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" https://centre.example/ ", "https://centre.example"),
        ("https://centre.example:8443", "https://centre.example:8443"),
        ("http://localhost:8088", "http://localhost:8088"),
        ("http://127.0.0.1:8088/", "http://127.0.0.1:8088"),
        ("http://[::1]:8088", "http://[::1]:8088"),
    ],
)
def test_an_address_is_taken_without_what_does_not_belong_to_it(text: str, expected: str) -> None:
    assert centre_address(text) == expected


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.make()


def test_a_pinned_authority_vouches_for_its_server(authority: Authority, tmp_path: Path) -> None:
    with StubCentre(tls=authority.server(tmp_path)) as centre:
        assert known(centre, authority=authority.pem).hello().server_time == centre.time


def test_a_slow_answer_ends_over_tls_too(authority: Authority, tmp_path: Path) -> None:
    with StubCentre(tls=authority.server(tmp_path)) as centre:
        centre.misdeeds.append(drips)
        asking = Transport(centre.url, authority.pem)
        with pytest.raises(NoConnection):
            asking.ask(Question("GET", HELLO, seconds=0.4))
        assert asking.ask(Question("GET", HELLO)).status == 200


def test_the_authorities_of_the_system_do_not_vouch_for_it(authority: Authority, tmp_path: Path) -> None:
    with StubCentre(tls=authority.server(tmp_path)) as centre:
        with pytest.raises(CertificateRefused):
            known(centre).hello()
        assert centre.asked == []


@pytest.mark.parametrize("wrong", ["another authority", "another name", "in the future", "long over"])
def test_a_wrong_certificate_is_refused_before_anything_is_sent(
    authority: Authority, tmp_path: Path, wrong: str
) -> None:
    now = datetime.now(UTC)
    signing, host, begins = {
        "another authority": (Authority.make(), "localhost", now),
        "another name": (authority, "elsewhere.example", now),
        "in the future": (authority, "localhost", now + timedelta(days=400)),
        "long over": (authority, "localhost", now - timedelta(days=800)),
    }[wrong]
    with StubCentre(tls=signing.server(tmp_path, host, begins)) as centre:
        with pytest.raises(CertificateRefused) as refused:
            known(centre, authority=authority.pem).hello()
        assert centre.asked == []
    assert refused.value.params["reason"]


def test_a_server_that_speaks_no_tls_is_refused(centre: StubCentre, authority: Authority) -> None:
    with pytest.raises(CentreUnreachable):
        known(centre, url=f"https://localhost:{centre.port}", authority=authority.pem).hello()


def test_a_pinned_authority_that_is_no_certificate_is_refused() -> None:
    with pytest.raises(CertificateRefused):
        Transport("https://centre.example", "no PEM")


def test_without_authorities_of_the_system_those_of_the_library_are_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import ssl  # noqa: PLC0415 - its paths are what is missing on such a system

    class Nothing:
        cafile = capath = None

    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: Nothing)
    monkeypatch.setattr(ssl.SSLContext, "load_default_certs", lambda *_: None)
    transport.tls_context.cache_clear()
    assert transport.tls_context("").get_ca_certs()
    transport.tls_context.cache_clear()


def test_the_environment_has_no_say(
    centre: StubCentre, client: CentreClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Neither a proxy nor a password of .netrc."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    netrc = tmp_path / "netrc"
    netrc.write_text("default login x password y\n")
    monkeypatch.setenv("NETRC", str(netrc))
    client.state(ELECTION, STATION)
    assert "Authorization" not in centre.asked[0].headers


def test_the_seed_is_in_no_header(centre: StubCentre, client: CentreClient, packed: bytes) -> None:
    client.put_batch(ELECTION, STATION, BATCH, packed)
    assert KEY.seed.hex() not in repr(centre.asked[0].headers)


def _enrolled(centre: StubCentre) -> bytes:
    content = Enrolled(
        protocol=PROTOCOL,
        device_id=DEVICE,
        public_key=KEY.public_key.hex(),
        centre_key=centre.key.public_key.hex(),
        server_time=centre.time,
    )
    return seal(content, centre.key.seed, ENROLLED_PURPOSE)


def test_a_stranger_proves_its_key_and_takes_an_enrolment(centre: StubCentre) -> None:
    stranger = Stranger(centre.url)
    assert stranger.centre_key() == centre.key.public_key
    for ask, path in (
        (stranger.enrol, "/v1/enrolments"),
        (stranger.register_commission, "/v1/commission"),
    ):
        centre.misdeeds.append(answers(201, _enrolled(centre)))
        assert ask(b"{}", centre.key.public_key).device_id == DEVICE
        assert centre.paths("POST")[-1] == path


def test_an_enrolment_that_another_key_signed_is_not_believed(centre: StubCentre) -> None:
    centre.misdeeds.append(answers(200, _enrolled(centre)))
    with pytest.raises(CentreNotGenuine):
        Stranger(centre.url).enrol(b"{}", KEY.public_key)


def test_a_stranger_that_names_a_key_it_does_not_have_is_not_believed(centre: StubCentre) -> None:
    centre.hello_changes = {"centre_key": KEY.public_key.hex()}
    with pytest.raises(CentreNotGenuine):
        Stranger(centre.url).centre_key()


def _news(after: int) -> News:
    return News(protocol=PROTOCOL, election_id=ELECTION, after=after, items=[], more=False)


def test_an_overview_of_many_stations_is_read(centre: StubCentre, client: CentreClient) -> None:
    station = StationOverview(
        station_id=STATION,
        name="제1투표소 어느 초등학교 강당",
        listed=3000,
        poll_state="open",
        totals=TOTALS,
        chains=[
            ChainState(
                device_id=STATION, store_epoch=1, lane=lane, last=9, digest="ab" * 32, missing=[], forks=0
            )
            for lane in LANES
        ],
        pages_checked=0,
        pages_bad=0,
    )
    whole = msgspec.structs.replace(_overview(centre), stations=[station] * 5000)
    centre.misdeeds = [answers(200, seal(whole, centre.key.seed, STATE_PURPOSE))]
    assert len(client.overview(ELECTION).stations) == 5000


def _overview(centre: StubCentre, election_id: str = ELECTION) -> Overview:
    return Overview(
        protocol=PROTOCOL, election_id=election_id, stations=[], alarms=[], server_time=centre.time
    )


Ask = Callable[[CentreClient], object]
PLAIN: list[tuple[Ask, bytes, str, object]] = [
    (
        lambda c: c.diff(ELECTION, STATION, Diff(batches={})),
        b'{"missing":[],"differ":[],"receipts":{}}',
        f"/v1/elections/{ELECTION}/stations/{STATION}/diff",
        DiffAnswer(missing=[], differ=[], receipts={}),
    ),
    (
        lambda c: c.devices(ELECTION),
        b'{"devices":[]}',
        f"/v1/elections/{ELECTION}/devices",
        Devices(devices=[]),
    ),
    (
        lambda c: c.batches(ELECTION, BATCH, "B"),
        b'{"batches":[],"more":false}',
        f"/v1/elections/{ELECTION}/batches?after={BATCH}&lane=B",
        BatchList(batches=[], more=False),
    ),
    (
        lambda c: c.batches(ELECTION),
        b'{"batches":[],"more":false}',
        f"/v1/elections/{ELECTION}/batches",
        BatchList(batches=[], more=False),
    ),
]


@pytest.mark.parametrize(("ask", "body", "path", "expected"), PLAIN)
def test_lists_are_read(
    centre: StubCentre, client: CentreClient, ask: Ask, body: bytes, path: str, expected: object
) -> None:
    centre.misdeeds += [answers(200, body), answers(200, b"[]")]
    assert ask(client) == expected
    assert centre.asked[0].path == path
    with pytest.raises(AnotherAnswered):
        ask(client)


def test_news_and_overviews_are_those_that_were_asked_for(centre: StubCentre, client: CentreClient) -> None:
    seed = centre.key.seed
    centre.misdeeds += [
        answers(200, seal(_news(5), seed, FEED_PURPOSE)),
        answers(200, seal(_overview(centre), seed, STATE_PURPOSE)),
        answers(200, seal(_news(4), seed, FEED_PURPOSE)),
        answers(200, seal(_overview(centre, STATION), seed, STATE_PURPOSE)),
    ]
    assert client.news(ELECTION, 5).after == 5
    assert client.overview(ELECTION).election_id == ELECTION
    with pytest.raises(CentreNotGenuine):
        client.news(ELECTION, 5)
    with pytest.raises(CentreNotGenuine):
        client.overview(ELECTION)
    assert centre.paths("GET")[0] == f"/v1/elections/{ELECTION}/feed?after=5"


def test_what_the_centre_signed_for_a_newer_version_says_so(centre: StubCentre, client: CentreClient) -> None:
    centre.hello_changes = {"protocol": PROTOCOL + 1}
    with pytest.raises(ProtocolUnknown):
        client.hello()


def test_a_signed_answer_that_is_not_whole_is_of_another_program(
    centre: StubCentre, client: CentreClient
) -> None:
    hello = Hello(
        protocol=PROTOCOL,
        nonce="ab" * 8,
        oldest_protocol=1,
        newest_protocol=1,
        centre_key="00" * 32,
        server_time=centre.time,
        items_most=1,
        body_bytes_most=1,
    )
    centre.misdeeds.append(answers(200, seal(hello, centre.key.seed, STATE_PURPOSE)))
    with pytest.raises(AnotherAnswered):
        client.state(ELECTION, STATION)
    centre.misdeeds.append(answers(200, seal(hello, centre.key.seed, RECEIPT_PURPOSE)))
    with pytest.raises(CentreNotGenuine):
        client.hello()
    assert HELLO_PURPOSE != RECEIPT_PURPOSE


@pytest.mark.parametrize(
    ("ask", "method", "path", "body"),
    [
        (lambda c: c.rotate(DEVICE, b"{}"), "POST", f"/v1/devices/{DEVICE}/rotation", None),
        (
            lambda c: c.new_code(ELECTION, NewCode(station_id=STATION, code_hash="ab" * 32)),
            "POST",
            f"/v1/elections/{ELECTION}/codes",
            {"station_id": STATION, "code_hash": "ab" * 32},
        ),
        (
            lambda c: c.confirm(ELECTION, DEVICE, "cd" * 32),
            "POST",
            f"/v1/elections/{ELECTION}/devices/{DEVICE}/confirmation",
            {"public_key": "cd" * 32},
        ),
        (
            lambda c: c.revoke(ELECTION, DEVICE, "분실"),
            "POST",
            f"/v1/elections/{ELECTION}/devices/{DEVICE}/revocation",
            {"reason": "분실"},
        ),
        (
            lambda c: c.put_package(ELECTION, DEVICE, b"packed"),
            "PUT",
            f"/v1/elections/{ELECTION}/devices/{DEVICE}/package",
            None,
        ),
    ],
)
def test_what_the_commission_does_needs_no_words_back(
    centre: StubCentre, client: CentreClient, ask: Ask, method: str, path: str, body: object
) -> None:
    centre.misdeeds.append(answers(204, b"", ""))
    assert ask(client) is None
    (asked,) = centre.asked
    assert (asked.method, asked.path) == (method, path)
    if body is not None:
        assert msgspec.json.decode(asked.body) == body


def test_packages_batches_and_receipts_come_as_they_are(
    centre: StubCentre, client: CentreClient, packed: bytes
) -> None:
    receipt = centre.receipt_of(packed)
    centre.misdeeds += [answers(200, packed, PACKED), answers(200, packed, PACKED), answers(200, receipt)]
    assert client.package(ELECTION, STATION) == packed
    assert client.batch(ELECTION, BATCH) == packed
    assert client.receipt(ELECTION, BATCH) == receipt
    centre.key = generate()
    centre.misdeeds.append(answers(200, centre.receipt_of(packed)))
    with pytest.raises(CentreNotGenuine):
        client.receipt(ELECTION, BATCH)


def test_a_large_body_goes_out_in_pieces(centre: StubCentre, client: CentreClient) -> None:
    """As a whole it would have to be through within the three seconds for connecting."""
    large = bytes(3_000_000)
    centre.misdeeds.append(answers(204, b"", ""))
    client.put_package(ELECTION, DEVICE, large)
    assert centre.asked[0].body == large
    assert centre.asked[0].headers["Content-Length"] == "3000000"

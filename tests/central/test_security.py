"""Who asks: signatures that hold and those that do not, and what each device may ask for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from omp_desktop.crypto import signing
from omp_desktop.wire import http
from tests.central.asking import ORIGIN, Answer, Scene, dump
from tests.central.senders import Sender, held_election

Headers = dict[str, str]


def state_path(here: Scene, station: int = 0) -> str:
    return f"/v1/elections/{here.election.id}/stations/{here.election.stations[station]}/state"


def signed(sender: Sender, path: str, body: bytes = b"", created: datetime | None = None) -> Headers:
    asked = http.Request("GET", ORIGIN + path, body, {})
    http.sign_request(asked, sender.device_id, sender.key.seed, created or datetime.now(UTC))
    return dict(asked.headers)


def ask(here: Scene, headers: Headers, path: str | None = None, body: bytes = b"") -> Answer:
    return here.app.ask("GET", path or state_path(here), body, headers)


def refused(answer: Answer) -> None:
    assert (answer.status, answer.code) == (401, "centre.request-unsigned")


def test_a_signature_that_holds_is_taken(both: Scene) -> None:
    assert ask(both, signed(both.office, state_path(both))).status == 200


@pytest.mark.parametrize("years", [-60, -5, 5, 200])
def test_a_clock_that_is_years_off_refuses_nobody(here: Scene, years: int) -> None:
    then = datetime.now(UTC) + timedelta(days=365 * years)
    assert ask(here, signed(here.office, state_path(here), created=then)).status == 200


def without(name: str) -> Callable[[Headers], Headers]:
    return lambda headers: {key: value for key, value in headers.items() if key.lower() != name}


def changed(name: str, old: str, new: str) -> Callable[[Headers], Headers]:
    def change(headers: Headers) -> Headers:
        done = {key: value.replace(old, new) if key == name else value for key, value in headers.items()}
        assert done != headers
        return done

    return change


@pytest.mark.parametrize(
    "spoil",
    [
        without("signature"),
        without("signature-input"),
        without("content-digest"),
        changed("Signature-Input", '"@path" ', ""),
        changed("Signature-Input", '"@method" ', ""),
        changed("Signature-Input", '"@query" ', ""),
        changed("Signature-Input", ' "content-digest"', ""),
        changed("Signature-Input", "omp-desktop", "another"),
        changed("Signature-Input", "created=", "expires=1;created="),
        changed("Signature-Input", "ed25519", "hmac-sha256"),
        changed("Signature-Input", "omp=", "two=("),
        changed("Signature", "omp=:", "omp=:AAAA"),
        changed("Content-Digest", "=:", "=:AAAA"),
    ],
)
def test_a_head_that_is_not_as_it_was_signed_is_refused(
    here: Scene, spoil: Callable[[Headers], Headers]
) -> None:
    before = dump(here.store.engine)
    refused(ask(here, spoil(signed(here.office, state_path(here)))))
    assert dump(here.store.engine) == before


def test_a_signature_is_for_one_address_one_method_one_query_and_one_body(here: Scene) -> None:
    headers = signed(here.office, state_path(here))
    feed = f"/v1/elections/{here.election.id}/feed"
    refused(ask(here, headers, path=state_path(here, 1)))
    refused(ask(here, headers, path=state_path(here) + "?after=1"))
    refused(ask(here, headers, body=b"x"))
    refused(here.app.ask("POST", state_path(here).replace("/state", "/diff"), b"", headers))
    assert ask(here, signed(here.office, feed + "?after=0"), path=feed + "?after=0").status == 200
    refused(ask(here, signed(here.office, feed + "?after=0"), path=feed + "?after=1"))


def test_nobody_signs_for_another(here: Scene) -> None:
    thief = here.election.office(0, device_id=here.office.device_id)
    assert thief.key.seed != here.office.key.seed
    refused(ask(here, signed(thief, state_path(here))))


@pytest.mark.parametrize("device_id", ["", "77" * 16, "x" * 5000, "한", "' OR 1=1 --"])
def test_a_device_that_nobody_enrolled_is_refused(here: Scene, device_id: str) -> None:
    stranger = here.election.office(0, device_id="77" * 16)
    headers = signed(stranger, state_path(here))
    headers["Signature-Input"] = headers["Signature-Input"].replace("77" * 16, device_id)
    refused(ask(here, headers))


def test_two_signatures_at_once_are_no_signature(here: Scene) -> None:
    one, two = signed(here.office, state_path(here)), signed(here.commission, state_path(here))
    both = {
        name: f"{one[name]}, {two[name].replace('omp=', 'two=')}" for name in ("Signature", "Signature-Input")
    }
    refused(ask(here, {**one, **both}))


def test_a_device_asks_for_its_own_station(here: Scene) -> None:
    answer = ask(here, signed(here.office, state_path(here, 1)), path=state_path(here, 1))
    assert (answer.status, answer.code) == (403, "centre.not-for-this-device")
    elsewhere = held_election(number=3)
    path = f"/v1/elections/{elsewhere.id}/stations/{here.office.station_id}/state"
    assert ask(here, signed(here.office, path), path=path).code == "centre.not-for-this-device"


def test_the_commission_asks_for_every_station(here: Scene) -> None:
    for station in (0, 1):
        path = state_path(here, station)
        assert ask(here, signed(here.commission, path), path=path).status == 200


def test_a_device_that_waits_asks_for_nothing(here: Scene) -> None:
    office = here.enrol(here.election.office(0), state="waiting")
    answer = ask(here, signed(office, state_path(here)))
    assert (answer.status, answer.code) == (403, "centre.device-unconfirmed")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/", 404, "centre.nothing-there"),
        ("GET", "/v1/elections/..%2f..%2fetc", 404, "centre.nothing-there"),
        ("GET", "/v1/hello/", 404, "centre.nothing-there"),
        ("DELETE", "/v1/enrolments", 405, "centre.method-not-allowed"),
        ("PATCH", "/livez", 405, "centre.method-not-allowed"),
        ("GET", "/v1/elections/XYZ/stations/1/state", 404, "centre.nothing-there"),
        ("POST", "/v1/enrolments", 400, "wire.message-malformed"),
        ("POST", "/v1/commission", 400, "wire.message-malformed"),
    ],
)
def test_every_refusal_has_the_same_form(here: Scene, method: str, path: str, status: int, code: str) -> None:
    headers = signed_for(here.commission, method, path)
    answer = here.app.ask(method, path, b"", headers)
    assert (answer.status, answer.code) == (status, code)
    assert answer.headers["x-request-id"] in answer.body.decode("utf-8")
    if status == 405:
        assert answer.headers["allow"]


def signed_for(sender: Sender, method: str, path: str) -> Headers:
    asked = http.Request(method, ORIGIN + path, b"", {})
    http.sign_request(asked, sender.device_id, sender.key.seed, datetime.now(UTC))
    return dict(asked.headers)


def test_a_fault_of_the_program_tells_a_number_and_nothing_else(
    here: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "숨길 것"

    def fail(*_: object) -> None:
        raise ZeroDivisionError(secret)

    monkeypatch.setattr("omp_desktop.central.api.trust.trust.devices", fail)
    path = f"/v1/elections/{here.election.id}/devices"
    answer = here.app.ask_as(here.commission, "GET", path)
    assert (answer.status, answer.code) == (500, "centre.failed")
    number = answer.headers["x-request-id"]
    assert secret not in answer.body.decode("utf-8")
    assert "Traceback" not in answer.body.decode("utf-8")
    assert any(getattr(each, "request", "") == number and each.exc_info for each in caplog.records)


def test_an_error_that_is_no_answer_is_a_fault_of_the_program(
    here: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    from omp_desktop.central.errors import CentreKeyDiffers  # noqa: PLC0415 - any error of another layer

    def fail(*_: object) -> None:
        raise CentreKeyDiffers(file="/etc/secret")

    monkeypatch.setattr("omp_desktop.central.api.trust.trust.devices", fail)
    answer = here.app.ask_as(here.commission, "GET", f"/v1/elections/{here.election.id}/devices")
    assert (answer.status, answer.code) == (500, "centre.failed")
    assert b"secret" not in answer.body


def test_without_the_digest_a_forged_body_would_pass(here: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the library by itself would take a signature that covers the method alone."""
    monkeypatch.setattr(http, "_COMPONENTS", ("@method",))
    key = signing.generate()
    asked = http.Request("GET", ORIGIN + "/a", b"one", {})
    http.sign_request(asked, "me", key.seed, datetime.now(UTC))
    asked.url = ORIGIN + "/b"
    assert http.verify_head(asked, lambda _: key.public_key).device_id == "me"

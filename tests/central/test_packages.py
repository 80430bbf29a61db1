"""Packages: the commission leaves them for a station's device, which takes them as they came."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest

from omp_desktop.crypto import signing
from omp_desktop.wire.envelope import pack
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.http import PACKED
from omp_desktop.wire.package import PACKAGE_PURPOSE
from tests.central.asking import Answer, Scene, dump
from tests.central.senders import Sender, sealed
from tests.central.test_trust import rotate, rotation_of


@dataclass
class Desk:
    """The commission's PC making packages for one office."""

    here: Scene
    office: Sender = field(init=False)

    def __post_init__(self) -> None:
        self.office = self.here.office

    def package(self, seed: bytes | None = None, **changes: Any) -> bytes:
        held = self.here.election
        content = {
            "protocol": PROTOCOL,
            "election_id": held.id,
            "station_id": self.office.station_id,
            "device_id": self.office.device_id,
            "device_key": self.office.key.public_key.hex(),
            "revision": 1,
            "manifest": {"text": held.raw.decode("utf-8"), "signature": held.signature.hex()},
            "amendments": [],
            "candidates": [],
            "stations": [],
            "pledges": [],
            "centre_key": self.here.app.centre.key,
            "voters_sealed": "AAAA",
            **changes,
        }
        return pack(sealed(content, seed or held.commission_key.seed, PACKAGE_PURPOSE))

    def put(self, body: bytes, by: Sender | None = None) -> Answer:
        path = f"/v1/elections/{self.here.election.id}/devices/{self.office.device_id}/package"
        return self.here.app.ask_as(by or self.here.commission, "PUT", path, body)

    def get(self, by: Sender | None = None, station: str = "") -> Answer:
        path = f"/v1/elections/{self.here.election.id}/stations/{station or self.office.station_id}/package"
        return self.here.app.ask_as(by or self.office, "GET", path)


@pytest.fixture
def desk(both: Scene) -> Desk:
    return Desk(both)


def test_a_station_takes_its_package_byte_for_byte(desk: Desk) -> None:
    early = desk.get()
    assert (early.status, early.code) == (404, "centre.package-not-ready")
    body = desk.package()
    assert desk.put(body).status == 204
    answer = desk.get()
    assert (answer.status, answer.media_type, answer.body) == (200, PACKED, body)


def test_a_package_for_a_key_that_was_changed_is_to_be_sent_anew(desk: Desk) -> None:
    office, new = desk.office, signing.generate()
    assert desk.put(desk.package()).status == 204
    assert rotate(desk.here, office, rotation_of(office, new)).status == 204
    office.key = new
    assert desk.get().code == "centre.package-not-ready"
    assert desk.put(desk.package()).status == 204
    assert desk.get().status == 200


def test_a_package_is_for_its_own_device(here: Scene) -> None:
    desk = Desk(here)
    desk.put(desk.package())
    colleague = desk.here.enrol(desk.here.election.office(0))
    assert desk.get(colleague).code == "centre.package-not-ready"
    elsewhere = desk.here.enrol(desk.here.election.office(1))
    assert desk.get(elsewhere).code == "centre.not-for-this-device"
    assert desk.get(station=desk.here.election.stations[1]).code == "centre.not-for-this-device"


def test_a_later_package_takes_the_place_of_the_earlier_never_the_other_way(here: Scene) -> None:
    desk = Desk(here)
    earlier, later = desk.package(), desk.package(revision=2)
    assert [desk.put(body).status for body in (earlier, later, later)] == [204, 204, 204]
    answer = desk.put(earlier)
    assert (answer.status, answer.code) == (422, "centre.place-differs")
    assert desk.get().body == later


def test_only_the_commission_leaves_packages(here: Scene) -> None:
    desk = Desk(here)
    assert desk.put(desk.package(), by=desk.office).code == "centre.not-for-this-device"
    assert desk.put(desk.package(seed=signing.generate().seed)).code == "centre.batch-signature-wrong"


@pytest.mark.parametrize(
    ("field_name", "value"),
    [
        ("election_id", "77" * 16),
        ("station_id", "77" * 16),
        ("device_id", "77" * 16),
        ("device_key", "77" * 32),
        ("centre_key", "77" * 32),
        ("manifest", {"text": "{}", "signature": "00" * 64}),
    ],
)
def test_a_package_that_is_not_what_the_centre_knows_is_refused(
    here: Scene, field_name: str, value: object
) -> None:
    desk = Desk(here)
    before = dump(here.store.engine)
    answer = desk.put(desk.package(**{field_name: value}))
    assert (answer.status, answer.code) == (422, "centre.place-differs")
    assert msgspec.json.decode(answer.body)["params"] == {"where": field_name}
    assert dump(here.store.engine) == before


@pytest.mark.parametrize("revision", [2**31, 2**53 - 1])
def test_revisions_are_as_large_as_the_protocol_says(desk: Desk, revision: int) -> None:
    assert desk.put(desk.package(revision=revision)).status == 204


def test_what_is_no_package_is_malformed(here: Scene) -> None:
    desk = Desk(here)
    for body in (b"", b"\x1f\x8b", pack(b"{}"), pack(b'{"content":{"protocol":1},"signature":"00"}')):
        assert desk.put(body).code == "wire.message-malformed"


def test_there_is_no_package_for_a_device_that_waits(here: Scene) -> None:
    desk = Desk(here)
    desk.office = here.enrol(here.election.office(0), state="waiting")
    assert desk.put(desk.package()).code == "centre.device-unconfirmed"


def test_a_device_whose_request_was_carried_in_a_file_is_let_in_by_its_package(here: Scene) -> None:
    desk = Desk(here)
    desk.office = here.election.office(0)
    assert here.app.put(desk.office.announce(), desk.office).code == "centre.request-unsigned"
    assert desk.put(desk.package()).status == 204
    assert desk.get().status == 200
    here.app.receipt(desk.office.announce(), desk.office)


def test_only_the_commissions_signature_lets_a_device_in(here: Scene) -> None:
    desk = Desk(here)
    desk.office = here.election.office(0)
    assert desk.put(desk.package(seed=signing.generate().seed)).code == "centre.batch-signature-wrong"
    assert desk.put(desk.package(station_id="ab" * 16)).code == "centre.nothing-there"
    assert desk.put(desk.package(device_id="ab" * 16)).code == "centre.nothing-there"
    assert desk.get().code == "centre.request-unsigned"

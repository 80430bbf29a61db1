"""What this PC states to the centre: its kiosks, their closing values, and what was opened."""

from __future__ import annotations

import json
from typing import Any

import pytest

from omp_desktop.crypto import signing
from omp_desktop.crypto.pages import CLOSING_PURPOSE
from omp_desktop.domain.canonical import parse_canonical
from omp_desktop.services import pages
from omp_desktop.services.core import Core
from omp_desktop.services.record_export import RecordExport
from omp_desktop.services.statements import announce_devices
from tests.services.polling_day import Day
from tests.services.scene import Desk, Draft, People, SmallElection


def said(core: Core, kind: str) -> list[dict[str, Any]]:
    with core.store.read() as uow:
        return [json.loads(item.payload) for item in uow.outbox.waiting("S", 1000) if item.kind == kind]


def test_kiosks_that_are_there_are_announced_with_the_publication(
    core: Core, published: SmallElection
) -> None:
    kiosk = published.kiosk
    assert said(core, "device") == [
        {"device": kiosk.id, "name": kiosk.name, "kind": "kiosk", "public_key": kiosk.public_key}
    ]


def test_a_kiosk_that_comes_later_is_announced_when_it_comes(
    core: Core, desk: Desk, people: People, published: SmallElection
) -> None:
    later = desk.stations.add_kiosk(people.manager, published.station.id)
    assert [each["device"] for each in said(core, "device")] == [published.kiosk.id, later.id]


def test_a_kiosk_of_another_station_or_of_a_draft_is_not_announced(
    core: Core, desk: Desk, people: People, draft: Draft
) -> None:
    desk.stations.add_kiosk(people.manager, draft.station.id)
    other = desk.stations.add(people.commission, "가상 제2투표소")
    desk.stations.add_kiosk(people.manager, other.id)
    assert said(core, "device") == []
    with core.store.uow() as uow:
        announce_devices(uow, draft.id)
        announced = [json.loads(item.payload)["device"] for item in uow.outbox.waiting("S")]
    assert other.id not in announced
    assert len(announced) == 2


def test_a_closing_value_is_told_with_the_signature_of_its_kiosk(open_day: Day) -> None:
    open_day.vote("1")
    open_day.close()
    (closing,) = said(open_day.desk.core, "closing")
    kiosk = open_day.election.kiosk
    assert (closing["device"], closing["number"]) == (kiosk.id, 1)
    assert json.loads(closing["body"])["cast"] == 1
    signing.verify(
        bytes.fromhex(kiosk.public_key),
        CLOSING_PURPOSE,
        bytes.fromhex(closing["value"]),
        bytes.fromhex(closing["signature"]),
    )


def test_a_signature_that_is_added_later_is_told_again(
    open_day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_day.vote("1")
    with monkeypatch.context() as silent:
        silent.setattr("omp_desktop.services.polls.signing_seeds", lambda *_: {})
        open_day.close()
    core = open_day.desk.core
    assert [each["signature"] for each in said(core, "closing")] == [None]
    RecordExport(core).sign_closings(open_day.id)
    first, second = said(core, "closing")
    assert second["signature"] is not None
    assert {**second, "signature": None} == first
    with core.store.read() as uow:
        assert [each.signature is not None for each in pages.read_closings(uow, open_day.id)] == [True]


def test_what_was_opened_is_told_as_it_stands_in_the_record(open_day: Day) -> None:
    open_day.vote("1")
    open_day.close()
    open_day.count()
    core = open_day.desk.core
    (told,) = said(core, "opening")
    with core.store.read() as uow:
        raw = uow.aggregates.opening(open_day.id)
    assert raw is not None
    assert told == {"number": 1, "opening": parse_canonical(raw)}

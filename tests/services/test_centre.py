"""First trust: the commission registers, a station enrols, two people confirm; keys change."""

from __future__ import annotations

import pytest

from omp_desktop.crypto.signing import generate, key_pair
from omp_desktop.domain.access_errors import SamePerson
from omp_desktop.domain.station import DeviceKind, Station
from omp_desktop.domain.text_errors import TextMissing
from omp_desktop.services.centre import COMMISSION_STATION
from omp_desktop.services.centre_errors import (
    AlreadyConnected,
    AnotherStationHere,
    CodeOfAnotherCentre,
    DeviceKeyMissing,
    DeviceNotCompared,
    NotConnected,
    StationNotInElection,
)
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.key_rotation import next_key_name
from omp_desktop.services.secrets import device_key_name
from omp_desktop.services.session import SecondPerson
from omp_desktop.wire.enrolment import EnrolmentCode
from omp_desktop.wire.errors import EnrolmentCodeInvalid
from omp_desktop.wire.refusals import CodeRefused, DeviceRevoked, PackageNotReady
from omp_desktop.wire.unreachable import CentreUnreachable
from tests.services.little_centre import URL
from tests.services.scene import Desk
from tests.services.two_stations import Pair


def test_the_commission_registers_with_the_code_of_the_centre(pair: Pair) -> None:
    pair.connect()
    link = pair.commission.centre.link()
    assert link is not None
    assert (link.url, link.commission, link.confirmed) == (URL, True, True)
    with pair.commission.core.store.read() as uow:
        device = uow.devices.get(link.device_id)
    assert device.kind is DeviceKind.OFFICE
    assert pair.commission.core.secrets_box.get(device_key_name(device.id)) is not None


def test_the_office_is_no_booth(pair: Pair) -> None:
    booths = [view.devices for view in Desk(pair.commission.core).stations.all()]
    pair.connect()
    assert [view.devices for view in Desk(pair.commission.core).stations.all()] == booths


def test_a_pc_without_a_station_becomes_the_commissions_own_place(pair: Pair) -> None:
    alone = pair.station
    alone.centre.register_commission(alone.official, URL, EnrolmentCode.make(pair.little.key.public_key).text)
    with alone.core.store.read() as uow:
        here = uow.stations.this_station()
    assert here is not None
    assert here.name == COMMISSION_STATION


def test_the_secret_is_not_told_to_a_centre_whose_key_does_not_fit_the_code(pair: Pair) -> None:
    meant = EnrolmentCode.make(generate().public_key).text
    with pytest.raises(CodeOfAnotherCentre):
        pair.commission.centre.register_commission(pair.commission.official, URL, meant)
    with pytest.raises(CodeOfAnotherCentre):
        pair.station.centre.enrol(pair.station.official, URL, meant)
    assert pair.little.secret_told == []
    assert pair.commission.centre.link() is None


def test_the_control_the_centre_that_the_code_is_for_is_told_the_secret(pair: Pair) -> None:
    pair.connect()
    assert len(pair.little.secret_told) == 1


def test_a_code_that_was_mistyped_asks_nobody(pair: Pair) -> None:
    pair.little.unplugged = True
    with pytest.raises(EnrolmentCodeInvalid):
        pair.station.centre.enrol(pair.station.official, URL, "ABCDE")


def test_only_the_commission_registers(pair: Pair) -> None:
    code = EnrolmentCode.make(pair.little.key.public_key).text
    with pytest.raises(NotAllowed):
        pair.commission.centre.register_commission(pair.commission.people.manager, URL, code)


def test_a_station_enrols_and_waits_to_be_confirmed(pair: Pair) -> None:
    pair.connect()
    pair.enrol()
    link = pair.station.centre.link()
    enrolled = pair.station.centre.enrolled_for()
    assert link is not None
    assert enrolled is not None
    assert not link.confirmed
    assert enrolled.station_id == pair.second_station.id
    assert pair.device.fingerprint == pair.station.centre.fingerprint()
    assert pair.device.state == "waiting"
    assert pair.confirm() == 2
    pair.station.packages.fetch(pair.station.official)
    confirmed = pair.station.centre.link()
    assert confirmed is not None
    assert confirmed.confirmed


def test_the_same_code_again_after_a_lost_answer_enrols_the_same_device(pair: Pair) -> None:
    pair.connect()
    code = pair.code()
    pair.little.lose.add("enrol")
    with pytest.raises(CentreUnreachable):
        pair.station.centre.enrol(pair.station.official, URL, code)
    assert pair.station.centre.link() is None
    pair.station.start_again()
    pair.station.centre.enrol(pair.station.official, URL, code)
    assert len([each for each in pair.little.devices.values() if not each.commission]) == 1


def test_a_pc_that_enrols_again_stays_the_same_device(brought: Pair) -> None:
    before = brought.station.centre.link()
    brought.enrol()
    assert brought.station.centre.link() == before
    assert not brought.station.packages.fetch(brought.station.official).changes


def test_a_code_that_the_centre_does_not_know_leaves_the_pc_as_it_is(pair: Pair) -> None:
    pair.connect()
    unknown = EnrolmentCode.make(pair.little.key.public_key).text
    with pytest.raises(CodeRefused):
        pair.station.centre.enrol(pair.station.official, URL, unknown)
    assert pair.station.centre.link() is None


def test_a_pc_that_belongs_to_a_centre_goes_to_no_other(pair: Pair) -> None:
    pair.connect()
    pair.little.key = key_pair(bytes(range(32)))
    with pytest.raises(AlreadyConnected):
        pair.connect()
    with pytest.raises(CodeOfAnotherCentre):
        pair.commission.centre.move(pair.commission.official, "https://elsewhere.example")


def test_the_same_centre_may_move_to_another_address(pair: Pair) -> None:
    pair.connect()
    moved = pair.commission.centre.move(pair.commission.official, " https://new.example ")
    assert pair.commission.centre.link() == moved
    assert moved.url == "https://new.example"


def test_a_pc_that_is_a_station_already_is_not_made_another(pair: Pair) -> None:
    pair.connect()
    with pair.station.core.store.uow() as uow:
        uow.stations.add(Station("ef" * 16, "가상 제9투표소"))
        uow.stations.set_this_station("ef" * 16)
        uow.commit()
    code = pair.code()
    told = len(pair.little.secret_told)
    with pytest.raises(AnotherStationHere):
        pair.station.centre.enrol(pair.station.official, URL, code)
    assert len(pair.little.secret_told) == told


def test_a_code_is_for_a_station_of_the_election(pair: Pair) -> None:
    pair.connect()
    with pytest.raises(StationNotInElection):
        pair.commission.devices.new_code(pair.commission.official, pair.election.id, "00" * 16)


def test_the_centre_learns_the_hash_of_a_code_and_the_log_neither(pair: Pair) -> None:
    pair.connect()
    code = pair.commission.devices.new_code(
        pair.commission.official, pair.election.id, pair.second_station.id
    )
    parsed = EnrolmentCode.parse(code.text)
    assert list(pair.little.codes) == [parsed.hash]
    assert code.text not in repr(code)
    with pair.commission.core.store.read() as uow:
        assert not any(parsed.secret in str(entry.details) for entry in uow.audit.page())


def test_confirming_takes_two_people(pair: Pair) -> None:
    pair.connect()
    pair.enrol()
    alone = SecondPerson(pair.commission.official.account, pair.commission.official.account.id)
    with pytest.raises(SamePerson):
        pair.commission.devices.confirm(pair.commission.official, alone, pair.election.id, pair.device)
    assert pair.device.state == "waiting"


def test_confirming_again_after_the_package_got_lost_sends_it(pair: Pair) -> None:
    pair.connect()
    pair.enrol()
    pair.little.lose.add("put_package")
    with pytest.raises(CentreUnreachable):
        pair.confirm()
    pair.confirm()
    assert pair.station.packages.fetch(pair.station.official).changes


def test_revoking_takes_two_people_and_a_reason(brought: Pair) -> None:
    commission = brought.commission
    with pytest.raises(TextMissing):
        commission.devices.revoke(
            commission.official, commission.second, brought.election.id, brought.device, "  "
        )
    commission.devices.revoke(
        commission.official, commission.second, brought.election.id, brought.device, "PC를 잃어버림"
    )
    with pytest.raises(DeviceRevoked):
        brought.station.packages.fetch(brought.station.official)


def test_a_station_whose_device_was_revoked_enrols_again(brought: Pair) -> None:
    before = brought.station.centre.link()
    commission = brought.commission
    commission.devices.revoke(
        commission.official, commission.second, brought.election.id, brought.device, "열쇠를 잃음"
    )
    brought.enrol()
    after = brought.station.centre.link()
    assert before is not None
    assert after is not None
    assert before.device_id != after.device_id
    with brought.station.core.store.read() as uow:
        assert not uow.devices.get(before.device_id).active
        assert uow.devices.get(after.device_id).active


def test_what_a_new_device_says_is_later_than_what_the_one_before_it_said(brought: Pair) -> None:
    """The centre goes by store epoch and number, and the new device numbers its batches from 1."""
    store = brought.station.core.store
    with store.read() as uow:
        before = uow.settings.store_epoch
    brought.enrol()
    with store.read() as uow:
        assert uow.settings.store_epoch == before, "the same device"
    commission = brought.commission
    commission.devices.revoke(
        commission.official, commission.second, brought.election.id, brought.device, "열쇠를 잃음"
    )
    brought.enrol()
    with store.read() as uow:
        assert uow.settings.store_epoch == before + 1


def test_the_new_key_counts_after_the_centre_said_yes(brought: Pair) -> None:
    before = brought.station.centre.fingerprint()
    after = brought.station.centre.rotate_key(brought.station.official)
    assert before != after == brought.station.centre.fingerprint() == brought.device.fingerprint
    with brought.station.core.store.read() as uow:
        assert uow.devices.get(brought.device.device_id).public_key == brought.device.public_key
    assert brought.station.core.secrets_box.get(next_key_name(brought.device.device_id)) is None


def test_a_new_key_gets_a_package_after_two_people_compared_it(brought: Pair) -> None:
    """The centre alone could name a key of its own, and the list would be sealed to it."""
    brought.station.centre.rotate_key(brought.station.official)
    with pytest.raises(PackageNotReady):
        brought.station.packages.fetch(brought.station.official)
    with pytest.raises(DeviceNotCompared):
        brought.commission.packages.send(brought.commission.official, brought.election.id, brought.device)
    brought.confirm()
    assert not brought.station.packages.fetch(brought.station.official).changes


def test_the_old_key_goes_on_when_the_centre_was_not_reached(brought: Pair) -> None:
    before = brought.station.centre.fingerprint()
    brought.little.unplugged = True
    with pytest.raises(CentreUnreachable):
        brought.station.centre.rotate_key(brought.station.official)
    brought.little.unplugged = False
    assert brought.station.centre.fingerprint() == before
    brought.station.packages.fetch(brought.station.official)


def test_a_rotation_whose_answer_was_lost_is_finished_at_the_next_start(brought: Pair) -> None:
    brought.little.lose.add("rotate")
    with pytest.raises(CentreUnreachable):
        brought.station.centre.rotate_key(brought.station.official)
    brought.station.start_again()
    assert brought.station.centre.finish_rotation()
    assert brought.station.centre.fingerprint() == brought.device.fingerprint
    assert not brought.station.centre.finish_rotation()
    assert brought.station.centre.rotate_key(brought.station.official) == brought.device.fingerprint


def test_a_cut_between_the_key_store_and_the_store_loses_no_key(
    brought: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:

    class PowerCutError(Exception):
        pass

    def cut(*_: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as broken:
        broken.setattr("omp_desktop.store.repositories.stations.Devices.save", cut)
        with pytest.raises(PowerCutError):
            brought.station.centre.rotate_key(brought.station.official)
    brought.station.start_again()
    assert brought.station.centre.finish_rotation()
    with brought.station.core.store.read() as uow:
        assert uow.devices.get(brought.device.device_id).public_key == brought.device.public_key


def test_a_key_that_the_key_store_lost_is_said_in_plain_words(brought: Pair) -> None:
    brought.station.core.secrets_box.delete(device_key_name(brought.device.device_id))
    with pytest.raises(DeviceKeyMissing):
        brought.station.packages.fetch(brought.station.official)


def test_a_pc_that_works_alone_says_so(pair: Pair) -> None:
    assert pair.station.centre.link() is None
    with pytest.raises(NotConnected):
        pair.station.centre.ask()
    with pytest.raises(NotConnected):
        pair.station.centre.rotate_key(pair.station.official)
    assert not pair.station.centre.finish_rotation()

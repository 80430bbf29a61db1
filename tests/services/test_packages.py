"""The election package: made at the commission, taken at a station as a whole or not at all."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from omp_desktop.crypto.signing import generate, key_pair, sign
from omp_desktop.domain.candidate import PHOTO_BYTES_MOST, CandidateState
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.manifest import Manifest
from omp_desktop.record.layout import AMENDMENT_PURPOSE, MANIFEST_PURPOSE
from omp_desktop.services.centre_errors import (
    DeviceNotCompared,
    PackageDamaged,
    PackageFileWrong,
    PackageOfAnotherCommission,
    PackageOfAnotherDevice,
    PackageOfAnotherElection,
    PackageOlder,
    PackagePart,
    StationNotInElection,
)
from omp_desktop.services.core import Core
from omp_desktop.services.key_errors import ThrowAwayKeys
from omp_desktop.services.package_making import Recipient, make_package
from omp_desktop.services.poll_errors import LongWorkWhileOpen
from omp_desktop.services.polls import PollsService
from omp_desktop.services.publication import check_signatures, commission_signer, read_published
from omp_desktop.services.secrets import COMMISSION_KEY
from omp_desktop.store.driver import StoreKey, connect
from omp_desktop.wire.envelope import open_envelope, pack, seal, unpack
from omp_desktop.wire.package import PACKAGE_PURPOSE, Package, SignedText
from omp_desktop.wire.refusals import DeviceUnconfirmed
from tests.services.scene import CLOSES, OPENS, STORE_KEY, Desk
from tests.services.two_stations import PHOTO, SECOND_LIST, Pair, make_pair

HOUR = timedelta(hours=1)


def rows(core: Core) -> dict[str, list[str]]:
    connection = connect(core.store.path, StoreKey(STORE_KEY), 3000)
    try:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            str(name): sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"').fetchall()))  # noqa: S608
            for (name,) in names
        }
    finally:
        connection.close()


def packed_of(pair: Pair) -> bytes:
    pair.connect()
    pair.enrol()
    return pair.commission.packages.make(pair.commission.official, pair.election.id, pair.device).packed


def changed(pair: Pair, packed: bytes, **changes: object) -> bytes:
    """The package with something else in it, signed by the commission all the same."""
    package = open_envelope(unpack(packed, 2**24), 2**24).read(Package)
    seed = pair.commission.core.secrets_box.get(COMMISSION_KEY)
    assert seed is not None
    return pack(seal(msgspec.structs.replace(package, **changes), seed, PACKAGE_PURPOSE))


def content_of(packed: bytes) -> Package:
    return open_envelope(unpack(packed, 2**24), 2**24).read(Package)


def refuses(pair: Pair, packed: bytes, error: type[OmpError]) -> OmpError:
    """Nothing is stored of a package that is refused."""
    before = rows(pair.station.core)
    with pytest.raises(error) as refused:
        pair.station.packages.take(pair.station.official, packed)
    assert rows(pair.station.core) == before
    return refused.value


def test_a_station_takes_the_election_with_its_own_voters_alone(brought: Pair) -> None:
    with brought.station.core.store.read() as uow:
        election = uow.elections.get(brought.election.id)
        voters = uow.voters.page(brought.election.id)
        check_signatures(uow, brought.election.id)
        published = read_published(uow, brought.election.id)
        pledges = uow.pledges.counts(brought.election.id)
        here = uow.stations.this_station()
    assert election.state is ElectionState.PUBLISHED
    assert [voter.roll_number for voter in voters] == [row[0] for row in SECOND_LIST]
    assert published.manifest.hash == brought.election.manifest_hash
    assert published.effective.pledges is not None
    assert pledges[brought.election.president[0].id] == 1
    assert here is not None
    assert (here.id, here.district) == (brought.second_station.id, "나구")


def test_a_station_votes_with_what_it_took(brought: Pair, clock: FixedClock) -> None:
    station = brought.station
    Desk(station.core).stations.add_kiosk(station.official, brought.second_station.id)
    polls = PollsService(station.core)
    people = station.people
    clock.set(OPENS)
    polls.zero_report(people.manager, brought.election.id)
    polls.open(people.manager, people.beside(people.manager, people.observer), brought.election.id)
    assert polls.status(brought.election.id).counts.listed == len(SECOND_LIST)


def test_a_device_that_nobody_confirmed_gets_no_package(pair: Pair) -> None:
    pair.connect()
    pair.enrol()
    with pytest.raises(DeviceUnconfirmed):
        pair.station.packages.fetch(pair.station.official)


def test_the_package_shows_nothing_of_the_voters_to_whoever_finds_it(pair: Pair) -> None:
    raw = unpack(packed_of(pair), 2**24)
    assert not any(row[1].encode() in raw or row[3].encode() in raw for row in SECOND_LIST)


def test_taking_it_twice_changes_nothing(brought: Pair) -> None:
    before = rows(brought.station.core)
    assert not brought.station.packages.fetch(brought.station.official).changes
    after = rows(brought.station.core)
    # A write raises the clock's mark, as every write does.
    assert {name: kept for name, kept in after.items() if name != "setting"} == {
        name: kept for name, kept in before.items() if name != "setting"
    }


def test_looking_at_it_takes_nothing(pair: Pair) -> None:
    packed = packed_of(pair)
    before = rows(pair.station.core)
    view = pair.station.packages.look_at(packed)
    assert (view.voters, view.manifest_hash, view.changes) == (4, pair.election.manifest_hash, True)
    assert rows(pair.station.core) == before


def test_a_package_of_another_device_is_refused(pair: Pair) -> None:
    packed_of(pair)
    device = pair.device
    signer = commission_signer(pair.commission.core)
    other = Recipient(device.station_id, "ab" * 16, generate().public_key.hex())
    made = make_package(pair.commission.core, pair.election.id, other, signer)
    refused = refuses(pair, made.packed, PackageOfAnotherDevice)
    assert refused.params["fingerprint"] == pair.station.centre.fingerprint()


def test_a_package_for_this_device_with_a_list_sealed_to_another_is_refused(pair: Pair) -> None:
    """The control: without the digest and the key nobody would notice."""
    packed = packed_of(pair)
    device = pair.device
    signer = commission_signer(pair.commission.core)
    other = Recipient(device.station_id, device.device_id, generate().public_key.hex())
    theirs = content_of(make_package(pair.commission.core, pair.election.id, other, signer).packed)
    forged = changed(pair, packed, voters_sealed=theirs.voters_sealed)
    assert refuses(pair, forged, PackageDamaged).params["where"] is PackagePart.VOTERS


def test_the_list_of_another_station_is_refused(pair: Pair) -> None:
    packed = packed_of(pair)
    device = pair.device
    signer = commission_signer(pair.commission.core)
    first = Recipient(pair.election.station.id, device.device_id, device.public_key)
    theirs = content_of(make_package(pair.commission.core, pair.election.id, first, signer).packed)
    forged = changed(pair, packed, voters_sealed=theirs.voters_sealed)
    assert refuses(pair, forged, PackageDamaged).params["where"] is PackagePart.VOTERS


def test_a_changed_byte_anywhere_is_noticed(pair: Pair) -> None:
    raw = bytearray(unpack(packed_of(pair), 2**24))
    for place in range(200, len(raw), len(raw) // 25):
        changed_byte = bytes(raw[:place]) + bytes([raw[place] ^ 1]) + bytes(raw[place + 1 :])
        refuses(pair, pack(changed_byte), OmpError)


@pytest.mark.parametrize("cut", [0, 10, -10])
def test_a_file_that_was_cut_is_refused(pair: Pair, cut: int) -> None:
    refuses(pair, packed_of(pair)[:cut], OmpError)


def test_a_package_that_somebody_else_signed_is_refused(pair: Pair) -> None:
    package = content_of(packed_of(pair))
    forged = pack(seal(package, generate().seed, PACKAGE_PURPOSE))
    assert refuses(pair, forged, PackageDamaged).params["where"] is PackagePart.SIGNATURE


def test_an_election_with_another_id_than_the_manifest_is_refused(pair: Pair) -> None:
    forged = changed(pair, packed_of(pair), election_id="cd" * 16)
    assert refuses(pair, forged, PackageDamaged).params["where"] is PackagePart.MANIFEST


def test_candidates_that_are_not_those_of_the_manifest_are_refused(pair: Pair) -> None:
    packed = packed_of(pair)
    first, *others = content_of(packed).candidates
    renamed = msgspec.structs.replace(first, name="누구")
    forged = changed(pair, packed, candidates=[renamed, *others])
    assert refuses(pair, forged, PackageDamaged).params["where"] is PackagePart.CANDIDATES
    refuses(pair, changed(pair, packed, candidates=others), PackageDamaged)


def test_stations_that_are_not_those_of_the_manifest_are_refused(pair: Pair) -> None:
    packed = packed_of(pair)
    forged = changed(pair, packed, stations=content_of(packed).stations[:1])
    assert refuses(pair, forged, PackageDamaged).params["where"] is PackagePart.STATIONS


def test_an_amendment_that_the_commission_did_not_sign_is_refused(pair: Pair) -> None:
    packed = packed_of(pair)
    (amendment,) = content_of(packed).amendments
    forged = changed(pair, packed, amendments=[SignedText(text=amendment.text, signature="00" * 64)])
    assert refuses(pair, forged, PackageDamaged).params["where"] is PackagePart.AMENDMENTS
    left_out = changed(pair, packed, amendments=[])
    assert refuses(pair, left_out, PackageDamaged).params["where"] is PackagePart.REVISION


def test_a_newer_package_adds_what_was_amended(brought: Pair) -> None:
    gone = brought.election.president[1]
    Desk(brought.commission.core).elections.withdraw_candidate(
        brought.commission.official, brought.election.id, gone.id
    )
    brought.commission.packages.send(brought.commission.official, brought.election.id, brought.device)
    assert brought.station.packages.fetch(brought.station.official).changes
    with brought.station.core.store.read() as uow:
        assert uow.candidates.get(gone.id).state is CandidateState.WITHDRAWN
        assert read_published(uow, brought.election.id).effective.withdrawn == {gone.id}


@pytest.mark.parametrize(
    "wrong", [{"public_key": "ab" * 32}, {"station_id": "ab" * 16}, {"device_id": "ab" * 16}]
)
def test_the_list_of_voters_is_sealed_to_no_key_that_the_centre_alone_names(
    brought: Pair, tmp_path: Path, wrong: dict[str, str]
) -> None:
    packages, official = brought.commission.packages, brought.commission.official
    named = msgspec.structs.replace(brought.device, package_revision=None, **wrong)
    file = tmp_path / "package"
    with pytest.raises(DeviceNotCompared):
        packages.send(official, brought.election.id, named)
    with pytest.raises(DeviceNotCompared):
        packages.export_enrolled(official, brought.election.id, named, file)
    assert not file.exists()


def test_a_device_that_was_compared_gets_its_package_again(brought: Pair, tmp_path: Path) -> None:
    packages, official = brought.commission.packages, brought.commission.official
    assert packages.send(official, brought.election.id, brought.device) > 0
    file = tmp_path / "package"
    packages.export_enrolled(official, brought.election.id, brought.device, file)
    assert content_of(file.read_bytes()).device_key == brought.device.public_key


def test_an_older_package_is_refused_politely(brought: Pair) -> None:
    older = brought.little.packages[brought.device.device_id]
    Desk(brought.commission.core).elections.withdraw_candidate(
        brought.commission.official, brought.election.id, brought.election.president[1].id
    )
    brought.confirm()
    brought.station.packages.fetch(brought.station.official)
    refused = refuses(brought, older, PackageOlder)
    assert (refused.params["revision"], refused.params["present"]) == (2, 3)


def test_a_second_election_under_the_same_id_is_refused(brought: Pair) -> None:
    """The commission's key signed two manifests: the second one is not taken over the first."""
    packed = brought.little.packages[brought.device.device_id]
    package = content_of(packed)
    seed = brought.commission.core.secrets_box.get(COMMISSION_KEY)
    assert seed is not None
    manifest = replace(Manifest.from_bytes(package.manifest.text.encode()), commissioners=("다른 위원",))
    raw = manifest.to_bytes()
    other = SignedText(text=raw.decode(), signature=sign(seed, MANIFEST_PURPOSE, raw).hex())
    forged = changed(brought, packed, manifest=other, amendments=[], revision=1)
    refuses(brought, forged, PackageOfAnotherElection)


def test_a_package_of_another_commission_is_refused(brought: Pair, tmp_path: Path, clock: FixedClock) -> None:
    opened: list[Core] = []
    folder = tmp_path / "others"
    folder.mkdir()
    others = make_pair(folder, clock, opened.append)
    device = brought.device
    recipient = Recipient(others.second_station.id, device.device_id, device.public_key)
    made = make_package(
        others.commission.core, others.election.id, recipient, commission_signer(others.commission.core)
    )
    refuses(brought, made.packed, PackageOfAnotherCommission)
    for core in opened:
        core.store.close()


def test_a_package_of_another_centre_is_refused(pair: Pair) -> None:
    forged = changed(pair, packed_of(pair), centre_key=key_pair(bytes(32)).public_key.hex())
    refuses(pair, forged, PackageOfAnotherCommission)


def test_without_a_network_request_and_package_are_carried_in_files(pair: Pair, tmp_path: Path) -> None:
    pair.connect()
    request, package = tmp_path / "request", tmp_path / "package"
    said = pair.station.packages.write_request(pair.station.official, request)
    read = pair.commission.packages.look_at_request(request)
    assert read.fingerprint == said.fingerprint == pair.station.centre.fingerprint()
    pair.commission.packages.export(
        pair.commission.official,
        pair.commission.second,
        pair.election.id,
        pair.second_station.id,
        read,
        package,
    )
    assert pair.station.packages.take_file(pair.station.official, package).changes
    link = pair.station.centre.link()
    assert link is not None
    assert (link.url, link.centre_key) == ("", pair.little.key.public_key.hex())


def test_a_request_that_was_changed_is_refused(pair: Pair, tmp_path: Path) -> None:
    request = tmp_path / "request"
    pair.station.packages.write_request(pair.station.official, request)
    request.write_bytes(request.read_bytes().replace("관리용".encode(), "다른곳".encode()))
    with pytest.raises(PackageDamaged):
        pair.commission.packages.look_at_request(request)


def test_the_power_goes_while_it_is_taken_and_nothing_is_there(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = packed_of(pair)
    before = rows(pair.station.core)

    class PowerCutError(Exception):
        pass

    def cut(*_: object) -> None:
        raise PowerCutError

    monkeypatch.setattr("omp_desktop.store.repositories.elections.Elections.put_manifest", cut)
    with pytest.raises(PowerCutError):
        pair.station.packages.take(pair.station.official, packed)
    assert rows(pair.station.core) == before


def signed_anew(pair: Pair, packed: bytes, **changes: Any) -> bytes:
    """The package with another manifest, which the commission signed all the same."""
    seed = pair.commission.core.secrets_box.get(COMMISSION_KEY)
    assert seed is not None
    manifest = replace(Manifest.from_bytes(content_of(packed).manifest.text.encode()), **changes)
    raw = manifest.to_bytes()
    text = SignedText(text=raw.decode(), signature=sign(seed, MANIFEST_PURPOSE, raw).hex())
    return changed(pair, packed, manifest=text, amendments=[], revision=1)


def test_a_real_election_is_not_taken_on_throw_away_keys(pair: Pair) -> None:
    refuses(pair, signed_anew(pair, packed_of(pair), test_mode=False), ThrowAwayKeys)


def test_a_station_that_the_election_does_not_have_is_refused(pair: Pair) -> None:
    packed = packed_of(pair)
    refuses(pair, changed(pair, packed, station_id="ab" * 16), StationNotInElection)


def test_an_amendment_that_cannot_be_understood_is_refused(pair: Pair) -> None:
    packed = packed_of(pair)
    seed = pair.commission.core.secrets_box.get(COMMISSION_KEY)
    assert seed is not None
    (amendment,) = content_of(packed).amendments
    for text in (
        amendment.text.replace('"pledges"', '"tomorrow"', 1),
        amendment.text.replace('"number":1', '"number":"1"'),
        amendment.text[:-1] + ',"more":1}',
        amendment.text + " ",
    ):
        signed = SignedText(text=text, signature=sign(seed, AMENDMENT_PURPOSE, text.encode()).hex())
        forged = changed(pair, packed, amendments=[signed])
        assert refuses(pair, forged, PackageDamaged).params["where"] is PackagePart.AMENDMENTS


def test_pledges_that_nobody_could_have_made_are_refused(pair: Pair) -> None:
    packed = packed_of(pair)
    (pledge,) = content_of(packed).pledges
    for wrong in ({"title": " "}, {"title": "  두 칸"}, {"candidate_id": "ab" * 16}, {"position": -1}):
        forged = changed(pair, packed, pledges=[msgspec.structs.replace(pledge, **wrong)])
        assert refuses(pair, forged, PackageDamaged).params["where"] is PackagePart.PLEDGES


def test_photos_of_candidates_travel_along(brought: Pair) -> None:
    first, *others = brought.election.president
    with brought.station.core.store.read() as uow:
        assert uow.candidates.photo(first.id) == PHOTO
        assert [uow.candidates.photo(other.id) for other in others] == [None] * len(others)


def test_a_package_of_before_has_no_photos(pair: Pair) -> None:
    without = changed(pair, packed_of(pair), photos=[])

    assert pair.station.packages.take(pair.station.official, without)
    with pair.station.core.store.read() as uow:
        assert uow.candidates.photos(pair.election.id) == {}


def test_photos_that_are_no_pictures_of_these_candidates_are_refused(pair: Pair) -> None:
    packed = packed_of(pair)
    (photo,) = content_of(packed).photos
    large = b64encode(PHOTO + bytes(PHOTO_BYTES_MOST)).decode()
    nobody = msgspec.structs.replace(photo, candidate_id="ab" * 16)
    broken = [
        msgspec.structs.replace(photo, photo=text) for text in ("?", b64encode(b"GIF89a").decode(), large)
    ]
    for wrong in ([photo, photo], [nobody], *([each] for each in broken)):
        forged = changed(pair, packed, photos=wrong)
        assert refuses(pair, forged, PackageDamaged).params["where"] is PackagePart.PHOTOS


def test_longer_hours_reach_a_station_with_a_long_list_while_it_votes(
    brought: Pair, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    station, people = brought.station, brought.station.people
    Desk(station.core).stations.add_kiosk(station.official, brought.second_station.id)
    clock.set(OPENS)
    polls = PollsService(station.core)
    polls.zero_report(people.manager, brought.election.id)
    polls.open(people.manager, people.beside(people.manager, people.observer), brought.election.id)
    Desk(brought.commission.core).elections.extend_hours(
        brought.commission.official, brought.commission.second, brought.election.id, 0, CLOSES + HOUR
    )
    brought.confirm()
    monkeypatch.setattr("omp_desktop.services.voters_first.VOTERS_WHILE_OPEN", 1)
    assert station.packages.fetch(station.official).changes
    with station.core.store.read() as uow:
        assert read_published(uow, brought.election.id).effective.windows[0].closes == CLOSES + HOUR


def test_a_long_list_does_not_come_while_people_vote(
    brought: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as busy:
        busy.setattr("omp_desktop.services.voters_first.VOTERS_WHILE_OPEN", 1)
        busy.setattr("omp_desktop.services.voters_first._VOTING", frozenset({ElectionState.PUBLISHED}))
        packed = brought.little.packages[brought.device.device_id]
        other = signed_anew(brought, packed, election_id="cd" * 16)
        refuses(brought, changed(brought, other, election_id="cd" * 16), LongWorkWhileOpen)


def test_files_that_cannot_be_read_or_written_are_said(pair: Pair, tmp_path: Path) -> None:
    nowhere = tmp_path / "not there" / "file"
    station = pair.station
    with pytest.raises(PackageFileWrong):
        station.packages.write_request(station.official, nowhere)
    with pytest.raises(PackageFileWrong):
        pair.commission.packages.look_at_request(nowhere)
    with pytest.raises(PackageFileWrong):
        station.packages.take_file(station.official, nowhere)
    assert station.packages.write_request(station.official, tmp_path / "a") == station.packages.write_request(
        station.official, tmp_path / "b"
    )


def test_a_pc_that_asked_nobody_has_no_package(pair: Pair) -> None:
    with pytest.raises(PackageOfAnotherDevice):
        pair.station.packages.take(pair.station.official, b"")

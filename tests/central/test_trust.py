"""First trust: the commission registers once, stations enrol with a code, keys are confirmed and changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from omp_desktop.central import keys
from omp_desktop.central.engine import CentreStore
from omp_desktop.central.schema import CodeRow, DeviceRow, LogRow
from omp_desktop.crypto import signing
from omp_desktop.wire import enrolment
from omp_desktop.wire.enrolment import Devices, DeviceView, Enrolled, EnrolmentCode, NewCode, Rotation
from omp_desktop.wire.envelope import pack, seal, unpack
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.station import HELLO_PURPOSE, Hello
from tests.central.asking import Answer, Application, Scene, application, dump
from tests.central.senders import Sender, held_election, sealed

ON_EACH = pytest.mark.parametrize("fresh", ["sqlite", "postgresql"], indirect=True)
START = datetime(2026, 12, 2, 9, tzinfo=UTC)


@pytest.fixture
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Application]:
    """A centre without a commission, on SQLite unless a test says otherwise."""
    sqlite = getattr(request, "param", "sqlite") == "sqlite"
    store = (
        CentreStore.in_folder(tmp_path) if sqlite else CentreStore(request.getfixturevalue("database_url"))
    )
    with application(store) as asked:
        yield asked


def code_of(app: Application) -> EnrolmentCode:
    code = keys.new_commission_code(app.centre)
    assert code is not None
    return code


def register(app: Application, commission: Sender, code: EnrolmentCode) -> Answer:
    return app.ask("POST", "/v1/commission", pack(commission.registration(code)))


def enrol(app: Application, office: Sender, code: EnrolmentCode) -> Answer:
    return app.ask("POST", "/v1/enrolments", pack(office.enrolment(code)))


def enrolled(app: Application, answer: Answer) -> Enrolled:
    return answer.content(Enrolled, app.centre.keys.public_key, enrolment.ENROLLED_PURPOSE)


def by_commission(here: Scene, method: str, path: str, body: object = None) -> Answer:
    raw = b"" if body is None else msgspec.json.encode(body)
    return here.app.ask_as(here.commission, method, f"/v1/elections/{here.election.id}{path}", raw)


def new_code(here: Scene, station: int = 0) -> EnrolmentCode:
    """A code that the commission gave to a station."""
    code = EnrolmentCode.make(here.app.centre.keys.public_key)
    asked = NewCode(station_id=here.election.stations[station], code_hash=code.hash)
    assert by_commission(here, "POST", "/codes", asked).status == 204
    return code


def confirm(here: Scene, office: Sender) -> Answer:
    key = {"public_key": office.key.public_key.hex()}
    return by_commission(here, "POST", f"/devices/{office.device_id}/confirmation", key)


def revoke(here: Scene, office: Sender) -> Answer:
    return by_commission(here, "POST", f"/devices/{office.device_id}/revocation", {"reason": "분실"})


def rotation_of(
    office: Sender, new: signing.SigningKeyPair, old: signing.SigningKeyPair | None = None
) -> bytes:
    before = old or office.key
    pledged = bytes.fromhex(office.device_id) + before.public_key + new.public_key
    asked = Rotation(
        protocol=PROTOCOL,
        device_id=office.device_id,
        old_key=before.public_key.hex(),
        new_key=new.public_key.hex(),
        by_new=signing.sign(new.seed, enrolment.NEW_KEY_PURPOSE, pledged).hex(),
    )
    return pack(seal(asked, before.seed, enrolment.ROTATION_PURPOSE))


def rotate(here: Scene, office: Sender, body: bytes) -> Answer:
    return here.app.ask_as(office, "POST", f"/v1/devices/{office.device_id}/rotation", body)


def devices(here: Scene) -> dict[str, DeviceView]:
    answer = by_commission(here, "GET", "/devices")
    assert answer.status == 200, answer.body
    return {view.device_id: view for view in msgspec.json.decode(answer.body, type=Devices).devices}


def newcomer(here: Scene) -> Sender:
    """An office of the first station that enrolled and waits."""
    office = here.election.office(0)
    assert enrol(here.app, office, new_code(here)).status == 200
    return office


def at_another_time(app: Application, later: timedelta) -> Application:
    """The same centre, on a clock that stands."""
    return Application(replace(app.centre, now=lambda: START + later))


@contextmanager
def replicas(app: Application, count: int) -> Iterator[list[Application]]:
    """So many servers of the same centre, each with connections of its own."""
    with ExitStack() as stack:
        made = []
        for _ in range(count):
            store = stack.enter_context(closing(CentreStore(app.centre.store.url)))
            replica = stack.enter_context(closing(Application(replace(app.centre, store=store))))
            # The framework puts its routes together at the first request: no two threads may do that at once.
            assert replica.ask("GET", "/nothing").status == 404
            made.append(replica)
        yield made


# --- hello -----------------------------------------------------------------------------------------------


def test_hello_is_signed_over_the_askers_nonce(app: Application) -> None:
    answer = app.ask("GET", f"/v1/hello?nonce={'ab' * 16}")
    said = answer.content(Hello, app.centre.keys.public_key, HELLO_PURPOSE)
    assert (said.nonce, said.centre_key) == ("ab" * 16, app.centre.key)


@pytest.mark.parametrize("query", ["", "?nonce=", "?nonce=AB", "?nonce=" + "a" * 65, "?nonce=%00"])
def test_hello_without_a_good_nonce_is_malformed(app: Application, query: str) -> None:
    answer = app.ask("GET", f"/v1/hello{query}")
    assert (answer.status, answer.code) == (400, "wire.message-malformed")


# --- the commission --------------------------------------------------------------------------------------


def test_the_commission_alone_asks_for_all_devices(both: Scene) -> None:
    assert devices(both)[both.commission.device_id].commission
    answer = both.app.ask_as(both.office, "GET", f"/v1/elections/{both.election.id}/devices")
    assert (answer.status, answer.code) == (403, "centre.not-for-this-device")


@ON_EACH
def test_the_commission_registers_with_the_code(fresh: Application) -> None:
    commission = held_election().commission()
    said = enrolled(fresh, register(fresh, commission, code_of(fresh)))
    assert (said.device_id, said.election_id, said.station_id) == (commission.device_id, None, None)
    assert fresh.receipt(commission.publish(), commission).accepted == 1


def test_the_commission_gets_the_same_again_when_the_answer_was_lost(fresh: Application) -> None:
    commission, code = held_election().commission(), code_of(fresh)
    first = enrolled(fresh, register(fresh, commission, code))
    before = dump(fresh.centre.store.engine)
    again = enrolled(fresh, register(fresh, commission, code))
    assert replace_time(again) == replace_time(first)
    assert dump(fresh.centre.store.engine) == before


def replace_time(said: Enrolled) -> Enrolled:
    return msgspec.structs.replace(said, server_time="2026-01-01T00:00:00Z")


def test_there_is_one_commission(fresh: Application) -> None:
    code, spare = code_of(fresh), code_of(fresh)
    assert register(fresh, held_election().commission(), code).status == 200
    second = register(fresh, held_election(number=2).commission(), spare)
    assert (second.status, second.code) == (409, "centre.already-registered")
    assert keys.new_commission_code(fresh.centre) is None


@ON_EACH
def test_two_commissions_at_once_are_one(fresh: Application) -> None:
    store = fresh.centre.store
    asked = [(held_election(number=number).commission(), code_of(fresh)) for number in (1, 2)]

    with replicas(fresh, 2) as asked_there, ThreadPoolExecutor(2) as pool:
        answers = pool.map(lambda app, each: register(app, *each).status, asked_there, asked)
        assert sorted(answers) == [200, 409]
    with store.read() as session:
        assert len(session.scalars(select(DeviceRow.id)).all()) == 1


def test_a_registration_is_signed_by_the_device_and_by_the_commission(fresh: Application) -> None:
    code, commission = code_of(fresh), held_election().commission()
    content = msgspec.json.decode(commission.registration(code))["content"]
    stranger = sealed(content, signing.generate().seed, enrolment.COMMISSION_PURPOSE)
    elsewhere = sealed({**content, "device_id": "77" * 16}, commission.key.seed, enrolment.COMMISSION_PURPOSE)
    before = dump(fresh.centre.store.engine)
    for body in (stranger, elsewhere):
        answer = fresh.ask("POST", "/v1/commission", pack(body))
        assert (answer.status, answer.code) == (422, "centre.batch-signature-wrong")
    assert dump(fresh.centre.store.engine) == before


def test_nobody_registers_with_a_code_that_was_not_given_or_is_too_old(fresh: Application) -> None:
    commission = held_election().commission()
    foreign = EnrolmentCode.make(fresh.centre.keys.public_key)
    assert register(fresh, commission, foreign).code == "centre.code-refused"
    with closing(at_another_time(fresh, timedelta(0))) as then:
        code = code_of(then)
    with closing(at_another_time(fresh, timedelta(hours=24))) as late:
        assert register(late, commission, code).code == "centre.code-refused"
        # The next start gives another one, and forgets those that are too old.
        assert register(late, commission, code_of(late)).status == 200


# --- enrolment -------------------------------------------------------------------------------------------


def test_a_station_enrols_and_waits_until_its_key_is_confirmed(both: Scene) -> None:
    office, code = both.election.office(1), new_code(both, station=1)
    said = enrolled(both.app, enrol(both.app, office, code))
    assert (said.election_id, said.station_id) == (both.election.id, both.election.stations[1])
    assert (said.station_name, said.election_ko) == ("제2투표소", both.election.manifest.name.ko)
    waiting = both.app.put(office.announce(), office)
    assert (waiting.status, waiting.code) == (403, "centre.device-unconfirmed")
    assert devices(both)[office.device_id].fingerprint == enrolment.fingerprint(office.key.public_key)
    assert confirm(both, office).status == 204
    assert both.app.put(office.announce(), office).status == 200


def test_a_station_gets_the_same_again_when_the_answer_was_lost(both: Scene) -> None:
    office, code = both.election.office(0), new_code(both)
    first = enrolled(both.app, enrol(both.app, office, code))
    before = dump(both.store.engine)
    again = enrolled(both.app, enrol(both.app, office, code))
    assert replace_time(again) == replace_time(first)
    assert dump(both.store.engine) == before


def test_a_code_is_used_once(here: Scene) -> None:
    code = new_code(here)
    assert enrol(here.app, here.election.office(0), code).status == 200
    second = enrol(here.app, here.election.office(0), code)
    assert (second.status, second.code) == (403, "centre.code-refused")


def test_a_code_is_used_once_even_by_many_at_the_same_moment(both: Scene) -> None:
    code, app = new_code(both), both.app
    offices = [both.election.office(0) for _ in range(6)]

    with replicas(app, len(offices)) as asked, ThreadPoolExecutor(len(offices)) as pool:
        answers = pool.map(lambda replica, office: enrol(replica, office, code).status, asked, offices)
        statuses = sorted(answers)
    assert statuses == [200] + [403] * 5
    with both.store.read() as session:
        used = session.scalar(select(CodeRow.used_by).where(CodeRow.hash == code.hash))
        there = session.scalars(select(DeviceRow.id).where(DeviceRow.state == "waiting")).all()
    assert there == [used]


def test_a_code_is_worth_nothing_after_a_day(here: Scene) -> None:
    with closing(at_another_time(here.app, timedelta(0))) as then:
        code = new_code(replace(here, app=then))
    office = here.election.office(0)
    with closing(at_another_time(here.app, timedelta(hours=24))) as late:
        answer = enrol(late, office, code)
        assert (answer.status, answer.code) == (403, "centre.code-refused")
    with closing(at_another_time(here.app, timedelta(hours=24, seconds=-1))) as in_time:
        assert enrol(in_time, office, code).status == 200


def test_a_code_of_another_centre_is_worth_nothing(here: Scene) -> None:
    foreign = EnrolmentCode.make(signing.generate().public_key)
    assert enrol(here.app, here.election.office(0), foreign).code == "centre.code-refused"


def test_only_the_commission_gives_codes_and_only_for_its_stations(here: Scene) -> None:
    code = NewCode(station_id=here.election.stations[0], code_hash="ab" * 32)
    path = f"/v1/elections/{here.election.id}/codes"
    raw = msgspec.json.encode(code)
    assert here.app.ask_as(here.office, "POST", path, raw).code == "centre.not-for-this-device"
    assert here.app.ask("POST", path, raw).code == "centre.request-unsigned"
    nowhere = msgspec.structs.replace(code, station_id="77" * 16)
    assert by_commission(here, "POST", "/codes", nowhere).code == "centre.nothing-there"
    unknown = here.app.ask_as(here.commission, "POST", f"/v1/elections/{'77' * 16}/codes", raw)
    assert (unknown.status, unknown.code) == (404, "centre.election-unknown")


def test_a_code_is_for_one_place(here: Scene) -> None:
    first = NewCode(station_id=here.election.stations[0], code_hash="ab" * 32)
    second = msgspec.structs.replace(first, station_id=here.election.stations[1])
    answers = [by_commission(here, "POST", "/codes", each).status for each in (first, first, second)]
    assert answers == [204, 204, 409]


def test_a_device_has_one_key(here: Scene) -> None:
    office = here.election.office(0)
    assert enrol(here.app, office, new_code(here)).status == 200
    thief = replace(office, key=signing.generate())
    answer = enrol(here.app, thief, new_code(here))
    assert (answer.status, answer.code) == (409, "centre.already-registered")
    assert devices(here)[office.device_id].public_key == office.key.public_key.hex()


def test_an_enrolment_is_signed_by_the_key_that_enrols(here: Scene) -> None:
    office, code = here.election.office(0), new_code(here)
    content = msgspec.json.decode(office.enrolment(code))["content"]
    forged = sealed(content, signing.generate().seed, enrolment.ENROLMENT_PURPOSE)
    elsewhere = sealed(content, office.key.seed, enrolment.COMMISSION_PURPOSE)
    before = dump(here.store.engine)
    for body in (forged, elsewhere):
        answer = here.app.ask("POST", "/v1/enrolments", pack(body))
        assert (answer.status, answer.code) == (422, "centre.batch-signature-wrong")
    assert dump(here.store.engine) == before


@pytest.mark.parametrize("name", ["a\0b", "줄\n바꿈", "", "x" * 201])
def test_a_name_that_cannot_be_shown_is_malformed(here: Scene, name: str) -> None:
    office = here.election.office(0)
    content = msgspec.json.decode(office.enrolment(new_code(here)))["content"]
    body = sealed({**content, "device_name": name}, office.key.seed, enrolment.ENROLMENT_PURPOSE)
    answer = here.app.ask("POST", "/v1/enrolments", pack(body))
    assert (answer.status, answer.code) == (400, "wire.message-malformed")


# --- confirmation, revocation, rotation ------------------------------------------------------------------


def test_only_the_key_that_was_compared_is_confirmed(here: Scene) -> None:
    office = newcomer(here)
    other = replace(office, key=signing.generate())
    answer = confirm(here, other)
    assert (answer.status, answer.code) == (422, "centre.place-differs")
    assert devices(here)[office.device_id].state == "waiting"


def test_what_is_done_twice_is_written_down_once(here: Scene) -> None:
    office = newcomer(here)
    assert [confirm(here, office).status for _ in range(2)] == [204, 204]
    assert [revoke(here, office).status for _ in range(2)] == [204, 204]
    with here.store.read() as session:
        told = session.execute(select(LogRow.action).where(LogRow.subject == office.device_id)).scalars()
        assert list(told) == ["enrolled", "confirmed", "revoked"]


def test_a_revoked_device_asks_for_nothing_and_cannot_be_confirmed(here: Scene) -> None:
    office = here.office
    assert revoke(here, office).status == 204
    state = f"/v1/elections/{here.election.id}/stations/{office.station_id}/state"
    assert here.app.ask_as(office, "GET", state).code == "centre.device-revoked"
    assert confirm(here, office).code == "centre.device-revoked"
    receipt = here.app.receipt(office.statements(("note", {"a": 1})), office)
    assert receipt.accepted == 0
    assert [each.code for each in receipt.quarantined] == ["item.device-revoked"]


def test_a_revoked_key_stays_worthless_when_its_device_enrols_anew(here: Scene) -> None:
    office = newcomer(here)
    confirm(here, office)
    old = office.key
    revoke(here, office)
    assert enrol(here.app, office, new_code(here)).code == "centre.device-revoked"
    office.key = signing.generate()
    assert enrol(here.app, office, new_code(here)).status == 200
    assert devices(here)[office.device_id].state == "waiting"
    assert confirm(here, office).status == 204
    signed_by_old = office.statements(("note", {"a": 1}), seed=old.seed)
    assert here.app.receipt(signed_by_old, office).accepted == 0
    assert here.app.receipt(office.statements(("note", {"a": 2})), office).accepted == 1


def test_the_commission_cannot_lock_itself_out(here: Scene) -> None:
    assert revoke(here, here.commission).code == "centre.not-for-this-device"


@pytest.mark.parametrize("act", [confirm, revoke])
def test_a_device_of_nobody_is_not_there(here: Scene, act: Callable[[Scene, Sender], Answer]) -> None:
    assert act(here, here.election.office(0)).code == "centre.nothing-there"


def test_a_device_changes_its_key(both: Scene) -> None:
    office, old, new = both.office, both.office.key, signing.generate()
    frozen = office.statements(("note", {"a": 1}))
    assert rotate(both, office, rotation_of(office, new)).status == 204
    assert both.app.put(frozen, office).code == "centre.request-unsigned"
    office.key = new
    # What was frozen before is still signed by the old key, and good.
    assert both.app.receipt(frozen, office).accepted == 1
    assert devices(both)[office.device_id].public_key == new.public_key.hex()
    # The answer was lost: the same once more, with the key that counts now.
    assert rotate(both, office, rotation_of(office, new, old)).status == 204


def test_a_rotation_is_signed_by_both_keys_and_for_this_device(here: Scene) -> None:
    office, new = here.office, signing.generate()
    pledged = msgspec.json.decode(unpack(rotation_of(office, new)))["content"]
    stolen = {**pledged, "by_new": "00" * 64}
    for content in (stolen, {**pledged, "old_key": here.commission.key.public_key.hex()}):
        body = pack(sealed(content, office.key.seed, enrolment.ROTATION_PURPOSE))
        assert rotate(here, office, body).code == "centre.batch-signature-wrong"
    other = here.enrol(here.election.office(0))
    answer = here.app.ask_as(
        other, "POST", f"/v1/devices/{office.device_id}/rotation", rotation_of(office, new)
    )
    assert answer.code == "centre.place-differs"


def test_a_rotation_from_a_key_that_no_longer_counts_changes_nothing(here: Scene) -> None:
    office, old, new = here.office, here.office.key, signing.generate()
    assert rotate(here, office, rotation_of(office, new)).status == 204
    office.key = new
    answer = rotate(here, office, rotation_of(office, signing.generate(), old))
    assert (answer.status, answer.code) == (422, "centre.place-differs")
    assert rotate(here, office, rotation_of(office, old)).code == "centre.already-registered"


def test_devices_are_told_to_the_commission_alone(here: Scene) -> None:
    assert {view.commission for view in devices(here).values()} == {True, False}
    unknown = here.app.ask_as(here.commission, "GET", f"/v1/elections/{'77' * 16}/devices")
    assert unknown.code == "centre.election-unknown"

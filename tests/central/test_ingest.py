"""Batches come to the centre: once in effect, with a receipt that says what became of every item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import OperationalError

from omp_desktop.central import ingest, quarantine
from omp_desktop.central.centre import Centre
from omp_desktop.central.schema import (
    AlarmRow,
    BallotRow,
    BatchRow,
    CountRow,
    DeviceKeyRow,
    DeviceRow,
    QuarantineRow,
)
from omp_desktop.crypto import signing
from omp_desktop.wire.batch import BATCH_PURPOSE, Batch
from omp_desktop.wire.receipt import SetAside, Totals
from omp_desktop.wire.refusals import CentreUnable, ItemOfFork, ItemOfRevoked
from tests.central.asking import Application, Scene, dump
from tests.central.outcomes import content_of
from tests.central.senders import (
    CAST,
    Frozen,
    Sender,
    batch_path,
    cast,
    held_election,
    poll_event,
    published,
    sealed,
)

ANOTHER = held_election(number=2)


def state_of(here: Scene) -> dict[str, list[str]]:
    return dump(here.store.engine)


def alarms(here: Scene) -> list[tuple[str, str]]:
    with here.store.read() as session:
        return sorted(
            (row.code, row.subject) for row in session.execute(select(AlarmRow.code, AlarmRow.subject))
        )


def count(here: Scene, row: type[Any]) -> int:
    with here.store.read() as session:
        return len(session.execute(select(row)).all())


def refuses(here: Scene, batch: Frozen, code: str, by: Sender | None = None) -> None:
    """Refused with this code, and not a byte of the centre is another."""
    before = state_of(here)
    answer = here.app.put(batch, by or here.office)
    assert answer.code == code
    assert state_of(here) == before


def test_a_batch_is_answered_by_a_receipt_that_says_everything(both: Scene) -> None:
    receipt = both.app.receipt(both.office.ballots(20), both.office)
    assert (receipt.n, receipt.accepted, receipt.duplicate, receipt.quarantined) == (20, 20, 0, [])
    assert receipt.totals == totals(cast=20, batches=2)
    voted = both.app.receipt(both.office.participations(cast(20)), both.office)
    assert voted.totals == totals(cast=20, voted=20, batches=3)


def totals(**counts: int) -> Totals:
    return Totals(**{**dict.fromkeys(Totals.__struct_fields__, 0), **counts})


def test_the_same_batch_gets_the_same_receipt_byte_for_byte(both: Scene) -> None:
    batch = both.office.ballots(20)
    first = both.app.put(batch, both.office)
    before = state_of(both)
    assert both.app.put(batch, both.office).body == first.body
    assert state_of(both) == before


def test_another_batch_under_the_same_id_changes_nothing_and_raises_an_alarm(both: Scene) -> None:
    batch = both.office.ballots(20)
    both.app.receipt(batch, both.office)
    before = state_of(both)
    other = both.office.participations(cast(20), batch_id=batch.id)
    assert both.app.put(other, both.office).code == "centre.batch-digest-mismatch"
    after = state_of(both)
    assert alarms(both) == [("centre.batch-digest-mismatch", batch.id)]
    assert {**after, "alarm": []} == {**before, "alarm": []}


def test_the_alarm_about_an_id_is_told_once(here: Scene) -> None:
    batch = here.office.ballots(20)
    here.app.receipt(batch, here.office)
    other = here.office.participations(cast(20), batch_id=batch.id)
    for _ in range(3):
        here.app.put(other, here.office)
    assert len(alarms(here)) == 1


def test_an_item_that_came_in_another_batch_is_a_duplicate(both: Scene) -> None:
    said = ("poll-event", poll_event("open", "published", "open"))
    both.app.receipt(both.office.statements(said), both.office)
    both.office.position -= 1
    again = both.app.receipt(both.office.statements(said), both.office)
    assert (again.accepted, again.duplicate) == (0, 1)


def test_a_second_batch_in_the_same_place_is_a_fork(both: Scene) -> None:
    copied = both.office.copy()
    both.app.receipt(both.office.participations(cast(20)), both.office)
    branch = copied.participations(cast(5, first=100))
    receipt = both.app.receipt(branch, both.office)
    assert receipt.quarantined == [SetAside(item=n, code=ItemOfFork.code) for n in range(5)]
    assert receipt.totals == totals(voted=20, batches=3, quarantined=5)
    assert alarms(both) == [(ItemOfFork.code, branch.id)]


def test_what_a_fork_brings_that_is_there_already_is_a_duplicate(both: Scene) -> None:
    copied = both.office.copy()
    both.app.receipt(both.office.participations(cast(20)), both.office)
    receipt = both.app.receipt(copied.participations(cast(21)), both.office)
    assert (receipt.accepted, receipt.duplicate) == (0, 20)
    assert receipt.quarantined == [SetAside(item=20, code=ItemOfFork.code)]


def test_every_lane_has_branches(both: Scene) -> None:
    copied = both.office.copy()
    both.app.receipt(both.office.ballots(3), both.office)
    both.app.receipt(both.office.statements(("whatever", 1)), both.office)
    made = both.office.kiosk.ballots(6)
    ballots = both.app.receipt(copied.page([(ballot, CAST) for ballot in made[2:]]), both.office)
    assert (ballots.duplicate, ballots.countersignature) == (1, None)
    assert {each.code for each in ballots.quarantined} == {ItemOfFork.code}
    said = both.app.receipt(copied.statements(("whatever", 1), ("whatever", 2)), both.office)
    assert (said.duplicate, [each.code for each in said.quarantined]) == (1, [ItemOfFork.code])


def test_a_batch_that_contradicts_the_one_before_it_is_a_fork(here: Scene) -> None:
    here.app.receipt(here.office.participations(cast(20)), here.office)
    stray = here.office.participations(cast(3, first=50), previous="ab" * 32)
    assert [each.code for each in here.app.receipt(stray, here.office).quarantined] == [ItemOfFork.code] * 3


def test_a_batch_that_contradicts_the_one_behind_it_is_a_fork(here: Scene) -> None:
    copied = here.office.copy()
    here.office.participations(cast(20))
    here.app.receipt(here.office.participations(cast(20, first=20)), here.office)
    other_first = copied.participations(cast(3, first=100))
    receipt = here.app.receipt(other_first, here.office)
    assert [each.code for each in receipt.quarantined] == [ItemOfFork.code] * 3


def test_batches_may_come_in_any_order(here: Scene) -> None:
    batches = [here.office.participations(cast(5, first=5 * n)) for n in range(4)]
    for batch in reversed(batches):
        assert here.app.receipt(batch, here.office).accepted == 5
    assert alarms(here) == []


def test_another_epoch_begins_a_chain_of_its_own(here: Scene) -> None:
    here.app.receipt(here.office.participations(cast(5)), here.office)
    restored = here.office.copy()
    restored.epoch, restored.heads = 2, {}
    assert here.app.receipt(restored.participations(cast(5, first=5)), here.office).accepted == 5


def test_a_revoked_device_gets_a_receipt_and_everything_is_set_aside(both: Scene) -> None:
    with both.store.begin() as session:
        session.execute(
            update(DeviceRow).where(DeviceRow.id == both.office.device_id).values(state="revoked")
        )
    receipt = both.app.receipt(both.office.ballots(20), both.office)
    assert receipt.quarantined == [SetAside(item=n, code=ItemOfRevoked.code) for n in range(20)]
    assert receipt.countersignature is None
    assert receipt.totals == totals(batches=2, quarantined=20)
    assert count(both, BallotRow) == 0


def test_what_a_revoked_key_signed_is_set_aside_though_the_device_has_another(here: Scene) -> None:
    old = here.office.key
    batch = here.office.participations(cast(5))
    here.office.key = signing.generate()
    with here.store.begin() as session:
        session.execute(update(DeviceKeyRow).where(_key(here.office)).values(revoked=True))
        session.add(_new_key(here.office))
        session.execute(
            update(DeviceRow)
            .where(DeviceRow.id == here.office.device_id)
            .values(public_key=here.office.key.public_key.hex())
        )
    assert len(here.app.receipt(batch, here.office).quarantined) == 5
    assert old.public_key != here.office.key.public_key


def test_what_an_older_key_signed_is_still_taken(here: Scene) -> None:
    batch = here.office.participations(cast(5))
    here.office.key = signing.generate()
    with here.store.begin() as session:
        session.add(_new_key(here.office))
        session.execute(
            update(DeviceRow)
            .where(DeviceRow.id == here.office.device_id)
            .values(public_key=here.office.key.public_key.hex())
        )
    assert here.app.receipt(batch, here.office).accepted == 5


def test_the_commission_relays_what_a_station_signed(here: Scene) -> None:
    assert here.app.receipt(here.office.ballots(20), here.commission).accepted == 20


def test_what_is_set_aside_is_kept_with_its_bytes(both: Scene) -> None:
    items = [*cast(3), {"voter": "nobody", "state": "cast", "kept": "한글"}]
    receipt = both.app.receipt(both.office.frozen("P", items), both.office)
    assert receipt.quarantined == [SetAside(item=3, code="item.malformed")]
    with both.store.read() as session:
        (raw,) = session.scalars(select(QuarantineRow.raw))
    assert raw.decode("utf-8") == '{"voter":"nobody","state":"cast","kept":"한글"}'


def test_what_is_set_aside_and_every_alarm_are_listed(here: Scene) -> None:
    batch = here.office.frozen("P", [*cast(1), {"voter": "nobody"}])
    here.app.receipt(batch, here.office)
    with here.store.read() as session:
        (kept,) = quarantine.kept(session)
        (alarm,) = quarantine.alarms(session)
        assert quarantine.alarms(session, ANOTHER.id) == []
    assert (kept.batch_id, kept.item, kept.code, kept.bytes) == (batch.id, 1, "item.malformed", 18)
    assert (alarm.code, alarm.subject) == ("item.malformed", batch.id)


def test_a_batch_with_another_signature_is_refused(here: Scene) -> None:
    stranger = signing.generate()
    batch = here.office.participations(cast(3), seed=stranger.seed)
    refuses(here, batch, "centre.batch-signature-wrong")


def test_a_batch_signed_for_something_else_is_refused(here: Scene) -> None:
    refuses(here, here.office.participations(cast(3), purpose="receipt"), "centre.batch-signature-wrong")


def test_a_batch_of_an_unknown_device_is_refused(here: Scene) -> None:
    stranger = here.election.office(0)
    refuses(here, stranger.participations(cast(3)), "centre.batch-signature-wrong")


def test_a_batch_of_a_device_that_waits_is_refused(here: Scene) -> None:
    waiting = here.enrol(here.election.office(0), "waiting")
    refuses(here, waiting.participations(cast(3)), "centre.device-unconfirmed", here.commission)


def test_a_batch_for_another_station_than_the_sender_s_is_refused(here: Scene) -> None:
    other = here.election.stations[1]
    batch = here.office.participations(cast(3), station_id=other)
    refuses(here, batch, "centre.not-for-this-device", here.commission)


def test_a_batch_of_an_unknown_election_is_refused(here: Scene) -> None:
    batch = here.commission.participations(cast(3), election_id=ANOTHER.id)
    refuses(here, batch, "centre.election-unknown", here.commission)


@pytest.mark.parametrize("name", ["election_id", "station_id", "batch_id"])
def test_a_batch_at_another_address_than_its_own_is_refused(here: Scene, name: str) -> None:
    batch = here.office.participations(cast(3))
    place = {
        "election_id": here.election.id,
        "station_id": here.office.station_id,
        "batch_id": batch.id,
        name: "ab" * 16,
    }
    stray = replace(batch, path=batch_path(*place.values()))
    refuses(here, stray, "centre.place-differs", here.commission)


def test_ballots_come_with_the_head_of_their_page(here: Scene) -> None:
    refuses(here, here.office.ballots(20, page=None), "wire.message-malformed")


def test_nothing_else_comes_with_the_head_of_a_page(here: Scene) -> None:
    page = here.office.ballots(20).sealed.read(Batch).page
    refuses(here, here.office.participations(cast(20), page=page), "wire.message-malformed")


def test_a_batch_of_a_later_protocol_is_refused(here: Scene) -> None:
    refuses(here, here.office.participations(cast(3), protocol=2), "wire.protocol-unknown")


def test_fields_that_this_version_does_not_know_are_kept(here: Scene) -> None:
    batch = here.office.participations(cast(3), mood="good")
    assert here.app.receipt(batch, here.office).accepted == 3
    with here.store.read() as session:
        assert batch.packed in set(session.scalars(select(BatchRow.body)))


def test_the_commission_s_first_batch_brings_the_election(app: Application) -> None:
    held = held_election()
    commission = held.commission(0)
    made = Scene(app, held, commission, held.office(0))
    made.enrol(commission)
    receipt = app.receipt(commission.publish(("device", {"kind": "printer"})), commission)
    assert (receipt.accepted, receipt.quarantined) == (1, [SetAside(item=1, code="item.malformed")])


def test_nobody_else_brings_an_election(here: Scene) -> None:
    office = Sender(ANOTHER, ANOTHER.stations[0], ANOTHER.kiosks[0], device_id=here.office.device_id)
    office.key = here.office.key
    batch = office.statements(("election-published", published(ANOTHER)))
    refuses(here, batch, "centre.not-for-this-device")
    refuses(here, batch, "centre.election-unknown", here.commission)


def test_an_election_of_another_commission_is_refused(here: Scene) -> None:
    other = Sender(ANOTHER, ANOTHER.stations[0], ANOTHER.kiosks[0], device_id=here.commission.device_id)
    other.key = here.commission.key
    refuses(here, other.publish(), "centre.manifest-refused", here.commission)


@pytest.mark.parametrize(
    "changes",
    [
        {"signature": "00" * 64},
        {"manifest": "{}"},
        {"manifest": "선거"},
        {"manifest": '{"name":"\\u0000"}'},
    ],
)
def test_an_election_that_is_not_whole_is_refused(app: Application, changes: dict[str, str]) -> None:
    held = held_election()
    commission = held.commission(0)
    made = Scene(app, held, commission, held.office(0))
    made.enrol(commission)
    batch = commission.statements(("election-published", {**published(held), **changes}))
    refuses(made, batch, "centre.manifest-refused", commission)


def test_a_manifest_under_another_election_s_address_is_refused(here: Scene) -> None:
    batch = here.commission.frozen(
        "S",
        [{"position": 1, "kind": "election-published", "body": published(here.election)}],
        election_id=ANOTHER.id,
    )
    refuses(here, batch, "centre.manifest-refused", here.commission)


@pytest.mark.parametrize("deep", [b"[" * 300 + b"]" * 300, b'{"a":' * 300 + b"1" + b"}" * 300])
def test_an_item_that_is_nested_deeply_is_set_aside(here: Scene, deep: bytes) -> None:
    for lane in "PS":
        content = content_of(here.office.copy().frozen(lane, ["HERE"]))
        raw = msgspec.json.encode(content).replace(b'"HERE"', deep)
        path = batch_path(content["election_id"], content["station_id"], content["batch_id"])
        envelope = sealed(raw, here.office.key.seed, BATCH_PURPOSE)
        receipt = here.app.receipt(Frozen(content["batch_id"], envelope, path, []), here.office)
        assert receipt.quarantined == [SetAside(item=0, code="item.malformed")]


# The two controls of exactly once: a protection is off, and the test that relies on it notices.


def counted_once(here: Scene) -> None:
    """Two offices of the station bring the same ballots; each of them counts once."""
    other = here.enrol(here.election.office(0))
    here.app.receipt(here.office.ballots(20), here.office)
    receipt = here.app.receipt(other.ballots(20), other)
    assert receipt.totals.cast == 20
    assert count(here, BallotRow) == 20


def test_a_ballot_counts_once_whatever_brings_it(both: Scene) -> None:
    counted_once(both)


def test_control_without_unique_a_ballot_counts_twice(own_database: Scene) -> None:
    with own_database.store.begin() as session:
        session.execute(text("ALTER TABLE ballot DROP CONSTRAINT pk_ballot"))
        session.execute(text("ALTER TABLE ballot DROP CONSTRAINT uq_ballot_election_id_code_station_id"))
    with pytest.raises(AssertionError):
        counted_once(own_database)


Receive = Callable[[Centre, bytes, ingest.Place], bytes]


def receipts_are_kept(here: Scene, receive: Receive) -> None:
    """When the commit fails, nobody has a receipt of something that the centre does not have."""
    batch = here.office.participations(cast(20))
    place = ingest.Place(here.election.id, here.office.station_id, batch.id)
    engine = here.store.engine

    def fail(_: object) -> None:
        raise OperationalError("COMMIT", {}, OSError("the disk is gone"))

    event.listen(engine, "commit", fail)
    try:
        receipt = receive(here.app.centre, batch.packed, place)
    except CentreUnable:
        receipt = b""
    finally:
        event.remove(engine, "commit", fail)
    with here.store.read() as session:
        kept = session.scalar(select(BatchRow.receipt).where(BatchRow.id == batch.id))
    assert not receipt or receipt == kept


def test_a_receipt_goes_out_after_the_commit(both: Scene) -> None:
    receipts_are_kept(both, ingest.receive)


def test_control_a_receipt_before_the_commit_is_noticed(both: Scene) -> None:
    def too_early(centre: Centre, packed: bytes, place: ingest.Place) -> bytes:
        come = ingest.read(packed, place)
        handed_out = b""
        try:
            with centre.store.begin() as session:
                answer = ingest.take(session, centre, come)
                assert isinstance(answer, bytes)
                handed_out = answer
        except CentreUnable:
            pass
        return handed_out

    with pytest.raises(AssertionError):
        receipts_are_kept(both, too_early)


def test_a_centre_whose_database_fails_says_that_it_cannot(here: Scene) -> None:
    def fail(_: object) -> None:
        raise OperationalError("COMMIT", {}, OSError("the disk is gone"))

    event.listen(here.store.engine, "commit", fail)
    answer = here.app.put(here.office.ballots(20), here.office)
    event.remove(here.store.engine, "commit", fail)
    assert (answer.status, answer.code) == (503, "centre.unable")
    assert "retry-after" in answer.headers


def test_counts_are_those_of_the_rows(here: Scene) -> None:
    here.app.receipt(here.office.ballots(20), here.office)
    with here.store.read() as session:
        counted = {row.name: row.n for row in session.execute(select(CountRow.name, CountRow.n))}
    assert counted["cast"] == count(here, BallotRow) == 20


def _key(sender: Sender) -> Any:
    return DeviceKeyRow.device_id == sender.device_id


def _new_key(sender: Sender) -> DeviceKeyRow:
    return DeviceKeyRow(
        device_id=sender.device_id, public_key=sender.key.public_key.hex(), since="2026-12-02T21:00:00Z"
    )

"""An election of two stations comes together at the commission's PC: what is taken over, and what is not."""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from omp_desktop.crypto import signing
from omp_desktop.crypto.pages import Chain, Entry, page_hash
from omp_desktop.crypto.signing import SigningKeyPair
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.record.layout import BALLOT_PURPOSE
from omp_desktop.services.collecting_errors import AlreadyCounted, CollectingCancelled, NotTheCommission
from omp_desktop.services.deliveries import Missing
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.publication import read_published
from omp_desktop.wire.batch import BallotItem, PageOfBatch
from omp_desktop.wire.enrolment import NEW_KEY_PURPOSE, ROTATION_PURPOSE, Rotation
from omp_desktop.wire.envelope import decode, seal
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.receipt import SetAside
from omp_desktop.wire.unreachable import NoConnection
from tests.services.keeping_centre import Gathering, Kept


def ballots(kept: Kept) -> list[BallotItem]:
    return [decode(bytes(raw), BallotItem) for raw in kept.batch.items]


def page_of(gathering: Gathering, kept: Kept, items: list[BallotItem], **changes: Any) -> dict[str, Any]:
    """A page of these ballots as the kiosk of this batch would make it; `changes` of its head."""
    before = kept.batch.page
    assert before is not None
    head = {name: getattr(before, name) for name in PageOfBatch.__struct_fields__} | changes
    with gathering.core.store.read() as uow:
        base_hash = read_published(uow, gathering.id).context.base_hash
    key = signing.key_pair(gathering.kiosk).public_key
    chain = Chain(base_hash, gathering.second_station, head["device_id"], key)
    entries = [Entry(bytes.fromhex(item.code), item.status) for item in items]
    computed = page_hash(chain, head["store_epoch"], head["number"], bytes.fromhex(head["previous"]), entries)
    return {
        "items": [msgspec.Raw(msgspec.json.encode(item)) for item in items],
        "page": PageOfBatch(**{**head, "hash": computed.hex()}),
    }


def test_everything_of_the_other_station_is_taken_over(gathering: Gathering) -> None:
    collection = gathering.collect()
    others = [
        kept for kept in gathering.centre.kept.values() if kept.entry.station_id == gathering.second_station
    ]
    assert (collection.taken, collection.refused) == (len(others), 0)
    other = gathering.other
    assert (other.listed, other.voted, other.ballots, other.missing) == (4, 2, 2, ())


def test_before_it_nothing_has_arrived(gathering: Gathering) -> None:
    here, other = gathering.collecting.deliveries(gathering.id)
    assert here.complete
    assert other.missing == (Missing.NOTHING,)


def test_a_second_time_nothing_is_asked_for_again(gathering: Gathering) -> None:
    gathering.collect()
    gathering.centre.asked.clear()
    collection = gathering.collect()
    assert (collection.taken, collection.refused, gathering.centre.asked) == (0, 0, [])


def test_an_interruption_costs_nothing_but_the_batch_it_hit(gathering: Gathering) -> None:
    gathering.centre.cut_after = 2
    with pytest.raises(NoConnection):
        gathering.collect()
    gathering.centre.cut_after = None
    gathering.collect()
    assert len(gathering.centre.asked) == len(set(gathering.centre.asked))
    assert gathering.other.complete


def test_it_can_be_stopped_and_goes_on_later(gathering: Gathering) -> None:
    told: list[tuple[int, int]] = []
    with pytest.raises(CollectingCancelled):
        gathering.collecting.collect(
            gathering.people.commission,
            gathering.id,
            lambda done, total: told.append((done, total)),
            lambda: len(told) > 2,
        )
    taken = told[-1][0]
    assert 0 < taken < told[-1][1]
    assert gathering.collect().taken == told[-1][1] - taken
    assert gathering.other.complete


def test_what_was_collected_is_noted_in_the_log(gathering: Gathering) -> None:
    collection = gathering.collect()
    with gathering.core.store.read() as uow:
        entry = uow.audit.last()
    assert entry is not None
    assert (entry.event, entry.details["taken"]) == (AuditEvent.COLLECTED, collection.taken)


def test_a_station_does_not_collect(gathering: Gathering) -> None:
    with gathering.core.store.uow() as uow:
        link = uow.centre.link()
        assert link is not None
        uow.centre.set_link(replace(link, commission=False))
        uow.commit()
    with pytest.raises(NotTheCommission):
        gathering.collect()


def test_an_observer_does_not_collect(gathering: Gathering) -> None:
    with pytest.raises(NotAllowed):
        gathering.collecting.collect(gathering.people.observer, gathering.id)


def test_after_the_count_nothing_is_added(gathering: Gathering) -> None:
    gathering.collect()
    gathering.count()
    with pytest.raises(AlreadyCounted):
        gathering.collect()


# Batches that are refused as a whole


def test_a_batch_of_a_device_that_was_not_confirmed_here_is_refused(gathering: Gathering) -> None:
    """Whatever the centre says of it: nobody compared its key on this PC."""
    (page,) = gathering.sent("B")
    key = secrets.token_bytes(32)
    gathering.another(page, signer=key, device_id="77" * 16)
    gathering.collect()
    assert gathering.faults == ["sender"]


def test_a_device_that_was_confirmed_for_two_stations_speaks_for_neither(gathering: Gathering) -> None:
    with gathering.core.store.uow() as uow:
        ((_, device_id, _),) = uow.centre.confirmed_senders(gathering.id)
        uow.centre.confirm_sender(gathering.id, gathering.election.station.id, device_id, "ab" * 32)
        uow.commit()
    gathering.collect()
    assert set(gathering.faults) == {"sender"}


def test_a_batch_that_another_key_signed_is_refused(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    gathering.resend(page, signer=secrets.token_bytes(32))
    gathering.collect()
    assert gathering.faults == ["signature"]
    assert gathering.other.ballots == 0


def rotation(old: bytes, device_id: str, new: SigningKeyPair, by: bytes | None = None) -> str:
    """The envelope of a change of this device's key; `by` another key than the old one."""
    before = signing.key_pair(old).public_key
    both = bytes.fromhex(device_id) + before + new.public_key
    message = Rotation(
        protocol=PROTOCOL,
        device_id=device_id,
        old_key=before.hex(),
        new_key=new.public_key.hex(),
        by_new=signing.sign(new.seed, NEW_KEY_PURPOSE, both).hex(),
    )
    return seal(message, old if by is None else by, ROTATION_PURPOSE).decode()


def with_rotations(gathering: Gathering, device_id: str, rotations: list[str]) -> None:
    devices = gathering.centre.devices
    gathering.centre.devices = {
        **devices,
        device_id: msgspec.structs.replace(devices[device_id], rotations=rotations),
    }


def test_a_key_that_was_changed_is_followed_by_what_the_old_one_signed(gathering: Gathering) -> None:
    last = gathering.sent("P")[-1]
    device_id = last.entry.device_id
    second, third = signing.generate(), signing.generate()
    changes = [
        rotation(second.seed, device_id, third),
        rotation(gathering.office, device_id, second),
    ]
    with_rotations(gathering, device_id, changes)
    gathering.another(last, signer=third.seed, items=[participation(voter(gathering, "104"), "issued")])
    gathering.collect()
    assert (gathering.faults, gathering.other.issued) == ([], 1)


def test_a_key_that_the_old_one_did_not_sign_for_is_not_followed(gathering: Gathering) -> None:
    last = gathering.sent("P")[-1]
    device_id = last.entry.device_id
    other = signing.generate()
    with_rotations(
        gathering,
        device_id,
        [
            "{}",
            rotation(gathering.office, device_id, other, by=other.seed),
            rotation(gathering.office, "77" * 16, other),
        ],
    )
    gathering.another(last, signer=other.seed, items=[participation(voter(gathering, "104"), "issued")])
    gathering.collect()
    assert (gathering.faults, gathering.other.issued) == (["signature"], 0)


def test_a_batch_that_was_changed_after_its_receipt_is_refused(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    receipt = page.receipt
    changed = gathering.resend(page, items=page.batch.items[:1])
    changed.receipt = receipt
    gathering.collect()
    assert gathering.faults == ["changed"]
    assert Missing.REFUSED in gathering.other.missing


def test_a_batch_without_a_receipt_is_refused(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    gathering.centre.kept[page.entry.batch_id] = Kept(page.entry, page.packed, b"")
    gathering.collect()
    assert gathering.faults == ["receipt"]


def test_a_receipt_that_another_key_signed_is_worth_nothing(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    own = gathering.centre.key
    gathering.centre.key = signing.generate()
    gathering.centre.keep(page.packed)
    gathering.centre.key = own
    gathering.collect()
    assert gathering.faults == ["receipt"]


@pytest.mark.parametrize("changes", [{"n": 1, "accepted": 1}, {"accepted": 0}, {"station_id": "00" * 16}])
def test_a_receipt_that_does_not_fit_is_worth_nothing(gathering: Gathering, changes: dict[str, Any]) -> None:
    (page,) = gathering.sent("B")
    gathering.centre.keep(page.packed, **changes)
    gathering.collect()
    assert gathering.faults == ["receipt"]


def test_a_batch_for_another_station_is_refused(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    changed = gathering.resend(page, station_id=gathering.election.station.id)
    changed.entry = page.entry
    gathering.collect()
    assert gathering.faults == ["place"]


def test_bytes_that_are_no_batch_are_refused(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    gathering.centre.kept[page.entry.batch_id] = Kept(page.entry, b"nothing", page.receipt)
    gathering.collect()
    assert gathering.faults == ["malformed"]


def test_what_is_wrong_with_one_batch_does_not_keep_the_others_away(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    gathering.centre.kept[page.entry.batch_id] = Kept(page.entry, b"nothing", page.receipt)
    gathering.collect()
    assert (gathering.other.voted, gathering.other.ballots) == (2, 0)


def test_a_refused_batch_is_taken_once_it_is_right(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    gathering.centre.kept[page.entry.batch_id] = Kept(page.entry, b"nothing", page.receipt)
    gathering.collect()
    gathering.centre.kept[page.entry.batch_id] = page
    gathering.collect()
    assert (gathering.faults, gathering.other.missing) == ([], ())


def test_a_batch_that_is_another_one_at_the_centre_by_now_is_shown(gathering: Gathering) -> None:
    gathering.collect()
    (page,) = gathering.sent("B")
    gathering.resend(page, items=page.batch.items[:1])
    gathering.collect()
    assert gathering.faults == ["changed"]
    assert (gathering.other.ballots, gathering.other.missing) == (2, ())


# Pages


def test_a_page_is_refused_whole_when_the_centre_set_a_ballot_aside(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    gathering.centre.aside = lambda _batch: [SetAside(item=0, code="item.signature-wrong")]
    gathering.centre.keep(page.packed)
    gathering.collect()
    assert gathering.faults == ["set-aside"]
    assert gathering.other.ballots == 0


def test_a_page_of_a_kiosk_that_was_not_announced_is_refused(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    gathering.resend(page, **page_of(gathering, page, ballots(page), device_id="12" * 16))
    gathering.collect()
    assert gathering.faults == ["kiosk"]


def test_a_kiosk_with_two_keys_is_refused(gathering: Gathering) -> None:
    statements = gathering.sent("S")[-1]
    (page,) = gathering.sent("B")
    assert page.batch.page is not None
    key = signing.generate().public_key.hex()
    body = {"device": page.batch.page.device_id, "name": "x", "kind": "kiosk", "public_key": key}
    item = {"position": 1000, "kind": "device", "body": body}
    gathering.another(statements, items=[msgspec.Raw(msgspec.json.encode(item))])
    gathering.collect()
    assert gathering.faults == ["kiosk-key"]


def test_a_page_with_another_hash_is_refused(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    assert page.batch.page is not None
    gathering.resend(page, page=msgspec.structs.replace(page.batch.page, hash="00" * 32))
    gathering.collect()
    assert gathering.faults == ["page"]


def test_a_page_whose_ballots_are_not_sorted_is_refused(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    gathering.resend(page, items=list(reversed(page.batch.items)))
    gathering.collect()
    assert gathering.faults == ["page"]


def test_another_page_at_the_same_place_is_a_fork(gathering: Gathering) -> None:
    gathering.collect()
    (page,) = gathering.sent("B")
    gathering.another(page, **page_of(gathering, page, ballots(page)[:1]))
    gathering.collect()
    assert gathering.faults == ["fork"]
    assert gathering.other.ballots == 2


def test_the_same_page_once_more_says_nothing_new(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    gathering.another(page)
    gathering.collect()
    assert (gathering.faults, gathering.other.ballots, gathering.other.missing) == ([], 2, ())


def test_a_ballot_on_two_pages_is_counted_once_and_shown(gathering: Gathering) -> None:
    gathering.collect()
    (page,) = gathering.sent("B")
    assert page.batch.page is not None
    again = page_of(gathering, page, ballots(page)[:1], number=2, previous=page.batch.page.hash)
    gathering.another(page, **again)
    gathering.collect()
    assert gathering.faults == ["copy"]
    assert gathering.other.ballots == 2


def test_a_ballot_of_this_station_in_the_others_batch_is_counted_once_and_shown(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    (own,) = gathering.centre.of("B", gathering.election.station.id)
    both = sorted([*ballots(page), ballots(own)[0]], key=lambda item: item.code)
    gathering.resend(page, **page_of(gathering, page, both))
    gathering.collect()
    assert gathering.faults == ["place"]
    assert Missing.REFUSED in gathering.other.missing


def with_one(gathering: Gathering, change: Any) -> None:
    """The page with its first ballot changed, everything around it made anew."""
    (page,) = gathering.sent("B")
    first, *rest = ballots(page)
    items = sorted([change(first), *rest], key=lambda item: item.code)
    gathering.resend(page, **page_of(gathering, page, items))
    gathering.collect()


def test_a_ballot_that_its_kiosk_did_not_sign_is_refused(gathering: Gathering) -> None:
    with_one(gathering, lambda item: msgspec.structs.replace(item, signature=secrets.token_hex(64)))
    assert gathering.faults == ["ballot"]


def test_a_ballot_whose_proof_does_not_hold_is_refused(gathering: Gathering) -> None:
    """Signed by the kiosk all the same: the last response is another number."""

    def worse(item: BallotItem) -> BallotItem:
        body = b64decode(item.body)
        body = body[:-32] + (1).to_bytes(32, "little")
        signature = signing.sign(gathering.kiosk, BALLOT_PURPOSE, body)
        return msgspec.structs.replace(item, body=b64encode(body).decode(), signature=signature.hex())

    with_one(gathering, worse)
    assert gathering.faults == ["ballot"]


def test_a_ballot_under_another_code_is_refused(gathering: Gathering) -> None:
    with_one(gathering, lambda item: msgspec.structs.replace(item, code="ab" * 32))
    assert gathering.faults == ["place"]


def test_a_tested_ballot_that_does_not_open_is_refused(gathering: Gathering) -> None:
    with_one(
        gathering,
        lambda item: msgspec.structs.replace(item, status=BallotStatus.TESTED, nonce="11" * 32),
    )
    assert gathering.faults == ["ballot"]


def test_a_sealed_ballot_stands_on_no_page(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    first, *rest = ballots(page)
    sealed = msgspec.structs.replace(first, status=BallotStatus.COMMITTED)
    items = [msgspec.Raw(msgspec.json.encode(item)) for item in (sealed, *rest)]
    gathering.resend(page, items=items)
    gathering.collect()
    assert gathering.faults == ["malformed"]


# Participations


def participation(voter: str, state: str, hour: str | None = None) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode({"voter": voter, "state": state, "hour": hour}))


def voter(gathering: Gathering, roll: str) -> str:
    with gathering.core.store.read() as uow:
        return uow.voters.search(gathering.id, roll)[0].voter.id


def test_a_voter_of_another_station_is_noted_and_the_others_are_taken(gathering: Gathering) -> None:
    last = gathering.sent("P")[-1]
    strangers = [participation(voter(gathering, "5"), "issued"), participation("ab" * 16, "issued")]
    known = participation(voter(gathering, "104"), "issued")
    gathering.another(last, items=[*strangers, known])
    gathering.collect()
    assert gathering.faults == ["voter", "voter"]
    assert gathering.other.issued == 1
    assert {problem.item for problem in gathering.other.problems} == {0, 1}


def test_a_cast_is_final_and_of_everything_else_the_latest_counts(gathering: Gathering) -> None:
    last = gathering.sent("P")[-1]
    cast, other = voter(gathering, "101"), voter(gathering, "104")
    first = gathering.another(last, items=[participation(other, "issued"), participation(cast, "cancelled")])
    gathering.another(first, items=[participation(other, "cancelled")])
    gathering.collect()
    assert (gathering.other.voted, gathering.other.issued, gathering.other.cancelled) == (2, 0, 1)


def test_an_earlier_batch_that_comes_late_changes_nothing(gathering: Gathering) -> None:
    last = gathering.sent("P")[-1]
    other = voter(gathering, "104")
    first = gathering.another(last, items=[participation(other, "issued")])
    gathering.another(first, items=[participation(other, "cancelled")])
    late = gathering.centre.kept.pop(first.entry.batch_id)
    gathering.collect()
    gathering.centre.kept[late.entry.batch_id] = late
    gathering.collect()
    assert (gathering.other.issued, gathering.other.cancelled) == (0, 1)


def test_items_that_the_centre_set_aside_are_left_and_noted(gathering: Gathering) -> None:
    last = gathering.sent("P")[-1]
    gathering.centre.aside = lambda _batch: [SetAside(item=0, code="item.malformed")]
    gathering.another(last, items=[participation(voter(gathering, "104"), "issued"), msgspec.Raw(b"{}")])
    gathering.collect()
    assert gathering.faults == ["set-aside"]
    assert gathering.other.issued == 0


def test_turnout_of_each_station_is_known_by_what_came(gathering: Gathering) -> None:
    gathering.collect()
    here, other = gathering.collecting.deliveries(gathering.id)
    assert (here.voted, other.voted) == (3, 2)

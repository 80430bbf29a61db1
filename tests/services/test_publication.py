"""Publishing: what is frozen and signed, and what may still change afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from omp_desktop.crypto.aggregate import decode_aggregate
from omp_desktop.crypto.ballot_encryption import encrypt_ballot, verify_ballot
from omp_desktop.crypto.election_context import BLANK
from omp_desktop.crypto.errors import SignatureInvalid
from omp_desktop.crypto.signing import key_pair, verify
from omp_desktop.domain.access_errors import SamePerson
from omp_desktop.domain.amendment import AmendmentKind
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.candidate import CandidateState
from omp_desktop.domain.candidate_errors import (
    AlreadyWithdrawn,
    CandidateFrozen,
    PledgesLocked,
    RemovalTooLate,
    WithdrawalTooEarly,
    WithdrawalTooLate,
)
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.election import ElectionState, PollAction
from omp_desktop.domain.election_errors import IllegalTransition
from omp_desktop.domain.manifest import Manifest
from omp_desktop.domain.publication_errors import KeyMissing, NotReadyToPublish
from omp_desktop.domain.record_errors import (
    AmendmentOutOfSequence,
    HoursOnlyExtend,
    NoSuchOption,
    NoSuchWindow,
)
from omp_desktop.domain.voters_list import Voter, voters_digest
from omp_desktop.domain.voting_window import VotingWindow
from omp_desktop.record.layout import MANIFEST_PURPOSE
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.election_errors import ClosingTimePast, HoursTooLate, NotPublished
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.key_errors import SigningKeyMissing, ThrowAwayKeys
from omp_desktop.services.publication import (
    check_signatures,
    commission_signer,
    read_published,
)
from omp_desktop.services.publication import publish as publish_in
from omp_desktop.services.secrets import COMMISSION_KEY, ThrowawaySecrets
from omp_desktop.store.records import PollEvent
from omp_desktop.store.repositories.record import Amendments
from tests.services.scene import (
    CLOSES,
    OPENS,
    Desk,
    Draft,
    People,
    SmallElection,
    definition,
    prepare,
    publish,
    voters_file,
)

StateOf = Callable[[], dict[str, list[str]]]
HOUR = timedelta(hours=1)


def put_state(core: Core, election_id: str, state: ElectionState) -> None:
    """Moves a published election on, as the polls do."""
    with core.store.uow() as uow:
        election = uow.elections.get(election_id)
        uow.elections.save(replace(election, state=state))
        if state is ElectionState.OPEN:
            event = PollEvent(election_id, PollAction.OPEN, election.state, state, core.clock.now(), (), {})
            uow.poll_events.add(event)
        uow.commit()


def test_the_manifest_says_what_the_draft_said(core: Core, draft: Draft, published: SmallElection) -> None:
    with core.store.read() as uow:
        manifest = read_published(uow, published.id).manifest
        voters = uow.voters.page(published.id)
    assert manifest.hash == published.manifest_hash
    assert (manifest.name, manifest.windows) == (draft.election.name, draft.election.windows)
    assert [[option.id for option in contest.options] for contest in manifest.contests] == [
        [candidate.id for candidate in draft.president],
        [candidate.id for candidate in draft.council],
    ]
    assert [(s.id, s.voters) for s in manifest.stations] == [(draft.station.id, 12)]
    in_order = sorted(voters, key=lambda voter: int(voter.roll_number))
    assert manifest.stations[0].voters_digest == voters_digest(in_order)
    assert manifest.test_mode


def test_the_digest_of_the_voters_depends_on_every_voter(published: SmallElection, core: Core) -> None:
    with core.store.read() as uow:
        voters = sorted(uow.voters.page(published.id), key=lambda voter: int(voter.roll_number))
        digest = uow.voters.digest(published.id, published.station.id)
    changed: list[Voter] = [*voters[:-1], replace(voters[-1], address="가상시 다른로 1")]
    assert digest == voters_digest(voters) != voters_digest(changed)


def test_what_is_stored_is_signed_by_the_commission(core: Core, published: SmallElection) -> None:
    seed = core.secrets_box.get(COMMISSION_KEY)
    assert seed is not None
    with core.store.read() as uow:
        stored = uow.elections.manifest(published.id)
        check_signatures(uow, published.id)
    assert stored is not None
    manifest = Manifest.from_bytes(stored.bytes)
    assert manifest.commission_key == key_pair(seed).public_key.hex()
    verify(key_pair(seed).public_key, MANIFEST_PURPOSE, stored.bytes, stored.signature)


def test_ballots_can_be_encrypted_for_the_published_election(core: Core, published: SmallElection) -> None:
    with core.store.read() as uow:
        context = read_published(uow, published.id).context
    sealed = encrypt_ballot(
        context,
        {"president": [published.president[0].id], "council": [published.council[1].id]},
        station_id=published.station.id,
        device_id=published.kiosk.id,
        store_epoch=1,
    )
    verify_ballot(context, sealed.ballot)
    assert [shape.labels[-1] == BLANK for shape in context.contests] == [True, False]


def test_the_sums_begin_with_no_ballots(core: Core, published: SmallElection) -> None:
    with core.store.read() as uow:
        context = read_published(uow, published.id).context
        aggregate = decode_aggregate(context, uow.aggregates.get(published.id))
    assert aggregate.ballots == 0


def test_publishing_is_a_step_of_the_polls_in_the_log_and_in_the_queue(
    core: Core, people: People, published: SmallElection
) -> None:
    with core.store.read() as uow:
        step = uow.poll_events.all(published.id)[0]
        entry = next(e for e in uow.audit.page(0, 1000) if e.event is AuditEvent.ELECTION_PUBLISHED)
        first, kiosk, second = uow.outbox.waiting("S")
        stored = uow.elections.manifest(published.id)
    assert stored is not None
    assert (step.action, step.to_state) == (PollAction.PUBLISH, ElectionState.PUBLISHED)
    assert step.actor_ids == (people.commission.account.id,)
    assert entry.details["hash"] == published.manifest_hash
    assert (first.kind, kiosk.kind, second.kind) == ("election-published", "device", "amendment")
    sent = json.loads(first.payload)
    assert sent["manifest"].encode() == stored.bytes
    assert sent["signature"] == stored.signature.hex()


def test_the_page_of_a_published_election_shows_its_hash(desk: Desk, published: SmallElection) -> None:
    view = desk.elections.get(published.id)
    assert view.election.state is ElectionState.PUBLISHED
    assert (view.manifest_hash, view.checks, view.pledges_wait) == (published.manifest_hash, (), False)


def test_an_unfinished_draft_is_not_published(
    desk: Desk, people: People, draft: Draft, state_of: StateOf
) -> None:
    before = state_of()
    with pytest.raises(NotReadyToPublish) as caught:  # it has no key
        desk.elections.publish(people.commission, draft.id)
    assert caught.value.params["count"] == 1
    assert state_of() == before


def test_a_window_that_is_over_is_not_published(
    desk: Desk, people: People, draft: Draft, usb: Path, clock: FixedClock, state_of: StateOf
) -> None:
    desk.elections.make_single_trustee_key(people.commission, draft.id, "김", "pass-phrase", usb)
    clock.set(CLOSES)
    before = state_of()
    with pytest.raises(NotReadyToPublish):
        desk.elections.publish(people.commission, draft.id)
    assert state_of() == before


def test_an_election_is_published_once(
    desk: Desk, people: People, published: SmallElection, state_of: StateOf
) -> None:
    before = state_of()
    with pytest.raises(IllegalTransition):
        desk.elections.publish(people.commission, published.id)
    assert state_of() == before


def test_a_real_election_is_not_published_on_throw_away_keys(
    real_desk: Desk, real_people: People, tmp_path: Path, usb: Path, real_core: Core, state_of: StateOf
) -> None:
    draft = prepare(real_desk, real_people, tmp_path)
    official = real_people.commission
    real_desk.elections.make_single_trustee_key(official, draft.id, "김", "pass-phrase", usb)
    copied = Desk(replace(real_core, secrets_box=ThrowawaySecrets(tmp_path / "throw-away")))
    before = state_of()
    with pytest.raises(ThrowAwayKeys):
        copied.elections.publish(official, draft.id)
    assert state_of() == before


def test_a_real_election_is_published_on_protected_keys(
    real_desk: Desk, real_people: People, tmp_path: Path, usb: Path
) -> None:
    draft = prepare(real_desk, real_people, tmp_path)
    published = publish(real_desk, real_people, draft, usb)
    assert not real_desk.elections.get(published.id).election.test_mode


def test_a_lost_signing_key_is_noticed_and_not_replaced(
    desk: Desk, people: People, published: SmallElection, core: Core, state_of: StateOf
) -> None:
    core.secrets_box.delete(COMMISSION_KEY)
    before = state_of()
    for step in (
        lambda: desk.elections.withdraw_candidate(people.commission, published.id, published.president[0].id),
        lambda: desk.elections.publish_pledges(people.commission, published.id),
    ):
        with pytest.raises(SigningKeyMissing):
            step()
    assert core.secrets_box.get(COMMISSION_KEY) is None
    assert state_of() == before


def test_another_signing_key_signs_nothing(
    desk: Desk, people: People, published: SmallElection, core: Core, state_of: StateOf
) -> None:
    core.secrets_box.put(COMMISSION_KEY, bytes(32))
    before = state_of()
    with pytest.raises(SigningKeyMissing):
        desk.elections.publish_pledges(people.commission, published.id)
    assert state_of() == before


def test_two_elections_are_signed_with_the_same_key(
    desk: Desk, people: People, published: SmallElection, usb: Path, tmp_path: Path, core: Core
) -> None:
    other = desk.elections.create(
        people.commission, replace(definition(), contests=definition().contests[:1])
    )
    for number, name in ((1, "하나"), (2, "둘")):
        desk.candidates.register(people.commission, other.id, "president", number, name)
    path = voters_file(tmp_path)
    desk.voters_list.import_csv(people.commission, other.id, published.station.id, path)
    desk.elections.make_single_trustee_key(people.commission, other.id, "김", "pass-phrase", usb)
    desk.elections.publish(people.commission, other.id)
    with core.store.read() as uow:
        first, second = (read_published(uow, each).manifest for each in (published.id, other.id))
    assert first.commission_key == second.commission_key
    assert first.public_key != second.public_key


def test_a_replaced_signing_key_publishes_nothing(
    desk: Desk, people: People, published: SmallElection, core: Core, state_of: StateOf
) -> None:
    core.secrets_box.put(COMMISSION_KEY, bytes(32))
    other = desk.elections.create(people.commission, definition())
    signer = commission_signer(core)
    before = state_of()
    with core.store.uow() as uow, pytest.raises(SigningKeyMissing):
        publish_in(uow, other, signer, people.commission.account.id)
    assert state_of() == before


def test_without_the_key_of_the_count_nothing_is_published(
    people: People, draft: Draft, core: Core, state_of: StateOf
) -> None:
    signer = commission_signer(core)
    before = state_of()
    with core.store.uow() as uow, pytest.raises(KeyMissing):
        publish_in(uow, draft.election, signer, people.commission.account.id)
    assert state_of() == before


def test_after_publication_no_candidate_is_added_changed_or_deleted(
    desk: Desk, people: People, published: SmallElection, state_of: StateOf
) -> None:
    before = state_of()
    first = published.president[0]
    official = people.commission
    with pytest.raises(CandidateFrozen):
        desk.candidates.register(official, published.id, "president", 9, "새후보")
    with pytest.raises(CandidateFrozen):
        desk.candidates.update(official, replace(first, name="다른 이름"))
    with pytest.raises(RemovalTooLate):
        desk.candidates.remove(official, first.id)
    assert state_of() == before


def test_a_withdrawal_is_signed_shown_and_queued(
    desk: Desk, people: People, published: SmallElection, core: Core
) -> None:
    gone = published.president[1]
    candidate = desk.elections.withdraw_candidate(people.commission, published.id, gone.id)
    assert candidate.state is CandidateState.WITHDRAWN
    assert desk.candidates.get(gone.id) == candidate
    view = desk.elections.get(published.id)
    assert view.withdrawn == {gone.id}
    with core.store.read() as uow:
        check_signatures(uow, published.id)
        *_, last = uow.outbox.waiting("S")
        amendment = uow.amendments.all(published.id)[-1]
    assert amendment.kind is AmendmentKind.WITHDRAWAL
    assert json.loads(last.payload)["signature"] == amendment.signature
    assert json.loads(json.loads(last.payload)["amendment"])["payload"] == {"option_id": gone.id}


def test_a_withdrawal_changes_neither_the_manifest_nor_the_ballots(
    desk: Desk, people: People, published: SmallElection, core: Core
) -> None:
    with core.store.read() as uow:
        before = read_published(uow, published.id)
    desk.elections.withdraw_candidate(people.commission, published.id, published.president[1].id)
    with core.store.read() as uow:
        after = read_published(uow, published.id)
    assert (after.manifest, after.context) == (before.manifest, before.context)


def test_nobody_withdraws_twice(
    desk: Desk, people: People, published: SmallElection, state_of: StateOf
) -> None:
    gone = published.president[1].id
    desk.elections.withdraw_candidate(people.commission, published.id, gone)
    before = state_of()
    with pytest.raises(AlreadyWithdrawn):
        desk.elections.withdraw_candidate(people.commission, published.id, gone)
    assert state_of() == before


def test_a_draft_has_no_withdrawals(desk: Desk, people: People, draft: Draft, state_of: StateOf) -> None:
    before = state_of()
    with pytest.raises(WithdrawalTooEarly):
        desk.elections.withdraw_candidate(people.commission, draft.id, draft.president[0].id)
    assert state_of() == before


def test_a_candidate_of_another_election_cannot_withdraw_from_this_one(
    desk: Desk, people: People, published: SmallElection, state_of: StateOf
) -> None:
    other = desk.elections.create(people.commission, definition())
    stranger = desk.candidates.register(people.commission, other.id, "president", 1, "딴사람")
    before = state_of()
    with pytest.raises(NoSuchOption):
        desk.elections.withdraw_candidate(people.commission, published.id, stranger.id)
    assert state_of() == before


def test_withdrawals_end_when_the_polls_close(
    desk: Desk, people: People, published: SmallElection, core: Core, state_of: StateOf
) -> None:
    put_state(core, published.id, ElectionState.CLOSED)
    before = state_of()
    with pytest.raises(WithdrawalTooLate):
        desk.elections.withdraw_candidate(people.commission, published.id, published.president[0].id)
    assert state_of() == before


def extend(desk: Desk, people: People, election_id: str, closes: datetime, window: int = 0) -> Any:
    second = people.beside(people.commission, people.manager)
    return desk.elections.extend_hours(people.commission, second, election_id, window, closes)


def test_two_people_extend_the_hours(
    desk: Desk, people: People, published: SmallElection, core: Core
) -> None:
    windows = extend(desk, people, published.id, CLOSES + HOUR)
    assert windows == (VotingWindow(OPENS, CLOSES + HOUR),)
    assert desk.elections.get(published.id).windows == windows
    with core.store.read() as uow:
        check_signatures(uow, published.id)
        entry = uow.audit.last()
        *_, queued = uow.outbox.waiting("S")
    assert entry is not None
    assert entry.event is AuditEvent.HOURS_EXTENDED
    assert entry.details["second"] == people.manager.account.id
    assert entry.details["closes"] == "2026-12-03 19:00"
    assert json.loads(queued.payload)["amendment"]


def test_hours_are_extended_while_polls_are_open(
    desk: Desk, people: People, published: SmallElection, core: Core, clock: FixedClock
) -> None:
    clock.set(CLOSES - HOUR)
    put_state(core, published.id, ElectionState.OPEN)
    assert extend(desk, people, published.id, CLOSES + HOUR)[-1].closes == CLOSES + HOUR


@pytest.mark.parametrize(
    ("closes", "window", "problem"),
    [
        (CLOSES, 0, HoursOnlyExtend),
        (CLOSES - HOUR, 0, HoursOnlyExtend),
        (CLOSES + HOUR, 1, NoSuchWindow),
        (CLOSES + HOUR, -1, NoSuchWindow),
        (OPENS - 100 * HOUR, 0, ClosingTimePast),
    ],
)
def test_hours_that_are_no_extension_are_refused(
    desk: Desk,
    people: People,
    published: SmallElection,
    state_of: StateOf,
    closes: datetime,
    window: int,
    problem: type[Exception],
) -> None:
    before = state_of()
    with pytest.raises(problem):
        extend(desk, people, published.id, closes, window)
    assert state_of() == before


@pytest.mark.parametrize("state", [ElectionState.CLOSING, ElectionState.COUNTED])
def test_hours_are_not_extended_once_closing_has_begun(
    desk: Desk, people: People, published: SmallElection, core: Core, state_of: StateOf, state: ElectionState
) -> None:
    put_state(core, published.id, state)
    before = state_of()
    with pytest.raises(HoursTooLate):
        extend(desk, people, published.id, CLOSES + HOUR)
    assert state_of() == before


def test_a_drafts_hours_are_edited_not_extended(
    desk: Desk, people: People, draft: Draft, state_of: StateOf
) -> None:
    before = state_of()
    with pytest.raises(NotPublished):
        extend(desk, people, draft.id, CLOSES + HOUR)
    assert state_of() == before


def test_one_person_alone_extends_nothing(
    desk: Desk, people: People, published: SmallElection, state_of: StateOf
) -> None:
    before = state_of()
    alone = people.beside(people.commission, people.commission)
    with pytest.raises(SamePerson):
        desk.elections.extend_hours(people.commission, alone, published.id, 0, CLOSES + HOUR)
    for_another = people.beside(people.manager, people.observer)
    with pytest.raises(SamePerson):
        desk.elections.extend_hours(people.commission, for_another, published.id, 0, CLOSES + HOUR)
    with pytest.raises(NotAllowed):
        desk.elections.extend_hours(people.manager, for_another, published.id, 0, CLOSES + HOUR)
    assert state_of() == before


def test_pledges_are_published_with_the_election(
    desk: Desk, people: People, draft: Draft, usb: Path, core: Core
) -> None:
    candidate = draft.president[0]
    desk.pledges.add(people.commission, candidate.id, "복지", "쉼터", "쉼터를 만듭니다.")
    published = publish(desk, people, draft, usb)
    with core.store.read() as uow:
        pledges = read_published(uow, published.id).effective.pledges
    assert pledges is not None
    assert [pledge.title for pledge in pledges[candidate.id]] == ["쉼터"]


def test_pledges_changed_later_wait_until_they_are_published(
    desk: Desk, people: People, published: SmallElection, core: Core
) -> None:
    candidate = published.president[0]
    desk.pledges.add(people.commission, candidate.id, "복지", "쉼터")
    assert desk.elections.get(published.id).pledges_wait
    assert desk.elections.publish_pledges(people.commission, published.id) == 1
    assert not desk.elections.get(published.id).pledges_wait
    with core.store.read() as uow:
        check_signatures(uow, published.id)
        published_pledges = read_published(uow, published.id).effective.pledges
    assert published_pledges is not None
    assert published_pledges[candidate.id][0].title == "쉼터"


def test_pledges_are_frozen_when_the_polls_open(
    desk: Desk, people: People, published: SmallElection, core: Core, clock: FixedClock, state_of: StateOf
) -> None:
    candidate = published.president[0]
    pledge = desk.pledges.add(people.commission, candidate.id, "복지", "쉼터")
    clock.set(OPENS)
    put_state(core, published.id, ElectionState.OPEN)
    before = state_of()
    for step in (
        lambda: desk.pledges.add(people.commission, candidate.id, "교통", "자전거길"),
        lambda: desk.pledges.change(people.commission, replace(pledge, title="다른 제목")),
        lambda: desk.pledges.remove(people.commission, pledge.id),
        lambda: desk.pledges.restore(people.commission, replace(pledge, id="00" * 16)),
        lambda: desk.elections.publish_pledges(people.commission, published.id),
    ):
        with pytest.raises(PledgesLocked):
            step()
    assert state_of() == before


def test_a_draft_publishes_no_pledges(desk: Desk, people: People, draft: Draft, state_of: StateOf) -> None:
    before = state_of()
    with pytest.raises(NotPublished):
        desk.elections.publish_pledges(people.commission, draft.id)
    assert state_of() == before


def test_a_forged_amendment_is_found(
    desk: Desk, people: People, published: SmallElection, core: Core
) -> None:
    desk.elections.withdraw_candidate(people.commission, published.id, published.president[1].id)
    with core.store.read() as uow:
        genuine = uow.amendments.all(published.id)[-1]
    forged = replace(
        genuine, number=3, previous_hash=genuine.hash, payload={"option_id": published.president[0].id}
    )
    with core.store.uow() as uow:
        uow.amendments.add(forged)
        with pytest.raises(SignatureInvalid):
            check_signatures(uow, published.id)


def test_a_missing_amendment_is_found(
    desk: Desk, people: People, published: SmallElection, core: Core
) -> None:
    gone = desk.elections.withdraw_candidate(people.commission, published.id, published.president[1].id)
    with core.store.uow() as uow:
        last = uow.amendments.all(published.id)[-1]
        uow.amendments.add(replace(last, number=9, payload={"option_id": gone.id}))
        with pytest.raises(AmendmentOutOfSequence):
            read_published(uow, published.id)


def test_a_draft_is_not_read_as_published(draft: Draft, core: Core) -> None:
    with core.store.read() as uow, pytest.raises(NotPublished):
        read_published(uow, draft.id)
    with core.store.read() as uow, pytest.raises(NotPublished):
        check_signatures(uow, draft.id)


def test_a_stop_in_the_middle_of_publishing_publishes_nothing(
    desk: Desk, people: People, draft: Draft, usb: Path, monkeypatch: pytest.MonkeyPatch, state_of: StateOf
) -> None:
    desk.elections.make_single_trustee_key(people.commission, draft.id, "김", "pass-phrase", usb)
    before = state_of()

    class PowerCut(Exception):
        """The last write of publishing does not come about."""

    def cut(_self: Amendments, _amendment: object) -> None:
        raise PowerCut

    monkeypatch.setattr(Amendments, "add", cut)
    with pytest.raises(PowerCut):
        desk.elections.publish(people.commission, draft.id)
    assert state_of() == before
    assert desk.elections.get(draft.id).election.state is ElectionState.DRAFT


def test_the_whole_log_is_one_chain(desk: Desk, people: People, published: SmallElection) -> None:
    log = AuditLog(desk.core)
    last = log.verify()
    assert last is not None
    assert last.seq == log.count() == len(log.page())

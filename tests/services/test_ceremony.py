"""The key ceremony: trustee after trustee, interrupted and resumed, with everything that can go wrong."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from omp_desktop.crypto.ceremony_board import Step
from omp_desktop.crypto.ceremony_errors import (
    MessageTooEarly,
    SecretOfAnotherCeremony,
    ShareUnreadable,
    TranscriptDiffers,
    TrusteeNameTwice,
)
from omp_desktop.crypto.errors import KeyFileDamaged, WrongPassphrase
from omp_desktop.crypto.key_file import is_finished, unprotect, unprotect_state
from omp_desktop.crypto.trustees import TrusteePublic, check_secret, joint_key
from omp_desktop.domain.access_errors import PasswordTooShort
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.publication_errors import KeyUnfinished, NotReadyToPublish
from omp_desktop.domain.text_errors import TextMissing
from omp_desktop.services import ceremony_record, key_files
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.ceremony_errors import (
    CeremonyNotBegun,
    MediumTaken,
    NotEnoughForCeremony,
    SomebodyElsesFile,
    ThrowAwayTrustees,
    TrusteeFileMissing,
    TrusteeFileUnreadable,
    TrusteeFileUnwritable,
)
from omp_desktop.services.core import Core
from omp_desktop.services.election_errors import KeyFolderInsideData, KeyFolderMissing, NotADraft
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.trustee_keeping import OnMedium
from tests.services.ceremony_scene import NAMES, Ceremony, phrase
from tests.services.scene import Desk, Draft, People, definition, prepare

StateOf = Callable[[], dict[str, list[str]]]


@pytest.fixture
def ceremony(core: Core, people: People, draft: Draft, tmp_path: Path) -> Ceremony:
    return Ceremony(core, people.commission, draft.id, tmp_path / "media")


# --- how it goes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "quorum"), [(2, 1), (2, 2), (3, 2), (5, 3)])
def test_the_trustees_make_the_key_one_after_the_other(
    ceremony: Ceremony, core: Core, draft: Draft, count: int, quorum: int
) -> None:
    ceremony.begin(count, quorum)
    view = ceremony.finish()
    assert view.made
    assert not view.running
    with core.store.read() as uow:
        key, trustees = uow.elections.key(draft.id), uow.trustees.all(draft.id)
    assert key is not None
    assert [trustee.name for trustee in trustees] == list(NAMES[:count])
    publics = [TrusteePublic.from_json(json.loads(trustee.public)) for trustee in trustees]
    assert {public.quorum for public in publics} == {quorum}
    assert joint_key(publics).hex() == key.public_key
    for index in range(1, count + 1):
        (file,) = ceremony.files(index)
        check_secret(publics, unprotect(file.read_bytes(), phrase(index)))


def test_the_election_is_published_with_the_trustees_key(
    ceremony: Ceremony, desk: Desk, people: People, draft: Draft
) -> None:
    ceremony.begin()
    ceremony.finish()
    desk.elections.publish(people.commission, draft.id)
    view = desk.elections.get(draft.id)
    assert view.ceremony.transcript is not None
    assert [trustee.name for trustee in view.ceremony.trustees] == list(NAMES[:3])


def test_a_turn_goes_on_until_somebody_else_has_to_act(ceremony: Ceremony) -> None:
    ceremony.begin()
    done = []
    view = ceremony.look()
    while view.step is not Step.CONFIRMATION:
        index = view.waiting()[0].index
        view = ceremony.turn(index)
        done.append((index, view.trustees[index - 1].done))
    assert done == [
        (1, Step.PROMISE),
        (2, Step.PROMISE),
        (3, Step.REVEAL),
        (1, Step.REVEAL),
        (2, Step.SHARES),
        (1, Step.SHARES),
        (3, Step.SHARES),
    ]


def test_publishing_says_who_is_still_missing(
    ceremony: Ceremony, desk: Desk, people: People, draft: Draft
) -> None:
    ceremony.begin()
    ceremony.turn(2)
    problems = [check.problem for check in desk.elections.checks(draft.id) if not check.passed]
    (problem,) = problems
    assert isinstance(problem, KeyUnfinished)
    assert problem.params == {"names": "정하늘, 한유진"}
    with pytest.raises(NotReadyToPublish):
        desk.elections.publish(people.commission, draft.id)


def test_a_key_that_was_made_before_is_not_published_while_another_is_being_made(
    ceremony: Ceremony, desk: Desk, people: People, draft: Draft, usb: Path
) -> None:
    desk.elections.make_single_trustee_key(people.commission, draft.id, "혼자", phrase(0), usb)
    ceremony.begin()
    with pytest.raises(NotReadyToPublish):
        desk.elections.publish(people.commission, draft.id)
    ceremony.service.give_up(people.commission, draft.id)
    desk.elections.publish(people.commission, draft.id)


def test_one_trustee_alone_takes_the_place_of_several(
    ceremony: Ceremony, desk: Desk, people: People, draft: Draft, usb: Path, core: Core
) -> None:
    ceremony.begin()
    ceremony.finish()
    desk.elections.make_single_trustee_key(people.commission, draft.id, "혼자", phrase(0), usb)
    with core.store.read() as uow:
        assert [trustee.name for trustee in uow.trustees.all(draft.id)] == ["혼자"]
    assert not desk.elections.get(draft.id).ceremony.begun
    desk.elections.publish(people.commission, draft.id)


def test_everything_is_in_the_audit_log_and_nothing_secret(ceremony: Ceremony, core: Core) -> None:
    ceremony.begin()
    ceremony.turn(1)
    ceremony.begin()
    ceremony.finish()
    log = AuditLog(core)
    events = [entry.event for entry in log.page() if entry.event.value.startswith("election.ceremony")]
    assert events == [
        AuditEvent.CEREMONY_BEGUN,
        AuditEvent.CEREMONY_STEP,
        AuditEvent.CEREMONY_BEGUN_AGAIN,
        *[AuditEvent.CEREMONY_STEP] * 12,
        AuditEvent.CEREMONY_COMPLETED,
    ]
    log.verify()


def test_no_secret_of_a_trustee_is_in_the_store_or_its_folder(
    ceremony: Ceremony, state_of: StateOf, data_dir: Path
) -> None:
    ceremony.begin()
    ceremony.until_confirmation()
    hidden = []
    for index in (1, 2, 3):
        state = unprotect_state(ceremony.files(index)[0].read_bytes(), phrase(index))
        hidden += [state.exchange_secret, *state.coefficients]
    for index in (1, 2, 3):
        ceremony.confirm(index)
        hidden.append(unprotect(ceremony.files(index)[0].read_bytes(), phrase(index)).share)
    stored = repr(state_of())
    for secret in hidden:
        assert secret.hex() not in stored
        assert repr(secret)[2:-1] not in stored
        for file in data_dir.rglob("*"):
            assert file.is_dir() or secret.hex().encode() not in file.read_bytes()


def test_the_names_of_the_trustees_can_be_told_apart(ceremony: Ceremony) -> None:
    with pytest.raises(TrusteeNameTwice):
        ceremony.service.begin(ceremony.official, ceremony.election_id, ["정하늘", "정 하늘"], 2)
    with pytest.raises(TextMissing):
        ceremony.service.begin(ceremony.official, ceremony.election_id, ["정하늘", " "], 2)
    assert not ceremony.look().begun


@pytest.mark.parametrize("count", [0, 1, 21])
def test_one_trustee_or_too_many_hold_no_ceremony(ceremony: Ceremony, count: int) -> None:
    with pytest.raises(NotEnoughForCeremony):
        ceremony.service.begin(ceremony.official, ceremony.election_id, list(map(str, range(count))), 1)


def test_only_the_commission_holds_the_ceremony(ceremony: Ceremony, people: People, tmp_path: Path) -> None:
    service, election_id = ceremony.service, ceremony.election_id
    ceremony.begin()
    for attempt in (
        lambda: service.begin(people.manager, election_id, NAMES, 2),
        lambda: service.give_up(people.manager, election_id),
        lambda: service.take_turn(people.manager, election_id, 1, ceremony.keep(1)),
        lambda: service.export_board(people.manager, election_id, tmp_path),
        lambda: service.import_messages(people.manager, election_id, tmp_path / "x"),
        lambda: service.make_throw_away(people.manager, election_id, NAMES, 2),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_after_publication_nothing_of_it_changes(
    ceremony: Ceremony, desk: Desk, people: People, draft: Draft, state_of: StateOf
) -> None:
    ceremony.begin()
    ceremony.finish()
    desk.elections.publish(people.commission, draft.id)
    before = state_of()
    for attempt in (ceremony.begin, lambda: ceremony.turn(1), lambda: ceremony.confirm(1)):
        with pytest.raises(NotADraft):
            attempt()
    assert state_of() == before


def test_nobody_acts_before_it_begins(ceremony: Ceremony) -> None:
    for attempt in (
        lambda: ceremony.turn(1),
        lambda: ceremony.service.give_up(ceremony.official, ceremony.election_id),
        lambda: ceremony.service.export_board(ceremony.official, ceremony.election_id, ceremony.media),
    ):
        with pytest.raises(CeremonyNotBegun):
            attempt()


# --- interrupted, resumed, begun again -----------------------------------------------------------------


class PowerCut(Exception):
    """The program ends here."""


def every_interruption() -> list[int]:
    return list(range(10))


@pytest.mark.parametrize("cut", every_interruption())
def test_a_program_that_ends_between_file_and_store_goes_on_where_it_was(
    ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    """The trustee's file is written, the board is not: at each of the ten turns of three trustees."""
    ceremony.begin()
    kept = ceremony_record.keep
    turns = itertools.count()

    def keep(*args: object) -> None:
        if next(turns) == cut:
            raise PowerCut
        kept(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(ceremony_record, "keep", keep)
    interrupted = 0
    while (view := ceremony.look()).running:
        index = view.waiting()[0].index
        act = ceremony.confirm if view.step is Step.CONFIRMATION else ceremony.turn
        try:
            act(index)
        except PowerCut:
            interrupted += 1
    assert interrupted == 1
    assert ceremony.look().made


def test_it_is_begun_again_with_new_values_and_the_old_files_are_worth_nothing(ceremony: Ceremony) -> None:
    ceremony.begin()
    ceremony.turn(1)
    first = ceremony.look().trustees[0].mark
    view = ceremony.begin()
    assert [trustee.done for trustee in view.trustees] == [None, None, None]
    ceremony.finish()
    assert ceremony.look().trustees[0].mark != first
    old, new = ceremony.files(1)
    assert sorted((is_finished(old.read_bytes()), is_finished(new.read_bytes()))) == [False, True]


def test_begun_again_a_finished_key_is_not_published_without_its_files(
    ceremony: Ceremony, desk: Desk, people: People, draft: Draft
) -> None:
    """Who begins again is told to destroy the files: nobody could open a count on the key they belong to."""
    ceremony.begin()
    ceremony.finish()
    ceremony.begin()
    view = ceremony.service.give_up(people.commission, draft.id)
    assert not view.made
    with pytest.raises(NotReadyToPublish):
        desk.elections.publish(people.commission, draft.id)


def test_giving_it_up_keeps_how_many_there_are_to_be(ceremony: Ceremony) -> None:
    ceremony.begin(5, 3)
    view = ceremony.service.give_up(ceremony.official, ceremony.election_id)
    assert (view.count, view.quorum, view.begun, view.made) == (5, 3, False, False)


# --- what goes wrong at a medium -----------------------------------------------------------------------


def test_a_wrong_pass_phrase_takes_no_step_and_loses_nothing(ceremony: Ceremony, state_of: StateOf) -> None:
    ceremony.begin()
    for index in (1, 2, 3):
        ceremony.turn(index)
    before, file = state_of(), ceremony.files(1)[0].read_bytes()
    wrong = OnMedium(ceremony.medium(1), phrase(2))
    with pytest.raises(WrongPassphrase):
        ceremony.service.take_turn(ceremony.official, ceremony.election_id, 1, wrong)
    assert state_of() == before
    assert ceremony.files(1)[0].read_bytes() == file
    ceremony.turn(1)


def test_a_pass_phrase_that_is_too_short_is_refused_at_the_first_step_only(ceremony: Ceremony) -> None:
    ceremony.begin(2)
    with pytest.raises(PasswordTooShort):
        ceremony.service.take_turn(
            ceremony.official, ceremony.election_id, 1, OnMedium(ceremony.medium(1), "short")
        )
    assert ceremony.files(1) == []
    for index in (1, 2):
        ceremony.turn(index)
    with pytest.raises(WrongPassphrase):
        ceremony.service.take_turn(
            ceremony.official, ceremony.election_id, 1, OnMedium(ceremony.medium(1), "short")
        )


def test_a_lost_file_is_said_and_the_ceremony_can_be_begun_again(ceremony: Ceremony) -> None:
    ceremony.begin()
    for index in (1, 2, 3):
        ceremony.turn(index)
    ceremony.files(1)[0].unlink()
    with pytest.raises(TrusteeFileMissing) as refusal:
        ceremony.turn(1)
    assert refusal.value.params == {"name": "정하늘"}
    ceremony.begin()
    assert ceremony.finish().made


def test_a_file_lost_before_the_confirmation_is_said(ceremony: Ceremony) -> None:
    ceremony.begin()
    ceremony.until_confirmation()
    ceremony.files(2)[0].unlink()
    with pytest.raises(TrusteeFileMissing):
        ceremony.confirm(2)


def test_somebody_else_s_medium_is_named(ceremony: Ceremony) -> None:
    ceremony.begin()
    for index in (1, 2, 3):
        ceremony.turn(index)
    with pytest.raises(SomebodyElsesFile) as refusal:
        ceremony.service.take_turn(
            ceremony.official, ceremony.election_id, 1, OnMedium(ceremony.medium(2), phrase(2))
        )
    assert refusal.value.params == {"name": "정하늘", "other": "오지훈"}


def test_two_trustees_do_not_share_a_medium(ceremony: Ceremony) -> None:
    ceremony.begin()
    ceremony.turn(1)
    with pytest.raises(MediumTaken) as refusal:
        ceremony.service.take_turn(
            ceremony.official, ceremony.election_id, 2, OnMedium(ceremony.medium(1), phrase(2))
        )
    assert refusal.value.params == {"name": "오지훈", "other": "정하늘"}


def test_a_file_under_another_trustee_s_name_is_damage(ceremony: Ceremony) -> None:
    ceremony.begin()
    for index in (1, 2, 3):
        ceremony.turn(index)
    (own,), (other,) = ceremony.files(1), ceremony.files(2)
    own.write_bytes(other.read_bytes())
    with pytest.raises(KeyFileDamaged):
        ceremony.service.take_turn(
            ceremony.official, ceremony.election_id, 1, OnMedium(ceremony.medium(1), phrase(2))
        )


def test_a_file_of_an_earlier_ceremony_under_the_new_name_is_refused(ceremony: Ceremony) -> None:
    ceremony.begin()
    ceremony.turn(1)
    old = ceremony.files(1)[0].read_bytes()
    ceremony.begin()
    ceremony.turn(1)
    for file in ceremony.files(1):
        file.write_bytes(old)
    for index in (2, 3):
        ceremony.turn(index)
    with pytest.raises(SecretOfAnotherCeremony):
        ceremony.turn(1)


def full(_path: Path, _content: bytes) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("turns", [0, 3, 7])
def test_a_full_medium_takes_no_step_and_keeps_the_file_as_it_was(
    ceremony: Ceremony, state_of: StateOf, monkeypatch: pytest.MonkeyPatch, turns: int
) -> None:
    ceremony.begin()
    for _ in range(turns):
        ceremony.turn(ceremony.look().waiting()[0].index)
    at = ceremony.look().waiting()[0].index
    before, files = state_of(), [file.read_bytes() for file in ceremony.files(at)]
    act = ceremony.confirm if ceremony.look().step is Step.CONFIRMATION else ceremony.turn
    with monkeypatch.context() as patch:
        patch.setattr(key_files, "replace_file", full)
        with pytest.raises(TrusteeFileUnwritable) as refusal:
            act(at)
    assert refusal.value.params == {"reason": "No space left on device"}
    assert state_of() == before
    assert [file.read_bytes() for file in ceremony.files(at)] == files
    act(at)


def test_a_medium_that_gives_back_something_else_takes_no_step(
    ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch
) -> None:
    ceremony.begin()
    whole = key_files.replace_file
    monkeypatch.setattr(key_files, "replace_file", lambda path, content: whole(path, content[:-1]))
    with pytest.raises(TrusteeFileUnwritable):
        ceremony.turn(1)
    assert ceremony.files(1) == []
    assert ceremony.look().trustees[0].done is None


def test_a_folder_in_place_of_the_file_is_said(ceremony: Ceremony) -> None:
    ceremony.begin(2)
    for index in (1, 2):
        ceremony.turn(index)
    (file,) = ceremony.files(1)
    file.unlink()
    file.mkdir()
    with pytest.raises(TrusteeFileUnreadable):
        ceremony.turn(1)


def test_a_medium_that_is_not_there_is_said(ceremony: Ceremony) -> None:
    ceremony.begin()
    with pytest.raises(KeyFolderMissing):
        ceremony.service.take_turn(
            ceremony.official, ceremony.election_id, 1, OnMedium(ceremony.media / "unplugged", phrase(1))
        )


def test_a_real_election_keeps_no_trustee_s_file_in_its_data_folder(
    real_desk: Desk, real_core: Core, real_people: People, tmp_path: Path, data_dir: Path
) -> None:
    draft = prepare(real_desk, real_people, tmp_path)
    ceremony = Ceremony(real_core, real_people.commission, draft.id, tmp_path / "media")
    ceremony.begin()
    with pytest.raises(KeyFolderInsideData):
        ceremony.service.take_turn(ceremony.official, draft.id, 1, OnMedium(data_dir, phrase(1)))


def test_the_pass_phrase_is_not_shown() -> None:
    assert "secret words" not in repr(OnMedium(Path("usb"), "secret words"))


# --- what goes wrong between trustees ------------------------------------------------------------------


def test_a_trustee_who_is_not_waited_for_takes_no_turn(ceremony: Ceremony) -> None:
    ceremony.begin()
    ceremony.turn(1)
    with pytest.raises(MessageTooEarly) as refusal:
        ceremony.turn(1)
    assert refusal.value.params == {"name": "정하늘", "waiting": "오지훈, 한유진"}


def test_shares_exchanged_on_the_board_name_sender_and_receiver(ceremony: Ceremony, core: Core) -> None:
    ceremony.begin()
    ceremony.until_confirmation()
    with core.store.uow() as uow:
        board = ceremony_record.read(uow, ceremony.election_id).board
        assert board is not None
        sent = board.shares[3]
        swapped = replace(sent, boxes=(sent.boxes[1], sent.boxes[0], sent.boxes[2]))
        ceremony_record.keep(uow, ceremony.election_id, replace(board, shares={**board.shares, 3: swapped}))
        uow.commit()
    with pytest.raises(ShareUnreadable) as refusal:
        ceremony.confirm(1)
    assert refusal.value.params == {"sender": "한유진", "name": "정하늘"}
    assert not is_finished(ceremony.files(1)[0].read_bytes())


def test_a_value_other_than_the_one_compared_is_not_confirmed(ceremony: Ceremony) -> None:
    ceremony.begin()
    ceremony.until_confirmation()
    with pytest.raises(TranscriptDiffers):
        ceremony.service.confirm(ceremony.official, ceremony.election_id, 1, ceremony.keep(1), "00" * 32)
    assert not is_finished(ceremony.files(1)[0].read_bytes())


def test_nobody_confirms_before_all_shares_are_there(ceremony: Ceremony) -> None:
    ceremony.begin(2)
    with pytest.raises(MessageTooEarly):
        ceremony.service.confirm(ceremony.official, ceremony.election_id, 1, ceremony.keep(1), "00" * 32)


# --- mock votes ----------------------------------------------------------------------------------------


def test_a_mock_vote_makes_throw_away_trustees(
    ceremony: Ceremony, desk: Desk, people: People, core: Core, draft: Draft
) -> None:
    secrets = ceremony.service.make_throw_away(people.commission, draft.id, NAMES[:3], 2)
    with core.store.read() as uow:
        publics = [TrusteePublic.from_json(json.loads(t.public)) for t in uow.trustees.all(draft.id)]
    for secret in secrets:
        check_secret(publics, secret)
    desk.elections.publish(people.commission, draft.id)


def test_a_real_election_has_no_throw_away_trustees(
    real_desk: Desk, real_core: Core, real_people: People, tmp_path: Path, state_of: StateOf
) -> None:
    election = real_desk.elections.create(real_people.commission, definition())
    ceremony = Ceremony(real_core, real_people.commission, election.id, tmp_path)
    before = state_of()
    with pytest.raises(ThrowAwayTrustees):
        ceremony.service.make_throw_away(real_people.commission, election.id, NAMES[:3], 2)
    assert state_of() == before


# --- drafts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("done", [False, True])
def test_a_draft_is_removed_with_its_ceremony(
    ceremony: Ceremony, desk: Desk, people: People, draft: Draft, core: Core, done: bool
) -> None:
    ceremony.begin()
    if done:
        ceremony.finish()
    desk.elections.remove_draft(people.commission, draft.id)
    with core.store.read() as uow:
        assert uow.ceremonies.get(draft.id) is None
        assert uow.trustees.all(draft.id) == []


def test_a_draft_that_only_asks_for_several_trustees_is_removed(
    desk: Desk, people: People, core: Core
) -> None:
    election = desk.elections.create(people.commission, replace(definition(), trustees=(3, 2)))
    desk.elections.remove_draft(people.commission, election.id)
    with core.store.read() as uow:
        assert uow.ceremonies.get(election.id) is None

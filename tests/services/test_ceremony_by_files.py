"""The key ceremony by files: a trustee on a PC of their own, which does not know the election."""

from __future__ import annotations

import json
import secrets as system_random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from omp_desktop.crypto.ceremony_errors import (
    CeremonyMessageMalformed,
    MessageChanged,
    MessageOfAnotherCeremony,
    PromiseReplaced,
)
from omp_desktop.crypto.errors import WrongPassphrase
from omp_desktop.crypto.key_file import unprotect
from omp_desktop.crypto.trustees import TrusteePublic, check_secret
from omp_desktop.domain.access import Role
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.import_errors import ImportFileMissing
from omp_desktop.domain.text_errors import TextForbidden
from omp_desktop.services import ceremony_files
from omp_desktop.services.access import AccessService
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.ceremony import CeremonyService
from omp_desktop.services.ceremony_errors import (
    CeremonyFileUnwritable,
    CeremonyFileWrong,
    CeremonyOfAnotherElection,
    KeyStoreAtStation,
    MediumTaken,
    TrusteeFileMissing,
)
from omp_desktop.services.ceremony_files import read_board
from omp_desktop.services.core import Core, SecretsBox
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.key_errors import ThrowAwayKeys
from omp_desktop.services.secrets import PassphraseSecrets, ThrowawaySecrets
from omp_desktop.services.session import Session
from omp_desktop.services.trustee_keeping import InKeyStore, Keep, OnMedium
from omp_desktop.store.engine import Store, open_store
from tests.services.ceremony_scene import NAMES, Ceremony, phrase
from tests.services.scene import FAST_HASHER, FAST_KEY, PASSPHRASE, PIN, STORE_KEY, Draft, People

StateOf = Callable[[], dict[str, list[str]]]


@dataclass
class OwnPc:
    """A trustee's PC: another store, other keys, an account of its own."""

    service: CeremonyService
    actor: Session
    core: Core
    post: Path

    def step(self, sent: Path, index: int, keep: Keep) -> Path:
        return self.service.take_part(self.actor, read_board(sent), index, keep, self.post)

    def confirm(self, sent: Path, index: int, keep: Keep) -> Path:
        file = read_board(sent)
        transcript = file.board.transcript().hex()
        return self.service.confirm_part(self.actor, file, index, keep, self.post, transcript)


def own_pc(folder: Path, store: Store, clock: FixedClock, box: SecretsBox) -> OwnPc:
    core = Core(store, clock, system_random.token_bytes, box, folder)
    account = AccessService(core, FAST_HASHER).first_account("나", Role.COMMISSION, PIN)
    post = folder.parent / f"{folder.name}-post"
    post.mkdir()
    return OwnPc(CeremonyService(core, FAST_KEY), Session(account), core, post)


@pytest.fixture
def other_store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    folder = tmp_path / "own"
    folder.mkdir()
    opened = open_store(folder, STORE_KEY, reading=clock.read)
    yield opened
    opened.close()


@pytest.fixture
def own(tmp_path: Path, other_store: Store, clock: FixedClock) -> OwnPc:
    folder = tmp_path / "own"
    box = PassphraseSecrets.create(folder / "keys", PASSPHRASE, opslimit=1, memlimit=8192)
    return own_pc(folder, other_store, clock, box)


@pytest.fixture
def ceremony(core: Core, people: People, draft: Draft, tmp_path: Path) -> Ceremony:
    begun = Ceremony(core, people.commission, draft.id, tmp_path / "media")
    begun.begin()
    return begun


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    folder = tmp_path / "sent"
    folder.mkdir()
    return folder


def export(ceremony: Ceremony, folder: Path) -> Path:
    return ceremony.service.export_board(ceremony.official, ceremony.election_id, folder)


def take_in(ceremony: Ceremony, path: Path) -> None:
    ceremony.service.import_messages(ceremony.official, ceremony.election_id, path)


def one_trustee_elsewhere(ceremony: Ceremony, own: OwnPc, sent: Path, keep: Keep) -> Path:
    """Trustee 2 has a PC of their own, the others come to the commission. Returns the last board sent."""
    while (view := ceremony.look()).transcript is None or any(t.done != "shares" for t in view.trustees):
        index = view.waiting()[0].index
        if index == 2:
            take_in(ceremony, own.step(export(ceremony, sent), index, keep))
        else:
            ceremony.turn(index)
    last = export(ceremony, sent)
    take_in(ceremony, own.confirm(last, 2, keep))
    ceremony.confirm(1)
    ceremony.confirm(3)
    return last


def publics_of(core: Core, election_id: str) -> list[TrusteePublic]:
    with core.store.read() as uow:
        return [TrusteePublic.from_json(json.loads(t.public)) for t in uow.trustees.all(election_id)]


def test_a_trustee_takes_part_from_another_pc_with_a_medium(
    ceremony: Ceremony, own: OwnPc, sent: Path, core: Core, tmp_path: Path
) -> None:
    usb = tmp_path / "own-usb"
    usb.mkdir()
    one_trustee_elsewhere(ceremony, own, sent, OnMedium(usb, phrase(2)))
    assert ceremony.look().made
    (file,) = usb.iterdir()
    check_secret(publics_of(core, ceremony.election_id), unprotect(file.read_bytes(), phrase(2)))
    steps = [e.event for e in AuditLog(own.core).page() if e.event is AuditEvent.CEREMONY_PART_TAKEN]
    assert len(steps) == 3  # reveal and shares together: the others had gone before


def test_a_trustee_keeps_the_key_in_the_key_store_and_saves_it_for_the_count(
    ceremony: Ceremony, own: OwnPc, sent: Path, core: Core, usb: Path
) -> None:
    last = one_trustee_elsewhere(ceremony, own, sent, InKeyStore())
    assert ceremony.look().made
    file = read_board(last)
    path = own.service.save_key_file(own.actor, file, 2, OnMedium(usb, phrase(2)))
    check_secret(publics_of(core, ceremony.election_id), unprotect(path.read_bytes(), phrase(2)))


def test_a_key_that_is_not_finished_or_not_here_is_not_saved_as_a_file(
    ceremony: Ceremony, own: OwnPc, sent: Path, usb: Path
) -> None:
    board = export(ceremony, sent)
    own.step(board, 2, InKeyStore())
    for index in (1, 2):
        with pytest.raises(TrusteeFileMissing):
            own.service.save_key_file(own.actor, read_board(board), index, OnMedium(usb, phrase(2)))
    assert list(usb.iterdir()) == []


def test_a_key_is_not_saved_beside_another_trustee_s(ceremony: Ceremony, own: OwnPc, sent: Path) -> None:
    last = one_trustee_elsewhere(ceremony, own, sent, InKeyStore())
    with pytest.raises(MediumTaken):
        own.service.save_key_file(own.actor, read_board(last), 2, OnMedium(ceremony.medium(1), phrase(2)))


def test_the_station_s_own_pc_keeps_no_trustee_s_key(ceremony: Ceremony, sent: Path) -> None:
    file = read_board(export(ceremony, sent))
    with pytest.raises(KeyStoreAtStation):
        ceremony.service.take_part(ceremony.official, file, 1, InKeyStore(), sent)


def test_throw_away_keys_keep_no_trustee_s_key_of_a_real_election(
    ceremony: Ceremony, other_store: Store, clock: FixedClock, tmp_path: Path, sent: Path
) -> None:
    pc = own_pc(tmp_path / "own", other_store, clock, ThrowawaySecrets(tmp_path / "own" / "keys"))
    board = export(ceremony, sent)
    pc.step(board, 1, InKeyStore())  # a mock vote
    content = json.loads(board.read_text("utf-8"))
    board.write_text(json.dumps({**content, "test_mode": False}), "utf-8")
    with pytest.raises(ThrowAwayKeys):
        pc.step(board, 2, InKeyStore())


def test_taking_a_step_twice_and_sending_it_twice_changes_nothing(
    ceremony: Ceremony, own: OwnPc, sent: Path
) -> None:
    board = export(ceremony, sent)
    first = own.step(board, 2, InKeyStore()).read_bytes()
    second = own.step(board, 2, InKeyStore())
    assert second.read_bytes() == first
    take_in(ceremony, second)
    mark = ceremony.look().trustees[1].mark
    take_in(ceremony, second)
    assert ceremony.look().trustees[1].mark == mark


def test_a_missing_file_on_the_other_pc_is_said(
    ceremony: Ceremony, own: OwnPc, sent: Path, usb: Path
) -> None:
    take_in(ceremony, own.step(export(ceremony, sent), 2, InKeyStore()))
    for index in (1, 3):
        ceremony.turn(index)
    with pytest.raises(TrusteeFileMissing):
        own.step(export(ceremony, sent), 2, OnMedium(usb, phrase(2)))
    with pytest.raises(TrusteeFileMissing):  # the key store of another PC
        own.step(export(ceremony, sent), 1, InKeyStore())


def test_a_promise_that_was_replaced_in_the_post_is_noticed_by_its_trustee(
    ceremony: Ceremony, own: OwnPc, sent: Path
) -> None:
    """Somebody between the two PCs sends a promise of their own in the trustee's name."""
    post = own.step(export(ceremony, sent), 2, InKeyStore())
    content = json.loads(post.read_text("utf-8"))
    content["messages"][0]["promise"] = "5a" * 32
    post.write_text(json.dumps(content), "utf-8")
    take_in(ceremony, post)
    for index in (1, 3):
        ceremony.turn(index)
    with pytest.raises(PromiseReplaced):
        own.step(export(ceremony, sent), 2, InKeyStore())


def test_another_medium_pass_phrase_is_refused(ceremony: Ceremony, own: OwnPc, sent: Path, usb: Path) -> None:
    take_in(ceremony, own.step(export(ceremony, sent), 2, OnMedium(usb, phrase(2))))
    for index in (1, 3):
        ceremony.turn(index)
    with pytest.raises(WrongPassphrase):
        own.step(export(ceremony, sent), 2, OnMedium(usb, phrase(3)))


def test_who_may_take_a_trustee_s_part(ceremony: Ceremony, people: People, sent: Path) -> None:
    file = read_board(export(ceremony, sent))
    with pytest.raises(NotAllowed):
        ceremony.service.take_part(people.observer, file, 1, ceremony.keep(1), sent)
    with pytest.raises(NotAllowed):
        ceremony.service.save_key_file(people.observer, file, 1, ceremony.keep(1))
    assert ceremony.service.take_part(people.manager, file, 1, ceremony.keep(1), sent).exists()


# --- files that are not what they should be -------------------------------------------------------------


def messages_of(ceremony: Ceremony, own: OwnPc, sent: Path, **changes: Any) -> Path:
    path = own.step(export(ceremony, sent), 2, InKeyStore())
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changes}), "utf-8")
    return path


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"format": "another"}, CeremonyFileWrong),
        ({"election_id": "ab" * 16}, CeremonyOfAnotherElection),
        ({"election_id": 5}, CeremonyMessageMalformed),
        ({"messages": []}, CeremonyMessageMalformed),
        ({"messages": {}}, CeremonyMessageMalformed),
        ({"messages": [{}]}, CeremonyMessageMalformed),
        ({"more": 1}, CeremonyMessageMalformed),
    ],
)
def test_a_trustee_s_file_that_was_changed_is_refused_as_a_whole(
    ceremony: Ceremony,
    own: OwnPc,
    sent: Path,
    state_of: StateOf,
    changes: dict[str, Any],
    error: type[Exception],
) -> None:
    path = messages_of(ceremony, own, sent, **changes)
    before = state_of()
    with pytest.raises(error):
        take_in(ceremony, path)
    assert state_of() == before


def test_of_two_messages_neither_enters_if_one_is_wrong(
    ceremony: Ceremony, own: OwnPc, sent: Path, state_of: StateOf
) -> None:
    path = own.step(export(ceremony, sent), 2, InKeyStore())
    content = json.loads(path.read_text("utf-8"))
    content["messages"].append({**content["messages"][0], "promise": "00" * 32})
    path.write_text(json.dumps(content), "utf-8")
    before = state_of()
    with pytest.raises(MessageChanged):
        take_in(ceremony, path)
    assert state_of() == before


def test_a_file_from_before_it_was_begun_again_is_refused(ceremony: Ceremony, own: OwnPc, sent: Path) -> None:
    path = own.step(export(ceremony, sent), 2, InKeyStore())
    ceremony.begin()
    with pytest.raises(MessageOfAnotherCeremony):
        take_in(ceremony, path)


# Half a character, which only an escape brings in, could be neither hashed nor shown.
HALF = '{"format": "omp-desktop ceremony board 1", "name": "\\ud800"}'


@pytest.mark.parametrize("content", ["", "[]", "no json", '{"format": 5}', "[" * 100_000, HALF])
def test_a_file_of_something_else_is_refused(
    ceremony: Ceremony, own: OwnPc, sent: Path, content: str
) -> None:
    path = sent / "x.json"
    path.write_text(content, "utf-8")
    with pytest.raises(CeremonyFileWrong):
        take_in(ceremony, path)
    with pytest.raises(CeremonyFileWrong):
        read_board(path)


def test_the_two_kinds_of_files_are_told_apart(ceremony: Ceremony, own: OwnPc, sent: Path) -> None:
    board = export(ceremony, sent)
    answer = own.step(board, 2, InKeyStore())
    with pytest.raises(CeremonyFileWrong):
        take_in(ceremony, board)
    with pytest.raises(CeremonyFileWrong):
        read_board(answer)
    with pytest.raises(ImportFileMissing):
        read_board(sent / "gone.json")


@pytest.mark.parametrize(
    "changes", [{"test_mode": 1}, {"name": {"ko": 1, "en": ""}}, {"name": "x"}, {"board": {}}, {"more": 1}]
)
def test_a_board_file_that_was_changed_is_refused(
    ceremony: Ceremony, own: OwnPc, sent: Path, changes: dict[str, Any]
) -> None:
    board = export(ceremony, sent)
    board.write_text(json.dumps({**json.loads(board.read_text("utf-8")), **changes}), "utf-8")
    with pytest.raises(CeremonyMessageMalformed):
        read_board(board)


def test_names_in_a_board_file_hide_nothing(ceremony: Ceremony, own: OwnPc, sent: Path) -> None:
    board = export(ceremony, sent)
    content = board.read_text("utf-8").replace(NAMES[0], f"{NAMES[0]}\u202e")
    board.write_text(content, "utf-8")
    with pytest.raises(TextForbidden):
        read_board(board)


def test_files_that_cannot_be_written_are_said(
    ceremony: Ceremony, own: OwnPc, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = export(ceremony, sent)

    def full(_path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ceremony_files, "replace_file", full)
    with pytest.raises(CeremonyFileUnwritable):
        export(ceremony, sent)
    with pytest.raises(CeremonyFileUnwritable):
        own.step(board, 2, InKeyStore())
    monkeypatch.undo()
    take_in(ceremony, own.step(board, 2, InKeyStore()))

"""The key of the count: made for a draft, saved for the trustee, never left on the station."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from omp_desktop.crypto.errors import WrongPassphrase
from omp_desktop.crypto.key_file import unprotect
from omp_desktop.crypto.trustees import TrusteePublic, check_secret
from omp_desktop.domain.access_errors import PasswordTooShort
from omp_desktop.services import elections as elections_module
from omp_desktop.services import key_files
from omp_desktop.services.core import Core
from omp_desktop.services.election_errors import (
    KeyFileUnwritable,
    KeyFolderInsideData,
    KeyFolderMissing,
)
from tests.services.scene import (
    PASSPHRASE,
    Desk,
    Draft,
    People,
    prepare,
)

StateOf = Callable[[], dict[str, list[str]]]


def make_key(desk: Desk, people: People, draft: Draft, folder: Path, passphrase: str = PASSPHRASE) -> Path:
    return desk.elections.make_single_trustee_key(
        people.commission, draft.id, "개표 관리인", passphrase, folder
    )


def test_the_key_file_opens_under_its_passphrase_and_fits_the_election(
    desk: Desk, people: People, draft: Draft, usb: Path, core: Core
) -> None:
    path = make_key(desk, people, draft, usb)
    secret = unprotect(path.read_bytes(), PASSPHRASE)
    with core.store.read() as uow:
        trustee, key = uow.trustees.all(draft.id)[0], uow.elections.key(draft.id)
    assert key is not None
    assert trustee.name == "개표 관리인"
    public = TrusteePublic.from_json(json.loads(trustee.public))
    check_secret([public], secret)
    with pytest.raises(WrongPassphrase):
        unprotect(path.read_bytes(), "wrong pass-phrase")
    assert desk.elections.get(draft.id).key_ready


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_the_key_file_is_for_its_owner_only(desk: Desk, people: People, draft: Draft, usb: Path) -> None:
    assert stat.S_IMODE(make_key(desk, people, draft, usb).stat().st_mode) == 0o600


def test_the_secret_of_the_trustee_is_nowhere_in_the_data_folder(
    desk: Desk, people: People, draft: Draft, usb: Path, data_dir: Path, core: Core, state_of: StateOf
) -> None:
    secret = unprotect(make_key(desk, people, draft, usb).read_bytes(), PASSPHRASE)
    stored = repr(state_of())
    for hidden in (secret.share, *secret.coefficients):
        assert hidden.hex() not in stored
        assert repr(hidden)[2:-1] not in stored
        for file in data_dir.rglob("*"):
            assert file.is_dir() or hidden.hex().encode() not in file.read_bytes()


def test_the_key_can_be_made_again_in_a_draft(desk: Desk, people: People, draft: Draft, usb: Path) -> None:
    first, second = make_key(desk, people, draft, usb), make_key(desk, people, draft, usb)
    assert first != second
    assert {first, second} == set(usb.iterdir())


@pytest.mark.parametrize("inside", [".", "keys", "backups/deep"])
def test_the_key_of_a_real_election_is_not_saved_in_the_data_folder(
    real_desk: Desk, real_people: People, data_dir: Path, tmp_path: Path, inside: str, state_of: StateOf
) -> None:
    draft = prepare(real_desk, real_people, tmp_path)
    (data_dir / inside).mkdir(parents=True, exist_ok=True)
    before, files = state_of(), sorted(data_dir.rglob("*"))
    with pytest.raises(KeyFolderInsideData):
        make_key(real_desk, real_people, draft, data_dir / inside)
    assert state_of() == before
    assert sorted(data_dir.rglob("*")) == files


def test_a_link_into_the_data_folder_is_seen_through(
    real_desk: Desk, real_people: People, data_dir: Path, tmp_path: Path
) -> None:
    draft = prepare(real_desk, real_people, tmp_path)
    link = tmp_path / "looks-like-usb"
    link.symlink_to(data_dir, target_is_directory=True)
    with pytest.raises(KeyFolderInsideData):
        make_key(real_desk, real_people, draft, link)


def test_a_mock_vote_may_keep_its_key_in_the_data_folder(
    desk: Desk, people: People, draft: Draft, data_dir: Path
) -> None:
    assert make_key(desk, people, draft, data_dir).parent == data_dir


@pytest.mark.parametrize("passphrase", ["", "short"])
def test_a_short_passphrase_makes_no_key(
    desk: Desk, people: People, draft: Draft, usb: Path, passphrase: str
) -> None:
    with pytest.raises(PasswordTooShort):
        make_key(desk, people, draft, usb, passphrase)
    assert list(usb.iterdir()) == []


def test_a_folder_that_is_not_there_makes_no_key(
    desk: Desk, people: People, draft: Draft, usb: Path, state_of: StateOf
) -> None:
    before = state_of()
    with pytest.raises(KeyFolderMissing):
        make_key(desk, people, draft, usb / "unplugged")
    assert state_of() == before


def test_a_full_medium_makes_no_key(
    desk: Desk, people: People, draft: Draft, usb: Path, state_of: StateOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state_of()

    def full(_path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(elections_module, "create_file", full)
    with pytest.raises(KeyFileUnwritable):
        make_key(desk, people, draft, usb)
    assert state_of() == before


def test_a_medium_that_gives_back_something_else_makes_no_key(
    desk: Desk, people: People, draft: Draft, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = key_files.replace_file
    monkeypatch.setattr(key_files, "replace_file", lambda path, content: whole(path, content[:-1]))
    with pytest.raises(KeyFileUnwritable):
        make_key(desk, people, draft, usb)
    assert list(usb.iterdir()) == []
    assert not desk.elections.get(draft.id).key_ready


def test_a_half_written_key_file_does_not_stay(
    desk: Desk, people: People, draft: Draft, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(KeyFileUnwritable):
        make_key(desk, people, draft, usb)
    assert list(usb.iterdir()) == []

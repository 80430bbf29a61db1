"""The centre's key and the commission's code: made once, for one user, the same for every replica."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from omp_desktop.central import keys
from omp_desktop.central.centre import Centre
from omp_desktop.central.engine import CentreStore
from omp_desktop.central.errors import CentreKeyDiffers, CentreKeyMissing, CentreKeyUnusable
from omp_desktop.central.keys import KeyFile
from omp_desktop.central.migrations.runner import PACKAGED
from omp_desktop.crypto import signing


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CentreStore]:
    with closing(CentreStore.in_folder(tmp_path)) as opened:
        PACKAGED.migrate(opened)
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / keys.FILE_NAME, named=False)


def test_the_first_start_makes_a_key_that_only_this_user_can_read(store: CentreStore, file: KeyFile) -> None:
    made = keys.centre_keys(store, file)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert keys.centre_keys(store, file).public_key == made.public_key
    with store.read() as session:
        assert keys.known_key(session) == made.public_key


def test_servers_that_start_at_once_have_one_key(store: CentreStore, file: KeyFile, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = {each.public_key for each in pool.map(lambda _: keys.centre_keys(store, file), range(8))}
    assert found == {keys.read_key_file(file.path).public_key}
    assert [each.name for each in tmp_path.iterdir() if "key" in each.name] == [keys.FILE_NAME]


def test_a_key_that_is_lost_is_not_made_anew(store: CentreStore, file: KeyFile) -> None:
    keys.centre_keys(store, file)
    file.path.unlink()
    with pytest.raises(CentreKeyMissing):
        keys.centre_keys(store, file)
    assert not file.path.exists()


def test_no_key_is_made_where_somebody_said_that_it_is(store: CentreStore, tmp_path: Path) -> None:
    with pytest.raises(CentreKeyMissing):
        keys.centre_keys(store, KeyFile(tmp_path / "secret", named=True))


def test_another_key_is_refused(store: CentreStore, file: KeyFile) -> None:
    keys.centre_keys(store, file)
    file.path.write_text(signing.generate().seed.hex())
    with pytest.raises(CentreKeyDiffers):
        keys.centre_keys(store, file)


def test_a_folder_that_takes_no_key_is_told(store: CentreStore, tmp_path: Path) -> None:
    with pytest.raises(CentreKeyUnusable):
        keys.centre_keys(store, KeyFile(tmp_path / "nowhere" / "centre.key", named=False))
    with pytest.raises(CentreKeyUnusable):
        keys.read_key_file(tmp_path)


def test_each_start_gives_a_code_of_its_own_and_all_of_them_work(store: CentreStore, file: KeyFile) -> None:
    centre = Centre(store, keys.centre_keys(store, file))
    given = [keys.new_commission_code(centre) for _ in range(2)]
    assert given[0] != given[1]
    with store.read() as session:
        assert all(code and keys.commission_code_holds(session, code.hash, centre.now()) for code in given)
        assert not keys.commission_code_holds(session, "ab" * 32, centre.now())

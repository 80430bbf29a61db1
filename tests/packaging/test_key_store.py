"""A real key store of the operating system, not a stand-in."""

from __future__ import annotations

import keyring
import keyring.errors
import pytest


@pytest.mark.usefixtures("real_keyring")
def test_a_secret_is_kept_given_back_and_forgotten() -> None:
    keyring.set_password("omp-desktop-test", "store-key", "7f" * 32)
    assert keyring.get_password("omp-desktop-test", "store-key") == "7f" * 32

    keyring.delete_password("omp-desktop-test", "store-key")
    assert keyring.get_password("omp-desktop-test", "store-key") is None


@pytest.mark.usefixtures("real_keyring")
def test_the_real_key_store_is_the_gnome_one() -> None:
    assert type(keyring.get_keyring()).__module__ == "keyring.backends.SecretService"


def test_without_asking_for_it_no_test_reaches_a_key_store() -> None:
    with pytest.raises(keyring.errors.NoKeyringError):
        keyring.get_password("omp-desktop-test", "store-key")

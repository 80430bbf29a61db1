"""Trying the place of the keys: a key is written there, read back, compared and taken away."""

from __future__ import annotations

from typing import Final

from omp_desktop.domain.language import Labelled
from omp_desktop.services.core import Core
from omp_desktop.services.key_errors import KeyStoreRefused
from omp_desktop.services.secrets import PassphraseSecrets

_NAME: Final = "key-trial"
_BYTES: Final = 32


class KeyPlace(Labelled):
    """Where the keys of this PC are kept."""

    KEY_STORE = "key-store", "운영체제의 열쇠 저장소", "the key store of the operating system"
    FILES = "files", "암호 문구로 보호하는 파일", "files under a pass-phrase"
    THROW_AWAY = "throw-away", "보호하지 않는 시연용 파일", "unprotected files of a demonstration"


class KeyTrial:
    """Tries the place of the keys; nothing of it stays."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def place(self) -> KeyPlace:
        """Where the keys are kept; asks nobody."""
        box = self._core.secrets_box
        if box.throw_away:
            return KeyPlace.THROW_AWAY
        return KeyPlace.FILES if isinstance(box, PassphraseSecrets) else KeyPlace.KEY_STORE

    def run(self) -> KeyPlace:
        """May take seconds. Raises KeyStoreRefused, and the errors of the secrets."""
        box, secret = self._core.secrets_box, self._core.random(_BYTES)
        try:
            box.put(_NAME, secret)
            if box.get(_NAME) != secret:
                raise KeyStoreRefused
        finally:
            box.delete(_NAME)
        return self.place()

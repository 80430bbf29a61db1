"""Does the key store of this computer keep a secret? Where it does not, do key files under a pass-phrase?"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from omp_desktop.domain.language import LocalText
from omp_desktop.scenarios.self_test.lines import Line, Outcome, said, well, wrong
from omp_desktop.services.core import SecretsBox
from omp_desktop.services.key_errors import WITHOUT_KEY_STORE, KeysPassphraseWrong, KeyStoreRefused
from omp_desktop.services.secrets import SERVICE_NAME, KeyringSecrets, PassphraseSecrets, missing_bridge

STEP: Final = "keys"
# No data folder has this id: those are made of the digits of hexadecimal numbers.
OWNER: Final = "self-test"
NAME: Final = "trial"
_SECRET_BYTES: Final = 32


def look_at_keys(folder: Path, box: SecretsBox | None = None) -> Iterator[Line]:
    """Tries `box`, the key store of the system, and key files in `folder` where it cannot be used."""
    missing = missing_bridge()
    if missing is not None:
        yield wrong(
            STEP,
            f"열쇠 저장소를 쓰는 데 필요한 부분이 없습니다: {missing}.",
            f"A part that reaches the key store is missing: {missing}.",
        )
    try:
        yield _tried(box or KeyringSecrets(OWNER))
    except WITHOUT_KEY_STORE as error:
        happened, then = said(error)
        yield Line(
            STEP,
            Outcome.NOTE,
            LocalText(
                f"{happened.ko} 이대로 두면 열쇠는 암호 문구로 보호하는 파일에 보관합니다.",
                f"{happened.en} As it is, keys go into files under a pass-phrase.",
            ),
            then,
        )
        yield _tried_files(folder)


def _tried(box: SecretsBox) -> Line:
    secret = secrets.token_bytes(_SECRET_BYTES)
    try:
        box.put(NAME, secret)
        kept = box.get(NAME)
    finally:
        # Also of one that answered too late.
        box.delete(NAME)
    if kept != secret:
        raise KeyStoreRefused()
    if box.get(NAME) is not None:
        return Line(
            STEP,
            Outcome.NOTE,
            LocalText(
                "열쇠 저장소가 시험 열쇠를 지우지 않았습니다.",
                "The key store did not forget the trial secret.",
            ),
            LocalText(
                f"열쇠 저장소에서 ‘{SERVICE_NAME}’의 {OWNER}/{NAME} 항목을 직접 지우십시오.",
                f"Remove the entry {OWNER}/{NAME} of “{SERVICE_NAME}” from the key store by hand.",
            ),
        )
    return well(
        STEP,
        "열쇠 저장소에 시험 열쇠를 쓰고 다시 읽고 지웠습니다.",
        "The key store kept a trial secret, gave it back and forgot it.",
    )


def _tried_files(folder: Path) -> Line:
    passphrase, secret = secrets.token_urlsafe(_SECRET_BYTES), secrets.token_bytes(_SECRET_BYTES)
    keys = folder / "keys"
    PassphraseSecrets.create(keys, passphrase).put(NAME, secret)
    if PassphraseSecrets.unlock(keys, passphrase).get(NAME) != secret:
        return wrong(
            STEP,
            "암호 문구로 보호하는 열쇠 파일이 다른 열쇠를 돌려주었습니다.",
            "The key file under a pass-phrase gave another secret back.",
        )
    try:
        PassphraseSecrets.unlock(keys, f"{passphrase}.")
    except KeysPassphraseWrong:
        return well(
            STEP,
            "암호 문구로 보호하는 열쇠 파일이 열쇠를 지키고, 틀린 암호 문구로는 열리지 않습니다.",
            "A key file under a pass-phrase keeps a secret, and a wrong pass-phrase does not open it.",
        )
    return wrong(
        STEP,
        "암호 문구로 보호하는 열쇠 파일이 틀린 암호 문구로 열렸습니다.",
        "A wrong pass-phrase opened the key file.",
    )

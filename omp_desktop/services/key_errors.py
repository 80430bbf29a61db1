"""Errors of the place where the keys of this PC are kept."""

from __future__ import annotations

from typing import Final

from omp_desktop.domain.errors import ErrorText, OmpError


class KeyStoreAbsent(OmpError):
    """This PC has no key store that the program can use (keyring: NoKeyringError, InitError)."""

    code = "keys.store-absent"
    ko = ErrorText(
        "이 PC에서 열쇠 저장소를 찾을 수 없습니다.",
        "운영체제의 열쇠 저장소를 켜고 프로그램을 다시 시작하거나, 암호 문구로 보호하는 열쇠 파일을 "
        "선택하십시오.",
    )
    en = ErrorText(
        "This PC has no key store.",
        "Switch on the key store of the operating system and start the program again, "
        "or choose a key file protected by a pass-phrase.",
    )


class KeyStoreLocked(OmpError):
    """The key store is locked, and nobody unlocked it (keyring: KeyringLocked)."""

    code = "keys.store-locked"
    ko = ErrorText(
        "열쇠 저장소가 잠겨 있습니다.",
        "열쇠 저장소의 잠금을 푼 다음 다시 시도하거나, 암호 문구로 보호하는 열쇠 파일을 선택하십시오.",
    )
    en = ErrorText(
        "The key store is locked.",
        "Unlock the key store and try again, or choose a key file protected by a pass-phrase.",
    )


class KeyStoreHangs(OmpError):
    """The key store gave no answer in time."""

    code = "keys.store-hangs"
    ko = ErrorText(
        "열쇠 저장소가 {seconds}초 동안 응답하지 않았습니다.",
        "잠금 해제 창이 다른 창 뒤에 있는지 확인하고 다시 시도하거나, "
        "암호 문구로 보호하는 열쇠 파일을 선택하십시오.",
    )
    en = ErrorText(
        "The key store gave no answer within {seconds} seconds.",
        "Look for its unlock window behind other windows and try again, "
        "or choose a key file protected by a pass-phrase.",
    )


class KeyStoreUnsafe(OmpError):
    """The configured key store keeps nothing, or keeps it in plain text."""

    code = "keys.store-unsafe"
    ko = ErrorText(
        "설정된 열쇠 저장소({backend})는 열쇠를 보호하지 않습니다.",
        "운영체제의 열쇠 저장소를 사용하도록 설정을 고치거나, 암호 문구로 보호하는 열쇠 파일을 선택하십시오.",
    )
    en = ErrorText(
        "The configured key store ({backend}) does not protect keys.",
        "Change its settings to the key store of the operating system, "
        "or choose a key file protected by a pass-phrase.",
    )


class KeyStoreRefused(OmpError):
    """The key store did not take the secret, or gave another one back (keyring: PasswordSetError)."""

    code = "keys.store-refused"
    ko = ErrorText(
        "열쇠 저장소가 열쇠를 저장하지 못했습니다.",
        "열쇠 저장소의 저장 권한을 확인하고 다시 시도하거나, 암호 문구로 보호하는 열쇠 파일을 선택하십시오.",
    )
    en = ErrorText(
        "The key store did not keep the key.",
        "Check that you may write to the key store and try again, "
        "or choose a key file protected by a pass-phrase.",
    )


class KeyStoreFailed(OmpError):
    """The key store failed in a way that it does not explain; `kind` names the exception's class."""

    code = "keys.store-failed"
    ko = ErrorText(
        "열쇠 저장소에서 오류가 발생했습니다({kind}).",
        "다시 시도하십시오. 계속되면 암호 문구로 보호하는 열쇠 파일을 선택하십시오.",
    )
    en = ErrorText(
        "The key store failed ({kind}).",
        "Try again. If it goes on, choose a key file protected by a pass-phrase.",
    )


# With these the keys can be kept in files under a pass-phrase instead.
WITHOUT_KEY_STORE: Final = (
    KeyStoreAbsent,
    KeyStoreLocked,
    KeyStoreHangs,
    KeyStoreUnsafe,
    KeyStoreRefused,
    KeyStoreFailed,
)


class KeysPassphraseNeeded(OmpError):
    """The keys of this folder are under a pass-phrase that has not been given."""

    code = "keys.passphrase-needed"
    ko = ErrorText(
        "이 폴더의 열쇠는 암호 문구로 보호되어 있습니다.",
        "열쇠 파일의 암호 문구를 입력하십시오.",
    )
    en = ErrorText(
        "The keys of this folder are protected by a pass-phrase.",
        "Enter the pass-phrase of the key file.",
    )


class KeysPassphraseWrong(OmpError):
    """The pass-phrase does not open the key file."""

    code = "keys.passphrase-wrong"
    ko = ErrorText(
        "열쇠 파일의 암호 문구가 맞지 않습니다.",
        "한/영 입력 상태와 Caps Lock을 확인하고 다시 입력하십시오.",
    )
    en = ErrorText(
        "The pass-phrase does not open the key file.",
        "Check the keyboard language and Caps Lock, and enter it again.",
    )


class KeysFileDamaged(OmpError):
    """A key file is not what this program wrote."""

    code = "keys.file-damaged"
    ko = ErrorText(
        "열쇠 파일 {file}이(가) 손상되었습니다.",
        "백업한 열쇠 파일로 되돌리십시오. 파일을 지우지 마십시오.",
    )
    en = ErrorText(
        "The key file {file} is damaged.",
        "Put the backup of the key file in its place. Do not delete the file.",
    )


class KeysFileUnwritable(OmpError):
    """A key file cannot be read or written."""

    code = "keys.file-unwritable"
    ko = ErrorText(
        "열쇠 파일을 읽거나 쓸 수 없습니다({reason}).",
        "폴더의 권한과 디스크의 남은 공간을 확인하고 다시 시도하십시오.",
    )
    en = ErrorText(
        "The key file cannot be read or written ({reason}).",
        "Check the permissions of the folder and the free space of the disk, and try again.",
    )


class KeysAlreadyExist(OmpError):
    """A key file was to be made where one is already."""

    code = "keys.already-exist"
    ko = ErrorText(
        "이 폴더에는 이미 열쇠 파일이 있습니다.",
        "있는 열쇠 파일의 암호 문구를 입력하거나 다른 폴더를 선택하십시오.",
    )
    en = ErrorText(
        "This folder already has key files.",
        "Enter the pass-phrase of the existing ones, or choose another folder.",
    )


class StoreKeyMissing(OmpError):
    """There is a store, but the key store has no key for it. A new key is never made for an old store."""

    code = "keys.of-store-missing"
    ko = ErrorText(
        "투표소 자료를 여는 열쇠가 열쇠 저장소에 없습니다.",
        "이 자료를 만든 PC와 사용자 계정으로 여십시오. 자료 파일을 지우지 마십시오.",
    )
    en = ErrorText(
        "The key store has no key for the data of this station.",
        "Open it on the PC and with the user account that made it. Do not delete the data.",
    )


class SigningKeyMissing(OmpError):
    """A signing key that this station made earlier is no longer in the key store."""

    code = "keys.signing-key-missing"
    ko = ErrorText(
        "이 투표소가 이전에 만든 서명 열쇠가 열쇠 저장소에 없습니다.",
        "열쇠를 만든 사용자 계정으로 로그인했는지 확인하십시오.",
    )
    en = ErrorText(
        "A signing key that this station made earlier is not in the key store.",
        "Check that you are logged in with the user account that made it.",
    )


class ThrowAwayKeys(OmpError):
    """A real election was to be held on keys that lie unprotected beside the data."""

    code = "keys.throw-away-keys"
    ko = ErrorText(
        "시연용 열쇠로는 실제 선거를 할 수 없습니다.",
        "운영체제의 열쇠 저장소나 암호 문구로 보호하는 열쇠 파일을 쓰는 새 폴더에서 선거를 만드십시오.",
    )
    en = ErrorText(
        "A real election cannot be held on the throw-away keys of a demonstration.",
        "Make the election in a new folder that uses the key store of the operating system "
        "or a key file protected by a pass-phrase.",
    )

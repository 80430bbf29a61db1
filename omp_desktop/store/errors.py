"""Errors of the station's store: what happened to the file, and what a person does next."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class StoreBusy(OmpError):
    """Another part of the program held the store for the whole waiting time; nothing was written."""

    code = "store.busy"
    ko = ErrorText(
        "다른 작업이 투표소 자료를 사용하고 있어 기록하지 못했습니다.",
        "잠시 기다린 다음 다시 시도하십시오. 기록된 것은 없습니다.",
    )
    en = ErrorText(
        "Not recorded: something else is using the data of this station.",
        "Wait a moment and try again. Nothing was recorded.",
    )


class StoreFull(OmpError):
    """The disk is full; the transaction was undone as a whole."""

    code = "store.full"
    ko = ErrorText(
        "디스크에 남은 공간이 없어 기록하지 못했습니다.",
        "디스크 공간을 비운 다음 다시 시도하십시오. 투표소 자료 폴더의 파일은 지우지 마십시오.",
    )
    en = ErrorText(
        "Not recorded: the disk is full.",
        "Free some space and try again. Do not delete files in the data folder of this station.",
    )


class StoreFailed(OmpError):
    """The disk reported an error. What the last write did is unknown until the store is opened again.

    A failed sync is never repeated and believed: the system may have dropped the pages it could not write
    (Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020).
    """

    code = "store.failed"
    ko = ErrorText(
        "디스크 오류({reason})가 발생하여 투표소 자료의 사용을 멈추었습니다.",
        "투표를 멈추고 투표관리관을 부르십시오. 자료를 다시 열어 검사한 다음 계속할 수 있습니다.",
    )
    en = ErrorText(
        "The disk reported an error ({reason}), so the data of this station are no longer used.",
        "Stop voting and call the manager. Voting can go on once the data were opened again and checked.",
    )


class StoreDamaged(OmpError):
    """Bytes of the file are not what the program wrote. Never repaired silently, never deleted."""

    code = "store.damaged"
    ko = ErrorText(
        "투표소 자료가 손상되었습니다({reason}).",
        "투표를 멈추십시오. 파일을 지우거나 고치지 말고 그대로 보관한 다음, 온전한 사본으로 계속하십시오.",
    )
    en = ErrorText(
        "The data of this station are damaged ({reason}).",
        "Stop voting. Keep the file as it is, neither delete nor repair it, and go on with an intact copy.",
    )


class StoreKeyWrong(OmpError):
    """The file cannot be opened with this key. A damaged first page looks the same from outside."""

    code = "store.key-wrong"
    ko = ErrorText(
        "이 열쇠로는 투표소 자료를 열 수 없습니다. 다른 자료의 열쇠이거나, 파일의 첫 부분이 손상되었습니다.",
        "이 자료를 만든 PC와 사용자 계정으로 여십시오. 그래도 열리지 않으면 백업으로 계속하고 "
        "파일은 보관하십시오.",
    )
    en = ErrorText(
        "This key does not open the data of this station: it belongs to other data, or the beginning of the "
        "file is damaged.",
        "Open them on the PC and with the user account that made them. If that fails too, go on with a "
        "backup and keep the file.",
    )


class NotAStore(OmpError):
    """The file opens, but it is not a station's store."""

    code = "store.not-a-store"
    ko = ErrorText(
        "이 파일은 투표소 자료가 아닙니다.",
        "올바른 자료 폴더를 선택하십시오. 파일을 지우지 마십시오.",
    )
    en = ErrorText(
        "This file does not hold the data of a station.",
        "Choose the right data folder. Do not delete the file.",
    )


class StoreNewer(OmpError):
    """A newer program gave the file its form; this one would misread it. Params: found, known (versions)."""

    code = "store.newer"
    ko = ErrorText(
        "이 PC의 투표소 자료는 더 새로운 버전의 프로그램({found})이 만들었습니다. "
        "이 프로그램({known})은 더 오래되어 자료를 열지 않았고, 바뀐 것은 없습니다.",
        "그 버전이나 더 새로운 버전을 설치하고 다시 시작하십시오. "
        "설치 파일은 이 프로그램을 받은 곳에 있습니다.",
    )
    en = ErrorText(
        "A newer version of the program ({found}) made the data of this station. "
        "This one ({known}) is older, so it did not open them; nothing was changed.",
        "Install that version or a newer one, from where this program came, and start again.",
    )


class StoreNotUpgraded(OmpError):
    """An older file could not be copied or changed; it is as it was. Params: reason, megabytes of room."""

    code = "store.not-upgraded"
    ko = ErrorText(
        "새 버전의 프로그램은 투표소 자료의 형식을 바꾸기 전에 사본을 만드는데, 끝내지 못했습니다({reason}). "
        "바뀐 것은 없습니다.",
        "데이터 폴더의 디스크에 {megabytes} MB를 비우거나 폴더의 권한을 확인하고 다시 시도하십시오. "
        "데이터 폴더의 파일은 지우지 마십시오.",
    )
    en = ErrorText(
        "This version keeps the data of the station in a newer form. It could not make the copy that comes "
        "first, or not finish ({reason}). Nothing was changed.",
        "Free {megabytes} MB on the disk of the data folder, or look at the permissions of that folder, and "
        "try again. Delete no files in the data folder.",
    )


class StoreOnNetworkDrive(OmpError):
    """Locks and syncs of network drives cannot be relied on: https://sqlite.org/howtocorrupt.html 2.1"""

    code = "store.on-network-drive"
    ko = ErrorText(
        "자료 폴더가 네트워크 드라이브({file_system})에 있어 투표를 안전하게 기록할 수 없습니다.",
        "이 PC 안의 디스크에 있는 폴더를 선택하십시오.",
    )
    en = ErrorText(
        "The data folder is on a network drive ({file_system}), where votes cannot be recorded safely.",
        "Choose a folder on a disk inside this PC.",
    )


class StoreNotWritable(OmpError):
    """The system does not let the program read or write the file or its folder."""

    code = "store.not-writable"
    ko = ErrorText(
        "투표소 자료를 읽거나 쓸 수 없습니다({reason}).",
        "자료 폴더의 권한을 확인하고 다시 시도하십시오.",
    )
    en = ErrorText(
        "The data of this station cannot be read or written ({reason}).",
        "Check the permissions of the data folder and try again.",
    )


class StoreSettingsWrong(OmpError):
    """A safety setting did not take effect, so an acknowledged vote could be lost; the store stays closed."""

    code = "store.settings-wrong"
    ko = ErrorText(
        "안전 설정 {setting}이(가) {expected}이어야 하지만 {found}입니다. 투표소 자료를 열지 않았습니다.",
        "프로그램을 다시 설치하십시오. 계속되면 이 PC로 투표를 시작하지 마십시오.",
    )
    en = ErrorText(
        "The safety setting {setting} should be {expected} but is {found}, so the data were not opened.",
        "Install the program again. If it goes on, do not open the polls with this PC.",
    )


class BackupExists(OmpError):
    """A backup never replaces a file."""

    code = "store.backup-exists"
    ko = ErrorText(
        "같은 이름의 백업 파일 {file}이(가) 이미 있습니다.",
        "다른 이름이나 다른 폴더를 선택하십시오.",
    )
    en = ErrorText(
        "There is already a backup named {file}.",
        "Choose another name or another folder.",
    )


class BackupStopped(OmpError):
    """Somebody stopped a backup; there is no such file."""

    code = "store.backup-stopped"
    ko = ErrorText("백업을 멈추었습니다. 쓰다 만 것은 남지 않았습니다.", "다시 시작할 수 있습니다.")
    en = ErrorText("The backup was stopped; nothing unfinished is left.", "It can be started again.")


class RecordProtected(OmpError):
    """A rule inside the store refused the change: nothing that counts is deleted or altered.

    `rule` is the name of the guard in store/guards.py.
    """

    code = "store.record-protected"
    ko = ErrorText(
        "선거가 공고된 뒤에는 바꾸거나 지울 수 없는 기록입니다({rule}).",
        "바꾸지 마십시오. 이 안내가 나온 작업을 관리자에게 알려 주십시오.",
    )
    en = ErrorText(
        "This record cannot be changed or deleted once the election is published ({rule}).",
        "Leave it as it is, and tell the official in charge what you were doing.",
    )


class RecordExists(OmpError):
    """A record with this key is there already; `kind` names the table, `columns` what must be unique."""

    code = "store.record-exists"
    columns: frozenset[str] = frozenset()
    ko = ErrorText(
        "같은 기록이 이미 있습니다({kind}).",
        "화면을 새로 고쳐 이미 저장된 내용을 확인하십시오.",
    )
    en = ErrorText(
        "This record is already there ({kind}).",
        "Refresh the screen and look at what is already stored.",
    )


class RecordMissing(OmpError):
    """No record with this key; `kind` names the table. The key is not repeated: it may belong to a voter."""

    code = "store.record-missing"
    ko = ErrorText(
        "찾는 기록이 없습니다({kind}).",
        "화면을 새로 고친 다음 다시 선택하십시오.",
    )
    en = ErrorText(
        "There is no such record ({kind}).",
        "Refresh the screen and choose again.",
    )


class RecordInvalid(OmpError):
    """A value or reference that the store does not allow; `kind` names the table."""

    code = "store.record-invalid"
    ko = ErrorText(
        "저장할 수 없는 값이거나 가리키는 기록이 없습니다({kind}).",
        "화면을 새로 고친 다음 다시 시도하십시오.",
    )
    en = ErrorText(
        "The store does not take this value, or it refers to a record that is not there ({kind}).",
        "Refresh the screen and try again.",
    )


class DuplicateCode(OmpError):
    """Another ballot of this election has the same confirmation code, so this one is refused."""

    code = "store.duplicate-code"
    ko = ErrorText(
        "같은 투표 확인 코드를 가진 투표지가 이미 있어 이 투표지를 봉하지 못했습니다.",
        "다시 한 번 봉하십시오. 두 번째에도 나오면 투표를 멈추고 투표관리관을 부르십시오.",
    )
    en = ErrorText(
        "This ballot was not sealed: another one has the same confirmation code.",
        "Seal it once more. If it happens twice, stop voting and call the manager.",
    )


class StoreClosed(OmpError):
    """Work came in after the data folder was closed: a window that was just going asked once more."""

    code = "store.closed"
    ko = ErrorText("데이터 폴더가 닫혔습니다.", "창을 닫고 다시 여십시오. 기록된 것은 안전합니다.")
    en = ErrorText(
        "The data folder was closed.", "Close the window and open it again. What was recorded is safe."
    )


class MirrorFailed(OmpError):
    """The second file on the other medium did not take a write, so nothing was written to either."""

    code = "store.mirror-failed"
    ko = ErrorText(
        "두 번째 저장 매체에 기록할 수 없어 아무것도 기록하지 않았습니다({reason}).",
        "매체를 확인하고 한 번 더 시도하십시오. 다시 실패하면 '설정'의 '두 번째 저장 매체'에서 "
        "두 사람이 매체 하나로 계속하기로 결정할 수 있습니다.",
    )
    en = ErrorText(
        "Nothing was recorded: the second medium could not be written ({reason}).",
        "Look at the medium and try once more. If it fails again, two people can decide under Settings, "
        "Second medium, to go on with one.",
    )


class MirrorNotFinished(OmpError):
    """So much was written while the copy was taken that it was never in step."""

    code = "store.mirror-not-finished"
    ko = ErrorText(
        "기록이 계속되어 두 번째 저장 매체의 사본을 마치지 못했습니다.",
        "투표를 잠시 멈추거나 한가한 때에 다시 시도하십시오.",
    )
    en = ErrorText(
        "The copy on the second medium was not finished: too much was written meanwhile.",
        "Try again at a quiet moment, or pause voting for it.",
    )


class MirrorUnusable(OmpError):
    """The copy that the store should go on with is no sound copy of a store."""

    code = "store.mirror-unusable"
    ko = ErrorText(
        "두 번째 저장 매체의 사본을 쓸 수 없습니다({reason}).",
        "매체를 연결하고 다시 시도하십시오. 그래도 안 되면 백업으로 계속하고, 두 파일을 그대로 보관하십시오.",
    )
    en = ErrorText(
        "The copy on the second medium cannot be used ({reason}).",
        "Connect the medium and try again. If it still fails, go on with a backup and keep both files as "
        "they are.",
    )


class OwnVotesUnavailable(OmpError):
    """The file beside the store with the station's half of the receipts cannot be used. Voting goes on."""

    code = "store.own-votes-unavailable"
    ko = ErrorText(
        "투표 내용 확인 자료(own_vote.db)를 쓸 수 없습니다({reason}). 투표는 계속할 수 있습니다.",
        "투표 내용 확인을 위한 확인증은 줄 수 없습니다. 파일을 지우지 말고 그대로 둔 채 위원회에 알리십시오.",
    )
    en = ErrorText(
        "The file for checks of the own vote (own_vote.db) cannot be used ({reason}). Voting can go on.",
        "No receipts can be given. Do not delete the file; leave it as it is and tell the commission.",
    )

"""Errors of backups, the recovery key and restoring."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class BackupWhileVoting(OmpError):
    """Two copies made while people vote would tell who voted between them."""

    code = "backup.while-voting"
    ko = ErrorText(
        "투표가 진행 중이거나 중지된 동안에는 백업을 만들 수 없습니다.",
        "투표를 마감한 다음 만드십시오. 투표 중의 고장에는 두 번째 저장 매체가 대비합니다.",
    )
    en = ErrorText(
        "No backup can be made while polls are open or suspended.",
        "Make it after the close. Against a failure during the vote there is the second medium.",
    )


class BackupInsideData(OmpError):
    """A copy among the data themselves is lost with them."""

    code = "backup.inside-data"
    ko = ErrorText(
        "투표소 자료 폴더 안에는 백업을 만들 수 없습니다.",
        "USB 저장 장치처럼 다른 매체를 고르십시오.",
    )
    en = ErrorText(
        "A backup cannot lie in the data folder of this station.",
        "Choose another medium, such as a USB stick.",
    )


class BackupUnwritable(OmpError):
    """The medium did not take the backup, or gave something else back."""

    code = "backup.unwritable"
    ko = ErrorText(
        "백업을 쓸 수 없습니다({reason}).",
        "매체가 꽂혀 있는지, 남은 공간과 쓰기 권한이 있는지 확인하거나 다른 매체를 고르십시오.",
    )
    en = ErrorText(
        "The backup cannot be written ({reason}).",
        "Check that the medium is plugged in, its free space and whether you may write there, or choose "
        "another one.",
    )


class BackupUnconfirmed(OmpError):
    """The backup was read back whole, but may be gone when the medium is pulled out."""

    code = "backup.unconfirmed"
    ko = ErrorText(
        "백업 {folder}을(를) 썼지만 매체가 저장을 끝냈다고 알리지 않았습니다({reason}).",
        "매체를 다시 꽂고 이 백업을 검증하거나, 다른 매체에 새로 만드십시오.",
    )
    en = ErrorText(
        "The backup {folder} was written, but the medium did not confirm it ({reason}).",
        "Plug the medium in again and verify this backup, or make another one on another medium.",
    )


class BackupUnreadable(OmpError):
    """The medium does not give the backup back."""

    code = "backup.unreadable"
    ko = ErrorText(
        "백업을 읽을 수 없습니다({reason}).",
        "매체를 다시 꽂고 다시 시도하십시오. 계속되면 다른 백업을 쓰십시오.",
    )
    en = ErrorText(
        "The backup cannot be read ({reason}).",
        "Plug the medium in again and try again. If it goes on, use another backup.",
    )


class NoBackupThere(OmpError):
    """The folder that was chosen is no backup."""

    code = "backup.none-there"
    ko = ErrorText(
        "이 폴더는 백업이 아닙니다.",
        "이름이 omp-backup으로 시작하는 폴더를 고르십시오. 그 안에 backup.json 파일이 있습니다.",
    )
    en = ErrorText(
        "This folder is no backup.",
        "Choose the folder whose name begins with omp-backup; the file backup.json lies in it.",
    )


class BackupChanged(OmpError):
    """A file of the backup is not the one that was written."""

    code = "backup.changed"
    ko = ErrorText(
        "백업의 파일 {file}이(가) 만들 때와 다릅니다.",
        "이 백업을 쓰지 말고 다른 백업을 쓰십시오. 매체를 새것으로 바꾸십시오.",
    )
    en = ErrorText(
        "The file {file} of the backup is not what was written.",
        "Use another backup, and replace the medium.",
    )


class BackupNewer(OmpError):
    """A newer program made the backup."""

    code = "backup.newer"
    ko = ErrorText(
        "더 새로운 프로그램(버전 {program})이 만든 백업입니다.",
        "그 버전 이상의 프로그램을 설치한 다음 다시 시도하십시오.",
    )
    en = ErrorText(
        "The backup was made by a newer program (version {program}).",
        "Install that version or a later one, and try again.",
    )


class BackupDiffers(OmpError):
    """The copy opens, but its history is not that of this station."""

    code = "backup.differs"
    ko = ErrorText(
        "백업의 감사 기록이 이 투표소의 기록과 다릅니다({entries}번 항목).",
        "이 투표소의 백업인지 확인하십시오. 맞다면 위원회에 알리고 두 자료를 모두 보관하십시오.",
    )
    en = ErrorText(
        "The audit log of the backup is not the one of this station (entry {entries}).",
        "Check that it is a backup of this station. If it is, tell the commission and keep both.",
    )


class BackupOfAnother(OmpError):
    """The backup is of another data folder."""

    code = "backup.of-another"
    ko = ErrorText(
        "다른 투표소의 백업입니다.",
        "이 투표소에서 만든 백업의 폴더를 고르십시오.",
    )
    en = ErrorText(
        "This is the backup of another station.",
        "Choose the folder of a backup that was made here.",
    )


class BackupWithoutKeys(OmpError):
    """The backup was made before there was a recovery key."""

    code = "backup.without-keys"
    ko = ErrorText(
        "복구 열쇠를 만들기 전의 백업이라 만든 PC의 열쇠로만 열립니다.",
        "복구 열쇠를 만든 다음의 백업을 고르십시오.",
    )
    en = ErrorText(
        "This backup was made before there was a recovery key: it opens with the keys of its PC alone.",
        "Choose a backup that was made after the recovery key.",
    )


class RecoveryKeyOther(OmpError):
    """A recovery key, but not the one that this backup was sealed for."""

    code = "backup.recovery-key-other"
    ko = ErrorText(
        "이 백업의 복구 열쇠가 아닙니다. 이 백업에는 {wanted} 열쇠가 필요합니다.",
        "확인값이 같은 종이를 찾아 그 열쇠를 입력하십시오.",
    )
    en = ErrorText(
        "This is not the recovery key of this backup, which needs the one with the value {wanted}.",
        "Look for the paper with that value and enter its key.",
    )


class KeysDoNotFit(OmpError):
    """A key that came with the backup is not the one that the store knows."""

    code = "backup.keys-do-not-fit"
    ko = ErrorText(
        "백업에 든 서명 열쇠가 이 투표소 기기의 열쇠가 아닙니다({name}).",
        "다른 백업을 쓰고 위원회에 알리십시오.",
    )
    en = ErrorText(
        "A signing key in the backup is not that of the device ({name}).",
        "Use another backup, and tell the commission.",
    )


class StoreAlreadyThere(OmpError):
    """A backup is restored into an empty folder only."""

    code = "backup.store-there"
    ko = ErrorText(
        "이 폴더에는 이미 투표소 자료가 있습니다.",
        "빈 자료 폴더에서 복원하십시오. 있는 자료는 지우지 마십시오.",
    )
    en = ErrorText(
        "There are already data of a station in this folder.",
        "Restore into an empty data folder. Do not delete what is there.",
    )


class DemonstrationBackup(OmpError):
    """Keys that once lay unprotected do not become the keys of a real station."""

    code = "backup.of-demonstration"
    ko = ErrorText(
        "시연의 백업은 복원할 수 없습니다. 시연의 열쇠는 보호되지 않은 채 놓여 있었습니다.",
        "복원 훈련으로만 쓰십시오.",
    )
    en = ErrorText(
        "The backup of a demonstration cannot be restored: its keys lay unprotected.",
        "Use it for restore drills only.",
    )


class BackupCancelled(OmpError):
    """Somebody stopped it; nothing is left behind."""

    code = "backup.cancelled"
    ko = ErrorText("멈추었습니다. 쓰다 만 것은 남지 않았습니다.", "다시 시작할 수 있습니다.")
    en = ErrorText("It was stopped; nothing unfinished is left.", "It can be started again.")

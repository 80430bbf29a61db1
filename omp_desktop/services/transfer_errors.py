"""Errors of a transfer on a stick: the folder as a whole, and single files of it."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class TransferUnwritable(OmpError):
    """The stick cannot be written: full, pulled out, write-protected. What was begun was taken away again."""

    code = "transfer.unwritable"
    ko = ErrorText(
        "저장 장치에 쓸 수 없습니다({reason}).",
        "남은 공간과 쓰기 방지를 확인하거나 다른 USB로 다시 시도하십시오. 자료는 여기에 그대로 있습니다.",
    )
    en = ErrorText(
        "The medium cannot be written ({reason}).",
        "Check its free space and write protection, or take another one. Everything stays safe here.",
    )


class TransferUnreadable(OmpError):
    """The stick cannot be read, or was pulled out meanwhile."""

    code = "transfer.unreadable"
    ko = ErrorText(
        "저장 장치를 읽을 수 없습니다({reason}).",
        "USB를 다시 꽂고 시도하십시오. 가져온 것은 다시 가져와도 문제가 없습니다.",
    )
    en = ErrorText(
        "The medium cannot be read ({reason}).",
        "Plug it in again and repeat. Whatever was taken already can be taken again.",
    )


class NoTransferThere(OmpError):
    """No folder of a transfer in this place."""

    code = "transfer.none-there"
    ko = ErrorText(
        "여기에는 전송 폴더(omp-transfer-…)가 없습니다.", "USB의 맨 위 폴더나 전송 폴더를 선택하십시오."
    )
    en = ErrorText(
        "There is no transfer (omp-transfer-…) in this place.",
        "Choose the top of the stick, or the folder of the transfer.",
    )


class NoReceiptsYet(OmpError):
    """The folder was not at the centre yet."""

    code = "transfer.no-receipts-yet"
    ko = ErrorText(
        "아직 중앙 서버의 확인이 들어 있지 않습니다.",
        "USB를 위원회나 중앙 서버에 가져가서 가져오기를 한 뒤 다시 꽂으십시오.",
    )
    en = ErrorText(
        "There are no receipts of the centre on it yet.",
        "Carry the stick to the commission or the centre, have it taken there, and plug it in again.",
    )


class NothingToTransfer(OmpError):
    """Everything is acknowledged, or nothing may go yet."""

    code = "transfer.nothing-to-transfer"
    ko = ErrorText(
        "지금 내보낼 것이 없습니다.",
        "모두 확인되었거나, 투표 중이라 모으는 중입니다. 마감하거나 두 사람이 '모두 보내기'를 하면 나갑니다.",
    )
    en = ErrorText(
        "There is nothing to export now.",
        "Everything is confirmed, or still gathers while polls are open. It goes when they close, or when "
        "two people send everything.",
    )


class TransferListWrong(OmpError):
    """The signature of a transfer's list does not hold."""

    code = "transfer.list-wrong"
    ko = ErrorText(
        "전송 목록의 서명이 맞지 않습니다. 아무것도 가져오지 않았습니다.",
        "파일이 바뀌었거나 손상되었습니다. 보낸 곳에서 다시 내보내십시오.",
    )
    en = ErrorText(
        "The signature of the transfer's list does not hold. Nothing was taken.",
        "Files were changed or damaged. Export it again at the sender.",
    )


class FileNotListed(OmpError):
    """A file that the list does not name."""

    code = "transfer.file-not-listed"
    ko = ErrorText("목록에 없는 파일입니다.", "이 프로그램이 만든 파일이 아니므로 가져오지 않았습니다.")
    en = ErrorText("A file that is not in the list.", "It was not made by this program and is left out.")


class FileMissing(OmpError):
    """The list names a file that is not there."""

    code = "transfer.file-missing"
    ko = ErrorText("목록에 있는 파일이 없습니다.", "보낸 곳에서 다시 내보내십시오.")
    en = ErrorText("A file of the list is missing.", "Export it again at the sender.")


class FileChanged(OmpError):
    """Size or hash are not those of the list."""

    code = "transfer.file-changed"
    ko = ErrorText("파일이 목록과 다릅니다.", "손상되었거나 바뀌었습니다. 보낸 곳에서 다시 내보내십시오.")
    en = ErrorText(
        "The file is not the one of the list.", "It is damaged or changed. Export it again at the sender."
    )


class FileNotPlain(OmpError):
    """A link, a folder or a device where a file should be."""

    code = "transfer.file-not-plain"
    ko = ErrorText("보통 파일이 아닙니다.", "바로 가기나 폴더는 가져오지 않습니다.")
    en = ErrorText("It is no plain file.", "Links and folders are not followed.")


class FileNameWrong(OmpError):
    """The list names something outside of what a transfer has."""

    code = "transfer.file-name-wrong"
    ko = ErrorText(
        "전송 폴더에 있을 수 없는 파일 이름입니다.", "가져오지 않았습니다. 파일의 출처를 확인하십시오."
    )
    en = ErrorText(
        "A name that no file of a transfer has.", "It was left out. Check where the files came from."
    )


class ReceiptOfAnother(OmpError):
    """A receipt for a batch that is not of this PC."""

    code = "transfer.receipt-of-another"
    ko = ErrorText(
        "이 컴퓨터가 보낸 것에 대한 확인이 아닙니다.", "그 투표소의 USB입니다. 그 투표소에서 꽂으십시오."
    )
    en = ErrorText(
        "A receipt for something that this computer did not send.",
        "The stick is another station's; plug it in there.",
    )

"""Errors of election records: what is wrong with one, and why one cannot be examined."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.domain.language import Labelled

WHOLE = "-"  # for `item` where the error is in the whole file


class Fault(Labelled):
    """What is wrong with a file or an item of a record."""

    NOT_A_ZIP = "not-a-zip", "읽을 수 있는 zip 파일이 아님", "this is no zip archive that can be read"
    DAMAGED = "damaged", "파일이 손상됨", "the file is damaged"
    ENCRYPTED = "encrypted", "암호가 걸린 파일", "the file is encrypted"
    PACKING = "packing", "허용되지 않는 압축 방식", "it is packed in a way that is not allowed"
    TWICE = "twice", "같은 이름이 두 번 있음", "the name stands twice"
    NOT_A_FILE = (
        "not-a-file",
        "일반 파일이 아님(링크·폴더·장치)",
        "it is no plain file but a link, folder or device",
    )
    NAME = "name", "허용되지 않는 이름", "the name is not allowed"
    TOO_LARGE = "too-large", "파일이 64 MiB를 넘음", "the file is larger than 64 MiB"
    TOO_MANY = "too-many", "파일이 1,000,000개를 넘음", "there are more than 1,000,000 files"
    MISSING = "missing", "파일이 없음", "the file is missing"
    EXTRA = "extra", "목록에 없는 파일", "the file is not in the list"
    SIZE = "size", "크기가 목록과 다름", "its size is not the one in the list"
    HASH = "hash", "해시가 맞지 않음", "its hash does not fit"
    FORM = "form", "정해진 JSON 형식이 아님", "this is not JSON of the prescribed form"
    SIGNATURE = "signature", "서명이 맞지 않음", "the signature does not match"
    OTHER_MANIFEST = (
        "other-manifest",
        "알려 준 공고문 확인값과 다른 공고",
        "this is not the manifest with the hash that was given",
    )
    ELECTION = "election", "다른 선거의 번호", "it names another election"
    STATION = (
        "station",
        "공고에 없거나 다른 투표소",
        "it names another station, or one that the manifest lacks",
    )
    KEY = "key", "올바르지 않은 공개 열쇠", "the public key is not valid"
    QUORUM = "quorum", "필요 인원이 공고와 다름", "the quorum is not the manifest's"
    UNKNOWN_DEVICE = "unknown-device", "목록에 없는 기기", "the device is not in the list"
    SORTING = (
        "sorting",
        "코드 순서가 아니거나 코드가 두 번 있음",
        "the codes are not sorted, or one stands twice",
    )
    PAGE_SIZE = "page-size", "투표지가 200장을 넘음", "there are more than 200 ballots on the page"
    GAP = "gap", "앞 쪽과 이어지지 않음", "it does not follow on the page before"
    REPEATED = "repeated", "같은 값이 다른 투표지에도 있음", "another ballot has the same value"
    NONCE_MISSING = "nonce-missing", "시험한 투표지에 난수 값이 없음", "a tested ballot without its nonce"
    NONCE_THERE = "nonce-there", "시험하지 않은 투표지의 난수 값", "a nonce of a ballot that was not tested"
    EPOCHS = "epochs", "저장소 회차가 쪽들과 다름", "its epochs are not those of the pages"
    COUNTS = "counts", "수가 맞지 않음", "its numbers do not fit"
    CLOSING_VALUE = "closing-value", "마감 값이 쪽들과 다름", "the closing value is not that of the pages"
    OTHER_REPORT = "other-report", "다른 선거의 마감 보고서", "the closing report is of another election"
    CLOSING_REPORT = "closing-report", "마감 보고서와 다름", "it is not what the closing report says"
    NOT_REPORTED = (
        "not-reported",
        "그 투표소의 마감 보고서에 없는 기기",
        "the closing report of its station does not name it",
    )
    PRODUCT = "product", "투표지들의 곱과 다름", "it is not the product of the ballots"
    FINAL = (
        "final",
        "마지막 개표가 최종 개표가 아님",
        "the last opening, and only this one, must be the final one",
    )
    NOT_LIVE = "not-live", "투표 중 개표가 허용되지 않은 선거", "the policy allows no count during the vote"
    PIECE = "piece", "너무 적은 투표지의 합계가 드러남", "it shows the sum of too few ballots"
    TOTALS = "totals", "개표한 합계와 다름", "the totals are not what was opened"
    IMPOSSIBLE = "impossible", "투표지 수로 나올 수 없는 합계", "so many votes cannot come from these ballots"


class RecordBad(OmpError):
    """A record does not hold what it says. `item` is a place in the file, like a confirmation code."""

    code = "verify.record-bad"
    ko = ErrorText(
        "{file} 파일의 {item}: {fault}",
        "기록을 공표한 곳에서 다시 받으십시오. 계속되면 선거관리위원회에 알리십시오.",
    )
    en = ErrorText(
        "{file}: {item}: {fault}",
        "Get the record again from where it was published. If it goes on, tell the commission.",
    )


class RecordUnreadable(OmpError):
    """The file or folder of a record cannot be read at all."""

    code = "verify.unreadable"
    ko = ErrorText(
        "선거 기록을 읽을 수 없습니다({reason}): {file}",
        "경로와 읽기 권한을 확인하고, 저장 매체를 다시 연결하십시오.",
    )
    en = ErrorText(
        "The election record cannot be read ({reason}): {file}",
        "Check the path and that you may read it, and connect the medium again.",
    )


class ClosingFileWrong(OmpError):
    """A file that was given as a closing report is none."""

    code = "verify.closing-file"
    ko = ErrorText(
        "마감 보고서 파일이 아닙니다({where}): {file}",
        "마감할 때 저장한 마감 보고서 파일을 고르십시오.",
    )
    en = ErrorText(
        "This is no file of a closing report ({where}): {file}",
        "Choose the file that was saved with the closing report.",
    )


class VerificationCancelled(OmpError):
    """Somebody asked to stop before all checks were made."""

    code = "verify.cancelled"
    ko = ErrorText("검증을 중단했습니다.", "처음부터 다시 검증하십시오.")
    en = ErrorText("The verification was stopped.", "Begin it again.")


class VerificationFailed(OmpError):
    """A process that checks ballots ended unexpectedly."""

    code = "verify.process-ended"
    ko = ErrorText("투표지를 검사하던 프로세스가 끝나 버렸습니다.", "다른 프로그램을 닫고 다시 검증하십시오.")
    en = ErrorText("A process that was checking ballots ended.", "Close other programs and verify again.")

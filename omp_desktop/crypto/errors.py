"""Errors of the encryption, the proofs, the keys and the signatures.

`contest`, `option` and `part` say where in a ballot or a key something is wrong; none of them says what was
chosen: every ballot has all options.
"""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.domain.language import Labelled

NOWHERE = "-"  # for `contest` and `option` where the error is in neither


class Part(Labelled):
    """The part of a ballot, key or opening that is wrong."""

    LENGTH = "length", "길이", "length"
    FORMAT = "format", "형식", "format"
    VERSION = "version", "버전", "version"
    STATION = "station", "투표소", "station"
    DEVICE = "device", "기기", "device"
    EPOCH = "store-epoch", "저장소 회차", "store epoch"
    BALLOT_ID = "ballot-id", "투표지 번호", "ballot id"
    CODE = "code", "확인 코드", "confirmation code"
    CONTESTS = "contests", "선거 항목 목록", "list of contests"
    DUPLICATE = "duplicate", "중복", "duplicate"
    CONTEST_ID = "contest-id", "항목 이름", "contest id"
    OPTIONS = "options", "선택지 목록", "list of options"
    VOTES_ALLOWED = "votes-allowed", "선택 가능 수", "number of choices"
    CIPHERTEXT = "ciphertext", "암호문", "ciphertext"
    OPTION_PROOF = "option-proof", "선택지 증명", "proof of the option"
    SUM_PROOF = "sum-proof", "합계 증명", "proof of the sum"
    INDEX = "index", "순번", "number"
    QUORUM = "quorum", "필요 인원", "quorum"
    COMMITMENTS = "commitments", "공개 값", "commitments"
    PROOF = "proof", "증명", "proof"
    PUBLIC_KEY = "public-key", "공개 열쇠", "public key"
    BALLOTS = "ballots", "투표지 수", "number of ballots"
    SHARES = "shares", "열쇠 조각", "shares"
    CHECKSUM = "checksum", "검사합", "checksum"
    PROTECTION = "protection", "암호 보호 방식", "protection"
    CONTENT = "content", "내용", "content"


_TEST_PC_KO = (
    "이 PC에서는 투표를 진행하지 마십시오. 프로그램을 다시 설치하고, 계속되면 다른 PC를 사용하십시오."
)
_TEST_PC_EN = "Do not hold a poll on this PC. Install the program again; if it goes on, use another PC."
_KEEP_BALLOT_KO = "이 투표지를 집계하지 말고 따로 보관하여 위원회에 알리십시오."
_KEEP_BALLOT_EN = "Do not count this ballot; keep it apart and tell the commission."


class CryptoSelfTestFailed(OmpError):
    """A known answer came out differently, or something that must be refused was accepted."""

    code = "crypto.self-test-failed"
    ko = ErrorText("암호 기능의 자체 시험에 실패했습니다({check}).", _TEST_PC_KO)
    en = ErrorText("The self-test of the encryption failed ({check}).", _TEST_PC_EN)


class GroupValueRejected(OmpError):
    """Bytes that are no element of the group, or no scalar."""

    code = "crypto.value-rejected"
    ko = ErrorText(
        "암호문이나 열쇠에 허용되지 않는 값이 있습니다.",
        "이 자료를 받은 곳에서 다시 받으십시오. 계속되면 위원회에 알리십시오.",
    )
    en = ErrorText(
        "A ciphertext or key holds a value that is not allowed.",
        "Get these data again from where they came. If it goes on, tell the commission.",
    )


class ContestShapeInvalid(OmpError):
    """A contest that cannot be encrypted: no options, an option twice, a limit that no ballot can reach."""

    code = "crypto.contest-shape"
    ko = ErrorText(
        "선거 항목 {contest}의 구성이 잘못되었습니다({part}).",
        "선거 정의에서 이 항목의 후보자와 선택 가능 수를 확인하십시오.",
    )
    en = ErrorText(
        "Contest {contest} is not well-formed ({part}).",
        "Check the candidates and the number of choices of this contest in the election's definition.",
    )


class PublicKeyRejected(OmpError):
    """The election's public key is no element of the group."""

    code = "crypto.public-key"
    ko = ErrorText(
        "선거 공개 열쇠가 올바르지 않습니다.",
        "공표된 선거 공고의 열쇠와 비교하고, 선거 자료를 다시 가져오십시오.",
    )
    en = ErrorText(
        "The election's public key is not valid.",
        "Compare it with the published notice and import the election again.",
    )


class SelectionRefused(OmpError):
    """Choices that the contest does not allow; which ones is not said."""

    code = "crypto.selection"
    ko = ErrorText(
        "선거 항목 {contest}의 선택을 암호화할 수 없습니다.",
        "선택 화면으로 돌아가 다시 선택하십시오.",
    )
    en = ErrorText(
        "The choices in contest {contest} cannot be encrypted.",
        "Go back to the choices and choose again.",
    )


class BallotRejected(OmpError):
    """The family of errors of encrypted ballots that must not be counted."""


class BallotMalformed(BallotRejected):
    """Bytes that are no encoding of a ballot of this election."""

    code = "crypto.ballot-malformed"
    ko = ErrorText(
        "암호화된 투표지의 형식이 잘못되었습니다(항목 {contest}, 선택지 {option}, {part}).", _KEEP_BALLOT_KO
    )
    en = ErrorText(
        "The encrypted ballot is not well-formed (contest {contest}, option {option}, {part}).",
        _KEEP_BALLOT_EN,
    )


class BallotOfAnotherElection(BallotRejected):
    """A ballot that was made for another election."""

    code = "crypto.ballot-of-another-election"
    ko = ErrorText("다른 선거의 투표지입니다.", _KEEP_BALLOT_KO)
    en = ErrorText("This ballot belongs to another election.", _KEEP_BALLOT_EN)


class ProofRejected(BallotRejected):
    """A proof that does not hold: the ballot may carry more votes than allowed, or was copied."""

    code = "crypto.proof-rejected"
    ko = ErrorText(
        "투표지의 증명이 성립하지 않습니다(항목 {contest}, 선택지 {option}, {part}).", _KEEP_BALLOT_KO
    )
    en = ErrorText(
        "A proof of the ballot does not hold (contest {contest}, option {option}, {part}).",
        _KEEP_BALLOT_EN,
    )


class CodeNotOfBallot(BallotRejected):
    """The confirmation code that a ballot carries is not the hash of its ciphertexts."""

    code = "crypto.code-not-of-ballot"
    ko = ErrorText("투표 확인 코드가 투표지와 맞지 않습니다.", _KEEP_BALLOT_KO)
    en = ErrorText("The confirmation code does not belong to the ballot.", _KEEP_BALLOT_EN)


class CodeInvalid(OmpError):
    """Text that is no confirmation code."""

    code = "crypto.code-invalid"
    ko = ErrorText(
        "투표 확인 코드는 다섯 글자씩 다섯 묶음, 모두 25글자입니다.",
        "확인증에 적힌 코드를 다시 입력하거나 QR 코드를 읽히십시오.",
    )
    en = ErrorText(
        "A confirmation code has 25 characters, five groups of five.",
        "Enter the code of the slip again, or scan its QR code.",
    )


class AggregateMalformed(OmpError):
    """A stored sum of ballots that is not one."""

    code = "crypto.aggregate-malformed"
    ko = ErrorText(
        "선거 항목 {contest}의 집계 값이 손상되었습니다.",
        "개표를 멈추고 진단을 실행하여 투표지에서 집계를 다시 계산하십시오.",
    )
    en = ErrorText(
        "The running sum of contest {contest} is damaged.",
        "Stop the count and run the diagnosis; it computes the sum again from the ballots.",
    )


class TrusteeKeyRejected(OmpError):
    """A trustee's public data do not hold together."""

    code = "crypto.trustee-key"
    ko = ErrorText(
        "개표 관리인 {trustee}의 공개 자료가 올바르지 않습니다({part}).",
        "이 개표 관리인의 공개 자료를 다시 받으십시오. 계속되면 열쇠를 새로 만드십시오.",
    )
    en = ErrorText(
        "The public data of trustee {trustee} are not valid ({part}).",
        "Get this trustee's public data again. If it goes on, make new keys.",
    )


class TrusteesDoNotMatch(OmpError):
    """A list of trustees that does not make up the election's key."""

    code = "crypto.trustees-do-not-match"
    ko = ErrorText(
        "개표 관리인 명단이 이 선거의 열쇠와 맞지 않습니다({part}).",
        "공표된 선거 공고의 개표 관리인 명단과 비교하십시오.",
    )
    en = ErrorText(
        "The list of trustees does not make up this election's key ({part}).",
        "Compare it with the trustees in the published notice.",
    )


class KeyNotOfThisElection(OmpError):
    """A trustee's secret belongs to another election."""

    code = "crypto.key-of-another-election"
    ko = ErrorText(
        "개표 관리인 {trustee}의 열쇠가 이 선거의 열쇠가 아닙니다.",
        "이 선거를 위해 만든 열쇠 파일을 고르십시오.",
    )
    en = ErrorText(
        "The key of trustee {trustee} is not for this election.",
        "Choose the key file that was made for this election.",
    )


class WrongPassphrase(OmpError):
    """The pass-phrase does not open a trustee's key file."""

    code = "crypto.passphrase-wrong"
    ko = ErrorText(
        "개표 관리인 열쇠 파일의 암호 문구가 맞지 않습니다.",
        "한/영 입력 상태와 Caps Lock을 확인하고 다시 입력하십시오.",
    )
    en = ErrorText(
        "The pass-phrase does not open the trustee's key file.",
        "Check the keyboard language and Caps Lock, and enter it again.",
    )


class PassphraseMissing(OmpError):
    """A key file was to be made without a pass-phrase."""

    code = "crypto.passphrase-missing"
    ko = ErrorText(
        "개표 관리인의 열쇠를 암호 문구 없이 저장할 수 없습니다.",
        "열쇠를 보호할 암호 문구를 입력하십시오.",
    )
    en = ErrorText(
        "A trustee's key cannot be saved without a pass-phrase.",
        "Enter a pass-phrase to protect the key.",
    )


class KeyFileDamaged(OmpError):
    """A trustee's key file is not what was written."""

    code = "crypto.key-file-damaged"
    ko = ErrorText(
        "개표 관리인의 열쇠 파일이 손상되었습니다({part}).",
        "이 열쇠 파일의 다른 사본을 사용하십시오. 파일을 지우지 마십시오.",
    )
    en = ErrorText(
        "The trustee's key file is damaged ({part}).",
        "Use another copy of this key file. Do not delete the file.",
    )


class OpeningMalformed(OmpError):
    """A trustee's part of an opening cannot be read, or is for other sums."""

    code = "crypto.opening-malformed"
    ko = ErrorText(
        "개표 관리인 {trustee}의 개표 자료 형식이 잘못되었습니다({part}).",
        "이 개표 관리인의 열쇠로 개표를 다시 하십시오.",
    )
    en = ErrorText(
        "The opening of trustee {trustee} is not well-formed ({part}).",
        "Count again with this trustee's key.",
    )


class BadShare(OmpError):
    """A trustee's part of an opening whose proof does not hold."""

    code = "crypto.bad-share"
    ko = ErrorText(
        "개표 관리인 {trustee}의 열쇠 조각이 증명과 맞지 않습니다(항목 {contest}, 선택지 {option}).",
        "이 개표 관리인의 열쇠로 다시 개표하거나, 다른 개표 관리인의 열쇠로 개표하십시오.",
    )
    en = ErrorText(
        "The share of trustee {trustee} fails its proof (contest {contest}, option {option}).",
        "Count again with this trustee's key, or with the key of another trustee.",
    )


class NotEnoughShares(OmpError):
    """Fewer trustees took part than the election needs."""

    code = "crypto.not-enough-shares"
    ko = ErrorText(
        "개표에 개표 관리인 {needed}명이 필요한데 {given}명만 참여했습니다.",
        "다른 개표 관리인의 열쇠를 더하십시오.",
    )
    en = ErrorText(
        "The count needs {needed} trustees; {given} took part.",
        "Add the key of another trustee.",
    )


class TotalNotFound(OmpError):
    """An opened sum is no number of votes that these ballots could give."""

    code = "crypto.total-not-found"
    ko = ErrorText(
        "항목 {contest}, 선택지 {option}의 합계가 투표지 수를 넘습니다.",
        "진단을 실행하여 투표지에서 집계를 다시 계산한 다음 다시 개표하십시오.",
    )
    en = ErrorText(
        "The sum of contest {contest}, option {option} is more than there are ballots.",
        "Run the diagnosis; it computes the sum again from the ballots. Then count again.",
    )


class SigningKeyInvalid(OmpError):
    """Bytes that are no key for signing or checking."""

    code = "crypto.signing-key"
    ko = ErrorText(
        "서명 열쇠가 올바르지 않습니다.",
        "이 기기의 열쇠를 다시 등록하십시오.",
    )
    en = ErrorText(
        "The signing key is not valid.",
        "Register the key of this device again.",
    )


class SignatureInvalid(OmpError):
    """A signature that was not made with this key, for this purpose, over these bytes."""

    code = "crypto.signature"
    ko = ErrorText(
        "서명이 맞지 않습니다({purpose}).",
        "자료가 바뀌었을 수 있습니다. 원본을 다시 받고, 계속되면 위원회에 알리십시오.",
    )
    en = ErrorText(
        "The signature does not match ({purpose}).",
        "The data may have been changed. Get the original again; if it goes on, tell the commission.",
    )


class ReceiptInvalid(OmpError):
    """Text that is no receipt: a character too few or too many, or the check characters do not fit."""

    code = "crypto.receipt-invalid"
    ko = ErrorText(
        "확인증 비밀번호가 아닙니다. 네 글자씩 일곱 묶음, 모두 28글자입니다.",
        "확인증을 한 글자씩 다시 확인하여 입력하거나 QR 코드를 읽히십시오.",
    )
    en = ErrorText(
        "This is no receipt: it has 28 characters, seven groups of four.",
        "Compare it with the slip character by character and enter it again, or scan its QR code.",
    )


class RecoveryKeyInvalid(OmpError):
    """Text that is no recovery key: a character too few or too many, or the check characters do not fit."""

    code = "crypto.recovery-key-invalid"
    ko = ErrorText(
        "복구 열쇠가 아닙니다. 다섯 글자씩 일곱 묶음, 모두 35글자입니다.",
        "종이에 적힌 것과 한 글자씩 비교하여 다시 입력하십시오.",
    )
    en = ErrorText(
        "This is no recovery key: it has 35 characters, seven groups of five.",
        "Compare it with the paper character by character and enter it again.",
    )


class OwnVoteNotOpened(OmpError):
    """A record that these two secrets do not open."""

    code = "crypto.own-vote-not-opened"
    ko = ErrorText(
        "투표 내용 확인 자료를 열 수 없습니다.", "확인증을 다시 확인하고, 계속되면 위원회에 알리십시오."
    )
    en = ErrorText(
        "The record of the own vote cannot be opened.",
        "Check the receipt again; if it goes on, tell the commission.",
    )


class OwnVoteDiffers(OmpError):
    """A record that says something else than the ballot in the store."""

    code = "crypto.own-vote-differs"
    ko = ErrorText(
        "투표 내용 확인 자료가 저장된 투표지와 다릅니다.",
        "이 기표대 사용을 멈추고, 자료를 그대로 둔 채 위원회에 알리십시오.",
    )
    en = ErrorText(
        "The record of the own vote is not what the stored ballot holds.",
        "Stop using this booth, leave the data as they are and tell the commission.",
    )


class CheckKeyRejected(OmpError):
    """The centre's key for checks of the own vote is no key."""

    code = "crypto.check-key"
    ko = ErrorText("중앙의 투표 내용 확인 열쇠가 올바르지 않습니다.", "선거 정의의 열쇠를 다시 확인하십시오.")
    en = ErrorText(
        "The centre's key for checks of the own vote is not valid.",
        "Check the key in the election's definition.",
    )


class NonceDoesNotFit(OmpError):
    """A tested ballot whose published nonce does not open it to allowed choices."""

    code = "crypto.nonce-does-not-fit"
    ko = ErrorText(
        "시험한 투표지가 공개된 값으로 열리지 않습니다(항목 {contest}, 선택지 {option}).",
        "이 기표대 사용을 멈추고, 자료를 그대로 둔 채 위원회에 알리십시오.",
    )
    en = ErrorText(
        "The tested ballot does not open with its published value (contest {contest}, option {option}).",
        "Stop using this booth, leave the data as they are and tell the commission.",
    )


class SealedBoxUnreadable(OmpError):
    """A sealed content that this key does not open: it is for another device, or it was changed."""

    code = "crypto.sealed-box-unreadable"
    ko = ErrorText(
        "이 컴퓨터의 열쇠로는 봉한 자료를 열 수 없습니다.",
        "다른 컴퓨터에 보낸 자료이거나 파일이 손상되었습니다. 위원회에 이 컴퓨터의 자료를 다시 요청하십시오.",
    )
    en = ErrorText(
        "The key of this computer does not open what was sealed.",
        "It is for another computer, or damaged. Ask the commission for what belongs to this one.",
    )


class SealedStreamUnreadable(OmpError):
    """A file that is sealed piece by piece was changed or cut off, or is under another key."""

    code = "crypto.sealed-stream-unreadable"
    ko = ErrorText(
        "봉한 파일을 열 수 없습니다. 바뀌었거나 잘렸거나 다른 열쇠로 봉한 파일입니다.",
        "파일을 고치지 말고 새로 만드십시오.",
    )
    en = ErrorText(
        "The sealed file cannot be opened: it was changed or cut off, or is sealed under another key.",
        "Do not edit the file; make it anew.",
    )

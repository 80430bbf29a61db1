"""What the centre answers when it does not do what it was asked: on both sides the same codes and words.

Statuses and the form of the answer are in problem.py. A refusal never loses anything: what a station sent
stays at the station until a receipt is there.
"""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class CentreRefused(OmpError):
    """Any of the errors below."""


class RequestUnsigned(CentreRefused):
    """No signature, or one that does not hold, or of a device that the centre does not know."""

    code = "centre.request-unsigned"
    ko = ErrorText(
        "중앙 서버가 이 컴퓨터의 서명을 인정하지 않았습니다.",
        "이 컴퓨터가 등록되어 있는지 확인하고, 등록되어 있으면 선거관리위원회에 기기 지문을 알리십시오.",
    )
    en = ErrorText(
        "The centre did not accept this computer's signature.",
        "Check that this computer is enrolled at the centre; if it is, tell the commission its fingerprint.",
    )


class DeviceUnconfirmed(CentreRefused):
    """The device is enrolled, and two people have not compared its fingerprint yet."""

    code = "centre.device-unconfirmed"
    ko = ErrorText(
        "이 컴퓨터는 등록되었으나 아직 확인되지 않았습니다.",
        "선거관리위원회에 전화하여 두 사람이 기기 지문을 비교한 뒤 확인을 받으십시오.",
    )
    en = ErrorText(
        "This computer is enrolled, but not confirmed yet.",
        "Call the commission, compare the fingerprint between two people, and ask them to confirm it.",
    )


class DeviceRevoked(CentreRefused):
    """The device's key was revoked. What it signed is set aside, never thrown away."""

    code = "centre.device-revoked"
    ko = ErrorText(
        "이 컴퓨터의 등록이 취소되었습니다.",
        "보낸 자료는 따로 보관됩니다. 선거관리위원회에 연락하여 다시 등록하십시오.",
    )
    en = ErrorText(
        "This computer's enrolment was revoked.",
        "What it sends is set aside and kept. Call the commission and enrol again.",
    )


class NotForThisDevice(CentreRefused):
    """A device asked for what belongs to another station, or to the commission."""

    code = "centre.not-for-this-device"
    ko = ErrorText(
        "이 컴퓨터가 할 수 없는 요청입니다.",
        "다른 투표소의 자료이거나 선거관리위원회만 할 수 있는 일입니다. 맡은 기기에서 진행하십시오.",
    )
    en = ErrorText(
        "This computer may not ask for that.",
        "It belongs to another station, or to the commission alone. Do it on the computer in charge.",
    )


class ElectionUnknown(CentreRefused):
    """The centre has no such election (yet)."""

    code = "centre.election-unknown"
    ko = ErrorText(
        "중앙 서버에 이 선거가 없습니다.",
        "선거관리위원회가 선거를 공고하고 전송했는지 확인하십시오. 자료는 여기에 그대로 있습니다.",
    )
    en = ErrorText(
        "The centre does not have this election.",
        "Check that the commission published and sent it. Everything stays safe here.",
    )


class NothingThere(CentreRefused):
    """No such address, station, candidate, ballot or batch."""

    code = "centre.nothing-there"
    ko = ErrorText("중앙 서버에 그런 자료가 없습니다.", "주소나 번호를 확인하십시오.")
    en = ErrorText("The centre has nothing of that kind.", "Check the address or the number.")


class MethodNotAllowed(CentreRefused):
    """The address is right, the method is not."""

    code = "centre.method-not-allowed"
    ko = ErrorText("이 주소에서는 할 수 없는 요청입니다.", "프로그램의 판을 확인하십시오.")
    en = ErrorText("This address does not take that kind of request.", "Check the program's version.")


class PlaceDiffers(CentreRefused):
    """The signed content names another place than the address. `where`: the field."""

    code = "centre.place-differs"
    ko = ErrorText(
        "주소와 서명된 내용이 서로 다른 곳을 가리킵니다({where}).",
        "보낸 프로그램을 확인하십시오. 아무것도 바뀌지 않았습니다.",
    )
    en = ErrorText(
        "The address and the signed content name different places ({where}).",
        "Check the program that sent it. Nothing was changed.",
    )


class BatchSignatureWrong(CentreRefused):
    """The signature inside a batch, or another signed message, does not hold."""

    code = "centre.batch-signature-wrong"
    ko = ErrorText(
        "중앙 서버가 보낸 컴퓨터의 서명을 확인하지 못했습니다.",
        "보낸 컴퓨터의 기기 지문을 위원회와 비교하십시오. 자료는 보낸 쪽에 그대로 있습니다.",
    )
    en = ErrorText(
        "The centre could not verify the sender's signature.",
        "Compare its fingerprint with the commission. Nothing was lost at the sender.",
    )


class BatchDigestMismatch(CentreRefused):
    """Two different batches under the same id: nothing is overwritten, and the centre raises an alarm."""

    code = "centre.batch-digest-mismatch"
    ko = ErrorText(
        "같은 번호의 다른 묶음이 이미 있습니다.",
        "이 투표소의 자료가 복사되었을 수 있습니다. 선거관리위원회에 알리고 두 컴퓨터를 모두 보존하십시오.",
    )
    en = ErrorText(
        "There is another batch under the same id already.",
        "This station's data may have been copied. Tell the commission, and keep both computers as they are.",
    )


class CodeRefused(CentreRefused):
    """An enrolment code that was used, is too old, or was never given."""

    code = "centre.code-refused"
    ko = ErrorText(
        "이 등록 코드는 사용할 수 없습니다.",
        "이미 썼거나 24시간이 지났을 수 있습니다. 선거관리위원회에 새 코드를 요청하십시오.",
    )
    en = ErrorText(
        "This enrolment code cannot be used.",
        "It was used already, or is older than 24 hours. Ask the commission for a new one.",
    )


class AlreadyRegistered(CentreRefused):
    """The device's id or the commission is registered with another key."""

    code = "centre.already-registered"
    ko = ErrorText(
        "이미 다른 열쇠로 등록되어 있습니다.",
        "등록된 기기로 열쇠를 바꾸거나, 선거관리위원회에서 등록을 취소한 뒤 다시 등록하십시오.",
    )
    en = ErrorText(
        "It is registered with another key already.",
        "Change the key from the registered device, or ask the commission to revoke it and enrol again.",
    )


class ManifestRefused(CentreRefused):
    """A published election that the centre cannot take: not the commission's, or not whole."""

    code = "centre.manifest-refused"
    ko = ErrorText(
        "공고된 선거를 중앙 서버가 받지 않았습니다.",
        "선거관리위원회 컴퓨터에서 공고한 선거인지 확인하십시오.",
    )
    en = ErrorText(
        "The centre did not take the published election.",
        "Check that it was published on the commission's computer.",
    )


class PackageNotReady(CentreRefused):
    """The commission has not made this station's package yet."""

    code = "centre.package-not-ready"
    ko = ErrorText(
        "이 투표소의 선거 자료가 아직 준비되지 않았습니다.",
        "선거관리위원회가 기기를 확인하고 자료를 보낸 뒤 다시 받으십시오.",
    )
    en = ErrorText(
        "The package of this station is not ready yet.",
        "The commission confirms the device and sends the package; fetch it again then.",
    )


class ResultsWithheld(CentreRefused):
    """Results before the polls are closed and counted, and the policy does not say live."""

    code = "centre.results-withheld"
    ko = ErrorText(
        "투표가 끝나고 개표하기 전에는 결과를 공개하지 않습니다.",
        "투표가 진행되는 동안에는 투표율만 볼 수 있습니다. 개표 뒤에 다시 확인하십시오.",
    )
    en = ErrorText(
        "There are no results before the polls are closed and counted.",
        "While voting goes on only the turnout is public. Look again after the count.",
    )


class Overloaded(CentreRefused):
    """More work than the centre takes at a time; it says when to come again."""

    code = "centre.overloaded"
    ko = ErrorText(
        "중앙 서버가 바쁩니다.", "프로그램이 잠시 뒤 스스로 다시 보냅니다. 투표는 계속할 수 있습니다."
    )
    en = ErrorText(
        "The centre is busy.", "The program sends again by itself in a moment. Voting goes on meanwhile."
    )


class TooManyRequests(CentreRefused):
    """More requests than one device may make."""

    code = "centre.too-many-requests"
    ko = ErrorText("이 컴퓨터가 너무 자주 요청했습니다.", "프로그램이 잠시 뒤 스스로 다시 보냅니다.")
    en = ErrorText("This computer asked too often.", "The program sends again by itself in a moment.")


class RequestSlow(CentreRefused):
    """The body of a request did not come in time."""

    code = "centre.request-slow"
    ko = ErrorText("연결이 느려 자료를 다 받지 못했습니다.", "프로그램이 잠시 뒤 스스로 다시 보냅니다.")
    en = ErrorText("The connection was too slow to send it all.", "The program sends again by itself.")


class CentreUnable(CentreRefused):
    """The centre cannot keep anything now: its database is away, its disk full, or it is going down."""

    code = "centre.unable"
    ko = ErrorText(
        "중앙 서버가 지금은 자료를 보관할 수 없습니다.",
        "프로그램이 스스로 다시 보냅니다. 오래가면 중앙 서버의 담당자에게 알리십시오.",
    )
    en = ErrorText(
        "The centre cannot keep anything at the moment.",
        "The program sends again by itself. If it lasts, tell whoever looks after the centre.",
    )


class CentreFailed(CentreRefused):
    """A fault of the centre's program."""

    code = "centre.failed"
    ko = ErrorText(
        "중앙 서버에 오류가 났습니다.",
        "자료는 여기에 그대로 있고 다시 보냅니다. 담당자에게 요청 번호를 알리십시오.",
    )
    en = ErrorText(
        "The centre's program failed.",
        "Everything stays safe here and is sent again. Tell whoever looks after it the request's number.",
    )


class ItemSetAside(OmpError):
    """Why the centre keeps an item apart from the others. None of these loses anything."""


class ItemMalformed(ItemSetAside):
    """An item that cannot be read."""

    code = "item.malformed"
    ko = ErrorText("읽을 수 없는 항목입니다.", "선거관리위원회가 원본을 보고 판단합니다.")
    en = ErrorText("An item that cannot be read.", "The commission looks at the original and decides.")


class ItemOfFork(ItemSetAside):
    """The sender's history has two branches: its store was copied, or put back from an old copy."""

    code = "item.chain-fork"
    ko = ErrorText(
        "이 투표소의 기록이 두 갈래로 갈라졌습니다.",
        "자료가 복사되었거나 옛 사본으로 되돌려졌습니다. 두 컴퓨터를 보존하고 위원회에 알리십시오.",
    )
    en = ErrorText(
        "The history of this station has two branches.",
        "Its data was copied, or put back from an old copy. Keep both computers and tell the commission.",
    )


class ItemOfRevoked(ItemSetAside):
    """Signed by a device whose enrolment was revoked."""

    code = "item.device-revoked"
    ko = ErrorText(
        "등록이 취소된 기기가 보낸 항목입니다.",
        "항목은 보관되어 있습니다. 이 컴퓨터를 다시 등록하면 새 열쇠로 다시 보냅니다.",
    )
    en = ErrorText(
        "Sent by a device whose enrolment was revoked.",
        "It is kept. Enrol this computer again: it sends everything once more with its new key.",
    )


class ItemDiffers(ItemSetAside):
    """The same id as something that the centre has already, with another content."""

    code = "item.differs"
    ko = ErrorText(
        "같은 번호의 다른 내용이 이미 있습니다.", "먼저 받은 것이 그대로 남습니다. 위원회에 알리십시오."
    )
    en = ErrorText(
        "Something else is there under the same id.", "What came first stays. Tell the commission."
    )


class ItemPageWrong(ItemSetAside):
    """The page that a batch claims to be does not follow from its ballots."""

    code = "item.page-wrong"
    ko = ErrorText("투표지 묶음의 해시가 맞지 않습니다.", "위원회가 원본을 보고 판단합니다.")
    en = ErrorText(
        "The hash of the page does not fit its ballots.", "The commission looks at the original and decides."
    )


class ItemNotTheirs(ItemSetAside):
    """What only the commission can say, or a ballot or a kiosk of another station."""

    code = "item.not-theirs"
    ko = ErrorText(
        "이 기기가 보낼 수 없는 내용입니다.",
        "선거관리위원회의 컴퓨터나 그 기표대가 있는 투표소에서 보내야 합니다.",
    )
    en = ErrorText(
        "Something that this device cannot send.",
        "It has to come from the commission's computer, or from the station that it belongs to.",
    )


class ItemSignatureWrong(ItemSetAside):
    """A signature inside an item does not hold: the commission's, or a kiosk's."""

    code = "item.signature-wrong"
    ko = ErrorText("항목 안의 서명이 맞지 않습니다.", "위원회가 원본을 보고 판단합니다.")
    en = ErrorText(
        "A signature inside the item does not hold.", "The commission looks at the original and decides."
    )


class ItemProofWrong(ItemSetAside):
    """A ballot whose code or proofs do not hold: found when ballots are checked after they came."""

    code = "item.proof-wrong"
    ko = ErrorText("증명이 맞지 않는 투표지입니다.", "합계에 넣지 않고 보관합니다. 위원회에 알리십시오.")
    en = ErrorText(
        "A ballot whose proofs do not hold.", "It is kept, and left out of the sums. Tell the commission."
    )

"""What the sending machinery finds out besides what the centre answers."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.domain.language import Labelled


class Reason(Labelled):
    """Why no connection came about, in short."""

    NO_ANSWER = "no-answer", "응답 없음", "no answer in time"
    NAME = "name", "주소를 찾을 수 없음", "no such name"
    REFUSED = "refused", "연결 거부", "nobody listens there"
    BROKEN = "broken", "연결 끊김", "the connection broke"


class RefusedUnexplained(OmpError):
    """A refusal without a problem document of the list: of a gateway, or a newer centre. `status`: HTTP."""

    code = "sync.refused-unexplained"
    ko = ErrorText(
        "중앙 서버 쪽에서 설명 없이 거절했습니다({status}).",
        "자료는 여기에 그대로 있고 한 시간마다 다시 보냅니다. 선거관리위원회에 알리거나 USB로 전송하십시오.",
    )
    en = ErrorText(
        "It was refused at the centre without an explanation ({status}).",
        "Everything stays safe here and is sent again every hour. Tell the commission, or use a USB stick.",
    )


class CopiedStore(OmpError):
    """The centre has batches of this store that the store itself does not have, or has with other bytes."""

    code = "sync.copied-store"
    ko = ErrorText(
        "중앙 서버에 이 컴퓨터가 모르는 자료가 이 컴퓨터 이름으로 와 있습니다.",
        "자료가 복사되었거나 옛 사본으로 되돌려졌습니다. 두 컴퓨터를 보존하고 선거관리위원회에 알리십시오.",
    )
    en = ErrorText(
        "The centre has batches in this computer's name that this computer does not know.",
        "Its data was copied, or put back from an old copy. Keep both computers and tell the commission.",
    )


class KeyDiffers(OmpError):
    """The key in the key store is not the one that the device is known by."""

    code = "sync.key-differs"
    ko = ErrorText(
        "이 컴퓨터의 서명 열쇠가 등록된 열쇠와 다릅니다.",
        "열쇠를 바꾸는 중이면 잠시 기다리십시오. 계속되면 선거관리위원회에 알리고 다시 등록하십시오.",
    )
    en = ErrorText(
        "This computer's signing key is not the one that it is enrolled with.",
        "If the key is being changed, wait a moment. If it lasts, tell the commission and enrol again.",
    )

"""Errors of the key ceremony: each names the trustee whose message is wrong, and says what is."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError

_BEGIN_AGAIN_KO = "이 개표 관리인과 함께 까닭을 확인한 다음, 열쇠 만들기를 처음부터 다시 하십시오."
_BEGIN_AGAIN_EN = "Find out why together with this trustee, then begin the ceremony again."
_GET_AGAIN_KO = "이 파일을 보낸 사람에게서 다시 받으십시오."
_GET_AGAIN_EN = "Get the file again from whoever sent it."


class CeremonyPlanInvalid(OmpError):
    """Trustees and quorum that no key can be made with."""

    code = "ceremony.plan"
    ko = ErrorText(
        "개표 관리인 명단이나 필요한 인원이 올바르지 않습니다({part}).",
        "모든 개표 관리인의 이름을 적고, 필요한 인원을 1명 이상 전체 이하로 정하십시오.",
    )
    en = ErrorText(
        "The list of trustees or the number needed is not valid ({part}).",
        "Name every trustee, and choose a number from 1 up to all of them.",
    )


class TrusteeNameTwice(OmpError):
    """Two trustees whose names cannot be told apart."""

    code = "ceremony.name-twice"
    ko = ErrorText(
        "개표 관리인 {first}번과 {second}번의 이름이 같습니다: {name}.",
        "두 사람을 구별할 수 있게 이름에 소속이나 생년을 덧붙이십시오.",
    )
    en = ErrorText(
        "Trustees {first} and {second} have the same name: {name}.",
        "Add something to the names that tells the two people apart.",
    )


class CeremonyMessageMalformed(OmpError):
    """Something that is no message of a ceremony."""

    code = "ceremony.message-malformed"
    ko = ErrorText("열쇠 만들기 자료의 형식이 잘못되었습니다({part}).", _GET_AGAIN_KO)
    en = ErrorText("The data of the key ceremony are not well-formed ({part}).", _GET_AGAIN_EN)


class MessageOfAnotherCeremony(OmpError):
    """A message for another election, or for a ceremony that was begun again since."""

    code = "ceremony.message-of-another"
    ko = ErrorText(
        "개표 관리인 {trustee}번의 자료가 이번 열쇠 만들기의 것이 아닙니다.",
        "다른 선거의 것이거나, 다시 시작하기 전의 것입니다. 지금 진행 중인 것으로 다시 받으십시오.",
    )
    en = ErrorText(
        "The data of trustee {trustee} are not for this ceremony.",
        "They belong to another election, or to the time before it was begun again. Get the present ones.",
    )


class MessageTooEarly(OmpError):
    """A step that cannot be taken before all have taken the one before."""

    code = "ceremony.too-early"
    ko = ErrorText(
        "개표 관리인 {name}의 차례가 아직 아닙니다.",
        "먼저 앞 단계를 마치지 않은 사람이 마쳐야 합니다: {waiting}.",
    )
    en = ErrorText(
        "It is not yet the turn of trustee {name}.", "First these finish the step before: {waiting}."
    )


class MessageChanged(OmpError):
    """A second, different message of one trustee for the same step."""

    code = "ceremony.message-changed"
    ko = ErrorText("개표 관리인 {name}이(가) 같은 단계에 다른 자료를 냈습니다.", _BEGIN_AGAIN_KO)
    en = ErrorText("Trustee {name} gave different data for the same step.", _BEGIN_AGAIN_EN)


class PromiseBroken(OmpError):
    """What a trustee showed is not what it had promised: it may have chosen after seeing the others."""

    code = "ceremony.promise-broken"
    ko = ErrorText(
        "개표 관리인 {name}이(가) 공개한 값이 미리 약속한 값과 다릅니다. 이 값은 받아들이지 않았습니다.",
        _BEGIN_AGAIN_KO,
    )
    en = ErrorText(
        "What trustee {name} shows is not what was promised before. It was not accepted.",
        _BEGIN_AGAIN_EN,
    )


class PromiseReplaced(OmpError):
    """The board shows another promise than a trustee saw, or made, before."""

    code = "ceremony.promise-replaced"
    ko = ErrorText(
        "개표 관리인 {name}의 약속 값이 나중에 바뀌었습니다.",
        "누군가 자료를 바꾸었습니다. 모든 개표 관리인에게 알리고, 열쇠 만들기를 처음부터 다시 하십시오.",
    )
    en = ErrorText(
        "The promise of trustee {name} was replaced afterwards.",
        "Somebody changed the data. Tell all trustees, and begin the ceremony again.",
    )


class ExchangeKeyRejected(OmpError):
    """The key that shares are to be sealed for would let everybody read them."""

    code = "ceremony.exchange-key"
    ko = ErrorText("개표 관리인 {name}의 조각 교환용 열쇠가 올바르지 않습니다.", _BEGIN_AGAIN_KO)
    en = ErrorText("The key that trustee {name} exchanges shares with is not valid.", _BEGIN_AGAIN_EN)


class CeremonyQuorumDiffers(OmpError):
    """A trustee's key is made for another number of trustees needed."""

    code = "ceremony.quorum-differs"
    ko = ErrorText(
        "개표 관리인 {name}의 열쇠는 {quorum}명이 필요한 것으로 만들어졌는데, 정한 인원은 {needed}명입니다.",
        _BEGIN_AGAIN_KO,
    )
    en = ErrorText(
        "The key of trustee {name} is made for {quorum} trustees needed; {needed} were agreed.",
        _BEGIN_AGAIN_EN,
    )


class ShareUnreadable(OmpError):
    """A share that was sealed for somebody else, or changed on its way."""

    code = "ceremony.share-unreadable"
    ko = ErrorText(
        "{sender}이(가) {name}에게 보낸 열쇠 조각을 열 수 없습니다. 다른 사람의 조각과 바뀌었을 수 있습니다.",
        _BEGIN_AGAIN_KO,
    )
    en = ErrorText(
        "The share that {sender} sent to {name} cannot be opened; it may be somebody else's.",
        _BEGIN_AGAIN_EN,
    )


class ShareDoesNotFit(OmpError):
    """A share that does not lie on the sender's polynomial."""

    code = "ceremony.share-does-not-fit"
    ko = ErrorText(
        "{sender}이(가) {name}에게 보낸 열쇠 조각이 공개한 값과 맞지 않습니다.",
        _BEGIN_AGAIN_KO,
    )
    en = ErrorText(
        "The share that {sender} sent to {name} does not fit what {sender} published.",
        _BEGIN_AGAIN_EN,
    )


class TranscriptDiffers(OmpError):
    """A trustee confirmed another transcript: the trustees did not all see the same."""

    code = "ceremony.transcript-differs"
    ko = ErrorText(
        "개표 관리인 {name}이(가) 확인한 값이 다릅니다. 서로 다른 자료를 보았습니다.",
        "누군가 자료를 바꾸었습니다. 모든 개표 관리인에게 알리고, 열쇠 만들기를 처음부터 다시 하십시오.",
    )
    en = ErrorText(
        "Trustee {name} confirmed another value: the trustees did not see the same data.",
        "Somebody changed the data. Tell all trustees, and begin the ceremony again.",
    )


class SecretOfAnotherCeremony(OmpError):
    """A trustee's file was made in another ceremony."""

    code = "ceremony.secret-of-another"
    ko = ErrorText(
        "개표 관리인 {name}의 열쇠 파일이 이번 열쇠 만들기의 것이 아닙니다.",
        "이번에 만든 파일이 있는 저장 장치를 꽂으십시오. 잃어버렸으면 열쇠 만들기를 처음부터 다시 하십시오.",
    )
    en = ErrorText(
        "The key file of trustee {name} is not of this ceremony.",
        "Insert the medium with the file made this time. If it is lost, begin the ceremony again.",
    )

"""What is wrong with bytes that came from elsewhere; problem.py has the status of an answer over HTTP."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class WireRefused(OmpError):
    """Any of the errors below: a message that is not taken. Nothing of it was kept or changed."""


class MessageMalformed(WireRefused):
    """Bytes that are no message of this protocol. `where`: the place."""

    code = "wire.message-malformed"
    ko = ErrorText(
        "받은 자료의 형식이 올바르지 않습니다({where}).",
        "보낸 쪽의 프로그램 판을 확인하고 다시 보내십시오. 자료는 보낸 쪽에 그대로 있습니다.",
    )
    en = ErrorText(
        "What was received is not in the expected form ({where}).",
        "Check the program's version at the sender and send it again. Nothing was lost there.",
    )


class MessageTooLarge(WireRefused):
    """More bytes than this kind of message can have. `most`: bytes."""

    code = "wire.message-too-large"
    ko = ErrorText(
        "받은 자료가 너무 큽니다(최대 {most}바이트).",
        "이 프로그램이 만든 자료인지 확인하십시오.",
    )
    en = ErrorText(
        "What was received is too large (at most {most} bytes).",
        "Check that this program made it.",
    )


class ProtocolUnknown(WireRefused):
    """A version of the protocol that this program does not speak."""

    code = "wire.protocol-unknown"
    ko = ErrorText(
        "이 프로그램이 모르는 통신 규약 판({protocol})입니다.",
        "두 쪽 가운데 오래된 프로그램을 새 판으로 바꾸십시오. 자료는 그대로 있습니다.",
    )
    en = ErrorText(
        "This program does not know version {protocol} of the protocol.",
        "Bring the older of the two programs up to date. Nothing was lost.",
    )


class EnrolmentCodeInvalid(WireRefused):
    """A code for enrolling that nobody could have been given."""

    code = "wire.enrolment-code-invalid"
    ko = ErrorText(
        "등록 코드가 올바르지 않습니다.",
        "코드 서른 글자를 다시 확인하여 입력하십시오. O와 0, I와 1은 구별하지 않아도 됩니다.",
    )
    en = ErrorText(
        "The enrolment code is not right.",
        "Check its thirty characters and enter it again. O and 0, I and 1 are taken as the same.",
    )

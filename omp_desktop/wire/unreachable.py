"""Why the centre could not be asked: the network, another machine's answer, a certificate."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class CentreUnreachable(OmpError):
    """Any of the errors below. `retry_after`: seconds that the other side asked for, if it did."""

    retry_after: float | None = None


class NoConnection(CentreUnreachable):
    """No network, no such name, nobody listens, or the connection broke. `reason`: in short."""

    code = "centre.no-connection"
    ko = ErrorText(
        "중앙 서버에 연결할 수 없습니다({reason}).",
        "투표는 계속할 수 있습니다. 인터넷 연결과 주소를 확인하십시오. 프로그램이 스스로 다시 시도합니다.",
    )
    en = ErrorText(
        "The centre cannot be reached ({reason}).",
        "Voting goes on. Check the network and the centre's address; the program tries again by itself.",
    )


class CentreBusy(CentreUnreachable):
    """The centre answered that it cannot do it now. `status`: of HTTP."""

    code = "centre.busy"
    ko = ErrorText(
        "중앙 서버가 지금은 받을 수 없다고 답했습니다({status}).",
        "투표는 계속할 수 있습니다. 프로그램이 스스로 다시 시도합니다.",
    )
    en = ErrorText(
        "The centre answered that it cannot take anything now ({status}).",
        "Voting goes on. The program tries again by itself.",
    )


class AnotherAnswered(CentreUnreachable):
    """The answer is not of the centre: a sign-in page of a network, a redirect, another program."""

    code = "centre.another-answered"
    ko = ErrorText(
        "중앙 서버가 아닌 다른 곳에서 답했습니다.",
        "인터넷 이용 동의 화면이 있는 망인지 확인하고, 중앙 서버 주소를 다시 확인하십시오.",
    )
    en = ErrorText(
        "Something else than the centre answered.",
        "Check whether the network asks to sign in first, and look at the centre's address again.",
    )


class CentreNotGenuine(CentreUnreachable):
    """An answer that the centre's key did not sign. Nobody acts on it."""

    code = "centre.not-genuine"
    ko = ErrorText(
        "중앙 서버의 서명이 맞지 않습니다.",
        "다른 서버이거나 누군가 가로채고 있을 수 있습니다. 선거관리위원회에 알리고 USB로 전송하십시오.",
    )
    en = ErrorText(
        "The centre's signature does not hold.",
        "It may be another server, or somebody in between. Tell the commission, and send by USB stick.",
    )


class ReceiptWrong(CentreUnreachable):
    """A receipt with a good signature that is for something else, or does not account for every item."""

    code = "centre.receipt-wrong"
    ko = ErrorText(
        "중앙 서버의 확인서가 보낸 자료와 맞지 않습니다.",
        "자료는 여기에 그대로 있고 프로그램이 다시 보냅니다. 계속되면 선거관리위원회에 알리십시오.",
    )
    en = ErrorText(
        "The centre's receipt does not fit what was sent.",
        "Everything stays safe here, and the program sends it again. If it lasts, tell the commission.",
    )


class CertificateRefused(CentreUnreachable):
    """TLS: the server's certificate is not what it must be. `reason`: in short."""

    code = "centre.certificate-refused"
    ko = ErrorText(
        "중앙 서버의 인증서를 믿을 수 없습니다({reason}).",
        "주소와 컴퓨터의 날짜를 확인하고, 위원회가 준 인증서 파일이 있으면 등록하십시오.",
    )
    en = ErrorText(
        "The certificate of the centre cannot be trusted ({reason}).",
        "Check the address and this computer's date; if the commission gave you a certificate, set it.",
    )


class PlainHttpRefused(CentreUnreachable):
    """http without TLS to another machine than this one."""

    code = "centre.plain-http-refused"
    ko = ErrorText(
        "암호화되지 않은 주소(http)로는 연결하지 않습니다.", "https로 시작하는 주소를 입력하십시오."
    )
    en = ErrorText("An address without encryption (http) is refused.", "Enter one that begins with https.")


class AddressWrong(CentreUnreachable):
    """Text that is no address of a centre."""

    code = "centre.address-wrong"
    ko = ErrorText("중앙 서버 주소가 올바르지 않습니다.", "https://로 시작하는 주소를 입력하십시오.")
    en = ErrorText("That is no address of a centre.", "Enter one that begins with https://.")

"""Errors of accounts, PINs and the two-person rule."""

from omp_desktop.domain.errors import ErrorText, OmpError


class PinTooShort(OmpError):
    """A new PIN has too few digits."""

    code = "access.pin-too-short"
    ko = ErrorText("PIN이 너무 짧습니다.", "숫자 {least}자리 이상으로 정하십시오.")
    en = ErrorText("The PIN is too short.", "Choose at least {least} digits.")


class PinTooLong(OmpError):
    """A new PIN or password is longer than anybody types."""

    code = "access.pin-too-long"
    ko = ErrorText("입력한 내용이 너무 깁니다.", "{most}자 이내로 정하십시오.")
    en = ErrorText("That is too long.", "Choose at most {most} characters.")


class PinNotDigits(OmpError):
    """A new PIN holds something other than the digits 0 to 9."""

    code = "access.pin-not-digits"
    ko = ErrorText("PIN에는 숫자만 쓸 수 있습니다.", "숫자 {least}자리 이상으로 정하십시오.")
    en = ErrorText("A PIN has digits only.", "Choose at least {least} digits.")


class PinWeak(OmpError):
    """A new PIN is one of those that everybody tries first."""

    code = "access.pin-weak"
    ko = ErrorText(
        "짐작하기 쉬운 PIN입니다.",
        "같은 숫자, 이어지는 숫자(123456), 되풀이되는 숫자(121212)를 피하여 다시 정하십시오.",
    )
    en = ErrorText(
        "This PIN is easy to guess.",
        "Choose another without repeated digits, runs (123456) or repeated groups (121212).",
    )


class PasswordTooShort(OmpError):
    """A new password has too few characters."""

    code = "access.password-too-short"
    ko = ErrorText("비밀번호가 너무 짧습니다.", "{least}자 이상으로 정하십시오.")
    en = ErrorText("The password is too short.", "Choose at least {least} characters.")


class PasswordWeak(OmpError):
    """A new password is one of those that everybody tries first."""

    code = "access.password-weak"
    ko = ErrorText(
        "짐작하기 쉬운 비밀번호입니다.",
        "서로 다른 글자를 더 섞어 다시 정하십시오. 예: 낱말 세 개를 이어 쓰기.",
    )
    en = ErrorText(
        "This password is easy to guess.",
        "Mix in more different characters, for example three words in a row.",
    )


class ActionNotAllowed(OmpError):
    """The person's role may not start this step of the polls."""

    code = "access.action-not-allowed"
    ko = ErrorText(
        "'{action}' 권한이 없습니다.", "할 수 있는 사람: {who_can}. 그분이 로그인하여 진행하십시오."
    )
    en = ErrorText("You may not do this: {action}.", "This can be done by: {who_can}. Ask them to sign in.")


class SecondPersonNeeded(OmpError):
    """A step that takes two people was tried by one."""

    code = "access.second-person-needed"
    ko = ErrorText(
        "'{action}'에는 두 사람의 확인이 필요합니다.",
        "두 번째 사람(예: 투표참관인)이 자기 PIN을 입력하십시오.",
    )
    en = ErrorText(
        "Two people are needed for this: {action}.",
        "Let a second person, such as an observer, enter their own PIN.",
    )


class SamePerson(OmpError):
    """The first and the second person are one."""

    code = "access.same-person"
    ko = ErrorText("같은 사람이 두 번 확인할 수 없습니다.", "다른 사람이 자기 PIN을 입력하십시오.")
    en = ErrorText("The same person cannot confirm twice.", "Let another person enter their own PIN.")


class SecondPersonUnsuitable(OmpError):
    """The second person's role may not confirm."""

    code = "access.second-person-unsuitable"
    ko = ErrorText("이 역할은 두 번째 확인을 할 수 없습니다: {role}.", "할 수 있는 사람: {who_can}.")
    en = ErrorText("This role cannot confirm as the second person: {role}.", "It can be: {who_can}.")


class AccountInactive(OmpError):
    """An account that was switched off was used."""

    code = "access.account-inactive"
    ko = ErrorText("사용이 중지된 계정입니다.", "선거관리위원회에 문의하거나 다른 계정으로 로그인하십시오.")
    en = ErrorText("This account is switched off.", "Ask the commission, or use another account.")

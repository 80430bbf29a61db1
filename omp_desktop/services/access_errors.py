"""Errors of accounts, signing in and second persons."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class WrongPin(OmpError):
    """The PIN is wrong, or there is no such account: both look the same. `left` tries before the pause."""

    code = "access.wrong-pin"
    ko = ErrorText("PIN이 맞지 않습니다.", "다시 입력하십시오. {left}번 더 틀리면 잠시 잠깁니다.")
    en = ErrorText("The PIN is wrong.", "Enter it again. After {left} more wrong tries there is a pause.")


class LockedOut(OmpError):
    """Too many wrong PINs in a row."""

    code = "access.locked-out"
    ko = ErrorText("PIN을 여러 번 틀려 잠겼습니다.", "{seconds}초 뒤에 다시 시도하십시오.")
    en = ErrorText("Too many wrong PINs.", "Try again in {seconds} seconds.")


class FirstAccountExists(OmpError):
    """The first account can be made only while there is none."""

    code = "access.first-account-exists"
    ko = ErrorText(
        "이 투표소에는 이미 계정이 있습니다.",
        "선거관리위원회 계정으로 로그인하여 새 계정을 만드십시오.",
    )
    en = ErrorText(
        "This station already has accounts.",
        "Sign in with an account of the commission to add another one.",
    )


class FirstAccountRole(OmpError):
    """The first account must be able to add the others."""

    code = "access.first-account-role"
    ko = ErrorText(
        "첫 계정은 선거관리위원회 계정이어야 합니다.",
        "역할로 선거관리위원회를 선택하십시오.",
    )
    en = ErrorText(
        "The first account must be one of the commission.",
        "Choose the role of commission official.",
    )


class AccountNameTaken(OmpError):
    """Another active account has this name."""

    code = "access.account-name-taken"
    ko = ErrorText("같은 이름의 계정이 이미 있습니다.", "다른 이름을 입력하십시오.")
    en = ErrorText("There is already an account of this name.", "Enter another name.")


class CandidateForAccountMissing(OmpError):
    """A candidate's account belongs to a registered candidate; other accounts belong to none."""

    code = "access.candidate-for-account-missing"
    ko = ErrorText(
        "후보자 계정은 등록된 후보자와 연결해야 하며, 다른 계정은 후보자와 연결하지 않습니다.",
        "역할과 후보자를 다시 선택하십시오.",
    )
    en = ErrorText(
        "A candidate's account must belong to a registered candidate, and other accounts to none.",
        "Choose the role and the candidate again.",
    )


class CandidateHasAccount(OmpError):
    """One account per candidate."""

    code = "access.candidate-has-account"
    ko = ErrorText("이 후보자에게는 이미 계정이 있습니다.", "있는 계정의 PIN을 새로 정하십시오.")
    en = ErrorText("This candidate already has an account.", "Set a new PIN for the existing account.")


class LastCommissionAccount(OmpError):
    """Without an account of the commission nobody could add accounts any more."""

    code = "access.last-commission-account"
    ko = ErrorText(
        "마지막 선거관리위원회 계정은 사용 중지할 수 없습니다.",
        "먼저 다른 선거관리위원회 계정을 만드십시오.",
    )
    en = ErrorText(
        "The last account of the commission cannot be switched off.",
        "Add another account of the commission first.",
    )

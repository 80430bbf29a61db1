"""Errors at the desk, beside those of the rules. They never hold a voter's name or number."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class KioskBusy(OmpError):
    """The booth waits for another person."""

    code = "check-in.kiosk-busy"
    ko = ErrorText(
        "이 기표대는 다른 선거인이 쓰고 있습니다.",
        "다른 기표대를 고르거나, 그 선거인이 투표를 마칠 때까지 기다리십시오.",
    )
    en = ErrorText(
        "Somebody else is voting in this booth.",
        "Choose another booth, or wait until that voter has finished.",
    )


class VoterOfOtherStation(OmpError):
    """The voter is on the list of another polling station."""

    code = "check-in.other-station"
    ko = ErrorText(
        "다른 투표소의 선거인명부에 있습니다: {station}.",
        "그 투표소로 가도록 안내하십시오. 여기서는 투표할 수 없습니다.",
    )
    en = ErrorText(
        "This voter is on the list of another polling station: {station}.",
        "Show the way there. Voting here is not possible.",
    )


class NotOnePerson(OmpError):
    """Permits were to be issued together for people who are not one."""

    code = "check-in.not-one-person"
    ko = ErrorText("서로 다른 선거인에게 한 번에 발급할 수 없습니다.", "한 사람씩 확인하고 발급하십시오.")
    en = ErrorText(
        "Permits of different people cannot be issued together.", "Check in one person after the other."
    )


class NothingRequested(OmpError):
    """No election was chosen."""

    code = "check-in.nothing-requested"
    ko = ErrorText("발급할 투표권을 고르지 않았습니다.", "선거를 하나 이상 고르십시오.")
    en = ErrorText("No permit was chosen.", "Choose at least one election.")


class SelfCheckInOff(OmpError):
    """The election's policy wants an official to compare the document."""

    code = "check-in.self-check-in-off"
    ko = ErrorText("이 선거에서는 담당자가 신분증을 확인해야 합니다.", "확인한 신분증의 종류를 고르십시오.")
    en = ErrorText(
        "In this election an official checks the photo ID.", "Choose the kind of ID that was shown."
    )


class NoStationHere(OmpError):
    """This PC was not set up as a polling station."""

    code = "check-in.no-station"
    ko = ErrorText("이 PC는 아직 투표소로 등록되지 않았습니다.", "먼저 투표소를 등록하십시오.")
    en = ErrorText("This PC is not set up as a polling station.", "Register the station first.")

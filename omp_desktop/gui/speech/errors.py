"""Why nothing is heard. No parameter ever holds what was to be said: it may be a choice."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class SpeechMissing(OmpError):
    """The system has no speech that this program can use."""

    code = "speech.missing"
    ko = ErrorText(
        "이 컴퓨터에는 음성 안내에 쓸 음성 기능이 없습니다.",
        "운영 안내서에 적힌 음성 프로그램을 설치한 뒤 기표대를 다시 여십시오. 투표는 그대로 할 수 있습니다.",
    )
    en = ErrorText(
        "This computer has no speech for the spoken guide.",
        "Install the speech programs named in the operator guide and open the booth again. Voting goes on.",
    )


class SpeechSilent(OmpError):
    """The speech of the system ended, or does not answer."""

    code = "speech.silent"
    ko = ErrorText(
        "음성 안내의 음성 기능이 응답하지 않습니다.",
        "기표대의 유권자에게 말로 알리고, 헤드폰과 소리 장치를 확인하십시오. 투표는 그대로 할 수 있습니다.",
    )
    en = ErrorText(
        "The speech for the spoken guide does not answer.",
        "Speak to the voter in the booth, and check headphones and sound device. Voting goes on.",
    )


class SpeechLanguageMissing(OmpError):
    """There is a voice, but not for this language."""

    code = "speech.language-missing"
    ko = ErrorText(
        "이 컴퓨터에는 한국어와 영어 가운데 음성이 없는 언어가 있습니다.",
        "빠진 언어의 음성을 설치하거나, 음성 안내 없이 투표하도록 도우십시오.",
    )
    en = ErrorText(
        "This computer has no voice for one of the two languages, Korean and English.",
        "Install the voice that is missing, or help the voter to vote without the spoken guide.",
    )

"""The papers for voters: the confirmation slip, and the official's test page that looks like one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.reports.document import Code, Document, Facts, Text, Title

# The system's printing shows and logs this.
JOB_TITLE: Final = "OMP Desktop"
# Every sign that a code can have, and none of a real ballot.
SPECIMEN_CODE: Final = "01234-56789-ABCDE-FGHJK-MNPQR"

_SLIP = LocalText("투표 확인증", "Confirmation slip")
_STATION = LocalText("투표소", "Polling station")
_ELECTION = LocalText("선거", "Election")
_CODE = LocalText("투표 확인 코드", "Confirmation code")
_PURPOSE = (
    LocalText(
        "이 코드로 내 투표지가 투표함에 들어 있는지 확인할 수 있습니다.",
        "With this code you can see that your ballot is in the ballot box.",
    ),
    LocalText(
        "투표소 화면의 ‘확인 코드 찾기’에 넣거나, 선거관리위원회가 공개한 기록에서 찾으십시오.",
        "Enter it under ‘Look up a code’ on a voting screen, or look for it in the published record.",
    ),
    LocalText(
        "누구를 골랐는지는 이 종이에 없습니다.",
        "This paper does not show whom you chose.",
    ),
)
_TEST_PAGE = LocalText("시험 인쇄", "Test page")
_PRINTER = LocalText("프린터", "Printer")
_SPECIMEN = LocalText("견본", "Specimen")
_TEST_STEPS = (
    LocalText(
        "네 변의 선이 모두 보이면 용지 크기가 맞습니다.",
        "If the line shows on all four sides, the size of the paper is right.",
    ),
    LocalText(
        "한글과 코드가 또렷하고, 휴대전화로 QR 코드를 읽을 수 있어야 합니다.",
        "Letters and code must be clear, and a phone must be able to read the QR code.",
    ),
    LocalText(
        "이 코드는 견본이며 어느 투표지의 것도 아닙니다.", "The code is a specimen and belongs to no ballot."
    ),
)


@dataclass(frozen=True, slots=True)
class Slip:
    """What a voter may take along. `code` as it is shown; no choice, no time, no voter."""

    station: str
    election: LocalText
    code: str = field(repr=False)


def slip_page(slip: Slip, lang: Lang) -> Document:
    """The confirmation slip in the voter's language."""
    rows = ((_STATION.text(lang), slip.station), (_ELECTION.text(lang), slip.election.text(lang)))
    return Document(
        JOB_TITLE,
        lang,
        (
            Title(_SLIP.text(lang)),
            Facts(tuple(row for row in rows if row[1])),
            Code(_CODE.text(lang), slip.code),
            *(Text(line.text(lang)) for line in _PURPOSE),
        ),
        large=True,
    )


def specimen_page(printer: str, lang: Lang) -> Document:
    """What an official prints to see that a printer is good for slips; it takes the room of a slip."""
    return Document(
        JOB_TITLE,
        lang,
        (
            Title(_TEST_PAGE.text(lang)),
            Facts(((_PRINTER.text(lang), printer),)),
            Code(_CODE.text(lang), SPECIMEN_CODE),
            *(Text(line.text(lang)) for line in _TEST_STEPS),
        ),
        mark=_SPECIMEN.text(lang),
        framed=True,
        large=True,
    )

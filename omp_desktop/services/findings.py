"""The words of the diagnosis (진단): what each check says when all is well, and when it is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang, LocalText, Param, fill

# What a check is about, by its code or the first part of it.
_AREAS: Final[Mapping[str, LocalText]] = MappingProxyType(
    {
        "program": LocalText("프로그램", "Program"),
        "program.fonts": LocalText("글꼴", "Fonts"),
        "program.encryption": LocalText("암호", "Encryption"),
        "keys": LocalText("열쇠 저장소", "Key store"),
        "disk": LocalText("디스크", "Disk"),
        "clock": LocalText("시계", "Clock"),
        "store": LocalText("저장소", "Store"),
        "mirror": LocalText("두 번째 매체", "Second medium"),
        "audit": LocalText("감사 기록", "Audit log"),
        "election": LocalText("선거", "Election"),
        "people": LocalText("담당자", "People"),
        "centre": LocalText("중앙 서버", "Centre"),
        "printer": LocalText("프린터", "Printer"),
        "booth": LocalText("기표대", "Booths"),
    }
)
_BY_THE_ERROR: Final = LocalText("", "")
NOTHING_TO_DO: Final = LocalText("할 일이 없습니다.", "Nothing to do.")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the diagnosis: whether it is well, what was found, and what to do next."""

    code: str
    ok: bool
    text: LocalText
    next_step: LocalText

    @property
    def area(self) -> LocalText:
        """What the check is about, in a word or two."""
        return _AREAS.get(self.code) or _AREAS[self.code.partition(".")[0]]

    def describe(self, lang: Lang) -> str:
        """The line with its next step."""
        return f"{self.text.text(lang)} {self.next_step.text(lang)}"


@dataclass(frozen=True, slots=True)
class _Words:
    """`wrong` and `then` are empty where an error of the program says it."""

    right: LocalText
    wrong: LocalText = _BY_THE_ERROR
    then: LocalText = _BY_THE_ERROR


_WORDS: Final[Mapping[str, _Words]] = MappingProxyType(
    {
        "program.versions": _Words(
            LocalText(
                "프로그램 {program}, Python {python}, SQLite {sqlite}, PyNaCl {nacl}",
                "Program {program}, Python {python}, SQLite {sqlite}, PyNaCl {nacl}",
            )
        ),
        "program.fonts": _Words(
            LocalText("글꼴 파일이 있습니다.", "The font files are there."),
            LocalText("글꼴 파일이 없습니다: {file}.", "A font file is missing: {file}."),
            LocalText("프로그램을 다시 설치하십시오.", "Install the program again."),
        ),
        "program.encryption": _Words(
            LocalText("암호 기능의 자체 시험을 통과했습니다.", "The self-test of the encryption passed.")
        ),
        "keys.store": _Words(
            LocalText("열쇠 저장소에서 열쇠를 읽었습니다.", "The keys can be read from the key store."),
            LocalText(
                "열쇠 저장소에 이 투표소의 열쇠가 없습니다: {name}.",
                "A key of this station is not in the key store: {name}.",
            ),
            LocalText(
                "열쇠를 만든 사용자 계정으로 로그인했는지 확인하십시오.",
                "Check that you are logged in with the user account that made it.",
            ),
        ),
        "keys.protected": _Words(
            LocalText("실제 선거의 열쇠가 보호되어 있습니다.", "The keys of real elections are protected."),
            LocalText(
                "실제 선거가 보호되지 않은 열쇠를 쓰고 있습니다.",
                "A real election uses keys that are not protected.",
            ),
            LocalText(
                "이 자료로 투표를 열지 말고 선거관리위원회에 알리십시오.",
                "Do not open polls with these data; tell the commission.",
            ),
        ),
        "disk.space": _Words(
            LocalText("디스크에 {free}가 남아 있습니다.", "{free} are free on the disk."),
            LocalText(
                "디스크에 {free}만 남아 있습니다. {needed} 이상이 필요합니다.",
                "Only {free} are free on the disk; {needed} are needed.",
            ),
            LocalText(
                "투표소 자료 폴더 밖의 파일을 정리하여 공간을 비우십시오.",
                "Free some space, but delete nothing in the data folder of this station.",
            ),
        ),
        "clock.quality": _Words(
            LocalText("시계: {quality}.", "Clock: {quality}."),
            LocalText("이 컴퓨터의 시계를 믿을 수 없습니다.", "This computer's clock is in doubt."),
            LocalText(
                "시각과 시간대를 고치십시오. 투표를 열고 닫을 때 두 사람이 시각을 확인하고 사유를 적습니다.",
                "Set time and time zone right. Opening and closing take two people and a reason.",
            ),
        ),
        "store.settings": _Words(
            LocalText("저장소의 안전 설정이 모두 켜져 있습니다.", "Every safety setting of the store is on.")
        ),
        "store.home": _Words(
            LocalText(
                "투표소 자료가 제자리에 있습니다.", "The data of this station were neither copied nor moved."
            )
        ),
        "store.sound": _Words(
            LocalText("저장소가 온전합니다.", "The store is sound."),
            LocalText("저장소가 손상되었습니다({problem}).", "The store is damaged ({problem})."),
            LocalText(
                "투표를 멈추고 파일을 그대로 둔 채 선거관리위원회에 알리십시오.",
                "Stop voting, leave the files as they are, and tell the commission.",
            ),
        ),
        "store.sound-later": _Words(
            LocalText(
                "저장소가 커서 투표 중에는 전체를 점검하지 않습니다. 투표를 열 때와 닫을 때 점검합니다.",
                "The store is too large to be checked while people vote. Opening and closing check it.",
            )
        ),
        "store.own-votes": _Words(
            LocalText(
                "투표 내용 확인 자료(own_vote.db)를 쓸 수 있습니다.",
                "The file for checks of the own vote (own_vote.db) can be used.",
            )
        ),
        "mirror.works": _Words(
            LocalText("두 번째 저장 매체에도 기록합니다: {path}", "Everything is written to {path} as well."),
            LocalText(
                "두 번째 저장 매체에 기록하지 않습니다.", "Nothing is written to the second medium any more."
            ),
            LocalText(
                "매체를 연결하고 '설정'의 '두 번째 저장 매체'에서 사본을 새로 만드십시오.",
                "Connect it and make its copy anew under Settings, tab Second medium.",
            ),
        ),
        "mirror.none": _Words(
            LocalText(
                "두 번째 저장 매체를 두지 않았습니다.", "No second medium is set up; one is not required."
            )
        ),
        "store.order": _Words(
            LocalText(
                "마감한 선거의 저장소에 쓴 순서가 남아 있지 않습니다.",
                "The store does not show the order of writing of closed elections.",
            ),
            LocalText(
                "마감한 선거의 저장소에 쓴 순서가 아직 남아 있습니다.",
                "The store still shows the order of writing of a closed election.",
            ),
            LocalText(
                "다른 선거의 투표가 끝난 다음 '투표 진행'에서 '지금 다시 쓰기'를 누르십시오.",
                "When no election is being voted on, press 'Rewrite it now' on the page Polling day.",
            ),
        ),
        "audit.chain": _Words(
            LocalText("감사 기록이 끊김 없이 이어집니다.", "The audit log has no gap and no change.")
        ),
        "election.signatures": _Words(
            LocalText(
                "{election}: 공고와 변경 공고의 서명이 맞습니다.",
                "{election}: manifest and amendments carry the commission's signature.",
            )
        ),
        "election.numbers": _Words(
            LocalText(
                "{election}: 투표한 선거인, 투표지, 집계의 수가 같습니다({ballots}).",
                "{election}: voters who voted, ballots and sums agree ({ballots}).",
            )
        ),
        "election.sums": _Words(
            LocalText(
                "{election}: 집계 값이 투표지에서 다시 계산한 값과 같습니다.",
                "{election}: the sums are what the ballots add up to.",
            )
        ),
        "election.sums-later": _Words(
            LocalText(
                "{election}: 투표지가 많아 집계 값은 개표할 때 다시 계산합니다.",
                "{election}: there are too many ballots to add up now; the count does so.",
            )
        ),
        "election.permits": _Words(
            LocalText(
                "{election}: 열린 투표권 {permits}장이 명부와 맞습니다.",
                "{election}: the {permits} open permits agree with the voters list.",
            ),
            LocalText(
                "{election}: 열린 투표권은 {permits}장인데 명부에는 {issued}명이 발급으로 되어 있습니다.",
                "{election}: there are {permits} open permits, but {issued} voters are marked as having one.",
            ),
            LocalText(
                "발급한 투표권을 확인하여 취소하고 다시 발급하십시오.",
                "Look through the permits that were issued, cancel them and issue them again.",
            ),
        ),
        "people.two": _Words(
            LocalText("투표를 함께 열 두 사람이 있습니다.", "There are two people who can open the polls."),
            LocalText(
                "투표를 함께 열 두 사람이 없습니다.", "There are not two people who can open the polls."
            ),
            LocalText(
                "선거관리위원회가 '설정'의 '계정'에서 투표관리관과 참관인을 등록합니다.",
                "The commission adds a manager and an observer under Settings, tab Accounts.",
            ),
        ),
        "centre.answers": _Words(LocalText("중앙 서버가 응답합니다.", "The centre answers.")),
        "centre.none": _Words(
            LocalText(
                "이 컴퓨터는 중앙 서버 없이 일합니다.", "This computer works without a network to a centre."
            )
        ),
        "printer.found": _Words(
            LocalText("프린터: {names}", "Printers: {names}"),
            LocalText("쓸 수 있는 프린터가 없습니다.", "There is no printer that takes jobs."),
            LocalText(
                "프린터를 켜고 연결하십시오. 없어도 투표할 수 있고, 보고서는 PDF로 저장합니다.",
                "Connect one and switch it on. Voting works without one; reports can be saved as PDF.",
            ),
        ),
        "booth.there": _Words(
            LocalText("기표대 {count}개가 등록되어 있습니다.", "Booths of this station: {count}."),
            LocalText("등록된 기표대가 없습니다.", "This station has no booth yet."),
            LocalText(
                "선거관리위원회가 '선거 관리'의 '투표소'에서 기표대를 등록합니다.",
                "The commission adds one under Elections, tab Stations.",
            ),
        ),
        "booth.measured": _Words(
            LocalText("{name}: 화면을 측정했습니다.", "{name}: its screen is measured."),
            LocalText(
                "{name}: 화면을 측정하지 않아 글자 크기가 맞지 않을 수 있습니다.",
                "{name}: screen not measured; letters may be too small.",
            ),
            LocalText(
                "'설정'의 '기표대'에서 화면을 측정하십시오.", "Measure the screen under Settings, tab Booths."
            ),
        ),
        "booth.printer": _Words(
            LocalText(
                "{name}: 확인증 프린터 {printer}을(를) 쓸 수 있습니다.",
                "{name}: slips can be printed on {printer}.",
            ),
            LocalText(
                "{name}: 확인증 프린터 {printer}을(를) 쓸 수 없습니다.",
                "{name}: the printer for slips, {printer}, is not there or takes no jobs.",
            ),
            LocalText(
                "프린터를 켜거나 '설정'의 '기표대'에서 다른 것을 고르십시오. 투표는 계속할 수 있습니다.",
                "Switch it on, or choose another under Settings, tab Booths. Voting works without it.",
            ),
        ),
        "booth.no-printer": _Words(
            LocalText(
                "{name}: 확인증 프린터가 없어 확인 코드를 화면에 보여 줍니다.",
                "{name}: no printer for slips; the code is shown on the screen.",
            )
        ),
    }
)


def well(code: str, **params: Param) -> Finding:
    """The check passed."""
    return Finding(code, True, _filled(_WORDS[code].right, params), NOTHING_TO_DO)


def wrong(code: str, **params: Param) -> Finding:
    """The check failed, in its own words."""
    words = _WORDS[code]
    return Finding(code, False, _filled(words.wrong, params), _filled(words.then, params))


def failed(code: str, error: OmpError) -> Finding:
    """The check failed with an error of the program, which says it."""
    ko, en = error.describe("ko"), error.describe("en")
    return Finding(code, False, LocalText(ko.text, en.text), LocalText(ko.next_step, en.next_step))


def codes() -> tuple[str, ...]:
    """Every check that there are words for."""
    return tuple(_WORDS)


def _filled(words: LocalText, params: Mapping[str, Param]) -> LocalText:
    return LocalText(fill(words.ko, params, "ko"), fill(words.en, params, "en"))

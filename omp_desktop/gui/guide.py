"""The operator guide that comes with the program: its pages, and the one for each place of the windows."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from omp_desktop import paths
from omp_desktop.domain.language import Lang, LocalText

_HEADING = re.compile(r"^### (.+)$", re.MULTILINE)
_PART = re.compile(r"^## .*$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\((?!#)[^)]*\)")
_NOT_IN_SLUG = re.compile(r"[^\w\- ]")

_CHECK_IN = LocalText("선거인 확인", "Check-in")
_OPENING = LocalText("영표 확인서와 투표 개시", "Zero report and opening")
_COUNTING = LocalText("개표", "Counting")
_RECORDS = LocalText("기록과 투표소 상태", "Records and the state of the station")
_RESULTS = LocalText("개표 결과", "Results")
_CERTIFYING = LocalText("결과 확정", "Certifying the result")
_BOOTHS = LocalText("투표소와 기표대", "Station and booths")
_ENROLLING = LocalText("투표소 등록", "Enrolling a station")
_CENTRE = LocalText("중앙 서버 연결", "Connecting to a centre")
_ACCOUNTS = LocalText("계정과 PIN", "Accounts and PINs")
_FIRST_START = LocalText("처음 시작", "First start")
_PLEDGES = LocalText("공약", "Pledges")
_PAPERS = LocalText("선거의 문서", "Papers of the election")
_INSTALLING = LocalText("설치와 업데이트", "Installing and updating")
_COPIES = LocalText("자료의 사본", "Copies of the data")
_PRINTING = LocalText("인쇄", "Printing")

# Which page belongs to which place: a page of a window, after a slash its tab or the state of the polls, or
# the class of a sheet. A place that is not named has the page of what it is a part of.
PAGES: Final[Mapping[str, LocalText]] = {
    "start": _FIRST_START,
    "start/keys": LocalText("열쇠 저장소", "Key store"),
    "start/recovery": _COPIES,
    "start/centre": _CENTRE,
    "start/station": _ENROLLING,
    "start/candidate": _PLEDGES,
    "start/restore": _COPIES,
    "start/program": _INSTALLING,
    "start/data": LocalText("자료나 디스크가 손상되었을 때", "Damaged data or disk"),
    "sign-in": LocalText("로그인과 잠금", "Signing in and locking"),
    "elections": LocalText("새 선거 등록", "A new election"),
    "elections/overview": LocalText("점검과 공고", "Check and publish"),
    "elections/candidates": LocalText("후보자", "Candidates"),
    "elections/contests": LocalText("선거 구분", "Contests"),
    "elections/hours": LocalText("투표 시간", "Voting hours"),
    "elections/voters": LocalText("선거인명부", "Voters list"),
    "elections/stations": _BOOTHS,
    "elections/centre": LocalText("모든 투표소", "All stations"),
    "elections/key": LocalText("개표 열쇠", "Key of the count"),
    "elections/policy": LocalText("규칙", "Rules"),
    "polling": _OPENING,
    "polling/open": _CHECK_IN,
    "polling/suspended": LocalText("투표 중지와 밤사이", "Suspending, also overnight"),
    "polling/closing": LocalText("기다리는 사람이 있을 때의 마감", "Closing with people in the queue"),
    "polling/closed": _COUNTING,
    "polling/counted": _CERTIFYING,
    "polling/certified": _RESULTS,
    "results": _RESULTS,
    "results/closed": _COUNTING,
    "results/counted": _CERTIFYING,
    "queue": LocalText("전송 대기열", "Queue"),
    "records": _RECORDS,
    "records/audit": _RECORDS,
    "records/doctor": _RECORDS,
    "records/devices": _RECORDS,
    "records/backups": _COPIES,
    "records/reports": _PAPERS,
    "records/record": LocalText("선거 기록 공개와 확인", "Publishing and verifying the election record"),
    "settings": _FIRST_START,
    "settings/general": _FIRST_START,
    "settings/accounts": _ACCOUNTS,
    "settings/stations": _BOOTHS,
    "settings/booths": LocalText("기표대 설정", "Setting up a booth"),
    "settings/centre": _CENTRE,
    "settings/medium": LocalText("두 번째 저장 매체", "Second medium"),
    "settings/part": LocalText("개표 관리인이 여러 명일 때", "Several trustees"),
    "candidate": _PLEDGES,
    "candidate/pledges": _PLEDGES,
    "candidate/data": LocalText("후보자", "Candidates"),
    "candidate/settings": _ACCOUNTS,
    "PaperForm": _PAPERS,
    "PrintForm": _PRINTING,
    "RecoveryKeyForm": _COPIES,
    "RecoveryEntry": _COPIES,
    "BackupCheckForm": _COPIES,
    "PrintJobsForm": _PRINTING,
    "ReadinessForm": LocalText("준비 점검", "Readiness check"),
    "NamesakesForm": _CHECK_IN,
    "EnrolmentCodeForm": _ENROLLING,
    "EnrolmentStation": _ENROLLING,
    "FingerprintQuestion": _ENROLLING,
    "CertifyForm": _CERTIFYING,
    "ByStationForm": _RESULTS,
}


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page of the guide. `text` is Markdown without the heading; links to other pages are `#slug`."""

    title: str
    text: str

    @property
    def slug(self) -> str:
        """What links to the page say, as in the guide's own table of contents."""
        return _NOT_IN_SLUG.sub("", self.title.lower()).replace(" ", "-")


@functools.cache
def pages(lang: Lang) -> tuple[GuidePage, ...]:
    """The whole guide in one language, in its order. Raises OSError when the file does not come along."""
    whole = paths.resource("guide", f"operator-guide.{lang}.md").read_text(encoding="utf-8")
    pieces = _HEADING.split(_PART.sub("", whole))[1:]
    return tuple(
        GuidePage(title.strip(), _LINK.sub(r"\1", text).strip())
        for title, text in zip(pieces[::2], pieces[1::2], strict=True)
    )


def page_for(place: str, lang: Lang) -> GuidePage:
    """The page of a place, or of what it is a part of; the first of the guide for a place unknown."""
    while place and place not in PAGES:
        place = place.rpartition("/")[0]
    wanted = PAGES[place].text(lang) if place else ""
    return next((page for page in pages(lang) if page.title == wanted), pages(lang)[0])

"""The voters list on paper as a PDF: of any length, page by page, and whole or not there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.paper_roll import RollHead, RollLine
from omp_desktop.gui import tasks
from omp_desktop.gui.official.errors import FileNotWritten
from omp_desktop.gui.official.roll_pages import RollPages
from omp_desktop.gui.official.roll_pdf import RollPdf
from omp_desktop.reports.paper_roll_sheet import RollOpened
from omp_desktop.services.kept_rolls import KeptRolls
from omp_desktop.services.paper_roll_errors import PaperRollUnreadable
from tests.gui.print.pictures import texts

HOUR = datetime(2026, 12, 3, 5, tzinfo=UTC)
OPENED = RollOpened(("김가상", "이가상"), "정전")
AT_ONCE = 100


class KeptRoll(KeptRolls):
    """A list of so many voters, every third of them marked; `broken`: it ends in the middle."""

    def __init__(self, voters: int, *, broken: bool = False) -> None:
        self.voters = voters
        self.broken = broken
        self.given = 0

    def lines(self, election_id: str) -> Iterator[tuple[RollLine, ...]]:
        del election_id
        for first in range(1, self.voters + 1, AT_ONCE):
            if self.broken and first > 1:
                raise PaperRollUnreadable
            self.given += 1
            yield tuple(a_line(number) for number in range(first, min(first + AT_ONCE, self.voters + 1)))


def a_line(number: int) -> RollLine:
    name, address = f"가상{number}", f"가상시 가상구 가상로{number}길 {number % 97}, 1동 {number}호"
    return RollLine(str(number), name, date(1980, 1, 1 + number % 28), address, marked=number % 3 == 0)


def a_head(voters: int, *, complete: bool = True) -> RollHead:
    name = LocalText("가상 회장 선거", "Election of an invented president")
    return RollHead("e" * 32, name, "제1투표소", "Asia/Seoul", 2, HOUR, voters, voters // 3, complete)


class Writing:
    """One list being written, as the page does it."""

    def __init__(self, qtbot: QtBot, roll: KeptRoll, path: Path, lang: Lang = "ko", **head: bool) -> None:
        self.pages = 0
        self.error: OmpError | None = None
        self._bot = qtbot
        self._parent = QObject()
        self.file = RollPages(path, a_head(roll.voters, **head), OPENED, lang)
        self.file.begin()
        self.pdf = RollPdf(self.file, self._parent)
        self.job = tasks.run_long(
            lambda progress: self.pdf.feed(roll, progress),
            self._finish,
            self._fail,
            receiver=self._parent,
            settled=self._settle,
        )

    def end(self) -> Writing:
        with self._bot.waitSignal(self.job.finished):
            pass
        return self

    def _finish(self, _: None) -> None:
        self.pages = self.file.finish()

    def _settle(self) -> None:
        self.pdf.stop()
        self.file.abandon()

    def _fail(self, error: OmpError) -> None:
        self.error = error


@pytest.fixture
def workers() -> Iterator[None]:
    with tasks.workers():
        yield


@pytest.mark.parametrize("voters", [1, 20, 350])
def test_every_voter_is_on_it_once_and_in_order(
    workers: None, qtbot: QtBot, tmp_path: Path, voters: int
) -> None:
    written = Writing(qtbot, KeptRoll(voters), tmp_path / "list.pdf").end()

    pages = texts((tmp_path / "list.pdf").read_bytes())
    said = "\n".join(pages)
    places = [said.find(f"가상{number} ") for number in (1, voters)]
    assert len(pages) == written.pages
    assert places == sorted(places)
    assert min(places) > 0
    assert said.count("1980-01-") == voters
    assert said.count("받음") - said.count("'받음'") == voters // 3


def test_every_page_begins_with_the_heads_and_has_its_number(
    workers: None, qtbot: QtBot, tmp_path: Path
) -> None:
    Writing(qtbot, KeptRoll(350), tmp_path / "list.pdf").end()

    pages = texts((tmp_path / "list.pdf").read_bytes())
    assert len(pages) > 5
    for number, page in enumerate(pages[:-1], start=1):
        assert page.count("등재번호") == 1, number
        assert page.rstrip().endswith(str(number))


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_it_says_what_it_is_and_how_old(workers: None, qtbot: QtBot, tmp_path: Path, lang: Lang) -> None:
    Writing(qtbot, KeptRoll(5), tmp_path / "list.pdf", lang, complete=False).end()

    page = "".join(texts((tmp_path / "list.pdf").read_bytes()))
    told = {
        "ko": ("종이 선거인명부", "2026-12-03 14시", "표시되지 않았습니다", "김가상, 이가상", "정전"),
        "en": ("Voters list on paper", "14:00 to 14:59", "is not marked", "김가상, 이가상", "정전"),
    }[lang]
    joined = page.replace("\u2060", "").replace("\n", " ")
    for words in told:
        assert words in joined


def test_the_window_goes_on_between_two_pages(workers: None, qtbot: QtBot, tmp_path: Path) -> None:
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(0)

    written = Writing(qtbot, KeptRoll(350), tmp_path / "list.pdf").end()

    assert len(ticks) >= written.pages


def test_it_is_read_no_faster_than_it_is_painted(workers: None, qtbot: QtBot, tmp_path: Path) -> None:
    roll = KeptRoll(1_000)
    writing = Writing(qtbot, roll, tmp_path / "list.pdf")
    qtbot.waitUntil(lambda: roll.given == 1)

    assert roll.given <= 2
    writing.end()


def test_what_is_stopped_leaves_nothing(workers: None, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "list.pdf").write_bytes(b"before")
    writing = Writing(qtbot, KeptRoll(5_000), tmp_path / "list.pdf")

    writing.job.cancel()
    writing.end()

    assert [file.name for file in tmp_path.iterdir()] == ["list.pdf"]
    assert (tmp_path / "list.pdf").read_bytes() == b"before"


def test_a_list_that_breaks_off_leaves_nothing(workers: None, qtbot: QtBot, tmp_path: Path) -> None:
    written = Writing(qtbot, KeptRoll(250, broken=True), tmp_path / "list.pdf").end()

    assert isinstance(written.error, PaperRollUnreadable)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(workers: None, qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(FileNotWritten):
        Writing(qtbot, KeptRoll(5), tmp_path / "absent" / "list.pdf")


def test_the_file_is_for_its_owner_alone(workers: None, qtbot: QtBot, tmp_path: Path) -> None:
    Writing(qtbot, KeptRoll(5), tmp_path / "list.pdf").end()

    assert (tmp_path / "list.pdf").stat().st_mode & 0o077 == 0

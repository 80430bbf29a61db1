"""Records, Reports: every paper with its state, seen, saved and printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.remark import RemarkKind
from omp_desktop.gui import language
from omp_desktop.gui.official.enrolment_code import EnrolmentCodeForm, show_code
from omp_desktop.gui.official.paper_sheet import Paper, PaperForm, show_paper
from omp_desktop.gui.official.poll_report import PollReportView
from omp_desktop.gui.official.print_sheet import PrintForm, PrintJobsForm
from omp_desktop.gui.official.reports_tab import ReportsTab
from omp_desktop.gui.print.errors import PaperOut
from omp_desktop.gui.print.printing import Printing
from omp_desktop.gui.widgets import Page
from omp_desktop.reports.document import Document, Text, Title
from omp_desktop.services.devices import StationCode
from omp_desktop.services.readiness import Surroundings
from omp_desktop.services.reconciliation import Compared, Comparison, Pair
from omp_desktop.services.remarks import RemarksService
from tests.gui.conftest import Show
from tests.gui.official.at_the_desk import Hands, services_of
from tests.gui.print.paper import PaperSystem
from tests.gui.print.pictures import texts
from tests.services.polling_day import Day
from tests.services.scene import CLOSES, Desk, Draft, People
from tests.services.stages import Station

REPORTS = ["report/zero", "report/opened", "report/closed", "report/counted"]
SHEETS = ["count/president", "count/council"]


@pytest.fixture
def printing(qtbot: QtBot) -> Iterator[Printing]:
    made = Printing(PaperSystem())
    yield made
    made.close()


@pytest.fixture
def tab(desk: Desk, people: People, show: Show, workers: None, qtbot: QtBot, printing: Printing) -> Hands:
    """The tab alone over a window; `hands.window` is that tab's."""
    del people, workers
    made = ReportsTab(replace(services_of(desk), printing=printing))
    show(made, lang="en")
    return Hands(made, qtbot)  # type: ignore[arg-type]  # any widget has sheets


def states(tab: Hands, election_id: str | None) -> dict[str, str]:
    """The state of every paper, by key."""
    made: ReportsTab = tab.window  # type: ignore[assignment]
    made.show_election(election_id)
    tab.settle()
    rows = made.papersTable.model().rows
    return {row.key: row.cells[1].spoken for row in rows}


def about(tab: Hands, key: str) -> str:
    made: ReportsTab = tab.window  # type: ignore[assignment]
    return next(row.cells[0].sub for row in made.papersTable.model().rows if row.key == key)


def open_paper(tab: Hands, key: str) -> PaperForm:
    made: ReportsTab = tab.window  # type: ignore[assignment]
    made.papersTable.choose(key)
    made.papersTable.button_pressed.emit(key, 2)
    tab.settle()
    return tab.sheet().findChild(PaperForm)


@pytest.fixture
def counted(station: Station, open_day: Day) -> Day:
    """Two ballots, closed and counted."""

    def vote_close_and_count() -> None:
        open_day.vote("1", 0)
        open_day.vote("2", 2)
        open_day.close()
        open_day.count()

    station.step("two votes, the close and the count", vote_close_and_count)
    return open_day


def test_without_an_election_the_table_says_so(tab: Hands) -> None:
    assert states(tab, None) == {}
    assert "no election" in tab.window.papersTable.emptyText


def test_of_a_draft_no_paper_can_be_made_and_each_says_when(tab: Hands, draft: Draft) -> None:
    found = states(tab, draft.id)
    assert list(found) == [*SHEETS, "record", "comparison", "readiness", *REPORTS]
    assert set(found.values()) == {"Not yet"}
    assert about(tab, "report/zero") == "Before the polls open, under Polling day"
    assert about(tab, "count/president") == "Once the count was opened, under Results"
    assert about(tab, "comparison") == "This station is connected to no centre"


def test_a_paper_that_is_not_there_does_not_open(tab: Hands, draft: Draft) -> None:
    states(tab, draft.id)
    tab.window.papersTable.row_opened.emit("count/president")
    tab.settle()
    assert tab.sheets() == []


def test_while_the_polls_are_open_there_are_the_reports_so_far(tab: Hands, open_day: Day) -> None:
    found = states(tab, open_day.id)
    assert (found["report/zero"], found["report/opened"]) == ("Ready", "Ready")
    assert (found["report/closed"], found["record"], found["count/president"]) == ("Not yet",) * 3


def test_while_voting_rests_the_polling_record_is_interim(tab: Hands, open_day: Day) -> None:
    open_day.polls.suspend(open_day.people.manager, open_day.observer, open_day.id, "정전")
    found = states(tab, open_day.id)
    assert (found["record"], found["report/suspended"]) == ("Interim", "Ready")
    assert "Interim" in open_paper(tab, "record").document().marks[0]


def test_after_the_count_the_count_sheets_are_provisional(tab: Hands, counted: Day) -> None:
    found = states(tab, counted.id)
    assert (found["record"], found["report/counted"]) == ("Ready", "Ready")
    assert [found[key] for key in SHEETS] == ["Provisional", "Provisional"]
    words = open_paper(tab, "count/president").document().words()
    assert words[0] == "Test vote – not a result · Provisional – not certified yet"
    assert "Ballots cast (B): 2" in words
    assert any(line.startswith("1, ") and line.endswith(", 1, 50.00%") for line in words)


def test_a_count_sheet_names_remarks_and_who_counted(tab: Hands, desk: Desk, counted: Day) -> None:
    manager = counted.people.manager
    RemarksService(desk.core).note(manager, counted.id, RemarkKind.COUNT, "전등이 깜박임")
    states(tab, counted.id)
    words = "\n".join(open_paper(tab, "count/council").document().words())
    assert "전등이 깜박임" in words
    assert f"Counted by: {manager.account.name}, {counted.people.observer.account.name}" in words


def test_a_certified_result_is_certified_on_its_sheet(tab: Hands, desk: Desk, counted: Day) -> None:
    services, people = services_of(desk), counted.people
    beside = people.beside(people.commission, people.observer)
    look = services.certification.look(counted.id)
    services.certification.certify(people.commission, beside, look, "중앙 서버 없음")
    assert states(tab, counted.id)["count/president"] == "Certified"
    words = open_paper(tab, "count/president").document().words()
    assert words[0].startswith("Test vote – not a result · Certified – ")
    assert people.commission.account.name in words[0]
    assert "Reason: 중앙 서버 없음" in words


def test_the_polling_record_holds_the_steps_of_the_day(tab: Hands, counted: Day) -> None:
    states(tab, counted.id)
    words = "\n".join(open_paper(tab, "record").document().words())
    for step in ("Zero report", "Open the polls", "Begin closing", "Close the polls", "Left the queue"):
        assert step in words
    assert "Count" not in words


def test_a_report_of_the_polls_opens_as_on_polling_day(tab: Hands, counted: Day) -> None:
    states(tab, counted.id)
    for key, title in (("report/zero", "Zero report"), ("report/closed", "Closing report")):
        open_paper(tab, key)
        assert tab.sheet().findChild(PollReportView).titleLabel.text() == title
        tab.close_sheet()


def test_a_readiness_check_can_be_printed_again(
    tab: Hands, desk: Desk, published: object, people: People
) -> None:
    election_id = published.id  # type: ignore[attr-defined]
    services_of(desk).readiness.check(people.manager, election_id, Surroundings())
    assert states(tab, election_id)["readiness"] == "Ready"
    assert people.manager.account.name in "\n".join(open_paper(tab, "readiness").document().words())


def test_a_comparison_is_a_paper_until_the_program_ends(
    tab: Hands, open_day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = (Pair(Compared.BALLOTS, 3, 2, 1),)
    made = Comparison(open_day.id, "가람동", open_day.clock.now(), pairs)
    monkeypatch.setattr(tab.window._services.reconciliation, "last", lambda _: made)
    assert states(tab, open_day.id)["comparison"] == "Ready"
    assert "Ballots, 3, 1, 2, Agrees" in open_paper(tab, "comparison").document().words()


def test_names_and_states_follow_the_language(tab: Hands, counted: Day) -> None:
    states(tab, counted.id)
    language.set_language(tab.window, "ko")
    row = next(row for row in tab.window.papersTable.model().rows if row.key == "count/president")
    assert row.cells[0].text.startswith("개표상황표: ")
    assert row.cells[1].spoken == "잠정"


PAPER = Paper(
    LocalText("종이", "Paper"),
    "paper",
    lambda lang: Document("x", lang, (Title({"ko": "제목", "en": "Heading"}[lang]), Text("words"))),
)


@pytest.fixture
def shown(show: Show, qtbot: QtBot, workers: None, printing: Printing) -> Hands:
    """A paper over a window."""
    del workers
    window = Page()
    show(window, lang="en")
    show_paper(window, PAPER, printing)
    return Hands(window, qtbot)  # type: ignore[arg-type]  # any widget has sheets


def test_a_paper_is_seen_as_it_will_be_printed_in_the_language_of_the_window(shown: Hands) -> None:
    form = shown.sheet().findChild(PaperForm)
    assert form.pagesLabel.text() == "1 page"
    assert form.pagesScroll.accessibleDescription() == "Heading\nwords"
    picture = form.pagesScroll.widget().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    assert picture.width() >= 760
    assert min(bytes(picture.constBits())) < 128
    language.set_language(shown.window, "ko")
    assert form.pagesScroll.accessibleDescription() == "제목\nwords"


def test_a_paper_is_saved_as_pdf(shown: Hands, tmp_path: Path) -> None:
    form = shown.sheet().findChild(PaperForm)
    shown.click(form.pdfButton)
    shown.choose_file(tmp_path / "mine.pdf")
    assert "Heading" in texts((tmp_path / "mine.pdf").read_bytes())[0]


def test_a_paper_is_printed_from_its_sheet_and_stands_on_the_list(shown: Hands, printing: Printing) -> None:
    shown.click(shown.sheet().findChild(PaperForm).printButton)
    shown.click(shown.sheet().findChild(PrintForm).printButton)
    assert [(job.name, job.document.title) for job in printing.jobs] == [("Paper", "x")]


def test_the_tab_tells_of_jobs_and_opens_their_list(tab: Hands, printing: Printing) -> None:
    assert not tab.window.jobsPill.isVisible()
    job = printing.print_page("Count sheet", Document("x", "en", (Title("T"),), mark="Provisional"), "Office")
    assert tab.window.jobsPill.text() == "1 under way"
    printing._system.sent[0].end(PaperOut(printer="Office"))
    assert tab.window.jobsPill.text() == "1 failed"
    tab.click(tab.window.jobsButton)
    form = tab.sheet().findChild(PrintJobsForm)
    model = form.jobsTable.model()
    assert [model.index(0, place).data() for place in range(3)] == ["Count sheet", "Office", "failed"]
    assert "out of paper" in form.troubleNotice.text
    form.jobsTable.choose(str(job.number))
    tab.click(form.againButton)
    assert [model.index(row, 2).data() for row in range(2)] == ["waiting, copy", "failed"]
    assert printing.jobs[0].document.marks == ("Copy", "Provisional")


def test_without_jobs_the_list_says_so(tab: Hands) -> None:
    tab.click(tab.window.jobsButton)
    form = tab.sheet().findChild(PrintJobsForm)
    assert "Nothing was printed" in form.jobsTable.emptyText
    assert not form.againButton.isVisible()


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_the_tab_fits_into_the_window(
    at_the_door: Hands, counted: Day, people: People, lang: Lang, size: tuple[int, int]
) -> None:
    assert counted.polls.status(counted.id).state is ElectionState.COUNTED
    at_the_door.sign_in(people.manager)
    language.set_language(at_the_door.window, lang)
    at_the_door.window.resize(*size)
    at_the_door.go("records")
    at_the_door.settle()
    at_the_door.records.show_part("reports")
    at_the_door.settle()
    at_the_door.fits()


def test_a_page_with_a_code_is_printed_once_and_forgotten(
    show: Show, qtbot: QtBot, workers: None, printing: Printing
) -> None:
    del workers
    window = Page()
    show(window, lang="en")
    show_code(window, "가람동", StationCode("s" * 32, "https://centre.example", "ABCDE-FGHJK"), printing)
    hands = Hands(window, qtbot)  # type: ignore[arg-type]  # any widget has sheets
    hands.click(hands.sheet().findChild(EnrolmentCodeForm).printButton)
    form = hands.sheet().findChild(PrintForm)
    hands.click(form.printButton)
    (job,) = printing.jobs
    assert "https://centre.example: ABCDE-FGHJK" in job.document.words()
    printing._system.sent[0].end()
    assert job.document.words() == ()
    form.jobsTable.choose(str(job.number))
    assert not form.againButton.isEnabled()


def test_where_nothing_prints_a_code_has_no_print_button(show: Show, workers: None) -> None:
    del workers
    window = Page()
    show(window, lang="en")
    sheet = show_code(window, "가람동", StationCode("s" * 32, "https://centre.example", "ABCDE"), None)
    assert not sheet.findChild(EnrolmentCodeForm).printButton.isVisible()


def test_the_results_show_the_sheet_of_the_contest_in_view(
    at_the_door: Hands, counted: Day, people: People
) -> None:
    del counted
    at_the_door.sign_in(people.manager)
    at_the_door.go("results")
    at_the_door.settle()
    at_the_door.click(at_the_door.results.sheetButton)
    form = at_the_door.part(at_the_door.sheet(), PaperForm)
    assert form.titleLabel.text() == "Count sheet: President"
    at_the_door.close_sheet()
    at_the_door.results.contestTabs.current = "council"
    at_the_door.click(at_the_door.results.sheetButton)
    assert at_the_door.part(at_the_door.sheet(), PaperForm).titleLabel.text() == "Count sheet: Council"


def test_before_the_count_there_is_no_sheet_to_press(
    at_the_door: Hands, open_day: Day, people: People
) -> None:
    del open_day
    at_the_door.sign_in(people.manager)
    at_the_door.go("results")
    at_the_door.settle()
    assert not at_the_door.results.sheetButton.isVisible()


def test_the_polling_record_tells_of_a_withdrawal_and_of_longer_hours(
    tab: Hands, desk: Desk, open_day: Day
) -> None:
    official, candidate = open_day.people.commission, open_day.election.president[1]
    desk.elections.withdraw_candidate(official, open_day.id, candidate.id)
    beside = open_day.people.beside(official, open_day.people.observer)
    desk.elections.extend_hours(official, beside, open_day.id, 0, CLOSES + timedelta(hours=2))
    open_day.polls.suspend(open_day.people.manager, open_day.observer, open_day.id, "정전")
    states(tab, open_day.id)
    words = "\n".join(open_paper(tab, "record").document().words())
    assert f"Withdrawal: No. {candidate.number} {candidate.name}" in words
    assert "Longer hours: until 2026-12-03 20:00" in words
    assert "2026-12-03 06:00 – 2026-12-03 20:00" in words


def test_reports_of_a_test_vote_say_so_on_paper(tab: Hands, open_day: Day) -> None:
    states(tab, open_day.id)
    open_paper(tab, "report/opened")
    view = tab.sheet().findChild(PollReportView)
    assert view.paper().marks == ("Test vote – not a result",)


def test_no_paper_holds_a_voter_or_a_code(tab: Hands, desk: Desk, counted: Day) -> None:
    with desk.core.store.read() as uow:
        codes = uow.ballots.codes(counted.id, BallotStatus.CAST, "", 100)
    voters = [counted.voter(number) for number in ("1", "2")]
    assert len(codes) == len(voters) == 2
    ready = [key for key, state in states(tab, counted.id).items() if state != "Not yet"]
    assert len(ready) > len(SHEETS)
    for key in ready:
        form = open_paper(tab, key)
        paper = form.document() if form is not None else tab.sheet().findChild(PollReportView).paper()
        said = "\n".join(paper.words())
        for told in (*codes, *(voter.name for voter in voters), *(voter.address for voter in voters)):
            assert told not in said
        tab.close_sheet()

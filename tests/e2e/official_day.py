"""The day of an election at one station, played through the windows of everybody who takes part in it."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from omp_desktop.bootstrap import Application, Costs
from omp_desktop.domain.access import Account, Role
from omp_desktop.domain.audit_events import AuditEvent
from omp_desktop.domain.candidate import Candidate
from omp_desktop.domain.clock import ClockQuality, FixedClock
from omp_desktop.domain.election import Contest
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.station import Device
from omp_desktop.gui import language, theme
from omp_desktop.gui.booth_services import booth_services
from omp_desktop.gui.candidate.window import CandidateWindow
from omp_desktop.gui.kiosk import KioskWindow
from omp_desktop.gui.official.certify import CertifyForm
from omp_desktop.gui.official.elections import ElectionsPage
from omp_desktop.gui.official.namesakes import NamesakesForm
from omp_desktop.gui.official.paper_sheet import PaperForm
from omp_desktop.gui.official.poll_report import PollReportView
from omp_desktop.gui.official.print_sheet import PrintForm
from omp_desktop.gui.official.window import OfficialWindow
from omp_desktop.gui.print.printing import Printing
from omp_desktop.gui.role_services import candidate_services, official_services
from omp_desktop.gui.tour.camera import too_small
from omp_desktop.gui.voter.contest import ContestScreen
from omp_desktop.gui.voter.elections import HowToScreen
from omp_desktop.gui.voter.outcome import RecordedScreen
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.voter.review import ReviewScreen
from omp_desktop.gui.voter.sealed import SealedScreen
from omp_desktop.gui.voter.start import StartScreen
from omp_desktop.gui.widgets import Label, PushButton, Sheet, SpinBox
from omp_desktop.services import secrets as secret_names
from omp_desktop.services.core import Core
from omp_desktop.services.results import ElectionResult
from omp_desktop.services.secrets import PassphraseSecrets
from omp_desktop.services.session import Session
from omp_desktop.store.engine import open_store
from tests.gui.candidate.seat import Seat
from tests.gui.conftest import PatientBot
from tests.gui.official.at_the_desk import Hands
from tests.gui.print.paper import PaperSystem
from tests.services.polling_day import AFTER, NOON
from tests.services.scene import (
    FAST_HASHER,
    FAST_KEY,
    OPENS,
    OWN_VOTE_KEY,
    PASSPHRASE,
    PIN,
    STORE_KEY,
    TWO_DAYS_BEFORE,
    Desk,
    People,
    definition,
    sign_up,
    voters_file,
)

ELECTORS: Final = 50
NAMESAKES: Final = ("17", "18")
CANCELLED: Final = "7"
# Every way through the screen once; it takes a second of work for each voter.
AT_THE_SCREEN: Final = frozenset({"1", CANCELLED, "11", "21", "26", "50"})
WITHDRAWS: Final = 3  # place in the list
STAYED_AWAY: Final = frozenset({"13", "49"})
LAST_IN_THE_QUEUE: Final = "50"
WRONG_PIN: Final = "999999"
# A stranger's PIN, five times: from the fifth on the account waits.
_TRIES: Final = 5


def choice_of(roll: str, *, withdrawn: bool) -> int | None:
    """Whom the voter of that number chooses, as a place in the list; None for nobody.

    `withdrawn`: one candidate is not there any more.
    """
    number = int(roll)
    wanted = None if number % 11 == 0 else (0, 1, 0, 2, WITHDRAWS, 1, 0)[number % 7]
    return 0 if withdrawn and wanted == WITHDRAWS else wanted


@dataclass
class Seen:
    """What people saw on that day, for the tests to look at."""

    pledges: list[str] = field(default_factory=list)
    printer: str = ""
    locked_out: str = ""
    clock: str = ""
    confirmed: str = ""
    namesakes: list[list[str]] = field(default_factory=list)
    cancelled: str = ""
    suspended: str = ""
    suspended_issue: bool = True
    queue: str = ""
    withdrawn_taken: bool = True
    cut: list[str] = field(default_factory=list)
    chosen: Counter[int | None] = field(default_factory=Counter)
    lines: dict[str, str] = field(default_factory=dict)
    provisional: str = ""
    certified: str = ""
    seconds: dict[str, list[str]] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)
    table: list[tuple[str, ...]] = field(default_factory=list)
    result: ElectionResult | None = None
    unwell: list[str] = field(default_factory=list)
    zero_report: Path = Path()
    count_sheet: Path = Path()
    table_file: Path = Path()


@dataclass
class Setting:
    """The station before its day: everything but what the windows are there for."""

    core: Core
    clock: FixedClock
    folder: Path
    desk: Desk = field(init=False)
    application: Application = field(init=False)
    people: People = field(init=False)
    candidates: list[Candidate] = field(init=False)
    accounts: list[Account] = field(init=False)
    booth: Device = field(init=False)
    election_id: str = field(init=False)
    key_file: Path = field(init=False)

    def __post_init__(self) -> None:
        self.desk = Desk(self.core)
        self.application = Application(self.core, Costs(FAST_HASHER, FAST_KEY))
        self.application.sync.round()
        self.people = sign_up(self.desk)
        official = self.people.commission
        told = replace(definition(), contests=(Contest("president", LocalText("회장", "President")),))
        election = self.desk.elections.create(official, told)
        self.election_id = election.id
        station = self.desk.stations.add(official, "가상 제1투표소")
        self.booth = self.desk.stations.add_kiosk(official, station.id)
        self.candidates = [
            self.desk.candidates.register(official, election.id, "president", number, name, party)
            for number, name, party in (
                (1, "갑돌", "가나당"),
                (2, "을순", "다라당"),
                (3, "병수", None),
                (4, "정아", "마바당"),
            )
        ]
        self.accounts = [
            self.desk.access.add_account(official, each.name, Role.CANDIDATE, PIN, each.id)
            for each in self.candidates[:2]
        ]
        self.desk.voters_list.import_csv(
            official, election.id, station.id, voters_file(self.folder, list(_electors()))
        )
        usb = self.folder / "usb"
        usb.mkdir()
        self.key_file = self.desk.elections.make_single_trustee_key(
            official, election.id, "개표 관리인", PASSPHRASE, usb
        )


@contextmanager
def setting(folder: Path) -> Iterator[Setting]:
    """A real election at a station with a store of its own; its keys lie under a pass-phrase."""
    clock = FixedClock(TWO_DAYS_BEFORE)
    data = folder / "data"
    data.mkdir()
    store = open_store(data, STORE_KEY, own_vote_key=OWN_VOTE_KEY, reading=clock.read)
    box = PassphraseSecrets.create(data / "keys", PASSPHRASE, opslimit=1, memlimit=8192)
    box.put(secret_names.STORE_KEY, STORE_KEY)
    try:
        yield Setting(Core(store, clock, secrets.token_bytes, box, data), clock, folder)
    finally:
        store.close()


def _electors() -> Iterator[tuple[str, str, str, str]]:
    for number in range(1, ELECTORS + 1):
        roll = str(number)
        name = "한가람" if roll in NAMESAKES else f"선거인{number:02d}"
        yield roll, name, f"{1940 + number}-0{number % 9 + 1}-1{number % 9}", f"가상시 가상로 {number}"


class Booth:
    """The voter's screen, and a finger on it."""

    def __init__(self, scene: Setting, bot: PatientBot) -> None:
        self._bot = bot
        self._voting = scene.application.voting(scene.booth.id)
        self.window = KioskWindow(
            booth_services(scene.application, scene.booth.id), scene.desk.access, name=scene.booth.name
        )
        self.window.resize(1280, 800)
        self.window.show()
        self.window.booth.open()
        self._bot.waitUntil(lambda: self.window.booth.flow.place is Place.START)

    def vote(self, choice: int | None, look: Callable[[ContestScreen], object] = lambda _: None) -> None:
        """From the touch that starts to "Done"; `look` is what the voter does before choosing."""
        self._bot.waitUntil(self.knows_permits)
        self._touch(self._shown(StartScreen).koreanButton)  # type: ignore[attr-defined]
        self._touch(self._shown(HowToScreen).goButton)  # type: ignore[attr-defined]
        contest = self._shown(ContestScreen)
        assert isinstance(contest, ContestScreen)
        look(contest)
        if choice is not None:
            self._touch(contest.option_rows[choice].card)
        self._touch(contest.nextButton)
        self._touch(self._shown(ReviewScreen).sealButton)  # type: ignore[attr-defined]
        self._touch(self._shown(SealedScreen).castButton)  # type: ignore[attr-defined]
        self._touch(self._shown(RecordedScreen).doneButton)  # type: ignore[attr-defined]

    def takes(self, contest: ContestScreen, place: int) -> bool:
        """Whether a touch chooses the candidate at that place."""
        card = contest.option_rows[place].card
        self._touch(card)
        return card.chosen

    def pledges(self, contest: ContestScreen, place: int) -> list[str]:
        """What a voter reads of the candidate at that place."""
        self._touch(contest.option_rows[place].pledges_button)
        sheet = next(sheet for sheet in self.window.findChildren(Sheet) if sheet.isVisible())
        words = [label.text() for label in sheet.findChildren(Label)]
        sheet.close_sheet()
        return words

    def leave(self) -> None:
        """Close it."""
        self.window.leave()
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def knows_permits(self) -> bool:
        """Whether it has seen what waits for it by now, nothing included; looks again if not."""
        booth = self.window.booth
        waits = {permit.token for permit in self._voting.waiting()}
        known = {permit.token for permit in booth.flow.permits} == waits
        if not known and not booth.lookout._asked:
            booth.lookout.look()
        return known

    def _shown(self, kind: type[QWidget]) -> QWidget:
        self._bot.waitUntil(lambda: isinstance(self.window.booth.current, kind))
        QApplication.processEvents()
        shown = self.window.booth.current
        assert shown is not None
        return shown

    def _touch(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()


class OfficialDay:
    """From the pledges to the count sheet. Each step keeps what was seen."""

    def __init__(self, scene: Setting, bot: PatientBot) -> None:
        self.scene, self.bot = scene, bot
        self.seen = Seen()
        self.printing = Printing(PaperSystem(printers=()))
        services = replace(official_services(scene.application), printing=self.printing)
        window = OfficialWindow(services)
        _show(window)
        self.hands = Hands(window, bot)
        self.hands.settle()
        self.booth: Booth | None = None
        self._withdrawn = False

    @property
    def people(self) -> People:
        return self.scene.people

    def play(self) -> Seen:
        """The whole day."""
        self.write_pledges()
        self.publish()
        self.lock_one_out()
        self.open()
        self.morning()
        self.set_the_clock_wrong()
        self.withdraw()
        self.pause()
        self.afternoon()
        self.close()
        self.count()
        self.certify()
        self.look_back()
        return self.seen

    def end(self) -> None:
        """Close all windows."""
        if self.booth is not None:
            self.booth.leave()
        self.hands.window.close()
        self.hands.settle()
        self.printing.close()

    def write_pledges(self) -> None:
        """Two candidates write one each."""
        for account in self.scene.accounts:
            window = CandidateWindow(candidate_services(self.scene.application))
            _show(window)
            seat = Seat(window, self.bot, self.scene.desk, account).come_in()
            seat.add("생활", f"{account.name}의 약속", "하나씩 지키겠습니다.")
            seat.until(lambda seat=seat: len(seat.saved) == 1)  # type: ignore[misc]
            self.seen.cut += too_small(window)
            window.close()
            self.hands.settle()

    def publish(self) -> None:
        """The commission publishes the election with the pledges that are there."""
        hands = self.hands
        hands.sign_in(self.people.commission)
        self._open_election()
        hands.press("Publish …")
        hands.press("Publish the election")
        self._look()
        hands.click(hands.window.header._lock)

    def lock_one_out(self) -> None:
        """Somebody tries PINs of the second manager."""
        screen = self.hands.sign_in_screen
        self.hands.choose_person(self.people.second_manager)
        for _ in range(_TRIES):
            self.hands.type(screen.pinEdit, WRONG_PIN)
            QTest.keyClick(screen.pinEdit, Qt.Key.Key_Return)
            self.hands.settle()
        self.seen.locked_out = screen.lockNotice.text
        self._look()

    def open(self) -> None:
        """The zero report, for which there is no printer, and the opening."""
        hands = self.hands
        self.scene.clock.set(OPENS)
        self._at_the_desk(self.people.manager)
        hands.press("Zero report")
        hands.press("Print …")
        self.seen.printer = hands.part(hands.sheet(), PrintForm).troubleNotice.text
        self._look()
        hands.press("Close")
        self.seen.zero_report = self.scene.folder / "zero.pdf"
        hands.part(hands.sheet(), PollReportView).save_pdf(self.seen.zero_report)
        hands.settle()
        hands.press("Close")
        hands.press("Close")
        hands.press("Open the polls")
        self._two_people()
        self._look()
        hands.press("Close")
        self.booth = Booth(self.scene, self.bot)

    def morning(self) -> None:
        """Voters come, one whose name is another's too, and one who leaves before voting."""
        for roll in self._rolls(1, 20):
            if roll == CANCELLED:
                self._send_away(roll)
            self._check_in(roll)
            self._vote(roll, self._read_pledges if roll == "1" else lambda _: None)

    def set_the_clock_wrong(self) -> None:
        """Somebody sets the clock of the computer back; two people compare it with another one."""
        hands = self.hands
        self.scene.clock.set(NOON, ClockQuality.SUSPECT)
        hands.state_read()
        self.seen.clock = hands.polling.dayNotice.text
        self._look()
        hands.press("Confirm the time")
        hands.press("Continue")
        self._two_people()
        self.seen.confirmed = hands.polling.dayNotice.text
        for roll in self._rolls(21, 25):
            self._check_in(roll)
            self._vote(roll)
        self.scene.clock.set(NOON + timedelta(minutes=20), ClockQuality.LOCAL)
        hands.state_read()

    def withdraw(self) -> None:
        """A candidate withdraws while people vote."""
        hands = self.hands
        hands.click(hands.window.header._lock)
        hands.sign_in(self.people.commission)
        self._open_election()
        page = self._elections()
        page.editor.go("candidates")
        hands.settle()
        tab = page.editor.tab("candidates")
        table = tab.candidatesTable  # type: ignore[attr-defined]
        table.setFocus()
        table.selectRow(WITHDRAWS)
        QTest.keyClick(table, Qt.Key.Key_Return)
        hands.press("Record the withdrawal")
        self._withdrawn = True
        self._look()
        hands.click(hands.window.header._lock)
        self._at_the_desk(self.people.manager)

    def pause(self) -> None:
        """Voting is suspended, and resumed."""
        hands = self.hands
        hands.press("Suspend")
        hands.choose_radio("Technical fault")
        hands.press("Suspend voting")
        self._two_people()
        hands.press("Close")
        hands.search("26")
        hands.choose_voter(self._voter_id("26"))
        self.seen.suspended = hands.polling.panel.footLabel.text()
        self.seen.suspended_issue = hands.polling.panel.issueButton.isEnabled()
        self._look()
        hands.press("Resume voting")
        self._two_people()
        hands.press("Close")

    def afternoon(self) -> None:
        """The others, but for one who comes late."""
        for roll in self._rolls(26, ELECTORS - 1):
            self._check_in(roll)
            self._vote(roll, self._try_withdrawn if roll == "26" else lambda _: None)

    def close(self) -> None:
        """At the end one person stands in the queue; then the polls close."""
        hands = self.hands
        self.scene.clock.set(AFTER)
        hands.state_read()
        hands.press("Close polls")
        box = hands.sheet().findChild(SpinBox)
        assert box is not None
        box.setValue(1)
        hands.press("Begin closing")
        self.seen.queue = hands.polling.nextStep.aside
        self._check_in(LAST_IN_THE_QUEUE)
        self._vote(LAST_IN_THE_QUEUE)
        hands.state_read()
        hands.press("Close polls")
        self._two_people()
        table = hands.part(hands.sheet(), PollReportView).figuresTable
        self.seen.figures = {row.cells[0].text: row.cells[1].text for row in table.model().rows}
        self._look()
        hands.press("Close")

    def count(self) -> None:
        """The trustee gives the key, two people open the sums."""
        hands = self.hands
        hands.go("results")
        counting = hands.results.counting
        hands.type(counting.fileEdit, str(self.scene.key_file))
        QTest.keyClick(counting.fileEdit, Qt.Key.Key_Return)
        hands.type(counting.phraseEdit, PASSPHRASE)
        QTest.keyClick(counting.phraseEdit, Qt.Key.Key_Return)
        hands.settle()
        hands.press("Open the count")
        self._two_people()
        hands.until(hands.results.contest.isVisible)
        hands.settle()
        self.seen.provisional = hands.results.statePill.text()
        self._look()
        hands.click(hands.window.header._lock)

    def certify(self) -> None:
        """The commission and the observer look at every line and certify; the count sheet is saved."""
        hands, seen = self.hands, self.seen
        hands.sign_in(self.people.commission)
        hands.go("results")
        hands.settle()
        hands.click(hands.part(hands.results.whyNotice, PushButton))
        form = hands.part(hands.sheet(), CertifyForm)
        seen.lines = {row.cells[0].text: row.cells[1].text for row in form.linesTable.model().rows}
        self._look()
        hands.click(form.certifyButton)
        self._two_people()
        hands.press("Close")
        seen.certified = hands.results.statePill.text()
        hands.press("Count sheet")
        seen.count_sheet = self.scene.folder / "count.pdf"
        hands.part(hands.sheet(), PaperForm).save_pdf(seen.count_sheet)
        hands.settle()
        self._look()
        hands.press("Close")
        hands.press("Close")
        seen.table_file = self.scene.folder / "results.csv"
        hands.results.save_csv(seen.table_file)
        hands.settle()
        hands.press("Close")
        rows = hands.results.contest.resultTable.model().rows
        seen.table = [tuple(cell.text for cell in row.cells) for row in rows]

    def look_back(self) -> None:
        """What the books say in the evening."""
        seen, scene = self.seen, self.scene
        seen.result = scene.application.counting.result(scene.election_id)
        seen.unwell = [found.code for found in scene.application.diagnostics.doctor() if not found.ok]
        log = scene.application.audit_log
        names = {account.id: account.name for account in scene.desk.access.accounts()}
        for entry in log.page(0, log.count()):
            second = entry.details.get("second")
            if second:
                seen.seconds.setdefault(AuditEvent(entry.event).name, []).append(names[str(second)])

    def _rolls(self, first: int, last: int) -> Iterator[str]:
        return (str(n) for n in range(first, last + 1) if str(n) not in STAYED_AWAY)

    def _send_away(self, roll: str) -> None:
        """A permit that is taken back: its voter left."""
        self._check_in(roll)
        self.hands.click(self.hands.polling.panel.cancelButton)
        self.hands.press("Cancel the permit")
        self.seen.cancelled = self.hands.polling.panel.statePill.text()
        assert self.booth is not None
        self.bot.waitUntil(self.booth.knows_permits)

    def _check_in(self, roll: str) -> None:
        hands = self.hands
        hands.state_read()
        hands.search(roll)
        hands.choose_voter(self._voter_id(roll))
        hands.click(hands.polling.panel.issueButton)
        if roll in NAMESAKES:
            self._tell_apart(roll)

    def _tell_apart(self, roll: str) -> None:
        """Two people have one name: the one at the desk is chosen among them."""
        form = self.hands.part(self.hands.sheet(), NamesakesForm)
        self.seen.namesakes.append([row.cells[0].text for row in form.peopleTable.model().rows])
        self._look()
        form.peopleTable.choose(self._voter_id(roll))
        self.hands.click(form.goButton)

    def _vote(self, roll: str, look: Callable[[ContestScreen], object] = lambda _: None) -> None:
        choice = choice_of(roll, withdrawn=self._withdrawn)
        if roll in AT_THE_SCREEN:
            assert self.booth is not None
            self.booth.vote(choice, look)
        else:
            self._vote_unseen(choice)
        self.seen.chosen[choice] += 1

    def _vote_unseen(self, choice: int | None) -> None:
        """What the voter's screen does, without the screen."""
        voting = self.scene.application.voting(self.scene.booth.id)
        (waiting,) = voting.waiting()
        chosen = frozenset() if choice is None else frozenset({self.scene.candidates[choice].id})
        voting.begin(waiting.token)
        sealed = voting.seal(waiting.token, {"president": chosen})
        voting.cast(waiting.token, sealed.ballot_id)

    def _read_pledges(self, contest: ContestScreen) -> None:
        assert self.booth is not None
        for place in range(len(self.scene.accounts)):
            self.seen.pledges += self.booth.pledges(contest, place)

    def _try_withdrawn(self, contest: ContestScreen) -> None:
        assert self.booth is not None
        self.seen.withdrawn_taken = self.booth.takes(contest, WITHDRAWS)

    def _voter_id(self, roll: str) -> str:
        hits = self.scene.application.check_in.search(self.scene.election_id, roll).hits
        return next(hit.voter.id for hit in hits if hit.voter.roll_number == roll)

    def _at_the_desk(self, person: Session) -> None:
        self.hands.sign_in(person)
        self.hands.go("polling")
        self.hands.settle()

    def _two_people(self) -> None:
        self.hands.pins(second_person=self.people.observer)

    def _elections(self) -> ElectionsPage:
        page = self.hands.window.page("elections")
        assert isinstance(page, ElectionsPage)
        return page

    def _open_election(self) -> None:
        self.hands.go("elections")
        page = self._elections()
        if page.list.isVisible():
            page.list.electionsTable.choose(self.scene.election_id)
            page.list.electionsTable.setFocus()
            QTest.keyClick(page.list.electionsTable, Qt.Key.Key_Return)
        self.hands.settle()

    def _look(self) -> None:
        """Nothing may be cut off."""
        for _ in range(6):
            QApplication.processEvents()
        self.seen.cut += too_small(self.hands.window)


def _show(window: QWidget) -> None:
    theme.dress(window)
    language.set_language(window, "en")
    window.resize(1280, 800)
    window.show()
    QApplication.processEvents()

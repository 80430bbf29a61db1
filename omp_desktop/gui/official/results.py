"""Results: turnout before the close, the count, then bars and table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from omp_desktop.domain.election import TRANSITIONS, ContestKind, ElectionState, PollAction
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.tally import ContestResult
from omp_desktop.files import replace_file
from omp_desktop.gui import dialogs, language, tasks
from omp_desktop.gui.language import number
from omp_desktop.gui.official.contest_result import ContestResultView
from omp_desktop.gui.official.counting import CountingView, CountWish
from omp_desktop.gui.official.errors import FileNotWritten
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.stacks import show_page
from omp_desktop.gui.official.turnout import TurnoutCard
from omp_desktop.gui.official.two_people import TwoPeople, TwoPersonPage, TwoPersonStep
from omp_desktop.gui.official.words import STATE_LOOKS, share
from omp_desktop.gui.widgets import Notice, Pill, PushButton, TabStrip, Tile
from omp_desktop.reports.csv import results_csv
from omp_desktop.services.poll_view import PollView
from omp_desktop.services.results import ElectionResult
from omp_desktop.services.session import Session

_COUNTED = frozenset({ElectionState.COUNTED, ElectionState.CERTIFIED})
_ENDINGS = (".png", ".svg", ".csv")
Saver = Callable[[Path], None]


class ResultsPage(TwoPersonPage):
    """What may be known at this moment, and no more."""

    ui = ("official", "results.ui")
    key = "results"
    icon = "chart-bar"

    statePill: Pill
    pictureButton: PushButton
    csvButton: PushButton
    contestTabs: TabStrip
    tilesRow: QWidget
    turnoutTile: Tile
    validTile: Tile
    invalidTile: Tile
    blankTile: Tile
    abstentionTile: Tile
    whyNotice: Notice
    bodyStack: QWidget
    quietBody: QWidget
    countBody: QWidget
    resultBody: QWidget
    quietLayout: QVBoxLayout
    countLayout: QVBoxLayout
    resultLayout: QVBoxLayout

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        """Nothing is read before the page is entered."""
        self._view: PollView | None = None
        self._result: ElectionResult | None = None
        self._people: TwoPeople | None = None
        self._dialog: QFileDialog | None = None
        super().__init__(services, parent)
        self.turnout = TurnoutCard(self.quietBody)
        self.quietLayout.insertWidget(0, self.turnout)
        self.counting = CountingView(self.countBody)
        self.countLayout.addWidget(self.counting)
        self.contest = ContestResultView(self.resultBody)
        self.resultLayout.addWidget(self.contest)
        self.contestTabs.chosen.connect(lambda _: self._show())
        self.counting.open_asked.connect(self._ask_count)
        self.whyNotice.acted.connect(lambda: self.page_wanted.emit("polling"))
        self.pictureButton.clicked.connect(self._ask_picture)
        self.csvButton.clicked.connect(self._ask_csv)
        self._show()

    def title(self) -> str:
        return self.tr("Results")

    def help_text(self) -> str:
        return self.tr(
            "While the polls are open only turnout is shown. After the close the trustee opens the count "
            "with key file and pass-phrase while two people confirm; then every contest has its chart and "
            "table."
        )

    def retranslate(self) -> None:
        if hasattr(self, "contest"):
            self._show()

    def entered(self, session: Session, election_id: str | None) -> None:
        del session
        if self._view is None or self._view.election.id != election_id:
            self._view = self._result = None
            self.counting.forget()
            self._show()
        if election_id is not None:
            self.work(lambda: self.services.polls.status(election_id), self._on_view)

    def left(self) -> None:
        self._people = None
        self.counting.forget()

    def save_picture(self, path: Path) -> None:
        """Write the chart in view: SVG by that ending, else PNG."""
        try:
            self.contest.save_picture(path)
        except OmpError as error:
            self.show_error(error)
            return
        self._say_saved(path)

    def save_csv(self, path: Path) -> None:
        """Write all contests as CSV, with the mark by which spreadsheets know UTF-8."""
        if self._result is None:
            return
        content = results_csv(self._result.contests).encode("utf-8-sig")
        self.work(lambda: _write(path, content), lambda _: self._say_saved(path), lane=tasks.POOL)

    def _on_view(self, view: PollView) -> None:
        self._view = view
        if view.state in _COUNTED:
            self.work(lambda: self.services.counting.result(view.election.id), self._on_result)
        else:
            self._result = None
        self.counting.begin(view.counts.ballots, view.election.policy.minimum_open)
        self._show()

    def _on_result(self, result: ElectionResult) -> None:
        self._result = result
        self._show()

    def _ask_count(self, wish: CountWish) -> None:
        if self._people is not None:
            # They confirmed already; only what the trustee entered was wrong.
            self._count(self._people, wish)
            return
        step = TwoPersonStep(
            PollAction.COUNT,
            self.tr("Open the count"),
            self.tr("Two people confirm that the polls are closed and the count may be opened."),
            TRANSITIONS[PollAction.COUNT].roles,
        )
        self.ask_two_people(step, lambda people: self._count(people, wish))

    def _count(self, people: TwoPeople, wish: CountWish) -> None:
        election_id = self.election_id
        if election_id is None:
            return
        self._people = people
        self.counting.set_busy(busy=True)
        counting = self.services.counting
        job = self.work_long(
            lambda progress: counting.count(
                people.first,
                people.second,
                election_id,
                wish.key_file,
                wish.passphrase,
                confirm_small=wish.confirm_small,
                progress=progress.report,
                cancelled=progress.is_cancelled,
            ),
            self._on_counted,
            self._on_count_refused,
            settled=lambda: self.counting.set_busy(busy=False),
        )
        dialogs.show_progress(self, self.tr("Comparing the sums with every ballot, then opening"), job)

    def _on_counted(self, result: ElectionResult) -> None:
        self._people = None
        self.counting.forget()
        self._result = result
        self.refresh_needed.emit()
        self.refresh()
        # The form that had the focus is gone.
        QTimer.singleShot(0, self.pictureButton, self.pictureButton.setFocus)

    def _on_count_refused(self, error: OmpError) -> None:
        if not self.counting.refuse(error):
            self.show_error(error)

    def _show(self) -> None:
        view, result = self._view, self._result
        counted = result is not None
        for part in (self.statePill, self.pictureButton, self.csvButton):
            part.setVisible(counted)
        for tile in (self.validTile, self.invalidTile, self.blankTile, self.abstentionTile):
            tile.setVisible(counted)
        self.turnoutTile.setVisible(view is not None)
        self._share_row(alone=not counted)
        self.turnout.setVisible(view is not None and view.state is not ElectionState.DRAFT)
        self.contestTabs.setVisible(result is not None and len(result.contests) > 1)
        if view is not None:
            turnout = view.turnout
            self.turnout.show_turnout(
                turnout, view.election.windows, view.reading.now, view.election.timezone
            )
            self.turnoutTile.figure = share(turnout.cast, turnout.listed)
            self.turnoutTile.sub = self.tr("{cast} of {listed} voters").format(
                cast=number(turnout.cast), listed=number(turnout.listed)
            )
        if result is not None:
            self._show_result(result)
        else:
            self._say_why(view)

    def _share_row(self, *, alone: bool) -> None:
        """Five tiles share the width; alone, the turnout does not stretch over the page."""
        row = self.tilesRow.layout()
        if isinstance(row, QHBoxLayout):
            last = row.count() - 1
            for place in range(row.count()):
                row.setStretch(place, int((place == last) is alone))

    def _say_why(self, view: PollView | None) -> None:
        closed = view is not None and view.state is ElectionState.CLOSED
        show_page(self.bodyStack, self.countBody if closed else self.quietBody)
        counted = view is not None and view.state in _COUNTED
        self.whyNotice.setVisible(not closed and not counted)
        self.whyNotice.buttonText = self.tr("Go to polling day") if view is not None and not closed else ""
        if view is None:
            self.whyNotice.text = self.tr(
                "There is no election yet. The commission registers one under Elections."
            )
        elif view.state in {ElectionState.DRAFT, ElectionState.PUBLISHED}:
            self.whyNotice.text = self.tr("Nothing has been cast yet: the polls have not been opened.")
        else:
            self.whyNotice.text = self.tr(
                "Until the polls are closed only turnout is shown, so that nobody's vote is swayed by "
                "totals. The ballots stay sealed and can be opened only after the close."
            )

    def _show_result(self, result: ElectionResult) -> None:
        speak = language.of(self)
        self.whyNotice.hide()
        show_page(self.bodyStack, self.resultBody)
        if result.provisional:
            self.statePill.say("warn", "hourglass", self.tr("Provisional – not certified yet"))
        else:
            certified = ElectionState.CERTIFIED
            self.statePill.say(*STATE_LOOKS[certified], certified.label(speak))
        self.contestTabs.set_tabs([(c.contest_id, c.title.text(speak)) for c in result.contests])
        contest = self._contest(result)
        self._show_tiles(result, contest)
        self.contest.show_result(contest, self._kind(contest))

    def _contest(self, result: ElectionResult) -> ContestResult:
        chosen = self.contestTabs.current
        return next((c for c in result.contests if c.contest_id == chosen), result.contests[0])

    def _kind(self, contest: ContestResult) -> ContestKind:
        contests = self._view.election.contests if self._view is not None else ()
        kinds = (known.kind for known in contests if known.id == contest.contest_id)
        return next(kinds, ContestKind.CANDIDATES)

    def _show_tiles(self, result: ElectionResult, contest: ContestResult) -> None:
        one_choice = contest.votes_allowed == 1
        self.validTile.label = self.tr("Valid votes")
        self.validTile.figure = number(contest.valid_votes)
        self.validTile.sub = (
            self.tr("{share} of ballots").format(share=share(contest.valid_votes, contest.ballots))
            if one_choice
            else self.tr("{count} choices not made").format(count=number(contest.undervotes))
        )
        self.invalidTile.label = self.tr("Invalid votes")
        self.invalidTile.figure = number(contest.invalid)
        self.invalidTile.sub = self.tr("{share} of ballots").format(
            share=share(contest.invalid, contest.ballots)
        )
        self.blankTile.label = self.tr("Invalid: nothing chosen")
        self.blankTile.figure = number(contest.blank)
        self.blankTile.sub = self.tr("For withdrawn candidates {count}").format(
            count=number(contest.invalid_withdrawn)
        )
        self.abstentionTile.figure = number(result.abstentions)
        self.abstentionTile.sub = self.tr("{share} of voters").format(
            share=share(result.abstentions, result.listed)
        )

    def _ask_picture(self) -> None:
        self._ask_file(
            self.tr("Save the picture"),
            "results.png",
            self.tr("Pictures (*.png);;Drawings (*.svg)"),
            self.save_picture,
        )

    def _ask_csv(self) -> None:
        self._ask_file(self.tr("Save the table"), "results.csv", self.tr("Tables (*.csv)"), self.save_csv)

    def _ask_file(self, title: str, name: str, kinds: str, save: Saver) -> None:
        dialog = QFileDialog(self, title, name, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(name)
        dialog.fileSelected.connect(
            lambda chosen: save(_with_ending(Path(chosen), dialog.selectedNameFilter()))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self._dialog = dialog

    def _say_saved(self, path: Path) -> None:
        dialogs.show_message(self, self.tr("Saved"), str(path), kind="ok")


def _with_ending(path: Path, kind: str) -> Path:
    """The path with the ending of the kind of file that was chosen, unless it has one."""
    if path.suffix:
        return path
    return path.with_suffix(next((ending for ending in _ENDINGS if f"*{ending}" in kind), ""))


def _write(path: Path, content: bytes) -> None:
    try:
        replace_file(path, content)
    except OSError as problem:
        raise FileNotWritten(name=path.name) from problem

"""Results: turnout before the close, the count, then bars and table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omp_desktop.domain.election import ContestKind, ElectionState, ResultsPolicy
from omp_desktop.domain.language import Lang
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.domain.tally import ContestResult
from omp_desktop.gui import language
from omp_desktop.gui.language import number
from omp_desktop.gui.official.by_station import open_stations
from omp_desktop.gui.official.certifying import CertifyingPage
from omp_desktop.gui.official.contest_result import ContestResultView
from omp_desktop.gui.official.count_stations import CountStationsView
from omp_desktop.gui.official.counting import CountingView
from omp_desktop.gui.official.opening_steps import Opened
from omp_desktop.gui.official.results_sheet import ResultsSheet
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.stacks import show_page
from omp_desktop.gui.official.turnout import TurnoutCard
from omp_desktop.gui.official.words import STATE_LOOKS, day_time, share, zone
from omp_desktop.gui.widgets import Notice, Pill, PushButton, TabStrip, Tile
from omp_desktop.reports.result_status import result_status
from omp_desktop.services.opening_status import OpeningStatus
from omp_desktop.services.poll_view import PollView
from omp_desktop.services.results import ElectionResult, LiveResult
from omp_desktop.services.session import Session

_COUNTED = frozenset({ElectionState.COUNTED, ElectionState.CERTIFIED})
_VOTING = frozenset({ElectionState.OPEN, ElectionState.SUSPENDED})


@dataclass(frozen=True, slots=True)
class _Live:
    """Totals during the vote: those opened last, and how far the next ones are."""

    result: LiveResult | None = None
    status: OpeningStatus | None = None

    @property
    def ready(self) -> bool:
        """Whether an opening may begin or go on."""
        return self.status is not None and (self.status.begun or not self.status.more)


class ResultsPage(ResultsSheet, CertifyingPage):
    """What may be known at this moment, and no more."""

    ui = ("official", "results.ui")
    key = "results"
    icon = "chart-bar"

    statePill: Pill
    leaveButton: PushButton
    contestTabs: TabStrip
    tilesRow: QWidget
    turnoutTile: Tile
    validTile: Tile
    invalidTile: Tile
    blankTile: Tile
    abstentionTile: Tile
    noticesLayout: QHBoxLayout
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
        self._live = _Live()
        self._opening_live = False
        super().__init__(services, parent)
        self.turnout = TurnoutCard(self.quietBody)
        self.quietLayout.insertWidget(0, self.turnout)
        self.connect_counting(CountingView(self.countBody))
        self.countLayout.addWidget(self.counting)
        self.connect_stations(CountStationsView(self.countBody))
        self.countLayout.addWidget(self.stations)
        self.connect_saving(ContestResultView(self.resultBody))
        self.resultLayout.addWidget(self.contest)
        # Outcome and next step side by side: the table keeps the height of a second row of notices.
        self.noticesLayout.insertWidget(0, self.contest.sentenceNotice)
        self.connect_certifying()
        self.connect_sheet()
        self.contest.stations_asked.connect(self._show_stations)
        self.contestTabs.chosen.connect(lambda _: self._show())
        self.whyNotice.acted.connect(self._act)
        self.leaveButton.clicked.connect(lambda: self._go_live(on=False))
        self._show()

    def title(self) -> str:
        return self.tr("Results")

    def help_text(self) -> str:
        return self.tr(
            "While the polls are open only turnout is shown, and totals of many ballots together where the "
            "rules of the election allow it. After the close the trustees give their shares one after "
            "another, two people open the count, and every contest has its chart and table."
        )

    def retranslate(self) -> None:
        if hasattr(self, "contest"):
            self._show()

    def entered(self, session: Session, election_id: str | None) -> None:
        del session
        if self._view is None or self._view.election.id != election_id:
            self._view = self._result = None
            self._live = _Live()
            self._opening_live = False
            self.counting.forget()
            self.forget_stations()
            self._show()
        if election_id is not None:
            self.work(lambda: self.services.polls.status(election_id), self._on_view)

    def left(self) -> None:
        self._opening_live = False
        self.counting.forget()
        self.forget_stations()

    def stations_changed(self) -> None:
        self._show()

    def was_opened(self, result: Opened) -> None:
        self.counting.forget()
        if isinstance(result, ElectionResult):
            self._result = result
            self.refresh_needed.emit()
        self._opening_live = False
        self.refresh()
        # The form that had the focus is gone.
        QTimer.singleShot(0, self.contestTabs, self.contestTabs.setFocus)

    def _on_view(self, view: PollView) -> None:
        self._view = view
        self._result = self._result if view.state in _COUNTED else None
        self._opening_live = self._opening_live and self._may_be_live
        election_id, counting = view.election.id, self.services.counting
        if view.state in _COUNTED:
            self.work(lambda: counting.result(election_id), self._on_result)
        elif self._may_be_live:
            self.work(
                lambda: _Live(
                    counting.live.latest(election_id), counting.openings.status(election_id, OpeningKind.LIVE)
                ),
                self._on_live,
            )
        self.kind = OpeningKind.LIVE if self._may_be_live else OpeningKind.FINAL
        if view.state is ElectionState.CLOSED:
            self.read_status()
            self.read_stations()
        self._show()

    def _on_result(self, result: ElectionResult) -> None:
        self._result = result
        self._show()

    def _on_live(self, live: _Live) -> None:
        self._live = live
        if self._opening_live and live.status is not None:
            self.counting.show_status(live.status)
        self._show()

    @property
    def _may_be_live(self) -> bool:
        view = self._view
        return (
            view is not None and view.election.policy.results is ResultsPolicy.LIVE and view.state in _VOTING
        )

    def _act(self) -> None:
        """The button of the notice."""
        if self._result is not None:
            certificate = self._result.certificate
            self.certify() if certificate is None else self.show_certificate(certificate)
        elif self._may_be_live and self._live.ready:
            self._go_live(on=True)
        else:
            self.page_wanted.emit("polling")

    def _go_live(self, *, on: bool) -> None:
        self._opening_live = on
        self.counting.forget()
        self._show()
        self.refresh()

    @property
    def _contests(self) -> tuple[ContestResult, ...]:
        """What may be shown: the result, or totals during the vote."""
        if self._result is not None:
            return self._result.contests
        live = self._live.result if self._may_be_live and not self._opening_live else None
        return () if live is None else live.contests

    def _show(self) -> None:
        view, result = self._view, self._result
        counting = self._opening_live or (view is not None and view.state is ElectionState.CLOSED)
        saving = self.sheetButton, self.pictureButton, self.csvButton, self.nistButton
        for button in (self.remarksButton, *saving):
            button.setVisible(result is not None)
        self.leaveButton.setVisible(self._opening_live)
        contests = self._contests
        self.statePill.setVisible(bool(contests))
        self.abstentionTile.setVisible(result is not None)
        for tile in (self.validTile, self.invalidTile, self.blankTile):
            tile.setVisible(bool(contests))
        # The forms of the count need the room.
        self.tilesRow.setVisible(view is not None and not counting)
        self._share_row(alone=not contests)
        self.turnout.setVisible(view is not None and view.state is not ElectionState.DRAFT)
        self.contestTabs.setVisible(len(contests) > 1)
        self.contest.sentenceNotice.setVisible(bool(contests))
        if view is not None:
            self._show_turnout(view)
        self._say_why(view)
        if contests:
            self._show_contests(contests)
        else:
            stations = counting and not self._opening_live and self.stations_first
            # First hide, so that at no moment both ask for room.
            (self.counting if stations else self.stations).hide()
            (self.stations if stations else self.counting).show()
            show_page(self.bodyStack, self.countBody if counting else self.quietBody)

    def _show_turnout(self, view: PollView) -> None:
        turnout = view.turnout
        self.turnout.show_turnout(turnout, view.election.windows, view.reading.now, view.election.timezone)
        counted = self._result if self._result is not None else turnout
        self.turnoutTile.figure = share(counted.cast, counted.listed)
        self.turnoutTile.sub = self._voters(counted.cast, counted.listed)

    def _voters(self, cast: int, listed: int) -> str:
        """Of all stations together once they were counted."""
        said = self.tr("{cast} of {listed} voters").format(cast=number(cast), listed=number(listed))
        counted = [each for each in self._result.by_station if not each.left_out] if self._result else []
        left_out = len(self._result.by_station) - len(counted) if self._result else 0
        if left_out:
            return f"{said} · " + self.tr("without %n station(s)", "", left_out)
        return f"{said} · " + self.tr("%n stations", "", len(counted)) if len(counted) > 1 else said

    def _share_row(self, *, alone: bool) -> None:
        """Five tiles share the width; alone, the turnout does not stretch over the page."""
        row = self.tilesRow.layout()
        if isinstance(row, QHBoxLayout):
            last = row.count() - 1
            for place in range(row.count()):
                row.setStretch(place, int((place == last) is alone))

    def _say_why(self, view: PollView | None) -> None:
        # Over the forms of the count, and before the result was read, there is nothing to explain.
        counting = view is not None and view.state is ElectionState.CLOSED
        unread = view is not None and view.state in _COUNTED and self._result is None
        self.whyNotice.setVisible(not (self._opening_live or counting or unread))
        if self._result is not None:
            self._say_certified(self._result)
            return
        self.whyNotice.kind = "info"
        self.whyNotice.buttonText = self.tr("Go to polling day") if view is not None else ""
        self.whyNotice.iconName = "lock" if view is not None else "info"
        if view is None:
            self.whyNotice.text = self.tr(
                "There is no election yet. The commission registers one under Elections."
            )
        elif view.state in {ElectionState.DRAFT, ElectionState.PUBLISHED}:
            self.whyNotice.text = self.tr("Nothing has been cast yet: the polls have not been opened.")
        elif self._may_be_live:
            self._say_live()
        else:
            self.whyNotice.text = self.tr(
                "Until the polls are closed only turnout is shown, so that nobody's vote is swayed by "
                "totals. The ballots stay sealed and can be opened only after the close."
            )

    def _say_certified(self, result: ElectionResult) -> None:
        certificate = result.certificate
        if certificate is None:
            self.whyNotice.kind, self.whyNotice.iconName = "warn", "badge-check"
            self.whyNotice.text = self.tr("Next step: the commission and a second person certify the result.")
            self.whyNotice.buttonText = self.tr("Certify …")
            return
        self.whyNotice.buttonText = self.tr("Show …")
        if result.as_certified:
            self.whyNotice.kind, self.whyNotice.iconName = "ok", "badge-check"
            self.whyNotice.text = self.tr("Certified {time} by {names}.").format(
                time=day_time(certificate.at, zone(self._zone)), names=", ".join(certificate.names)
            )
        else:
            self.whyNotice.kind, self.whyNotice.iconName = "err", "circle-alert"
            self.whyNotice.text = self.tr(
                "These are not the figures that were certified. Leave this computer as it is and tell the "
                "commission."
            )

    @property
    def _zone(self) -> str:
        return self._view.election.timezone if self._view is not None else "UTC"

    def _show_stations(self) -> None:
        if self._result is not None:
            open_stations(self, self._result)

    def _say_live(self) -> None:
        status = self._live.status
        self.whyNotice.buttonText = ""
        if status is None:
            return
        if status.begun:
            self.whyNotice.text = self.tr(
                "An opening of {count} ballots was begun; {given} of {needed} shares are there."
            ).format(count=number(status.ballots), given=number(status.given), needed=number(status.quorum))
            self.whyNotice.buttonText = self.tr("Go on")
        elif status.more:
            self.whyNotice.text = self.tr(
                "%n more ballots are needed before totals may be opened: nobody is to learn how a few voted.",
                "",
                status.more,
            )
        else:
            self.whyNotice.iconName = "key-round"
            self.whyNotice.text = self.tr("Totals of the {count} ballots so far may be opened.").format(
                count=number(status.ballots)
            )
            self.whyNotice.buttonText = self.tr("Open totals …")

    def _show_contests(self, contests: Sequence[ContestResult]) -> None:
        speak = language.of(self)
        show_page(self.bodyStack, self.resultBody)
        result, live = self._result, self._live.result
        if result is None:
            count = number(live.ballots if live is not None else 0)
            self.statePill.say(
                "warn",
                "hourglass",
                self.tr("Provisional – {count} ballots, voting goes on").format(count=count),
            )
        elif result.provisional:
            self.statePill.say("warn", "hourglass", self.tr("Provisional"))
        else:
            certified = ElectionState.CERTIFIED
            self.statePill.say(*STATE_LOOKS[certified], certified.label(speak))
        self.contestTabs.set_tabs([(c.contest_id, c.title.text(speak)) for c in contests])
        contest = self._contest(contests)
        self._show_tiles(contest)
        if result is not None:
            self.abstentionTile.figure = number(result.abstentions)
            self.abstentionTile.sub = self.tr("{share} of voters").format(
                share=share(result.abstentions, result.listed)
            )
        self.contest.mark = self._mark(speak)
        self.contest.certified = result is not None and not result.provisional
        self.contest.show_result(contest, self._kind(contest), final=result is not None)

    def _mark(self, speak: Lang) -> str:
        """What stands on the pictures: they are seen without this page."""
        result = self._result
        if result is None:
            return self.statePill.text()
        return result_status(result.certificate, self._zone, as_certified=result.as_certified).sentence(speak)

    def _contest(self, contests: Sequence[ContestResult]) -> ContestResult:
        chosen = self.contestTabs.current
        return next((c for c in contests if c.contest_id == chosen), contests[0])

    def _kind(self, contest: ContestResult) -> ContestKind:
        contests = self._view.election.contests if self._view is not None else ()
        kinds = (known.kind for known in contests if known.id == contest.contest_id)
        return next(kinds, ContestKind.CANDIDATES)

    def _show_tiles(self, contest: ContestResult) -> None:
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

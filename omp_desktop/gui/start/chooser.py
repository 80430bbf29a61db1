"""The role chooser: commission, polling station, candidate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omp_desktop.domain.access import Role
from omp_desktop.domain.election import Election
from omp_desktop.gui import dialogs, language
from omp_desktop.gui.announce import announce
from omp_desktop.gui.forms import Form
from omp_desktop.gui.help import show_help
from omp_desktop.gui.official.words import day_time, zone
from omp_desktop.gui.widgets import Banner, Card, Hairline, Label, PushButton, SegmentedButtons
from omp_desktop.scenarios.demonstration import DemoAccount

# Height of the three cards, px; on a low screen they give way before the foot covers their buttons.
_CARD_HEIGHT, _LOW_CARD_HEIGHT = 424, 368
_LOW_WINDOW = 800

LANGUAGE_NAMES = [("ko", "한국어"), ("en", "English")]


@dataclass(frozen=True, slots=True)
class ChooserFacts:
    """What the chooser shows of a data folder.

    `accounts` have PINs that may be seen: a demonstration's only. `booth` is the next voter's screen to open.
    """

    election: Election | None = None
    candidates: int = 0
    withdrawn: int = 0
    voters: int = 0
    more_elections: int = 0
    booth: str = ""
    test_mode: bool = False
    accounts: Sequence[DemoAccount] = ()
    passphrase: str = ""


def short_hours(opens: datetime, closes: datetime, where: tzinfo) -> str:
    """From when to when, as a person in that zone reads it, in one short line: the year only when it changes
    in between, the second day only when it is another one.
    """
    first, last = opens.astimezone(where), closes.astimezone(where)
    if first.year != last.year:
        return f"{day_time(opens, where)} – {day_time(closes, where)}"
    same_day = first.date() == last.date()
    return f"{first:%m-%d %H:%M} – {last.strftime('%H:%M' if same_day else '%m-%d %H:%M')}"


class RoleChooser(Form):
    """Three doors, and what stands behind each."""

    ui = ("start", "chooser.ui")
    language_wanted = Signal(str)
    role_chosen = Signal(str)
    kiosk_wanted = Signal()
    start_over_confirmed = Signal()

    testBanner: Banner
    upgradeBanner: Banner
    languageButtons: SegmentedButtons
    commissionButton: PushButton
    stationButton: PushButton
    kioskButton: PushButton
    candidateButton: PushButton
    commissionAccounts: QWidget
    stationAccounts: QWidget
    candidateAccounts: QWidget
    commissionLine: Hairline
    stationLine: Hairline
    candidateLine: Hairline
    commissionAccountsLabel: Label
    stationAccountsLabel: Label
    candidateAccountsLabel: Label
    commissionCard: Card
    stationCard: Card
    candidateCard: Card
    electionCard: Card
    electionLabel: Label
    electionFactsLabel: Label
    helpButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing of a folder until `show_facts`."""
        self._facts = ChooserFacts()
        self._before_upgrade: Path | None = None
        super().__init__(parent)
        self.languageButtons.set_options(LANGUAGE_NAMES)
        self.languageButtons.current = language.of(self)
        self.languageButtons.chosen.connect(self.language_wanted)
        self.commissionButton.clicked.connect(lambda: self.role_chosen.emit(Role.COMMISSION))
        self.stationButton.clicked.connect(lambda: self.role_chosen.emit(Role.MANAGER))
        self.candidateButton.clicked.connect(lambda: self.role_chosen.emit(Role.CANDIDATE))
        self.kioskButton.clicked.connect(self.kiosk_wanted)
        self.testBanner.acted.connect(self._ask_start_over)
        self.upgradeBanner.acted.connect(self.upgradeBanner.hide)
        self.helpButton.clicked.connect(self._help)
        QShortcut(QKeySequence("F1"), self, self._help)
        self.show_facts(self._facts)

    def show_facts(self, facts: ChooserFacts) -> None:
        """Show another folder, or what has changed in it."""
        self._facts = facts
        self.testBanner.setVisible(facts.test_mode)
        self.kioskButton.setEnabled(bool(facts.booth))
        lines: list[tuple[QWidget, list[tuple[str, str]]]] = []
        for role, box, parts in (
            (Role.COMMISSION, self.commissionAccounts, (self.commissionLine, self.commissionAccountsLabel)),
            (Role.MANAGER, self.stationAccounts, (self.stationLine, self.stationAccountsLabel)),
            (Role.CANDIDATE, self.candidateAccounts, (self.candidateLine, self.candidateAccountsLabel)),
        ):
            own = [
                a
                for a in facts.accounts
                if a.role is role or (role is Role.MANAGER and a.role is Role.OBSERVER)
            ]
            for part in (*parts, box):
                part.setVisible(bool(own))
            rows = [self._account_row(account) for account in own]
            if role is Role.COMMISSION and facts.passphrase:
                rows.append((self.tr("Pass-phrase of the count"), facts.passphrase))
            lines.append((box, rows))
        most = max(len(rows) for _, rows in lines)
        for box, rows in lines:
            # The headings stand at one height, whoever has more accounts.
            _fill(box, rows, most)
        self._show_election()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least = _LOW_CARD_HEIGHT if event.size().height() < _LOW_WINDOW else _CARD_HEIGHT
        for card in (self.commissionCard, self.stationCard, self.candidateCard):
            card.setMinimumHeight(least)

    def tell_upgraded(self, before: Path) -> None:
        """The data were brought into the form of this version; `before` is a copy of them as they were."""
        self._before_upgrade = before
        self._show_upgrade()
        self.upgradeBanner.show()
        announce(self.upgradeBanner, self.upgradeBanner.spoken())

    def _show_upgrade(self) -> None:
        if self._before_upgrade is not None:
            self.upgradeBanner.text = self.tr("Nothing is missing. A copy from before: {file}").format(
                file=self._before_upgrade
            )

    def retranslate(self) -> None:
        if hasattr(self, "helpButton"):
            self._show_upgrade()
            self.languageButtons.current = language.of(self)
            self.show_facts(self._facts)

    def _account_row(self, account: DemoAccount) -> tuple[str, str]:
        what = account.role.label(language.of(self))
        if account.number is not None:
            what = self.tr("no. {number}").format(number=account.number)
        return f"{account.name} · {what}", f"PIN {account.pin}"

    def _show_election(self) -> None:
        facts, election = self._facts, self._facts.election
        if election is None:
            self.electionLabel.setText(self.tr("No election yet"))
            self.electionFactsLabel.setText(self.tr("Register one as the election commission."))
            return
        spoken = language.of(self)
        self.electionLabel.setText(election.name.text(spoken))
        parts = []
        if election.windows:
            opens, closes = election.windows[0].opens, election.windows[-1].closes
            parts.append(short_hours(opens, closes, zone(election.timezone)))
        candidates = self.tr("%n candidate(s)", "", facts.candidates)
        if facts.withdrawn:
            candidates += self.tr(" ({n} withdrawn)").format(n=facts.withdrawn)
        parts += [candidates, self.tr("%n voter(s)", "", facts.voters)]
        if facts.more_elections:
            parts.append(self.tr("%n more election(s)", "", facts.more_elections))
        self.electionFactsLabel.setText(" · ".join(parts))

    def _ask_start_over(self) -> None:
        dialogs.confirm(
            self,
            self.tr("Start the demonstration over?"),
            self.tr(
                "Everything in the demonstration is thrown away and made anew. No real election is touched."
            ),
            accept=self.tr("Start over"),
            kind="danger",
            accepted=self.start_over_confirmed.emit,
        )

    def _help(self) -> None:
        lines = [
            self.tr("Election commission: register elections, candidates and voters, publish, count."),
            self.tr("Polling station: open the polls, check voters in, close the polls."),
            self.tr("Voter's screen: where voters vote; it opens over the whole screen."),
            self.tr("Candidate: write pledges until the polls open."),
        ]
        if self._facts.passphrase:
            words = self.tr(
                "In the demonstration the pass-phrase of the count is {passphrase}; the key file lies in "
                "the folder 'trustee' of the demonstration."
            )
            lines.append(words.format(passphrase=self._facts.passphrase))
        show_help(self, "start", "\n".join(lines))


def _fill(box: QWidget, rows: Sequence[tuple[str, str]], room: int) -> None:
    """The rows of accounts in a card, with room for that many; those of before are thrown away."""
    layout = box.layout()
    if not isinstance(layout, QVBoxLayout):
        raise TypeError("the accounts stand in a column")
    for old in box.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        layout.removeWidget(old)
        old.hide()
        old.deleteLater()
    for left, right in [*rows, *[("", "")] * (room - len(rows))]:
        row = QWidget(box)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        for text, role in ((left, "caption"), (right, "captionStrong")):
            label = Label(row)
            label.role = role
            label.setText(text)
            line.addWidget(label)
            if role == "caption":
                line.addStretch(1)
        layout.addWidget(row)
        row.show()

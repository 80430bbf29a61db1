"""The role chooser says in one line what the election is."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from omp_desktop.domain.access import Role
from omp_desktop.domain.election import VotingWindow
from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.gui import language, theme
from omp_desktop.gui.start.chooser import ChooserFacts, RoleChooser, short_hours
from omp_desktop.gui.text_layout import width_of
from omp_desktop.scenarios.demonstration import DemoAccount
from tests.unit.domain.examples import an_election

EVENING = datetime(2026, 11, 23, 23, 21, tzinfo=UTC)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_facts_of_the_election_fit_the_narrowest_window(qtbot: QtBot, lang: Lang) -> None:
    chooser = RoleChooser()
    qtbot.addWidget(chooser)
    theme.dress(chooser)
    language.set_language(chooser, lang)
    election = an_election(
        name=LocalText("가람마을 입주자대표회의 선거", "Garam Village residents' council"),
        timezone="UTC",
        windows=(VotingWindow(EVENING, datetime(2026, 11, 24, 9, 21, tzinfo=UTC)),),
    )
    chooser.show_facts(
        ChooserFacts(election=election, candidates=11, withdrawn=1, voters=1204, more_elections=2)
    )
    chooser.resize(1280, 720)
    chooser.show()
    facts = chooser.electionFactsLabel
    qtbot.waitUntil(lambda: facts.width() >= width_of(facts.text(), facts.text_style()))


def test_the_accounts_of_the_three_doors_begin_at_one_height(qtbot: QtBot) -> None:
    chooser = RoleChooser()
    qtbot.addWidget(chooser)
    theme.dress(chooser)
    roles = (Role.COMMISSION, Role.MANAGER, Role.OBSERVER, Role.CANDIDATE)
    chooser.show_facts(ChooserFacts(accounts=[DemoAccount("이가람", role, "482913") for role in roles]))
    chooser.resize(1280, 800)
    chooser.show()
    lines = (chooser.commissionLine, chooser.stationLine, chooser.candidateLine)
    qtbot.waitUntil(lambda: len({line.mapTo(chooser, QPoint(0, 0)).y() for line in lines}) == 1)


@pytest.mark.parametrize(
    ("closes", "said"),
    [
        (datetime(2026, 11, 23, 23, 51, tzinfo=UTC), "11-23 23:21 – 23:51"),
        (datetime(2026, 11, 24, 9, 0, tzinfo=UTC), "11-23 23:21 – 11-24 09:00"),
        (datetime(2027, 1, 2, 9, 0, tzinfo=UTC), "2026-11-23 23:21 – 2027-01-02 09:00"),
    ],
)
def test_hours_name_only_what_changes(closes: datetime, said: str) -> None:
    assert short_hours(EVENING, closes, UTC) == said

"""A real deck, cast, sealed and opened: what was counted stands in the window, on paper and in files.

34 ballots beside the other tests; DIVIDED_BY=1000 casts 34,067, for which half an hour is needed.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

import pytest

from omp_desktop.bootstrap import keys_folder, open_application
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.language import Lang
from omp_desktop.gui.official.paper_facts import count_paper
from omp_desktop.gui.print.painting import to_pdf
from omp_desktop.gui.print.papers import A4
from omp_desktop.services.papers import PaperSources
from omp_desktop.services.secrets import ThrowawaySecrets
from tests.e2e.real_election import vote
from tests.gui.official import test_real_figures as figures
from tests.gui.print.pictures import texts
from tests.unit.common_format import GENERATED

DIVIDED_BY = int(os.environ.get("DIVIDED_BY") or 1_000_000)

pytestmark = pytest.mark.timeout(7200)


@dataclass(frozen=True)
class Counted(figures.Held):
    """The same, from a station that counted."""

    sources: PaperSources


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Counted:
    report = vote(tmp_path_factory.mktemp("count"), DIVIDED_BY)
    folder = report.results_file.parent / "station"
    app = open_application(folder, secrets=ThrowawaySecrets(keys_folder(folder)), clock=FixedClock(GENERATED))
    try:
        (election,) = app.elections.all()
        result = app.counting.result(election.id)
        sources = app.papers.sources(election.id)
    finally:
        app.close()
    (contest,) = result.contests
    _, published = figures.read(DIVIDED_BY)
    # As many voters were listed as ballots were cast.
    drawn = figures.Figures(published.votes, published.blank, published.ballots, published.ballots)
    return Counted(drawn, contest, election, result, sources)


view = figures.view


def test_every_ballot_of_the_deck_was_counted(held: Counted) -> None:
    assert held.result.holds
    assert held.contest.ballots == held.figures.ballots
    assert {option.number for option in held.contest.options if option.withdrawn} == {4, 9}


test_the_table_has_what_was_counted = figures.test_the_table_has_them
test_the_chart_has_what_was_counted = figures.test_the_chart_has_them
test_the_csv_has_what_was_counted = figures.test_the_csv_has_them
test_the_common_format_has_what_was_counted = figures.test_the_common_format_has_them


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_count_sheet_has_what_was_counted(held: Counted, lang: Lang) -> None:
    paper = count_paper(held.sources, held.result, held.contest)
    said = "\n".join(texts(to_pdf(paper.lay(lang), A4))).replace("\u2060", "")
    names = {option.number: option.name.ko for option in held.contest.options}

    for number, votes in figures.standing(held).items():
        assert re.search(rf"{names[number]}[^\n]*\s{votes:,}\s", said), number
    for total in (held.contest.valid_votes, held.contest.invalid, held.contest.ballots):
        assert f"{total:,}" in said

"""The day of a small election through the real windows, on a real store, and what must then be true."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from omp_desktop.domain.poll import IdentityMethod
from omp_desktop.domain.tally import ContestResult
from omp_desktop.domain.voting_errors import AlreadyVoted
from omp_desktop.gui import appearance, language
from omp_desktop.gui.official.window import OfficialWindow
from omp_desktop.gui.tour import (
    ballots,
    beginning,
    booths,
    campaign,
    closing,
    day,
    letters,
    polling,
    records,
    registering,
    voting,
)
from omp_desktop.gui.tour.files import NAME
from omp_desktop.gui.tour.hands import find
from omp_desktop.gui.tour.stage import Stage
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.widgets import PushButton
from omp_desktop.services.session import Session

# What the offscreen platform says when a list of choices opens.
pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support grabbing the keyboard", extend=True)
# Every kind of window once.
PICTURES = frozenset({"role-chooser", "pledges", "check-in", "review-nothing-chosen", "result-auditors"})
RESTARTED = "0019"


@dataclass
class Facts:
    """What was seen in the course of the day."""

    pictures: list[Path] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    issue_offered: bool = True
    second_permit: str = ""
    place_after_restart: Place | None = None
    results: dict[str, tuple[ContestResult, ...]] = field(default_factory=dict)
    saved: list[list[str]] = field(default_factory=list)
    stored: dict[str, bytes] = field(default_factory=dict)


def refuse_second_vote(stage: Stage, facts: Facts) -> None:
    """A voter who voted stands at the desk again."""
    official = stage.official
    polling.search(stage, ballots.TWO_ELECTIONS)
    facts.issue_offered = _offered(official)
    app = stage.application
    election = next(e.id for e in app.elections.all() if e.name.ko == NAME)
    (hit,) = app.check_in.search(election, ballots.TWO_ELECTIONS).hits
    kiosk = app.check_in.kiosks()[0].device.id
    try:
        app.check_in.issue(_manager(stage), [(election, hit.voter.id)], kiosk, IdentityMethod.PASSPORT)
    except AlreadyVoted as refused:
        facts.second_permit = refused.code


def _offered(official: OfficialWindow) -> bool:
    try:
        return find(official, PushButton, "issueButton").isVisible()
    except LookupError:
        return False


def _manager(stage: Stage) -> Session:
    session = stage.official.session
    assert session is not None
    return session


def restart(stage: Stage, facts: Facts) -> None:
    """The program ends while a ballot is sealed and not cast, and starts again; then the voter votes."""
    kiosk = stage.kiosk
    polling.issue(stage, RESTARTED, others=False)
    stage.hands.until(lambda: kiosk.booth.flow.permits, "the permit")
    voting.touch(stage, kiosk)
    stage.hands.press(kiosk, "goButton")
    voting.choose(stage, kiosk, ((2,), (3,), (1,)))
    voting.seal(stage, kiosk)
    beginning.reopen_demonstration(stage)
    polling.choose_election(stage, NAME)
    kiosk = stage.kiosk
    stage.hands.until(lambda: kiosk.booth.flow.permits, "the permit after the restart")
    facts.place_after_restart = kiosk.booth.flow.place
    voting.touch(stage, kiosk)
    stage.hands.press(kiosk, "goButton")
    voting.choose(stage, kiosk, ballots.LIBRARY[ballots.LAST])
    voting.seal_and_cast(stage, kiosk)


def note(stage: Stage, facts: Facts) -> None:
    """Keep what the store says after the count."""
    app = stage.application
    for election in app.elections.all():
        if election.state.value in {"counted", "certified"}:
            facts.results[election.name.ko] = app.counting.result(election.id).contests
    path = stage.medium / "results.csv"
    facts.saved = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    folder = app.core.data_dir
    facts.stored = {
        str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


@pytest.fixture(scope="module")
def day_played(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """The whole day, once."""
    appearance.prepare(qapp, language.DEFAULT)
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    facts = Facts()
    parts: list[day.Part] = [
        beginning.open_demonstration,
        registering.register,
        campaign.write_pledges,
        polling.open_polls,
        polling.check_in,
        voting.first_voter,
        booths.equip,
        letters.check_in,
        voting.two_elections,
        voting.deserted,
        lambda stage: refuse_second_vote(stage, facts),
        lambda stage: restart(stage, facts),
        voting.others,
        closing.pause,
        closing.close,
        closing.count,
        closing.close_council,
        voting.leave,
        closing.few_ballots,
        lambda stage: note(stage, facts),
        records.look,
        records.lock_out,
    ]
    camera = day.play(tmp_path_factory.mktemp("tour"), lambda _: None, parts, PICTURES)
    facts.pictures, facts.problems = camera.pictures, camera.problems
    return facts


def expected(cast: Mapping[str, ballots.Ballot], extra: list[ballots.Ballot], contest: int) -> Counter[int]:
    """Votes by the option's place in the list; -1 counts ballots on which nothing was chosen."""
    votes: Counter[int] = Counter()
    for ballot in [*cast.values(), *extra]:
        votes.update(ballot[contest] or [-1])
    return votes


def counted(result: ContestResult) -> Counter[int]:
    """The same of a result."""
    options = sorted(result.options, key=lambda option: option.number)
    votes = Counter({place: option.votes for place, option in enumerate(options) if option.votes})
    return votes + Counter({-1: result.blank})


@pytest.mark.parametrize("contest", range(3))
def test_the_totals_are_exactly_what_the_voters_touched(day_played: Facts, contest: int) -> None:
    # Whoever voted after the restart chose like the voter who came last.
    extra = [ballots.LIBRARY[ballots.LAST]]
    results = day_played.results[NAME]
    assert counted(results[contest]) == expected(ballots.LIBRARY, extra, contest)


@pytest.mark.parametrize("contest", range(3))
def test_the_totals_of_the_other_election_are_exact_too(day_played: Facts, contest: int) -> None:
    results = day_played.results[polling.COUNCIL]
    assert counted(results[contest]) == expected(ballots.COUNCIL, [], contest)


def test_all_books_agree(day_played: Facts) -> None:
    assert all(result.holds for results in day_played.results.values() for result in results)
    assert {result.ballots for result in day_played.results[NAME]} == {len(ballots.LIBRARY) + 1}


def test_a_voter_who_voted_is_offered_no_permit(day_played: Facts) -> None:
    assert not day_played.issue_offered


def test_a_voter_who_voted_is_refused_a_second_permit(day_played: Facts) -> None:
    assert day_played.second_permit == AlreadyVoted.code


def test_a_sealed_ballot_does_not_survive_a_restart_and_the_permit_does(day_played: Facts) -> None:
    assert day_played.place_after_restart is Place.START


def test_the_saved_table_holds_the_totals(day_played: Facts) -> None:
    head, *rows = day_played.saved
    assert head == ["contest", "number", "name", "party", "votes", "status", "certified_at", "certified_by"]
    assert {row[5] for row in rows} == {"provisional"}
    chair = {row[1]: row[4] for row in rows if row[0] == "chair" and row[1]}
    wanted = expected(ballots.LIBRARY, [ballots.LIBRARY[ballots.LAST]], 0)
    assert chair["1"] == str(wanted[0])


def test_every_picture_was_taken_in_both_languages(day_played: Facts) -> None:
    names = {path.stem.split("-", 1)[1] for path in day_played.pictures}
    assert {f"{name}-{spoken}" for name in PICTURES for spoken in ("ko", "en")} <= names
    assert all(QImage(str(path)).width() >= 1280 for path in day_played.pictures)


def test_nothing_on_the_pictures_is_cut_and_nothing_typed_is_lost(day_played: Facts) -> None:
    assert day_played.problems == []


@pytest.mark.parametrize("secret", ["황푸름", "한한별", "730524", "916407", "640281", "garam-demo-2026"])
def test_no_name_and_no_secret_can_be_read_in_the_folder(day_played: Facts, secret: str) -> None:
    assert [name for name, content in day_played.stored.items() if secret.encode() in content] == []

"""The readiness check: what it looks at, what it says to do, and that it keeps what it found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.clock import ClockQuality, FixedClock
from omp_desktop.domain.language import LANGS, Lang
from omp_desktop.domain.sending import CentreLink
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.ballot_box import Cancelled, never
from omp_desktop.services.centre import CentreService
from omp_desktop.services.centre_link import Network
from omp_desktop.services.core import Core
from omp_desktop.services.diagnostics import Diagnostics
from omp_desktop.services.election_errors import NotPublished
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.findings import Finding, codes, well
from omp_desktop.services.readiness import BoothAround, ReadinessService, Surroundings
from omp_desktop.services.readiness_errors import ReadinessCancelled, ReadinessMissing
from omp_desktop.services.readiness_report import ReadinessReport
from omp_desktop.services.secrets import STORE_KEY
from omp_desktop.wire.station import Hello
from omp_desktop.wire.unreachable import NoConnection
from tests.services.polling_day import Day
from tests.services.scene import STORE_KEY as KEY_OF_STORE
from tests.services.scene import Draft, People

READY = Surroundings((BoothAround("기표대 1", measured=True, printer="Slips"),), ("Office", "Slips"))


@pytest.fixture(autouse=True)
def _key_in_its_place(core: Core) -> None:
    core.secrets_box.put(STORE_KEY, KEY_OF_STORE)


class Sound(Diagnostics):
    """Finds nothing: for what the check adds to the diagnosis, which takes its time."""

    def station(self, cancelled: Cancelled = never) -> Iterator[Finding]:
        del cancelled
        yield well("program.fonts")

    def elections(self, election_id: str | None = None) -> Iterator[Finding]:
        del election_id
        yield well("store.order")


@pytest.fixture
def readiness(core: Core) -> ReadinessService:
    return ReadinessService(core, Sound(core), _centre(core))


@pytest.fixture
def whole(core: Core) -> ReadinessService:
    """With the real diagnosis."""
    return ReadinessService(core, Diagnostics(core), _centre(core))


def _centre(core: Core) -> CentreService:
    def nobody(*_: object) -> None:
        raise AssertionError("this station works alone")

    return CentreService(core, Network(connect=nobody, meet=nobody))  # type: ignore[arg-type]


def _problems(report: ReadinessReport) -> dict[str, Finding]:
    return {finding.code: finding for finding in report.problems}


def _check(readiness: ReadinessService, day: Day, around: Surroundings = READY) -> ReadinessReport:
    return readiness.check(day.people.manager, day.id, around)


def test_a_station_in_order_is_ready(whole: ReadinessService, day: Day) -> None:
    report = _check(whole, day)
    assert report.problems == ()
    assert {finding.area.en for finding in report.findings} >= {
        "Key store",
        "Disk",
        "Clock",
        "Store",
        "Election",
        "People",
        "Centre",
        "Printer",
        "Booths",
    }


def test_the_report_is_kept_word_for_word(readiness: ReadinessService, day: Day) -> None:
    report = _check(readiness, day)
    assert readiness.last(day.id) == report
    assert report.person == day.people.manager.account.id
    assert report.station == day.election.station.name


def test_the_latest_check_takes_the_place_of_the_one_before(readiness: ReadinessService, day: Day) -> None:
    _check(readiness, day, Surroundings())
    _check(readiness, day)
    assert readiness.last(day.id).problems == ()


def test_before_any_check_there_is_nothing_to_show(readiness: ReadinessService, day: Day) -> None:
    with pytest.raises(ReadinessMissing):
        readiness.last(day.id)
    assert not day.polls.status(day.id).readiness_checked


def test_the_polls_know_of_the_check_and_need_none(readiness: ReadinessService, day: Day) -> None:
    _check(readiness, day, Surroundings())
    assert day.polls.status(day.id).readiness_checked
    day.open()  # with a booth and a printer missing


def test_each_check_is_in_the_audit_log_with_the_number_of_problems(
    readiness: ReadinessService, day: Day, core: Core
) -> None:
    report = _check(readiness, day, Surroundings())
    entry = AuditLog(core).page(report.chain_seq - 1, 1)[0]
    assert (entry.event, entry.hash) == (AuditEvent.READINESS_CHECKED, report.chain_hash)
    assert entry.details["count"] == len(report.problems) == 2  # no printer, no booth


@pytest.mark.parametrize(
    ("around", "code"),
    [
        (Surroundings(READY.booths, ()), "printer.found"),
        (Surroundings((), READY.printers), "booth.there"),
        (Surroundings((BoothAround("기표대 1", measured=False),), READY.printers), "booth.measured"),
        (Surroundings(READY.booths, ("Office",)), "booth.printer"),
        (Surroundings(READY.booths, trouble=NoConnection(reason="x")), "printer.found"),
    ],
)
def test_what_is_missing_around_the_station_is_found(
    readiness: ReadinessService, day: Day, around: Surroundings, code: str
) -> None:
    assert code in _problems(_check(readiness, day, around))


def test_every_check_of_the_surroundings_is_made_somewhere(readiness: ReadinessService, day: Day) -> None:
    seen = {finding.code for finding in _check(readiness, day).findings}
    plain = Surroundings((BoothAround("기표대 1", measured=True),))
    seen |= {finding.code for finding in _check(readiness, day, plain).findings}
    around = [code for code in codes() if code.partition(".")[0] in {"people", "printer", "booth"}]
    assert seen >= {*around, "centre.none"}


def test_a_doubtful_clock_is_found(whole: ReadinessService, day: Day, clock: FixedClock) -> None:
    clock.set(clock.now(), ClockQuality.SUSPECT)
    report = _check(whole, day)
    assert report.clock is ClockQuality.SUSPECT
    assert "clock.quality" in _problems(report)


def test_it_takes_two_people_to_open(readiness: ReadinessService, day: Day, core: Core) -> None:
    with core.store.uow() as uow:
        for account in uow.accounts.all():
            if account.id != day.people.manager.account.id:
                uow.accounts.deactivate(account.id)
        uow.commit()
    assert "people.two" in _problems(_check(readiness, day))


def test_a_centre_that_does_not_answer_is_found(core: Core, day: Day) -> None:
    class SilentCentre(CentreService):
        def link(self) -> CentreLink:
            return CentreLink("https://centre.example", "", "", commission=False, confirmed=True)

        def ask(self) -> Hello:
            raise NoConnection(reason="no network")

    silent = SilentCentre(core, _centre(core)._network)
    problems = _problems(_check(ReadinessService(core, Sound(core), silent), day))
    assert "centre.answers" in problems
    assert problems["centre.answers"].next_step.ko


def test_another_election_of_the_station_is_no_part_of_it(whole: ReadinessService, day: Day) -> None:
    report = _check(whole, day)
    signed = [finding for finding in report.findings if finding.code == "election.signatures"]
    assert len(signed) == 1


def test_a_check_that_was_stopped_leaves_nothing(readiness: ReadinessService, day: Day, core: Core) -> None:
    before = AuditLog(core).count()
    answers: Iterator[bool] = iter([False, False, True])
    with pytest.raises(ReadinessCancelled):
        readiness.check(day.people.manager, day.id, READY, lambda: next(answers))
    assert AuditLog(core).count() == before
    with pytest.raises(ReadinessMissing):
        readiness.last(day.id)


def test_an_observer_may_read_it_and_not_make_it(readiness: ReadinessService, day: Day) -> None:
    with pytest.raises(NotAllowed):
        readiness.check(day.people.observer, day.id, READY)
    _check(readiness, day)
    assert readiness.last(day.id).person == day.people.manager.account.id


def test_a_draft_is_published_before_it_is_checked(
    readiness: ReadinessService, draft: Draft, people: People
) -> None:
    with pytest.raises(NotPublished):
        readiness.check(people.manager, draft.id, READY)


@pytest.mark.parametrize("lang", LANGS)
def test_every_problem_says_what_to_do(whole: ReadinessService, day: Day, lang: Lang) -> None:
    around = Surroundings((BoothAround("기표대 1", measured=False, printer="Slips"),))
    for finding in _check(whole, day, around).findings:
        assert finding.text.text(lang)
        assert finding.next_step.text(lang)
        assert "{" not in finding.describe(lang)

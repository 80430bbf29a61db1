"""Certifying a result: what is looked at, who may, and what is kept."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from omp_desktop import cli
from omp_desktop.domain.access_errors import ActionNotAllowed, SamePerson
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.canonical import canonical_bytes, parse_canonical
from omp_desktop.domain.election import ElectionState, PollAction
from omp_desktop.domain.election_errors import IllegalTransition
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.remark import RemarkKind
from omp_desktop.domain.sending import CentreLink
from omp_desktop.domain.tally import ContestResult, OptionTotal
from omp_desktop.domain.voting_errors import ReasonNeeded
from omp_desktop.paths import DATA_DIR_VARIABLE
from omp_desktop.record import layout
from omp_desktop.reports.cdf_results import election_report
from omp_desktop.reports.result_status import result_status
from omp_desktop.services import secrets
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.centre_errors import NotConnected
from omp_desktop.services.certificate import Certificate, Check, Line, Verdict
from omp_desktop.services.certification import CertificationService, Look
from omp_desktop.services.certification_checks import CentreSide, Figures, lines
from omp_desktop.services.certification_errors import CertifiedElsewhere, LookAgain, SumsDisagree
from omp_desktop.services.counting_errors import ResultsEmbargoed
from omp_desktop.services.deliveries import Delivery, Missing, deliveries
from omp_desktop.services.permit_figures import PermitFigures, permit_figures
from omp_desktop.services.poll_reports import ReportKind
from omp_desktop.services.poll_steps import POLL_EVENT
from omp_desktop.services.publication import read_published
from omp_desktop.services.reconciliation import Compared, Comparison, Pair, ReconciliationService
from omp_desktop.services.reconciliation_errors import AnotherHistory
from omp_desktop.services.record_export import RecordExport
from omp_desktop.services.remarks import RemarksService
from omp_desktop.services.session import SecondPerson
from omp_desktop.wire.unreachable import NoConnection
from tests.services import scene
from tests.services.keeping_centre import Gathering
from tests.services.polling_day import Day
from tests.services.scene import TWO_DAYS_BEFORE
from tests.services.stages import Station

WHY = "회선이 끊겨 나중에 대조"


def compared(*pairs: Pair, problems: tuple[OmpError, ...] = ()) -> Comparison:
    return Comparison("e", "가상 제1투표소", TWO_DAYS_BEFORE, pairs, problems)


MATCH = compared(Pair(Compared.BALLOTS, 3, 3))


class Asked(ReconciliationService):
    """What the centre answers is the test's."""

    answer: Comparison | OmpError = MATCH

    def compare(self, election_id: str) -> Comparison:
        del election_id
        if isinstance(self.answer, OmpError):
            raise self.answer
        return self.answer


@dataclass
class Counted:
    """A counted election at one station, and how it is certified."""

    day: Day
    asked: Asked = field(init=False)
    service: CertificationService = field(init=False)

    def __post_init__(self) -> None:
        core = self.day.desk.core
        self.asked = Asked(core, None)  # type: ignore[arg-type]  # nothing is connected
        self.service = CertificationService(core, self.asked)

    @property
    def second(self) -> SecondPerson:
        return self.day.people.beside(self.day.people.commission, self.day.people.observer)

    def look(self) -> Look:
        return self.service.look(self.day.id)

    def certify(self, reason: str = "", look: Look | None = None) -> Certificate:
        return self.service.certify(self.day.people.commission, self.second, look or self.look(), reason)

    def link(self, *, commission: bool = True) -> None:
        """This PC belongs to a centre, as the commission's or as a station's."""
        link = CentreLink("https://centre.test", "00" * 32, "0" * 32, commission=commission, confirmed=True)
        with self.day.desk.core.store.uow() as uow:
            uow.centre.set_link(link)
            uow.commit()

    def tamper(self) -> None:
        """One vote more in the opening that is stored."""
        with self.day.desk.core.store.uow() as uow:
            raw = uow.aggregates.opening(self.day.id)
            assert raw is not None
            said = parse_canonical(raw)
            said["totals"]["president"]["votes"][0] += 1
            uow.aggregates.put_opening(self.day.id, canonical_bytes(said))
            uow.commit()

    def state(self) -> ElectionState:
        return self.day.polls.status(self.day.id).state


@pytest.fixture
def counted(station: Station, open_day: Day) -> Counted:
    """Three ballots, one of them blank for president; closed and counted."""

    def vote_and_count() -> None:
        open_day.vote("1", 0)
        open_day.vote("2", 0)
        open_day.vote("3", None)
        open_day.close()
        open_day.count()

    station.step("three votes, close, count", vote_and_count)
    return Counted(open_day)


def verdicts(found: tuple[Line, ...]) -> dict[Check, Verdict]:
    return {line.check: line.verdict for line in found}


def line(found: tuple[Line, ...], check: Check) -> Line:
    return next(each for each in found if each.check is check)


def test_without_a_centre_everything_agrees_and_the_centre_cannot_be_known(counted: Counted) -> None:
    found = counted.look()
    assert verdicts(found.lines) == {
        Check.PERMITS: Verdict.AGREES,
        Check.VOTERS: Verdict.AGREES,
        Check.VOTES: Verdict.AGREES,
        Check.STATIONS: Verdict.AGREES,
        Check.CENTRE: Verdict.UNKNOWN,
    }
    assert not found.needs_reason
    assert line(found.lines, Check.VOTES).said.en.endswith("valid 2 + invalid 1 = ballots 3")


def test_two_people_certify_and_the_result_is_provisional_no_more(counted: Counted) -> None:
    assert counted.day.counting.result(counted.day.id).provisional
    certificate = counted.certify()
    result = counted.day.counting.result(counted.day.id)
    assert counted.state() is ElectionState.CERTIFIED
    assert not result.provisional
    assert result.certificate == counted.service.certificate(counted.day.id)
    assert certificate.names == ("위원", "참관인")
    assert result.as_certified


def test_what_was_certified_stands_in_the_log_and_in_its_report(counted: Counted) -> None:
    certificate = counted.certify()
    (entry,) = (
        each
        for each in AuditLog(counted.day.desk.core).page(limit=200)
        if each.event is AuditEvent.RESULT_CERTIFIED
    )
    report = counted.day.polls.report(counted.day.id, ReportKind.CERTIFIED)
    assert entry.details["figures"] == certificate.figures
    assert (certificate.chain_seq, certificate.chain_hash) == (entry.seq, entry.hash)
    assert report.people == certificate.people


def test_the_centre_is_told_of_it_as_of_every_step(counted: Counted) -> None:
    certificate = counted.certify()
    with counted.day.desk.core.store.read() as uow:
        said = [
            parse_canonical(item.payload)
            for item in uow.outbox.waiting("S", 1000, counted.day.id)
            if item.kind == POLL_EVENT
        ]
    assert (said[-1]["to"], said[-1]["figures"]) == ("certified", certificate.figures)


def test_the_manager_does_not_certify_and_nobody_does_alone(counted: Counted) -> None:
    day, look = counted.day, counted.look()
    with pytest.raises(ActionNotAllowed):
        counted.service.certify(day.people.manager, day.observer, look)
    commission = day.people.commission
    with pytest.raises(SamePerson):
        counted.service.certify(commission, day.people.beside(commission, commission), look)
    assert counted.state() is ElectionState.COUNTED


def test_a_result_is_certified_once(counted: Counted) -> None:
    look = counted.look()
    counted.certify(look=look)
    with pytest.raises(IllegalTransition):
        counted.certify(look=look)


def test_before_the_count_there_is_nothing_to_look_at(open_day: Day) -> None:
    with pytest.raises(ResultsEmbargoed):
        Counted(open_day).look()


def test_what_the_centre_confirms_agrees(counted: Counted) -> None:
    counted.link()
    found = counted.look()
    assert line(found.lines, Check.CENTRE).verdict is Verdict.AGREES
    assert line(found.lines, Check.QUEUE).verdict is Verdict.DIFFERS


def test_a_pc_without_a_station_of_its_own_has_nothing_to_compare(counted: Counted) -> None:
    counted.link()
    with counted.day.desk.core.store.uow() as uow:
        uow.settings.remove("this_station")
        uow.commit()
    counted.asked.answer = NotConnected()
    found = line(counted.look().lines, Check.CENTRE)
    assert (found.verdict, found.needs_reason) == (Verdict.UNKNOWN, False)
    assert "No votes are taken on this PC" in found.said.en


def test_a_station_of_several_certifies_nothing(counted: Counted) -> None:
    counted.link(commission=False)
    with pytest.raises(CertifiedElsewhere):
        counted.certify(WHY)
    assert counted.state() is ElectionState.COUNTED


@pytest.mark.parametrize(
    ("answer", "verdict", "words"),
    [
        (NoConnection(reason="cable"), Verdict.UNKNOWN, "could not be asked"),
        (compared(Pair(Compared.BALLOTS, 3, 2)), Verdict.DIFFERS, "ballots 3, centre 2"),
        (compared(Pair(Compared.BALLOTS, 3, 2, 1)), Verdict.DIFFERS, "does not have everything yet"),
        (compared(problems=(AnotherHistory(),)), Verdict.DIFFERS, "does not know"),
    ],
)
def test_what_the_centre_does_not_confirm_needs_a_reason_of_two_people(
    counted: Counted, answer: Comparison | OmpError, verdict: Verdict, words: str
) -> None:
    counted.link()
    counted.asked.answer = answer
    found = line(counted.look().lines, Check.CENTRE)
    assert found.verdict is verdict
    assert words in found.said.en
    with pytest.raises(ReasonNeeded) as refused:
        counted.certify()
    assert refused.value.params["action"] is PollAction.CERTIFY
    assert counted.state() is ElectionState.COUNTED
    assert counted.certify(WHY).reason == WHY


def test_sums_that_are_wrong_stop_everybody_whatever_the_reason(counted: Counted) -> None:
    counted.tamper()
    found = line(counted.look().lines, Check.VOTES)
    assert (found.verdict, found.stops) == (Verdict.DIFFERS, True)
    with pytest.raises(SumsDisagree):
        counted.certify(WHY)
    assert counted.state() is ElectionState.COUNTED


def test_figures_that_changed_after_the_certification_are_not_those_certified(counted: Counted) -> None:
    counted.certify()
    counted.tamper()
    result = counted.day.counting.result(counted.day.id)
    assert not result.as_certified
    status = result_status(result.certificate, scene.SEOUL, as_certified=result.as_certified)
    assert status.word == "changed"
    assert status.sentence("en").startswith("Figures changed since they were certified")
    election = counted.day.desk.elections.get(counted.day.id).election
    assert election_report(election, result, TWO_DAYS_BEFORE)["Status"] == "unofficial-complete"


def test_what_changed_while_people_looked_is_looked_at_again(counted: Counted) -> None:
    remarks = RemarksService(counted.day.desk.core)
    look = counted.look()
    manager = counted.day.people.manager
    remarks.note(manager, counted.day.id, RemarkKind.PAPER_ISSUED, "5")
    with pytest.raises(LookAgain):
        counted.certify(WHY, look)
    remarks.note(manager, counted.day.id, RemarkKind.PAPER_CAST, "5")
    assert counted.certify(look=look).lines[-1].check is Check.PAPER


def test_a_certificate_is_read_as_it_was_kept(counted: Counted) -> None:
    certificate = counted.certify()
    plain = replace(certificate, lines=tuple(replace(each, needs_reason=False) for each in certificate.lines))
    assert Certificate.from_text(certificate.to_text()) == plain


def test_a_station_that_was_left_out_has_to_be_explained(gathering: Gathering) -> None:
    gathering.collecting.leave_out(
        gathering.people.commission, gathering.second, gathering.id, gathering.second_station, "회선이 끊김"
    )
    gathering.count()
    asked = Asked(gathering.core, gathering.centre.network)
    found = CertificationService(gathering.core, asked).look(gathering.id)
    said = line(found.lines, Check.STATIONS)
    assert (said.verdict, said.needs_reason) == (Verdict.DIFFERS, True)
    assert "회선이 끊김" in said.said.ko


# The lines by themselves

HERE = Delivery(
    "s", "가상 제1투표소", here=True, listed=10, issued=0, cancelled=1, voted=3, ballots=3,
    poll_state="closed", missing=(),
)  # fmt: skip

PERMITS = PermitFigures(4, 1)


def contest(ballots: int = 3, votes: int = 2, allowed: int = 1) -> ContestResult:
    option = OptionTotal("o", 1, LocalText("갑돌", "Gap"), None, votes)
    return ContestResult(
        "c", LocalText("회장", "President"), (option,), ballots, ballots - votes, 0, 0, votes,
        ballots - votes, allowed,
    )  # fmt: skip


def looked(
    delivery: Delivery = HERE,
    result: ContestResult | None = None,
    permits: PermitFigures = PERMITS,
    paper: tuple[int | None, int | None] = (None, None),
) -> tuple[Line, ...]:
    return lines(Figures((result or contest(),), (delivery,), 0, permits, paper), CentreSide())


def test_the_difference_of_permits_and_ballots_names_the_cancelled_and_the_unused() -> None:
    found = line(looked(permits=PermitFigures(6, 1, 2)), Check.PERMITS)
    assert found.verdict is Verdict.AGREES
    assert found.said.en == "issued 6 − ballots 3 = difference 3: cancelled 1, not used 2"


def test_permits_that_nobody_can_explain_differ() -> None:
    found = line(looked(permits=PermitFigures(6, 1, 1)), Check.PERMITS)
    assert (found.verdict, found.needs_reason) == (Verdict.DIFFERS, True)
    assert found.said.en.endswith("not known 1")


def test_voters_who_voted_and_ballots_differ() -> None:
    found = line(looked(replace(HERE, ballots=2), contest(2)), Check.VOTERS)
    assert (found.said.en, found.needs_reason) == ("3 voters voted ≠ 2 ballots", True)


def test_a_permit_that_was_issued_again_was_handed_out_twice(open_day: Day) -> None:
    permit = open_day.permit("1")
    assert permit.voter_id is not None
    open_day.check_in.cancel(open_day.people.manager, open_day.id, permit.voter_id, "잘못 고름")
    open_day.vote("1")
    open_day.permit("2")
    with open_day.desk.core.store.read() as uow:
        stations = deliveries(uow, read_published(uow, open_day.id))
        assert permit_figures(uow, open_day.id, stations) == PermitFigures(3, 1, 1)


def test_other_ballots_opened_than_there_are_stop_everybody() -> None:
    found = line(looked(result=contest(4, 3)), Check.VOTES)
    assert (found.verdict, found.stops) == (Verdict.DIFFERS, True)


def test_where_several_may_be_chosen_the_choices_add_up() -> None:
    result = replace(contest(3, 3, allowed=2), undervotes=3)
    assert line(looked(result=result), Check.VOTES).said.en == (
        "President: votes 3 + choices not made 3 = 6 choices of 3 ballots"
    )


def test_what_a_station_did_not_deliver_is_named() -> None:
    found = line(looked(replace(HERE, missing=(Missing.GAP, Missing.PAGES))), Check.STATIONS)
    assert found.said.en == "가상 제1투표소: batches are missing in between, pages of ballots are missing."


@pytest.mark.parametrize(
    ("paper", "verdict"),
    [((5, 5), Verdict.AGREES), ((5, 4), Verdict.DIFFERS), ((5, None), Verdict.UNKNOWN)],
)
def test_paper_ballots_are_compared_where_somebody_noted_them(
    paper: tuple[int | None, int | None], verdict: Verdict
) -> None:
    found = line(looked(paper=paper), Check.PAPER)
    assert (found.verdict, found.needs_reason) == (verdict, verdict is not Verdict.AGREES)


def test_an_empty_queue_agrees() -> None:
    found = lines(Figures((), (HERE,), 0), CentreSide(linked=True, comparison=MATCH))
    assert line(found, Check.QUEUE).verdict is Verdict.AGREES


# What leaves the program


def readme(counted: Counted, folder: Path) -> str:
    record = RecordExport(counted.day.desk.core).export(counted.day.id, folder / "record.zip")
    with zipfile.ZipFile(record.file) as archive:
        return archive.read(layout.README).decode("utf-8")


def test_the_record_says_whether_its_result_is_certified(counted: Counted, tmp_path: Path) -> None:
    assert "provisional – not certified yet" in readme(counted, tmp_path)
    certificate = counted.certify()
    said = readme(counted, tmp_path)
    assert "certified – 2026-12-03 18:01 (Asia/Seoul) · 위원, 참관인" in said
    assert certificate.figures in said


def command(counted: Counted, *options: str) -> Result:
    place = {DATA_DIR_VARIABLE: str(counted.day.desk.core.data_dir)}
    box = counted.day.desk.core.secrets_box
    box.put(secrets.STORE_KEY, scene.STORE_KEY)
    box.put(secrets.OWN_VOTE_KEY, scene.OWN_VOTE_KEY)
    return CliRunner().invoke(cli.app, ["certification", "--lang", "en", *options], env=place)


def test_the_command_shows_every_line_and_then_what_was_certified(counted: Counted) -> None:
    before = command(counted)
    assert before.exit_code == 0, before.output
    assert "✓ valid and invalid votes: President: valid 2 + invalid 1 = ballots 3" in before.output
    assert "? station and centre" in before.output
    counted.certify(WHY)
    after = command(counted)
    assert "Certified – 2026-12-03 18:01 · 위원, 참관인" in after.output
    assert f"Reason: {WHY}" in after.output
    told = json.loads(command(counted, "--json").output)
    assert (told["status"], told["certified_by"]) == ("certified", ["위원", "참관인"])


def test_the_command_ends_with_no_where_people_have_to_say_why(counted: Counted) -> None:
    manager = counted.day.people.manager
    RemarksService(counted.day.desk.core).note(manager, counted.day.id, RemarkKind.PAPER_CAST, "1")
    said = command(counted, "--json")
    assert said.exit_code == 1
    assert json.loads(said.output)["status"] == "provisional"

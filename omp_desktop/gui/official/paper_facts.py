"""From what the services know to what the papers say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from omp_desktop.domain.amendment import AmendmentKind
from omp_desktop.domain.election import Election, ElectionState, PollAction
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.tally import ContestResult
from omp_desktop.domain.voting_window import local_minute
from omp_desktop.gui.official.paper_sheet import Paper
from omp_desktop.reports.count_facts import CountedStation, CountFacts
from omp_desktop.reports.count_sheet import count_sheet
from omp_desktop.reports.happened import Happened
from omp_desktop.reports.polling_record import Change, LeftOver, PollFacts, PollStep
from omp_desktop.reports.readiness_sheet import ReadinessFacts, ReadinessLine
from omp_desktop.reports.reconciliation_sheet import ComparedFacts, ComparedLine, reconciliation_sheet
from omp_desktop.services.certificate import Verdict
from omp_desktop.services.papers import PaperSources
from omp_desktop.services.poll_reports import ReportKind
from omp_desktop.services.readiness_report import ReadinessReport
from omp_desktop.services.reconciliation import Comparison
from omp_desktop.services.results import ElectionResult
from omp_desktop.store.records import PollEvent

_OVER = frozenset({ElectionState.CLOSED, ElectionState.COUNTED, ElectionState.CERTIFIED})
_AFTER_THE_POLLS = frozenset({PollAction.COUNT, PollAction.CERTIFY})
COMPARISON = LocalText("대조표", "Reconciliation")
_COUNT = LocalText("개표상황표: {contest}", "Count sheet: {contest}")
_WITHDRAWN = LocalText("후보자 사퇴: 기호 {number}번 {name}", "Withdrawal: No. {number} {name}")
_LONGER = LocalText("투표 시간 연장: {until}까지", "Longer hours: until {until}")
_ID_SHOWN = 8


def count_paper(sources: PaperSources, result: ElectionResult, contest: ContestResult) -> Paper:
    """The count sheet of one contest of the result."""
    facts = count_facts(sources, result)
    return Paper(
        count_name(contest.title),
        f"count-sheet-{contest.contest_id}",
        lambda lang: count_sheet(facts, contest, lang),
    )


def count_name(title: LocalText) -> LocalText:
    """What people call the count sheet of the contest with this title."""
    return LocalText(_COUNT.ko.format(contest=title.text("ko")), _COUNT.en.format(contest=title.text("en")))


def count_facts(sources: PaperSources, result: ElectionResult) -> CountFacts:
    """What every count sheet of the election says."""
    election, counted = sources.election, [each for each in sources.deliveries if not each.left_out]
    closed, certificate = sources.last(PollAction.CLOSE), sources.certificate
    return CountFacts(
        election=election.name,
        timezone=election.timezone,
        listed=sum(each.listed for each in sources.deliveries),
        voted=sum(each.voted for each in counted),
        issued=sources.permits.issued,
        unused=sources.permits.unused,
        cancelled=sources.permits.cancelled,
        stations=tuple(
            CountedStation(each.name, each.listed, 0 if each.left_out else each.ballots, each.left_out)
            for each in sources.deliveries
        ),
        closed_at=None if closed is None else closed.at,
        counted=_happened(sources.last(PollAction.COUNT), sources.names),
        certified=None
        if certificate is None
        else Happened(certificate.at, certificate.names, certificate.reason),
        remarks=sources.remarks,
        names=sources.names,
        commissioners=election.commissioners,
        figures="" if certificate is None else certificate.figures,
        doubts=()
        if certificate is None
        else tuple(line.said for line in certificate.lines if line.verdict is not Verdict.AGREES),
        changed=not result.as_certified,
        test_mode=election.test_mode,
    )


def poll_facts(sources: PaperSources) -> PollFacts:
    """What the polling record of this station says."""
    election, zero = sources.election, sources.kept.get(ReportKind.ZERO)
    names = sources.names
    return PollFacts(
        election=election.name,
        station=sources.station,
        timezone=election.timezone,
        windows=election.windows,
        state=election.state,
        turnout=sources.turnout,
        ballots=sources.counts.ballots,
        cancelled=sources.counts.cancelled,
        tested=sources.counts.tested + sources.counts.void,
        zero=None if zero is None else Happened(zero.at, _people(zero.people, names)),
        steps=tuple(
            PollStep(
                event.action,
                Happened(event.at, _people(event.actor_ids, names), event.note),
                event.counts.get("ballots"),
                event.counts.get("waiting"),
            )
            for event in sources.events
            if event.action not in _AFTER_THE_POLLS
        ),
        changes=tuple(_changes(sources)),
        methods=sources.methods,
        left_over=_left_over(sources),
        remarks=sources.remarks,
        names=names,
        test_mode=election.test_mode,
    )


def comparison_paper(election: Election, comparison: Comparison) -> Paper:
    """The reconciliation of a station with the centre."""
    facts = compared_facts(election, comparison)
    return Paper(COMPARISON, "reconciliation", lambda lang: reconciliation_sheet(facts, lang))


def compared_facts(election: Election, comparison: Comparison) -> ComparedFacts:
    """What the reconciliation says."""
    return ComparedFacts(
        election.name,
        comparison.station_name,
        election.timezone,
        Happened(comparison.at, ()),
        tuple(
            ComparedLine(pair.what, pair.station, pair.centre, pair.waiting, pair.holds)
            for pair in comparison.pairs
        ),
        comparison.problems,
        election.test_mode,
    )


def readiness_facts(report: ReadinessReport, election: Election, names: Mapping[str, str]) -> ReadinessFacts:
    """What the readiness check says; `names` of accounts by id."""
    return ReadinessFacts(
        election.name,
        report.station,
        election.timezone,
        Happened(report.at, _people((report.person,), names)),
        LocalText(report.clock.ko, report.clock.en),
        tuple(
            ReadinessLine(finding.area, finding.text, finding.next_step, finding.ok)
            for finding in report.findings
        ),
        report.chain_seq,
        report.chain_hash,
        election.test_mode,
    )


def _changes(sources: PaperSources) -> Iterator[Change]:
    """Withdrawals and longer hours: what people at the polls had to know of."""
    published = sources.published
    if published is None:
        return
    options = {option.id: option for contest in published.manifest.contests for option in contest.options}
    for amendment in published.amendments:
        kind, payload = amendment.kind, amendment.payload
        if kind is AmendmentKind.WITHDRAWAL:
            option = options[payload["option_id"]]
            said = LocalText(
                _WITHDRAWN.ko.format(number=option.number, name=option.name.text("ko")),
                _WITHDRAWN.en.format(number=option.number, name=option.name.text("en")),
            )
            yield Change(amendment.made_at, said)
        elif kind is AmendmentKind.HOURS:
            until = local_minute(datetime.fromisoformat(payload["closes"]), sources.election.timezone)
            yield Change(
                amendment.made_at, LocalText(_LONGER.ko.format(until=until), _LONGER.en.format(until=until))
            )


def _left_over(sources: PaperSources) -> LeftOver | None:
    closed = sources.last(PollAction.CLOSE)
    if closed is None or sources.election.state not in _OVER:
        return None
    found = closed.counts
    return LeftOver(found["voided"], found["permits_cancelled"], found["left_waiting"])


def _happened(event: PollEvent | None, names: Mapping[str, str]) -> Happened | None:
    return None if event is None else Happened(event.at, _people(event.actor_ids, names), event.note)


def _people(ids: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(person, person[:_ID_SHOWN]) for person in ids)

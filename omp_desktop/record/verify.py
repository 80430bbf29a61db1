"""Verifying an election record: all checks in their order, one result for each, as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from omp_desktop.crypto.pages import STATUS_BYTES
from omp_desktop.crypto.trustees import TrusteePublic
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.manifest import Manifest
from omp_desktop.record.authority import (
    Published,
    check_amendments,
    check_devices,
    check_manifest,
    check_trustees,
)
from omp_desktop.record.bulk import Workers, usable_cores
from omp_desktop.record.chains import (
    check_closings,
    check_countersignatures,
    check_pages,
    check_participation,
)
from omp_desktop.record.checks import NEEDS, Check, Outcome, Result
from omp_desktop.record.closing_file import ClosingReport
from omp_desktop.record.errors import RecordBad
from omp_desktop.record.files import RecordFiles, check_files, read_listed, read_page
from omp_desktop.record.layout import RecordedDevice
from omp_desktop.record.opened import RecordedOpening
from omp_desktop.record.page import RecordedPage
from omp_desktop.record.proving import Proved, check_sums, prove_all
from omp_desktop.record.source import Source, open_source
from omp_desktop.record.totals import check_openings, check_totals
from omp_desktop.record.unique import Marks


def _no_progress(_check: Check, _done: int, _total: int) -> None:
    """Nobody looks."""


def _never() -> bool:
    return False


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


@dataclass(frozen=True, slots=True)
class Expected:
    """What whoever verifies knows from elsewhere: the published manifest hash in hex, closing reports."""

    manifest_hash: str | None = None
    closings: Sequence[ClosingReport] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """How far it has come, as (check, done, total), and whether to stop. `processes` is as many as cores."""

    progress: Callable[[Check, int, int], None] = _no_progress
    cancelled: Callable[[], bool] = _never
    processes: int = field(default_factory=usable_cores)


@dataclass(frozen=True, slots=True)
class DevicePrint:
    """What a closing report says of a device: its key and closing value in hex."""

    name: str
    public_key: str
    closing_value: str | None


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What a record says of itself, to be compared with what was published: all in hex."""

    manifest_hash: str
    election_key: str
    commission_key: str
    devices: Sequence[DevicePrint]


@dataclass(frozen=True, slots=True)
class Counted:
    """The election and its final opening, whose totals are those of all cast ballots."""

    manifest: Manifest
    final: RecordedOpening


_TESTED: Final = STATUS_BYTES[BallotStatus.TESTED]
_NOTHING: Final = Expected()
_ALONE: Final = Watch()


class Verification:
    """One verification: `results` makes it; afterwards `fingerprints` and `counted` say what it found."""

    def __init__(self, path: Path, expected: Expected = _NOTHING, watch: Watch = _ALONE) -> None:
        self._path = path
        self._expected = expected
        self._watch = watch
        self._marks = Marks()
        # What earlier checks found. A check is made only after those that it needs.
        self._source: Source
        self._workers: Workers
        self._files: RecordFiles
        self._published: Published
        self._publics: Sequence[TrusteePublic]
        self._devices: Mapping[str, RecordedDevice]
        self._proved: Proved | None = None
        self._passed: set[Check] = set()

    def results(self) -> Iterator[Result]:
        """Every check once, in order.

        Raises RecordUnreadable, VerificationCancelled and VerificationFailed; whatever is wrong with the
        record is a result.
        """
        with ExitStack() as stack:
            self._workers = stack.enter_context(Workers(self._watch.processes, self._watch.cancelled))
            for check in Check:
                if not self._passed >= NEEDS[check]:
                    yield Result(check, Outcome.NOT_MADE)
                    continue
                try:
                    if check is Check.FILES:
                        self._source = stack.enter_context(open_source(self._path))
                    found = self._makers[check](self)
                except RecordBad as problem:
                    yield Result(check, Outcome.FAILS, problem=problem)
                else:
                    self._passed.add(check)
                    yield Result(check, Outcome.HOLDS, found)

    @property
    def fingerprints(self) -> Fingerprints | None:
        """To be compared with what was published; None where not even the manifest holds."""
        if Check.MANIFEST not in self._passed:
            return None
        manifest = self._published.manifest
        values = {closing.device_id: closing.value.hex() for closing in self._files.closings}
        return Fingerprints(
            self._published.manifest_hash,
            manifest.public_key,
            manifest.commission_key,
            [
                DevicePrint(device.name, device.public_key.hex(), values.get(device.device_id))
                for device in self._files.devices
            ],
        )

    @property
    def counted(self) -> Counted | None:
        """What was counted; None unless everything holds."""
        if self._passed != set(Check):
            return None
        return Counted(self._published.manifest, self._files.openings[-1])

    def _check_files(self) -> LocalText:
        progress = partial(self._watch.progress, Check.FILES)
        self._files = check_files(self._source, self._workers, self._marks, progress)
        count = len(self._files.head.files) + 1
        return LocalText(f"파일 {count:,}개", _many(count, "file"))

    def _check_manifest(self) -> LocalText:
        self._published = check_manifest(self._files, self._expected.manifest_hash)
        name = self._published.manifest.name
        if self._expected.manifest_hash is None:
            return name
        return LocalText(
            f"{name.text('ko')}, 알려 준 확인값과 같음", f"{name.text('en')}, with the given hash"
        )

    def _check_amendments(self) -> LocalText:
        check_amendments(self._files.amendments, self._published)
        count = len(self._files.amendments)
        return LocalText(f"변경 공고 {count:,}건", _many(count, "amendment"))

    def _check_trustees(self) -> LocalText:
        self._publics = check_trustees(self._published)
        quorum, count = self._publics[0].quorum, len(self._publics)
        return LocalText(
            f"개표 관리인 {count}명, 필요 인원 {quorum}명", f"{_many(count, 'trustee')}, quorum {quorum}"
        )

    def _check_devices(self) -> LocalText:
        self._devices = check_devices(self._files.devices, self._published)
        count = len(self._devices)
        return LocalText(f"기기 {count:,}대", _many(count, "device"))

    def _check_pages(self) -> LocalText:
        check_pages(self._files.pages, self._published.context, self._devices)
        count = len(self._files.pages)
        return LocalText(f"{count:,}쪽", _many(count, "page"))

    def _check_ballots(self) -> LocalText:
        proved = self._prove()
        if proved.ballots is not None:
            raise proved.ballots
        return LocalText(f"투표지 {proved.checked:,}장", _many(proved.checked, "ballot"))

    def _check_unique(self) -> LocalText:
        self._marks.check(self._pages())
        count = self._marks.count
        return LocalText(f"값 {count:,}개", _many(count, "value"))

    def _check_tested(self) -> LocalText:
        proved = self._prove()
        if proved.tested is not None:
            raise proved.tested
        count = sum(page.count(_TESTED) for page in self._files.pages)
        return LocalText(f"시험한 투표지 {count:,}장", _many(count, "tested ballot"))

    def _check_closings(self) -> LocalText:
        reports = self._expected.closings
        check_closings(self._files, self._published, self._devices, reports)
        count = len(self._files.closings)
        if not reports:
            return LocalText(f"마감 값 {count:,}개", _many(count, "closing value"))
        same = sum(len(report.devices) for report in reports)
        return LocalText(
            f"마감 값 {count:,}개, 마감 보고서와 같음 {same:,}개",
            f"{_many(count, 'closing value')}, {same:,} as reported",
        )

    def _check_participation(self) -> LocalText:
        check_participation(self._files, self._published)
        voted = sum(station.cast for station in self._files.stations)
        listed = sum(station.listed for station in self._files.stations)
        return LocalText(f"선거인 {listed:,}명 중 {voted:,}명 투표", f"{voted:,} of {listed:,} voters")

    def _check_sums(self) -> LocalText:
        proved = self._prove()
        check_sums(self._files.sums, proved.sums, self._published.context)
        return LocalText(
            f"투표지 {proved.sums.ballots:,}장의 합계", f"sums of {_many(proved.sums.ballots, 'ballot')}"
        )

    def _check_openings(self) -> LocalText:
        check_openings(self._files, self._published, self._publics)
        live = len(self._files.openings) - 1
        return LocalText(
            f"최종 개표와 투표 중 개표 {live:,}회", f"the final one and {live:,} during the vote"
        )

    def _check_totals(self) -> LocalText:
        check_totals(self._files.openings, self._published.context)
        count = len(self._published.manifest.contests)
        return LocalText(f"선거 항목 {count:,}개", _many(count, "contest"))

    def _check_countersignatures(self) -> LocalText:
        check_countersignatures(self._files, self._devices)
        count = len(self._files.countersignatures.pages)
        return LocalText(f"확인 서명 {count:,}개", _many(count, "countersigned page"))

    def _prove(self) -> Proved:
        """The one pass over the ballots that three checks live on."""
        if self._proved is None:
            self._proved = prove_all(
                self._source,
                self._files,
                self._published.context,
                self._devices,
                workers=self._workers,
                progress=partial(self._watch.progress, Check.BALLOTS),
            )
        return self._proved

    def _pages(self) -> Iterator[RecordedPage]:
        files = self._files.head.files
        for page in self._files.pages:
            yield read_page(page.name, read_listed(self._source, page.name, files[page.name]))

    _makers: ClassVar[Mapping[Check, Callable[[Verification], LocalText]]] = {
        Check.FILES: _check_files,
        Check.MANIFEST: _check_manifest,
        Check.AMENDMENTS: _check_amendments,
        Check.TRUSTEES: _check_trustees,
        Check.DEVICES: _check_devices,
        Check.PAGES: _check_pages,
        Check.BALLOTS: _check_ballots,
        Check.UNIQUE: _check_unique,
        Check.TESTED: _check_tested,
        Check.CLOSINGS: _check_closings,
        Check.PARTICIPATION: _check_participation,
        Check.SUMS: _check_sums,
        Check.OPENINGS: _check_openings,
        Check.TOTALS: _check_totals,
        Check.COUNTERSIGNATURES: _check_countersignatures,
    }

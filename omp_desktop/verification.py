"""The command `verify`: a line for every check as soon as it is made, and what is left to compare by hand.

It needs no station and makes no folder: whoever verifies has the record and nothing else. Names in a record
are a stranger's; they never reach the terminal with characters that could rule it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any, Final

import typer

from omp_desktop.console import NO, WRONG_USE, YES, complain, exit_code
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang, LocalText, Param, say
from omp_desktop.domain.manifest import ManifestContest
from omp_desktop.record.checks import Check, Outcome, Result
from omp_desktop.record.closing_file import read_closing_file
from omp_desktop.record.errors import WHOLE, RecordBad
from omp_desktop.record.verify import Counted, Expected, Fingerprints, Verification, Watch

INTERRUPTED: Final = 130  # as shells say it
_MARKS: Final = {Outcome.HOLDS: "✓", Outcome.FAILS: "✗", Outcome.NOT_MADE: "–"}
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_SHOWN_MOST: Final = 200
_DEVICES_MOST: Final = 50


def verify_record(
    record: Path, manifest_hash: str | None, closings: Sequence[Path], lang: Lang, *, as_json: bool
) -> int:
    """Verifies a record, says what came of it, and returns the exit code."""
    try:
        expected = Expected(_hash(manifest_hash), tuple(map(read_closing_file, closings)))
    except ValueError:
        complaint = LocalText(
            "--manifest-hash에는 공고문 확인값 64글자(0-9, a-f)를 적으십시오.",
            "--manifest-hash takes the 64 characters (0-9, a-f) of the published hash.",
        )
        typer.echo(complaint.text(lang), err=True)
        return WRONG_USE
    except OmpError as error:
        complain(error, lang)
        return exit_code(error)
    bars = _Bars(lang)
    verification = Verification(record, expected, Watch(progress=bars.show))
    results: list[Result] = []
    try:
        with bars:
            for result in verification.results():
                bars.end()
                results.append(result)
                if not as_json:
                    typer.echo(_line(result, lang))
    except KeyboardInterrupt:
        return INTERRUPTED
    except OmpError as error:
        complain(error, lang)
        return exit_code(error)
    if as_json:
        typer.echo(json.dumps(_json(record, results, verification.fingerprints, lang), ensure_ascii=False))
    else:
        for line in _closing_words(results, verification, expected, lang):
            typer.echo(line)
    return NO if any(result.outcome is not Outcome.HOLDS for result in results) else YES


def _hash(entered: str | None) -> str | None:
    """The published hash as it is compared. People leave gaps in it. Raises ValueError."""
    if entered is None:
        return None
    plain = re.sub(r"[\s-]", "", entered).lower()
    if not _HASH.fullmatch(plain):
        raise ValueError
    return plain


def _line(result: Result, lang: Lang) -> str:
    head = f"{_MARKS[result.outcome]} {result.check.value}: "
    if result.problem is not None:
        return head + ": ".join(_parts(result.problem, lang))
    return head + _printable(result.outcome.label(lang) if result.found is None else result.found.text(lang))


def _parts(problem: RecordBad, lang: Lang) -> list[str]:
    """File, item unless it is the whole file, and what is wrong."""
    parts: Iterable[Param] = (problem.params[name] for name in ("file", "item", "fault"))
    return [_printable(say(part, lang)) for part in parts if part != WHOLE]


def _printable(text: str) -> str:
    shown = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text[:_SHOWN_MOST])
    return shown if len(text) <= _SHOWN_MOST else f"{shown}…"


def _json(record: Path, results: Sequence[Result], prints: Fingerprints | None, lang: Lang) -> dict[str, Any]:
    return {
        "record": str(record),
        "holds": all(result.outcome is Outcome.HOLDS for result in results),
        "checks": [_check_json(result, lang) for result in results],
        "manifest_hash": prints and prints.manifest_hash,
        "election_key": prints and prints.election_key,
        "commission_key": prints and prints.commission_key,
        "devices": [
            {
                "name": each.name,
                "public_key": each.public_key,
                "closing_value": each.closing_value,
            }
            for each in (prints.devices if prints else ())
        ],
    }


def _check_json(result: Result, lang: Lang) -> dict[str, Any]:
    said: dict[str, Any] = {"check": result.check.value, "outcome": result.outcome.value}
    if result.found is not None:
        said["text"] = result.found.text(lang)
    if result.problem is not None:
        params = result.problem.params
        said |= {name: say(params[name], lang) for name in ("file", "item")}
        said["text"] = say(params["fault"], lang)
    return said


def _closing_words(
    results: Sequence[Result], verification: Verification, expected: Expected, lang: Lang
) -> Iterator[str]:
    yield ""
    counted = verification.counted
    if counted is None:
        failed = ", ".join(result.check.value for result in results if result.outcome is Outcome.FAILS)
        yield LocalText(f"기록이 맞지 않습니다: {failed}", f"The record does not hold: {failed}").text(lang)
        problem = next(result.problem for result in results if result.problem is not None)
        yield problem.describe(lang).next_step
    else:
        yield from _totals(counted, lang)
        yield LocalText("기록이 모두 맞습니다.", "Everything in the record holds.").text(lang)
    if verification.fingerprints is not None:
        yield from _to_compare(verification.fingerprints, expected, lang)


def _totals(counted: Counted, lang: Lang) -> Iterator[str]:
    manifest, final = counted.manifest, counted.final
    ballots = final.ballots
    yield _printable(manifest.name.text(lang))
    if manifest.test_mode:
        yield LocalText("모의투표입니다. 효력이 없습니다.", "A mock vote: nothing in it counts.").text(lang)
    yield LocalText(f"투표지 {ballots:,}장", f"{ballots:,} ballot{'' if ballots == 1 else 's'}").text(lang)
    for contest in manifest.contests:
        yield f"  {_printable(contest.title.text(lang))}"
        totals = final.totals[contest.id]
        for name, votes in zip(_option_names(contest, lang), totals.votes, strict=True):
            yield f"{votes:>12,}  {name}"
        if totals.blank is not None:
            yield f"{totals.blank:>12,}  {LocalText('선택 없음', 'blank').text(lang)}"
    yield ""


def _option_names(contest: ManifestContest, lang: Lang) -> Iterator[str]:
    for option in contest.selectable:
        yield f"{option.number}  {_printable(option.name.text(lang))}"


def _to_compare(prints: Fingerprints, expected: Expected, lang: Lang) -> Iterator[str]:
    """What nobody can see from the record alone."""
    if expected.manifest_hash is None:
        yield ""
        yield LocalText("다음을 공고된 값과 비교하십시오:", "Compare these with the published notice:").text(
            lang
        )
        for label, value in (
            (LocalText("공고문 확인값", "manifest hash"), prints.manifest_hash),
            (LocalText("위원회 열쇠", "commission key"), prints.commission_key),
            (LocalText("선거 열쇠", "election key"), prints.election_key),
        ):
            yield f"  {value}  {label.text(lang)}"
    if not expected.closings and prints.devices:
        yield ""
        yield LocalText(
            "다음을 마감 보고서의 기기 열쇠와 마감 값과 비교하십시오:",
            "Compare these keys of devices and closing values with the closing reports:",
        ).text(lang)
        for device in prints.devices[:_DEVICES_MOST]:
            yield f"  {_printable(device.name)}"
            yield f"    {device.public_key}  {LocalText('기기 열쇠', 'key').text(lang)}"
            if device.closing_value is not None:
                yield f"    {device.closing_value}  {LocalText('마감 값', 'closing value').text(lang)}"
        more = len(prints.devices) - _DEVICES_MOST
        if more > 0:
            yield LocalText(
                f"  그 밖에 {more:,}대가 devices.json과 closings.json에 있습니다.",
                f"  and {more:,} more in devices.json and closings.json",
            ).text(lang)


class _Bars:
    """A bar on a terminal while a long check lasts, nothing otherwise."""

    _LABELS: Final = {
        Check.FILES: LocalText("파일 읽는 중", "Reading the files"),
        Check.BALLOTS: LocalText("투표지 검증 중", "Checking the ballots"),
    }

    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang
        self._stack = ExitStack()
        self._check: Check | None = None
        self._bar: Any = None

    def __enter__(self) -> _Bars:
        return self

    def __exit__(self, *_error: object) -> None:
        self.end()

    def show(self, check: Check, done: int, total: int) -> None:
        """So much of this check is done."""
        if sys.stderr is None or not sys.stderr.isatty():
            return
        if check is not self._check:
            self.end()
            label = self._LABELS[check].text(self._lang)
            bar: AbstractContextManager[Any] = typer.progressbar(length=total, label=label, file=sys.stderr)
            self._bar, self._check = self._stack.enter_context(bar), check
        self._bar.update(done - self._bar.pos)

    def end(self) -> None:
        """The check is done; its bar stays as it is."""
        self._stack.close()
        self._check = None

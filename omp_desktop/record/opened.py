"""Sums and openings in the record: JSON forms, and the way from and to `Aggregate`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from omp_desktop.crypto.aggregate import Aggregate, decode_aggregate, encode_contest
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.elgamal import Ciphertext
from omp_desktop.crypto.errors import OpeningMalformed
from omp_desktop.crypto.group import POINT_BYTES
from omp_desktop.crypto.opening import OpenedContest, PartialOpening
from omp_desktop.domain.json_fields import FieldWrong
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.record.form import Form

_SUM_NAMES: Final = ("ballots", "contests")
_OPENING_NAMES: Final = ("kind", "ballots", "sums", "units", "partials", "totals")


@dataclass(frozen=True, slots=True)
class RecordedSums:
    """sums.json: per contest the products; empty where there are no ballots."""

    ballots: int
    contests: Mapping[str, tuple[Ciphertext, ...]]

    @staticmethod
    def of(aggregate: Aggregate) -> RecordedSums:
        """The sums as they are written."""
        contests = {
            contest_id: tuple(each for each in ciphertexts if each is not None)
            for contest_id, ciphertexts in aggregate.contests.items()
        }
        return RecordedSums(aggregate.ballots, contests)

    def to_json(self) -> dict[str, Any]:
        """As it stands in sums.json, and in an opening."""
        return {
            "ballots": self.ballots,
            "contests": {
                contest_id: [{"alpha": each.alpha.hex(), "beta": each.beta.hex()} for each in ciphertexts]
                for contest_id, ciphertexts in self.contests.items()
            },
        }

    @staticmethod
    def from_json(value: Any) -> RecordedSums:
        """Reads sums.json."""
        return _sums(Form(value, _SUM_NAMES))

    def aggregate(self, context: ElectionContext) -> Aggregate:
        """The sums of this election's contests, every point checked. Raises AggregateMalformed."""
        present = Aggregate(self.ballots, dict(self.contests))
        if not self.ballots and not any(self.contests.values()):
            absent = {shape.contest_id: (None,) * len(shape.labels) for shape in context.contests}
            present = Aggregate(0, {name: absent.get(name, ()) for name in self.contests})
        encoded = {contest_id: encode_contest(present, contest_id) for contest_id in self.contests}
        return decode_aggregate(context, encoded)


@dataclass(frozen=True, slots=True)
class RecordedOpening:
    """A sum that was opened: over how many ballots of which units (stations), by whom, with what totals."""

    kind: OpeningKind
    ballots: int
    sums: RecordedSums
    units: Mapping[str, int]
    partials: tuple[PartialOpening, ...]
    totals: Mapping[str, OpenedContest]

    @staticmethod
    def of(
        kind: OpeningKind,
        aggregate: Aggregate,
        units: Mapping[str, int],
        partials: Iterable[PartialOpening],
        totals: Mapping[str, OpenedContest],
    ) -> RecordedOpening:
        """The opening of these sums."""
        sums = RecordedSums.of(aggregate)
        return RecordedOpening(kind, aggregate.ballots, sums, units, tuple(partials), totals)

    def to_json(self) -> dict[str, Any]:
        """As it stands in openings.json."""
        return {
            "kind": self.kind.value,
            "ballots": self.ballots,
            "sums": self.sums.to_json(),
            "units": dict(self.units),
            "partials": [each.to_json() for each in self.partials],
            "totals": {
                contest_id: {"votes": list(each.votes), "blank": each.blank}
                for contest_id, each in self.totals.items()
            },
        }


def openings_json(openings: Iterable[RecordedOpening]) -> dict[str, Any]:
    """openings.json, in the order in which they were opened."""
    return {"openings": [each.to_json() for each in openings]}


def read_openings(value: Any) -> tuple[RecordedOpening, ...]:
    """Reads openings.json."""
    return tuple(map(_opening, Form(value, ("openings",)).children("openings", _OPENING_NAMES)))


def _opening(form: Form) -> RecordedOpening:
    totals = {
        contest_id: OpenedContest(
            each.numbers("votes"), None if each.raw("blank") is None else each.number("blank")
        )
        for contest_id, each in form.children_by_name("totals", ("votes", "blank"))
    }
    return RecordedOpening(
        form.word("kind", OpeningKind),
        form.number("ballots"),
        _sums(form.child("sums", _SUM_NAMES)),
        form.number_by_id("units"),
        _partials(form),
        totals,
    )


def _partials(form: Form) -> tuple[PartialOpening, ...]:
    partials = form.raw("partials")
    if not isinstance(partials, list):
        form.refuse("partials")
    try:
        return tuple(map(PartialOpening.from_json, partials))
    except OpeningMalformed as error:
        raise FieldWrong(f"openings.partials: {error.params['part']}") from error


def _sums(form: Form) -> RecordedSums:
    contests = {
        contest_id: tuple(
            Ciphertext(each.data("alpha", POINT_BYTES), each.data("beta", POINT_BYTES))
            for each in ciphertexts
        )
        for contest_id, ciphertexts in form.lists_by_name("contests", ("alpha", "beta"))
    }
    return RecordedSums(form.number("ballots"), contests)

"""Which choices make a ballot."""

from dataclasses import replace

import pytest

from omp_desktop.domain.ballot import check_selections
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.manifest import ManifestContest, manifest_contest
from omp_desktop.domain.voting_errors import BlankNotAllowed, TooManyChoices, UnknownOption, WithdrawnChoice
from tests.unit.domain.examples import COUNCIL, PRESIDENT, a_candidate, withdrawn

ONE, TWO, FIVE = (a_candidate(number).id for number in (1, 2, 5))


def president(*, blank: bool = True) -> ManifestContest:
    candidates = [a_candidate(1), a_candidate(2), withdrawn(a_candidate(5))]
    return manifest_contest(replace(PRESIDENT, blank_allowed=blank), candidates)


def council() -> ManifestContest:
    return manifest_contest(COUNCIL, [a_candidate(n, contest_id="council") for n in range(11, 16)])


def councillors(*numbers: int) -> frozenset[str]:
    return frozenset(a_candidate(number).id for number in numbers)


def test_one_choice_is_a_ballot() -> None:
    check_selections([president()], {"president": frozenset({ONE})})


def test_choices_up_to_the_limit_are_a_ballot() -> None:
    check_selections([president(), council()], {"council": councillors(11, 13, 15)})


@pytest.mark.parametrize("selections", [{}, {"president": frozenset()}])
def test_choosing_nothing_is_a_ballot_where_it_is_allowed(selections: dict[str, frozenset[str]]) -> None:
    check_selections([president()], selections)
    with pytest.raises(BlankNotAllowed):
        check_selections([president(blank=False)], selections)


def test_too_many_choices_are_no_ballot() -> None:
    with pytest.raises(TooManyChoices) as caught:
        check_selections([council()], {"council": councillors(11, 12, 13, 14)})
    assert caught.value.params["limit"] == 3


def test_a_candidate_who_withdrew_before_publication_cannot_be_chosen() -> None:
    with pytest.raises(WithdrawnChoice):
        check_selections([president()], {"president": frozenset({FIVE})})


def test_a_candidate_who_withdrew_since_cannot_be_chosen() -> None:
    with pytest.raises(WithdrawnChoice):
        check_selections([president()], {"president": frozenset({TWO})}, frozenset({TWO}))


@pytest.mark.parametrize(
    "selections",
    [{"president": frozenset({"f" * 32})}, {"mayor": frozenset()}, {"president": councillors(11)}],
)
def test_what_is_not_on_the_ballot_cannot_be_chosen(selections: dict[str, frozenset[str]]) -> None:
    with pytest.raises(UnknownOption):
        check_selections([president(), council()], selections)


def test_a_refusal_never_says_what_was_chosen() -> None:
    wrong = [
        ({"president": frozenset({ONE, TWO})}, frozenset()),
        ({"president": frozenset({FIVE})}, frozenset()),
        ({"president": frozenset({ONE})}, frozenset({ONE})),
        ({"president": frozenset({"f" * 32})}, frozenset()),
    ]
    for selections, gone in wrong:
        with pytest.raises(OmpError) as caught:
            check_selections([president()], selections, gone)
        said = f"{caught.value!r} {caught.value} {caught.value.params}"
        assert not [chosen for choices in selections.values() for chosen in choices if chosen in said]

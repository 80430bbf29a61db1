"""The frozen manifest."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest

from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.manifest import Manifest, ManifestStation, freeze, manifest_contest
from omp_desktop.domain.record_errors import ManifestDamaged, ManifestNewer, NotCanonical
from tests.unit.domain.examples import (
    ELECTION_ID,
    MOTION,
    PRESIDENT,
    a_candidate,
    a_manifest,
    an_election,
    withdrawn,
)


def test_the_manifest_says_everything_that_is_frozen() -> None:
    assert json.loads(a_manifest().to_bytes()) == {
        "version": 1,
        "election_id": ELECTION_ID,
        "name": {"ko": "학생회장 선거", "en": "Student council election"},
        "timezone": "Asia/Seoul",
        "windows": [
            {"opens": "2026-12-02T21:00:00Z", "closes": "2026-12-03T09:00:00Z"},
            {"opens": "2026-12-03T21:00:00Z", "closes": "2026-12-04T09:00:00Z"},
        ],
        "policy": {
            "results": "after_close",
            "own_vote": "station",
            "identification": "attended",
            "minimum_open": 10,
        },
        "contests": [
            {
                "id": "president",
                "title": {"ko": "회장", "en": "President"},
                "votes_allowed": 1,
                "blank_allowed": True,
                "kind": "candidates",
                "options": [
                    {
                        "id": f"{number:032x}",
                        "number": number,
                        "name": {"ko": f"가상인물{number}", "en": f"가상인물{number}"},
                        "party": party,
                        "withdrawn": gone,
                    }
                    for number, party, gone in [(1, "가당", False), (2, "나당", False), (5, None, True)]
                ],
            }
        ],
        "stations": [{"id": "5" * 32, "name": "제1투표소", "voters": 200, "voters_digest": "ab" * 32}],
        "trustees": [{"index": 1, "commitments": ["aa"]}],
        "quorum": 1,
        "public_key": "bb" * 32,
        "commission_key": "cc" * 32,
        "test_mode": False,
        "commissioners": [],
    }


def test_the_bytes_and_the_hash_stay_as_published() -> None:
    manifest = a_manifest()
    assert manifest.hash == sha256(manifest.to_bytes()).hexdigest()
    assert manifest.hash == "165fed7c6ee614cb44df5c25e86bd871a4e00b68b9aab2c2efabbbf823074613"


def test_what_was_published_is_read_back() -> None:
    election = an_election(commissioners=("위원 가", "위원 나"), test_mode=True, contests=(PRESIDENT, MOTION))
    manifest = a_manifest(election)
    assert Manifest.from_bytes(manifest.to_bytes()) == manifest


def test_the_order_of_registration_does_not_change_the_ballot() -> None:
    people = [a_candidate(5), a_candidate(1), a_candidate(2)]
    assert a_manifest(None, tuple(people)) == a_manifest(None, tuple(reversed(people)))


def test_stations_stand_in_order_of_their_ids() -> None:
    stations = [ManifestStation(letter * 32, letter, 1, "") for letter in "ba"]
    manifest = freeze(an_election(), [], stations, trustees=[], quorum=1, public_key="", commission_key="")
    assert [station.name for station in manifest.stations] == ["a", "b"]


def test_a_candidate_withdrawn_before_publication_is_shown_but_has_no_ciphertext() -> None:
    (contest,) = a_manifest().contests
    assert [option.number for option in contest.options] == [1, 2, 5]
    assert [option.number for option in contest.selectable] == [1, 2]


def test_a_question_is_answered_for_or_against() -> None:
    options = manifest_contest(MOTION, []).options
    assert [(o.number, o.name.ko, o.name.en, o.withdrawn) for o in options] == [
        (1, "찬성", "For", False),
        (2, "반대", "Against", False),
    ]
    assert len({option.id for option in options}) == 2
    assert all(len(option.id) == 32 for option in options)


def test_a_single_candidate_is_voted_for_or_against_by_name() -> None:
    candidate = a_candidate(1, "가당", contest_id="motion")
    yes, no = manifest_contest(MOTION, [candidate]).options
    assert (yes.id, yes.name.ko, yes.party) == (candidate.id, "가상인물1 – 찬성", "가당")
    assert (no.name.en, no.party) == ("가상인물1 – Against", "가당")
    assert no.id != candidate.id
    assert len(no.id) == 32


def test_without_the_single_candidate_there_is_nothing_to_choose() -> None:
    candidate = withdrawn(a_candidate(1, contest_id="motion"))
    assert manifest_contest(MOTION, [candidate]).selectable == ()


def changed(path: list[str | int], value: object) -> bytes:
    content = json.loads(a_manifest().to_bytes())
    inner = content
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return canonical_bytes(content)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (["election_id"], 5, "$.election_id"),
        (["name"], "이름", "$.name"),
        (["name", "en"], None, "$.name.en"),
        (["windows"], {}, "$.windows"),
        (["windows", 1, "opens"], "2026-12-03 06:00", "$.windows[1].opens"),
        (["windows", 0], 7, "$.windows[0]"),
        (["policy", "results"], "never", "$.policy.results"),
        (["policy", "minimum_open"], True, "$.policy.minimum_open"),
        (["contests", 0, "blank_allowed"], 1, "$.contests[0].blank_allowed"),
        (["contests", 0, "options", 2, "party"], 3, "$.contests[0].options[2].party"),
        (["commissioners"], ["가", 3], "$.commissioners"),
        (["trustees", 0], "열쇠", "$.trustees[0]"),
        (["version"], 0, "$.version"),
        (["extra"], 1, "$"),
        (["policy", "extra"], 1, "$"),
    ],
)
def test_bytes_that_describe_no_election_are_named_by_their_place(
    path: list[str | int], value: object, where: str
) -> None:
    with pytest.raises(ManifestDamaged) as caught:
        Manifest.from_bytes(changed(path, value))
    assert caught.value.params == {"where": where}


def test_a_missing_field_is_named() -> None:
    content = json.loads(a_manifest().to_bytes())
    del content["quorum"]
    with pytest.raises(ManifestDamaged) as caught:
        Manifest.from_bytes(canonical_bytes(content))
    assert caught.value.params == {"where": "$.quorum"}


def test_a_manifest_of_a_newer_program_says_so() -> None:
    with pytest.raises(ManifestNewer) as caught:
        Manifest.from_bytes(changed(["version"], 2))
    assert caught.value.params == {"version": 2}


@pytest.mark.parametrize("raw", [b"", b"[]x", a_manifest().to_bytes() + b"\n"])
def test_other_bytes_are_no_manifest(raw: bytes) -> None:
    with pytest.raises(NotCanonical):
        Manifest.from_bytes(raw)


def test_a_list_is_no_manifest() -> None:
    with pytest.raises(ManifestDamaged):
        Manifest.from_bytes(b"[]")


def test_one_changed_letter_changes_the_hash() -> None:
    manifest = a_manifest()
    other = replace(manifest, public_key="bc" + manifest.public_key[2:])
    assert other.hash != manifest.hash

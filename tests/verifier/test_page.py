"""docs/ballot-crypto.md says what is: its examples, its table of checks, its purposes and hash bytes."""

from __future__ import annotations

import re
from pathlib import Path

from omp_desktop.crypto.hashing import Domain
from tests.verifier.frozen import BALLOTS, RECORD, election_of
from tests.verifier.stranger import FILE, omp_verify

PAGE = (Path(__file__).parents[2] / "docs" / "ballot-crypto.md").read_text(encoding="utf-8")
ELECTION = BALLOTS["elections"][0]
BALLOT = ELECTION["ballots"][0]


def section(title: str) -> str:
    """The text below a heading, up to the next one of its rank."""
    marks, _, _ = title.partition(" ")
    after = PAGE.split(f"\n{title}\n", 1)[1]
    return re.split(rf"^#{{1,{len(marks)}}} ", after, maxsplit=1, flags=re.MULTILINE)[0]


def values(text: str) -> dict[str, str]:
    """The lines of the form `name = value` in indented blocks."""
    return dict(re.findall(r"^    (\S.*?) += ([0-9A-Za-z-]+)$", text, re.MULTILINE))


def rows(text: str) -> list[list[str]]:
    """The cells of a section's tables, without their heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "---" not in line][1:]


def little(number: int) -> str:
    return number.to_bytes(32, "little").hex()


def test_the_worked_example_is_the_first_frozen_ballot() -> None:
    election, raw = election_of(ELECTION), bytes.fromhex(BALLOT["encoded"])
    words = [raw[at : at + 32] for at in range(125, len(raw), 32)]
    alpha, beta, c_0, v_0, c_1, v_1 = words[6:12]
    numbers = [int.from_bytes(word, "little") for word in (c_0, v_0, c_1, v_1)]
    points = [omp_verify.element(word) for word in (alpha, beta, election.key)]
    commitments = _commitments(numbers, points)
    ballot_hash = omp_verify.h(election.base_hash, 0x20, raw[61:93])
    president, elm = omp_verify.text("president"), omp_verify.text("elm")
    nonce = omp_verify.h_q(ballot_hash, 0x21, president, elm, bytes.fromhex(BALLOT["xi_B"]))
    challenge = omp_verify.h_q(ballot_hash, 0x22, president, elm, alpha, beta, *commitments)
    halves = [half for start in (0, 6, 12) for half in words[start : start + 2]]
    chi = omp_verify.h(ballot_hash, 0x24, president, omp_verify.u32(3), *halves)
    code = omp_verify.h(ballot_hash, 0x25, omp_verify.u32(1), chi)
    assert values(section("### A ballot")) == {
        "version": omp_verify.VERSION.hex(),
        "p": little(omp_verify.P),
        "L": little(omp_verify.L),
        "g": omp_verify.BASE_BYTES.hex(),
        **ELECTION["hashes"],
        "K": ELECTION["public_key"],
        "header": raw[:5].hex(),
        "election": raw[5:21].hex(),
        "station": raw[21:37].hex(),
        "device": raw[37:53].hex(),
        "epoch": raw[53:61].hex(),
        "id_B": raw[61:93].hex(),
        "code": code.hex(),
        "H_I": ballot_hash.hex(),
        "xi_B": BALLOT["xi_B"],
        "xi": little(nonce),
        "alpha": alpha.hex(),
        "beta": beta.hex(),
        "c_0": c_0.hex(),
        "v_0": v_0.hex(),
        "c_1": c_1.hex(),
        "v_1": v_1.hex(),
        **{name: each.hex() for name, each in zip(("a_0", "b_0", "a_1", "b_1"), commitments, strict=True)},
        "c_0 + c_1": little(challenge),
        "chi": chi.hex(),
        "short code": omp_verify.short_code(code),
    }


def _commitments(numbers: list[int], points: list[object]) -> list[bytes]:
    """a_0, b_0, a_1, b_1 of a proof of 0 or 1."""
    alpha, beta, key = points
    found = []
    for j, (c, v) in enumerate(zip(numbers[::2], numbers[1::2], strict=True)):
        a = omp_verify.times(omp_verify.power(omp_verify.BASE, v), omp_verify.power(alpha, c))
        b = omp_verify.times(omp_verify.power(key, v - j * c), omp_verify.power(beta, c))
        found += [omp_verify.encode(a), omp_verify.encode(b)]
    return found


def test_the_chain_of_pages_is_that_of_the_first_frozen_device() -> None:
    device = RECORD["devices"][0]
    station, name, key = device["station_id"], device["device_id"], bytes.fromhex(device["public_key"])
    base_hash, closing = bytes.fromhex(RECORD["base_hash"]), device["closing"]
    election = omp_verify.Election("", b"", base_hash, (), {name: key})
    written = {"H_E": base_hash.hex(), "station": station, "device": name, "key": key.hex()}
    before, entries = bytes(32), []
    for number, page in enumerate(device["pages"], start=1):
        opening = omp_verify.opening_value(election, station, name, number, before)
        own = [(bytes.fromhex(code), status) for code, status in page["entries"]]
        for entry in own:
            entries.append(entry)
            written[f"entry {len(entries)}"] = (entry[0] + omp_verify.STATUS_BYTES[entry[1]]).hex()
        before = omp_verify.page_hash(
            election, omp_verify.Head("", name, station, number, 1, opening.hex(), "", own)
        )
        written |= {f"opening {number}": opening.hex(), f"page {number}": before.hex()}
    assert (closing["cast"], closing["tested"], closing["void"]) == (2, 1, 1)
    assert entries == sorted(entries)
    written["entries"] = device["entries"]
    written["closing"] = omp_verify.closing_value(election, station, name, closing, entries).hex()
    assert values(section("### A chain of pages")) == written


def test_the_lengths_in_the_worked_example_are_those_of_the_ballot() -> None:
    text = section("### A ballot")
    manifest = bytes.fromhex(ELECTION["manifest"])
    assert f"`{manifest.decode()}`, {len(manifest)} bytes" in text
    assert f"`{len(manifest):08x}` (the length, {len(manifest)})" in text
    assert f"= {len(BALLOT['encoded']) // 2} bytes" in text


def test_the_weights_of_trustees_1_and_3_are_as_written() -> None:
    weights = {f"w_{index}": little(omp_verify.lagrange(index, (1, 3))) for index in (1, 3)}
    assert values(section("## Opening")) == weights


def test_the_example_of_a_receipt_is_the_frozen_one() -> None:
    assert RECORD["own_vote"]["receipt"] == bytes(range(16)).hex()
    assert f"`{RECORD['own_vote']['receipt_text']}`" in section("## Check of the own vote")


def test_the_table_of_checks_is_the_one_that_is_made() -> None:
    found = []
    for name, needs, _ in rows(section("### What is checked")):
        written = tuple(re.findall(r"`(\w+)`", needs))
        # All need `files`, and all but this one `manifest`.
        plain = {"`files`": (), "`manifest`": ("files",)}.get(name, ("manifest",))
        found.append((name.strip("`"), written or plain))
    assert found == [(check.name, check.needs) for check in omp_verify.CHECKS]


def test_every_kind_of_hash_has_its_byte() -> None:
    bytes_written = {row[0].strip("`") for row in rows(section("## Hashes"))}
    assert bytes_written == {domain.value.hex() for domain in Domain}


def test_every_purpose_that_the_verifier_checks_is_listed() -> None:
    purposes = {row[0].strip("`") for row in rows(section("## Signatures"))}
    checked = set(re.findall(r'signed\([^"]*"(\w+)"', FILE.read_text(encoding="utf-8")))
    assert purposes == checked


def test_the_fields_of_the_manifest_are_those_that_the_verifier_takes() -> None:
    members = [row[0].strip("`") for row in rows(section("## Manifest"))]
    assert members == list(omp_verify.MANIFEST)


def test_the_files_of_a_record_are_those_that_the_verifier_takes() -> None:
    named = {name for row in rows(section("## Election record")) for name in re.findall(r"`([^`]+)`", row[0])}
    files = {name for name in named if "." in name and not name.startswith("pages/")}
    assert files == omp_verify.FIXED_NAMES

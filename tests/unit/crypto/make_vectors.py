"""Makes tests/vectors/ballot-crypto.json: `python -m tests.unit.crypto.make_vectors`.

Only after a deliberate change of the formats in docs/ballot-crypto.md; a test compares file and program.
All randomness is fixed: call n of a source with seed s gives SHAKE-256(s ‖ u32(n)), n from 1.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from omp_desktop.crypto.aggregate import encode_contest, product
from omp_desktop.crypto.ballot import EncryptedBallot, encode_ballot
from omp_desktop.crypto.ballot_encryption import encrypt_ballot, hash_ballot_id, option_nonce
from omp_desktop.crypto.codes import short_code
from omp_desktop.crypto.election_context import (
    ContestShape,
    ElectionContext,
    election_context,
    parameter_hash,
)
from omp_desktop.crypto.group import ORDER
from omp_desktop.crypto.hashing import Domain, digest, sized
from omp_desktop.crypto.key_file import PassphraseCost, protect
from omp_desktop.crypto.opening import combine, open_aggregate
from omp_desktop.crypto.self_test import fixed_bytes
from omp_desktop.crypto.signing import key_pair, sign
from omp_desktop.crypto.trustees import TrusteeSecret, generate_trustee, joint_key
from tests.unit.crypto import reference
from tests.unit.crypto.elections import DEVICE, ELECTION, STATION, exchanged
from tests.unit.crypto.liars import Liar, rebuilt

FILE = Path(__file__).parents[2] / "vectors" / "ballot-crypto.json"
Selections = Mapping[str, Sequence[str]]

PRESIDENT = ContestShape("president", ("oak", "elm"), votes_allowed=1, blank_allowed=True)
COUNCIL = ContestShape("council", ("oak", "elm", "ash"), votes_allowed=2, blank_allowed=True)
MAYOR = ContestShape("mayor", ("oak", "elm"), votes_allowed=1, blank_allowed=False)
BOARD = ContestShape("board", ("oak", "elm", "ash"), votes_allowed=2, blank_allowed=False)


def build() -> dict[str, object]:
    """The whole content of the file."""
    return {
        "about": "Frozen examples of docs/ballot-crypto.md. Bytes are in hex.",
        "elections": [
            _election(
                "one trustee, one vote or blank",
                (1, 1),
                (PRESIDENT,),
                [{"president": ["elm"]}, {"president": []}, {"president": ["elm"]}],
            ),
            _election(
                "two of three trustees, four kinds of contests",
                (2, 3),
                (PRESIDENT, COUNCIL, MAYOR, BOARD),
                [
                    {"president": ["oak"], "council": ["oak", "ash"], "mayor": ["elm"], "board": ["elm"]},
                    {"president": [], "council": [], "mayor": ["oak"], "board": ["oak", "ash"]},
                ],
            ),
            _election("no ballots", (1, 1), (PRESIDENT, MAYOR), []),
        ],
        "refused_points": _refused_points(),
        "signature": _signature(),
        "key_file": _key_file(),
    }


def _election(
    name: str, quorum_of: tuple[int, int], contests: tuple[ContestShape, ...], choices: Sequence[Selections]
) -> dict[str, object]:
    random_bytes = fixed_bytes(name.encode("ascii"))
    quorum, count = quorum_of
    trustees = [generate_trustee(index, quorum, random_bytes) for index in range(1, count + 1)]
    publics = [public for _, public in trustees]
    secrets = exchanged([secret for secret, _ in trustees])
    manifest = f'{{"name":"{name}"}}'.encode("ascii")
    context = election_context(manifest, ELECTION, joint_key(publics), contests)
    sealed = [
        encrypt_ballot(
            context,
            choice,
            station_id=STATION,
            device_id=DEVICE,
            store_epoch=number,
            random_bytes=random_bytes,
        )
        for number, choice in enumerate(choices)
    ]
    aggregate = product(context, [each.ballot for each in sealed])
    partials = [open_aggregate(context, aggregate, secret, random_bytes) for secret in secrets]
    totals = combine(context, aggregate, publics, partials)
    return {
        "name": name,
        "election_id": ELECTION,
        "manifest": manifest.hex(),
        "contests": [
            {
                "id": shape.contest_id,
                "options": list(shape.option_ids),
                "votes_allowed": shape.votes_allowed,
                "blank_allowed": shape.blank_allowed,
            }
            for shape in contests
        ],
        "trustee_secrets": [_secret(secret) for secret in secrets],
        "trustees": [public.to_json() for public in publics],
        "public_key": context.public_key.hex(),
        "hashes": {
            "H_P": parameter_hash().hex(),
            "H_B": digest(parameter_hash(), Domain.MANIFEST, sized(manifest)).hex(),
            "H_E": context.base_hash.hex(),
        },
        "ballots": [
            _ballot(context, each.ballot, each.nonce, choice)
            for each, choice in zip(sealed, choices, strict=True)
        ],
        "refused_ballots": _refused_ballots(context, [each.ballot for each in sealed]) if sealed else [],
        "sums": {shape.contest_id: encode_contest(aggregate, shape.contest_id).hex() for shape in contests},
        "openings": [partial.to_json() for partial in partials],
        "totals": {
            contest_id: {"votes": list(opened.votes), "blank": opened.blank}
            for contest_id, opened in totals.items()
        },
    }


def _secret(secret: TrusteeSecret) -> dict[str, object]:
    return {"coefficients": [value.hex() for value in secret.coefficients], "share": secret.share.hex()}


def _ballot(
    context: ElectionContext, ballot: EncryptedBallot, nonce: bytes, choice: Selections
) -> dict[str, object]:
    ballot_hash = hash_ballot_id(context, ballot.ballot_id)
    return {
        "choice": {contest_id: list(chosen) for contest_id, chosen in choice.items()},
        "xi_B": nonce.hex(),
        "H_I": ballot_hash.hex(),
        "xi": {
            shape.contest_id: [
                option_nonce(context, ballot_hash, shape.contest_id, label, nonce).hex()
                for label in shape.labels
            ]
            for shape in context.contests
        },
        "code": ballot.code.hex(),
        "short_code": short_code(ballot.code),
        "encoded": encode_ballot(ballot).hex(),
    }


def _refused_ballots(context: ElectionContext, ballots: Sequence[EncryptedBallot]) -> list[dict[str, str]]:
    """Ballots that a verifier must refuse, each for the one reason it names."""
    honest, other = ballots[0], ballots[1]
    random_bytes = fixed_bytes(b"liar")
    liar = Liar(context, random_bytes)
    first, *others = honest.contests
    good = {shape.contest_id: (1, *(0,) * (len(shape.labels) - 1)) for shape in context.contests}

    def lie(*numbers: int) -> dict[str, tuple[int, ...]]:
        return {**good, context.contests[0].contest_id: numbers}

    exchanged_options = tuple(
        replace(option, option_id=label)
        for option, label in zip(
            (first.options[1], first.options[0], *first.options[2:]), context.contests[0].labels, strict=True
        )
    )
    option = first.options[0]
    response = int.from_bytes(option.proof.responses[0], "little") + ORDER
    longer = (response.to_bytes(32, "little"), option.proof.responses[1])
    long_scalar = replace(option, proof=replace(option.proof, responses=longer))
    lies = {
        "2 in one option and -1 in another": liar.ballot(**lie(2, -1, 0)),
        "two options where one is allowed": liar.ballot(**lie(1, 1, 0)),
        "an option and blank": liar.ballot(**lie(1, 0, 1)),
        "neither an option nor blank": liar.ballot(**lie(0, 0, 0)),
        "a point with a component of order 2, proofs made to fit": liar.ballot_with_small_order(
            **lie(0, 1, 0)
        ),
        "the identity as a point, proofs made to fit": liar.ballot_with_identity(**lie(0, 1, 0)),
        "a scalar that is not below L": rebuilt(
            context, honest, [replace(first, options=(long_scalar, *first.options[1:])), *others]
        ),
        "two options exchanged, proofs and all": rebuilt(
            context, honest, [replace(first, options=exchanged_options), *others]
        ),
        "the contents of another ballot": rebuilt(context, honest, other.contests),
        "another confirmation code": replace(honest, code=other.code),
        "another election id": replace(honest, election_id="ff" * 16),
    }
    return [{"why": why, "encoded": encode_ballot(ballot).hex()} for why, ballot in lies.items()]


def _refused_points() -> list[dict[str, str]]:
    torsion = reference.torsion()
    points = {
        "not on the curve": (2).to_bytes(32, "little"),
        "y not below p": (reference.P + 1).to_bytes(32, "little"),
        "sign bit where x is 0": (1 | 1 << 255).to_bytes(32, "little"),
        **{f"torsion point {index}": reference.encode(point) for index, point in enumerate(torsion)},
        **{
            f"g and torsion point {index}": reference.encode(reference.add(reference.BASE, point))
            for index, point in enumerate(torsion)
            if index
        },
    }
    return [{"why": why, "point": point.hex()} for why, point in points.items()]


def _signature() -> dict[str, str]:
    pair = key_pair(bytes(range(32)))
    message = b"message"
    return {
        "seed": pair.seed.hex(),
        "public_key": pair.public_key.hex(),
        "purpose": "example",
        "message": message.hex(),
        "signature": sign(pair.seed, "example", message).hex(),
    }


def _key_file() -> dict[str, object]:
    random_bytes = fixed_bytes(b"key file")
    secret, public = generate_trustee(1, 1, random_bytes)
    passphrase = "참나무 느릅나무"  # composed; a verifier normalises
    cost = PassphraseCost(operations=3, memory=2**16)
    return {
        "passphrase": passphrase,
        "file": protect(secret, passphrase, random_bytes, cost=cost).decode("ascii"),
        "secret": _secret(secret),
        "trustee": public.to_json(),
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(build(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

"""A second reading of docs/ballot-crypto.md: a few lines of plain Python that know nothing of this project.

They recompute the base hashes, a confirmation code and the challenge of one proof from the frozen examples.
Whoever wants to write a verifier can begin here.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from pathlib import Path

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "ballot-crypto.json").read_bytes())
ELECTION = VECTORS["elections"][0]  # one contest, "president", of oak and elm; one vote, or blank
BALLOT = ELECTION["ballots"][0]

# Group: p and the order L as 32 bytes, little-endian; the base point g is the byte 58 and 31 times 66.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
G = bytes.fromhex("58" + "66" * 31)
D = -121665 * pow(121666, -1, P) % P


def H(key: bytes, domain: int, *parts: bytes) -> bytes:  # noqa: N802 - as the page writes it
    return hmac.digest(key, bytes([domain]) + b"".join(parts), "sha256")


def H_q(key: bytes, domain: int, *parts: bytes) -> int:  # noqa: N802
    wide = hmac.digest(key, bytes([domain]) + b"".join(parts), hashlib.sha512)
    return int.from_bytes(wide, "little") % L


def u32(n: int) -> bytes:
    return n.to_bytes(4, "big")


def sized(b: bytes) -> bytes:
    return u32(len(b)) + b


def text(s: str) -> bytes:
    return sized(s.encode("utf-8"))


# A point is (x, y). Adding two points of the curve is the group's product; see RFC 8032, section 5.1.


def product(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    (x1, y1), (x2, y2) = a, b
    t = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + t, -1, P) % P
    y = (y1 * y2 + x1 * x2) * pow(1 - t, -1, P) % P
    return x, y


def power(point: tuple[int, int], exponent: int) -> tuple[int, int]:
    result = (0, 1)  # the identity
    for bit in bin(exponent % L)[2:]:
        result = product(result, result)
        if bit == "1":
            result = product(result, point)
    return result


def decode(raw: bytes) -> tuple[int, int]:
    number = int.from_bytes(raw, "little")
    y, odd = number % 2**255, number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    assert x * x % P == square  # otherwise there is no such point
    return (P - x if x % 2 != odd else x), y


def encode(point: tuple[int, int]) -> bytes:
    x, y = point
    return (y + (x % 2 << 255)).to_bytes(32, "little")


# --- Hashes: H_P from the constants, H_B from the manifest, H_E from the key --------------------------------

VERSION = b"omp-desktop ballot 1" + bytes(12)
H_P = H(VERSION, 0x01, P.to_bytes(32, "little"), L.to_bytes(32, "little"), G)
H_B = H(H_P, 0x02, sized(bytes.fromhex(ELECTION["manifest"])))
H_E = H(H_B, 0x03, bytes.fromhex(ELECTION["public_key"]))


def test_the_base_hashes() -> None:
    assert {"H_P": H_P.hex(), "H_B": H_B.hex(), "H_E": H_E.hex()} == ELECTION["hashes"]


# --- Encoded ballot: 61 bytes, id_B, the code, then for each ciphertext six times 32 bytes -----------------

RAW = bytes.fromhex(BALLOT["encoded"])
ID_B, CODE = RAW[61:93], RAW[93:125]
H_I = H(H_E, 0x20, ID_B)
WORDS = [RAW[at : at + 32] for at in range(125, len(RAW), 32)]
# Oak, elm, and the blank ciphertext, whose label is the empty text.
CIPHERTEXTS = {"oak": WORDS[0:6], "elm": WORDS[6:12], "": WORDS[12:18]}


def test_the_confirmation_code() -> None:
    points = [half for words in CIPHERTEXTS.values() for half in words[:2]]
    chi = H(H_I, 0x24, text("president"), u32(len(CIPHERTEXTS)), *points)
    assert H(H_I, 0x25, u32(1), chi) == CODE == bytes.fromhex(BALLOT["code"])


def test_the_challenge_of_the_proof_that_elm_is_0_or_1() -> None:
    alpha, beta, *proof = CIPHERTEXTS["elm"]
    c0, v0, c1, v1 = (int.from_bytes(word, "little") for word in proof)
    g, key = decode(G), decode(bytes.fromhex(ELECTION["public_key"]))
    commitments = []
    for j, c, v in ((0, c0, v0), (1, c1, v1)):
        a = product(power(g, v), power(decode(alpha), c))
        b = product(power(key, v - j * c), power(decode(beta), c))
        commitments += [encode(a), encode(b)]
    challenge = H_q(H_I, 0x22, text("president"), text("elm"), alpha, beta, *commitments)
    assert (c0 + c1) % L == challenge

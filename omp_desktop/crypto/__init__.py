"""Ballot encryption, proofs, aggregates, trustees, signatures. No input or output; bytes in, bytes out.

Byte-exact description: docs/ballot-crypto.md.
"""

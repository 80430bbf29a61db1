"""The rules of an election: pure Python, no I/O, no Qt, no SQL."""

"""Use cases: each method is one transaction, takes and returns domain objects, and raises `OmpError`s."""

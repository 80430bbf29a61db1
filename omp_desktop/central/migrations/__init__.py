"""The steps from one version of the centre's tables to the next, on SQLite and PostgreSQL.

Replicas are brought up to date one after the other, so the program of the version before works on the new
tables for a while: a step adds tables, columns with a default or none, and indexes. What the program before
still uses is taken away one version later, and that step says so with `served_from`.
"""

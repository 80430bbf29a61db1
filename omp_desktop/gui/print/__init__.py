"""Paper: what stands on a page, how it becomes a PDF, and how it comes out of a printer of the system.

A confirmation slip is never written to a file by this program and stands in no log: the order of slips would
be the order of votes.
"""

"""The station's encrypted store: the only package that knows SQL.

`engine.open_store` opens it; a unit of work is one transaction with a repository per area.
"""

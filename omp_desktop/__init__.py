"""OMP Desktop: a polling-station program."""

__version__ = "0.1.0"

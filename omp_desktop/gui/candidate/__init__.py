"""The candidate's window: their own pledges, what stands on the ballot, settings."""

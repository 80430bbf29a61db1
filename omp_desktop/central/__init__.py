"""The central endpoint: takes batches, signs receipts, answers the public. Never imports the station."""

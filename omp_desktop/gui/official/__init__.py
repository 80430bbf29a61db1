"""The official's window: setting up, polling day, results, queue, records."""

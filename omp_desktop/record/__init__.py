"""The election record: its files, reading them from a stranger's zip or folder, and every check of it."""

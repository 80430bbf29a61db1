"""What stands before the windows of the roles: first run, keys, trouble at the start, the role chooser."""

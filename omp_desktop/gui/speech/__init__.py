"""The spoken guide of a booth: what stands on its screens, through the speech of the system."""

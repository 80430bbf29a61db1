"""Whole elections played through the services: the demonstration and the mock vote.

They call what a person's touch calls, never the store, so that what they show is what the program does.
"""

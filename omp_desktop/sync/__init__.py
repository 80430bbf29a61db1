"""Brings what waits in the store to the centre; knows the network and none of the rules of an election."""

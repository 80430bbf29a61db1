"""What keeps a voter's screen where it is: in front, with the keys, on its own screen, and lit."""

"""What leaves the program as a file for other people's programs and papers; data in, bytes out."""

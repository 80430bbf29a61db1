"""The addresses of docs/protocol.md, one module for each part. How a route is written: answers.py."""

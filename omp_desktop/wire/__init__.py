"""What travels between stations and the centre, over HTTP and on a USB stick: docs/protocol.md."""

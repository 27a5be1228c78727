"""What both ends of the wire share: bytes, names and signatures. Written out in docs/protocol.md."""

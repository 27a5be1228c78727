"""The wire, both ends: the protocol, the outbox and engine of the kiosk, and the central portal."""

"""/v1: what kiosks call, exactly as docs/protocol.md says."""

"""/v1/province: what a province's own system reads and writes, with a token, as docs/portal-api.md says."""

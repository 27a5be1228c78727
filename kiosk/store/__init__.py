"""The encrypted store: driver, keys, schema, and the one thread that owns the connection."""

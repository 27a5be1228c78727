"""Procedures as data, the engine that runs them, and the layout of what is printed. No Qt, SQLite or network."""

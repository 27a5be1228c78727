"""Trying the way to the portal before a province does: a line with planned faults, and a whole herd over a model."""

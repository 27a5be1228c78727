"""A whole visit that walks itself: real widgets, a real portal, a printer that prints into a folder."""

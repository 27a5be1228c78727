"""The way back from a damaged store: what can still be read, what a copy has, and both put together.

pages.py makes a damaged file readable where it is whole, rows.py reads it row by row, merging.py decides what of it is
newer than the copy, guide.py is what the screen and the command line talk to. See docs/adr/0021-recovery.md.
"""

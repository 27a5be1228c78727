"""Telling other systems what happens here: signed, at least once, and without personal data (docs/portal-api.md).

Nothing is written for webhooks when a dossier changes: the feed's line, which belongs to the transaction of the change,
is what they are made of. spreading makes deliveries of lines, delivering sends them, pages is where one is added.
"""

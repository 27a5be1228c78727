"""Dossiers on a stick: where no network ever comes, a folder is carried to the portal and its answer is carried back.

What is in it is what would have gone over the wire: revisions sealed to the portal and signed by the kiosk, attachments
as ciphertexts. Both ends put it through the same code as the network does, so that a dossier may come both ways and is
one. A promise to the volunteer: a stick that is pulled out, full, foreign or read twice costs nothing but another try.
"""

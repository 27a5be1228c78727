"""The central portal: the other end of the wire. Officers answer here, residents follow their dossier.

Django lives only here. How to run it: docs/portal.md; what it serves to kiosks: docs/protocol.md.
"""

"""What a portal publishes for its kiosks: packs and shared knowledge, as a TUF repository (theupdateframework.io).

A kiosk that can be fed a forged form is a phishing machine. TUF's signed metadata refuse a catalogue that is older than
the one known (rollback), one that is kept from growing older (freeze) and one that was put together from two
(mix-and-match), whether it comes over the line or lies on a stick.
"""

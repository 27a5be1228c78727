"""Taking an unfinished form along to another kiosk of the commune: on a stick, or as a printed QR code."""

"""What the kiosk does, with no widget in it. One service object per capability; see app.py."""

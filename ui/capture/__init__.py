"""Camera, scanner and signature pad on the screen. What is done with pictures is in kiosk.capture."""

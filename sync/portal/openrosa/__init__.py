"""The portal as an OpenRosa server: ODK Collect on a volunteer's phone, or any other client, sends to the same desk."""

"""Addresses of the fleet, below /desk/."""

from django.urls import path

from sync.portal import converters  # noqa: F401 - registers "number"
from sync.portal.fleet import pages

app_name = "fleet"
urlpatterns = [
    path("fleet/", pages.listing, name="fleet"),
    path("fleet/kiosks/<uuid:kiosk>/", pages.kiosk, name="kiosk"),
    path("fleet/communes/<number:site>/", pages.watch, name="watch"),
    path("calls/", pages.calls, name="calls"),
]

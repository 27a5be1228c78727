"""Addresses of the fleet, below /desk/."""

from django.urls import path

from sync.portal.fleet import pages

app_name = "fleet"
urlpatterns = [
    path("fleet/", pages.listing, name="fleet"),
    path("calls/", pages.calls, name="calls"),
]

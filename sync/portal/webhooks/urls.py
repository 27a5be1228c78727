"""Addresses of webhooks, below /desk/."""

from django.urls import path

from sync.portal.webhooks import pages

app_name = "webhooks"
urlpatterns = [
    path("webhooks/", pages.listing, name="webhooks"),
    path("webhooks/<uuid:webhook>/", pages.show, name="webhook"),
    path("webhooks/<uuid:webhook>/<slug:name>/", pages.change, name="change"),
]

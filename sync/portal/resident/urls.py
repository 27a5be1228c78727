"""Addresses for residents. A receipt's link has no part that could be guessed, and none that says who."""

from django.urls import path

from sync.portal.resident import views

app_name = "resident"
urlpatterns = [
    path("lookup/", views.look_up, name="look-up"),
    path("h/", views.follow, {"token": ""}),
    path("h/<str:token>/answers/", views.opened, name="answers"),
    path("h/<str:token>/correct/", views.correct, name="correct"),
    path("h/<str:token>/consent/", views.consent, name="consent"),
    path("h/<path:token>", views.follow, name="follow"),
]

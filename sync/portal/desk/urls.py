"""Addresses of the desk."""

from django.urls import URLPattern, path

app_name = "desk"
urlpatterns: list[URLPattern] = []
_ = path

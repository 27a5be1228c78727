"""Addresses of the board, below /desk/board/."""

from django.urls import path

from sync.portal.board import pages

app_name = "board"
urlpatterns = [path("", pages.show, name="board")]

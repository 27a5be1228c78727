"""Addresses of the desk."""

from django.urls import path

from sync.portal.desk import acting, dossier, login, papers, queue

app_name = "desk"
_DOSSIER = "dossiers/<int:site>/<uuid:dossier>/"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("login/", login.Login.as_view(), name="login"),
    path("logout/", login.Logout.as_view(), name="logout"),
    path(_DOSSIER, dossier.show, name="dossier"),
    path(f"{_DOSSIER}correct/", acting.correct, name="correct"),
    path(f"{_DOSSIER}act/<slug:name>/", acting.act, name="act"),
    path(f"{_DOSSIER}revisions/<int:number>/papers/<str:sha256>/", papers.paper, name="paper"),
]

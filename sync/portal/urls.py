"""Addresses: /v1 for kiosks, /h/TOKEN for residents, /desk/ for officers, /openrosa/ for other clients, /healthz for
whoever watches over the portal.
"""

from django.urls import include, path

from sync.portal import health
from sync.portal.api import page
from sync.portal.api.routes import api
from sync.portal.resident import views as resident

urlpatterns = [
    path("", resident.front, name="front"),
    path("healthz", health.health, name="health"),
    path("v1/", api.urls),
    path("api/", page.show, name="api"),
    path("", include("sync.portal.resident.urls")),
    path("desk/", include("sync.portal.accounts.urls")),
    path("desk/", include("sync.portal.desk.urls")),
    path("desk/board/", include("sync.portal.board.urls")),
    path("desk/", include("sync.portal.fleet.urls")),
    path("desk/", include("sync.portal.webhooks.urls")),
    path("openrosa/", include("sync.portal.openrosa.urls")),
]
handler400 = "sync.portal.desk.errors.bad_request"
handler403 = "sync.portal.desk.errors.forbidden"
handler404 = "sync.portal.desk.errors.not_found"
handler500 = "sync.portal.desk.errors.server_error"

"""Addresses of accounts, below /desk/."""

from django.urls import path

from sync.portal import converters  # noqa: F401 - registers "number"
from sync.portal.accounts import kiosk_pages, login, own, people_pages, site_pages, token_pages, trail_page

app_name = "accounts"
urlpatterns = [
    path("login/", login.Login.as_view(), name="login"),
    path("logout/", login.Logout.as_view(), name="logout"),
    path("start/", own.start, name="start"),
    path("verify/", own.verify, name="verify"),
    path("second-factor/", own.factor, name="factor"),
    path("password/", own.password, name="password"),
    path("accounts/", people_pages.listing, name="people"),
    path("accounts/<number:person>/", people_pages.person, name="person"),
    path("accounts/<number:person>/<slug:name>/", people_pages.change, name="change"),
    path("communes/", site_pages.listing, name="sites"),
    path("communes/<number:site>/", site_pages.one, name="site"),
    path("communes/<number:site>/close/", site_pages.shut, name="close-site"),
    path("communes/<number:site>/open/", site_pages.reopen, name="reopen-site"),
    path("kiosks/", kiosk_pages.listing, name="kiosks"),
    path("kiosks/<uuid:kiosk>/revoke/", kiosk_pages.revoke, name="revoke"),
    path("tokens/", token_pages.listing, name="tokens"),
    path("tokens/<uuid:token>/revoke/", token_pages.revoke, name="revoke-token"),
    path("trail/", trail_page.trail, name="trail"),
]

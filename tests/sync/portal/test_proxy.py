"""The guide's nginx in front of the portal, as it stands in docs/operations.md but for ports and certificate.

Kiosks' signed answers pass it unchanged, addresses that are keys are in none of its logs, and the portal believes what
the proxy says of TLS and of who asks. Needs Debian's package nginx.
"""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from tests.support.certificates import certificate_for
from tests.support.patroni import until
from tests.support.portal import PASSWORD, ROOT, SITE, Kiosk, Officer, Portal, photograph

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(shutil.which("nginx") is None, reason="not installed: nginx"),
]
PUBLIC = "https://hoso.example.gov.vn"


@dataclass
class Proxy:
    """A running nginx. url, plain: its addresses with and without TLS."""

    folder: Path
    url: str
    plain: str

    @property
    def logs(self) -> str:
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))


def guide() -> str:
    """The configuration as the guide has it."""
    found = re.search(r"```nginx\n(.*?)```", (ROOT / "docs" / "operations.md").read_text(), re.DOTALL)
    assert found is not None
    return found[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    data = tmp_path_factory.mktemp("proxy") / "data"
    portal = Portal(data, public_url=PUBLIC, trusted_proxy="127.0.0.1")
    portal.do("add_site", SITE, "Xã Đạ Một")
    portal.do("add_officer", "lan", "Lê Thị Lan", SITE, PASSWORD)
    yield portal
    assert portal.stop() == 0


@pytest.fixture(scope="module")
def proxy(behind: Portal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    folder = tmp_path_factory.mktemp("nginx")
    key, certificate = certificate_for(folder, "IP:127.0.0.1")
    tls, plain = free_port(), free_port()
    changed = {
        "http://127.0.0.1:8321": behind.url,
        "/etc/ssl/hoso.pem": str(certificate),
        "/etc/ssl/private/hoso.key": str(key),
        "listen 443 ssl": f"listen 127.0.0.1:{tls} ssl",
        "listen 80;": f"listen 127.0.0.1:{plain};",
    }
    text = guide()
    for there, here in changed.items():
        assert there in text, there
        text = text.replace(there, here)
    around = (
        f"daemon off; {'user root;' if os.geteuid() == 0 else ''} pid {folder}/nginx.pid; events {{}}\n"
        f"error_log {folder}/error.log info;\n"
        f"http {{ access_log {folder}/access.log; client_body_temp_path {folder}/body; proxy_temp_path {folder}/temp;\n"
    )
    (folder / "nginx.conf").write_text(f"{around}{text}\n}}\n")
    with (folder / "stderr").open("wb") as stderr:
        process = subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-p", folder], stderr=stderr)
    try:
        until(lambda: process.poll() is not None or answers(plain), "nginx does not answer")
        assert process.poll() is None, (folder / "stderr").read_text()
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("REQUESTS_CA_BUNDLE", str(certificate))
            yield Proxy(folder, f"https://127.0.0.1:{tls}", f"http://127.0.0.1:{plain}")
    finally:
        process.terminate()
        process.wait(timeout=60)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def through(behind: Portal, proxy: Proxy) -> Portal:
    """The portal as kiosks and browsers reach it."""
    behind.url = proxy.url
    return behind


@pytest.fixture(scope="module")
def kiosk(through: Portal) -> Kiosk:
    kiosk = Kiosk(through)
    assert kiosk.enrol(through.do("new_enrolment_code", SITE)).status_code == 201
    return kiosk


def test_a_kiosk_takes_the_answers_for_the_portals_own(kiosk: Kiosk) -> None:
    paper, ciphertext = photograph(b"\x89PNG" + bytes(9 << 20))
    assert kiosk.call("PUT", f"/v1/attachments/{paper.sha256}", ciphertext).status_code == 201
    sent = kiosk.dossier(papers=((paper, ciphertext),))
    assert sent.put().status_code == 201
    assert [event["data"]["state"] for event in kiosk.changes()] == ["sent"]
    assert kiosk.call("GET", "/v1/changes?after=&limit=%31").status_code == 200  # an address is passed as it came


def test_addresses_that_are_keys_are_in_no_log(kiosk: Kiosk, proxy: Proxy, behind: Portal) -> None:
    sent = kiosk.dossier()
    assert sent.put().status_code == 201
    token = behind.do("new_token", "Điện thoại", ["forms:submit"], 30, SITE)
    assert requests.get(f"{proxy.url}/h/{sent.token}", timeout=60).status_code == 200
    assert requests.get(f"{proxy.url}/openrosa/key/{token}/formList", timeout=60).status_code == 200
    requests.get(f"{proxy.plain}/h/{sent.token}", timeout=60, allow_redirects=False)
    assert requests.get(f"{proxy.url}/lookup/", timeout=60).status_code == 200
    until(lambda: "/lookup/" in proxy.logs, "nothing is logged at all")
    assert sent.token not in proxy.logs
    assert token not in proxy.logs


def test_an_officer_works_through_it_with_cookies_for_tls_alone(through: Portal, kiosk: Kiosk) -> None:
    sent = kiosk.dossier()
    assert sent.put().status_code == 201
    officer = Officer(through, "lan")
    officer.http.headers.update({"Host": PUBLIC.rpartition("/")[2], "Referer": f"{PUBLIC}/", "Origin": PUBLIC})
    assert officer.login().status_code == 302
    assert all(cookie.secure for cookie in officer.http.cookies)
    shown = officer.get(officer.path(sent))
    assert shown.headers["Strict-Transport-Security"]
    assert officer.act(sent, "accept", official_number="H38.01-1", promised_on="").status_code == 302


def test_health_is_for_who_watches_and_http_leads_to_tls(proxy: Proxy) -> None:
    assert requests.get(f"{proxy.url}/healthz", timeout=60).status_code == 403
    led = requests.get(
        f"{proxy.plain}/lookup/?x=1", timeout=60, allow_redirects=False, headers={"Host": "hoso.example.gov.vn"}
    )
    assert (led.status_code, led.headers["Location"]) == (301, f"{PUBLIC}/lookup/?x=1")


def test_a_portal_that_is_down_leaves_no_key_in_the_error_log(kiosk: Kiosk, proxy: Proxy) -> None:
    """Last: nginx asks a port where nobody answers from then on."""
    token = kiosk.dossier().token
    text = (proxy.folder / "nginx.conf").read_text()
    (proxy.folder / "nginx.conf").write_text(text.replace(upstream(text), f"http://127.0.0.1:{free_port()}"))
    subprocess.run(["nginx", "-s", "reload", "-c", proxy.folder / "nginx.conf", "-p", proxy.folder], check=True)
    until(lambda: requests.get(f"{proxy.url}/lookup/", timeout=60).status_code == 502, "it is not down")
    until(lambda: requests.get(f"{proxy.url}/h/{token}", timeout=60).status_code == 502, "an old process serves on")
    assert "/lookup/" in proxy.logs
    assert token not in proxy.logs


def upstream(text: str) -> str:
    found = re.search(r"proxy_pass (http://[^;]+);", text)
    assert found is not None
    return found[1]

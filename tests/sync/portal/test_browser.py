"""The desk and the receipt's page in a real browser, from the keyboard and on a small phone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.support import birth
from tests.support.pictures import png
from tests.support.portal import PASSWORD, Kiosk, Officer, Portal, Sent, photograph

DRIVER, BROWSER = "/usr/bin/chromedriver", "/usr/bin/chromium"
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)
PICTURES = os.environ.get("PORTAL_PICTURES", "")  # a folder to keep screenshots in

pytestmark = [
    pytest.mark.skipif(
        not (Path(DRIVER).exists() and Path(BROWSER).exists()), reason="chromium and chromium-driver are not installed"
    ),
    pytest.mark.parametrize("portal", ["sqlite"], indirect=True, scope="session"),
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = BROWSER
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}", "--window-size=1280,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options=options, service=Service(DRIVER))
    driver.set_page_load_timeout(30)
    try:
        yield driver
    finally:
        driver.quit()


def find(browser: Chrome, selector: str):
    return WebDriverWait(browser, 10).until(lambda driver: driver.find_element(By.CSS_SELECTOR, selector))


def shows(browser: Chrome, selector: str, text: str) -> None:
    """Until the text is there: what was found may belong to the page that is just being replaced."""
    waiting = WebDriverWait(browser, 10, ignored_exceptions=[StaleElementReferenceException, NoSuchElementException])
    waiting.until(lambda driver: text in driver.find_element(By.CSS_SELECTOR, selector).text, f"{text} in {selector}")


def picture(browser: Chrome, name: str) -> None:
    if PICTURES:
        height = browser.execute_script("return document.documentElement.scrollHeight")
        browser.set_window_size(browser.get_window_size()["width"], min(height + 100, 3000))
        browser.save_screenshot(f"{PICTURES}/{name}.png")


def phone(browser: Chrome) -> None:
    """360 CSS pixels wide, as a small phone; a plain window is never that narrow."""
    metrics = {"width": 360, "height": 640, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def desktop(browser: Chrome) -> None:
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.set_window_size(1280, 900)


def login(browser: Chrome, portal: Portal) -> None:
    """From the keyboard alone: the name has the focus, Tab, the password, Enter."""
    browser.delete_all_cookies()
    browser.get(f"{portal.url}/desk/")
    browser.switch_to.active_element.send_keys("lan", Keys.TAB)
    browser.switch_to.active_element.send_keys(PASSWORD, Keys.ENTER)
    find(browser, "table.list, p.lead")


@pytest.fixture
def sent(kiosk: Kiosk) -> Sent:
    paper, data = photograph(png())
    kiosk.call("PUT", f"/v1/attachments/{paper.sha256}", data)
    instance = "<data><mother><name>Trần Thị Đào</name></mother><child><name>Trần Văn Bé</name></child></data>"
    sent = kiosk.dossier(instance, papers=((paper, data),))
    assert sent.put().status_code == 201
    return sent


def test_an_officer_accepts_and_asks_for_a_correction(
    browser: Chrome, portal: Portal, kiosk: Kiosk, sent: Sent
) -> None:
    desktop(browser)
    login(browser, portal)
    picture(browser, "queue")
    find(browser, "#q").send_keys(sent.code, Keys.ENTER)
    find(browser, f"a[href*='{sent.dossier}']").send_keys(Keys.ENTER)
    shows(browser, "section.answers", "Trần Thị Đào")
    shown = find(browser, ".papers img")
    WebDriverWait(browser, 10).until(
        lambda driver: driver.execute_script("return arguments[0].naturalWidth", shown) > 0
    )
    picture(browser, "dossier")
    number = find(browser, "#accept_official_number").get_attribute("value")
    find(browser, "#accept_official_number").send_keys(Keys.ENTER)
    shows(browser, ".facts", "Đã tiếp nhận")
    shows(browser, ".facts", number)
    find(browser, "a[href*='correct']").click()
    picture(browser, "correct")
    find(browser, "#id_comment-1").send_keys("Ghi đủ họ, chữ đệm và tên của cháu")
    find(browser, "main form button.button").click()
    shows(browser, ".facts", "Chờ bổ sung")
    picture(browser, "waiting")
    event = [event for event in kiosk.changes() if event["dossier"] == str(sent.dossier)][-1]
    assert event["data"]["items"][0] == {
        "ref": "/data/child/name",
        "label": "name",
        "comment": "Ghi đủ họ, chữ đệm và tên của cháu",
    }


def test_a_mistake_is_shown_where_it_is(browser: Chrome, portal: Portal, sent: Sent) -> None:
    desktop(browser)
    login(browser, portal)
    browser.get(f"{portal.url}/desk/dossiers/1/{sent.dossier}/")
    find(browser, "#refuse summary").click()
    find(browser, "#refuse button").click()
    shows(browser, "[role=alert]", "lý do")
    assert find(browser, "#refuse[open] .mistake").is_displayed()
    picture(browser, "mistake")


def test_a_birth_registration_reads_like_its_form(browser: Chrome, portal: Portal, kiosk: Kiosk) -> None:
    answers = {"/data/requester/relation": "mother", "/data/requester/requester_name": "Đặng Thị Ước"}
    sent = kiosk.dossier(birth.instance(answers), procedure=birth.PACK.code, pack_version=birth.PACK.version)
    assert sent.put().status_code == 201
    desktop(browser)
    login(browser, portal)
    browser.get(f"{portal.url}/desk/dossiers/1/{sent.dossier}/")
    assert find(browser, "h1").text == birth.PACK.procedure.title.vi
    shows(browser, "section.answers", "Đặng Thị Ước")
    picture(browser, "birth")
    find(browser, "a[href*='correct']").click()
    picture(browser, "birth-correct")
    browser.get(f"{portal.url}/desk/?show=all")
    picture(browser, "queue")


@pytest.mark.parametrize("state", ["on-its-way", "sent", "correct"])
def test_the_receipts_page_fits_a_small_phone(
    browser: Chrome, portal: Portal, kiosk: Kiosk, officer: Officer, state: str
) -> None:
    sent = kiosk.dossier()
    if state != "on-its-way":
        assert sent.put().status_code == 201
    if state == "correct":
        fields = {**officer.seen(sent), "comment-0": "Ghi đủ họ tên", "note": "Mang theo giấy chứng sinh của cháu"}
        assert officer.send(f"{officer.path(sent)}correct/", fields).status_code == 302
    phone(browser)
    browser.get(f"{portal.url}/h/{sent.token}")
    title = find(browser, "h1")
    titles = {"on-its-way": "Hồ sơ đang chờ gửi", "sent": "Hồ sơ đã đến xã", "correct": "Có chỗ cần sửa"}
    assert title.text == titles[state]
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 360
    size = browser.execute_script("return parseFloat(getComputedStyle(document.body).fontSize)")
    assert size >= 20  # CSS pixels
    if PICTURES:
        metrics = {"width": 360, "height": 1400, "deviceScaleFactor": 1.5, "mobile": True}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        browser.save_screenshot(f"{PICTURES}/follow-{state}.png")


def test_the_desk_fits_a_small_phone(browser: Chrome, portal: Portal, sent: Sent) -> None:
    phone(browser)
    login(browser, portal)
    for path in ("/desk/", f"/desk/dossiers/1/{sent.dossier}/", f"/desk/dossiers/1/{sent.dossier}/correct/"):
        browser.get(portal.url + path)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 360
        if PICTURES:
            browser.save_screenshot(f"{PICTURES}/phone-{path.strip('/').rpartition('/')[2]}.png")


def test_the_browser_had_nothing_to_complain_about(browser: Chrome, portal: Portal) -> None:
    """Blocked styles, images or forms would stand here; a refused form (422) and a login that leads on do not count."""
    assert browser.current_url.startswith(portal.url)
    complaints = [entry["message"] for entry in browser.get_log("browser") if "status of 422" not in entry["message"]]
    assert complaints == []

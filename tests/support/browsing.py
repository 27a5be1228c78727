"""Chromium by Playwright: a desk's screen and a small phone, and axe-core to look at what is shown."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, ViewportSize, expect, sync_playwright

from tests.support.accounts import Person

BROWSER = "/usr/bin/chromium"
PICTURES = os.environ.get("PORTAL_PICTURES", "")  # a folder to keep screenshots in
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 640}
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
_SLOW = 60_000  # milliseconds: the machine may be busy
# Pages that nobody uses now, by what they are: for a phone, with scripts.
_idle: dict[tuple[bool, bool], list[Page]] = {}


def is_there() -> bool:
    """Whether this machine has the browser."""
    return Path(BROWSER).exists()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, without a window."""
    expect.set_options(timeout=_SLOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=_FLAGS)
        try:
            yield browser
        finally:
            _idle.clear()
            browser.close()


@contextmanager
def tab(browser: Browser, *, phone: bool = False, person: Person | None = None, scripts: bool = True) -> Iterator[Page]:
    """A page of its own; logged in as somebody. Whatever the browser complains about fails."""
    waiting = _idle.setdefault((phone, scripts), [])
    page = waiting.pop() if waiting else _new_page(browser, phone=phone, scripts=scripts)
    if person is not None:
        url = person.portal.url
        page.context.add_cookies([{"name": c.name, "value": c.value or "", "url": url} for c in person.http.cookies])
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        _hear(message, complaints)

    def fail(error: Error) -> None:
        complaints.append(str(error))

    page.on("console", hear)
    page.on("pageerror", fail)
    try:
        yield page
    except BaseException:
        page.context.close()
        raise
    page.remove_listener("console", hear)
    page.remove_listener("pageerror", fail)
    _forget(page, phone=phone)
    waiting.append(page)
    assert complaints == []


def _new_page(browser: Browser, *, phone: bool, scripts: bool) -> Page:
    context = browser.new_context(
        viewport=PHONE if phone else DESK,
        is_mobile=phone,
        has_touch=phone,
        device_scale_factor=2 if phone else 1,
        locale="vi-VN",
        java_script_enabled=scripts,
    )
    context.set_default_timeout(_SLOW)
    return context.new_page()


def _forget(page: Page, *, phone: bool) -> None:
    """Leave nothing of whoever was there: a process of its own for each would take longer than what it looks at."""
    page.context.clear_cookies()
    page.context.clear_permissions()
    page.set_viewport_size(PHONE if phone else DESK)


def _hear(message: ConsoleMessage, complaints: list[str]) -> None:
    """A refused form (422) and a changed dossier (409) are answers, not faults."""
    if message.type in {"error", "warning"} and not any(f"status of {code}" in message.text for code in (409, 422)):
        complaints.append(message.text)


def picture(page: Page, name: str) -> None:
    """Keep what is seen, when pictures are wanted."""
    if PICTURES:
        Path(PICTURES, f"{name}.png").write_bytes(page.screenshot(full_page=True))  # by path it would leave a thread


def violations(page: Page) -> list[str]:
    """What axe-core finds, one line for each rule and place."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def is_as_wide_as_the_screen(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))

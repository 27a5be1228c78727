"""An officer at the desk of the portal, over HTTP as a browser would: links, forms, cookies, nothing else."""

import html
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar

from ui.tour.stages import StageFailed

TIMEOUT_S = 15


@dataclass
class Form:
    """A form of a page: where it goes and what is in it. labels: the words at each field, by the field's name."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    """Collects forms and links."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._pending: dict[str, str] = {}
        self._label_for = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what a browser would."""
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        elif tag == "label":
            self._label_for = given.get("for", "")
        elif self.forms and tag in {"input", "textarea", "select"} and given.get("name"):
            self._take(tag, given)

    def _take(self, tag: str, given: dict[str, str]) -> None:
        form, name = self.forms[-1], given["name"]
        if given.get("type") not in {"checkbox", "radio"} or "checked" in given:
            form.values[name] = given.get("value", "")
        if "id" in given:
            form.labels[name] = self._pending.pop(given["id"], "")
        if tag == "textarea":
            self._area = name

    def handle_endtag(self, tag: str) -> None:
        """A label or text area is over."""
        if tag == "label":
            self._label_for = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        """Words of a label, or what stands in a text area."""
        if self._area and self.forms:
            self.forms[-1].values[self._area] += data
        elif self._label_for:
            self._pending[self._label_for] = self._pending.get(self._label_for, "") + data


class Desk:
    """One officer's browser."""

    def __init__(self, url: str) -> None:
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self._at = url.rstrip("/") + "/desk/"
        self.page = ""

    def log_in(self, username: str, password: str) -> None:
        """Through the login form."""
        self.open("/desk/login/")
        self.submit("", username=username, password=password)
        if 'name="password"' in self.page:
            raise StageFailed("the officer could not log in")

    def open(self, path: str) -> None:
        """Follow a link."""
        self._fetch(urllib.parse.urljoin(self._at, path))

    def dossiers(self, show: str = "all") -> tuple[str, ...]:
        """Addresses of the dossiers in a list of the queue."""
        self.open(f"/desk/?show={show}")
        return tuple(dict.fromkeys(link for link in self._read().links if re.search(r"/dossiers/[^/]+/[^/]+/$", link)))

    def submit(self, action: str, **values: str) -> None:
        """Send the form whose action ends with these words, with fields filled in besides what stands there."""
        form = self._form(action)
        self._fetch(urllib.parse.urljoin(self._at, form.action or self._at), {**form.values, **values})

    def field_for(self, action: str, words: str) -> str:
        """The name of the field whose label holds these words."""
        for name, label in self._form(action).labels.items():
            if words in html.unescape(label):
                return name
        raise StageFailed(f"the desk has no field for {words!r}")

    def links(self) -> tuple[str, ...]:
        """Where the page's links lead."""
        return tuple(self._read().links)

    def download(self, path: str) -> bytes:
        """What a link that leads to a file gives."""
        try:
            with self._opener.open(urllib.parse.urljoin(self._at, path), timeout=TIMEOUT_S) as answer:
                return bytes(answer.read())
        except OSError as error:
            raise StageFailed(f"the desk does not give {path}: {error}") from error

    def value(self, action: str, name: str) -> str:
        """What stands in a field."""
        return self._form(action).values.get(name, "")

    def has_form(self, action: str) -> bool:
        """Whether the page offers this form."""
        return any(form.method == "post" and form.action.endswith(action) for form in self._read().forms)

    def _form(self, action: str) -> Form:
        forms = [form for form in self._read().forms if form.method == "post" and form.action.endswith(action)]
        # The first form of every page is the one that logs out.
        wanted = (
            [form for form in forms if not form.action.endswith("logout/")] if not action.endswith("logout/") else forms
        )
        if not wanted:
            raise StageFailed(f"the desk offers no form “{action}” here")
        return wanted[-1] if not action else wanted[0]

    def _read(self) -> _Reader:
        reader = _Reader()
        reader.feed(self.page)
        return reader

    def _fetch(self, url: str, values: dict[str, str] | None = None) -> None:
        data = urllib.parse.urlencode(values).encode() if values is not None else None
        request = urllib.request.Request(url, data, {"Referer": self._at, "Accept-Language": "vi"})  # noqa: S310
        try:
            with self._opener.open(request, timeout=TIMEOUT_S) as answer:
                self.page = answer.read().decode()
                self._at = answer.geturl()
        except urllib.error.HTTPError as error:
            text = re.sub(r"<[^>]+>|\s+", " ", error.read().decode(errors="replace"))
            raise StageFailed(f"the desk answered {error.code}: {text[:300]}") from error
        except OSError as error:
            raise StageFailed(f"the desk does not answer: {error}") from error

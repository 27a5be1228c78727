"""Makes a script on which the engines differ smaller, while they still differ in the same way."""

import re
import time
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from tests.support.javarosa import JavaRosa, JavaRosaGone
from tests.support.javarosa_compare import Counts, Difference, compare_script

LOOKS = ("dump", "choices", "xml")
SAID = ("relevant", "constraint", "required", "readonly", "calculate")


def shrink(java: JavaRosa, found: Difference, seconds: float = 60) -> Difference:
    """The smallest that was found in that time."""
    return _Shrinker(java, found, time.monotonic() + seconds).run()


def kind_of(what: str) -> str:
    """A difference without its place and values."""
    return re.sub(r"step \d+ |/data\S*|we .*", "", what).strip()


class _Shrinker:
    def __init__(self, java: JavaRosa, found: Difference, until: float) -> None:
        self.java = java
        self.best = found
        self.kind = kind_of(found.what)
        self.until = until

    def run(self) -> Difference:
        changed = True
        while changed and time.monotonic() < self.until:
            before = self.best
            self._shorten()
            self._simplify()
            changed = self.best is not before
        return self.best

    def _differs(self, script: Mapping[str, Any]) -> bool:
        if time.monotonic() > self.until:
            return False
        try:
            what = compare_script(self.java, script, self.best.media, Counts())
        except JavaRosaGone:
            self.until = 0
            return False
        if not what or kind_of(what) != self.kind:
            return False
        self.best = Difference(what, dict(script), self.best.media)
        return True

    def _shorten(self) -> None:
        """Fewer steps: from the end, and in runs first."""
        size = max(1, len(self.best.script["steps"]) // 2)
        while size:
            at = len(self.best.script["steps"])
            while at > 0:
                steps = self.best.script["steps"]
                at = max(0, min(at, len(steps)) - size)
                self._differs({**self.best.script, "steps": steps[:at] + steps[at + size :]})
            size //= 2

    def _simplify(self) -> None:
        """Less said in the form."""
        at = 0
        while time.monotonic() < self.until:
            root = etree.fromstring(self.best.script["form"].encode())
            cut = next((cut for number, cut in enumerate(_cuts(root)) if number == at), None)
            if cut is None:
                return
            _cut(*cut)
            if not self._differs({**self.best.script, "form": etree.tostring(root, encoding="unicode")}):
                at += 1


def _cuts(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """What could be taken out: an attribute of an element, or the element ("")."""
    for bind in root.iter("{*}bind"):
        yield bind, ""
        yield from ((bind, name) for name in SAID if bind.get(name))
    body = root.find("{*}body")
    assert body is not None
    yield from ((element, "") for element in body.iter() if _name(element) not in ("body", "label", "value", "repeat"))
    yield from ((element, "") for element in root.iter("{*}itext", "{*}setvalue"))
    primary = root.find(".//{*}instance")
    assert primary is not None
    yield from ((element, "") for element in primary[0].iter() if element is not primary[0])


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _cut(element: etree._Element, name: str) -> None:
    parent = element.getparent()
    if name:
        del element.attrib[name]
    elif parent is not None:
        parent.remove(element)

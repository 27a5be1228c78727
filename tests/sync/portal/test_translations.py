"""Vietnamese is complete, compiled, and written as a kind civil servant writes."""

import ast
import gettext
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import sync.portal
from tests.support.portal import ROOT

PORTAL = Path(sync.portal.__file__).parent
CATALOGUE = PORTAL / "locale" / "vi" / "LC_MESSAGES"
FORBIDDEN = ("không hợp lệ", "lỗi 0x", "vui lòng", "invalid")


def entries(po: Path) -> dict[str, str]:
    """msgid → msgstr, as a compiled catalogue has them, but with the untranslated ones too."""
    found = re.findall(r'^msgid (".*")\nmsgstr (".*")$', po.read_text(), re.MULTILINE)
    return {eval(source): eval(target) for source, target in found if source != '""'}


@pytest.fixture(scope="module")
def current(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The texts that are in the program now, found by gettext itself."""
    if shutil.which("xgettext") is None:
        pytest.skip("gettext is not installed")
    copy = tmp_path_factory.mktemp("messages") / "portal"
    shutil.copytree(PORTAL, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    (copy / "locale" / "vi" / "LC_MESSAGES" / "django.po").unlink()
    script = (
        "import sys; from pathlib import Path; from sync.portal.messages import collect; collect(Path(sys.argv[1]))"
    )
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "HOME": str(copy)}
    subprocess.run([sys.executable, "-c", script, str(copy)], env=environment, check=True, capture_output=True)
    return entries(copy / "locale" / "vi" / "LC_MESSAGES" / "django.po")


def test_every_text_is_in_the_catalogue_and_no_other(current: dict[str, str]) -> None:
    known = entries(CATALOGUE / "django.po")
    assert set(known) == set(current)
    assert len(known) > 100


def test_nothing_is_untranslated_or_unsure() -> None:
    assert [source for source, target in entries(CATALOGUE / "django.po").items() if not target] == []
    assert "fuzzy" not in (CATALOGUE / "django.po").read_text()


def test_the_compiled_catalogue_is_the_current_one() -> None:
    with (CATALOGUE / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for source, target in entries(CATALOGUE / "django.po").items():
        assert compiled.gettext(source) == target


def test_the_vietnamese_keeps_the_house_rules() -> None:
    for source, target in entries(CATALOGUE / "django.po").items():
        assert unicodedata.is_normalized("NFC", target)
        assert not any(word in target.lower() for word in FORBIDDEN), target
        assert sorted(re.findall(r"%\(\w+\)s", source)) == sorted(re.findall(r"%\(\w+\)s", target))
        for sentence in re.split(r"[.!?:;]\s", target):
            assert len(sentence.split()) <= 20, sentence


def test_templates_hold_no_bare_words() -> None:
    """What stands outside of tags and of {% translate %} would never be translated."""
    for template in sorted((PORTAL / "templates").rglob("*.html")):
        source = re.sub(r"{% block kind %}\w+", "", template.read_text())  # a name for the style sheet
        source = re.sub(r"{% blocktranslate .*?{% endblocktranslate %}", " ", source, flags=re.DOTALL)
        text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", " ", source, flags=re.DOTALL)
        words = re.sub(r"<[^>]*>", " ", text, flags=re.DOTALL)
        bare = [word for word in re.findall(r"[^\W\d_]{2,}", words) if word not in {"English", "Tiếng", "Việt", "nbsp"}]
        assert bare == [], template.name


def test_every_act_in_the_trail_has_words() -> None:
    """Else the page would show the program's own word."""
    words = (ROOT / "sync/portal/wording.py").read_text()
    known = set(re.findall(r'^    "([a-z-]+)": _\(', words, re.MULTILINE))
    places = {"record": 2, "record_account": 1}
    calls = [
        call
        for path in PORTAL.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in places
    ]
    said = [call.args[places[call.func.attr]] for call in calls if isinstance(call.func, ast.Attribute)]
    recorded = {argument.value for argument in said if isinstance(argument, ast.Constant)}
    assert len(recorded) > 20
    assert recorded - known == set()

"""An author sees everything the engine refuses at once, each with its place."""

from pathlib import Path

import pytest

from forms.knowledge import shared_media
from forms.pack import build_pack, check_pack
from forms.pack.model import FORM_COMPILED
from forms.pack.refusals import refusals
from tests.support.packs import FORM_TOML, PACKS, write_pack

LAND_TAX = (PACKS / "1.007695" / FORM_COMPILED).read_text(encoding="utf-8")


def refused(*changes: tuple[str, str]) -> list[str]:
    text = LAND_TAX
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return refusals(text, shared_media())


RELEVANT = "relevant=\" /data/relief/wants_relief  = 'yes'\""
REGEX = 'constraint=". &gt;'
ITEMS = "nodeset=\"instance('provinces')/root/item\""
OUTPUT = '<output value=" /data'


def test_a_sound_form_is_not_refused() -> None:
    assert refusals(LAND_TAX, shared_media()) == []


def test_all_refusals_are_named_with_their_places() -> None:
    found = refused(
        (RELEVANT, 'relevant="foo(1)"'),
        (REGEX, "constraint=\"regex(., '(a') or . &gt;"),
        (ITEMS, "nodeset=\"instance('nowhere')/root/item\""),
        (OUTPUT, '<output value="bar( /data'),
        ("<input ", '<input appearance="ex:foo" '),
    )
    text = "\n".join(found)
    for part in (
        "the function foo()",
        "a ( without )",
        "no instance 'nowhere'",
        "expected ')'",
        "external application",
    ):
        assert part in text
    assert len(found) == 5


@pytest.mark.parametrize("broken", ["<h:html", "<data/>", ""])
def test_what_cannot_be_mended_is_said_once(broken: str) -> None:
    text = LAND_TAX.replace("<h:body", "<h:nobody").replace("</h:body", "</h:nobody") if broken else LAND_TAX
    assert len(refusals(text, shared_media())) == bool(broken)


def test_the_check_of_a_pack_tells_them_all(tmp_path: Path) -> None:
    form = FORM_TOML.replace('name = "sure"\n', 'name = "sure"\nrelevant = "wrong(1)"\n').replace(
        'name = "colour"\n', 'name = "colour"\nrelevant = "worse(2)"\n'
    )
    folder = write_pack(tmp_path / "9.000001")
    build_pack(folder)
    compiled = (folder / FORM_COMPILED).read_text(encoding="utf-8")
    for name, call in (("colour", "worse(2)"), ("sure", "wrong(1)")):
        compiled = compiled.replace(f'nodeset="/data/{name}"', f'nodeset="/data/{name}" relevant="{call}"', 1)
    (folder / FORM_COMPILED).write_text(compiled, encoding="utf-8")
    (folder / "form.toml").write_text(form, encoding="utf-8")
    said = [str(finding) for finding in check_pack(folder)]
    assert any("wrong()" in one for one in said)
    assert any("worse()" in one for one in said)


def test_a_form_that_cannot_be_compiled_does_not_hide_what_else_is_wrong(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "9.000001")
    build_pack(folder)
    broken = FORM_TOML.replace('label.en = "Blue"', 'label.en = ""').replace(
        'name = "sure"\n', 'name = "sure"\nrelevant = "${nobody} = 1"\n'
    )
    (folder / "form.toml").write_text(broken, encoding="utf-8")
    said = [str(finding) for finding in check_pack(folder)]
    assert any("relevant names ${nobody}, which is no row" in one for one in said)
    assert any("choices.colour.blue: label has no en" in one for one in said)

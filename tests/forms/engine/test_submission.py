"""The submission as OpenRosa wants it."""

import pytest
from lxml import etree

from forms.contract import Verdict
from forms.errors import NotComplete
from tests.support.xforms import inputs, start, xform

OPENROSA = "http://openrosa.org/xforms"


def test_only_what_is_relevant_is_in_it() -> None:
    source = xform(
        "<a/><g><b/></g><r><x/><y/></r><r><x/><y/></r>",
        """<bind nodeset="/data/g" relevant="/data/a = '1'"/><bind nodeset="/data/r/y" relevant="position(..) = 2"/>""",
        inputs("/data/a", "/data/g/b")
        + f'<group ref="/data/r"><repeat nodeset="/data/r">{inputs("/data/r/x", "/data/r/y")}</repeat></group>',
    )
    session = start(source)
    session.answer("/data/r[2]/y", "hai")
    root = etree.fromstring(session.finalise(instance_id="uuid:1"))
    assert [etree.QName(child).localname for child in root] == ["a", "r", "r", "meta"]
    assert [[etree.QName(leaf).localname for leaf in repeat] for repeat in list(root)[1:3]] == [["x"], ["x", "y"]]


def test_meta_carries_the_ids_and_the_name() -> None:
    source = xform(
        "<a>Lan</a><orx:meta><orx:instanceID/><orx:instanceName/></orx:meta>",
        """<bind nodeset="/data/orx:meta/orx:instanceName" calculate="concat('Hồ sơ ', /data/a)"/>""",
    )
    root = etree.fromstring(start(source).finalise(instance_id="uuid:2", deprecated_id="uuid:1"))
    meta = root.find(f"{{{OPENROSA}}}meta")
    assert meta is not None
    assert [(etree.QName(child).localname, child.text) for child in meta] == [
        ("instanceID", "uuid:2"),
        ("deprecatedID", "uuid:1"),
        ("instanceName", "Hồ sơ Lan"),
    ]


def test_a_form_without_meta_gets_one() -> None:
    root = etree.fromstring(start(xform("<a/>")).finalise(instance_id="uuid:2"))
    assert root.findtext(f"{{{OPENROSA}}}meta/{{{OPENROSA}}}instanceID") == "uuid:2"


def test_identity_and_namespaces_of_the_form_are_kept() -> None:
    source = xform("<a/>").replace(b'<data id="test"', b'<data xmlns="http://example.org/f" id="test" orx:version="7"')
    root = etree.fromstring(start(source).finalise(instance_id="uuid:2"))
    assert etree.QName(root).namespace == "http://example.org/f"
    assert (root.get("id"), root.get("version"), root.get(f"{{{OPENROSA}}}version")) == ("test", "1", "7")


def test_a_form_with_problems_is_not_finalised() -> None:
    binds = '<bind nodeset="/data/a" required="true()"/><bind nodeset="/data/b" constraint=". = 1"/>'
    session = start(xform("<a/><b/>", binds, inputs("/data/a", "/data/b")))
    session.answer("/data/b", "2")
    with pytest.raises(NotComplete) as refused:
        session.finalise(instance_id="uuid:1")
    assert [(problem.ref, problem.verdict) for problem in refused.value.problems] == [
        ("/data/a", Verdict.REQUIRED),
        ("/data/b", Verdict.CONSTRAINT),
    ]


def test_a_draft_and_a_submission_carry_nothing_of_each_other() -> None:
    session = start(xform("<a/>", "", inputs("/data/a")))
    assert b"urn:kiosk-ho-so:draft" in session.draft()
    assert b"urn:kiosk-ho-so:draft" not in session.finalise(instance_id="uuid:1")

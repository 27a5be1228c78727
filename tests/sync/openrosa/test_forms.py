"""Which of a server's forms takes a procedure, and how a submission is written for it."""

import pytest
from lxml import etree

from forms.pack import load_pack
from sync.openrosa.forms import Fit, examined, fields, pictures
from sync.openrosa.server import Account, Server
from sync.openrosa.submission import addressed, instance_of
from sync.protocol.errors import MalformedError
from sync.transport import Pace
from tests.support.filling import finalise, start
from tests.support.http_portal import served
from tests.support.openrosa_server import OpenRosaServer
from tests.support.packs import PACKS
from tests.support.random_answers import Resident

BIRTH = (PACKS / "1.001193" / "form.xml").read_bytes()
ORX = "{http://openrosa.org/xforms}"


def form(body, binds=""):
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model>'
        f'<instance><data id="f" version="7">{body}<meta><instanceID/></meta></data></instance>{binds}'
        "</model></h:head><h:body/></h:html>"
    ).encode()


@pytest.fixture
def foreign():
    made = OpenRosaServer(scheme="none")
    with served(made.handle) as made.address:
        yield made


def look(foreign, wanted):
    server = Server(Account(foreign.address), pace=Pace(connect=5, read=5))
    try:
        return examined(server, wanted)
    finally:
        server.close()


def test_the_same_file_is_the_same_form_and_is_not_fetched(foreign):
    foreign.forms = {"1.001193": BIRTH}
    found = look(foreign, {"1.001193": ("1.001193", BIRTH)})["1.001193"]
    assert (found.fit, found.version) == (Fit.SAME, "1")


def test_another_conversion_of_the_same_questions_fits(foreign):
    foreign.forms = {"f": form("<who><name/></who><more/>")}
    foreign.versions = {"f": "2026112301"}
    found = look(foreign, {"1.1": ("f", form("<who><name/></who>"))})["1.1"]
    assert (found.fit, found.form, found.version, found.lacking) == (Fit.FITS, "f", "2026112301", ())


def test_a_form_that_lacks_a_question_is_told_by_its_name(foreign):
    foreign.forms = {"f": form("<who><name/></who>")}
    found = look(foreign, {"1.1": ("f", form("<who><name/><born/></who>"))})["1.1"]
    assert (found.fit, found.lacking) == (Fit.LACKS, ("/who/born",))
    assert not found.fit.takes


def test_what_is_not_listed_goes_nowhere(foreign):
    foreign.forms = {"other": BIRTH}
    assert look(foreign, {"1.001193": ("1.001193", BIRTH)})["1.001193"].fit is Fit.ABSENT


def test_one_broken_form_does_not_hide_the_others(foreign):
    foreign.forms = {"f": b"<not a form", "g": form("<a/>")}
    found = look(foreign, {"1": ("f", form("<a/>")), "2": ("g", form("<a/>"))})
    assert (found["1"].fit, found["2"].fit) == (Fit.LACKS, Fit.SAME)


def test_every_pack_has_fields_to_compare():
    for folder in sorted(PACKS.glob("*/form.xml")):
        assert len(fields(folder.read_bytes())) > 3, folder


def test_fields_that_hold_a_file_are_known_by_their_bind():
    binds = '<bind nodeset="/data/papers/proof" type="binary"/><bind nodeset="/data/name" type="string"/>'
    assert pictures(form("<papers><proof/></papers><name/>", binds)) == {"proof"}
    assert pictures(BIRTH) == frozenset()


def test_no_document_type_is_expanded():
    bomb = b'<!DOCTYPE h [<!ENTITY a "aaaa">]><html xmlns="http://www.w3.org/2002/xforms"><model/></html>'
    assert fields(bomb) == frozenset()
    with pytest.raises(MalformedError):
        fields(b"")


SENT = (
    b'<data id="1.001193" version="2026112301" xmlns:orx="http://openrosa.org/xforms"><name>A</name>'
    b"<papers><proof/></papers><orx:meta><orx:instanceID>uuid:1</orx:instanceID></orx:meta></data>"
)


def written(**more):
    given = {"form": "aXy", "version": "3", "instance": "uuid:1", "replaces": "", "files": {}}
    return etree.fromstring(addressed(SENT, **(given | more)))


def test_a_submission_carries_the_servers_name_for_the_form():
    root = written(files={"proof": "proof-1.jpg", "nowhere": "x.jpg"})
    assert (root.get("id"), root.get("version")) == ("aXy", "3")
    assert root.findtext("papers/proof") == "proof-1.jpg"
    assert root.findtext("name") == "A"
    assert written(version="").get("version") is None


def test_what_it_replaces_is_written_when_it_is_finished():
    """The former revision may have gone while the resident was changing it."""
    root = written(replaces="uuid:0", instance="uuid:2")
    meta = root.find(f"{ORX}meta")
    assert [(etree.QName(each).localname, each.text) for each in meta] == [
        ("instanceID", "uuid:2"),
        ("deprecatedID", "uuid:0"),
    ]
    again = etree.fromstring(
        addressed(etree.tostring(root), form="f", version="", instance="uuid:2", replaces="", files={})
    )
    assert again.find(f".//{ORX}deprecatedID") is None


def test_the_instance_is_read_back():
    assert instance_of(SENT) == "uuid:1"
    assert instance_of(b"<data/>") == ""
    with pytest.raises(MalformedError):
        instance_of(b"")


def test_a_submission_without_metadata_gets_them():
    root = etree.fromstring(addressed(b"<data/>", form="f", version="1", instance="uuid:9", replaces="", files={}))
    assert root.findtext(f"{ORX}meta/{ORX}instanceID") == "uuid:9"


@pytest.mark.parametrize("folder", sorted(path.parent for path in PACKS.glob("*/form.xml")), ids=lambda path: path.name)
def test_what_a_resident_answers_arrives_as_it_was_and_only_in_fields_that_were_compared(folder):
    pack = load_pack(folder)
    session = start(pack)
    Resident(session, 7).fill_in()
    sent = finalise(session)
    root = etree.fromstring(addressed(sent, form="aXy", version="3", instance="uuid:9", replaces="uuid:8", files={}))
    before = etree.fromstring(sent)
    assert leaves(root) == leaves(before)
    assert {path for path, _ in leaves(root)} <= fields((folder / "form.xml").read_bytes())
    assert instance_of(etree.tostring(root)) == "uuid:9"


def leaves(root):
    found = []
    for each in root.iter("*"):
        names = [etree.QName(up).localname for up in (each, *each.iterancestors())][:-1][::-1]
        if len(each) == 0 and names and names[0] != "meta":
            found.append(("/" + "/".join(names), each.text or ""))
    return found

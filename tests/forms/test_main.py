"""The scripting door, as another program uses it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.xforms import inputs, xform

FORM = xform(
    "<a/><b/><c/><r><x/></r>",
    """<bind nodeset="/data/a" type="int" constraint=". &lt; 10"/><bind nodeset="/data/b" relevant="/data/a &gt; 1"/>
    <bind nodeset="/data/c" required="true()" calculate="/data/a * 2"/>""",
    inputs("/data/a", "/data/c")
    + '<select1 ref="/data/b"><item><label>Có</label><value>y</value></item></select1>'
    + f'<group ref="/data/r"><repeat nodeset="/data/r">{inputs("/data/r/x")}</repeat></group>',
)


def forms(*arguments: str, standard_input: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "forms", *arguments], input=standard_input, capture_output=True, text=True, timeout=60
    )


def run(folder: Path, steps: list[object], **more: object) -> subprocess.CompletedProcess[str]:
    (folder / "x.xml").write_bytes(FORM)
    script = {"form": "x.xml", "media": ".", "language": None, "steps": steps, **more}
    (folder / "script.json").write_text(json.dumps(script), "utf-8")
    return forms("run", str(folder / "script.json"))


def printed(done: subprocess.CompletedProcess[str]) -> list[Any]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_run_prints_a_line_for_each_output_step_and_nothing_else(tmp_path: Path) -> None:
    steps: list[object] = [
        ["set", "/data/a", 5],
        ["choices", "/data/b"],
        ["add", "/data/r"],
        ["set", "/data/r[2]/x", "hai"],
        ["remove", "/data/r[1]"],
        ["dump"],
        ["xml"],
        ["set", "/data/a", "50"],
        ["finalize"],
    ]
    done = run(tmp_path, steps)
    choices, dump, xml, final = printed(done)
    assert choices == [{"value": "y", "label": "Có"}]
    assert [one["ref"] for one in dump] == ["/data/a", "/data/b", "/data/c", "/data/r[1]/x"]
    assert {"ref": "/data/r[1]/x", "value": "hai"}.items() <= dump[3].items()
    assert dump[2] == {
        "ref": "/data/c",
        "relevant": True,
        "readonly": False,
        "required": True,
        "value": "10",
        "constraintOk": True,
        "valid": True,
    }
    assert xml.keys() == {"xml"}
    assert "<c>10</c>" in xml["xml"]
    assert final.keys() == {"xml", "errors"}
    assert final["errors"] == [{"ref": "/data/a", "verdict": "constraint"}]
    assert "instanceID>uuid:" in final["xml"]
    assert (done.returncode, done.stderr) == (0, "")


def test_a_step_that_fails_is_told_and_the_next_one_follows(tmp_path: Path) -> None:
    """Output steps keep their line, so that the lines of two engines can be laid side by side."""
    steps: list[object] = [
        ["set", "/data/nosuch", "1"],
        ["set", "/data/a", "x"],
        ["set", "/data/b", "z"],
        ["add", "/data/a"],
        ["dance"],
        [],
        ["choices", "/data/nosuch"],
        ["dump"],
    ]
    done = run(tmp_path, steps)
    failed, dump = printed(done)
    assert (failed["step"], "error" in failed) == (7, True)
    assert dump[0]["value"] == ""
    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert [one["step"] for one in told] == [1, 2, 3, 4, 5, 6]
    assert all(one["error"] for one in told)
    assert done.returncode == 0


def test_what_is_irrelevant_is_in_the_dump_and_not_in_the_xml(tmp_path: Path) -> None:
    steps: list[object] = [["set", "/data/a", "5"], ["set", "/data/b", "y"], ["set", "/data/a", "1"], ["dump"], ["xml"]]
    dump, xml = printed(run(tmp_path, steps))
    assert {"ref": "/data/b", "relevant": False, "value": "y", "valid": True}.items() <= dump[1].items()
    assert "<b" not in xml["xml"]


def test_an_instance_can_be_put_between(tmp_path: Path) -> None:
    steps: list[object] = [["set", "/data/r[1]/x", "một"], ["insert", "/data/r[1]"], ["set", "/data/r[1]/x", "không"]]
    (dump,) = printed(run(tmp_path, [*steps, ["dump"]]))
    assert [(one["ref"], one["value"]) for one in dump[3:]] == [("/data/r[1]/x", "không"), ("/data/r[2]/x", "một")]


def test_a_script_speaks_the_language_it_names(tmp_path: Path) -> None:
    texts = "".join(
        f"<translation lang='{code}'><text id='y'><value>{word}</value></text></translation>"
        for code, word in (("vi", "Có"), ("en", "Yes"))
    )
    item = "<item><label ref=\"jr:itext('y')\"/><value>y</value></item>"
    form = xform("<b/>", "", f'<select1 ref="/data/b">{item}</select1>', model=f"<itext>{texts}</itext>")
    (tmp_path / "l.xml").write_bytes(form)
    for language, word in (("en", "Yes"), (None, "Có")):
        done = run(tmp_path, [["choices", "/data/b"]], form="l.xml", language=language)
        assert printed(done) == [[{"value": "y", "label": word}]]


def test_the_form_may_be_named_from_where_one_stands(tmp_path: Path) -> None:
    done = run(tmp_path, [["dump"]], form=str(tmp_path / "x.xml"), media=str(tmp_path))
    assert len(printed(done)) == 1


def test_batch_goes_on_after_bad_forms(tmp_path: Path) -> None:
    bad = {
        "bad.xml": b"<a",
        "empty.xml": b"",
        "binary.xml": bytes(range(256)),
        "deep.xml": b"<a>" * 100_000,
        "cycle.xml": xform("<a/>", "<bind nodeset='/data/a' calculate='/data/a + 1'/>"),
        "feature.xml": xform("<a/>", "", "<secret ref='/data/a'/>"),
        "b\udce9d.xml": b"<a",
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "good.xml").write_bytes(FORM)
    names = [str(tmp_path / name) for name in (*bad, "missing.xml", "", "good.xml")]
    done = subprocess.run(
        [sys.executable, "-m", "forms", "batch"],
        input=b"\n".join(map(os.fsencode, names)) + b"\n\n",
        capture_output=True,
        timeout=60,
    )
    lines = [json.loads(line) for line in done.stdout.decode("utf-8", "surrogateescape").splitlines()]
    assert [line["file"] for line in lines] == names
    assert all(line.keys() == {"file", "error"} and line["error"] for line in lines[:-1])
    good = lines[-1]
    assert good.keys() == {"file", "nodes", "xml"}
    assert good["nodes"] == 6
    assert "<data" in good["xml"]
    assert done.returncode == 0


def test_batch_reads_what_javarosa_reads(tmp_path: Path) -> None:
    """Paths and binds that lead nowhere and files that are missing are an author's mistakes: a pack with them is
    refused, but engines can still be compared on such a form."""
    source = xform(
        "<a/><b/>",
        """<bind nodeset="/data/gone" relevant="true()"/><bind nodeset="/data/b" relevant="/data/gone = 1"/>""",
        inputs("/data/a", "/data/b"),
        model="<instance id='l' src='jr://file-csv/l.csv'/><bind nodeset='/data/a' jr:preload='context'/>",
    )
    (tmp_path / "x.xml").write_bytes(source)
    done = forms("batch", standard_input=str(tmp_path / "x.xml"))
    assert "<a" in json.loads(done.stdout)["xml"]
    assert "<b" not in json.loads(done.stdout)["xml"]


def test_batch_reads_a_form_that_forgot_its_namespace(tmp_path: Path) -> None:
    source = xform("<a><b/></a>", "<bind nodeset='/data/a/b' calculate='1 + 1'/>", inputs("/data/a/b"))
    (tmp_path / "x.xml").write_bytes(source.replace(b'xmlns="http://www.w3.org/2002/xforms"', b""))
    done = forms("batch", standard_input=str(tmp_path / "x.xml"))
    assert "<b>2</b>" in json.loads(done.stdout)["xml"]


@pytest.mark.parametrize(
    "answers",
    ['{"/data/a": 5}', '[["/data/a", "5"]]', '[["set", "/data/a", "5"]]', '[{"ref": "/data/a", "value": "5"}]'],
)
def test_bench_prints_milliseconds(tmp_path: Path, answers: str) -> None:
    (tmp_path / "x.xml").write_bytes(FORM)
    (tmp_path / "answers.json").write_text(answers, "utf-8")
    done = forms("bench", str(tmp_path / "x.xml"), str(tmp_path / "answers.json"), str(tmp_path), "3")
    times = json.loads(done.stdout)
    assert times.keys() == {"load", "answer", "serialise", "total"}
    assert times["total"] >= times["load"] > 0


@pytest.mark.parametrize(
    "script",
    ['{"form": "x.xml", "steps": []}', "[]", "{", '{"steps": []}', '{"form": 5}', '{"form": "x.xml", "steps": [5]}'],
)
def test_a_script_that_cannot_be_used_is_said_so(tmp_path: Path, script: str) -> None:
    if "steps" in script and "5" in script:
        (tmp_path / "x.xml").write_bytes(FORM)
    (tmp_path / "script.json").write_text(script, "utf-8")
    done = forms("run", str(tmp_path / "script.json"))
    assert done.returncode == 1
    assert done.stderr.startswith("forms: ")
    assert "Traceback" not in done.stderr

"""The scripting door, as another program uses it."""

import json
import subprocess
import sys
from pathlib import Path

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


def test_run_prints_a_line_for_each_step_that_tells_something(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_bytes(FORM)
    steps = [
        ["set", "/data/a", "5"],
        ["choices", "/data/b"],
        ["add", "/data/r"],
        ["set", "/data/r[2]/x", "hai"],
        ["remove", "/data/r[1]"],
        ["set", "/data/nosuch", "1"],
        ["dump"],
        ["xml"],
        ["set", "/data/a", "50"],
        ["finalize"],
    ]
    script = {"form": "x.xml", "media": ".", "language": None, "steps": steps}
    (tmp_path / "script.json").write_text(json.dumps(script), "utf-8")
    done = forms("run", str(tmp_path / "script.json"))
    choices, error, dump, xml, final = (json.loads(line) for line in done.stdout.splitlines())
    assert choices == [{"value": "y", "label": "Có"}]
    assert error["step"] == 6
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
    assert "<c>10</c>" in xml["xml"]
    assert final["errors"] == [{"ref": "/data/a", "verdict": "constraint"}]
    assert "instanceID>uuid:" in final["xml"]
    assert done.returncode == 0


def test_batch_goes_on_after_a_bad_form(tmp_path: Path) -> None:
    (tmp_path / "good.xml").write_bytes(FORM)
    (tmp_path / "bad.xml").write_bytes(b"<a")
    names = [str(tmp_path / name) for name in ("bad.xml", "missing.xml", "good.xml")]
    done = forms("batch", standard_input="\n".join(names))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["file"] for line in lines] == names
    assert ["error" in line for line in lines] == [True, True, False]
    assert lines[2]["nodes"] >= 6
    assert "<data" in lines[2]["xml"]


def test_bench_prints_milliseconds(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_bytes(FORM)
    (tmp_path / "answers.json").write_text('{"/data/a": "5"}', "utf-8")
    done = forms("bench", str(tmp_path / "x.xml"), str(tmp_path / "answers.json"), str(tmp_path), "3")
    times = json.loads(done.stdout)
    assert times.keys() == {"load", "answer", "serialise", "total"}
    assert times["total"] > 0


def test_a_script_that_cannot_be_used_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "script.json").write_text('{"form": "x.xml", "steps": []}', "utf-8")
    done = forms("run", str(tmp_path / "script.json"))
    assert done.returncode == 1
    assert "x.xml" in done.stderr

"""Forms and drafts made to hurt, run one at a time in a process whose memory is limited.

``python -m tests.support.hostile NAME`` prints a JSON line: what came of it, seconds, megabytes at the most.
"""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from forms.engine import load_form
from forms.errors import FormError
from forms.xpath import work
from tests.support.xforms import definition, environment, inputs, start, xform

MEGABYTES = 1024 * 1024
LIMIT = 1024 * MEGABYTES

CASES: dict[str, Callable[[], object]] = {}


def case(make: Callable[[], object]) -> Callable[[], object]:
    CASES[make.__name__] = make
    return make


def calculates(count: int, expression: str, more: str = "") -> bytes:
    """Many nodes with the same calculate, in which {n} is the number of the node."""
    binds = "".join(
        f'<bind nodeset="/data/b{n}" calculate="{expression.replace("{n}", str(n))}"/>' for n in range(count)
    )
    return xform(more + "".join(f"<b{n}/>" for n in range(count)), binds)


def repeated(inside: str, binds: str, count: str = "/data/n", more: str = "<n>1000</n>") -> bytes:
    body = f"<group ref='/data/r'><repeat nodeset='/data/r' jr:count=\"{count}\">{inputs('/data/r/x')}</repeat></group>"
    return xform(f"{more}<r>{inside}</r>", binds, inputs("/data/n") + body)


def csv(rows: Iterable[str]) -> dict[str, bytes]:
    return {"l.csv": "\n".join(rows).encode()}


LIST = "<instance id='l' src='jr://file-csv/l.csv'/>"
TEXT = f"<a>{'x' * 900_000}</a>"


# What the parser meets.


@case
def a_hundred_megabytes() -> object:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xml"
        with path.open("wb") as file:
            file.write(b"<a>")
            for _ in range(100):
                file.write(b"x" * MEGABYTES)
            file.write(b"</a>")
        return load_form(path)


@case
def not_a_file() -> object:
    return load_form(Path("/dev/zero"))


@case
def a_million_levels() -> object:
    return load_form(xform("<b>" * 1_000_000 + "</b>" * 1_000_000))


@case
def millions_of_elements() -> object:
    return load_form(xform("<b/>" * 9_000_000))


@case
def a_million_siblings() -> object:
    return load_form(xform("<b/>" * 950_000))


@case
def a_hundred_thousand_names() -> object:
    return load_form(xform("".join(f"<b{n}/>" for n in range(120_000))))


@case
def a_million_attributes() -> object:
    attributes = " ".join(f"a{n}=''" for n in range(1_000_000))
    return load_form(xform(f"<b {attributes}/>"))


@case
def namespaces_without_end() -> object:
    namespaces = " ".join(f"xmlns:a{n}='u{n}'" for n in range(300_000))
    return load_form(xform(f"<b {namespaces}/>"))


@case
def controls_without_end() -> object:
    return load_form(xform("<a/>", "", "<input ref='/data/a'/>" * 350_000))


@case
def hidden_in_another_encoding() -> object:
    return load_form(b"<?xml version='1.0' encoding='UTF-7'?>" + b"+ADw-a/+AD4-" * 100_000)


# What lists may be.


@case
def millions_of_rows() -> object:
    return load_form(xform("<a/>", model=LIST), {"l.csv": b"a\n" + b"1\n" * 19_000_000})


@case
def millions_of_columns() -> object:
    return load_form(xform("<a/>", model=LIST), csv([",".join(f"c{n}" for n in range(4_000_000))]))


@case
def the_same_list_a_hundred_times() -> object:
    model = "".join(LIST.replace("'l'", f"'l{n}'") for n in range(100))
    return load_form(xform("<a/>", model=model), {"l.csv": b"a,b,c\n" + b"1,2,3\n" * 200_000})


@case
def geojson_of_nothing() -> object:
    features = b'{"type":"FeatureCollection","features":[' + b"[]," * 13_000_000 + b"[]]}"
    return load_form(xform("<a/>", model=LIST.replace("file-csv/l.csv", "file/l.geojson")), {"l.geojson": features})


# What expressions may be.


@case
def expressions_without_end() -> object:
    return load_form(calculates(30, "+".join(["1"] * 95_000)))


@case
def parentheses_without_end() -> object:
    return load_form(calculates(1, "(" * 90_000 + "1" + ")" * 90_000))


@case
def everything_from_everywhere() -> object:
    return start(calculates(3000, "count(//*)"))


@case
def everything_in_everything() -> object:
    return start(
        xform("".join(f"<b{n}/>" for n in range(2000)) + "<c/>", "<bind nodeset='/data/c' relevant='1'/>")
    ).value_of("count(//*[count(//*[count(//*) > 0]) > 0])")


@case
def a_list_in_a_list() -> object:
    rows = csv(["name", *(f"n{n}" for n in range(10_000))])
    inner = "count(instance('l')/root/item[string-length(name) &gt; {n}])"
    return start(
        xform(
            "<b0/>",
            f'<bind nodeset="/data/b0" calculate="count(instance(\'l\')/root/item[{inner} &gt; 0])"/>'.replace(
                "{n}", "0"
            ),
            model=LIST,
        ),
        rows,
    )


@case
def lists_compared_with_lists() -> object:
    rows = csv(["name", *(str(n) for n in range(10_000))])
    form = (
        "<bind nodeset='/data/b' calculate=\"instance('l')/root/item/name &gt; instance('l')/root/item/nothing + 1\"/>"
    )
    session = start(xform("<b/>", form, model=LIST), rows)
    return session.value_of("instance('l')/root/item/name < instance('l')/root/item/name[. < 0]")


@case
def texts_that_grow() -> object:
    return start(calculates(3000, "concat(/data/a, '{n}')", TEXT))


@case
def texts_side_by_side() -> object:
    parts = ",".join(f"concat(/data/a,'{n}')" for n in range(6000))
    return start(calculates(1, f"string-length(concat({parts}))", TEXT))


@case
def digest_of_everything() -> object:
    return start(
        calculates(2000, "digest(concat(/data/a, '{n}', string(/data)), 'SHA-512')", TEXT.replace("<a>", "<a>{n}"))
    )


@case
def the_text_of_everything() -> object:
    nodes = "".join(f"<a{n}>x</a{n}>" for n in range(20_000))
    return start(calculates(1, "+".join(["string-length(/data)"] * 3000), nodes + "<c/>"))


@case
def choices_in_a_long_text() -> object:
    return start(calculates(1, "+".join(["count-selected(/data/a)"] * 3000), TEXT.replace("xx", "x ")))


@case
def patterns_without_end() -> object:
    text = f"<a>{'b' * 100_000}</a>" + "".join(f"<b{n}>1</b{n}>" for n in range(200))
    binds = "".join(
        f"<bind nodeset='/data/b{n}' constraint=\"regex(concat(/data/a, '{n}'), '(b?){{900}}b*')\"/>"
        for n in range(200)
    )
    return start(xform(text, binds))


@case
def one_depends_on_the_next() -> object:
    count = 6_000
    binds = "".join(f"<bind nodeset='/data/b{n}' calculate='/data/b{n + 1} + 1'/>" for n in range(count))
    return load_form(xform("".join(f"<b{n}/>" for n in range(count + 1)), binds))


@case
def a_long_circle() -> object:
    count = 6_000
    binds = "".join(f"<bind nodeset='/data/b{n}' calculate='/data/b{(n + 1) % count} + 1'/>" for n in range(count))
    return load_form(xform("".join(f"<b{n}/>" for n in range(count)), binds))


# What repeats may do.


@case
def a_thousand_million_instances() -> object:
    session = start(repeated("<x/>", "", more="<n/>"))
    session.answer("/data/n", "1000000000")
    return session.repeats("/data/r")


@case
def repeats_in_repeats_in_repeats() -> object:
    body = inputs("/data/n", "/data/r/s/t/z")
    for path in ("/data/r/s/t", "/data/r/s", "/data/r"):
        body = f"<repeat nodeset='{path}' jr:count='/data/n'>{body}</repeat>"
    return start(xform("<n>1000000000</n><r><x/><s><y/><t><z/></t></s></r>", "", body))


@case
def a_count_that_never_rests() -> object:
    binds = "<bind nodeset='/data/n' calculate='if(count(/data/r) &gt; 2, 0, 5)'/>"
    return start(repeated("<x/>", binds, more="<n/>"))


@case
def sums_in_every_instance() -> object:
    nodes = "".join(f"<x{n}/>" for n in range(30))
    binds = "".join(f"<bind nodeset='/data/r/x{n}' calculate='sum(../../r/x{n + 1}) + 1'/>" for n in range(29))
    return start(repeated(f"<x/>{nodes}", binds))


@case
def instances_that_look_each_other_up() -> object:
    binds = "<bind nodeset='/data/r/x' calculate='indexed-repeat(/data/r/y, /data/r, position(..))'/>"
    return start(repeated("<x/><y/>", binds))


# What answers may do.


@case
def hundreds_of_long_lists() -> object:
    """Each with choices that no index helps to find."""
    count = 60
    nodeset = "instance('l')/root/item[string-length(name) &gt; 0]"
    itemset = f'<itemset nodeset="{nodeset}"><value ref="name"/><label ref="name"/></itemset>'
    body = "".join(f'<select1 ref="/data/a{n}">{itemset}</select1>' for n in range(count))
    rows = csv(["name", *(f"n{n}" for n in range(10_000))])
    session = start(xform("".join(f"<a{n}/>" for n in range(count)), "", body, model=LIST), rows)
    for n in range(count):
        session.answer(f"/data/a{n}", "n5")
    return len(session.summary())


@case
def actions_that_set_each_other_off() -> object:
    body = "".join(
        f"<input ref='/data/a{n}'>"
        + "".join(
            f"<setvalue event='xforms-value-changed' ref='/data/a{m}' value='concat(/data/a{m}, 1)'/>" for m in range(5)
        )
        + "</input>"
        for n in range(5)
    )
    session = start(xform("".join(f"<a{n}/>" for n in range(5)), "", body))
    session.answer("/data/a0", "1")
    return sorted(session.state.faults.values())


@case
def choices_that_chase_each_other() -> object:
    """A cleared choice sets off an action that makes it be chosen anew."""
    model = "<instance id='c'><root><item><name>x</name><g>1</g></item></root></instance>"
    nodeset = "instance('c')/root/item[g = string-length(/data/a)]"
    body = f"""<input ref='/data/a'><setvalue event='xforms-value-changed' ref='/data/b' value="'x'"/></input>
    <select1 ref='/data/b'>
    <setvalue event='xforms-value-changed' ref='/data/a' value="concat(/data/a, 'y')"/>
    <itemset nodeset="{nodeset}"><value ref='name'/><label ref='name'/></itemset></select1>"""
    session = start(xform("<a/><b/>", "", body, model=model))
    session.answer("/data/a", "1")
    return sorted(session.state.faults.values())


# What drafts may be.

REPEAT = xform(
    "<r><x/></r>", "", f"<group ref='/data/r'><repeat nodeset='/data/r'>{inputs('/data/r/x')}</repeat></group>"
)


def draft_with(more: bytes) -> object:
    form = definition(REPEAT)
    draft = form.start(environment()).draft()
    place = draft.index(b"<r>")
    return form.resume(draft[:place] + more + draft[place:], environment())


@case
def a_draft_of_a_million_instances() -> object:
    return draft_with(b"<r><x>1</x></r>" * 490_000)


@case
def a_draft_of_many_instances() -> object:
    return draft_with(b"<r><x>1</x></r>" * 120_000)


@case
def a_draft_of_strangers() -> object:
    return draft_with(b"<z>1</z>" * 200_000)


@case
def a_draft_with_entities() -> object:
    form = definition(REPEAT)
    draft = form.start(environment()).draft().partition(b"?>")[2]
    return form.resume(b"<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + draft, environment())


@case
def a_draft_with_a_long_seed() -> object:
    form = definition(REPEAT)
    draft = form.start(environment(seed=1)).draft()
    before, _, after = draft.partition(b'seed="')
    return form.resume(before + b'seed="' + b"9" * 1_000_000 + after, environment())


@case
def a_draft_of_thirty_megabytes_in_one_answer() -> object:
    return draft_with(b"<r><x>" + b"x" * 30_000_000 + b"</x></r>")


def most_memory() -> int:
    """The most bytes this program ever held. Not ru_maxrss, which begins with what the starting process held."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) << 10


def main(name: str, allowance: int) -> None:
    """Runs one case."""
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    work.ALLOWANCE = allowance
    begun = time.perf_counter()
    try:
        outcome = f"done: {str(CASES[name]())[:200]}"
    except FormError as problem:
        outcome = f"{type(problem).__name__}: {str(problem)[:200]}"
    report = {
        "outcome": outcome,
        "seconds": time.perf_counter() - begun,
        "megabytes": most_memory() >> 20,
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else work.ALLOWANCE)

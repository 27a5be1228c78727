"""Speed of the engine on the three shapes that engines are compared by; ratios against a floor of the same run."""

import csv
import io
import time
from collections.abc import Callable
from functools import partial
from statistics import median

import pytest
from lxml import etree

from forms.engine.session import Session
from tests.support.xforms import definition, environment, inputs, xform

QUESTIONS = 300


def large_form() -> bytes:
    """300 questions: 120 with relevant, 120 with constraint, 60 calculated."""
    names = [f"/data/q{n}" for n in range(240)]
    binds = [f'<bind nodeset="{name}" type="int"/>' for name in names[:1]]
    for n, name in enumerate(names[1:], 1):
        relevant = f" relevant=\"{names[n - 1]} != '' and {names[0]} &gt; 0\"" if n % 2 else ""
        binds.append(
            f'<bind nodeset="{name}" type="int" constraint=". &gt;= 0 and . &lt; {names[0]} + 1000"{relevant}/>'
        )
    sources = [names[4 * n : 4 * n + 4] for n in range(60)]
    binds += [
        f'<bind nodeset="/data/c{n}" type="int" calculate="{" + ".join(four)}"/>' for n, four in enumerate(sources)
    ]
    instance = "".join(f"<q{n}/>" for n in range(240)) + "".join(f"<c{n}/>" for n in range(60))
    return xform(instance, "".join(binds), inputs(*names))


def cascade(source: str, inline: str = "") -> bytes:
    body = "".join(
        f"<select1 ref='/data/{name}'><itemset nodeset=\"instance('communes')/root/item[{key} = /data/{above}]\">"
        "<value ref='name'/><label ref='label'/></itemset></select1>"
        for name, key, above in (("district", "province", "province"), ("commune", "district", "district"))
    )
    model = f"<instance id='communes'{source}>{inline}</instance>"
    return xform("<province/><district/><commune/>", "", inputs("/data/province") + body, model=model)


ROWS = [(f"c{n}", f"Xã {n}", f"p{n % 50}", f"c{n % 500}") for n in range(10_000)]
CSV = "name,label,province,district\n" + "".join(",".join(row) + "\n" for row in ROWS)
ITEMS = "".join(
    f"<item><name>{a}</name><label>{b}</label><province>{c}</province><district>{d}</district></item>"
    for a, b, c, d in ROWS
)


def timed(work: Callable[[], object], rounds: int = 5) -> float:
    """Milliseconds, median."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return median(times)


def visit_large(source: bytes) -> Session:
    session = definition(source).start(environment())
    for n in range(240):
        session.answer(f"/data/q{n}", str(n + 1))
    session.finalise(instance_id="uuid:1")
    return session


def visit_cascade(source: bytes, media: dict[str, bytes]) -> None:
    session = definition(source, media).start(environment())
    session.answer("/data/province", "p1")
    session.answer("/data/district", session.choices("/data/district")[0].value)
    session.answer("/data/commune", session.choices("/data/commune")[0].value)
    session.finalise(instance_id="uuid:1")


def floor(source: bytes, csv_data: bytes) -> None:
    """What no engine can do without: parse the form, read the rows into dictionaries, write it out again."""
    root = etree.fromstring(source)
    for element in root.iter():
        len(element.attrib)
    rows = list(csv.DictReader(io.StringIO(csv_data.decode())))
    {row["name"]: row for row in rows}
    etree.tostring(root)


@pytest.mark.bench
def test_bench_three_shapes(capsys: pytest.CaptureFixture[str]) -> None:
    shapes = {
        "300 questions": (large_form(), b"name\n"),
        "10,000 rows CSV": (cascade(" src='jr://file-csv/communes.csv'"), CSV.encode()),
        "10,000 rows inline": (cascade("", f"<root>{ITEMS}</root>"), b"name\n"),
    }
    for name, (source, data) in shapes.items():
        media = {"communes.csv": data}
        ours = timed(
            partial(visit_large, source) if not name.startswith("10") else partial(visit_cascade, source, media)
        )
        bare = timed(partial(floor, source, data))
        with capsys.disabled():
            print(
                f"\n{name}: {ours:.0f} ms, {ours / bare:.1f} × reading and writing the same bytes ({bare:.1f} ms)",
                end="",
            )
        # No shape may take longer than a person notices, on a machine with two busy cores.
        assert ours < 1000


@pytest.mark.bench
def test_bench_one_answer_in_the_large_form(capsys: pytest.CaptureFixture[str]) -> None:
    session = visit_large(large_form())
    numbers = iter(range(1000))

    def answer() -> None:
        session.answer("/data/q120", str(next(numbers)))

    def root() -> None:
        # The worst question: every relevant and constraint depends on it.
        session.answer("/data/q0", str(next(numbers) + 1))

    one, worst = timed(answer, 50), timed(root, 50)
    with capsys.disabled():
        print(f"\none answer: {one:.2f} ms; the one that everything depends on: {worst:.2f} ms")
    assert one < 2


@pytest.mark.bench
def test_bench_choices_after_the_first_time(capsys: pytest.CaptureFixture[str]) -> None:
    session = definition(cascade(" src='jr://file-csv/communes.csv'"), {"communes.csv": CSV.encode()}).start(
        environment()
    )
    session.answer("/data/province", "p1")
    session.choices("/data/district")
    numbers = iter(range(1000))

    def again() -> None:
        session.answer("/data/province", f"p{next(numbers) % 50}")
        session.choices("/data/district")

    milliseconds = timed(again, 50)
    with capsys.disabled():
        print(f"\n10,000 choices filtered: {milliseconds:.2f} ms")
    assert milliseconds < 5

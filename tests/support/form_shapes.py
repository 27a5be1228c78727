"""The shapes of forms that engines are measured by: 300 questions, and cascades over 10,000 rows, CSV and inline."""

from dataclasses import dataclass, field

from forms.engine.session import Session
from tests.support.xforms import definition, environment, inputs, xform

# Asked questions; 60 more are computed.
ASKED = 240
ROWS = [(f"c{n}", f"Xã {n}", f"p{n % 50}", f"c{n % 500}") for n in range(10_000)]


@dataclass(frozen=True)
class Shape:
    """A form, and its answers in the order they are asked; None stands for the first choice."""

    name: str
    xml: bytes
    answers: dict[str, str | None]
    media: dict[str, bytes] = field(default_factory=dict)


def large() -> Shape:
    """300 questions: 120 with relevant, 120 with constraint, 60 calculated. Nearly all hang on the first."""
    names = [f"/data/q{n}" for n in range(ASKED)]
    binds = ['<bind nodeset="/data/q0" type="int"/>']
    for n, name in enumerate(names[1:], 1):
        relevant = f" relevant=\"{names[n - 1]} != '' and /data/q0 &gt; 0\"" if n % 2 else ""
        constraint = ' constraint=". &gt;= 0 and . &lt; /data/q0 + 1000"' if n % 2 == 0 or n == 1 else ""
        binds.append(f'<bind nodeset="{name}" type="int"{constraint}{relevant}/>')
    sources = [names[4 * n : 4 * n + 4] for n in range(60)]
    binds += [
        f'<bind nodeset="/data/c{n}" type="int" calculate="{" + ".join(four)}"/>' for n, four in enumerate(sources)
    ]
    instance = "".join(f"<q{n}/>" for n in range(ASKED)) + "".join(f"<c{n}/>" for n in range(60))
    answers: dict[str, str | None] = {name: str(n + 1) for n, name in enumerate(names)}
    return Shape("300 questions", xform(instance, "".join(binds), inputs(*names)), answers)


def cascade_csv() -> Shape:
    """Two selects after each other over 10,000 rows of a CSV file."""
    text = "name,label,province,district\n" + "".join(",".join(row) + "\n" for row in ROWS)
    return _cascade("10,000 rows CSV", " src='jr://file-csv/communes.csv'", "", {"communes.csv": text.encode()})


def cascade_inline() -> Shape:
    """The same rows in the form."""
    items = "".join(
        f"<item><name>{a}</name><label>{b}</label><province>{c}</province><district>{d}</district></item>"
        for a, b, c, d in ROWS
    )
    return _cascade("10,000 rows inline", "", f"<root>{items}</root>", {})


def _cascade(name: str, source: str, inline: str, media: dict[str, bytes]) -> Shape:
    body = "".join(
        f"<select1 ref='/data/{name}'><itemset nodeset=\"instance('communes')/root/item[{key} = /data/{above}]\">"
        "<value ref='name'/><label ref='label'/></itemset></select1>"
        for name, key, above in (("district", "province", "province"), ("commune", "district", "district"))
    )
    model = f"<instance id='communes'{source}>{inline}</instance>"
    xml = xform("<province/><district/><commune/>", "", inputs("/data/province") + body, model=model)
    return Shape(name, xml, {"/data/province": "p1", "/data/district": None, "/data/commune": None}, media)


def visit(shape: Shape) -> Session:
    """Reads the form, answers everything, finalises."""
    session = definition(shape.xml, shape.media).start(environment())
    for ref, value in shape.answers.items():
        session.answer(ref, session.choices(ref)[0].value if value is None else value)
    session.finalise(instance_id="uuid:1")
    return session

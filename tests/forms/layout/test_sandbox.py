"""A declaration's template comes over the network: it reaches nothing, and it cannot keep the machine busy."""

import time

import pytest

from forms.errors import PackError
from forms.layout.sandbox import MAX_SOURCE
from forms.layout.template import findings, functions, render_template

FEW_SECONDS = 5


def _answer(_ref: str) -> str:
    return "Trần Thị Đào"


def _instances(_ref: str) -> int:
    return 20


def _render(source: str) -> str:
    return render_template(source, functions(_answer, _answer, _instances, {"code": "K7Q"}, blank=False))


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in instances('/data/a', at_least=3) %}{{ loop.index }} {{ answer('/data/a/b', at=a) }}{% endfor %}",
        "{% macro a(x, y) %}{{ x ~ '/' ~ y }}{% endmacro %}{{ a('b', 1) }} {{ a(values.code, 'c') | upper }}",
        "{% if value('/data/a') in ('x', 'y') %}1{% else %}{{ 'abc'.rsplit('/', 1)[0] }}{% endif %}",
        "{% set kinds = {'a': 'b'} %}{{ kinds['a'] }}{{ kinds.get('c', 'd') }}{{ instances('/data/a') | length }}",
        "{% set where = value('/data/a') %}{{ where + 'x' }} {{ 2 + 3 }} {{ tick(where == 'y') }}",
    ],
)
def test_what_forms_need_is_there(source: str) -> None:
    assert _render(source)
    assert findings(source, frozenset({"/data/a", "/data/a/b"})) == []


def _doubled(times: int) -> str:
    return "{% macro m0(x) %}{{ x }}{% endmacro %}" + "".join(
        f"{{% macro m{n}(x) %}}{{{{ m{n - 1}(x ~ x) }}}}{{% endmacro %}}" for n in range(1, times)
    )


BOMBS = {
    "repeated text": "{{ 'a' * 2000000000 }}",
    "repeated list": "{% for x in [0] * 2000000000 %}{% endfor %}",
    "power": "{{ 99999999 ** 99999999 }}",
    "growing number": "{% set a = 2147483647 %}{% set b = a * a %}{{ b * b }}",
    "format": "{{ '%999999999d' % 1 }}",
    "format method": "{{ '{:999999999}'.format(1) }}",
    "padding": "{{ 'a'.ljust(999999999) }}",
    "centring": "{{ 'a' | center(999999999) }}",
    "replacing": "{{ ('a' * 9).replace('a', 'b' * 9) }}",
    "range": "{% for x in range(100000) %}{% for y in range(100000) %}{% endfor %}{% endfor %}",
    "loops in loops": "{% for a in instances('/data/a', 99999) %}{% for b in instances('/data/a', 99999) %}"
    "{% endfor %}{% endfor %}",
    "empty rows": "{% for a in instances('/data/a', 9999999999) %}"
    + "{% for a in instances('/data/a', 99) %}" * 3
    + "{% endfor %}" * 4,
    "letters": "{% set x = value('/data/a') %}" + "{% for a in x %}" * 8 + "{% endfor %}" * 8,
    "branching macros": "{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    "doubling": _doubled(60) + "{{ m59('aaaaaaaa') }}",
    "doubling sums": _doubled(60).replace("~", "+") + "{{ m59('aaaaaaaa') }}",
    "much text often": "{% for a in instances('/data/a', 4000) %}" + "x" * 10_000 + "{% endfor %}",
    "much text in a macro": "{% macro m() %}" + "x" * 10_000 + "{% endmacro %}"
    "{% for a in instances('/data/a', 4000) %}{{ m() }}{% endfor %}",
    "lists of lists": "{% set a = ['x'] %}" + "{% set a = [a, a] %}" * 40 + "{{ a }}",
    "pairs of pairs": "{% set a = 'x' %}" + "{% set a = {'b': a, 'c': a} %}" * 40 + "{{ a }}",
    "printing a list": "{{ 'a b c'.split() }}",
    "map": "{{ 'abc' | map('upper') | list }}",
    "lorem": "{{ lipsum(n=100000) }}",
    "nesting": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "blocks": "{% for a in 'a' %}" * 60 + "{% endfor %}" * 60,
    "length": "x" * (MAX_SOURCE + 1),
    "counting itself": "{{ _step(-999999999) }}",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("source", BOMBS.values(), ids=BOMBS.keys())
def test_a_template_that_would_fill_the_machine_is_refused_soon(source: str) -> None:
    begun = time.monotonic()
    with pytest.raises(PackError):
        _render(source)
    findings(source, frozenset())
    assert time.monotonic() - begun < FEW_SECONDS


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ answer.__globals__ }}",
        "{{ answer.__closure__[0].cell_contents }}",
        "{{ self.__init__.__globals__ }}",
        "{{ ''['__class__'] }}",
        "{{ '' | attr('__class__') }}",
        "{{ '{0.__class__}'.format(answer) }}",
        "{{ 'a{0.__class__}'.format_map({'a': 'b'}) }}",
        "{% include '/etc/passwd' %}",
        "{% include '../pack/model.py' %}",
        "{% import 'os' as os %}",
        "{{ cycler('a').__init__.__globals__.os }}",
        "{{ _join }}",
        "{{ namespace }}",
        "{{ values.update({'a': 'b'}) }}",
        "{{ values.pop('code') }}",
    ],
)
def test_a_template_reaches_nothing_of_the_program(source: str) -> None:
    with pytest.raises(PackError):
        _render(source)

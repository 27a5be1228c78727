"""The portal answers as its OpenAPI description says: to calls that mean something, and to whatever fits the schema."""

import json
from datetime import date
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import APIOperation, Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Err, Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sync.protocol.answers import NONCE_HEADER
from tests.support.answers import birth_instance
from tests.support.birth import PACK
from tests.support.portal import SITE, Kiosk, Officer, Portal, enrolled, photograph
from tests.support.province import Province, province

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
_EXAMPLES = 12
_NONCE = {NONCE_HEADER: "AAAAAAAAAAAAAAAAAAAAAA"}


@pytest.fixture(scope="module")
def described(own_portal: Portal) -> dict[str, Any]:
    response = requests.get(f"{own_portal.url}/v1/openapi.json", timeout=20)
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


@pytest.fixture(scope="module")
def schema(described: dict[str, Any]) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_dict(described)


@pytest.fixture(scope="module")
def member(own_portal: Portal) -> Kiosk:
    return enrolled(own_portal)


@pytest.fixture(scope="module")
def system(own_portal: Portal) -> Province:
    return province(own_portal)


def operations(schema: schemathesis.BaseSchema) -> list[APIOperation]:
    found = list(schema.get_all_operations())
    assert not [each for each in found if isinstance(each, Err)]
    return [each.ok() for each in found if isinstance(each, Ok)]


def test_every_call_is_described_with_its_errors(own_portal: Portal, described: dict[str, Any]) -> None:
    routes = {pattern for name, pattern in own_portal.do("routes") if name.startswith("v1:")}
    assert len(described["paths"]) >= len(routes) - 2  # the description itself, and the root
    for path, methods in described["paths"].items():
        for method, said in methods.items():
            assert said.get("description"), f"{method} {path} says nothing"
            assert {"429", "503", "default"} <= set(said["responses"]), path
            for status, answer in said["responses"].items():
                if method != "head" and (status == "default" or status >= "400"):
                    assert list(answer["content"]) == ["application/problem+json"], f"{method} {path} {status}"
    assert [tag["name"] for tag in described["tags"]] == ["kiosk", "dossiers", "acts", "figures"]


def explore(operation: APIOperation, url: str, token: str, examples: int) -> set[int]:
    """Ask with whatever fits the schema, the same every time; the statuses that came."""
    statuses: set[int] = set()

    @seed(20261123)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy())
    def ask(case: Case) -> None:
        response = case.call(base_url=url, headers={**_NONCE, "Authorization": f"Bearer {token}"})
        case.validate_response(response, checks=CHECKS)
        statuses.add(response.status_code)

    ask()
    return statuses


def test_whatever_fits_the_schema_gets_an_answer_that_does(
    own_portal: Portal, schema: schemathesis.BaseSchema, member: Kiosk, system: Province
) -> None:
    for operation in operations(schema):
        token = system.token if "/province/" in operation.path else member.enrolled["token"]
        assert explore(operation, own_portal.url, token, _EXAMPLES)


def test_strangers_get_problems_that_fit(own_portal: Portal, schema: schemathesis.BaseSchema) -> None:
    for operation in operations(schema):
        statuses = explore(operation, own_portal.url, "nobody", 2)
        assert operation.path in {"/v1/hello", "/v1/enrol"} or statuses <= {401, 429}, operation.path


def test_real_answers_fit(own_portal: Portal, schema: schemathesis.BaseSchema, member: Kiosk, system: Province) -> None:
    officer = Officer(own_portal, "lan")
    assert officer.login().status_code == 302
    paper, data = photograph(b"picture", paper="birth_certificate")
    sent = member.dossier(birth_instance(), procedure=PACK.code, pack_version=PACK.version, papers=((paper, data),))
    name = str(sent.dossier)
    kiosk_says = [
        ("PUT", sent.target, sent.body, "/v1/dossiers/{dossier}/revisions/{number}"),
        ("PUT", f"/v1/attachments/{paper.sha256}", data, "/v1/attachments/{sha256}"),
        ("PUT", sent.target, sent.body, "/v1/dossiers/{dossier}/revisions/{number}"),
        ("GET", sent.target, None, "/v1/dossiers/{dossier}/revisions/{number}"),
        (
            "POST",
            "/v1/acknowledgements",
            json.dumps({"revisions": [{"dossier": name, "number": 1}]}),
            "/v1/acknowledgements",
        ),
        ("POST", "/v1/revisions", json.dumps({"revisions": ["x"]}), "/v1/revisions"),
        ("GET", "/v1/changes?after=&limit=5", None, "/v1/changes"),
        ("GET", "/v1/settings", None, "/v1/settings"),
        ("GET", "/v1/hello", None, "/v1/hello"),
        ("GET", "/v1/catalogue/anchor.json", None, "/v1/catalogue/{path}"),
        ("POST", "/v1/receipts", json.dumps({"token": sent.token}), "/v1/receipts"),
    ]
    for method, target, body, path in kiosk_says:
        schema[path][method].validate_response(member.call(method, target, body))
    assert officer.act(sent, "accept", official_number="H38.01-261123-9001").status_code == 302
    root, today = f"/dossiers/{SITE}/{name}", date.today()
    system_asks = [
        ("/dossiers?after=", "/v1/province/dossiers"),
        (root, "/v1/province/dossiers/{site}/{dossier}"),
        (f"{root}/answers", "/v1/province/dossiers/{site}/{dossier}/answers"),
        (f"{root}/attachments/{paper.sha256}", "/v1/province/dossiers/{site}/{dossier}/attachments/{sha256}"),
        (f"/figures?first={today}&last={today}", "/v1/province/figures"),
        ("/procedures", "/v1/province/procedures"),
        ("/kiosks", "/v1/province/kiosks"),
    ]
    for target, path in system_asks:
        response = system.call("GET", target)
        assert response.status_code == 200, response.text
        schema[path]["GET"].validate_response(response)
    act = schema["/v1/province/dossiers/{site}/{dossier}/acts/{act_id}"]["PUT"]
    for response in (system.act(sent, "promise", promised_on="2030-01-01"), system.act(sent, "dance")):
        act.validate_response(response)


def test_people_can_read_it_without_anything_from_elsewhere(own_portal: Portal, described: dict[str, Any]) -> None:
    page = requests.get(f"{own_portal.url}/api/", timeout=20).text
    for path in described["paths"]:
        assert path in page
    assert "<script" not in page
    assert "http://" not in page.replace(own_portal.url, "")

"""A province's own system: asks below /v1/province with a token, and checks the portal's signature of every answer."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import requests

from sync.protocol import answers
from tests.support.portal import SITE, Portal, Sent

READ = ("dossiers:read",)
ALL = ("dossiers:read", "answers:read", "states:write", "figures:read", "fleet:read")


@dataclass
class Province:
    """site: of the commune that the token reaches; "" for all."""

    portal: Portal
    token: str

    def call(self, method: str, path: str, body: bytes | None = None) -> requests.Response:
        """One request."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        response = requests.request(
            method, f"{self.portal.url}/v1/province{path}", data=body, headers=headers, timeout=60
        )
        answers.check_response(
            self.portal.key,
            response.headers[answers.SIGNATURE_HEADER],
            "",
            method,
            response.request.path_url,
            response.status_code,
            response.content,
        )
        return response

    def get(self, path: str) -> Any:
        """The JSON of an answer that has to be good."""
        response = self.call("GET", path)
        assert response.status_code == 200, response.text
        return response.json()

    def pull(self, after: str = "", limit: int = 100) -> tuple[list[dict[str, Any]], str]:
        """Everything after a cursor, and the cursor behind it."""
        found: list[dict[str, Any]] = []
        more = True
        while more:
            page = self.get(f"/dossiers?after={after}&limit={limit}")
            found += page["dossiers"]
            after, more = page["next"], page["more"]
        return found, after

    def act(
        self, sent: Sent, act: str, request: UUID | None = None, site: str = SITE, **fields: Any
    ) -> requests.Response:
        """Do something to a dossier."""
        body = json.dumps({"act": act, **fields}).encode()
        return self.call("PUT", f"/dossiers/{site}/{sent.dossier}/acts/{request or uuid4()}", body)


def province(portal: Portal, *scopes: str, site: str = "") -> Province:
    """One with a new token."""
    return Province(portal, portal.do("new_token", "Hệ thống của tỉnh", list(scopes or ALL), 30, site))

"""The typed bodies of /v1, for checking what comes in and for the OpenAPI description."""

from typing import Any

from ninja import Field, Schema


class Hello(Schema):
    """Who the portal is and what time it has."""

    portal: str
    epoch: str
    now: str
    sign_key: str
    box_key: str


class EnrolIn(Schema):
    """A kiosk that wants to join."""

    code: str = Field(max_length=64)
    name: str = Field(max_length=200)
    sign_key: str = Field(max_length=64)
    box_key: str = Field(max_length=64)


class EnrolOut(Schema):
    """What a kiosk needs to know from then on."""

    kiosk: str
    prefix: str
    token: str
    site: str
    site_name: str
    portal_url: str
    sign_key: str
    box_key: str
    epoch: str
    site_key: str


class SiteKey(Schema):
    """The key that the kiosks of a site share, sealed to the one that asks."""

    site_key: str


class Acknowledgement(Schema):
    """The portal's signed word that it holds a revision."""

    dossier: str
    number: int
    hash: str
    received_at: str
    key: str
    signature: str


class EventOut(Schema):
    """A line of the change feed."""

    id: int
    dossier: str
    revision: int
    kind: str
    at: str
    data: dict[str, Any]


class Changes(Schema):
    """A piece of the change feed."""

    epoch: str
    events: list[EventOut]
    next: str
    more: bool
    settings: int = 0


class KioskSettings(Schema):
    """What is set for a kiosk from the portal, by place (docs/protocol.md).

    version grows with every change; at is when this was said.
    """

    version: int
    at: str
    values: dict[str, bool | int | str]


class Standing(Schema):
    """Where the dossier of a receipt stands; state is "" while it is on its way. sealed: to the kiosk that asks."""

    code: str
    state: str
    dossier: str = ""
    procedure: str = ""
    pack_version: str = ""
    language: str = ""
    revision: int = 0
    official_number: str = ""
    promised_on: str = ""
    note: str = ""
    received_at: str = ""
    correction: str = ""
    labels: list[str] = []
    has_pin: bool = False
    here: bool = False
    sealed: str = ""


class ProblemOut(Schema):
    """RFC 9457. type is a word of docs/protocol.md."""

    type: str
    title: str
    status: int
    hash: str | None = None
    missing: list[str] | None = None
    held: bool | None = None
    offset: int | None = None
    remaining: int | None = None

"""Two kiosks of one commune without a portal in reach, and forms that go between them."""

import shutil
from dataclasses import replace
from pathlib import Path

from forms.engine import walk
from forms.pack import Pack
from kiosk.app import Kiosk
from kiosk.handover.service import Handover
from kiosk.types import Draft
from sync.bundles.handover import Cost
from tests.support.birth import session
from tests.support.kiosks import CONSENT, PROCEDURE, Clock, Portal
from tests.support.packs import PACKS

SITE_KEY = b"k" * 32
PIN = "482913"
CHEAP = Cost(10, 1)
NOWHERE = "http://127.0.0.1:9"
NAME = "/data/requester/requester_name"
ANSWERS = {"/data/requester/relation": "grandmother", NAME: "Phạm Thị Lựu"}


def kiosk_at(template: Path, home: Path, portal: Portal, prefix: str, clock: Clock, key: bytes = SITE_KEY) -> Kiosk:
    """A kiosk of the commune, without a line."""
    shutil.copytree(template, home)
    kiosk = Kiosk.open(home, now=clock)
    kiosk.identity.store_enrolment(replace(portal.enrolment(prefix), site_key=key, portal_url=NOWHERE))
    kiosk.handover = Handover(kiosk, CHEAP)
    return kiosk


def into_the_commune(kiosk: Kiosk) -> None:
    """The machine before us belongs to the commune too, and a try of a PIN costs it little."""
    kiosk.identity.keep_site_key(SITE_KEY)
    kiosk.handover = Handover(kiosk, CHEAP)


def begun(kiosk: Kiosk, procedure: str = PROCEDURE, xml: bytes | None = None) -> Draft:
    """A form with some answers."""
    draft = kiosk.drafts.start(kiosk.catalogue.pack(procedure), "vi", CONSENT)
    kiosk.drafts.save(draft.dossier, xml or session(ANSWERS).draft(), NAME)
    return kiosk.drafts.get(draft.dossier)


def fullest(pack: Pack) -> bytes:
    """A draft of a form answered to its end with made-up answers, the longest of several ways through it."""
    return max((each.draft() for each, _page in walk(pack.form(), "vi")), key=len)


def packs() -> list[Path]:
    """Folders of the fifteen packs."""
    return sorted(path for path in PACKS.iterdir() if path.is_dir())
